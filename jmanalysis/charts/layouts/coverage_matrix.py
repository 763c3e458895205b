"""The coverage matrix: areas by indicators, every cell saying what kind of knowledge it holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from jmanalysis.charts import cells as grammar
from jmanalysis.charts import style as look
from jmanalysis.charts import text
from jmanalysis.charts.furniture import Page, close_page, fitted, open_page
from jmanalysis.charts.geometry import Box, on_middle
from jmanalysis.charts.layouts import counts, tiles
from jmanalysis.charts.layouts.names import Names, names
from jmanalysis.charts.layouts.parts import hover, peers, references, said, share
from jmanalysis.charts.scene import Hover, Item, Line, Scene, Text
from jmanalysis.charts.spec import Chart, Column, Row
from jmanalysis.charts.style import Preset

HEAD_STEP = 1.2


@dataclass(frozen=True)
class Grid:
    """Where columns and rows stand."""

    page: Page
    names: Names
    columns: tuple[tuple[Column, float, float], ...]
    rows: tuple[tuple[Row, float, float], ...]
    heads: tuple[tuple[str, ...], ...]
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
    """Lay out a coverage matrix; see :func:`jmanalysis.charts.layouts.lay_out`."""
    return fitted(_build, chart, size)


def _build(chart: Chart, style: Preset) -> Scene:
    grid = _grid(open_page(chart, style, grammar.swatch))
    boxes = [
        tiles.Tile(Box(left, top, right, bottom), tuple(said(chart, row, column.id)))
        for row, top, bottom in grid.rows
        for column, left, right in grid.columns
    ]
    items: list[Item] = [
        *_groups(grid),
        *_heads(grid),
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


def _grid(page: Page) -> Grid:
    """Share out the page: names left, margins right and below, cells between."""
    chart, style, plot = page.chart, page.style, page.plot
    labels = names(chart, style)
    size = style.type.key
    feet = (text.advance(line, size, True) for line in counts.foot_head(chart, style, labels.width))
    left = plot.left + max(labels.width, *feet) + 0.8 * style.type.row
    wide = counts.margin_width(chart, style)
    columns = _columns(chart, style, left, plot.right - (wide + 0.5 * size if wide else 0))
    heads = tuple(
        tuple(text.balanced(column.head, style.type.subhead, b - a)) for column, a, b in columns
    )
    if max(len(lines) for lines in heads) > 4:
        raise look.does_not_fit("列名太长", "the column heads are too long", style)
    top = plot.top + _above(chart, heads, style)
    rows, foot = _rows(chart, style, _least(chart, style, labels, columns), (top, plot.bottom))
    margin = Box(plot.right - wide, top, plot.right, plot.bottom) if wide else None
    return Grid(page, labels, columns, rows, heads, margin, foot)


def _above(chart: Chart, heads: Sequence[Sequence[str]], style: Preset) -> float:
    """Return the height of group names and column heads."""
    groups = 1.85 * style.type.key if any(column.group for column in chart.columns) else 0.0
    lines = max(*(len(lines) for lines in heads), 1, len(counts.margin_head(chart, style)))
    return groups + (HEAD_STEP * lines + 0.35) * style.type.subhead


def _columns(
    chart: Chart, style: Preset, left: float, right: float
) -> tuple[tuple[Column, float, float], ...]:
    """Give every column the same width unless its words need more."""
    gaps = [
        (14 if a.group != b.group else 5) * style.stroke**1.5 for a, b in pairwise(chart.columns)
    ]
    room = right - left - sum(gaps)
    for whole in (True, False):
        cells = ([said(chart, row, column.id) for row in chart.rows] for column in chart.columns)
        words = (column.head for column in chart.columns)
        groups = [counts.group_share(chart, column, style) for column in chart.columns]
        needs = [tiles.need(*e, style, whole) for e in zip(cells, words, groups, strict=True)]
        most = max(len(needs) * 9.5 * style.type.cell, sum(needs))
        widths = share(min(room, most), needs, [1] * len(needs))
        if widths:
            break
    else:
        raise look.does_not_fit("列太多或列名太长", "too many columns or too long heads", style)
    found = []
    for column, wide, gap in zip(chart.columns, widths, [*gaps, 0], strict=True):
        found.append((column, left, left + wide))
        left += wide + gap
    return tuple(found)


def _least(
    chart: Chart,
    style: Preset,
    labels: Names,
    columns: Sequence[tuple[Column, float, float]],
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


def _gap(style: Preset) -> float:
    return max(2.0, 5.5 * style.stroke)


def _rows(
    chart: Chart, style: Preset, least: Sequence[float], room: tuple[float, float]
) -> tuple[tuple[tuple[Row, float, float], ...], float]:
    """Share out the height: peers, then the margin, then the references."""
    (top, bottom), upper, lower = room, peers(chart), references(chart)
    counted = any(column.margin for column in chart.columns)
    apart = 0.55 * style.type.row if counted or lower else 0.0
    extra = max(2.0 * style.type.words, 2.9 * style.type.key) if counted else 0.0
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


def _groups(grid: Grid) -> Iterator[Item]:
    """Write the name of each group of columns over a rule as long as the group."""
    size, y = grid.style.type.key, grid.page.plot.top
    for group, each in groupby(grid.columns, key=lambda column: column[0].group):
        members = list(each)
        left, right = members[0][1], members[-1][2]
        if not group:
            continue
        fit = size
        while text.advance(group, fit, True) > right - left and fit > grid.style.floor:
            fit = max(grid.style.floor, fit - 0.5)
        if text.advance(group, fit, True) > right - left:
            raise look.does_not_fit("组名太长", "the name of a group is too long", grid.style)
        yield Text(left, y + 0.9 * size, group, fit, look.SECONDARY, True, role="group")
        line = y + 1.4 * size
        yield Line(left, line, right, line, look.SECONDARY, 1.3 * grid.style.stroke, role="rule")


def _heads(grid: Grid) -> Iterator[Item]:
    size = grid.style.type.subhead
    for (_, left, right), lines in zip(grid.columns, grid.heads, strict=True):
        yield from _stacked(lines, (left + right) / 2, grid.top, size, False)
    if grid.margin:
        lines = tuple(counts.margin_head(grid.page.chart, grid.style))
        yield from _stacked(lines, grid.margin.middle[0], grid.top, size, True)


def _stacked(
    lines: Sequence[str], x: float, bottom: float, size: float, bold: bool
) -> Iterator[Item]:
    """Set lines above each other, the last one just over ``bottom``."""
    for n, line in enumerate(reversed(lines)):
        base = bottom - 0.55 * size - HEAD_STEP * size * n
        yield Text(x, base, line, size, look.INK, bold, "middle", role="head")


def _names(grid: Grid) -> Iterator[Item]:
    right = grid.columns[0][1] - 0.8 * grid.style.type.row
    for row, top, bottom in grid.rows:
        yield from grid.names.draw(grid.page.chart, row, right, (top + bottom) / 2)


def _margins(grid: Grid) -> Iterator[Item]:
    """Write the counts of usable cells, right of the rows and below the columns."""
    chart, style, plot = grid.page.chart, grid.style, grid.page.plot
    size = style.type.words
    for row, top, bottom in grid.rows if grid.margin else ():
        assert grid.margin is not None
        y = on_middle((top + bottom) / 2, size)
        yield _count(row.margin, grid.margin.middle[0], y, size, not row.reference)
    if not any(column.margin for column in chart.columns) and not references(chart):
        return
    yield Line(plot.left, grid.foot, plot.right, grid.foot, look.INK, 1.1 * style.stroke)
    if not any(column.margin for column in chart.columns):
        return
    base = grid.foot + on_middle(1.6 * style.type.key, size)
    right = grid.columns[0][1] - 0.8 * style.type.row
    lines, key = counts.foot_head(chart, style, grid.names.width), style.type.key
    first = base - 0.6 * key * (len(lines) - 1)
    for n, line in enumerate(lines):
        y = first + HEAD_STEP * key * n
        yield Text(right, y, line, key, look.INK, True, "end", role="head")
    for column, a, b in grid.columns:
        yield _count(column.margin, (a + b) / 2, base, size, True)
    if grid.margin:
        yield _count(chart.corner, grid.margin.middle[0], base, size, True)


def _count(words: str, x: float, base: float, size: float, counted: bool) -> Text:
    loud = counted and not words.startswith("0")
    color = look.EXACT if loud else look.SECONDARY
    return Text(x, base, words, size, color, counted, "middle", role="margin")
