"""The names of the rows at the left edge, and the heights of the rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from jmanalysis.charts import style as look
from jmanalysis.charts import text
from jmanalysis.charts.geometry import Box, on_middle
from jmanalysis.charts.layouts.parts import said, share, speaks
from jmanalysis.charts.scene import Item, Line, Text
from jmanalysis.charts.spec import Chart, Row
from jmanalysis.charts.style import Preset

STEP = 1.18


@dataclass(frozen=True, slots=True)
class Names:
    """Every row's name broken into lines, and the width they take."""

    lines: dict[str, list[str]]
    width: float
    style: Preset

    def height(self, row: Row) -> float:
        """Return the least height of a row that holds its name."""
        step, pad = self.style.spaced(STEP, 1.1), self.style.spaced(0.17, 0.08)
        return (step * len(self.lines[row.id]) + pad) * self.style.type.row

    def draw(self, chart: Chart, row: Row, right: float, y: float) -> Iterator[Item]:
        """Set a name against the axis: dark where the row says something, grey where not."""
        loud = speaks(said(chart, row))
        color = look.INK if loud else look.SECONDARY
        size, lines = self.style.type.row, self.lines[row.id]
        step = self.style.spaced(STEP, 1.1) * size
        first = on_middle(y, size) - step * (len(lines) - 1) / 2
        for n, line in enumerate(lines):
            base = first + step * n
            bold = loud and not row.reference
            yield Text(right, base, line, size, color, bold, "end", role="row")


def names(chart: Chart, style: Preset, *, narrow: bool = False) -> Names:
    """Break the names so that none takes more than its part of the width, nor four lines.

    ``narrow`` breaks them wherever they can be.
    """
    size = style.type.row
    most = (0.23 if style.width > 600 else 0.3) * style.width
    if narrow:
        parts = [text.narrowest(row.label, size, True, whole=True) for row in chart.rows]
        most = min(most, max(*parts, 0.15 * style.width))
    lines = {row.id: text.balanced(row.label, size, most, bold=True) for row in chart.rows}
    wide = max(text.advance(line, size, True) for each in lines.values() for line in each)
    if wide > most + 0.1 or any(len(each) > 4 for each in lines.values()):
        raise look.does_not_fit("行名太长", "the row labels are too long", style)
    return Names(lines, wide, style)


@dataclass(frozen=True, slots=True)
class Band:
    """One row of a plot, from top to bottom."""

    row: Row
    top: float
    bottom: float

    @property
    def middle(self) -> float:
        """The height at which the row's name stands."""
        return (self.top + self.bottom) / 2

    def across(self, left: float, right: float) -> Box:
        """Return the part of the row between two points."""
        return Box(left, self.top, right, self.bottom)


def stack(
    rows: Sequence[Row],
    needs: Sequence[float],
    weights: Sequence[float],
    room: tuple[float, float],
    style: Preset,
) -> list[Band]:
    """Share out the height between two points among rows; references stand a little apart."""
    top, bottom = room
    apart = 0.55 * style.type.row if rows[-1].reference and not rows[0].reference else 0.0
    most = sum(max(n, w * style.pitch[1]) for n, w in zip(needs, weights, strict=True))
    heights = share(min(bottom - top - apart, most), needs, weights)
    if heights is None:
        raise look.does_not_fit("行太多或注文太长", "too many rows or too long notes", style)
    bands = []
    for n, (row, height) in enumerate(zip(rows, heights, strict=True)):
        top += apart if n and row.reference and not rows[n - 1].reference else 0.0
        bands.append(Band(row, top, top + height))
        top += height
    return bands


def rules(
    bands: Sequence[Band], spans: Sequence[tuple[float, float]], style: Preset
) -> Iterator[Item]:
    """Draw the rules between rows, a dark one before the references."""
    for before, after in pairwise(bands):
        parted = before.row.reference != after.row.reference
        y = (before.bottom + after.top) / 2
        color, stroke = (look.SECONDARY, 1.2) if parted else (look.GRID, 1.0)
        for left, right in spans:
            yield Line(left, y, right, y, color, stroke * style.stroke, role="rule")
