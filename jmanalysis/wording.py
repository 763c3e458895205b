"""Wording → value: what the phrase around a number says about it.

``超95%`` is ``>95``, a target ``达5.5个`` is ``>=5.5``, ``10余项`` is ``(10,20)``, ``约60%`` is
``60±5``, ``1—2个`` is ``[1,2]``. :func:`read` finds every quantity in a phrase; ``carrying`` holds
a value against words, and ``saying`` writes it back in the reader's language.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from operator import itemgetter
from typing import Literal, NamedTuple

from jmanalysis import units
from jmanalysis.bounds import Bounds
from jmanalysis.numerals import FORMAL, NUMERAL, PLAIN, Numeral, fraction, narrow, value

Nature = Literal["actual", "target"]

#: Words before a numeral, and what they make of it. The words of one line mean the same.
_BOUNDING = {
    "at_most": "至多 控制在 小于等于 ≤ <= 未过",
    "at_least": "至少 大于等于 ≥ >=",
    "below": "低于 少于 小于 不足 不到 未满 低於 < ＜ 达不到 难以达到",
    "above": "超过 超出 超 逾 多于 高于 大于 突破 大於 破 > ＞",
    "near": "接近 逼近 几近 将近 几乎 近",
    "about": "大约 约为 约占 约需 约达 约计 约合 大概 约",
    "reached": "达到 达至 达 增至 升至 提高到 提高至 提升到 提升至 增加到 增加至 增长到 增长至"
    " 上升到 上升至",
}
# 不超, 未能超过, 无法突破: whoever denies a bound sets the opposite one.
_DENIED = (
    *("不", "未", "没", "没有", "未能", "不能", "无法", "不会", "不得", "不可", "不应", "不再"),
    "并未",
)
_OPPOSITE = {
    "at_most": "超过 超出 超 高于 多于 大于 突破",
    "at_least": "低于 少于 小于 低於 少於",
    "below": "达到 达",
}
#: Adverbs that bound a number behind their verb, too: 至少开展1次.
ADVERBS = {"至少": "at_least", "至多": "at_most"}
_VERB = f"(?!于)(?:(?![{PLAIN}])[一-鿿]){{1,4}}"  # 降至少于5% says another thing
#: The same before a verb, up to the numeral.
BEFORE_VERB = re.compile(f"({'|'.join(ADVERBS)}){_VERB}$")
#: Each word before a numeral, and its meaning.
BEFORE = {word: meaning for meaning, words in _BOUNDING.items() for word in words.split()}
BEFORE |= {
    no + verb: m for m, verbs in _OPPOSITE.items() for verb in verbs.split() for no in _DENIED
}


#: Words that bound nothing in others: ``>=``, 打破, 侦破.
_UNLESS = {"<": "<(?!=)", ">": ">(?!=)", "破": "(?<![打侦告攻爆识残])破"}


def _one_of(meaning: str) -> str:
    """Write the words as alternatives."""
    words = sorted(_BOUNDING[meaning].split(), key=len, reverse=True)
    plain = [_UNLESS.get(word, re.escape(word)) for word in words]
    plain += [f"{word}{_VERB}?" for word, m in ADVERBS.items() if m == meaning]
    if verbs := _OPPOSITE.get(meaning):
        plain.insert(0, f"(?:{'|'.join(_DENIED)})(?:{'|'.join(verbs.split())})")
    return "|".join(plain)


# Longest words first inside each alternative: 不超过 must win over 超过.
_PREFIX = f"(?:{'|'.join(f'(?P<{meaning}>{_one_of(meaning)})' for meaning in _BOUNDING)})"
#: Words after which one bound holds for every number of a list: 分别不低于95%、98%和99%.
_EACH = re.compile("分别|依次|均(?<![平户人日月年次]均)|都")
_JOINTS = frozenset(("、", "和", "及", "与", "以及", "、和"))
_LARGEST = 1e301
#: What stands between the two ends of a range.
RANGE_SIGN = r"(?:—+|–|-|~|～|－|―|至|到)"


@dataclass(frozen=True, slots=True)
class Reading:
    """One quantity found in a phrase, with where it stands."""

    start: int
    end: int
    text: str
    bounds: Bounds
    unit: str
    ordinal: bool = False


class _Parts(NamedTuple):
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
    found = []
    for match in _pattern().finditer(plain):
        parts = _parts(match)
        if parts is not None:
            found.append((match, parts))
    if len(found) > 1 and _EACH.search(plain):
        said = [(m.start(), m.end(), parts.prefix, parts.suffix) for m, parts in found]
        for number, (before, after) in shared(plain, said).items():
            match, parts = found[number]
            found[number] = match, parts._replace(prefix=before, suffix=after)
    readings = (_reading(match, parts, text, nature) for match, parts in found)
    return [reading for reading in readings if reading is not None]


def shared(text: str, said: Sequence[tuple[int, int, str, str]]) -> dict[int, tuple[str, str]]:
    """Give the bound of one number to the others of its list, where 分别 says that it is for all.

    Parameters
    ----------
    text
        The text that the numbers stand in.
    said
        Start, end, word before and word after of each number, in order.

    Returns
    -------
    dict of tuple
        The words before and after, as they are meant, of each number that had none.

    Examples
    --------
    >>> [str(r.bounds) for r in read("分别不低于95%、98%和99%")]
    ['>=95', '>=98', '>=99']
    >>> [str(r.bounds) for r in read("分别在95%和98%以上")]
    ['>=95', '>=98']
    """
    meant: dict[int, tuple[str, str]] = {}
    for each in _EACH.finditer(text):
        first = bisect_left(said, each.end(), key=itemgetter(0))
        chain = _chain(text, said, each.end(), first)
        if len(chain) < 2:
            continue
        words = [meant.get(one, said[one][2:]) for one in chain]
        before, after = words[0][0], words[-1][1]
        if before in _BOUNDING or after:
            bound = (before, "") if before in _BOUNDING else ("", after)
            meant |= {one: bound for one, own in zip(chain, words, strict=True) if own == ("", "")}
    return meant


def _chain(
    text: str, said: Sequence[tuple[int, int, str, str]], place: int, first: int
) -> list[int]:
    """Return the numbers of the list that begins within a few characters of a place."""
    if first == len(said) or said[first][0] > place + 6:
        return []
    if re.search("[，。；、0-9]", text[place : said[first][0]]):
        return []
    chain = [first]
    while chain[-1] + 1 < len(said):
        here = text[said[chain[-1]][1] : said[chain[-1] + 1][0]]
        if here not in _JOINTS:
            break
        chain.append(chain[-1] + 1)
    return chain


def says_all(text: str) -> bool:
    """Whether the phrase is a universal statement (全部, 全覆盖, 均, 100%)."""
    return re.search("全部|全覆盖|全面覆盖|所有|均(?!超)|100[%％]|百分之百", text) is not None


def says_none(text: str) -> bool:
    """Whether the phrase states that there was none (无…病例, 零报告)."""
    return re.search("无|未发生|零报告|没有", text) is not None


@cache
def _pattern() -> re.Pattern[str]:
    unit = "|".join(re.escape(name) for name in units.units())
    percent = rf"(?:百分之(?P<percent>{NUMERAL}))|(?P<fraction>{NUMERAL}分之{NUMERAL}|\d+/\d+)"
    ordinal = rf"(?P<ordinal>第){NUMERAL}"
    sign = r"(?P<sign>(?<![-0-9A-Za-z负)）%])-(?=\d)|负(?=[\d零一二三四五六七八九十]))"
    plain = (
        rf"(?:{_PREFIX}[了有]?)?{sign}?(?:{percent}|(?P<first>{NUMERAL})"
        rf"(?:(?P<first_unit>{unit})?{RANGE_SIGN}(?P<second>{NUMERAL}))?)"
        rf"(?:(?P<some>[余多])|(?P<odd>来))?(?P<scale>[万亿])?(?P<unit>{unit})?(?P<some_after>[余多]|出头)?"
        r"(?P<tenth>(?<=成)[一二三四五六七八九半](?=[，。；、！）以左的]|$))?"
        rf"(?P<suffix>及?以上|及?以下|以内|左右|上下|不到)?"
    )
    # Looking ahead for a first character spares the engine nearly every place of a text.
    first = (
        "".join({word[0] for word in (*BEFORE, *ADVERBS)}) + "第前负-0123456789" + PLAIN + FORMAL
    )
    top = rf"(?P<top>前)(?P<among>{NUMERAL})(?P<of>[名位强%]|(?=[，。；、！）]|$))"
    return re.compile(rf"(?=[{re.escape(first)}])(?:{ordinal}(?P<place>名|位)?|{top}|{plain})")


def _reading(match: re.Match[str], parts: _Parts, text: str, nature: Nature) -> Reading | None:
    bounds = bound(parts.numeral, parts.second, parts.prefix, parts.suffix, nature)
    if bounds is None:
        return None
    said = text[match.start() : match.end()]
    return Reading(match.start(), match.end(), said, bounds, parts.unit, bool(match["ordinal"]))


def _parts(match: re.Match[str]) -> _Parts | None:
    if match["ordinal"]:
        return _ordinal(match)
    if match["top"]:  # 前三 is the third place or a better one
        numeral = value(match["among"])
        return numeral and _Parts(numeral, None, "%" if match["of"] == "%" else "名", "at_most", "")
    return _quantity(match)


def _ordinal(match: re.Match[str]) -> _Parts | None:
    numeral = value(match[0].removeprefix("第").rstrip("名位"))
    return numeral and _Parts(numeral, None, "名", "", "")


def _quantity(match: re.Match[str]) -> _Parts | None:
    first, second = _numbers(match)
    if first is None:
        return None
    unit = match["unit"] or match["first_unit"] or ""
    if match["percent"] or match["fraction"]:
        unit = "%"
    if match["sign"]:
        first = Numeral(-first.value, first.place)
    prefix = next((k for k in _BOUNDING if match[k]), "")
    if match["odd"] and unit:  # 二十来个: twenty or so
        prefix = prefix or "about"
    some = match["some"] or match["some_after"]
    return _Parts(first, second, unit, "some" if some else prefix, match["suffix"] or "")


def _numbers(match: re.Match[str]) -> tuple[Numeral | None, Numeral | None]:
    """Read the number, or both ends of a range."""
    scale = match["scale"] or ""
    if match["second"]:
        return span(match["first"], match["second"] + scale) or (None, None)
    if match["fraction"]:
        return _hundredths(match["fraction"]), None
    first = value((match["percent"] or match["first"]) + scale)
    if first and match["tenth"]:  # 九成五
        part = Decimal("0.5") if match["tenth"] == "半" else _digit(match["tenth"]) / 10
        first = Numeral(first.value + part, Decimal("0.1"))
    return first, None


def _digit(char: str) -> Decimal:
    numeral = value(char)
    return numeral.value if numeral else Decimal(0)


def _hundredths(text: str) -> Numeral | None:
    """Read 三分之二 in hundredths; a fraction is no closer than to a tenth."""
    part = fraction(text)
    if part is None:
        return None
    return Numeral(Decimal(part.numerator) * 100 / Decimal(part.denominator), Decimal(10))


def span(first: str, second: str) -> tuple[Numeral, Numeral] | None:
    """Read the ends of a range; a scale behind the second holds for both where it must.

    Examples
    --------
    >>> [[int(end.value) for end in span(*ends)] for ends in (("2", "3千"), ("5000", "1万"))]
    [[2000, 3000], [5000, 10000]]
    >>> span("5", "3") is None
    True
    """
    low, high = value(first), value(second)
    scale = second[len(second.rstrip("百千万亿")) :]
    if low and high and scale and first[-1] not in "百千万亿":
        bare = value(second.removesuffix(scale))
        if bare and low.value < bare.value:
            low = value(first + scale)
    return (low, high) if low and high and low.value <= high.value else None


@lru_cache(maxsize=1024)  # the same few numbers come back all over a text
def _exactly(value: float) -> Bounds:
    return Bounds.exact(value)


def is_number(value: float) -> bool:
    """Whether a number is small enough to be one that somebody counted."""
    return -_LARGEST < value < _LARGEST


def bound(
    first: Numeral,
    second: Numeral | None = None,
    before: str = "",
    after: str = "",
    nature: Nature = "actual",
) -> Bounds | None:
    """Say what is known of a number, from the words before and after its numeral.

    Parameters
    ----------
    first, second
        The numeral, and the upper end of a range.
    before
        A meaning in :data:`BEFORE`, or ``some`` for 余 and 多 behind the numeral.
    after
        A word behind the unit: 以上, 及以下, 以内, 左右.
    nature
        In a ``target``, what is reached is a lower bound.

    Returns
    -------
    Bounds or None
        None where the number is too large to be one.

    Examples
    --------
    >>> ten = value("10")
    >>> str(bound(ten, before="some")), str(bound(ten, after="以上")), str(bound(ten))
    ('(10,20)', '>=10', '10')
    """
    if not (before or after or second):  # most figures: a number and no more
        n = float(first.value)
        return _exactly(n) if is_number(n) else None
    if first.value.adjusted() > 300 or (second and second.value.adjusted() > 300):
        return None
    try:
        return _bound(first, second, before, after, nature)
    except ValueError:  # more decimals than a float tells apart: no number lies between the ends
        return None


def _bound(
    first: Numeral, second: Numeral | None, before: str, after: str, nature: Nature
) -> Bounds:
    exact, place = first
    n = float(exact)
    if second is not None:
        return _of_range(n, float(second.value), before, after)
    if before == "some":
        return Bounds(n, float(exact + place), True, True)
    if before == "near":
        return Bounds(float(exact - place), n, True, True)
    if before == "about" or after in {"左右", "上下"}:
        half = place / 2  # in decimals: 4.6 less 0.05 is 4.55 to the last digit
        return Bounds(float(exact - half), float(exact + half), approximate=True)
    return _half_line(n, before, after, nature)


def _of_range(low: float, high: float, before: str, after: str) -> Bounds:
    """Return a range, or what is left of it: 不少于二三十家 is twenty at least."""
    if not (before or after):
        return Bounds(low, high)
    lower, upper = (_half_line(end, before, after, "actual") for end in (low, high))
    if lower.high > low:
        return lower
    return upper if upper.low < high else Bounds(low, high)


def _half_line(n: float, before: str, after: str, nature: Nature) -> Bounds:
    infinity = float("inf")
    if before == "above":
        return Bounds(n, infinity, low_open=True)
    if before == "below" or after == "不到":
        return Bounds(-infinity, n, high_open=True)
    if before == "at_most" or after in {"以下", "及以下", "以内", "之内"}:
        return Bounds(-infinity, n)
    reached = before == "reached" and nature == "target"
    if before == "at_least" or after in {"以上", "及以上"} or reached:
        return Bounds(n, infinity)
    return Bounds.exact(n)
