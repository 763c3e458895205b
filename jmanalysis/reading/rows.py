"""Rows: the cells of a review table as text, whatever it was saved as.

A spreadsheet takes a cell of a .csv for a formula where it begins with = + - or @. There such text
is written behind an apostrophe, as one types it in a spreadsheet, and read without it.
"""

from __future__ import annotations

import csv
import io
import re
import warnings
from contextlib import closing
from pathlib import Path

from jmanalysis.errors import JmanalysisError
from jmanalysis.reading.encodings import decoded

#: The sheet that is decided on.
SHEET = "review"
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_NUMBER = re.compile(r"-\d+(\.\d+)?")
_SAVE_AS = (
    "用 Excel 或 WPS 打开，去掉密码，另存为 .xlsx。",
    "Open it in Excel or WPS, remove any password, and save it as .xlsx.",
)


def shielded(text: str) -> str:
    """Write text so that no spreadsheet takes it for a formula; a number may stay one.

    Examples
    --------
    >>> shielded("=1+1"), shielded("-5"), unshielded(shielded("=1+1"))
    ("'=1+1", '-5', '=1+1')
    """
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def unshielded(cell: str) -> str:
    """Return the text that :func:`shielded` wrote."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell[1:]) else cell


def rows_of(path: Path) -> list[list[str]]:
    """Return the rows of a review table, heads first.

    Raises
    ------
    JmanalysisError
        If the file is missing, damaged or of another kind, or has no sheet of that name.
    """
    if not path.is_file():
        raise JmanalysisError(f"找不到 {path}。", f"{path} is not there.", where=str(path))
    data = path.read_bytes()
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        zh = "这是旧格式（.xls），或有密码的工作簿。"
        raise _problem(path, zh, "it is an old .xls, or has a password.", *_SAVE_AS)
    read = _sheet if data.startswith(b"PK") else _table
    return [[unshielded(cell) for cell in row] for row in read(path, data)]


def _problem(path: Path, zh: str, en: str, hint_zh: str, hint_en: str) -> JmanalysisError:
    return JmanalysisError(
        f"打不开审读表 {path.name}：{zh}",
        f"Cannot open the review table {path.name}: {en}",
        where=str(path),
        hint_zh=hint_zh,
        hint_en=hint_en,
    )


def _table(path: Path, data: bytes) -> list[list[str]]:
    """Read a .csv; some spreadsheets part its cells with semicolons or tabs."""
    text, _ = decoded(path, data)
    first = text.partition("\n")[0]
    mark = max(",;\t", key=first.count)
    parted = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    try:
        return [[cell.strip() for cell in row] for row in parted]
    except csv.Error as error:
        zh, en = "这不是完整的表格。", "it is no whole table."
        raise _problem(path, zh, en, *_SAVE_AS) from error


def _sheet(path: Path, data: bytes) -> list[list[str]]:
    try:
        from openpyxl import load_workbook
    except ImportError as error:
        raise _problem(
            path,
            "读 .xlsx 需要 openpyxl。",
            "reading .xlsx needs openpyxl.",
            'pip install "jmanalysis[read]"，或另存为 .csv。',
            'pip install "jmanalysis[read]", or save it as .csv.',
        ) from error
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what openpyxl does not draw is nothing to us
            with closing(load_workbook(io.BytesIO(data), read_only=True, data_only=True)) as book:
                if SHEET in book.sheetnames:
                    sheet = book[SHEET]
                    sheet.reset_dimensions()  # WPS may state them too small
                    rows = sheet.iter_rows(values_only=True)
                    return [[_text(cell) for cell in row] for row in rows]
                names = ", ".join(book.sheetnames)
    except Exception as error:  # openpyxl raises whatever its parsers raise
        zh, en = "它已损坏，或不是 .xlsx。", "it is damaged, or no .xlsx."
        raise _problem(path, zh, en, *_SAVE_AS) from error
    raise _problem(
        path,
        f"里面没有名为 {SHEET} 的工作表。",
        f"it has no sheet named {SHEET}.",
        f"把审读的那张表改名为 {SHEET}（现有：{names}）。",
        f"Name the sheet that was reviewed {SHEET} (there are: {names}).",
    )


def _text(cell: object) -> str:
    """Return a cell as text; a spreadsheet may have made 6 out of '6' or 6.0."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
