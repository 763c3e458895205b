"""Markup: the tags and the text of an HTML page, found in one pass.

Every page is read somehow, as browsers do, and in a time that grows with its length alone: what is
never closed is looked for once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

#: Elements whose content is no markup, and is nothing that the page shows as its text.
_RAW = frozenset(("script", "style", "title", "textarea", "iframe", "noembed", "noframes", "xmp"))
_CODE = frozenset(("script", "style"))
_OPENS = re.compile(r"<(/?)([A-Za-z][^\s/>]*)")
# The rest of a tag: a > in a quoted value does not end it; quotes stand behind = alone.
_REST = re.compile(r"""(?:[^>=]++|=\s*+"[^"]*+"|=\s*+'[^']*+'|=(?!\s*+["']))*+""")
_ATTRIBUTE = re.compile(r"""([^\s=/"'>]+)\s*(?:=\s*("[^"]*"|'[^']*'|[^\s>]+))?""")
_EMPTY_COMMENT = re.compile("<!---?>")


class Token(NamedTuple):
    """A piece of a page: text, or a tag with what is written in it behind its name."""

    kind: str
    said: str
    rest: str = ""

    @property
    def attributes(self) -> dict[str, str]:
        """The attributes of a tag."""
        found = (match.groups(default="") for match in _ATTRIBUTE.finditer(self.rest))
        return {name.lower(): unescape(value.strip("\"'")) for name, value in found}


def tokens(source: str) -> Iterator[Token]:
    """Split a page into ``text``, ``start`` and ``end``; comments and scripts go.

    Examples
    --------
    >>> [(one.kind, one.said) for one in tokens('<p title="a>b">5 &lt; 6<!-- 7 --></p>')]
    [('start', 'p'), ('text', '5 < 6'), ('end', 'p')]
    >>> [one.said for one in tokens("共3家<!-- 又5家")]
    ['共3家', '<!--', ' 又5家']
    """
    return _Scanner(source).tokens()


class _Scanner:
    """Goes through a page once, from left to right."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._absent: set[str] = set()  # what no longer comes
        self._unbalanced = 0  # tags that begin before this place hold a quote that never ends

    def tokens(self) -> Iterator[Token]:
        """Return the tokens of the page."""
        source, place = self._source, 0
        while (begin := source.find("<", place)) >= 0:
            if begin > place:
                yield Token("text", unescape(source[place:begin]))
            token, place = self._at(begin)
            if token is not None:
                yield token
        if place < len(source):
            yield Token("text", unescape(source[place:]))

    def _at(self, begin: int) -> tuple[Token | None, int]:
        """Return what a < begins, and where that ends."""
        if self._source.startswith("<!--", begin):
            return self._comment(begin)
        end = self._find(">", begin)
        opens = _OPENS.match(self._source, begin) if end >= 0 else None
        if opens is not None:
            return self._tag(begin, opens)
        if end >= 0 and self._source[begin + 1 : begin + 2] in {"!", "?", "/"}:
            return None, end + 1
        return Token("text", "<"), begin + 1

    def _comment(self, begin: int) -> tuple[Token | None, int]:
        if empty := _EMPTY_COMMENT.match(self._source, begin):
            return None, empty.end()
        end = self._find("-->", begin + 4)
        # A comment without an end would swallow the page: its text is kept.
        return (None, end + 3) if end >= 0 else (Token("text", "<!--"), begin + 4)

    def _tag(self, begin: int, opens: re.Match[str]) -> tuple[Token, int]:
        end = self._tag_end(begin, opens.end())
        name, rest = opens[2].lower(), self._source[opens.end() : end]
        if opens[1]:
            return Token("end", name), end + 1
        after = self._behind_raw(name, end + 1) if name in _RAW else end + 1
        return Token("start", name, rest), after

    def _tag_end(self, begin: int, start: int) -> int:
        """Return the place of the > that ends a tag; one comes, for it was looked for."""
        if begin >= self._unbalanced:
            match = _REST.match(self._source, start)
            assert match is not None  # it may be empty
            if self._source.startswith(">", match.end()):
                return match.end()
            self._unbalanced = match.end() + 1
        return self._find(">", start)

    def _behind_raw(self, name: str, start: int) -> int:
        """Return where the end tag stands, in front of which nothing is shown."""
        mark = f"</{name}"
        if mark not in self._absent:
            found = re.compile(rf"{mark}(?=[\s/>])", re.IGNORECASE).search(self._source, start)
            if found is not None:
                return found.start()
            self._absent.add(mark)
        return len(self._source) if name in _CODE else start

    def _find(self, mark: str, start: int) -> int:
        if mark in self._absent:
            return -1
        if (place := self._source.find(mark, start)) < 0:
            self._absent.add(mark)
        return place
