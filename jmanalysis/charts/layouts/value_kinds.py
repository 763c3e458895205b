"""The dot plot with a gutter: what has a value stands on the axis, what has none beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jmanalysis.charts import marks as grammar
from jmanalysis.charts import style as look
from jmanalysis.charts import text
from jmanalysis.charts.furniture import Page, close_page, fitted, open_page
from jmanalysis.charts.geometry import Box
from jmanalysis.charts.layouts import flags, gutters
from jmanalysis.charts.layouts.flags import Standard
from jmanalysis.charts.layouts.lanes import Lanes, placed
from jmanalysis.charts.layouts.names import Band, Names, names, rules, stack
from jmanalysis.charts.layouts.parts import hover, number, peers, references, said
from jmanalysis.charts.scene import Hover, Item, Line, Rect, Scene, Text, upright
from jmanalysis.charts.spec import Chart, Column, Mark, Row
from jmanalysis.charts.spots import Scale
from jmanalysis.charts.style import Preset

# Words beside a mark may shorten the axis a little; then they go below it; then they may shorten
# the axis a lot; then the type shrinks.
ATTEMPTS = (
    (0, range(100, 71, -1)),
    (1, range(100, 61, -1)),
    (2, range(100, 54, -1)),
    (0, range(70, 54, -1)),
)


@dataclass(frozen=True)
class Frame:
    """Where things stand across the page, once the longest labels are known."""

    page: Page
    column: Column
    rows: tuple[Row, ...]
    names: Names
    left: float
    right: float
    gutter: Box | None
    scale: Scale
    lanes: tuple[Lanes, ...]

    @property
    def style(self) -> Preset:
        """The type sizes in use."""
        return self.page.style

    def aside(self, row: Row) -> list[Mark]:
        """Return what a row says without a number."""
        return [mark for mark in said(self.page.chart, row) if not _on_axis(mark)]


def lay_out(chart: Chart, size: str) -> Scene:
    """Lay out a value-kinds chart; see :func:`jmanalysis.charts.layouts.lay_out`."""
    return fitted(_build, chart, size)


def _build(chart: Chart, style: Preset) -> Scene:
    frame = _frame(open_page(chart, style, grammar.swatch))
    bounds = frame.page.plot.left, frame.right
    standards = flags.standards(chart, frame.column, frame.scale, style, bounds)
    bands = _bands(frame, standards)
    words = [item for n, band in enumerate(bands) for item in _words(frame, n, band)]
    holes = [item.box for item in words if isinstance(item, Text)]
    items: list[Item] = [
        *_ground(frame, bands),
        *_grid(frame, bands, holes),
        *_standards(frame, standards, bands, holes),
        *(item for n, band in enumerate(bands) for item in _marks(frame, n, band)),
        *words,
    ]
    return close_page(frame.page, items, list(_hovers(frame, bands, standards)))


def _frame(page: Page) -> Frame:
    """Share out the width: names, axis, gutter."""
    chart, style, plot = page.chart, page.style, page.plot
    rows = (*peers(chart), *references(chart))
    labels = names(chart, style)
    left = plot.left + labels.width + 0.75 * style.type.row
    wide = gutters.width(chart, style, plot.width)
    gutter = Box(plot.right - wide, plot.top, plot.right, plot.bottom) if wide else None
    right = gutter.left - 0.7 * style.type.row if gutter else plot.right
    column = chart.columns[0]
    on_axis = [[mark for mark in said(chart, row) if _on_axis(mark)] for row in rows]
    scale, lanes = _scale(column, on_axis, (left, right), style)
    return Frame(page, column, rows, labels, left, right, gutter, scale, lanes)


def _scale(
    column: Column, on_axis: Sequence[Sequence[Mark]], room: tuple[float, float], style: Preset
) -> tuple[Scale, tuple[Lanes, ...]]:
    """Find the longest axis that leaves room for the words beside every mark."""
    left, right = room
    end = right - text.advance(number(column.axis_high), style.type.tick) / 2
    for under, percents in ATTEMPTS:
        for percent in percents:
            scale = Scale.of(column, left, left + (end - left) * percent / 100)
            lanes = [placed(marks, scale, style, under, right) for marks in on_axis]
            found = tuple(lane for lane in lanes if lane is not None)
            if len(found) == len(lanes):
                return scale, found
    raise look.does_not_fit("数值的标签太长", "the labels of the values are too long", style)


def _on_axis(mark: Mark) -> bool:
    return mark.kind not in grammar.OFF_AXIS and (mark.low is not None or mark.high is not None)


def _bands(frame: Frame, standards: Sequence[Standard]) -> list[Band]:
    """Share out the height among the rows, more to those that say more."""
    style, plot = frame.style, frame.page.plot
    width = frame.gutter.width if frame.gutter else 0.0
    needs = [
        max(
            lanes.height + 0.2 * style.type.row,
            gutters.height(frame.aside(row), style, width),
            frame.names.height(row),
        )
        for lanes, row in zip(frame.lanes, frame.rows, strict=True)
    ]
    weights = [1 + 0.6 * (max(lanes.count, 1) - 1) for lanes in frame.lanes]
    above = flags.height(standards, style)
    if frame.gutter:
        lines = gutters.head(frame.page.chart, style, frame.gutter.width)
        above = max(above, (1.3 * len(lines) + 0.4) * style.type.tick)
    # Where no subtitle names the unit, the axis has a title of its own.
    foot = (1.75 if style.page else 3.25) * style.type.tick
    room = plot.top + above, plot.bottom - foot
    return stack(frame.rows, needs, weights, room, style)


def _ground(frame: Frame, bands: Sequence[Band]) -> Iterator[Item]:
    """Draw the gutter's ground, the rules between rows and the names."""
    top, bottom, gutter = bands[0].top, bands[-1].bottom, frame.gutter
    spans = [(frame.left, frame.right)]
    if gutter:
        yield Rect(gutter.left, top, gutter.width, bottom - top, look.GROUND, role="ground")
        yield from gutters.draw_head(frame.page.chart, frame.style, gutter, top)
        spans.append((gutter.left, gutter.right))
    yield from rules(bands, spans, frame.style)
    right = frame.left - 0.75 * frame.style.type.row
    for band in bands:
        yield from frame.names.draw(frame.page.chart, band.row, right, band.middle)


