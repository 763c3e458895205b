"""Repeats against each other: two claims of one quantity that exclude each other contradict."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from jmanalysis import units
from jmanalysis.bounds import Bounds
from jmanalysis.checks.case import Case, Claim
from jmanalysis.checks.findings import Finding
from jmanalysis.slices import Known

_QUANTITY = ("area", "subject", "indicator", "period", "tally", "nature")


def find(case: Case, known: Known) -> Iterator[Finding]:
    """Find claims that contradict an earlier claim of the same quantity."""
    current = set(known.claims["id"])
    groups: dict[tuple[str, ...], list[Claim]] = defaultdict(list)
    for claim in case.claims:
        # What a document derived itself stands beside what was reported and contradicts nothing.
        if claim.id in current and claim["value"] and claim.document.standing != "derived":
            groups[tuple(claim[name] for name in _QUANTITY)].append(claim)
    for claims in groups.values():
        yield from _contradictions(claims)


def _contradictions(claims: Sequence[Claim]) -> Iterator[Finding]:
    for place, claim in enumerate(claims):
        for earlier in claims[:place]:
            if not _value(claim).overlaps(_value(earlier)):
                yield _finding(claim, earlier)
                break


def _value(claim: Claim) -> Bounds:
    """Return the value in the register's unit."""
    indicator = claim.indicator
    unit, per = units.split(claim["unit"])
    scale = units.factor(unit, indicator.unit, per=per or indicator.per, target_per=indicator.per)
    assert claim.bounds is not None
    assert scale is not None
    return claim.bounds if scale == 1 else claim.bounds * scale


def _finding(claim: Claim, earlier: Claim) -> Finding:
    mine, other = (f"{c['value']}{c['unit']}" for c in (claim, earlier))
    where = f"{earlier['file']}:{earlier.row} {earlier.id}"
    zh = f"{claim.indicator.name_zh} {claim['period']}：此处 {mine}，{where} 作 {other}，互相矛盾。"
    en = f"{claim.indicator.name_en} {claim['period']}: {mine} here, {other} in {where}."
    return claim.finding("error", "repeats", zh, f"{en} Both cannot be true.")
