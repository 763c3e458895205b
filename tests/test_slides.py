"""Slides read back: the description, and nothing but it, in objects that can be edited."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from office_kit import LISTING, charts, pages, parts
from pptx import Presentation
from pptx.util import Pt
from test_charts_fixtures import crowded

import jmanalysis as jm
from jmanalysis.charts import style as look
from jmanalysis.charts.layouts import LAYOUTS
from jmanalysis.charts.spec import Chart, Column, Lang, Mark, Row
from jmanalysis.exports import tellings
from jmanalysis.exports.provenance import unpacked
from jmanalysis.exports.slides import deck, pptx
from jmanalysis.exports.slides.palette import Palette, contrast
from jmanalysis.exports.slides.templates import TemplateError
from jmanalysis.exports.themes import HOUSE

LANGUAGES: list[Lang] = ["zh", "en"]


@pytest.fixture(scope="module")
def slots(panel: jm.Panel) -> Chart:
    return charts(panel, "zh")[2]


def opened(data: bytes) -> Any:
    return Presentation(io.BytesIO(data))


def every_shape(shapes: Any) -> Iterator[Any]:
    for shape in shapes:
        yield shape
        if shape.shape_type is not None and hasattr(shape, "shapes"):
            yield from every_shape(shape.shapes)


def said(slide: Any) -> list[str]:
    return [s.text_frame.text for s in every_shape(slide.shapes) if s.has_text_frame]


def alt(shape: Any) -> str:
    return str(next(shape._element.iter("{*}cNvPr")).get("descr", ""))


def plain(title: str) -> str:
    return title.replace("\v", "")


def bullet() -> Chart:
    """Return exact values, a target without an actual, a benchmark and silence, as a bullet."""
    rows = (Row("a", "甲区"), Row("b", "乙区"), Row("c", "丙区"))
    axis = Column("rate", "某比例", unit="%", scale="axis", axis_high=100, ticks=(0, 50, 100))
    marks = (
        Mark("a", "rate", "exact", "86%", "2024年实绩", 86, 86, words=("达86%",)),
        Mark("b", "rate", "target", "≥70%", "2025年目标", 70, None, words=("争取70%",)),
        Mark("c", "rate", "silent", "材料未提及"),
    )
    line = (Mark("x", "rate", "benchmark", "全市35%", "", 35, 35),)
    return Chart("bullet", "zh", "只有甲区给出数值", "某比例", rows, (axis,), marks, line, alt="图")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_chart_keeps_its_words_on_an_editable_slide(panel: jm.Panel, lang: Lang) -> None:
    for chart in charts(panel, lang):
        (slide,) = opened(pptx(chart)).slides
        assert plain(slide.shapes.title.text_frame.text) == chart.title
        assert chart.subtitle in said(slide)
        assert not [s for s in every_shape(slide.shapes) if s.shape_type == 13]  # no picture
        below = [tellings.note_text(chart), tellings.source_text(chart)]
        assert "\n".join(line for line in below if line) in said(slide)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_mark_with_a_number_is_a_group_that_says_its_words(
    panel: jm.Panel, lang: Lang
) -> None:
    for chart in charts(panel, lang)[1:]:
        (slide,) = opened(pptx(chart)).slides
        alts = [alt(shape) for shape in every_shape(slide.shapes)]
        loud = [m for m in chart.marks if m.kind not in ("silent", "unread")]
        for mark in loud:
            words = [*mark.words, *mark.sources]
            assert any(all(part in text for part in words) for text in alts), mark


def test_slides_are_13_by_7_inches_with_a_real_title(slots: Chart) -> None:
    made = opened(pptx(slots))
    assert (made.slide_width, made.slide_height) == (Pt(960), Pt(540))
    title = made.slides[0].shapes.title
    assert title.is_placeholder
    assert title._element.find(".//{*}ph").get("type") == "title"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_object_has_words_for_those_who_cannot_see_it(panel: jm.Panel, lang: Lang) -> None:
    made = opened(deck(charts(panel, lang), "甲", lang=lang, extras=[LISTING]))
    for slide in made.slides:
        for shape in every_shape(slide.shapes):
            assert alt(shape), (shape.name, slide.slide_id)
        numbers = [n.get("id") for n in slide._element.iter("{*}cNvPr")]
        assert len(numbers) == len(set(numbers))


def test_every_run_names_a_font_for_chinese_and_the_theme_has_one(slots: Chart) -> None:
    data = pptx(slots)
    for run in opened(data).slides[0]._element.iter("{*}rPr"):
        assert [run.find(f"{{*}}{tag}") is not None for tag in ("latin", "ea", "cs")] == [True] * 3
    themes = [content for name, content in parts(data).items() if "/theme/" in name]
    assert themes
    assert not [theme for theme in themes if b'<a:ea typeface=""' in theme]


def test_the_speaker_notes_hold_words_lines_and_source_of_every_mark(slots: Chart) -> None:
    notes = opened(pptx(slots)).slides[0].notes_slide.notes_text_frame.text
    assert notes == tellings.spoken(slots)
    for mark in (*slots.marks, *slots.references):
        for part in (*mark.words, *mark.sources):
            assert part in notes
    assert "第74–75行" in notes


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_matrix_is_a_native_table_with_the_frame_of_each_kind(
    panel: jm.Panel, lang: Lang
) -> None:
    chart = charts(panel, lang)[0]
    (slide,) = opened(pptx(chart)).slides
    (frame,) = [shape for shape in slide.shapes if shape.has_table]
    grid = [[cell.text for cell in row.cells] for row in frame.table.rows]
    heads = next(row for row in grid if chart.columns[0].head in row)
    names = [row[0] for row in grid]
    for mark in (*chart.marks, *chart.references):
        row = next(r for r in chart.rows if r.id == mark.row)
        column = next(c for c in chart.columns if c.id == mark.column)
        cell = frame.table.cell(names.index(row.label), heads.index(column.head))
        if mark.kind not in ("silent", "unread") or len(cell.text) <= 1:
            assert mark.label in cell.text
        if mark.kind == "target" and cell.text == mark.label:
            edge = cell._tc.find(".//{*}lnL")
            assert edge.find("{*}prstDash").get("val") == "dash"
    assert [row.margin for row in chart.rows] == [
        grid[names.index(row.label)][-1] for row in chart.rows
    ]
    assert alt(frame) == chart.alt


def test_a_bullet_of_exact_values_and_targets_is_a_native_chart() -> None:
    (slide,) = opened(pptx(bullet())).slides
    (frame,) = [shape for shape in slide.shapes if shape.has_chart]
    plot = frame.chart.plots[0]
    assert list(plot.categories) == ["甲区", "乙区", "丙区\n材料未提及"]
    values = {series.name: list(series.values) for series in plot.series}
    assert values == {
        "准确值": [86, None, None],
        "目标／计划": [None, 70, None],
        "全市35%": [35, 35, 35],
    }
    target = plot.series[1]._element
    assert target.find("{*}spPr//{*}noFill") is not None  # no line, no bar: a point
    assert target.find("{*}marker/{*}symbol").get("val") == "diamond"
    assert frame.chart._chartSpace.find(".//{*}dispBlanksAs").get("val") == "gap"


@pytest.mark.skipif("bullet" not in LAYOUTS, reason="bullets are not laid out yet")
def test_a_bullet_with_a_bound_is_drawn_as_shapes_for_no_native_chart_can_say_it() -> None:
    bound = Mark("c", "rate", "bound", "超30%", "", 30, None, words=("超30%",))
    chart = bullet()
    chart = replace(chart, marks=(*chart.marks[:2], bound))
    (slide,) = opened(pptx(chart)).slides
    assert not [shape for shape in slide.shapes if shape.has_chart]
    assert any("超30%" in text for text in said(slide))


def test_a_deck_has_cover_contents_charts_tables_method_and_sources(panel: jm.Panel) -> None:
    shown = charts(panel, "zh")
    made = opened(deck(shown, "江门比较", extras=[LISTING]))
    titles = [plain(slide.shapes.title.text_frame.text) for slide in made.slides]
    heads = [chart.title for chart in shown]
    assert titles == ["江门比较", "目录", *heads, "核实清单", "方法与图例", "资料来源"]
    (contents,) = [shape for shape in made.slides[1].shapes if shape.has_table]
    pages_named = [contents.table.cell(r, 2).text for r in range(1, len(contents.table.rows))]
    assert pages_named == [str(n) for n in range(3, 3 + len(titles) - 2)]
    links = list(made.slides[1]._element.iter("{*}hlinkClick"))
    there = [made.slides[1].part.related_part(link.rId).slide for link in links]
    assert [slide.slide_id for slide in there] == [s.slide_id for s in list(made.slides)[2:]]


def test_figures_of_a_deck_are_numbered_in_their_order(panel: jm.Panel) -> None:
    made = opened(deck(charts(panel, "zh"), "甲"))
    for number, slide in enumerate(list(made.slides)[2:6], start=1):
        assert any(text.startswith(f"图{number}　") for text in said(slide))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_repetition_gives_the_same_deck(panel: jm.Panel, lang: Lang) -> None:
    shown = [*charts(panel, lang), bullet()]
    assert deck(shown, "甲", lang=lang) == deck(shown, "甲", lang=lang)


def test_a_slide_carries_where_its_marks_come_from(slots: Chart) -> None:
    (found,) = unpacked(pptx(slots))
    assert found["marks"][0]["label"].startswith("6.12")


def test_too_many_rows_for_a_slide_are_refused_in_words() -> None:
    with pytest.raises(jm.JmanalysisError, match="放不下"):
        pptx(crowded("coverage_matrix", 40, 12))


def test_an_open_list_has_one_size_on_all_its_slides(slots: Chart) -> None:
    rows = tuple(("新会区卫生健康局", f"第{n}个问题：分子、分母各是多少？") for n in range(40))
    made = opened(deck([slots], "甲", extras=[replace(LISTING, rows=rows)]))
    tables = [
        shape.table
        for slide in made.slides
        if plain(slide.shapes.title.text_frame.text).startswith("核实清单")
        for shape in slide.shapes
        if shape.has_table
    ]
    assert len(tables) > 1
    assert len({run.get("sz") for t in tables for run in t._tbl.iter("{*}rPr")}) == 1
    listed = [t.cell(r, 1).text for t in tables for r in range(1, len(t.rows))]
    assert listed == [row[1] for row in rows]


def test_a_chart_of_example_data_is_stamped_as_table_as_native_chart_and_as_shapes(
    panel: jm.Panel, slots: Chart
) -> None:
    for chart in (charts(panel, "zh")[0], bullet(), slots):
        plain_words, stamped = (
            said(opened(pptx(one)).slides[0]) for one in (chart, replace(chart, stamp="示例数据"))
        )
        assert "示例数据" not in plain_words
        assert stamped.count("示例数据") == 1


# --- templates ------------------------------------------------------------------------------


def template(folder: Path, *, title: bool = True, tall: float = 80.0) -> Path:
    """Write a bureau's template: its colours, a slide of samples, layouts with or without title."""
    made: Any = Presentation()
    made.slide_width, made.slide_height = Pt(960), Pt(540)
    theme = made.slide_master.part.part_related_by(
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/theme"
    )
    theme._blob = theme.blob.replace(b"4F81BD", b"7A0019").replace("宋体".encode(), "楷体".encode())
    for each in (made.slide_master, *made.slide_layouts):
        for shape in list(each.placeholders):
            kind = shape._element.find(".//{*}ph").get("type")
            if kind in ("title", "ctrTitle") and not title:
                shape._element.getparent().remove(shape._element)
            elif kind == "title":
                shape.left, shape.top, shape.width, shape.height = (
                    Pt(value) for value in (50, 30, 860, tall)
                )
    made.slides.add_slide(made.slide_layouts[6])
    path = folder / "bureau.pptx"
    made.save(str(path))
    return path


