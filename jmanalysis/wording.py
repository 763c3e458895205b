"""Wording ↔ value: what the phrase around a number says about it.

``超95%`` is ``>95``, a target ``达5.5个`` is ``>=5.5``, ``10余项`` is ``(10,20)``, ``约60%`` is
``60±5``, ``1—2个`` is ``[1,2]``. :func:`read` finds every quantity in a phrase; :func:`say` writes
a value back in the reader's language with the source's own qualifier kept.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Literal

from jmanalysis import units
from jmanalysis.bounds import Bounds, number
from jmanalysis.numerals import NUMERAL, Numeral, narrow, value

Nature = Literal["actual", "target"]

_ABOVE = "超过|超出|超|逾|多于|高于|大于|突破|大於|>(?!=)|＞"
_AT_LEAST = "不低于|不少于|不小于|至少|不低於|不少於|≥|>="
_BELOW = "低于|少于|小于|不足|不到|未满|低於|<(?!=)|＜"
_AT_MOST = "不超过|不高于|不多于|至多|控制在|≤|<="
_NEAR = "接近|将近|近"
_ABOUT = "大约|约为|大概|约"
_REACHED = "达到|达至|达|提高到|提升到|增至|升至"

# Longest words first inside each alternative: 不超过 must win over 超过.
_PREFIX = (
    rf"(?:(?P<at_most>{_AT_MOST})|(?P<at_least>{_AT_LEAST})|(?P<below>{_BELOW})"
    rf"|(?P<above>{_ABOVE})|(?P<near>{_NEAR})|(?P<about>{_ABOUT})|(?P<reached>{_REACHED}))"
)
_RANGE_SIGN = r"(?:—+|–|-|~|～|－|至|到)"


@dataclass(frozen=True, slots=True)
class Reading:
    """One quantity found in a phrase, with where it stands."""

    start: int
    end: int
    text: str
    bounds: Bounds
    unit: str
    ordinal: bool = False


@dataclass(frozen=True, slots=True)
class _Parts:
    """The pieces of one match, before the wording decides what they bound."""

    numeral: Numeral
    second: Numeral | None
    unit: str
    prefix: str
    suffix: str


def read(text: str, nature: Nature = "actual") -> list[Reading]:
    """Find every quantity in a phrase, in order.

    Parameters
    ----------
    text
        A phrase as the source prints it.
    nature
        In a ``target``, 达到 N is a lower bound; in an ``actual`` it is the value.

    Returns
    -------
    list of Reading
        Value, unit and position of each; a numeral that cannot be read is left out, never guessed.

    Examples
    --------
    >>> [str(r.bounds) + r.unit for r in read("接种率均超过95%")]
    ['>95%']
    >>> [str(r.bounds) for r in read("争取达5.5个", "target")]
    ['>=5.5']
    >>> [str(r.bounds) + r.unit for r in read("开展10余项")]
    ['(10,20)项']
    """
    plain = narrow(text)
    found = [_reading(match, text, nature) for match in _pattern().finditer(plain)]
    return [reading for reading in found if reading is not None]


def says_all(text: str) -> bool:
    """Whether the phrase is a universal statement (全部, 全覆盖, 均, 100%)."""
    return re.search("全部|全覆盖|全面覆盖|所有|均(?!超)|100[%％]", text) is not None


def says_none(text: str) -> bool:
    """Whether the phrase states that there was none (无…病例, 零报告)."""
    return re.search("无|未发生|零报告|没有", text) is not None


def carries(
    words: str, bounds: Bounds, unit: str, nature: Nature = "actual", *, counted: bool = False
) -> bool:
    """Whether the words state this value in this unit.

    A counted value is carried by the names that were counted, joined by 、: as many as the value,
    or at least as many where the list ends in 等. A span of numbered things (1—5层) holds as many
    as it spans.

    Examples
    --------
    >>> carries("新增4所", Bounds.exact(4), "所"), carries("新增4所", Bounds.exact(5), "所")
    (True, False)
    >>> carries("甲村卫生站、乙村卫生站", Bounds.exact(2), "个", counted=True)
    True
    >>> carries("甲、乙等镇卫生院", Bounds.parse(">=2"), "家", counted=True)
    True
    """
    if counted:
        return bounds == _count(words)
    for reading in read(words, nature):
        scale = 1.0 if not reading.unit else units.factor(reading.unit, unit)
        if scale is None and reading.ordinal:
            scale = 1.0
        if scale is not None and _same(reading.bounds, bounds, scale):
            return True
    universal = (bounds == Bounds.exact(100) and says_all(words)) or (
        bounds == Bounds.exact(0) and says_none(words)
    )
    return universal or (bounds == Bounds.exact(1) and bool(re.search("首名|首位|居首", words)))


def _count(words: str) -> Bounds:
    """Count the names in a printed list, or the numbered things in a span."""
    span = re.search(rf"(\d+){_RANGE_SIGN}(\d+)", narrow(words))
    if span:
        return Bounds.exact(int(span[2]) - int(span[1]) + 1)
    # 等 after a list leaves it open; in 高等, 中等 or 平等 it is part of a name.
    names, *others = re.split("(?<![高中初平同])等", words, maxsplit=1)
    count = float(len(re.split("[、和及]", names)))
    return Bounds(count, float("inf")) if others else Bounds.exact(count)


def _same(read_bounds: Bounds, stored: Bounds, scale: float) -> bool:
    """Equal up to the last bit of a unit change; openness must agree exactly."""
    ends = ((read_bounds.low, stored.low), (read_bounds.high, stored.high))
    close = all(math.isclose(a * scale, b, rel_tol=1e-12) for a, b in ends)
    opens = (read_bounds.low_open, read_bounds.high_open) == (stored.low_open, stored.high_open)
    return close and opens


def say(bounds: Bounds, unit: str = "", lang: Literal["zh", "en"] = "zh") -> str:
    """Write a value as a reader would say it: ``超95%``, ``不低于5.5个``, ``1—2个``, ``约60%``.

    Examples
    --------
    >>> say(Bounds.parse(">95"), "%"), say(Bounds.parse(">=5.5"), "个", "en")
    ('超95%', '≥5.5')
    """
    shown = unit if lang == "zh" or unit in {"%", "‰"} else ""
    if bounds.shape == "exact":
        return f"{number(bounds.low)}{shown}"
    if bounds.shape == "bound":
        return _say_bound(bounds, shown, lang)
    if bounds.shape == "approx":
        middle = float((Decimal(repr(bounds.low)) + Decimal(repr(bounds.high))) / 2)
        return f"{'约' if lang == 'zh' else '≈'}{number(middle)}{shown}"
    if unit == "%":
        return f"{number(bounds.low)}%～{number(bounds.high)}%"
    return f"{number(bounds.low)}～{number(bounds.high)}{shown}"


def _say_bound(bounds: Bounds, unit: str, lang: str) -> str:
    lower = bounds.low > float("-inf")
    end, is_open = (bounds.low, bounds.low_open) if lower else (bounds.high, bounds.high_open)
    words = {
        ("zh", True, True): "超",
        ("zh", True, False): "不低于",
        ("zh", False, True): "低于",
        ("zh", False, False): "不超过",
        ("en", True, True): ">",
        ("en", True, False): "≥",
        ("en", False, True): "<",
        ("en", False, False): "≤",
    }
    return f"{words[lang, lower, is_open]}{number(end)}{unit}"


@cache
def _pattern() -> re.Pattern[str]:
    unit = "|".join(re.escape(name) for name in units.units())
    percent = rf"(?:百分之(?P<percent>{NUMERAL}))"
    ordinal = rf"(?P<ordinal>第){NUMERAL}"
    plain = (
        rf"{_PREFIX}?(?:{percent}|(?P<first>{NUMERAL})"
        rf"(?:(?P<first_unit>{unit})?{_RANGE_SIGN}(?P<second>{NUMERAL}))?)"
        rf"(?P<some>[余多])?(?P<scale>[万亿])?(?P<unit>{unit})?(?P<some_after>[余多])?"
        rf"(?P<suffix>及?以上|及?以下|以内|左右|上下)?"
    )
    return re.compile(rf"{ordinal}(?P<place>名|位)?|{plain}")


def _reading(match: re.Match[str], text: str, nature: Nature) -> Reading | None:
    parts = _ordinal(match) if match["ordinal"] else _quantity(match)
    if parts is None:
        return None
    return Reading(
        match.start(),
        match.end(),
        text[match.start() : match.end()],
        _bound(parts, nature),
        parts.unit,
        bool(match["ordinal"]),
    )


def _ordinal(match: re.Match[str]) -> _Parts | None:
    numeral = value(match[0].removeprefix("第").rstrip("名位"))
    return numeral and _Parts(numeral, None, "名", "", "")


def _quantity(match: re.Match[str]) -> _Parts | None:
    scale = match["scale"] or ""
    first = value((match["percent"] or match["first"]) + scale)
    second = value(match["second"] + scale) if match["second"] else None
    if first is None or (match["second"] and second is None):
        return None
    unit = "%" if match["percent"] else match["unit"] or match["first_unit"] or ""
    prefix = next((k for k in _PREFIXES if match[k]), "")
    some = match["some"] or match["some_after"]
    return _Parts(first, second, unit, "some" if some else prefix, match["suffix"] or "")


_PREFIXES = ("at_most", "at_least", "below", "above", "near", "about", "reached")


def _bound(parts: _Parts, nature: Nature) -> Bounds:
    n, place = float(parts.numeral.value), float(parts.numeral.place)
    if parts.second is not None:
        return Bounds(n, max(n, float(parts.second.value)))
    if parts.prefix == "some":
        return Bounds(n, float(parts.numeral.value + parts.numeral.place), True, True)
    if parts.prefix == "near":
        return Bounds(float(parts.numeral.value - parts.numeral.place), n, True, True)
    if parts.prefix == "about" or parts.suffix in {"左右", "上下"}:
        return Bounds(n - place / 2, n + place / 2, approximate=True)
    return _half_line(parts, n, nature)


def _half_line(parts: _Parts, n: float, nature: Nature) -> Bounds:
    infinity = float("inf")
    if parts.prefix == "above":
        return Bounds(n, infinity, low_open=True)
    if parts.prefix == "below":
        return Bounds(-infinity, n, high_open=True)
    if parts.prefix == "at_most" or parts.suffix in {"以下", "及以下", "以内"}:
        return Bounds(-infinity, n)
    reached = parts.prefix == "reached" and nature == "target"
    if parts.prefix == "at_least" or parts.suffix in {"以上", "及以上"} or reached:
        return Bounds(n, infinity)
    return Bounds.exact(n)
