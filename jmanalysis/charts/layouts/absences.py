"""What has no place on a trend: quoted words, and the areas of which nothing is said.

They follow each other below the years, so that no area is dropped for having no figure.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from jmanalysis.charts import style as look
from jmanalysis.charts import text
from jmanalysis.charts.geometry import on_middle
from jmanalysis.charts.layouts.parts import hover, peers, said, speaks
from jmanalysis.charts.scene import Hover, Item, Text
from jmanalysis.charts.spec import Chart, Mark
from jmanalysis.charts.style import Preset

STEP = 1.45
APART = 0.12  # between pieces, in ems, beside their own spaces


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words that stays in one line."""

    words: str
    color: str
    bold: bool
    mark: Mark | None


@dataclass(frozen=True)
class Absences:
    """The pieces, broken into lines of a width."""

    chart: Chart
    style: Preset
    lines: tuple[tuple[Piece, ...], ...]

    @property
    def height(self) -> float:
        """The height the lines take."""
        return STEP * self.style.type.tick * len(self.lines)

    def _placed(self, left: float, top: float) -> Iterator[tuple[Piece, Text]]:
        size = self.style.type.tick
        for n, line in enumerate(self.lines):
            x, y = left, on_middle(top + STEP * size * (n + 0.5), size)
            for piece in line:
                mark = piece.mark.id if piece.mark else ""
                word = Text(x, y, piece.words, size, piece.color, piece.bold, id=mark)
                x += word.width + APART * size
                yield piece, word

    def draw(self, left: float, top: float) -> list[Item]:
        """Set the lines from a corner."""
        return [word for _, word in self._placed(left, top)]

    def hovers(self, left: float, top: float) -> Iterator[Hover]:
        """Let every piece answer for its mark."""
        for piece, word in self._placed(left, top):
            if piece.mark:
                yield hover(piece.mark, self.chart, word.box)


def absences(chart: Chart, style: Preset, width: float) -> Absences:
    """Break what has no figure into lines; nothing where every area has one."""
    pieces = list(_pieces(chart))
    if not pieces:
        return Absences(chart, style, ())
    lines: list[list[Piece]] = [[Piece(chart.gutter, look.SECONDARY, False, None)]]
    for piece in pieces:
        if _long([*lines[-1], piece], style) > width:
            lines.append([])
        lines[-1].append(piece)
    if max(_long(line, style) for line in lines) > width + 0.1:
        raise look.does_not_fit("图下文字太长", "the words below the years are too long", style)
    return Absences(chart, style, tuple(tuple(line) for line in lines))


def _long(line: list[Piece], style: Preset) -> float:
    size = style.type.tick
    words = sum(text.advance(piece.words, size, piece.bold) for piece in line)
    return words + APART * size * (len(line) - 1) - text.advance(" ", size)


def _pieces(chart: Chart) -> Iterator[Piece]:
    gap, stop = ("　", "、") if chart.lang == "zh" else ("  ", ", ")
    heads = {column.id: column.head for column in chart.columns}
    for row in peers(chart):
        for mark in said(chart, row):
            if mark.kind == "qualitative":
                apart = "" if chart.lang == "zh" else " "
                words = f"{row.label} {heads[mark.column]}{apart}{mark.label}{gap}"
                yield Piece(words, look.WORDS, True, mark)
    quiet = [(row, said(chart, row)[-1]) for row in peers(chart) if _quiet(chart, row.id)]
    quiet.sort(key=lambda pair: pair[1].label)
    for label, each in groupby(quiet, key=lambda pair: pair[1].label):
        members = list(each)
        for row, mark in members:
            last = mark is members[-1][1]
            words = f"{row.label} {label}{gap}" if last else f"{row.label}{stop}"
            yield Piece(words, look.SILENT, False, mark)


def _quiet(chart: Chart, row: str) -> bool:
    marks = [mark for mark in chart.marks if mark.row == row]
    return bool(marks) and not speaks(marks)
