"""Word files as they are handed round: tracked, linked, boxed, with notes, tables and marks."""

from __future__ import annotations

import io
import struct
import tracemalloc
import zipfile
from pathlib import Path

import pytest

import jmanalysis as jm
from jmanalysis.reading import UnreadableFileError
from jmanalysis.reading.opening import open_text

pytest.importorskip("docx")

_SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
PARAGRAPH = "\u2029"


def run(text: str, properties: str = "") -> str:
    """Write a run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def para(*runs: str) -> str:
    """Write a paragraph."""
    return f"<w:p><w:pPr/>{''.join(runs)}</w:p>"


def cell(*paragraphs: str, properties: str = "") -> str:
    """Write a cell of a table."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(paragraphs)}</w:tc>"


def saved(folder: Path, body: str, **parts: str) -> Path:
    """Write a .docx around a body, made from one of python-docx."""
    import docx

    plain = io.BytesIO()
    docx.Document().save(plain)
    path = folder / "page.docx"
    with zipfile.ZipFile(plain) as before, zipfile.ZipFile(path, "w") as after:
        for name in before.namelist():
            if name != "word/document.xml":
                after.writestr(name, before.read(name))
        xml = f"<w:document {_SPACES}><w:body>{body}<w:sectPr/></w:body></w:document>"
        after.writestr("word/document.xml", xml)
        for name, content in parts.items():
            after.writestr(f"word/{name}.xml", f"<w:{name} {_SPACES}>{content}</w:{name}>")
    return path


def lines(folder: Path, body: str, **parts: str) -> list[str]:
    """Return the lines that are read of a body."""
    return open_text(saved(folder, body, **parts)).text.split(PARAGRAPH)


ONE = run("1")
INLINE = {
    "tracked insertion": f'<w:ins w:id="1" w:author="a">{ONE}</w:ins>',
    "moved here": f'<w:moveTo w:id="1" w:author="a">{ONE}</w:moveTo>',
    "simple field": f'<w:fldSimple w:instr="DOCPROPERTY x">{ONE}</w:fldSimple>',
    "content control": f"<w:sdt><w:sdtPr/><w:sdtContent>{ONE}</w:sdtContent></w:sdt>",
    "smart tag": f"<w:smartTag w:element='x'>{ONE}</w:smartTag>",
    "hyperlink": f"<w:hyperlink w:anchor='x'>{ONE}</w:hyperlink>",
    "nested": f"<w:hyperlink><w:ins w:id='1'><w:smartTag>{ONE}</w:smartTag></w:ins></w:hyperlink>",
    "formula": "<m:oMath><m:r><m:rPr/><m:t>1</m:t></m:r></m:oMath>",
    "struck out switched off": run("1", '<w:strike w:val="0"/><w:vanish w:val="false"/>'),
    "ruby": f"<w:r><w:ruby><w:rt>{run('9')}</w:rt><w:rubyBase>{ONE}</w:rubyBase></w:ruby></w:r>",
}


@pytest.mark.parametrize("name", INLINE)
def test_whatever_wraps_a_text_it_is_read(name: str, tmp_path: Path) -> None:
    path = saved(tmp_path, para(run("新增"), INLINE[name], run("5家")))
    assert open_text(path).text == "新增15家"
    assert list(jm.read(path).frame["value"]) == ["15"]


UNSEEN = {
    "deleted": '<w:del w:id="1"><w:r><w:delText>9</w:delText></w:r></w:del>',
    "moved away": f'<w:moveFrom w:id="1">{run("9")}</w:moveFrom>',
    "struck out": run("9", "<w:strike/>"),
    "struck out twice": run("9", '<w:dstrike w:val="true"/>'),
    "hidden": run("9", "<w:vanish/>"),
    "code of a field": "<w:r><w:instrText>9</w:instrText></w:r>",
    "mark of a footnote": run("9", '<w:vertAlign w:val="superscript"/>'),
    "mark raised by hand": run("9", '<w:position w:val="8"/><w:sz w:val="19"/>'),
    "mark in brackets": "".join(run(c, '<w:vertAlign w:val="superscript"/>') for c in "[9]"),
}


@pytest.mark.parametrize("name", UNSEEN)
def test_what_no_reader_sees_is_no_part_of_a_figure(name: str, tmp_path: Path) -> None:
    assert lines(tmp_path, para(run("新增床位5"), UNSEEN[name], run("张"))) == ["新增床位5张"]


def test_what_stands_alone_is_no_mark(tmp_path: Path) -> None:
    high = '<w:vertAlign w:val="superscript"/>'
    assert lines(tmp_path, para(run("300", high)) + para(run("5", '<w:position w:val="8"/>'))) == [
        "300",
        "5",
    ]


def test_a_power_and_a_unit_stay_what_they_are(tmp_path: Path) -> None:
    high = '<w:vertAlign w:val="superscript"/>'
    body = para(run("约10"), run("3", high), run("家，80m"), run("2", high), run("，3×10"))
    body += para(run("3×10"), run("9", high), run("个"))
    assert lines(tmp_path, body) == ["约10³家，80m²，3×10", "3×10^9个"]


