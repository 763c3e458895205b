"""PDF files in which scans stand among pages of text."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

import jmanalysis as jm
from jmanalysis.reading import UnreadableFileError

pypdf = pytest.importorskip("pypdf")
_FONT = Path(jm.__file__).parent / "fonts" / "jm-regular.ttf"


def _printed(text: str = "", *, scan: bool = False) -> io.BytesIO:
    """Print a page: a text, a picture of one, or nothing."""
    import matplotlib as mpl
    from matplotlib import font_manager
    from matplotlib.figure import Figure

    out = io.BytesIO()
    with mpl.rc_context({"pdf.fonttype": 42}):
        figure = Figure(figsize=(3, 3))
        figure.patch.set_visible(False)
        if text:
            figure.text(0, 0.5, text, font=font_manager.FontProperties(fname=_FONT))
        if scan:
            figure.figimage([[0.0, 1.0], [1.0, 0.0]])
        figure.savefig(out, format="pdf")
    return out


def _bound(folder: Path, *pages: io.BytesIO | None) -> Path:
    """Bind pages into one file; None is a blank page."""
    writer = pypdf.PdfWriter()
    for page in pages:
        if page is None:
            writer.add_blank_page(100, 100)
        else:
            writer.append(page)
    path = folder / "page.pdf"
    writer.write(path)
    return path


def test_scans_among_pages_of_text_are_named(tmp_path: Path) -> None:
    scan = _printed(scan=True)
    path = _bound(tmp_path, scan, _printed("新增3299个，超95%"), None, scan, scan, scan)
    found = jm.read(path)
    assert {"3299", ">95"} <= set(found.frame["value"])
    (line,) = found.problems
    assert "第 1, 4–6 页没有文字层" in line
    assert "Run OCR" in line
    assert jm.read([path, path.with_name("nowhere.pdf")]).problems[0] == line


def test_one_short_page_of_text_is_read_and_nothing_is_remarked(tmp_path: Path) -> None:
    found = jm.read(_bound(tmp_path, _printed("新增托位32个"), None))
    assert list(found.frame["value"]) == ["32"]
    assert found.problems == ()


def test_scans_with_page_numbers_have_no_text_layer(tmp_path: Path) -> None:
    pages = [_printed(f"— {number} —", scan=True) for number in (1, 2)]
    with pytest.raises(UnreadableFileError, match="text layer"):
        jm.read(_bound(tmp_path, *pages))
