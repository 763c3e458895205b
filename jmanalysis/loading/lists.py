"""Lists of one's own: areas or indicators, one a row, from a CSV file, a workbook or a DataFrame.

Heads may be those of ``seeds/`` or Chinese; a title above the heads does no harm. Every entry keeps
the place of its row, so that a fault can be named where it stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from unicodedata import normalize

import pandas as pd

from jmanalysis.errors import SeedsError
from jmanalysis.loading.accounts import Account
from jmanalysis.loading.files import format_of
from jmanalysis.loading.grids import of_frame
from jmanalysis.loading.refusals import UnreadableTableError
from jmanalysis.vocabulary import records

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


@dataclass(frozen=True, slots=True)
class Key:
    """How the entries of a list are told apart: the column, its words, and who is named."""

    column: str
    zh: str
    en: str
    named: str


def clashes(
    entries: Sequence[Entry], rows: Sequence[dict[str, str]], old: pd.DataFrame, key: Key
) -> Iterator[Fault]:
    """Find keys and names that are taken, by the register or by an earlier row."""
    taken: dict[str, tuple[str, str]] = {}
    for row in records(old):
        who = f"{row[key.named]}（已登记 registered）"
        taken |= dict.fromkeys(_forms(row, key), (row[key.column], who))
    keys = {row[key.column] for row in records(old)}
    for entry, row in zip(entries, rows, strict=True):
        mine = row[key.column]
        if mine in keys:
            yield entry.fault(f"{key.zh} {mine} 已有", f"the {key.en} {mine} is taken")
            continue
        keys.add(mine)
        for form in sorted(_forms(row, key)):
            other, who = taken.setdefault(form, (mine, f"{row[key.named]}（{entry.where}）"))
            if other != mine:
                gap = " " if who[0].isascii() else ""
                yield entry.fault(f"“{form}”已指{gap}{who}", f"{form!r} already means {who}")


def _forms(row: dict[str, str], key: Key) -> set[str]:
    forms = {row[key.column], row["name_zh"], row["short_zh"], *row.get("aliases", "").split()}
    return forms - {""}


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


def _entries(
    name: str, grid: Sequence[Sequence[str]], at: int, columns: Sequence[str]
) -> list[Entry]:
    found = []
    for number, row in enumerate(grid[at + 1 :], start=at + 2):
        pairs = zip(columns, row, strict=False)
        cells = {column: cell for column, cell in pairs if column and cell}
        if cells:
            found.append(Entry(cells, f"{name}!{number}"))
    return found


def _grid(source: Source, default: str) -> tuple[str, Sequence[Sequence[str]]]:
    """Return the cells of a source as text, without spaces around them."""
    if isinstance(source, pd.DataFrame):
        return default, _stripped(of_frame(source, default).rows)
    path = Path(source)
    try:
        name, rows = _of_file(path)
    except UnreadableTableError as error:
        raise RegisterError(
            error.zh, error.en, where=path.name, hint_zh=error.hint_zh, hint_en=error.hint_en
        ) from error
    return name, _stripped(rows)


def _of_file(path: Path) -> tuple[str, Sequence[Sequence[str]]]:
    """Read a file as own tables are read: the first sheet with cells, or the rows of a text."""
    kind = format_of(path)
    if path.stat().st_size > LARGEST:
        zh, en = "太大，不像一张清单", "it is too large for a list"
        refuse(path.name, [Fault(path.name, zh, en)], "只留名单本身。", "Keep the list only.")
    data = path.read_bytes()
    if kind == "text":
        from jmanalysis.loading.texts import rows_of

        return path.name, rows_of(path, data)[0]
    from jmanalysis.loading.workbooks import sheets_of

    grids = sheets_of(path, data, Account())
    first = next((grid for grid in grids if grid.rows), None)
    return (f"{path.name}·{first.name}", first.rows) if first else (path.name, [])


def _stripped(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    return [[text.strip() for text in row] for row in rows]
