"""Native tables on slides: cells with their own fill, frame and words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Pt

from jmanalysis.charts import style as look
from jmanalysis.charts.geometry import Box
from jmanalysis.exports.slides.drawing import EMU, NAMESPACES, Pen

_PLAIN: Final = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # "No Style, No Grid"
SIDES: Final = ("L", "R", "T", "B")
INSET: Final = 3.0
_OPPOSITE: Final = {"L": ("R", 0, -1), "R": ("L", 0, 1), "T": ("B", -1, 0), "B": ("T", 1, 0)}


@dataclass(frozen=True, slots=True)
class Edge:
    """One edge of a cell."""

    color: str
    width: float
    dash: tuple[float, ...] = ()


GAP: Final = Edge(look.PAPER, 3.0)


@dataclass(frozen=True, slots=True)
class Words:
    """One paragraph in a cell."""

    text: str
    color: str = look.INK
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one cell and how it looks; ``across`` is how many columns it takes."""

    words: tuple[Words, ...] = ()
    fill: str = ""
    edges: dict[str, Edge] = field(default_factory=dict)
    align: str = "l"
    across: int = 1
    anchor: str = "ctr"
    inset: float = INSET


def plain(
    text: str, *, bold: bool = False, color: str = look.INK, align: str = "l", rule: str = ""
) -> Cell:
    """Return a cell of text over a rule."""
    edges = {"B": Edge(rule, 0.75)} if rule else {}
    return Cell((Words(text, color, bold),), edges=edges, align=align, anchor="t", inset=2 * INSET)


@dataclass(frozen=True, slots=True)
class Table:
    """Cells with the size of their type and the widths and heights that go with it."""

    rows: Sequence[Sequence[Cell]]
    widths: Sequence[float]
    heights: Sequence[float]
    size: float


def add(slide: Any, made: Table, box: Box, pen: Pen, *, name: str, alt: str) -> Any:
    """Put a table into the upper left corner of a box; its first row is its head."""
    room = (Pt(box.left), Pt(box.top), Pt(sum(made.widths)), Pt(sum(made.heights)))
    frame = slide.shapes.add_table(len(made.rows), len(made.widths), *room)
    frame.name = name
    frame._element.find(qn("p:nvGraphicFramePr")).find(qn("p:cNvPr")).set("descr", alt)
    table = frame.table
    table.horz_banding = False
    table._tbl.tblPr.find(qn("a:tableStyleId")).text = _PLAIN
    for column, width in zip(table.columns, made.widths, strict=True):
        column.width = Pt(width)
    for row, high in zip(table.rows, made.heights, strict=True):
        row.height = Pt(high)
    for r, cells in enumerate(_joined(made.rows)):
        for c, cell in spread(cells):
            if cell.across > 1:
                table.cell(r, c).merge(table.cell(r, c + cell.across - 1))
            _fill(table.cell(r, c), cell, pen, made.size)
    return frame


def _joined(rows: Sequence[Sequence[Cell]]) -> list[list[Cell]]:
    """Write every frame into both cells that share an edge: programs differ in which they take."""
    grid = {(r, c): cell for r, cells in enumerate(rows) for c, cell in spread(cells)}
    done = []
    for r, cells in enumerate(rows):
        found = []
        for c, cell in spread(cells):
            edges = {side: _shared(grid, cell, r, c, side) for side in SIDES}
            named = {side: edge for side, edge in edges.items() if edge}
            found.append(replace(cell, edges=named))
        done.append(found)
    return done


def spread(cells: Sequence[Cell]) -> Iterator[tuple[int, Cell]]:
    """Yield cells with the column they begin in."""
    c = 0
    for cell in cells:
        yield c, cell
        c += cell.across


def _shared(
    grid: dict[tuple[int, int], Cell], cell: Cell, r: int, c: int, side: str
) -> Edge | None:
    opposite, down, right = _OPPOSITE[side]
    neighbour = grid.get((r + down, c + right)) if cell.across == 1 else None
    edges = [cell.edges.get(side), neighbour.edges.get(opposite) if neighbour else None]
    drawn = [edge for edge in edges if edge]
    framed = [edge for edge in drawn if edge != GAP]
    return next(iter(framed or drawn), None)


def _fill(target: Any, cell: Cell, pen: Pen, size: float) -> None:
    body = "".join(_paragraph(words, cell.align, pen, size) for words in cell.words or (Words(""),))
    edges = "".join(
        pen.line(edge.color, edge.width, edge.dash, tag=f"ln{side}")
        for side in SIDES
        for edge in [cell.edges.get(side, Edge("", 0))]
    )
    inset, above = round(cell.inset * EMU), round(INSET * EMU) // 2
    made = parse_xml(
        f"<a:tc {NAMESPACES}><a:txBody><a:bodyPr/><a:lstStyle/>{body}</a:txBody>"
        f'<a:tcPr marL="{inset}" marR="{inset}" marT="{above}" marB="{above}" '
        f'anchor="{cell.anchor}">{edges}{pen.palette.fill(cell.fill)}</a:tcPr></a:tc>'
    )
    target._tc[:] = list(made)


def _paragraph(words: Words, align: str, pen: Pen, size: float) -> str:
    properties = (
        f'<a:pPr algn="{align}"><a:lnSpc><a:spcPts val="{round(120 * size)}"/></a:lnSpc></a:pPr>'
    )
    if not words.text:
        end = pen.properties(size, words.color, words.bold, tag="endParaRPr")
        return f"<a:p>{properties}{end}</a:p>"
    return f"<a:p>{properties}{pen.run(words.text, size, words.color, words.bold)}</a:p>"