def test_a_template_gives_its_master_layouts_and_colours(slots: Chart, tmp_path: Path) -> None:
    data = deck([slots], "甲", template=template(tmp_path))
    made = opened(data)
    assert len(made.slides) == 5  # its sample slide is left out
    assert made.slides[2].slide_layout.name == "Title Only"
    themes = [content for name, content in parts(data).items() if "/theme/theme1" in name]
    assert b"7A0019" in themes[0]
    assert 'typeface="楷体"'.encode() in themes[0]
    dots = made.slides[2]._element.findall(".//{*}schemeClr[@val='accent1']")
    assert dots


def test_a_template_without_a_title_is_refused_and_its_layouts_are_named(
    slots: Chart, tmp_path: Path
) -> None:
    with pytest.raises(TemplateError, match="没有标题占位符") as caught:
        deck([slots], "甲", template=template(tmp_path, title=False))
    assert "Title Only" in str(caught.value)


def test_a_template_whose_title_leaves_no_room_is_refused(slots: Chart, tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match="too little room"):
        deck([slots], "甲", template=template(tmp_path, tall=420))


def test_notes_that_find_no_room_follow_on_a_slide_of_their_own(
    panel: jm.Panel, tmp_path: Path
) -> None:
    chart = charts(panel, "zh")[0]
    long = replace(
        chart, notes=tuple(f"第{n}条说明，写得很长很长，直到写满一行。" for n in range(40))
    )
    made = opened(deck([long], "甲", template=template(tmp_path, tall=150)))
    titles = [plain(slide.shapes.title.text_frame.text) for slide in made.slides]
    assert titles[2:4] == [chart.title, f"{chart.title}（注）"]
    assert any(tellings.note_text(long) in text for text in said(made.slides[3]))


