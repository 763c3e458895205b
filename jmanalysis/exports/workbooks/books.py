"""From charts to a workbook: the sheets and their order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any, Final

from xlsxwriter import Workbook

from jmanalysis.charts import style as look
from jmanalysis.charts.cells import LOOKS
from jmanalysis.charts.layouts.parts import peers, references, said
from jmanalysis.charts.layouts.tiles import loud
from jmanalysis.charts.spec import Chart, Lang, Mark, Row
from jmanalysis.exports import guides, plots, tellings
from jmanalysis.exports.packages import finished
from jmanalysis.exports.plots import Plot
from jmanalysis.exports.tellings import Listing
from jmanalysis.exports.workbooks import drawings
from jmanalysis.exports.workbooks.records import HEADS, WIDEST, records
from jmanalysis.exports.workbooks.sheets import Book, Value, high, widen, widths

_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_SHEETS: Final = {
    "chart": ("图", "Chart"),
    "data": ("数据", "Data"),
    "readme": ("说明", "Readme"),
    "contents": ("目录", "Contents"),
}


def single(chart: Chart) -> bytes:
    """Write one chart as a workbook of three sheets."""
    book, buffer = _open(chart.lang)
    _chart_sheet(book, chart, _name("chart", chart.lang))
    _data_sheet(book, [chart])
    _readme(book, [chart], chart.title)
    return _saved(book, buffer, [chart], chart.title)


def several(charts: Sequence[Chart], title: str, lang: Lang, extras: Sequence[Listing]) -> bytes:
    """Write a workbook of several charts; see :func:`jmanalysis.exports.workbooks.workbook`."""
    shown = tellings.numbered(charts)
    book, buffer = _open(lang)
    contents = book.sheet(_name("contents", lang))
    entries = []
    for number, chart in enumerate(shown, start=1):
        name = f"{_name('chart', lang)}{number}"
        entries.append((_chart_sheet(book, chart, name).name, chart.title))
    entries.append((_data_sheet(book, shown).name, ""))
    entries += [(_listing(book, one).name, one.title) for one in extras]
    entries.append((_readme(book, shown, title).name, guides.word("method", lang)))
    _contents(book, contents, title, shown, entries)
    return _saved(book, buffer, shown, title)


def _open(lang: Lang) -> tuple[Book, BytesIO]:
    buffer = BytesIO()
    return Book(Workbook(buffer, _OPTIONS), lang), buffer


def _name(key: str, lang: Lang) -> str:
    return _SHEETS[key][0 if lang == "zh" else 1]


def _chart_sheet(book: Book, chart: Chart, name: str) -> Any:
    """Write headline, the figures of the drawing, the drawing, notes and source."""
    sheet = book.sheet(name, pages=1)
    book.title(sheet, chart.title)
    book.put(sheet, 1, 0, chart.subtitle, font_color=look.SECONDARY)
    if chart.stamp:
        book.put(sheet, 2, 0, chart.stamp, bold=True, bg_color=look.STAMP)
    drawn = plots.plots(chart)
    row = _plots(book, sheet, chart, drawn) if drawn else _cells(book, sheet, chart)
    lines = [tellings.note_text(chart), tellings.source_text(chart)]
    book.lines(sheet, row + 1, lines, font_color=look.SECONDARY)
    return sheet


def _plots(book: Book, sheet: Any, chart: Chart, drawn: Sequence[Plot]) -> int:
    """Write the cells that the charts are drawn from, and below them the charts, two abreast."""
    corner = guides.word("area" if chart.kind != "trend" else "period", chart.lang)
    heads = [corner, *(head for plot in drawn for head in _heads(plot, drawn, book.lang))]
    wide = [24.0, *[15.0] * (len(heads) - 1)]
    row = 1 + book.table(sheet, 3, heads, list(_values(chart, drawn)), wide)
    widen(sheet, wide)
    left, several = 1, len(drawn) > 1
    for n, plot in enumerate(drawn):
        place = drawings.Place(row + n // 2 * drawings.ROWS, n % 2, several)
        drawings.insert(book, sheet, plot, (3, left), place, f"{plot.title}。{chart.alt}")
        left += sum(len(drawings.columns(series)) for series in plot.series)
    return row + (len(drawn) + 1) // 2 * drawings.ROWS


def _heads(plot: Plot, drawn: Sequence[Plot], lang: Lang) -> Iterator[str]:
    """Name the columns of a plot: its series, and how far their intervals reach."""
    words = {"value": "", "plus": guides.word("up", lang), "minus": guides.word("down", lang)}
    for series in plot.series:
        for column in drawings.columns(series):
            parts = [plot.title if len(drawn) > 1 else "", series.name, words[column]]
            yield "\n".join(part for part in parts if part)


def _values(chart: Chart, drawn: Sequence[Plot]) -> Iterator[list[Value]]:
    """Yield a row per category: its name, and the value of every series or a gap."""
    names = drawn[0].categories if len(drawn) == 1 else [row.label for row in chart.rows]
    for n, name in enumerate(names):
        cells: list[Value] = [name]
        for series in (one for plot in drawn for one in plot.series):
            point = series.points[n]
            cells += [getattr(point, key, None) for key in drawings.columns(series)]
        yield cells


def _cells(book: Book, sheet: Any, chart: Chart) -> int:
    """Write areas by columns, every cell with the fill and frame of its kind."""
    heads = ["", *(column.head.replace("\n", "") for column in chart.columns)]
    counted = any(row.margin for row in chart.rows)
    heads += [chart.margin_heads[0]] if counted else []
    said = [_said(chart, each) for each in (*peers(chart), *references(chart))]
    wide = [min(each, _CELL) for each in widths(heads, said)]
    for n, head in enumerate(heads):
        book.put(sheet, 3, n, head, bold=True, bottom=1, **_MIDDLE)
    sheet.set_row(3, max(34.0, high(heads, wide)))
    row = 4
    for each in (*peers(chart), None, *references(chart)):
        row = (
            _areas(book, sheet, chart, each, row, wide)
            if each
            else _margins(book, sheet, chart, row)
        )
    widen(sheet, wide)
    return row


_CELL: Final = 18.0  # characters that a cell of a matrix is wide at most
_MIDDLE: Final = {"align": "center", "valign": "vcenter", "text_wrap": True}


def _said(chart: Chart, row: Row) -> list[str]:
    """Return what stands in the cells of one area, its name first and its count last."""
    cells = [_cell(loud(said(chart, row, column.id))) for column in chart.columns]
    counted = any(each.margin for each in chart.rows)
    return [row.label, *cells, *([row.margin] if counted else [])]


def _cell(marks: Sequence[Mark]) -> str:
    return "\n".join(" ".join(filter(None, (mark.label, mark.detail))) for mark in marks)


def _areas(book: Book, sheet: Any, chart: Chart, row: Row, at: int, wide: Sequence[float]) -> int:
    """Write one area with all its cells, and return the next row."""
    sheet.set_row(at, max(34.0, 4 + high(_said(chart, row), wide)))
    book.put(sheet, at, 0, row.label, bold=not row.reference, valign="vcenter")
    for c, column in enumerate(chart.columns, start=1):
        marks = loud(said(chart, row, column.id))
        book.put(
            sheet, at, c, _cell(marks), **_MIDDLE, **_look(marks[0].kind if marks else "unread")
        )
    if row.margin:
        book.put(sheet, at, len(chart.columns) + 1, row.margin, **_MIDDLE)
    return at + 1


def _margins(book: Book, sheet: Any, chart: Chart, row: int) -> int:
    """Write the counts below the columns, where a chart has them."""
    counts = [column.margin for column in chart.columns]
    if not any(counts):
        return row
    for n, words in enumerate([chart.margin_heads[1], *counts, chart.corner]):
        align = "center" if n else "left"
        book.put(sheet, row, n, words, bold=True, top=1, align=align, text_wrap=not n)
    return row + 1


def _look(kind: str) -> dict[str, Any]:
    """Return fill, border and ink of a kind of cell."""
    wear = LOOKS[kind]
    found: dict[str, Any] = {"font_color": wear.ink, "bold": wear.bold, "bg_color": wear.fill}
    if wear.edge:
        style = 1 if not wear.dash else 3 if wear.dash[0] > 2 else 4
        found |= {"border": style, "border_color": wear.edge}
    return found


def _data_sheet(book: Book, charts: Sequence[Chart]) -> Any:
    """Write one row per mark: kind, ends, words, document and lines."""
    sheet = book.sheet(_name("data", book.lang))
    heads = [head for head, _ in HEADS[book.lang]]
    rows = [cells for n, chart in enumerate(charts, start=1) for cells in records(chart, n)]
    wide = [min(each, most) for each, most in zip(widths(heads, rows), WIDEST, strict=True)]
    book.table(sheet, 0, heads, rows, wide)
    widen(sheet, wide)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, len(rows), len(heads) - 1)
    sheet.repeat_rows(0)
    return sheet


def _listing(book: Book, listing: Listing) -> Any:
    sheet = book.sheet(listing.title)
    wide = widths(listing.heads, listing.rows)
    book.table(sheet, 0, listing.heads, listing.rows, wide)
    widen(sheet, wide)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(listing.rows), 1), len(listing.heads) - 1)
    sheet.repeat_rows(0)
    if listing.note:
        book.put(sheet, len(listing.rows) + 2, 0, listing.note, font_color=look.SECONDARY)
    return sheet


def _readme(book: Book, charts: Sequence[Chart], title: str) -> Any:
    """Write how values were kept apart, what each column means, and where everything comes from."""
    lang = book.lang
    sheet = book.sheet(_name("readme", lang))
    wide = (22.0, 44.0, 44.0, 30.0)
    widen(sheet, wide)
    book.title(sheet, title)
    row = book.lines(sheet, 1, guides.METHOD[lang]) + 1
    heads = [guides.word(key, lang) for key in ("kind", "sample", "drawn", "ranked")]
    rows: list[Sequence[Value]] = [list(each[1:]) for each in guides.kinds(charts, lang)]
    row = 1 + book.table(sheet, row, heads, rows, wide)
    names = [_name("data", lang), _name("readme", lang)]
    row = 1 + book.table(sheet, row, names, HEADS[lang], wide)
    heads = [guides.word("used", lang), guides.word("document", lang)]
    cited = [(guides.figures(used, lang), title) for title, used in tellings.cited(charts)]
    book.table(sheet, row, heads, cited, wide)
    return sheet


def _contents(
    book: Book,
    sheet: Any,
    title: str,
    charts: Sequence[Chart],
    entries: Sequence[tuple[str, str]],
) -> None:
    book.title(sheet, title)
    book.put(sheet, 1, 0, guides.subtitle(charts, book.lang), font_color=look.SECONDARY)
    for row, (name, words) in enumerate(entries, start=3):
        shown = book.text_format(name, font_color=look.EXACT, underline=1)
        sheet.write_url(row, 0, f"internal:'{name}'!A1", shown, name)
        book.put(sheet, row, 1, words)
    sheet.set_column(0, 0, 16)
    sheet.set_column(1, 1, 90)


def _saved(book: Book, buffer: BytesIO, charts: Sequence[Chart], title: str) -> bytes:
    """Return the file without times, its title set."""
    subject = charts[0].alt if len(charts) == 1 else ""
    book.workbook.set_properties({"title": title, "author": "jmanalysis", "subject": subject})
    book.workbook.close()
    return finished(buffer.getvalue(), charts)
