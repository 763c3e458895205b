"""The package serves another city without a word about Jiangmen: made-up districts, 示例数据."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import jmanalysis as jm
from jmanalysis.charts.layouts import lay_out
from jmanalysis.charts.refusals import NoTileError
from jmanalysis.charts.spec import Chart
from jmanalysis.loading import load

NAMES = ["甲区", "乙区", "丙县", "丁县", "戊市", "己区", "庚县", "辛县", "壬区"]
JIANGMEN = re.compile("江门|蓬江|江海|新会|台山市|开平市|鹤山|恩平|Jiangmen|Xinhui|['\"]4407")
AREAS = pd.DataFrame(
    {
        "name_zh": ["示例市", *NAMES],
        "parent": ["", *["示例市"] * 9],
        "tile_column": ["", *[str(n % 3) for n in range(9)]],
        "tile_row": ["", *[str(n // 3) for n in range(9)]],
    }
)
INDICATORS = pd.DataFrame(
    [["beds_rate", "每千人口床位数", "张/千人", "higher"]],
    columns=["id", "name_zh", "unit", "direction"],
)
_ROWS = """
甲区 90     4   5   1
乙区 超95   4.3 5.2 2
丙县 约80   4.6 5.4 3
丁县 85     4.9 5.6 4
戊市 —      5.2 5.8 5
己区 60     5.5 6   6
庚县 99     5.8 6.2 7
辛县 0      6.1 6.4 8
壬区 97以上 6.4 6.6 9
全市 88     4.9 5.7 —
"""
_HEADS = [
    "地区",
    "国家免疫规划疫苗接种率（%）",
    "每千人口托位数（个/千人）",
    "每千人口床位数（张/千人）",
    "新达推荐标准的基层机构（家）",
]
TABLE = pd.DataFrame([line.split() for line in _ROWS.split("\n") if line], columns=_HEADS)


@pytest.fixture(scope="module")
def city() -> jm.Panel:
    claims = load(
        TABLE, areas=AREAS, indicators=INDICATORS, year=2024, standing="example", title="示例年报"
    )
    return jm.normalise(claims)


def charts(city: jm.Panel, kind: str, lang: str = "zh") -> Chart:
    many = ["vaccination_coverage", "childcare_slots", "beds_rate"]
    slots = jm.compare(city, "childcare_slots", year=2024)
    sources: dict[str, Any] = {
        "coverage_matrix": city.coverage(many, year=2024),
        "rank_ranges": jm.compare(city, "vaccination_coverage", year=2024),
        "small_multiples": [jm.compare(city, name, year=2024) for name in many],
        "split_columns": [
            jm.compare(city, "recommended_standard_added", year=2024),
            jm.compare(city, "beds_rate", year=2024),
        ],
    }
    return jm.chart(sources.get(kind, slots), kind=kind, lang=lang)  # type: ignore[arg-type]


KINDS = [  # and a trend, which needs two years: below
    "coverage_matrix",
    "value_kinds",
    "bullet",
    "rank_ranges",
    "tile_grid",
    "split_columns",
    "small_multiples",
]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_chart_draws_nine_made_up_districts(
    city: jm.Panel, kind: str, lang: str
) -> None:
    drawn = charts(city, kind, lang)
    scene = lay_out(drawn, "slide")
    told = repr(drawn) + repr(scene)
    assert not JIANGMEN.search(told)
    assert {row.id for row in drawn.rows if not row.reference} == set(NAMES)


def test_two_years_make_a_trend() -> None:
    both = pd.concat([TABLE.assign(年份="2023年"), TABLE.assign(年份="2024年")], ignore_index=True)
    claims = load(both, areas=AREAS, indicators=INDICATORS, standing="example")
    compared = jm.compare(jm.normalise(claims), "childcare_slots", year=[2023, 2024])
    drawn = jm.chart(compared, kind="trend")
    assert not JIANGMEN.search(repr(drawn) + repr(lay_out(drawn, "slide")))


def test_ranks_are_among_the_nine(city: jm.Panel) -> None:
    frame = jm.compare(city, "beds_rate", year=2024).frame
    assert frame["area"].tolist() == NAMES
    assert frame["rank_best"].tolist() == list(range(9, 0, -1))


def test_rows_keep_the_order_of_the_list_and_not_of_the_code_points(city: jm.Panel) -> None:
    compared = jm.compare(city, "beds_rate", year=2024)
    assert compared.order_by("rank").order_by("code").frame["area"].tolist() == NAMES


def test_what_nothing_contains_has_no_benchmark_and_no_tiles() -> None:
    flat = pd.DataFrame({"name_zh": NAMES})
    claims = load(TABLE.iloc[:9], areas=flat, indicators=INDICATORS, year=2024)
    compared = jm.compare(jm.normalise(claims), "childcare_slots", year=2024)
    assert not len(compared.benchmarks)
    assert lay_out(jm.chart(compared), "slide")
    with pytest.raises(NoTileError, match="areas="):
        jm.chart(compared, kind="tile_grid")


def test_a_name_of_two_characters_stands_whole_in_the_headline(city: jm.Panel) -> None:
    title = charts(city, "value_kinds").title
    assert "甲区4个" in title


@pytest.mark.slow
@pytest.mark.parametrize("ending", ["png", "html", "pptx", "xlsx", "docx"])
def test_files_are_written_of_another_city(city: jm.Panel, tmp_path: Path, ending: str) -> None:
    for module in {"pptx": ["pptx"], "xlsx": ["xlsxwriter"], "docx": ["docx"]}.get(ending, []):
        pytest.importorskip(module)
    (path,) = jm.export(charts(city, "value_kinds"), tmp_path / "图", formats=ending)
    assert path.stat().st_size > 3000
    if ending == "html":
        assert not JIANGMEN.search(path.read_text("utf-8"))


def test_questions_go_to_the_bureaus_of_that_city(city: jm.Panel) -> None:
    asked = jm.questions(city, ["vaccination_coverage"], year=2024)
    assert len(asked)
    assert not JIANGMEN.search(asked.to_csv())
