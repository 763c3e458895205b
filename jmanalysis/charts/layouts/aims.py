"""The targets of a trend, on a ground of their own at the right: joined to nothing.

They share the scale of the values, so that a height means the same, but no line leads to them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from jmanalysis.charts import style as look
from jmanalysis.charts import text
from jmanalysis.charts.geometry import Box, on_middle
from jmanalysis.charts.layouts import uprights
from jmanalysis.charts.layouts.parts import hover
from jmanalysis.charts.layouts.placing import spread
from jmanalysis.charts.layouts.uprights import Post
from jmanalysis.charts.scene import Hover, Item, Line, Rect, Text
from jmanalysis.charts.spec import Chart, Column, Mark
from jmanalysis.charts.spots import Scale
from jmanalysis.charts.style import Preset

STEP = 1.25


@dataclass(frozen=True)
class Aim:
    """The targets for one year, with the width they need."""

    chart: Chart
    column: Column
    style: Preset
    scale: Scale

    @property
    def marks(self) -> list[Mark]:
        """The targets of the year, the highest first."""
        everything = (*self.chart.marks, *self.chart.references)
        mine = [mark for mark in everything if mark.column == self.column.id]
        return sorted(mine, key=lambda mark: -_height(mark))

    def words(self, mark: Mark) -> str:
        """Return whose target it is, and its value."""
        row = next((row.label for row in self.chart.rows if row.id == mark.row), mark.row)
        return f"{row} {mark.label}"

    @property
    def _shift(self) -> float:
        """How far diamonds stand apart that would touch one above the other."""
        return 15.0 * self.style.stroke

    @cached_property
    def _places(self) -> list[int]:
        """In which place from the left each target stands: no arrow may reach another's diamond."""
        taken: list[list[Box]] = []
        found = []
        for mark in self.marks:
            ink = Post.on(mark, 0.0, self.scale, look.TARGET, self.style).box
            free = (n for n, boxes in enumerate(taken) if not any(ink.meets(b) for b in boxes))
            place = next(free, len(taken))
            taken += [[]] if place == len(taken) else []
            taken[place].append(ink)
            found.append(place)
        return found

    @property
    def _indent(self) -> float:
        """From the column's edge to the words."""
        return 12 * self.style.stroke + self._shift * max(self._places) + 13 * self.style.stroke

    @property
    def width(self) -> float:
        """The width the targets need."""
        size = self.style.type.tick
        words = max(text.advance(self.words(mark), size, True) for mark in self.marks)
        head = text.advance(self.column.head, size, True)
        return max(self._indent + words, head) + 0.8 * size

    def draw(self, left: float) -> list[Item]:
        """Draw ground, head, diamonds and their words."""
        scale, size, bottom = self.scale, self.style.type.tick, self.scale.left
        wide, middle = self.width, left + self.width / 2
        ground = Rect(left, scale.right, wide, bottom - scale.right, look.GROUND, role="ground")
        head = Text(
            middle, bottom + 1.45 * size, self.column.head, size, look.TARGET, True, "middle",
            role="head",
        )  # fmt: skip
        posts = list(self._posts(left))
        return [
            ground,
            head,
            *(item for post in posts for item in uprights.draw(post)),
            *self._words(left, posts),
        ]

    def _posts(self, left: float) -> Iterator[Post]:
        for mark, place in zip(self.marks, self._places, strict=True):
            x = left + 12 * self.style.stroke + self._shift * place
            yield Post.on(mark, x, self.scale, look.TARGET, self.style)

    def _words(self, left: float, posts: Sequence[Post]) -> Iterator[Item]:
        scale, size, start = self.scale, self.style.type.tick, left + self._indent
        heights = spread([p.y for p in posts], STEP * size, scale.right + size, scale.left - size)
        if heights is None:
            raise look.does_not_fit("目标太多", "there are too many targets", self.style)
        for post, y in zip(posts, heights, strict=True):
            if abs(y - post.y) > 0.6 * size:
                ends = (start - 5 * self.style.stroke, post.y, start - 1, y)
                yield Line(*ends, look.TARGET, 0.8 * self.style.stroke, id=post.mark.id)
            base, words = on_middle(y, size), self.words(post.mark)
            yield Text(start, base, words, size, look.TARGET, True, id=post.mark.id, role="label")

    def hovers(self, left: float) -> Iterator[Hover]:
        """Let every target answer over its diamond and its words."""
        for post in self._posts(left):
            box = Box(left, post.y - 8, left + self.width, post.y + 8)
            yield hover(post.mark, self.chart, box)


def _height(mark: Mark) -> float:
    value = mark.low if mark.low is not None else mark.high
    return 0.0 if value is None else value
