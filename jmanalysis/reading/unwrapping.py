"""Unwrapping: from the lines of a page to running text, every character keeping its place.

Press pages break lines inside words and numbers, leave every other line blank as a style, and print
captions twice, once per font run. All lines are joined; only whitespace goes, and the doubled half
of captions. Nothing is broken apart at headings, so a line break can stand anywhere and change
nothing. Captions come after the running text, for they belong to no section.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property

from jmanalysis.numerals import narrow

# What separates nothing: blanks, byte-order marks, zero-width and control characters.
_BLANK = re.compile(r"[\s\u200b-\u200f\u2060\ufeff\x00-\x1f\x7f-\x9f\u2028]+")
# ASCII marks beside a Chinese character; 1,000 and 1:1.5 keep theirs.
_MARK = re.compile(r"(?<=[^\x00-\x7f])[,;:!?()]|[,;:!?()](?=[^\x00-\x7f])|(?<=[%)]),")
_MARKS = dict(zip(",;:!?()", "，；：！？（）", strict=True))
_LONGEST_TITLE = 60
_NO_TITLE = re.compile("[，。；：！？]|[一二三四五六七八九十]、")
#: Ends a paragraph for certain: written by the readers of .docx and .html, which know.
PARAGRAPH = "\u2029"


@dataclass(frozen=True)
class Page:
    """A text and its unwrapped form.

    Attributes
    ----------
    source
        The text as it was read.
    plain
        Unwrapped, characters as printed; paragraphs that are certain end with a line feed.
    at
        For each character of ``plain`` its place in ``source``.
    heads
        Where lines of the running text begin in ``plain`` after a closed sentence, and where they
        end: these may be headings.
    captions
        Where the captions begin in ``plain``.
    """

    source: str
    plain: str
    at: array[int]
    heads: tuple[tuple[int, int], ...]
    captions: int

    @cached_property
    def text(self) -> str:
        """``plain`` in half-width and simplified forms, for reading; positions are the same.

        Punctuation is the other way round: Chinese marks, wherever a mark stands in Chinese text.
        """
        return _MARK.sub(lambda match: _MARKS[match[0]], narrow(self.plain))

    @property
    def titles(self) -> tuple[str, ...]:
        """What may be the title: the first line of the text, and the first two as one."""
        if not self.captions:
            return ()
        first = self.line_end(0)
        if first >= self.captions or first > _LONGEST_TITLE:
            return (self.text[:first],)
        second = self.line_end(first)
        both = second - first <= _LONGEST_TITLE and not _NO_TITLE.search(self.text, first, second)
        return (self.text[:first], self.text[:second]) if both else (self.text[:first],)

    def line_end(self, place: int) -> int:
        """Where the line of a character of the running text ends in ``plain``."""
        line = bisect_right(self._lines, self.at[place])
        after = self._lines[line] if line < len(self._lines) else len(self.source)
        return bisect_left(self.at, after, place, self.captions)

    @cached_property
    def _lines(self) -> list[int]:
        return [0, *(m.end() for m in re.finditer("\n", self.source))]

    def line(self, place: int) -> int:
        """Line of a character of ``plain``, from 1."""
        return bisect_right(self._lines, self.at[place]) if self.at else 1

    def place(self, place: int) -> tuple[int, int]:
        """Line and column of a character of ``plain``, from 1."""
        line = self.line(place)
        return line, self.at[place] - self._lines[line - 1] + 1

    def column(self, place: int) -> int:
        """Column of a character of ``plain`` in its line, from 1."""
        return self.place(place)[1]


def unwrap(source: str) -> Page:
    r"""Unwrap a text.

    Examples
    --------
    >>> page = unwrap("共有4\n\n家医院，另\n有5.\n5万人。")
    >>> page.plain
    '共有4家医院，另有5.5万人。'
    >>> page.line(page.plain.index("家")), page.column(page.plain.index("家"))
    (3, 1)
    """
    made = _Made()
    begin = 0
    for match in re.finditer(r"[^\n\u2029]*(\n|\u2029|$)", source):
        line = match[0].rstrip("\n" + PARAGRAPH)
        made.take(line, begin, certain=match[1] == PARAGRAPH)
        begin = match.end()
    return made.page(source)


class _Made:
    """The unwrapped text while it grows."""

    def __init__(self) -> None:
        self.text: list[str] = []
        self.at = array("L")
        self.captions: list[tuple[str, array[int]]] = []
        self.heads: list[tuple[int, int]] = []
        self.last = ""
        self.closed = True
        self.held: list[tuple[str, array[int]]] = []
        self.captioned = False  # whether the last that was taken is a caption

    def take(self, line: str, begin: int, *, certain: bool) -> None:
        """Take in one line that begins at this place of the source."""
        kept, places = _squeezed(line, begin)
        if kept:
            self._hold(kept, places)
        if certain:
            self._release(len(self.held))
        if certain and self.at:
            self._put("\n", array("L", [min(begin + len(line), begin + len(line))]))
            self.closed, self.last = True, "\n"

    def _hold(self, kept: str, places: array[int]) -> None:
        """Keep a line until it is clear that it is no part of a caption broken over lines."""
        if len(kept) > _LONGEST_CAPTION:
            self._release(len(self.held))
            self._join(kept, places)
            return
        self.held.append((kept, places))
        run, begin = "".join(line for line, _ in self.held), 0
        for number, (line, _) in enumerate(self.held):
            if _begins_twice(run, begin) and self._take_caption(number, run[begin:]):
                return
            begin += len(line)
        if len(self.held) >= _HELD:
            self._release(1)

    def _take_caption(self, number: int, said: str) -> bool:
        """Take the lines from a number on as a caption, if they are one."""
        part = self.held[number:]
        if (number > 0 or not self.captioned) and _is_repeated(part, said):
            return False
        once = _undoubled(said)
        if once is None:
            return False
        self._release(number)
        whole = array("L", (place for _, places in part for place in places))
        self.captions.append((once[0], array("L", (whole[n] for n in once[1]))))
        self.held.clear()
        self.captioned = True
        return True

    def _release(self, count: int) -> None:
        """Let the first lines that are kept be running text."""
        for kept, places in self.held[:count]:
            self._join(kept, places)
        del self.held[:count]

    def _join(self, kept: str, places: array[int]) -> None:
        if self.last.isascii() and self.last.isalpha() and kept[0].isascii() and kept[0].isalpha():
            self._put(" ", array("L", [places[0]]))
        start = len(self.at)
        self.captioned = False
        self._put(kept, places)
        if self.closed:
            self.heads.append((start, len(self.at)))
        self.last = kept[-1]
        self.closed = self.last in "。！？；…”：" or (self.closed and _is_head(kept))

    def _put(self, text: str, places: array[int]) -> None:
        self.text.append(text)
        self.at.extend(places)

    def page(self, source: str) -> Page:
        """Finish: captions come last, each sentence of them for itself."""
        self._release(len(self.held))
        begin = len(self.at)
        for said, places in self.captions:
            if begin == len(self.at) and self.at:
                self._put("\n", array("L", [places[0]]))
                begin = len(self.at)
            self._put(said, places)
        return Page(source, "".join(self.text), self.at, tuple(self.heads), begin)


def _squeezed(line: str, begin: int) -> tuple[str, array[int]]:
    """Drop blanks; one stays where two Latin words or numbers would otherwise run together."""
    if not _BLANK.search(line):
        return line, array("L", range(begin, begin + len(line)))
    said: list[str] = []
    places = array("L")
    place = 0
    for match in [*_BLANK.finditer(line), None]:
        end = match.start() if match else len(line)
        said.append(line[place:end])
        places.extend(range(begin + place, begin + end))
        if match and end > 0 and match.end() < len(line) and _both_ascii(line, end, match.end()):
            said.append(" ")
            places.append(begin + end)
        place = match.end() if match else place
    return "".join(said), places


def _both_ascii(line: str, end: int, start: int) -> bool:
    one, other = narrow(line[end - 1]), narrow(line[start])
    return one.isascii() and (one.isalnum() or one in ",.") and other.isascii() and other.isalnum()


def _is_head(line: str) -> bool:
    """Whether a line may be a heading: short, and without the marks of a sentence."""
    return len(line) <= 30 and not re.search("[，。；、！？0-9]", line)


_HAN = re.compile("[一-鿿]")
_LONGEST_CAPTION = 200  # characters, printed twice
_HELD = 4  # lines that a caption may be broken into


def _is_repeated(part: list[tuple[str, array[int]]], said: str) -> bool:
    """Whether lines are said twice as wholes: a title and its heading are two lines."""
    half, size = len(said) // 2, 0
    ends = set()
    for line, _ in part:
        size += len(line)
        ends.add(size)
    return half in ends and said[:half] == said[half:]


def _begins_twice(text: str, begin: int) -> bool:
    """Whether a text begins with something that is at once said again; quickly told."""
    size = len(text) - begin
    if size % 2 or size < 4:
        return False
    middle = begin + size // 2
    place = text.find(text[begin : begin + 1 + (text[begin] != text[begin + 1])], begin + 1)
    while 0 < place <= middle:
        if text.startswith(text[begin:place], place):
            return True
        place = text.find(text[begin], place + 1)
    return False


def _undoubled(line: str) -> tuple[str, list[int]] | None:
    """Take one half of every run of a line that is printed twice throughout; else None.

    Examples
    --------
    >>> _undoubled("20242024年度年度")[0], _undoubled("医医院医医院")[0], _undoubled("一项项")
    ('2024年度', '医医院', None)
    """
    if len(line) < 4 or len(line) % 2 or len(line) > 2 * _LONGEST_CAPTION:
        return None
    if not _HAN.search(line):  # 2020 is a year
        return None
    halves = _halves(line)
    if halves is None or max(length for _, length in halves) < 2:
        return None
    chosen = [place + n for place, length in halves for n in range(length)]
    return "".join(line[n] for n in chosen), chosen


def _halves(line: str) -> list[tuple[int, int]] | None:
    """Cut a line into as few doubled runs as it can be cut into: (place, length) of each half."""
    size = len(line)
    best: list[list[tuple[int, int]] | None] = [[]] + [None] * size
    for place in range(0, size, 1):
        before = best[place]
        if before is None:
            continue
        for half in range(1, (size - place) // 2 + 1):
            end = place + 2 * half
            if line[place : place + half] == line[place + half : end]:
                known = best[end]
                if known is None or len(known) > len(before) + 1:
                    best[end] = [*before, (place, half)]
    return best[size]
