"""Reconciliations: whether figures fit each other, and with what they fit.

A rate needs a numerator and a population. Given several possible numerators (places on offer,
places only applied for) and several known populations, this finds which combination makes the
stated rate, so that a caution comes from the data and not from somebody's memory.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

import numpy as np

from jmanalysis.bounds import number
from jmanalysis.register import Indicator, Register
from jmanalysis.slices import Known
from jmanalysis.vocabulary import among

_PLAIN = re.compile(r"\d+(?:\.\d+)?")
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


def rate_findings(
    known: Known, indicator: Indicator, areas: list[str], periods: Collection[str] | None = None
) -> list[RateFinding]:
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
    periods
        The periods of the rates to look at; by default all.

    Returns
    -------
    list of RateFinding
        The combinations that fit a known population; where none does, the register's own numerator
        alone, with the populations that it misses.
    """
    register = known.register
    own = register.indicator_by_id.get(indicator.numerator)
    below = register.indicator_by_id.get(indicator.denominator)
    if own is None or below is None:
        return []
    figures = _figures(known, [indicator.id, *_alike(register, own), *_alike(register, below)])
    found: list[RateFinding] = []
    for area in areas:
        here = figures.get(area, [])
        for rate in here:
            wanted = periods is None or rate.period in periods
            if wanted and rate.indicator == indicator.id and rate.reported:
                found += _explain(known, indicator, rate, here)
    return found


@dataclass(frozen=True, slots=True)
class _Figure:
    """An exact number of one whole area, in the unit of its indicator."""

    area: str
    indicator: str
    period: str
    year: int
    value: float
    reported: bool
    cell: int

    def printed(self, known: Known) -> str:
        """Write it with the places that it was printed with: 4.00 says more than 4."""
        texts = known.claims["value"].array[known.spans(np.array([self.cell]))[0]]
        same = [text for text in texts if _PLAIN.fullmatch(text) and float(text) == self.value]
        return max(same, key=len, default=number(self.value))


def _figures(known: Known, indicators: list[str]) -> dict[str, list[_Figure]]:
    """Exact figures of the indicators, by area."""
    cells = known.cells
    mine = among(cells["indicator"], indicators) & among(cells["subject"], ("",))
    mine &= among(cells["status"], ("exact", "derived")) & cells["unit_ok"].to_numpy()
    mine &= (cells["low"] == cells["high"]).to_numpy()
    columns = ["area", "indicator", "period", "year", "low", "status"]
    found: dict[str, list[_Figure]] = defaultdict(list)
    rows = cells.loc[mine, columns].itertuples(index=False)
    for cell, (area, name, period, year, value, status) in zip(
        np.flatnonzero(mine), rows, strict=True
    ):
        reported = status == "exact"
        found[area].append(_Figure(area, name, period, year, value, reported, int(cell)))
    return found


def _alike(register: Register, indicator: Indicator) -> list[str]:
    """Ids of an indicator and of its look-alikes in the same unit."""
    alike = (register.indicator_by_id.get(name) for name in indicator.look_alikes)
    return [indicator.id, *(one.id for one in alike if one and one.unit == indicator.unit)]


def _explain(
    known: Known, indicator: Indicator, rate: _Figure, here: list[_Figure]
) -> list[RateFinding]:
    register = known.register
    numerators = _numerators(register, indicator, rate.year, here)
    populations = _populations(register, indicator, rate.year, here)
    if not numerators or not populations:
        return []
    text = rate.printed(known)
    tried = [
        _finding(indicator, rate, text, chosen, populations)
        for size in range(1, len(numerators) + 1)
        for chosen in combinations(numerators, size)
        if any(n.own for n in chosen)
    ]
    fitting = [finding for finding in tried if finding.fits]
    own = [finding for finding in tried if not finding.beyond_definition]
    return fitting or own[:1]


def _finding(
    indicator: Indicator,
    rate: _Figure,
    text: str,
    chosen: tuple[Numerator, ...],
    populations: list[Population],
) -> RateFinding:
    step = Decimal(1).scaleb(int(Decimal(text).as_tuple().exponent)) / 2
    per = indicator.per or (100 if indicator.is_share else 1)
    total = sum(n.value for n in chosen)
    low = total * per / float(Decimal(text) + step)
    high = total * per / float(Decimal(text) - step) if Decimal(text) > step else float("inf")
    fits = tuple(p for p in populations if low <= p.value <= high)
    misses = tuple(p for p in populations if p not in fits)
    return RateFinding(rate.area, indicator.id, rate.period, text, chosen, low, high, fits, misses)


def _numerators(
    register: Register, indicator: Indicator, year: int, here: list[_Figure]
) -> list[Numerator]:
    own = register.indicator_by_id[indicator.numerator]
    found: dict[str, Numerator] = {}
    for name in _alike(register, own):
        i = register.indicator_by_id[name]
        for figure in here:
            if figure.reported and (figure.indicator, figure.year) == (name, year):
                one = Numerator(name, i.name_zh, i.name_en, figure.value, name == own.id)
                found.setdefault(name, one)
    return list(found.values())


def _populations(
    register: Register, indicator: Indicator, year: int, here: list[_Figure]
) -> list[Population]:
    """Return known denominators near the year: the register's own and its look-alikes."""
    ids = _alike(register, register.indicator_by_id[indicator.denominator])
    near = [f for f in here if f.indicator in ids and abs(f.year - year) <= YEARS_APART]
    named = [(register.indicator_by_id[f.indicator], f) for f in near]
    return [Population(i.id, i.name_zh, i.name_en, f.period, f.value) for i, f in named]
