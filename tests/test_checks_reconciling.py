"""Figures against each other, in made-up data: what is there is found, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from seeds_kit import Copy, contents

from jmanalysis.checks import Finding, check
from jmanalysis.vocabulary import AREA_COLUMNS, CLAIM_COLUMNS, DOCUMENT_COLUMNS, INDICATOR_COLUMNS

CLAIMS = "claims/yearbook.csv"
#: id: unit, per, other columns
REGISTER = {
    "beds_rate": ("张", "1000", {"numerator": "beds_open", "denominator": "residents"}),
    "beds_open": ("张", "", {"look_alikes": "beds_planned"}),
    "beds_planned": ("张", "", {"look_alikes": "beds_open"}),
    "residents": ("人", "", {"look_alikes": "citizens"}),
    "citizens": ("人", "", {"look_alikes": "residents"}),
    "clinics": ("家", "", {}),
    "visits_rate": ("%", "", {"ceiling": "100", "rankable": "yes"}),
    "visits_rank": ("名", "", {"floor": "1", "rank_of": "visits_rate", "rank_scope": "990100"}),
}
AREAS = {"990101": "990100", "990102": "990100", "990103": "990100", "990100": ""}
#: area, indicator, value: everything fits, in 2022
SOUND = [
    ("990101", "beds_rate", "4"),
    ("990101", "beds_open", "200"),
    ("990101", "beds_planned", "110"),
    ("990101", "residents", "50000"),
    ("990101", "citizens", "42000"),
    ("990102", "residents", "30000"),
    ("990103", "residents", "20000"),
    ("990100", "residents", "100000"),
    ("990101", "clinics", "7"),
    ("990100", "clinics", "12"),
    ("990101", "visits_rate", "90"),
    ("990102", "visits_rate", ">80"),
    ("990101", "visits_rank", "1"),
]


def blank(columns: tuple[str, ...], **values: str) -> dict[str, str]:
    return dict.fromkeys(columns, "") | values


def area(code: str, parent: str) -> dict[str, str]:
    names = dict.fromkeys(("name_zh", "short_zh", "name_en", "pinyin"), f"Area {code}")
    kind = "district" if parent else "prefecture"
    return blank(AREA_COLUMNS, code=code, kind=kind, parent=parent, **names)


def indicator(name: str) -> dict[str, str]:
    unit, per, others = REGISTER[name]
    plain = {"theme": "hospitals", "direction": "higher", "rankable": "no", "tally": "none"}
    values = {"id": name, "name_zh": name, "name_en": name, "unit": unit, "per": per, "floor": "0"}
    return blank(INDICATOR_COLUMNS, **plain | values | others)


def claim(number: int, row: tuple[str, str, str]) -> dict[str, str]:
    plain = {"document": "yearbook", "period": "2022", "period_basis": "stated", "tally": "none"}
    said = {"nature": "actual", "value_basis": "stated", "note": "as printed"}
    place, name, value = row
    unit, words = REGISTER[name][0], value.strip("><=")
    what = {"area": place, "indicator": name, "value": value, "unit": unit, "words": words}
    return blank(CLAIM_COLUMNS, id=f"yb-{number:03}", **plain | said | what)


@pytest.fixture
def made_up(tmp_path: Path) -> Copy:
    copy = Copy(tmp_path / "seeds")
    document = {"id": "yearbook", "title": "Yearbook", "standing": "official", "periods": "2022"}
    document |= {"reading": "extract", "areas": " ".join(AREAS)}
    copy.write("areas.csv", [area(*pair) for pair in AREAS.items()])
    copy.write("indicators.csv", [indicator(name) for name in REGISTER])
    copy.write("documents.csv", [blank(DOCUMENT_COLUMNS, **document)])
    copy.write(CLAIMS, [claim(n, row) for n, row in enumerate(SOUND, start=1)])
    return copy


def said(copy: Copy, place: str, name: str, value: str) -> int:
    """Say another value for a quantity, and return its row."""
    number = next(n for n, row in enumerate(SOUND, start=1) if row[:2] == (place, name))
    words = value.strip("><=")
    return copy.edit(CLAIMS, f"yb-{number:03}", value=value, words=words)[1]


def only(copy: Copy) -> Finding:
    """Return the one finding that is more than a note."""
    found = [one for one in check(copy.folder).found if one.severity != "note"]
    assert len(found) == 1, found
    return found[0]


def test_sound_data_raise_no_alarm(made_up: Copy) -> None:
    before = contents(made_up.folder)
    found = check(made_up.folder)
    assert {one.severity for one in found.found} <= {"note"}, found.frame["en"].to_list()
    assert contents(made_up.folder) == before


def test_a_rate_made_from_two_kinds_of_beds_is_found(made_up: Copy) -> None:
    row = said(made_up, "990101", "beds_rate", "6.2")
    found = only(made_up)
    assert (found.severity, found.rule, found.file, found.row) == ("warning", "rate", CLAIMS, row)
    assert "needs 200 + 110 (beds_open and beds_planned)" in found.en
    assert "implies 49.6–50.4 thousand persons" in found.en
    assert "fits residents 50 thousand persons (2022)" in found.en
    assert "does not fit citizens 42 thousand persons (2022)" in found.en


def test_a_rate_of_the_other_population_is_found(made_up: Copy) -> None:
    said(made_up, "990101", "beds_rate", "4.76")
    found = only(made_up)
    assert found.rule == "rate"
    assert "fits citizens 42 thousand persons (2022); does not fit residents" in found.en


def test_a_rate_that_nothing_explains_is_found(made_up: Copy) -> None:
    said(made_up, "990101", "beds_rate", "9.9")
    found = only(made_up)
    assert (found.severity, found.rule) == ("warning", "rate")
    assert "made from 200 (beds_open)" in found.en


def test_a_population_of_another_year_that_almost_fits_is_no_alarm(made_up: Copy) -> None:
    said(made_up, "990101", "beds_rate", "4.00")
    made_up.edit(CLAIMS, "yb-004", period="2020", value="49000", words="49000")
    made_up.edit(CLAIMS, "yb-006", value=">30000")
    found = check(made_up.folder)
    assert {one.severity for one in found.found} <= {"note"}
    assert "rate" in {one.rule for one in found.found}


def test_parts_that_exceed_the_total_are_found(made_up: Copy) -> None:
    said(made_up, "990101", "clinics", "13")
    found = only(made_up)
    assert (found.severity, found.rule, found.row) == ("error", "parts", 11)
    assert "add up to 13, but Area 990100 has 12" in found.en


def test_parts_that_do_not_make_the_total_are_found(made_up: Copy) -> None:
    said(made_up, "990103", "residents", "19999")
    found = only(made_up)
    assert (found.severity, found.rule, found.row) == ("error", "parts", 9)
    assert "the 3 known parts add up to 99999" in found.en


def test_bounds_that_may_make_the_total_are_no_alarm(made_up: Copy) -> None:
    said(made_up, "990103", "residents", ">10000")
    assert check(made_up.folder).ok


def test_institutions_of_the_city_itself_are_a_warning_only(made_up: Copy) -> None:
    rows = [("990102", "clinics", "2"), ("990103", "clinics", "2")]
    more = [claim(n, row) for n, row in enumerate(rows, start=20)]
    made_up.write(CLAIMS, [*made_up.read(CLAIMS), *more])
    assert (only(made_up).severity, only(made_up).rule) == ("warning", "parts")


def test_a_rank_that_the_values_rule_out_is_found(made_up: Copy) -> None:
    said(made_up, "990102", "visits_rate", ">90")
    found = only(made_up)
    assert (found.severity, found.rule, found.row) == ("error", "stated_rank", 14)
    assert "said to be no. 1; the values of visits_rate allow 2—3" in found.en


def test_repeats_in_other_units_agree(made_up: Copy) -> None:
    repeat = claim(20, ("990101", "residents", "5")) | {"unit": "万人"}
    made_up.write(CLAIMS, [*made_up.read(CLAIMS), repeat])
    assert check(made_up.folder).ok


def test_a_corrected_claim_contradicts_nothing(made_up: Copy) -> None:
    old = claim(20, ("990101", "residents", "60000"))
    new = claim(4, SOUND[3]) | {"supersedes": "yb-020", "note": "misprint"}
    rows = [row for row in made_up.read(CLAIMS) if row["id"] != "yb-004"]
    made_up.write(CLAIMS, [*rows, new, old])
    assert check(made_up.folder).ok
