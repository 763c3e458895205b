"""The head over a panel: what it shows, and in smaller words its unit or its year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jmanalysis.charts import style as look
from jmanalysis.charts import text
from jmanalysis.charts.scene import Item, Text
from jmanalysis.charts.spec import Column
from jmanalysis.charts.style import Preset

STEP = 1.25
APART = 0.6  # between head and subhead on one line, in ems


@dataclass(frozen=True, slots=True)
class Head:
    """A head and a subhead, broken into lines for the width they have."""

    lines: tuple[str, ...]
    under: tuple[str, ...]
    style: Preset
    beside: bool = False

    @property
    def height(self) -> float:
        """The height the words take, with the space below them."""
        kind = self.style.type
        under = 0 if self.beside else len(self.under)
        words = STEP * (kind.head * len(self.lines) + kind.subhead * under)
        return words + self.style.spaced(0.35, 0.15) * kind.subhead

    def draw(self, x: float, bottom: float) -> Iterator[Item]:
        """Set the words from ``x``, ending above ``bottom``."""
        kind = self.style.type
        y = bottom - self.height
        for line in self.lines:
            y += STEP * kind.head
            yield Text(x, y - 0.3 * kind.head, line, kind.head, look.INK, True, role="head")
        if self.beside:
            x += text.advance(self.lines[0], kind.head, True) + APART * kind.head
            y -= STEP * kind.subhead + 0.3 * (kind.head - kind.subhead)
        for line in self.under:
            y += STEP * kind.subhead
            yield Text(
                x, y - 0.3 * kind.subhead, line, kind.subhead, look.SECONDARY, role="subhead"
            )


def head(column: Column, style: Preset, width: float) -> Head:
    """Break the head of a column for a width, in at most three lines and two of the subhead."""
    kind = style.type
    whole = text.advance(column.head, kind.head, True) + APART * kind.head
    if whole + text.advance(column.subhead, kind.subhead) <= width and column.subhead:
        return Head((column.head,), (column.subhead,), style, True)
    lines = text.balanced(column.head, kind.head, width, bold=True)
    under = text.balanced(column.subhead, kind.subhead, width) if column.subhead else []
    wide = max(
        *(text.advance(line, kind.head, True) for line in lines),
        *(text.advance(line, kind.subhead) for line in under),
        0.0,
    )
    if wide > width + 0.1 or len(lines) > 3 or len(under) > 2:
        raise look.does_not_fit("图头太长", "the head of a panel is too long", style)
    return Head(tuple(lines), tuple(under), style)
