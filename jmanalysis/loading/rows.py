"""Rows: a tidy table while it is read: its columns, which rows are kept, where they stand."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from jmanalysis.loading.accounts import Account
from jmanalysis.loading.grids import letters

Bools = npt.NDArray[np.bool_]
#: A reason and a hint, each Chinese and English.
Explained = tuple[tuple[str, str], tuple[str, str]]
#: More rows than this are not named one by one.
_MOST = 200


class Rows:
    """One table while it is read: its columns, which rows are kept, and where they stand."""

    def __init__(
        self, table: pd.DataFrame, place: tuple[str, int, Sequence[str]], account: Account
    ) -> None:
        self.table = table.reset_index(drop=True)
        self.sheet, self.head, self.columns = place
        self.account = account
        self.kept: Bools = np.ones(len(table), dtype=bool)
        self.said_words: Bools = np.zeros(len(table), dtype=bool)
        self.texts = pd.Series("", index=self.table.index)
        self.universal = pd.Series(False, index=self.table.index)

    def column(self, name: str) -> pd.Series:
        """Return a column; blank where the table has none."""
        if name in self.table:
            return self.table[name]
        return pd.Series("", index=self.table.index, dtype="str")

    def map(
        self,
        name: str,
        reader: Callable[[str], str | None],
        why: Callable[[str], Explained],
    ) -> None:
        """Read the distinct texts of a column; leave the rows whose text is not understood."""
        texts = self.column(name)
        codes, distinct = pd.factorize(texts)
        read = [reader(str(text).strip()) for text in distinct.tolist()]
        needed = name in ("area", "indicator", "period")
        wrong = np.array([one is None or (needed and not one) for one in read], dtype=bool)
        self.leave(name, wrong[codes], why, texts)
        self.table[name] = pd.Series(
            np.array([one or "" for one in read], dtype=object)[codes], dtype="str"
        )

    def leave(
        self,
        name: str,
        wrong: Bools,
        why: Callable[[str], Explained],
        texts: pd.Series,
    ) -> None:
        """Leave rows, naming the first cells; a blank return is no fault."""
        if not wrong.any():
            return
        blank = self.column("value").str.strip() == ""
        told = wrong & self.kept & ~(blank & (self.column("words") == "")).to_numpy()
        for at in np.flatnonzero(told)[:_MOST]:
            text = str(texts.iloc[at])
            self.account.leave(self._cell(name, int(at)), text.partition("\x1f")[0], *why(text))
        if (rest := int(told.sum()) - _MOST) > 0:
            at = int(np.flatnonzero(told)[_MOST])
            cell, (_, hint) = self._cell(name, at), why(str(texts.iloc[at]))
            zh, en = f"同类的另有 {rest} 行", f"and {rest} more rows like these"
            self.account.leave(cell, "…", (zh, en), hint)
        self.kept &= ~wrong

    def _cell(self, name: str, row: int) -> str:
        column = self.columns.index(name) if name in self.columns else 0
        return f"{self.sheet}!{letters(column)}{row + self.head + 2}"

    def where(self, name: str) -> pd.Series:
        """Return the places of the cells of a column."""
        column = self.columns.index(name) if name in self.columns else 0
        rows = (self.table.index + self.head + 2).astype("str")
        return pd.Series(f"{self.sheet}!{letters(column)}" + rows, index=self.table.index)
