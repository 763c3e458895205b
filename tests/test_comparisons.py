"""Comparisons: what must come out, for every district, against values written by hand."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from claims_kit import claim, codes, row
from claims_kit import panel as made_of

import jmanalysis as jm
from jmanalysis import Panel
from jmanalysis.errors import UnknownNameError

GOLDEN = Path(__file__).parent / "expected" / "comparisons_2024.csv"
COLUMNS = {
    "area",
    "name",
    "indicator",
    "period",
    "value",
    "low",
    "high",
    "low_open",
    "high_open",
    "implied_low",
    "implied_high",
    "unit",
    "nature",
    "tally",
    "population",
    "basis",
    "method",
    "status",
    "target",
    "target_period",
    "words",
    "documents",
    "rank_best",
    "rank_worst",
    "rank_basis",
}
BENCHMARKS = ["440700", "440000", "CN"]


def expected() -> dict[tuple[str, str], list[dict[str, str]]]:
    groups: dict[tuple[str, str], list[dict[str, str]]] = {}
    for one in csv.DictReader(GOLDEN.read_text("utf-8").splitlines()):
        groups.setdefault((one["indicator"], one["options"]), []).append(one)
    return groups


def asked(panel: Panel, indicator: str, options: str) -> jm.Comparison:
    if options == "stated_ranks":
        return jm.compare(panel, indicator, year=2024, stated_ranks=True)
    return jm.compare(panel, indicator, year=2024, allow=options.split())


def as_written(value: Any) -> str:
    """Write a cell of a frame as the golden table has it."""
    if value is None or (not isinstance(value, str) and pd.isna(value)):
        return ""
    if isinstance(value, (bool,)) or str(value) in {"True", "False"}:
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else str(value)


@pytest.mark.parametrize(("indicator", "options"), expected())
def test_every_district_comes_out_as_it_was_worked_out_by_hand(
    panel: Panel, indicator: str, options: str
) -> None:
    found = asked(panel, indicator, options)
    wanted = expected()[indicator, options]
    rows = pd.concat([found.frame, found.benchmarks]).set_index("area")
    assert sorted(rows.index) == sorted(one["area"] for one in wanted)
    for one in wanted:
        got = {name: as_written(rows.at[one["area"], name]) for name in one if name in rows}
        want = {name: text for name, text in one.items() if name in rows}
        assert got == want


@pytest.mark.parametrize(("indicator", "options"), expected())
def test_there_are_always_seven_rows_with_all_columns(
    panel: Panel, indicator: str, options: str
) -> None:
    found = asked(panel, indicator, options)
    assert len(found) == 7
    assert set(found.frame.columns) >= COLUMNS
    assert found.benchmarks["area"].tolist() == BENCHMARKS
    assert not set(found.frame["area"]) & set(BENCHMARKS)


# --- childcare ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def slots(panel: Panel) -> jm.Comparison:
    return jm.compare(panel, "childcare_slots", year=2024)


def test_xinhui_has_612_with_the_caution_about_places_applied_for(slots: jm.Comparison) -> None:
    cautions = slots.cautions
    mine = cautions[(cautions["area"] == "440705") & cautions["blocks"]]
    said = mine["zh"].iloc[0]
    for part in ("6.12", "3299", "2280", "91.09万", "91.23万", "申请开设", "3.62", "户籍人口不符"):
        assert part in said
    assert "910.9 thousand to 912.3 thousand" in mine["en"].iloc[0]


def test_pengjiang_keeps_its_words_and_has_no_number(slots: jm.Comparison) -> None:
    pengjiang = row(slots, "440703")
    assert pengjiang["words"] == "托位数超额完成任务"
    assert pengjiang["population"] == "resident"
    assert pengjiang[["value", "low", "high"]].isna().all()


def test_the_target_of_taishan_is_no_actual(slots: jm.Comparison) -> None:
    taishan = row(slots, "440781")
    assert taishan["words"] == ""
    assert "5.5" in taishan["target_words"]
    aside = slots.set_aside
    assert aside[aside["area"] == "440781"]["reason"].tolist() == ["target"]


def test_nothing_separates_the_seven(slots: jm.Comparison) -> None:
    assert set(slots.frame["rank_best"]) == {1}
    assert set(slots.frame["rank_worst"]) == {7}


def test_a_target_year_is_asked_for_as_a_target(panel: Panel) -> None:
    targets = jm.compare(panel, "childcare_slots", year=2025, nature="target")
    taishan = row(targets, "440781")
    assert (taishan["value"], taishan["status"], taishan["nature"]) == (
        ">=5.5",
        "target_only",
        "target",
    )
    assert (taishan["low"], taishan["low_open"]) == (5.5, False)
    assert targets.frame["rank_best"].isna().all()
    assert targets.benchmarks.set_index("area")["value"].dropna().to_dict() == {
        "440000": ">=5.5",
        "CN": ">=4.5",
    }


def test_an_actual_is_set_aside_where_targets_are_asked_for() -> None:
    made = made_of(claim("a", ">=5", nature="target"), claim("b", "4"))
    aside = jm.compare(made, "share", year=2024, nature="target").set_aside
    assert aside[["area", "reason"]].to_numpy().tolist() == [["b", "actual"]]


def test_where_targets_are_asked_for_that_of_another_year_is_none() -> None:
    later = claim("b", ">=5", nature="target", period="2030")
    made = made_of(claim("a", ">=5", nature="target"), later, claim("b", "4"))
    asked = {year: jm.compare(made, "share", year=year, nature="target") for year in (2024, 2030)}
    assert asked[2024].frame["status"].tolist() == ["target_only", "silent", "unread"]
    assert asked[2030].frame["status"].tolist() == ["unread", "target_only", "unread"]
    assert jm.compare(made, "share", year=2024).frame["target"].notna().tolist() == [
        *(True, True, False)
    ]


# --- added, unclear ----------------------------------------------------------------------------


def test_what_may_be_new_or_cumulative_is_set_aside(panel: Panel) -> None:
    added = jm.compare(panel, "recommended_standard_added", year=2024)
    aside = added.set_aside
    kaiping = aside[(aside["area"] == "440783") & (aside["reason"] == "unclear_tally")]
    assert kaiping["value"].tolist() == ["5"]
    assert "tally_unclear" in codes(added)


def test_what_was_let_in_is_told(panel: Panel) -> None:
    added = jm.compare(panel, "recommended_standard_added", year=2024, allow="unclear_tally")
    assert {"allowed_unclear_tally", "tally_unclear"} <= codes(added)
    assert "unclear_tally" not in set(added.set_aside["reason"])


def test_the_unclear_tally_itself_can_be_asked_for(panel: Panel) -> None:
    unclear = jm.compare(panel, "recommended_standard_added", year=2024, tally="unclear")
    kaiping = row(unclear, "440783")
    assert (kaiping["value"], kaiping["status"]) == ("5", "unclear")
    assert row(unclear, "440705")["value"] is not None
    assert pd.isna(row(unclear, "440705")["low"])


def test_counts_of_unlike_districts_are_not_ranked(panel: Panel) -> None:
    added = jm.compare(panel, "recommended_standard_added", year=2024)
    assert added.frame[["rank_best", "rank_worst"]].isna().all(axis=None)
    assert set(added.frame["rank_basis"]) == {""}


# --- bounds, implied, stated --------------------------------------------------------------------


def test_two_lower_bounds_decide_no_order() -> None:
    made = made_of(claim("a", ">95"), claim("b", ">90"), claim("c", "93"))
    ranks = jm.compare(made, "share", year=2024).frame[["rank_best", "rank_worst"]]
    assert ranks.to_numpy().tolist() == [[1, 2], [1, 3], [2, 3]]


def test_a_lower_value_is_better_where_the_indicator_says_so() -> None:
    made = made_of(claim("a", "1", "lower_share"), claim("b", "2", "lower_share"))
    ranks = jm.compare(made, "lower_share", year=2024).frame[["rank_best", "rank_worst"]]
    assert ranks.to_numpy().tolist() == [[1, 2], [2, 3], [1, 3]]


def test_conflicting_values_are_not_ranked_and_are_told() -> None:
    made = made_of(claim("a", "35"), claim("a", ">90"), claim("b", "50"))
    found = jm.compare(made, "share", year=2024)
    assert pd.isna(row(found, "a")["rank_best"])
    assert row(found, "b")["rank_worst"] == 3
    assert "conflicting" in codes(found)


def test_implied_values_are_ranked_only_when_asked() -> None:
    made = made_of(claim("city", "100"), claim("a", "90"))
    silent = jm.compare(made, "share", year=2024)
    asked_for = jm.compare(made, "share", year=2024, allow=("implied",))
    assert row(silent, "a")["rank_best"] == 1
    assert row(asked_for, "a")["rank_best"] == 3
    assert "allowed_implied" in codes(asked_for)


def test_a_stated_rank_is_evidence_only_when_asked(panel: Panel) -> None:
    asked_for = jm.compare(panel, "recommended_standard_rate", year=2024, stated_ranks=True)
    others = asked_for.frame[asked_for.frame["area"] != "440705"]
    assert others["implied_high_open"].all()
    note = asked_for.cautions.set_index("code").loc["rank_stated"]
    assert "排名全市第一" in note["zh"]
    assert "新会区卫生健康局" in note["zh"]
    assert note["blocks"]
    assert "rank_stated" not in codes(jm.compare(panel, "recommended_standard_rate", year=2024))


def test_a_stated_first_that_the_values_exclude_is_not_used() -> None:
    made = made_of(claim("a", "50"), claim("b", "90"), claim("a", "1", "share_rank"))
    found = jm.compare(made, "share", year=2024, stated_ranks=True)
    assert row(found, "a")["rank_best"] == 2
    assert set(found.frame["rank_basis"]) == {"values"}
    assert "rank_contradicted" in codes(found)


def test_two_areas_that_both_claim_the_first_place_get_none() -> None:
    ranks = [claim(area, "1", "share_rank") for area in "ab"]
    found = jm.compare(made_of(*ranks), "share", year=2024, stated_ranks=True)
    assert found.frame["rank_best"].tolist() == [1, 1, 1]
    assert "rank_contradicted" in codes(found)
    assert "rank_stated" not in codes(found)


def test_a_place_in_the_nation_is_no_place_among_the_districts() -> None:
    found = jm.compare(
        made_of(claim("a", "3", "nation_rank")), "share", year=2024, stated_ranks=True
    )
    assert set(found.frame["rank_worst"]) == {3}
    assert row(found, "a")["rank_best"] == 1


def test_who_is_first_in_the_nation_is_first_among_the_districts() -> None:
    found = jm.compare(
        made_of(claim("a", "1", "nation_rank")), "share", year=2024, stated_ranks=True
    )
    assert row(found, "a")["rank_worst"] == 1


def test_a_stated_rank_of_another_year_does_not_count() -> None:
    made = made_of(claim("a", "1", "share_rank", period="2023"), claim("b", "5"))
    found = jm.compare(made, "share", year=2024, stated_ranks=True)
    assert set(found.frame["rank_basis"]) == {"values"}
    assert "rank_stated" not in codes(found)


def test_a_value_in_a_foreign_unit_is_never_ranked() -> None:
    made = made_of(claim("a", "90"), claim("b", "5", unit="个百分点"))
    found = jm.compare(made, "share", year=2024, allow=("unit",))
    assert row(found, "b")["unit"] == "个百分点"
    assert found.frame[["rank_best", "rank_worst"]].to_numpy().tolist() == [[1, 3]] * 3


# --- slices --------------------------------------------------------------------------------------


def test_another_year_is_set_aside_and_let_in_only_by_name() -> None:
    made = made_of(claim("a", "90", period="2023"), claim("b", "80"))
    closed = jm.compare(made, "share", year=2024)
    assert row(closed, "a")["status"] == "silent"
    assert closed.set_aside["reason"].tolist() == ["other_year"]
    opened = jm.compare(made, "share", year=2024, allow=("other_year",))
    assert (row(opened, "a")["value"], row(opened, "a")["period"]) == ("90", "2023")
    assert opened.set_aside.empty
    assert "allowed_other_year" in codes(opened)


@pytest.mark.parametrize(
    ("odd", "reason"),
    [
        ({"subject": "hospital", "value": ""}, "institution"),
        ({"period": "2023"}, "other_year"),
        ({"tally": "unclear"}, "unclear_tally"),
        ({"tally": "added"}, "other_tally"),
        ({"nature": "target"}, "target"),
        ({"period": "2024-06"}, "other_period"),
        ({"unit": "人次"}, "unit"),
    ],
)
def test_everything_else_is_set_aside_with_its_reason(odd: dict[str, str], reason: str) -> None:
    made = made_of(claim("a", "7", "beds"), claim("a", "9", "beds", id="odd") | odd)
    aside = jm.compare(made, "beds", year=2024).set_aside
    assert aside[["id", "reason"]].to_numpy().tolist() == [["odd", reason]]


@pytest.fixture(scope="module")
def many(panel: Panel) -> list[jm.Comparison]:
    """Compare every third indicator of the register."""
    made = (panel_compare(panel, one) for one in list(panel.register.indicator_by_id)[::3])
    return [found for found in made if found is not None]


def panel_compare(panel: Panel, indicator: str) -> jm.Comparison | None:
    try:
        return jm.compare(panel, indicator, year=2024)
    except jm.NotComparableError:
        return None


def test_nothing_is_both_shown_and_set_aside(many: list[jm.Comparison]) -> None:
    for found in many:
        told = found.frame[found.frame["status"] != "unclear"]
        shown = {one for text in told["claims"] for one in text.split()}
        assert not shown & set(found.set_aside["id"])


def test_every_claim_of_a_slice_is_shown_or_set_aside(many: list[jm.Comparison]) -> None:
    for found in many:
        claims = found.known.claims
        mine = claims["area"].isin(found.asked[0].areas)
        mine &= claims["indicator"] == found.indicators[0].id
        told = set(found.set_aside["id"])
        for column in ("claims", "target_claims"):
            told |= {one for text in found.frame[column] for one in text.split()}
        assert set(claims.loc[mine, "id"]) <= told


def test_low_and_high_are_missing_exactly_where_there_is_no_number(
    many: list[jm.Comparison],
) -> None:
    for found in many:
        frame = found.frame
        assert (frame["low"].notna() == frame["value"].notna()).all()
        assert (frame["high"].notna() == frame["value"].notna()).all()
        silent = frame["status"].isin(["silent", "unread", "qualitative", "target_only"])
        assert frame.loc[silent, "low"].isna().all()


def test_every_value_leads_back_to_words_and_a_document(many: list[jm.Comparison]) -> None:
    for found in many:
        rows = pd.concat([found.frame, found.benchmarks])
        said = rows[rows["value"].notna()]
        assert (said[["words", "documents", "claims"]] != "").all(axis=None)
        aims = rows[rows["target"].notna()]
        assert (aims[["target_words", "target_claims"]] != "").all(axis=None)


@pytest.mark.parametrize("name", ["childcare_slots", "每千人口托位数", "Childcare-Slots"])
def test_an_indicator_is_asked_for_in_any_form(panel: Panel, name: str) -> None:
    assert jm.compare(panel, name, year=2024).indicators[0].id == "childcare_slots"


def test_areas_are_asked_for_in_any_form(panel: Panel) -> None:
    some = jm.compare(panel, "childcare_slots", year=2024, areas=["新会", "Taishan", "440703"])
    assert some.frame["area"].tolist() == ["440705", "440781", "440703"]
    assert set(some.frame["rank_worst"]) == {3}


def test_several_years_stand_below_each_other(panel: Panel) -> None:
    both = jm.compare(panel, "population_resident", year=[2022, 2023])
    assert len(both) == 14
    assert both.years == (2022, 2023)


def test_several_indicators_that_may_share_an_axis_stand_below_each_other(panel: Panel) -> None:
    two = jm.compare(panel, ["health_literacy", "vaccination_coverage"], year=2024)
    assert len(two) == 14
    assert [i.id for i in two.indicators] == ["health_literacy", "vaccination_coverage"]


@pytest.mark.parametrize(
    ("wrong", "near"),
    [
        ({"indicators": "childcare_slot"}, "childcare_slots"),
        ({"year": 1066}, "2024"),
        ({"year": "2024"}, "2024"),
        ({"year": True}, "2024"),
        ({"nature": "targets"}, "target"),
        ({"tally": "stocks"}, "stock"),
        ({"allow": ("unclear",)}, "unclear_tally"),
        ({"allow": "other years"}, "other_year"),
        ({"areas": ["新惠"]}, "新会"),
    ],
)
def test_an_unknown_word_is_answered_with_close_matches(
    panel: Panel, wrong: dict[str, Any], near: str
) -> None:
    asked_for: dict[str, Any] = {"indicators": "childcare_slots", "year": 2024} | wrong
    indicators = asked_for.pop("indicators")
    with pytest.raises(UnknownNameError) as caught:
        jm.compare(panel, indicators, **asked_for)
    assert near in caught.value.hint_zh
    assert near in caught.value.hint_en


# --- the object ----------------------------------------------------------------------------------


def test_rows_can_be_put_in_another_order_without_changing_them(slots: jm.Comparison) -> None:
    known = slots.order_by("known").frame
    assert known["area"].iloc[0] == "440705"
    assert known["status"].tolist() == ["exact", "target_only", "qualitative", *["silent"] * 4]
    assert slots.order_by("code").frame["area"].is_monotonic_increasing
    pd.testing.assert_frame_equal(
        known.sort_values("area", ignore_index=True),
        slots.frame.sort_values("area", ignore_index=True),
    )


def test_the_better_rank_comes_first() -> None:
    made = made_of(claim("a", "10"), claim("b", "30"), claim("c", "20"))
    ranked = jm.compare(made, "share", year=2024).order_by("rank")
    assert ranked.frame["area"].tolist() == ["b", "c", "a"]


def test_an_unknown_order_is_refused(slots: jm.Comparison) -> None:
    with pytest.raises(UnknownNameError, match="known"):
        slots.order_by("knowledge")


@pytest.mark.parametrize("table", ["frame", "benchmarks", "cautions", "set_aside"])
def test_the_tables_are_copies(slots: jm.Comparison, table: str) -> None:
    copy = getattr(slots, table)
    before = copy.copy()
    copy.iloc[:, 0] = "changed"
    pd.testing.assert_frame_equal(getattr(slots, table), before)


def test_comparing_changes_nothing_in_the_panel(panel: Panel) -> None:
    cells, claims = panel.known.cells.copy(deep=True), panel.known.claims.copy(deep=True)
    jm.compare(panel, "recommended_standard_rate", year=2024, stated_ranks=True)
    pd.testing.assert_frame_equal(panel.known.cells, cells)
    pd.testing.assert_frame_equal(panel.known.claims, claims)


def test_it_shows_what_kinds_of_knowledge_there_are(slots: jm.Comparison) -> None:
    assert "4 silent" in repr(slots)
    assert "6.12" in slots._repr_html_()


def test_the_sources_are_the_documents_behind_rows_and_benchmarks(slots: jm.Comparison) -> None:
    wanted = {"xinhui_press_2025", "jiangmen_press_2025", "childcare_national_press"}
    assert wanted <= set(slots.sources["id"])
    assert "census_2010_package" not in set(slots.sources["id"])
