"""What follows without being said: it stands beside what was said, and says where it comes from."""

from __future__ import annotations

import pandas as pd
import pytest
from claims_kit import cell, claim, observations, register
from claims_kit import panel as made_of
from hypothesis import given, settings
from hypothesis import strategies as st

import jmanalysis as jm
from jmanalysis import Bounds, Panel
from jmanalysis.cells import combine
from jmanalysis.derivations import derive, quotient

ENDS = ("low", "high", "low_open", "high_open", "approximate")


@st.composite
def intervals(draw: st.DrawFn, least: int = -20) -> Bounds:
    low = draw(st.integers(least, 20))
    high = draw(st.integers(low, 25))
    if low == high:
        return Bounds.exact(low)
    top = draw(st.sampled_from([float(high), float("inf")]))
    return Bounds(low, top, draw(st.booleans()), draw(st.booleans()))


@given(intervals(), intervals(least=1))
def test_a_column_of_quotients_is_the_quotient_of_its_bounds(top: Bounds, bottom: Bounds) -> None:
    pair = {name: [getattr(top, name)] for name in ENDS}
    pair |= {f"{name}_below": [getattr(bottom, name)] for name in ENDS}
    found = {name: column.iloc[0] for name, column in quotient(pd.DataFrame(pair)).items()}
    wanted = top / bottom
    assert found["low"] == pytest.approx(wanted.low, rel=1e-12)
    assert found["high"] == pytest.approx(wanted.high, rel=1e-12)
    assert (found["low_open"], found["high_open"]) == (wanted.low_open, wanted.high_open)


def test_places_by_residents_stand_beside_the_stated_rate(panel: Panel) -> None:
    xinhui = cell(panel, "440705", "childcare_slots", period="2024")
    assert (xinhui["value"], xinhui["derived"], xinhui["status"]) == ("6.12", "3.62", "exact")
    assert xinhui["basis"] == "reported"


def test_a_ratio_becomes_the_value_only_where_nothing_was_reported() -> None:
    beds, people = claim("a", "50", "beds"), claim("a", "10000", "people")
    alone = cell(made_of(beds, people), "a", "bed_rate")
    assert (alone["value"], alone["status"], alone["basis"]) == ("5", "derived", "derived")
    beside = cell(made_of(beds, people, claim("a", "6", "bed_rate")), "a", "bed_rate")
    assert (beside["value"], beside["derived"], beside["status"]) == ("6", "5", "exact")


def test_the_method_names_both_claims_and_their_years() -> None:
    made = made_of(claim("a", "50", "beds"), claim("a", "10000", "people", period="2022"))
    assert cell(made, "a", "bed_rate")["method"] == "beds(2024) / people(2022) × 1000"


def test_a_derived_value_leads_back_to_the_words_behind_it() -> None:
    made = made_of(
        claim("a", "50", "beds", id="top", words="50张"),
        claim("a", "10000", "people", id="bottom", words="1万人"),
    )
    found = cell(made, "a", "bed_rate")
    assert set(found["claims"].split()) == {"top", "bottom"}
    assert set(found["words"].split("；")) == {"50张", "1万人"}


def test_the_denominator_of_the_nearest_year_is_taken_and_of_two_the_earlier() -> None:
    years = {"2019": "9000", "2023": "10000", "2025": "12500"}
    people = [claim("a", value, "people", period=year) for year, value in years.items()]
    found = cell(made_of(claim("a", "50", "beds"), *people), "a", "bed_rate", period="2024")
    assert found["derived"] == "5"


def test_bounds_stay_bounds_in_a_ratio() -> None:
    made = made_of(claim("a", ">50", "beds"), claim("a", "10000", "people"))
    found = cell(made, "a", "bed_rate")
    assert (found["value"], found["low_open"]) == (">5", True)


@pytest.mark.parametrize("people", ["0", "<100", "[0,100]", "<=100"])
def test_what_may_be_zero_is_no_denominator(people: str) -> None:
    made = made_of(claim("a", "50", "beds"), claim("a", people, "people"))
    assert "bed_rate" not in set(made.frame["indicator"])


