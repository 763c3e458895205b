"""Comparisons: all areas side by side, ranks as ranges, and a guard against unlike things.

:func:`compare` answers one question with always the same rows. What does not belong in the slice
is set aside with its reason; a selection that itself mixes unlike things raises
:class:`~jmanalysis.errors.NotComparableError`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from jmanalysis.cautions import CAUTION_COLUMNS, cautions_for
from jmanalysis.comparability import ALLOWANCES, refuse_mixture
from jmanalysis.coverages import benchmark_codes, sources_of
from jmanalysis.errors import UnknownNameError
from jmanalysis.panels import Panel
from jmanalysis.ranks import Intervals, rank_ranges
from jmanalysis.slices import Known, Slice, areas_of, check_year, indicators_of
from jmanalysis.vocabulary import WORDS, Indicator, Register

COLUMNS = (
    "area",
    "name",
    "indicator",
    "period",
    "value",
    "low",
    "high",
    "low_open",
    "high_open",
    "implied_low",
    "implied_high",
    "implied_low_open",
    "implied_high_open",
    "unit",
    "nature",
    "tally",
    "population",
    "basis",
    "method",
    "status",
    "inferred",
    "target",
    "target_low",
    "target_high",
    "target_low_open",
    "target_high_open",
    "target_period",
    "derived",
    "derived_low",
    "derived_high",
    "derived_words",
    "derived_claims",
    "words",
    "documents",
    "claims",
    "target_words",
    "target_documents",
    "target_claims",
    "rank_best",
    "rank_worst",
    "rank_basis",
)
_RANKED = ("exact", "bound", "range", "approx", "derived")
_UNRANKED = ("unclear", "conflicting")


@dataclass(frozen=True)
class Comparison:
    """Areas side by side for one slice. Make one with :func:`compare`.

    Attributes
    ----------
    frame : DataFrame
        One row per area (and indicator and year, where several were asked for); always every area.
    benchmarks : DataFrame
        The same columns for the areas that contain them (city, province, nation): never peers.
    cautions : DataFrame
        What every reader must be told: ``code, area, indicator, zh, en, blocks``; ``blocks`` marks
        those under which no claim of "higher" or "first" may be made.
    set_aside : DataFrame
        What else is known about these cells, each with its ``reason``.
    sources : DataFrame
        The documents behind all of it.
    """

    known: Known
    asked: tuple[Slice, ...]
    stated_ranks: bool
    frame_: pd.DataFrame
    benchmarks_: pd.DataFrame
    cautions_: pd.DataFrame
    set_aside_: pd.DataFrame

    @property
    def register(self) -> Register:
        """Areas, indicators and documents."""
        return self.known.register

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """The indicators compared."""
        return self.asked[0].indicators

    @property
    def years(self) -> tuple[int, ...]:
        """The years compared."""
        return tuple(asked.year for asked in self.asked)

    @property
    def frame(self) -> pd.DataFrame:
        """A plain tidy copy."""
        return self.frame_.copy()

    @property
    def benchmarks(self) -> pd.DataFrame:
        """A plain tidy copy of the reference rows."""
        return self.benchmarks_.copy()

    @property
    def cautions(self) -> pd.DataFrame:
        """A plain tidy copy of the cautions."""
        return self.cautions_.copy()

    @property
    def set_aside(self) -> pd.DataFrame:
        """A plain tidy copy of what was set aside."""
        return self.set_aside_.copy()

    @property
    def sources(self) -> pd.DataFrame:
        """The documents behind the rows and benchmarks."""
        return sources_of(self.register, self.frame_, self.benchmarks_)

    def order_by(self, by: str) -> Comparison:
        """Return the same comparison with its rows in another order.

        Parameters
        ----------
        by
            ``code`` (administrative order), ``known`` (figures first, then targets, words and
            silence) or ``rank`` (best possible rank first).

        Raises
        ------
        UnknownNameError
            For another word.
        """
        keys = {
            "code": ["area"],
            "known": ["_kind", "_low", "area"],
            "rank": ["rank_best", "rank_worst", "area"],
        }
        if by not in keys:
            raise UnknownNameError.among("排序方式", "order", by, keys)
        kinds = [*_RANKED, "conflicting", "unclear", "target_only", "qualitative", "implied"]
        order = {kind: place for place, kind in enumerate(kinds)}
        order = dict.fromkeys(_RANKED, 0) | {k: v for k, v in order.items() if k not in _RANKED}
        frame = self.frame_.assign(
            _kind=self.frame_["status"].map(order).fillna(len(order)), _low=-self.frame_["low"]
        )
        ordered = frame.sort_values(keys[by], kind="stable").drop(columns=["_kind", "_low"])
        return replace(self, frame_=ordered.reset_index(drop=True))

    def __len__(self) -> int:
        return len(self.frame_)

    def __repr__(self) -> str:
        counts = self.frame_["status"].value_counts(sort=False)
        kinds = ", ".join(f"{n} {status}" for status, n in sorted(counts.items()))
        what = "/".join(i.id for i in self.indicators)
        return f"<Comparison {what} {'/'.join(map(str, self.years))}: {kinds}>"

    def _repr_html_(self) -> str:
        columns = ["name", "period", "value", "unit", "status", "target", "words"]
        columns += ["rank_best", "rank_worst"]
        return self.frame_[columns].to_html(index=False, na_rep="—")


def compare(
    panel: Panel,
    indicators: str | Sequence[str],
    *,
    year: int | Sequence[int],
    nature: str = "actual",
    tally: str | None = None,
    allow: Sequence[str] = (),
    stated_ranks: bool = False,
    areas: Sequence[str] | None = None,
) -> Comparison:
    """Lay all areas side by side for one slice, and say what may be concluded.

    Parameters
    ----------
    panel
        From :func:`jmanalysis.normalise`.
    indicators
        One id or Chinese name, or several that share a unit and are no look-alikes.
    year
        One year or several.
    nature
        ``actual`` or ``target``; the two never share a slice.
    tally
        ``stock``, ``added``, ``flow``, ``none`` or ``unclear``; by default the indicator's usual.
    allow
        Kinds of unlikeness to let in by name: ``unclear_tally``, ``other_year``, ``population``,
        ``unit``, ``institution``, ``implied``. Every chart then says so.
    stated_ranks
        Whether ranks that a document states count as evidence.
    areas
        The areas compared; by default the districts.

    Returns
    -------
    Comparison
        One row per area, indicator and year.

    Raises
    ------
    UnknownNameError
        For an unknown indicator, area, year, nature, tally or allowance, with close matches.
    NotComparableError
        If the selection itself mixes unlike things, naming both claims and the way out.

    Examples
    --------
    >>> import jmanalysis as jm
    >>> panel = jm.normalise(jm.load())
    >>> slots = jm.compare(panel, "childcare_slots", year=2024)
    >>> slots.frame.query("area == '440705'")[["value", "rank_best", "rank_worst"]].values.tolist()
    [['6.12', 1, 7]]
    """
    _check_words(nature, tally, allow)
    register = panel.register
    wanted = indicators_of(register, indicators)
    peers = areas_of(register, areas)
    years = [year] if isinstance(year, (int, np.integer)) else list(year)
    asked = tuple(
        Slice(peers, wanted, check_year(panel.known, y), nature, tally, tuple(allow))
        for y in years
    )
    rows = [panel.known.rows(one) for one in asked]
    aside = [panel.known.set_aside(one, table) for one, table in zip(asked, rows, strict=True)]
    refuse_mixture(panel.known, asked[0], rows, aside)
    ranked = [_ranked(panel.known, table, stated_ranks) for table in rows]
    frame = _finish(pd.concat(ranked, ignore_index=True))
    benchmarks = _benchmarks(panel.known, asked)
    cautions = cautions_for(panel.known, asked, frame, benchmarks, stated_ranks)
    return Comparison(
        panel.known,
        asked,
        stated_ranks,
        frame,
        benchmarks,
        pd.DataFrame([vars_of(c) for c in cautions], columns=list(CAUTION_COLUMNS)),
        pd.concat(aside, ignore_index=True).drop_duplicates(ignore_index=True),
    )


def vars_of(caution: object) -> dict[str, object]:
    """Fields of one caution as a record."""
    return {name: getattr(caution, name) for name in CAUTION_COLUMNS}


def _check_words(nature: str, tally: str | None, allow: Sequence[str]) -> None:
    if nature not in WORDS["nature"]:
        raise UnknownNameError.among("性质", "nature", nature, WORDS["nature"])
    if tally is not None and tally not in WORDS["tally"]:
        raise UnknownNameError.among("计数方式", "tally", tally, WORDS["tally"])
    for word in [allow] if isinstance(allow, str) else allow:
        if word not in ALLOWANCES:
            raise UnknownNameError.among("放行项", "allowance", word, ALLOWANCES)


def _finish(frame: pd.DataFrame) -> pd.DataFrame:
    for name in ("implied_low_open", "implied_high_open"):
        if name not in frame:
            frame[name] = False
    text = dict.fromkeys(("value", "target", "derived"), "str")
    ranks = dict.fromkeys(("rank_best", "rank_worst"), "Int64")
    return frame[list(COLUMNS)].astype({**text, **ranks})


def _benchmarks(known: Known, asked: Sequence[Slice]) -> pd.DataFrame:
    tables = []
    for one in asked:
        above = benchmark_codes(known.register, one.areas)
        table = known.rows(replace(one, areas=above))
        tables.append(table.assign(rank_best=pd.NA, rank_worst=pd.NA, rank_basis=""))
    return _finish(pd.concat(tables, ignore_index=True))


def _ranked(known: Known, rows: pd.DataFrame, stated: bool) -> pd.DataFrame:
    tables = []
    for name, table in rows.groupby("indicator", sort=False):
        indicator = known.register.indicator_by_id[str(name)]
        tables.append(_rank_one(known, table.copy(), indicator, stated))
    return pd.concat(tables)


def _rank_one(
    known: Known, table: pd.DataFrame, indicator: Indicator, stated: bool
) -> pd.DataFrame:
    table = table.assign(rank_best=pd.NA, rank_worst=pd.NA, rank_basis="")
    table = table.assign(implied_low_open=False, implied_high_open=False)
    if not indicator.rankable or not indicator.direction or table["nature"].iat[0] == "target":
        return table
    lower = indicator.direction == "lower"
    best, worst = rank_ranges(_intervals(table, indicator), lower_is_better=lower)
    shown = ~table["status"].isin(_UNRANKED).to_numpy()
    table["rank_best"] = pd.array(np.where(shown, best, 0), dtype="Int64")
    table["rank_worst"] = pd.array(np.where(shown, worst, 0), dtype="Int64")
    table.loc[~shown, ["rank_best", "rank_worst"]] = pd.NA
    table.loc[shown, "rank_basis"] = "values"
    return _use_stated_ranks(known, table, indicator) if stated else table


def _intervals(table: pd.DataFrame, indicator: Indicator) -> Intervals:
    usable = table["status"].isin(_RANKED).to_numpy() & table["low"].notna().to_numpy()
    low = np.where(usable, table["low"].to_numpy(dtype=float), indicator.floor)
    high = np.where(usable, table["high"].to_numpy(dtype=float), indicator.ceiling)
    return Intervals(
        low,
        high,
        usable & table["low_open"].to_numpy(dtype=bool),
        usable & table["high_open"].to_numpy(dtype=bool),
    )


def _use_stated_ranks(
    known: Known, table: pd.DataFrame, indicator: Indicator
) -> pd.DataFrame:
    """Let a stated rank narrow the ranges; a sole first puts all others strictly below it."""
    year = int(str(table["period"].iat[0])[:4])
    for area, rank in stated_ranks_of(known, indicator, year).items():
        mine = (table["area"] == area).to_numpy()
        possible = (table["rank_best"] <= rank) & (rank <= table["rank_worst"])
        if not mine.any() or not bool(possible[mine].fillna(False).all()):
            continue  # contradicted by the values: the caution says so, the rank is not used
        table.loc[mine, ["rank_best", "rank_worst"]] = rank
        above, below = table["rank_best"] == rank, table["rank_worst"] == rank
        table.loc[~mine & above, "rank_best"] += 1
        table.loc[~mine & below, "rank_worst"] -= 1
        table.loc[table["rank_basis"] == "values", "rank_basis"] = "stated"
        if rank == 1:
            _imply_below(table, mine, indicator)
    return table


def _imply_below(
    table: pd.DataFrame, first: np.ndarray[tuple[int], np.dtype[np.bool_]], indicator: Indicator
) -> None:
    lower = indicator.direction == "lower"
    end, is_open = ("low", "implied_low_open") if lower else ("high", "implied_high_open")
    limit = table.loc[first, end].iat[0]
    others = ~first & table["low"].isna().to_numpy()
    if not np.isfinite(limit) or not others.any():
        return
    floor, ceiling = indicator.floor, indicator.ceiling
    table.loc[others, "implied_low"] = limit if lower else floor
    table.loc[others, "implied_high"] = ceiling if lower else limit
    table.loc[others, is_open] = True


def stated_ranks_of(known: Known, indicator: Indicator, year: int) -> dict[str, int]:
    """Return the ranks that documents state for this indicator and year, by area."""
    ids = [
        i.id
        for i in known.register.indicator_by_id.values()
        if i.rank_of == indicator.id and i.rank_scope in known.register.area_by_code
    ]
    cells = known.cells
    mine = cells["indicator"].isin(ids) & (cells["year"] == year) & (cells["status"] == "exact")
    mine &= cells["subject"] == ""
    found = cells[mine]
    return dict(zip(found["area"].astype("str"), found["low"].astype(int), strict=True))
