"""One column of a split chart: an axis, unit squares, or cells, each with its words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jmanalysis.charts import cells, text
from jmanalysis.charts import marks as grammar
from jmanalysis.charts import style as look
from jmanalysis.charts.geometry import Box, on_middle
from jmanalysis.charts.layouts.names import Band
from jmanalysis.charts.layouts.parts import said
from jmanalysis.charts.layouts.tiles import QUIET
from jmanalysis.charts.marks import OFF_AXIS
from jmanalysis.charts.scene import Item, Rect, Text
from jmanalysis.charts.spec import Chart, Column, Mark, Row
from jmanalysis.charts.spots import Scale, Spot
from jmanalysis.charts.style import Preset

MOST_SQUARES = 10
STEP = 1.15


@dataclass(frozen=True)
class Strip:
    """A column between two points, its head broken into lines, its axis (if any) placed."""

    chart: Chart
    column: Column
    style: Preset
    left: float
    right: float
    head: tuple[str, ...]
    subhead: tuple[str, ...]
    scale: Scale | None
    words: float
    under: int

    @property
    def pad(self) -> float:
        """The space between the column's edge and its words."""
        return _pad(self.style)

    def marks(self, row: Row) -> list[Mark]:
        """Return what a row says in this column; silence only where nothing else is said."""
        mine = said(self.chart, row, self.column.id)
        loud = [mark for mark in mine if mark.kind not in QUIET]
        return loud or mine[:1]

    def count(self, row: Row) -> int:
        """Return the number of lanes a row has here."""
        return max(len(self.marks(row)), 1)

    def _lane(self, mark: Mark) -> float:
        kind = self.style.type
        if mark.kind == "qualitative":
            lines = self._chip(mark)
            return cells.chip_size(lines, kind.words, self.style.stroke)[1] + 0.3 * kind.words
        deep = len(_under(mark, self.style, self.under))
        words = self.style.spaced(1.25, 1.1) * kind.value + STEP * kind.detail * deep
        return max(words, 1.15 * _square(self.style)) if self._counts() else words

    def height(self, row: Row) -> float:
        """Return the least height of a row."""
        return sum(self._lane(mark) for mark in self.marks(row)) + self._rim

    @property
    def _rim(self) -> float:
        """What a row keeps free above and below its marks, together."""
        return self.style.spaced(0.2, 0.05) * self.style.type.row

    def _counts(self) -> bool:
        return self.column.scale == "squares"

    def lanes(self, band: Band) -> Iterator[tuple[Mark, float, float]]:
        """Yield every mark of a row with its height on the page and the room around it."""
        marks = self.marks(band.row)
        least = [self._lane(mark) for mark in marks]
        spare = min((band.bottom - band.top - sum(least)) / max(len(marks), 1), 6.0)
        y = band.middle - (sum(least) + spare * len(marks)) / 2
        for mark, high in zip(marks, least, strict=True):
            yield mark, y + (high + spare) / 2, high + spare
            y += high + spare

    def draw(self, band: Band) -> Iterator[Item]:
        """Draw what one row says in this column."""
        for mark, y, _ in self.lanes(band):
            if mark.kind in OFF_AXIS:
                yield from self._words_only(mark, y)
            elif self.scale:
                yield from grammar.draw(Spot.on(mark, self.scale, y, self.style))
                yield from self._label(mark, self.words, y)
            else:
                yield from self._squares(mark, y)

    def _words_only(self, mark: Mark, y: float) -> Iterator[Item]:
        """Draw a chip, or the dash of silence."""
        size, style = self.style.type.words, self.style
        if mark.kind == "qualitative":
            lines = self._chip(mark)
            wide, high = cells.chip_size(lines, size, style.stroke)
            left = self._aside
            box = Box(left, y - high / 2, left + wide, y + high / 2)
            yield from cells.chip(box, lines, size, style, mark.id)
        elif mark.kind == "silent":
            yield Text(self.words, on_middle(y, size), "—", size, look.SILENT, id=mark.id)

    @property
    def _aside(self) -> float:
        """Where quoted words begin: beside the axis, or across it where room is dear."""
        return self.left + self.pad if self.style.lean else self.words

    def _chip(self, mark: Mark) -> list[str]:
        size = self.style.type.words
        room = self.right - self._aside - self.pad - 1.28 * size
        lines = text.balanced(mark.label, size, room, bold=True)
        if len(lines) > 3 or text.narrowest(mark.label, size, True) > room + 0.1:
            raise look.does_not_fit("定性表述太长", "the words of a chip are too long", self.style)
        return lines

    def _squares(self, mark: Mark, y: float) -> Iterator[Item]:
        """Draw one square per institution, then the label."""
        x, side = self.words, _square(self.style)
        for _ in range(_units(self.chart, mark, self.column)):
            yield _one(mark, Box(x, y - side / 2, x + side, y + side / 2), self.style)
            x += 1.15 * side
        gap = 0.3 * side if x > self.words else 0.0
        yield from self._label(mark, x + gap, y)

    def _label(self, mark: Mark, x: float, y: float) -> Iterator[Item]:
        kind, color = self.style.type, grammar.colour(mark.kind)
        under = _under(mark, self.style, self.under)
        base = on_middle(y, kind.value) - STEP * kind.detail * len(under) / 2
        label = Text(x, base, mark.label, kind.value, color, True, id=mark.id, role="label")
        yield label
        for n, line in enumerate(under):
            below = base + STEP * kind.detail * (n + 1)
            yield Text(x, below, line, kind.detail, color, id=mark.id, role="detail")
        if mark.detail and not under:
            x += label.width + 0.4 * kind.detail
            yield Text(x, base, mark.detail, kind.detail, color, id=mark.id, role="detail")


