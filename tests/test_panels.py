"""Panels: one value per area × indicator × period, in one unit, with basis, method and status."""

from __future__ import annotations

import pandas as pd
import pytest
from claims_kit import cell, claim, observations
from claims_kit import panel as made_of

import jmanalysis as jm
from jmanalysis import Observations, Panel
from jmanalysis.errors import UnknownNameError
from jmanalysis.vocabulary import STATUSES

KEYS = ["area", "subject", "indicator", "period", "tally", "unit"]


def test_there_is_one_row_for_each_cell(panel: Panel) -> None:
    assert not panel.frame.duplicated(KEYS).any()
    assert len(panel) == len(panel.frame)


def test_every_status_is_one_of_the_vocabulary(panel: Panel) -> None:
    assert set(panel.frame["status"]) <= set(STATUSES)


def test_low_and_high_are_missing_exactly_where_there_is_no_number(panel: Panel) -> None:
    frame = panel.frame
    number = frame["status"].isin(
        ["exact", "bound", "range", "approx", "derived", "unclear", "conflicting"]
    )
    assert (frame["low"].notna() == number).all()
    assert (frame["high"].notna() == number).all()
    assert (frame["value"].notna() == number).all()


def test_a_number_that_was_said_is_never_lost(claims: Observations, panel: Panel) -> None:
    frame = panel.frame
    shown = {
        one
        for row in frame.to_dict("records")
        if pd.notna(row["low"]) or pd.notna(row["derived_low"]) or pd.notna(row["target_low"])
        for one in row["claims"].split()
    }
    said = claims.frame[claims.frame["value"] != ""]
    superseded = set(claims.frame["supersedes"])
    assert set(said["id"]) - superseded <= shown


def test_a_bound_stays_a_bound(panel: Panel) -> None:
    xinhui = cell(panel, "440705", "vaccination_coverage", period="2024")
    city = cell(panel, "440700", "vaccination_coverage", period="2024")
    assert (xinhui["value"], xinhui["status"], xinhui["low_open"]) == (">95", "bound", True)
    assert (city["value"], city["status"], city["low_open"]) == (">90", "bound", True)


def test_the_city_sums_to_its_seven_districts_in_the_census_of_2020(panel: Panel) -> None:
    frame = panel.frame
    people = frame[frame["indicator"].eq("population_resident") & frame["period"].eq("2020-11")]
    seven = people[people["area"] != "440700"]
    assert len(seven) == 7
    assert seven["low"].sum() == people.loc[people["area"] == "440700", "low"].iloc[0]


def test_values_are_in_the_unit_of_the_register(panel: Panel) -> None:
    people = cell(panel, "440700", "population_resident", period="2023")
    assert (people["value"], people["unit"]) == ("4822400", "人")


def test_a_corrected_claim_is_left_out_and_its_correction_counts() -> None:
    made = made_of(claim("a", "90", id="old"), claim("a", "80", id="new", supersedes="old"))
    found = cell(made, "a")
    assert (found["value"], found["status"], found["claims"]) == ("80", "exact", "new")


def test_a_correction_of_a_correction_counts_alone() -> None:
    chain = [claim("a", "1", id="x"), claim("a", "2", id="y", supersedes="x")]
    found = cell(made_of(*chain, claim("a", "3", id="z", supersedes="y")), "a")
    assert (found["value"], found["claims"]) == ("3", "z")


def test_contradicting_claims_keep_both_words() -> None:
    made = made_of(claim("a", "35", words="三成五"), claim("a", ">90", words="超九成"))
    found = cell(made, "a")
    assert found["status"] == "conflicting"
    assert set(found["words"].split("；")) == {"三成五", "超九成"}


def test_the_same_fact_from_two_documents_names_both(panel: Panel) -> None:
    rate = cell(panel, "440705", "recommended_standard_rate", period="2024")
    assert set(rate["documents"].split()) == {"jiangmen_press_2025", "xinhui_press_2025"}


def test_a_target_stands_in_columns_of_its_own() -> None:
    found = cell(made_of(claim("a", "5"), claim("a", ">=7", nature="target")), "a")
    assert (found["value"], found["target"], found["status"]) == ("5", ">=7", "exact")


def test_contradicting_targets_span_both_and_are_no_point() -> None:
    targets = [claim("a", value, nature="target") for value in ("5", ">=7", "[6,6]")]
    found = cell(made_of(*targets), "a")
    assert (found["target_low"], found["target_high"]) == (5, 100)
    assert found["status"] == "target_only"


def test_normalising_leaves_the_claims_as_they_were() -> None:
    made = observations([claim("a", ">5"), claim("b", "7", supersedes="x0")])
    before = made.frame
    jm.normalise(made)
    pd.testing.assert_frame_equal(made.frame, before)


def test_the_frame_is_a_copy(panel: Panel) -> None:
    frame = panel.frame
    frame["low"] = 0.0
    assert not panel.frame.equals(frame)


def test_the_sources_are_those_of_the_claims(claims: Observations, panel: Panel) -> None:
    pd.testing.assert_frame_equal(panel.sources, claims.sources)


def test_it_shows_how_much_there_is(panel: Panel) -> None:
    assert f"{len(panel)} cells" in repr(panel)
    assert "<table" in panel._repr_html_()


def test_a_panel_of_no_claims_knows_what_was_read() -> None:
    empty = made_of()
    assert len(empty) == 0
    assert list(jm.compare(empty, "share", year=2024).frame["status"]) == [
        "silent",
        "silent",
        "unread",
    ]


def test_coverage_refuses_names_it_does_not_know(panel: Panel) -> None:
    with pytest.raises(UnknownNameError, match="childcare_slots"):
        panel.coverage(["childcare_slot"], year=2024)


def test_plans_list_every_target_of_the_districts_with_numbers_first(panel: jm.Panel) -> None:
    plans = panel.plans(2025)
    frame = panel.observations.frame
    targets = frame[(frame["nature"] == "target") & frame["area"].isin(panel.register.peers)]
    assert set(plans["id"]) == set(targets.loc[targets["period"].str.contains("2025"), "id"])
    bare = (plans["value"] == "").tolist()
    assert bare == sorted(bare)
    assert set(panel.plans(2025, areas=["台山"])["name"]) == {"台山市"}
