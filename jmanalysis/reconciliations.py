"""Reconciliations: do the figures fit each other, and with what do they fit?

A rate needs a numerator and a population. Given several possible numerators (places on offer,
places only applied for) and several known populations, this finds which combination makes the
stated rate, so that a caution comes from the data and not from somebody's memory.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

import pandas as pd

from jmanalysis.bounds import number
from jmanalysis.slices import Known
from jmanalysis.vocabulary import Indicator

#: How far apart rate and population may lie in time and still be held against each other.
YEARS_APART = 4


@dataclass(frozen=True, slots=True)
class Population:
    """A known number of persons: indicator, period, value."""

    indicator: str
    name_zh: str
    name_en: str
    period: str
    value: float


@dataclass(frozen=True, slots=True)
class Numerator:
    """A count that may be the numerator of a rate."""

    indicator: str
    name_zh: str
    name_en: str
    value: float
    own: bool


@dataclass(frozen=True, slots=True)
class RateFinding:
    """One way to make a stated rate from counts, and the populations that it needs or fits.

    ``low`` and ``high`` are the persons implied by the rate's printed precision.
    """

    area: str
    indicator: str
    period: str
    rate: str
    numerators: tuple[Numerator, ...]
    low: float
    high: float
    fits: tuple[Population, ...]
    misses: tuple[Population, ...]

    @property
    def beyond_definition(self) -> bool:
        """Whether it needs counts that do not belong in the indicator's numerator."""
        return not all(n.own for n in self.numerators)


def rate_findings(known: Known, indicator: Indicator, areas: list[str]) -> list[RateFinding]:
    """Find, for each stated rate, the combinations of counts that explain it.

    Parameters
    ----------
    known
        The cells of a panel.
    indicator
        A rate with numerator and denominator in the register. Look-alikes of the numerator with
        the same unit count as possible further numerators.
    areas
        Codes of the areas to look at.

    Returns
    -------
    list of RateFinding
        The combinations that fit a known population; where none does, the register's own numerator
        alone, with the populations that it misses.
    """
    found: list[RateFinding] = []
    for area in areas:
        for rate in _stated(known, indicator.id, area):
            found += _explain(known, indicator, area, rate)
    return found


def _stated(known: Known, indicator: str, area: str) -> Iterator[pd.Series]:
    cells = known.cells
    mine = (cells["indicator"] == indicator) & (cells["area"] == area)
    mine &= (cells["subject"] == "") & (cells["status"] == "exact") & cells["unit_ok"]
    for _, cell in cells[mine].iterrows():
        yield cell


def _explain(
    known: Known, indicator: Indicator, area: str, rate: pd.Series
) -> list[RateFinding]:
    numerators = _numerators(known, indicator, area, int(rate["year"]))
    populations = _populations(known, indicator, area, int(rate["year"]))
    if not numerators or not populations:
        return []
    tried = [
        _finding(indicator, area, rate, chosen, populations)
        for size in range(1, len(numerators) + 1)
        for chosen in combinations(numerators, size)
        if any(n.own for n in chosen)
    ]
    fitting = [finding for finding in tried if finding.fits]
    own = [finding for finding in tried if not finding.beyond_definition]
    return fitting or own[:1]


def _finding(
    indicator: Indicator,
    area: str,
    rate: pd.Series,
    chosen: tuple[Numerator, ...],
    populations: list[Population],
) -> RateFinding:
    text = number(float(rate["low"]))
    step = Decimal(1).scaleb(int(Decimal(text).as_tuple().exponent)) / 2
    per = indicator.per or (100 if indicator.is_share else 1)
    total = sum(n.value for n in chosen)
    low = total * per / float(Decimal(text) + step)
    high = total * per / float(Decimal(text) - step) if Decimal(text) > step else float("inf")
    fits = tuple(p for p in populations if low <= p.value <= high)
    misses = tuple(p for p in populations if p not in fits)
    period = str(rate["period"])
    return RateFinding(area, indicator.id, period, text, chosen, low, high, fits, misses)


def _numerators(known: Known, indicator: Indicator, area: str, year: int) -> list[Numerator]:
    register = known.register
    own = register.indicator_by_id.get(indicator.numerator)
    if own is None:
        return []
    ids = [own.id]
    ids += [i for i in own.look_alikes if register.indicator_by_id[i].unit == own.unit]
    found = []
    for name in ids:
        value = _exact(known, name, area, year)
        if value is not None:
            i = register.indicator_by_id[name]
            found.append(Numerator(i.id, i.name_zh, i.name_en, value, name == own.id))
    return found


def _exact(known: Known, indicator: str, area: str, year: int) -> float | None:
    cells = known.cells
    mine = (cells["indicator"] == indicator) & (cells["area"] == area) & (cells["year"] == year)
    mine &= (cells["subject"] == "") & (cells["status"] == "exact") & cells["unit_ok"]
    values = cells.loc[mine, "low"]
    return float(values.iloc[0]) if len(values) else None


def _populations(known: Known, indicator: Indicator, area: str, year: int) -> list[Population]:
    """Known denominators near the year: the register's own and its look-alikes."""
    register = known.register
    own = register.indicator_by_id.get(indicator.denominator)
    if own is None:
        return []
    ids = [own.id, *(i for i in own.look_alikes if register.indicator_by_id[i].unit == own.unit)]
    cells = known.cells
    near = (cells["year"].astype("int64") - year).abs() <= YEARS_APART
    mine = cells["indicator"].isin(ids) & (cells["area"] == area) & near & cells["unit_ok"]
    mine &= cells["status"].isin(["exact", "derived"]) & (cells["subject"] == "")
    found = []
    for _, cell in cells[mine].iterrows():
        i = register.indicator_by_id[cell["indicator"]]
        found.append(
            Population(i.id, i.name_zh, i.name_en, str(cell["period"]), float(cell["low"]))
        )
    return found
