"""The marks of a trend: the same kinds of statement as on a level axis, standing upright.

Fill and outline keep their meaning (solid is what is, outlined what is planned or computed); the
colour is the area's own, except that a target is always orange and an unclear figure magenta.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from jmanalysis.charts import style as look
from jmanalysis.charts.geometry import Box
from jmanalysis.charts.marks import OFF_AXIS
from jmanalysis.charts.scene import Item, Line, Marker, Rect
from jmanalysis.charts.spec import Mark, MarkKind
from jmanalysis.charts.spots import Scale, at_least, at_most, is_ceiling
from jmanalysis.charts.style import Preset

ARROW: Final = 24.0  # length of an arrow, in points of a slide


@dataclass(frozen=True, slots=True)
class Post:
    """A mark at its place: ``top`` and ``bottom`` are the heights of its upper and lower end."""

    mark: Mark
    x: float
    top: float
    bottom: float
    color: str
    style: Preset

    @classmethod
    def on(cls, mark: Mark, x: float, scale: Scale, color: str, style: Preset) -> Post:
        """Place a mark; where one end has no number both lie at the other."""
        low, high = mark.low, mark.high
        if mark.kind in ("bound", "target") and low != high:
            low = high = high if is_ceiling(mark) else low
        low, high = (high if low is None else low), (low if high is None else high)
        assert low is not None
        assert high is not None
        return cls(mark, x, scale.at(high), scale.at(low), color, style)

    @property
    def y(self) -> float:
        """The middle of the interval, where a line may join on."""
        return (self.top + self.bottom) / 2

    @property
    def unit(self) -> float:
        """One point of a slide, in points of this size."""
        return self.style.stroke

    @property
    def box(self) -> Box:
        """The ink of the mark, its arrow included."""
        half = 6.5 * self.unit
        box = Box(self.x - half, self.top - half, self.x + half, self.bottom + half)
        if self.mark.kind == "target":
            box = box.grown(2 * self.unit)
        arrow = ARROW * self.unit
        if self.rises:
            return replace(box, top=self.top - arrow)
        return replace(box, bottom=self.bottom + arrow) if self.falls else box

    @property
    def rises(self) -> bool:
        """Say whether an arrow points upwards."""
        floor = self.mark.kind == "bound" and not is_ceiling(self.mark)
        return floor or at_least(self.mark)

    @property
    def falls(self) -> bool:
        """Say whether an arrow points downwards."""
        limit = self.mark.kind == "bound" and is_ceiling(self.mark)
        return limit or at_most(self.mark)

    def dot(self, y: float, size: float, fill: str, edge: str = "") -> Marker:
        """Return a round dot at a height."""
        size, stroke = size * self.unit, 2.2 * self.unit
        return Marker("dot", self.x, y, size, fill, edge, stroke, id=self.mark.id, role="mark")

    def bar(self, wide: float, fill: str, **kind: object) -> Rect:
        """Return a bar over the whole interval."""
        wide *= self.unit
        extra = {"id": self.mark.id, "role": "mark"} | kind
        high = self.bottom - self.top
        return Rect(self.x - wide / 2, self.top, wide, high, fill, **extra)  # type: ignore[arg-type]

    def tick(self, y: float, color: str, half: float = 7.0) -> Line:
        """Return a level stroke across the mark."""
        half *= self.unit
        ends = (self.x - half, y, self.x + half, y)
        return Line(*ends, color, 2.8 * self.unit, id=self.mark.id, role="mark")

    def arrow(self, color: str) -> Line:
        """Return the arrow towards the side where the end is open."""
        by = -ARROW * self.unit if self.rises else ARROW * self.unit
        start = self.top if self.rises else self.bottom
        ends = (self.x, start, self.x, start + by)
        return Line(*ends, color, 2.2 * self.unit, arrow=8 * self.unit, id=self.mark.id)


def _exact(post: Post) -> Iterator[Item]:
    yield post.dot(post.y, 10, post.color)


def _approx(post: Post) -> Iterator[Item]:
    yield post.bar(8, look.BOUND_FILL, radius=4 * post.unit)
    yield post.dot(post.y, 8, post.color)


def _range(post: Post) -> Iterator[Item]:
    yield post.bar(6, look.BOUND_FILL)
    for y, hollow in ((post.top, post.mark.high_open), (post.bottom, post.mark.low_open)):
        if hollow:
            yield post.dot(y, 7, look.PAPER, post.color)
        else:
            yield post.tick(y, post.color)


def _bound(post: Post) -> Iterator[Item]:
    yield post.arrow(post.color)
    yield post.tick(post.top if post.rises else post.bottom, post.color)


def _derived(post: Post) -> Iterator[Item]:
    if post.bottom - post.top > 10 * post.unit:
        dash, stroke = (2.0 * post.unit, 2.4 * post.unit), 1.3 * post.unit
        yield post.bar(8, look.PAPER, edge=post.color, stroke=stroke, dash=dash)
    else:
        yield post.dot(post.y, 9.5, look.PAPER, post.color)


def _implied(post: Post) -> Iterator[Item]:
    dash = (1.4 * post.unit, 2.4 * post.unit)
    ends = (post.x, post.bottom, post.x, post.top)
    yield Line(*ends, look.SILENT, 2 * post.unit, dash, id=post.mark.id, role="mark")
    yield post.tick(post.top, look.SILENT, 5)


def _unclear(post: Post) -> Iterator[Item]:
    half = 5.0 * post.unit
    yield Rect(
        post.x - half, post.y - half, 2 * half, 2 * half, look.PAPER, look.UNCLEAR,
        1.4 * post.unit, hatch=look.UNCLEAR, id=post.mark.id, role="mark",
    )  # fmt: skip


def _conflicting(post: Post) -> Iterator[Item]:
    for x in (post.x - 2 * post.unit, post.x + 2 * post.unit):
        yield Line(x, post.top, x, post.bottom, post.color, 1.3 * post.unit, id=post.mark.id)
    for y in (post.top, post.bottom):
        yield post.dot(y, 9, post.color)


def _target(post: Post) -> Iterator[Item]:
    if post.rises or post.falls:
        yield post.arrow(look.TARGET)
    size, stroke = 13 * post.unit, 2.2 * post.unit
    yield Marker(
        "diamond", post.x, post.y, size, look.PAPER, look.TARGET, stroke,
        id=post.mark.id, role="mark",
    )  # fmt: skip


_DRAW: Final[dict[str, Callable[[Post], Iterator[Item]]]] = {
    "exact": _exact,
    "approx": _approx,
    "range": _range,
    "bound": _bound,
    "derived": _derived,
    "implied": _implied,
    "unclear": _unclear,
    "conflicting": _conflicting,
    "target": _target,
}


def draw(post: Post) -> list[Item]:
    """Draw one mark at its place, without its words."""
    return list(_DRAW[post.mark.kind](post))


def joins(mark: Mark) -> bool:
    """Say whether a line may run to a mark: only to figures, never to one end of an interval."""
    return mark.kind in ("exact", "approx")


def swatch(kind: MarkKind, box: Box, style: Preset) -> list[Item]:
    """Draw one entry of the key as it stands in a trend."""
    if kind in OFF_AXIS or kind not in _DRAW:
        return []
    x, y = box.middle
    tall = kind in ("approx", "range", "implied", "conflicting")
    high = 0.0 if kind != "bound" else None
    mark = Mark("", "", kind, "", low=1.0, high=high)
    inner = box.grown(-4 * style.stroke)  # the dots at both ends stay within the line of the key
    top, bottom = (inner.top, inner.bottom) if tall else (y, y)
    small = replace(style, stroke=0.8 * style.stroke)
    if kind == "bound":
        top = bottom = box.bottom
        small = replace(style, stroke=0.8 * box.height / ARROW)
    items = draw(Post(mark, x, top, bottom, look.EXACT, small))
    return [replace(item, id="", role="key") for item in items]
