"""Entries: each own table as a document of the register, and its claims with their ids."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import pandas as pd

from jmanalysis.loading.drafts import Draft
from jmanalysis.loading.sheets import Harvest
from jmanalysis.register import Register
from jmanalysis.vocabulary import CLAIM_COLUMNS, DOCUMENT_COLUMNS, records


@dataclass
class Taken:
    """What one source gave.

    Attributes
    ----------
    name, title, file, sha256
        What it is called, and how its bytes are known again.
    parts
        Tables of claims.
    harvest
        Of its crosstabs.
    """

    name: str
    title: str
    file: str
    sha256: str
    parts: list[pd.DataFrame] = field(default_factory=list)
    harvest: Harvest = field(default_factory=Harvest)
    blank: bool = False


@dataclass(frozen=True)
class Beside:
    """What own tables stand beside: the documents that are known, and claims to be added."""

    documents: pd.DataFrame
    claims: pd.DataFrame | None


class Entered:
    """The register with the own tables as documents."""

    def __init__(self, register: Register, beside: Beside, standing: str) -> None:
        self._base, self._standing = register, standing
        self._known = beside.documents
        self._rows = records(register.documents)
        self._ids = set(register.documents["id"])
        self._claim_ids = set() if beside.claims is None else set(beside.claims["id"])

    def enter(self, taken: Taken) -> pd.DataFrame:
        """Enter a source, and return its claims with their ids."""
        key = self._free(re.sub(r"\W+", "_", taken.name).strip("_") or "table", self._ids)
        parts = [_of_drafts(taken.harvest.claims, key)] if taken.harvest.claims else []
        claims = pd.concat([*parts, *taken.parts], ignore_index=True).fillna("")
        claims["document"] = claims["document"].mask(claims["document"] == "", key)
        self._documents(taken, key, claims)
        return self._with_ids(claims)

    def _documents(self, taken: Taken, key: str, claims: pd.DataFrame) -> None:
        """Enter every document that the claims name; one that the package knows stays as it is."""
        known = {row["id"]: row for row in records(self._known)}
        for name, part in claims.groupby("document", sort=False):
            if name in self._ids:
                continue
            if name in known and name != key:
                self._rows.append(known[str(name)])
            else:
                areas = [*taken.harvest.areas, *part["area"]] if name == key else part["area"]
                periods = [*taken.harvest.periods, *part["period"]]
                if name != key:
                    periods = list(part["period"])
                self._rows.append(self._row(taken, str(name), key, areas, periods))
            self._ids.add(str(name))

    def _row(
        self, taken: Taken, name: str, key: str, areas: Iterable[str], periods: Iterable[str]
    ) -> dict[str, str]:
        row = dict.fromkeys(DOCUMENT_COLUMNS, "")
        return row | {
            "id": name,
            "file": taken.file,
            "title": taken.title if name == key else name,
            "standing": self._standing,
            "reading": "whole",
            "areas": " ".join(dict.fromkeys(areas)),
            "periods": " ".join(dict.fromkeys(periods)),
            "sha256": taken.sha256,
        }

    def _with_ids(self, claims: pd.DataFrame) -> pd.DataFrame:
        """Give an id to every claim without one, and another to those that are taken."""
        numbers = claims.groupby("document").cumcount() + 1
        made = claims["document"] + "-" + numbers.astype("str").str.zfill(3)
        blank = claims["id"] == ""
        claims["id"] = claims["id"].mask(blank, made)
        twice = claims["id"].duplicated() | claims["id"].isin(self._claim_ids)
        while twice.any():
            claims["id"] = claims["id"].mask(twice, claims["id"] + "b")
            twice = claims["id"].duplicated() | claims["id"].isin(self._claim_ids)
        self._claim_ids |= set(claims["id"])
        return claims

    def _free(self, name: str, taken: set[str]) -> str:
        number, free = 1, name
        while free in taken:
            number += 1
            free = f"{name}_{number}"
        return free

    def register(self) -> Register:
        """Return the register with its documents."""
        documents = pd.DataFrame(self._rows, columns=list(DOCUMENT_COLUMNS), dtype="str")
        return Register(self._base.areas, self._base.indicators, documents.fillna(""))


def _of_drafts(drafts: Sequence[Draft], key: str) -> pd.DataFrame:
    rows = [
        {
            "document": key,
            "line_start": one.where,
            "line_end": one.where,
            "area": one.area,
            "subject": one.subject,
            "indicator": one.indicator,
            "period": one.period,
            "period_basis": one.basis,
            "nature": one.nature,
            "tally": one.tally,
            "population": one.population,
            "value": one.value,
            "value_basis": "stated" if one.value else "",
            "unit": one.unit,
            "words": one.words,
            "note": one.note,
        }
        for one in drafts
    ]
    return pd.DataFrame(rows, columns=list(CLAIM_COLUMNS), dtype="str").fillna("")
