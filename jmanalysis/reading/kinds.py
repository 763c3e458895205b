"""Kinds: what a numeral with its unit, between its words, is.

Units have a dimension; it decides, and for some of them the words beside it: twelve years are a
figure after 连续 and a period after 近, 一家 counts after 新增 and is an article elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from types import MappingProxyType
from typing import Final

from jmanalysis import units
from jmanalysis.reading import contexts
from jmanalysis.reading.figures import Quantity

TIMES = frozenset(("year", "month", "day", "hour", "minute", "second", "week", "quarter"))
_MEASURES = (
    *("area", "land", "land_area", "hectare", "volume", "mass", "distance", "kilogram", "gram"),
    *("half_kilogram", "milligram", "litre", "millilitre", "metre", "centimetre", "millimetre"),
    *("degree", "energy"),
)
# With these a Chinese numeral names a thing: 二期, 三类, 一线; 两类 still counts.
_NAMING = frozenset(["期", "类", "线", "科", "点", "面", "批"])
# 蓬江、江海、新会三区: behind as many names these sum up and count nothing.
_PLACES = frozenset(["区", "市", "县", "省", "地", "镇", "街", "村", "院", "校"])
#: Says what a numeral with a unit is; the last argument is whether it is written in digits.
_Way = Callable[[str, Quantity, bool], str]
_MONTH_OF = re.compile(r"份?的[\d近超约不]")  # 降至3月的2.4%
_SECONDS = re.compile(r"\d+秒")


_ABOUT = frozenset(["以上", "及以上", "以下", "及以下", "左右", "上下"])


def dimension_of(unit: str) -> str:
    """Return the dimension of a unit, or nothing."""
    known = units.units().get(unit)
    return known.dimension if known else ""


def kind(text: str, q: Quantity) -> str:
    """Say what a numeral with this unit, between these words, is."""
    digits = text[q.at].isascii()
    if not digits and contexts.quoted(text, q.at, q.to):
        return "name"
    return _way(q.unit)(text, q, digits)


@cache
def _way(unit: str) -> _Way:
    """Return how to tell what a numeral with a unit is."""
    return _OF_UNIT.get(unit) or _OF_DIMENSION.get(dimension_of(unit), _counted)


def _age(text: str, q: Quantity, _digits: bool) -> str:
    if contexts.changes(text, q.start):
        return "change"
    return "measure" if contexts.of_life(text, q.start) else "age"


def _floor(text: str, q: Quantity, _digits: bool) -> str:
    if q.second:
        return "floors"
    return "count" if contexts.storeys(text, q.start) else "label"


def _score(text: str, q: Quantity, digits: bool) -> str:
    if not digits:
        return "word"  # 十分
    return "unknown" if _SECONDS.match(text, q.end) else "score"


def _share(text: str, q: Quantity, _digits: bool) -> str:
    if contexts.changes(text, q.start):
        return "change"
    return dimension_of(q.unit)


def _rank(text: str, q: Quantity, _digits: bool) -> str:
    return "change" if contexts.changes(text, q.start) else "rank"


def _degree(_text: str, _q: Quantity, digits: bool) -> str:
    return "measure" if digits else "word"  # 三度入选


def _persons(text: str, q: Quantity, digits: bool) -> str:
    """Tell counts of persons from changes of rank: 位 is both."""
    return "change" if contexts.changes(text, q.start) else _counted(text, q, digits)


def _points(text: str, q: Quantity, digits: bool) -> str:
    return "code" if contexts.clock(text, q.start, q.end) else _counted(text, q, digits)


def _counted(text: str, q: Quantity, digits: bool) -> str:
    """Tell counts from articles and names."""
    if not digits:
        said = text[q.at : q.to]
        if said == "一" and not contexts.counting(text, q.at):
            return "article"
        if _names(text, q, said):
            return "name"
    return "rate" if q.per else "count"


def _names(text: str, q: Quantity, said: str) -> bool:
    """Whether a Chinese numeral belongs to a name, or takes up what was said before."""
    if q.unit in _NAMING:
        return said[0] != "两"
    if q.first is None or len(said) > 1:
        return False
    if q.unit in _PLACES:
        return contexts.sums_up(text, q.start, int(q.first.value))
    return contexts.taken_up(text, q.end)


def _bare(text: str, q: Quantity, digits: bool) -> str:
    """Say what a numeral without a unit is."""
    said = text[q.at : q.to]
    if q.per:
        return "rate"
    if digits and not q.before and re.fullmatch(r"(?:19|20)\d\d", said):
        return "date"
    if digits and len(said) <= 2 and contexts.of_days(text, q.to):
        return "date"
    if digits and contexts.called(text, q.start):
        return "code"
    if said == "一" or (not digits and len(said) == 1 and said in "零〇兆万亿"):
        return "word"
    near = q.before or q.after or said[-1] in "万亿" or contexts.stated(text, q.at)
    return "count" if near and (digits or len(said) > 1) else "unknown"


def _time(text: str, q: Quantity, _digits: bool) -> str:
    """Tell dates from durations, and durations that are figures from those that are not."""
    assert q.first is not None
    number = q.first.value
    if q.unit in {"年", "年度"} and 1900 <= number <= 2100:
        return "date"
    whole = number == number.to_integral_value()
    if q.unit in {"月", "日"} and whole and number <= 31 and not q.before:
        if _MONTH_OF.match(text, q.end) or not contexts.shortened(text, q.start):
            return "date"
        return "duration"
    exact = not whole or bool(q.before) or q.after in _ABOUT
    return "duration" if contexts.lasts(text, q.start, q.end, q.unit, exact=exact) else "period"


def _always(sort: str) -> _Way:
    return lambda _text, _q, _digits: sort


#: How it is told by the dimension of the unit; what has another is counted.
_OF_DIMENSION: Final[MappingProxyType[str, _Way]] = MappingProxyType(
    {
        "": _bare,
        **dict.fromkeys(TIMES, _time),
        **dict.fromkeys(("share", "points", "multiple"), _share),
        **dict.fromkeys(_MEASURES, _always("measure")),
        **dict.fromkeys(("money", "dollar", "hongkong_dollar"), _always("money")),
        **dict.fromkeys(("label", "clock", "step"), _always("label")),
        **dict.fromkeys(("age_ten", "age_months"), _always("age")),
        "age": _age,
        "degree": _degree,
        "era": _always("period"),
        "floor": _floor,
        "grade": _always("grade"),
        "rank": _rank,
        "score": _score,
    }
)
_OF_UNIT: Final[MappingProxyType[str, _Way]] = MappingProxyType(
    {"位": _persons, "星级": _always("count"), "点": _points}
)
