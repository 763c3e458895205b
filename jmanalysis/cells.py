"""Cells: many claims about one quantity become one interval, for a million claims at once.

A cell is one area × institution × indicator × period × tally. Its claims are put into the
indicator's unit, then combined by intersection; claims that cannot all be true make it
``conflicting``. Targets and values that a document derived itself lie in layers of their own and
never narrow what was reported. Everything here works on whole columns: sort once, then reduce.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from jmanalysis import units
from jmanalysis.errors import SeedsError
from jmanalysis.register import Register
from jmanalysis.vocabulary import STATUSES, among, year_of

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]

KEYS = ("area", "subject", "indicator", "period", "tally")
ENDS = ("low", "high", "low_open", "high_open", "approximate")
_MIXED = "mixed"


@dataclass(frozen=True)
class Layer:
    """Interval columns of one layer (reported, derived or target), one row per cell."""

    has: Bools
    low: Floats
    high: Floats
    low_open: Bools
    high_open: Bools
    approximate: Bools

    def columns(self, prefix: str = "") -> dict[str, npt.NDArray[np.generic]]:
        """Return the ends as columns, missing where the layer has nothing."""
        blank = ~self.has
        low, high = self.low.copy(), self.high.copy()
        low[blank], high[blank] = np.nan, np.nan
        parts = (low, high, self.low_open, self.high_open, self.approximate)
        return {f"{prefix}{name}": part for name, part in zip(ENDS, parts, strict=True)}


@dataclass(frozen=True)
class Groups:
    """Claims sorted by cell: ``order`` lists claims, ``starts`` where each cell begins."""

    order: Ints
    starts: Ints
    convertible: Bools

    @property
    def sizes(self) -> Ints:
        """Claims per cell."""
        return np.diff(np.append(self.starts, len(self.order)))

    @property
    def first(self) -> Ints:
        """Position of each cell's first claim."""
        return self.order[self.starts]


def combine(claims: pd.DataFrame, register: Register) -> tuple[pd.DataFrame, Ints]:
    """Combine claims into cells.

    Parameters
    ----------
    claims
        The table of an Observations, without superseded claims.
    register
        Units, floors and ceilings of the indicators; standings of the documents.

    Returns
    -------
    cells : DataFrame
        One row per cell: its keys, ``year``, ``population``, the interval columns, ``status``,
        ``unit_ok``, ``inferred``, the layers ``target_*`` and ``derived_*``, and ``start``,
        ``stop``, its span in ``order``.
    order : array of int
        Claim positions sorted by cell.

    Raises
    ------
    SeedsError
        If a value lies outside the floor and ceiling of its indicator.
    """
    scale = _scales(claims, register)
    low, high = _in_register_units(claims, scale)
    _refuse_impossible(claims, register, low, high, ~np.isnan(scale))
    groups = _group(claims, ~np.isnan(scale))
    number = ~np.isnan(low)
    target = among(claims["nature"], ("target",))
    derived = among(claims["document"], _derived_documents(register)) & ~target
    actual = ~target & ~derived
    reduce = _Reducer(claims, groups, low, high)
    cells = _keys(claims, groups)
    conflicts = {}
    for prefix, mask in (("", actual), ("derived_", derived), ("target_", target)):
        layer, conflicts[prefix] = reduce.layer(mask & number)
        cells = cells.assign(**layer.columns(prefix))
    said = reduce.any(~target)
    cells["status"] = _status(cells, conflicts[""], said)
    cells["target_said"] = reduce.any(target)
    cells["population"] = _population(claims, groups)
    cells["inferred"] = reduce.any(among(claims["period_basis"], ("inferred",)))
    cells["start"] = groups.starts
    cells["stop"] = groups.starts + groups.sizes
    return _cut_at_limits(cells, register), groups.order


def _derived_documents(register: Register) -> list[str]:
    documents = register.documents
    return list(documents.loc[documents["standing"] == "derived", "id"])


def _scales(claims: pd.DataFrame, register: Register) -> Floats:
    """Factor from the unit as said to the register's unit; NaN where they do not convert."""
    said, indicator = claims["unit"].cat, claims["indicator"].cat
    pair = said.codes.to_numpy().astype(np.int64) * len(indicator.categories)
    pair += indicator.codes.to_numpy()
    table = np.ones(len(said.categories) * len(indicator.categories))
    for code in np.flatnonzero(np.bincount(pair, minlength=len(table))):
        unit_code, indicator_code = divmod(int(code), len(indicator.categories))
        table[code] = _scale(
            said.categories[unit_code], register, indicator.categories[indicator_code]
        )
    return np.asarray(table[pair])


