"""What the tests of reading share: specimens, expected lists, and short ways to ask."""

from __future__ import annotations

import csv
from pathlib import Path

from jmanalysis.numerals import narrow
from jmanalysis.reading.quantities import Quantity, find
from jmanalysis.reading.unwrapping import unwrap

SPECIMENS = Path(__file__).parent / "specimens"
NAMES = sorted(p.stem for p in SPECIMENS.glob("*.txt") if not p.stem.startswith("unseen"))

Figure = tuple[int, str, str, int]


def specimen(name: str) -> str:
    """Return the text of a specimen."""
    return (SPECIMENS / f"{name}.txt").read_text("utf-8")


def expected(name: str) -> list[Figure]:
    """Return the figures that a careful reader finds in a specimen."""
    rows = csv.DictReader((SPECIMENS / f"{name}.csv").read_text("utf-8").splitlines())
    return [(int(r["line"]), r["value"], r["unit"], int(r["per"])) for r in rows]


def figures(text: str) -> list[Figure]:
    """Return the figures that are read: line, value, unit, rate base."""
    page = unwrap(text)
    found = (q for q in find(page.text) if q.is_figure)
    return [(page.line(q.at), str(q.bounds()), q.unit, q.per) for q in found]


def said(phrase: str) -> list[tuple[str, str, str, int]]:
    """Return kind, value, unit and rate base of each numeral of a phrase."""
    return [(q.kind, str(q.bounds()), q.unit, q.per) for q in find(narrow(phrase))]


def kinds(phrase: str) -> list[str]:
    """Return the kind of each numeral of a phrase."""
    return [q.kind for q in find(narrow(phrase))]


def only(phrase: str) -> Quantity:
    """Return the one quantity of a phrase."""
    (one,) = find(narrow(phrase))
    return one
