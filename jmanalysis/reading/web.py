"""Web pages: what a reader sees of an HTML file, block by block; tables are read out."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from jmanalysis.reading.encodings import decoded, fault_in
from jmanalysis.reading.grids import Cell, Row, lines
from jmanalysis.reading.levels import Level, Piece, levelled
from jmanalysis.reading.markup import Token, tokens
from jmanalysis.reading.unwrapping import PARAGRAPH

#: Never read: code, what is struck out, what belongs to a form, what is printed above ruby.
_UNREAD = frozenset(
    (
        *("script", "style", "title", "noscript", "template", "svg", "iframe", "noembed"),
        *("noframes", "del", "s", "strike", "textarea", "select", "datalist", "option"),
        *("rt", "rp"),
    )
)
_PAGE = "p div br hr pre section article header footer nav main aside blockquote form fieldset"
_LISTS = "li ul ol table tr caption figure figcaption dl dt dd h1 h2 h3 h4 h5 h6 address details"
_BLOCKS = frozenset(f"{_PAGE} {_LISTS} summary legend center body".split())
_EMPTY = "area base br col embed frame hr img input link meta param source track wbr"
_VOID = frozenset(_EMPTY.split(" "))
_CELLS = frozenset(("td", "th"))
_TABLE = frozenset(("td", "th", "tr", "thead", "tbody", "tfoot", "table", "body", "html"))
_LEVELS: dict[str, Level] = {"sup": "above", "sub": "below"}
#: What the beginning of an element ends although it was not closed, and where the search stops.
_ENDS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset(("li",)), frozenset(("ul", "ol"))),
    "dt": (frozenset(("dt", "dd")), frozenset(("dl",))),
    "dd": (frozenset(("dt", "dd")), frozenset(("dl",))),
    "option": (frozenset(("option",)), frozenset(("select", "datalist"))),
    "td": (_CELLS, frozenset(("tr", "table"))),
    "th": (_CELLS, frozenset(("tr", "table"))),
    "tr": (frozenset(("tr",)), frozenset(("table",))),
    **dict.fromkeys(
        ("thead", "tbody", "tfoot"),
        (frozenset(("thead", "tbody", "tfoot", "tr")), frozenset(("table",))),
    ),
}
_PARAGRAPH = (frozenset(("p",)), _CELLS | {"table", "button", "template", "caption"})
_DEEP = 200  # elements that are looked through for one to end
_HIDING = re.compile("hidden|none", re.IGNORECASE)
_HIDDEN_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.IGNORECASE)
_CHARSET = re.compile(
    rb"(?:charset|<\?xml[^>]{0,80}encoding)\s{0,9}=\s{0,9}[\"']?([A-Za-z0-9_-]{2,20})",
    re.IGNORECASE,
)
#: Encodings that a page may name; all others are found from the bytes.
_NAMED = re.compile("gb_?2312|x?-?gbk|gb18030|big5|euc-|hz-gb|windows-125|iso-8859", re.IGNORECASE)
_NUMBER = re.compile("[1-9][0-9]{0,2}")
_BREAKS = re.compile(r"\r\n?")
_BLANKS = re.compile(r"[^\S\n]+")
_ANY_BLANKS = re.compile(r"\s+")


@dataclass(slots=True)
class _Element:
    """An element that is open."""

    name: str
    is_unread: bool
    is_pre: bool
    level: Level
    covers: tuple[int, int] = (1, 1)  # columns and rows of a cell


@dataclass(slots=True)
class _Row:
    """A row that is open: its cells, and whether it frames a table."""

    cells: list[Cell] = field(default_factory=list)
    is_frame: bool = False


class _Page:
    """Collects what a reader sees; a block ends a paragraph."""

    def __init__(self) -> None:
        self._open = [_Element("", is_unread=False, is_pre=False, level="")]
        self._counts: list[Counter[str]] = [Counter()]  # of what is open, for each cell anew
        self._lines: list[list[str]] = [[]]  # of the page, then of each open cell
        self._rows: list[_Row] = []
        self._tables: list[list[Row]] = []  # that are open: what is closed of each
        self._pieces: list[Piece] = []

    def take(self, token: Token) -> None:
        """Go on by one token."""
        if token.kind == "text":
            self._text(token.said)
        elif token.kind == "start":
            self._begin(token)
        else:
            self._end(token.said)

    def lines(self) -> list[str]:
        """Close what is open, and return the paragraphs."""
        while len(self._open) > 1:
            self._close()
        self._paragraph()
        return self._lines[0]

    def _text(self, said: str) -> None:
        inside = self._open[-1]
        if inside.is_unread:
            return
        if inside.is_pre:
            said = _BLANKS.sub(" ", _BREAKS.sub("\n", said))
        else:  # lines of the source are no lines of the page
            said = _ANY_BLANKS.sub(" ", said)
        self._pieces.append((said, inside.level))

    def _paragraph(self) -> None:
        if said := levelled(self._pieces).strip():
            self._lines[-1].append(said)
        self._pieces = []

    def _begin(self, token: Token) -> None:
        name = token.said
        if name in _BLOCKS:
            self._close_open(*_PARAGRAPH)
        if name in _ENDS:
            self._close_open(*_ENDS[name])
        if name in _BLOCKS or name in _CELLS:
            self._paragraph()
        if name in _VOID:
            return
        self._push(token)
        if token.rest.endswith("/"):
            self._close()

    def _push(self, token: Token) -> None:
        name, inside = token.said, self._open[-1]
        is_unread = inside.is_unread or name in _UNREAD or _is_hidden(token)
        is_pre = inside.is_pre or name == "pre"
        made = _Element(name, is_unread, is_pre, _LEVELS.get(name, inside.level))
        self._open.append(made)
        self._counts[-1][name] += 1
        if name == "tr":
            self._rows.append(_Row())
        elif name in _CELLS:
            made.covers = _covers(token)
            self._counts.append(Counter())
            self._lines.append([])
        elif name == "table":
            self._tables.append([])
            if self._rows:
                self._rows[-1].is_frame = True

    def _end(self, name: str) -> None:
        """End an element, and those within that were not closed; a cell keeps what it holds."""
        counts = self._counts if name in _TABLE else self._counts[-1:]
        if any(count[name] for count in counts):
            while self._close() != name:
                pass
        elif name == "p":
            self._paragraph()

    def _close_open(self, names: frozenset[str], until: frozenset[str]) -> None:
        """Close the innermost of these elements that are open within another."""
        for depth in range(1, min(len(self._open), _DEEP)):
            name = self._open[-depth].name
            if name in names:
                for _ in range(depth):
                    self._close()
                return
            if name in until:
                return

    def _close(self) -> str:
        closed = self._open.pop()
        name = closed.name
        if name in _BLOCKS or name in _CELLS:
            self._paragraph()
        if name in _CELLS:
            self._counts.pop()
            said = self._lines.pop()
            if self._rows:
                self._rows[-1].cells.append(Cell(said, *closed.covers))
            else:
                self._lines[-1] += said
        elif name == "tr":
            row = self._rows.pop()
            done = Row(row.cells, row.is_frame)
            if self._tables:
                self._tables[-1].append(done)
            else:
                self._lines[-1] += lines([done])
        elif name == "table":
            self._lines[-1] += lines(self._tables.pop())
        self._counts[-1][name] -= 1
        return name


def _covers(token: Token) -> tuple[int, int]:
    """Return how many columns and rows a cell covers."""
    if "span" not in token.rest.lower():
        return 1, 1
    given = (token.attributes.get(name, "") for name in ("colspan", "rowspan"))
    across, down = (int(one) if _NUMBER.fullmatch(one) else 1 for one in given)
    return across, down


def _is_hidden(token: Token) -> bool:
    if not _HIDING.search(token.rest):
        return False
    given = token.attributes
    return "hidden" in given or bool(_HIDDEN_STYLE.search(given.get("style", "")))


def text_of(path: Path, data: bytes) -> str:
    """Return the text of an HTML file, in the encoding that it names or that is found."""
    page = _Page()
    for token in tokens(_decoded(path, data)):
        page.take(token)
    return PARAGRAPH.join(page.lines())


def _decoded(path: Path, data: bytes) -> str:
    """Decode a page; what is UTF-8 by its bytes is, whatever it names."""
    named = _CHARSET.search(data[:4096])
    name = named[1].decode().lower() if named else ""
    if _NAMED.match(name) and not _is_unicode(data):
        try:
            return data.decode("gb18030" if "gb" in name and "hz" not in name else name)
        except (LookupError, UnicodeDecodeError):
            pass
    return decoded(path, data)[0]


def _is_unicode(data: bytes) -> bool:
    return data.startswith((b"\xff\xfe", b"\xfe\xff")) or fault_in(data, "utf-8") is None
