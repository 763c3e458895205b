"""A matrix turned on its side: indicators become rows, where their long names have room.

Half a slide is almost square; nine columns in it would be narrower than one word of their heads,
while seven areas with short names stand side by side. Nothing is left out but the names of themes.
"""

from __future__ import annotations

from dataclasses import replace

from jmanalysis.charts.layouts.parts import hover
from jmanalysis.charts.scene import Scene
from jmanalysis.charts.spec import Chart, Column, Mark, Row


def turned(chart: Chart) -> Chart:
    """Return the same statements with rows and columns exchanged, counts and references too.

    Examples
    --------
    >>> import jmanalysis as jm
    >>> chart = jm.chart(jm.normalise(jm.load()).coverage(["health_literacy"], year=2024))
    >>> [row.label for row in turned(chart).rows], turned(chart).columns[0].head
    (['居民健康素养水平'], '蓬江区')
    """
    counted, below = chart.margin_heads
    return replace(
        chart,
        rows=tuple(
            Row(one.id, one.head.replace("\n", ""), margin=one.margin) for one in chart.columns
        ),
        columns=tuple(_column(row) for row in chart.rows),
        marks=tuple(_swapped(mark) for mark in chart.marks),
        references=tuple(_swapped(mark) for mark in chart.references),
        margin_heads=(below, counted),
    )


def restored(scene: Scene, chart: Chart) -> Scene:
    """Give everything in a turned picture the ids and the answers of the chart as it was."""
    marks = {_swapped(mark).id: mark for mark in (*chart.marks, *chart.references)}
    ids = {turned_id: mark.id for turned_id, mark in marks.items()}
    return replace(
        scene,
        items=tuple(replace(item, id=ids.get(item.id, item.id)) for item in scene.items),
        hovers=tuple(hover(marks[one.id], chart, one.area) for one in scene.hovers),
    )


def _column(row: Row) -> Column:
    """Set a reference apart, in a group without a name; its place in the count stays empty."""
    if row.reference:
        return Column(row.id, row.label, group=" ")
    return Column(row.id, row.label, margin=row.margin)


def _swapped(mark: Mark) -> Mark:
    return replace(mark, row=mark.column, column=mark.row)
