"""Kinds: what a numeral with its unit, between its words, is.

Units have a dimension; it decides, and for some of them the words beside it: twelve years are a
figure after 连续 and a period after 近, 一家 counts after 新增 and is an article elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable
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
_PLAINLY: Final = MappingProxyType(
    {
        **dict.fromkeys(_MEASURES, "measure"),
        **dict.fromkeys(("share", "points", "multiple"), "share"),
        **dict.fromkeys(("money", "dollar", "hongkong_dollar"), "money"),
        **dict.fromkeys(("label", "clock", "step"), "label"),
        **dict.fromkeys(("era", "quarter"), "period"),
        **dict.fromkeys(("age_ten", "age_months"), "age"),
        "rank": "rank",
    }
)
# With these a Chinese numeral names a thing: 二期, 三类, 一线; 两类 still counts.
_NAMING = frozenset(["期", "类", "线", "科", "点", "面", "批"])
# 蓬江、江海、新会三区: behind as many names these sum up and count nothing.
_PLACES = frozenset(["区", "市", "县", "省", "地", "镇", "街", "村", "院", "校"])
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
    dimension = dimension_of(q.unit)
    if not dimension:
        return _bare(text, q, digits=digits)
    if dimension in TIMES:
        return _time(text, q, dimension)
    special = _SPECIAL.get(dimension)
    return special(text, q) if special else _counted(text, q, dimension, digits=digits)


def _age(text: str, q: Quantity) -> str:
    if contexts.changes(text, q.start):
        return "change"
    return "measure" if contexts.of_life(text, q.start) else "age"


def _grade(_text: str, q: Quantity) -> str:
    return "count" if q.unit == "星级" else "grade"


def _floor(text: str, q: Quantity) -> str:
    if q.second:
        return "floors"
    return "count" if contexts.storeys(text, q.start) else "label"


def _score(text: str, q: Quantity) -> str:
    if not text[q.at].isascii():
        return "word"  # 十分
    return "unknown" if _SECONDS.match(text, q.end) else "score"


def _share(text: str, q: Quantity) -> str:
    if contexts.changes(text, q.start):
        return "change"
    return dimension_of(q.unit)


_SPECIAL: Final[MappingProxyType[str, Callable[[str, Quantity], str]]] = MappingProxyType(
    {
        "age": _age,
        "grade": _grade,
        "floor": _floor,
        "score": _score,
        **dict.fromkeys(("share", "points", "multiple"), _share),
    }
)


def _counted(text: str, q: Quantity, dimension: str, *, digits: bool) -> str:
    """Tell counts from articles, names and changes of rank."""
    found = _PLAINLY.get(dimension, "count")
    if (found == "rank" or q.unit == "位") and contexts.changes(text, q.start):
        return "change"
    if dimension == "degree" and not digits:
        return "word"  # 三度入选
    return found if found != "count" else _whole(text, q, digits=digits)


def _whole(text: str, q: Quantity, *, digits: bool) -> str:
    """Tell counts from hours, articles and names."""
    said = text[q.at : q.to]
    if q.unit == "点" and contexts.clock(text, q.start, q.end):
        return "code"
    if said == "一" and not contexts.counting(text, q.at):
        return "article"
    if not digits and _names(text, q, said):
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


def _bare(text: str, q: Quantity, *, digits: bool) -> str:
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


def _time(text: str, q: Quantity, dimension: str) -> str:
    """Tell dates from durations, and durations that are figures from those that are not."""
    assert q.first is not None
    number = q.first.value
    if dimension == "year" and q.unit in {"年", "年度"} and 1900 <= number <= 2100:
        return "date"
    whole = number == number.to_integral_value()
    if q.unit in {"月", "日"} and whole and number <= 31 and not q.before:
        if not contexts.shortened(text, q.start):
            return "date"
        return "duration"
    exact = not whole or bool(q.before) or q.after in _ABOUT
    return "duration" if contexts.lasts(text, q.start, q.end, q.unit, exact=exact) else "period"
