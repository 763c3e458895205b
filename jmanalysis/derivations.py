"""What follows from the claims without being said: ratios, and parts of a universal statement.

Nothing here touches a reported value. A ratio (places ÷ residents × 1000) stands beside it as
``derived_*``, and becomes the cell's value only where nothing was reported. What follows from
"100 % of the city's hospitals" for each district stands in ``implied_low`` and ``implied_high``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from jmanalysis.bounds import Bounds
from jmanalysis.vocabulary import Indicator, Register, year_of

_ENDS = ("low", "high", "low_open", "high_open", "approximate")
_REPORTED = ("exact", "bound", "range", "approx")
_YIELDS = ("silent", "qualitative", "target_only")


@dataclass(frozen=True, slots=True)
class _Consequence:
    """Something that follows for one area, indicator and period, and from which cells."""

    area: str
    indicator: str
    period: str
    tally: str
    value: Bounds
    method: str
    via: str

    @property
    def key(self) -> tuple[str, str, str]:
        return self.area, self.indicator, self.period


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
    cells = _with_ratios(_with_rows(cells, ratios), ratios)
    implied = list(_universals(cells, register))
    cells = _with_implied(_with_rows(cells, implied), implied)
    return cells.assign(basis=_basis(cells["status"]))


def _basis(status: pd.Series) -> pd.Categorical:
    bases = dict.fromkeys((*_REPORTED, "unclear", "conflicting"), "reported")
    bases |= {"derived": "derived", "implied": "implied"}
    words = ["", "reported", "derived", "implied"]
    of_code = np.array([words.index(bases.get(name, "")) for name in status.cat.categories])
    return pd.Categorical.from_codes(of_code[status.cat.codes], categories=words)


def _known(cells: pd.DataFrame, indicator: str) -> pd.DataFrame:
    """Cells of whole areas that hold a number good enough to calculate with."""
    mine = (cells["indicator"] == indicator) & (cells["subject"] == "")
    found = cells[mine & cells["status"].isin([*_REPORTED, "derived"]) & cells["unit_ok"]].copy()
    reported = found["low"].notna()
    for name in _ENDS:  # a derived denominator (population from GDP) serves where none is reported
        found[name] = found[name].where(reported, found[f"derived_{name}"])
    return found


def _ratios(cells: pd.DataFrame, register: Register) -> Iterator[_Consequence]:
    for indicator in register.indicator_by_id.values():
        if not (indicator.numerator and indicator.denominator):
            continue
        bottoms = _known(cells, indicator.denominator)
        for position, top in _known(cells, indicator.numerator).iterrows():
            same_area = bottoms[bottoms["area"] == top["area"]]
            if len(same_area):
                yield _ratio(indicator, position, top, same_area)


def _ratio(
    indicator: Indicator, position: object, top: pd.Series, bottoms: pd.DataFrame
) -> _Consequence:
    # The nearest year; of two equally near the earlier one, which was known at the time.
    gap = (bottoms["year"].astype("int64") - int(top["year"])).abs().sort_values(kind="stable")
    bottom = bottoms.loc[gap.index[0]]
    factor = float(indicator.per or (100 if indicator.is_share else 1))
    method = (
        f"{indicator.numerator}({top['period']}) / "
        f"{indicator.denominator}({bottom['period']}) × {factor:g}"
    )
    return _Consequence(
        top["area"],
        indicator.id,
        top["period"],
        indicator.tally,
        _bounds(top) / _bounds(bottom) * factor,
        method,
        f"{position} {gap.index[0]}",
    )


def _bounds(row: pd.Series) -> Bounds:
    return Bounds(
        row["low"],
        row["high"],
        bool(row["low_open"]),
        bool(row["high_open"]),
        bool(row["approximate"]),
    )


def _universals(cells: pd.DataFrame, register: Register) -> Iterator[_Consequence]:
    """A share of 0 or 100 % of a whole holds for each of its parts; so does a count of none."""
    parents = [a.code for a in register.area_by_code.values() if register.children(a.code)]
    wholes = cells[
        cells["area"].isin(parents)
        & (cells["subject"] == "")
        & (cells["status"] == "exact")
        & cells["low"].isin([0.0, 100.0])
    ]
    for position, whole in wholes.iterrows():
        indicator = register.indicator_by_id[whole["indicator"]]
        if _is_universal(indicator, float(whole["low"])):
            for child in register.children(whole["area"]):
                yield _Consequence(
                    child,
                    indicator.id,
                    whole["period"],
                    whole["tally"],
                    _bounds(whole),
                    f"whole {whole['area']}",
                    str(position),
                )


def _is_universal(indicator: Indicator, value: float) -> bool:
    if indicator.rank_of or indicator.unit in {"名", "名次", "年"}:
        return False
    return value == 0 == indicator.floor or (indicator.is_share and value == indicator.ceiling)


def _with_ratios(cells: pd.DataFrame, ratios: Sequence[_Consequence]) -> pd.DataFrame:
    place = _places(cells, ratios)
    for ratio in ratios:
        at = place[ratio.key]
        for name in _ENDS:
            cells.at[at, f"derived_{name}"] = getattr(ratio.value, name)
        cells.at[at, "method"], cells.at[at, "via"] = ratio.method, ratio.via
    # Where nothing was reported, the derived value is the cell's value, and says so.
    derived = cells["derived_low"].notna() & cells["low"].isna()
    cells.loc[derived, "status"] = "derived"
    for name in _ENDS:
        cells.loc[derived, name] = cells.loc[derived, f"derived_{name}"]
    return cells


def _with_implied(cells: pd.DataFrame, implied: Sequence[_Consequence]) -> pd.DataFrame:
    place = _places(cells, implied)
    for one in implied:
        at = place[one.key]
        cells.at[at, "implied_low"] = cells.at[at, "implied_high"] = one.value.low
        if cells.at[at, "status"] in _YIELDS:
            cells.at[at, "status"] = "implied"
            cells.at[at, "method"], cells.at[at, "via"] = one.method, one.via
    return cells


def _places(
    cells: pd.DataFrame, wanted: Sequence[_Consequence]
) -> dict[tuple[str, str, str], int]:
    """Index of the whole-area cell for each key, as far as it exists."""
    if not wanted:
        return {}
    mine = cells["indicator"].isin({c.indicator for c in wanted}) & (cells["subject"] == "")
    mine &= cells["unit_ok"] & (cells["tally"] != "unclear")
    found = cells[mine]
    keys = zip(
        found["area"].astype("str"),
        found["indicator"].astype("str"),
        found["period"].astype("str"),
        strict=True,
    )
    return dict(zip(keys, found.index, strict=True))


def _with_rows(cells: pd.DataFrame, wanted: Sequence[_Consequence]) -> pd.DataFrame:
    """Add a cell in which nothing was said for every key that has none."""
    place = _places(cells, wanted)
    missing = list({c.key: c for c in wanted if c.key not in place}.values())
    if not missing:
        return cells
    keys = {
        "area": [c.area for c in missing],
        "subject": [""] * len(missing),
        "indicator": [c.indicator for c in missing],
        "period": [c.period for c in missing],
        "tally": [c.tally or "none" for c in missing],
        "population": [""] * len(missing),
        "unit_said": [""] * len(missing),
        "status": ["silent"] * len(missing),
    }
    return pd.concat([*_same_categories(cells, keys, missing)], ignore_index=True)


def _same_categories(
    cells: pd.DataFrame, keys: dict[str, list[str]], missing: Sequence[_Consequence]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Blank rows of the same column types, both sides knowing the same words."""
    blank = pd.DataFrame(index=range(len(missing)), columns=cells.columns)
    for name in cells.columns:
        kind = cells[name].dtype
        if name in keys:
            known = list(cells[name].cat.categories)
            known += [word for word in dict.fromkeys(keys[name]) if word not in known]
            cells[name] = cells[name].cat.set_categories(known)
            blank[name] = pd.Categorical(keys[name], categories=known)
        elif kind == bool:
            blank[name] = name == "unit_ok"
        elif pd.api.types.is_float_dtype(kind):
            blank[name] = np.nan
        elif pd.api.types.is_integer_dtype(kind):
            blank[name] = pd.Series(0, index=blank.index, dtype=kind)
        else:
            blank[name] = pd.Series("", index=blank.index, dtype="str")
    blank["year"] = [year_of(c.period) for c in missing]
    return cells, blank.astype({"year": cells["year"].dtype})
