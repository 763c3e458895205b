"""Amounts: a numeral with what follows it: some more, scale, unit, range, rate base, bound."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from jmanalysis import numerals, units, wording
from jmanalysis.numerals import NUMERAL, Numeral
from jmanalysis.reading import contexts
from jmanalysis.reading.figures import Quantity
from jmanalysis.reading.kinds import dimension_of, kind
from jmanalysis.wording import RANGE_SIGN

#: Persons that a bare scale in a rate base stands for.
BASES = {"十": 10, "百": 100, "千": 1_000, "万": 10_000, "十万": 100_000, "百万": 1_000_000}
SCALES = {"百": 100, "千": 1_000, "万": 10_000, "亿": 10**8, "百万": 10**6, "千万": 10**7}
_TENTHS = {char: Decimal(n) / 10 for n, char in enumerate("一二三四五六七八九", start=1)}
_TENTHS["半"] = Decimal("0.5")
_MORE = re.compile("[一二三四五六七八九半](?=[，。；、！）以左的]|$)")  # 九成五, not 九成三级医院
_SOME = frozenset("数几好")  # 数十, 几百, 好几十
_SIGN = re.compile(r"(?:(?<![-0-9A-Za-z负)）%])-|负)$")
_NO_PART = ("some", "scale", "unit", "more", "unit3")


def signed(text: str, at: int) -> bool:
    """Whether a numeral is negative: 负 or a minus that joins nothing."""
    return text[at - 1 : at] in {"负", "-"} and _SIGN.search(text, max(0, at - 2), at) is not None


@cache
def tail() -> re.Pattern[str]:
    """Return what may follow a numeral: some more, a scale, unit, range, rate base, bound."""
    # 万 and 亿 belong to the numeral; which unit they make with it is seen later.
    unit = "|".join(
        re.escape(name) for name in units.units() if name[0] not in "万亿" and name != "个村"
    )
    second = rf"{RANGE_SIGN}(?:约|近)?(?P<second>{NUMERAL})(?P<scale2>[万亿]?)(?P<unit2>{unit})?"
    base = r"/每?(?P<base>\d*[百千万]+|\d+)?(?P<of>人口|常住人口|人|名|户|床|年|月|日|天|次|例)?"
    return re.compile(
        rf"(?:(?P<some>[余多几])|(?P<odd>来)(?={unit}|[百千万亿]))?(?P<scale>[百千万亿]{{1,2}})?(?P<unit>{unit})?"
        rf"(?:(?P<more>[余多]|出头)(?P<unit3>{unit})?)?(?:{second})?(?:{base})?"
        r"(?P<after>(?:[及或]|（含）)?(?:以上|以下|以内)|之内|左右|上下)?"
    )


class _Said(NamedTuple):
    """A numeral and its unit as they are to be tabled."""

    numeral: str
    unit: str
    scale: str
    some: bool


def amount(text: str, at: int, to: int) -> Quantity:
    """Read numeral, unit and what stands round them."""
    rest = tail().match(text, to)
    assert rest is not None
    said = _said(text, at, to, rest)
    first, second = _ends(said, rest)
    if first is None or (text[at - 1 : at] in _SOME and text[at] in "十百千万亿"):
        return _odd(text, at, to, rest)
    sign = signed(text, at)
    if sign:
        first = Numeral(-first.value, first.place)
    before, start = ("some", at) if said.some else contexts.bounding(text, at)
    before = before or "about" * bool(rest["odd"])
    stop = rest.end() if second or not rest["second"] else _before_range(rest)
    last = rest.end("second") if second else rest.end("scale") if said.scale else to
    unit = said.unit or (rest["unit2"] or "" if second else "")
    if second is not None and (scaled := _scaled(rest)):
        size, unit = scaled
        first = Numeral(first.value / size, first.place / size)
        second = Numeral(second.value / size, second.place / size)
    if unit == "成" and (part := _TENTHS.get(text[stop : stop + 1])):
        first, stop = Numeral(first.value + part, Decimal("0.1")), stop + 1
        last = stop
    whole = second is not None or not rest["second"]
    after = _after(rest) if whole else ""
    per = _per(rest) if whole else 0
    made = Quantity(start, stop, at, max(last, to), "", first, second, unit, per, before, after)
    return made.of_kind(kind(text, made))


def _said(text: str, at: int, to: int, rest: re.Match[str]) -> _Said:
    numeral, unit, scale = text[at:to], _unit(rest), rest["scale"] or ""
    some = bool(rest["some"] or rest["more"])
    if not unit and numeral[-1] in "万亿" and contexts.of_money(text, at):
        unit = "元"
    unit = unit or contexts.counted_before(text, at)
    if not some and not scale and (whole := _as_said(numeral, unit)):
        numeral, unit = whole
    return _Said(numeral, unit, scale, some)


def _after(rest: re.Match[str]) -> str:
    """Return the word behind the unit that bounds: 及以上 and 或以上 mean the same."""
    said = rest["after"]
    return re.sub("或|（含）", "及", said).replace("及以内", "以内") if said else ""


def _unit(rest: re.Match[str]) -> str:
    """Return the unit; 亿多元 and 万余人次 have it behind the 余."""
    unit = rest["unit"] or ""
    later = rest["unit3"] or ""
    return later if later and (not unit or unit in {"万", "亿"}) else unit


def _before_range(rest: re.Match[str]) -> int:
    """Return where the part before a range sign ends, when it is no range after all."""
    ends = [rest.end(name) for name in _NO_PART if rest[name]]
    return max(ends, default=rest.start())


def _as_said(said: str, unit: str) -> tuple[str, str] | None:
    """Give 万 back to its unit: 91.13万人 is 91.13 万人, as tables have it."""
    bare = said.rstrip("万亿")
    scaled = said[len(bare) :] + unit
    sound = bare and not set(bare) & set("万亿兆")
    whole = sound and scaled != unit and unit and scaled in units.units()
    return (bare, scaled) if whole and numerals.value(bare) else None


def _ends(said: _Said, rest: re.Match[str]) -> tuple[Numeral | None, Numeral | None]:
    """Read the number, or both ends of a range; two neighbouring digits are one, too."""
    numeral = said.numeral + said.scale
    if rest["second"] and _one_range(rest):
        ends = wording.span(numeral, rest["second"] + (rest["scale2"] or ""))
        if ends:
            return ends
    first = numerals.value(numeral)
    if first is None and (pair := numerals.pair(numeral)):
        return pair
    if first is None and said.scale in SCALES and (bare := numerals.value(said.numeral)):
        size = SCALES[said.scale]
        first = Numeral(bare.value * size, bare.place * size)
    return first, None


def _scaled(rest: re.Match[str]) -> tuple[int, str] | None:
    """Return the scale and unit of a range: 2—3万元 is [2,3] 万元."""
    second = (rest["second"] or "") + (rest["scale2"] or "")
    unit = (second[-1:] if second[-1:] in {"万", "亿"} else "") + (rest["unit2"] or "")
    return (SCALES[unit[0]], unit) if unit[:1] in {"万", "亿"} and unit in units.units() else None


def _one_range(rest: re.Match[str]) -> bool:
    """Whether both ends have one unit; 3家至2024年 is no range."""
    one, other = rest["unit"], rest["unit2"]
    return not one or one == other or dimension_of(one) == dimension_of(other or "") != ""


def _per(rest: re.Match[str]) -> int:
    if rest["base"]:
        number = numerals.value(rest["base"])
        return int(number.value) if number else BASES.get(rest["base"], 0)
    return 1 if rest["of"] in {"人", "名", "人口"} else 0


def _odd(text: str, at: int, to: int, rest: re.Match[str]) -> Quantity:
    """Read bare scales: 上千人, 百余名, 近万; whatever else has no value is not guessed."""
    said, unit = text[at:to], _unit(rest)
    if text[at - 1 : at] in _SOME:
        return Quantity(at - 1, rest.end(), at, to, "vague", unit=unit, reason="no definite number")
    size = SCALES.get(said)
    before, start = ("some", at) if rest["some"] in {"余", "多"} else contexts.rounding(text, at)
    if size and unit and before:
        number = Numeral(Decimal(size), Decimal(size))
        made = Quantity(start, rest.end(), at, to, "", number, None, unit, 0, before)
        return made.of_kind(kind(text, made))
    if set(said) <= set("百千万亿兆"):
        return Quantity(at, to, at, to, "word", reason="a scale alone counts nothing")
    return Quantity(at, to, at, to, "unknown", reason="no sound numeral")
