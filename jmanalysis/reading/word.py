"""Word files: what a reader sees of a .docx, in the order of the page.

Each paragraph is a line, and so is each row of a table; text boxes follow their paragraph,
footnotes and endnotes the page. Whatever wraps the text (tracked insertions, links, fields, content
controls) is looked through; what is deleted, struck out or hidden is not read.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jmanalysis.reading.archives import Archive
from jmanalysis.reading.grids import Cell, Row, lines
from jmanalysis.reading.levels import Level, Piece, levelled
from jmanalysis.reading.opening import UnreadableFileError, problem
from jmanalysis.reading.unwrapping import PARAGRAPH
from jmanalysis.reading.wordstyles import Styles
from jmanalysis.reading.wordxml import (
    children,
    count,
    given,
    is_on,
    is_within,
    name_of,
    nearest,
    value,
)

_HEAD = 60  # characters; a merged cell with more is no head of its rows
_GLYPHS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_SCRIPTS: dict[str, Level] = {"sup": "above", "sub": "below"}  # of formulas
_NOTES = {"footnoteReference": "footnotes", "endnoteReference": "endnotes"}


def text_of(path: Path, data: bytes) -> str:
    """Return the text of a .docx, each paragraph certain.

    Raises
    ------
    UnreadableFileError
        If it is another kind of archive, damaged, or unpacks to too much.
    """
    archive = Archive(path, data)
    try:
        from lxml import etree
    except ImportError as error:
        from jmanalysis.reading.pdfs import missing

        raise missing(path, "lxml") from error

    def tree(part: str) -> Any:
        content = archive.part(f"word/{part}.xml")
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        return etree.fromstring(content, parser) if content else None

    try:
        return PARAGRAPH.join(_Document(tree("document"), tree).lines())
    except UnreadableFileError:
        raise
    except Exception as error:  # lxml and zipfile each have their own
        zh, en = "这个 Word 文件已损坏。", "this Word file is damaged."
        raise problem(path, zh, en, "用 Word 打开另存。", "Save it again in Word.") from error


class _Document:
    """Walks the tree of a document; names are looked at without their namespaces."""

    def __init__(self, root: Any, tree: Any) -> None:
        self._body = next(one for one in children(root) if name_of(one) == "body")
        self._tree = tree
        self._styles = Styles(tree("styles"))
        self._held: list[Piece] = []  # of a paragraph that goes on, its end being deleted
        self._notes: list[tuple[str, str]] = []

    def lines(self) -> Iterator[str]:
        """Return the lines of the page, then its notes in the order of their marks."""
        yield from self._blocks(self._body)
        parts: dict[str, dict[str, Any]] = {}
        for part, number in self._notes:  # a note may have another note
            if part not in parts:
                root = self._tree(part)
                notes = children(root) if root is not None else ()
                parts[part] = {value(note, "id"): note for note in notes}
            if (note := parts[part].pop(number, None)) is not None:
                yield from self._blocks(note)

    def _blocks(self, element: Any) -> Iterator[str]:
        for child in children(element):
            if (name := name_of(child)) == "p":
                yield from self._paragraph(child)
            elif name == "tbl":
                yield from self._table(child)
            else:
                yield from self._blocks(child)

    def _paragraph(self, element: Any) -> Iterator[str]:
        pieces, self._held = self._held, []
        boxes: list[Any] = []
        self._styles.enter(element)
        self._inline(element, "", pieces, boxes)
        goes_on = _goes_on(element)
        if not goes_on:
            yield levelled(pieces)
        for box in boxes:
            yield from self._blocks(box)
        if goes_on:
            self._held = pieces

    def _inline(self, element: Any, level: Level, pieces: list[Piece], boxes: list[Any]) -> None:
        for child in children(element):
            name = name_of(child)
            if name == "t":
                pieces.append((child.text or "", level))
            elif name in _GLYPHS:
                pieces.append((_GLYPHS[name], level))
            elif name == "txbxContent":
                boxes.append(child)
            elif name in _NOTES:
                self._notes.append((_NOTES[name], value(child, "id")))
            elif name != "r" or not self._styles.is_struck(child):
                pieces += [("/", level)] * (name == "den")
                own = self._styles.level(child) if name == "r" else _SCRIPTS.get(name, "")
                self._inline(child, own or level, pieces, boxes)

    def _table(self, element: Any) -> Iterator[str]:
        above: dict[int, list[str]] = {}  # by column, the cell that is merged with those below
        rows: list[Row] = []
        for row in nearest(element, "tr"):
            if is_on(given(row, "trPr", "del")) or is_on(given(row, "trPr", "hidden")):
                continue
            cells = list(self._cells(row, above))
            is_frame = any(is_within(cell, "tbl") for cell in nearest(row, "tc"))
            rows.append(Row(cells, is_frame))
        yield from lines(rows)

    def _cells(self, row: Any, above: dict[int, list[str]]) -> Iterator[Cell]:
        """Return the paragraphs of each cell; a head of several rows stands in each of them."""
        column = count(given(row, "trPr", "gridBefore"), 0)
        for cell in nearest(row, "tc"):
            paragraphs = list(self._blocks(cell))
            merged = given(cell, "tcPr", "vMerge")
            if merged is None or value(merged, "val") == "restart":
                is_head = merged is not None and sum(map(len, paragraphs)) <= _HEAD
                above[column] = paragraphs if is_head else []
            else:
                paragraphs = above.get(column) or paragraphs
            across = count(given(cell, "tcPr", "gridSpan"), 1)
            yield Cell(paragraphs, across)
            column += across


def _goes_on(paragraph: Any) -> bool:
    """Whether the end of a paragraph is deleted, so that the next one continues it."""
    if given(paragraph, "pPr", "rPr", "del") is None:
        return False
    behind = paragraph.getnext()
    return behind is not None and name_of(behind) == "p"