def test_what_a_style_hides_or_sets_above_is_not_read_either(tmp_path: Path) -> None:
    path = saved(tmp_path, "")
    styles = (
        '<w:style w:styleId="gone"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:styleId="based"><w:basedOn w:val="gone"/></w:style>'
        '<w:style w:styleId="mark"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
        '<w:style w:styleId="a"><w:basedOn w:val="b"/></w:style>'
        '<w:style w:styleId="b"><w:basedOn w:val="a"/></w:style>'
    )

    def styled(name: str, properties: str = "") -> str:
        return run("9", f'<w:rStyle w:val="{name}"/>{properties}')

    body = para(run("共"), styled("based"), styled("mark"), run("5家"), styled("a"))
    body += para(styled("gone", '<w:vanish w:val="0"/>'))
    body += f'<w:p><w:pPr><w:pStyle w:val="gone"/></w:pPr>{run("9")}</w:p>'
    with zipfile.ZipFile(path) as archive:
        kept = {name: archive.read(name) for name in archive.namelist()}
    kept["word/document.xml"] = kept["word/document.xml"].replace(b"<w:sectPr/>", body.encode())
    kept["word/styles.xml"] = f"<w:styles {_SPACES}>{styles}</w:styles>".encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in kept.items():
            archive.writestr(name, content)
    assert open_text(path).text.split(PARAGRAPH) == ["共5家9", "9", ""]


def test_paragraphs_whose_parting_is_deleted_are_one(tmp_path: Path) -> None:
    gone = "<w:p><w:pPr><w:rPr><w:del w:id='1'/></w:rPr></w:pPr>{}</w:p>"
    body = gone.format(run("共5")) + para(run("0家")) + gone.format(run("末"))
    box = f"<w:r><w:pict><w:txbxContent>{para(run('框'))}</w:txbxContent></w:pict></w:r>"
    body += gone.format(run("又") + box) + para(run("2家"))
    assert lines(tmp_path, body) == ["共50家", "框", "末又2家"]


def test_wrapped_blocks_boxes_and_notes_are_lines_of_their_own(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{para(run('框内3家'))}</w:txbxContent>"
    shape = (
        f"<w:r><mc:AlternateContent><mc:Choice><wps:txbx>{box}</wps:txbx></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    end = '<w:r><w:endnoteReference w:id="1"/></w:r>'
    body = para(run("一"), shape, mark, run("二"))
    body += f"<w:sdt><w:sdtContent>{para(run('控件4家'), end)}</w:sdtContent></w:sdt>"
    body += f"<w:customXml>{para(run('标记5家'))}</w:customXml>"
    footnotes = '<w:footnote w:id="0" w:type="separator"><w:p/></w:footnote>'
    footnotes += f'<w:footnote w:id="2">{para(run("脚注6家"))}</w:footnote>'
    endnotes = f'<w:endnote w:id="1">{para(run("尾注7家"))}</w:endnote>'
    said = lines(tmp_path, body, footnotes=footnotes, endnotes=endnotes)
    assert said == ["一二", "框内3家", "控件4家", "标记5家", "脚注6家", "尾注7家"]


def test_a_row_is_a_line_whatever_its_cells_hold(tmp_path: Path) -> None:
    start, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    first = cell(para(run("蓬江")), properties=start) + cell(para(run("300")), para(run("张")))
    second = cell(para(), properties=on) + cell(para(run("300")))
    rows = f"<w:tr>{first}{cell(para(run('300')))}</w:tr>"
    rows += (
        f"<w:sdt><w:sdtContent><w:tr>{second}{cell(para(run('45')))}</w:tr></w:sdtContent></w:sdt>"
    )
    rows += f"<w:tr><w:trPr><w:del/></w:trPr>{second}</w:tr>"
    assert lines(tmp_path, f"<w:tbl><w:tblPr/>{rows}</w:tbl>{para(run('后'))}") == [
        "蓬江；300 张；300",
        "蓬江；300；45",
        "后",
    ]


def test_a_table_that_frames_an_article_keeps_its_paragraphs(tmp_path: Path) -> None:
    inner = f"<w:tbl><w:tr>{cell(para(run('3')))}{cell(para(run('5')))}</w:tr></w:tbl>"
    framed = cell(para(run("一")), para(run("二")), inner) + cell(para(run("三")))
    assert lines(tmp_path, f"<w:tbl><w:tr>{framed}</w:tr></w:tbl>") == ["一", "二", "3；5", "三"]


def test_the_words_of_a_candidate_stand_on_its_line(tmp_path: Path) -> None:
    from jmanalysis.checks.texts import Text

    body = para(run("台山市卫生健康局")) + para(INLINE["content control"], run("段"))
    row_of = cell(para(run("共")), para(run("3家"))) + cell(para(run("另5家")))
    body += f"<w:tbl><w:tr>{row_of}</w:tr></w:tbl>"
    body += para(run("2024年，新增托位300个。"))
    path = saved(tmp_path, body)
    frame = jm.read(path).frame
    row = frame[frame["value"] == "300"].iloc[0]
    assert (row["line_start"], row["line_end"]) == ("4", "4")
    assert (4, 4) in Text(open_text(path).text).places(row["words"])


def test_an_archive_that_lies_about_its_size_is_not_unpacked(tmp_path: Path) -> None:
    path, size = tmp_path / "bomb.docx", 60_000_000
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", bytes(size))
    said, true = struct.pack("<L", 5000), struct.pack("<L", size)
    assert path.read_bytes().count(true) >= 1
    path.write_bytes(path.read_bytes().replace(true, said))
    tracemalloc.start()
    try:
        with pytest.raises(UnreadableFileError, match="damaged"):
            open_text(path)
        assert tracemalloc.get_traced_memory()[1] < size / 4
    finally:
        tracemalloc.stop()
