"""Pieces: where on a sheet the tables stand, and the lines of words above and below them.

A table ends at an empty row or column. A line of words (a title, ``单位：个``, ``注：…``) belongs
to no table; what it says holds for the table under it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from jmanalysis.loading import values
from jmanalysis.loading.grids import Cell, Grid
from jmanalysis.loading.placenames import PlaceNames

_NOTE = re.compile(
    r"^(?:[（(]?(?:注|备注|附注|说明|数据来源|资料来源|来源|填表说明)\d*[)）]?[:：]|[①-⑳*＊※]\S|注\d*[、.．\s])"
)
_FORM = re.compile(
    r"^(?:填报|制表|审核|填表|报送|打印|统计|联系|负责|复核|单位负责|表号|制定|批准|有效|文号|机关)[^：:]{0,8}[：:]"
    r"|^(?:计量)?单位[：:]"
)
#: Who filled it in and when, also where the answer stands in the next cell.
_SIGNED = re.compile(
    r"(?:填表|填报|制表|审核|复核|校对|负责|单位负责|分管领导|联系)人?(?:签名|签字|姓名)?[:：]?"
    r"|(?:联系|办公)?(?:电话|方式)[:：]?|(?:填报|填表|报送|报出|制表|上报)(?:日期|时间)[:：]?"
)
_UNIT = re.compile(r"[（(]?(?:计量)?单位[:：]")
_LONG = 26


@dataclass(frozen=True, slots=True)
class Line:
    """A line of words: a title, a unit, a note."""

    text: str
    where: str
    row: int

    @property
    def is_note(self) -> bool:
        """Whether it explains a table and says nothing that holds for all of it."""
        return _NOTE.match(self.text) is not None


@dataclass(frozen=True, slots=True)
class Piece:
    """A rectangle of a grid without an empty row or column in it."""

    top: int
    bottom: int
    left: int
    right: int

    @property
    def rows(self) -> range:
        """Its rows in the grid."""
        return range(self.top, self.bottom)

    def joined(self, below: Piece) -> Piece:
        """Return both as one."""
        return Piece(
            min(self.top, below.top),
            max(self.bottom, below.bottom),
            min(self.left, below.left),
            max(self.right, below.right),
        )


def parted(grid: Grid, places: PlaceNames) -> tuple[list[Piece], list[Line]]:
    """Part a sheet into pieces and lines of words, both from top to bottom."""
    left = min((c for row in grid.rows for c, text in enumerate(row) if text.strip()), default=0)
    lines: list[Line] = []
    apart: set[int] = set()
    for r, row in enumerate(grid.rows):
        filled = [c for c, text in enumerate(row) if text.strip()]
        if not filled:
            apart.add(r)
        elif _is_line(grid, r, filled, left, places):
            apart.add(r)
            lines += (Line(row[c], grid.where((r, c)), r) for c in filled)
    pieces = []
    for top, bottom in _runs(len(grid.rows), apart):
        pieces += _side_by_side(grid, top, bottom)
    return pieces, lines


def _runs(size: int, apart: set[int]) -> Iterator[tuple[int, int]]:
    start = None
    for n in range(size + 1):
        if n < size and n not in apart:
            start = n if start is None else start
        elif start is not None:
            yield start, n
            start = None


def _side_by_side(grid: Grid, top: int, bottom: int) -> list[Piece]:
    """Part rows at their empty columns; a column that a merged cell covers is not empty."""
    blank = set(range(grid.width))
    for r in range(top, bottom):
        blank -= {c for c in blank if grid.rows[r][c].strip() or (r, c) in grid.anchors}
    return [Piece(top, bottom, a, b) for a, b in _runs(grid.width, blank)]


def _is_line(grid: Grid, r: int, filled: list[int], left: int, places: PlaceNames) -> bool:
    row = grid.rows[r]
    texts = [row[c].strip() for c in filled]
    if all(_FORM.match(text) for text in texts) or _NOTE.match(texts[0]):
        return True
    if _SIGNED.fullmatch(re.sub(r"\s", "", texts[0])) or _says_units(grid, r, texts):
        return True
    if len(texts) > 1:
        return False
    text = texts[0]
    if places.find(text).kind == "area":
        return _heads_rows(grid, r, filled[0], places)
    if places.find(text).kind or values.read(text).value:
        return False
    alone = r + 1 >= len(grid.rows) or not any(cell.strip() for cell in grid.rows[r + 1])
    return filled[0] == left or _wide(grid, (r, filled[0])) or len(text) >= _LONG or alone


def _says_units(grid: Grid, r: int, texts: list[str]) -> bool:
    """Whether a row is a title with ``单位：…`` at its end, and the heads stand below it."""
    if not any(_UNIT.match(text) for text in texts) or any(values.read(t).value for t in texts):
        return False
    below = grid.rows[r + 1] if r + 1 < len(grid.rows) else ()
    heads = not any(values.read(text).value for text in below if text.strip())
    return _filled(grid, r + 1) >= len(texts) + (not heads)


def _heads_rows(grid: Grid, r: int, column: int, places: PlaceNames) -> bool:
    """Whether an area that stands alone in its row heads the rows below: no row names its own."""
    below = next((at for at in range(r + 1, len(grid.rows)) if _filled(grid, at) > 1), None)
    if below is None or not grid.rows[below][column].strip():
        return False
    full = (row[column] for at, row in enumerate(grid.rows) if _filled(grid, at) > 1)
    return not any(places.find(text).kind in ("area", "total") for text in full if text.strip())


def _filled(grid: Grid, r: int) -> int:
    return sum(1 for text in grid.rows[r] if text.strip()) if r < len(grid.rows) else 0


def _wide(grid: Grid, cell: Cell) -> bool:
    """Whether a merged cell covers most of the width."""
    covered = sum(
        1 for c in range(grid.width) if grid.anchors.get((cell[0], c)) == cell or c == cell[1]
    )
    return covered * 10 >= 6 * grid.width
