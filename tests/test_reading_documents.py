"""Reading on the two source texts, where they are at hand; the seeds hold what is expected."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pytest

import jmanalysis as jm
from jmanalysis import Bounds, Observations
from jmanalysis.carrying import carries
from jmanalysis.reading.quantities import Quantity, find
from jmanalysis.reading.tabling import missed
from jmanalysis.reading.unwrapping import Page, unwrap
from jmanalysis.vocabulary import records
from jmanalysis.wording import Nature

IDS = ("jiangmen_press_2025", "xinhui_press_2025")
# A value that is said by a numeral, and not by 全部, 无 or a printed list.
_NUMERAL = re.compile("[0-9一二三四五六七八九十两第首]")
_WITHOUT = re.compile("无|全部|全覆盖|所有")


@dataclass(frozen=True)
class Source:
    """A source text with the claims that a careful reader took from it."""

    path: Path
    page: Page
    quantities: list[Quantity]
    claims: pd.DataFrame

    @property
    def figures(self) -> list[Quantity]:
        """Return what belongs in a table."""
        return [q for q in self.quantities if q.is_figure]

    def on(self, claim: dict[str, str]) -> list[Quantity]:
        """Return the figures on the lines of a claim."""
        first, last = int(claim["line_start"]), int(claim["line_end"])
        return [q for q in self.figures if first <= self.page.line(q.at) <= last]


@pytest.fixture(scope="module", params=IDS)
def source(request: pytest.FixtureRequest, documents: Path, claims: Observations) -> Source:
    """Read one source text."""
    known = claims.register.document_by_id[request.param]
    path = documents / known.file
    page = unwrap(path.read_text("utf-8"))
    mine = claims.frame[claims.frame["document"] == known.id]
    return Source(path, page, find(page.text), mine)


def test_every_numeral_character_is_in_the_ledger(source: Source) -> None:
    assert missed(source.page, source.quantities) == []


def test_figures_are_fully_right(source: Source, claims: Observations) -> None:
    stated = source.claims[source.claims["value_basis"] == "stated"]
    wanted = [
        row
        for row in records(stated)
        if _NUMERAL.search(row["words"]) and not _WITHOUT.search(row["words"])
    ]
    wrong = []
    for row in wanted:
        meant = row["value"], row["unit"], claims.register.indicator_by_id[row["indicator"]].per
        nature: Nature = "target" if row["nature"] == "target" else "actual"
        if meant not in [(str(q.bounds(nature)), q.unit, q.per) for q in source.on(row)]:
            wrong.append(row["id"])
    assert len(wanted) >= 39
    assert len(wrong) <= 0.03 * len(wanted), wrong


def test_what_is_called_a_figure_is_one(source: Source) -> None:
    rows = records(source.claims[source.claims["value"] != ""])
    spurious = []
    for q in source.figures:
        line = source.page.line(q.at)
        near = [r for r in rows if int(r["line_start"]) <= line <= int(r["line_end"])]
        meant = {(r["value"], r["unit"]) for r in near}
        read = {(str(bounds), q.unit) for bounds in (q.bounds("actual"), q.bounds("target"))}
        if not (read & meant or (q.kind == "floors" and ("5", "层") in meant)):
            spurious.append(source.page.text[q.start : q.end])
    assert len(spurious) <= 0.02 * len(source.figures), spurious


def test_claims_are_proposed_with_area_nature_value_and_mostly_indicator(source: Source) -> None:
    rows = records(jm.read(source.path).frame)
    right = named = 0
    for claim in records(source.claims):
        fitting = [row for row in rows if _proposes(row, claim)]
        right += bool(fitting)
        named += any(row["indicator"] == claim["indicator"] for row in fitting)
    assert right >= 0.90 * len(source.claims)
    assert named >= 0.80 * len(source.claims)


def _proposes(row: dict[str, str], claim: dict[str, str]) -> bool:
    """Whether a candidate stands on the lines of a claim and says the same of the same area."""
    lines = int(row["line_start"]) <= int(claim["line_end"]) and int(row["line_end"]) >= int(
        claim["line_start"]
    )
    same = row["area"] == claim["area"] and row["nature"] == claim["nature"]
    return lines and same and _value(row["value"]) == _value(claim["value"])


def _value(text: str) -> Bounds | None:
    return Bounds.parse(text) if text else None


def test_the_words_of_a_value_carry_it(source: Source) -> None:
    for row in records(jm.read(source.path).frame):
        if row["value"]:
            nature: Nature = "target" if row["nature"] == "target" else "actual"
            counted = row["value_basis"] == "counted"
            meant = Bounds.parse(row["value"])
            assert carries(row["words"], meant, row["unit"], nature, counted=counted), row["words"]


def test_words_stand_in_the_text_on_their_lines(source: Source) -> None:
    from jmanalysis.checks.texts import Text

    text = Text(source.path.read_text("utf-8"))
    rows = records(jm.read(source.path).frame)
    captions = source.page.line(source.page.captions) if source.page.captions else 10**6
    for row in rows:
        assert 0 < len(row["words"]) <= 30
        places = text.places(row["words"])
        if int(row["line_start"]) < captions - 25:  # captions are printed twice, so not as read
            assert (int(row["line_start"]), int(row["line_end"])) in places, row["words"]