@pytest.mark.parametrize(
    "odd",
    [{"nature": "target"}, {"subject": "hospital"}, {"tally": "unclear"}, {"unit": "人次"}],
)
def test_only_clear_figures_of_the_whole_area_are_calculated_with(odd: dict[str, str]) -> None:
    made = made_of(claim("a", "50", "beds", **odd), claim("a", "10000", "people"))
    assert "bed_rate" not in set(made.frame["indicator"])


def test_conflicting_figures_are_not_calculated_with() -> None:
    two = (claim("a", "50", "beds"), claim("a", "60", "beds"))
    made = made_of(*two, claim("a", "10000", "people"))
    assert "bed_rate" not in set(made.frame["indicator"])


def test_a_denominator_that_a_document_derived_serves_where_none_is_reported() -> None:
    made = made_of(claim("a", "50", "beds"), claim("a", "10000", "people", document="derived"))
    assert cell(made, "a", "bed_rate")["value"] == "5"
    people = cell(made, "a", "people")
    assert (people["status"], people["method"]) == ("derived", "document")


def test_a_hundred_per_cent_of_the_city_holds_for_its_districts(panel: Panel) -> None:
    frame = panel.frame
    mine = frame["indicator"].eq("result_sharing_platform_access") & frame["period"].eq("2024")
    found = frame[mine & frame["area"].str.startswith("4407") & frame["area"].ne("440700")]
    assert len(found) == 7
    assert (found[["implied_low", "implied_high"]] == 100).all(axis=None)
    said = found["area"] == "440705"
    assert set(found.loc[said, "status"]) == {"exact"}
    assert set(found.loc[~said, "status"]) == {"implied"}
    assert found.loc[~said, ["low", "high"]].isna().all(axis=None)


def test_what_is_implied_never_touches_what_was_reported() -> None:
    made = made_of(claim("city", "100"), claim("a", "90"), claim("b", words="位居前列"))
    a, b, c = (cell(made, area) for area in "abc")
    assert (a["value"], a["status"], a["implied_low"]) == ("90", "exact", 100)
    assert (b["status"], b["implied_low"], b["words"]) == ("implied", 100, "位居前列")
    assert (c["status"], c["claims"]) == ("implied", "x0")


def test_none_in_the_city_means_none_in_its_districts() -> None:
    made = made_of(claim("city", "0", "cases"))
    assert cell(made, "a", "cases")["implied_high"] == 0


@pytest.mark.parametrize(("value", "name"), [("99", "share"), (">99", "share"), ("100", "beds")])
def test_nothing_less_than_all_or_none_is_passed_on(value: str, name: str) -> None:
    made = made_of(claim("city", value, name))
    assert set(made.frame["area"]) == {"city"}


def test_a_statement_about_an_institution_holds_for_that_institution_only() -> None:
    made = made_of(claim("city", "100", subject="hospital"))
    assert set(made.frame["area"]) == {"city"}


def test_a_target_of_a_hundred_per_cent_implies_nothing() -> None:
    made = made_of(claim("city", "100", nature="target"))
    assert set(made.frame["area"]) == {"city"}


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["a", "b", "city"]), st.integers(0, 3)), min_size=1))
def test_deriving_changes_nothing_that_it_was_given(rows: list[tuple[str, int]]) -> None:
    names = ("beds", "people", "share", "cases")
    made = observations(claim(area, "100", names[n]) for area, n in rows)
    cells, _ = combine(made._table, register())
    before = cells.copy(deep=True)
    derive(cells, register())
    pd.testing.assert_frame_equal(cells, before)


def test_every_cell_says_its_basis(panel: Panel) -> None:
    frame = panel.frame
    bases = {
        **dict.fromkeys(("exact", "bound", "range", "approx"), "reported"),
        **dict.fromkeys(("unclear", "conflicting"), "reported"),
        **dict.fromkeys(("qualitative", "target_only"), ""),
        "derived": "derived",
        "implied": "implied",
    }
    assert frame["basis"].tolist() == [bases[status] for status in frame["status"]]


def test_normalising_twice_gives_the_same(panel: Panel) -> None:
    again = jm.normalise(panel.observations)
    pd.testing.assert_frame_equal(again.frame, panel.frame)
