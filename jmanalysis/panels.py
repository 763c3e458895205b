"""Panels: one value per area × indicator × period, in one unit, with basis, method and status.

:func:`normalise` lays every claim into its cell. A :class:`Panel` keeps the cells as columns and,
for each cell, the span of claims behind it, so that any figure leads back to its words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from jmanalysis.cells import combine
from jmanalysis.coverages import Coverage, cover
from jmanalysis.derivations import derive
from jmanalysis.displays import folded, html_table, tally, text_table, word
from jmanalysis.names import AreaNames, IndicatorNames
from jmanalysis.observations import Observations
from jmanalysis.register import Register
from jmanalysis.slices import VALUED, Known, areas_of, check_year
from jmanalysis.vocabulary import year_of

_SHOWN = ("name", "subject", "indicator_name", "period", "value", "unit", "status")


@dataclass(frozen=True)
class Panel:
    """What is known, cell by cell. Make one with :func:`normalise`.

    Attributes
    ----------
    frame : DataFrame
        One row per area × indicator × period (and per institution and tally where a claim is about
        one): ``value`` as text, ``low``, ``high`` and their openness in ``unit``, ``status``,
        ``basis``, ``method``, the target of the period, derived and implied values, and the words,
        documents and ids of the claims.
    sources : DataFrame
        The documents behind it.
    """

    observations: Observations
    known: Known

    @property
    def lang(self) -> str:
        """The language that it is shown in, and what is made of it: that of the claims."""
        return self.observations.lang

    @property
    def register(self) -> Register:
        """Areas, indicators and documents."""
        return self.known.register

    @property
    def sources(self) -> pd.DataFrame:
        """The documents that at least one claim comes from."""
        return self.observations.sources

    @property
    def frame(self) -> pd.DataFrame:
        """A plain tidy copy, one row per cell that something was said about."""
        return self.known.readable(self.known.cells)

    def coverage(
        self, indicators: str | Sequence[str], *, year: int, areas: Sequence[str] | None = None
    ) -> Coverage:
        """Say for every area and indicator what kind of knowledge there is.

        Parameters
        ----------
        indicators
            Ids or Chinese names, in the order of the columns.
        year
            The year of the actuals; the next targets stand beside them.
        areas
            The areas compared; by default the districts.

        Returns
        -------
        Coverage
            One row per area and indicator, silent ones included.

        Raises
        ------
        UnknownNameError
            For an unknown indicator, area or year, with close matches.

        Examples
        --------
        >>> import jmanalysis as jm
        >>> panel = jm.normalise(jm.load())
        >>> covered = panel.coverage(["childcare_slots"], year=2024)
        >>> list(covered.frame["status"].value_counts().items())[0]
        ('silent', 4)
        """
        return cover(self.known, indicators, year=year, areas=areas, lang=self.lang)

    def plans(self, year: int, *, areas: Sequence[str] | None = None) -> pd.DataFrame:
        """List every target and plan of the areas for a year, those with a number first.

        Parameters
        ----------
        year
            The year that the plans are for.
        areas
            The areas; by default the districts.

        Returns
        -------
        DataFrame
            One row per claim: ``name, subject, indicator, value, unit, words, document, id``.

        Raises
        ------
        UnknownNameError
            If no document speaks of that year, or for an unknown area.

        Examples
        --------
        >>> import jmanalysis as jm
        >>> plans = jm.normalise(jm.load()).plans(2025)
        >>> plans.query("indicator == '每千人口托位数'")[["name", "value"]].values.tolist()
        [['台山市', '>=5.5']]
        """
        codes = areas_of(self.register, areas)
        claims = self.known.claims
        mine = claims["area"].isin(codes) & (claims["nature"] == "target")
        found = claims[mine]
        years = found["period"].astype("str").map(year_of)
        found = found[years == check_year(self.known, year)]
        texts = found.astype({"area": "str", "indicator": "str", "subject": "str", "unit": "str"})
        names = {a.code: a.name_zh for a in self.register.area_by_code.values()}
        titles = {i.id: i.name_zh for i in self.register.indicator_by_id.values()}
        table = texts.assign(
            name=texts["area"].map(names),
            indicator=texts["indicator"].map(titles),
            document=texts["document"].astype("str"),
            _bare=texts["value"] == "",
            _place=texts["area"].map(self.register.place_by_area),
        ).sort_values(["_bare", "_place"], kind="stable")
        columns = ["name", "subject", "indicator", "value", "unit", "words", "document", "id"]
        return table[columns].reset_index(drop=True)

    def __len__(self) -> int:
        return len(self.known.cells)

    def __repr__(self) -> str:
        counts = self.known.cells["status"].value_counts()
        kinds = ", ".join(f"{n} {name}" for name, n in counts.items() if n)
        table = text_table(self._telling(), _SHOWN, rows=10, lang=self.lang) if len(self) else ""
        return f"<Panel: {len(self)} cells; {kinds}>\n{table}".rstrip()

    def _repr_html_(self) -> str:
        lang = self.lang
        table = html_table(self._telling(), _SHOWN, rows=12, lang=lang)
        sources = folded(word("sources", lang, count=len(self.sources)), self.sources["title"])
        counted = word("cells", lang, count=len(self)) + tally(self.known.cells["status"], lang)
        return f"<p>{counted}</p>{table}{sources}"

    def _telling(self) -> pd.DataFrame:
        """Put the figures of the compared areas first: what an analyst looks for."""
        cells = self.known.cells
        mine = cells["area"].isin(self.register.peers) & (cells["subject"] == "")
        figure = cells["status"].isin(VALUED)
        order = np.argsort(2 * ~figure.to_numpy() + ~mine.to_numpy(), kind="stable")
        return self.register.named(self.known.readable(cells).iloc[order], self.lang)

    @cached_property
    def indicators(self) -> IndicatorNames:
        """The indicators by name: ``panel.indicators.childcare_slots``, completed with Tab."""
        return IndicatorNames.of(self.register, self.observations.frame)

    @cached_property
    def areas(self) -> AreaNames:
        """The areas by name: ``panel.areas.新会区``, completed with Tab."""
        return AreaNames.of(self.register, self.observations.frame)


def normalise(claims: Observations) -> Panel:
    """Put every claim into one unit and one cell.

    Reported claims of one quantity combine by intersection; claims that exclude each other make the
    cell ``conflicting``; a superseded claim is left out. Targets and derived values stand beside.

    Parameters
    ----------
    claims
        From :func:`jmanalysis.load`; unchanged.

    Returns
    -------
    Panel
        One row per area × indicator × period.

    Raises
    ------
    SeedsError
        If a value lies outside the natural limits of its indicator, naming file and row.

    Examples
    --------
    >>> import jmanalysis as jm
    >>> panel = jm.normalise(jm.load())
    >>> cell = panel.frame.query("indicator == 'vaccination_coverage' and area == '440705'")
    >>> cell[["value", "unit", "status"]].to_dict("records")
    [{'value': '>95', 'unit': '%', 'status': 'bound'}]
    """
    table = claims._table
    gone = table["supersedes"].ne("").to_numpy()
    if gone.any():
        table = table[~table["id"].isin(table.loc[gone, "supersedes"])]
    cells, order = combine(table, claims.register)
    cells = derive(cells, claims.register)
    return Panel(claims, Known(cells, order, table, claims.register))
