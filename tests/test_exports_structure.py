"""Office files held against the standard, because Word, WPS and PowerPoint cannot be run here."""

from __future__ import annotations

import io
import json
import os
import posixpath
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from lxml import etree
from office_kit import LISTING, charts, parts

import jmanalysis as jm
from jmanalysis.charts.spec import Lang
from jmanalysis.exports.slides import deck, pptx
from jmanalysis.exports.word import document, docx
from jmanalysis.exports.workbooks import workbook, xlsx

ENDINGS = ("pptx", "docx", "xlsx")
SINGLE: dict[str, Callable[..., bytes]] = {"pptx": pptx, "docx": docx, "xlsx": xlsx}
SEVERAL: dict[str, Callable[..., bytes]] = {"pptx": deck, "docx": document, "xlsx": workbook}
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_SPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
}
#: Children in the order of ECMA-376, for the elements that are written here by hand. A program
#: that meets another order calls the file damaged, or silently leaves things out.
_RUN_FILLS = "a:ln a:noFill a:solidFill a:gradFill a:pattFill"
ORDERS = {
    "w:pPr": "w:pStyle w:keepNext w:keepLines w:pageBreakBefore w:widowControl w:pBdr w:shd w:tabs "
    "w:spacing w:ind w:contextualSpacing w:jc w:outlineLvl w:rPr w:sectPr",
    "w:rPr": "w:rStyle w:rFonts w:b w:bCs w:i w:iCs w:color w:spacing w:kern w:sz w:szCs "
    "w:highlight w:u w:vertAlign w:lang",
    "w:style": "w:name w:aliases w:basedOn w:next w:link w:uiPriority w:semiHidden "
    "w:unhideWhenUsed w:qFormat w:pPr w:rPr w:tblPr",
    "w:tbl": "w:tblPr w:tblGrid w:tr",
    "w:tblPr": "w:tblStyle w:tblW w:jc w:tblInd w:tblBorders w:shd w:tblLayout w:tblCellMar "
    "w:tblLook w:tblCaption w:tblDescription",
    "w:trPr": "w:cantSplit w:trHeight w:tblHeader",
    "w:tcPr": "w:tcW w:gridSpan w:vMerge w:tcBorders w:shd w:vAlign",
    "w:tblBorders": "w:top w:left w:bottom w:right w:insideH w:insideV",
    "w:docDefaults": "w:rPrDefault w:pPrDefault",
    "a:p": "a:pPr a:r a:br a:fld a:endParaRPr",
    "a:pPr": "a:lnSpc a:spcBef a:spcAft a:buClr a:buFont a:buNone a:buChar a:tabLst a:defRPr",
    "a:rPr": f"{_RUN_FILLS} a:latin a:ea a:cs a:sym a:hlinkClick",
    "a:endParaRPr": f"{_RUN_FILLS} a:latin a:ea a:cs a:sym",
    "a:defRPr": f"{_RUN_FILLS} a:latin a:ea a:cs a:sym",
    "a:ln": "a:noFill a:solidFill a:pattFill a:prstDash a:round a:bevel a:miter a:headEnd "
    "a:tailEnd",
    "a:tcPr": "a:lnL a:lnR a:lnT a:lnB a:lnTlToBr a:lnBlToTr a:noFill a:solidFill a:pattFill",
    "a:tc": "a:txBody a:tcPr",
    "a:bodyPr": "a:prstTxWarp a:noAutofit a:normAutofit a:spAutoFit",
    "p:sp": "p:nvSpPr p:spPr p:style p:txBody",
    "p:cxnSp": "p:nvCxnSpPr p:spPr p:style",
    "p:spPr": "a:xfrm a:custGeom a:prstGeom a:noFill a:solidFill a:pattFill a:ln",
    "p:txBody": "a:bodyPr a:lstStyle a:p",
    "c:chartSpace": "c:date1904 c:roundedCorners c:chart c:spPr c:txPr c:externalData "
    "c:printSettings",
    "c:chart": "c:title c:autoTitleDeleted c:plotArea c:legend c:plotVisOnly c:dispBlanksAs",
    "c:lineChart": "c:grouping c:varyColors c:ser c:dLbls c:marker c:smooth c:axId",
    "c:ser": "c:idx c:order c:tx c:spPr c:marker c:dPt c:dLbls c:trendline c:errBars c:cat c:val "
    "c:smooth",
    "c:marker": "c:symbol c:size c:spPr",
    "c:errBars": "c:errDir c:errBarType c:errValType c:noEndCap c:plus c:minus c:val c:spPr",
    "c:dLbl": "c:idx c:delete c:layout c:tx c:numFmt c:spPr c:txPr c:dLblPos c:showLegendKey "
    "c:showVal c:showCatName c:showSerName c:showPercent c:showBubbleSize",
}


