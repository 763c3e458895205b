"""Figures against each other: rates, repeats, stated ranks, parts and wholes."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from jmanalysis.checks import parts, places, rates, repeats
from jmanalysis.checks.case import Case
from jmanalysis.checks.findings import Finding
from jmanalysis.errors import JmanalysisError


def find(case: Case, spoiled: Collection[str]) -> Iterator[Finding]:
    """Reconcile all claims but those whose values cannot be used.

    Parameters
    ----------
    case
        What was read.
    spoiled
        Ids of claims left out, because another rule found their value unusable.
    """
    if not set(case.by_id) - set(spoiled):
        return
    try:
        known = case.known(spoiled)
    except JmanalysisError as error:
        yield Finding("error", "values", error.zh, f"{error.en} {error.where}")
        return
    for concept in (rates, repeats, places, parts):
        yield from concept.find(case, known)
