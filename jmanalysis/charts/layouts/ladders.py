"""The ladder of ranks: a box over every rank that an area may hold.

Areas with the same range stand in one box, because nothing separates them; a short line leads
from each area's row to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jmanalysis.charts import cells as grammar
from jmanalysis.charts import style as look
from jmanalysis.charts import text
from jmanalysis.charts.geometry import Box, on_middle
from jmanalysis.charts.layouts.names import Band, rules
from jmanalysis.charts.layouts.parts import hover, said
from jmanalysis.charts.layouts.ticks import tick_labels
from jmanalysis.charts.scene import Hover, Item, Line, Rect, Text, upright
from jmanalysis.charts.spec import Chart, Column, Mark, MarkKind
from jmanalysis.charts.spots import Scale
from jmanalysis.charts.style import Preset

LEAD = 9.0  # from the ladder's edge to its first rank: room for the lines that lead to a box
STEP = 1.3


@dataclass(frozen=True, slots=True)
class Rung:
    """One box with the rows that share it."""

    marks: tuple[Mark, ...]
    bands: tuple[Band, ...]
    box: Box

    @property
    def kind(self) -> MarkKind:
        """The weakest kind among the areas decides how the box is drawn."""
        kinds = {mark.kind for mark in self.marks}
        weak: tuple[MarkKind, ...] = ("implied", "derived", "range")
        return next((kind for kind in weak if kind in kinds), "exact")


@dataclass(frozen=True)
class Ladder:
    """All ranks between two points."""

    chart: Chart
    column: Column
    style: Preset
    left: float
    right: float

    @property
    def scale(self) -> Scale:
        """Where each rank stands."""
        return Scale.of(self.column, self.left + LEAD * self.style.stroke, self.right)

    def draw(self, bands: Sequence[Band]) -> list[Item]:
        """Draw ground, grid, boxes and the ranks below."""
        top, bottom = bands[0].top, bands[-1].bottom
        rungs = list(self._rungs(bands))
        words = [item for rung in rungs for item in self._words(rung)]
        words += [item for band in bands for item in self._unranked(band)]
        holes = [item.box for item in words]
        wide, base = self.right - self.left, bottom + 1.45 * self.style.type.tick
        return [
            Rect(self.left, top, wide, bottom - top, look.GROUND, role="ground"),
            *(line for at in self.column.ticks for line in self._grid(at, top, bottom, holes)),
            *rules(bands, [(self.left, self.right)], self.style),
            *(item for rung in rungs for item in self._box(rung)),
            *tick_labels(self.column, self.scale, base, self.left, self.style),
            *words,
        ]

    def hovers(self, bands: Sequence[Band]) -> Iterator[Hover]:
        """Let every row answer for its own rank."""
        for band in bands:
            for mark in said(self.chart, band.row, self.column.id):
                yield hover(mark, self.chart, band.across(self.left, self.right))

    def _rungs(self, bands: Sequence[Band]) -> Iterator[Rung]:
        ranked = [
            (mark, band)
            for band in bands
            for mark in said(self.chart, band.row, self.column.id)
            if mark.low is not None
        ]
        groups: list[list[tuple[Mark, Band]]] = []
        for one in ranked:
            if groups and _together(groups[-1][-1], one):
                groups[-1].append(one)
            else:
                groups.append([one])
        for group in groups:
            marks, rows = tuple(m for m, _ in group), tuple(b for _, b in group)
            yield Rung(marks, rows, self._around(marks[0], rows))

    def _around(self, mark: Mark, bands: Sequence[Band]) -> Box:
        half, pad = self._pitch / 2, 2.5 * self.style.stroke
        assert mark.low is not None
        assert mark.high is not None
        left, right = self.scale.at(mark.low) - half + pad, self.scale.at(mark.high) + half - pad
        if len(bands) > 1:
            inner = 1.6 * pad
            return Box(left, bands[0].top + inner, right, bands[-1].bottom - inner)
        high = min(bands[0].bottom - bands[0].top - pad, 1.75 * self.style.type.value)
        y = bands[0].middle
        return Box(left, y - high / 2, right, y + high / 2)

    @property
    def _pitch(self) -> float:
        return self.scale.at(2) - self.scale.at(1)

    def _grid(self, at: float, top: float, bottom: float, holes: Sequence[Box]) -> Iterator[Line]:
        x = self.scale.at(at)
        line = Line(x, top, x, bottom, look.GRID, 0.9 * self.style.stroke, role="grid")
        yield from upright(line, holes)

    def _box(self, rung: Rung) -> Iterator[Item]:
        first, unit = rung.marks[0], self.style.stroke
        yield grammar.frame(rung.box, rung.kind, self.style, first.id, radius=4)
        if len(rung.marks) == 1:
            return
        for mark, band in zip(rung.marks, rung.bands, strict=True):
            end = (self.left + 1.5 * unit, band.middle, rung.box.left, band.middle)
            yield Line(*end, look.SILENT, 1.2 * unit, (1.6 * unit, 1.8 * unit), id=mark.id)

    def _words(self, rung: Rung) -> list[Text]:
        """Write the ranks into the box, with the reason where there is room, or else beside it."""
        mark, kind, box = rung.marks[0], self.style.type, rung.box
        room = box.width - 0.6 * kind.words
        lines = text.balanced(mark.detail, kind.words, room) if mark.detail else []
        high = STEP * (kind.value + kind.words * len(lines))
        broad = max((text.advance(line, kind.words) for line in lines), default=0.0)
        if high > box.height or broad > room:
            lines, high = [], STEP * kind.value
        if text.advance(mark.label, kind.value, True) > box.width - 2:
            return [self._beside(rung)]
        ink, x = grammar.LOOKS[rung.kind].ink, box.middle[0]
        y = box.middle[1] - high / 2 + STEP * kind.value / 2
        first = Text(
            x, on_middle(y, kind.value), mark.label, kind.value, ink, True, "middle", id=mark.id
        )
        y += STEP * kind.value / 2 - STEP * kind.words / 2
        return [first] + [
            Text(
                x,
                on_middle(y + STEP * kind.words * n, kind.words),
                line,
                kind.words,
                look.INK,
                anchor="middle",
                within=box,
                id=mark.id,
            )
            for n, line in enumerate(lines, start=1)
        ]

    def _beside(self, rung: Rung) -> Text:
        mark, size, ink = rung.marks[0], self.style.type.value, look.EXACT
        gap, base = 0.3 * size, on_middle(rung.box.middle[1], size)
        after = rung.box.right + gap + text.advance(mark.label, size, True) < self.right
        x, anchor = (rung.box.right + gap, "start") if after else (rung.box.left - gap, "end")
        return Text(x, base, mark.label, size, ink, True, anchor, id=mark.id)  # type: ignore[arg-type]

    def _unranked(self, band: Band) -> Iterator[Text]:
        size = self.style.type.words
        for mark in said(self.chart, band.row, self.column.id):
            if mark.low is None:
                x, y = self.left + LEAD * self.style.stroke, on_middle(band.middle, size)
                yield Text(x, y, mark.label, size, look.SILENT, id=mark.id)


def _together(one: tuple[Mark, Band], other: tuple[Mark, Band]) -> bool:
    """Say whether two neighbours share a box; areas level at one rank are not undecided."""
    (a, first), (b, second) = one, other
    same = (a.low, a.high, first.row.reference) == (b.low, b.high, second.row.reference)
    return same and a.low != a.high


def least(column: Column, style: Preset) -> float:
    """Return the least width of a ladder: every rank must stand apart from the next."""
    return max(len(column.ticks), 2) * 1.55 * style.type.tick + LEAD * style.stroke
