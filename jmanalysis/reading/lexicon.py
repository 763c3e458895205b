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


class Form(NamedTuple):
    """One form: what stands before the place that is asked about, and from there on."""

    head: str
    rest: str
    idiom: Idiom


#: Forms by the first one or two characters of their rest; longest rest, then head, first.
Forms = dict[str, list[Form]]


@dataclass
class Lexicon:
    """Idioms by what follows the place at which a numeral begins, or ends."""

    literal: Forms = field(default_factory=dict)
    tails: Forms = field(default_factory=dict)
    # What each of these opens with, behind the last character of its head, if it has one.
    begins: set[str] = field(default_factory=set)
    goes_on: set[str] = field(default_factory=set)
    patterns: dict[str, list[tuple[re.Pattern[str], Idiom]]] = field(
        default_factory=lambda: defaultdict(list)
    )

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
            self.goes_on.add(after)
            return
        made = Form(head, rest.removeprefix("#"), idiom)
        is_tail = rest.startswith("#")
        (self.goes_on if is_tail else self.begins).add(head[-1:] + made.rest[:2])
        forms = (self.tails if is_tail else self.literal).setdefault(made.rest[:2], [])
        forms.append(made)
        forms.sort(key=lambda form: (-len(form.rest), -len(form.head)))

    def may_stand(self, before: str, begin: str, behind: str) -> bool:
        """Whether any form can begin with two characters, or go on with two, behind this one."""
        begins, goes_on = self.begins, self.goes_on
        if behind in goes_on or before + behind in goes_on:
            return True
        if begin in begins or before + begin in begins:
            return True
        here, after = begin[:1], behind[:1]
        if after in goes_on or before + after in goes_on:
            return True
        return here in begins or before + here in begins

    def at(self, text: str, start: int, end: int) -> tuple[int, Idiom] | None:
        """Return the end of the longest idiom at a numeral that runs from start to end."""
        best = _longest(self.literal, text, start, start)
        other = _longest(self.tails, text, end, start)
        return other if best is None or (other and other[0] > best[0]) else best

    def chain_at(self, text: str, start: int, end: int) -> tuple[int, Idiom] | None:
        """Return the end of the longest form with several numerals that begins here."""
        chains = self.patterns.get(text[end : end + 1])
        if not chains:
            return None
        found = [(m.end(), idiom) for p, idiom in chains if (m := p.match(text, start))]
        return max(found, key=lambda one: one[0], default=None)


def _longest(forms: Forms, text: str, place: int, start: int) -> tuple[int, Idiom] | None:
    """Return the end of the longest form that goes on so, with its head before the numeral."""
    for opening in (text[place : place + 2], text[place : place + 1]):
        for head, rest, idiom in forms.get(opening, ()):
            if text.startswith(rest, place) and text.endswith(head, 0, start):
                return place + len(rest), idiom
    return None


@cache
def lexicon() -> Lexicon:
    """Read ``idioms.csv`` once."""
    text = files("jmanalysis.reading").joinpath("idioms.csv").read_text(encoding="utf-8")
    made = Lexicon()
    for row in csv.DictReader(text.splitlines()):
        made.add(row["form"], Idiom(row["kind"], row["reason"]))
    return made
