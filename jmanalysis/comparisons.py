"""Comparisons: all areas side by side, ranks as ranges, and a guard against unlike things.

:func:`compare` answers one question with always the same rows. What does not belong in the slice
is set aside with its reason; a selection that itself mixes unlike things raises
:class:`~jmanalysis.errors.NotComparableError`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass, replace

import numpy as np
import pandas as pd

from jmanalysis.cautions import CAUTION_COLUMNS, cautions_for
from jmanalysis.comparability import ALLOWANCES, refuse_mixture
from jmanalysis.coverages import benchmark_codes, sources_of
from jmanalysis.displays import folded, folded_html, html_table, rank_texts, text_table, word
from jmanalysis.errors import UnknownNameError
from jmanalysis.panels import Panel
from jmanalysis.ranks import Intervals, hold_places, rank_ranges
from jmanalysis.register import Indicator, Register
from jmanalysis.slices import Known, Slice, areas_of, check_year, indicators_of
from jmanalysis.vocabulary import WORDS, among

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
    lang : str
        The language that a notebook or a terminal shows it in: that of the panel.
    """

    known: Known
    asked: tuple[Slice, ...]
    stated_ranks: bool
    frame_: pd.DataFrame
    benchmarks_: pd.DataFrame
    cautions_: pd.DataFrame
    set_aside_: pd.DataFrame
    lang: str = "zh"

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
            "code": ["_place"],
            "known": ["_kind", "_low", "_place"],
            "rank": ["rank_best", "rank_worst", "_place"],
        }
        if by not in keys:
            raise UnknownNameError.among("排序方式", "order", by, keys)
        kinds = [*_RANKED, "conflicting", "unclear", "target_only", "qualitative", "implied"]
        order = {kind: place for place, kind in enumerate(kinds)}
        order = dict.fromkeys(_RANKED, 0) | {k: v for k, v in order.items() if k not in _RANKED}
        frame = self.frame_.assign(
            _kind=self.frame_["status"].map(order).fillna(len(order)),
            _low=-self.frame_["low"],
            _place=self.frame_["area"].map(self.register.place_by_area),
        )
        ordered = frame.sort_values(keys[by], kind="stable", ignore_index=True)
        return replace(self, frame_=ordered[self.frame_.columns])

    def __len__(self) -> int:
        return len(self.frame_)

    def __repr__(self) -> str:
        counts = self.frame_["status"].value_counts(sort=False)
        kinds = ", ".join(f"{n} {status}" for status, n in sorted(counts.items()))
        what = "/".join(i.id for i in self.indicators)
        head = f"<Comparison {what} {'/'.join(map(str, self.years))}: {kinds}>"
        table = text_table(self._telling(), self._shown(), rows=42, lang=self.lang)
        cautions = [f"! {caution}" for caution in self.cautions_[self.lang]]
        return "\n".join([head, table, *cautions])

    def _repr_html_(self) -> str:
        lang = self.lang
        table = html_table(self._telling(), self._shown(), lang=lang)
        cautions = folded(word("cautions", lang), self.cautions_[lang], is_open=True)
        sources = folded(word("their sources", lang), self.sources["title"])
        return table + cautions + self._beside() + sources

    def _telling(self) -> pd.DataFrame:
        named = self.register.named(self.frame_, self.lang)
        return named.assign(ranks=rank_texts(self.frame_))

    def _shown(self) -> list[str]:
        several = len(self.indicators) > 1
        columns = ["name", "period", "value", "unit", "status", "target", "derived", "words"]
        return columns[:1] + ["indicator"] * several + columns[1:] + ["ranks"]

    def _beside(self) -> str:
        """Fold away the containing areas: they are what is measured against, never peers."""
        above = self.benchmarks_
        above = above[above["value"].notna() | above["target"].notna()]
        columns = ["name", "period", "value", "target", "target_period", "unit"]
        named = self.register.named(above, self.lang)
        table = html_table(named, columns, lang=self.lang)
        return folded_html(word("beside", self.lang), table) if len(above) else ""


