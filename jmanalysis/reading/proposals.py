"""Proposals: which indicator of the register a few words are about.

A name is cut into pairs of characters, the rarer the weightier. What share of a name's weight
stands in the words is its score. Short and sparse, so a page is matched in milliseconds.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from jmanalysis.vocabulary import Register

#: Weight in favour of long matches: a name of one rare pair is easily met by chance.
_CAUTION = 12.0
_PAIR = re.compile("(?=([一-鿿A-Za-z+]{2}))")
_COUNTED = re.compile(
    "(?:项目数|机构数|项数|次数|家数|数|情况|表述|占比|比例)$"
)  # no text says these
_PROPOSED = 3
_OWN = 0.4  # of the least score, what the clause itself must hold
Scores = dict[int, float]


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
        self.weight = {g: math.log(1 + len(grams) / n) for g, n in frequency.items()}
        self.mass = [sum(self.weight[gram] for gram in one) for one in grams]
        self._scale = [1 / (mass + _CAUTION) for mass in self.mass]
        self.postings: Mapping[str, list[tuple[int, float]]] = _postings(grams, self.weight)

    @classmethod
    def of(cls, register: Register) -> Proposer:
        """Take the names of the register.

        The words of earlier claims are not used: on both source texts they proposed the right
        indicator less often than the names alone.
        """
        indicators = register.indicator_by_id.values()
        return cls((one.id, name) for one in indicators for name in (one.name_zh, one.short_zh))

    def scores(self, text: str) -> Scores:
        """Return the weight that each name has in a piece of text."""
        found: Scores = defaultdict(float)
        postings = self.postings
        for gram in pairs(text):
            for name, weight in postings.get(gram, ()):
                found[name] += weight
        return found

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
        best: dict[str, float] = {}
        scale, ids = self._scale, self.ids
        named = self._named(parts, least) if inside else _merged(parts)
        for name, matched in named:
            score = matched * scale[name]
            if score >= least and score > best.get(ids[name], 0.0):
                best[ids[name]] = min(score, self.mass[name] * scale[name])
        fitting = [(score * fits(one), one) for one, score in best.items()]
        chosen = sorted((pair for pair in fitting if pair[0] >= least), key=_by_score)
        return [Proposal(one, round(score, 3)) for score, one in chosen[:_PROPOSED]]

    def _named(
        self, parts: Sequence[tuple[Scores, float]], least: float
    ) -> Iterable[tuple[int, float]]:
        """Add up for what the first piece names to a good part itself."""
        scale, least = self._scale, _OWN * least
        beside = [(scores.get, weight) for scores, weight in parts[1:]]
        for name, value in parts[0][0].items():
            if value * scale[name] >= least:
                whole = value
                for get, weight in beside:
                    whole += weight * get(name, 0.0)
                yield name, whole

    def others(self, scores: Scores, indicator: str, least: float) -> bool:
        """Whether a text by itself names another indicator that much."""
        scale, ids = self._scale, self.ids
        return any(
            value * scale[name] >= least and ids[name] != indicator
            for name, value in scores.items()
        )

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


def _postings(
    grams: list[set[str]], weight: Mapping[str, float]
) -> Mapping[str, list[tuple[int, float]]]:
    found: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for place, one in enumerate(grams):
        for gram in one:
            found[gram].append((place, weight[gram]))
    return dict(found)


def _merged(parts: Sequence[tuple[Scores, float]]) -> Iterable[tuple[int, float]]:
    merged: Scores = defaultdict(float)
    for scores, weight in parts:
        for name, value in scores.items():
            merged[name] += weight * value
    return merged.items()
