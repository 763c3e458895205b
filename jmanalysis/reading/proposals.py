"""Proposals: which indicator of the register a few words are about.

A name is cut into pairs of characters, the rarer the weightier. What share of a name's weight
stands in the words is its score. One row of numbers per pair, one column per name: the scores of
a clause are the sum of the rows of its pairs.
"""

from __future__ import annotations

import math
import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import repeat
from operator import add

import numpy as np
from numpy.typing import NDArray

from jmanalysis.register import Register

#: Weight in favour of long matches: a name of one rare pair is easily met by chance.
_CAUTION = 12.0
_PAIR = re.compile("(?=([一-鿿A-Za-z+]{2}))")
_COUNTED = re.compile(
    "(?:项目数|机构数|项数|次数|家数|数|情况|表述|占比|比例)$"
)  # no text says these
_PROPOSED = 3
_OWN = 0.4  # of the least score, what the clause itself must hold
#: The score of every name, in the order of :attr:`Proposer.ids`.
Scores = NDArray[np.float64]


def pairs(text: str) -> set[str]:
    """Return the pairs of neighbouring characters, without those across punctuation."""
    return set(_PAIR.findall(text))


@dataclass(frozen=True, slots=True)
class Proposal:
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
        self._grams_of: dict[str, list[set[str]]] = defaultdict(list)
        for indicator, one in zip(self.ids, grams, strict=True):
            self._grams_of[indicator].append(one)
        weight = {g: math.log(1 + len(grams) / n) for g, n in frequency.items()}
        mass = np.array([sum(weight[gram] for gram in one) for one in grams])
        scale = 1 / (mass + _CAUTION)
        self._most = mass * scale
        self._row = {gram: row for row, gram in enumerate(weight, start=1)}
        self._rows: Scores = np.zeros((len(weight) + 1, len(grams)))
        for column, one in enumerate(grams):
            for gram in one:
                self._rows[self._row[gram], column] = weight[gram] * scale[column]

    @classmethod
    def of(cls, register: Register) -> Proposer:
        """Take the names of the register.

        The words of earlier claims are not used: on both source texts they proposed the right
        indicator less often than the names alone.
        """
        indicators = register.indicator_by_id.values()
        return cls((one.id, name) for one in indicators for name in (one.name_zh, one.short_zh))

    def pairs(self, text: str) -> array[int]:
        """Return for each character of a text the row of the pair that begins there; 0 is none."""
        return array("H", map(self._row.get, map(add, text, text[1:]), repeat(0)))

    def summed(self, rows: array[int]) -> Scores:
        """Return the score of each name by the pairs of a piece of text, each counted once."""
        scores: Scores = self._rows.take(list(set(rows)), axis=0).sum(axis=0)
        return scores

    def scores(self, text: str) -> Scores:
        """Return the score of each name by what of it stands in a piece of text."""
        return self.summed(self.pairs(text))

    def best(
        self,
        parts: Sequence[tuple[Scores, float]],
        fits: Callable[[str], float],
        least: float = 0.1,
        *,
        inside: bool = False,
    ) -> list[Proposal]:
        """Rank up to three indicators by what stands in the clause and, for less, beside it.

        Parameters
        ----------
        parts
            Scores of pieces of text, with what each piece counts.
        fits
            How far an indicator can be meant at all, 0 to 1.
        least
            Lower scores are left out.
        inside
            Whether only what the first piece names at all is asked for.
        """
        own, weight = parts[0]
        if inside and own.max() < _OWN * least:
            return []
        whole = own if inside else own * weight
        for scores, weight in parts[1:]:
            whole = whole + scores * weight
        enough = whole >= least
        if inside:
            enough &= own >= _OWN * least
        names = enough.nonzero()[0]
        best: dict[str, float] = {}
        for name, score in zip(
            names.tolist(), np.minimum(whole[names], self._most[names]).tolist(), strict=True
        ):
            one = self.ids[name]
            if score > best.get(one, 0.0):
                best[one] = score
        fitting = [(score * fits(one), one) for one, score in best.items()]
        chosen = sorted((pair for pair in fitting if pair[0] >= least), key=_by_score)
        return [Proposal(one, round(score, 3)) for score, one in chosen[:_PROPOSED]]

    def others(self, scores: Scores, indicator: str, least: float) -> bool:
        """Whether a text by itself names another indicator that much."""
        return any(self.ids[name] != indicator for name in (scores >= least).nonzero()[0].tolist())

    def explained(self, indicator: str, said: str) -> tuple[tuple[int, int] | None, str]:
        """Return where the words of an indicator stand, and the text without them."""
        best: list[int] = []
        for grams in self._grams_of[indicator]:
            places = [n for n in range(len(said) - 1) if said[n : n + 2] in grams]
            best = max(best, _densest(places), key=len)
        if not best:
            return None, said
        span = best[0], best[-1] + 2
        gone = {n + k for n in best for k in (0, 1)}
        return span, "".join("　" if n in gone else char for n, char in enumerate(said))


def _by_score(one: tuple[float, str]) -> tuple[float, str]:
    return -one[0], one[1]


def _densest(places: list[int]) -> list[int]:
    """Return the longest chain of places that are at most a few characters apart."""
    best: list[int] = []
    chain: list[int] = []
    for place in places:
        chain = [*chain, place] if chain and place - chain[-1] <= 5 else [place]
        best = max(best, chain, key=len)
    return best