def compare(
    panel: Panel,
    indicators: str | Sequence[str],
    *,
    year: int | Sequence[int],
    nature: str = "actual",
    tally: str | None = None,
    allow: str | Sequence[str] = (),
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
    _check_words(nature, tally)
    allowed = _allowed(allow)
    register = panel.register
    wanted = indicators_of(register, indicators)
    peers = areas_of(register, areas)
    years = [year] if isinstance(year, (int, np.integer)) else list(year)
    asked = tuple(
        Slice(peers, wanted, check_year(panel.known, y), nature, tally, allowed) for y in years
    )
    rows = [panel.known.rows(one) for one in asked]
    aside = [panel.known.set_aside(one, table) for one, table in zip(asked, rows, strict=True)]
    refuse_mixture(panel.known, asked[0], rows, aside)
    ranked = [
        ranked_rows(panel.known, one, table, stated=stated_ranks)
        for one, table in zip(asked, rows, strict=True)
    ]
    frame = _finish(pd.concat(ranked, ignore_index=True))
    benchmarks = _benchmarks(panel.known, asked)
    cautions = cautions_for(panel.known, asked, frame, benchmarks, stated_ranks)
    return Comparison(
        panel.known,
        asked,
        stated_ranks,
        frame,
        benchmarks,
        pd.DataFrame([astuple(c) for c in cautions], columns=list(CAUTION_COLUMNS)),
        pd.concat(aside, ignore_index=True).drop_duplicates(ignore_index=True),
        panel.lang,
    )


def _allowed(allow: str | Sequence[str]) -> tuple[str, ...]:
    words = (allow,) if isinstance(allow, str) else tuple(allow)
    for one in words:
        if one not in ALLOWANCES:
            raise UnknownNameError.among("放行项", "allowance", one, ALLOWANCES)
    return words


def _check_words(nature: str, tally: str | None) -> None:
    if nature not in WORDS["nature"]:
        raise UnknownNameError.among("性质", "nature", nature, WORDS["nature"])
    if tally is not None and tally not in WORDS["tally"]:
        raise UnknownNameError.among("计数方式", "tally", tally, WORDS["tally"])


def _finish(frame: pd.DataFrame) -> pd.DataFrame:
    frame = frame[list(COLUMNS)].astype(dict.fromkeys(("value", "target", "derived"), "str"))
    for name in ("rank_best", "rank_worst"):
        ranks = frame[name].astype("Int64")
        frame[name] = ranks.mask(ranks == 0)
    return frame


def _benchmarks(known: Known, asked: Sequence[Slice]) -> pd.DataFrame:
    tables = []
    for one in asked:
        above = benchmark_codes(known.register, one.areas)
        tables.append(_unranked(known.rows(replace(one, areas=above))))
    return _finish(pd.concat(tables, ignore_index=True))


def _unranked(rows: pd.DataFrame) -> pd.DataFrame:
    """Add the columns of ranks with nothing in them; 0 is no rank."""
    rows = rows.assign(rank_best=0, rank_worst=0, rank_basis="")
    return rows.assign(implied_low_open=False, implied_high_open=False)


def ranked_rows(known: Known, asked: Slice, rows: pd.DataFrame, *, stated: bool) -> pd.DataFrame:
    """Return rows of :meth:`Known.rows` with the range of places of each; 0 is no place."""
    tables = []
    for indicator in asked.indicators:
        table = _unranked(rows[rows["indicator"] == indicator.id])
        if indicator.rankable and indicator.direction and asked.nature == "actual":
            _rank(known, asked, table, indicator, stated)
        tables.append(table)
    return pd.concat(tables)


def _rank(
    known: Known, asked: Slice, table: pd.DataFrame, indicator: Indicator, stated: bool
) -> None:
    lower = indicator.direction == "lower"
    intervals = _intervals(table, indicator, implied="implied" in asked.allow)
    best, worst = rank_ranges(intervals, lower_is_better=lower)
    shown = ~table["status"].isin(_UNRANKED).to_numpy()
    held: tuple[int, ...] = ()
    if stated:
        claimed = stated_ranks_of(known, indicator, asked)
        places = {
            position: claimed[area]
            for position, area in enumerate(table["area"])
            if shown[position] and area in claimed
        }
        best, worst, held = hold_places(best, worst, places)
    table["rank_best"], table["rank_worst"] = best * shown, worst * shown
    table["rank_basis"] = np.where(shown, "stated" if held else "values", "")
    for position in held:
        if best[position] == 1:
            _imply_worse(table, position, indicator)


def _intervals(table: pd.DataFrame, indicator: Indicator, *, implied: bool) -> Intervals:
    """Return what is known of each area, in the indicator's unit; of others, its natural limits."""
    comparable = table["unit"] == indicator.full_unit
    said = (table["status"].isin(_RANKED) & table["low"].notna() & comparable).to_numpy()
    follows = (table["implied_low"].notna() & (table["status"] == "implied")).to_numpy() & implied
    ends = []
    for name, limit in (("low", indicator.floor), ("high", indicator.ceiling)):
        known = np.where(said, table[name].to_numpy(dtype=float), limit)
        ends.append(np.where(follows, table[f"implied_{name}"].to_numpy(dtype=float), known))
    opens = [said & table[f"{name}_open"].to_numpy(dtype=bool) for name in ("low", "high")]
    return Intervals(ends[0], ends[1], opens[0], opens[1])


def _imply_worse(table: pd.DataFrame, first: int, indicator: Indicator) -> None:
    """Put all others strictly on the worse side of a sole first."""
    lower = indicator.direction == "lower"
    limit = float(table["low" if lower else "high"].to_numpy(dtype=float)[first])
    others = table["low"].isna() & (np.arange(len(table)) != first)
    if not np.isfinite(limit):
        return
    table.loc[others, "implied_low"] = limit if lower else indicator.floor
    table.loc[others, "implied_high"] = indicator.ceiling if lower else limit
    table.loc[others, "implied_low_open" if lower else "implied_high_open"] = True


def stated_ranks_of(known: Known, indicator: Indicator, asked: Slice) -> dict[str, int]:
    """Return the ranks that documents state for this indicator and year, by area.

    A rank counts only among all areas of its scope; a first place also among some of them.
    """
    cells, register = known.cells, known.register
    found: dict[str, int] = {}
    for rank in register.indicator_by_id.values():
        if rank.rank_of != indicator.id or rank.rank_scope not in register.area_by_code:
            continue
        mine = among(cells["indicator"], (rank.id,)) & among(cells["status"], ("exact",))
        mine &= among(cells["subject"], ("",)) & (cells["year"].to_numpy() == asked.year)
        everyone = set(register.children(rank.rank_scope)) == set(asked.areas)
        inside = all(rank.rank_scope in register.ancestors(area) for area in asked.areas)
        for area, place in cells.loc[mine, ["area", "low"]].itertuples(index=False):
            if everyone or (inside and place == 1):
                found[str(area)] = int(place)
    return found
