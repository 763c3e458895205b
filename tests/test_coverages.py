"""Coverage: what kind of knowledge there is, silence included."""

from __future__ import annotations

import pytest
from claims_kit import claim
from claims_kit import panel as made_of

from jmanalysis import Panel
from jmanalysis.errors import UnknownNameError

CHOSEN = ["childcare_slots", "recommended_standard_rate", "recommended_standard_added"]


def test_there_is_a_row_for_every_district_and_indicator(panel: Panel) -> None:
    frame = panel.coverage(CHOSEN, year=2024).frame
    assert len(frame) == 7 * len(CHOSEN)
    assert not frame.duplicated(["area", "indicator"]).any()
    assert frame["status"].notna().all()


def test_the_matrix_has_districts_down_and_indicators_across(panel: Panel) -> None:
    matrix = panel.coverage(CHOSEN, year=2024).matrix
    assert matrix.shape == (7, 3)
    slots = matrix["每千人口托位数"].to_dict()
    assert slots["蓬江区"] == "qualitative"
    assert slots["台山市"] == "target_only"
    assert slots["新会区"] == "exact"
    assert list(matrix.T["开平市"]) == ["silent", "silent", "unclear"]


def test_benchmarks_stand_apart_from_the_districts(panel: Panel) -> None:
    covered = panel.coverage("childcare_slots", year=2024)
    assert list(covered.benchmarks["area"]) == ["440700", "440000", "CN"]
    assert not set(covered.benchmarks["area"]) & set(covered.frame["area"])


def test_a_cell_may_hold_an_actual_and_a_target(panel: Panel) -> None:
    frame = panel.coverage("recommended_standard_added", year=2024).frame
    kaiping = frame[frame["area"] == "440783"].iloc[0]
    assert (kaiping["status"], kaiping["target"], kaiping["target_period"]) == (
        "unclear",
        "1",
        "2025",
    )


def test_silence_is_told_from_an_unread_document() -> None:
    statuses = made_of(claim("a", "5")).coverage("share", year=2024).frame["status"]
    assert statuses.tolist() == ["exact", "silent", "unread"]


def test_a_year_before_the_document_is_unread() -> None:
    statuses = made_of(claim("a", "5", period="2023")).coverage("share", year=2023).frame["status"]
    assert statuses.tolist() == ["exact", "unread", "unread"]


def test_areas_can_be_chosen_in_any_form(panel: Panel) -> None:
    covered = panel.coverage("childcare_slots", year=2024, areas=["Xinhui", "台山", "440703"])
    assert covered.frame["area"].tolist() == ["440705", "440781", "440703"]


def test_a_year_of_which_nothing_can_be_known_is_refused_with_the_known_ones(panel: Panel) -> None:
    with pytest.raises(UnknownNameError, match="2024"):
        panel.coverage("childcare_slots", year=1066)


def test_the_sources_are_the_documents_behind_it(panel: Panel) -> None:
    sources = panel.coverage("childcare_slots", year=2024).sources
    assert {"xinhui_press_2025", "jiangmen_press_2025"} <= set(sources["id"])
    assert "census_2010_package" not in set(sources["id"])


def test_the_frame_is_a_copy(panel: Panel) -> None:
    covered = panel.coverage("childcare_slots", year=2024)
    frame = covered.frame
    frame["status"] = "exact"
    assert "silent" in set(covered.frame["status"])
    assert "4 silent" in repr(covered)
    assert "<table" in covered._repr_html_()