@pytest.fixture(scope="module")
def made(panel: jm.Panel) -> dict[tuple[str, Lang], bytes]:
    """Return a brief of every kind of chart in every format and language."""
    found: dict[tuple[str, Lang], bytes] = {}
    languages: tuple[Lang, ...] = ("zh", "en")
    for lang in languages:
        shown = charts(panel, lang)
        for ending in ENDINGS:
            found[ending, lang] = SEVERAL[ending](shown, "甲", lang=lang, extras=[LISTING])
    return found


def each(made: dict[tuple[str, Lang], bytes], *endings: str) -> Iterator[tuple[str, bytes]]:
    for (ending, lang), data in made.items():
        if ending in endings:
            yield f"{lang}.{ending}", data


def trees(data: bytes) -> Iterator[tuple[str, Any]]:
    """Yield every part that is XML, those of a workbook inside a chart too."""
    for name, content in parts(data).items():
        if name.endswith((".xml", ".rels")):
            yield name, etree.fromstring(content)
        elif name.endswith(".xlsx"):
            yield from ((f"{name}!{inner}", tree) for inner, tree in trees(content))


def test_no_part_of_a_package_stands_in_it_twice(made: dict[tuple[str, Lang], bytes]) -> None:
    for file, data in each(made, *ENDINGS):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = [name.lower() for name in archive.namelist()]
            assert len(names) == len(set(names)), file
            assert archive.testzip() is None
            assert names[0] == "[content_types].xml" or "[content_types].xml" in names


def test_every_part_has_a_content_type_and_every_type_a_part(
    made: dict[tuple[str, Lang], bytes],
) -> None:
    for file, data in each(made, *ENDINGS):
        found = parts(data)
        types = etree.fromstring(found["[Content_Types].xml"])
        defaults = {str(one.get("Extension")).lower() for one in types.iter(f"{_TYPES}Default")}
        named = {str(one.get("PartName")) for one in types.iter(f"{_TYPES}Override")}
        bare = [
            name
            for name in found
            if name != "[Content_Types].xml"
            and f"/{name}" not in named
            and name.rpartition(".")[2].lower() not in defaults
        ]
        assert not bare, file
        assert not [name for name in named if name.removeprefix("/") not in found], file


def test_every_relation_leads_to_a_part_and_has_a_number_of_its_own(
    made: dict[tuple[str, Lang], bytes],
) -> None:
    for file, data in each(made, *ENDINGS):
        found = parts(data)
        for name in (each for each in found if each.endswith(".rels")):
            folder = posixpath.dirname(posixpath.dirname(name))
            relations = list(etree.fromstring(found[name]).iter(f"{_RELATIONS}Relationship"))
            numbers = [one.get("Id") for one in relations]
            assert len(numbers) == len(set(numbers)), (file, name)
            for one in relations:
                if one.get("TargetMode") == "External":
                    raise AssertionError(f"{file} {name} leads outside: {one.get('Target')}")
                target = unquote(str(one.get("Target")).partition("#")[0])
                path = posixpath.normpath(posixpath.join("/", folder, target)).removeprefix("/")
                assert path in found, (file, name, path)


def test_every_number_that_a_part_refers_to_is_among_its_relations(
    made: dict[tuple[str, Lang], bytes],
) -> None:
    key = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
    for file, data in each(made, *ENDINGS):
        found = parts(data)
        for name, tree in trees(data):
            if "!" in name or name.endswith(".rels"):
                continue
            asked = {
                value
                for element in tree.iter()
                for attribute, value in element.attrib.items()
                if str(attribute).startswith(key)
            }
            folder, _, last = name.rpartition("/")
            relations = found.get(f"{folder}/_rels/{last}.rels", b"<r/>")
            known = {one.get("Id") for one in etree.fromstring(relations)}
            assert asked <= known, (file, name)


def test_objects_have_numbers_of_their_own(made: dict[tuple[str, Lang], bytes]) -> None:
    for file, data in each(made, *ENDINGS):
        for name, tree in trees(data):
            objects = [*tree.iter("{*}docPr"), *tree.iter("{*}cNvPr")]
            if "word/" in name:  # a picture inside an object counts apart
                objects = list(tree.iter("{*}docPr"))
            numbers = [one.get("id") for one in objects]
            assert len(numbers) == len(set(numbers)), (file, name)


