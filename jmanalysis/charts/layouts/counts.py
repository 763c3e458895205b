"""The counts around a matrix, whose heads compete with its cells for width; and its groups."""

from __future__ import annotations

from jmanalysis.charts import text
from jmanalysis.charts.spec import Chart, Column
from jmanalysis.charts.style import Preset


def margin_width(chart: Chart, style: Preset, *, narrow: bool = False) -> float:
    """Return the width that the counts at the right need, 0 if there are none."""
    said = [row.margin for row in chart.rows] + [chart.corner]
    if not (any(said) or chart.margin_heads[0]):
        return 0.0
    words = max(text.advance(each, style.type.words, True) for each in said)
    lines = margin_head(chart, style, narrow=narrow)
    head = max((text.advance(line, style.type.subhead, True) for line in lines), default=0.0)
    return max(words, head)


def margin_head(chart: Chart, style: Preset, *, narrow: bool = False) -> list[str]:
    """Break the head of the counts at the right; they are narrow, so it may take lines."""
    head, size = chart.margin_heads[0], style.type.subhead
    whole = text.narrowest(head, size, True, whole=True)
    least = 0.0 if narrow else 4.6 * size
    return text.balanced(head, size, max(least, min(whole, 6 * size)), True)


def foot_head(chart: Chart, style: Preset, wide: float) -> list[str]:
    """Break the head of the counts below, to the width of the row labels where it can be."""
    head, size = chart.margin_heads[1], style.type.key
    whole = text.narrowest(head, size, True, whole=True)
    return text.balanced(head, size, max(wide, 4.6 * size, min(whole, 7 * size)), True)


def group_share(chart: Chart, column: Column, style: Preset, *, parted: bool) -> float:
    """Return the part of a group's name that a column of it must be able to carry.

    ``parted`` lets the name take several lines.
    """
    if not column.group:
        return 0.0
    members = sum(each.group == column.group for each in chart.columns)
    size = max(style.floor, 0.85 * style.type.key)
    if parted:
        return text.narrowest(column.group, size, True, whole=True) / members
    return text.advance(column.group, size, True) / members
