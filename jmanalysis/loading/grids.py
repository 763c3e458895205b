"""Grids: one sheet, file or DataFrame as the texts that stand in its cells.

A number is written as its sheet shows it (0.9 in a cell of percentages is ``90%``), with all its
digits. What stands in a cell and yet cannot be read as it is (an error, a formula without its
result, a date) is kept beside the texts with its reason.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal

import pandas as pd

from jmanalysis.bounds import number

#: Row and column, both from 0.
Cell = tuple[int, int]


@dataclass(frozen=True)
class Grid:
    """The texts of one sheet.

    Attributes
    ----------
    name
        What its cells are named by: ``表1`` in ``表1!D7``.
    rows
        The texts, rows of equal length, ``""`` where nothing stands.
    anchors
        For each covered cell of a merged range, its first cell.
    odd
        Why a cell that is not blank cannot be read as it stands: ``formula``, ``error``, ``date``.
    hidden_rows, hidden_columns
        What the sheet does not show.
    """

    name: str
    rows: Sequence[Sequence[str]]
    anchors: Mapping[Cell, Cell] = field(default_factory=dict)
    odd: Mapping[Cell, str] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(self.rows[0]) if self.rows else 0

    def where(self, cell: Cell) -> str:
        """Name a cell: ``表1!D7``."""
        return f"{self.name}!{letters(cell[1])}{cell[0] + 1}"


def letters(column: int) -> str:
    """Write a column as spreadsheets do.

    Examples
    --------
    >>> letters(0), letters(25), letters(26), letters(701), letters(702)
    ('A', 'Z', 'AA', 'ZZ', 'AAA')
    """
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def levelled(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """Bring ragged rows to one length and leave out what is blank behind and below."""
    width = max((len(row) for row in rows), default=0)
    full = [[*row, *[""] * (width - len(row))] for row in rows]
    while full and not any(cell.strip() for cell in full[-1]):
        full.pop()
    while full and full[0] and not any(row[-1].strip() for row in full):
        for row in full:
            row.pop()
    return full


def shown(value: object, style: str = "") -> tuple[str, str]:
    """Write the value of a cell as its sheet shows it, and say what is odd about it.

    Parameters
    ----------
    value
        What the cell holds.
    style
        Its number format, as far as it has one.

    Examples
    --------
    >>> shown(0.9, "0%"), shown(6.12), shown(3299.0), shown("超90%")
    (('90%', ''), ('6.12', ''), ('3299', ''), ('超90%', ''))
    """
    if value is None or value is pd.NA or value is pd.NaT:
        return "", ""
    if isinstance(value, str):
        text = value.strip()
        return text, "error" if text.startswith("#") and text.rstrip("!?0/A").isupper() else ""
    if isinstance(value, bool):
        return ("TRUE" if value else "FALSE"), "truth"
    if isinstance(value, (date, datetime, time)):
        return _moment(value, style)
    if isinstance(value, (int, float, Decimal)) or hasattr(value, "__float__"):
        return _number(float(value), style), ""
    return str(value).strip(), ""


def _number(value: float, style: str) -> str:
    if math.isnan(value):
        return ""
    if math.isinf(value):
        return str(value)
    exact = Decimal(f"{value:.15g}")  # a sheet holds fifteen digits; 0.1 + 0.2 is 0.3
    plain = style.partition(";")[0]
    percent = "%" in plain and '"' not in plain
    return f"{_plain(exact * 100)}%" if percent else _plain(exact)


def _plain(value: Decimal) -> str:
    return number(float(value)) if abs(value) < 1e15 else format(value, "f")


def _moment(value: date | time, style: str) -> tuple[str, str]:
    """Write a date; one that is shown as a year or a month is a head and nothing odd."""
    if isinstance(value, time):
        return value.isoformat(), "date"
    shape = style.lower().partition(";")[0]
    if "y" in shape and "d" not in shape:
        return (f"{value.year}年{value.month}月" if "m" in shape else f"{value.year}年"), ""
    return value.isoformat()[:10], "date"


def of_frame(frame: pd.DataFrame, name: str) -> Grid:
    """Take a DataFrame as the sheet it would make: its heads, its index if that says something."""
    table = frame
    named = frame.index.nlevels > 1 or frame.index.name is not None
    if named or not isinstance(frame.index, pd.RangeIndex):
        plain = all(isinstance(one, int) for one in frame.index) and not named
        if not plain:
            table = frame.reset_index()
    heads = [
        ["" if str(part).startswith(("Unnamed:", "level_")) else shown(part)[0] for part in level]
        for level in _levels(table.columns)
    ]
    if all(head == shown(n)[0] for n, head in enumerate(heads[-1])):  # no heads of its own
        heads[-1] = [""] * len(heads[-1])
    rows, odd = [*heads], {}
    for r, values in enumerate(table.itertuples(index=False, name=None), start=len(heads)):
        row = []
        for c, value in enumerate(values):
            text, strange = shown(value)
            if strange:
                odd[r, c] = strange
            row.append(text)
        rows.append(row)
    return Grid(name, levelled(rows), odd=odd)


def _levels(columns: pd.Index) -> list[list[object]]:
    if isinstance(columns, pd.MultiIndex):
        return [list(columns.get_level_values(n)) for n in range(columns.nlevels)]
    return [list(columns)]
