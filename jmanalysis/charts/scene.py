"""A scene: a chart as rectangles, lines, markers and words, in points, y downwards.

Both engines draw the same scene, so a chart on the screen and the same chart on paper cannot
differ. Every primitive carries the id of the mark it belongs to, or none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from math import hypot
from typing import Literal

from jmanalysis.charts.geometry import ASCENT, DESCENT, Box, Point
from jmanalysis.charts.text import advance

Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle; ``hatch`` is the colour of diagonal hatching, ``dash`` that of its edge."""

    x: float
    y: float
    width: float
    height: float
    fill: str = ""
    edge: str = ""
    stroke: float = 1.0
    dash: tuple[float, ...] = ()
    radius: float = 0.0
    hatch: str = ""
    id: str = ""
    role: str = ""

    @property
    def box(self) -> Box:
        """The area the rectangle covers."""
        return Box(self.x, self.y, self.x + self.width, self.y + self.height)


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line, with an arrow head at its second end if ``arrow`` is its length."""

    x1: float
    y1: float
    x2: float
    y2: float
    color: str
    stroke: float = 1.0
    dash: tuple[float, ...] = ()
    arrow: float = 0.0
    id: str = ""
    role: str = ""

    @property
    def box(self) -> Box:
        """The area the line covers, its thickness included."""
        left, right = sorted((self.x1, self.x2))
        top, bottom = sorted((self.y1, self.y2))
        return Box(left, top, right, bottom).grown(self.stroke / 2)

    def crosses(self, box: Box) -> bool:
        """Say whether the line runs through a box; of a sloping one, the stroke and not its box."""
        if not self.box.meets(box):
            return False
        box, enter, leave = box.grown(self.stroke / 2), 0.0, 1.0
        for start, end, least, most in (
            (self.x1, self.x2, box.left, box.right),
            (self.y1, self.y2, box.top, box.bottom),
        ):
            if run := end - start:
                near, far = sorted(((least - start) / run, (most - start) / run))
                enter, leave = max(enter, near), min(leave, far)
        return enter < leave

    def _unit(self) -> Point:
        length = hypot(self.x2 - self.x1, self.y2 - self.y1) or 1.0
        return (self.x2 - self.x1) / length, (self.y2 - self.y1) / length

    @property
    def shaft(self) -> tuple[Point, Point]:
        """Both ends of the line without its arrow head."""
        along, down = self._unit()
        short = 0.8 * self.arrow
        return (self.x1, self.y1), (self.x2 - along * short, self.y2 - down * short)

    @property
    def head(self) -> tuple[Point, ...]:
        """The three corners of the arrow head, or nothing."""
        if not self.arrow:
            return ()
        along, down = self._unit()
        foot = self.x2 - along * self.arrow, self.y2 - down * self.arrow
        half = 0.42 * self.arrow
        left = foot[0] - down * half, foot[1] + along * half
        right = foot[0] + down * half, foot[1] - along * half
        return (self.x2, self.y2), left, right


@dataclass(frozen=True, slots=True)
class Marker:
    """A mark at a point: a round dot or a diamond, ``size`` points across."""

    shape: Literal["dot", "diamond"]
    x: float
    y: float
    size: float
    fill: str = ""
    edge: str = ""
    stroke: float = 1.0
    id: str = ""
    role: str = ""

    @property
    def box(self) -> Box:
        """The square the marker lies in, its edge included."""
        half = (self.size + (self.stroke if self.edge else 0)) / 2
        return Box(self.x, self.y, self.x, self.y).grown(half)

    @property
    def corners(self) -> tuple[Point, ...]:
        """The four corners of a diamond."""
        half, x, y = self.size / 2, self.x, self.y
        return (x, y - half), (x + half, y), (x, y + half), (x - half, y)


@dataclass(frozen=True, slots=True)
class Text:
    """One line of words on a baseline; ``within`` is the box it promises to stay in."""

    x: float
    y: float
    text: str
    size: float
    color: str
    bold: bool = False
    anchor: Anchor = "start"
    within: Box | None = None
    id: str = ""
    role: str = ""

    @property
    def width(self) -> float:
        """Length of the line in points, from the advances of the shipped font."""
        return advance(self.text, self.size, self.bold)

    @property
    def left(self) -> float:
        """Where the line begins."""
        return self.x - {"start": 0.0, "middle": 0.5, "end": 1.0}[self.anchor] * self.width

    @property
    def box(self) -> Box:
        """The area of the ink."""
        top, bottom = self.y - ASCENT * self.size, self.y + DESCENT * self.size
        return Box(self.left, top, self.left + self.width, bottom)


Item = Rect | Line | Marker | Text


@dataclass(frozen=True, slots=True)
class Hover:
    """What a mark says when the pointer rests on it: an area and lines of words."""

    id: str
    area: Box
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Scene:
    """Everything that is drawn, in drawing order, on a page of ``width`` × ``height`` points."""

    width: float
    height: float
    items: tuple[Item, ...]
    hovers: tuple[Hover, ...] = ()
    size: str = "slide"
    floor: float = 11.0
    dpi: int = 144
    title: str = ""
    alt: str = ""
    stamp: str = ""

    @property
    def texts(self) -> tuple[Text, ...]:
        """Only the words."""
        return tuple(item for item in self.items if isinstance(item, Text))

    def of(self, mark: str) -> tuple[Item, ...]:
        """Return what was drawn for one mark."""
        return tuple(item for item in self.items if item.id == mark)


def upright(line: Line, holes: Iterable[Box], gap: float = 2.0) -> Iterator[Line]:
    """Break an upright line where words stand, so that no rule runs through them."""
    start = line.y1
    taken = [hole.grown(gap) for hole in holes]
    met = [hole for hole in taken if hole.left < line.x1 < hole.right]
    for hole in sorted(met, key=lambda box: box.top):
        if hole.top > start:
            yield replace(line, y1=start, y2=min(hole.top, line.y2))
        start = max(start, hole.bottom)
    if start < line.y2:
        yield replace(line, y1=start)


def level(line: Line, holes: Iterable[Box], gap: float = 2.0) -> Iterator[Line]:
    """Break a level line where words stand."""
    start = line.x1
    met = [hole for hole in (each.grown(gap) for each in holes) if hole.top < line.y1 < hole.bottom]
    for hole in sorted(met, key=lambda box: box.left):
        if hole.left > start:
            yield replace(line, x1=start, x2=min(hole.left, line.x2))
        start = max(start, hole.right)
    if start < line.x2:
        yield replace(line, x1=start)


def hatching(rect: Rect, gap: float = 3.2) -> Iterator[tuple[Point, Point]]:
    """Yield the diagonals, 45° upwards, that hatch a rectangle."""
    box = rect.box
    offset = gap / 2
    while offset < box.width + box.height:
        start = (
            box.left + max(0.0, offset - box.height),
            box.top + min(offset, box.height),
        )
        end = box.left + min(offset, box.width), box.top + max(0.0, offset - box.width)
        yield start, end
        offset += gap
