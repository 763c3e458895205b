"""Attainments: what is attained or planned without a figure, or with one that is not a numeral."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from jmanalysis.bounds import Bounds
from jmanalysis.reading import lists
from jmanalysis.reading.proposals import Proposal, Proposer, best
from jmanalysis.reading.proposed import LONGEST, Candidate, Place
from jmanalysis.reading.weighing import ENOUGH, Naming
from jmanalysis.register import Indicator, Register

_SHORTEST = 6  # characters that tell a reviewer what is meant


def in_words(
    proposer: Proposer,
    register: Register,
    here: Place,
    naming: Naming,
    figures: list[Candidate],
) -> list[Candidate]:
    """Return what a clause says without a figure, the best explained first.

    Parameters
    ----------
    proposer, register
        The indicators.
    here, naming
        The clause, and what it names.
    figures
        The candidates that its figures gave; their indicators are taken.
    """
    found = list(_named(proposer, register, here, naming, figures)) if naming.named else []
    if not found and not figures and lists.attains(here.said):
        return [_unnamed(here)]
    return found


def _named(
    proposer: Proposer,
    register: Register,
    here: Place,
    naming: Naming,
    figures: list[Candidate],
) -> Iterator[Candidate]:
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
    for place, (proposals, span) in enumerate(_cover(proposer, naming, fits)):
        first = proposals[0]
        enough = ENOUGH + (0.1 if figures else 0.0) + 0.05 * place
        if first.score < enough or first.indicator in used:
            continue
        used.add(first.indicator)
        yield _worded(
            here, register.indicator_by_id[first.indicator], proposals, span, universal, none
        )


def _cover(
    proposer: Proposer, naming: Naming, fits: Callable[[str], float]
) -> Iterator[tuple[list[Proposal], tuple[int, int]]]:
    """Explain the words by indicators one after the other, until nothing is left."""
    for _ in range(3):
        proposals = best(naming.named, fits, ENOUGH)
        if not proposals or proposals[0].score < ENOUGH:
            return
        first = proposals[0].indicator
        places = proposer.explained(first, naming.hits)
        if not places:
            return
        yield proposals, (places[0], places[-1] + 2)
        if not naming.alone - {first}:
            return
        gone = {place + step for place in places for step in (-1, 0, 1)}
        left = [hit for hit in naming.hits if hit[0] not in gone]
        named = proposer.alone(left, ENOUGH)
        naming = Naming(named, set(named), left)


def _worded(
    here: Place,
    indicator: Indicator,
    proposals: list[Proposal],
    span: tuple[int, int],
    universal: bool,
    none: bool,
) -> Candidate:
    """Take the value that the words hold, if they hold one: all, none, or a list to count."""
    unit, bounds, basis, tally = indicator.unit, None, "", "none"
    begin, stop = _widened(here.said, span[0] - here.clause.start, span[1] - here.clause.start)
    if (universal and indicator.is_share) or (none and unit == "例"):
        bounds, basis = Bounds.exact(100 if indicator.is_share else 0), "stated"
        begin, stop = lists.statement(here.said, universal=universal and indicator.is_share)
    elif unit in {"家", "个"} and (counted := lists.count(here.said)):
        (bounds, begin, stop), basis = counted, "counted"
    if bounds is not None:
        tally = indicator.tally or "none"
    start, end = here.clause.start + begin, here.clause.start + min(stop, begin + LONGEST)
    return Candidate(
        *(start, end, here.clause, here.scope, here.nature, here.period, "words"),
        *(bounds, basis, unit if bounds else "", 0, tally, "", tuple(proposals)),
    )


def _widened(said: str, begin: int, stop: int) -> tuple[int, int]:
    """Let a match of two characters stand with those behind it, or before it."""
    end = len(said.rstrip("，。；：！？、…\n"))
    stop = max(stop, min(end, begin + _SHORTEST))
    return max(0, min(begin, stop - _SHORTEST)), stop


def _unnamed(here: Place) -> Candidate:
    """Keep an attainment for which the register has no name; the reviewer may know one."""
    start, end = lists.core(here.said)
    begin = here.clause.start + start
    stop = min(here.clause.start + end, begin + 24)
    return Candidate(begin, stop, here.clause, here.scope, here.nature, here.period, "words")
