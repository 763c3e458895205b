"""Attainments: what is attained or planned without a figure, or with one that is not a numeral."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from jmanalysis.bounds import Bounds
from jmanalysis.reading import lists
from jmanalysis.reading.proposals import Proposal, Proposer, Scores, best
from jmanalysis.reading.proposed import LONGEST, Candidate, Place
from jmanalysis.reading.weighing import ENOUGH, Naming
from jmanalysis.register import Indicator, Register

_SHORTEST = 6  # characters that tell a reviewer what is meant
#: What words can say of a value; a clause may say several, so they are added.
_ALL, _NONE, _LIST = 1, 2, 4
_SENSES = range(_ALL + _NONE + _LIST + 1)
_MORE = 0.05  # by which each further indicator must be surer
_ROUNDED = 0.001
_COUNTED = frozenset(("家", "个"))


def sense(said: str) -> int:
    """Say whether all of something are meant, or none, and whether things are listed."""
    found = _LIST if "、" in said else 0
    if not lists.may_be_universal(said):
        return found
    if lists.universal(said):
        found |= _ALL
    return found | _NONE if lists.none(said) else found


class Fits:
    """How far each indicator can be meant by words of each sense.

    Attributes
    ----------
    table
        A row for each sense, a column for each of the ids.
    of
        The same by sense and id.
    """

    def __init__(self, register: Register, ids: Sequence[str]) -> None:
        known = register.indicator_by_id
        self.of = [{one: _fit(known[one], said) for one in ids} for said in _SENSES]
        self.table: Scores = np.array([[fit[one] for one in ids] for fit in self.of])


def _fit(indicator: Indicator, said: int) -> float:
    if not indicator.unit:
        return 0.75 if said & (_ALL | _NONE) else 1.0
    if (said & _ALL and indicator.is_share) or (said & _NONE and indicator.unit == "例"):
        return 1.0
    return 1.0 if said & _LIST and indicator.unit in _COUNTED else 0.4


def in_words(
    proposer: Proposer,
    register: Register,
    fits: Fits,
    here: Place,
    naming: Naming,
    figures: list[Candidate],
) -> list[Candidate]:
    """Return what a clause says without a figure, the best explained first.

    Parameters
    ----------
    proposer, register
        The indicators.
    fits
        How far each can be meant.
    here, naming
        The clause, and what it names.
    figures
        The candidates that its figures gave; their indicators are taken.
    """
    found = list(_named(proposer, register, fits, here, naming, figures))
    return found or ([] if figures else plain_words(here))


def plain_words(here: Place) -> list[Candidate]:
    """Keep what a clause attains though no indicator is named; the reviewer may know one."""
    return [_unnamed(here)] if lists.attains(here.said) else []


def _named(
    proposer: Proposer,
    register: Register,
    fits: Fits,
    here: Place,
    naming: Naming,
    figures: list[Candidate],
) -> Iterator[Candidate]:
    said = naming.sense
    if said & _LIST and (figures or lists.count(here.said) is None):
        said -= _LIST
    used = {one.indicator for one in figures} if figures else set()
    enough = ENOUGH + 0.1 if figures else ENOUGH
    for proposals, span in _cover(proposer, naming, fits.of[said].__getitem__, enough):
        first = proposals[0]
        if first.indicator in used:
            continue
        used.add(first.indicator)
        yield _worded(here, register.indicator_by_id[first.indicator], proposals, span, said)


def _cover(
    proposer: Proposer, naming: Naming, fits: Callable[[str], float], enough: float
) -> Iterator[tuple[list[Proposal], tuple[int, int]]]:
    """Explain the words by indicators one after the other, each of which must say a little more.

    What is left can only score less: where it cannot be enough, nothing more is looked for.
    """
    named, hits, left = naming.named, naming.hits, set(naming.alone)
    for _ in range(3):
        proposals = best(named, fits, ENOUGH)
        if not proposals or proposals[0].score < enough:
            return
        first = proposals[0].indicator
        places = proposer.explained(first, hits)
        if not places:
            return
        yield proposals, (places[0], places[-1] + 2)
        left.discard(first)
        enough += _MORE
        if not any(naming.alone[one] > enough - _ROUNDED for one in left):
            return
        gone = {place + step for place in places for step in (-1, 0, 1)}
        kept = [number for number, place in enumerate(hits[0]) if place not in gone]
        hits = [hits[0][number] for number in kept], [hits[1][number] for number in kept]
        named = proposer.alone(hits, ENOUGH, left)
        left = set(named)


def _worded(
    here: Place,
    indicator: Indicator,
    proposals: list[Proposal],
    span: tuple[int, int],
    said: int,
) -> Candidate:
    """Take the value that the words hold, if they hold one: all, none, or a list to count."""
    unit, bounds, basis, tally = indicator.unit, None, "", "none"
    begin, stop = _widened(here.said, span[0] - here.clause.start, span[1] - here.clause.start)
    every = said & _ALL > 0 and indicator.is_share
    if every or (said & _NONE and unit == "例"):
        bounds, basis = Bounds.exact(100 if every else 0), "stated"
        begin, stop = lists.statement(here.said, universal=every)
    elif unit in _COUNTED and "、" in here.said and (counted := lists.count(here.said)):
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