def strip(
    chart: Chart, column: Column, style: Preset, room: tuple[float, float], under: int
) -> Strip:
    """Place a column between two points."""
    left, right = room
    inner, kind, pad = right - left - 2 * _pad(style), style.type, _pad(style)
    head = tuple(text.balanced(column.head, kind.head, inner, bold=True))
    subhead = tuple(text.balanced(column.subhead, kind.subhead, inner)) if column.subhead else ()
    scale, words = None, left + pad
    if column.scale == "axis":
        words = right - pad - _words(chart, column, style, under)
        gap = 12 * style.stroke
        scale = Scale.of(column, left + pad + 4 * style.stroke, words - gap)
    return Strip(chart, column, style, left, right, head, subhead, scale, words, under)


def need(chart: Chart, column: Column, style: Preset, under: int) -> float:
    """Return the least width of a column."""
    kind = style.type
    words = _words(chart, column, style, under)
    if column.scale == "axis":
        words += style.spaced(5.0, 3.4) * kind.value
    head = max(
        _words(chart, column, style, under, quoted=True),
        text.narrowest(column.head, kind.head, True, whole=True),
        style.spaced(0.55, 0.4) * text.advance(column.head, kind.head, True),
        text.narrowest(column.subhead, kind.subhead, whole=True),
        0.4 * text.advance(column.subhead, kind.subhead),
    )
    return max(words, head) + 2 * _pad(style)


def _pad(style: Preset) -> float:
    return 0.45 * style.type.subhead


def _square(style: Preset) -> float:
    return 1.08 * style.type.value


def _under(mark: Mark, style: Preset, under: int) -> Sequence[str]:
    """Break a detail into at most ``under`` lines below its label."""
    if not (mark.detail and under):
        return ()
    return text.folded(mark.detail, style.type.detail, under)


def _words(
    chart: Chart, column: Column, style: Preset, under: int, *, quoted: bool = False
) -> float:
    """Return the width of the longest words in a column, squares included.

    Quoted words may lie across the axis of a lean picture; only ``quoted`` counts them then.
    """
    rows = {row.id for row in chart.rows}
    across = style.lean and column.scale == "axis" and not quoted
    wide = [
        _wide(chart, mark, column, style, under)
        for mark in (*chart.marks, *chart.references)
        if mark.column == column.id and mark.row in rows
        if not (across and mark.kind == "qualitative")
    ]
    return max(wide, default=0.0)


def _wide(chart: Chart, mark: Mark, column: Column, style: Preset, under: int) -> float:
    kind, units = style.type, _units(chart, mark, column)
    if mark.kind in QUIET:
        return kind.words
    if mark.kind == "qualitative":
        whole = text.advance(mark.label, kind.words, True)
        if under:
            whole = max(
                text.narrowest(mark.label, kind.words, True), style.spaced(0.6, 0.4) * whole
            )
        return whole + 1.35 * kind.words
    squares = (1.15 * units + 0.3) * _square(style) if units else 0.0
    label = text.advance(mark.label, kind.value, True)
    lines = _under(mark, style, under)
    if lines:
        return squares + max(label, *(text.advance(line, kind.detail) for line in lines))
    detail = text.advance(mark.detail, kind.detail) + 0.4 * kind.detail if mark.detail else 0.0
    return squares + label + detail


def _units(chart: Chart, mark: Mark, column: Column) -> int:
    """Return how many squares a mark has: none in a column where one count passes ten."""
    counts = [_count(each) for each in chart.marks if each.column == column.id]
    plain = column.scale == "squares" and all(0 <= each <= MOST_SQUARES for each in counts)
    return int(_count(mark)) if plain and _count(mark) == int(_count(mark)) else 0


def _count(mark: Mark) -> float:
    if mark.kind in OFF_AXIS or mark.kind == "conflicting":
        return 0.0
    value = mark.low if mark.low is not None else mark.high
    return 0.0 if value is None else value


def _one(mark: Mark, box: Box, style: Preset) -> Rect:
    """Draw one unit: solid if it is, dashed if it is planned, hatched if its scope is unclear."""
    if mark.kind != "unclear":
        return cells.frame(box, mark.kind, style, mark.id)
    stroke = 1.5 * style.stroke
    inner = box.grown(-stroke / 2)
    return Rect(
        inner.left,
        inner.top,
        inner.width,
        inner.height,
        look.PAPER,
        look.UNCLEAR,
        stroke,
        hatch=look.UNCLEAR,
        id=mark.id,
        role="mark",
    )
