"""Rows: the cells of a review table as text, whatever it was saved as.

A spreadsheet takes a cell of a .csv for a formula where it begins with = + - or @. There such text
is written behind an apostrophe, as one types it in a spreadsheet, and read without it.
"""

from __future__ import annotations

import csv
import io
import re
import warnings
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element, iterparse
from zipfile import ZipFile

from jmanalysis.errors import JmanalysisError
from jmanalysis.reading.encodings import decoded

#: The sheet that is decided on.
SHEET = "review"
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_NUMBER = re.compile(r"-\d+(\.\d+)?")
#: What an .ods says of itself in its first part, which is not compressed.
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument.spreadsheet"
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
    if data.startswith(b"PK") and _OPEN_DOCUMENT in data[:200]:
        zh, en = "这是 .ods。", "it is an .ods."
        hint = "用 WPS、Excel 或 LibreOffice 打开，另存为 .xlsx。", "Open it and save it as .xlsx."
        raise _problem(path, zh, en, *hint)
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
                    return _cells(book[SHEET], path, data)
                names = ", ".join(book.sheetnames)
    except JmanalysisError:
        raise
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


def _cells(sheet: Any, path: Path, data: bytes) -> list[list[str]]:
    """Return the cells as text, unless some of them say less than one sees."""
    sheet.reset_dimensions()  # WPS may state them too small
    rows = [[_text(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
    heads = rows[0] if rows else []
    width = max((number for number, head in enumerate(heads, start=1) if head), default=0)
    with ZipFile(io.BytesIO(data)) as parts, parts.open(sheet._worksheet_path) as part:
        found = [one for one in _unclear(part) if one.column <= width]
    if merged := [one.ref for one in found if one.is_merged]:
        raise _merged(path, merged)
    if formulas := [one.ref for one in found]:
        raise _uncalculated(path, formulas)
    return rows


class _Unclear(NamedTuple):
    """A cell, or cells made one, whose values the file does not hold."""

    ref: str
    is_merged: bool

    @property
    def column(self) -> int:
        """The number of the first column: A is 1."""
        number = 0
        for letter in re.sub("[^A-Z].*", "", self.ref):
            number = number * 26 + ord(letter) - 64
        return number


def _unclear(part: Any) -> Iterator[_Unclear]:
    """Find merged cells, which hold one value, and formulas whose result was never written."""
    for _, element in iterparse(part):
        name = element.tag.rpartition("}")[2]
        if name == "mergeCell":
            yield _Unclear(element.get("ref", ""), is_merged=True)
        elif name == "c":
            if _is_uncalculated(element):
                yield _Unclear(element.get("r", ""), is_merged=False)
            element.clear()


def _is_uncalculated(cell: Element) -> bool:
    """Whether a cell has a formula and no result; a result may be an empty text."""
    held = {child.tag.rpartition("}")[2]: child.text for child in cell}
    return "f" in held and not held.get("v") and not ("v" in held and cell.get("t") == "str")


def _merged(path: Path, refs: list[str]) -> JmanalysisError:
    """Refuse cells that were made one: a file holds their value for the first row alone.

    To count it for all of them would be a guess: cells are merged for the looks of it too, and
    sorting or filtering goes by the first.
    """
    named = ", ".join(refs)
    return _problem(
        path,
        f"单元格 {named} 是合并的，只有第一格有内容。",
        f"the cells {named} are merged; only the first of them holds anything.",
        "取消合并，逐行填写（选中后取消合并，按 F5 定位空值，输入内容，按 Ctrl+Enter）。",
        "Unmerge them and fill in each row.",
    )


def _uncalculated(path: Path, refs: list[str]) -> JmanalysisError:
    named = ", ".join(refs)
    return _problem(
        path,
        f"单元格 {named} 是从未计算过的公式。",
        f"the cells {named} hold formulas that were never calculated.",
        "把公式换成它的结果；或用 Excel、WPS 打开，保存一次。",
        "Put the results in their place; or open it in Excel or WPS and save it once.",
    )


def _text(cell: object) -> str:
    """Return a cell as text; a spreadsheet may have made 6 out of '6' or 6.0."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
