"""A panel: one axis with what every row says on it, its reference lines and its gutter.

A dot plot is one panel, a page of small multiples is many, and rank ranges have one at the left.
A panel knows only its own width; the rows' heights are shared out by the chart it belongs to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from jmanalysis.charts import marks as grammar
from jmanalysis.charts import style as look
from jmanalysis.charts import text
from jmanalysis.charts.furniture import Page
from jmanalysis.charts.geometry import Box
from jmanalysis.charts.layouts import flags, gutters
from jmanalysis.charts.layouts.flags import Standard
from jmanalysis.charts.layouts.lanes import Lanes, placed
from jmanalysis.charts.layouts.names import Band, rules
from jmanalysis.charts.layouts.parts import hover, number, said
from jmanalysis.charts.layouts.ticks import tick_labels, titled
from jmanalysis.charts.scene import Hover, Item, Line, Rect, Text, upright
from jmanalysis.charts.spec import Column, Mark, Row
from jmanalysis.charts.spots import Scale
from jmanalysis.charts.style import Preset

Place = Callable[[Sequence[Mark], Scale, Preset, int, float], Lanes | None]
Draw = Callable[[Lanes, Sequence[float]], Iterator[Item]]
Room = tuple[float, float]

# Words beside a mark may shorten the axis a little; then they go below it; then they may shorten
# the axis a lot; then the type shrinks.
ATTEMPTS = (
    (0, range(100, 71, -1)),
    (1, range(100, 61, -1)),
    (2, range(100, 54, -1)),
    (0, range(70, 54, -1)),
)


def dots(lanes: Lanes, heights: Sequence[float]) -> Iterator[Item]:
    """Draw the marks of one row as the statements they are, each lane at its height."""
    for n, y in enumerate(heights):
        for item in lanes.lane(n):
            yield from grammar.draw(item.spot(y))


@dataclass(frozen=True)
class Manner:
    """How the marks of a row are sorted into lanes, and how they are drawn there.

    ``attempts``: how many lines a detail may take below its label (0: beside it), and which
    percentages of the width the axis may then have.
    """

    place: Place = placed
    draw: Draw = dots
    attempts: Sequence[tuple[int, range]] = ATTEMPTS


@dataclass(frozen=True)
class Panel:
    """An axis between two points, once the longest labels are known."""

    page: Page
    column: Column
    rows: tuple[Row, ...]
    left: float
    right: float
    edge: float
    gutter: Room | None
    scale: Scale
    lanes: tuple[Lanes, ...]
    standards: tuple[Standard, ...]
    manner: Manner

    @property
    def style(self) -> Preset:
        """The type sizes in use."""
        return self.page.style

    @property
    def spans(self) -> list[Room]:
        """The parts across which the rules between rows run."""
        return [(self.left, self.right), *([self.gutter] if self.gutter else [])]

    def aside(self, row: Row) -> list[Mark]:
        """Return what a row says without a number."""
        marks = said(self.page.chart, row, self.column.id)
        return [mark for mark in marks if not on_axis(mark)]

    def needs(self) -> list[float]:
        """Return the least height of every row."""
        wide = self.gutter[1] - self.gutter[0] if self.gutter else 0.0
        return [
            max(
                lanes.height + self.style.spaced(0.2, 0.08) * self.style.type.row,
                gutters.height(self.aside(row), self.style, wide),
            )
            for lanes, row in zip(self.lanes, self.rows, strict=True)
        ]

    def weights(self) -> list[float]:
        """Return how much of the spare height every row wants: more where it says more."""
        return [1 + 0.6 * (max(lanes.count, 1) - 1) for lanes in self.lanes]

    def above(self) -> float:
        """Return the height that the labels over the plot need."""
        high = flags.height(self.standards, self.style)
        if self.gutter and self.page.chart.gutter:
            left, right = self.gutter
            lines = gutters.head(self.page.chart, self.style, right - left)
            high = max(high, (1.3 * len(lines) + 0.4) * self.style.type.tick)
        return high

    def draw(self, bands: Sequence[Band]) -> list[Item]:
        """Draw everything between the first row's top and the ticks below the last."""
        words = [item for n, band in enumerate(bands) for item in self._words(n, band)]
        holes = [item.box for item in words if isinstance(item, Text)]
        return [
            *self._ground(bands),
            *self._grid(bands, holes),
            *self._lines(bands, holes),
            *(
                item
                for n, band in enumerate(bands)
                for item in self.manner.draw(self.lanes[n], self._heights(n, band))
            ),
            *words,
        ]

    def _ground(self, bands: Sequence[Band]) -> Iterator[Item]:
        top, bottom = bands[0].top, bands[-1].bottom
        if self.gutter:
            left, right = self.gutter
            yield Rect(left, top, right - left, bottom - top, look.GROUND, role="ground")
            box = Box(left, top, right, bottom)
            yield from gutters.draw_head(self.page.chart, self.style, box, top)
        yield from rules(bands, self.spans, self.style)

    def _grid(self, bands: Sequence[Band], holes: Sequence[Box]) -> Iterator[Item]:
        """Draw axis, grid and ticks; no rule runs through a word."""
        style, scale, column = self.style, self.scale, self.column
        top, bottom, size = bands[0].top, bands[-1].bottom, style.type.tick
        for tick in column.ticks:
            x = scale.at(tick)
            if tick != scale.low:
                line = Line(x, top, x, bottom, look.GRID, 0.9 * style.stroke, role="grid")
                yield from upright(line, holes)
        yield from tick_labels(column, scale, bottom + 1.45 * size, self.edge, style)
        yield Line(self.left, top, self.left, bottom, look.INK, 1.4 * style.stroke, role="axis")

    def title(self, y: float) -> Iterator[Item]:
        """Write what the axis measures below it, where no head over the panel says so."""
        size = self.style.type.tick
        words = titled(self.column, self.page.chart.lang)
        half = text.advance(words, size) / 2
        if words and 2 * half <= self.page.plot.right - self.left:
            x = max((self.left + self.scale.right) / 2, self.left + half)
            yield Text(x, y, words, size, look.SECONDARY, anchor="middle", role="axis title")

    def _lines(self, bands: Sequence[Band], holes: Sequence[Box]) -> Iterator[Item]:
        """Draw the reference lines and, above the plot, their labels."""
        top, bottom, size = bands[0].top, bands[-1].bottom, self.style.type.tick
        for standard in self.standards:
            labels = standard.over(top - 0.5 * size, size)
            beside = standard.flag.anchor != "middle"
            start = labels[0].y - 0.8 * size if beside else top - 0.2 * size
            yield from upright(standard.line(start, bottom, self.style), holes)
            yield from labels

    def _heights(self, n: int, band: Band) -> list[float]:
        """Return the height on the page of every lane of a row."""
        lanes = self.lanes[n]
        count = max(lanes.count, 1)
        pitch = min((band.bottom - band.top) / count, 1.3 * lanes.pitch)
        first = band.middle - pitch * (count - 1) / 2
        return [first + pitch * lane for lane in range(count)]

    def _words(self, n: int, band: Band) -> Iterator[Item]:
        for lane, y in enumerate(self._heights(n, band)):
            for item in self.lanes[n].lane(lane):
                yield from item.words(y)
        if self.gutter:
            yield from gutters.draw(self.aside(band.row), band.across(*self.gutter), self.style)

    def hovers(self, bands: Sequence[Band]) -> Iterator[Hover]:
        """Say what the marks, the words beside the axis and the lines answer when pointed at."""
        chart = self.page.chart
        for n, band in enumerate(bands):
            for lane, y in enumerate(self._heights(n, band)):
                for item in self.lanes[n].lane(lane):
                    left, _ = item.spot(y).extent
                    yield hover(item.mark, chart, Box(left, y - 9, item.right, y + 9))
            if self.gutter:
                for mark in self.aside(band.row):
                    yield hover(mark, chart, band.across(*self.gutter))
        for standard in self.standards:
            yield standard.hover(chart, bands[0].top - 14, bands[0].top)


