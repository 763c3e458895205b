"""Captions: lines that a page prints twice, once per font run, as ``20242024年度年度``.

One half of every run is taken. A heading that is said twice is two lines, and 一项项 is a word.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import numpy as np

from jmanalysis.reading.squeezing import Lines, Places, codes_of

_HAN = re.compile("[一-鿿]")
_LONGEST = 200  # characters, printed twice
_BROKEN = 4  # lines that a caption may be broken into


class Caption(NamedTuple):
    """A caption: its first and its last line, what it says, and where in the lines."""

    first: int
    last: int
    said: str
    places: Places


def captions(lines: Lines) -> list[Caption]:
    """Find the captions among the lines of a page, in order."""
    text, starts, ends = lines.text, lines.starts, lines.ends
    found: list[Caption] = []
    begin = 0  # the first line behind the last caption
    for last, first in _stretches(lines):
        if first < begin:
            continue
        said = text[starts[first] : ends[last]]
        behind = begin > 0 and first == begin
        if not behind and _is_repeated(said, ends[first : last + 1] - starts[first]):
            continue
        once = undoubled(said)
        if once is not None:
            found.append(Caption(first, last, once[0], starts[first] + np.array(once[1])))
            begin = last + 1
    return found


def _stretches(lines: Lines) -> list[tuple[int, int]]:
    """Return the lines that may be one caption, by their last and first, in the order of reading.

    Long lines are text, and none goes on behind the certain end of a paragraph.
    """
    long = lines.ends - lines.starts > _LONGEST
    parts = long.astype(np.int64)
    parts[1:] += long[:-1]
    inside = lines.before[(lines.before > 0) & (lines.before < len(parts))]
    parts[inside] += 1
    parts = np.cumsum(parts)
    firsts = _twice_begun(lines)
    firsts = firsts[~long[firsts]]
    until = np.searchsorted(parts, parts[firsts], side="right")
    until = np.minimum(until, firsts + _BROKEN)
    spans = zip(firsts.tolist(), until.tolist(), strict=True)
    return sorted((last, first) for first, end in spans for last in range(first, end))


def _twice_begun(lines: Lines) -> Places:
    """Return the lines that may begin with something that is at once said again."""
    codes = codes_of(lines.text)
    starts = lines.starts
    last = np.minimum(np.arange(_BROKEN - 1, len(starts) + _BROKEN - 1), len(starts) - 1)
    reach = np.minimum(lines.ends[last] - starts, 2 * _LONGEST)
    twice = np.zeros(len(starts), dtype=np.bool_)
    half = 1
    left = np.flatnonzero(reach >= 2 * half)
    while left.size:
        here = starts[left]
        same = codes[here] == codes[here + half]
        same &= codes[here + half - 1] == codes[here + 2 * half - 1]
        twice[left[same]] = True
        half += 1
        left = left[~same & (reach[left] >= 2 * half)]
    return np.flatnonzero(twice)


def _is_repeated(said: str, ends: Places) -> bool:
    """Whether lines are said twice as wholes: a title and its heading are two lines."""
    half = len(said) // 2
    return half in ends and said[:half] == said[half:]


def undoubled(line: str) -> tuple[str, list[int]] | None:
    """Take one half of every run of a line that is printed twice throughout; else None.

    Examples
    --------
    >>> undoubled("20242024年度年度")[0], undoubled("医医院医医院")[0], undoubled("一项项")
    ('2024年度', '医医院', None)
    """
    if len(line) < 4 or len(line) % 2 or len(line) > 2 * _LONGEST:
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
