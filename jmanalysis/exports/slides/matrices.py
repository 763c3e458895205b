"""The coverage matrix as a native table: every cell with the fill and frame of its kind.

A table has no gaps between its cells and cannot split one in two. So a frame shares its edges with
the neighbours' (both cells carry it), and a cell that holds an actual and a target says both, one
below the other, in the frame of the first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any, Final

from pptx.oxml import parse_xml

from jmanalysis.charts import cells, furniture, text
from jmanalysis.charts import style as look
from jmanalysis.charts.cells import LOOKS
from jmanalysis.charts.geometry import Box
from jmanalysis.charts.layouts.parts import peers, references, said, share
from jmanalysis.charts.layouts.tiles import loud
from jmanalysis.charts.scene import Scene
from jmanalysis.charts.spec import Chart, Column, Mark, Row
from jmanalysis.exports.slides import pages, shapes, tables
from jmanalysis.exports.slides.drawing import Pen
from jmanalysis.exports.slides.tables import Cell, Edge, Table, Words

_RULE: Final = Edge(look.INK, 1.0)
_SIZES: Final = (15.0, 14.0, 13.0, 12.0, 11.0)


def add(slide: Any, chart: Chart, box: Box, pen: Pen) -> Any:
    """Put the matrix of a chart on a slide.

    Raises
    ------
    LayoutError
        If it does not fit the room even in the smallest type.
    """
    heads = list(_heads(chart))
    rows = [*heads, *_body(chart)]
    rest = _key(slide, chart, box, pen)
    made = _fit(rows, len(heads), rest)
    name = "数据可得性矩阵" if pen.lang == "zh" else "Coverage matrix"
    return tables.add(slide, made, rest, pen, name=name, alt=chart.alt)


def _key(slide: Any, chart: Chart, box: Box, pen: Pen) -> Box:
    """Draw the key above the table, and return what remains."""
    style = look.preset("slide_body")
    items = furniture.legend(chart, style, Box(0, 0, box.width, box.height), cells.swatch)
    if not items:
        return box
    high = max(item.box.bottom for item in items)
    scene = Scene(box.width, high, tuple(items), alt="、".join(e.label for e in chart.legend))
    name = "图例" if pen.lang == "zh" else "Key"
    at = box.left, box.top
    drawn = shapes.group(scene, pen, at, pages.free_number(slide), name=name)
    slide.shapes._spTree.append(parse_xml(drawn))
    return Box(box.left, box.top + high + 6, box.right, box.bottom)


def _heads(chart: Chart) -> Iterator[list[Cell]]:
    """Yield the names of groups, where there are any, and of columns."""
    tail = [_head(chart.margin_heads[0], bold=True)] if _counted(chart) else []
    if any(column.group for column in chart.columns):
        named = [Cell()]
        for group, members in groupby(chart.columns, key=lambda column: column.group):
            edge = {"B": Edge(look.SECONDARY, 1.3)} if group else {}
            words = (Words(group, look.SECONDARY, True),)
            named.append(Cell(words, edges=edge, across=len(list(members)), anchor="b"))
        yield [*named, *(Cell() for _ in tail)]
    yield [Cell(), *(_head(column.head) for column in chart.columns), *tail]


def _head(words: str, bold: bool = False) -> Cell:
    said = words.replace("\n", "")
    return Cell((Words(said, look.INK, bold),), align="ctr", anchor="b")


def _counted(chart: Chart) -> bool:
    return any(row.margin for row in peers(chart))


def _body(chart: Chart) -> Iterator[list[Cell]]:
    """Yield peers, the counts below them, and the references apart at the bottom."""
    for row in peers(chart):
        yield _row(chart, row)
    if any(column.margin for column in chart.columns):
        counts = [_count(column.margin) for column in chart.columns]
        corner = [_count(chart.corner)] if _counted(chart) else []
        below = [_name(Row("", chart.margin_heads[1])), *counts, *corner]
        yield [replace(cell, edges={"T": _RULE}) for cell in below]
    for row in references(chart):
        yield _row(chart, row)


def _row(chart: Chart, row: Row) -> list[Cell]:
    known = [_cell(chart, row, column) for column in chart.columns]
    return [_name(row), *known, *_tail(chart, row)]


def _name(row: Row) -> Cell:
    color = look.SECONDARY if row.reference else look.INK
    return Cell((Words(row.label, color, not row.reference),), align="r")


def _tail(chart: Chart, row: Row) -> list[Cell]:
    if not _counted(chart):
        return []
    return [_count(row.margin)]


def _count(words: str) -> Cell:
    loud_ = bool(words) and words[0].isdigit() and not words.startswith("0")
    color = look.EXACT if loud_ else look.SECONDARY
    return Cell((Words(words, color, loud_),), align="ctr")


def _cell(chart: Chart, row: Row, column: Column) -> Cell:
    marks = loud(said(chart, row, column.id))
    if not marks:
        return Cell(fill=look.PAPER, edges=_frame("unread"))
    first = LOOKS[marks[0].kind]
    words = tuple(_words(mark) for mark in marks)
    if len(marks) > 1 and first.fill == look.EXACT:
        words = (words[0], *(replace(each, color=look.PAPER) for each in words[1:]))
    return Cell(words, first.fill, _frame(marks[0].kind), "ctr")


def _words(mark: Mark) -> Words:
    """Write a mark as its cell has it; two in one cell each in the ink of its own kind."""
    wear = LOOKS[mark.kind]
    return Words(mark.label, wear.ink, wear.bold)


def _frame(kind: str) -> dict[str, Edge]:
    wear = LOOKS[kind]
    edge = Edge(wear.edge, wear.stroke + 0.25, wear.dash) if wear.edge else tables.GAP
    return dict.fromkeys(tables.SIDES, edge)


def _fit(rows: Sequence[Sequence[Cell]], heads: int, box: Box) -> Table:
    """Find the largest type in which every cell's words fit; rows of one height if they can be."""
    for size in _SIZES:
        widths = _widths(rows, box.width, size)
        needs = [_high(each, widths, size) for each in rows] if widths else []
        if needs and sum(needs) <= box.height:
            upper, lower = needs[:heads], needs[heads:]
            most = 2.6 * size * len(lower)
            room = max(sum(lower), min(box.height - sum(upper), most))
            heights = share(room, lower, [1.0] * len(lower)) or lower
            return Table(rows, widths, (*upper, *heights), size)
    raise look.does_not_fit("行列太多", "too many rows or columns", look.preset("slide_body"))


