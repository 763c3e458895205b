"""Numbers as sentences have them, and the claim that a sentence is about."""

from __future__ import annotations

import math

from jmanalysis import units
from jmanalysis.bounds import number
from jmanalysis.checks.case import Case, Claim
from jmanalysis.slices import Known


def count(value: float) -> str:
    """Write a count with thousands separated.

    Examples
    --------
    >>> count(3299.0)
    '3,299'
    """
    whole, point, fraction = number(value).partition(".")
    return f"{int(whole):,}{point}{fraction}"


def span(low: float, high: float, unit: str, lang: str) -> str:
    """Write a span of counts; many persons are counted in thousands.

    Examples
    --------
    >>> span(910857.1, 912346.7, "人", "en")
    '910.9–912.3 thousand persons'
    >>> span(40, 40, "家", "zh")
    '40家'
    """
    persons = _is_person(unit)
    thousands = persons and low >= 10_000
    ends = [_end(end / 1000 if thousands else end) for end in (low, high)]
    shown = ends[0] if ends[0] == ends[1] else "–".join(ends)
    if lang == "zh":
        return f"{shown}{'千' if thousands else ''}{unit}"
    return " ".join([shown] + ["thousand"] * thousands + ["persons"] * persons)


def _end(value: float) -> str:
    return f"{value:,.1f}".removesuffix(".0") if math.isfinite(value) else "…"


def _is_person(unit: str) -> bool:
    known = units.units().get(unit)
    return known is not None and known.dimension == "person"


def first_claim(case: Case, known: Known, indicator: str, area: str, period: str) -> Claim | None:
    """Return the first claim of a quantity that holds a number, if any claims it."""
    claims = known.claims
    mine = (claims["indicator"] == indicator) & (claims["area"] == area)
    mine &= (claims["period"] == period) & (claims["subject"] == "")
    mine &= (claims["nature"] == "actual") & claims["low"].notna()
    ids = list(claims.loc[mine, "id"])
    return case.by_id[ids[0]] if ids else None
