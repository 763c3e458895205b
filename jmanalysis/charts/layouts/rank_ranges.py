"""Rank ranges: what is known of each value at the left, what follows for its rank at the right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from jmanalysis.charts import marks as grammar
from jmanalysis.charts.furniture import Page, close_page, open_page
from jmanalysis.charts.layouts import gutters, ladders
from jmanalysis.charts.layouts.fitting import fitted
from jmanalysis.charts.layouts.heads import Head, head
from jmanalysis.charts.layouts.ladders import Ladder
from jmanalysis.charts.layouts.names import Band, Names, names, stack
from jmanalysis.charts.layouts.panels import Manner, Panel, panel
from jmanalysis.charts.layouts.parts import peers
from jmanalysis.charts.layouts.ticks import titled
from jmanalysis.charts.scene import Item, Scene
from jmanalysis.charts.spec import Chart, Column
from jmanalysis.charts.style import Preset


@dataclass(frozen=True)
class Frame:
    """Names, the values' axis and the ladder of ranks, from left to right."""

    page: Page
    names: Names
    panel: Panel
    ladder: Ladder
    heads: tuple[Head, Head]


def lay_out(chart: Chart, size: str) -> Scene:
    """Lay out rank ranges; see :func:`jmanalysis.charts.layouts.lay_out`."""
    return fitted(_build, chart, size)


def _build(chart: Chart, style: Preset) -> Scene:
    frame = _frame(open_page(chart, style, grammar.swatch))
    bands = _bands(frame)
    items = [
        *_names(frame, bands),
        *_heads(frame, bands[0].top),
        *frame.panel.draw(bands),
        *frame.ladder.draw(bands),
    ]
    hovers = [*frame.panel.hovers(bands), *frame.ladder.hovers(bands)]
    return close_page(frame.page, items, hovers)


def _frame(page: Page) -> Frame:
    """Share out the width: the ranks get what they need and about a third."""
    chart, style, plot = page.chart, page.style, page.plot
    values, ranks = chart.columns
    labels = names(chart, style)
    left = plot.left + labels.width + 0.75 * style.type.row
    start = plot.right - max(ladders.least(ranks, style), 0.34 * plot.width)
    end = start - 1.3 * style.type.row
    marks = [mark for mark in chart.marks if mark.column == values.id]
    made = panel(
        page,
        values,
        peers(chart),
        (left, end),
        gutter=gutters.narrow_width(marks, style, 0.5 * (end - left)),
        edge=left - 0.75 * style.type.row,
        manner=Manner(),
    )
    ladder = Ladder(chart, ranks, style, start, plot.right)
    return Frame(page, labels, made, ladder, _both_heads(page, made, ladder, end))


def _both_heads(page: Page, made: Panel, ladder: Ladder, end: float) -> tuple[Head, Head]:
    """Break both heads; without a subtitle the left one also says what is measured."""
    values, style = made.column, page.style
    words = Column(values.id, values.subhead)
    if not style.page:
        words = Column(values.id, titled(values, page.chart.lang), values.subhead)
    ranks = ladder.column
    return head(words, style, end - made.left), head(ranks, style, ladder.right - ladder.left)


def _bands(frame: Frame) -> list[Band]:
    style, plot, rows = frame.page.style, frame.page.plot, frame.panel.rows
    least = zip(frame.panel.needs(), rows, strict=True)
    needs = [max(need, frame.names.height(row)) for need, row in least]
    values, ranks = frame.heads
    top = plot.top + max(values.height + frame.panel.above(), ranks.height)
    room = top, plot.bottom - 1.75 * style.type.tick
    return stack(rows, needs, frame.panel.weights(), room, style)


def _heads(frame: Frame, top: float) -> list[Item]:
    """Set each head over its part, the left one above the labels of the reference lines."""
    values, ranks = frame.heads
    over = values.draw(frame.panel.left, top - frame.panel.above())
    return [*over, *ranks.draw(frame.ladder.left, top)]


def _names(frame: Frame, bands: Sequence[Band]) -> list[Item]:
    """Write the names; a rank alone does not make an area speak."""
    values = frame.panel.column.id
    said = tuple(mark for mark in frame.page.chart.marks if mark.column == values)
    chart = replace(frame.page.chart, marks=said)
    right = frame.panel.left - 0.75 * frame.page.style.type.row
    return [i for b in bands for i in frame.names.draw(chart, b.row, right, b.middle)]
