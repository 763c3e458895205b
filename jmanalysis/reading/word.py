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
from jmanalysis.reading.levels import Level, Piece, levelled
from jmanalysis.reading.opening import UnreadableFileError, problem
from jmanalysis.reading.tablerows import lines_of
from jmanalysis.reading.unwrapping import PARAGRAPH

#: Properties, deleted text, the codes of fields, and what is printed above ruby.
_DELETED = ("del", "moveFrom", "delText", "delInstrText", "instrText", "fldData", "rt")
_PROPERTIES = ("pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr", "tblPrEx", "tblGrid", "trPr", "tcPr")
_UNSEEN = frozenset((*_DELETED, *_PROPERTIES, "sectPr"))
_GLYPHS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_LEVELS: dict[str, Level] = {"superscript": "above", "subscript": "below"}
_SCRIPTS: dict[str, Level] = {"sup": "above", "sub": "below"}  # of formulas
_STRUCK = ("vanish", "strike", "dstrike")
_OFF = frozenset(("0", "false", "off", "none"))
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
        from lxml import etree  # comes with python-docx
    except ImportError as error:
        from jmanalysis.reading.pdfs import missing

        raise missing(path, "python-docx") from error

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
        self._body = next(one for one in _children(root) if _name(one) == "body")
        self._tree = tree
        self._notes: list[tuple[str, str]] = []

    def lines(self) -> Iterator[str]:
        """Return the lines of the page, then its notes in the order of their marks."""
        yield from self._blocks(self._body)
        parts: dict[str, dict[str, Any]] = {}
        for part, number in self._notes:  # a note may have another note
            if part not in parts:
                root = self._tree(part)
                notes = _children(root) if root is not None else ()
                parts[part] = {_value(note, "id"): note for note in notes}
            if (note := parts[part].pop(number, None)) is not None:
                yield from self._blocks(note)

    def _blocks(self, element: Any) -> Iterator[str]:
        for child in _children(element):
            if (name := _name(child)) == "p":
                yield from self._paragraph(child)
            elif name == "tbl":
                yield from self._table(child)
            else:
                yield from self._blocks(child)

    def _paragraph(self, element: Any) -> Iterator[str]:
        pieces: list[Piece] = []
        boxes: list[Any] = []
        self._inline(element, "", pieces, boxes)
        yield levelled(pieces)
        for box in boxes:
            yield from self._blocks(box)

    def _inline(self, element: Any, level: Level, pieces: list[Piece], boxes: list[Any]) -> None:
        for child in _children(element):
            name = _name(child)
            if name == "t":
                pieces.append((child.text or "", level))
            elif name in _GLYPHS:
                pieces.append((_GLYPHS[name], level))
            elif name == "txbxContent":
                boxes.append(child)
            elif name in _NOTES:
                self._notes.append((_NOTES[name], _value(child, "id")))
            elif name != "r" or not _is_struck(child):
                pieces += [("/", level)] * (name == "den")
                self._inline(child, _level(child, name) or level, pieces, boxes)

    def _table(self, element: Any) -> Iterator[str]:
        above: dict[int, list[str]] = {}  # by column, the cell that is merged with those below
        for row in _nearest(element, "tr"):
            if _has(row, "trPr", "del") or _has(row, "trPr", "hidden"):
                continue
            cells = list(self._cells(row, above))
            is_frame = any(_is_within(cell, "tbl") for cell in _nearest(row, "tc"))
            yield from lines_of(cells, is_frame=is_frame)

    def _cells(self, row: Any, above: dict[int, list[str]]) -> Iterator[list[str]]:
        """Return the paragraphs of each cell; one merged over several rows stands in each."""
        column = _number(_property(row, "trPr", "gridBefore"), 0)
        for cell in _nearest(row, "tc"):
            merged = _property(cell, "tcPr", "vMerge")
            if merged is None:
                above.pop(column, None)
                yield list(self._blocks(cell))
            else:
                if _value(merged, "val") == "restart":
                    above[column] = list(self._blocks(cell))
                yield above.get(column) or list(self._blocks(cell))
            column += _number(_property(cell, "tcPr", "gridSpan"), 1)


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _value(element: Any, name: str) -> str:
    """Return an attribute, whatever its namespace."""
    return next((str(v) for key, v in element.items() if key.rpartition("}")[2] == name), "")


def _children(element: Any) -> Iterator[Any]:
    """Return what is seen of an element; of alternatives the first."""
    for child in element.iterchildren("*"):
        name = _name(child)
        if name == "AlternateContent":
            first = next(child.iterchildren("*"), None)
            if first is not None:
                yield from _children(first)
        elif name not in _UNSEEN:
            yield child


def _nearest(element: Any, name: str) -> Iterator[Any]:
    """Return the rows of a table or the cells of a row, whatever wraps them."""
    for child in _children(element):
        if _name(child) == name:
            yield child
        else:
            yield from _nearest(child, name)


def _is_within(element: Any, name: str) -> bool:
    return next(_nearest(element, name), None) is not None


def _property(element: Any, group: str, name: str) -> Any:
    """Return a property of a run, row or cell, or None."""
    return next(element.iterfind(f"{{*}}{group}/{{*}}{name}"), None)


def _has(element: Any, group: str, name: str) -> bool:
    """Whether a property is there and not switched off."""
    found = _property(element, group, name)
    return found is not None and _value(found, "val") not in _OFF


def _number(element: Any, otherwise: int) -> int:
    said = _value(element, "val") if element is not None else ""
    return int(said) if said.isdecimal() else otherwise


def _is_struck(run: Any) -> bool:
    return any(_has(run, "rPr", name) for name in _STRUCK)


def _level(element: Any, name: str) -> Level:
    if name == "r":
        align = _property(element, "rPr", "vertAlign")
        return _LEVELS.get(_value(align, "val"), "") if align is not None else ""
    return _SCRIPTS.get(name, "")
