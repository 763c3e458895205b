"""Several charts in one file: the ending chooses the format, and what it cannot be is said."""

from __future__ import annotations

from pathlib import Path

import pytest

import jmanalysis as jm
from jmanalysis.charts.spec import Chart
from jmanalysis.errors import UnknownNameError
from jmanalysis.exports.guides import kinds
from jmanalysis.exports.provenance import trace

KINDS = ("pptx", "docx", "xlsx", "html")


@pytest.fixture(scope="module")
def figures(panel: jm.Panel) -> list[Chart]:
    slots = jm.compare(panel, "childcare_slots", year=2024).order_by("known")
    coverage = panel.coverage(["childcare_slots", "health_literacy"], year=2024)
    return [jm.chart(coverage, number=1), jm.chart(slots, number=2)]


@pytest.mark.parametrize("kind", KINDS)
def test_a_brief_holds_every_chart_and_can_be_traced(
    kind: str, figures: list[Chart], panel: jm.Panel, tmp_path: Path
) -> None:
    asked = jm.questions(panel, ["childcare_slots"], year=2024)
    path = jm.brief(figures, tmp_path / f"b.{kind}", title="托育", panel=panel, questions=asked)
    found = trace(path)
    assert [chart["title"] for chart in found] == [figure.title for figure in figures]
    words = {w for chart in found for mark in chart["marks"] for w in mark["words"]}
    assert "托位数超额完成任务" in words


@pytest.mark.parametrize("kind", KINDS)
def test_a_brief_is_the_same_bytes_every_time(
    kind: str, figures: list[Chart], panel: jm.Panel, tmp_path: Path
) -> None:
    paths = [
        jm.brief(figures, tmp_path / f"{name}.{kind}", title="托育", panel=panel) for name in "ab"
    ]
    assert paths[0].read_bytes() == paths[1].read_bytes()


@pytest.mark.parametrize("kind", KINDS)
def test_figures_are_numbered_in_their_order_in_every_format(
    kind: str, figures: list[Chart], tmp_path: Path
) -> None:
    path = jm.brief(figures[::-1], tmp_path / f"b.{kind}", title="托育")
    assert [chart["subtitle"][:2] for chart in trace(path)] == ["图1", "图2"]


def test_the_key_says_how_a_kind_is_drawn_in_the_charts_that_have_it(
    figures: list[Chart], panel: jm.Panel
) -> None:
    matrix, dots = figures
    bars = jm.chart(jm.compare(panel, "childcare_slots", year=2024), kind="bullet")
    drawn = [
        next(line[3] for line in kinds(charts, "zh") if line[0] == "target")
        for charts in ([matrix], [dots], [bars], [matrix, dots, bars])
    ]
    assert drawn == [
        "格为虚线框",
        "空心菱形",
        "条形图中为竖框",
        "空心菱形；条形图中为竖框；格为虚线框",
    ]


def test_an_unknown_ending_answers_with_the_known_ones(
    figures: list[Chart], tmp_path: Path
) -> None:
    with pytest.raises(UnknownNameError, match="pptx"):
        jm.brief(figures, tmp_path / "b.ppt", title="托育")
    assert not list(tmp_path.iterdir())


def test_no_chart_is_refused(tmp_path: Path) -> None:
    with pytest.raises(jm.JmanalysisError, match="没有图"):
        jm.brief([], tmp_path / "b.html", title="托育")


def test_a_template_for_another_format_is_refused(figures: list[Chart], tmp_path: Path) -> None:
    with pytest.raises(jm.JmanalysisError, match="模板只用于"):
        jm.brief(figures, tmp_path / "b.docx", title="托育", template="bureau.pptx")


def test_a_title_that_looks_like_a_place_of_the_page_stays_text(
    figures: list[Chart], tmp_path: Path
) -> None:
    path = jm.brief(figures, tmp_path / "b.html", title="{plotlyjs}<script>alert(1)</script>")
    page = path.read_text(encoding="utf-8")
    assert "<title>{plotlyjs}&lt;script&gt;" in page
