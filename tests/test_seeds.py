"""The facts themselves: sound, described, and held against the texts they come from."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from seeds_kit import Copy, contents

from jmanalysis import vocabulary
from jmanalysis.checks import Findings, check, texts
from jmanalysis.vocabulary import WORDS

SCHEMAS = {
    "areas": vocabulary.AREA_COLUMNS,
    "indicators": vocabulary.INDICATOR_COLUMNS,
    "documents": vocabulary.DOCUMENT_COLUMNS,
    "claims": vocabulary.CLAIM_COLUMNS,
}
#: Figures of the 2020 census add up exactly.
CENSUS = 4_798_090


@pytest.fixture(scope="module")
def found(seeds_folder: Path, documents: Path) -> Findings:
    before = contents(seeds_folder, documents)
    findings = check(seeds_folder, documents)
    assert contents(seeds_folder, documents) == before
    return findings


def schema_of(seeds_folder: Path, name: str) -> dict[str, Any]:
    schema: dict[str, Any] = json.loads((seeds_folder / "schemas" / f"{name}.json").read_bytes())
    return schema


def test_the_facts_have_no_fault(found: Findings) -> None:
    assert found.ok, [(one.file, one.row, one.rule, one.en) for one in found.of("error")]


def test_the_one_warning_is_about_places_only_applied_for(found: Findings) -> None:
    (one,) = found.of("warning")
    assert (one.rule, one.id) == ("rate", "xh25-014")
    assert "6.12: needs 3,299 + 2,280" in one.en
    assert "implies 910.9–912.3 thousand persons" in one.en
    fits, misses = one.en.split("does not fit")
    assert "fits Resident population 911.3 thousand persons (2023)" in fits
    assert "Registered population 765.6 thousand persons" in misses
    assert "合 910.9–912.3千人" in one.zh


def test_the_census_adds_up(seeds_folder: Path) -> None:
    people = {
        row["area"]: int(row["value"])
        for path in sorted((seeds_folder / "claims").glob("census_2020_*.csv"))
        for row in Copy(seeds_folder).read(f"claims/{path.name}")
    }
    assert people.pop("440700") == CENSUS
    assert len(people) == 7
    assert sum(people.values()) == CENSUS


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_schema_has_the_columns_and_words_of_the_package(name: str, seeds_folder: Path) -> None:
    fields = schema_of(seeds_folder, name)["fields"]
    assert tuple(field["name"] for field in fields) == SCHEMAS[name]
    for field in fields:
        if words := WORDS.get(field["name"]):
            rules = field["constraints"]
            assert rules["enum"] == [word for word in words if word]
            assert rules.get("required", False) == ("" not in words)


def test_every_table_is_described_in_order(seeds_folder: Path) -> None:
    package = json.loads((seeds_folder / "datapackage.json").read_bytes())
    paths = [resource["path"] for resource in package["resources"]]
    tables = [f"claims/{path.name}" for path in sorted((seeds_folder / "claims").glob("*.csv"))]
    assert paths == ["areas.csv", "indicators.csv", "documents.csv", *tables]
    for resource in package["resources"]:
        assert (seeds_folder / resource["schema"]).is_file()


def test_words_are_a_small_part_of_each_text(seeds_folder: Path) -> None:
    copy = Copy(seeds_folder)
    whole = [row for row in copy.read("documents.csv") if row["reading"] == "whole"]
    assert len(whole) == 2
    for row in whole:
        taken = sum(len(claim["words"]) for claim in copy.read(f"claims/{row['id']}.csv"))
        assert taken < texts.SHARE * int(row["characters"])


def test_claims_stand_in_line_order_with_ids_in_order(seeds_folder: Path) -> None:
    for path in sorted((seeds_folder / "claims").glob("*.csv")):
        rows = Copy(seeds_folder).read(f"claims/{path.name}")
        ids = [row["id"] for row in rows]
        lines = [int(row["line_start"]) for row in rows if row["line_start"]]
        assert ids == sorted(ids)
        assert lines == sorted(lines), path.name


def test_every_document_and_indicator_is_used_or_referred_to(seeds_folder: Path) -> None:
    copy, used = Copy(seeds_folder), defaultdict(set)
    for path in sorted((seeds_folder / "claims").glob("*.csv")):
        for row in copy.read(f"claims/{path.name}"):
            used["documents"].add(row["document"])
            used["indicators"].add(row["indicator"])
    assert {row["id"] for row in copy.read("documents.csv")} == used["documents"]
    rows = copy.read("indicators.csv")
    referred = {row[name] for row in rows for name in ("numerator", "denominator", "rank_of")}
    assert {row["id"] for row in rows} <= used["indicators"] | referred


def test_no_table_holds_a_sentence_or_a_stray_character(seeds_folder: Path) -> None:
    for path in sorted(seeds_folder.rglob("*.csv")):
        text = path.read_text("utf-8")
        assert "\r" not in text
        assert "\u3000" not in text
        assert text.count("\n") == len(text.splitlines())
