"""Cautions: what every reader must be told, made from the data and not from memory."""

from __future__ import annotations

import pytest
from claims_kit import claim, codes
from claims_kit import panel as made_of

import jmanalysis as jm
from jmanalysis import Panel
from jmanalysis.cautions import CAUTION_COLUMNS, persons


def test_the_table_has_both_languages_and_says_what_blocks(panel: Panel) -> None:
    cautions = jm.compare(panel, "childcare_slots", year=2024).cautions
    assert list(cautions.columns) == list(CAUTION_COLUMNS)
    assert (cautions[["zh", "en"]] != "").all(axis=None)
    assert cautions["blocks"].any()


def test_every_caution_stands_once(panel: Panel) -> None:
    cautions = jm.compare(panel, "population_resident", year=[2021, 2022, 2023]).cautions
    assert not cautions.duplicated().any()


def test_childcare_carries_all_its_cautions_the_weightiest_first(panel: Panel) -> None:
    found = jm.compare(panel, "childcare_slots", year=2024)
    assert found.cautions["code"].iloc[0] == "rate_basis"
    assert codes(found) >= {
        "rate_basis",
        "register",
        "period_inferred",
        "population_unstated",
        "denominator_year",
        "benchmark_copy",
    }


def test_the_rate_of_the_recommended_standard_says_that_its_base_is_unstated(panel: Panel) -> None:
    cautions = jm.compare(panel, "recommended_standard_rate", year=2024).cautions
    text = str(cautions.set_index("code").loc["register", "zh"])
    assert "分子、分母" in text
    assert "35%" in text


def test_other_data_get_the_caution_about_places_that_do_not_make_the_rate() -> None:
    fine = (claim("a", "50", "beds"), claim("a", "10000", "people"))
    sound = jm.compare(made_of(*fine, claim("a", "5", "bed_rate")), "bed_rate", year=2024)
    assert "rate_basis" not in codes(sound)
    odd = jm.compare(made_of(*fine, claim("a", "9", "bed_rate")), "bed_rate", year=2024)
    assert odd.cautions.set_index("code").loc["rate_basis", "blocks"]


def test_a_denominator_of_another_year_is_told() -> None:
    same = made_of(claim("a", "50", "beds"), claim("a", "10000", "people"))
    other = made_of(claim("a", "50", "beds"), claim("a", "10000", "people", period="2022"))
    assert "denominator_year" not in codes(jm.compare(same, "bed_rate", year=2024))
    cautions = jm.compare(other, "bed_rate", year=2024).cautions.set_index("code")
    assert "2022" in str(cautions.loc["denominator_year", "zh"])


@pytest.mark.parametrize(
    ("made", "code"),
    [
        ([claim("a", "5", period_basis="inferred")], "period_inferred"),
        ([claim("a", "5", population="unstated")], "population_unstated"),
        ([claim("a", "5", tally="unclear")], "tally_unclear"),
        ([claim("a", "5"), claim("a", "9")], "conflicting"),
        ([claim("city", "100")], "implied"),
        ([claim("city", "5", document="copy")], "benchmark_copy"),
    ],
)
def test_each_kind_of_doubt_has_its_caution(made: list[dict[str, str]], code: str) -> None:
    found = jm.compare(made_of(*made), "share", year=2024)
    assert code in codes(found)
    clean = jm.compare(made_of(claim("a", "5"), claim("city", "6")), "share", year=2024)
    assert code not in codes(clean)


def test_clean_data_raise_no_caution() -> None:
    made = made_of(claim("a", "5"), claim("b", ">7"), claim("city", "6"))
    assert jm.compare(made, "share", year=2024).cautions.empty


@pytest.mark.parametrize(
    "word", ["unclear_tally", "other_year", "population", "unit", "institution", "implied"]
)
def test_whatever_is_let_in_is_told_and_blocks(word: str) -> None:
    found = jm.compare(made_of(claim("a", "5")), "share", year=2024, allow=(word,))
    allowed = found.cautions.set_index("code").loc[f"allowed_{word}"]
    assert allowed["blocks"]
    assert "应分析人员要求" in allowed["zh"]


def test_persons_are_written_as_each_language_does() -> None:
    assert persons(911_300, "zh") == "91.13万"
    assert persons(911_300, "en") == "911.3 thousand"
    assert persons(620, "zh") == "620"


def test_the_caution_of_a_later_year_is_not_lost_beside_an_earlier_one() -> None:
    counts = (claim("a", "50", "beds"), claim("a", "10000", "people"))
    rates = (claim("a", "4", "bed_rate", period="2023"), claim("a", "9", "bed_rate"))
    found = jm.compare(made_of(*counts, *rates), "bed_rate", year=[2023, 2024])
    assert "rate_basis" in codes(found)
