"""Quantities: every numeral of a text, and what it is.

Numeral first, unit second. Each run of numerals becomes one :class:`Quantity`: a figure with its
value, unit, bounds and rate base; or a date, an age, a grade, a name; or ``unknown``, for review.
None is lost: the ledger is made of the same runs.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from operator import attrgetter

from jmanalysis import wording
from jmanalysis.numerals import FORMAL, NUMERAL, PLAIN, Numeral
from jmanalysis.reading import forms
from jmanalysis.reading.amounts import amount
from jmanalysis.reading.bases import with_bases
from jmanalysis.reading.figures import FIGURES, Quantity
from jmanalysis.reading.kinds import kind
from jmanalysis.reading.tails import SCALES

__all__ = ["FIGURES", "Quantity", "find"]

# A set of characters first, and only then the numeral that begins there: so the engine may skip.
_RUN = re.compile(f"[0-9{PLAIN}{FORMAL}](?<=(?=({NUMERAL})).)")
# First places that are said without a numeral.
_FIRST_PLACE = re.compile(
    "首名|首位(?<=(?:全省|全市|全国|全区|位居|名列|稳居|排名)首位)|首位(?<=[居列]..)|榜首(?<=[居列]..)"
)
# Numerals of one character that no number is written with: ①, ㈠, Ⅲ; and ½, for the reviewer.
_PARTS = "¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
_SIGN = re.compile(f"[①-⒛㈠-㈩❶-❿⓪-⓿Ⅰ-ⅿ{_PARTS}]")
_FIRST = Numeral(Decimal(1), Decimal(1))
# What to look for at digits, and at Chinese numerals, in this order: the first that fits holds.
_AT_DIGITS = (
    *(forms.fraction, forms.marker, forms.ordinal, forms.idiom, forms.code, forms.base, forms.top),
)
_AT_WORDS = (
    *(forms.hundredths, forms.fraction, forms.idiom, forms.marker, forms.ordinal, forms.base),
    forms.top,
)
_SHARES = frozenset(("share", "points", "multiple"))
_BARE = frozenset(("count", "unknown"))
_JOINT = re.compile("、|和|及|与|以及")
_EACH = re.compile("(?:分别|依次)[^，。；！？\n]*\\Z")
#: What stands directly before or behind a numeral of these forms; all others stand anywhere.
_BESIDE: dict[forms.Look, tuple[str, str]] = {
    forms.code: forms.BESIDE_CODES,
    forms.fraction: ("", "分又/ "),
    forms.hundredths: ("", "分"),
    forms.marker: ("（([〔", "、.．"),
    forms.ordinal: ("第", ""),
    forms.base: ("每", "人常户"),
    forms.top: ("前", ""),
}
_FULL = re.compile("[。！？\n]")


def find(text: str) -> list[Quantity]:
    """Find every numeral of an unwrapped, narrowed text, in order.

    Parameters
    ----------
    text
        Plain text: see :func:`jmanalysis.numerals.narrow` and
        :mod:`jmanalysis.reading.unwrapping`.

    Examples
    --------
    >>> [(q.kind, str(q.bounds()), q.unit, q.per) for q in find("每千人口托位数超5.5个")]
    [('base', '1000', '', 0), ('rate', '>5.5', '个', 1000)]
    >>> [q.kind for q in find("围绕“十四五”规划，统筹推进一体化")]
    ['period', 'name']
    """
    found: list[Quantity] = []
    place = 0
    while run := _RUN.search(text, place):
        at, place = run.span(1)
        quantity = _at(text, at, place)
        if quantity is not None:
            found.append(quantity)
            place = quantity.end if quantity.end > quantity.to else quantity.to
    found += (
        Quantity(m.start(), m.end(), m.start(), m.start(), "rank", _FIRST, unit="名", reason="首")
        for m in _FIRST_PLACE.finditer(text)
    )
    found += map(_sign, _SIGN.finditer(text))
    found.sort(key=attrgetter("start"))
    found = _with_lists(text, _with_units(text, found))
    return _with_money(text, with_bases(text, found))


def _sign(match: re.Match[str]) -> Quantity:
    """Account for a numeral of one character."""
    sort, reason = "list", "number of a point"
    if "Ⅰ" <= match[0] <= "ⅿ":
        sort, reason = "name", "Roman numeral"
    elif match[0] in _PARTS:
        sort, reason = "unknown", "fraction in one character"
    return Quantity(*match.span(), *match.span(), sort, reason=reason)


def _at(text: str, at: int, to: int) -> Quantity | None:
    """Say what stands at one run of numerals; None for 陆 and 拾 that count nothing."""
    if text[at] in FORMAL and to - at == 1 and not text.startswith(("又", "分之"), to):
        return None
    for look in _looks(text[at] == "0", text[at].isascii(), text[at - 1 : at], text[to : to + 1]):
        quantity = look(text, at, to)
        if quantity is not None:
            return quantity
    return amount(text, at, to)


def _with_units(text: str, found: list[Quantity]) -> list[Quantity]:
    """Let the last unit of a list that 分别 announces hold for all, and 增长 before the first."""
    if "分别" not in text and "依次" not in text:
        return found
    for place in range(len(found) - 2, -1, -1):
        one, other = found[place], found[place + 1]
        bare = not (one.unit or one.second or one.per or one.after) and one.kind in _BARE
        if not (bare and one.first and other.unit and (other.is_figure or other.kind == "period")):
            continue
        if _is_listed(text, one, other):
            first = _in_unit(one.first, text[one.to - 1], other.unit)
            made = one._replace(first=first, unit=other.unit, kind="", reason="")
            found[place] = made.of_kind(kind(text, made))
    for one, place in zip(found, range(1, len(found)), strict=False):
        other = found[place]
        if one.kind == "change" and other.kind in _SHARES and _is_listed(text, one, other):
            found[place] = other.of_kind("change")
    return found


def _in_unit(number: Numeral, last: str, unit: str) -> Numeral:
    """Return a number in a unit of 万 or 亿 that it is handed: 100万、20万人次."""
    if unit[0] not in "万亿" or last not in "万亿":
        return number
    return Numeral(number.value / SCALES[unit[0]], number.place / SCALES[unit[0]])


def _is_listed(text: str, one: Quantity, other: Quantity) -> bool:
    """Whether two numbers stand side by side in a list that 分别 announces."""
    if not _JOINT.fullmatch(text, one.end, other.start):
        return False
    return _EACH.search(text, max(0, one.start - 40), one.start) is not None


@lru_cache(maxsize=4096)
def _looks(zero: bool, digit: bool, before: str, after: str) -> tuple[forms.Look, ...]:
    """Return what a numeral may be between these characters; mostly it is none of most forms."""
    return tuple(
        look
        for look in (_AT_DIGITS if digit else _AT_WORDS)
        if look not in _BESIDE
        or (zero and look is forms.code)
        or (before and before in _BESIDE[look][0])
        or (after and after in _BESIDE[look][1])
    )


def _with_lists(text: str, found: list[Quantity]) -> list[Quantity]:
    """Let one bound hold for every number of a list that 分别 announces."""
    if "分别" not in text and "依次" not in text:
        return found
    figures = [place for place, one in enumerate(found) if one.kind in FIGURES]
    said = [(q.start, q.end, q.before, q.after) for q in map(found.__getitem__, figures)]
    for number, (before, after) in wording.shared(text, said).items():
        place = figures[number]
        found[place] = found[place]._replace(before=before, after=after)
    return found


def _with_money(text: str, found: list[Quantity]) -> list[Quantity]:
    """Read a bare 亿 after a sum of money in its sentence as one of yuan, too."""
    money = -1
    for place, one in enumerate(found):
        if one.kind == "money":
            money = one.end
        bare = one.kind == "count" and not one.unit and text[one.to - 1 : one.to] in "万亿"
        if bare and money >= 0 and one.first and not _FULL.search(text, money, one.start):
            size = SCALES[text[one.to - 1]]
            first = Numeral(one.first.value / size, one.first.place / size)
            unit = text[one.to - 1] + "元"
            found[place] = one._replace(kind="money", first=first, unit=unit)
    return found