def panel(
    page: Page,
    column: Column,
    rows: tuple[Row, ...],
    room: Room,
    *,
    gutter: float,
    edge: float,
    manner: Manner,
) -> Panel:
    """Place a panel between two points.

    ``gutter`` is the width of what stands beside the axis, 0 for none; labels of ticks and of
    reference lines may begin at ``edge``, left of the axis.
    """
    style, (left, end) = page.style, room
    right = end - gutter - (0.7 * style.type.row if gutter else 0.0)
    marks = [[m for m in said(page.chart, row, column.id) if on_axis(m)] for row in rows]
    scale, lanes = _scale(column, marks, (left, right), style, manner)
    # A gutter without a head leaves its top to the labels of the lines.
    reach = right if page.chart.gutter else end + 0.5 * style.type.row
    lines = flags.standards(page.chart, column, scale, style, (edge, reach))
    beside = (end - gutter, end) if gutter else None
    return Panel(page, column, rows, left, right, edge, beside, scale, lanes, tuple(lines), manner)


def _scale(
    column: Column, marks: Sequence[Sequence[Mark]], room: Room, style: Preset, manner: Manner
) -> tuple[Scale, tuple[Lanes, ...]]:
    """Find the longest axis that leaves room for the words beside every mark."""
    left, right = room
    end = right - text.advance(number(column.axis_high), style.type.tick) / 2
    for under, percents in manner.attempts:
        for percent in percents:
            scale = Scale.of(column, left, left + (end - left) * percent / 100)
            lanes = [manner.place(each, scale, style, under, right) for each in marks]
            found = tuple(lane for lane in lanes if lane is not None)
            if len(found) == len(lanes):
                return scale, found
    raise look.does_not_fit("数值的标签太长", "the labels of the values are too long", style)


def on_axis(mark: Mark) -> bool:
    """Say whether a mark has a place on an axis: words and silence have none."""
    return mark.kind not in grammar.OFF_AXIS and (mark.low is not None or mark.high is not None)
