"""Parts against their whole: counts of the districts against the count of their city."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from jmanalysis import units
from jmanalysis.bounds import Bounds
from jmanalysis.checks.case import Case
from jmanalysis.checks.findings import Finding
from jmanalysis.checks.phrases import first_claim
from jmanalysis.checks.places import is_complete
from jmanalysis.register import Indicator
from jmanalysis.slices import Known

#: Tallies and dimensions of what can be added up over areas: no years, no ranks, no shares.
TALLIES = ("stock", "added", "none")
DIMENSIONS = ("count", "person", "household", "land", "area")
#: Everybody lives in one district; an institution of the city may belong to none.
_EVERYWHERE = ("person", "household", "land")
_KNOWN = ("exact", "bound", "range", "approx", "derived")
_ENDS = ("low", "high", "low_open", "high_open", "approximate")


def find(case: Case, known: Known) -> Iterator[Finding]:
    """Find totals that their parts exceed or, where all are known, do not make."""
    register = known.register
    parents = [code for code in register.area_by_code if register.children(code)]
    counts = _counts(known)
    wholes = counts[counts["area"].isin(parents)]
    for _, whole in wholes.iterrows():
        indicator = register.indicator_by_id[str(whole["indicator"])]
        if _adds_up(indicator):
            same = counts[counts["indicator"] == indicator.id]
            yield from _compare(case, known, indicator, whole, same)


def _adds_up(indicator: Indicator) -> bool:
    unit = units.units().get(indicator.unit)
    ranks = indicator.rank_of or (indicator.unit == "名" and indicator.floor == 1)
    return unit is not None and unit.dimension in DIMENSIONS and not (indicator.per or ranks)


def _counts(known: Known) -> pd.DataFrame:
    cells = known.cells
    mine = cells["tally"].isin(TALLIES) & cells["status"].isin(_KNOWN)
    return cells[mine & cells["unit_ok"] & (cells["subject"] == "")]


def _compare(
    case: Case, known: Known, indicator: Indicator, whole: pd.Series, cells: pd.DataFrame
) -> Iterator[Finding]:
    children = known.register.children(str(whole["area"]))
    parts = cells[cells["area"].isin(children)]
    parts = parts[(parts["period"] == whole["period"]) & (parts["tally"] == whole["tally"])]
    if parts.empty:
        return
    total, summed = _bounds(whole), _sum(parts)
    complete = is_complete(known.register, str(whole["area"])) and len(parts) == len(children)
    if summed.order(total) == "higher":
        yield _finding(case, known, indicator, whole, summed, "error", parts)
    elif complete and summed.order(total) == "lower":
        everywhere = units.units()[indicator.unit].dimension in _EVERYWHERE
        severity = "error" if everywhere or indicator.theme == "geography" else "warning"
        yield _finding(case, known, indicator, whole, summed, severity, parts)


def _sum(parts: pd.DataFrame) -> Bounds:
    total = Bounds.exact(0)
    for _, part in parts.iterrows():
        total = total + _bounds(part)
    return total


def _bounds(cell: pd.Series) -> Bounds:
    prefix = "derived_" if pd.isna(cell["low"]) else ""
    low, high, low_open, high_open, approximate = (cell[f"{prefix}{name}"] for name in _ENDS)
    return Bounds(low, high, bool(low_open), bool(high_open), bool(approximate))


def _finding(
    case: Case,
    known: Known,
    indicator: Indicator,
    whole: pd.Series,
    summed: Bounds,
    severity: str,
    parts: pd.DataFrame,
) -> Finding:
    area, period = known.register.area(str(whole["area"])), str(whole["period"])
    total = _bounds(whole)
    zh = (
        f"{indicator.name_zh} {period}：{len(parts)}个下属地区合计 {summed}{indicator.unit}，"
        f"{area.name_zh}为 {total}{indicator.unit}，两者不合。"
    )
    en = (
        f"{indicator.name_en} {period}: the {len(parts)} known parts add up to {summed}, "
        f"but {area.name_en} has {total}."
    )
    claim = first_claim(case, known, indicator.id, area.code, period)
    if claim is None:
        return Finding(severity, "parts", zh, en)
    return claim.finding(severity, "parts", zh, en)
