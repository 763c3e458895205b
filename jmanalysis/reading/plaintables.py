"""Tables of plain text, as it is copied from pages or held by a PDF: words and numbers, set apart.

They are read out where a line of as many heads stands above; else each line is a paragraph of its
own, so that no number runs into the words of the next line.
"""

from __future__ import annotations

import re

from jmanalysis.reading.grids import Cell, Row, lines
from jmanalysis.reading.squeezing import PARAGRAPH

_GAP = r"[^\S\n\u2029]"
_NUMBER = (
    r"(?:[≥≤<>＜＞约超近]?[-+－−]?\d[\d,.]*[%‰]?(?: ?(?:左右|以上|以下|以内))?|[-—–―]{1,2}|…{1,2})"
)
#: One to three words, then numbers alone.
_LINE = re.compile(
    rf"^{_GAP}*(?:[^\s\d，。；！？：]{{1,30}}{_GAP}+){{1,3}}(?:{_NUMBER}{_GAP}+)*{_NUMBER}{_GAP}*$",
    re.MULTILINE,
)
_GAPS = re.compile(rf"{_GAP}+")
_MOST_HEADS = 3  # lines
_FIGURE = re.compile(r"\d")
_APART = re.compile("(?<=[\\d%‰]) (?=左右|以上|以下|以内)")


def read_out(text: str) -> str:
    r"""Return a text whose tables are read out, line for line.

    Examples
    --------
    >>> said = read_out("附表\n地区\t托位（个）\t同比（%）\n蓬江区\t4210\t-2.8\n完。")
    >>> said.replace("\u2029", "\n").split("\n")[2:]
    ['蓬江区：托位4210个，同比-2.8%。', '完。']
    >>> read_out("设备 3 台\n人员 12 名") == "设备 3 台\n人员 12 名"
    True
    """
    parts: list[str] = []
    done = 0
    for begin, end in _blocks(text):
        above = _heads(text, done, begin, end)
        rows = [_row(line) for line in text[above:end].split("\n")]
        said = lines(rows) if len(rows) > 1 else []
        if len(said) != len(rows):  # a line of one word alone stands above
            above, said = begin, text[begin:end].split("\n")
        before = text[done:above]
        parts += [
            before[:-1] + PARAGRAPH if before.endswith("\n") else before,
            PARAGRAPH.join(said),
        ]
        done = end
        if text.startswith("\n", end):
            parts.append(PARAGRAPH)
            done += 1
    return "".join([*parts, text[done:]]) if parts else text


def _heads(text: str, done: int, begin: int, end: int) -> int:
    """Return where the heads begin: a line above, or several where tabs part the cells."""
    above = begin
    for _ in range(_MOST_HEADS if "\t" in text[begin:end] else 1):
        start = text.rfind("\n", 0, max(0, above - 1)) + 1
        if start < done or start == above or (above < begin and "\t" not in text[start:above]):
            break
        above = start
    return above


def _row(line: str) -> Row:
    cells = line.split("\t") if "\t" in line else _GAPS.split(_APART.sub("", line.strip()))
    return Row([Cell([one.strip()]) for one in cells])


def _blocks(text: str) -> list[tuple[int, int]]:
    """Return where lines of a table stand, one below the other: two, or one with two numbers."""
    found: list[tuple[int, int]] = []
    for match in _LINE.finditer(text):
        begin, end = match.span()
        if found and begin == found[-1][1] + 1:
            begin, _ = found.pop()
        found.append((begin, end))
    return [(begin, end) for begin, end in found if _is_table(text[begin:end])]


def _is_table(said: str) -> bool:
    numbers = sum(1 for one in _GAPS.split(said.replace("\n", " ")) if _FIGURE.search(one))
    return numbers >= max(2, 1 + said.count("\n"))
