"""Workbooks read back: values where they belong, gaps left open, and nothing that can run."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from office_kit import LISTING, charts, pages, parts
from openpyxl import load_workbook
from test_charts_fixtures import every_kind

import jmanalysis as jm
from jmanalysis.charts.spec import Chart, Column, Lang, Mark, Row
from jmanalysis.exports import plots, tellings
from jmanalysis.exports.provenance import unpacked
from jmanalysis.exports.workbooks import workbook, xlsx

LANGUAGES: list[Lang] = ["zh", "en"]
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


@pytest.fixture(scope="module")
def slots(panel: jm.Panel) -> Chart:
    return charts(panel, "zh")[2]


def opened(data: bytes) -> Any:
    return load_workbook(io.BytesIO(data))


def drawings(data: bytes) -> list[Any]:
    found = parts(data)
    names = sorted(name for name in found if name.startswith("xl/charts/chart"))
    return [etree.fromstring(found[name]) for name in names]


def series(chart: Any, book: Any) -> dict[str, list[Any]]:
    """Return the values of every series as the cells hold them."""
    return {
        one.find(f".//{C}tx//{C}v").text: cells(book, one.find(f"{C}val//{C}f").text)
        for one in chart.iter(f"{C}ser")
    }


def cells(book: Any, formula: str) -> list[Any]:
    sheet, _, span = formula.rpartition("!")
    found = book[sheet.strip("'")][span.replace("$", "")]
    return [row[0].value for row in found]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_workbook_has_chart_data_and_readme_and_no_merged_cells(
    panel: jm.Panel, lang: Lang
) -> None:
    for chart in charts(panel, lang):
        book = opened(xlsx(chart))
        names = ["图", "数据", "说明"] if lang == "zh" else ["Chart", "Data", "Readme"]
        assert book.sheetnames == names
        assert not [sheet for sheet in book if sheet.merged_cells.ranges]
        assert book.worksheets[0]["A1"].value == chart.title


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_data_are_the_marks_in_order_with_ends_words_and_lines(
    panel: jm.Panel, lang: Lang
) -> None:
    for chart in charts(panel, lang):
        rows = list(opened(xlsx(chart)).worksheets[1].iter_rows(min_row=2, values_only=True))
        assert len(rows) == len(chart.marks) + len(chart.references)
        for one, row in zip(tellings.tellings(chart), rows, strict=True):
            mark = one.mark
            ends = (mark.low, mark.high, int(mark.low_open), int(mark.high_open))
            assert row[1:4] == (one.area, one.column or None, one.kind)
            assert row[4:7] == (mark.kind, mark.label or None, mark.detail or None)
            assert row[7:11] == pytest.approx(ends)  # a workbook keeps 16 digits
            assert (row[12] or "") == "\n".join(mark.words)
            assert (row[14] or "") == "\n".join(lines for _, lines in one.places)


def test_the_native_chart_holds_each_kind_apart_and_leaves_gaps(slots: Chart) -> None:
    data = xlsx(slots)
    (drawn,) = drawings(data)
    found = series(drawn, opened(data))
    assert list(found) == [
        "准确值",
        "推算值",
        "目标／计划",
        "广东 4.7（2024年）",
        "广东 ≥5.5（2025年目标）",
        "全国 4.08（2024年）",
        "全国 ≥4.5（2025年目标）",
    ]
    order = [row.label for row in slots.rows]
    assert found["准确值"] == [6.12 if name == "新会区" else None for name in order]
    assert found["目标／计划"] == [5.5 if name == "台山市" else None for name in order]
    blanks = drawn.find(f".//{C}dispBlanksAs")
    assert blanks is None or blanks.get("val") == "gap"  # a gap is what Excel draws if not told
    names = cells(opened(data), drawn.find(f".//{C}cat//{C}f").text)
    assert [name.partition("\n")[0] for name in names] == order


def test_targets_are_points_without_a_line_and_never_bars(slots: Chart) -> None:
    (drawn,) = drawings(xlsx(slots))
    assert drawn.find(f".//{C}barChart") is None
    target = drawn.findall(f".//{C}ser")[2]
    assert target.find(f"{C}spPr/{{*}}ln/{{*}}noFill") is not None
    assert target.find(f"{C}marker/{C}symbol").get("val") == "diamond"
    assert target.find(f"{C}errBars") is None


def test_intervals_reach_exactly_to_their_ends() -> None:
    chart = every_kind()
    data = xlsx(chart)
    (drawn,), book = drawings(data), opened(data)
    rows = [row.id for row in chart.rows]
    values = series(drawn, book)
    for one in drawn.iter(f"{C}ser"):
        name, bars = one.find(f".//{C}tx//{C}v").text, one.find(f"{C}errBars")
        if bars is None or bars.find(f"{C}plus") is None:
            continue
        plus, minus = (cells(book, bars.find(f"{C}{end}//{C}f").text) for end in ("plus", "minus"))
        for n, value in enumerate(values[name]):
            if value is not None:
                mark = next(m for m in chart.marks if m.row == rows[n])
                low = mark.low if mark.low is not None else 0.0
                high = mark.high if mark.high is not None else 100.0
                assert (value - minus[n], value + plus[n]) == pytest.approx((low, high))


def test_a_bound_stands_where_it_was_said_and_no_middle_is_made_up() -> None:
    column = Column("rate", "某率", axis_high=100)
    over = plots.point(Mark("a", "rate", "bound", "超30%", "", 30, 100), column)
    under = plots.point(Mark("a", "rate", "bound", "低于90%", "", 0, 90), column)
    between = plots.point(Mark("a", "rate", "range", "10～20", "", 10, 20), column)
    assert (over.value, over.plus, over.minus) == (30, 70, 0)
    assert (under.value, under.plus, under.minus) == (90, 0, 90)
    assert (between.value, between.plus, between.minus) == (10, 10, 0)


def test_cells_of_a_matrix_are_as_high_as_their_words_need(panel: jm.Panel) -> None:
    slots = jm.compare(panel, "childcare_slots", year=2024)
    long = "any rank from 1 to 7, in no known order, as far as the sources say so"
    chart = jm.chart(slots, kind="rank_ranges", lang="en")
    marks = (replace(chart.marks[0], detail=long), *chart.marks[1:])
    row = next(n for n, one in enumerate(chart.rows, start=5) if one.id == chart.marks[0].row)
    before, after = (
        opened(xlsx(one)).worksheets[0].row_dimensions[row].height
        for one in (chart, replace(chart, marks=marks))
    )
    assert after > before >= 34


def test_a_sheet_of_example_data_is_stamped(slots: Chart) -> None:
    sheet = opened(xlsx(replace(slots, stamp="示例数据"))).worksheets[0]
    assert sheet["A3"].value == "示例数据"
    assert opened(xlsx(slots)).worksheets[0]["A3"].value is None


def test_the_chart_says_what_it_shows_to_those_who_cannot_see_it(slots: Chart) -> None:
    (drawing,) = [
        etree.fromstring(content)
        for name, content in parts(xlsx(slots)).items()
        if name.startswith("xl/drawings/drawing")
    ]
    assert slots.alt in next(drawing.iter("{*}cNvPr")).get("descr")


def test_a_matrix_is_a_sheet_of_framed_cells_for_unlike_units_share_no_axis(
    panel: jm.Panel,
) -> None:
    chart = charts(panel, "zh")[0]
    data = xlsx(chart)
    assert not drawings(data)
    sheet = opened(data).worksheets[0]
    heads = [cell.value for cell in sheet[4]]
    names = [row[0].value for row in sheet.iter_rows()]
    for mark in chart.marks:
        row = next(r.label for r in chart.rows if r.id == mark.row)
        column = next(c.head for c in chart.columns if c.id == mark.column)
        cell = sheet.cell(names.index(row) + 1, heads.index(column) + 1)
        if mark.kind not in tellings.QUIET:
            assert mark.label in cell.value
        if mark.kind == "target" and mark.label == cell.value:
            assert cell.border.left.style == "dashed"
        if mark.kind == "exact":
            assert cell.fill.fgColor.rgb == "FF12436D"


EVIL = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", '=HYPERLINK("x")', "=图!A1"]


@pytest.mark.parametrize("evil", EVIL)
def test_no_text_can_run_as_a_formula_now_or_after_editing(evil: str, slots: Chart) -> None:
    first = replace(slots.marks[0], label=evil, words=(evil,))
    rows = (replace(slots.rows[0], label=evil), *slots.rows[1:])
    chart = replace(slots, title=evil, rows=rows, marks=(first, *slots.marks[1:]))
    data = workbook([chart], evil, extras=[replace(LISTING, title=evil)])
    written = [cell for sheet in opened(data) for row in sheet.iter_rows() for cell in row]
    texts = [cell for cell in written if cell.value == evil]
    assert len(texts) >= 5
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in texts)
    assert not [cell for cell in written if cell.data_type == "f"]
    (drawn,) = drawings(data)
    assert not [each for each in drawn.iter(f"{C}f") if "图1" not in each.text]


def trend() -> Chart:
    """Return two years with a gap between them, a derived figure, a bound and a target."""
    axis = Column("2021", "2021年", group="某率", scale="axis", axis_high=10, ticks=(0, 5, 10))
    columns = tuple(replace(axis, id=str(y), head=f"{y}年") for y in (2021, 2022, 2024))
    columns += (replace(axis, id="target:2025", head="2025年目标", tone="target"),)
    marks = (
        Mark("a", "2021", "exact", "2", "", 2, 2, period="2021"),
        Mark("a", "2022", "exact", "3", "", 3, 3, period="2022"),
        Mark("a", "2024", "exact", "6", "", 6, 6, period="2024"),
        Mark("a", "2024", "derived", "4", "推算", 4, 4, period="2024"),
        Mark("a", "target:2025", "target", "≥8", "", 8, None, period="2025"),
        Mark("b", "2024", "bound", "超5", "", 5, None, period="2024"),
    )
    rows = (Row("a", "甲区"), Row("b", "乙区"))
    return Chart("trend", "zh", "甲", "某率", rows, columns, marks, gutter="未给出数值", alt="图")


def test_a_trend_joins_exact_values_of_neighbouring_years_and_nothing_else() -> None:
    (plot,) = plots.plots(trend())
    assert plot.categories == ("2021年", "2022年", "2023年", "2024年", "2025年目标")
    found = {one.name: [p.value if p else None for p in one.points] for one in plot.series}
    assert found == {
        "甲区": [2, 3, None, 6, None],
        "甲区 推算值": [None, None, None, 4, None],
        "甲区 目标／计划": [None, None, None, None, 8],
        "乙区 界限值": [None, None, None, 5, None],
    }
    assert [one.name for one in plot.series if one.joined] == ["甲区"]


@pytest.mark.parametrize("kind", sorted(plots.NOT_NATIVE))
def test_kinds_without_a_native_chart_are_listed_with_the_reason(kind: str) -> None:
    assert plots.NOT_NATIVE[kind]
    assert plots.plots(replace(every_kind(), kind=kind)) == ()


def test_a_workbook_of_several_charts_begins_with_its_contents(panel: jm.Panel) -> None:
    book = opened(workbook(charts(panel, "zh"), "江门比较", extras=[LISTING]))
    assert book.sheetnames == ["目录", "图1", "图2", "图3", "图4", "数据", "核实清单", "说明"]
    listed = [cell.value for cell in book["目录"]["A"]][3:]
    assert listed == book.sheetnames[1:]
    numbers = {row[0] for row in book["数据"].iter_rows(min_row=2, values_only=True)}
    assert numbers == {1, 2, 3, 4}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_repetition_gives_the_same_workbook(panel: jm.Panel, lang: Lang) -> None:
    shown = charts(panel, lang)
    assert workbook(shown, "甲", lang=lang) == workbook(shown, "甲", lang=lang)


def test_a_workbook_carries_where_its_marks_come_from(slots: Chart) -> None:
    (found,) = unpacked(xlsx(slots))
    assert found["title"] == slots.title


@pytest.mark.office
@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGUAGES)
def test_libreoffice_opens_the_workbook_with_the_same_words(
    slots: Chart, lang: Lang, tmp_path: Path
) -> None:
    text = "".join("".join(pages(workbook([slots], "甲", lang=lang), "xlsx", tmp_path)).split())
    for part in ("6.12", "托位数超额完成任务", "74–75"):
        assert part in text
