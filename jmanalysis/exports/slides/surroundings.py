"""The slides around the charts: cover, contents, tables, method, sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml.ns import qn

from jmanalysis.charts import style as look
from jmanalysis.charts import text
from jmanalysis.charts.cells import LOOKS
from jmanalysis.charts.geometry import Box
from jmanalysis.charts.spec import Chart
from jmanalysis.exports import guides, tellings
from jmanalysis.exports.columns import column_widths
from jmanalysis.exports.slides import pages, tables
from jmanalysis.exports.slides.drawing import Pen
from jmanalysis.exports.slides.tables import Cell, Edge, Table, Words, plain
from jmanalysis.exports.slides.templates import TITLES, Template
from jmanalysis.exports.tellings import Listing

_SIZE: Final = 13.0
_SMALL: Final = 11.0
_PAD: Final = 4 * tables.INSET + 2
_SIZES: Final = (15.0, 14.0, _SIZE, 12.0, _SMALL)


def cover(template: Template, title: str, charts: Sequence[Chart], pen: Pen) -> Any:
    """Add the cover: title, and how many charts follow."""
    slide, _ = pages.add(template, title, pen, cover=True)
    line = guides.subtitle(charts, pen.lang)
    for shape in list(slide.placeholders):
        if shape.placeholder_format.type in TITLES:
            continue
        if line and shape.has_text_frame:
            pages.write(shape, [line], pen, 18)
            shape.name = "副标题" if pen.lang == "zh" else "Subtitle"
            line = ""
        else:
            shape._element.getparent().remove(shape._element)
    return slide


def contents(template: Template, entries: Sequence[tuple[str, str, Any]], pen: Pen) -> Any:
    """Add the contents behind the cover: number of the figure, title, page; a click goes there.

    ``entries`` name the slides that are already made, so that their pages are known.
    """
    slide, box = pages.add(template, guides.word("contents", pen.lang), pen)
    _second(template.presentation.slides._sldIdLst)
    order = [each.slide_id for each in template.presentation.slides]
    rows = [
        [
            plain(mark, color=look.SECONDARY, rule=look.GRID),
            plain(title, rule=look.GRID),
            plain(str(1 + order.index(there.slide_id)), rule=look.GRID, align="r"),
        ]
        for mark, title, there in entries
    ]
    page = plain(guides.word("page", pen.lang), color=look.SECONDARY, align="r")
    marks = 4 * tables.INSET + 12 + max(text.advance(mark, _SIZES[0]) for mark, _, _ in entries)
    widths = (marks, box.width - marks - 50, 50.0)
    name = guides.word("contents", pen.lang)
    table = _fitted(slide, [[Cell(), Cell(), page], *rows], box, widths, pen, name).table
    for row, (_, _, there) in enumerate(entries, start=1):
        _lead(table.cell(row, 1).text_frame.paragraphs[0].runs[0], slide, there)
    return slide


def _second(listed: Any) -> None:
    """Move the last slide to the second place."""
    last = listed[-1]
    listed.remove(last)
    listed.insert(1, last)


def _lead(run: Any, here: Any, there: Any) -> None:
    """Let a click on words go to another slide."""
    relation = here.part.relate_to(there.part, RT.SLIDE)
    properties = run._r.get_or_add_rPr()
    link = properties.makeelement(
        qn("a:hlinkClick"), {qn("r:id"): relation, "action": "ppaction://hlinksldjump"}
    )
    properties.append(link)


def _fitted(
    slide: Any,
    rows: Sequence[Sequence[Cell]],
    box: Box,
    widths: Sequence[float],
    pen: Pen,
    name: str,
    sizes: Sequence[float] = _SIZES,
) -> Any:
    """Add a table of words in the largest type that fits the slide."""
    heights: list[float] = []
    for size in sizes:
        heights = [_high(cells, widths, size) for cells in rows]
        if sum(heights) <= box.height:
            break
    alt = "　".join(w.text for cells in rows[:6] for cell in cells for w in cell.words)
    made = Table(rows, widths, heights, size)
    return tables.add(slide, made, box, pen, name=name, alt=f"{name}：{alt}")


def _high(cells: Sequence[Cell], widths: Sequence[float], size: float) -> float:
    lines = 1
    for cell, width in zip(cells, widths, strict=True):
        room = width - 2 * cell.inset - 1
        lines = max(lines, sum(len(text.wrap(w.text, size, room, w.bold)) for w in cell.words))
    return 1.2 * size * lines + tables.INSET + 3


def method(template: Template, charts: Sequence[Chart], pen: Pen) -> Any:
    """Add the page that says how values were kept apart, with the key of the kinds in use."""
    slide, box = pages.add(template, guides.word("method", pen.lang), pen)
    lines = guides.METHOD[pen.lang]
    box = Box(box.left, box.top + 8, box.right, box.bottom)
    high = pages.height(lines, _SIZE, box.width) + 4 * len(lines)
    name = guides.word("method", pen.lang)
    pages.paragraphs(
        slide,
        lines,
        Box(box.left, box.top, box.right, box.top + high),
        pen,
        _SIZE,
        look.INK,
        name=name,
        space=4,
    )
    rest = Box(box.left, box.top + high + 8, box.right, box.bottom)
    heads = [guides.word(key, pen.lang) for key in ("kind", "sample", "drawn", "ranked")]
    rows = [[plain(head, bold=True, rule=look.INK) for head in heads], *_key(charts, pen)]
    widths = [share * rest.width for share in (0.2, 0.16, 0.39, 0.25)]
    _fitted(slide, rows, rest, widths, pen, name)
    return slide


def _key(charts: Sequence[Chart], pen: Pen) -> Iterator[list[Cell]]:
    for kind, name, sample, drawn, ranked in guides.kinds(charts, pen.lang):
        wear = LOOKS[kind]
        edge = Edge(wear.edge, wear.stroke, wear.dash) if wear.edge else tables.GAP
        frame = dict.fromkeys(tables.SIDES, edge)
        shown = Cell((Words(sample, wear.ink, wear.bold),), wear.fill, frame, "ctr")
        yield [plain(name), shown, plain(drawn), plain(ranked)]


def sources(template: Template, charts: Sequence[Chart], pen: Pen) -> Any:
    """Add the list of documents, each with the figures that it stands behind."""
    heads = (guides.word("document", pen.lang), guides.word("used", pen.lang))
    rows = [(title, guides.figures(used, pen.lang)) for title, used in tellings.cited(charts)]
    listed = Listing(guides.word("sources", pen.lang), heads, tuple(rows))
    return listing(template, listed, pen)


def listing(template: Template, listed: Listing, pen: Pen) -> Any:
    """Add a table on as many slides as it needs, all in one size, and return the first of them."""
    first = None
    rest = list(listed.rows)
    sizes: Sequence[float] = _SIZES
    while rest or first is None:
        title = listed.title if first is None else f"{listed.title}（续）"
        if first is not None and pen.lang == "en":
            title = f"{listed.title} (continued)"
        slide, box = pages.add(template, title, pen)
        widths = column_widths(listed.heads, listed.rows, _SMALL + 1, box.width, _PAD)
        head = [plain(name, bold=True, rule=look.INK) for name in listed.heads]
        taken = [head, *_page(rest, widths, box.height - 30)]
        del rest[: len(taken) - 1]
        if rest:
            sizes = (_SMALL + 1, _SMALL)
        _fitted(slide, taken, box, widths, pen, listed.title, sizes)
        first = first or slide
        if listed.note and not rest:
            pages.speak(slide, listed.note, pen)
    return first


def _page(
    rows: Sequence[Sequence[str]], widths: Sequence[float], room: float
) -> Iterator[list[Cell]]:
    """Yield as many rows as fit a slide in small type, one at least."""
    used = 0.0
    for n, row in enumerate(rows):
        cells = [plain(words, rule=look.GRID) for words in row]
        used += _high(cells, widths, _SMALL + 1)
        if n and used > room:
            return
        yield cells
