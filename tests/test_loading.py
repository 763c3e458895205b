"""Own tables beside the packaged facts: what ``load`` takes, and what it gives."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
import time
import warnings
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from loading_kit import Rows, lines, one, quiet, text

import jmanalysis as jm
from jmanalysis import observations
from jmanalysis.displays import place
from jmanalysis.errors import JmanalysisError, UnknownNameError
from jmanalysis.exports.tellings import tellings
from jmanalysis.loading import LoadWarning, TableNotUnderstoodError, UnreadableTableError
from jmanalysis.loading.moments import years_in
from jmanalysis.loading.tidy import HEADS
from jmanalysis.vocabulary import CLAIM_COLUMNS

PLACES = one(
    [["地区", "2024年现有托位（个）"], ["蓬江区", 5], ["江海区", "—"]], file="托育年报.xlsx"
)


def slots(values: list[object]) -> pd.DataFrame:
    return pd.DataFrame({"地区": ["蓬江", "江海"], "2024年每千人口托位数（个）": values})


def test_without_tables_it_is_the_packaged_facts(claims: jm.Observations) -> None:
    pd.testing.assert_frame_equal(jm.load().frame, observations.load().frame)
    assert len(claims.understanding) == len(claims.unread) == 0


def test_a_seeds_folder_loads_as_before(seeds_folder: Path, claims: jm.Observations) -> None:
    for again in (jm.load(seeds_folder), jm.load(str(seeds_folder)), jm.load(seeds=seeds_folder)):
        pd.testing.assert_frame_equal(again.frame, claims.frame)


def test_own_tables_stand_alone_unless_the_facts_are_asked_for(
    tmp_path: Path, claims: jm.Observations, seeds_folder: Path
) -> None:
    path = PLACES(tmp_path)
    assert len(jm.load(path)) == 1
    for seeds in (True, seeds_folder):
        both = jm.load(path, seeds=seeds)
        assert len(both) == len(claims) + 1
        assert set(both.sources["id"]) == {*claims.sources["id"], "托育年报"}
    assert len(jm.load(path, seeds=False)) == 1


def test_several_tables_of_several_kinds_load_together(tmp_path: Path) -> None:
    path = text([["地区", "2024年常住人口（万人）"], ["江海", "37"]], file="人口.csv")(tmp_path)
    claims = jm.load(PLACES(tmp_path), path, slots([4.1, "—"]))
    assert lines(claims) == {
        "蓬江 childcare_places 2024 actual 5 个 表1!B2",
        "江海 population_resident 2024 actual 37 万人 人口.csv!B2",
        "蓬江 childcare_slots 2024 actual 4.1 个 表3!B2",
    }
    assert claims.frame["document"].nunique() == claims.frame["id"].nunique() == 3


def test_the_source_becomes_a_document(tmp_path: Path) -> None:
    path = PLACES(tmp_path)
    (row,) = jm.load(path).sources.to_dict("records")
    assert (row["id"], row["title"], row["file"]) == ("托育年报", "托育年报", "托育年报.xlsx")
    assert (row["standing"], row["reading"], row["periods"]) == ("own", "whole", "2024")
    assert row["areas"].split() == ["440703", "440704"]
    assert row["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()


def test_what_a_table_leaves_blank_is_silent_and_who_is_not_in_it_is_unread(
    tmp_path: Path,
) -> None:
    panel = jm.normalise(jm.load(PLACES(tmp_path)))
    rows = panel.coverage(["childcare_places"], year=2024).frame.set_index("area")["status"]
    assert rows[["440703", "440704", "440705"]].tolist() == ["exact", "silent", "unread"]


def test_title_and_standing_can_be_said() -> None:
    claims = jm.load(slots([4, 5]), title="模拟的年报", standing="example")
    assert claims.sources[["title", "standing"]].to_numpy().tolist() == [["模拟的年报", "example"]]
    with pytest.raises(UnknownNameError, match="official"):
        jm.load(slots([4, 5]), standing="good")


def test_a_year_that_only_the_name_of_the_file_says_is_inferred(tmp_path: Path) -> None:
    rows: Rows = [["地区", "现有托位"], ["蓬江", 5]]
    path = one(rows, file="2025年报.xlsx")(tmp_path)
    assert jm.load(path).frame["period_basis"].tolist() == ["inferred"]
    said = jm.load(path, year=2024).frame
    assert said[["period", "period_basis"]].to_numpy().tolist() == [["2024", "stated"]]


def test_a_chart_names_the_cell_behind_a_mark() -> None:
    claims = jm.load(slots([4.1, 5]), title="模拟的年报", standing="example")
    slice_ = jm.compare(jm.normalise(claims), "childcare_slots", year=2024)
    chart = jm.chart(slice_, title="蓬江 4.1 个")
    said = {one.mark.row: one.places for one in tellings(chart)}
    (where,) = said["440703"]
    assert where[1] == "表!B2"
    assert "模拟的年报" in where[0]


@pytest.mark.parametrize(
    ("first", "last", "zh", "en"),
    [
        ("74", "75", "第74–75行", "lines 74–75"),
        ("12", "12", "第12行", "lines 12"),
        ("表1!D7", "表1!D7", "表1!D7", "表1!D7"),
        ("", "", "", ""),
    ],
)
def test_a_place_that_is_no_line_is_told_as_it_is(first: str, last: str, zh: str, en: str) -> None:
    assert (place(first, last), place(first, last, "en")) == (zh, en)


def test_numbers_without_a_unit_that_cannot_be_persons_are_left() -> None:
    table = pd.DataFrame(
        {"地区": ["蓬江", "江海"], "2024年常住人口": [86.6, 37], "2024年现有托位": [5, 6]}
    )
    claims = quiet(table)
    assert set(claims.frame["indicator"]) == {"childcare_places"}
    assert claims.unread["where"].tolist() == ["表!B2", "表!B3"]
    assert claims.unread["hint_zh"].str.contains("万人").all()


def test_own_indicators_and_areas_are_read_by_their_other_names() -> None:
    areas = pd.DataFrame(
        {
            "name_zh": ["示例市", "甲区", "乙区"],
            "parent": ["", "示例市", "示例市"],
            "aliases": ["", "甲城", ""],
        }
    )
    indicators = pd.DataFrame(
        {"id": ["bed_use"], "name_zh": ["床位使用率"], "unit": ["%"], "aliases": ["病床使用率"]}
    )
    table = pd.DataFrame(
        {"地区": ["甲城", "乙区", "合计"], "2024年病床使用率": ["80%", "75%", "78%"]}
    )
    claims = jm.load(table, areas=areas, indicators=indicators)
    assert claims.frame[["area", "indicator", "value"]].to_numpy().tolist() == [
        ["甲区", "bed_use", "80"],
        ["乙区", "bed_use", "75"],
        ["示例市", "bed_use", "78"],
    ]
    assert set(claims.register.peers) == {"甲区", "乙区"}


def test_the_warning_points_at_the_line_that_loads() -> None:
    with pytest.warns(LoadWarning, match=r"表!B1.*claims\.unread") as caught:
        jm.load(pd.DataFrame({"地区": ["蓬江"], "同比": [3], "2024年现有托位": [5]}))
    assert [Path(one.filename).name for one in caught] == [Path(__file__).name]


def test_a_missing_file_is_refused_with_close_names(tmp_path: Path) -> None:
    PLACES(tmp_path)
    with pytest.raises(UnreadableTableError, match=r"托育年报\.xlsx"):
        jm.load(tmp_path / "托育年报2.xlsx")


def test_a_folder_of_workbooks_is_refused_with_the_way_out(tmp_path: Path) -> None:
    PLACES(tmp_path)
    with pytest.raises(UnreadableTableError, match="glob"):
        jm.load(tmp_path)


def test_without_openpyxl_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = PLACES(tmp_path)
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(UnreadableTableError, match=r"pip install .jmanalysis\[read\]"):
        jm.load(path)


def test_a_csv_file_loads_without_openpyxl(tmp_path: Path) -> None:
    path = text([["地区", "2024年现有托位"], ["江海", "37"]])(tmp_path)
    code = (
        "import sys, jmanalysis as jm; jm.normalise(jm.load(sys.argv[1])); "
        "sys.exit(any(m.partition('.')[0] in ('openpyxl', 'matplotlib') for m in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code, str(path)], check=False).returncode == 0


def test_its_display_shows_what_was_understood_before_the_claims() -> None:
    claims = quiet(pd.DataFrame({"地区": ["蓬江"], "同比<b>": [3], "2024年现有托位": [5]}))
    page, plain = claims._repr_html_(), repr(claims)
    assert page.index("不认识表头中的") < page.index("理解为") < page.index("原文用语")
    assert "同比&lt;b&gt;" in page
    assert "<b>" not in page
    assert "表!C1" in page
    assert "表!B1" in plain


ENGLISH = pd.DataFrame(
    {
        "Area": ["Pengjiang", "Jianghai", "Nowhere"],
        "Childcare places on offer 2024": ["5", ">3", "2"],
        "Growth": ["1", "2", "3"],
    }
)


def test_in_english_it_is_shown_and_warned_of_without_a_word_of_chinese() -> None:
    with pytest.warns(LoadWarning) as caught:
        claims = jm.load(ENGLISH, lang="en")
    message = str(caught[0].message)
    assert message.startswith(
        "2 not read: 表!C1 “Growth”: 'Growth' in the head is not known; 表!A4"
    )
    assert message.endswith("this area is not known; see claims.unread")
    page = re.sub("<style>.*?</style>", "", claims._repr_html_()).replace("数据表", "")
    for shown in (page, repr(claims), message):
        assert re.findall("[一-鿿（），：；]+", shown.replace("表!", "")) == []
    for said in ("Not read (2)", "What helps", "Register", "register it with areas=", "Jianghai"):
        assert said.casefold() in page.casefold()


def test_the_names_and_units_of_the_seeds_are_shown_in_english_too() -> None:
    shown = repr(jm.load(lang="en"))
    assert re.search("Pengjiang .* Resident population .* actual .* persons", shown)
    assert shown.endswith(f"… and {len(jm.load()) - 12} more")
    with pytest.raises(UnknownNameError, match="fr"):
        jm.load(lang="fr")


def test_names_that_are_close_are_offered_in_both_languages() -> None:
    table = pd.DataFrame({"地区": ["蓬江", "蓬汀区"], "2024年现有托位": [5, 6], "托位数": [1, 2]})
    hints = quiet(table).unread.set_index("where")[["hint_zh", "hint_en"]].T.to_dict("list")
    assert "现有托位" in hints["表!C1"][0]
    assert "Childcare places on offer" in hints["表!C1"][1]
    assert ("蓬江区" in hints["表!A3"][0], "Pengjiang" in hints["表!A3"][1]) == (True, True)


def test_frames_of_the_result_are_no_part_of_it(claims: jm.Observations) -> None:
    made = jm.load(slots([4, 5]))
    assert list(made.understanding.columns) == ["what", "where", "text", "understood_as", "id"]
    assert list(claims.unread.columns)[:3] == ["where", "text", "reason_zh"]


def test_the_heads_of_the_light_form_are_the_claims_columns_in_chinese() -> None:
    assert set(HEADS.values()) <= set(CLAIM_COLUMNS)


def test_every_packaged_claim_survives_saving(claims: jm.Observations, tmp_path: Path) -> None:
    path = tmp_path / "claims.csv"
    claims.frame.to_csv(path, index=False)
    again = jm.load(path)
    assert len(again.unread) == 0
    order = {name: n for n, name in enumerate(claims.frame["id"])}
    table = again.frame.sort_values("id", key=lambda ids: ids.map(order), ignore_index=True)
    pd.testing.assert_frame_equal(table[list(CLAIM_COLUMNS)], claims.frame[list(CLAIM_COLUMNS)])
    assert set(again.sources["title"]) == set(claims.sources["title"])


NUMBERS = st.one_of(
    st.decimals(0, 100_000, places=2).map(str),
    st.integers(0, 10**7).map(lambda n: f"{n:,}"),
    st.integers(1, 999).map(lambda n: f"约{n}"),
    st.integers(1, 999).map(lambda n: f"超{n}个"),
    st.sampled_from(["—", "", "0", "３０", "1—2", "100余", "≥5.5", "争取达9", "60±5"]),
)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(NUMBERS, min_size=2, max_size=7), st.integers(1990, 2030), st.booleans())
def test_load_save_load_changes_nothing(values: list[str], year: int, across: bool) -> None:
    names = ["蓬江区", "江海区", "新会区", "台山市", "开平市", "鹤山市", "恩平市"][: len(values)]
    table = pd.DataFrame({"地区": names, f"{year}年现有托位（个）": values})
    if across:
        table = table.set_index("地区").T.reset_index(names="指标")
    try:
        first = quiet(table)
    except TableNotUnderstoodError:  # nothing but blanks
        assert not any(has_digits(value) for value in values)
        return
    again = jm.load(first.frame)
    pd.testing.assert_frame_equal(again.frame, first.frame)


def has_digits(text_: str) -> bool:
    return any(char.isdigit() for char in text_)


TEXTS = st.one_of(
    NUMBERS,
    st.sampled_from(
        ["蓬江区", "江海", "合计", "市直", "地区", "2024年", "2023", "单位：个", "（%）"]
    ),
    st.sampled_from(
        ["现有托位", "每千人口托位数（个）", "目标", "注：", "指标", "数值", "同比", "时期"]
    ),
    st.text(max_size=6),
    st.none(),
    st.floats(allow_nan=True),
    st.dates(),
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.integers(1, 5).flatmap(
        lambda width: st.lists(
            st.lists(TEXTS, min_size=width, max_size=width), min_size=1, max_size=6
        )
    )
)
def test_whatever_stands_in_a_table_it_loads_or_is_refused(grid: list[list[object]]) -> None:
    loaded = outcome(pd.DataFrame(grid))
    if isinstance(loaded, JmanalysisError):
        assert loaded.hint_zh
        assert loaded.hint_en
    else:
        assert len(loaded)
        assert loaded.frame["line_start"].str.fullmatch(r"表![A-Z]\d+").all()


def outcome(table: pd.DataFrame) -> jm.Observations | JmanalysisError:
    try:
        return quiet(table)
    except JmanalysisError as error:
        return error


@pytest.mark.parametrize("name", ["2025年报", "江门市2024年主要指标", "二〇二四年统计"])
def test_the_year_of_a_title_is_found(name: str) -> None:
    assert len(years_in(name)) == 1


@pytest.mark.slow
def test_three_hundred_thousand_tidy_rows_load_in_seconds(tmp_path: Path) -> None:
    count = 300_000
    numbers = np.arange(count)
    table = pd.DataFrame(
        {
            "地区": np.array(["蓬江区", "440704", "新会"])[numbers % 3],
            "指标": np.array(["现有托位", "常住人口"])[numbers % 2],
            "时期": (2000 + numbers % 25).astype(str),
            "数值": (numbers % 50_000).astype(str),
            "单位": np.array(["个", "人"])[numbers % 2],
            "性质": "实绩",
        }
    )
    path = tmp_path / "大表.csv"
    table.to_csv(path, index=False)
    begun = time.perf_counter()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        claims = jm.load(path)
    took = time.perf_counter() - begun
    assert len(claims) == count
    assert claims.frame["line_start"].iloc[-1] == f"大表.csv!D{count + 1}"
    assert took < 30  # some four seconds on an idle core
