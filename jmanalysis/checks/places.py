"""Stated ranks against values: no third place with three areas certainly above."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from jmanalysis.checks.case import Case
from jmanalysis.checks.findings import Finding
from jmanalysis.checks.phrases import first_claim
from jmanalysis.ranks import Intervals, rank_ranges
from jmanalysis.register import Indicator, Register
from jmanalysis.slices import Known, Slice

#: Statuses whose interval says where an area may stand.
_RANKED = ("exact", "bound", "range", "approx", "derived")


def is_complete(register: Register, parent: str) -> bool:
    """Whether the register holds every part of an area.

    A province of which one city is registered as a benchmark is not complete; the areas that are
    compared are.
    """
    parts = register.children(parent)
    return len(parts) > 1 and not any(register.children(part) for part in parts)


def find(case: Case, known: Known) -> Iterator[Finding]:
    """Find stated ranks that the values rule out, and first places that exclude each other."""
    register = known.register
    for indicator in register.indicator_by_id.values():
        ranked = register.indicator_by_id.get(indicator.rank_of)
        if ranked is None or indicator.rank_scope not in register.area_by_code:
            continue
        stated = _stated(known, indicator)
        for period, rows in stated.groupby("period", sort=False, observed=True):
            ranks = dict(zip(rows["area"].astype("str"), rows["low"].astype(int), strict=True))
            yield from _check(case, known, indicator, ranked, str(period), ranks)
            yield from _both_first(case, known, indicator, str(period), ranks)


def _stated(known: Known, indicator: Indicator) -> pd.DataFrame:
    cells = known.cells
    mine = (cells["indicator"] == indicator.id) & (cells["status"] == "exact")
    return cells[mine & (cells["subject"] == "")]


def _check(
    case: Case,
    known: Known,
    indicator: Indicator,
    ranked: Indicator,
    period: str,
    ranks: dict[str, int],
) -> Iterator[Finding]:
    areas = known.register.children(indicator.rank_scope)
    if not ranked.direction or not areas:
        return
    best, worst = _possible(known, ranked, areas, int(period[:4]))
    for area, rank in ranks.items():
        if area not in areas:
            continue
        at = areas.index(area)
        last = worst[at] if is_complete(known.register, indicator.rank_scope) else np.inf
        if not best[at] <= rank <= last:
            claim = first_claim(case, known, indicator.id, area, period)
            span = f"{best[at]}—{last:g}" if np.isfinite(last) else f"≥{best[at]}"
            name = known.register.area(area)
            zh = f"{name.name_zh}自述第{rank}名，按{ranked.name_zh}的数值只能是 {span}。"
            en = f"{name.name_en} is said to be no. {rank}; the values of {ranked.id} allow {span}."
            if claim:
                yield claim.finding("error", "stated_rank", zh, en)


def _possible(
    known: Known, ranked: Indicator, areas: tuple[str, ...], year: int
) -> tuple[list[int], list[int]]:
    rows = known.rows(Slice(areas, (ranked,), year)).set_index("area").loc[list(areas)]
    usable = rows["status"].isin(_RANKED).to_numpy() & rows["low"].notna().to_numpy()
    low = np.where(usable, rows["low"].to_numpy(dtype=float), ranked.floor)
    high = np.where(usable, rows["high"].to_numpy(dtype=float), ranked.ceiling)
    opens = [usable & rows[end].to_numpy(dtype=bool) for end in ("low_open", "high_open")]
    intervals = Intervals(low, high, opens[0], opens[1])
    best, worst = rank_ranges(intervals, lower_is_better=ranked.direction == "lower")
    return best.tolist(), worst.tolist()


def _both_first(
    case: Case, known: Known, indicator: Indicator, period: str, ranks: dict[str, int]
) -> Iterator[Finding]:
    """Find second first places: one that is not called shared is read as the only one."""
    claims = [
        claim
        for area, rank in ranks.items()
        if rank == 1 and (claim := first_claim(case, known, indicator.id, area, period))
    ]
    sole = [claim for claim in claims if "并列" not in claim["words"]]
    for claim in sole[1:]:
        zh = f"{claim.id} 与 {sole[0].id} 都自称第一，且都没有说并列。"
        en = f"{claim.id} and {sole[0].id} both claim the first place, and neither says shared."
        yield claim.finding("warning", "stated_rank", zh, en)
