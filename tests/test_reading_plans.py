"""Plans and reviews in one text, comparisons, tasks and shared units: when, and of what nature."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from reading_kit import kinds, said

import jmanalysis as jm
from jmanalysis.reading.datelines import issued
from jmanalysis.reading.headings import joined, outlook, plans
from jmanalysis.vocabulary import records

Row = dict[str, Any]


@pytest.fixture
def page(tmp_path: Path) -> Any:
    """Read a text that is given line by line, and give its figures by value."""

    def read(*lines: str, **options: str) -> dict[str, Row]:
        path = tmp_path / "page.txt"
        path.write_text("\n".join(lines), "utf-8")
        rows = records(jm.read(path, **options).frame)  # type: ignore[arg-type]
        return {row["value"]: row for row in rows if row["value"]}

    return read


def when(rows: dict[str, Row]) -> dict[str, tuple[str, str]]:
    """Return nature and period of each value."""
    return {value: (row["nature"], row["period"]) for value, row in rows.items()}


@pytest.mark.parametrize(
    "title",
    [
        ("2024年工作总结及2025年工作计划",),
        ("2024年工作总结和", "2025年工作打算"),
        ("2024年度工作情况暨2025年工作思路",),
        ("2024年工作回顾与2025年重点工作安排",),
        ("2024年工作总结", "2025年工作设想"),
    ],
)
def test_a_title_that_joins_a_summary_and_a_plan_leaves_it_to_the_sections(
    page: Any, title: tuple[str, ...]
) -> None:
    rows = page(
        *title,
        *("全院现有床位80张。", "一、2024年主要工作", "（一）门诊4821人次，体检413人。"),
        *("（二）存在问题。缺医师6名。", "二、2025年工作计划", "1.招聘医师3名。"),
        *("2.在2024年基础上，再购设备2台。", "3.体检人数达500人。"),
    )
    assert when(rows) == {
        **dict.fromkeys(("80", "4821", "413", "6"), ("actual", "2024")),
        **dict.fromkeys(("3", "2", ">=500"), ("target", "2025")),
    }


@pytest.mark.parametrize(
    "heading",
    [
        *("二、2025年工作打算", "二、2025年工作思路", "（二）下一步工作", "三、明年工作安排"),
        *("第二部分：2025年重点工作", "二、2025年目标任务", "2025年工作计划", "下一步工作打算"),
    ],
)
def test_a_section_of_plans_plans(page: Any, heading: str) -> None:
    rows = page(
        *("开平市卫生健康局2024年工作总结", "一、2024年工作成效", "招聘医师3名。"),
        *(heading, "招聘护士5名。"),
        issued="2025",
    )
    natures = {value: row["nature"] for value, row in rows.items()}
    assert natures == {"3": "actual", "5": "target"}


def test_the_year_of_the_heading_is_that_of_its_plans(page: Any) -> None:
    rows = page(
        *("开平市卫生健康局2024年工作总结", "一、2024年工作成效", "招聘医师3名。"),
        *("二、2025年工作打算", "招聘护士5名。", "体检7人。"),
        issued="2024-12",
    )
    assert when(rows) == {
        "3": ("actual", "2024"),
        "5": ("target", "2025"),
        "7": ("target", "2025"),
    }


@pytest.mark.parametrize(
    "heading",
    ["一、2024年工作计划完成情况", "（三）存在的主要问题", "一、2024年目标任务完成情况。"],
)
def test_what_became_of_a_plan_is_no_plan(heading: str) -> None:
    section = outlook(heading)
    assert section is not None
    assert not section.ahead


@pytest.mark.parametrize(
    "line",
    [
        *("（一）业务量稳步回升", "2.工作安排到位", "围绕年度目标任务", "多病共防显成效"),
        *("全市卫健系统总结", "1.招聘医师3名，完成年度计划。"),
    ],
)
def test_what_does_not_say_is_no_heading_of_a_time(line: str) -> None:
    assert outlook(line) is None


def test_titles_of_plans_are_told_from_those_of_summaries() -> None:
    assert plans("2025年工作打算")
    assert plans("开平市卫生健康局\n2025年重点工作安排")
    assert plans("突发事件应急处置情况报告方案")
    assert not plans("2024年工作总结及2025年工作计划")
    assert joined("某院2024年工作总结与下一步打算") == (2024, 2025)


def test_a_plan_over_two_lines_is_one(page: Any) -> None:
    rows = page("开平市卫生健康局", "2025年重点工作安排", "招聘护士5名。")
    assert when(rows) == {"5": ("target", "2025")}


def test_a_title_of_two_years_was_issued_in_the_later() -> None:
    assert issued("某院2024年工作总结及2025年工作计划。2024年新增2家。2024年共5家。").year == 2025


@pytest.mark.parametrize(
    "comparison",
    ["比2020年底多出5家", "较2019年增加5家", "与2021年相比增加5家", "高于2020年5家"],
)
def test_the_year_of_a_comparison_stays_in_it(page: Any, comparison: str) -> None:
    rows = page(
        *(
            "开平市卫生健康局",
            "",
            f"2024年，共有机构9家，{comparison}，床位30张。",
            "",
            "体检7人。",
        ),
        "",
        "养老机构6家。",
    )
    assert {row["period"] for row in rows.values()} == {"2024"}


def test_the_figure_that_is_compared_with_is_of_its_own_year(page: Any) -> None:
    rows = page(
        *(
            "开平市卫生健康局",
            "",
            "2024年，签约率由2020年的31%提高到45%，接种率比上年的93%提高2个百分点。",
        ),
        issued="2025",
    )
    periods = {value: rows[value]["period"] for value in ("31", "45", "93", "2")}
    assert periods == {"31": "2020", "45": "2024", "93": "2023", "2": "2024"}


@pytest.mark.parametrize(
    ("sentence", "nature"),
    [
        ("年度任务5000人", "target"),
        ("比年初定下的5000人任务多", "target"),
        ("全年任务数为5000人", "target"),
        ("筛查5000人", "actual"),
        ("任务重，筛查5000人", "actual"),
    ],
)
def test_a_task_that_was_set_is_a_target(page: Any, sentence: str, nature: str) -> None:
    assert page("开平市卫生健康局", "", f"2024年，{sentence}。")["5000"]["nature"] == nature


def test_tasks_that_are_counted_are_none(page: Any) -> None:
    assert page("开平市卫生健康局", "", "2024年，完成15项任务。")["15"]["nature"] == "actual"


@pytest.mark.parametrize(
    ("phrase", "unit", "kind"),
    [
        ("分别下降0.14和0.09个千分点", "个千分点", "change"),
        ("占比分别为12.5和13.6%", "%", "share"),
        ("分别增加12、25和30名", "名", "count"),
        ("依次为3.1和4.2万人次", "万人次", "count"),
    ],
)
def test_the_last_unit_of_a_list_is_that_of_all(phrase: str, unit: str, kind: str) -> None:
    assert {(one[0], one[2]) for one in said(phrase)} == {(kind, unit)}


def test_a_unit_is_not_handed_on_without_respectively() -> None:
    assert said("2024和2025年") == [("date", "2024", "", 0), ("date", "2025", "年", 0)]
    assert said("得分为12和30名")[0][2] == ""


@pytest.mark.parametrize(
    ("phrase", "bases"),
    [
        ("次均门诊费用、人均住院费用分别为284.6元和9873.2元", [0, 1]),
        ("人均住院费用、次均门诊费用分别为9873.2元和284.6元", [1, 0]),
        ("人均收入、消费支出分别为3万元和2万元", [1, 1]),
        ("蓬江区、新会区人均费用分别为284.6元和296.2元", [1, 1]),
    ],
)
def test_a_base_is_that_of_its_own_name(phrase: str, bases: list[int]) -> None:
    assert [one[3] for one in said(phrase)] == bases


def test_years_of_service_are_a_duration() -> None:
    for phrase in ("已服役9年", "已使用9年", "已建成9年", "使用了9年", "投用已超过9年"):
        assert kinds(phrase) == ["duration"], phrase
    assert kinds("建成9年来") == ["period"]


def test_decimals_are_written_as_they_are() -> None:
    assert [one[1] for one in said("约4.6万平方米")] == ["4.6±0.05"]
    assert [one[1] for one in said("约3.2万人")] == ["3.2±0.05"]
    assert [one[1] for one in said("0.7个百分点左右")] == ["0.7±0.05"]


def test_numbers_of_sections_and_footnotes_are_no_figures() -> None:
    assert kinds("（节选）十、卫生健康") == ["list"]
    assert kinds("机构[1]26个") == ["list", "count"]
    assert kinds("三、四级手术占比") != ["list", "list"]


def test_sorts_of_hospitals_are_no_institutions(page: Any) -> None:
    rows = page(
        *(
            "江门市卫生健康局",
            "",
            "2024年，共有机构90个，其中医院58个，公立医院35个，民营医院23个。",
        ),
    )
    assert {row["subject"] for row in rows.values()} == {""}


def test_a_measure_word_that_contradicts_bars_an_indicator(page: Any) -> None:
    rows = page("开平市卫生健康局", "", "2024年，每千人口床位5.6张，每千人口托位4.2个。")
    assert (rows["5.6"]["indicator"], rows["4.2"]["indicator"]) == ("", "childcare_slots")


def test_little_likeness_proposes_no_indicator(page: Any) -> None:
    rows = page("开平市卫生健康局", "", "2024年，糖尿病患者规范管理率76.9%，机构1726个。")
    assert {row["indicator"] for row in rows.values()} == {""}


@pytest.mark.parametrize(
    ("clause", "nature"),
    [
        ("离省定52%以上的目标尚有差距", "target"),
        ("全年52个的任务完成过半", "target"),
        ("完成全年计划的52%", "actual"),
        ("占全部目标人群的52%", "actual"),
        ("比目标高52%", "actual"),
    ],
)
def test_a_goal_that_is_spoken_of_is_a_target(tmp_path: Path, clause: str, nature: str) -> None:
    path = tmp_path / "page.txt"
    path.write_text(f"台山市卫生健康局2024年工作总结\n\n基层诊疗量占比{clause}。", "utf-8")
    rows = [row for row in records(jm.read(path).frame) if "52" in row["value"]]
    assert [row["nature"] for row in rows] == [nature]


def test_a_month_without_any_year_has_no_period(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text("截至9月底，蓬江区接种率达95%，每千人口托位数5.2个。", "utf-8")
    assert {row["period"] for row in records(jm.read(path).frame) if row["value"]} == {""}
