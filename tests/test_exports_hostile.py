"""Bad input, end to end, in every format: a good file, or a clear refusal in both languages."""

from __future__ import annotations

import csv
import io
import re
import warnings
import zipfile
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import charts_kit
import pytest
from lxml import etree
from office_kit import parts

import jmanalysis as jm
from jmanalysis.charts import HeadlineWarning
from jmanalysis.charts.refusals import LayoutError, MissingGlyphError
from jmanalysis.charts.spec import Chart
from jmanalysis.errors import ExportError, JmanalysisError, UnknownNameError
from jmanalysis.exports import FORMATS
from jmanalysis.exports.slides.templates import TemplateError

BRIEFS = ("pptx", "docx", "xlsx", "html")
PICTURES = ("png", "svg", "pdf")
#: Every way to a file: each format alone, and the briefs.
EVERY = (*FORMATS, *(f"brief.{kind}" for kind in BRIEFS))
#: One way through every code that lays something out.
EACH = ("png", "html", "csv", "pptx", "xlsx", "brief.pptx", "brief.docx", "brief.html")
PLOTLYJS = re.compile("<script>.*?</script>", re.DOTALL)
UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\u202a-\u202e\u2066-\u2069\u200e\u200f\ufffe]")


@pytest.fixture(scope="module")
def figure(panel: jm.Panel) -> Chart:
    return jm.chart(jm.compare(panel, "childcare_slots", year=2024).order_by("known"))


def write(chart: Chart, way: str, folder: Path) -> Path:
    """Write a chart in one way, its headline as the title of a brief."""
    if way.startswith("brief."):
        return jm.brief(chart, folder / f"b{way.removeprefix('brief')}", title="托育")
    (path,) = jm.export(chart, folder / "s", formats=way)
    return path


