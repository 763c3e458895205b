"""Three-line tables 三线表: a thick rule above and below, a thin one under the head, no others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from xml.sax.saxutils import quoteattr

from jmanalysis.charts import text
from jmanalysis.exports.columns import column_widths
from jmanalysis.exports.word import parts
from jmanalysis.exports.word.papers import TEXT_WIDTH

_MM: Final = 1440 / 25.4  # twentieths of a point in a millimetre
_PT: Final = 72 / 25.4
_SIZE: Final = 9.0
_MARGIN: Final = 4  # points beside the words of a cell
_PAGE: Final = 560.0  # points that a table may be high to be kept on one page


def three_lines(heads: Sequence[str], rows: Sequence[Sequence[str]], alt: str) -> str:
    """Return a table whose head repeats on every page; ``alt`` says what it holds."""
    wide = column_widths(heads, rows, _SIZE, TEXT_WIDTH * _PT, 2 * _MARGIN + 2)
    widths = [width / _PT for width in wide]
    grid = "".join(f'<w:gridCol w:w="{round(width * _MM)}"/>' for width in widths)
    title = quoteattr(alt)
    short = _high([heads, *rows], widths) < _PAGE
    return (
        '<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:jc w:val="center"/><w:tblBorders>'
        '<w:top w:val="single" w:sz="12" w:space="0" w:color="000000"/>'
        '<w:bottom w:val="single" w:sz="12" w:space="0" w:color="000000"/></w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="{20 * _MARGIN}" w:type="dxa"/>'
        f'<w:right w:w="{20 * _MARGIN}" w:type="dxa"/></w:tblCellMar>'
        f'<w:tblLook w:firstRow="1"/><w:tblCaption w:val={title}/>'
        f"<w:tblDescription w:val={title}/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
        f"{_row(heads, widths, head=True, keep=short)}"
        f"{''.join(_row(row, widths, keep=short) for row in rows[:-1])}"
        f"{''.join(_row(row, widths) for row in rows[-1:])}</w:tbl>"
    )


def _high(rows: Sequence[Sequence[str]], widths: Sequence[float]) -> float:
    """Return about how high rows stand, in points."""
    lines = [
        max(
            len(text.wrap(cell, _SIZE, width * _PT - 2 * _MARGIN))
            for cell, width in zip(row, widths, strict=True)
        )
        for row in rows
    ]
    return sum(13.0 * count + 2 for count in lines)


def _row(
    cells: Sequence[str], widths: Sequence[float], *, head: bool = False, keep: bool = False
) -> str:
    """Return a row; ``keep`` keeps it on one page with the next."""
    marks = "<w:cantSplit/><w:tblHeader/>" if head else "<w:cantSplit/>"
    inside = "".join(
        _cell(cell, width, head, keep) for cell, width in zip(cells, widths, strict=True)
    )
    return f"<w:tr><w:trPr>{marks}</w:trPr>{inside}</w:tr>"


def _cell(words: str, width: float, head: bool, keep: bool) -> str:
    rule = (
        '<w:tcBorders><w:bottom w:val="single" w:sz="6" w:space="0" w:color="000000"/>'
        "</w:tcBorders>"
        if head
        else ""
    )
    bold = "<w:b/>" if head else ""
    together = "<w:keepNext/>" if keep else ""
    lines = "".join(
        parts.paragraph("TableText", parts.run(line, bold), together) for line in words.split("\n")
    )
    room = f'<w:tcW w:w="{round(width * _MM)}" w:type="dxa"/>'
    return f"<w:tc><w:tcPr>{room}{rule}</w:tcPr>{lines}</w:tc>"
