"""The register: areas, indicators and documents by every name that people type.

An unknown name is answered with close matches.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from unicodedata import combining, normalize

import pandas as pd

from jmanalysis import units
from jmanalysis.errors import UnknownNameError
from jmanalysis.vocabulary import records, year_of


@dataclass(frozen=True, slots=True)
class Area:
    """A district, or one of the areas that it is measured against."""

    code: str
    name_zh: str
    short_zh: str
    name_en: str
    kind: str
    parent: str

    def name(self, lang: str = "zh", *, short: bool = False) -> str:
        """Return the name in the reader's language."""
        if lang == "en":
            return self.name_en
        return self.short_zh if short else self.name_zh


@dataclass(frozen=True, slots=True)
class Indicator:
    """One row of the register: what is measured, and how it may be compared."""

    id: str
    name_zh: str
    name_en: str
    short_zh: str
    short_en: str
    theme: str
    unit: str
    per: int
    floor: float
    ceiling: float
    direction: str
    rankable: bool
    tally: str
    numerator: str
    denominator: str
    rank_of: str
    rank_scope: str
    look_alikes: tuple[str, ...]
    caution_zh: str
    caution_en: str

    def name(self, lang: str = "zh", *, short: bool = False) -> str:
        """Return the name in the reader's language; ``short`` fits a column head."""
        if short:
            return self.short_en if lang == "en" else self.short_zh
        return self.name_en if lang == "en" else self.name_zh

    @property
    def full_unit(self) -> str:
        """Unit with its rate base: ``个/千人``."""
        return units.joined(self.unit, self.per)

    @property
    def is_share(self) -> bool:
        """Whether it is a percentage of something."""
        return self.unit == "%"

    @property
    def is_total(self) -> bool:
        """Whether it counts things, so that a whole is larger than each of its parts."""
        return self.tally in ("stock", "added", "flow") and not self.per and not self.is_share


@dataclass(frozen=True, slots=True)
class Document:
    """A source: who said it, when, and how good the copy is."""

    id: str
    file: str
    title: str
    publisher: str
    date: str
    standing: str
    reading: str
    areas: tuple[str, ...]
    periods: tuple[str, ...]
    sha256: str
    characters: int
    note: str = ""

    def covers(self, area: str, year: int) -> bool:
        """Whether the document was read whole and speaks of this area and year."""
        return (
            self.reading == "whole"
            and area in self.areas
            and any(year_of(period) == year for period in self.periods)
        )


