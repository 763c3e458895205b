"""What follows from the claims without being said: ratios, and parts of a universal statement.

Nothing here touches a reported value. A ratio (places ÷ residents × 1000) stands beside it as
``derived_*``, and becomes the cell's value only where nothing was reported. What follows from
"100 % of the city's hospitals" for each district stands in ``implied_low`` and ``implied_high``.

Consequences are tables like the cells: one row for each thing that follows, with the value, the
``method``, and in ``via`` the cells that it follows from.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from jmanalysis.register import Indicator, Register
from jmanalysis.vocabulary import STATUSES, among, year_of

_ENDS = ("low", "high", "low_open", "high_open", "approximate")
_KEY = ["area", "indicator", "period"]
_REPORTED = ("exact", "bound", "range", "approx")
_YIELDS = ("silent", "qualitative", "target_only")


def derive(cells: pd.DataFrame, register: Register) -> pd.DataFrame:
    """Add what follows from the cells: derived ratios, derived layers, implied values.

    Parameters
    ----------
    cells
        From :func:`jmanalysis.cells.combine`.
    register
        Names the numerator and denominator of each indicator, and the parent of each area.

    Returns
    -------
    DataFrame
        The cells with ``basis``, ``method``, ``via`` (index of the cells used, as text),
        ``implied_low`` and ``implied_high``; rows are added where nothing was said.
    """
    cells = cells.assign(method="", via="", implied_low=np.nan, implied_high=np.nan)
    cells = cells.astype({"method": "str", "via": "str"})
    cells.loc[cells["derived_low"].notna(), "method"] = "document"
    ratios = list(_ratios(cells, register))
    if ratios:
        ratio = pd.concat(ratios, ignore_index=True)
        cells = _with_rows(cells, ratio)
        _put_ratios(cells, ratio)
    _stand_in(cells)
    wholes = _universals(cells, register)
    if len(wholes):
        cells = _with_rows(cells, wholes)
        _put_implied(cells, wholes)
    return cells.assign(basis=_basis(cells["status"]))


def _basis(status: pd.Series) -> pd.Categorical[str]:
    bases = dict.fromkeys((*_REPORTED, "unclear", "conflicting"), "reported")
    bases |= {"derived": "derived", "implied": "implied"}
    words = ["", "reported", "derived", "implied"]
    of_code = np.array([words.index(bases.get(name, "")) for name in status.cat.categories])
    codes = of_code[status.cat.codes.to_numpy()].astype(np.int64)
    return pd.Categorical.from_codes(codes, categories=pd.Index(words))


# --- ratios ---------------------------------------------------------------------------------


def _ratios(cells: pd.DataFrame, register: Register) -> Iterator[pd.DataFrame]:
    rates = [i for i in register.indicator_by_id.values() if i.numerator and i.denominator]
    known = _known(cells, {name for i in rates for name in (i.numerator, i.denominator)})
    by_indicator = dict(iter(known.groupby("indicator", observed=True)))
    for rate in rates:
        if rate.numerator in by_indicator and rate.denominator in by_indicator:
            pairs = _pairs(by_indicator[rate.numerator], by_indicator[rate.denominator])
            if len(pairs):
                yield _ratio(rate, pairs)


def _known(cells: pd.DataFrame, indicators: set[str]) -> pd.DataFrame:
    """Cells of whole areas that hold a number good enough to calculate with."""
    mine = among(cells["indicator"], indicators) & among(cells["status"], (*_REPORTED, "derived"))
    found = cells[mine & among(cells["subject"], ("",)) & cells["unit_ok"].to_numpy()]
    reported = found["low"].notna()
    # A derived denominator (population from GDP) serves where none is reported.
    ends = {name: found[name].where(reported, found[f"derived_{name}"]) for name in _ENDS}
    keys = found[[*_KEY, "year"]].astype({"year": "int64"})
    known: pd.DataFrame = pd.concat([keys, pd.DataFrame(ends)], axis=1).assign(cell=found.index)
    return known


def _pairs(tops: pd.DataFrame, bottoms: pd.DataFrame) -> pd.DataFrame:
    """Match each numerator with the denominator of the nearest year of the same area.

    Of two equally near the earlier one is taken, which was known at the time. What may be zero
    is no denominator.
    """
    bottoms = bottoms[bottoms["low"] > 0]
    pairs = tops.merge(bottoms, on="area", suffixes=("", "_below"))
    pairs["gap"] = (pairs["year"] - pairs["year_below"]).abs()
    pairs = pairs.sort_values(["cell", "gap", "year_below", "period_below"], kind="stable")
    return pairs.drop_duplicates("cell", ignore_index=True)


def _ratio(indicator: Indicator, pairs: pd.DataFrame) -> pd.DataFrame:
    factor = float(indicator.per or (100 if indicator.is_share else 1))
    top, bottom = pairs["period"].astype("str"), pairs["period_below"].astype("str")
    over = f") / {indicator.denominator}("
    method = f"{indicator.numerator}(" + top + over + bottom + f") × {factor:g}"
    via = pairs["cell"].astype("str") + " " + pairs["cell_below"].astype("str")
    keys = {"area": pairs["area"].astype("str"), "indicator": indicator.id, "period": top}
    keys |= {"tally": indicator.tally or "none", "method": method, "via": via}
    return pd.DataFrame(keys).assign(**quotient(pairs, factor))


def quotient(pairs: pd.DataFrame, factor: float = 1.0) -> dict[str, pd.Series]:
    """Divide the intervals ``low, high, …`` by ``low_below, high_below, …``, which are above zero.

    The same as ``Bounds.__truediv__``, for whole columns.
    """
    result = {}
    # A positive end is least over the greatest divisor, a negative one over the least.
    for name, over_positive, over_negative in (("low", "high", "low"), ("high", "low", "high")):
        end, positive = pairs[name], pairs[name] >= 0
        divisor = pairs[f"{over_negative}_below"].where(~positive, pairs[f"{over_positive}_below"])
        is_open = pairs[f"{over_negative}_open_below"].where(
            ~positive, pairs[f"{over_positive}_open_below"]
        )
        result[name] = end / divisor * factor
        reached = ~(is_open | np.isinf(divisor)) | (end == 0)
        result[f"{name}_open"] = (pairs[f"{name}_open"] | ~reached) & np.isfinite(result[name])
    result["approximate"] = pairs["approximate"] | pairs["approximate_below"]
    return result


# --- universal statements -------------------------------------------------------------------


def _universals(cells: pd.DataFrame, register: Register) -> pd.DataFrame:
    """Let a share of 0 or 100 % of a whole hold for each part; so does a count of none."""
    parts = pd.DataFrame(
        [(a.parent, a.code) for a in register.area_by_code.values() if a.parent],
        columns=["whole", "part"],
    )
    low, fits = cells["low"].to_numpy(), cells["unit_ok"].to_numpy()
    said = among(cells["area"], parts["whole"]) & among(cells["status"], ("exact",)) & fits
    said &= among(cells["subject"], ("",)) & ((low == 0) | (low == 100))
    found = cells.loc[said, [*_KEY, "tally", "low"]].astype(dict.fromkeys([*_KEY, "tally"], "str"))
    found["via"] = found.index.astype("str")
    holds = [
        _is_universal(register.indicator_by_id[str(name)], value)
        for name, value in zip(found["indicator"], found["low"], strict=True)
    ]
    wholes = found.loc[holds].rename(columns={"area": "whole"})
    follows: pd.DataFrame = wholes.merge(parts.rename(columns={"part": "area"}), on="whole")
    follows["method"] = "whole " + follows["whole"].astype("str")
    return follows


def _is_universal(indicator: Indicator, value: float) -> bool:
    if indicator.rank_of or indicator.unit in {"名", "名次", "年"}:
        return False
    return value == 0 == indicator.floor or (indicator.is_share and value == indicator.ceiling)


# --- into the cells -------------------------------------------------------------------------


def _put_ratios(cells: pd.DataFrame, ratios: pd.DataFrame) -> None:
    at = _places(cells, ratios)
    for name in _ENDS:
        cells.loc[at, f"derived_{name}"] = ratios[name].to_numpy()
    cells.loc[at, ["method", "via"]] = ratios[["method", "via"]].to_numpy()


def _stand_in(cells: pd.DataFrame) -> None:
    """Where nothing was reported, let the derived value be the cell's value, and say so."""
    alone = cells.index[cells["low"].isna() & cells["derived_low"].notna()]
    cells.loc[alone, "status"] = "derived"
    for name in _ENDS:
        cells.loc[alone, name] = cells.loc[alone, f"derived_{name}"]


