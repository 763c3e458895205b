"""One table of facts: read it, and find everything that is wrong with it.

A table is read strictly: plain UTF-8 without a byte-order mark, exactly the columns of the schema,
whole lines. Nothing is repaired behind the reader's back; each fault names its rule, file and row
and says how to mend it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from pathlib import Path

import pandas as pd

from jmanalysis.errors import SeedsError
from jmanalysis.vocabulary import WORDS, is_period


class TableError(SeedsError):
    """A fault of one table.

    Parameters
    ----------
    rule
        The rule that it breaks, one word.
    path, row
        The file, and its row (the header is row 1; 0 is the file as a whole).
    zh, en
        What is wrong, in each language.
    hint
        How to mend it, Chinese and English.
    key
        Id of the row, as far as it has one.
    """

    def __init__(
        self,
        rule: str,
        path: Path,
        row: int,
        zh: str,
        en: str,
        hint: tuple[str, str],
        key: str = "",
    ) -> None:
        self.rule, self.path, self.row, self.key = rule, path, row, key
        where = f"{path}, row {row}" if row else str(path)
        super().__init__(zh, en, where=where, hint_zh=hint[0], hint_en=hint[1])


def read_table(path: Path, columns: tuple[str, ...]) -> pd.DataFrame:
    """Read one CSV table as text, with the row of the file as index (the header is row 1).

    Raises
    ------
    TableError
        If the file is missing, empty, not plain UTF-8, cut off, or has other columns.
    """
    rows = read_rows(path, columns)
    index = pd.RangeIndex(2, len(rows) + 2, name="row")
    return pd.DataFrame(rows, columns=list(columns), index=index, dtype="str")


def read_rows(path: Path, columns: tuple[str, ...]) -> list[list[str]]:
    """Read the rows of one CSV table, without its header.

    Raises
    ------
    TableError
        If the file is missing, empty, not plain UTF-8, cut off, or has other columns.
    """
    text = _text(path)
    lines = csv.reader(io.StringIO(text, newline=""), strict=True)
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
    return rows[1:]


def _text(path: Path) -> str:
    if not path.is_file():
        zh, en = f"找不到表格 {path.name}。", f"The table {path.name} is missing."
        hint_zh = "seeds 文件夹应含 areas、indicators、documents 三张表和 claims 文件夹。"
        hint_en = "A seeds folder holds areas, indicators, documents and a claims folder."
        raise TableError("missing", path, 0, zh, en, (hint_zh, hint_en))
    data = path.read_bytes()
    if data.startswith(b"\xef\xbb\xbf"):
        hint = "存为不带 BOM 的 UTF-8。", "Save as UTF-8 without BOM."
        raise _encoding(path, 1, hint)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data":  # cut in the middle of a character
            raise _cut_off(path, data.count(b"\n") + 1, "…") from error
        hint = "多半是 GBK：用编辑器另存为 UTF-8。", "Probably GBK: save it as UTF-8."
        raise _encoding(path, data[: error.start].count(b"\n") + 1, hint) from error
    if not text.strip():
        hint = "至少要有表头一行。", "It needs at least its header row."
        zh, en = f"表格 {path.name} 是空的。", f"The table {path.name} is empty."
        raise TableError("empty", path, 0, zh, en, hint)
    return text


def _encoding(path: Path, row: int, hint: tuple[str, str]) -> TableError:
    zh = f"表格 {path.name} 不是纯 UTF-8 编码。"
    return TableError("encoding", path, row, zh, f"{path.name} is not plain UTF-8.", hint)


def _cut_off(path: Path, row: int, detail: str) -> TableError:
    zh = f"表格 {path.name} 第{row}行不完整（{detail}）。"
    en = f"Row {row} of {path.name} is incomplete ({detail})."
    hint_zh = "文件可能被截断，或引号、逗号有误；请恢复完整的文件。"
    hint_en = "The file may be cut off, or a quote or comma is wrong; restore the whole file."
    return TableError("cut_off", path, row, zh, en, (hint_zh, hint_en))


def _check_header(path: Path, header: list[str], columns: tuple[str, ...]) -> None:
    if header == list(columns):
        return
    missing = [name for name in columns if name not in header]
    extra = [name for name in header if name not in columns]
    zh = f"表格 {path.name} 的列不对：缺 {missing or '无'}，多 {extra or '无'}。"
    en = (
        f"The columns of {path.name} are not as they should be: "
        f"missing {missing or 'none'}, extra {extra or 'none'}."
    )
    line = ",".join(columns)
    hint = f"表头应为：{line}", f"The header must be: {line}"
    raise TableError("columns", path, 1, zh, en, hint)


def repeated(table: pd.DataFrame, column: str, path: Path) -> Iterator[TableError]:
    """Find the keys that stood before."""
    hint = "每个编号只能出现一次。", "Each id may stand only once."
    for row, key in table.loc[table[column].duplicated(), column].items():
        zh, en = f"{column} “{key}”重复。", f"The {column} {key!r} stands twice."
        yield TableError("unique", path, int(str(row)), zh, en, hint, key)


def unlisted_words(table: pd.DataFrame, columns: Iterable[str], path: Path) -> Iterator[TableError]:
    """Find what stands in a column of fixed words and is none of them."""
    for name in columns:
        zh_words = "、".join(word or "（空）" for word in WORDS[name])
        en_words = ", ".join(word or "(empty)" for word in WORDS[name])
        for row, word in _others(table[name], table[name].isin(WORDS[name])):
            zh = f"{name} 列的“{word}”不在允许的词中。"
            en = f"{word!r} is not a word for the column {name}."
            hint = f"可用：{zh_words}。", f"Allowed: {en_words}."
            yield TableError("vocabulary", path, row, zh, en, hint, _key(table, row))


def misspelt_numbers(
    table: pd.DataFrame, columns: Iterable[str], path: Path, *, whole: bool = True
) -> Iterator[TableError]:
    """Find what stands in a column of numbers and is none; ``whole`` ones count something."""
    pattern = "|[0-9]+" if whole else r"|-?[0-9]+(\.[0-9]+)?"
    for name in columns:
        for row, text in _others(table[name], table[name].str.fullmatch(pattern)):
            zh = f"{name} 列的“{text}”不是{'整数' if whole else '数字'}。"
            en = f"{text!r} in the column {name} is not a {'whole ' if whole else ''}number."
            hint = "写数字，或留空。", "Write a number, or leave it empty."
            yield TableError("number", path, row, zh, en, hint, _key(table, row))


def misspelt_periods(table: pd.DataFrame, column: str, path: Path) -> Iterator[TableError]:
    """Find periods that are not ISO 8601; a column of several has spaces between them."""
    sound = table[column].map(_are_periods).astype(bool)
    for row, text in _others(table[column], sound):
        zh, en = f"时期“{text}”不是 ISO 写法。", f"The period {text!r} is not in ISO form."
        examples = "2024、2024-10、2025-01/2025-06", "2024, 2024-10, 2025-01/2025-06"
        hint = f"例如 {examples[0]}。", f"For example {examples[1]}."
        yield TableError("period", path, row, zh, en, hint, _key(table, row))


def _are_periods(text: str) -> bool:
    return text != "" and all(is_period(one) for one in text.split(" "))


def unregistered(
    table: pd.DataFrame, column: str, known: Iterable[str], path: Path
) -> Iterator[TableError]:
    """Find names that their register does not hold."""
    names = sorted(known)
    for row, name in _others(table[column], table[column].isin(names)):
        near = get_close_matches(name, names, n=3) or names[:5]
        zh = f"{column} 列的“{name}”未登记。"
        en = f"{name!r} in the column {column} is not in its table."
        hint_zh = f"相近的有：{'、'.join(near)}；新的须先登记。"
        hint_en = f"Close matches: {', '.join(near)}; a new one must be registered first."
        yield TableError("unknown", path, row, zh, en, (hint_zh, hint_en), _key(table, row))


def _others(column: pd.Series, sound: pd.Series) -> Iterator[tuple[int, str]]:
    for row, text in column[~sound].items():
        yield int(str(row)), str(text)


def _key(table: pd.DataFrame, row: int) -> str:
    return str(table.at[row, table.columns[0]])
