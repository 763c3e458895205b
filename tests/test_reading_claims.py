"""Claims: whose a figure is, when, of what nature and tally, and which indicator it may be."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from reading_kit import specimen

import jmanalysis as jm
from jmanalysis.errors import JmanalysisError
from jmanalysis.reading.datelines import issued
from jmanalysis.vocabulary import CLAIM_COLUMNS, records

Row = dict[str, Any]


@pytest.fixture
def page(tmp_path: Path) -> Any:
    """Read a text that is given line by line."""

    def read(*lines: str, **options: str) -> list[Row]:
        path = tmp_path / "page.txt"
        path.write_text("\n".join(lines), "utf-8")
        return records(jm.read(path, **options).frame)  # type: ignore[arg-type]

    return read


def one(rows: list[Row], value: str) -> Row:
    """Return the candidate with a value."""
    (found,) = [row for row in rows if row["value"] == value]
    return found


def test_the_frame_has_the_columns_of_the_claims_and_more(page: Any) -> None:
    (row,) = page("蓬江区卫生健康局", "", "2024年，接种率超95%。")
    assert list(row)[: len(CLAIM_COLUMNS)] == list(CLAIM_COLUMNS)
    assert (row["low"], row["high"], row["low_open"], row["high_open"]) == (
        95,
        float("inf"),
        True,
        False,
    )
    assert (row["per"], row["kind"]) == (0, "share")
    assert 0 < row["score"] <= 1


def test_sections_give_area_and_institution(page: Any) -> None:
    rows = page(
        *("江门市中心医院", "", "2024年，立项16项。"),
        *("", "台山市卫生健康局", "", "2024年，新增托位300个。"),
    )
    assert (one(rows, "16")["area"], one(rows, "16")["subject"]) == ("440700", "江门市中心医院")
    assert (one(rows, "300")["area"], one(rows, "300")["subject"]) == ("440781", "")


@pytest.mark.parametrize(
    ("bureau", "area"),
    [
        ("江门市卫生健康局", "440700"),
        ("新会区卫生健康局", "440700"),
        ("台山市卫生健康局", "440781"),
    ],
)
def test_the_whole_city_is_jiangmen_but_in_a_county_level_city(
    page: Any, bureau: str, area: str
) -> None:
    rows = page(bureau, "", "2024年，全市接种率达95%，位居前列。")
    assert one(rows, "95")["area"] == area


def test_a_rank_within_the_city_stays_with_the_district(page: Any) -> None:
    rows = page("新会区卫生健康局", "", "2024年，创建比例达到90%，排名全市第一。")
    assert one(rows, "1")["area"] == "440705"


def test_a_sentence_that_begins_with_another_area_is_about_that_area(page: Any) -> None:
    rows = page("江门市卫生健康局", "", "2024年，共4家。新会区获评示范县，新增2家。另有5家。")
    assert [one(rows, value)["area"] for value in "425"] == ["440700", "440705", "440700"]


def test_respectively_binds_in_order(page: Any) -> None:
    rows = page("江门市卫生健康局", "", "2024年，蓬江、江海、新会接种率分别为96%、97%和98%。")
    areas = [one(rows, value)["area"] for value in ("96", "97", "98")]
    assert areas == ["440703", "440704", "440705"]
    assert {one(rows, value)["indicator"] for value in ("96", "97", "98")} == {
        "vaccination_coverage"
    }


@pytest.mark.parametrize(
    ("sentence", "nature"),
    [
        ("争取每千人口托位数达5.2个。", "target"),
        ("力争达到5.2个。", "target"),
        ("计划新增5.2个。", "target"),
        ("现有托位5.2个。", "actual"),
        ("免疫规划疫苗共5.2个。", "actual"),
        ("获得争取到的5.2个。", "actual"),
    ],
)
def test_plans_are_targets(page: Any, sentence: str, nature: str) -> None:
    (row,) = [r for r in page("蓬江区卫生健康局", "", f"2024年，{sentence}") if r["value"]]
    assert row["nature"] == nature
    if "达" in sentence:
        assert row["value"] == ">=5.2"


def test_an_outlook_lasts_until_a_past_year(page: Any) -> None:
    rows = page(
        *("蓬江区卫生健康局", "", "展望2025年，区卫健局将再出发。建成3家。", "", "改造4家。"),
        *("", "2024年，共有5家。"),
    )
    assert [one(rows, v)["nature"] for v in ("3", "4", "5")] == ["target", "target", "actual"]


def test_periods_are_stated_or_inferred(page: Any) -> None:
    rows = page(
        *("蓬江区卫生健康局", "", "展望2025年，将前行。", "", "去年10月，举办活动3场。"),
        *("", "2023年度，评出4家。", "", "目前共有5家。", "", "2025年上半年将启用6家。"),
    )
    found = [(one(rows, v)["period"], one(rows, v)["period_basis"]) for v in "3456"]
    assert found == [
        ("2024-10", "inferred"),
        ("2023", "stated"),
        ("2023", "stated"),
        ("2025-01/2025-06", "stated"),
    ]


@pytest.mark.parametrize(("issued", "period"), [("2024", "2023"), ("2026-03", "2025")])
def test_the_date_of_issue_decides_what_last_year_is(page: Any, issued: str, period: str) -> None:
    (row,) = page("蓬江区卫生健康局", "", "去年，接种率达95%。", issued=issued)
    assert row["period"] == period


def test_a_text_of_the_year_itself_speaks_of_that_year(page: Any) -> None:
    lines = ("蓬江区卫生健康局", "", "截至8月底，现有托位30个。", "", "接种率达95%。")
    rows = page(*lines, issued="2025-09")
    found = [(one(rows, v)["period"], one(rows, v)["period_basis"]) for v in ("30", "95")]
    assert found == [("2025-08", "inferred"), ("2025", "inferred")]


def test_a_plan_is_one_from_its_first_line_to_its_last(page: Any) -> None:
    rows = page(
        *("鹤山市托育服务发展方案（2025—2027年）", "", "新增托位30个，改造5家。"),
        "2024年底，全市托位共有20个。到2027年底，托位增至60个，由原来的20家增加到40家。",
    )
    natures = {row["value"]: row["nature"] for row in rows if row["value"]}
    assert natures == {
        "30": "target",
        "5": "target",
        "20": "actual",
        ">=60": "target",
        ">=40": "target",
    }


def test_a_figure_that_is_named_for_the_province_is_the_province_s(page: Any) -> None:
    rows = page(
        "台山市卫生健康局",
        "",
        "2024年，婴儿死亡率1.5‰，优于全省平均水平（2.9‰），在全省132家医院中排第9位。",
    )
    areas = {row["value"]: row["area"] for row in rows if row["value"]}
    assert areas == {"1.5": "440781", "2.9": "440000", "132": "440000", "9": "440781"}


def test_the_year_of_issue_is_inferred_from_plans() -> None:
    assert issued("2024年，新增2家。展望2025年，再增3家。").year == 2025
    assert issued("没有年份。").year == 0


@pytest.mark.parametrize(
    ("sentence", "tally"),
    [
        ("新增托位30个", "added"),
        ("现有托位30个", "stock"),
        ("举办讲座30场", "flow"),
        ("覆盖率30%", "none"),
    ],
)
def test_the_tally_is_read_from_the_verb(page: Any, sentence: str, tally: str) -> None:
    assert one(page("蓬江区卫生健康局", "", f"2024年，{sentence}。"), "30")["tally"] == tally


def test_all_and_none_are_values_where_a_share_or_a_count_is_meant(page: Any) -> None:
    rows = page(
        *("鹤山市卫生健康局", "", "2024年，全市无甲类传染病报告。"),
        "二级及以上公立医院已全部接入互认平台。",
    )
    assert one(rows, "0")["indicator"] == "class_a_infectious_cases"
    assert one(rows, "100")["indicator"] == "result_sharing_platform_access"


def test_a_printed_list_can_be_counted(page: Any) -> None:
    rows = page("江门市人民医院", "", "2024年，骨科、眼科、儿科获评省级临床重点专科建设项目。")
    row = one(rows, "3")
    assert (row["value_basis"], row["indicator"]) == (
        "counted",
        "provincial_key_specialty_projects",
    )


def test_an_attainment_without_a_figure_is_proposed_in_words(page: Any) -> None:
    rows = page("恩平市卫生健康局", "", "2024年，成功创建二级医院卒中中心。")
    assert [(r["indicator"], r["value"]) for r in rows] == [("stroke_centre_secondary", "")]


def test_a_rate_base_keeps_a_count_from_being_a_rate(page: Any) -> None:
    rows = page("蓬江区卫生健康局", "", "2024年，托位3299个，每千人口托位数6.1个。")
    assert one(rows, "6.1")["indicator"] == "childcare_slots"
    assert one(rows, "3299")["indicator"] == "childcare_places"
    assert one(rows, "6.1")["population"] == "unstated"


def test_what_the_seeds_say_otherwise_is_pointed_out(page: Any) -> None:
    rows = page(
        "新会区卫生健康局", "", "2024年，优质服务基层行推荐标准创建比例为92%。", issued="2025"
    )
    row = one(rows, "92")
    assert "xh25-005 90%" in row["conflicts"]
    assert row["repeats"] == ""


def test_a_fact_that_is_said_twice_is_linked(page: Any) -> None:
    rows = page("鹤山市卫生健康局", "", "2024年，接种率达95%。工作扎实。接种率达95%。")
    both = [row for row in rows if row["value"] == "95"]
    assert [row["repeats"] for row in both].count("") == 1


def test_what_is_not_understood_is_shown(page: Any) -> None:
    rows = page("蓬江区卫生健康局", "", "2024年，医护比为1:1.2，送出礼包数十份。")
    assert [row["kind"] for row in rows if row["kind"] == "unknown"] == ["unknown", "unknown"]


def test_the_most_certain_come_first() -> None:
    path = Path(__file__).parent / "specimens" / "districts.txt"
    found = jm.read(path)
    assert list(found.frame["score"]) == sorted(found.frame["score"], reverse=True)
    assert len(found.ledger) > len(found.frame[found.frame["value"] != ""]) / 2


def test_the_notebook_shows_the_words_in_their_sentence() -> None:
    path = Path(__file__).parent / "specimens" / "districts.txt"
    shown = jm.read(path)._repr_html_()
    assert "<mark>" in shown
    assert "每千人口托位数" in shown
    assert "<script" not in shown


def test_a_report_of_half_a_year_is_of_that_half(page: Any) -> None:
    rows = page(
        "关于2025年上半年工作进展的通报",
        "",
        "现将情况通报如下。台山市新增托位30个。截至6月底，共有托位95个。",
    )
    found = [(one(rows, v)["period"], one(rows, v)["period_basis"]) for v in ("30", "95")]
    assert found == [("2025-01/2025-06", "inferred"), ("2025-06", "inferred")]


def test_the_words_are_marked_where_they_stand(page: Any, tmp_path: Path) -> None:
    page("2025年，台山市新增托位3个，开平市也新增托位3个，新增托位3个。")
    shown = jm.read(tmp_path / "page.txt")._repr_html_()
    marks = [cell.partition("<mark>")[0].count("新增托位") for cell in shown.split("<tr>")[2:]]
    assert sorted(marks) == [0, 1, 2]


def test_what_was_not_understood_is_never_hidden(page: Any, tmp_path: Path) -> None:
    page("台山市卫生健康局\n\n" + "新增托位3个。" * 70 + "比例为1：1.3。")
    shown = jm.read(tmp_path / "page.txt")._repr_html_()
    assert "其中 1 处数字没有读懂" in shown
    assert "没有读懂的数字 (1)" in shown
    assert "<mark>" in shown.partition("没有读懂的数字 (1)")[2]


def test_a_notebook_shows_them_in_english_too(page: Any, tmp_path: Path) -> None:
    page("台山市卫生健康局\n\n2025年，力争每千人口托位数达到5个。")
    shown = jm.read(tmp_path / "page.txt", lang="en")._repr_html_()
    for word in ("Taishan", "target", "&gt;=5个/千人", "2025", "<mark>"):
        assert word in shown
    with pytest.raises(JmanalysisError, match="language"):
        jm.read(tmp_path / "page.txt", lang="fr")  # type: ignore[arg-type]


def test_the_frame_is_a_copy() -> None:
    path = Path(__file__).parent / "specimens" / "digest.txt"
    found = jm.read(path)
    frame = found.frame
    frame["value"] = "0"
    assert (found.frame["value"] != "0").any()
    assert specimen("digest")


def test_a_text_without_figures_gives_tables_of_the_same_types(page: Any, tmp_path: Path) -> None:
    page("没有数字。")
    empty = jm.read(tmp_path / "page.txt")
    full = jm.read(Path(__file__).parent / "specimens" / "digest.txt")
    assert empty.frame.dtypes.to_dict() == full.frame.dtypes.to_dict()
    assert empty.ledger.dtypes.to_dict() == full.ledger.dtypes.to_dict()