def _grid(frame: Frame, bands: Sequence[Band], holes: Sequence[Box]) -> Iterator[Item]:
    """Draw axis, grid and ticks; no rule runs through a word."""
    style, scale, column = frame.style, frame.scale, frame.column
    top, bottom, size = bands[0].top, bands[-1].bottom, style.type.tick
    free = frame.page.plot.left
    for tick in column.ticks:
        x = scale.at(tick)
        if tick != scale.low:
            line = Line(x, top, x, bottom, look.GRID, 0.9 * style.stroke, role="grid")
            yield from upright(line, holes)
        words = number(tick, column.unit if tick == column.ticks[-1] else "")
        label = Text(x, bottom + 1.45 * size, words, size, look.SECONDARY, anchor="middle")
        if label.left > free:
            yield label
            free = label.box.right + 0.4 * size
    yield Line(frame.left, top, frame.left, bottom, look.INK, 1.4 * style.stroke, role="axis")
    if not style.page:
        yield from _axis_title(frame, bottom + 2.95 * size)


def _axis_title(frame: Frame, y: float) -> Iterator[Item]:
    column, size = frame.column, frame.style.type.tick
    head = column.head.replace("\n", "")
    shape = "{}（{}）" if frame.page.chart.lang == "zh" else "{} ({})"
    words = shape.format(head, column.unit) if column.unit else head
    half = text.advance(words, size) / 2
    if words and 2 * half <= frame.page.plot.right - frame.left:
        x = max((frame.left + frame.scale.right) / 2, frame.left + half)
        yield Text(x, y, words, size, look.SECONDARY, anchor="middle", role="axis title")


def _standards(
    frame: Frame, standards: Sequence[Standard], bands: Sequence[Band], holes: Sequence[Box]
) -> Iterator[Item]:
    """Draw the reference lines and, above the plot, their labels."""
    top, bottom, size = bands[0].top, bands[-1].bottom, frame.style.type.tick
    for standard in standards:
        base = top - 0.5 * size - flags.STEP * size * standard.flag.level
        beside = standard.flag.anchor != "middle"
        start = base - 0.8 * size if beside else top - 0.2 * size
        yield from upright(standard.line(start, bottom, frame.style), holes)
        yield standard.label(base, size)


def _heights(frame: Frame, n: int, band: Band) -> Iterator[tuple[int, float]]:
    """Yield every lane of a row with its height on the page."""
    lanes = frame.lanes[n]
    count = max(lanes.count, 1)
    pitch = min((band.bottom - band.top) / count, 1.3 * lanes.pitch)
    first = band.middle - pitch * (count - 1) / 2
    yield from ((lane, first + pitch * lane) for lane in range(count))


def _marks(frame: Frame, n: int, band: Band) -> Iterator[Item]:
    for lane, y in _heights(frame, n, band):
        for item in frame.lanes[n].lane(lane):
            yield from grammar.draw(item.spot(y))


def _words(frame: Frame, n: int, band: Band) -> Iterator[Item]:
    for lane, y in _heights(frame, n, band):
        for item in frame.lanes[n].lane(lane):
            yield from item.words(y)
    if frame.gutter:
        box = band.across(frame.gutter.left, frame.gutter.right)
        yield from gutters.draw(frame.aside(band.row), box, frame.style)


def _hovers(frame: Frame, bands: Sequence[Band], standards: Sequence[Standard]) -> Iterator[Hover]:
    chart, gutter = frame.page.chart, frame.gutter
    for n, band in enumerate(bands):
        for lane, y in _heights(frame, n, band):
            for item in frame.lanes[n].lane(lane):
                left, _ = item.spot(y).extent
                yield hover(item.mark, chart, Box(left, y - 9, item.right, y + 9))
        if gutter:
            for mark in frame.aside(band.row):
                yield hover(mark, chart, band.across(gutter.left, gutter.right))
    for standard in standards:
        yield standard.hover(chart, bands[0].top - 14, bands[0].top)
