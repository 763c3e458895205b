"""Awkward workbooks and files: each loads as a careful reader would read it, or is refused."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from loading_bureaus import BUREAUS
from loading_cells import CELLS, HEADS, ROWS
from loading_files import BOOKS, REFUSED, TEXTS
from loading_kit import Case, lines, quiet
from loading_tables import SHAPES

import jmanalysis as jm
from jmanalysis import Observations
from jmanalysis.errors import JmanalysisError
from jmanalysis.loading import LoadWarning

CASES = [*SHAPES, *CELLS, *ROWS, *HEADS, *TEXTS, *BOOKS, *BUREAUS, *REFUSED]
LOADED = [case for case in CASES if not case.refused]


def ids(cases: list[Case]) -> list[str]:
    return [case.name for case in cases]


@dataclass(frozen=True)
class Loaded:
    """What a case gave, and whether its source stayed as it was."""

    claims: Observations
    warnings: list[str]
    unchanged: bool


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Case], Loaded]:
    """Return what loads a case, each once."""

    @cache
    def load(name: str) -> Loaded:
        case = next(one for one in LOADED if one.name == name)
        source = case.make(tmp_path_factory.mktemp("case"))
        before = source.read_bytes() if isinstance(source, Path) else source.copy(deep=True)
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            claims = jm.load(source, **case.given)
        assert {one.category for one in caught} <= {LoadWarning}
        same = source.read_bytes() == before if isinstance(source, Path) else source.equals(before)
        return Loaded(claims, [str(one.message) for one in caught], bool(same))

    return lambda case: load(case.name)


def test_there_are_enough_of_them() -> None:
    assert len(CASES) >= 45
    assert len(set(ids(CASES))) == len(CASES)


@pytest.mark.parametrize("case", LOADED, ids=ids(LOADED))
def test_it_says_what_the_table_says(case: Case, loaded: Callable[[Case], Loaded]) -> None:
    got = lines(loaded(case).claims)
    expected = {line.strip() for line in case.claims.strip().splitlines()}
    if "…" in expected:
        assert expected - {"…"} <= got
    else:
        assert got == expected


@pytest.mark.parametrize("case", LOADED, ids=ids(LOADED))
def test_what_is_left_is_named_with_its_cell_and_a_hint(
    case: Case, loaded: Callable[[Case], Loaded]
) -> None:
    unread = loaded(case).claims.unread
    left = {row["where"]: row["reason_zh"] + row["hint_zh"] for row in unread.to_dict("records")}
    assert set(left) == set(case.unread)
    for where, part in case.unread.items():
        assert part in left[where]
    assert (unread[["reason_zh", "reason_en", "hint_zh", "hint_en"]] != "").all(axis=None)


@pytest.mark.parametrize("case", LOADED, ids=ids(LOADED))
def test_it_warns_once_if_and_only_if_something_is_left(
    case: Case, loaded: Callable[[Case], Loaded]
) -> None:
    messages = loaded(case).warnings
    assert len(messages) == bool(case.unread or case.said)
    for part in [*list(case.unread)[:1], *case.said]:
        assert part in messages[0]


@pytest.mark.parametrize("case", LOADED, ids=ids(LOADED))
def test_no_source_is_changed(case: Case, loaded: Callable[[Case], Loaded]) -> None:
    assert loaded(case).unchanged


@pytest.mark.parametrize("case", LOADED, ids=ids(LOADED))
def test_it_makes_a_panel(case: Case, loaded: Callable[[Case], Loaded]) -> None:
    claims = loaded(case).claims
    cells = jm.normalise(claims).frame
    said = cells[cells["status"] != "derived"]
    assert len(said) == len({tuple(row) for row in keys(claims)})


def keys(claims: Observations) -> list[list[str]]:
    return claims.frame[["area", "subject", "indicator", "period", "tally"]].to_numpy().tolist()


@pytest.mark.parametrize("case", LOADED, ids=ids(LOADED))
def test_saved_and_loaded_again_it_is_the_same(
    case: Case, loaded: Callable[[Case], Loaded], tmp_path: Path
) -> None:
    claims = loaded(case).claims
    path = tmp_path / "saved.csv"
    claims.frame.to_csv(path, index=False)
    again = jm.load(path)
    assert len(again.unread) == 0
    pd.testing.assert_frame_equal(again.frame[list(claims.frame.columns)], claims.frame)


UNDERSTOOD = [case for case in LOADED if case.understood]


@pytest.mark.parametrize("case", UNDERSTOOD, ids=ids(UNDERSTOOD))
def test_what_was_understood_is_shown(case: Case, loaded: Callable[[Case], Loaded]) -> None:
    shown = loaded(case).claims.understanding
    got = set(zip(shown["what"], shown["text"], shown["id"], strict=True))
    assert set(case.understood) <= got


@pytest.mark.parametrize("case", LOADED, ids=ids(LOADED))
def test_every_line_of_it_is_english_where_that_is_asked_for(
    case: Case, loaded: Callable[[Case], Loaded], tmp_path: Path
) -> None:
    told = quiet(case.make(tmp_path), **case.given, lang="en").understanding
    same = ["what", "where", "id"]
    pd.testing.assert_frame_equal(told[same], loaded(case).claims.understanding[same])
    said = told["understood_as"].str.replace(r"表\S*![A-Z]\d+(…[A-Z]\d+)?", "", regex=True)
    assert said[said.str.contains("[一-鿿（），：]")].tolist() == []


REFUSALS = [case for case in CASES if case.refused]


@pytest.mark.parametrize("case", REFUSALS, ids=ids(REFUSALS))
def test_it_is_refused_with_cell_and_hint(case: Case, tmp_path: Path) -> None:
    source: Any = case.make(tmp_path)
    with pytest.raises(JmanalysisError) as caught:
        quiet(source, **case.given)
    message = str(caught.value)
    assert [part for part in case.refused if part not in message] == []
    assert caught.value.en
    assert str(tmp_path) not in message
