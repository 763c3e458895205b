"""What the layouts share: sharing out a length, the rows of a chart, what a mark says on hover."""

from __future__ import annotations

from collections.abc import Sequence

from jmanalysis.charts import style as look
from jmanalysis.charts.geometry import Box
from jmanalysis.charts.marks import OFF_AXIS
from jmanalysis.charts.scene import Hover
from jmanalysis.charts.spec import Chart, Mark, Row


def share(total: float, needs: Sequence[float], weights: Sequence[float]) -> list[float] | None:
    """Share out a length by weight, giving nobody less than its need; ``None`` if that fails.

    Examples
    --------
    >>> share(100, [10, 10, 60], [1, 1, 1])
    [20.0, 20.0, 60]
    """
    if sum(needs) > total + 1e-6:
        return None
    fixed: dict[int, float] = {}
    while True:
        free = [n for n in range(len(needs)) if n not in fixed]
        weight = sum(weights[n] for n in free) or 1.0
        unit = (total - sum(fixed.values())) / weight
        short = [n for n in free if needs[n] > unit * weights[n]]
        if not short:
            return [fixed.get(n, unit * weights[n]) for n in range(len(needs))]
        fixed.update({n: needs[n] for n in short})


def peers(chart: Chart) -> tuple[Row, ...]:
    """Return the rows that are compared with each other."""
    return tuple(row for row in chart.rows if not row.reference)


def references(chart: Chart) -> tuple[Row, ...]:
    """Return the rows that stand apart: the city, the province."""
    return tuple(row for row in chart.rows if row.reference)


def said(chart: Chart, row: Row, column: str | None = None) -> list[Mark]:
    """Return the marks of a row, of one column or of all."""
    everything = (*chart.marks, *chart.references)
    mine = [mark for mark in everything if mark.row == row.id]
    return [mark for mark in mine if column is None or mark.column == column]


def speaks(marks: Sequence[Mark]) -> bool:
    """Say whether a row says anything at all."""
    return any(mark.kind not in {"silent", "unread"} for mark in marks)


def lines_across(chart: Chart, column: str) -> list[Mark]:
    """Return the reference lines of a column: marks with a number that belong to no row."""
    rows = {row.id for row in chart.rows}
    return [
        mark
        for mark in chart.references
        if mark.row not in rows and mark.column == column and mark.kind not in OFF_AXIS
    ]


def flag(mark: Mark, chart: Chart) -> str:
    """Return the words of a reference line."""
    if not mark.detail:
        return mark.label
    shape = "{}（{}）" if chart.lang == "zh" else "{} ({})"
    return shape.format(mark.label, mark.detail)


def hover(mark: Mark, chart: Chart, area: Box) -> Hover:
    """Return what a mark says: place, kind, words and sources."""
    zh = chart.lang == "zh"
    row = next((row.label for row in chart.rows if row.id == mark.row), "")
    head = next((column.head for column in chart.columns if column.id == mark.column), "")
    place = " · ".join(part.replace("\n", "") for part in (row, head) if part)
    said = " ".join(part for part in (mark.label, mark.detail) if part)
    kind = look.kind_name(mark.kind, chart.lang)
    words = [f"“{words}”" for words in mark.words]
    source = ("；" if zh else "; ").join(mark.sources)
    lines = [
        place,
        f"{said}（{kind}）" if zh else f"{said} ({kind})",
        ("原文：" if zh else "Words: ") + " ".join(words) if words else "",
        ("来源：" if zh else "Source: ") + source if source else "",
    ]
    return Hover(mark.id, area, tuple(line for line in lines if line))


def number(value: float, unit: str = "") -> str:
    """Write a tick: no trailing zeros, a half-width hyphen for minus."""
    digits = f"{value:,.10g}" if abs(value) >= 10000 else f"{value:.10g}"
    return digits + (unit if unit in {"%", "‰"} else "")
