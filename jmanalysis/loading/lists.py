"""Lists of one's own: areas or indicators, one a row, from a CSV file, a workbook or a DataFrame.

Heads may be those of ``seeds/`` or Chinese; a title above the heads does no harm. Every entry keeps
the place of its row, so that a fault can be named where it stands.
"""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from unicodedata import normalize

import pandas as pd

from jmanalysis.errors import SeedsError

Source = str | Path | pd.DataFrame
#: A list of names is short; what is larger is another file taken by mistake.
LARGEST = 5_000_000
#: Title rows that may stand above the heads.
_ABOVE = 10


class RegisterError(SeedsError):
    """A list of areas or indicators cannot be used as it stands; every faulty row is named."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one row."""

    where: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a list: its cells by column, ``""`` where nothing stands, and its place."""

    cells: Mapping[str, str]
    where: str

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def fault(self, zh: str, en: str) -> Fault:
        """Return a fault of this row."""
        return Fault(self.where, zh, en)


def refuse(name: str, found: Sequence[Fault], hint_zh: str = "", hint_en: str = "") -> None:
    """Raise if there is any fault, naming the first eight in the order of their rows."""
    if not found:
        return
    faults = sorted(found, key=_row)
    rest = len(faults) - 8
    more = (f"\n……另有 {rest} 处", f"\n… and {rest} more") if rest > 0 else ("", "")
    lines = [
        "\n".join(f"  {one.where}：{one.zh}" for one in faults[:8]),
        "\n".join(f"  {one.where}: {one.en}" for one in faults[:8]),
    ]
    raise RegisterError(
        f"{name} 有 {len(faults)} 处不能用：\n{lines[0]}{more[0]}",
        f"{name} cannot be used, {len(faults)} fault(s):\n{lines[1]}{more[1]}",
        where=faults[0].where,
        hint_zh=hint_zh,
        hint_en=hint_en,
    )


def _row(fault: Fault) -> int:
    row = fault.where.rpartition("!")[2]
    return int(row) if row.isdecimal() else 0


def read_list(
    source: Source, names: Mapping[str, tuple[str, ...]], required: tuple[str, ...], default: str
) -> tuple[str, list[Entry]]:
    """Read a list.

    Parameters
    ----------
    source
        A .csv, a .xlsx (its first sheet that is not empty), or a DataFrame.
    names
        The columns that may stand in it, with the heads that also mean them.
    required
        The columns that must stand in it.
    default
        What a DataFrame is called in messages.

    Returns
    -------
    name, entries
        What the list is called in messages, and its rows that are not empty.

    Raises
    ------
    RegisterError
        If it cannot be read, or a required column is missing.
    """
    name, grid = _grid(source, default)
    heads = {_plain(form): column for column, forms in names.items() for form in (column, *forms)}
    for at, row in enumerate(grid[:_ABOVE]):
        columns = [heads.get(_plain(cell), "") for cell in row]
        if set(required) <= set(columns):
            _check_heads(name, at, columns)
            return name, _entries(name, grid, at, columns)
    found = "、".join(cell for cell in (grid[0] if grid else []) if cell) or "（空 empty）"
    raise RegisterError(
        f"{name} 缺少必需的列：{'、'.join(required)}。",
        f"{name} lacks a column that it needs: {', '.join(required)}.",
        where=f"{name}!1",
        hint_zh=f"首行现有：{found}。可用的列名：{'、'.join(names)}。",
        hint_en=f"The first row has: {found}. Columns that are understood: {', '.join(names)}.",
    )


def _plain(head: object) -> str:
    """Fold what people vary in a head: width, case, spaces."""
    return "".join(normalize("NFKC", str(head)).split()).casefold()


def _check_heads(name: str, at: int, columns: Sequence[str]) -> None:
    twice = sorted({one for one in columns if one and columns.count(one) > 1})
    zh, en = f"列 {'、'.join(twice)} 出现两次", f"the column {', '.join(twice)} stands twice"
    refuse(name, [Fault(f"{name}!{at + 1}", zh, en)] if twice else [])


def _entries(name: str, grid: list[list[str]], at: int, columns: Sequence[str]) -> list[Entry]:
    found = []
    for number, row in enumerate(grid[at + 1 :], start=at + 2):
        pairs = zip(columns, row, strict=False)
        cells = {column: cell for column, cell in pairs if column and cell}
        if cells:
            found.append(Entry(cells, f"{name}!{number}"))
    return found


def _grid(source: Source, default: str) -> tuple[str, list[list[str]]]:
    """Return the cells of a source as text, without spaces around them."""
    if isinstance(source, pd.DataFrame):
        rows = [list(source.columns), *source.itertuples(index=False, name=None)]
        return default, _texts(rows)
    path = Path(source)
    _look_at(path)
    if path.suffix.lower() in {".xlsx", ".xlsm"}:
        sheet, rows = _sheet(path)
        return f"{path.name}·{sheet}", _texts(rows)
    from jmanalysis.reading.encodings import decoded

    text, _ = decoded(path, path.read_bytes())
    text = text.lstrip("\ufeff")
    first = text.partition("\n")[0]
    sign = max(",\t;", key=first.count)
    return path.name, _texts(csv.reader(io.StringIO(text, newline=""), delimiter=sign))


def _look_at(path: Path) -> None:
    """Refuse what is no list before it is opened."""
    endings = {".csv", ".txt", ".tsv", ".xlsx", ".xlsm"}
    if not path.is_file():
        zh, en = "找不到这个文件", "there is no such file"
    elif path.suffix.lower() not in endings:
        zh, en = "不是 .csv 或 .xlsx", "it is neither .csv nor .xlsx"
    elif path.stat().st_size > LARGEST:
        zh, en = "太大，不像一张清单", "it is too large for a list"
    else:
        return
    refuse(
        path.name, [Fault(path.name, zh, en)], "另存为 .xlsx 或 UTF-8 的 .csv。", "Save as .csv."
    )


def _sheet(path: Path) -> tuple[str, list[Sequence[object]]]:
    try:
        from openpyxl import load_workbook
    except ImportError as error:
        raise RegisterError(
            "读取 .xlsx 需要 openpyxl。",
            "Reading .xlsx needs openpyxl.",
            where=path.name,
            hint_zh='运行 pip install "jmanalysis[read]"，或另存为 .csv。',
            hint_en='Run pip install "jmanalysis[read]", or save it as .csv.',
        ) from error
    try:
        book = load_workbook(path, data_only=True, read_only=True)
        for sheet in book.worksheets:
            rows: list[Sequence[object]] = list(sheet.iter_rows(values_only=True))
            if any(cell is not None for row in rows for cell in row):
                return sheet.title, rows
    except Exception as error:  # openpyxl raises whatever its parsers raise
        raise RegisterError(
            f"打不开 {path.name}：不是完整的 .xlsx。",
            f"{path.name} cannot be opened: it is no sound .xlsx.",
            where=str(path),
            hint_zh="可能有密码或已损坏；用 Excel 打开后另存为 .xlsx。",
            hint_en="It may have a password or be damaged; open it and save it as .xlsx.",
        ) from error
    finally:
        if "book" in locals():
            book.close()
    return "1", []


def _texts(rows: Iterable[Iterable[object]]) -> list[list[str]]:
    return [[_text(cell) for cell in row] for row in rows]


def _text(cell: object) -> str:
    if cell is None or (isinstance(cell, float) and math.isnan(cell)):
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    text = "" if cell is pd.NA or cell is pd.NaT else str(cell)
    return text.strip()
