"""Topics: whose a clause is, going along a page. A section, a head or a sentence says it.

An area that begins a sentence holds for that sentence. One that is set off (蓬江区　夜间门诊…), or
that begins a paragraph whose end is certain, holds for what follows, until the paragraph ends.
"""

from __future__ import annotations

from collections.abc import Container

from jmanalysis.reading.clauses import Clause
from jmanalysis.reading.headings import numbered
from jmanalysis.reading.scopes import Scope, Scopes
from jmanalysis.reading.unwrapping import Page

_LONGEST_PARAGRAPH = 600  # characters; what is longer is a page whose paragraphs are not known
_NUMBERS = frozenset("第一二三四五六七八九十（附表0123456789")
_LONGEST_NUMBER = 8  # characters of the number of a section


class Topic:
    """Whose the clauses of a page are; it goes along clause by clause.

    Parameters
    ----------
    page
        The unwrapped page.
    scopes
        Find areas and institutions.
    peers
        The districts and cities, which 区里 and 该市 can mean.
    """

    def __init__(self, page: Page, scopes: Scopes, peers: Container[str]) -> None:
        self._page, self._text, self._scopes, self._peers = page, page.text, scopes, peers
        self._section, self.until = Scope(), 0
        self._scope = self._section
        self._area = self._held = self._last = self._house = ""
        self._sentence, self._begin, self._holds = -1, 0, False
        self._is_known = False  # whether the scope is still that of the clause before

    def enters_section(self, start: int) -> bool:
        """Go on to a clause at or behind ``until``, and say whether another section begins."""
        section, self.until = self._scopes.section(start)
        if section == self._section:
            return False
        self._section = section
        self._area = self._held = self._last = self._house = ""
        self._is_known = False
        return True

    def begin_sentence(self, start: int) -> None:
        """Begin a sentence; the number of a section ends what an area held for."""
        text = self._text
        self._sentence = self._begin = start
        self._holds, self._house, self._is_known = False, "", False
        if text[start : start + 1] in _NUMBERS and numbered(text[start : start + _LONGEST_NUMBER]):
            self._held = ""
            if start < self._page.captions:  # 二、各地亮点 in front of 蓬江区
                self._begin = self._page.line_end(start)
        elif text[start - 1 : start] == "\n":
            self._held = ""
            self._holds = text.find("\n", start, start + _LONGEST_PARAGRAPH) >= 0
        self._area = self._held

    def of(self, clause: Clause) -> Scope:
        """Return the scope of the next clause."""
        start, end, scopes = clause.start, clause.end, self._scopes
        opens = start == self._sentence
        begin = self._begin if opens and self._begin < end else start
        if scopes.may_begin(self._text[begin]) and (
            own := scopes.area_at(begin, end, self._section, self._area, self._last)
        ):
            self._take(own, begin if opens else -1)
        if house := scopes.house_at(start, end, self._area or self._section.area):
            self._house, self._is_known = house, False
        if not self._is_known:
            subject = self._house or ("" if self._area else self._section.subject)
            self._scope = Scope(self._area or self._section.area, subject)
            self._is_known = True
        return self._scope

    def _take(self, own: str, opening: int) -> None:
        """Take the area that a clause names, and hold it if it heads what follows."""
        self._area, self._is_known = own, False
        if own in self._peers:
            self._last = own
        if opening < 0:
            return
        if (self._holds and own in self._peers) or self._scopes.heads(opening, own):
            self._held = own