@dataclass(frozen=True)
class Register:
    """Areas, indicators and documents by name.

    Parameters
    ----------
    areas, indicators, documents
        One row each per thing, all columns text, as in the seeds tables.
    """

    areas: pd.DataFrame
    indicators: pd.DataFrame
    documents: pd.DataFrame

    @cached_property
    def area_by_code(self) -> dict[str, Area]:
        """Every area, in the order of the table."""
        return {
            r["code"]: Area(
                r["code"], r["name_zh"], r["short_zh"], r["name_en"], r["kind"], r["parent"]
            )
            for r in records(self.areas)
        }

    @cached_property
    def place_by_area(self) -> dict[str, int]:
        """Where each area stands in the table: the administrative order."""
        return {code: place for place, code in enumerate(self.area_by_code)}

    @cached_property
    def indicator_by_id(self) -> dict[str, Indicator]:
        """Every indicator, in the order of the table."""
        return {r["id"]: _indicator(r) for r in records(self.indicators)}

    @cached_property
    def document_by_id(self) -> dict[str, Document]:
        """Every document, in the order of the table."""
        return {r["id"]: _document(r) for r in records(self.documents)}

    @cached_property
    def peers(self) -> tuple[str, ...]:
        """Codes of the areas that are compared: those that are nobody's parent."""
        parents = {area.parent for area in self.area_by_code.values()}
        return tuple(code for code in self.area_by_code if code not in parents)

    def ancestors(self, code: str) -> tuple[str, ...]:
        """Codes of the areas that contain this one, nearest first."""
        found: list[str] = []
        parent = self.area_by_code[code].parent
        while parent and parent not in found:
            found.append(parent)
            parent = self.area_by_code[parent].parent if parent in self.area_by_code else ""
        return tuple(found)

    def children(self, code: str) -> tuple[str, ...]:
        """Codes of the areas directly inside this one."""
        return tuple(a.code for a in self.area_by_code.values() if a.parent == code)

    def named(self, rows: pd.DataFrame, lang: str) -> pd.DataFrame:
        """Return rows with ``name``, ``indicator_name`` and ``unit`` in the reader's language."""
        areas = {code: area.name(lang) for code, area in self.area_by_code.items()}
        names = {key: one.name(lang) for key, one in self.indicator_by_id.items()}
        return rows.assign(
            name=rows["area"].map(areas),
            indicator_name=rows["indicator"].map(names),
            unit=rows["unit"].map(units.english) if lang == "en" else rows["unit"],
        )

    def area(self, name: object) -> Area:
        """Find an area by code, full or short Chinese name, English name or pinyin.

        Raises
        ------
        UnknownNameError
            With close matches.
        """
        return self.area_by_code[_find(self._area_names, name, "地区", "area")]

    def indicator(self, name: object) -> Indicator:
        """Find an indicator by id, Chinese or English name.

        Raises
        ------
        UnknownNameError
            With close matches.
        """
        return self.indicator_by_id[_find(self._indicator_names, name, "指标", "indicator")]

    def document(self, name: object) -> Document:
        """Find a document by id or title.

        Raises
        ------
        UnknownNameError
            With close matches.
        """
        return self.document_by_id[_find(self._document_names, name, "文献", "document")]

    @cached_property
    def _area_names(self) -> dict[str, str]:
        names: dict[str, str] = {}
        for r in records(self.areas):
            forms = {r["code"], r["name_zh"], r["short_zh"], r["name_en"], r["pinyin"]}
            kind = _KIND_EN.get(r["kind"], "")
            forms |= {r["pinyin"].rpartition(" ")[0], f"{r['name_en']} {kind}"}
            forms |= set(r.get("aliases", "").split())  # other spellings, in tables of one's own
            names |= {_plain(form): r["code"] for form in forms if form}
        return names

    @cached_property
    def _indicator_names(self) -> dict[str, str]:
        aliases = {
            _plain(form): r["id"]
            for r in records(self.indicators)
            for form in r.get("aliases", "").split()
        }
        columns = ("short_en", "short_zh", "name_en", "name_zh", "id")
        return aliases | _names(self.indicators, columns, key="id")

    @cached_property
    def _document_names(self) -> dict[str, str]:
        return _names(self.documents, ("title", "id"), key="id")


_KIND_EN = {"district": "District", "county_level_city": "City", "prefecture": "City"}


def _names(table: pd.DataFrame, columns: Iterable[str], key: str) -> dict[str, str]:
    return {
        _plain(row[column]): row[key] for column in columns for row in records(table) if row[column]
    }


def _plain(name: object) -> str:
    """Fold what people vary when typing: case, spaces, quotes, tone marks, hyphens."""
    unmarked = "".join(c for c in normalize("NFD", str(name)) if not combining(c))
    return re.sub(r"[\s“”\"'‘’]", "", unmarked).casefold().replace("-", "_")


def _find(names: dict[str, str], name: object, zh: str, en: str) -> str:
    found = names.get(_plain(name))
    if found is None:
        raise UnknownNameError.among(zh, en, name, names)
    return found


def _float(text: str, default: float) -> float:
    return float(text) if text else default


def _indicator(r: dict[str, str]) -> Indicator:
    infinity = float("inf")
    return Indicator(
        r["id"],
        r["name_zh"],
        r["name_en"],
        r["short_zh"] or r["name_zh"],
        r["short_en"] or r["name_en"],
        r["theme"],
        r["unit"],
        int(r["per"] or 0),
        _float(r["floor"], -infinity),
        _float(r["ceiling"], infinity),
        r["direction"],
        r["rankable"] == "yes",
        r["tally"],
        r["numerator"],
        r["denominator"],
        r["rank_of"],
        r["rank_scope"],
        tuple(r["look_alikes"].split()),
        r["caution_zh"],
        r["caution_en"],
    )


def _document(r: dict[str, str]) -> Document:
    return Document(
        r["id"],
        r["file"],
        r["title"],
        r["publisher"],
        r["date"],
        r["standing"],
        r["reading"],
        tuple(r["areas"].split()),
        tuple(r["periods"].split()),
        r["sha256"],
        int(r["characters"] or 0),
        r["note"],
    )