def _widths(rows: Sequence[Sequence[Cell]], width: float, size: float) -> list[float]:
    """Give names what they need and columns equal shares of the rest; nothing if too narrow."""
    names = max(
        max(_wide(row[0], size, whole=False), min(_wide(row[0], size, whole=True), 8 * size))
        for row in rows
    )
    columns = zip(*(row[1:] for row in rows if all(c.across == 1 for c in row)), strict=True)
    needs = [max(_wide(cell, size, whole=_short(cell)) for cell in column) for column in columns]
    room = min(width - names, max(sum(needs), 11 * size * len(needs)))
    shares = share(room, needs, [1.0] * len(needs))
    return [names, *shares] if shares else []


def _short(cell: Cell) -> bool:
    """Whether a cell's words should stay on one line: values do, heads and quotations may wrap."""
    return cell.anchor == "ctr" and all(len(w.text) <= 14 and w.text[:1] != "“" for w in cell.words)


def _wide(cell: Cell, size: float, whole: bool) -> float:
    measure = text.advance if whole else text.narrowest
    pad = 2 * tables.INSET + 2
    return 1.04 * max((measure(w.text, size, w.bold) for w in cell.words), default=0.0) + pad


def _high(row: Sequence[Cell], widths: Sequence[float], size: float) -> float:
    high = 1
    for c, cell in tables.spread(row):
        room = sum(widths[c : c + cell.across]) - 2 * tables.INSET - 1
        lines = sum(len(text.wrap(w.text, size, room, w.bold)) for w in cell.words)
        high = max(high, lines)
    return 1.2 * size * high + tables.INSET + 2
