"""The heads of a matrix: names of groups over their rules, and the columns' own heads below.

Heads longer than their columns stand in two rows by turns: each may then reach over half of its
neighbours, and a thin line leads from the upper ones down to their columns.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final, Literal

from jmanalysis.charts import style as look
from jmanalysis.charts import text
from jmanalysis.charts.layouts import counts
from jmanalysis.charts.scene import Item, Line, Text
from jmanalysis.charts.spec import Chart, Column
from jmanalysis.charts.style import Preset

STEP: Final = 1.2
MOST: Final = 4  # lines of a head
APART: Final = 2.5  # between a head and the line that leads past it
# Whole words in every head; heads parted anywhere; heads in two rows by turns, then with quoted
# words in three lines, then with numbers above their word ("100% implied"), then with quoted words
# in as many lines as a cell may have.
Mode = Literal["whole", "parted", "staggered", "tight", "stacked", "packed"]
PLAIN: Final[tuple[Mode, ...]] = ("whole", "parted")
STAGGERED: Final[tuple[Mode, ...]] = ("staggered", "tight", "stacked")
TURNED: Final[tuple[Mode, ...]] = (*STAGGERED, "packed")
Placed = tuple[tuple[Column, float, float], ...]


@dataclass(frozen=True)
class Group:
    """The name of neighbouring columns, over a rule as long as they are wide."""

    lines: tuple[str, ...]
    size: float
    left: float
    right: float


@dataclass(frozen=True)
class Heads:
    """Groups and heads, broken into lines; ``raised`` are the columns of the upper row."""

    style: Preset
    columns: Placed
    lines: tuple[tuple[str, ...], ...]
    groups: tuple[Group, ...]
    margin: tuple[str, ...]
    right: float
    raised: frozenset[int]

    @property
    def _lower(self) -> int:
        """Lines of the lower row."""
        plain = [len(lines) for n, lines in enumerate(self.lines) if n not in self.raised]
        return max(*plain, len(self.margin), 1, 1)

    @property
    def _upper(self) -> int:
        return max((len(self.lines[n]) for n in self.raised), default=0)

    @property
    def _over(self) -> float:
        """The height of the groups."""
        deep = max((len(group.lines) for group in self.groups), default=0)
        return (STEP * (deep - 1) + 1.85) * self.style.type.key if deep else 0.0

    @property
    def height(self) -> float:
        """The height of everything."""
        size = self.style.type.subhead
        between = 0.35 if self.raised else 0.0
        return self._over + (STEP * (self._lower + self._upper) + 0.35 + between) * size

    def draw(self, top: float, bottom: float) -> Iterator[Item]:
        """Draw groups from ``top``, heads down to ``bottom``."""
        yield from self._groups(top)
        size = self.style.type.subhead
        high = bottom - (STEP * self._lower + 0.35) * size
        for n, ((_, left, right), lines) in enumerate(zip(self.columns, self.lines, strict=True)):
            x = (left + right) / 2
            yield from _stacked(lines, x, high if n in self.raised else bottom, size, False)
            if n in self.raised:
                ends = (x, high - 0.1 * size, x, bottom - 0.25 * size)
                yield Line(*ends, look.RULE, 0.9 * self.style.stroke, role="leader")
        yield from _stacked(self.margin, self.right, bottom, size, True)

    def _groups(self, top: float) -> Iterator[Item]:
        key, line = self.style.type.key, top + self._over - 0.45 * self.style.type.key
        for group in self.groups:
            for n, words in enumerate(reversed(group.lines)):
                y = line - 0.5 * key - STEP * key * n
                yield Text(group.left, y, words, group.size, look.SECONDARY, True, role="group")
            stroke = 1.3 * self.style.stroke
            yield Line(group.left, line, group.right, line, look.SECONDARY, stroke, role="rule")


def _stacked(
    lines: Sequence[str], x: float, bottom: float, size: float, bold: bool
) -> Iterator[Item]:
    """Set lines above each other, the last one just over ``bottom``."""
    for n, line in enumerate(reversed(lines)):
        base = bottom - 0.55 * size - STEP * size * n
        yield Text(x, base, line, size, look.INK, bold, "middle", role="head")


def heads(
    chart: Chart, style: Preset, columns: Placed, mode: Mode, edges: tuple[float, float]
) -> Heads | None:
    """Break groups and heads for the columns, or return ``None`` if they do not fit.

    No head reaches over ``edges``, the ends of the plot.
    """
    narrow = mode in TURNED
    wide = counts.margin_width(chart, style, narrow=narrow)
    end = columns[-1][2] + 0.5 * style.type.key
    margin = tuple(counts.margin_head(chart, style, narrow=narrow)) if wide else ()
    groups = tuple(_grouped(columns, style, end + wide, parted=narrow))
    turns = [frozenset(range(n, len(columns), 2)) for n in (1, 0)]
    plain = [] if narrow and not style.lean else [frozenset[int]()]
    for raised in [*plain, *(turns if narrow else [])]:
        rooms = _rooms(columns, raised, end if wide else edges[1], edges)
        lines = _broken(columns, rooms, style)
        if lines and all(group.lines for group in groups):
            middle = end + wide / 2
            return Heads(style, columns, lines, groups, margin, middle, raised)
    return None


def _broken(
    columns: Placed, rooms: Sequence[float], style: Preset
) -> tuple[tuple[str, ...], ...] | None:
    size = style.type.subhead
    pairs = list(zip(columns, rooms, strict=True))
    lines = tuple(tuple(text.balanced(c.head, size, room)) for (c, _, _), room in pairs)
    fits = all(
        len(each) <= MOST and max(text.advance(line, size) for line in each) <= room + 0.1
        for each, room in zip(lines, rooms, strict=True)
    )
    return lines if fits else None


def _rooms(
    columns: Placed, raised: frozenset[int], end: float, edges: tuple[float, float]
) -> list[float]:
    """Return how wide each head may be: its column, or as far as the next of its own row."""
    if not raised:
        return [right - left for _, left, right in columns]
    middles = [(left + right) / 2 for _, left, right in columns]
    rooms = []
    for n, x in enumerate(middles):
        # Heads below leave room for the lines beside them, those above for each other.
        reach = 2 if n in raised else 1
        near = [abs(x - middles[m]) for m in (n - reach, n + reach) if 0 <= m < len(middles)]
        sides = [each / reach for each in near] + [x - edges[0], edges[1] - x]
        sides += [end - x] if n not in raised else []
        rooms.append(2 * (min(sides) - APART))
    return rooms


def _grouped(columns: Placed, style: Preset, end: float, *, parted: bool) -> Iterator[Group]:
    """Fit the name of each group over its columns, in smaller type or in several lines.

    Over the margin at the right, up to ``end``, nothing stands: the last name may reach there.
    """
    for name, each in groupby(columns, key=lambda column: column[0].group):
        members = list(each)
        left, right = members[0][1], members[-1][2]
        if not name.strip():
            continue
        room = (end if parted and members[-1] == columns[-1] else right) - left
        size = style.type.key
        while text.advance(name, size, True) > room and size > style.floor:
            size = max(style.floor, size - 0.5)
        lines = [name]
        if text.advance(name, size, True) > room:
            lines = text.balanced(name, size, room, True) if parted else []
        narrow = all(text.advance(line, size, True) <= room + 0.1 for line in lines)
        yield Group(tuple(lines) if narrow else (), size, left, right)