def _put_implied(cells: pd.DataFrame, implied: pd.DataFrame) -> None:
    at = _places(cells, implied)
    cells.loc[at, "implied_low"] = cells.loc[at, "implied_high"] = implied["low"].to_numpy()
    yields = cells.loc[at, "status"].isin(_YIELDS).to_numpy()
    cells.loc[at[yields], "status"] = "implied"
    cells.loc[at[yields], ["method", "via"]] = implied.loc[yields, ["method", "via"]].to_numpy()


def _places(cells: pd.DataFrame, wanted: pd.DataFrame) -> pd.Index:
    """Index of the whole-area cell for each wanted row; -1 where there is none."""
    mine = among(cells["indicator"], wanted["indicator"]) & among(cells["subject"], ("",))
    mine &= cells["unit_ok"].to_numpy() & ~among(cells["tally"], ("unclear",))
    here = np.zeros(int(mine.sum()), dtype=np.int64)
    there = np.zeros(len(wanted), dtype=np.int64)
    unknown = np.zeros(len(wanted), dtype=bool)
    for name in _KEY:
        column = cells[name].cat
        codes = column.categories.get_indexer(pd.Index(wanted[name]))
        unknown |= codes < 0
        here = here * len(column.categories) + column.codes.to_numpy()[mine]
        there = there * len(column.categories) + codes
    found = pd.Series(cells.index[mine], index=here)
    at = found[~found.index.duplicated(keep="last")].reindex(there).fillna(-1)
    return pd.Index(np.where(unknown, -1, at).astype(np.int64))


