"""Rate bases: which figures 每千人口, 每10万人 and 人均 hold for.

A base holds for what follows it in its clause, or else in the next; in 次均费用、人均费用分别为 it
holds for the figure of its own name and of the names behind that. Half a nurse cannot be counted:
a count with decimals later in the sentence, in a unit that the base has already had, is of the
same base. 人均 and 每人 are a base of one person.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from operator import attrgetter

from jmanalysis.reading.figures import Quantity
from jmanalysis.reading.kinds import dimension_of

_RATED = frozenset(("count", "money", "measure"))
_NAME = re.compile("[^、和及与]+")
_STOP = re.compile("[，。；！？\n]")
# 次均门诊费用, 床均费用: a name with a base of its own takes none from the name before.
_MEASURED = re.compile("(?:数|量|率|比|费用?|收入|支出|额|值|人次|占比)$")
_OWN_BASE = re.compile("[次床户日例年月均]均|每")
_HEADING = re.compile("（[一二三四五六七八九十]{1,3}）[^，。；\n]*$")
_NEXT = re.compile("\n|（[一二三四五六七八九十]{1,3}）")
_FULL = re.compile("[。！？\n]")
#: One person; years of life per person are years of life.
_PERSON = re.compile(
    "人均(?!(?:预期|期望)?寿命|[预期]期)|每(?<!人每)(?:人(?![次均])|[位名](?=[一-鿿]))"
)


def with_bases(text: str, found: list[Quantity]) -> list[Quantity]:
    """Hand each rate base to the figures that it holds for."""
    for place in [place for place, one in enumerate(found) if one.kind == "base"]:
        base = found[place].first
        assert base is not None
        per = int(base.value)
        direct = _direct(text, found, place)
        for one in [*direct, *_later(text, found, direct)]:
            found[one] = found[one]._replace(per=per, kind="rate")
    return _with_persons(text, found)


def _direct(text: str, found: list[Quantity], place: int) -> list[int]:
    """Return the figures of the base's own clause, or else those of the next."""
    here = _STOP.search(text, found[place].end)
    own = here.end() if here else len(text)
    beside = _STOP.search(text, own)
    followers = _followers(found, place + 1, own)
    followers = _of_names(text, found, found[place].start, followers)
    followers = followers or _followers(found, place + 1, beside.end() if beside else len(text))
    return followers or _headed(text, found, place, own)


def _headed(text: str, found: list[Quantity], place: int, own: int) -> list[int]:
    """Return what a base holds for that stands in a heading: （四）每千人口托位数。全市平均5.1个.

    It is what cannot be counted and is in the unit of the first of these.
    """
    start = found[place].start
    if text[own - 1 : own] != "。" or not _HEADING.search(text, max(0, start - 12), start):
        return []
    stop = _NEXT.search(text, own)
    parted = [
        n
        for n in _followers(found, place + 1, stop.start() if stop else len(text))
        if _is_parted(found[n])
    ]
    return [n for n in parted if found[n].unit == found[parted[0]].unit]


def _followers(found: list[Quantity], place: int, limit: int) -> list[int]:
    chosen = []
    for n in range(place, len(found)):
        if found[n].start >= limit or found[n].kind == "base":
            break
        if found[n].kind in _RATED and not found[n].per:
            chosen.append(n)
    return chosen


def _of_names(text: str, found: list[Quantity], base: int, followers: list[int]) -> list[int]:
    """Leave out the figures whose names, before 分别, have a base of their own or need none.

    蓬江区、新会区每千人口床位数分别为 names areas, and the base is for all.
    """
    if len(followers) < 2:
        return followers
    first = found[followers[0]].start
    each = max(text.rfind("分别", base, first), text.rfind("依次", base, first))
    if each < 0:
        return followers
    begin = max(text.rfind(mark, max(0, base - 60), base) for mark in "，。；！？\n") + 1
    begin = max(begin, base - 60)
    spans = [m.span() for m in _NAME.finditer(text, begin, each)]
    if len(spans) != len(followers):
        return followers
    kept = []
    for n, (start, end) in zip(followers, spans, strict=True):
        other = _OWN_BASE.search(text, start, end) or (
            end <= base and _MEASURED.search(text[start:end])
        )
        if start <= base < end or not other:
            kept.append(n)
    return kept


def _later(text: str, found: list[Quantity], direct: list[int]) -> list[int]:
    """Return what follows in the sentence and, having decimals, cannot be a plain count."""
    if not direct:
        return []
    full = _FULL.search(text, found[direct[-1]].end)
    had = {dimension_of(found[n].unit) for n in direct}
    rest = _followers(found, direct[-1] + 1, full.end() if full else len(text))
    return [n for n in rest if _is_parted(found[n]) and dimension_of(found[n].unit) in had]


def _is_parted(q: Quantity) -> bool:
    """Whether it counts what has no parts, in single ones, and yet has decimals."""
    if q.kind != "count" or q.first is None or q.unit[:1] in {"万", "亿", ""}:
        return False
    return q.first.value != q.first.value.to_integral_value()


def _with_persons(text: str, found: list[Quantity]) -> list[Quantity]:
    """Give what follows 人均 and 每人 in its clause the base of one person."""
    place = 0
    for match in _PERSON.finditer(text):
        stop = _STOP.search(text, match.end())
        end = stop.start() if stop else len(text)
        place = bisect_left(found, match.end(), place, key=attrgetter("start"))
        followers = _followers(found, place, end)
        for n in _of_names(text, found, match.start(), followers):
            found[n] = found[n]._replace(per=1, kind="rate")
    return found
