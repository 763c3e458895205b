"""Observations: every claim, unaltered, as its document said it.

``load()`` reads the claims and their register; the only thing added is the value in numbers
(``low``, ``high`` and their openness), read from the interval notation of the table.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Final

import pandas as pd

from jmanalysis.bounds import COLUMNS, parse_column
from jmanalysis.displays import folded, folded_html, html_table, more_rows, text_table, word
from jmanalysis.documents import read_seeds
from jmanalysis.errors import SeedsError, UnreadableValueError
from jmanalysis.register import Register
from jmanalysis.vocabulary import CLAIM_COLUMNS

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

#: What is said of own tables: what was understood, and what was not read.
UNDERSTANDING: Final = ("what", "where", "text", "understood_as", "id")
UNREAD: Final = ("where", "text", "reason_zh", "reason_en", "hint_zh", "hint_en")
#: How a display names the parts of a table; English calls them by these names.
PARTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "total": "合计核对",
        "area": "地区",
        "head": "指标",
        "unit": "单位",
        "year": "时期",
        "nature": "性质",
        "column": "列",
        "hidden": "隐藏",
        "sheet": "工作表",
        "title": "标题",
        "note": "注释",
    }
)
#: What a display says around its tables, Chinese and English; the first two in a terminal.
_WORDS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "as": ("理解为 understood as", "understood as"),
        "not": ("未读入 not read: {count}", "not read: {count}"),
        "claims": ("{count} 条说法", "{count} claims"),
        "unread": ("未读入（{count}处）", "Not read ({count})"),
        "understood": ("表格理解为", "What the tables were understood as"),
        "several": (" 等{count}处", " and others, {count} in all"),
        "and": ("、", ", "),
    }
)
_SHOWN: Final = ["name", "subject", "indicator_name", "period", "nature", "value", "unit", "words"]


def _none_of(columns: tuple[str, ...]) -> pd.DataFrame:
    return pd.DataFrame({name: pd.Series(dtype="str") for name in columns})


@dataclass(frozen=True)
class Observations:
    """Claims with their register. Make one with :func:`jmanalysis.load` or :meth:`from_frame`.

    Attributes
    ----------
    frame : DataFrame
        One row per claim: the columns of the claims tables, then ``low``, ``high``, ``low_open``,
        ``high_open`` and ``approximate`` (``low`` and ``high`` missing where there is no number).
    sources : DataFrame
        The documents that the claims come from.
    register : Register
        Areas, indicators and documents.
    understanding : DataFrame
        Of own tables, what was understood: ``what`` (area, head, unit, year, nature, total, note
        …), ``where`` (``表1!D7``), ``text`` as it stands, ``understood_as`` and ``id``.
    unread : DataFrame
        What was not read: ``where``, ``text``, ``reason_zh``, ``reason_en``, ``hint_zh``,
        ``hint_en``.
    lang : str
        The language that ``load(lang=…)`` was asked for: that of ``understood_as`` and of what a
        notebook or a terminal shows, here and of what is made of the claims.
    """

    register: Register
    _table: pd.DataFrame
    understanding: pd.DataFrame = field(default_factory=lambda: _none_of(UNDERSTANDING))
    unread: pd.DataFrame = field(default_factory=lambda: _none_of(UNREAD))
    lang: str = "zh"

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
        first = f"<Observations: {len(self)} claims from {len(self.sources)} documents>"
        parts = [first]
        if len(self.understanding):
            parts += [self._word("as"), self._understood(text_table, rows=20)]
        if len(self.unread):
            parts += [self._word("not", len(self.unread)), self._left(text_table, rows=20)]
        parts.append(text_table(self._named(12), _SHOWN, rows=12, lang=self.lang))
        if len(self) > 12:
            parts.append(more_rows(len(self) - 12, self.lang))
        return "\n".join(parts)

    def _word(self, key: str, count: int = 0) -> str:
        return word(key, self.lang, _WORDS, count=count)

    def _named(self, rows: int) -> pd.DataFrame:
        """Return the first claims with the names of areas and indicators."""
        first = self._table.head(rows).astype(dict.fromkeys(_CATEGORIES, "str"))
        return self.register.named(first, self.lang)

    def _repr_html_(self) -> str:
        parts = [f"<p>{self._word('claims', len(self))}</p>"]
        if len(self.unread):
            left = self._left(html_table, rows=60)
            parts.append(folded_html(self._word("unread", len(self.unread)), left, is_open=True))
        if len(self.understanding):
            understood = self._understood(html_table, rows=60)
            parts.append(folded_html(self._word("understood"), understood, is_open=True))
        parts.append(html_table(self._named(20), _SHOWN, rows=20, lang=self.lang))
        if len(self) > 20:
            parts.append(f"<p>{more_rows(len(self) - 20, self.lang)}</p>")
        sources = word("sources", self.lang, count=len(self.sources))
        parts.append(folded(sources, self.sources["title"]))
        return "".join(parts)

    def _understood(self, write: Callable[..., str], rows: int) -> str:
        """Write what was understood, a head or cell a line: what does not add up first."""
        told = self.understanding.copy()
        order = {what: place for place, what in enumerate(PARTS)}
        told["at"] = told["what"].map(order)
        areas = told["what"] == "area"
        lines = told[~areas].sort_values("at", kind="stable")
        lines = lines.groupby(["where", "text"], sort=False, as_index=False).agg(
            {"what": "first", "understood_as": _joined}
        )
        lines = pd.concat([self._in_one(told[areas]), lines], ignore_index=True)
        lines["what"] = lines["what"] if self.lang == "en" else lines["what"].map(PARTS)
        shown = ["what", "where", "text", "understood_as"]
        return write(lines, shown, rows=rows, lang=self.lang)

    def _in_one(self, areas: pd.DataFrame) -> pd.DataFrame:
        """Put all areas into one line."""
        if not len(areas):
            return areas
        first, count, sign = areas["where"].iloc[0], len(areas), self._word("and")
        return pd.DataFrame(
            {
                "what": ["area"],
                "where": [first if count == 1 else first + self._word("several", count)],
                "text": [sign.join(areas["text"])],
                "understood_as": [sign.join(dict.fromkeys(areas["understood_as"]))],
            }
        )

    def _left(self, write: Callable[..., str], rows: int) -> str:
        shown = ["where", "text", f"reason_{self.lang}", f"hint_{self.lang}"]
        return write(self.unread, shown, rows=rows, lang=self.lang)


def _joined(said: pd.Series) -> str:
    return " · ".join(dict.fromkeys(said))


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
