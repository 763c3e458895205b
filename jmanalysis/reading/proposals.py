"""Proposals: which indicator of the register a few words are about.

A name is cut into pairs of characters, the rarer the weightier. What share of a name's weight
stands in the words is its score. Many pieces of text are scored at once: one row of numbers per
piece, one column per name, filled from the list of names that each pair stands in.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from jmanalysis.reading.squeezing import Places, codes_of
from jmanalysis.register import Register

#: Weight in favour of long matches: a name of one rare pair is easily met by chance.
_CAUTION = 12.0
_PAIR = re.compile("(?=([一-鿿A-Za-z+]{2}))")
_COUNTED = re.compile(
    "(?:项目数|机构数|项数|次数|家数|数|情况|表述|占比|比例)$"
)  # no text says these
_PROPOSED = 3
_EQUAL = 1e-6
_APART = 5  # characters between two pairs of one name
_CODES = 0x10000  # characters of names lie below
#: The score of every name, in the order of :attr:`Proposer.ids`; a row for each piece of text.
Scores = NDArray[np.float64]
#: Indicators that some words name, each with its score.
Named = dict[str, float]
#: The same of one clause, as plain numbers: the places, and the row of each.
Hits = tuple[list[int], list[int]]


def pairs(text: str) -> set[str]:
    """Return the pairs of neighbouring characters, without those across punctuation."""
    return set(_PAIR.findall(text))


class Pairs(NamedTuple):
    """The pairs of a text that stand in any name: their places, in order, and their rows."""

    places: Places
    rows: Places

    def between(self, starts: Places, stops: Places) -> Places:
        """Return which pairs lie in pieces of the text: the first of each, and the end."""
        last = np.maximum(starts, stops - 1)  # no pair begins at the last character
        spans: Places = np.searchsorted(self.places, np.stack((starts, last)))
        return spans


class Proposal(NamedTuple):
    """An indicator with its score, 1 being every pair of a very long name."""

    indicator: str
    score: float


class Proposer:
    """Indicators by their words. Make one with :meth:`of`; it is used for many texts."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        self.ids: list[str] = []
        grams: list[set[str]] = []
        for indicator, name in dict.fromkeys(names):
            self.ids.append(indicator)
            grams.append(pairs(_COUNTED.sub("", name)))
        frequency = Counter(gram for one in grams for gram in one)
        weight = {g: math.log(1 + len(grams) / n) for g, n in frequency.items()}
        masses = [math.fsum(weight[gram] for gram in one) for one in grams]
        scales = [1 / (mass + _CAUTION) for mass in masses]
        most = [mass * scale for mass, scale in zip(masses, scales, strict=True)]
        self._most = np.array(most)
        row = {gram: number for number, gram in enumerate(sorted(weight))}
        self._names: list[list[tuple[int, float]]] = [[] for _ in weight]
        for column, one in enumerate(grams):
            for gram in one:
                self._names[row[gram]].append((column, weight[gram] * scales[column]))
        # Of each indicator, the weights of the pairs of each name, and the most that it can score.
        self._names_of: dict[str, list[tuple[dict[int, float], float]]] = defaultdict(list)
        for indicator, one, scale, top in zip(self.ids, grams, scales, most, strict=True):
            rows = sorted((row[gram], weight[gram] * scale) for gram in one)
            self._names_of[indicator].append((dict(rows), top))
        self._lay_out(row)

    def _lay_out(self, pairs: Collection[str]) -> None:
        """Lay the names of each pair, and the pairs themselves, into arrays."""
        self._count = np.array([len(one) for one in self._names])
        self._first = np.cumsum(self._count) - self._count
        flat = [one for names in self._names for one in names]
        self._column = np.array([column for column, _ in flat], dtype=np.int64)
        self._weight = np.array([weight for _, weight in flat], dtype=np.float64)
        # The number of a pair by those of its first and of its second character; 0 is neither.
        firsts, seconds = (sorted({one[n] for one in pairs}) for n in (0, 1))
        self._begins, self._ends = np.zeros((2, _CODES), dtype=np.int64)
        self._begins[[ord(one) for one in firsts]] = np.arange(1, len(firsts) + 1)
        self._ends[[ord(one) for one in seconds]] = np.arange(1, len(seconds) + 1)
        self._pairs = np.full((len(firsts) + 1, len(seconds) + 1), -1)
        for number, one in enumerate(pairs):
            self._pairs[self._begins[ord(one[0])], self._ends[ord(one[1])]] = number

    @classmethod
    def of(cls, register: Register) -> Proposer:
        """Take the names of the register.

        The words of earlier claims are not used: on both source texts they proposed the right
        indicator less often than the names alone.
        """
        indicators = register.indicator_by_id.values()
        return cls((one.id, name) for one in indicators for name in (one.name_zh, one.short_zh))

    def pairs(self, text: str) -> Pairs:
        """Return the pairs of a text that stand in any name."""
        codes = np.minimum(codes_of(text), _CODES - 1)
        rows = self._pairs[self._begins[codes[:-1]], self._ends[codes[1:]]]
        places = np.flatnonzero(rows >= 0)
        return Pairs(places, rows[places])

    def table(self, pairs: Pairs, spans: Places) -> Scores:
        """Return the scores of pieces of a text; a pair counts once in a piece.

        Parameters
        ----------
        pairs
            The pairs of the text.
        spans
            The first pair of each piece, and the one behind its last: see :meth:`Pairs.between`.
        """
        firsts, counts = spans[0], spans[1] - spans[0]
        lines = np.repeat(np.arange(len(counts)), counts)
        keys = np.sort(lines * len(self._names) + pairs.rows[_spread(firsts, counts)])
        lines, rows = np.divmod(keys[np.diff(keys, prepend=-1) > 0], len(self._names))
        each = self._count[rows]
        entries = _spread(self._first[rows], each)
        cells = np.repeat(lines * len(self.ids), each) + self._column[entries]
        size = len(counts) * len(self.ids)
        scores = np.bincount(cells, self._weight[entries], size).astype(np.float64, copy=False)
        return scores.reshape(len(counts), -1)

    def named(self, lines: Places, columns: Places, scores: Scores, size: int) -> list[Named]:
        """Gather scores by the line that they are of: each indicator with that of its best name."""
        found: list[Named] = [{} for _ in range(size)]
        capped = np.minimum(scores, self._most[columns])
        ids = self.ids
        for line, column, score in zip(
            lines.tolist(), columns.tolist(), capped.tolist(), strict=True
        ):
            named, indicator = found[line], ids[column]
            if score > named.get(indicator, 0.0):
                named[indicator] = score
        return found

    def alone(self, hits: Hits, least: float, among: Iterable[str]) -> Named:
        """Return which of some indicators these words alone name, with that score at least."""
        rows = set(hits[1])
        found: Named = {}
        for indicator in among:
            for name, most in self._names_of[indicator]:
                score = min(sum([weight for row, weight in name.items() if row in rows]), most)
                if score >= least:
                    found[indicator] = max(found.get(indicator, 0.0), score)
        return found

    def explained(self, indicator: str, hits: Hits) -> list[int]:
        """Return the places of the pairs that name an indicator, where they stand closest."""
        found: list[int] = []
        both = list(zip(*hits, strict=True))
        for rows, _ in self._names_of[indicator]:
            places = _densest([place for place, row in both if row in rows])
            if len(places) > len(found):
                found = places
        return found


