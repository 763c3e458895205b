"""Attainments: what is attained or planned without a figure, or with one that is not a numeral."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from jmanalysis.bounds import Bounds
from jmanalysis.reading import lists
from jmanalysis.reading.proposals import Proposal, Proposer, Scores
from jmanalysis.reading.proposed import LONGEST, Candidate, Place
from jmanalysis.vocabulary import Indicator, Register

#: Below this an indicator is not proposed for words without a figure.
ENOUGH = 0.25


def in_words(
    proposer: Proposer,
    register: Register,
    here: Place,
    parts: list[tuple[Scores, float]],
    figures: list[Candidate],
) -> Iterator[Candidate]:
    """Yield what a clause says without a figure, the best explained first.

    Parameters
    ----------
    proposer, register
        The indicators.
    here, parts
        The clause, and the scores of it and of its neighbours.
    figures
        The candidates that its figures gave; their indicators are taken.
    """
    universal = lists.universal(here.said)
    none = lists.none(here.said)
    counted = not figures and "、" in here.said and lists.count(here.said) is not None

    def fits(name: str) -> float:
        indicator = register.indicator_by_id[name]
        if not indicator.unit:
            return 0.75 if universal or none else 1.0
        if (universal and indicator.is_share) or (none and indicator.unit == "例"):
            return 1.0
        return 1.0 if indicator.unit in {"家", "个"} and counted else 0.4

    used = {one.indicator for one in figures}
    found = 0
    for place, (proposals, span) in enumerate(_cover(proposer, here, parts, fits)):
        first = proposals[0]
        enough = ENOUGH + (0.1 if figures else 0.0) + 0.05 * place
        if first.score < enough or first.indicator in used:
            continue
        used.add(first.indicator)
        found += 1
        yield _worded(
            here, register.indicator_by_id[first.indicator], proposals, span, universal, none
        )
    if not found and not figures and lists.attains(here.said):
        yield _unnamed(here)


def _cover(
    proposer: Proposer,
    here: Place,
    parts: list[tuple[Scores, float]],
    fits: Callable[[str], float],
) -> Iterator[tuple[tuple[Proposal, ...], tuple[int, int]]]:
    """Explain the words by indicators one after the other, until nothing is left."""
    left = here.said
    for _ in range(3):
        proposals = proposer.best(parts, fits, ENOUGH, inside=True)
        if not proposals or proposals[0].score < ENOUGH:
            return
        span, left = proposer.explained(proposals[0].indicator, left)
        if span is None:
            return
        yield tuple(proposals), span
        if len(left) - left.count("　") < 8:
            return
        parts = [(proposer.scores(left), 1.0)]


def _worded(
    here: Place,
    indicator: Indicator,
    proposals: tuple[Proposal, ...],
    span: tuple[int, int],
    universal: bool,
    none: bool,
) -> Candidate:
    start = here.clause.start + span[0]
    end = min(here.clause.start + span[1], start + LONGEST)
    one = Candidate(start, end, here.clause, here.scope, here.nature, here.period, "words")
    one = replace(one, proposals=proposals, tally=indicator.tally or "none")
    whole = Bounds.exact(100) if universal and indicator.is_share else None
    value = whole or (Bounds.exact(0) if none and indicator.unit == "例" else None)
    if value is not None:
        begin, stop = lists.statement(here.said, universal=universal)
        start, end = here.clause.start + begin, here.clause.start + stop
        return replace(one, start=start, end=end, bounds=value, basis="stated", unit=indicator.unit)
    counted = lists.count(here.said) if indicator.unit in {"家", "个"} else None
    if counted is not None:
        bounds, begin, stop = counted
        start, end = here.clause.start + begin, here.clause.start + stop
        return replace(
            one, start=start, end=end, bounds=bounds, basis="counted", unit=indicator.unit
        )
    return replace(one, tally="none")


def _unnamed(here: Place) -> Candidate:
    """Keep an attainment for which the register has no name; the reviewer may know one."""
    start, end = lists.core(here.said)
    begin = here.clause.start + start
    stop = min(here.clause.start + end, begin + 24)
    return Candidate(begin, stop, here.clause, here.scope, here.nature, here.period, "words")
