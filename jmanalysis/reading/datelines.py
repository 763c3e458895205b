"""Datelines: when a text appeared, by the line that tells it, or by what it looks forward to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from jmanalysis.numerals import narrow
from jmanalysis.reading.headings import joined
from jmanalysis.reading.periods import SPAN, YEAR, reported
from jmanalysis.reading.squeezing import PARAGRAPH

_DAY = r"(20\d\d)(?:年(\d{1,2})月(\d{1,2}日)?|([-/.])(\d{1,2})\4(\d{1,2}))"
#: （2025年5月）, 发布时间：2025-03-12, 记者 专题 2025年1月16日 18:30.
_DATELINE = re.compile(rf"(?:[（(]|[^，。；！？]{{0,30}}[：:\s]\s*)?{_DAY}[）)]?(?:\s.{{0,24}})?")
#: Named as such it may stand anywhere, behind the navigation of a page, too.
_NAMED = re.compile(
    rf"(?:发[布表文]|刊[发登出]|更新|成文|印发|上传)(?:时间|日期)[：:\s]*{_DAY}", re.ASCII
)
#: What stands between the title and the date.
_LABELLED = re.compile(
    "\\s*(?:信息)?(?:来源|作者|编辑|责编|责任编辑|审核|浏览|点击|阅读|字号|字体)"
)
_NEAR_END = 8  # lines from either end of a text
_HEAD = 4_000  # characters that a named date is looked for in

#: Until June a text looks back on the year before; later on it speaks of its own.
_REVIEWING = 6
_PLAN_WORD = re.compile("方案|规划|计划|要点")
_BEGINNING = frozenset(("展望", "步入", "迈入", "进入"))
_TO_COME = re.compile(
    r"(?:(?!20\d\d年)[^。；]){0,14}(?:将|计划|力争|工作要点|工作打算|工作思路|工作设想|工作安排)|是[“十]"
)


class Issue(NamedTuple):
    """When a text appeared: year and month, 0 where unknown."""

    year: int = 0
    month: int = 0


def dateline(source: str) -> Issue:
    r"""Return the date that a text ends with or begins with, on its own line, if there is one.

    Examples
    --------
    >>> dateline("关于托育的报告\n（2025年5月）\n2024年末共5家。"), dateline("2024年5月共5家。")
    (Issue(year=2025, month=5), Issue(year=0, month=0))
    >>> dateline("首页\n动态\n来源：某局 发布时间：2026-04-22 10:35 浏览次数：6 字号：大中小")
    Issue(year=2026, month=4)
    """
    if named := _NAMED.search(narrow(source[:_HEAD])):
        return _issue(named)
    lines = [line for raw in (source[:2_000], source[-1_000:]) for line in _filled(raw)]
    first, last = lines[:_NEAR_END], lines[-_NEAR_END:]
    found = (_DATELINE.fullmatch(narrow(line)) for line in (*reversed(last), *first))
    return next((_issue(match) for match in found if match), Issue())


def _issue(match: re.Match[str]) -> Issue:
    return Issue(int(match[1]), int(match[2] or match[5]))


def headline(source: str) -> int:
    r"""Return where the line begins that stands above a date named as such; 0 without one.

    Examples
    --------
    >>> headline("首页\n\n一季度平稳\n发布时间：2026-04-22\n共5家。")
    4
    """
    head = source[:_HEAD].replace(PARAGRAPH, "\n")
    named = _NAMED.search(narrow(head))
    above = head[: head.rfind("\n", 0, named.start()) + 1].rstrip() if named else ""
    begin = above.rfind("\n") + 1
    while _LABELLED.match(above, begin):
        above = above[:begin].rstrip()
        begin = above.rfind("\n") + 1
    return begin


def opening_day(source: str) -> tuple[int, int] | None:
    r"""Return where the line stands, among the first of a text, that gives the day of it.

    Examples
    --------
    >>> opening_day("托育见闻\n江门市 2025年10月8日\n共5家。")
    (5, 19)
    """
    place = seen = 0
    for line in source[:2_000].split("\n"):
        seen += bool(line.strip())
        if seen > _NEAR_END:
            break
        match = _DATELINE.fullmatch(narrow(line.strip()))
        if match and (match[3] or match[6]):
            return place, place + len(line)
        place += len(line) + 1
    return None


def _filled(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def is_late(issue: Issue, titles: Iterable[str] = ()) -> bool:
    """Whether what has no date is of the year of issue, since that is well under way.

    Examples
    --------
    >>> is_late(Issue(2025, 11)), is_late(Issue(2025, 3)), is_late(Issue(2025, 0))
    (True, False, False)
    >>> is_late(Issue(2025, 6), ["2024年卫生健康事业发展统计公报"])
    False
    """
    named = (int(year) for title in titles for year in YEAR.findall(title))
    return issue.month > _REVIEWING and not any(year < issue.year for year in named)


def issued(text: str, source: str = "") -> Issue:
    """Guess when a text appeared: its date, else the year that is spoken of last as to come.

    Parameters
    ----------
    text
        The unwrapped text.
    source
        The same with its lines.

    Examples
    --------
    >>> issued("2024年，新增2家。2025年将新增3家。").year, issued("2024年共5家。").year
    (2025, 2025)
    """
    head = text[:400_000]
    dated = dateline(source)
    if titled := _of_title(text):
        return dated if dated.year == titled else Issue(titled)
    if dated.year:
        return dated
    years = [int(m[1]) for m in YEAR.finditer(head)]
    return Issue(_spoken_of(head, years) if years else 0)


def _of_title(text: str) -> int:
    """Return the year that the title plans for, or whose part it reports on, or 0."""
    title = text[:80].partition("。")[0]
    if (years := joined(title)) and years.planned:
        return years.planned
    if part := reported(title.partition("\n")[0], 0):
        return int(part[:4])  # it was not over yet
    span = SPAN.search(text[:120])
    return int(span[1]) if span and _PLAN_WORD.search(text[:120]) else 0


def _spoken_of(head: str, years: list[int]) -> int:
    """Return the year that is spoken of most as to come, or that after the last usual one."""
    planned = Counter(
        int(year[1])
        for year in YEAR.finditer(head)
        if head[year.start() - 2 : year.start()] in _BEGINNING or _TO_COME.match(head, year.end())
    )
    if planned:
        return max(planned, key=lambda year: (planned[year], year))
    counted = Counter(years)
    usual = [year for year, times in counted.items() if times * 10 >= len(years)]
    return max(usual or counted) + 1
