"""Workbooks: the sheets of an .xlsx or .xlsm file as grids. Macros are never run."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jmanalysis.loading.accounts import Account
from jmanalysis.loading.grids import Cell, Grid, levelled, shown
from jmanalysis.loading.refusals import UnreadableTableError, unreadable

_MOST_CELLS = 6_000_000
_FORMULA = re.compile(rb"<f[ >/]")
_MACROS = (
    "含宏；宏没有运行，只读单元格",
    "it has macros: they were not run, and only its cells are read",
)
_CHART = ("图表工作表，没有单元格", "a sheet that is a chart and has no cells")
_HIDDEN = ("隐藏的工作表，没有读", "a hidden sheet, not read")
_HIDDEN_ROW = ("隐藏的行，照样读入", "a hidden row, read all the same")
_HIDDEN_COLUMN = ("隐藏的列，照样读入", "a hidden column, read all the same")


def sheets_of(path: Path, data: bytes, account: Account) -> list[Grid]:
    """Return the visible sheets of a workbook; say which are hidden, and what is not read.

    Raises
    ------
    UnreadableTableError
        If openpyxl is missing, or the workbook is damaged or has no sheet with cells.
    """
    book = _opened(path, data, values=True)
    formulas = _opened(path, data, values=False) if _has_formulas(data) else None
    if "xl/vbaProject.bin" in zipfile.ZipFile(io.BytesIO(data)).namelist():
        account.take("sheet", path.name, path.name, _MACROS)
    for sheet in book.chartsheets:
        account.take("sheet", sheet.title, sheet.title, _CHART)
    found = []
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            account.take("sheet", sheet.title, sheet.title, _HIDDEN)
            continue
        found.append(_grid(path, sheet, formulas[sheet.title] if formulas else None))
        _say_hidden(found[-1], account)
    return found


def _opened(path: Path, data: bytes, *, values: bool) -> Any:
    try:
        from openpyxl import load_workbook
    except ImportError as error:
        raise unreadable(
            path,
            "读 .xlsx 需要 openpyxl，这里没有安装。",
            "reading .xlsx needs openpyxl, which is not installed.",
            '运行 pip install "jmanalysis[read]"，或另存为 .csv 再读。',
            'Run pip install "jmanalysis[read]", or save it as .csv.',
        ) from error
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what it does not draw is nothing to us
            return load_workbook(io.BytesIO(data), data_only=values, keep_links=False)
    except Exception as error:  # openpyxl raises whatever its parsers raise
        raise unreadable(
            path,
            "工作簿已损坏，打不开。",
            "the workbook is damaged and cannot be opened.",
            "用 Excel 或 WPS 打开并修复，另存为 .xlsx。",
            "Open and repair it in Excel or WPS, and save it as .xlsx.",
        ) from error


def _has_formulas(data: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheets = [n for n in archive.namelist() if n.startswith("xl/worksheets/")]
        return any(_FORMULA.search(archive.read(name)) for name in sheets if name.endswith(".xml"))


def _grid(path: Path, sheet: Any, formulas: Any) -> Grid:
    if (sheet.max_row or 0) * (sheet.max_column or 0) > _MOST_CELLS:
        raise _too_wide(path, sheet)
    rows: list[list[str]] = []
    odd: dict[Cell, str] = {}
    for r, cells in enumerate(sheet.iter_rows()):
        row = []
        for c, cell in enumerate(cells):
            text, strange = _shown(cell)
            if not text and formulas is not None and _is_formula(formulas, r, c):
                text, strange = str(formulas.cell(r + 1, c + 1).value), "formula"
            if strange:
                odd[r, c] = strange
            row.append(text)
        rows.append(row)
    return Grid(
        sheet.title,
        levelled(rows),
        dict(_anchors(sheet)),
        odd,
        frozenset(n - 1 for n, one in sheet.row_dimensions.items() if one.hidden),
        frozenset(_hidden_columns(sheet)),
    )


def _shown(cell: Any) -> tuple[str, str]:
    if cell.value is None:
        return "", ""
    if cell.data_type == "e":
        return str(cell.value), "" if cell.value == "#N/A" else "error"
    return shown(cell.value, cell.number_format or "")


def _is_formula(formulas: Any, r: int, c: int) -> bool:
    return bool(formulas.cell(r + 1, c + 1).data_type == "f")


def _anchors(sheet: Any) -> Iterator[tuple[Cell, Cell]]:
    for merged in sheet.merged_cells.ranges:
        first = merged.min_row - 1, merged.min_col - 1
        for r in range(merged.min_row - 1, min(merged.max_row, sheet.max_row)):
            for c in range(merged.min_col - 1, min(merged.max_col, sheet.max_column)):
                if (r, c) != first:
                    yield (r, c), first


def _hidden_columns(sheet: Any) -> Iterator[int]:
    for one in sheet.column_dimensions.values():
        if one.hidden:
            yield from range((one.min or 1) - 1, min(one.max or 0, sheet.max_column))


def _say_hidden(grid: Grid, account: Account) -> None:
    rows = [n for n in sorted(grid.hidden_rows) if n < len(grid.rows) and any(grid.rows[n])]
    columns = [
        n for n in sorted(grid.hidden_columns) if any(row[n] for row in grid.rows if n < len(row))
    ]
    for n in rows:
        row = (f"第{n + 1}行", f"row {n + 1}")
        account.take("hidden", grid.where((n, 0)), row, _HIDDEN_ROW)
    for n in columns:
        where = grid.where((0, n))
        name = where.rpartition("!")[2]
        account.take("hidden", where, (f"{name} 列", f"column {name}"), _HIDDEN_COLUMN)


def _too_wide(path: Path, sheet: Any) -> UnreadableTableError:
    return unreadable(
        path,
        f"工作表“{sheet.title}”有 {sheet.max_row:,} 行 {sheet.max_column:,} 列，太大。",
        f"the sheet {sheet.title!r} has {sheet.max_row:,} × {sheet.max_column:,} cells.",
        "删去空白的行列，或另存为 .csv。",
        "Delete the blank rows and columns, or save it as .csv.",
    )
