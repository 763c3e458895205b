"""Amounts: a numeral with what follows it: some more, scale, unit, range, rate base, bound."""

from __future__ import annotations

import re
from decimal import Decimal

from jmanalysis import numerals, units, wording
from jmanalysis.numerals import Numeral
from jmanalysis.reading import contexts
from jmanalysis.reading.figures import Quantity
from jmanalysis.reading.kinds import kind
from jmanalysis.reading.tails import SCALES, Tail, tail

_TENTHS = {char: Decimal(n) / 10 for n, char in enumerate("一二三四五六七八九", start=1)}
_TENTHS["半"] = Decimal("0.5")
# 九成五 has a part of a tenth; in 九成三级医院 the next numeral is of another thing.
_PART = re.compile("[一二三四五六七八九半](?![级类甲等星线家所个项])")
_SOME = frozenset("数几好")  # 数十, 几百, 好几十
_SIGNS = frozenset("负-")
_SIGN = re.compile(r"(?:(?<![-0-9A-Za-z负)）%])-|负)$")


def signed(text: str, at: int) -> bool:
    """Whether a numeral is negative: 负 or a minus that joins nothing."""
    return text[at - 1 : at] in _SIGNS and _SIGN.search(text, max(0, at - 2), at) is not None


def amount(text: str, at: int, to: int) -> Quantity:
    """Read numeral, unit and what stands round them."""
    rest = tail(text, to)
    numeral, unit = text[at:to], rest.unit
    if not unit or numeral[-1] in "万亿":
        numeral, unit = _said(text, at, numeral, rest)
    first, second = _ends(numeral, rest)
    beside = text[at - 1 : at]
    if first is None or (beside in _SOME and numeral[0] in "十百千万亿"):
        return _odd(text, at, to, rest)
    begin = at
    if beside in _SIGNS and signed(text, at):
        first, begin = Numeral(-first.value, first.place), at - 1
    before, start = ("some", begin) if rest.some else contexts.bounding(text, begin)
    before = before or "about" * rest.odd
    if not before and contexts.denied(text, begin):
        return Quantity(at, to + rest.end, at, to, "unknown", first, None, unit, reason="denied")
    per, after, last, stop = rest.per, rest.after, to + rest.scale_end, to + rest.end
    if second is not None:
        last = to + rest.upper_end
        first, second, unit = _in_scale(first, second, unit, rest)
    elif rest.upper:  # it is no range after all
        per, after, stop = 0, "", to + rest.own
    if unit == "成" and (part := _PART.match(text, stop)):
        first = Numeral(first.value + _TENTHS[part[0]], Decimal("0.1"))
        stop = last = part.end()
    made = Quantity(start, stop, at, last, "", first, second, unit, per, before, after)
    return made.of_kind(kind(text, made))


def _said(text: str, at: int, numeral: str, rest: Tail) -> tuple[str, str]:
    """Return numeral and unit as they are to be tabled, where not as they stand."""
    unit, large = rest.unit, numeral[-1] in "万亿"
    if not unit:
        money = large and contexts.of_money(text, at)
        unit = "元" if money else contexts.counted_before(text, at)
    if large and not rest.some and not rest.scale:
        numeral, unit = _as_said(numeral, unit)
    return numeral, unit


def _as_said(said: str, unit: str) -> tuple[str, str]:
    """Give 万 back to its unit: 91.13万人 is 91.13 万人, as tables have it."""
    bare = said.rstrip("万亿")
    scaled = said[len(bare) :] + unit
    sound = bare and not set(bare) & set("万亿兆")
    whole = sound and unit and scaled in units.units() and numerals.value(bare)
    return (bare, scaled) if whole else (said, unit)


def _ends(said: str, rest: Tail) -> tuple[Numeral | None, Numeral | None]:
    """Read the number, or both ends of a range; two neighbouring digits are one, too."""
    numeral = said + rest.scale
    if rest.upper and rest.is_range:
        ends = wording.span(numeral, rest.upper)
        if ends:
            return ends
    first = numerals.value(numeral)
    if first is None and (pair := numerals.pair(numeral)):
        return pair
    if first is None and rest.scale in SCALES and (bare := numerals.value(said)):
        size = SCALES[rest.scale]
        first = Numeral(bare.value * size, bare.place * size)
    return first, None


def _in_scale(
    first: Numeral, second: Numeral, unit: str, rest: Tail
) -> tuple[Numeral, Numeral, str]:
    """Return both ends of a range, and their unit, as they are to be tabled."""
    if not rest.scaled:
        return first, second, unit or rest.upper_unit
    size, unit = rest.scaled
    low, high = (Numeral(one.value / size, one.place / size) for one in (first, second))
    return low, high, unit


def _odd(text: str, at: int, to: int, rest: Tail) -> Quantity:
    """Read bare scales: 上千人, 百余名, 近万; whatever else has no value is not guessed."""
    said, unit, end = text[at:to], rest.unit, to + rest.end
    if text[at - 1 : at] in _SOME:
        return Quantity(at - 1, end, at, to, "vague", unit=unit, reason="no definite number")
    size = SCALES.get(said)
    before, start = ("some", at) if rest.some in {"余", "多"} else contexts.rounding(text, at)
    if size and unit and before:
        number = Numeral(Decimal(size), Decimal(size))
        made = Quantity(start, end, at, to, "", number, None, unit, 0, before)
        return made.of_kind(kind(text, made))
    if set(said) <= set("百千万亿兆"):
        return Quantity(at, to, at, to, "word", reason="a scale alone counts nothing")
    return Quantity(at, to, at, to, "unknown", reason="no sound numeral")
