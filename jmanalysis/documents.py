"""From a folder of tables to a checked vocabulary and the claims of every document.

Reading is strict: UTF-8 without a byte-order mark, exactly the columns of the schema, whole lines.
The first fault stops it, naming file, row and mend; nothing is repaired behind the reader's back.
"""

from __future__ import annotations

import csv
import os
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from jmanalysis.errors import SeedsError
from jmanalysis.vocabulary import (
    AREA_COLUMNS,
    CLAIM_COLUMNS,
    DOCUMENT_COLUMNS,
    INDICATOR_COLUMNS,
    WORDS,
    Register,
    is_period,
)


@dataclass(frozen=True)
class Seeds:
    """The tables of one seeds folder: the register, and the claims with the file of each."""

    folder: Path
    register: Register
    claims: pd.DataFrame


def default_folder() -> Path:
    """Return ``JMANALYSIS_SEEDS`` if set, else the packaged seeds, else those of the checkout."""
    if chosen := os.environ.get("JMANALYSIS_SEEDS"):
        return Path(chosen)
    packaged = Path(__file__).parent / "seeds"
    return packaged if packaged.is_dir() else Path(__file__).parents[1] / "seeds"


def read_seeds(folder: str | Path | None = None) -> Seeds:
    """Read a seeds folder: ``areas``, ``indicators``, ``documents`` and ``claims/*.csv``.

    Parameters
    ----------
    folder
        The folder; by default the one that :func:`default_folder` names.

    Raises
    ------
    SeedsError
        For the first file, row or word that is not as the schema says.
    """
    path = Path(folder) if folder is not None else default_folder()
    register = Register(
        _keyed(path / "areas.csv", AREA_COLUMNS, "code"),
        _keyed(path / "indicators.csv", INDICATOR_COLUMNS, "id"),
        _keyed(path / "documents.csv", DOCUMENT_COLUMNS, "id"),
    )
    _check_words(register.areas, ("kind",), path / "areas.csv")
    _check_words(register.indicators, ("theme", "direction", "rankable"), path / "indicators.csv")
    _check_numbers(register.indicators, ("per", "floor", "ceiling"), path / "indicators.csv")
    _check_words(register.documents, ("standing", "reading"), path / "documents.csv")
    return Seeds(path, register, _claims(path / "claims", register))


def read_table(path: Path, columns: tuple[str, ...]) -> pd.DataFrame:
    """Read one CSV table as text, with the row of the file as index (the header is row 1).

    Raises
    ------
    SeedsError
        If the file is missing, empty, not plain UTF-8, cut off, or has other columns.
    """
    text = _text(path)
    lines = csv.reader(text.splitlines(keepends=True), strict=True)
    try:
        rows = list(lines)
    except csv.Error as error:
        raise _cut_off(path, lines.line_num, str(error)) from error
    _check_header(path, rows[0], columns)
    for number, row in enumerate(rows[1:], start=2):
        if len(row) != len(columns):
            raise _cut_off(path, number, f"{len(row)} ≠ {len(columns)}")
    if not text.endswith("\n"):
        raise _cut_off(path, len(rows), "…")
    index = pd.RangeIndex(2, len(rows) + 1, name="row")
    return pd.DataFrame(rows[1:], columns=list(columns), index=index, dtype="str")


def _text(path: Path) -> str:
    if not path.is_file():
        raise SeedsError(
            f"找不到表格 {path.name}。",
            f"The table {path.name} is missing.",
            where=str(path),
            hint_zh="seeds 文件夹应含 areas、indicators、documents 三张表和 claims 文件夹。",
            hint_en="A seeds folder holds areas, indicators, documents and a claims folder.",
        )
    data = path.read_bytes()
    if data.startswith(b"\xef\xbb\xbf"):
        raise _encoding(path, "UTF-8 BOM", "存为不带 BOM 的 UTF-8。", "Save as UTF-8 without BOM.")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        row = data[: error.start].count(b"\n") + 1
        raise _encoding(
            path,
            f"第{row}行 row {row}",
            "多半是 GBK：用编辑器另存为 UTF-8。",
            "Probably GBK: save it as UTF-8.",
        ) from error
    if not text.strip():
        raise SeedsError(
            f"表格 {path.name} 是空的。",
            f"The table {path.name} is empty.",
            where=str(path),
            hint_zh="至少要有表头一行。",
            hint_en="It needs at least its header row.",
        )
    return text


def _encoding(path: Path, where: str, zh: str, en: str) -> SeedsError:
    return SeedsError(
        f"表格 {path.name} 不是纯 UTF-8 编码。",
        f"The table {path.name} is not plain UTF-8.",
        where=f"{path}, {where}",
        hint_zh=zh,
        hint_en=en,
    )


def _cut_off(path: Path, row: int, detail: str) -> SeedsError:
    return SeedsError(
        f"表格 {path.name} 第{row}行不完整（{detail}）。",
        f"Row {row} of {path.name} is incomplete ({detail}).",
        where=f"{path}, row {row}",
        hint_zh="文件可能被截断，或引号、逗号有误；请恢复完整的文件。",
        hint_en="The file may be cut off, or a quote or comma is wrong; restore the whole file.",
    )


