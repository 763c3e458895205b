"""Differences: what changes from one set of claims to another, from the claims to the charts.

``diff()`` says which claims are new, gone or changed, which panel cells follow, which ranges of
places move, and which charts are no longer what they were.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from jmanalysis.differences.cells import cell_changes
from jmanalysis.differences.charts import asked_of, chart_changes, rank_changes
from jmanalysis.differences.claims import claim_changes
from jmanalysis.differences.telling import report, shown
from jmanalysis.observations import Observations
from jmanalysis.panels import Panel, normalise
from jmanalysis.slices import Known
from jmanalysis.vocabulary import year_of

__all__ = ["Differences", "diff"]


@dataclass(frozen=True)
class Differences:
    """What changes between two sets of claims. Make one with :func:`diff`.

    Attributes
    ----------
    claims : DataFrame
        One row per claim: ``change`` (``added``, ``removed``, ``changed``; ``moved`` where the same
        is said in another place or document), its keys, what was said ``before`` and ``after``,
        and the ``fields`` that differ.
    cells : DataFrame
        Panel cells: value, kind and target before and after.
    ranks : DataFrame
        Ranges of places (``1–7``) of the indicators that both sides may rank.
    charts : DataFrame
        ``indicator``, ``year`` and the names of the areas that change in it.
    coverage : DataFrame
        ``area``, ``name``, ``year``, ``change``: areas of which a whole document is now read
        (``added``), or no longer (``removed``). A gap then reads otherwise in every chart of the
        year: not mentioned, where it was not read.
    """

    claims: pd.DataFrame
    cells: pd.DataFrame
    ranks: pd.DataFrame
    charts: pd.DataFrame
    coverage: pd.DataFrame

    def __bool__(self) -> bool:
        return bool(len(self.claims) or len(self.cells) or len(self.charts) or len(self.coverage))

    def report(self, lang: str = "zh") -> str:
        """Write all of it as text.

        Parameters
        ----------
        lang
            ``zh`` or ``en``.
        """
        return report(self, lang)

    def __repr__(self) -> str:
        counts = self.claims["change"].value_counts()
        claims = ", ".join(f"{n} {name}" for name, n in counts.items()) or "none"
        rest = f"{len(self.cells)} cells, {len(self.ranks)} ranks, {len(self.charts)} charts"
        return f"<Differences: claims {claims}; {rest}>"

    def _repr_html_(self) -> str:
        return shown(self)


def diff(before: Observations | Panel, after: Observations | Panel) -> Differences:
    """Say what changes from one set of claims to another.

    Parameters
    ----------
    before, after
        From :func:`jmanalysis.load` (or the panels made of them); both stay as they are.

    Returns
    -------
    Differences
        Claims, panel cells, ranges of places and charts that differ.

    Raises
    ------
    SeedsError
        If a value of either side lies outside the natural limits of its indicator.

    Examples
    --------
    >>> import jmanalysis as jm
    >>> from jmanalysis.differences import diff
    >>> claims = jm.load()
    >>> changed = claims.frame.drop(columns="low")
    >>> changed.loc[changed["words"] == "每千人口托位数6.12个", "value"] = "6.2"
    >>> now = jm.Observations.from_frame(changed, claims.register)
    >>> found = diff(claims, now)
    >>> found.claims[["change", "before", "after"]].values.tolist()
    [['changed', '6.12个', '6.2个']]
    """
    old, new = (one if isinstance(one, Panel) else normalise(one) for one in (before, after))
    claims = claim_changes(old.observations, new.observations)
    cells = cell_changes(old.known, new.known)
    asked = asked_of(claims, cells, {*old.known.years(), *new.known.years()})
    charts = chart_changes(old.known, new.known, asked)
    ranks = rank_changes(old.known, new.known, charts)
    return Differences(claims, cells, ranks, charts, _coverage(old.known, new.known))


def _coverage(before: Known, after: Known) -> pd.DataFrame:
    """Compare what was read whole: areas and years."""
    old, new = _read(before), _read(after)
    names = {a.code: a.name_zh for k in (before, after) for a in k.register.area_by_code.values()}
    rows = [
        (code, names.get(code, code), year, "added" if (code, year) in new else "removed")
        for code, year in sorted(old ^ new)
    ]
    return pd.DataFrame(rows, columns=["area", "name", "year", "change"])


def _read(known: Known) -> set[tuple[str, int]]:
    documents = known.register.document_by_id.values()
    return {
        (area, year_of(period))
        for document in documents
        if document.reading == "whole"
        for area in document.areas
        for period in document.periods
    }
