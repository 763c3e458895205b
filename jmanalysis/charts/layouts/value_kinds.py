"""The dot plot with a gutter: what has a value stands on the axis, what has none beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jmanalysis.charts import marks as grammar
from jmanalysis.charts.furniture import Page, Swatch, close_page, open_page
from jmanalysis.charts.layouts import gutters
from jmanalysis.charts.layouts.fitting import fitted
from jmanalysis.charts.layouts.names import Band, Names, names, stack
from jmanalysis.charts.layouts.panels import Manner, Panel, panel
from jmanalysis.charts.layouts.parts import peers, references
from jmanalysis.charts.scene import Item, Scene
from jmanalysis.charts.spec import Chart
from jmanalysis.charts.style import Preset


@dataclass(frozen=True)
class Frame:
    """The names of the rows and the one panel beside them."""

    page: Page
    names: Names
    panel: Panel

    @property
    def style(self) -> Preset:
        """The type sizes in use."""
        return self.page.style


def lay_out(chart: Chart, size: str) -> Scene:
    """Lay out a value-kinds chart; see :func:`jmanalysis.charts.layouts.lay_out`."""
    return fitted(lambda one, style: build(one, style, Manner(), grammar.swatch), chart, size)


def build(chart: Chart, style: Preset, manner: Manner, swatch: Swatch) -> Scene:
    """Lay out one panel with names at the left, its marks drawn in the manner asked for."""
    frame = _frame(open_page(chart, style, swatch), manner)
    bands = _bands(frame)
    items = [*_names(frame, bands), *frame.panel.draw(bands)]
    if not style.page:  # where no subtitle names the unit, the axis has a title of its own
        items += frame.panel.title(bands[-1].bottom + 2.95 * style.type.tick)
    return close_page(frame.page, items, list(frame.panel.hovers(bands)))


def _frame(page: Page, manner: Manner) -> Frame:
    """Share out the width: names, axis, gutter."""
    chart, style, plot = page.chart, page.style, page.plot
    rows = (*peers(chart), *references(chart))
    labels = names(chart, style)
    left = plot.left + labels.width + 0.75 * style.type.row
    wide = gutters.width(chart, style, plot.width)
    made = panel(
        page,
        chart.columns[0],
        rows,
        (left, plot.right),
        gutter=wide,
        edge=plot.left,
        manner=manner,
    )
    return Frame(page, labels, made)


def _bands(frame: Frame) -> list[Band]:
    """Share out the height among the rows, more to those that say more."""
    style, plot, rows = frame.style, frame.page.plot, frame.panel.rows
    least = zip(frame.panel.needs(), rows, strict=True)
    needs = [max(need, frame.names.height(row)) for need, row in least]
    foot = (1.75 if style.page else 3.25) * style.type.tick
    room = plot.top + frame.panel.above(), plot.bottom - foot
    return stack(rows, needs, frame.panel.weights(), room, style)


def _names(frame: Frame, bands: Sequence[Band]) -> list[Item]:
    right = frame.panel.left - 0.75 * frame.style.type.row
    return [
        item
        for band in bands
        for item in frame.names.draw(frame.page.chart, band.row, right, band.middle)
    ]
