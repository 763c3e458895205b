"""Observations: every claim, unaltered, as its document said it.

``load()`` reads the claims and their register; the only thing added is the value in numbers
(``low``, ``high`` and their openness), read from the interval notation of the table.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from jmanalysis.bounds import COLUMNS, parse_column
from jmanalysis.displays import folded, html_table
from jmanalysis.documents import read_seeds
from jmanalysis.errors import SeedsError, UnreadableValueError
from jmanalysis.vocabulary import CLAIM_COLUMNS, Register

#: Few distinct words on many rows: kept as categories, so that a million claims stay small.
_CATEGORIES = (
    "document",
    "area",
    "subject",
    "indicator",
    "period",
    "period_basis",
    "nature",
    "tally",
    "population",
    "value_basis",
    "unit",
)


@dataclass(frozen=True)
class Observations:
    """Claims with their register. Make one with :func:`load` or :meth:`from_frame`.

    Attributes
    ----------
    frame : DataFrame
        One row per claim: the columns of the claims tables, then ``low``, ``high``, ``low_open``,
        ``high_open`` and ``approximate`` (``low`` and ``high`` missing where there is no number).
    sources : DataFrame
        The documents that the claims come from.
    register : Register
        Areas, indicators and documents.
    """

    register: Register
    _table: pd.DataFrame

    @classmethod
    def from_frame(cls, claims: pd.DataFrame, register: Register) -> Observations:
        """Take claims from a table with the columns of ``seeds/claims``; the table stays as it is.

        Raises
        ------
        SeedsError
            If a column is missing or a value cannot be read, naming the row.
        """
        missing = [name for name in CLAIM_COLUMNS if name not in claims.columns]
        if missing:
            raise SeedsError(
                f"缺少列：{'、'.join(missing)}。",
                f"Missing columns: {', '.join(missing)}.",
                hint_zh="列名见 seeds/README.md。",
                hint_en="seeds/README.md lists the columns.",
            )
        table = claims.reset_index(drop=True)
        numbers = _numbers(table)
        table = table.drop(columns=[c for c in COLUMNS if c in table]).join(numbers)
        return cls(register, table.astype(dict.fromkeys(_CATEGORIES, "category")))

    @property
    def frame(self) -> pd.DataFrame:
        """A plain copy, text columns as text."""
        return self._table.astype(dict.fromkeys(_CATEGORIES, "str"))

    @property
    def sources(self) -> pd.DataFrame:
        """The documents that at least one claim comes from."""
        documents = self.register.documents
        used = documents["id"].isin(self._table["document"].cat.categories)
        return documents[used].reset_index(drop=True)

    def __len__(self) -> int:
        return len(self._table)

    def __repr__(self) -> str:
        return f"<Observations: {len(self)} claims from {len(self.sources)} documents>"

    def _repr_html_(self) -> str:
        columns = ["area", "subject", "indicator", "period", "nature", "value", "unit", "words"]
        table = html_table(self.frame, columns, rows=20)
        sources = folded(f"来源（{len(self.sources)}）", self.sources["title"])
        return f"<p>{len(self)} 条说法</p>{table}{sources}"


def load(seeds: str | Path | None = None) -> Observations:
    """Read every claim of a seeds folder, as its document said it.

    Parameters
    ----------
    seeds
        A folder like ``seeds/``; by default the facts that come with the package (or the folder
        named by the environment variable ``JMANALYSIS_SEEDS``).

    Returns
    -------
    Observations
        One row per claim, in the order of the tables.

    Raises
    ------
    SeedsError
        For the first table, row or value that is not as it should be.

    Examples
    --------
    >>> import jmanalysis as jm
    >>> claims = jm.load()
    >>> slots = claims.frame.query("indicator == 'childcare_slots' and area == '440705'")
    >>> slots[["value", "unit", "words"]].to_dict("records")
    [{'value': '6.12', 'unit': '个', 'words': '每千人口托位数6.12个'}]
    """
    read = read_seeds(seeds)
    return Observations.from_frame(read.claims, read.register)


def _numbers(table: pd.DataFrame) -> pd.DataFrame:
    if all(name in table for name in COLUMNS):
        return table[list(COLUMNS)]
    try:
        return parse_column(table["value"])
    except UnreadableValueError as error:
        raise _unreadable(table, error) from error


def _unreadable(table: pd.DataFrame, error: UnreadableValueError) -> SeedsError:
    from jmanalysis.bounds import Bounds

    for position, text in enumerate(table["value"]):
        try:
            if text.strip():
                Bounds.parse(text)
        except UnreadableValueError:
            where = f"{table.get('file', pd.Series(['?'] * len(table)))[position]}, row "
            where += str(table["row"][position] if "row" in table else position)
            break
    return SeedsError(error.zh, error.en, where=where, hint_zh=error.hint_zh, hint_en=error.hint_en)
