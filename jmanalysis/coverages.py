"""Coverage: for every area and indicator, what kind of knowledge there is.

Coverage comes before comparison: it shows how little is known before anything is ranked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from jmanalysis.displays import Said, folded, html_table, kind_word, text_table, word
from jmanalysis.register import Indicator, Register
from jmanalysis.slices import Known, Slice, areas_of, check_year, indicators_of


@dataclass(frozen=True)
class Coverage:
    """Areas × indicators with the status of each. Make one with ``panel.coverage``.

    Attributes
    ----------
    frame : DataFrame
        One row per peer area and indicator: ``status``, ``value``, ``target`` and the words.
    benchmarks : DataFrame
        The same columns for the areas that contain the peers.
    lang : str
        The language that a notebook or a terminal shows it in: that of the panel.
    """

    known: Known
    indicators: tuple[Indicator, ...]
    areas: tuple[str, ...]
    year: int
    _rows: pd.DataFrame
    _benchmarks: pd.DataFrame
    lang: str = "zh"

    @property
    def register(self) -> Register:
        """Areas, indicators and documents."""
        return self.known.register

    @property
    def frame(self) -> pd.DataFrame:
        """A plain tidy copy."""
        return self._rows.drop(columns=["cell", "target_cell"])

    @property
    def benchmarks(self) -> pd.DataFrame:
        """Rows of the containing areas, nearest first."""
        return self._benchmarks.drop(columns=["cell", "target_cell"])

    @property
    def sources(self) -> pd.DataFrame:
        """The documents behind it."""
        return sources_of(self.register, self._rows, self._benchmarks)

    @property
    def matrix(self) -> pd.DataFrame:
        """Statuses as a table, areas down and indicators across."""
        return self._across(self._rows["status"], "zh")

    def _across(self, texts: pd.Series, lang: str) -> pd.DataFrame:
        """Lay a column of the rows out as areas × indicators, both in the order asked for."""
        names = {i.id: i.name(lang, short=True) for i in self.indicators}
        places = {code: self.register.area_by_code[code].name(lang) for code in self.areas}
        table = self._rows.assign(text=texts).pivot_table(
            index="area", columns="indicator", values="text", aggfunc="first"
        )
        ordered = table.loc[list(self.areas), list(names)].rename_axis(index="name")
        return ordered.rename(index=places, columns=names)

    def __repr__(self) -> str:
        counts = self._rows["status"].value_counts(sort=False)
        kinds = ", ".join(f"{n} {status}" for status, n in sorted(counts.items()))
        size = f"{len(self.areas)} areas × {len(self.indicators)} indicators"
        table = self._told().T.reset_index(names="indicator")
        text = text_table(table, table.columns, rows=len(table), widest=26, lang=self.lang)
        nothing = word("nothing", self.lang)
        return f"<Coverage {self.year}: {size}; {kinds}>\n{text}\n{nothing}"

    def _repr_html_(self) -> str:
        shown = self._told().reset_index()
        table = html_table(shown, shown.columns, rows=len(shown), lang=self.lang)
        sources = word("sources", self.lang, count=len(self.sources))
        return table + folded(sources, self.sources["title"])

    def _told(self) -> pd.DataFrame:
        """Lay the kinds of statement out as areas × indicators, each with its value or target."""
        rows = self._rows
        values = rows["value"].where(rows["status"] != "target_only", rows["target"]).fillna("")
        said = [
            Said(kind, text, kind_word(kind, self.lang))
            for kind, text in zip(rows["status"], values, strict=True)
        ]
        return self._across(pd.Series(said, index=rows.index), self.lang)


def cover(
    known: Known,
    indicators: str | Sequence[str],
    *,
    year: int,
    areas: Sequence[str] | None = None,
    nature: str = "actual",
    lang: str = "zh",
) -> Coverage:
    """Lay out the coverage of the indicators in a year; see ``Panel.coverage``."""
    wanted = indicators_of(known.register, indicators)
    peers = areas_of(known.register, areas)
    # Nothing is calculated from a coverage, so it may show what is still to be verified.
    asked = Slice(peers, wanted, check_year(known, year), nature, allow=("unclear_tally",))
    above = benchmark_codes(known.register, peers)
    references = replace(asked, areas=above)
    rows, above_them = known.rows(asked), known.rows(references)
    return Coverage(known, wanted, peers, asked.year, rows, above_them, lang)


def benchmark_codes(register: Register, peers: Sequence[str]) -> tuple[str, ...]:
    """Codes of every area that contains a peer, nearest first."""
    found = [code for peer in peers for code in register.ancestors(peer)]
    return tuple(dict.fromkeys(found))


def sources_of(register: Register, *tables: pd.DataFrame) -> pd.DataFrame:
    """Documents named in the ``documents`` and ``target_documents`` columns of the tables."""
    used = {
        name
        for table in tables
        for column in ("documents", "target_documents")
        for text in table[column]
        for name in str(text).split()
    }
    documents = register.documents
    return documents[documents["id"].isin(used)].reset_index(drop=True)
