"""The vocabulary: names in every form that people type, and what the columns may hold."""

from __future__ import annotations

import pytest
from claims_kit import register as made_up

from jmanalysis import Observations
from jmanalysis.errors import UnknownNameError
from jmanalysis.register import Register
from jmanalysis.vocabulary import WORDS, is_period, year_of


@pytest.fixture(scope="module")
def register(claims: Observations) -> Register:
    return claims.register


SEVEN = ["440703", "440704", "440705", "440781", "440783", "440784", "440785"]


@pytest.mark.parametrize(
    "name",
    [
        "新会",
        "新会区",
        "Xinhui",
        "xinhui",
        " XINHUI ",
        "Xīnhuì",
        "Xīnhuì Qū",
        "Xinhui District",
        "440705",
        440705,
        "xin hui",
        "“新会”",
    ],
)
def test_an_area_is_found_in_every_form_that_people_type(register: Register, name: object) -> None:
    assert register.area(name).code == "440705"


@pytest.mark.parametrize(
    "name",
    [
        "childcare_slots",
        "childcare-slots",
        "每千人口托位数",
        " Childcare_Slots ",
        "Childcare places per 1,000 population",
    ],
)
def test_an_indicator_is_found_by_id_and_by_name(register: Register, name: str) -> None:
    assert register.indicator(name).id == "childcare_slots"


def test_a_document_is_found_by_id_and_by_title(register: Register) -> None:
    document = register.document("xinhui_press_2025")
    assert register.document(document.title) is document


def test_every_listed_form_of_every_name_is_its_own(register: Register) -> None:
    for table, column, find in (
        (register.areas, ("code", "name_zh", "short_zh", "name_en", "pinyin"), register.area),
        (register.indicators, ("id", "name_zh", "name_en"), register.indicator),
        (register.documents, ("id", "title"), register.document),
    ):
        for row in table.to_dict("records"):
            key = row[column[0]]
            for name in column:
                found = find(row[name])
                assert getattr(found, "code" if column[0] == "code" else "id") == key


@pytest.mark.parametrize(
    ("kind", "name", "near"),
    [
        ("area", "新惠", "新会"),
        ("area", "Xinhue", "xinhui"),
        ("area", "440706", "440705"),
        ("indicator", "childcare_slot", "childcare_slots"),
        ("indicator", "每千人托位数", "每千人口托位数"),
        ("document", "xinhui_press_2024", "xinhui_press_2025"),
    ],
)
def test_an_unknown_name_is_answered_with_close_matches(
    register: Register, kind: str, name: str, near: str
) -> None:
    with pytest.raises(UnknownNameError) as caught:
        getattr(register, kind)(name)
    assert near in caught.value.hint_zh
    assert near in caught.value.hint_en
    assert name in str(caught.value)


def test_a_name_like_nothing_known_is_answered_with_some_of_what_there_is() -> None:
    with pytest.raises(UnknownNameError, match=r"Close matches: .+"):
        made_up().area("🦆")


def test_the_peers_are_the_seven_and_no_area_that_contains_them(register: Register) -> None:
    assert sorted(register.peers) == SEVEN


def test_an_area_knows_what_contains_it_and_what_it_contains(register: Register) -> None:
    assert register.ancestors("440705") == ("440700", "440000", "CN")
    assert sorted(register.children("440700")) == SEVEN
    assert register.children("440705") == ()


def test_an_indicator_says_its_limits_and_its_full_unit(register: Register) -> None:
    slots, rate = register.indicator("childcare_slots"), register.indicator("health_literacy")
    assert (slots.full_unit, slots.floor, slots.ceiling) == ("个/千人", 0, float("inf"))
    assert (rate.is_share, rate.ceiling) == (True, 100)


def test_only_a_document_read_whole_can_be_silent(register: Register) -> None:
    page = register.document("xinhui_press_2025")
    assert page.covers("440705", 2024)
    assert not page.covers("440703", 2024)
    assert not page.covers("440705", 2019)
    assert not register.document("childcare_national_press").covers("CN", 2024)


@pytest.mark.parametrize("text", ["2024", "2024-10", "2024-10-31", "2021/2025", "2025-01/2025-06"])
def test_periods_are_written_as_iso_has_them(text: str) -> None:
    assert is_period(text)


@pytest.mark.parametrize(
    "text", ["", "24", "2024年", "2024-13", "2024-1", "2024/", "去年", "2024-00"]
)
def test_other_writings_of_a_period_are_refused(text: str) -> None:
    assert not is_period(text)


@pytest.mark.parametrize(
    ("period", "year"), [("2024", 2024), ("2021/2025", 2025), ("2024-10", 2024)]
)
def test_a_period_belongs_to_the_year_in_which_it_ends(period: str, year: int) -> None:
    assert year_of(period) == year


def test_the_columns_hold_the_words_that_the_semantics_name() -> None:
    assert WORDS["nature"] == ("actual", "target")
    assert set(WORDS["tally"]) == {"stock", "added", "flow", "none", "unclear"}
    assert {"resident", "registered", "unstated"} < set(WORDS["population"])
