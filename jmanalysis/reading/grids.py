"""Tables with heads, read out: every figure behind the head of its column, and in its unit.

What reads prose reads ``蓬江区：推荐标准创建比例66.7%，每千人口托位数4.36个。`` as well, and so
does the reviewer. A table without heads, and a row that does not fit them, stays one line a row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from jmanalysis.reading.tablerows import lines_of
from jmanalysis.units import units

_MOST_HEADS = 3  # rows
_LONGEST = 60  # characters of a head or of what a row is about
_WIDEST = 60  # columns
# A number, what stands before it, and what behind: ≥95, 520左右, -2.8, 170多, 84.7%.
_FIGURE = re.compile(
    r"(?P<before>(?:[≥≤＞＜><约近超逾达]|大于|小于|[不未][低少高多]于|不超过|超过)?[-+－−]?)"
    r"(?P<number>\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?P<more>[余多]?)(?P<after>(?:左右|上下|以[上下内外])?)(?P<rest>(?![年月日])[^\d，。；：]{0,8})"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_NOTHING = re.compile(r"[-—–－―/／…\.．·*＊\s]*|无|不适用|暂无|未统计|未开展")
_IN_BRACKETS = re.compile(r"[（(](?:单位[:：])?([^（()）]{1,8})[）)]$")
_OF_ALL = re.compile(r"单位[:：]\s*([^，；。：（）()\s]{1,8})")
_BASE = re.compile(r"1?(/\d*[十百千万])")  # （1/10万）, （/10万）
_RANKS = re.compile("(?:排|名|位)[次名位序]$")
_NUMBERS = re.compile("序号|编号|排序号")
_OF_UNITS = re.compile("(?:计量)?单位")
# Heads that say when or where; what is counted, the row says.
_PLACED = re.compile(
    r"(?:截至|到)?(?:(?:19|20)\d\d年|[今去上前明]年|(?:[前第]?[一二三四1-4]季度|[上下]半年|1?\d月)(?:份|末|底)?)+"
    "度?[末底]?(?:[实预][际计绩]|计划|目标|任务|完成|数量|数值|指标值|值|数|情况|[（）])*"
    "|[一-鿿]{1,3}[市区县省]|全[市区县省国]|江门|蓬江|江海|新会|台山|开平|鹤山|恩平"
)


#: What each cell of a row or a column says; None where a figure is of several.
_Cells = Sequence[str | None]


class Cell(NamedTuple):
    """The paragraphs of a cell, and how many columns and rows it covers."""

    said: Sequence[str]
    across: int = 1
    down: int = 1


class Row(NamedTuple):
    """The cells of a row, and whether one of them holds another table."""

    cells: Sequence[Cell]
    is_frame: bool = False


def lines(rows: Sequence[Row]) -> list[str]:
    """Return the lines of a table, from top to bottom.

    Examples
    --------
    >>> def row(*cells):
    ...     return Row([Cell([one]) for one in cells])
    >>> lines([row("地区", "托位数（个）", "同比（%）"), row("蓬江区", "4,210", "-2.8")])
    ['地区；托位数（个）；同比（%）', '蓬江区：托位数4,210个，同比-2.8%。']
    >>> lines([row("指标", "单位", "2024年"), row("床位数", "张", "320左右")])
    ['指标；单位；2024年', '2024年床位数320张左右。']
    >>> lines([row("蓬江区", "300"), row("江海区", "200")])
    ['蓬江区；300', '江海区；200']
    """
    grid = list(_spread(rows)) if not any(row.is_frame for row in rows) else []
    table = _Table.of(grid) if grid else None
    found: list[str] = []
    for number, row in enumerate(rows):
        said = table.read(grid[number]) if table and number >= table.first else ""
        found += (
            [said] if said else lines_of([one.said for one in row.cells], is_frame=row.is_frame)
        )
    return found


def _spread(rows: Sequence[Row]) -> Iterator[list[str | None]]:
    """Write what a cell that covers several says into each; None for a figure of several."""
    below: dict[int, tuple[str | None, int]] = {}  # by column, what hangs down, and how far
    for row in rows:
        found: list[str | None] = []
        waiting = list(reversed(row.cells))
        while len(found) < _WIDEST and (waiting or len(found) in below):
            column = len(found)
            if column in below:
                said, left = below.pop(column)
                if left > 1:
                    below[column] = said, left - 1
                found.append(said)
                continue
            cell = waiting.pop()
            said = re.sub(r"\s+", "", "".join(cell.said))
            covers = cell.across > 1 or cell.down > 1
            told = (
                None if covers and _FIGURE.fullmatch(said) and not _YEAR.fullmatch(said) else said
            )
            for place in range(column, min(column + max(1, cell.across), _WIDEST)):
                if cell.down > 1:
                    below[place] = told, cell.down - 1
                found.append(told)
        yield found


class _Table:
    """The heads of a table: what each column is about, and in which unit."""

    def __init__(self, grid: Sequence[_Cells], first: int, heads: Sequence[_Cells]) -> None:
        self.first = first
        above = [*map(_filled, heads[:-1]), heads[-1]]
        data = [row for row in grid[first:] if len(row) == len(above[0])]
        whole = _OF_ALL.search("".join(str(row[0]) for row in grid[:first] if len(set(row)) == 1))
        self._heads = [
            _head(column, whole[1] if whole else "") for column in zip(*above, strict=True)
        ]
        self._placed = {n for n, (head, _) in enumerate(self._heads) if _PLACED.fullmatch(head)}
        self._numbers = {n for n, (head, _) in enumerate(self._heads) if _NUMBERS.fullmatch(head)}
        self._units = next(
            (n for n, (h, _) in enumerate(self._heads) if _OF_UNITS.fullmatch(h)), -1
        )
        self._abouts: list[int] = []
        for number, column in enumerate(zip(*data, strict=True)):
            if number in self._numbers or number == self._units:
                continue
            if self._abouts and any(map(_is_figure, column)):
                break
            self._abouts.append(number)

    @classmethod
    def of(cls, grid: Sequence[_Cells]) -> _Table | None:
        """Return the heads of a table, or None if it has none."""
        for first, row in enumerate(grid[: 2 * _MOST_HEADS]):
            if any(map(_is_figure, row[1:])) and not all(
                _YEAR.fullmatch(cell or "") for cell in row if _is_figure(cell)
            ):
                heads = _above(grid[:first])
                fit = 0 < len(heads) <= _MOST_HEADS and len(set(map(len, heads))) == 1
                short = all(len(cell or "") <= _LONGEST for one in heads for cell in one)
                return cls(grid, first, heads) if fit and short else None
        return None

    def read(self, row: _Cells) -> str:
        """Read out a row, or return nothing if it does not fit the heads."""
        if len(row) != len(self._heads) or None in row:
            return ""
        cells = [cell or "" for cell in row]
        given = cells[self._units] if self._units >= 0 else ""
        about, own = _in_unit("".join(dict.fromkeys(cells[n] for n in self._abouts)), given)
        others = {*self._abouts, *self._numbers, self._units}
        said = [(n, cell) for n, cell in enumerate(cells) if n not in others]
        said = [(n, cell) for n, cell in said if not _NOTHING.fullmatch(cell)]
        if not about or len(about) > _LONGEST or not any(_is_figure(cell) for _, cell in said):
            return ""
        placed = any(n in self._placed for n, _ in said)
        parts = [self._part(n, cell, about if placed else "", own) for n, cell in said]
        return ("" if placed else f"{about}：") + "，".join(parts) + "。"

    def _part(self, column: int, cell: str, about: str, own: str) -> str:
        head, unit = self._heads[column]
        match = _FIGURE.fullmatch(cell)
        if match is None:
            return f"{head}：{cell}"
        if column not in self._placed:
            about = ""  # 同比增减 behind the figure of a year
        if match["rest"]:
            return f"{head}{about}{cell}"
        before, number, more, after = match.group("before", "number", "more", "after")
        if _RANKS.search(head) and not (unit or own or before):
            return f"{head}{about}第{number}"
        return f"{head}{about}{before}{number}{more}{unit or own}{after}"


def _above(rows: Sequence[_Cells]) -> list[_Cells]:
    """Leave out what covers the whole width: the title of the table, the unit of all."""
    return [row for row in rows if len(set(row)) > 1]


def _filled(row: _Cells) -> list[str | None]:
    """Let a head hold for the blank columns to its right: it covers what the heads below name."""
    found: list[str | None] = []
    for cell in row:
        found.append(cell or (found[-1] if found else cell))
    return found


def _is_figure(cell: str | None) -> bool:
    return cell is not None and _FIGURE.fullmatch(cell) is not None


def _head(column: _Cells, unit: str) -> tuple[str, str]:
    """Write the heads of a column, one above the other, as one, and return its unit."""
    said = ""
    for cell in dict.fromkeys(cell for cell in column if cell):
        head, unit = _in_unit(cell, unit)
        said += f"{head}年" if _YEAR.fullmatch(head) else head
    return said, unit


def _in_unit(head: str, otherwise: str) -> tuple[str, str]:
    """Take the unit that a head ends with off it: 床位数（张）, 死亡率（1/10万）."""
    match = _IN_BRACKETS.search(head)
    said = match[1] if match else ""
    based = _BASE.fullmatch(said)
    if match and (said in units() or based or said.partition("/")[0] in units()):
        return head[: match.start()], based[1] if based else said
    return head, otherwise if otherwise in units() or _BASE.fullmatch(otherwise) else ""
