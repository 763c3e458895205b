"""Small multiples: one small panel per indicator, in as few rows of panels as fit.

Every row of panels repeats the names of the areas at its left; every panel has its own axis.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product
from math import ceil

from jmanalysis.charts import marks as grammar
from jmanalysis.charts import style as look
from jmanalysis.charts.furniture import Page, close_page, open_page
from jmanalysis.charts.layouts import gutters
from jmanalysis.charts.layouts.absences import Absences, absences
from jmanalysis.charts.layouts.fitting import fitted
from jmanalysis.charts.layouts.heads import Head, head
from jmanalysis.charts.layouts.names import Band, Names, names, stack
from jmanalysis.charts.layouts.panels import ATTEMPTS, Manner, Panel, panel
from jmanalysis.charts.layouts.parts import hover, peers, said, speaks
from jmanalysis.charts.phrases import phrase
from jmanalysis.charts.refusals import LayoutError
from jmanalysis.charts.scene import Hover, Item, Scene
from jmanalysis.charts.spec import Chart, Column, Mark, Row
from jmanalysis.charts.style import Preset

# A small axis may be short, as long as the words beside its marks are whole; but first let there
# be fewer panels abreast.
MANNERS = (
    Manner(),
    Manner(attempts=(*ATTEMPTS, (1, range(60, 39, -1)), (2, range(54, 29, -1)))),
)


@dataclass(frozen=True)
class Shelf:
    """Panels side by side whose rows stand at the same heights."""

    page: Page
    names: Names
    panels: tuple[Panel, ...]
    heads: tuple[Head, ...]

    def needs(self) -> list[float]:
        """Return the least height of every row."""
        rows = self.panels[0].rows
        each = zip(*(one.needs() for one in self.panels), strict=True)
        return [max(*least, self.names.height(row)) for least, row in zip(each, rows, strict=True)]

    def above(self) -> float:
        """Return the height of the heads and the labels of reference lines."""
        return max(one.above() for one in self.panels) + max(one.height for one in self.heads)

    def bands(self, top: float, bottom: float) -> list[Band]:
        """Share out the height among the rows."""
        weights = [max(each) for each in zip(*(one.weights() for one in self.panels), strict=True)]
        foot = _foot(self.page.style)
        room = top + self.above(), bottom - foot
        return stack(self.panels[0].rows, self.needs(), weights, room, self.page.style)

    def draw(self, bands: Sequence[Band]) -> list[Item]:
        """Draw names, heads and panels."""
        style = self.page.style
        right = self.panels[0].left - 0.75 * style.type.row
        items = [i for b in bands for i in self.names.draw(self.page.chart, b.row, right, b.middle)]
        high = max(one.above() for one in self.panels)
        for one, over in zip(self.panels, self.heads, strict=True):
            items += over.draw(one.left, bands[0].top - high)
            items += one.draw(bands)
        return items


def lay_out(chart: Chart, size: str) -> Scene:
    """Lay out small multiples; see :func:`jmanalysis.charts.layouts.lay_out`."""
    return fitted(_build, chart, size)


def _build(chart: Chart, style: Preset) -> Scene:
    """Try one row of panels, then two, and so on, before the type shrinks.

    Words beside an axis may wrap to leave it long, or stand in one line to leave the rows low. A
    lean page names the areas that say nothing in a line below, once for all panels.
    """
    small = replace(style.shrunk(0.75), stroke=0.8 * style.stroke)
    page = replace(open_page(chart, style, grammar.swatch), style=small)
    below = _unsaid(page) if style.lean else Absences(chart, small, ())
    page = replace(page, plot=replace(page.plot, bottom=page.plot.bottom - below.height))
    refusal: LayoutError | None = None
    for manner, across, most in product(MANNERS, _abreast(len(chart.columns)), (0.5, 0.9)):
        try:
            return _shelved(page, below, across, most, manner)
        except LayoutError as error:
            refusal = error
    assert refusal is not None
    raise refusal


def _abreast(count: int) -> list[int]:
    """Return the numbers of panels to try side by side: all, half of them, a third, ..."""
    return list(dict.fromkeys(ceil(count / rows) for rows in range(1, count + 1)))


def _foot(style: Preset) -> float:
    """Return the height of the ticks below a panel."""
    return style.spaced(1.75, 1.6) * style.type.tick


def _unsaid(page: Page) -> Absences:
    """Name the areas of which no panel shows anything, if panels are left for others."""
    chart, lang = page.chart, page.chart.lang
    quiet = {row.id: said(chart, row)[:1] for row in peers(chart) if not speaks(said(chart, row))}
    if len(quiet) == len(peers(chart)):
        return Absences(chart, page.style, ())
    marks = tuple(replace(m, label=phrase(m.kind, lang)) for each in quiet.values() for m in each)
    rows = tuple(row for row in chart.rows if row.id in quiet)
    named = replace(chart, rows=rows, marks=marks, gutter=phrase("no figure", lang))
    return absences(named, page.style, page.plot.right - page.plot.left)


def _shelved(page: Page, below: Absences, across: int, most: float, manner: Manner) -> Scene:
    columns, plot = page.chart.columns, page.plot
    groups = [columns[n : n + across] for n in range(0, len(columns), across)]
    unsaid = {row.id for row in below.chart.rows} if below.lines else set()
    rows = tuple(row for row in peers(page.chart) if row.id not in unsaid)
    if len(groups) * len(rows) * page.style.type.row > plot.bottom - plot.top:
        raise look.does_not_fit("行太多或注文太长", "too many rows or too long notes", page.style)
    shelves = [_shelf(page, rows, group, across, most, manner) for group in groups]
    gap = page.style.spaced(0.9, 0.4) * page.style.type.row
    least = [sum(shelf.needs()) + shelf.above() for shelf in shelves]
    spare = plot.bottom - plot.top - gap * (len(shelves) - 1) - sum(least)
    if spare < 0:
        raise look.does_not_fit("行太多或注文太长", "too many rows or too long notes", page.style)
    items: list[Item] = []
    hovers: list[Hover] = []
    top = plot.top
    for shelf, need in zip(shelves, least, strict=True):
        bottom = top + need + spare / len(shelves)
        bands = shelf.bands(top, bottom)
        items += shelf.draw(bands)
        hovers += [hover for one in shelf.panels for hover in one.hovers(bands)]
        top = bands[-1].bottom + _foot(page.style) + gap
    foot = top - gap
    items += below.draw(plot.left, foot)
    for mark in page.chart.marks:  # one line of words answers for all that an area does not say
        hovers += [
            hover(mark, page.chart, h.area)
            for h in below.hovers(plot.left, foot)
            if mark.row == h.id.partition("/")[0]
        ]
    return close_page(page, items, hovers)


def _shelf(
    page: Page,
    rows: tuple[Row, ...],
    columns: Sequence[Column],
    across: int,
    most: float,
    manner: Manner,
) -> Shelf:
    """Set panels side by side, with axes of one length however much stands beside them."""
    chart, style, plot = page.chart, page.style, page.plot
    labels = names(chart, style)
    left = plot.left + labels.width + 0.75 * style.type.row
    gap = 1.3 * style.type.row
    wide = (plot.right - left - gap * (across - 1)) / across
    beside = [gutters.narrow_width(_of(chart, one), style, most * wide) for one in columns]
    axis = wide - sum(beside) / len(beside)
    if axis < 0.3 * wide:
        raise look.does_not_fit("图侧文字太长", "the words beside the axis are too long", style)
    panels, heads = [], []
    for column, gutter in zip(columns, beside, strict=True):
        room = (left, left + axis + gutter)
        edge = left - 0.5 * style.type.row
        panels.append(panel(page, column, rows, room, gutter=gutter, edge=edge, manner=manner))
        heads.append(head(column, style, axis + gutter))
        left = room[1] + gap
    return Shelf(page, labels, tuple(panels), tuple(heads))


def _of(chart: Chart, column: Column) -> list[Mark]:
    return [mark for mark in chart.marks if mark.column == column.id]
