"""Three-line tables 三线表: a thick rule above and below, a thin one under the head, no others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from xml.sax.saxutils import quoteattr

from jmanalysis.charts import text
from jmanalysis.exports.word import parts
from jmanalysis.exports.word.papers import TEXT_WIDTH

_MM: Final = 1440 / 25.4  # twentieths of a point in a millimetre
_PT: Final = 72 / 25.4
_SIZE: Final = 9.0
_NARROW: Final = 21.0  # millimetres; a column that needs more may wrap


def three_lines(heads: Sequence[str], rows: Sequence[Sequence[str]], alt: str) -> str:
    """Return a table whose head repeats on every page; ``alt`` says what it holds."""
    widths = _widths(heads, rows)
    grid = "".join(f'<w:gridCol w:w="{round(width * _MM)}"/>' for width in widths)
    title = quoteattr(alt)
    return (
        '<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:jc w:val="center"/><w:tblBorders>'
        '<w:top w:val="single" w:sz="12" w:space="0" w:color="000000"/>'
        '<w:bottom w:val="single" w:sz="12" w:space="0" w:color="000000"/></w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblLook w:firstRow="1"/><w:tblCaption w:val={title}/>'
        f"<w:tblDescription w:val={title}/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
        f"{_row(heads, widths, head=True)}{''.join(_row(row, widths) for row in rows)}</w:tbl>"
    )


def _row(cells: Sequence[str], widths: Sequence[float], *, head: bool = False) -> str:
    marks = "<w:cantSplit/><w:tblHeader/>" if head else "<w:cantSplit/>"
    inside = "".join(_cell(cell, width, head) for cell, width in zip(cells, widths, strict=True))
    return f"<w:tr><w:trPr>{marks}</w:trPr>{inside}</w:tr>"


def _cell(words: str, width: float, head: bool) -> str:
    rule = (
        '<w:tcBorders><w:bottom w:val="single" w:sz="6" w:space="0" w:color="000000"/>'
        "</w:tcBorders>"
        if head
        else ""
    )
    bold = "<w:b/>" if head else ""
    lines = "".join(
        parts.paragraph("TableText", parts.run(line, bold)) for line in words.split("\n")
    )
    room = f'<w:tcW w:w="{round(width * _MM)}" w:type="dxa"/>'
    return f"<w:tc><w:tcPr>{room}{rule}</w:tcPr>{lines}</w:tc>"


def _widths(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[float]:
    """Return widths in millimetres: short columns on one line, long ones share what is left."""
    needs = [_need(column) for column in zip(heads, *rows, strict=True)]
    least = [min(need, _NARROW) for need in needs]
    spare = TEXT_WIDTH - sum(least)
    if spare <= 0:
        return [width * TEXT_WIDTH / sum(least) for width in least]
    more = [(need - low) ** 0.7 for need, low in zip(needs, least, strict=True)]
    if not any(more):
        more = needs
    return [low + spare * part / sum(more) for low, part in zip(least, more, strict=True)]


def _need(column: Sequence[str]) -> float:
    longest = max(text.advance(line, _SIZE) for words in column for line in words.split("\n"))
    return 1.06 * longest / _PT + 3.0
