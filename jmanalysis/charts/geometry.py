"""Points and boxes on a page, in points (1/72 in), y downwards."""

from __future__ import annotations

from dataclasses import dataclass

Point = tuple[float, float]
ASCENT = 0.86  # ink of a line of Chinese above and below its baseline, in ems
DESCENT = 0.12
CENTRE = 0.37  # from the baseline up to the optical middle of a line


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle that something occupies."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """Length along x."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Length along y."""
        return self.bottom - self.top

    @property
    def middle(self) -> Point:
        """The point in the middle."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def grown(self, by: float) -> Box:
        """Return the box with a border of ``by`` points added (or taken away) all round."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def meets(self, other: Box) -> bool:
        """Say whether two boxes have an area in common."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > 0 and down > 0

    def holds(self, other: Box) -> bool:
        """Say whether the other box lies wholly within this one."""
        across = self.left <= other.left and other.right <= self.right
        return across and self.top <= other.top and other.bottom <= self.bottom


def on_middle(y: float, size: float) -> float:
    """Return the baseline that centres a line of that size on ``y``."""
    return y + CENTRE * size
