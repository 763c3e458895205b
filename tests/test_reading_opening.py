"""Opening files: every format and encoding, and a clear word for what cannot be read."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import jmanalysis as jm
from jmanalysis.cli import main
from jmanalysis.errors import JmanalysisError
from jmanalysis.reading import Candidates
from jmanalysis.reading.opening import LARGEST, UnreadableFileError, open_text

TEXT = "台山市卫生健康局\n\n2024年，新增托位300个，接种率超95%，门诊1.2万人次，覆盖九成镇村。\n" * 3
FIGURES = {("300", "个"), (">95", "%"), ("1.2", "万人次"), ("9", "成")}


def values(path: Path) -> set[tuple[str, str]]:
    """Return value and unit of every candidate with a value."""
    return values_of(jm.read(path))


def values_of(found: Candidates) -> set[tuple[str, str]]:
    """Return value and unit of every candidate with a value."""
    frame = found.frame
    return {(v, u) for v, u in zip(frame["value"], frame["unit"], strict=True) if v}


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        *(("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8（BOM）"), ("gb18030", "GB18030")),
        *(("utf-16", "UTF-16"), ("utf-16-le", "UTF-16-LE"), ("utf-16-be", "UTF-16-BE")),
    ],
)
def test_the_encoding_is_found_and_said(encoding: str, named: str, tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(TEXT.encode(encoding))
    assert values(path) == FIGURES
    assert jm.read(path).opened == (f"page.txt（txt, {named}）",)


def test_a_word_file_is_read_with_its_tables(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx")
    document = docx.Document()
    for line in TEXT.splitlines():
        document.add_paragraph(line)
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "现有托育机构", "35家"
    document.save(tmp_path / "page.docx")
    assert values(tmp_path / "page.docx") == {*FIGURES, ("35", "家")}


def test_a_web_page_is_read_without_its_scripts(tmp_path: Path) -> None:
    body = "".join(f"<p>{line}</p>" for line in TEXT.splitlines())
    page = f"<html><head><meta charset='gb2312'></head><script>var n=77个;</script>{body}</html>"
    (tmp_path / "page.html").write_bytes(page.encode("gb18030"))
    assert values(tmp_path / "page.html") == FIGURES


def test_the_text_layer_of_a_pdf_is_read(tmp_path: Path) -> None:
    pytest.importorskip("pypdf")
    import matplotlib as mpl
    from matplotlib import font_manager
    from matplotlib.figure import Figure

    font = Path(jm.__file__).parent / "fonts" / "jm-regular.ttf"
    with mpl.rc_context({"pdf.fonttype": 42}):
        figure = Figure()
        figure.text(0.1, 0.5, "新增3299个，超95%", font=font_manager.FontProperties(fname=font))
        figure.savefig(tmp_path / "page.pdf")
    assert values(tmp_path / "page.pdf") == {("3299", "个"), (">95", "%")}


def _empty(folder: Path) -> Path:
    return _file(folder, "empty.txt", b"")


def _file(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def _binary(folder: Path) -> Path:
    return _file(folder, "binary.txt", bytes(range(256)) * 40)


def _blank(folder: Path) -> Path:
    return _file(folder, "blank.txt", b" \n\n ")


def _old_word(folder: Path) -> Path:
    return _file(folder, "old.doc", b"\xd0\xcf\x11\xe0" + bytes(600))


def _broken_mark(folder: Path) -> Path:
    return _file(folder, "cut.txt", b"\xef\xbb\xbf" + "共".encode()[:2])


def _large(folder: Path) -> Path:
    path = folder / "large.txt"
    with path.open("wb") as stream:
        stream.truncate(LARGEST + 1)
    return path


def _archive(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def _bomb(folder: Path) -> Path:
    return _file(folder, "bomb.docx", _archive({"word/document.xml": bytes(90_000_000)}))


def _no_word(folder: Path) -> Path:
    return _file(folder, "table.docx", _archive({"xl/workbook.xml": b"<x/>"}))


def _cut_archive(folder: Path) -> Path:
    return _file(folder, "cut.docx", _archive({"word/document.xml": b"<x/>"})[:40])


def _broken_word(folder: Path) -> Path:
    return _file(folder, "broken.docx", _archive({"word/document.xml": b"<x/>"}))


def _pdf(folder: Path, *, locked: bool) -> Path:
    pypdf = pytest.importorskip("pypdf")
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    if locked:
        writer.encrypt("secret", algorithm="RC4-128")
    path = folder / ("locked.pdf" if locked else "scan.pdf")
    writer.write(path)
    return path


BAD: dict[str, tuple[Callable[[Path], Path], str]] = {
    "cut text": (lambda folder: _file(folder, "cut.txt", TEXT.encode()[:-5]), "is cut off"),
    "workbook": (
        lambda folder: _file(folder, "t.xlsx", _archive({"xl/x": b""})),
        "not a Word file",
    ),
    "missing": (lambda folder: folder / "nowhere.txt", "no such file"),
    "empty": (_empty, "empty"),
    "blank": (_blank, "no text"),
    "binary": (_binary, "no text, or in an unknown encoding"),
    "old Word": (_old_word, "old Office"),
    "RTF": (lambda folder: _file(folder, "r.doc", rb"{\rtf1\ansi 5}"), "an RTF file"),
    "Word XML": (
        lambda folder: _file(
            folder, "x.doc", b"\xef\xbb\xbf<?xml version='1.0'?><w:wordDocument/>"
        ),
        "an XML file",
    ),
    "wrong mark": (_broken_mark, "UTF-8"),
    "too large": (_large, "too large"),
    "zip bomb": (_bomb, "unpacks to"),
    "no Word file": (_no_word, "not a Word file"),
    "cut archive": (_cut_archive, "incomplete"),
    "broken Word file": (_broken_word, "damaged"),
    "scan": (lambda folder: _pdf(folder, locked=False), "text layer"),
    "locked PDF": (lambda folder: _pdf(folder, locked=True), "encrypted"),
    "broken PDF": (lambda folder: _file(folder, "b.pdf", b"%PDF-1.7\nnothing"), "damaged"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_read_is_said_clearly_in_both_languages(name: str, tmp_path: Path) -> None:
    make, words = BAD[name]
    path = make(tmp_path)
    with pytest.raises(UnreadableFileError) as caught:
        jm.read(path)
    assert words in caught.value.en
    assert caught.value.zh.startswith("读不了")
    assert path.name in caught.value.en


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ("<html>", "utf-8"),
        ("<HTML lang='zh'>", "utf-8-sig"),
        ("\n<!DOCTYPE html>\n<html>", "utf-16"),
        ("<?xml version='1.0' encoding='gb2312'?>\n<!DOCTYPE html PUBLIC 'x'>", "gb18030"),
        ("<!-- saved from url=(0014)about:internet -->\n<html>", "gb18030"),
    ],
)
@pytest.mark.parametrize("name", ["page.txt", "page.doc"])
def test_a_web_page_is_one_under_any_name(
    head: str, encoding: str, name: str, tmp_path: Path
) -> None:
    body = "<body><p class='n7'>2024年，新增托位300个，覆盖九成镇村。</p></body></html>"
    opened = open_text(_file(tmp_path, name, (head + body).encode(encoding)))
    assert (opened.format, opened.text) == ("html", "2024年，新增托位300个，覆盖九成镇村。")


@pytest.mark.parametrize("name", ["missing", "empty", "blank"])
def test_a_file_that_says_nothing_is_told_with_a_hint(name: str, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        jm.read(BAD[name][0](tmp_path))
    assert caught.value.hint_zh
    assert caught.value.hint_en


def test_a_name_that_is_nearly_right_is_answered_with_the_right_one(tmp_path: Path) -> None:
    _file(tmp_path, "新会专页.txt", b"x")
    with pytest.raises(UnreadableFileError) as caught:
        jm.read(tmp_path / "新会专页.docx")
    assert "新会专页.txt" in caught.value.hint_zh
    with pytest.raises(UnreadableFileError) as caught:
        jm.read(tmp_path / "nowhere" / "新会专页.txt")
    assert "nowhere" in caught.value.hint_en


@pytest.mark.parametrize("bad", [b"\xff", b"\xe5", b"\xb0"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_byte_that_spoils_a_text_is_named_with_its_line(
    encoding: str, bad: bytes, tmp_path: Path
) -> None:
    begin = TEXT[: TEXT.index("300") + 3].encode(encoding)
    path = _file(tmp_path, "a.txt", begin + bad + b"\n" + TEXT.encode(encoding))
    with pytest.raises(UnreadableFileError) as caught:
        open_text(path)
    assert f"{encoding.upper()}, except for byte {len(begin) + 1} (line 3" in caught.value.en
    assert "新增托位300”之后" in caught.value.zh


def test_a_text_about_markup_is_a_text(tmp_path: Path) -> None:
    opened = open_text(_file(tmp_path, "a.txt", "<5家，<html>共3家".encode()))
    assert opened.text == "<5家，<html>共3家"


def test_a_text_without_a_numeral_has_an_empty_ledger(tmp_path: Path) -> None:
    found = jm.read(_file(tmp_path, "words.txt", "春和景明，风光正好。".encode()))
    assert len(found.ledger) == 0
    assert list(found.frame["value"].unique()) in ([], [""])


def test_of_many_files_a_bad_one_is_reported_and_not_fatal(tmp_path: Path) -> None:
    _file(tmp_path, "a.txt", TEXT.encode())
    _binary(tmp_path)
    _file(tmp_path, "z.txt", TEXT.encode("gb18030"))
    lines: list[str] = []
    found = jm.read(tmp_path, say=lines.append)
    assert [one.split("（")[0] for one in found.opened] == ["a.txt", "z.txt"]
    assert len(found.problems) == 1
    assert [line.split()[0] for line in lines] == ["1/3", "2/3", "3/3"]
    assert set(found.frame["file"]) == {"a.txt", "z.txt"}


def test_what_is_left_of_a_folder_is_named_with_the_way_out(tmp_path: Path) -> None:
    _file(tmp_path, "a.txt", TEXT.encode())
    _old_word(tmp_path)
    for name in ("t.xlsx", "n.rtf", "p.jpg", ".hidden.txt", "~$a.docx"):
        _file(tmp_path, name, b"x")
    (tmp_path / "more").mkdir()
    found = jm.read(tmp_path)
    assert len(found.opened) == 1
    told = {
        "old.doc": ".docx",
        "t.xlsx": "jm.load",
        "n.rtf": ".docx",
        "p.jpg": "",
        "more": "folder",
    }
    assert len(found.problems) == len(told)
    for name, word in told.items():
        assert any(name in line and word in line for line in found.problems)


def test_a_folder_without_a_text_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _file(tmp_path, "t.xlsx", b"x")
    with pytest.raises(UnreadableFileError, match="no readable text") as caught:
        jm.read(tmp_path)
    assert "jm.load" in caught.value.zh
    assert main(["read", str(tmp_path)]) == 1
    assert "numeral" not in capsys.readouterr().out


def test_each_problem_is_printed_once_with_its_hint(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _file(tmp_path, "a.txt", TEXT.encode())
    _old_word(tmp_path)
    assert main(["read", str(tmp_path)]) == 0
    said = capsys.readouterr().err
    assert said.count("旧版 Office") == 1
    assert said.count("Save it as .docx") == 1


def test_files_of_one_name_are_told_apart_and_their_ids_are_unique(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        _file(tmp_path / name, "page.txt", "台山市\n\n2024年，每千人口托位数4.5个。".encode())
    paths = [tmp_path / "a" / "page.txt", tmp_path / "b" / "page.txt"]
    found = jm.read([*paths, tmp_path / "a"])
    assert [line.partition("（")[0] for line in found.opened] == ["a/page.txt", "b/page.txt"]
    assert found.frame["id"].is_unique
    assert set(found.frame["file"]) == {"a/page.txt", "b/page.txt"}
    first, again = (row for row in found.frame.to_dict("records") if row["value"] == "4.5")
    assert again["repeats"].split()[-1] == first["id"]


@pytest.mark.parametrize("issued", ["abc", "25", "2025-13", "2025年", "2025-3", "0025"])
def test_a_date_of_issue_that_is_none_is_refused(
    issued: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = _file(tmp_path, "a.txt", TEXT.encode())
    with pytest.raises(JmanalysisError, match="2025-03-18"):
        jm.read(path, issued=issued)
    assert main(["read", str(path), "--issued", issued]) == 1
    assert "刊出日期" in capsys.readouterr().err


@pytest.mark.parametrize("issued", ["", "2025", "2025-03", "2025-03-18"])
def test_a_date_of_issue_is_a_year_a_month_or_a_day(issued: str, tmp_path: Path) -> None:
    assert len(jm.read(_file(tmp_path, "a.txt", TEXT.encode()), issued=issued))


def test_a_tilde_is_the_home_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    _file(tmp_path, "a.txt", TEXT.encode())
    for asked in ("~/a.txt", ["~/a.txt"], "~"):
        assert values_of(jm.read(asked)) == FIGURES
    assert jm.read("~/a.txt").review("~/review.csv") == tmp_path / "review.csv"


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.binary(max_size=300), st.sampled_from(["txt", "html", "docx", "pdf"]))
def test_no_bytes_break_the_reader(tmp_path: Path, data: bytes, suffix: str) -> None:
    head = {"docx": b"PK\x03\x04", "pdf": b"%PDF-1.4\n"}.get(suffix, b"")
    path = _file(tmp_path, f"any.{suffix}", head + data)
    with suppress(UnreadableFileError):
        assert open_text(path).text
