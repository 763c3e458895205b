"""The coverage matrix: areas by indicators, every cell saying what kind of knowledge it holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

from jmanalysis.charts import cells as grammar
from jmanalysis.charts import style as look
from jmanalysis.charts import text
from jmanalysis.charts.furniture import Page, close_page, open_page
from jmanalysis.charts.geometry import Box, on_middle
from jmanalysis.charts.layouts import counts, tiles
from jmanalysis.charts.layouts.fitting import fitted
from jmanalysis.charts.layouts.matrixheads import (
    PLAIN,
    STAGGERED,
    TURNED,
    Heads,
    Mode,
    Placed,
    heads,
)
from jmanalysis.charts.layouts.names import Names, names
from jmanalysis.charts.layouts.parts import hover, peers, references, said, share
from jmanalysis.charts.layouts.turning import restored, turned
from jmanalysis.charts.refusals import LayoutError
from jmanalysis.charts.scene import Hover, Item, Line, Scene, Text
from jmanalysis.charts.spec import Chart, Row
from jmanalysis.charts.style import Preset

HEAD_STEP = 1.2


@dataclass(frozen=True)
class Grid:
    """Where columns and rows stand."""

    page: Page
    names: Names
    columns: Placed
    rows: tuple[tuple[Row, float, float], ...]
    heads: Heads
    margin: Box | None
    foot: float

    @property
    def style(self) -> Preset:
        """The type sizes in use."""
        return self.page.style

    @property
    def top(self) -> float:
        """The upper edge of the first row of cells."""
        return self.rows[0][1]


def lay_out(chart: Chart, size: str) -> Scene:
    """Lay out a coverage matrix; see :func:`jmanalysis.charts.layouts.lay_out`.

    Only where every type size is too large for heads in one row do they stand in two by turns;
    where that does not fit either, the matrix is turned on its side.
    """
    for modes in (PLAIN, STAGGERED):
        try:
            return fitted(partial(_build, modes=modes), chart, size, lean=False)
        except LayoutError:
            continue
    try:
        return fitted(_on_its_side, chart, size)
    except LayoutError:
        return fitted(partial(_build, modes=TURNED), chart, size)


def _on_its_side(chart: Chart, style: Preset) -> Scene:
    """Lay the matrix out with the indicators as rows."""
    try:
        return restored(_build(turned(chart), style, PLAIN), chart)
    except LayoutError:
        return restored(_build(turned(chart), style, TURNED), chart)


def _build(chart: Chart, style: Preset, modes: Sequence[Mode]) -> Scene:
    grid = _grid(open_page(chart, style, grammar.swatch), modes)
    boxes = [
        tiles.Tile(Box(left, top, right, bottom), tuple(said(chart, row, column.id)))
        for row, top, bottom in grid.rows
        for column, left, right in grid.columns
    ]
    items: list[Item] = [
        *grid.heads.draw(grid.page.plot.top, grid.top),
        *_names(grid),
        *_margins(grid),
        *tiles.draw(boxes, style),
    ]
    return close_page(grid.page, items, list(_hovers(chart, boxes, style)))


def _hovers(chart: Chart, boxes: Sequence[tiles.Tile], style: Preset) -> Iterator[Hover]:
    for tile in boxes:
        parts = [] if not tile.loud else tiles.parts(tile.box, tile.loud, style)
        for mark, box in zip(tile.loud, parts, strict=True):
            yield hover(mark, chart, box)


def _grid(page: Page, modes: Sequence[Mode]) -> Grid:
    """Share out the page: names left, margins right and below, cells between."""
    chart, style, plot = page.chart, page.style, page.plot
    labels = names(chart, style, narrow=style.lean)
    size = style.type.key
    feet = (text.advance(line, size, True) for line in counts.foot_head(chart, style, labels.width))
    left = plot.left + max(labels.width, *feet) + _apart(style)
    wide = counts.margin_width(chart, style, narrow=modes != PLAIN)
    right = plot.right - (wide + 0.5 * size if wide else 0)
    columns, above = _columns(page, (left, right), modes)
    top = plot.top + above.height
    least = _least(chart, style, labels, columns)
    rows, foot = _rows(chart, style, least, (top, plot.bottom), _foot(chart, style, labels))
    start = columns[-1][2] + 0.5 * size  # beside the last column, under the head of the counts
    margin = Box(start, top, start + wide, plot.bottom) if wide else None
    return Grid(page, labels, columns, rows, above, margin, foot)


def _columns(page: Page, room: tuple[float, float], modes: Sequence[Mode]) -> tuple[Placed, Heads]:
    """Place the columns in the first mode in which they and their heads fit."""
    chart, style, edges = page.chart, page.style, (page.plot.left, page.plot.right)
    for mode in modes:
        columns = _shared(chart, style, *room, mode)
        above = heads(chart, style, columns, mode, edges) if columns else None
        if columns and above:
            return columns, above
    raise look.does_not_fit("列太多或列名太长", "too many columns or too long heads", style)


def _shared(chart: Chart, style: Preset, left: float, right: float, mode: Mode) -> Placed:
    """Give every column the same width unless its words need more; nothing if that fails."""
    apart = mode in TURNED
    gaps = [
        style.spaced(1.0, 0.5) * (14 if a.group != b.group else 5) * style.stroke**1.5
        for a, b in pairwise(chart.columns)
    ]
    needs = [
        tiles.need(
            [said(chart, row, column.id) for row in chart.rows],
            "" if apart else column.head,
            counts.group_share(chart, column, style, parted=apart),
            style,
            whole=mode == "whole",
            part={"tight": 0.4, "stacked": 0.4, "packed": 0.3}.get(mode, 0.55),
            wrapping=mode in ("stacked", "packed"),
        )
        for column in chart.columns
    ]
    most = max(len(needs) * 9.5 * style.type.cell, sum(needs))
    widths = share(min(right - left - sum(gaps), most), needs, [1] * len(needs))
    found = []
    for column, wide, gap in zip(chart.columns, widths or (), [*gaps, 0], strict=False):
        found.append((column, left, left + wide))
        left += wide + gap
    return tuple(found)


def _least(
    chart: Chart,
    style: Preset,
    labels: Names,
    columns: Placed,
) -> list[float]:
    """Return the least height of every row, the gap below it included."""
    least = []
    for row in (*peers(chart), *references(chart)):
        cells = [
            tiles.tall(tiles.loud(said(chart, row, column.id)), right - left, style)
            for column, left, right in columns
        ]
        least.append(max(labels.height(row), max(cells) + _gap(style)))
    return least


def _apart(style: Preset) -> float:
    """Return the space between the names of the rows and the first column."""
    return style.spaced(0.8, 0.45) * style.type.row


def _gap(style: Preset) -> float:
    return max(2.0, style.spaced(5.5, 3.0) * style.stroke)


def _foot(chart: Chart, style: Preset, labels: Names) -> float:
    """Return the height of the counts below the columns."""
    if not any(column.margin for column in chart.columns):
        return 0.0
    kind, lines = style.type, len(counts.foot_head(chart, style, labels.width))
    least = (1.2 * lines + style.spaced(0.5, 0.3)) * kind.key
    return max(style.spaced(2.0, 1.5) * kind.words, style.spaced(2.9, 1.7) * kind.key, least)


def _rows(
    chart: Chart,
    style: Preset,
    least: Sequence[float],
    room: tuple[float, float],
    extra: float,
) -> tuple[tuple[tuple[Row, float, float], ...], float]:
    """Share out the height: peers, then the margin, then the references."""
    (top, bottom), upper, lower = room, peers(chart), references(chart)
    counted = any(column.margin for column in chart.columns)
    apart = 0.55 * style.type.row if counted or lower else 0.0
    most = sum(max(need, 0.82 * style.pitch[1]) for need in least)
    free, even = min(bottom - top - extra - apart, most), [1.0] * len(least)
    heights = share(free, [max(least)] * len(least), even) or share(free, least, even)
    if heights is None:
        raise look.does_not_fit("行太多或注文太长", "too many rows or too long notes", style)
    rows, foot = [], 0.0
    for n, (row, high) in enumerate(zip((*upper, *lower), heights, strict=True)):
        if n == len(upper):
            foot, top = top + apart / 2, top + apart + extra
        rows.append((row, top, top + high - _gap(style)))
        top += high
    return tuple(rows), foot or top + apart / 2


def _names(grid: Grid) -> Iterator[Item]:
    right = grid.columns[0][1] - _apart(grid.style)
    for row, top, bottom in grid.rows:
        yield from grid.names.draw(grid.page.chart, row, right, (top + bottom) / 2)


def _margins(grid: Grid) -> Iterator[Item]:
    """Write the counts of usable cells, right of the rows and below the columns."""
    chart, style, plot = grid.page.chart, grid.style, grid.page.plot
    size = style.type.words
    margin = grid.margin.middle[0] if grid.margin else None
    for row, top, bottom in grid.rows if margin else ():
        y = on_middle((top + bottom) / 2, size)
        yield _count(row.margin, margin or 0.0, y, size, not row.reference)
    if not any(column.margin for column in chart.columns) and not references(chart):
        return
    end = grid.margin.right if grid.margin else plot.right
    yield Line(plot.left, grid.foot, end, grid.foot, look.INK, 1.1 * style.stroke)
    if not any(column.margin for column in chart.columns):
        return
    base = grid.foot + on_middle(style.spaced(1.6, 1.0) * style.type.key, size)
    right = grid.columns[0][1] - 0.8 * style.type.row
    lines, key = counts.foot_head(chart, style, grid.names.width), style.type.key
    first = base - 0.6 * key * (len(lines) - 1)
    for n, line in enumerate(lines):
        y = first + HEAD_STEP * key * n
        yield Text(right, y, line, key, look.INK, True, "end", role="head")
    for column, a, b in grid.columns:
        if column.margin:
            yield _count(column.margin, (a + b) / 2, base, size, True)
    if grid.margin:
        yield _count(chart.corner, grid.margin.middle[0], base, size, True)


def _count(words: str, x: float, base: float, size: float, counted: bool) -> Text:
    loud = counted and not words.startswith("0")
    color = look.EXACT if loud else look.SECONDARY
    return Text(x, base, words, size, color, counted, "middle", role="margin")
