"""Datelines: the line that tells when a text appeared, and nothing else."""

from __future__ import annotations

import re

from jmanalysis.numerals import narrow

#: （2025年5月）, 发布时间：2025-03-12, 记者 专题 2025年1月16日 18:30.
_DATELINE = re.compile(
    r"(?:[（(]|[^，。；！？]{0,30}[：:\s]\s*)?"
    r"(20\d\d)(?:年\d{1,2}月(\d{1,2}日)?|([-/.])\d{1,2}\3(\d{1,2}))[）)]?(?:\s.{0,24})?"
)
_NEAR_END = 8  # lines from either end of a text


def dateline(source: str) -> int:
    r"""Return the year of the date that a text ends with or begins with, on its own line, or 0.

    Examples
    --------
    >>> dateline("关于托育的报告\n（2025年5月）\n2024年末共5家。"), dateline("2024年5月共5家。")
    (2025, 0)
    """
    lines = [line for raw in (source[:2_000], source[-1_000:]) for line in _filled(raw)]
    first, last = lines[:_NEAR_END], lines[-_NEAR_END:]
    found = (_DATELINE.fullmatch(narrow(line)) for line in (*reversed(last), *first))
    return next((int(match[1]) for match in found if match), 0)


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
        if match and (match[2] or match[4]):
            return place, place + len(line)
        place += len(line) + 1
    return None


def _filled(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
