"""Tabling: candidates as the rows of a claims table, and every numeral as a row of the ledger."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import islice, repeat
from typing import TypeVar

import pandas as pd

from jmanalysis.bounds import Bounds
from jmanalysis.numerals import PLAIN
from jmanalysis.reading.clauses import Clause
from jmanalysis.reading.figures import Quantity
from jmanalysis.reading.proposals import Proposal
from jmanalysis.reading.proposed import Candidate
from jmanalysis.reading.repeats import Known
from jmanalysis.reading.unwrapping import Page
from jmanalysis.vocabulary import CLAIM_COLUMNS

#: Columns that a candidate has beyond those of the claims tables.
MORE = ("low", "high", "low_open", "high_open", "per", "kind", "score")
REVIEW = ("others", "repeats", "conflicts", "sentence", "file")
#: Where in its sentence a candidate's words begin; only the display asks for it.
MARK = "mark"
LEDGER = ("file", "line", "column", "text", "kind", "value", "unit", "per", "reason")
_VALUELESS = frozenset(("code", "name", "list"))
_TYPES = {
    **dict.fromkeys(("low", "high", "score"), "float64"),
    **dict.fromkeys(("low_open", "high_open"), "bool"),
    **dict.fromkeys(("per", "line", "column", MARK), "int64"),
}
_AT_ONCE = 512  # rows
_LONGEST_SENTENCE = 160  # characters that a reviewer is shown as a whole
_Item = TypeVar("_Item")
Columns = list[Iterable[object]]
_NUMERAL = re.compile(f"[0-9{PLAIN}]")


def frame_of(
    page: Page,
    candidates: Iterable[Candidate],
    known: Known,
    document: str,
    file: str,
    count: int = 0,
) -> pd.DataFrame:
    """Lay candidates into the columns of the claims tables, most certain first.

    They are taken some hundreds at a time and not kept: of a large text there are very many. Their
    ids go on from ``count``.
    """
    names = [*CLAIM_COLUMNS, *MORE, *REVIEW, MARK]
    laid = _Laid(page, known, document, file, count)
    frame = _typed(names, _columns(candidates, laid.columns, len(names)))
    return frame.sort_values("score", ascending=False, kind="stable", ignore_index=True)


def _columns(
    items: Iterable[_Item], lay: Callable[[list[_Item]], Columns], count: int
) -> list[list[object]]:
    """Lay items into columns, some hundreds at a time."""
    columns: list[list[object]] = [[] for _ in range(count)]
    left = iter(items)
    while some := list(islice(left, _AT_ONCE)):
        for column, values in zip(columns, lay(some), strict=True):
            column.extend(values)
    return columns


def _typed(names: Sequence[str], columns: list[list[object]]) -> pd.DataFrame:
    """Make a frame whose columns have their types even where there are no rows.

    The columns are used up: of a large text, twice each would be too much.
    """
    columns.reverse()
    given = {one: pd.Series(columns.pop(), dtype=_TYPES.get(one, "str")) for one in names}
    return pd.DataFrame(given, copy=False)


class _Laid:
    """Candidates as columns, numbered through a text."""

    def __init__(self, page: Page, known: Known, document: str, file: str, count: int) -> None:
        self._page, self._known, self._document, self._file = page, known, document, file
        self._number = count
        self._sentence = ""

    def columns(self, some: list[Candidate]) -> Columns:
        """Return the columns of the claims tables, and those beyond them, for some candidates."""
        starts, ends, clauses, scopes, natures, periods, kinds, bounds, *rest = zip(
            *some, strict=True
        )
        bases, units, pers, tallies, populations, proposals, notes = rest
        page, count = self._page, len(some)
        ids = [f"r{number:03d}" for number in range(self._number + 1, self._number + count + 1)]
        self._number += count
        values = ["" if one is None else str(one) for one in bounds]
        words = map(page.plain.__getitem__, map(slice, starts, ends))
        sentences, marks = zip(*map(self._said, starts, ends, clauses), strict=True)
        standings = map(self._known.standing, some, values, ids)
        return [
            *(ids, repeat(self._document, count)),
            *(map(str, page.lines(starts)), map(str, page.lines(end - 1 for end in ends))),
            *zip(*scopes, strict=True),
            map(_indicator, proposals),
            *zip(*periods, strict=True),
            *(natures, tallies, populations, values),
            [basis if value else "" for basis, value in zip(bases, values, strict=True)],
            [unit if value else "" for unit, value in zip(units, values, strict=True)],
            [said.replace("\n", "") for said in words],
            *(repeat("", count), notes),
            *zip(*map(_numbers, bounds), strict=True),
            *(pers, kinds, map(certainty, some)),
            [" ".join(map(_other, one[1:])) for one in proposals],
            *zip(*standings, strict=True),
            sentences,
            repeat(self._file, count),
            marks,
        ]

    def _said(self, start: int, end: int, clause: Clause) -> tuple[str, int]:
        """Return the sentence, and where in it the words begin.

        Those of one sentence share it, for a large text has very many.
        """
        begin, stop = clause.sentence, clause.sentence_end
        if stop - begin > _LONGEST_SENTENCE:
            begin, stop = max(begin, start - 60), min(stop, end + 60)
        said = self._page.plain[begin:stop].lstrip()
        mark = start - (stop - len(said))
        sentence = said.rstrip()
        if sentence != self._sentence:
            self._sentence = sentence
        return self._sentence, mark


def _indicator(proposals: tuple[Proposal, ...]) -> str:
    return proposals[0].indicator if proposals else ""


def _other(one: Proposal) -> str:
    return f"{one.indicator}:{one.score:.2f}"


def _numbers(bounds: Bounds | None) -> tuple[float | None, float | None, bool, bool]:
    if bounds is None:
        return None, None, False, False
    return bounds.low, bounds.high, bounds.low_open, bounds.high_open


def certainty(one: Candidate) -> float:
    """Say how sure a candidate is, 0 to 1: a figure with its indicator before words without."""
    if one.kind == "unknown":
        return 0.05
    score = one.proposals[0].score if one.proposals else 0.0
    return _certainty(score, one.kind == "words", bool(one.scope.area))


@lru_cache(maxsize=1024)  # scores have three decimals, and rounding is slow
def _certainty(score: float, in_words: bool, in_area: bool) -> float:
    base = 0.5 * score if in_words else 0.4 + 0.6 * score
    return round(base * (1.0 if in_area else 0.6) + 0.02, 3)


def ledger_of(page: Page, quantities: Iterable[Quantity], file: str) -> pd.DataFrame:
    """Account for every numeral of a page."""
    text, plain = page.text, page.plain

    def columns(some: list[Quantity]) -> Columns:
        _, ends, ats, tos, kinds, _, _, units, pers, _, _, reasons = zip(*some, strict=True)
        values = ["" if one.kind in _VALUELESS else one.value() for one in some]
        lines, places = page.places(ats)
        return [
            *(repeat(file, len(some)), lines, places),
            [plain[at : max(to, end)] for at, to, end in zip(ats, tos, ends, strict=True)],
            *(kinds, values, units, pers, reasons),
        ]

    said = (q for q in quantities if q.to > q.at or _NUMERAL.search(text, q.start, q.end))
    return _typed(LEDGER, _columns(said, columns, len(LEDGER)))


def missed(page: Page, quantities: Iterable[Quantity]) -> list[int]:
    """Return the places of numeral characters that no quantity accounts for; there are none."""
    kept = bytearray(len(page.text))
    for q in quantities:
        stop = max(q.to, q.end)
        kept[q.at : stop] = b"\x01" * (stop - q.at)
    return [m.start() for m in _NUMERAL.finditer(page.text) if not kept[m.start()]]
