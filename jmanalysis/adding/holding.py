"""Holding: new claims against their text and all others, every finding told by its review row.

A new claim has an id and a place that nobody has seen yet, and may never see. What is found is told
of the row of the review table that it comes from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import pandas as pd

from jmanalysis.adding.entries import Row
from jmanalysis.adding.refusals import Fault
from jmanalysis.adding.shares import Share, ways_out
from jmanalysis.checks import held
from jmanalysis.checks.case import Case
from jmanalysis.checks.findings import Finding
from jmanalysis.checks.texts import Text, misplaced
from jmanalysis.documents import Gathered
from jmanalysis.register import Document, Register
from jmanalysis.vocabulary import records

_HINTS = {
    "coverage": (
        "请核对地区；文献确实说到这里的，在 documents.csv 的 areas 补上。",
        "Look at the area; if the document does speak of it, add it to its areas in documents.csv.",
    ),
    "repeats": (
        "请对照原文；若新的数字更正了旧的，把旧的编号写在“更正 supersedes”列，并在备注写明原因。",
        "Look at the text; if the new figure corrects the old one, write the old id into the "
        "column supersedes and the reason into the note.",
    ),
}


@dataclass(frozen=True)
class New:
    """New claims, the rows of the review table that they come from, and those still to mend."""

    document: Document
    rows: list[Row]
    claims: pd.DataFrame
    to_mend: list[Row]

    @property
    def row_of(self) -> dict[str, str]:
        """The row of the review table, by the id of the claim."""
        return {str(one): row["row"] for one, row in zip(self.claims["id"], self.rows, strict=True)}


def broken(before: Gathered, after: Gathered, new: New, text: str) -> Iterator[tuple[str, Fault]]:
    """Find what the new claims break that was kept before, each with its severity.

    Parameters
    ----------
    before, after
        The folder without them and with them.
    new
        The new claims.
    text
        The text of their document.
    """
    kept = {_kind(one) for one in held(Case.of(before), None)}
    for one in _found(after, new, text):
        if one.severity != "note" and _kind(one) not in kept:
            yield one.severity, _fault(one, after, new)


def _kind(one: Finding) -> tuple[str, str, str]:
    return one.rule, one.id, one.zh


def _found(after: Gathered, new: New, text: str) -> Iterator[Finding]:
    yield from (Finding.of(fault, after.folder) for fault in after.faults)
    # The new ones last: then they contradict what was there, and not the other way round.
    mine = after.claims["id"].isin(new.claims["id"])
    ordered = pd.concat([after.claims[~mine], after.claims[mine]], ignore_index=True)
    case = Case.of(replace(after, claims=ordered))
    yield from held(case, None)
    page = Text(text)
    for claim in case.claims:
        if claim.id in new.row_of:
            yield from misplaced(claim, page)


def _fault(one: Finding, after: Gathered, new: New) -> Fault:
    row = new.row_of.get(one.id, "")
    zh, en = (_told(said, new, word) for said, word in ((one.zh, "第{}行"), (one.en, "row {}")))
    if one.rule == "words_share" and one.id == new.document.id:
        hint = ways_out([*new.rows, *new.to_mend], _share(after, new))
    else:
        hint = _HINTS.get(one.rule, ("", ""))
    if not row:
        where = f"{one.file}:{one.row} {one.id}" if one.row else one.file
        row = "、".join(_concerned(one, after, new))
        zh, en = f"{where}：{zh}", f"{where}: {en}"
    return Fault(row, one.rule, zh + hint[0], f"{en} {hint[1]}".strip())


def _share(after: Gathered, new: New) -> Share:
    """Return what the text of the document may give, and what it gave before."""
    claims = after.claims
    old = (claims["document"] == new.document.id) & ~claims["id"].isin(new.claims["id"])
    return Share(new.document.characters, records(claims[old]))


def _told(said: str, new: New, word: str) -> str:
    """Name the rows of the review table in a sentence that names new claims."""
    place = rf"(claims/{new.document.id}\.csv:\d+ )?({'|'.join(new.row_of) or '(?!)'})\b"
    return re.sub(place, lambda found: word.format(new.row_of[found[2]]), said)


def _concerned(one: Finding, after: Gathered, new: New) -> Iterable[str]:
    """Return the rows whose indicator has to do with the claim that no longer fits."""
    claims = after.claims
    about = set(claims.loc[claims["id"] == one.id, "indicator"])
    family = set().union(*(_family(str(each), after.seeds.register) for each in about))
    return [row["row"] for row in new.rows if row["indicator"] in family]


def _family(indicator: str, register: Register) -> set[str]:
    """Return an indicator with those that it is made of, or that are made of it."""
    family = {indicator}
    for one in register.indicator_by_id.values():
        parts = {one.id, one.numerator, one.denominator, one.rank_of}
        if indicator in parts:
            family |= parts
    return family - {""}
