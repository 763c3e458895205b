"""The lanes of a row: marks whose ink or words would touch go one below the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from jmanalysis.charts import marks as grammar
from jmanalysis.charts import text
from jmanalysis.charts.geometry import on_middle
from jmanalysis.charts.scene import Item, Text
from jmanalysis.charts.spec import Mark
from jmanalysis.charts.spots import Scale, Spot
from jmanalysis.charts.style import Preset

GAP: Final = 5.0
APART: Final = 0.4  # between label and detail, in ems of the detail
STEP: Final = 1.15  # from one line of detail to the next, in ems
LATER: Final = ("derived", "implied", "target")  # below everything that is reported


@dataclass(frozen=True, slots=True)
class Placed:
    """A mark with its words beside it, still free to move up and down.

    ``under`` holds the detail where it stands below the label; beside it there is only one line.
    """

    mark: Mark
    scale: Scale
    style: Preset
    under: tuple[str, ...]
    left: float
    right: float
    start: float

    def spot(self, y: float) -> Spot:
        """Return the mark at a height."""
        return Spot.on(self.mark, self.scale, y, self.style)

    def words(self, y: float) -> Iterator[Item]:
        """Return label and detail at a height."""
        kind, mark, x = self.style.type, self.mark, self.start
        color, step = grammar.colour(mark.kind), STEP * kind.detail
        base = on_middle(y, kind.value) - step * len(self.under) / 2
        label = Text(x, base, mark.label, kind.value, color, True, id=mark.id, role="label")
        yield label
        for n, line in enumerate(self.under):
            below = base + step * (n + 1)
            yield Text(x, below, line, kind.detail, color, id=mark.id, role="detail")
        if mark.detail and not self.under:
            x += label.width + APART * kind.detail
            yield Text(x, base, mark.detail, kind.detail, color, id=mark.id, role="detail")


@dataclass(frozen=True, slots=True)
class Lanes:
    """The marks of one row, lane by lane."""

    rows: tuple[tuple[Placed, ...], ...]
    pitch: float

    @property
    def count(self) -> int:
        """Number of lanes."""
        return len(self.rows)

    @property
    def height(self) -> float:
        """Least height in points."""
        return self.pitch * self.count

    def lane(self, n: int) -> tuple[Placed, ...]:
        """Return the marks of one lane."""
        return self.rows[n] if n < self.count else ()


def placed(
    marks: Sequence[Mark], scale: Scale, style: Preset, under: int, limit: float
) -> Lanes | None:
    """Sort marks into lanes, or return ``None`` if words would run past ``limit``.

    ``under`` is the number of lines that a detail may take below its label; 0 sets it beside.
    """
    rows: list[list[Placed]] = []
    for mark in sorted(marks, key=_order):
        item = _beside(mark, scale, style, under, limit)
        if item.right > limit:
            return None
        lane = next((row for row in rows if all(_clear(item, other) for other in row)), None)
        if lane is None:
            rows.append([item])
        else:
            lane.append(item)
    deep = max((len(item.under) for row in rows for item in row), default=0)
    pitch = style.spaced(1.2, 1.1) * style.type.value + STEP * deep * style.type.detail
    return Lanes(tuple(tuple(row) for row in rows), pitch)


def _order(mark: Mark) -> int:
    return LATER.index(mark.kind) + 1 if mark.kind in LATER else 0


def _clear(one: Placed, other: Placed) -> bool:
    return one.right + 2 * GAP < other.left or other.right + 2 * GAP < one.left


def _detail(mark: Mark, size: float, under: int) -> tuple[tuple[str, ...], float]:
    """Break a detail into at most ``under`` lines, and return their width."""
    if not (mark.detail and under):
        return (), text.advance(mark.detail, size)
    lines = text.folded(mark.detail, size, under)
    return tuple(lines), max(text.advance(line, size) for line in lines)


def _beside(mark: Mark, scale: Scale, style: Preset, under: int, limit: float) -> Placed:
    """Put the words to the right of a mark; a lower bound has them to the left of its tick.

    So has a mark without a stem whose words would run past ``limit``.
    """
    spot = Spot.on(mark, scale, 0.0, style)
    (left, right), kind = spot.extent, style.type
    gap = GAP * (0.5 + 0.5 * style.stroke)
    wide = text.advance(mark.label, kind.value, True)
    lines, detail = _detail(mark, kind.detail, under)
    if lines:
        wide = max(wide, detail)
    elif mark.detail:
        wide += APART * kind.detail + detail
    start = right + gap
    leftwards = spot.floors or (start + wide > limit and not spot.stemmed)
    if leftwards and left - gap - wide > scale.left + gap:
        start = left - gap - wide
    reach = spot.reach
    ends = min(reach[0], start), max(reach[1], start + wide)
    return Placed(mark, scale, style, lines, *ends, start)
