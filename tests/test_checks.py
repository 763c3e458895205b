"""Faults planted in copies of the facts: each is found, with its rule, file and row."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from seeds_kit import Copy, contents

from jmanalysis.checks import Findings, check, report
from jmanalysis.checks import schema as schema_check

JM = "claims/jiangmen_press_2025.csv"
XH = "claims/xinhui_press_2025.csv"
CENSUS = "claims/census_2020_secondary.csv"
INDICATORS = "indicators.csv"

Place = tuple[str, int]
Fault = Callable[[Copy], Place]


@pytest.fixture
def copy(seeds_folder: Path, tmp_path: Path) -> Copy:
    return Copy.of(seeds_folder, tmp_path / "seeds")


def claim(file: str, key: str, **values: str) -> Fault:
    return lambda copy: copy.edit(file, key, **values)


def damage(file: str, change: Callable[[bytes], bytes], row: int = 0) -> Fault:
    return lambda copy: copy.bytes(file, change, row)


def header(change: Callable[[bytes], bytes]) -> Fault:
    return damage(XH, lambda b: change(b[: b.index(b"\n")]) + b[b.index(b"\n") :], row=1)


def cut_in_a_quote(data: bytes) -> bytes:
    return data[: data.rindex(b'"') - 10]


def without(copy: Copy, file: str) -> Place:
    (copy.folder / file).unlink()
    return file, 0


def a_higher_value(copy: Copy) -> Place:
    """江海 at 95 % makes 新会, at 90 %, no first place."""
    values = {"id": "jm25-900", "area": "440704", "value": "95", "words": "创建比例达到95%"}
    copy.add(JM, "jm25-138", **values)
    return XH, next(n for n, r in enumerate(copy.read(XH), start=2) if r["id"] == "xh25-006")


def a_census(copy: Copy, people: str) -> Place:
    copy.edit(CENSUS, "c20s-002", value=people, words=people)
    return CENSUS, 2


def a_second_first(copy: Copy) -> Place:
    return copy.add(JM, "jm25-211", id="jm25-901", indicator="recommended_standard_rate_rank")


#: name: rule, and what plants the fault and says where it must be found
FAULTS: dict[str, tuple[str, Fault]] = {
    # files
    "GBK": ("encoding", damage(JM, lambda b: b.decode().encode("gb18030"), 2)),
    "byte-order mark": ("encoding", damage(XH, lambda b: b"\xef\xbb\xbf" + b, 1)),
    "empty file": ("empty", damage(XH, lambda _: b"")),
    "cut off in a row": ("cut_off", damage(XH, lambda b: b[: b.index(b"xh25-003") + 20], 4)),
    "cut off in a quote": ("cut_off", damage("claims/census_2020_derived.csv", cut_in_a_quote, 2)),
    "extra column": ("columns", header(lambda line: line + b",remark")),
    "missing column": ("columns", header(lambda line: line.replace(b",tally", b""))),
    "columns in another order": (
        "columns",
        header(lambda h: h.replace(b"unit,words", b"words,unit")),
    ),
    "no areas": ("missing", lambda copy: without(copy, "areas.csv")),
    # keys and fixed words
    "id twice in a file": ("unique", claim(XH, "xh25-005", id="xh25-004")),
    "id of another file": ("unique", claim(XH, "xh25-005", id="jm25-001")),
    "unknown area": ("unknown", claim(XH, "xh25-005", area="440799")),
    "unknown indicator": ("unknown", claim(XH, "xh25-005", indicator="recommended_rate")),
    "unknown document": ("unknown", claim(XH, "xh25-005", document="xinhui_press_2024")),
    "another document": ("file", claim(XH, "xh25-005", document="jiangmen_press_2025")),
    "area not covered": ("coverage", claim(XH, "xh25-005", area="440704")),
    "bad period": ("period", claim(XH, "xh25-005", period="2024年")),
    "unknown tally": ("vocabulary", claim(XH, "xh25-004", tally="new")),
    "target without nature": ("vocabulary", claim(JM, "jm25-166", nature="")),
    "line that is no number": ("number", claim(XH, "xh25-005", line_start="24a")),
    "period of a document": (
        "period",
        claim("documents.csv", "immunisation_plan_press", periods="?"),
    ),
    "base that is no number": ("number", claim(INDICATORS, "childcare_slots", per="千")),
    # values
    "unreadable value": ("value", claim(XH, "xh25-005", value="约90")),
    "share over 100": ("limits", claim(XH, "xh25-005", value="101")),
    "bound beyond the ceiling": ("limits", claim(XH, "xh25-018", value=">100")),
    "unknown unit": ("unit", claim(XH, "xh25-005", unit="厘")),
    "unit that does not convert": ("unit", claim(XH, "xh25-031", unit="人")),
    "4 becomes 5": ("words_value", claim(JM, "jm25-137", value="5")),
    "超 lost": ("words_value", claim(JM, "jm25-073", value="90")),
    "target read as reached": ("words_value", claim(JM, "jm25-166", value="5.5")),
    "target called actual": ("nature", claim(JM, "jm25-166", nature="actual")),
    "range halved": ("words_value", claim(JM, "jm25-124", value="2")),
    "value left out": (
        "value_left_out",
        claim(JM, "jm25-073", value="", value_basis="", unit=""),
    ),
    "value without unit": ("value_basis", claim(XH, "xh25-005", unit="")),
    "unit without value": ("qualitative", claim(JM, "jm25-119", unit="个")),
    "list counted wrongly": ("counted", claim(XH, "xh25-066", value="3")),
    "open list counted exactly": ("counted", claim(XH, "xh25-044", value="4")),
    "figure of an extract": ("words_value", claim(CENSUS, "c20s-002", words="364,695")),
    "bound without reason": (
        "note",
        claim("claims/childcare_national_press.csv", "ccna-007", note=""),
    ),
    # words and texts
    "words too long": ("words_length", claim(XH, "xh25-005", words="创建比例达到90%" * 4)),
    "blank in words": ("words", claim(XH, "xh25-005", words="创建比例 达到90%")),
    "one character of drift": ("words_text", claim(XH, "xh25-005", words="创建比列达到90%")),
    "one line off": ("lines", claim(XH, "xh25-005", line_start="25", line_end="25")),
    "a line too many": ("lines", claim(XH, "xh25-005", line_end="25")),
    "no lines": ("lines", claim(XH, "xh25-005", line_start="", line_end="")),
    "another checksum": ("checksum", claim("documents.csv", "xinhui_press_2025", sha256="0" * 64)),
    "fewer characters": (
        "words_share",
        claim("documents.csv", "xinhui_press_2025", characters="5000"),
    ),
    # register and corrections
    "look-alike one way": (
        "register",
        claim(INDICATORS, "vaccination_coverage", look_alikes="health_literacy"),
    ),
    "unknown look-alike": ("register", claim(INDICATORS, "health_literacy", look_alikes="x")),
    "unknown numerator": ("register", claim(INDICATORS, "childcare_slots", numerator="places")),
    "rank of nothing": ("register", claim(INDICATORS, "county_consortium_rank", rank_of="x")),
    "unknown parent": ("register", claim("areas.csv", "440703", parent="440799")),
    "supersedes nothing": ("supersedes", claim(XH, "xh25-005", supersedes="xh25-999")),
    "supersedes something else": ("supersedes", claim(XH, "xh25-005", supersedes="jm25-001")),
    "correction without reason": (
        "supersedes",
        claim(XH, "xh25-045", supersedes="xh25-032", note=""),
    ),
    # figures against each other
    "repeat that contradicts": (
        "repeats",
        claim(XH, "xh25-005", value="92", words="创建比例达到92%"),
    ),
    "rank against values": ("stated_rank", a_higher_value),
    "two sole first places": ("stated_rank", a_second_first),
    "parts exceed the total": ("parts", lambda copy: a_census(copy, "1364694")),
    "parts fall short": ("parts", lambda copy: a_census(copy, "364693")),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_found_at_its_place(name: str, copy: Copy, documents: Path) -> None:
    rule, plant = FAULTS[name]
    file, row = plant(copy)
    before = contents(copy.folder)
    found = check(copy.folder, documents).found
    at_fault = [(one.rule, one.file, one.row) for one in found if one.severity != "note"]
    assert (rule, file, row) in at_fault, at_fault
    assert all(one.zh and one.en for one in found)
    assert contents(copy.folder) == before


def test_several_faults_are_found_at_once(copy: Copy, documents: Path) -> None:
    places = {FAULTS[name][1](copy) for name in ("GBK", "4 becomes 5") if name != "GBK"}
    places |= {claim(XH, "xh25-018", value="95")(copy), claim(XH, "xh25-031", unit="人")(copy)}
    places.add(damage("claims/census_2020_secondary.csv", lambda b: b"\xef\xbb\xbf" + b, 1)(copy))
    found = check(copy.folder, documents)
    assert places <= {(one.file, one.row) for one in found.of("error")}


def test_without_texts_it_says_so_and_checks_the_rest(
    copy: Copy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("JMANALYSIS_DOCUMENTS", raising=False)
    copy.edit(XH, "xh25-005", value="91")
    found = check(copy.folder)
    assert "texts" in {one.rule for one in found.of("note")}
    assert "words_value" in {one.rule for one in found.of("error")}


def test_a_missing_text_is_an_error(copy: Copy, tmp_path: Path) -> None:
    found = check(copy.folder, tmp_path)
    assert [one.rule for one in found.of("error")] == ["text_missing"] * 2


def test_a_changed_text_is_an_error(copy: Copy, tmp_path: Path, documents: Path) -> None:
    shutil.copytree(documents, tmp_path / "texts", copy_function=shutil.copyfile)
    text = next((tmp_path / "texts").glob("003_*"))
    text.write_text(text.read_text("utf-8").replace("90%", "91%"), "utf-8")
    found = check(copy.folder, tmp_path / "texts")
    assert {one.rule for one in found.of("error")} == {"checksum", "words_text"}


def test_the_schema_finds_what_no_other_rule_says(
    seeds_folder: Path, tmp_path: Path, documents: Path
) -> None:
    pytest.importorskip("frictionless")
    copy = Copy.of(seeds_folder, tmp_path / "seeds", schema=True)
    file, row = copy.edit(XH, "xh25-005", id="XH 5")
    copy.edit(JM, "jm25-001", nature="")
    copy.write("claims/new.csv", copy.read(XH)[:1])
    found = check(copy.folder, documents)
    named = {(one.rule, one.file, one.row) for one in found.of("error")}
    assert ("schema", file, row) in named
    assert ("schema", "claims/new.csv", 0) in named
    assert ("vocabulary", JM, 2) in named
    assert ("schema", JM, 2) not in named, "what is said already is not said again"


def test_without_frictionless_it_says_so(
    seeds_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schema_check, "find_spec", lambda _name: None)
    found = check(seeds_folder)
    assert found.ok
    assert any(one.rule == "schema" and "frictionless" in one.en for one in found.of("note"))


@pytest.mark.parametrize(("lang", "word"), [("zh", "未通过：错误 1"), ("en", "FAILED: error 1")])
def test_a_report_begins_with_the_errors_and_ends_with_the_sum(
    lang: str, word: str, copy: Copy, documents: Path
) -> None:
    copy.edit(JM, "jm25-124", value="2")
    lines = report(check(copy.folder, documents), "en" if lang == "en" else "zh").splitlines()
    assert "words_value" in lines[0]
    assert f"{JM}:125 jm25-124" in lines[0]
    assert lines[-1].startswith(word)


def test_findings_are_a_table() -> None:
    empty = Findings(())
    assert empty.ok
    assert list(empty.frame.columns) == ["severity", "rule", "file", "row", "id", "zh", "en"]
    assert repr(empty) == "<Findings: 0 errors, 0 warnings, 0 notes>"
