"""Monthlies: what 本月, 累计 and 上年同期 mean in a report of one month."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from jmanalysis.loading.columns import Said
from jmanalysis.loading.moments import Moment
from jmanalysis.loading.values import Value

_OVER_TIME: Final = ("flow", "added")
_NO_MONTH: Final = Value(
    reason=("写的是本月，没有写是几月", "it says this month, and no month is named"),
    hint=("在标题或表头写明，如 2025年6月。", "Name the month in title or head, like 2025年6月."),
)
_NEW_OR_ALL: Final = Value(
    reason=(
        "“本月”是当月新增还是月末总数，分不清",
        "this month may mean new in it or all there are at its end",
    ),
    hint=("表头写“本月新增”或“月末数”。", "Write 本月新增 or 月末数 in the head."),
)
_EARLIER: Final = Value(
    reason=(
        "是上年同月还是上年累计，分不清",
        "the month of last year, or last year up to that month: it is not clear",
    ),
    hint=(
        "表头写明年月，如 2024年6月、2024年1—6月。",
        "Name the months in the head, like 2024年1—6月.",
    ),
)


def beside(columns: dict[int, Said]) -> dict[int, Said]:
    """Mark the heads of last year that may go with 本月 or with 累计, where there are both."""
    if not {"month", "to_date"} <= {said.run for said in columns.values()}:
        return columns
    return {
        c: replace(said, run="earlier")
        if not said.run and said.moment and said.moment.offset and not said.moment.first
        else said
        for c, said in columns.items()
    }


def placed(run: str, tally: str, moment: Moment, wider: Moment | None) -> Moment | Value:
    """Return the period of a column of a monthly report, or why it cannot be told.

    Parameters
    ----------
    run, tally
        What the head says: 本月, 累计 or neither; and what is counted.
    moment, wider
        The period so far, and that of the title: 本月 > 2024年 under 2025年6月 is 2024-06.

    Examples
    --------
    >>> june = Moment(2025, 6, 6)
    >>> placed("to_date", "flow", june, june).period, placed("to_date", "stock", june, june).period
    ('2025-01/2025-06', '2025-06')
    >>> placed("month", "flow", Moment(2024), june).period
    '2024-06'
    """
    if run and not moment.first and not moment.until and wider is not None and _is_month(wider):
        moment = Moment(moment.year, wider.first, wider.last)
    if run == "earlier":
        return _EARLIER
    if run == "month" and not _is_month(moment):
        return _NO_MONTH
    if run == "month" and tally == "stock":
        return _NEW_OR_ALL
    if run == "to_date" and tally in _OVER_TIME and _is_month(moment):
        return Moment(moment.year, 1, moment.last)
    return moment


def _is_month(moment: Moment) -> bool:
    return bool(moment.first) and moment.first == moment.last and not moment.day