def _scale(said: str, register: Register, indicator_id: str) -> float:
    if not said:
        return 1.0
    indicator = register.indicator_by_id[indicator_id]
    unit, per = units.split(said)
    # 每千人口托位数6.12个: the base stands in the indicator's own name.
    found = units.factor(unit, indicator.unit, per=per or indicator.per, target_per=indicator.per)
    return np.nan if found is None else found


def _in_register_units(claims: pd.DataFrame, scale: Floats) -> tuple[Floats, Floats]:
    low, high = claims["low"].to_numpy(), claims["high"].to_numpy()
    changes = (scale != 1) & ~np.isnan(scale)
    if not changes.any():
        return low, high
    low, high = low.copy(), high.copy()
    for ends in (low, high):  # nine decimals: 482.24 × 10000 is 4822400 and not …399.9999
        ends[changes] = np.round(ends[changes] * scale[changes], 9)
    return low, high


def _limits(indicators: pd.Series, register: Register) -> tuple[Floats, Floats]:
    rows = [register.indicator_by_id[name] for name in indicators.cat.categories]
    codes = indicators.cat.codes.to_numpy()
    floors = np.array([row.floor for row in rows], dtype=float)
    ceilings = np.array([row.ceiling for row in rows], dtype=float)
    return floors[codes], ceilings[codes]


def _refuse_impossible(
    claims: pd.DataFrame, register: Register, low: Floats, high: Floats, convertible: Bools
) -> None:
    floor, ceiling = _limits(claims["indicator"], register)
    low_open, high_open = claims["low_open"].to_numpy(), claims["high_open"].to_numpy()
    beyond = (low > ceiling) | ((low == ceiling) & low_open)
    beyond |= (high < floor) | ((high == floor) & high_open)
    # The tolerance of 约98% may reach past 100; an end that was said may not.
    said = ~claims["approximate"].to_numpy()
    beyond |= said & ((np.isfinite(low) & (low < floor)) | (np.isfinite(high) & (high > ceiling)))
    beyond &= convertible
    if beyond.any():
        row = claims.iloc[int(np.flatnonzero(beyond)[0])]
        indicator = register.indicator_by_id[row["indicator"]]
        raise SeedsError(
            f"{indicator.name_zh}的值 {row['value']}{row['unit']} 超出可能范围。",
            f"The value {row['value']} of {indicator.id} is outside its natural limits.",
            where=" ".join(str(row[c]) for c in ("file", "row", "id") if c in row),
            hint_zh=f"应在 {indicator.floor:g} 与 {indicator.ceiling:g} 之间；请核对单位。",
            hint_en=f"Between {indicator.floor:g} and {indicator.ceiling:g}; check the unit.",
        )


def _group(claims: pd.DataFrame, convertible: Bools) -> Groups:
    key = np.zeros(len(claims), dtype=np.int64)
    for name in KEYS:
        column = claims[name].cat
        key *= len(column.categories) + 1
        key += column.codes.to_numpy()
    # A unit that does not convert makes a quantity of its own.
    units_said = claims["unit"].cat
    foreign = np.where(convertible, 0, units_said.codes.to_numpy() + 1)
    key = key * (len(units_said.categories) + 1) + foreign
    order = np.argsort(key, kind="stable")
    ordered = key[order]
    starts = np.flatnonzero(np.append(True, ordered[1:] != ordered[:-1])) if len(key) else order
    return Groups(order, starts, convertible)


class _Reducer:
    """Reduces claim columns to cells; holds the sorted columns so that each is sorted once."""

    def __init__(self, claims: pd.DataFrame, groups: Groups, low: Floats, high: Floats) -> None:
        self.groups = groups
        self.low, self.high = low[groups.order], high[groups.order]
        self.low_open = claims["low_open"].to_numpy()[groups.order]
        self.high_open = claims["high_open"].to_numpy()[groups.order]
        self.approximate = claims["approximate"].to_numpy()[groups.order]

    def any(self, mask: Bools) -> Bools:
        return self._any(mask[self.groups.order])

    def _any(self, mask: Bools) -> Bools:
        if not mask.any():  # most layers of most tables are empty
            return np.zeros(len(self.groups.starts), dtype=bool)
        return np.asarray(np.logical_or.reduceat(mask, self.groups.starts))

    def layer(self, mask: Bools) -> tuple[Layer, Bools]:
        """Intersect the claims of the mask: highest low, lowest high, open wins a tie.

        Where they contradict each other, nothing is left to intersect: the second answer says so,
        and the layer spans them all.
        """
        inside = mask[self.groups.order]
        has = self._any(inside)
        if not has.any():
            nothing = np.full(len(has), np.nan)
            return Layer(has, nothing, nothing, has, has, has), has
        lows = np.where(inside, self.low, -np.inf)
        highs = np.where(inside, self.high, np.inf)
        low = np.maximum.reduceat(lows, self.groups.starts)
        high = np.minimum.reduceat(highs, self.groups.starts)
        layer = self._with_ends(inside, has, low, high, lows, highs)
        conflict = has & _empty(layer)
        return (self._hull(inside, layer, conflict) if conflict.any() else layer), conflict

    def _with_ends(
        self, inside: Bools, has: Bools, low: Floats, high: Floats, lows: Floats, highs: Floats
    ) -> Layer:
        sizes = self.groups.sizes
        low_open = self._any(inside & self.low_open & (lows == np.repeat(low, sizes)))
        high_open = self._any(inside & self.high_open & (highs == np.repeat(high, sizes)))
        approximate = self._any(inside & self.approximate)
        approximate &= ~self._any(inside & ~self.approximate)
        return Layer(has, low, high, low_open, high_open, approximate)

    def _hull(self, inside: Bools, layer: Layer, conflict: Bools) -> Layer:
        lows = np.where(inside, self.low, np.inf)
        highs = np.where(inside, self.high, -np.inf)
        low = np.where(conflict, np.minimum.reduceat(lows, self.groups.starts), layer.low)
        high = np.where(conflict, np.maximum.reduceat(highs, self.groups.starts), layer.high)
        closed = ~conflict
        return Layer(
            layer.has,
            low,
            high,
            layer.low_open & closed,
            layer.high_open & closed,
            layer.approximate & closed,
        )


