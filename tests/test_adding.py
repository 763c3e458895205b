"""Adding: what is accepted, whatever the text is saved as, and what is refused with which words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from adding_kit import DOCUMENT, TEXT, Desk

import jmanalysis as jm

VALUES = ("92", "3", "6.35")


def plain(path: Path) -> Path:
    """Save the text as it is."""
    path.write_text(TEXT, "utf-8")
    return path


def word(path: Path) -> Path:
    """Save the text as a Word file, a paragraph for each line."""
    docx = pytest.importorskip("docx")
    document = docx.Document()
    for line in TEXT.replace("9\n2%", "92%").splitlines():
        document.add_paragraph(line)
    document.save(str(path.with_suffix(".docx")))
    return path.with_suffix(".docx")


def web(path: Path) -> Path:
    """Save the text as a web page."""
    said = "".join(f"<p>{line}</p>\n" for line in TEXT.replace("9\n2%", "92%").splitlines())
    page = f"<!doctype html><html><head><title>新会</title></head><body>{said}</body></html>"
    path.with_suffix(".html").write_text(page, "utf-8")
    return path.with_suffix(".html")


def marked(path: Path) -> Path:
    """Save the text with a byte-order mark."""
    path.write_text(TEXT, "utf-8-sig")
    return path


def national(path: Path) -> Path:
    """Save the text as Chinese editors did for long."""
    path.write_text(TEXT, "gb18030")
    return path


def invisible(path: Path) -> Path:
    """Save the text with what no reader sees between the characters of the figures."""
    seen = TEXT.replace("达到9", "达\u200b到9\ufeff").replace("托位数6", "托位\u2060数\u200b6")
    path.write_text(seen, "utf-8")
    return path


SAVED: dict[str, Callable[[Path], Path]] = {
    one.__name__: one for one in (plain, word, web, marked, national, invisible)
}


@pytest.fixture
def desk(seeds_folder: Path, tmp_path: Path) -> Desk:
    """Register the plain text."""
    return Desk.of(seeds_folder, tmp_path, plain(tmp_path / "page.txt"))


@pytest.mark.parametrize("name", SAVED)
def test_what_was_added_passes_the_check_against_its_text(
    name: str, seeds_folder: Path, tmp_path: Path
) -> None:
    desk = Desk.of(seeds_folder, tmp_path, SAVED[name](tmp_path / "page.txt"))
    desk.decide(*VALUES)
    assert sorted(desk.add().claims["value"]) == sorted(VALUES)
    found = jm.check(desk.seeds.folder, tmp_path)
    named = [one for one in found.of("error") if DOCUMENT in (one.id, one.file[7:-4])]
    assert named == []


def test_a_text_that_cannot_be_opened_is_an_error_of_the_check(desk: Desk, tmp_path: Path) -> None:
    desk.text.write_bytes(bytes(range(256)) * 9)
    found = jm.check(desk.seeds.folder, tmp_path)
    assert ("text_unreadable", DOCUMENT) in {(one.rule, one.id) for one in found.of("error")}
