"""The case that is checked: every sound claim with its register entries, ready to be asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from jmanalysis.bounds import Bounds
from jmanalysis.checks.findings import Finding
from jmanalysis.documents import Gathered, Seeds
from jmanalysis.errors import UnreadableValueError
from jmanalysis.observations import Observations
from jmanalysis.panels import normalise
from jmanalysis.register import Document, Indicator, Register
from jmanalysis.slices import Known


@dataclass(frozen=True)
class Claim:
    """One row of a claims table, its names looked up and its value read."""

    said: dict[str, str]
    row: int
    indicator: Indicator
    document: Document
    bounds: Bounds | None

    def __getitem__(self, column: str) -> str:
        return self.said[column]

    @property
    def id(self) -> str:
        """Id of the claim."""
        return self.said["id"]

    @property
    def lines(self) -> tuple[int, int]:
        """First and last line of the words; 0 where none is given."""
        return int(self.said["line_start"] or 0), int(self.said["line_end"] or 0)

    def finding(self, severity: str, rule: str, zh: str, en: str) -> Finding:
        """Say something about this claim, naming its file, row and id."""
        return Finding(severity, rule, zh, en, self.said["file"], self.row, self.id)


@dataclass(frozen=True)
class Case:
    """The readable part of a seeds folder."""

    seeds: Seeds
    claims: tuple[Claim, ...]
    ids: frozenset[str]

    @classmethod
    def of(cls, gathered: Gathered) -> Case:
        """Look up the names and read the values of every sound claim."""
        seeds = gathered.seeds
        rows = seeds.claims.to_dict("records")
        claims = tuple(_claim({str(k): v for k, v in row.items()}, seeds.register) for row in rows)
        return cls(seeds, claims, frozenset(gathered.ids))

    @property
    def register(self) -> Register:
        """Areas, indicators and documents."""
        return self.seeds.register

    @cached_property
    def by_id(self) -> dict[str, Claim]:
        """Claims by id."""
        return {claim.id: claim for claim in self.claims}

    def known(self, spoiled: Iterable[str]) -> Known:
        """Lay the claims into cells, without those whose values cannot be used."""
        table = self.seeds.claims
        usable = table[~table["id"].isin(list(spoiled))]
        return normalise(Observations.from_frame(usable, self.register)).known


def _claim(row: dict[str, object], register: Register) -> Claim:
    said = {name: str(value) for name, value in row.items()}
    return Claim(
        said,
        int(said["row"]),
        register.indicator_by_id[said["indicator"]],
        register.document_by_id[said["document"]],
        _read(said["value"]),
    )


def _read(value: str) -> Bounds | None:
    try:
        return Bounds.parse(value) if value.strip() else None
    except UnreadableValueError:
        return None
