"""Web pages: the text of an HTML file, block by block."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

from jmanalysis.reading.encodings import decoded
from jmanalysis.reading.unwrapping import PARAGRAPH

_SKIPPED = {"script", "style", "noscript", "template", "svg", "head"}
_PAGE = "p div br hr pre section article header footer nav main aside blockquote form"
_LISTS = "li ul ol table tr td th caption figure figcaption dl dt dd h1 h2 h3 h4 h5 h6"
_BLOCKS = frozenset(f"{_PAGE} {_LISTS}".split())
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset=[\"']?([A-Za-z0-9_-]{2,20})", re.IGNORECASE)


class _Text(HTMLParser):
    """Collects what a reader sees; a block ends a paragraph."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._skipped = 0

    def handle_starttag(self, tag: str, _attrs: object) -> None:
        """Begin an element."""
        self._skipped += tag in _SKIPPED
        if tag in _BLOCKS:
            self.parts.append(PARAGRAPH)

    def handle_endtag(self, tag: str) -> None:
        """End an element."""
        self._skipped = max(0, self._skipped - (tag in _SKIPPED))
        if tag in _BLOCKS:
            self.parts.append(PARAGRAPH)

    def handle_data(self, data: str) -> None:
        """Keep text, lines of the source being no lines of the page."""
        if not self._skipped:
            self.parts.append(re.sub(r"\s+", " ", data))


def text_of(path: Path, data: bytes) -> str:
    """Return the text of an HTML file, in the encoding that it names or that is found."""
    named = _CHARSET.search(data[:4096])
    text = ""
    if named:
        name = {"gb2312": "gb18030", "gbk": "gb18030"}.get(named[1].decode().lower())
        try:
            text = data.decode(name or named[1].decode())
        except (LookupError, UnicodeDecodeError):
            text = ""
    reader = _Text()
    reader.feed(text or decoded(path, data)[0])
    reader.close()
    return re.sub(rf"(?:\s*{PARAGRAPH}\s*)+", PARAGRAPH, "".join(reader.parts)).strip(PARAGRAPH)