def _empty(layer: Layer) -> Bools:
    touching = (layer.low == layer.high) & (layer.low_open | layer.high_open)
    return np.asarray((layer.low > layer.high) | touching)


def _keys(claims: pd.DataFrame, groups: Groups) -> pd.DataFrame:
    first = groups.first
    keys = {name: claims[name].array[first] for name in KEYS}
    cells = pd.DataFrame(keys, copy=False)
    periods = claims["period"].cat
    years = np.array([year_of(text) for text in periods.categories], dtype=np.int16)
    cells["year"] = years[periods.codes.to_numpy()[first]]
    cells["unit_ok"] = groups.convertible[first]
    cells["unit_said"] = claims["unit"].array[first]
    return cells


def _status(cells: pd.DataFrame, conflict: Bools, said: Bools) -> pd.Categorical[str]:
    low, high = cells["low"].to_numpy(), cells["high"].to_numpy()
    number = ~np.isnan(low)
    conditions = {
        "conflicting": conflict,
        "unclear": number & among(cells["tally"], ("unclear",)),
        "exact": number & (low == high),
        "bound": number & (np.isinf(low) | np.isinf(high)),
        "approx": number & cells["approximate"].to_numpy(),
        "range": number,
        "derived": ~np.isnan(cells["derived_low"].to_numpy()),
        "qualitative": said,
    }
    codes = np.select(
        list(conditions.values()),
        [STATUSES.index(name) for name in conditions],
        STATUSES.index("target_only"),
    )
    return pd.Categorical.from_codes(codes.astype(np.int64), categories=pd.Index(STATUSES))


def _population(claims: pd.DataFrame, groups: Groups) -> pd.Categorical[str]:
    """Find the population a cell's claims state; ``mixed`` where they state different ones."""
    column = claims["population"].cat
    words = [*column.categories, _MIXED]
    codes = column.codes.to_numpy().astype(np.int64)[groups.order]
    # Stated populations weigh most, then "unstated", then "does not apply".
    weight = np.array([{"": 0, "unstated": 1}.get(word, 2) for word in column.categories])
    ranked = weight[codes] * len(words) + codes
    top = np.maximum.reduceat(ranked, groups.starts)
    stated = np.where(weight[codes] == 2, codes, len(words))
    lowest = np.minimum.reduceat(stated, groups.starts)
    chosen = top % len(words)
    chosen[(lowest < len(words)) & (lowest != chosen)] = len(words) - 1
    return pd.Categorical.from_codes(chosen.astype(np.int64), categories=pd.Index(words))


def _cut_at_limits(cells: pd.DataFrame, register: Register) -> pd.DataFrame:
    """End every interval at the natural floor and ceiling of its indicator."""
    floor, ceiling = _limits(cells["indicator"], register)
    same_unit = cells["unit_ok"].to_numpy()
    for prefix in ("", "derived_", "target_"):
        low, high = cells[f"{prefix}low"].to_numpy(), cells[f"{prefix}high"].to_numpy()
        if np.isnan(low).all():
            continue
        raised = same_unit & (low < floor)
        lowered = same_unit & (high > ceiling)
        cells[f"{prefix}low"] = np.where(raised, floor, low)
        cells[f"{prefix}high"] = np.where(lowered, ceiling, high)
        cells[f"{prefix}low_open"] &= ~raised
        cells[f"{prefix}high_open"] &= ~lowered
    return cells
