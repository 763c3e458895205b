"""Observations: every claim as it was said, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from claims_kit import claim, observations, register

import jmanalysis as jm
from jmanalysis import Bounds, Observations
from jmanalysis.bounds import COLUMNS
from jmanalysis.documents import read_seeds
from jmanalysis.errors import SeedsError
from jmanalysis.vocabulary import CLAIM_COLUMNS


def test_every_claim_is_there_and_unaltered(claims: Observations, seeds_folder: Path) -> None:
    read = read_seeds(seeds_folder).claims
    pd.testing.assert_frame_equal(claims.frame[list(read.columns)], read)


def test_a_number_that_was_said_is_never_missing(claims: Observations) -> None:
    frame = claims.frame
    said = frame["value"] != ""
    assert frame.loc[said, ["low", "high"]].notna().all(axis=None)
    assert frame.loc[~said, ["low", "high"]].isna().all(axis=None)


def test_the_numbers_are_those_of_the_notation(claims: Observations) -> None:
    for row in claims.frame[claims.frame["value"] != ""].to_dict("records"):
        assert Bounds(*(row[name] for name in COLUMNS)) == Bounds.parse(row["value"])


def test_the_openness_of_an_end_survives_a_file(claims: Observations, tmp_path: Path) -> None:
    path = tmp_path / "claims.csv"
    claims.frame.to_csv(path, index=False)
    again = pd.read_csv(path, dtype="str", keep_default_na=False)[list(CLAIM_COLUMNS)]
    back = Observations.from_frame(again, claims.register)
    columns = list(CLAIM_COLUMNS) + list(COLUMNS)
    pd.testing.assert_frame_equal(back.frame[columns], claims.frame[columns])


def test_the_frame_is_a_copy(claims: Observations) -> None:
    frame = claims.frame
    frame["value"] = "1"
    frame["low"] = 1.0
    assert set(claims.frame["value"]) != {"1"}


def test_the_table_it_was_made_from_stays_as_it_was() -> None:
    table = pd.DataFrame([claim("a", ">95", id="x")])
    before = table.copy()
    Observations.from_frame(table, register())
    pd.testing.assert_frame_equal(table, before)


def test_a_table_without_a_column_is_refused_by_name() -> None:
    table = pd.DataFrame([claim("a", "5")]).drop(columns=["tally", "words"])
    with pytest.raises(SeedsError, match=r"tally, words"):
        Observations.from_frame(table, register())


def test_a_value_that_cannot_be_read_is_refused_with_its_row() -> None:
    with pytest.raises(SeedsError, match="about five") as caught:
        observations([claim("a", "5"), claim("b", "about five")])
    assert "1" in caught.value.where


def test_the_sources_are_the_documents_that_were_used() -> None:
    made = observations([claim("a", "5"), claim("b", "6", document="copy")])
    assert set(made.sources["id"]) == {"paper", "copy"}


def test_it_shows_how_much_there_is(claims: Observations) -> None:
    assert str(len(claims)) in repr(claims)
    assert "<table" in claims._repr_html_()


def test_loading_twice_gives_the_same(claims: Observations) -> None:
    pd.testing.assert_frame_equal(jm.load().frame, claims.frame)