def _check_header(path: Path, header: list[str], columns: tuple[str, ...]) -> None:
    missing = [name for name in columns if name not in header]
    extra = [name for name in header if name not in columns]
    if not missing and not extra and header == list(columns):
        return
    raise SeedsError(
        f"表格 {path.name} 的列不对：缺 {missing or '无'}，多 {extra or '无'}。",
        f"The columns of {path.name} are not as they should be: "
        f"missing {missing or 'none'}, extra {extra or 'none'}.",
        where=f"{path}, row 1",
        hint_zh=f"表头应为：{','.join(columns)}",
        hint_en=f"The header must be: {','.join(columns)}",
    )


def _keyed(path: Path, columns: tuple[str, ...], key: str) -> pd.DataFrame:
    table = read_table(path, columns)
    _check_unique(table, key, path)
    return table


def _check_unique(table: pd.DataFrame, key: str, path: Path) -> None:
    repeated = table[key].duplicated()
    if repeated.any():
        row = table.index[repeated][0]
        value = table.at[row, key]
        raise SeedsError(
            f"{key} “{value}”重复。",
            f"The {key} {value!r} stands twice.",
            where=f"{path}, row {row}",
            hint_zh="每个编号只能出现一次。",
            hint_en="Each id may stand only once.",
        )


def _check_words(table: pd.DataFrame, columns: tuple[str, ...], path: Path) -> None:
    for name in columns:
        wrong = ~table[name].isin(WORDS[name])
        if wrong.any():
            row = table.index[wrong][0]
            allowed = "、".join(word or "（空）" for word in WORDS[name])
            raise SeedsError(
                f"{name} 列的“{table.at[row, name]}”不在允许的词中。",
                f"{table.at[row, name]!r} is not a word for the column {name}.",
                where=f"{path}, row {row}",
                hint_zh=f"可用：{allowed}。",
                hint_en=f"Allowed: {', '.join(word or '(empty)' for word in WORDS[name])}.",
            )


def _check_numbers(table: pd.DataFrame, columns: tuple[str, ...], path: Path) -> None:
    for name in columns:
        wrong = ~table[name].str.fullmatch(r"|-?\d+(\.\d+)?")
        if wrong.any():
            row = table.index[wrong][0]
            raise SeedsError(
                f"{name} 列的“{table.at[row, name]}”不是数字。",
                f"{table.at[row, name]!r} in the column {name} is not a number.",
                where=f"{path}, row {row}",
                hint_zh="写数字，或留空。",
                hint_en="Write a number, or leave it empty.",
            )


def _claims(folder: Path, register: Register) -> pd.DataFrame:
    tables = []
    for path in sorted(folder.glob("*.csv")):
        table = read_table(path, CLAIM_COLUMNS)
        table.insert(0, "row", table.index)
        table.insert(0, "file", f"claims/{path.name}")
        check_claims(table, register, path)
        tables.append(table)
    if not tables:
        raise SeedsError(
            "没有任何 claims 表。",
            "There is no claims table.",
            where=str(folder),
            hint_zh="每份文献一张表：claims/<文献编号>.csv。",
            hint_en="One table for each document: claims/<document>.csv.",
        )
    claims = pd.concat(tables, ignore_index=True)
    _check_unique(claims.set_index("row"), "id", folder)
    return claims


def check_claims(table: pd.DataFrame, register: Register, path: Path) -> None:
    """Check the keys and words of one claims table (its index is the row of the file).

    Raises
    ------
    SeedsError
        Naming file, row and rule of the first fault.
    """
    names = ("period_basis", "nature", "tally", "population", "value_basis")
    _check_words(table, names, path)
    known = {
        "document": register.document_by_id,
        "area": register.area_by_code,
        "indicator": register.indicator_by_id,
    }
    for column, table_of in known.items():
        _check_known(table, column, set(table_of), path)
    wrong = ~table["period"].map(is_period).astype(bool)
    if wrong.any():
        row = table.index[wrong][0]
        raise SeedsError(
            f"时期“{table.at[row, 'period']}”不是 ISO 写法。",
            f"The period {table.at[row, 'period']!r} is not in ISO form.",
            where=f"{path}, row {row}",
            hint_zh="例如 2024、2024-10、2025-01/2025-06。",
            hint_en="For example 2024, 2024-10 or 2025-01/2025-06.",
        )


def _check_known(table: pd.DataFrame, column: str, known: set[str], path: Path) -> None:
    from difflib import get_close_matches

    wrong = ~table[column].isin(known)
    if wrong.any():
        row = table.index[wrong][0]
        name = table.at[row, column]
        near = get_close_matches(str(name), known, n=3) or sorted(known)[:5]
        raise SeedsError(
            f"{column} 列的“{name}”未登记。",
            f"{name!r} in the column {column} is not in its table.",
            where=f"{path}, row {row}",
            hint_zh=f"相近的有：{'、'.join(near)}；新的须先登记。",
            hint_en=f"Close matches: {', '.join(near)}; a new one must be registered first.",
        )
