"""Proposed claims: the record of one, and of the clause that it stands in."""

from __future__ import annotations

from typing import NamedTuple

from jmanalysis.bounds import Bounds
from jmanalysis.reading.clauses import Clause
from jmanalysis.reading.proposals import Proposal
from jmanalysis.reading.scopes import Scope

#: The words of a claim carry a figure and are no quotation.
LONGEST = 30


class Candidate(NamedTuple):
    """One proposed claim; ``start`` and ``end`` are the places of its words in the page."""

    start: int
    end: int
    clause: Clause
    scope: Scope
    nature: str
    period: tuple[str, str]
    kind: str
    bounds: Bounds | None = None
    basis: str = ""
    unit: str = ""
    per: int = 0
    tally: str = "none"
    population: str = ""
    proposals: tuple[Proposal, ...] = ()
    note: str = ""

    @property
    def indicator(self) -> str:
        """The indicator proposed first, or nothing."""
        return self.proposals[0].indicator if self.proposals else ""


class Place(NamedTuple):
    """A clause with all that is known of it before its figures are read."""

    clause: Clause
    said: str
    scope: Scope
    nature: str
    period: tuple[str, str]