def best(named: Named, fits: Callable[[str], float], least: float = 0.1) -> list[Proposal]:
    """Rank up to three indicators by their scores and by how far each can be meant at all.

    Examples
    --------
    >>> best({"beds": 0.5, "nurses": 0.4, "doctors": 0.3}, lambda one: 0.5 * (one != "doctors"))
    [Proposal(indicator='beds', score=0.25), Proposal(indicator='nurses', score=0.2)]
    """
    fitting = [
        (fitted, one) for one, score in named.items() if (fitted := score * fits(one)) >= least
    ]
    if len(fitting) == 2 and abs(fitting[0][0] - fitting[1][0]) > _EQUAL:
        fitting.sort(reverse=True)
    elif len(fitting) > 1:
        fitting.sort(key=_by_score)
    return [Proposal(one, round(score * 1000) / 1000) for score, one in fitting[:_PROPOSED]]


def _spread(firsts: Places, lengths: Places) -> Places:
    """Return the numbers of all runs that begin at these places and have these lengths."""
    before = np.cumsum(lengths) - lengths
    spread: Places = np.arange(int(lengths.sum())) + np.repeat(firsts - before, lengths)
    return spread


def _by_score(one: tuple[float, str]) -> tuple[int, str]:
    return -round(one[0] * 1e9), one[1]  # equal ones may differ in the last bit


def _densest(places: list[int]) -> list[int]:
    """Return the longest chain of places that are at most a few characters apart."""
    if len(places) < 2 or places[-1] - places[0] < _APART + len(places) - 1:
        return places  # as nearly always: no two of them can be further apart
    best: list[int] = []
    begin = 0
    for number in range(1, len(places) + 1):
        if number == len(places) or places[number] - places[number - 1] > _APART:
            if number - begin > len(best):
                best = places[begin:number]
            begin = number
    return best
