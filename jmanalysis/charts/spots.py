"""Where a mark stands on an axis, and the strokes it is made of."""

from __future__ import annotations

from dataclasses import dataclass

from jmanalysis.charts.scene import Line, Marker, Rect
from jmanalysis.charts.spec import Column, Mark
from jmanalysis.charts.style import Preset


@dataclass(frozen=True, slots=True)
class Scale:
    """The straight way from values to points along x."""

    left: float
    right: float
    low: float
    high: float

    @classmethod
    def of(cls, column: Column, left: float, right: float) -> Scale:
        """Return the scale of a column's axis between two points."""
        return cls(left, right, column.axis_low, column.axis_high)

    def at(self, value: float) -> float:
        """Return where a value stands."""
        share = (value - self.low) / ((self.high - self.low) or 1.0)
        return self.left + share * (self.right - self.left)


@dataclass(frozen=True, slots=True)
class Spot:
    """A mark at its place: ``start`` and ``end`` are where its interval begins and ends."""

    mark: Mark
    y: float
    start: float
    end: float
    zero: float | None
    style: Preset

    @classmethod
    def on(cls, mark: Mark, scale: Scale, y: float, style: Preset) -> Spot:
        """Place a mark on a scale; an end without a number lies at the end of the axis."""
        start = scale.at(scale.low if mark.low is None else mark.low)
        end = scale.at(scale.high if mark.high is None else mark.high)
        if mark.kind == "target":
            start = end = end if at_most(mark) else start
        zero = scale.left if scale.low == 0 else None
        return cls(mark, y, start, end, zero, style)

    @property
    def unit(self) -> float:
        """One point of a slide, in points of this size."""
        return self.style.stroke

    @property
    def middle(self) -> float:
        """The middle of the interval."""
        return (self.start + self.end) / 2

    @property
    def stemmed(self) -> bool:
        """Say whether a stem runs from zero to the mark."""
        return self.zero is not None and self.mark.kind in {"exact", "derived", "unclear"}

    @property
    def floors(self) -> bool:
        """Say whether the mark is a lower bound: its arrow points to the right."""
        return self.mark.kind in {"bound", "implied"} and not is_ceiling(self.mark)

    @property
    def extent(self) -> tuple[float, float]:
        """The ink of the mark along x, without its stem."""
        half = {"target": 8.5, "bound": 2, "range": 5, "implied": 2}.get(self.mark.kind, 7.5)
        left, right = self.start - half * self.unit, self.end + half * self.unit
        if at_least(self.mark):
            right = self.end + 25 * self.unit
        if at_most(self.mark):
            left = self.start - 25 * self.unit
        return left, right

    @property
    def reach(self) -> tuple[float, float]:
        """The ink of the mark along x, stem included."""
        left, right = self.extent
        return (min(left, self.zero) if self.stemmed and self.zero is not None else left), right

    def line(self, x1: float, x2: float, color: str, stroke: float, **kind: object) -> Line:
        """Return a level line of this mark; ``stroke`` in points of a slide."""
        extra = {"id": self.mark.id, "role": "mark"} | kind
        return Line(x1, self.y, x2, self.y, color, stroke * self.unit, **extra)  # type: ignore[arg-type]

    def tick(self, x: float, color: str, half: float = 8.0) -> Line:
        """Return an upright stroke across the mark's line."""
        half *= self.unit
        stroke = 3 * self.unit
        return Line(x, self.y - half, x, self.y + half, color, stroke, id=self.mark.id, role="mark")

    def dot(self, x: float, size: float, fill: str, edge: str = "") -> Marker:
        """Return a round dot, outlined if it has an edge."""
        size, stroke = size * self.unit, 2.4 * self.unit
        return Marker("dot", x, self.y, size, fill, edge, stroke, id=self.mark.id, role="mark")

    def bar(self, fill: str, height: float, **kind: object) -> Rect:
        """Return a bar over the whole interval."""
        high = height * self.unit
        extra = {"id": self.mark.id, "role": "mark"} | kind
        x, wide = self.start, self.end - self.start
        return Rect(x, self.y - high / 2, wide, high, fill, **extra)  # type: ignore[arg-type]


def at_least(mark: Mark) -> bool:
    """Say whether a target is a floor to reach, not a point; 100 is where every share ends."""
    if mark.kind != "target" or mark.low is None:
        return False
    return mark.high is None or mark.low < mark.high == 100


def at_most(mark: Mark) -> bool:
    """Say whether a target is a limit to stay below."""
    return mark.kind == "target" and mark.low != mark.high and is_ceiling(mark)


def is_ceiling(mark: Mark) -> bool:
    """Say whether a bound limits from above: from nothing, or from a natural zero, up to it."""
    return mark.low is None or (mark.low == 0 and not mark.low_open and mark.high is not None)
