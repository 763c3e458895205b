"""Squeezing: the lines of a source without their blanks, every character keeping its place.

Press pages hold tens of thousands of short lines; all of them are squeezed at once, as one array of
characters.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from jmanalysis.numerals import narrow

Places = NDArray[np.int64]

#: Ends a paragraph for certain: written by the readers of .docx and .html, which know.
PARAGRAPH = "\u2029"
# What separates nothing: blanks, byte-order marks, zero-width and control characters.
_BLANK = re.compile(r"[\s\u200b-\u200f\u2060\ufeff\x00-\x1f\x7f-\x9f\u2028]+")
_SPACE = re.compile(r"[\s\x00-\x1f]")  # of these, what a reader sees as a blank
# What a character is, for squeezing; beyond the basic plane all are alike.
_EMPTY, _BREAK, _ENDS, _BEGINS, _SEEN = 1, 2, 4, 8, 16
_CODES = 0x10000


class Lines(NamedTuple):
    """The lines that hold anything, one directly behind the other.

    Attributes
    ----------
    text
        Their characters.
    at
        The place of each character in the source.
    starts, ends
        Where each line begins and ends in ``text``.
    marks
        The place in the source of each :data:`PARAGRAPH`.
    before
        How many lines stand before each of these.
    """

    text: str
    at: Places
    starts: Places
    ends: Places
    marks: Places
    before: Places


def codes_of(text: str) -> NDArray[np.uint32]:
    """Return the code of each character."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


def squeezed(source: str) -> Lines:
    r"""Drop blanks; one stays where two Latin words or numbers would otherwise run together.

    Examples
    --------
    >>> lines = squeezed("共 3 家\n\nHIS 3 beds")
    >>> [lines.text[start:end] for start, end in zip(lines.starts, lines.ends)]
    ['共3家', 'HIS 3 beds']
    """
    codes = codes_of(source)
    kinds = _kinds()[np.minimum(codes, _CODES - 1)]
    line = np.cumsum(kinds & _BREAK != 0)
    kept = kinds & _EMPTY == 0
    at = kept.nonzero()[0]
    gaps = at[:-1][at[1:] - at[:-1] > 1]
    behind = at[1:][at[1:] - at[:-1] > 1]
    seen = np.cumsum(kinds & _SEEN != 0)
    apart = (kinds[gaps] & _ENDS != 0) & (kinds[behind] & _BEGINS != 0)
    apart &= seen[behind] > seen[gaps]
    blanks = gaps[apart & (line[gaps] == line[behind])] + 1
    if blanks.size:
        codes, kept[blanks] = codes.copy(), True
        codes[blanks] = ord(" ")
        at = kept.nonzero()[0]
    text = codes[at].tobytes().decode("utf-32-le", "surrogatepass")
    starts = np.flatnonzero(np.diff(line[at], prepend=-1))
    marks = (codes == ord(PARAGRAPH)).nonzero()[0]
    before = np.searchsorted(at[starts], marks)
    return Lines(text, at, starts, np.append(starts[1:], len(at))[: len(starts)], marks, before)


@cache
def _kinds() -> NDArray[np.uint8]:
    """Return what each character is: a blank, a break, what a word may end or begin with."""
    every = "".join(map(chr, range(_CODES)))
    kinds = np.zeros(_CODES, dtype=np.uint8)
    for match in _BLANK.finditer(every):
        kinds[match.start() : match.end()] |= _EMPTY
    for match in _SPACE.finditer(every):
        kinds[match.start()] |= _SEEN
    kinds[[ord("\n"), ord(PARAGRAPH)]] |= _BREAK
    for code in (*range(0x80), *range(0xFF01, 0xFF5F)):
        plain = narrow(chr(code))
        if plain.isascii() and plain.isalnum():
            kinds[code] |= _ENDS | _BEGINS
        elif plain in {",", "."}:
            kinds[code] |= _ENDS
    return kinds
