"""Clauses: a page cut into sentences and clauses, with places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

# Runs first: an alternative for each character would remember each of a long line.
_SENTENCE = re.compile("[^。！？；\n…]*(?:…(?!…)[^。！？；\n…]*)*(?:[。！？；\n]|……)?[”’」）]?")
_CLAUSE = re.compile("[^，：]+[，：]?|[，：]")


class Clause(NamedTuple):
    """A clause: its place, and that of its sentence."""

    start: int
    end: int
    sentence: int
    sentence_end: int


def clauses(text: str) -> Iterator[Clause]:
    """Cut a text into clauses, in order.

    Examples
    --------
    >>> text = "新增2家，共5家。另有1家。"
    >>> [text[one.start : one.end] for one in clauses(text)]
    ['新增2家，', '共5家。', '另有1家。']
    """
    for sentence in _SENTENCE.finditer(text):
        start, end = sentence.span()
        for match in _CLAUSE.finditer(text, start, end):
            begin, stop = match.span()
            yield Clause(begin, stop, start, end)
