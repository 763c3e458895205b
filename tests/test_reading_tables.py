"""Tables on a page: read out, every figure behind the head of its column and in its unit."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from reading_kit import SPECIMENS

import jmanalysis as jm
from jmanalysis.reading.grids import Cell, Row, lines
from jmanalysis.reading.plaintables import read_out
from jmanalysis.vocabulary import records


def table(*rows: str) -> list[str]:
    """Read out a table whose cells stand between strokes."""
    return lines([Row([Cell([cell]) for cell in row.split("|")]) for row in rows])


def web(tmp_path: Path, table: str, before: str = "") -> list[dict[str, Any]]:
    """Read a page with a table in it."""
    path = tmp_path / "page.html"
    path.write_text(f"<meta charset=utf-8>{before}<table>{table}</table><p>完。</p>", "utf-8")
    return records(jm.read(path).frame)


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("4,210", "4,210张"),
        ("≥95", "≥95张"),
        ("320左右", "320张左右"),
        ("85以上", "85张以上"),
        ("170多", "170多张"),
        ("-2.8", "-2.8张"),
        ("约30", "约30张"),
        ("3.2万", "3.2万"),
        ("26家", "26家"),
    ],
)
def test_a_figure_is_given_the_unit_of_its_head_unless_it_has_one(cell: str, said: str) -> None:
    assert table("地区|床位（张）", f"蓬江区|{cell}")[1] == f"蓬江区：床位{said}。"


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("死亡率（1/10万）", "死亡率4.02/10万"),
        ("死亡率（‰）", "死亡率4.02‰"),
        ("医师（助理）", "医师（助理）4.02"),
        ("投入（单位：万元）", "投入4.02万元"),
    ],
)
def test_only_a_unit_in_brackets_is_one(head: str, said: str) -> None:
    assert table(f"地区|{head}", "蓬江区|4.02")[1] == f"蓬江区：{said}。"


def test_a_column_may_hold_the_units_and_a_line_that_of_all() -> None:
    assert table("指标|单位|2024年", "床位|张|320", "占比|%|5")[1:] == [
        "2024年床位320张。",
        "2024年占比5%。",
    ]
    rows = [Row([Cell(["托位情况（单位：个）"], across=2)])]
    rows += [Row([Cell([one]) for one in cells]) for cells in (["地区", "托位"], ["蓬江区", "320"])]
    assert lines(rows)[2] == "蓬江区：托位320个。"


def test_years_and_areas_as_heads_stand_before_what_the_row_is_about() -> None:
    assert table("指标|2023年|2024年|2025年计划", "床位（张）|300|320|350")[1] == (
        "2023年床位300张，2024年床位320张，2025年计划床位350张。"
    )
    assert (
        table("指标|蓬江区|江海区", "托位（个）|300|320")[1] == "蓬江区托位300个，江海区托位320个。"
    )
    assert table("指标|2023|2024", "托位（个）|300|320")[1] == "2023年托位300个，2024年托位320个。"


def test_numbers_of_rows_blanks_and_remarks_are_no_figures() -> None:
    rows = table("序号|地区|托位（个）|同比（%）|备注", "1|蓬江区|300|—|新开", "2|江海区|/|3|")
    assert rows[1:] == ["蓬江区：托位300个，备注：新开。", "江海区：同比3%。"]


def test_places_in_a_column_are_ranks() -> None:
    rows = table("地区|满意度（分）|位次", "蓬江区|90.8|7", "全市|92.8|—")
    assert rows[1:] == ["蓬江区：满意度90.8分，位次第7。", "全市：满意度92.8分。"]


def test_heads_of_two_rows_are_one_head() -> None:
    first = Row([Cell(["地区"], down=2), Cell(["2024年"], across=2)])
    second = Row([Cell(["机构（家）"]), Cell(["占比（%）"])])
    third = Row([Cell(["蓬江区"]), Cell(["12"]), Cell(["5"])])
    assert lines([first, second, third])[2] == "蓬江区：2024年机构12家，2024年占比5%。"


def test_what_does_not_fit_the_heads_stays_a_row() -> None:
    assert table("地区|托位（个）", "蓬江区|300|5", "江海区|320")[1:] == [
        "蓬江区；300；5",
        "江海区：托位320个。",
    ]
    assert table("蓬江区|300", "江海区|320") == ["蓬江区；300", "江海区；320"]
    assert table("指标|内容", "目标|建成") == ["指标；内容", "目标；建成"]


def test_a_figure_for_several_rows_is_given_to_none() -> None:
    rows = [
        Row([Cell(["地区"]), Cell(["托位（个）"])]),
        Row([Cell(["蓬江区"]), Cell(["300"], down=2)]),
    ]
    assert lines([*rows, Row([Cell(["江海区"])])])[1:] == ["蓬江区；300", "江海区"]


def test_a_table_of_a_page_is_read_with_area_unit_base_and_indicator(tmp_path: Path) -> None:
    head = "<tr><th>地区<th>推荐标准创建比例（%）<th>每千人口托位数（个）"
    rows = (
        "<tr><td>蓬江区<td>66.7<td>4.36<tr><td>台山市<td>58.3<td>3.74<tr><td>江门市<td>59.6<td>4.33"
    )
    found = web(tmp_path, head + rows, "<h1>台山市卫生健康局2024年工作总结</h1>")
    said = {
        (r["area"], r["value"], r["unit"], r["per"], r["indicator"]) for r in found if r["value"]
    }
    rate, slots = "recommended_standard_rate", "childcare_slots"
    assert said == {
        *(("440703", "66.7", "%", 0, rate), ("440703", "4.36", "个", 1000, slots)),
        *(("440781", "58.3", "%", 0, rate), ("440781", "3.74", "个", 1000, slots)),
        *(("440700", "59.6", "%", 0, rate), ("440700", "4.33", "个", 1000, slots)),
    }


def test_merged_cells_of_a_web_page_hold_for_what_they_cover(tmp_path: Path) -> None:
    head = "<tr><td rowspan=2>地区<td colspan='2'>托位（个）<tr><td>公办<td>民办"
    found = web(tmp_path, f"{head}<tr><td>蓬江区<td>300<td>200")
    assert {(r["value"], r["unit"]) for r in found if r["value"]} == {("300", "个"), ("200", "个")}


def test_a_table_behind_plans_looks_back_if_its_caption_does(tmp_path: Path) -> None:
    before = "<p>江门市卫健局 2026年4月22日<p>二季度将新增3家。<p>附表：2026年一季度各地服务情况"
    found = web(tmp_path, "<tr><td>地区<td>诊疗量（万人次）<tr><td>蓬江区<td>221.4", before)
    natures = {row["value"]: row["nature"] for row in found if row["value"]}
    assert natures == {"3": "target", "221.4": "actual"}


def test_plans_of_a_column_are_targets(tmp_path: Path) -> None:
    rows = "<tr><td>指标<td>单位<td>2024年<td>2025年计划<tr><td>健康素养水平<td>%<td>32.6<td>35以上"
    found = web(tmp_path, rows, "<p>台山市卫生健康局 2025年1月24日")
    assert {(r["value"], r["nature"], r["period"]) for r in found if r["value"]} == {
        ("32.6", "actual", "2024"),
        (">=35", "target", "2025"),
    }


@pytest.mark.parametrize("gap", ["\t", "  ", "　", " "])
def test_a_table_of_plain_text_is_read_out_line_for_line(gap: str) -> None:
    rows = ("地区", "托位（个）", "同比（%）"), ("蓬江区", "4210", "-2.8"), ("江海区", "1650", "—")
    text = "\n".join(["附表", *(gap.join(row) for row in rows), "完。"])
    assert read_out(text).replace("\u2029", "\n").split("\n") == [
        *("附表", "地区；托位（个）；同比（%）", "蓬江区：托位4210个，同比-2.8%。"),
        *("江海区：托位1650个。", "完。"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "设备 3 台\n人员 12 名",
        "共有 97.5 % 和 1 200 张，\n另有 30 家。",
        "1 2 3\n4 5 6",
        "新增 5\n家。",
    ],
)
def test_prose_with_blanks_is_no_table(text: str) -> None:
    assert read_out(text) == text


def test_lines_of_numbers_without_heads_do_not_run_into_the_next_line(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text(
        "每千人口\n医师数\n人 2.31 2.45 2.6\n床位数\n张 498.3 512.6 520 左右\n完。", "utf-8"
    )
    rows = [row for row in records(jm.read(path).frame) if row["value"]]
    assert all(row["per"] == 0 and row["unit"] == "" for row in rows)


@pytest.mark.parametrize(("name", "other"), [("unseen7-report", "docx"), ("unseen7-news", "html")])
def test_a_page_gives_the_same_figures_whatever_it_is_saved_as(name: str, other: str) -> None:
    columns = ["area", "nature", "period", "value", "unit", "per"]
    one, two = (
        {tuple(row[name] for name in columns) for row in rows if row["value"] and row["unit"]}
        for rows in (
            records(jm.read(SPECIMENS / f"{name}.{ending}").frame) for ending in ("txt", other)
        )
    )
    assert one == two


def test_tabs_keep_blank_cells_and_heads_of_two_lines() -> None:
    text = "地区\t床位（张）\t人员（人）\t\n\t\t医师\t护士\n蓬江区\t9\t\t5\n江海区\t3\t2\t4\n"
    assert read_out(text).replace("\u2029", "\n").split("\n")[2:4] == [
        "蓬江区：床位9张，人员护士5人。",
        "江海区：床位3张，人员医师2人，人员护士4人。",
    ]
