"""The cells of a matrix: one box per mark, words as large as the fullest cell allows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jmanalysis.charts import cells as grammar
from jmanalysis.charts import style as look
from jmanalysis.charts import text
from jmanalysis.charts.geometry import Box
from jmanalysis.charts.scene import Item
from jmanalysis.charts.spec import Mark
from jmanalysis.charts.style import Preset

QUIET = ("silent", "unread")
GAP = 4.0
WRAPPING = ("qualitative", "derived", "implied", "target")  # words, or a number with a word
SLACK = 0.05  # what fits exactly must not be refused for a rounding error


@dataclass(frozen=True, slots=True)
class Tile:
    """One cell of the matrix and everything said in it."""

    box: Box
    marks: tuple[Mark, ...]

    @property
    def loud(self) -> tuple[Mark, ...]:
        """What is drawn: silence only where nothing else is said."""
        return loud(self.marks)


def loud(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """Return the marks to draw: silence only where nothing else is said."""
    found = tuple(mark for mark in marks if mark.kind not in QUIET)
    return found or tuple(marks[:1])


@dataclass(frozen=True, slots=True)
class Label:
    """The words of one mark in its part of a cell."""

    mark: Mark
    box: Box
    split: bool

    @property
    def sort(self) -> str:
        """Labels of one sort share one size."""
        if self.split:
            return "split"
        return "words" if self.mark.kind == "qualitative" else "value"

    def lines(self, size: float, pad: float) -> list[str] | None:
        """Break the label for its box, or return ``None`` if that size is too large."""
        words = self.mark.label
        room = self.box.width - pad + SLACK
        if self.mark.kind == "conflicting":
            room -= 0.6 * size
        if text.advance(words, size, True) <= room:
            return [words]
        lines = text.balanced(words, size, room, bold=True)
        low = _high(lines, size) <= self.box.height + SLACK
        fits = low and text.narrowest(words, size, True) <= room
        return lines if fits and self.mark.kind in WRAPPING else None


def _pad(style: Preset) -> float:
    """Return the least space beside the words of a cell, both sides together."""
    return style.spaced(5.0, 3.0) * style.stroke


def _high(lines: Sequence[str], size: float) -> float:
    """Return the height of a cell around these lines."""
    return (1.16 * len(lines) + 0.3) * size


def tall(marks: Sequence[Mark], width: float, style: Preset) -> float:
    """Return the least height of a cell of that width: words may wrap, numbers may not."""
    single = len(marks) == 1 and marks[0].kind in WRAPPING
    valued = single and marks[0].kind != "qualitative"
    size = style.floor if valued else style.type.words
    room = width - _pad(style)
    lines = text.balanced(marks[0].label, size, room, bold=True) if single else [""]
    if len(lines) == 1:
        return (1.16 + style.spaced(0.3, 0.05)) * size
    return _high(lines[:4], size)


def _wide(mark: Mark, style: Preset, part: float, wrapping: bool) -> float:
    """Return the width a mark needs on its own; ``part`` of its words fits into one line."""
    size = style.type.words if mark.kind == "qualitative" else style.type.cell
    whole = text.advance(mark.label, size, True)
    if mark.kind == "qualitative" or (wrapping and mark.kind in WRAPPING):
        parted = text.narrowest(mark.label, size, True, whole=mark.kind != "qualitative")
        whole = max(part * whole, parted)
    pad = style.spaced(0.5, 0.3)
    return whole + (1.4 if mark.kind == "conflicting" else pad) * size


def _narrow(mark: Mark, style: Preset) -> float:
    """Return the width a mark needs beside another one."""
    return (
        text.advance(mark.label, max(style.floor, 0.8 * style.type.cell), True) + 5 * style.stroke
    )


def need(
    cells: Sequence[Sequence[Mark]],
    head: str,
    least: float,
    style: Preset,
    *,
    whole: bool,
    part: float = 0.55,
    wrapping: bool = False,
) -> float:
    """Return the least width of a column.

    ``whole`` keeps the terms in its head together; of quoted words a line holds ``part``; with
    ``wrapping`` a number may stand above its word.
    """
    dash = 1.5 * style.type.words  # a column of which nothing is said holds its dash
    least = max(least, dash, text.narrowest(head, style.type.subhead, whole=whole))
    for marks in cells:
        said = [mark for mark in marks if mark.kind not in QUIET]
        if len(said) == 1:
            least = max(least, _wide(said[0], style, part, wrapping))
        elif said:
            gaps = GAP * style.stroke * (len(said) - 1)
            least = max(least, sum(_narrow(mark, style) for mark in said) + gaps)
    return least


def parts(box: Box, marks: Sequence[Mark], style: Preset) -> list[Box]:
    """Split a cell between its marks: each what its words need, and an equal share of the rest."""
    gap = GAP * style.stroke
    needs = [_narrow(mark, style) for mark in marks]
    spare = (box.width - gap * (len(marks) - 1) - sum(needs)) / len(marks)
    left, found = box.left, []
    for need in needs:
        found.append(Box(left, box.top, left + need + spare, box.bottom))
        left = found[-1].right + gap
    return found


def draw(tiles: Sequence[Tile], style: Preset) -> Iterator[Item]:
    """Draw all cells of a matrix."""
    labels: list[Label] = []
    for tile in tiles:
        said = tile.loud
        if not said:
            yield grammar.frame(tile.box, "unread", style)
        boxes = parts(tile.box, said, style) if said else []
        labels += [Label(m, b, len(said) > 1) for m, b in zip(said, boxes, strict=True)]
    sizes = {sort: _size(labels, sort, style) for sort in ("value", "words", "split")}
    for label in labels:
        yield from _cell(label, sizes[label.sort], style)


def _size(labels: Sequence[Label], sort: str, style: Preset) -> float:
    """Find the largest size in which every label of one sort fits its cell."""
    mine = [each for each in labels if each.sort == sort and each.mark.kind not in QUIET]
    size = style.type.cell if sort == "value" else style.type.words
    while any(label.lines(size, _pad(style)) is None for label in mine):
        if size <= style.floor:
            raise look.does_not_fit("格内文字太长", "the words in a cell are too long", style)
        size = max(style.floor, size - 0.5)
    return min([size, *(0.72 * label.box.height for label in mine)])


def _cell(label: Label, size: float, style: Preset) -> Iterator[Item]:
    mark, box = label.mark, label.box
    if mark.kind == "conflicting":
        yield from grammar.conflict(box, mark.label, size, style, mark.id)
        return
    yield grammar.frame(box, mark.kind, style, mark.id)
    if mark.kind == "silent":
        yield from grammar.lettering(box, ["—"], style.type.words, mark.kind, mark.id)
    elif mark.kind != "unread":
        lines = label.lines(size, _pad(style)) or [mark.label]
        yield from grammar.lettering(box, lines, size, mark.kind, mark.id)
