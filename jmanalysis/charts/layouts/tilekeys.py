"""The key of a tile grid: every kind with its count and its areas, then the benchmarks in words.

Where no subtitle says what the tiles show, the key begins with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from jmanalysis.charts import cells as grammar
from jmanalysis.charts import style as look
from jmanalysis.charts import text
from jmanalysis.charts.geometry import Box, on_middle
from jmanalysis.charts.layouts.flags import folded
from jmanalysis.charts.layouts.parts import flag, hover, lines_across
from jmanalysis.charts.layouts.ticks import titled
from jmanalysis.charts.scene import Hover, Item, Line, Text
from jmanalysis.charts.spec import Chart, Legend, Mark
from jmanalysis.charts.style import Preset

STEP = 1.3


@dataclass(frozen=True)
class Entry:
    """One kind: its name, and how many areas it stands for."""

    legend: Legend
    lines: tuple[str, ...]


@dataclass(frozen=True)
class TileKey:
    """Entries and benchmarks, broken into lines for a width and set in columns."""

    chart: Chart
    style: Preset
    width: float
    columns: int
    title: tuple[str, ...]
    entries: tuple[Entry, ...]
    marks: tuple[tuple[Mark, tuple[str, ...]], ...]

    @property
    def _swatch(self) -> float:
        return 2.2 * self.style.type.key

    @property
    def _column(self) -> float:
        return self.width / self.columns

    def _high(self, entry: Entry) -> float:
        kind = self.style.type
        words = STEP * (kind.key + kind.words * len(entry.lines))
        return max(words, 1.5 * kind.key) + 0.5 * kind.words

    def _rows(self) -> list[list[Entry]]:
        return [
            list(self.entries[n : n + self.columns])
            for n in range(0, len(self.entries), self.columns)
        ]

    @property
    def _over(self) -> float:
        return sum(max(self._high(entry) for entry in row) for row in self._rows())

    @property
    def _head(self) -> float:
        size = self.style.type.head
        return STEP * size * len(self.title) + (0.4 * size if self.title else 0.0)

    @property
    def height(self) -> float:
        """The height of everything."""
        size = self.style.type.words
        lines = sum(max(len(words) for _, words in row) for row in self._lines())
        below = STEP * size * (lines + 1) + 0.5 * size if lines else 0.0
        return self._head + self._over + below

    @property
    def _abreast(self) -> int:
        """How many benchmarks stand side by side."""
        size = self.style.type.words
        wide = max((text.advance(w, size) for _, words in self.marks for w in words), default=0.0)
        return max(1, int(self.width // (wide + size)))

    def _lines(self) -> list[tuple[tuple[Mark, tuple[str, ...]], ...]]:
        """Return the benchmarks row by row."""
        most = self._abreast
        return [self.marks[n : n + most] for n in range(0, len(self.marks), most)]

    def draw(self, left: float, top: float) -> list[Item]:
        """Draw the key from a corner."""
        size = self.style.type.head
        items: list[Item] = [
            Text(left, on_middle(top + STEP * size * (n + 0.5), size), line, size, look.INK, True)
            for n, line in enumerate(self.title)
        ]
        y = top + self._head
        for row in self._rows():
            for n, entry in enumerate(row):
                items += self._entry(entry, left + n * self._column, y)
            y += max(self._high(entry) for entry in row)
        return items + [item for item, _ in self._benchmarks(left, y)]

    def _entry(self, entry: Entry, left: float, top: float) -> Iterator[Item]:
        kind, wide = self.style.type, self._swatch
        box = Box(left, top, left + wide, top + 1.5 * kind.key)
        yield from grammar.swatch(entry.legend.kind, box, self.style)
        x, y = left + wide + 0.6 * kind.key, top + 0.5 * STEP * kind.key
        name = entry.legend.label.partition("\n")[0]
        yield Text(x, on_middle(y, kind.key), name, kind.key, look.INK, True, role="key")
        y += 0.5 * STEP * (kind.key - kind.words)
        for line in entry.lines:
            y += STEP * kind.words
            yield Text(x, on_middle(y, kind.words), line, kind.words, look.SECONDARY, role="key")

    def _benchmarks(self, left: float, top: float) -> Iterator[tuple[Item, Mark | None]]:
        size, stroke = self.style.type.words, self.style.stroke
        if not self.marks:
            return
        yield Line(left, top, left + self.width, top, look.GRID, stroke, role="hairline"), None
        y = top + 0.9 * size
        head = Text(left, on_middle(y, size), self.chart.margin_heads[1], size, look.INK, True)
        yield replace(head, role="head"), None
        for row in self._lines():
            for place, (mark, words) in enumerate(row):
                x = left + place * self.width / self._abreast
                color = look.TARGET if mark.kind == "target" else look.SECONDARY
                for n, line in enumerate(words):
                    base = on_middle(y + STEP * size * (n + 1), size)
                    yield Text(x, base, line, size, color, id=mark.id), mark
            y += STEP * size * max(len(words) for _, words in row)

    def hovers(self, left: float, top: float) -> Iterator[Hover]:
        """Let every benchmark answer over its words."""
        for item, mark in self._benchmarks(left, top + self._head + self._over):
            if mark:
                yield hover(mark, self.chart, item.box)


def tile_key(chart: Chart, style: Preset, width: float) -> TileKey:
    """Break the key for a width; a wide one stands in columns."""
    columns = max(1, min(len(chart.legend), int(width // (12 * style.type.words))))
    room = width / columns - 2.8 * style.type.key - 0.6 * style.type.words
    entries = tuple(Entry(one, tuple(_under(one, style, room))) for one in chart.legend)
    found = lines_across(chart, chart.columns[0].id)
    marks = tuple((m, _said(m, chart, style, width)) for m in found)
    names = max((text.advance(_first(e), style.type.key, True) for e in chart.legend), default=0)
    if names > room or least(chart, style) > width:
        raise look.does_not_fit("图例太长", "the key is too long", style)
    what = titled(chart.columns[0], chart.lang)
    title = () if style.page else tuple(text.balanced(what, style.type.head, width, bold=True))
    return TileKey(chart, style, width, columns, title, entries, marks)


def least(chart: Chart, style: Preset) -> float:
    """Return the least width of a key: a benchmark takes two lines only where room is dear."""
    found = lines_across(chart, chart.columns[0].id)
    words = [line for mark in found for line in _said(mark, chart, style, 0.0)]
    return max((text.advance(each, style.type.words) for each in words), default=0.0) + 0.1


def _said(mark: Mark, chart: Chart, style: Preset, width: float) -> tuple[str, ...]:
    """Return the words of a benchmark, in a lean picture folded where ``width`` is less."""
    words = flag(mark, chart)
    whole = text.advance(words, style.type.words) <= width
    return tuple(folded(words, style.type.words, 2 if style.lean and not whole else 1))


def _first(entry: Legend) -> str:
    return entry.label.partition("\n")[0]


def _under(entry: Legend, style: Preset, room: float) -> list[str]:
    words = entry.label.partition("\n")[2]
    if not words:
        return []
    if text.narrowest(words, style.type.words) > room:
        raise look.does_not_fit("图例太长", "the key is too long", style)
    return text.wrap(words, style.type.words, room)
