"""Sharing: figures that several areas have, and figures of which only the area is said.

蓬江区、江海区均超95% is a figure of each; 合计占64.5% is one of both together. In
全市每千人口托位数4.7个，新会6.1个，恩平最少，只有3个 all three are of what the first is.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import pairwise

from jmanalysis.reading.clauses import Clause
from jmanalysis.reading.proposed import Candidate
from jmanalysis.reading.scopes import Scopes

# What lets a list of areas have one figure, each of them, and what makes it that of all together.
_EACH_OF = re.compile("[都各皆]|同[为是样]|一律|并列|均(?<![平人次日户床年月站村院]均)")
_TOGETHER = re.compile("合计|合共|总[计共数量]|一共|共(?!同)|之和|相[差比]|分别|依次|平均|差距")
_ASIDE = re.compile("(?:除了?|[比较与跟于从由向到给对往离]|支援|帮扶|投向)$")
_VERB = re.compile("[都均同也只仅还]{0,2}(?:达到|[为是有达占在])?")
_LONGEST_LEAD = 24  # characters
_NEAR = 24  # characters between a list of areas and a share of each
_SEVERAL = re.compile("[、和及与]")


class Sharing:
    """The lists of areas of a page, and what is said area after area.

    Parameters
    ----------
    text
        The unwrapped text of the page.
    scopes
        Knows the areas.
    """

    def __init__(self, text: str, scopes: Scopes) -> None:
        self._text, self._code = text, scopes.code
        spans = [match.span() for match in scopes.area_lists.finditer(text)]
        self._begins, self._ends = [one for one, _ in spans], [one for _, one in spans]
        self._area = re.compile(scopes.any_area)
        self._openings = frozenset(
            {
                *"其而但最都均同也只仅还达为是有占在",
                *(name[0] for name in scopes.any_area.split("|")),
            }
        )
        areas = f"(?:{scopes.any_area})(?:[、和及与](?:{scopes.any_area}))*"
        ranked = "最[高低多少大小好]的?(?:是|为)?"
        self._elliptic = re.compile(
            f"(?:其中|而|但|，)?(?:{ranked})?{areas}(?:[两二三四五六]?[地市区])?(?:{ranked})?，?"
            f"(?:分别|依次)?{_VERB.pattern}"
        )

    def lists_areas(self, start: int, end: int) -> bool:
        """Whether a list of areas begins between two places; mostly there is none."""
        last = bisect_right(self._begins, end) - 1
        return last >= 0 and self._begins[last] >= start

    def areas(self, clause: Clause, start: int, end: int, *, is_share: bool) -> tuple[str, ...]:
        """Return the areas of a list each of which has a figure; or none.

        Parameters
        ----------
        clause
            The clause of the figure.
        start, end
            The figure.
        is_share
            Whether it is a share or a rate, which no two areas have together.
        """
        last = bisect_right(self._begins, start) - 1
        if last < 0 or self._begins[last] < clause.sentence:
            return ()
        text, begin, stop = self._text, self._begins[last], self._ends[last]
        behind = max(stop, clause.start)
        if _TOGETHER.search(text, behind, end) or _ASIDE.search(text, max(0, begin - 4), begin):
            return ()
        near = is_share and begin >= clause.start and start - stop <= _NEAR
        if not (near or _EACH_OF.search(text, behind, start)):
            return ()
        if self._area.search(text, stop, start):
            return ()
        names = dict.fromkeys(_SEVERAL.split(text[begin:stop]))
        return tuple(map(self._code, names))

    def in_order(self, clause: Clause, spans: list[tuple[int, int]]) -> list[str]:
        """Return the areas of a list that as many figures in a row stand for, in order; or none.

        开平、恩平完成率分别只有58%和49%，排在全市第六、第七.
        """
        last = bisect_right(self._begins, spans[0][0]) - 1
        if len(spans) < 2 or last < 0 or not clause.sentence <= self._begins[last] < clause.start:
            return []
        names = _SEVERAL.split(self._text[self._begins[last] : self._ends[last]])
        apart = (self._text[end:begin] for (_, end), (begin, _) in pairwise(spans))
        if len(names) != len(spans) or not all(map(_SEVERAL.fullmatch, apart)):
            return []
        return [self._code(name) for name in names]

    def is_elliptic(self, clause: Clause, figure: int) -> bool:
        """Whether of a figure only the area is said: 其中蓬江11家; 恩平最少，只有3个."""
        text, start = self._text, clause.start
        if figure - start > _LONGEST_LEAD or text[start] not in self._openings:
            return False
        if start > clause.sentence and _VERB.fullmatch(text, start, figure):
            start = max(clause.sentence, text.rfind("，", clause.sentence, start - 1) + 1)
        return self._elliptic.fullmatch(text, start, figure) is not None


def again(one: Candidate, last: Candidate) -> Candidate:
    """Let a figure of which only the area is said be of what the last one was."""
    if one.kind not in {"count", last.kind} or one.unit != last.unit or one.note:
        return one
    per, kind = (last.per, last.kind) if last.per and not one.per else (one.per, one.kind)
    if kind != last.kind or per != last.per:
        return one
    within = last.period[0].startswith(one.period[0])  # 到10月底, within the year
    period = last.period if within else one.period
    return one._replace(per=per, kind=kind, proposals=last.proposals, period=period)