@pytest.mark.parametrize("parent", ORDERS)
def test_children_stand_in_the_order_of_the_standard(
    parent: str, made: dict[tuple[str, Lang], bytes]
) -> None:
    prefix, _, local = parent.partition(":")
    order = [f"{{{_SPACES[one[0]]}}}{one[2:]}" for one in ORDERS[parent].split()]
    seen = 0
    for file, data in each(made, *ENDINGS):
        for name, tree in trees(data):
            if any(skip in name for skip in ("slideMaster", "slideLayout", "notesMaster")):
                continue  # the libraries' own templates
            for element in tree.iter(f"{{{_SPACES[prefix]}}}{local}"):
                tags = [child.tag for child in element if isinstance(child.tag, str)]
                if parent == "a:p":  # runs, breaks and fields in any order among themselves
                    tags = [re.sub(r"(br|fld)$", "r", tag) for tag in tags]
                known = [order.index(tag) for tag in tags if tag in order]
                assert known == sorted(known), (file, name, tags)
                strange = {t for t in tags if t not in order and t.startswith(f"{{{_SPACES['w']}")}
                assert not strange, (file, name, strange)
                seen += 1
    assert seen or parent in ("a:endParaRPr", "c:errBars"), f"no {parent} was written at all"


@pytest.mark.parametrize("ending", ENDINGS)
def test_no_part_names_a_japanese_font_and_every_theme_has_one_for_chinese(
    ending: str, made: dict[tuple[str, Lang], bytes]
) -> None:
    for file, data in each(made, ending):
        for name, content in parts(data).items():
            if name.endswith((".xml", ".rels")):
                text = content.decode("utf-8")
                found = re.search("Mincho|明朝|ＭＳ |MS Gothic|ゴシック|メイリオ", text)
                assert ending == "xlsx" or not found, (file, name)
                assert "Mincho" not in text, (file, name)
            if "/theme/" in name and ending != "xlsx":
                fonts = list(etree.fromstring(content).iter(f"{{{_SPACES['a']}}}ea"))
                assert fonts
                assert all(one.get("typeface") for one in fonts), (file, name)


def test_every_cell_of_a_workbook_is_written_in_a_font_that_has_chinese(
    made: dict[tuple[str, Lang], bytes],
) -> None:
    from openpyxl import load_workbook

    for file, data in each(made, "xlsx"):
        for sheet in load_workbook(io.BytesIO(data)):
            for cell in (cell for row in sheet.iter_rows() for cell in row if cell.value):
                assert cell.font.name == "Microsoft YaHei", (file, sheet.title, cell.coordinate)


# --- the validator of the Open XML SDK, where a developer has it ------------------------------


def validator() -> list[str]:
    """Return the command of the validator; skip where it is not."""
    place = os.environ.get("OOXML_VALIDATE", "node_modules/.bin/ooxml-validate")
    node = shutil.which("node")
    if node is None or not Path(place).exists():
        pytest.skip(
            "the Open XML validator is not here: npm install @ooxml-tools/validate, "
            "or set OOXML_VALIDATE to node_modules/.bin/ooxml-validate"
        )
    return [node, str(Path(place).resolve())]


def complaints(data: bytes, ending: str, folder: Path) -> list[dict[str, Any]]:
    path = folder / f"file.{ending}"
    path.write_bytes(data)
    command = [*validator(), str(path), "--output-format", "json"]
    done = subprocess.run(command, capture_output=True, check=False)
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


@pytest.mark.office
@pytest.mark.slow
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("ending", ENDINGS)
def test_the_open_xml_validator_complains_of_nothing(
    ending: str, lang: Lang, made: dict[tuple[str, Lang], bytes], tmp_path: Path
) -> None:
    assert complaints(made[ending, lang], ending, tmp_path) == []


@pytest.mark.office
@pytest.mark.slow
def test_the_open_xml_validator_does_complain_of_a_wrong_order(
    made: dict[tuple[str, Lang], bytes], tmp_path: Path
) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts(made["docx", "zh"]).items():
            wrong = b'<w:tblLayout w:type="fixed"/><w:jc w:val="center"/>'
            archive.writestr(name, content.replace(b'<w:tblLayout w:type="fixed"/>', wrong))
    assert complaints(buffer.getvalue(), "docx", tmp_path)
