"""Cells and sheets: text that stays text, columns as wide as their words, pages that print."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from jmanalysis.charts import style as look
from jmanalysis.charts import text
from jmanalysis.charts.spec import Lang
from jmanalysis.exports.legible import looks_like_formula
from jmanalysis.exports.themes import SANS

Value = str | float | int | None
_WIDEST: Final = 46.0
_UNIT: Final = 5.6  # points that a character of a column's width takes
_PARAGRAPH: Final = 640.0
SIZE: Final = 10.5
_FORBIDDEN: Final = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


@dataclass
class Book:
    """A workbook with its formats, each made once."""

    workbook: Any
    lang: Lang
    formats: dict[tuple[tuple[str, Any], ...], Any] = field(default_factory=dict)

    def format(self, **properties: Any) -> Any:
        """Return the format with these properties."""
        wanted = {"font_name": SANS, "font_size": SIZE, "font_color": look.INK, "valign": "top"}
        wanted |= properties
        key = tuple(sorted(wanted.items()))
        if key not in self.formats:
            self.formats[key] = self.workbook.add_format(wanted)
        return self.formats[key]

    def text_format(self, words: str, **properties: Any) -> Any:
        """Return a format for words that keeps them words even when the cell is edited."""
        quoted = {"quote_prefix": True} if looks_like_formula(words) else {}
        return self.format(**properties, **quoted)

    def sheet(self, name: str, *, pages: int = 0) -> Any:
        """Add a sheet, landscape on A4, one page wide and as many high as asked (0: as needed)."""
        taken = {each.name.lower() for each in self.workbook.worksheets()}
        plain = name.translate(_FORBIDDEN).strip()[:28] or "1"
        names = (plain, *(f"{plain} {n}" for n in range(2, 99)))
        free = next(each for each in names if each.lower() not in taken)
        sheet = self.workbook.add_worksheet(free)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, pages)
        sheet.hide_gridlines(2)
        return sheet

    def title(self, sheet: Any, words: str) -> None:
        """Write the first row of a sheet, large."""
        self.put(sheet, 0, 0, words, bold=True, font_size=15)
        sheet.set_row(0, 24)

    def put(self, sheet: Any, row: int, column: int, value: Value, **properties: Any) -> None:
        """Write one cell; text is never taken for a formula, not even when it is edited later."""
        if value is None or value == "":
            sheet.write_blank(row, column, None, self.format(**properties))
        elif isinstance(value, str):
            sheet.write_string(row, column, value, self.text_format(value, **properties))
        else:
            sheet.write_number(row, column, value, self.format(**properties))

    def lines(self, sheet: Any, row: int, lines: Iterable[str], **properties: Any) -> int:
        """Write paragraphs down the first column, a row for each of their lines, unmerged."""
        for line in lines:
            for part in text.wrap(line, SIZE, _PARAGRAPH):
                self.put(sheet, row, 0, part, **properties)
                row += 1
        return row

    def table(
        self,
        sheet: Any,
        row: int,
        heads: Sequence[str],
        rows: Sequence[Sequence[Value]],
        widths: Sequence[float],
    ) -> int:
        """Write a table under three rules, and return the row after it.

        Rows are made as high as their words need in columns of these widths.
        """
        for column, head in enumerate(heads):
            side = {"align": "right"} if _counts([cells[column] for cells in rows]) else {}
            self.put(sheet, row, column, head, bold=True, top=2, bottom=1, text_wrap=True, **side)
        sheet.set_row(row, high(heads, widths))
        for n, cells in enumerate(rows, start=row + 1):
            last = {"bottom": 2} if n == row + len(rows) else {}
            for column, cell in enumerate(cells):
                shown = {"num_format": _digits(cell)} if isinstance(cell, float) else {}
                self.put(sheet, n, column, cell, text_wrap=True, **last, **shown)
            sheet.set_row(n, high(cells, widths))
        return row + 1 + len(rows)


def widths(heads: Sequence[str], rows: Sequence[Sequence[Value]]) -> list[float]:
    """Return for every column the width that its longest words need, within reason."""
    columns = zip(heads, *rows, strict=True)
    return [
        min(max(6.0, *(_wide(str(cell)) for cell in column if cell is not None)), _WIDEST)
        for column in columns
    ]


def widen(sheet: Any, wanted: Sequence[float]) -> None:
    """Set the widths of columns, in the characters by which spreadsheets measure."""
    for n, width in enumerate(wanted):
        sheet.set_column(n, n, width)


def _wide(words: str) -> float:
    return max(text.advance(line, SIZE) for line in words.split("\n")) / _UNIT + 2.0


def high(cells: Sequence[Value], wanted: Sequence[float]) -> float:
    """Return the height of a row whose words wrap."""
    lines = [
        len(text.wrap(cell, SIZE, (width - 1.5) * _UNIT))
        for cell, width in zip(cells, wanted, strict=False)
        if isinstance(cell, str)
    ]
    return 16.5 * max(1, *lines, 1)


def _counts(column: Sequence[Value]) -> bool:
    """Say whether a column holds numbers alone: they stand at the right, and so does its head."""
    filled = [cell for cell in column if cell is not None and cell != ""]
    return bool(filled) and not any(isinstance(cell, str) for cell in filled)


def _digits(value: float) -> str:
    """Show as many decimals as a figure has, two at the most; the cell keeps them all.

    Examples
    --------
    >>> _digits(6.12), _digits(39.1), _digits(90.0)
    ('0.00', '0.0', '0')
    """
    decimals = f"{value:.2f}".rstrip("0").partition(".")[2]
    return f"0.{'0' * len(decimals)}" if decimals else "0"
