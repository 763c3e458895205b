"""Repeats: which candidates say one thing twice, and what the seeds already say of it."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from jmanalysis import units
from jmanalysis.bounds import Bounds
from jmanalysis.errors import UnreadableValueError
from jmanalysis.reading.proposed import Candidate
from jmanalysis.register import Register
from jmanalysis.vocabulary import records, year_of

Key = tuple[str, str, str, str]


class Standing(NamedTuple):
    """What is known of a candidate: ids that say the same, and what contradicts it."""

    repeats: str = ""
    conflicts: str = ""


_ALONE = Standing()


@lru_cache(maxsize=256)  # the periods of a page are few
def _year(period: str) -> str:
    return str(year_of(period))


@lru_cache(maxsize=256)  # as are the units of its figures
def _factor(unit: str, target: str) -> float:
    """Return what turns a figure into the unit of the register; 1 where nothing does."""
    return (units.factor(units.split(unit)[0], target) if unit else None) or 1.0


class Known:
    """The claims that the seeds hold, by area, indicator, year and nature.

    Those of the document that is read are known as repeats only: what it says of two institutions
    does not contradict itself. Give several texts the same ``first``, and what one repeats of
    another is found.
    """

    def __init__(
        self,
        claims: pd.DataFrame,
        register: Register,
        document: str = "",
        first: dict[tuple[Key, str], str] | None = None,
    ) -> None:
        self._register = register
        self._first: dict[tuple[Key, str], str] = {} if first is None else first
        self._by: dict[Key, list[tuple[str, Bounds | None, str]]] = defaultdict(list)
        for row in records(claims):
            if row["period"]:
                key = row["area"], row["indicator"], _year(row["period"]), row["nature"]
                bounds = self._scaled(row["indicator"], _parsed(row["value"]), row["unit"])
                said = f"{row['id']} {row['value']}{row['unit']}".strip()
                self._by[key].append((row["id"], bounds, said * (row["document"] != document)))

    def standing(self, one: Candidate, value: str, own: str) -> Standing:
        """Compare a candidate with the seeds and with the first that says the same.

        Ask for the candidates of a text in their order, each with its value as it is written and
        with an id of its own.
        """
        area, period, indicator = one.scope.area, one.period[0], one.indicator
        if not (indicator and area and period):
            return _ALONE
        key = area, indicator, _year(period), one.nature
        bounds = self._scaled(indicator, one.bounds, one.unit)
        said = value if bounds is one.bounds else str(bounds)
        before = self._first.setdefault((key, said), own)
        claims, before = self._by.get(key), before if before != own else ""
        return _standing(bounds, claims, before) if claims else Standing(before)

    def _scaled(self, indicator: str, bounds: Bounds | None, unit: str) -> Bounds | None:
        """Return the value in the unit of the register; none where it does not convert."""
        if bounds is None:
            return None
        known = self._register.indicator_by_id[indicator]
        factor = _factor(unit, known.unit)
        return bounds if factor == 1.0 else bounds * factor


def _standing(
    bounds: Bounds | None, claims: list[tuple[str, Bounds | None, str]], before: str
) -> Standing:
    same = [one[0] for one in claims if _agree(bounds, one[1])] + [before] * bool(before)
    if bounds is None:
        return Standing(" ".join(same))
    against = [said for _, other, said in claims if said and other and not bounds.overlaps(other)]
    return Standing(" ".join(same), "；".join(against))


def _agree(one: Bounds | None, other: Bounds | None) -> bool:
    if one is None or other is None:
        return one is other
    return one == other or (one.overlaps(other) and "exact" not in {one.shape, other.shape})


def _parsed(value: str) -> Bounds | None:
    try:
        return Bounds.parse(value) if value else None
    except UnreadableValueError:
        return None
