"""Unwrapping: from the lines of a page to running text, every character keeping its place.

Press pages break lines inside words and numbers, leave every other line blank as a style, and print
captions twice, once per font run. All lines are joined; only whitespace goes, and the doubled half
of captions. Nothing is broken apart at headings, so a line break can stand anywhere and change
nothing. Captions come after the running text, for they belong to no section.
"""

from __future__ import annotations

import re
import string
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

import numpy as np

from jmanalysis.numerals import narrow
from jmanalysis.reading.captions import Caption, captions
from jmanalysis.reading.datelines import headline, opening_day
from jmanalysis.reading.squeezing import PARAGRAPH, Lines, Places, squeezed

__all__ = ["PARAGRAPH", "Page", "unwrap"]

_MARK = re.compile("[,;:!?()]")
_MARKS = dict(zip(",;:!?()", "，；：！？（）", strict=True))
_LONGEST_TITLE = 60
_HEAD = 2_000  # characters that hold the masthead of a page
_NO_TITLE = re.compile("[，。；：！？]|[一二三四五六七八九十]、")
_IN_SENTENCE = re.compile("[，。；、！？0-9]")
_CLOSING = frozenset("。！？；…”：")
_LETTERS = frozenset(string.ascii_letters)
_FEW_LINES, _CHARACTERS_A_STOP = 12, 400
# The break before a line that begins with a bullet, or is a ruler, and the one behind a ruler.
_BULLETED = re.compile(
    r"\n(?=[^\S\n]*[●•■□◆◇▪▫★☆▲△▶►◎○※①-⑳❶-❿━─═\u2600-\u27bf\U0001f300-\U0001faff])|\n(?<=[━─═]\n)"
)
# The break before a line that is set in.
_INDENTED = re.compile(r"\n(?=\u3000\u3000|[^\S\n]{4})")
_ENDS = frozenset("。！？…”：）\n")
Span = tuple[int, int]


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
        return _MARK.sub(_marked, narrow(self.plain))

    @cached_property
    def titles(self) -> tuple[tuple[str, int], ...]:
        """What may be the title, and where it ends: the first line, and the first two as one.

        Where the navigation of a web page comes first, it is the line above 发布时间; a circular
        has its title below its masthead and its date.
        """
        if not self.captions:
            return ()
        place = bisect_left(self.at, headline(self.source), 0, self.captions - 1)
        first = self.line_end(place)
        found = [(self.text[place:first], first)]
        if first < self.captions and first - place <= _LONGEST_TITLE:
            second = self.line_end(first)
            if self._may_be_title(first, second):
                found.append((self.text[place:second], second))
        if day := opening_day(self.source[:_HEAD].replace(PARAGRAPH, "\n")):
            below = bisect_right(self.at, day[1], 0, self.captions)
            if below < self.captions and self._may_be_title(below, end := self.line_end(below)):
                found.append((self.text[below:end], end))
        return tuple(found)

    def _may_be_title(self, begin: int, end: int) -> bool:
        return end - begin <= _LONGEST_TITLE and not _NO_TITLE.search(self.text, begin, end)

    def line_end(self, place: int) -> int:
        """Where the line of a character of the running text ends in ``plain``."""
        line = bisect_right(self._lines, self.at[place])
        after = self._lines[line] if line < len(self._lines) else len(self.source)
        return bisect_left(self.at, after, place, self.captions)

    @cached_property
    def _lines(self) -> list[int]:
        """Where lines begin in ``source``; a paragraph of a document is a line, too."""
        lines = self.source.replace(PARAGRAPH, "\n").split("\n")
        return list(accumulate((len(line) + 1 for line in lines[:-1]), initial=0))

    @cached_property
    def _begins(self) -> Places:
        return np.array(self._lines)

    def line(self, place: int) -> int:
        """Line of a character of ``plain``, from 1."""
        return bisect_right(self._lines, self.at[place]) if self.at else 1

    def column(self, place: int) -> int:
        """Column of a character of ``plain`` in its line, from 1."""
        return self.at[place] - self._lines[self.line(place) - 1] + 1

    def lines(self, places: Iterable[int]) -> list[int]:
        """Line of each of several characters of ``plain``, from 1."""
        return self.places(places)[0]

    def places(self, places: Iterable[int]) -> tuple[list[int], list[int]]:
        """Line and column of each of several characters of ``plain``, from 1."""
        at = np.fromiter(map(self.at.__getitem__, places), dtype=np.int64)
        lines = np.searchsorted(self._begins, at, side="right")
        return lines.tolist(), (at - self._begins[lines - 1] + 1).tolist()


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
    lines = squeezed(_parted(source))
    made = _Made(lines)
    found = captions(lines)
    made.join({number for one in found for number in range(one.first, one.last + 1)})
    return made.page(source, found)


