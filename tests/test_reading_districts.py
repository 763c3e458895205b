"""Pages of several districts, and reports of a part of a year: whose a figure is, and when."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from reading_kit import said

import jmanalysis as jm
from jmanalysis.reading.datelines import issued
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
    assert issued(text.replace("\n", ""), text).year == 2025


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


@pytest.mark.parametrize(
    "sentence",
    [
        "蓬江区、江海区接种率均超95%。",
        "蓬江、江海两地接种率都超95%。",
        "蓬江、江海接种率超95%。",
        "蓬江、江海进展快，都超95%。",
        "其中蓬江区和江海区各超95%。",
    ],
)
def test_a_figure_that_several_areas_share_is_of_each(tmp_path: Path, sentence: str) -> None:
    path = tmp_path / "page.txt"
    path.write_text("\n".join([*TITLE, sentence]), "utf-8")
    rows = [row for row in records(jm.read(path).frame) if row["value"] == ">95"]
    assert sorted(row["area"] for row in rows) == ["440703", "440704"]
    assert len({row["id"] for row in rows}) == 2


@pytest.mark.parametrize(
    "sentence",
    [
        "蓬江、江海合计占全市的64.5%。",
        "蓬江、江海新增托位64.5万个。",
        "除蓬江、江海外，接种率均超64.5%。",
        "蓬江、江海平均接种率64.5%。",
    ],
)
def test_a_figure_of_several_areas_together_is_of_none_of_them(page: Any, sentence: str) -> None:
    rows = page(*TITLE, sentence)
    assert {row["area"] for row in rows.values()} == {"440700"}


def test_area_after_area_the_same_is_said_again(page: Any) -> None:
    rows = page(
        *TITLE,
        "到9月底，全市每千人口托位数4.66个。各地不平衡，新会6.1个排第一，江海、鹤山分别为5.2个和4.7个，"
        "恩平最少，只有3个。",
    )
    slots = {value: row for value, row in rows.items() if row["unit"] == "个"}
    assert areas(slots) == {
        "4.66": "440700",
        "6.1": "440705",
        "5.2": "440704",
        "4.7": "440784",
        "3": "440785",
    }
    assert {(row["per"], row["indicator"], row["period"]) for row in slots.values()} == {
        (1000, "childcare_slots", "2025-09")
    }


def test_a_count_of_area_after_area_takes_no_base(page: Any) -> None:
    rows = page(*TITLE, "全市每千人口床位6.1张，现有托育机构47家，其中蓬江13家，新会11家。")
    assert {value: row["per"] for value, row in rows.items()} == {
        "6.1": 1000,
        "47": 0,
        "13": 0,
        "11": 0,
    }


def test_an_area_set_off_at_the_beginning_is_a_head(page: Any) -> None:
    rows = page(
        *TITLE,
        "二、各地亮点",
        "蓬江区　夜间门诊开到家门口。全年夜诊2.6万人次。",
        "新会区　创建领跑。设备63台。全市共90台。",
        "三、下一步",
        "全市安排资金4200万元。",
    )
    assert areas(rows) == {"2.6": "440703", "63": "440705", "90": "440700", "4200": "440700"}


@pytest.mark.parametrize("head", ["鹤山篇", "鹤山市", "（一）鹤山市", "■鹤山"])
def test_a_line_that_is_an_area_is_a_heading(page: Any, head: str) -> None:
    rows = page(*TITLE, "共有3家。", head, "新增5家。", "■明年怎么干", "新增9家。")
    assert areas(rows) == {"3": "440700", "5": "440784", "9": "440700"}


def test_a_page_is_of_the_district_that_its_title_names(page: Any) -> None:
    rows = page(
        "台山市卫生健康局工作报告", "", "共有托位350个。", "开平市3家，鹤山市4家，恩平市5家。"
    )
    assert rows["350"]["area"] == "440781"


@pytest.mark.parametrize(
    ("date", "period"),
    [("2025年11月14日", "2025"), ("2025年3月14日", "2024"), ("2025年5月20日", "2024")],
)
def test_late_in_a_year_a_page_speaks_of_that_year(page: Any, date: str, period: str) -> None:
    assert page("托育见闻", f"江门卫健 {date}", "", "现有托位350个。")["350"]["period"] == period


def test_a_review_of_a_year_is_of_that_year_whenever_it_appears(page: Any) -> None:
    rows = page("江门市2024年卫生健康统计公报", "2025年9月1日", "", "共有托位350个。")
    assert rows["350"]["period"] == "2024"


@pytest.mark.parametrize(
    ("clause", "period"),
    [
        ("10月新增托位350个", "2025-10"),
        ("7月以来，新增托位350个", "2025-07/2025-11"),
        ("五年来新增托位350个", "2021/2025"),
        ("“十四五”时期新增托位350个", "2021/2025"),
        ("“十三五”期间新增托位350个", "2016/2020"),
        ("今年3月至4月新增托位350个", "2025-03/2025-04"),
        ("由2月龄起接种，新增托位350个", "2025"),
        ("明年将新增托位350个", "2026"),
    ],
)
def test_months_and_spans_of_years_are_periods(page: Any, clause: str, period: str) -> None:
    rows = page("托育见闻", "江门卫健 2025年11月14日", "", f"{clause}。")
    assert rows["350"]["period"] == period


def test_a_part_of_a_year_goes_on_behind_a_semicolon(page: Any) -> None:
    rows = page("托育见闻", "2025年11月14日", "", "前三季度互认168万项；互认率26.5%。共有36家。")
    assert when(rows) == {
        "168": ("actual", "2025-01/2025-09"),
        "26.5": ("actual", "2025-01/2025-09"),
        "36": ("actual", "2025"),
    }


def test_next_year_within_a_sentence_turns_no_page(page: Any) -> None:
    rows = page(
        *TITLE, "今年结业42人，明年再培训60人。托位价格平均1420元。", "明年，全市再建5家。增设7张。"
    )
    natures = [rows[value]["nature"] for value in ("42", "60", "1420", "5", "7")]
    assert natures == ["actual", "target", "actual", "target", "target"]


def test_an_answer_and_a_month_that_is_over_look_back(page: Any) -> None:
    lines = "下一步，新增9家。", "答：现有家庭病床2360张。", "下一步，新增8家。到9月底，共有7家。"
    natures = {value: row["nature"] for value, row in page(*TITLE, *lines).items()}
    assert natures == {"9": "target", "2360": "actual", "8": "target", "7": "actual"}


def test_the_title_of_a_web_page_stands_above_its_date(page: Any) -> None:
    lines = (
        "首页",
        "政务公开",
        "一季度全市卫生健康服务平稳",
        "来源：卫健局 发布时间：2026-04-22 10:35",
    )
    rows = page(*lines, "", "总诊疗768.5万人次。")
    assert when(rows) == {"768.5": ("actual", "2026-01/2026-03")}


def test_two_rows_of_figures_are_bound_to_one_list_of_areas(page: Any) -> None:
    rows = page(*TITLE, "鹤山、江海分别以88.2%、87.5%居全市第一、第二。")
    assert areas(rows) == {"88.2": "440784", "87.5": "440704", "1": "440784", "2": "440704"}


def test_figures_in_a_row_are_of_as_many_areas_named_before(page: Any) -> None:
    rows = page(
        *TITLE, "开平、恩平完成率分别只有58.2%、49.5%，排在全市第六、第七，去年只有48%和41%。"
    )
    assert areas(rows) == {
        **dict.fromkeys(("58.2", "6", "48"), "440783"),
        **dict.fromkeys(("49.5", "7", "41"), "440785"),
    }


def test_an_area_behind_a_comma_of_a_list_has_its_own_figure(page: Any) -> None:
    rows = page(*TITLE, "新会新增72台、江海新增34台，其中镇街30台。")
    assert {value: rows[value]["area"] for value in ("72", "34")} == {
        "72": "440705",
        "34": "440704",
    }


def test_what_there_is_now_is_of_no_date_before(page: Any) -> None:
    rows = page(*TITLE, "集团于2023年5月挂牌，由市人民医院牵头，目前下辖14家分院。")
    assert rows["14"]["period"] == "2025"


def test_a_circular_has_its_title_below_its_date(page: Any) -> None:
    rows = page(
        "江门市卫生健康工作专报",
        "第14期",
        "江门市卫生健康局办公室　　2025年10月22日",
        "第三季度各县（市、区）重点指标对比",
        "全市总诊疗795.2万人次，比第二季度增长1.8%。",
    )
    period = "2025-07/2025-09"
    assert when(rows) == {"795.2": ("actual", period), "1.8": ("actual", period)}


def test_the_months_of_a_title_are_the_period_of_its_text(page: Any) -> None:
    rows = page("数说｜前11个月的变化", "江海卫健 2025年12月12日", "", "总诊疗318.4万人次。")
    assert when(rows) == {"318.4": ("actual", "2025-01/2025-11")}
    rows = page(*TITLE, "1—9月，新增268台。")
    assert when(rows) == {"268": ("actual", "2025-01/2025-09")}


def test_nothing_may_stand_behind_respectively(page: Any) -> None:
    rows = page(*TITLE, "全市3家医院和5家卫生院分别获评。")
    assert set(areas(rows)) == {"3", "5"}
