"""Idioms: expressions that hold a numeral and are no figure.

The list is ``idioms.csv``, one form a row with its kind and the reason. ``#`` stands for any
numeral, so ``#届#中全会`` is every plenary session and ``第#人民医院`` every numbered hospital.
Literal forms are found by looking up slices of the text, which costs the same for ten as for ten
thousand of them.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from jmanalysis.numerals import NUMERAL, PLAIN

_DIGIT = re.compile(rf"[0-9{PLAIN}#]")


class Idiom(NamedTuple):
    """What a form is, and the reason that it is listed."""

    kind: str
    reason: str


Forms = dict[str, list[tuple[str, Idiom]]]
Lengths = dict[str, list[int]]


@dataclass
class Lexicon:
    """Idioms by what follows the place at which a numeral begins, or ends."""

    literal: Forms = field(default_factory=lambda: defaultdict(list))
    tails: Forms = field(default_factory=lambda: defaultdict(list))
    patterns: dict[str, list[tuple[re.Pattern[str], Idiom]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    # How long the literal forms, and the tails, are that begin with a character; longest first.
    lengths: tuple[Lengths, Lengths] = field(default_factory=lambda: ({}, {}))

    def add(self, form: str, idiom: Idiom) -> None:
        """Take in one form: what stands before its first numeral is its head."""
        first = _DIGIT.search(form)
        assert first is not None, form
        head, rest = form[: first.start()], form[first.start() :]
        if rest.count("#") > 1 or ("#" in rest and not rest.startswith("#")):
            behind = f"(?<={re.escape(head)})" if head else ""
            pattern = re.escape(rest).replace(r"\#", NUMERAL).replace("#", NUMERAL)
            after = rest.lstrip("#0123456789")[0]
            self.patterns[after].append((re.compile(behind + pattern), idiom))
            return
        is_tail = rest.startswith("#")
        key = rest.removeprefix("#")
        (self.tails if is_tail else self.literal)[key].append((head, idiom))
        lengths = self.lengths[is_tail]
        lengths[key[0]] = sorted({*lengths.get(key[0], ()), len(key)}, reverse=True)

    def at(self, text: str, start: int, end: int) -> tuple[int, Idiom] | None:
        """Return the end of the longest idiom at a numeral that runs from start to end."""
        best = _longest(self.literal, self.lengths[0], text, start, start)
        other = _longest(self.tails, self.lengths[1], text, end, start)
        return other if best is None or (other and other[0] > best[0]) else best

    def chain_at(self, text: str, start: int, end: int) -> tuple[int, Idiom] | None:
        """Return the end of the longest form with several numerals that begins here."""
        chains = self.patterns.get(text[end : end + 1])
        if not chains:
            return None
        found = [(m.end(), idiom) for p, idiom in chains if (m := p.match(text, start))]
        return max(found, key=lambda one: one[0], default=None)


def _longest(
    forms: Forms, lengths: Lengths, text: str, place: int, start: int
) -> tuple[int, Idiom] | None:
    """Look up ever shorter slices of the text from a place on."""
    for length in lengths.get(text[place : place + 1], ()):
        piece = text[place : place + length]
        known = forms.get(piece)
        found = _headed(known, text, start) if known else None
        if found:
            return place + len(piece), found
    return None


def _headed(forms: list[tuple[str, Idiom]], text: str, start: int) -> Idiom | None:
    """Return the idiom whose head stands before the place; the longest head wins."""
    if len(forms) == 1:  # as nearly always
        head, idiom = forms[0]
        return idiom if text.endswith(head, 0, start) else None
    fitting = [one for one in forms if text.endswith(one[0], 0, start)]
    return max(fitting, key=lambda one: len(one[0]))[1] if fitting else None


@cache
def lexicon() -> Lexicon:
    """Read ``idioms.csv`` once."""
    text = files("jmanalysis.reading").joinpath("idioms.csv").read_text(encoding="utf-8")
    made = Lexicon()
    for row in csv.DictReader(text.splitlines()):
        made.add(row["form"], Idiom(row["kind"], row["reason"]))
    return made