def _parted(source: str) -> str:
    """Let every line be a paragraph where a text goes almost without full stops.

    So are messages written: the end of a line ends the sentence. In any text a bullet begins a
    paragraph, so does a line that is set in, and the line that gives the day of the text is one.
    """
    lines = sum(1 for line in source.split("\n") if line.strip())
    apart = lines >= _FEW_LINES and source.count("。") * _CHARACTERS_A_STOP < len(source)
    if apart:
        return source.replace("\n", PARAGRAPH)
    if day := opening_day(source):
        begin, end = max(0, day[0] - 1), day[1] + 1
        source = source[:begin] + source[begin:end].replace("\n", PARAGRAPH) + source[end:]
    indented = [match.start() for match in _INDENTED.finditer(source)]
    ended = sum(source[place - 1 : place] in _ENDS for place in indented)
    if ended * 2 >= len(indented):  # a page that sets in all its lines says nothing by it
        source = _INDENTED.sub(PARAGRAPH, source)
    return _BULLETED.sub(PARAGRAPH, source)


class _Made:
    """The unwrapped text while it grows: pieces of the lines, and what is put between them."""

    def __init__(self, lines: Lines) -> None:
        self._lines = lines
        self._text: list[str] = []
        self._at: list[Places] = []
        self._heads: list[tuple[int, int]] = []
        self._size = 0
        self._last, self._closed = "", True  # the last character, and whether it ends a sentence

    def join(self, without: Container[int]) -> None:
        """Join all lines but these, and note which may be headings."""
        text, _, starts, ends, marks, before = self._lines
        spans = list(zip(starts.tolist(), ends.tolist(), strict=True))
        first = 0
        for place, number in zip(marks.tolist(), before.tolist(), strict=True):
            self._paragraph(text, spans, first, number, without)
            if self._size:
                self._put("\n", [place])
                self._last, self._closed = "\n", True
            first = number
        self._paragraph(text, spans, first, len(spans), without)

    def _paragraph(
        self, text: str, spans: list[Span], first: int, stop: int, without: Container[int]
    ) -> None:
        """Join the lines that no certain end of a paragraph stands between."""
        begin = done = spans[first][0] if first < stop else 0  # of the piece not yet taken
        last, closed = self._last, self._closed
        for number in range(first, stop):
            start, end = spans[number]
            apart = last in _LETTERS and text[start] in _LETTERS
            if apart or number in without:
                self._take(begin, start)
                begin = start
            done = end
            if number in without:
                begin = end
                continue
            if apart:
                self._put(" ", [int(self._lines.at[start])])
            if closed:
                shift = self._size - begin
                self._heads.append((start + shift, end + shift))
            last = text[end - 1]
            closed = last in _CLOSING or (closed and _is_head(text[start:end]))
        self._take(begin, done)
        self._last, self._closed = last, closed

    def page(self, source: str, found: Sequence[Caption]) -> Page:
        """Finish: captions come last, each sentence of them for itself."""
        places = [self._lines.at[one.places] for one in found]
        if found and self._size:
            self._put("\n", [int(places[0][0])])
        begin = self._size
        for one, where in zip(found, places, strict=True):
            self._put(one.said, where)
        at = array("q", np.concatenate([np.empty(0, dtype=np.int64), *self._at]).tobytes())
        return Page(source, "".join(self._text), at, tuple(self._heads), begin)

    def _take(self, begin: int, end: int) -> None:
        if end > begin:
            self._put(self._lines.text[begin:end], self._lines.at[begin:end])

    def _put(self, text: str, places: Places | list[int]) -> None:
        self._text.append(text)
        self._at.append(np.asarray(places, dtype=np.int64))
        self._size += len(text)


def _marked(match: re.Match[str]) -> str:
    """Return a mark as Chinese beside a Chinese character; 1,000 and 1:1.5 keep theirs."""
    text, place, mark = match.string, match.start(), match[0]
    before = text[place - 1 : place]
    if before > "\x7f" or text[place + 1 : place + 2] > "\x7f":
        return _MARKS[mark]
    return _MARKS[mark] if mark == "," and before and before in "%)" else mark


def _is_head(line: str) -> bool:
    """Whether a line may be a heading: short, and without the marks of a sentence."""
    return len(line) <= 30 and not _IN_SENTENCE.search(line)
