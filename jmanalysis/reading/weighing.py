"""Weighing: what the words of each clause, and of each figure, say of the indicators.

A few hundred clauses are weighed at once. A clause counts by its own words and, for less, by those
of the clauses beside it in its sentence; a figure counts by the words next to it besides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from jmanalysis.reading.figures import Quantity
from jmanalysis.reading.proposals import Hits, Named, Proposer, Scores
from jmanalysis.reading.proposed import Place
from jmanalysis.reading.squeezing import Places

#: Below this an indicator is not proposed for words without a figure.
ENOUGH = 0.25
_OWN = 0.4  # of it, what the clause itself must hold
_LEAST = 0.1  # the same for a figure
_BEFORE, _AFTER = 0.45, 0.35  # what the clause before and the clause behind count
_NEAR, _AROUND = 0.6, 0.5  # what the words next to a figure count, and those of its clause then
_NO_HITS: Hits = ([], [])
_AT_ONCE = 512  # clauses, or figures: the table of scores stays small


class Naming(NamedTuple):
    """What a clause names.

    Attributes
    ----------
    named
        The indicators that it may name, by its words and those of its neighbours.
    alone
        Those of them that it names without its neighbours, with how far each can be meant by that.
    hits
        The words that do so.
    sense
        What the words can say of a value: see :mod:`jmanalysis.reading.attainments`.
    """

    named: Named
    alone: Named
    hits: Hits
    sense: int


class Weighed:
    """A stretch of neighbouring clauses with their scores.

    Parameters
    ----------
    proposer
        The indicators.
    text
        The text that the clauses stand in.
    places
        The clauses. Where the text goes on, the first and the last are only there as neighbours.
    """

    def __init__(self, proposer: Proposer, text: str, places: Sequence[Place]) -> None:
        self._proposer, self._text, self._begin = proposer, text, places[0].clause.start
        self._pairs = proposer.pairs(text[self._begin : places[-1].clause.end])
        starts = _numbers([one.clause.start for one in places]) - self._begin
        stops = starts + _numbers([len(one.said) for one in places])
        self._spans = self._pairs.between(starts, stops)
        self._own = proposer.table(self._pairs, self._spans)
        sentences = _numbers([one.clause.sentence for one in places])
        joined = sentences[1:] == sentences[:-1]
        self._before = np.append(False, joined) * _BEFORE
        self._after = np.append(joined, False) * _AFTER

    def clauses(self, senses: Sequence[int], fits: Scores) -> list[Naming]:
        """Return what each clause may name without a figure.

        Parameters
        ----------
        senses
            What the words of each clause can say of a value.
        fits
            How far each indicator can be meant by them: a row for each sense.
        """
        own = self._own
        lines, names = _cells(own >= _OWN * ENOUGH)
        said, fit = own[lines, names], fits[_numbers(senses)[lines], names]
        whole = said + own[lines - 1, names] * self._before[lines]
        whole += own[(lines + 1) % len(own), names] * self._after[lines]
        enough = whole * fit >= ENOUGH
        named = self._proposer.named(lines[enough], names[enough], whole[enough], len(own))
        said *= fit
        loud = said >= ENOUGH
        alone = self._proposer.named(lines[loud], names[loud], said[loud], len(own))
        places = (self._pairs.places + self._begin).tolist()
        rows = self._pairs.rows.tolist()
        own_hits = [
            (places[first:last], rows[first:last]) if some else _NO_HITS
            for some, (first, last) in zip(named, self._spans.T.tolist(), strict=True)
        ]
        return list(map(Naming, named, alone, own_hits, senses))

    def figures(self, figures: Iterable[tuple[int, Place, Quantity]]) -> Iterator[Named]:
        """Yield what the words of each figure name, in order.

        Parameters
        ----------
        figures
            The number of its clause in the stretch, the clause, the figure.
        """
        left = iter(figures)
        while some := list(islice(left, _AT_ONCE)):
            spans = _numbers([self._near(place, one) for _, place, one in some])
            starts, stops = spans.T - self._begin
            here = _numbers([number for number, _, _ in some])
            weight = np.where(stops > starts, _AROUND, 1.0)
            whole = self._proposer.table(self._pairs, self._pairs.between(starts, stops))
            whole *= _NEAR
            whole += self._weighted(here, weight)
            whole += self._weighted(here - 1, self._before[here])
            whole += self._weighted((here + 1) % len(self._own), self._after[here])
            lines, names = _cells(whole >= _LEAST)
            yield from self._proposer.named(lines, names, whole[lines, names], len(some))

    def _weighted(self, lines: Places, weights: Scores) -> Scores:
        """Return the scores of some clauses, those of each by its weight."""
        scores = self._own[lines]
        scores *= weights[:, None]  # in place: these tables are too large to be made twice
        return scores

    def _near(self, place: Place, q: Quantity) -> tuple[int, int]:
        """Return the words next to a figure, up to the next 、 on either side; none if few."""
        text, clause = self._text, place.clause
        if clause.end - clause.start < 24 and "、" not in place.said:
            return self._begin, self._begin
        left = max(clause.start, text.rfind("、", clause.start, q.start) + 1)
        right = text.find("、", q.end, clause.end)
        end = min(right if right > 0 else clause.end, q.end + 20)
        return max(left, q.start - 16), end


def _numbers(numbers: Sequence[int] | Sequence[tuple[int, int]]) -> Places:
    return np.array(numbers, dtype=np.int64)


def _cells(chosen: NDArray[np.bool_]) -> tuple[Places, Places]:
    """Return the rows and the columns that are chosen; on a flat table this is far faster."""
    rows, columns = np.divmod(chosen.ravel().nonzero()[0], chosen.shape[1])
    return rows, columns


def stretches(places: Iterator[Place]) -> Iterator[tuple[list[Place], int, int]]:
    """Cut clauses into stretches that overlap by one, and say which of each are its own."""
    held, first = list(islice(places, _AT_ONCE)), 0
    while held[first:]:
        more = list(islice(places, _AT_ONCE))
        yield held + more[:1], first, len(held)
        held, first = held[-1:] + more, 1
