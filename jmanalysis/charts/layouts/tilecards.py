"""One tile of a tile grid: the area's name, what is said of it, and a small cell for each more.

A tile is filled and framed as a cell of its kind. Tall tiles set one thing below the other; flat
ones set the value beside the name and a small cell beside the detail.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from jmanalysis.charts import cells as grammar
from jmanalysis.charts import style as look
from jmanalysis.charts import text
from jmanalysis.charts.geometry import Box, on_middle
from jmanalysis.charts.scene import Item, Text
from jmanalysis.charts.spec import Mark, Row
from jmanalysis.charts.style import Preset

STEP: Final = 1.22
FRAME: Final = 0.75  # both sides of a small cell, in ems


@dataclass(frozen=True, slots=True)
class Part:
    """Words in one line of a tile, in a small cell of their own if ``framed``."""

    words: str
    size: float
    bold: bool
    ink: str
    mark: Mark | None
    side: Literal["start", "end"] = "start"
    framed: bool = False

    @property
    def width(self) -> float:
        """Length in points, frame included."""
        return text.advance(self.words, self.size, self.bold) + (
            FRAME * self.size if self.framed else 0
        )

    @property
    def height(self) -> float:
        """Height of the line the part stands in."""
        return (1.5 if self.framed else STEP) * self.size


@dataclass(frozen=True)
class Card:
    """A tile in its box; ``flat`` puts two things into one line."""

    row: Row
    marks: tuple[Mark, ...]
    box: Box
    style: Preset
    flat: bool

    @property
    def inner(self) -> Box:
        """The box without its padding."""
        return self.box.grown(-0.42 * self.style.type.words)

    def lines(self) -> list[list[Part]]:
        """Return the lines of the tile, the name first."""
        main, *more = self.marks
        wear, kind, room = grammar.LOOKS[main.kind], self.style.type, self.inner.width
        quiet = main.kind in ("silent", "unread")
        ink = look.SECONDARY if quiet else wear.ink
        called = text.balanced(self.row.label, kind.row, room, wear.bold)
        name = [Part(line, kind.row, wear.bold, ink, None) for line in called]
        chips = [self._chip(mark) for mark in more]
        if main.low is None and main.high is None:
            bold = main.kind == "qualitative"
            said = text.balanced(main.label, kind.words, room, bold)
            plain = [[Part(line, kind.words, bold, wear.ink, main)] for line in said]
            return [*([part] for part in name), *plain, *([chip] for chip in chips)]
        side: Literal["start", "end"] = "end" if self.flat else "start"
        value = Part(main.label, 1.2 * kind.value, True, wear.ink, main, side)
        under = text.balanced(main.detail, kind.words, room) if main.detail else []
        detail = [Part(line, kind.words, False, wear.ink, main) for line in under]
        if self.flat:
            return _paired(name, [value], room) + _paired(detail, chips, room)
        return [*([part] for part in name), [value], *([part] for part in (*detail, *chips))]

    def _chip(self, mark: Mark) -> Part:
        words, ink = f"{mark.label} {mark.detail}".strip(), grammar.LOOKS[mark.kind].ink
        side: Literal["start", "end"] = "end" if self.flat else "start"
        return Part(words, self.style.type.words, True, ink, mark, side, framed=True)

    @property
    def fits(self) -> bool:
        """Say whether every line is short enough, and all together low enough."""
        gap, lines = 0.5 * self.style.type.words, self.lines()
        wide = max(sum(p.width for p in line) + gap * (len(line) - 1) for line in lines)
        high = sum(max(part.height for part in line) for line in lines)
        return wide <= self.inner.width + 0.1 and high <= self.inner.height + 0.1

    def draw(self) -> Iterator[Item]:
        """Draw the frame, the name at the top and everything else at the bottom."""
        main = self.marks[0]
        yield grammar.frame(self.box, main.kind, self.style, main.id)
        first, *rest = self.lines()
        heights = [max(part.height for part in line) for line in rest]
        yield from self._line(first, self.inner.top, max(part.height for part in first))
        top = self.inner.bottom - sum(heights)
        for line, high in zip(rest, heights, strict=True):
            yield from self._line(line, top, high)
            top += high

    def _line(self, line: list[Part], top: float, high: float) -> Iterator[Item]:
        for part in line:
            left = self.inner.left if part.side == "start" else self.inner.right - part.width
            mark, y = (part.mark.id if part.mark else ""), top + high / 2
            if part.framed and part.mark:
                half = 0.5 * part.height - self.style.stroke
                box = Box(left, y - half, left + part.width, y + half)
                yield grammar.frame(box, part.mark.kind, self.style, mark)
                left += 0.5 * FRAME * part.size
            base = on_middle(y, part.size)
            role = "label" if mark else "row"
            yield Text(
                left, base, part.words, part.size, part.ink, part.bold,
                within=self.box, id=mark, role=role,
            )  # fmt: skip


def _paired(left: list[Part], right: list[Part], room: float) -> list[list[Part]]:
    """Set two lists of parts beside each other where they fit, or else one below the other."""
    wide = [a.width + b.width + 0.5 * b.size for a, b in zip(left, right, strict=False)]
    if wide and max(wide) > room:
        return [[part] for part in (*left, *right)]
    count = max(len(left), len(right))
    return [[*left[n : n + 1], *right[n : n + 1]] for n in range(count)]