def test_a_missing_template_is_named(slots: Chart, tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match=r"没有模板文件 absent\.pptx"):
        deck([slots], "甲", template=tmp_path / "absent.pptx")


def test_a_file_that_is_no_presentation_is_refused_as_a_template(
    slots: Chart, tmp_path: Path
) -> None:
    path = tmp_path / "bureau.pptx"
    path.write_text("no presentation", encoding="utf-8")
    with pytest.raises(TemplateError, match="no presentation"):
        deck([slots], "甲", template=path)


def test_accents_too_pale_to_read_do_not_replace_the_charts_own_colours() -> None:
    pale = Palette.of(dict(HOUSE) | {"accent1": "#F2C94C", "accent2": "#F6D5BC"})
    assert "accent1" not in pale.color(look.EXACT)
    assert "accent2" not in pale.color(look.TARGET)
    dark = Palette.of(dict(HOUSE) | {"accent1": "#7A0019"})
    assert "accent1" in dark.color(look.EXACT)
    assert contrast("#7A0019", look.PAPER) >= 7
    pale_fill = dark.color(look.BOUND_FILL).partition('val="')[2][:6]
    assert contrast("#7A0019", f"#{pale_fill}") >= 4.5


@pytest.mark.office
@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGUAGES)
def test_libreoffice_shows_one_page_per_slide_with_the_same_words(
    panel: jm.Panel, lang: Lang, tmp_path: Path
) -> None:
    shown = charts(panel, lang)
    found = pages(deck(shown, "甲", lang=lang), "pptx", tmp_path)
    assert len(found) == len(shown) + 4
    third = "".join(found[4].split())
    for label in ("6.12", "3.62"):
        assert label in third
