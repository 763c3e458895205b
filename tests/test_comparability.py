"""What may not stand side by side, and the way out of each refusal."""

from __future__ import annotations

from itertools import combinations

import pytest
from claims_kit import claim, codes, row
from claims_kit import panel as made_of

import jmanalysis as jm
from jmanalysis import NotComparableError, Panel

CLINICS = [
    "village_clinic_insurance_access",
    "village_clinic_insurance_coverage",
    "village_clinic_capability_rate",
    "village_clinic_integration_rate",
    "village_clinic_demonstration",
]
LOOK_ALIKES = [
    *combinations(CLINICS, 2),
    ("recommended_standard_rate", "basic_or_recommended_standard_rate"),
    ("recommended_standard_added", "recommended_standard_count"),
    ("childcare_places", "childcare_places_applied"),
    ("population_resident", "population_registered"),
    ("recommended_standard_rate_rank", "county_consortium_rank"),
]


def refusal(panel: Panel, indicators: str | list[str], **options: object) -> NotComparableError:
    with pytest.raises(NotComparableError) as caught:
        jm.compare(panel, indicators, year=2024, **options)  # type: ignore[arg-type]
    assert caught.value.where
    assert caught.value.hint_zh
    assert caught.value.hint_en
    return caught.value


@pytest.mark.parametrize("pair", LOOK_ALIKES)
@pytest.mark.parametrize("turn", [1, -1])
def test_look_alikes_cannot_share_an_axis(panel: Panel, pair: tuple[str, str], turn: int) -> None:
    error = refusal(panel, list(pair)[::turn])
    assert all(name in error.where for name in pair)
    assert "分别 compare" in error.hint_zh


def test_look_alikes_stay_apart_whatever_is_allowed(panel: Panel) -> None:
    refusal(panel, CLINICS[2:4], allow=("unit", "population"))


@pytest.mark.parametrize("areas", [["江门", "新会"], ["新会", "广东"], ["全国", "江门市"]])
def test_a_city_is_no_peer_of_its_districts(panel: Panel, areas: list[str]) -> None:
    error = refusal(panel, "recommended_standard_rate", areas=areas)
    assert "benchmarks" in error.hint_en
    for name in areas:
        assert panel.register.area(name).code in error.where


def test_two_areas_of_one_level_are_peers(panel: Panel) -> None:
    assert (
        len(jm.compare(panel, "recommended_standard_rate", year=2024, areas=["新会", "恩平"])) == 2
    )


def test_different_units_share_an_axis_only_when_allowed() -> None:
    made = made_of(claim("a", "5", "beds"), claim("a", "50"))
    error = refusal(made, ["beds", "share"])
    assert "allow=('unit',)" in error.hint_zh
    allowed = jm.compare(made, ["beds", "share"], year=2024, allow=("unit",))
    assert "allowed_unit" in codes(allowed)


def test_a_unit_that_does_not_convert_is_refused_with_its_claim() -> None:
    made = made_of(claim("a", "90"), claim("b", "2", unit="个百分点", id="points"))
    error = refusal(made, "share")
    assert "points" in error.where
    assert "个百分点" in error.zh
    allowed = jm.compare(made, "share", year=2024, allow=("unit",))
    assert (row(allowed, "b")["value"], row(allowed, "b")["unit"]) == ("2", "个百分点")
    assert "allowed_unit" in codes(allowed)


def test_populations_stated_and_different_are_refused_with_both_claims() -> None:
    made = made_of(
        claim("a", "5", population="resident", id="one"),
        claim("b", "6", population="registered", id="two"),
    )
    error = refusal(made, "share")
    assert "one" in error.where
    assert "two" in error.where
    allowed = jm.compare(made, "share", year=2024, allow=("population",))
    assert "allowed_population" in codes(allowed)


def test_populations_that_differ_inside_one_cell_are_refused() -> None:
    made = made_of(claim("a", "5", population="resident"), claim("a", "5", population="registered"))
    refusal(made, "share")


def test_populations_that_differ_between_years_are_refused() -> None:
    made = made_of(
        claim("a", "5", population="resident"),
        claim("a", "6", population="registered", period="2023"),
    )
    assert len(jm.compare(made, "share", year=2024)) == 3
    with pytest.raises(NotComparableError):
        jm.compare(made, "share", year=[2023, 2024])


def test_an_unstated_population_is_a_caution_and_no_refusal() -> None:
    made = made_of(claim("a", "5", population="resident"), claim("b", "6", population="unstated"))
    assert "population_unstated" in codes(jm.compare(made, "share", year=2024))


def test_words_without_a_number_state_no_population_to_refuse(panel: Panel) -> None:
    assert len(jm.compare(panel, "childcare_slots", year=2024)) == 7


def test_an_institution_is_no_peer_of_an_area() -> None:
    made = made_of(claim("a", "5"), claim("b", "6", subject="第一医院", id="single"))
    error = refusal(made, "share")
    assert "single" in error.where
    assert "第一医院" in error.zh
    allowed = jm.compare(made, "share", year=2024, allow=("institution",))
    assert row(allowed, "b")["status"] == "silent"
    assert allowed.set_aside["reason"].tolist() == ["institution"]
    assert "allowed_institution" in codes(allowed)


def test_an_institution_beside_a_figure_of_its_own_area_is_only_set_aside() -> None:
    made = made_of(claim("a", "5"), claim("a", "6", subject="第一医院"))
    assert jm.compare(made, "share", year=2024).set_aside["reason"].tolist() == ["institution"]


def test_a_refusal_is_said_in_both_languages(panel: Panel) -> None:
    message = str(refusal(panel, CLINICS[2:4]))
    assert "不能同轴" in message
    assert "look alike" in message
    assert "提示" in message
    assert "Hint" in message