class _Page(HTMLParser):
    """Collects the text of a page outside its scripts, and which elements it has."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.said: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.said += [value or "" for name, value in attrs if name == "aria-label"]
        assert not [name for name, _ in attrs if name.startswith("on")]

    def handle_data(self, data: str) -> None:
        if self.tags[-1:] not in (["script"], ["style"]):
            self.said.append(data)


def _page_text(data: bytes) -> str:
    page = _Page()
    page.feed(PLOTLYJS.sub("", data.decode("utf-8"), count=1))  # five megabytes, not ours
    return "\n".join(page.said)


def _package_text(data: bytes) -> str:
    """Return all text of an office file; every part of it must be XML that can be read."""
    said = []
    for name, content in parts(data).items():
        if name.endswith((".xml", ".rels")):
            root = etree.fromstring(content)
            said += [text for text in root.itertext() if text]
            said += [value for each in root.iter() for value in each.attrib.values()]
    return "\n".join(map(str, said))


def _svg_text(data: bytes) -> str:
    root = etree.fromstring(data)
    return "\n".join(map(str, root.itertext())) + str(root.get("aria-label"))


def _png_text(data: bytes) -> str:
    from PIL import Image

    with Image.open(io.BytesIO(data)) as picture:
        picture.load()
        return "\n".join(map(str, picture.info.values()))


def _pdf_text(data: bytes) -> str:
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(data))
    assert len(reader.pages) == 1
    return "\n".join([*(page.extract_text() for page in reader.pages), str(reader.metadata)])


READ: dict[str, Callable[[bytes], str]] = {
    "png": _png_text,
    "svg": _svg_text,
    "pdf": _pdf_text,
    "html": _page_text,
    "csv": lambda data: "\n".join(
        cell for row in csv.reader(io.StringIO(data.decode("utf-8-sig"))) for cell in row
    ),
    "pptx": _package_text,
    "docx": _package_text,
    "xlsx": _package_text,
}


def text_of(path: Path) -> str:
    """Open a file with the reader of its kind, and return what it says."""
    return READ[path.suffix.removeprefix(".")](path.read_bytes())


def refused(chart: Chart, way: str, folder: Path) -> JmanalysisError:
    """Expect a refusal that says in both languages what to do, and no file."""
    with pytest.raises(JmanalysisError) as caught:
        write(chart, way, folder)
    error = caught.value
    assert re.search("[一-鿿]", error.zh)
    assert re.search("[一-鿿]", error.hint_zh)
    assert error.en.isascii() or "“" in error.zh
    assert error.hint_en
    assert not list(folder.iterdir())
    return error


def file_or_refusal(chart: Chart, way: str, folder: Path) -> str | None:
    """Return the text of a good file; nothing if the chart was refused in clear words."""
    try:
        return text_of(write(chart, way, folder))
    except LayoutError:
        refused(chart, way, folder)
        return None


# --- hostile words ---------------------------------------------------------------------------

#: Each would run, break or mislead somewhere: a page, a cell, XML, the direction of writing.
EVIL = (
    "<script>alert(1)</script>",
    "=cmd|' /C calc'!A0",
    "＝1+1",
    "a\x00b\x0b\x1f\ufffe",
    "\u202e21.6\u202c\u200f",
    "]]></w:t>&amp;",
    "{plotlyjs}",
    "half \ud800",
)


def hostile(chart: Chart, words: str) -> Chart:
    """Put words wherever a chart has any that a claim or an analyst gives."""
    mark = replace(chart.marks[0], label=words, words=(words,), sources=(words,))
    row = replace(chart.rows[0], label=words)
    rows, marks = (row, *chart.rows[1:]), (mark, *chart.marks[1:])
    return replace(
        chart, title=words, notes=(words,), source=words, alt=words, rows=rows, marks=marks
    )


@pytest.mark.parametrize("way", EVERY)
def test_hostile_words_stay_words_in_every_format(way: str, figure: Chart, tmp_path: Path) -> None:
    chart = hostile(figure, EVIL[1])
    notes = tuple(EVIL)
    path = write(replace(chart, notes=notes, alt=" ".join(notes)), way, tmp_path)
    said = text_of(path)
    assert not UNSEEN.search(said)
    if way != "csv":  # a table of marks has no place for notes
        assert "<script>alert(1)</script>" in said
        assert "]]></w:t>&amp;" in said
        assert "{plotlyjs}" in said
        assert "21.6" in said
    assert "cmd|" in said


@pytest.mark.parametrize("way", ["html", "brief.html"])
def test_no_word_of_the_data_becomes_an_element_of_the_page(
    way: str, figure: Chart, tmp_path: Path
) -> None:
    def elements(chart: Chart) -> list[str]:
        page = _Page()
        text = write(chart, way, tmp_path).read_text(encoding="utf-8")
        page.feed(PLOTLYJS.sub("", text, count=1))
        return page.tags

    plain = hostile(figure, "words")
    evil = hostile(figure, "<img src=x onerror=a()>")
    assert elements(evil) == elements(plain)


@pytest.mark.parametrize("way", ["xlsx", "brief.xlsx"])
@pytest.mark.parametrize("evil", ["=1+1", "＝1+1", " =1+1", "＠SUM(A1)", "\t=1+1", "－2＋3"])
def test_no_cell_of_a_workbook_runs(way: str, evil: str, figure: Chart, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    book = load_workbook(write(hostile(figure, evil), way, tmp_path))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    same = [cell for cell in cells if cell.value == evil.replace("\t", " ")]
    assert same
    assert all(cell.quotePrefix for cell in same)


@pytest.mark.parametrize("evil", ["＝1+1", " =1+1", "＠SUM(A1)", "\n=1+1"])
def test_no_cell_of_a_csv_runs(evil: str, figure: Chart, tmp_path: Path) -> None:
    path = write(hostile(figure, evil), "csv", tmp_path)
    rows = csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig")))
    assert f"'{evil}" in [cell for row in rows for cell in row]


@pytest.mark.parametrize("way", EVERY)
def test_a_character_without_a_letter_in_our_fonts_is_named_or_left_to_the_readers_fonts(
    way: str, figure: Chart, tmp_path: Path
) -> None:
    chart = hostile(figure, "好😀")
    if way in ("csv", "pptx", "xlsx", "brief.pptx", "brief.xlsx"):
        assert "好😀" in text_of(write(chart, way, tmp_path))
    else:
        error = refused(chart, way, tmp_path)
        assert isinstance(error, MissingGlyphError)
        assert "U+1F600" in error.zh


# --- too much, and nothing -------------------------------------------------------------------


@pytest.mark.parametrize("way", EACH)
def test_a_title_of_200_characters_is_whole_or_refused(
    way: str, figure: Chart, tmp_path: Path
) -> None:
    title = "这一个标题实在太长了，" * 18 + "到此为止。"
    said = file_or_refusal(figure.with_title(title), way, tmp_path)
    if way not in PICTURES and way != "csv":
        assert said is not None
    if said is not None and way != "csv":
        assert title.rstrip("。") in said.replace("\n", "").replace("\v", "")


@pytest.mark.parametrize("way", EACH)
def test_a_label_of_60_characters_is_whole_or_refused(
    way: str, figure: Chart, tmp_path: Path
) -> None:
    label = "名称特别长的一个经济技术开发区和另外几个街道办事处" * 3
    label = label[:60]
    chart = replace(figure, rows=(replace(figure.rows[0], label=label), *figure.rows[1:]))
    said = file_or_refusal(chart, way, tmp_path)
    assert said is not None or way not in ("csv", "xlsx", "brief.xlsx")
    if said is not None and way not in PICTURES:
        assert label in said


@pytest.mark.parametrize("kind", charts_kit.KINDS)
def test_40_areas_stand_in_every_table(kind: str, tmp_path: Path) -> None:
    chart = charts_kit.chart(kind, 40)
    for way in ("csv", "xlsx"):
        said = text_of(write(chart, way, tmp_path)).split("\n")
        drawn = {mark.row for mark in chart.marks}
        missing = [r.label for r in chart.rows if r.id in drawn and r.label not in said]
        assert not missing, way


@pytest.mark.parametrize("way", ["png", "html", "pptx", "brief.docx"])
@pytest.mark.parametrize("kind", ["value_kinds", "coverage_matrix"])
def test_40_areas_are_drawn_whole_or_refused(kind: str, way: str, tmp_path: Path) -> None:
    chart = charts_kit.chart(kind, 40)
    said = file_or_refusal(chart, way, tmp_path)
    if said is not None and way != "png":
        assert not [row.label for row in chart.rows if row.label not in said]


@pytest.mark.parametrize("way", ["brief.pptx", "brief.docx", "brief.html"])
def test_of_several_charts_the_one_that_does_not_fit_is_named(
    way: str, figure: Chart, tmp_path: Path
) -> None:
    crowd = charts_kit.chart("bullet", 150)
    with pytest.raises(LayoutError, match=r"图 Figure 2: "):
        jm.brief([figure, crowd], tmp_path / way, title="托育")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("way", EACH)
def test_a_comparison_in_which_nobody_knows_anything_makes_a_file_that_says_so(
    way: str, panel: jm.Panel, tmp_path: Path
) -> None:
    nothing = jm.compare(panel, "health_literacy", year=2010)
    chart = jm.chart(nothing)
    said = text_of(write(chart, way, tmp_path))
    if way not in PICTURES:
        for row in chart.rows:
            assert row.label in said
    assert {mark.kind for mark in chart.marks} <= {"silent", "unread"}


@pytest.mark.parametrize("kind", ["rank_ranges", "bullet", "tile_grid"])
def test_every_kind_of_chart_of_an_empty_comparison_is_written(
    kind: str, panel: jm.Panel, tmp_path: Path
) -> None:
    chart = jm.chart(jm.compare(panel, "health_literacy", year=2010), kind=kind)
    for way in ("png", "pptx", "xlsx"):
        assert text_of(write(chart, way, tmp_path))


def test_a_brief_of_empty_questions_is_written(
    figure: Chart, panel: jm.Panel, tmp_path: Path
) -> None:
    asked = jm.questions(panel, ["childcare_slots"], year=2024).iloc[:0]
    for kind in BRIEFS:
        assert jm.brief(figure, tmp_path / f"b.{kind}", title="托育", questions=asked).is_file()


# --- wrong orders ----------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["slots.jpg", "slots.ppt", "slots.XLS", "slots.doc", "slots.wps"])
def test_an_ending_of_another_format_is_not_taken_for_a_part_of_the_name(
    name: str, figure: Chart, tmp_path: Path
) -> None:
    with pytest.raises(UnknownNameError, match="格式"):
        jm.export(figure, tmp_path / name)
    assert not list(tmp_path.iterdir())


def test_an_ending_and_formats_do_not_make_two_endings(figure: Chart, tmp_path: Path) -> None:
    made = jm.export(figure, tmp_path / "slots.csv", formats=["csv", "xlsx"])
    assert [path.name for path in made] == ["slots.csv", "slots.xlsx"]
    (dotted,) = jm.export(figure, tmp_path / "slots.v2", formats="csv")
    assert dotted.name == "slots.v2.csv"


@pytest.mark.parametrize("order", [{"formats": []}, {"size": []}, {"size": "slide@0"}])
def test_an_order_for_nothing_is_refused(
    order: dict[str, Any], figure: Chart, tmp_path: Path
) -> None:
    with pytest.raises(UnknownNameError):
        jm.export(figure, tmp_path / "slots", **order)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["", "."])
def test_files_need_a_name(
    name: str, figure: Chart, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ExportError, match="没有文件名"):
        jm.export(figure, name, formats="csv")


@pytest.mark.parametrize("kind", BRIEFS)
@pytest.mark.parametrize(
    ("order", "said"),
    [
        ({"figures": []}, "没有图"),
        ({"figures": ["托育"]}, "其中有 str"),
        ({"title": " \n\x00"}, "没有标题"),
        ({"lang": "fr"}, "语言"),
        ({"questions": "frame"}, "缺少列：bureau"),
    ],
)
def test_a_brief_that_cannot_be_made_says_why(
    kind: str, order: dict[str, Any], said: str, figure: Chart, panel: jm.Panel, tmp_path: Path
) -> None:
    order = {"title": "托育", "figures": [figure]} | order
    if "questions" in order:
        order["questions"] = jm.compare(panel, "childcare_slots", year=2024).frame[["name"]]
    with pytest.raises(JmanalysisError, match=said) as caught:
        jm.brief(path=tmp_path / f"b.{kind}", **order)
    assert caught.value.hint_zh
    assert caught.value.hint_en
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("kind", BRIEFS)
def test_a_number_in_the_title_that_no_chart_holds_is_warned_of_and_the_file_is_made(
    kind: str, figure: Chart, tmp_path: Path
) -> None:
    title = "托育2024：6.12个，完成率99.9%"
    with pytest.warns(HeadlineWarning, match=r"“99\.9”不在任何一幅图中") as caught:
        path = jm.brief(figure, tmp_path / f"b.{kind}", title=title)
    assert len(caught) == 1
    assert title in text_of(path).replace("\v", "")


def test_a_title_whose_numbers_the_charts_hold_is_not_warned_of(
    figure: Chart, tmp_path: Path
) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        jm.brief([figure, figure], tmp_path / "b.xlsx", title="2幅图：2024年托位6.12个，国家4.5个")


# --- templates -------------------------------------------------------------------------------


def _broken(name: str, content: bytes, part: str) -> bytes | None:
    if part.startswith("-"):
        return None if part.removeprefix("-") in name else content
    return b"<broken" if part in name else content


@pytest.mark.parametrize(
    "part",
    [
        *("ppt/presentation.xml", "slideLayout1.xml", "theme/theme1.xml"),
        *("-theme/theme1.xml", "-ppt/_rels/presentation.xml.rels", "-[Content_Types].xml"),
    ],
)
def test_a_template_with_a_broken_or_missing_part_is_refused(
    part: str, figure: Chart, tmp_path: Path
) -> None:
    from pptx import Presentation

    buffer, path = io.BytesIO(), tmp_path / "bureau.pptx"
    Presentation().save(buffer)
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts(buffer.getvalue()).items():
            kept = _broken(name, content, part)
            if kept is not None:
                archive.writestr(name, kept)
    with pytest.raises(TemplateError, match=r"bureau\.pptx 不是可用的演示文稿"):
        jm.brief(figure, tmp_path / "b.pptx", title="托育", template=path)
    assert not (tmp_path / "b.pptx").exists()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0 locked by a password"])
def test_a_template_that_is_no_package_is_refused(
    content: bytes, figure: Chart, tmp_path: Path
) -> None:
    path = tmp_path / "bureau.pptx"
    path.write_bytes(content)
    with pytest.raises(TemplateError, match="no presentation"):
        jm.brief(figure, tmp_path / "b.pptx", title="托育", template=path)
    with pytest.raises(TemplateError, match="没有模板文件"):
        jm.brief(figure, tmp_path / "b.pptx", title="托育", template=tmp_path)
