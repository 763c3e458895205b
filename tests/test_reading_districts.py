"""Pages of several districts, and reports of a part of a year: whose a figure is, and when."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from reading_kit import said

import jmanalysis as jm
from jmanalysis.reading.tenses import issue_year
from jmanalysis.vocabulary import records

TITLE = "江门市卫生健康工作通报", "2025年10月8日", ""
Row = dict[str, Any]


@pytest.fixture
def page(tmp_path: Path) -> Any:
    """Read a text that is given line by line, and give its figures by value."""

    def read(*lines: str) -> dict[str, Row]:
        path = tmp_path / "page.txt"
        path.write_text("\n".join(lines), "utf-8")
        return {row["value"]: row for row in records(jm.read(path).frame) if row["value"]}

    return read


def areas(rows: dict[str, Row]) -> dict[str, str]:
    """Return the area of each value."""
    return {value: row["area"] for value, row in rows.items()}


def when(rows: dict[str, Row]) -> dict[str, tuple[str, str]]:
    """Return nature and period of each value."""
    return {value: (row["nature"], row["period"]) for value, row in rows.items()}


@pytest.mark.parametrize("bullet", ["●", "■", "✅ ", "📍"])
def test_an_area_may_stand_behind_a_bullet(page: Any, bullet: str) -> None:
    lines = f"{bullet}新会区新增托位341个", f"{bullet}开平市新增托位86个"
    found = areas(page(*TITLE, "全市新增托位427个。进度如下：", *lines))
    assert found == {"427": "440700", "341": "440705", "86": "440783"}


def test_a_bullet_begins_a_paragraph_of_its_own(page: Any) -> None:
    rows = page(*TITLE, "✅ 每千人口托位数4.31个", "✅ 普惠托位1580个", "━━━━━━", "另有26家。")
    assert {value: row["per"] for value, row in rows.items()} == {"4.31": 1000, "1580": 0, "26": 0}


def test_an_area_right_before_a_figure_is_whose_it_is(page: Any) -> None:
    rows = page(*TITLE, "全市托位数4.98个，最高的新会区为5.93个，排在末位的恩平市仅3.68个。")
    assert areas(rows) == {"4.98": "440700", "5.93": "440705", "3.68": "440785"}


def test_a_comparison_with_an_area_is_no_figure_of_it(page: Any) -> None:
    rows = page(*TITLE, "新会区接种率达95%，高于台山市3个百分点，占江门市12%。")
    assert set(areas(rows).values()) == {"440705"}


@pytest.mark.parametrize("again", ["区里", "该区", "区财政", "当地", "这家医院"])
def test_another_word_for_an_area_means_the_one_spoken_of_last(page: Any, again: str) -> None:
    lines = "台山市新增3家。", "在新会区，托位多了起来。", f"今年，{again}投入1260万元。"
    assert areas(page(*TITLE, *lines, "全市共7家。")) == {
        "3": "440781",
        "1260": "440705",
        "7": "440700",
    }


def test_the_whole_city_is_the_one_that_its_sentence_begins_with(page: Any) -> None:
    rows = page(*TITLE, "台山市岛屿多，全市21家机构中14家达标。新会区有9家，全市共30家。")
    assert areas(rows) == {"21": "440781", "14": "440781", "9": "440705", "30": "440700"}


@pytest.mark.parametrize(
    "sentence",
    [
        "新会区、鹤山市提前完成任务，完成率分别为104.2%和101.5%。",
        "在新会区和鹤山市，完成率分别为104.2%和101.5%。",
        "其中新会区、鹤山市的完成率分别为104.2%和101.5%。",
    ],
)
def test_a_list_of_areas_earlier_in_the_sentence_binds_in_order(page: Any, sentence: str) -> None:
    assert areas(page(*TITLE, sentence)) == {"104.2": "440705", "101.5": "440784"}


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("关于2025年前三季度工作的通报", "2025-01/2025-09"),
        ("前三季度成绩单", "2025-01/2025-09"),
        ("2025年前8个月工作情况", "2025-01/2025-08"),
        ("上半年成绩单来啦！", "2025-01/2025-06"),
    ],
)
def test_a_report_of_a_part_of_a_year_is_of_that_part(page: Any, title: str, period: str) -> None:
    rows = page(title, "江门市 2025年10月8日", "", "总诊疗2286万人次。9月末共有46家。")
    assert when(rows) == {"2286": ("actual", period), "46": ("actual", "2025-09")}


def test_what_comes_after_the_part_reported_is_planned(page: Any) -> None:
    rows = page("2025年上半年工作通报", "", "新增托位288个。下半年再增托位300个。")
    assert when(rows) == {
        "288": ("actual", "2025-01/2025-06"),
        "300": ("target", "2025-07/2025-12"),
    }


def test_demands_are_plans(page: Any) -> None:
    rows = page(*TITLE, "去年达到3.5个。", "二、下阶段工作要求", "托位数要分别达到4个。")
    assert [rows[value]["nature"] for value in ("3.5", ">=4")] == ["actual", "target"]


def test_the_day_of_a_meeting_turns_to_no_plans(page: Any) -> None:
    rows = page(*TITLE, "2025年9月22日，市卫健局召开例会。托育园建筑面积380平方米。")
    assert rows["380"]["nature"] == "actual"


def test_several_words_may_stand_before_the_date_of_a_text() -> None:
    text = "某特写\n见习记者 专题报道 2025年10月16日\n2026年还将改造。2022年有4家。\n"
    assert issue_year(text.replace("\n", ""), text) == 2025


def test_a_range_may_stand_behind_a_latin_name() -> None:
    assert said("新增AED20至30台") == [("count", "[20,30]", "台", 0)]


@pytest.mark.parametrize(
    ("sentence", "nature"),
    [
        ("从2023年的90%提高到2024年的95%。", "actual"),
        ("2025年第一季度，接种率为95%。", "actual"),
        ("2025年1月，接种率为95%。", "actual"),
        ("2025年6月底前，接种率达95%以上。", "target"),
        ("目标人群接种率为95%。", "actual"),
        ("按计划完成接种，接种率为95%。", "actual"),
        ("《2025年工作方案》印发，接种率为95%。", "actual"),
        ("接种率应达到95%。", "target"),
        ("到2025年底，接种率达到95%。", "target"),
    ],
)
def test_plans_are_told_from_what_only_sounds_like_one(
    page: Any, sentence: str, nature: str
) -> None:
    rows = page(*TITLE, "去年工作有序。", sentence)
    (row,) = [row for value, row in rows.items() if "95" in value]
    assert row["nature"] == nature


def test_the_figure_of_a_wider_area_in_brackets_is_its_own(page: Any) -> None:
    rows = page(*TITLE, "蓬江区接种率95%（全国92%），高于全省（93%）。全国4.5个，全市5.0个。")
    assert areas(rows) == {"95": "440703", "92": "CN", "93": "440000", "4.5": "CN", "5": "440700"}