def _with_rows(cells: pd.DataFrame, wanted: pd.DataFrame) -> pd.DataFrame:
    """Add a cell in which nothing was said for every key that has none."""
    missing = wanted[_places(cells, wanted) < 0].drop_duplicates(_KEY)
    if missing.empty:
        return cells
    blank = pd.DataFrame(
        {name: _blank(cells[name].dtype, len(missing)) for name in cells.columns}
    ).assign(unit_ok=True)
    periods = missing["period"].astype("str")
    blank["year"] = periods.map(year_of).astype("int16").to_numpy()
    blank["status"] = pd.Categorical(["silent"] * len(missing), categories=list(STATUSES))
    for name in (*_KEY, "tally"):
        blank[name] = missing[name].to_numpy()
    for name in (*_KEY, "subject", "tally", "population", "unit_said"):
        cells[name], blank[name] = _same_words(cells[name], blank[name])
    return pd.concat([cells, blank], ignore_index=True)


def _blank(kind: object, count: int) -> pd.Series:
    if isinstance(kind, np.dtype) and kind.kind in "bif":
        return pd.Series(np.full(count, np.nan if kind.kind == "f" else 0, dtype=kind))
    return pd.Series([""] * count, dtype="str")


def _same_words(known: pd.Series, added: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Give both columns the same categories, the known words first."""
    words = known.cat.categories
    new = pd.Index(added.unique()).difference(words)
    if len(new):
        known = known.cat.add_categories(new)
    return known, added.astype(known.dtype)
