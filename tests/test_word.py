"""Notes read back from their XML: Word and WPS cannot be run here."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from office_kit import LISTING, charts, pages, parts

import jmanalysis as jm
from jmanalysis.charts.spec import Chart, Lang
from jmanalysis.exports import tellings
from jmanalysis.exports.provenance import unpacked
from jmanalysis.exports.word import document, docx

LANGUAGES: list[Lang] = ["zh", "en"]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def slots(panel: jm.Panel) -> Chart:
    return charts(panel, "zh")[2]


def body(data: bytes) -> Any:
    return etree.fromstring(parts(data)["word/document.xml"])


def words(element: Any) -> str:
    return "".join(text.text or "" for text in element.iter(f"{W}t"))


def paragraphs(root: Any, style: str) -> list[Any]:
    return [
        p for p in root.iter(f"{W}p") if p.find(f"{W}pPr/{W}pStyle[@{W}val='{style}']") is not None
    ]


def cells(table: Any) -> list[list[str]]:
    return [
        ["\n".join(words(p) for p in cell.iter(f"{W}p")) for cell in row.iter(f"{W}tc")]
        for row in table.iter(f"{W}tr")
    ]


def test_the_page_is_a4_with_the_official_text_block(slots: Chart) -> None:
    section = body(docx(slots)).find(f".//{W}sectPr")
    size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    wide, left, right = (
        int(each.get(f"{W}{name}")) * 25.4 / 1440
        for each, name in ((size, "w"), (margins, "left"), (margins, "right"))
    )
    assert wide == pytest.approx(210, abs=0.1)
    assert wide - left - right == pytest.approx(156, abs=0.1)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_caption_notes_and_source_are_live_text_below_the_picture(
    panel: jm.Panel, lang: Lang
) -> None:
    for chart in charts(panel, lang)[1:]:
        root = body(docx(chart))
        styles = [p.get(f"{W}val") for p in root.iter(f"{W}pStyle")]
        assert styles.index("Figure") < styles.index("Caption") < styles.index("Note")
        assert tellings.caption(chart) in words(paragraphs(root, "Caption")[0])
        notes = [words(p) for p in paragraphs(root, "Note")]
        for line in (tellings.note_text(chart), tellings.source_text(chart)):
            assert line in notes


def test_figures_number_themselves_and_keep_the_number_that_they_have(slots: Chart) -> None:
    root = body(docx(slots))
    asked = [each.text.strip() for each in root.iter(f"{W}instrText")]
    assert r"SEQ 图 \* ARABIC \r 3" in asked
    assert r"SEQ 表 \* ARABIC \r 3" in asked
    assert words(paragraphs(root, "Caption")[0]).startswith("图 3　")
    assert r"REF _Fig3 \h" in asked
    assert root.find(f".//{W}bookmarkStart[@{W}name='_Fig3']") is not None


def test_the_picture_is_drawn_for_print_and_says_what_it_shows(slots: Chart) -> None:
    data = docx(slots)
    picture = next(content for name, content in parts(data).items() if name.endswith(".png"))
    extent = next(body(data).iter("{*}extent"))
    millimetres = int(extent.get("cx")) / 36000
    assert millimetres <= 150.1
    pixels = int.from_bytes(picture[16:20], "big")
    assert pixels / (millimetres / 25.4) == pytest.approx(300, rel=0.01)
    assert next(body(data).iter("{*}docPr")).get("descr") == slots.alt


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_table_holds_every_value_kind_and_word_in_order(panel: jm.Panel, lang: Lang) -> None:
    for chart in charts(panel, lang)[1:]:
        (table,) = body(docx(chart)).iter(f"{W}tbl")
        rows = cells(table)[1:]
        told = tellings.tellings(chart)
        loud = [one for one in told if one.mark.kind not in tellings.QUIET]
        for one, row in zip(loud, rows, strict=False):
            assert row[0] == one.area
            assert one.kind in row
            assert ("…" if one.mark.kind == "qualitative" else one.mark.label) in row
            assert ("；".join(one.mark.words) or "—") in row
        gaps = list(rows[len(loud) :])
        for one in told:
            if one.mark.kind in tellings.QUIET:
                assert any(one.area in row[0] and one.kind in row for row in gaps)


def test_lines_of_the_sources_stand_in_the_table(slots: Chart) -> None:
    root = body(docx(slots))
    (table,) = root.iter(f"{W}tbl")
    assert cells(table)[1][-1] == "[1] 74–75"
    listed = words(paragraphs(root, "Note")[-1])
    assert listed.startswith("出处：[1] 《新会区卫生健康局")


def test_a_table_has_three_lines_and_its_head_on_every_page(slots: Chart) -> None:
    (table,) = body(docx(slots)).iter(f"{W}tbl")
    borders = table.find(f"{W}tblPr/{W}tblBorders")
    assert [(etree.QName(b).localname, b.get(f"{W}sz")) for b in borders] == [
        ("top", "12"),
        ("bottom", "12"),
    ]
    head, *rest = table.iter(f"{W}tr")
    assert head.find(f"{W}trPr/{W}tblHeader") is not None
    assert all(c.find(f"{W}bottom").get(f"{W}sz") == "6" for c in head.iter(f"{W}tcBorders"))
    assert not [row for row in rest if row.find(f".//{W}tcBorders") is not None]


def test_sections_of_one_subject_are_told_apart_by_the_kind_of_chart(panel: jm.Panel) -> None:
    slots = jm.compare(panel, "childcare_slots", year=2024)
    shown = [jm.chart(slots), jm.chart(slots, kind="bullet"), charts(panel, "zh")[0]]
    heads = [words(p) for p in paragraphs(body(document(shown, "甲")), "Heading1")][:3]
    assert heads[0].endswith("每千人口托位数：数值")
    assert heads[1].endswith("每千人口托位数：实绩与目标")
    assert "：" not in heads[2]


def test_a_short_table_is_kept_on_one_page_and_a_long_one_may_run_on(slots: Chart) -> None:
    for count, kept in ((3, True), (90, False)):
        listing = replace(LISTING, rows=LISTING.rows[:1] * count)
        table = list(body(document([slots], "甲", extras=[listing])).iter(f"{W}tbl"))[1]
        *rows, last = table.iter(f"{W}tr")
        assert all((row.find(f".//{W}keepNext") is not None) == kept for row in rows)
        assert last.find(f".//{W}keepNext") is None


def test_short_columns_stand_on_one_line(slots: Chart) -> None:
    (table,) = body(docx(slots)).iter(f"{W}tbl")
    widths = [int(each.get(f"{W}w")) / 20 for each in table.iter(f"{W}gridCol")]
    heads, *rows = cells(table)
    for n, head in enumerate(heads):
        if head in ("类型", "时期", "出处（行）"):
            longest = max(len(line) for row in rows for line in row[n].split("\n"))
            assert widths[n] >= (4 if head == "时期" else longest) * (4.5 if n != 2 else 9)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_part_of_the_file_names_a_japanese_font(slots: Chart, lang: Lang) -> None:
    data = document([slots], "甲", lang=lang, extras=[LISTING])
    for name, content in parts(data).items():
        if not name.endswith(".png"):
            text = content.decode("utf-8")
            assert not re.search("Mincho|明朝|ＭＳ|MS Gothic|ゴシック", text), name


def test_every_style_and_the_defaults_name_a_font_for_chinese(slots: Chart) -> None:
    files = parts(docx(slots))
    styles = etree.fromstring(files["word/styles.xml"])
    fonts = list(styles.iter(f"{W}rFonts"))
    assert styles.find(f"{W}docDefaults//{W}rFonts") is not None
    assert all(each.get(f"{W}eastAsia") in ("仿宋", "黑体", "宋体") for each in fonts)
    assert not [each for each in fonts if any("Theme" in name for name in each.attrib)]
    settings = etree.fromstring(files["word/settings.xml"])
    assert settings.find(f"{W}themeFontLang").get(f"{W}eastAsia") == "zh-CN"
    theme = etree.fromstring(files["word/theme/theme1.xml"])
    assert {each.get("typeface") for each in theme.iter("{*}ea")} == {"黑体", "仿宋"}
    used = {p.get(f"{W}val") for p in body(docx(slots)).iter(f"{W}pStyle")}
    assert used <= {each.get(f"{W}styleId") for each in styles.iter(f"{W}style")}


def test_chinese_quotation_marks_are_set_as_chinese(slots: Chart) -> None:
    for run in body(docx(slots)).iter(f"{W}r"):
        if "“" in words(run):
            assert run.find(f"{W}rPr/{W}rFonts").get(f"{W}hint") == "eastAsia"


def test_a_note_has_cover_contents_sections_method_and_sources(panel: jm.Panel) -> None:
    shown = charts(panel, "zh")
    root = body(document(shown, "江门比较", extras=[LISTING]))
    assert [words(p) for p in paragraphs(root, "Title")] == ["江门比较"]
    heads = [words(p) for p in paragraphs(root, "Heading1")]
    assert [head.partition("、")[0] for head in heads] == list("一二三四五六七")
    assert [words(p) for p in paragraphs(root, "TOC1")] == heads
    assert heads[-3:] == ["五、核实清单", "六、方法与图例", "七、资料来源"]
    captions = [words(p)[:3] for p in paragraphs(root, "Caption")]
    assert captions == ["图 1", "表 1", "图 2", "表 2", "图 3", "表 3", "图 4", "表 4", "各类说"]
    anchors = {link.get(f"{W}anchor") for link in root.iter(f"{W}hyperlink")}
    marks = [each.get(f"{W}name") for each in root.iter(f"{W}bookmarkStart")]
    assert anchors <= set(marks)
    assert len(marks) == len(set(marks))
    begun = [f.get(f"{W}fldCharType") for f in root.iter(f"{W}fldChar")]
    assert begun.count("begin") == begun.count("separate") == begun.count("end")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_repetition_gives_the_same_note(slots: Chart, lang: Lang) -> None:
    assert document([slots], "甲", lang=lang) == document([slots], "甲", lang=lang)


def test_a_note_carries_where_its_marks_come_from(slots: Chart) -> None:
    (found,) = unpacked(docx(slots))
    assert found["title"] == slots.title


@pytest.mark.office
@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGUAGES)
def test_libreoffice_shows_the_note_with_the_same_words(
    slots: Chart, lang: Lang, tmp_path: Path
) -> None:
    found = pages(document([slots], "江门比较", lang=lang), "docx", tmp_path)
    text = "".join("".join(found).split())
    for part in (slots.title, "每千人口托位数6.12个", "74–75"):
        assert "".join(part.split()) in text
