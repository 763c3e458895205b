"""The tile grid: equal tiles in the order of the compass, and a key that counts and names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from jmanalysis.charts import cells as grammar
from jmanalysis.charts import style as look
from jmanalysis.charts import text
from jmanalysis.charts.furniture import Page, close_page, open_page
from jmanalysis.charts.geometry import Box, on_middle
from jmanalysis.charts.layouts.fitting import fitted
from jmanalysis.charts.layouts.parts import hover, peers, said
from jmanalysis.charts.layouts.tilecards import Card
from jmanalysis.charts.layouts.tilekeys import TileKey, least, tile_key
from jmanalysis.charts.layouts.tiles import loud
from jmanalysis.charts.refusals import LayoutError
from jmanalysis.charts.scene import Hover, Item, Line, Scene, Text
from jmanalysis.charts.spec import Chart
from jmanalysis.charts.style import Preset

# The key beside the tiles or below them; tiles tall, or flat where lines are dear.
SHAPES: Final = ((True, False), (True, True), (False, False), (False, True))


@dataclass(frozen=True)
class Frame:
    """The tiles and the key, placed."""

    page: Page
    tiles: tuple[Card, ...]
    key: TileKey
    corner: tuple[float, float]
    grid: Box


def lay_out(chart: Chart, size: str) -> Scene:
    """Lay out a tile grid; see :func:`jmanalysis.charts.layouts.lay_out`."""
    return fitted(_build, chart, size)


def _build(chart: Chart, style: Preset) -> Scene:
    """Try the key beside the tiles, then below them, before the type shrinks."""
    page = open_page(replace(chart, legend=()), style, grammar.swatch)
    refusal: LayoutError | None = None
    for beside, flat in SHAPES:
        try:
            return _drawn(_frame(page, chart, beside, flat))
        except LayoutError as error:
            refusal = error
    assert refusal is not None
    raise refusal


def _drawn(frame: Frame) -> Scene:
    if not all(tile.fits for tile in frame.tiles):
        raise look.does_not_fit(
            "方块里的字太长", "the words in a tile are too long", frame.page.style
        )
    items: list[Item] = [item for tile in frame.tiles for item in tile.draw()]
    items += [*_compass(frame), *frame.key.draw(*frame.corner)]
    return close_page(frame.page, items, list(_hovers(frame)))


def _frame(page: Page, chart: Chart, beside: bool, flat: bool) -> Frame:
    style, plot = page.style, page.plot
    gap = (2.2 if style.width > 600 else 1.1) * style.type.row
    if beside:
        wide = max(0.28 * plot.width, least(chart, style))
        key = tile_key(chart, style, wide)
        grid = Box(plot.left, plot.top, plot.right - wide - gap, plot.bottom)
        corner = (plot.right - wide, plot.top)
        if key.height > plot.height:
            raise look.does_not_fit("图例太长", "the key is too long", style)
    else:
        key = tile_key(chart, style, plot.width)
        bottom = plot.bottom - key.height - 0.5 * gap
        grid = Box(plot.left, plot.top, plot.right, bottom)
        corner = (plot.left, bottom + 0.5 * gap)
    tiles = tuple(_tiles(chart, style, grid, flat))
    return Frame(page, tiles, key, corner, grid)


def _tiles(chart: Chart, style: Preset, grid: Box, flat: bool) -> Iterator[Card]:
    """Share the grid out equally; a tile is never much wider than high, nor the reverse."""
    rows = peers(chart)
    columns = 1 + max(row.tile[0] for row in rows if row.tile)
    lines = 1 + max(row.tile[1] for row in rows if row.tile)
    gap = 6.0 * style.stroke
    wide = (grid.width - gap * (columns - 1)) / columns
    high = (grid.height - gap * (lines - 1)) / lines
    if min(wide, high) < 2 * style.type.row:
        raise look.does_not_fit("方块太多", "there are too many tiles", style)
    wide, high = min(wide, 2.1 * high), min(high, 1.25 * wide)
    for row in rows:
        column, line = row.tile or (0, 0)
        left, top = grid.left + column * (wide + gap), grid.top + line * (high + gap)
        box = Box(left, top, left + wide, top + high)
        yield Card(row, loud(said(chart, row)), box, style, flat)


def _compass(frame: Frame) -> Iterator[Item]:
    """Draw the arrow to the north in the first corner that no tile covers."""
    chart, style = frame.page.chart, frame.page.style
    size, arrow = style.type.words, 2.6 * style.type.words
    words = [(chart.margin_heads[0], look.INK), (chart.corner, look.SECONDARY)]
    wide = max(text.advance(word, size) for word, _ in words) + 1.2 * size
    spots = _free(frame.tiles, wide, arrow)
    if not spots:
        return
    x, y = spots[0]
    yield Line(x, y + arrow, x, y, look.SECONDARY, 1.6 * style.stroke, arrow=8 * style.stroke)
    for n, (word, color) in enumerate(words):
        base = on_middle(y + (0.7 + 1.3 * n) * size, size)
        yield Text(x + 0.8 * size, base, word, size, color, role="compass")


def _free(tiles: Sequence[Card], wide: float, high: float) -> list[tuple[float, float]]:
    """Return the free places of the grid, as corners, from the north-west."""
    taken = {tile.row.tile for tile in tiles}
    first = tiles[0].box
    across, down = _pitch(tiles)
    left = min(tile.box.left for tile in tiles)
    top = min(tile.box.top for tile in tiles)
    places = [(c, r) for r in range(1 + _most(tiles, 1)) for c in range(1 + _most(tiles, 0))]
    fits = wide <= first.width and high <= first.height
    return [
        (left + across * c + 4, top + down * r + 2)
        for c, r in places
        if (c, r) not in taken and fits
    ]


def _most(tiles: Sequence[Card], axis: int) -> int:
    return max(tile.row.tile[axis] for tile in tiles if tile.row.tile)


def _pitch(tiles: Sequence[Card]) -> tuple[float, float]:
    box, style = tiles[0].box, tiles[0].style
    return box.width + 6.0 * style.stroke, box.height + 6.0 * style.stroke


def _hovers(frame: Frame) -> Iterator[Hover]:
    chart = frame.key.chart
    for tile in frame.tiles:
        for mark in tile.marks:
            yield hover(mark, chart, tile.box)
    yield from frame.key.hovers(*frame.corner)
