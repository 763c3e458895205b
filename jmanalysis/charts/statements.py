"""From a row of what is known to the marks that say it.

One row can make several statements: an actual, a derived value beside it, a target. Each becomes a
:class:`~jmanalysis.charts.spec.Mark` with its words and the place where they stand.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, cast

import pandas as pd

from jmanalysis.bounds import Bounds
from jmanalysis.charts.phrases import phrase
from jmanalysis.charts.spec import Lang, Mark, MarkKind
from jmanalysis.displays import place
from jmanalysis.register import Document, Indicator
from jmanalysis.saying import say
from jmanalysis.slices import Known
from jmanalysis.vocabulary import records

Row = dict[str, Any]
_VALUED = ("exact", "approx", "bound", "range", "derived", "unclear")
_NUMBERED = (*_VALUED, "conflicting", "target")
_INTENT = re.compile("争取|力争|计划|推动|推进|拟|确保|实现")


@dataclass(frozen=True)
class Speaker:
    """Turns rows into marks in one language.

    Parameters
    ----------
    known
        The cells and claims that the rows came from.
    lang
        Language of labels and source lines.
    units
        Whether labels carry the unit (cells do; an axis has it in its title).
    """

    known: Known
    lang: Lang
    units: bool = False

    def marks(self, row: Row, column: str) -> Iterator[Mark]:
        """Make every statement of one row, the actual first."""
        yield self.actual(row, column)
        if row["status"] != "derived" and pd.notna(row["derived_low"]):
            yield self.derived(row, column)
        if row["nature"] == "actual" and pd.notna(row["target_low"]):
            yield self.target(row, column)

    def actual(self, row: Row, column: str) -> Mark:
        """Say what is known for the period asked, or that nothing is."""
        kind = kind_of(row)
        ends = _implied_ends(row) if kind == "implied" else row if kind in _NUMBERED else None
        detail = intent(row) if kind == "target" and self.lang == "zh" else None
        return self._mark(row, column, kind, self._label(kind, row), ends, detail=detail)

    def derived(self, row: Row, column: str) -> Mark:
        """Say what other claims give, beside what was reported."""
        ends = {
            "low": row["derived_low"],
            "high": row["derived_high"],
            "low_open": False,
            "high_open": False,
        }
        evidence = {"claims": row["derived_claims"]}
        return self._mark(
            row | evidence,
            column,
            "derived",
            self._text(row["derived"], row),
            ends,
            detail=phrase("derived", self.lang),
        )

    def target(self, row: Row, column: str) -> Mark:
        """Say the target beside the actual."""
        ends = {name: row[f"target_{name}"] for name in ("low", "high", "low_open", "high_open")}
        year = row["target_period"].rpartition("/")[2][:4]
        detail = f"{year}年目标" if self.lang == "zh" else f"target {year}"
        evidence = {"claims": row["target_claims"], "period": row["target_period"]}
        label = self._target_label(row["target"], row)
        return self._mark(row | evidence, column, "target", label, ends, detail=detail)

    def benchmark(self, row: Row, column: str) -> Iterator[Mark]:
        """Give the reference lines of a containing area: its actual, its target."""
        area = self.known.register.area_by_code[row["area"]]
        name = area.name(self.lang, short=True)
        if row["status"] in _VALUED and pd.notna(row["low"]):
            year = row["period"].rpartition("/")[2][:4]
            shown = f"{name} {self._value(row)}"
            label = f"{shown}（{year}年）" if self.lang == "zh" else f"{shown} ({year})"
            yield self._mark(row, column, "benchmark", label, row)
        if pd.notna(row["target_low"]):
            mark = self.target(row, column)
            shown = f"{name} {mark.label}"
            label = f"{shown}（{mark.detail}）" if self.lang == "zh" else f"{shown} ({mark.detail})"
            yield _relabelled(mark, label)

    def sources(self, claims: str) -> tuple[str, ...]:
        """Name document and lines of each claim."""
        return tuple(dict.fromkeys(self._source(self._claims[name]) for name in claims.split()))

    @cached_property
    def _claims(self) -> dict[str, Row]:
        return {claim["id"]: claim for claim in records(self.known.claims)}

    def _source(self, claim: Row) -> str:
        document = self.known.register.document_by_id[claim["document"]]
        title = document_title(document, self.lang)
        where = place(claim["line_start"], claim["line_end"], self.lang)
        return f"{title}{'，' if self.lang == 'zh' else ', '}{where}" if where else title

    def _mark(
        self,
        row: Row,
        column: str,
        kind: MarkKind,
        label: str,
        ends: Row | None,
        *,
        detail: str | None = None,
    ) -> Mark:
        low, high, low_open, high_open = _ends(ends)
        claims = str(row["claims"] or "")
        if detail is None:
            detail = self._detail(row, kind)
        words = [str(self._claims[name]["words"]) for name in claims.split()]
        return Mark(
            row["area"],
            column,
            kind,
            label,
            detail,
            low,
            high,
            low_open,
            high_open,
            str(row["period"]),
            tuple(dict.fromkeys(words)),
            self.sources(claims),
            tuple(claims.split()),
        )

    def _detail(self, row: Row, kind: MarkKind) -> str:
        if kind in ("exact", "approx", "bound", "range") and not self.units:
            year = str(row["period"]).rpartition("/")[2][:4]
            word = phrase("actual", self.lang)
            return f"{year}年{word}" if self.lang == "zh" else f"{year} {word}"
        return phrase(kind, self.lang) if kind in ("derived", "implied", "unclear") else ""

    def _label(self, kind: MarkKind, row: Row) -> str:
        labels: dict[str, Callable[[Row], str]] = {
            "target": self._plan,
            "qualitative": self._quote,
            "implied": self._implied,
            "conflicting": self._conflict,
            "silent": self._absence,
            "unread": self._absence,
        }
        return labels.get(kind, self._value)(row)

    def _indicator(self, row: Row) -> Indicator:
        return self.known.register.indicator_by_id[row["indicator"]]

    def _text(self, value: str, row: Row) -> str:
        unit = self._indicator(row).unit
        bounds = Bounds.parse(value)
        if unit == "名" and bounds.shape == "exact":
            return f"第{value}名" if self.lang == "zh" else f"no. {value}"
        shown = unit if self.units or unit == "%" else ""
        return say(bounds, shown, self.lang)

    def _value(self, row: Row) -> str:
        text = self._text(row["value"], row)
        return f"{text}※" if row["status"] == "unclear" else text

    def _target_label(self, value: str, row: Row) -> str:
        indicator = self._indicator(row)
        bounds = Bounds.parse(value)
        if indicator.tally == "added" and bounds.shape == "exact":
            return f"+{value}"
        unit = indicator.unit if self.units or indicator.is_share else ""
        if bounds.shape == "bound":  # a target is short: ≥5.5 and not 不低于5.5
            return say(bounds, unit if indicator.is_share else "", "en")
        return say(bounds, unit, self.lang)

    def _plan(self, row: Row) -> str:
        return self._target_label(row["value"], row)

    def _quote(self, row: Row) -> str:
        first = str(row["words"]).partition("；")[0]
        return f"“{first}”"

    def _implied(self, row: Row) -> str:
        if row["implied_low"] == row["implied_high"]:
            return self._text(str(Bounds.exact(float(row["implied_low"]))), row)
        bounds = Bounds(-math.inf, row["implied_high"], high_open=row["implied_high_open"])
        return self._text(str(bounds), row)

    def _absence(self, row: Row) -> str:
        word = row["status"] if row["status"] in ("silent", "unread") else "no actual"
        return phrase(word, self.lang)

    def _conflict(self, row: Row) -> str:
        values = [str(self._claims[name]["value"]) for name in str(row["claims"]).split()]
        texts = [self._text(value, row) for value in dict.fromkeys(values) if value]
        return " ≠ ".join(texts)


def kind_of(row: Row) -> MarkKind:
    """Choose the kind of mark for what a row says of the period asked."""
    status, number = row["status"], pd.notna(row["low"])
    if row["nature"] == "target" and status == "target_only":
        return "target" if number else "qualitative"  # a plan may be said in words alone
    if status in ("qualitative", "implied", "conflicting") or (status in _VALUED and number):
        return cast(MarkKind, status)
    if pd.notna(row["implied_high"]) and status not in _VALUED:
        return "implied"
    return "unread" if status == "unread" else "silent"


def intent(row: Row) -> str:
    """Return the verb of a plan as the source has it: 力争, 争取, 推动."""
    found = _INTENT.search(str(row.get("words", "")))
    return found[0] if found else ""


def document_title(document: Document, lang: Lang) -> str:
    """Name a document with its date, and with its standing where that is weak."""
    remarks = [_date(document.date, lang)] if document.date else []
    weak = {"copy": "copied", "secondary": "copied", "derived": "from derived"}
    weak |= {"own": "from own", "example": "from example"}
    described = re.search("（.*(转载|转引|推算|镜像|副本).*）$", document.title)
    if document.standing in weak and not described:
        remarks.append(phrase(weak[document.standing], lang))
    if lang == "en":
        return f"{document.title} ({', '.join(remarks)})" if remarks else document.title
    # 《》 only for what a document calls itself, not for our description of it or a file's name.
    plain = described or document.standing in ("own", "example")
    title = document.title if plain else f"《{document.title}》"
    return f"{title}（{'，'.join(remarks)}）" if remarks else title


def _date(iso: str, lang: Lang) -> str:
    """Write a date as the language does: 2025年3月, 2025-03."""
    if lang == "en":
        return iso
    parts = zip(iso.split("-"), "年月日", strict=False)
    return "".join(f"{int(number)}{unit}" for number, unit in parts)


def _relabelled(mark: Mark, label: str) -> Mark:
    return replace(mark, label=label, detail="")


def _implied_ends(row: Row) -> Row:
    return {
        "low": row["implied_low"],
        "high": row["implied_high"],
        "low_open": row.get("implied_low_open", False),
        "high_open": row.get("implied_high_open", False),
    }


def _ends(ends: Row | None) -> tuple[float | None, float | None, bool, bool]:
    if ends is None:
        return None, None, False, False
    low, high = float(ends["low"]), float(ends["high"])
    return (
        low if math.isfinite(low) else None,
        high if math.isfinite(high) else None,
        bool(ends["low_open"]),
        bool(ends["high_open"]),
    )
