"""Charts that change, and the ranges of places in them.

A chart of an indicator in a year shows the rows that :meth:`Known.rows` lays out. They are laid out
from both sides and held against each other.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import groupby
from typing import Final

import pandas as pd

from jmanalysis.comparability import refuse_mixture
from jmanalysis.comparisons import ranked_rows
from jmanalysis.coverages import benchmark_codes
from jmanalysis.displays import rank_texts
from jmanalysis.errors import NotComparableError
from jmanalysis.slices import Known, Slice
from jmanalysis.vocabulary import year_of

CHART_COLUMNS: Final = ("indicator", "indicator_name", "year", "areas")
RANK_COLUMNS: Final = ("indicator", "indicator_name", "year", "area", "name", "before", "after")
#: What of a row a reader of the chart sees.
_SEEN: Final = [
    "area",
    "period",
    "status",
    "value",
    "unit",
    "words",
    "documents",
    "derived",
    "implied_low",
    "implied_high",
    "target",
    "target_period",
    "target_words",
    "target_documents",
]
_ABSENT: Final = ("silent", "unread")
#: An indicator in a year.
Asked = tuple[str, int]


def asked_of(claims: pd.DataFrame, cells: pd.DataFrame, years: Collection[int]) -> list[Asked]:
    """Return every indicator and year whose chart may show one of these claims or cells.

    A chart shows its own year, and the next target after it.

    Examples
    --------
    >>> plan = {"indicator": ["slots"], "period": ["2025"], "nature": ["target"]}
    >>> asked_of(pd.DataFrame(plan), pd.DataFrame(), [2023, 2024, 2026])
    [('slots', 2023), ('slots', 2024), ('slots', 2025)]
    """
    columns = ["indicator", "period"]
    tables = [table[columns].drop_duplicates() for table in (claims, cells) if len(table)]
    found = {(one, year_of(period)) for table in tables for one, period in _pairs(table)}
    plans = [claims.loc[claims["nature"] == "target", columns]] if len(claims) else []
    if len(cells):
        aimed = cells["before_target"].ne("") | cells["after_target"].ne("")
        plans.append(cells.loc[aimed, columns])
    last: dict[str, int] = {}
    for table in plans:
        for one, period in _pairs(table.drop_duplicates()):
            last[one] = max(last.get(one, 0), year_of(period))
    found |= {(one, year) for one, end in last.items() for year in years if year <= end}
    return sorted(found, key=lambda asked: (asked[1], asked[0]))


def _pairs(table: pd.DataFrame) -> list[tuple[str, str]]:
    return [(str(one), str(other)) for one, other in table.itertuples(index=False)]


def chart_changes(before: Known, after: Known, asked: Sequence[Asked]) -> pd.DataFrame:
    """Return the charts that change, and the names of the areas that change in each."""
    names = {a.code: a.name_zh for k in (before, after) for a in k.register.area_by_code.values()}
    titles = {i.id: i.name_zh for k in (before, after) for i in k.register.indicator_by_id.values()}
    found = []
    for year, group in groupby(asked, key=lambda one: one[1]):
        ids = [indicator for indicator, _ in group]
        old, new = (_rows(known, ids, year) for known in (before, after))
        for one in ids:
            differing = old.get(one, set()) ^ new.get(one, set())
            codes = {str(row[0]) for row in differing}
            told = "、".join(name for code, name in names.items() if code in codes)
            if codes:
                found.append((one, titles[one], year, told))
    return pd.DataFrame(found, columns=list(CHART_COLUMNS))


def _rows(known: Known, ids: Sequence[str], year: int) -> dict[str, set[tuple[object, ...]]]:
    """Lay out what the charts of a year show of the peers and of what contains them."""
    register = known.register
    indicators = tuple(i for i in register.indicator_by_id.values() if i.id in set(ids))
    codes = (*register.peers, *benchmark_codes(register, register.peers))
    if not (indicators and codes):
        return {}
    rows = known.rows(Slice(codes, indicators, year, allow=("unclear_tally",)))
    said = rows[~rows["status"].isin(_ABSENT)]
    seen = said[_SEEN].astype("object").where(said[_SEEN].notna(), None)
    return {
        str(one): set(table.itertuples(index=False, name=None))
        for one, table in seen.groupby(said["indicator"], sort=False)
    }


def rank_changes(before: Known, after: Known, charts: pd.DataFrame) -> pd.DataFrame:
    """Return the ranges of places that differ, of indicators that both sides may rank."""
    found = []
    for year, table in charts.groupby("year", sort=True):
        titles = dict(zip(table["indicator"], table["indicator_name"], strict=True))
        ids = [one for one in titles if _may_rank(before, one) and _may_rank(after, one)]
        old, new = (_places(known, ids, int(str(year))) for known in (before, after))
        for one in ids:
            was, now = old.get(one, {}), new.get(one, {})
            if was == now:
                continue
            was, now = (
                places if _comparable(known, one, int(str(year))) else {}
                for known, places in ((before, was), (after, now))
            )
            found += [
                (one, titles[one], year, *area, was.get(area, ""), now.get(area, ""))
                for area in {**was, **now}
                if was.get(area, _anywhere(before)) != now.get(area, _anywhere(after))
            ]
    return pd.DataFrame(found, columns=list(RANK_COLUMNS))


def _anywhere(known: Known) -> str:
    """Write the range of an area that nothing is known of where nothing is known of the others."""
    return f"1–{len(known.register.peers)}"


def _may_rank(known: Known, indicator: str) -> bool:
    found = known.register.indicator_by_id.get(indicator)
    return found is not None and found.rankable and bool(found.direction)


#: Ranges of places as text, by code and name of the area.
Places = dict[tuple[str, str], str]


def _places(known: Known, ids: Sequence[str], year: int) -> dict[str, Places]:
    """Return the range of places of each peer, by indicator; none where no figure is known."""
    if not ids or year not in known.years():
        return {}
    asked = Slice(known.register.peers, tuple(known.register.indicator(one) for one in ids), year)
    table = ranked_rows(known, asked, known.rows(asked), stated=False)
    for name in ("rank_best", "rank_worst"):
        places = table[name].astype("Int64")
        table[name] = places.mask(places == 0)
    table = table.assign(places=rank_texts(table))
    return {
        str(one): dict(
            zip(zip(rows["area"], rows["name"], strict=True), rows["places"], strict=True)
        )
        for one, rows in table.groupby("indicator")
        if rows["low"].notna().any()
    }


def _comparable(known: Known, indicator: str, year: int) -> bool:
    """Whether ``compare`` would lay these rows side by side at all."""
    asked = Slice(known.register.peers, (known.register.indicator(indicator),), year)
    rows = known.rows(asked)
    try:
        refuse_mixture(known, asked, [rows], [known.set_aside(asked, rows)])
    except NotComparableError:
        return False
    return True
