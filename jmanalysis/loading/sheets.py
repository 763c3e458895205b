"""Sheets: the tables of one sheet, each in its outline, with the words above it as context."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from jmanalysis.loading import values
from jmanalysis.loading.accounts import NOTE, Account
from jmanalysis.loading.closing import closed
from jmanalysis.loading.columns import Part, Said
from jmanalysis.loading.contexts import Context, Reader
from jmanalysis.loading.crosstabs import Crosstab
from jmanalysis.loading.drafts import Draft, Drafts
from jmanalysis.loading.grids import Grid
from jmanalysis.loading.headwords import HeadWords
from jmanalysis.loading.outlines import Outline, Outliner, is_number
from jmanalysis.loading.pieces import Line, Piece, parted
from jmanalysis.loading.placenames import PlaceNames
from jmanalysis.loading.refusals import TableNotUnderstoodError
from jmanalysis.loading.views import View
from jmanalysis.register import Register

_CONTINUED = re.compile(
    r"^[（(]?续上?表|[（(]续[一二三四五六七八九\d]*[)）]|续表[一二三四五六七八九\d]*$"
)


@dataclass
class Harvest:
    """What the tables of a source gave: claims, what they cover, what lacks a year."""

    claims: list[Draft] = field(default_factory=list)
    areas: dict[str, None] = field(default_factory=dict)
    periods: dict[str, None] = field(default_factory=dict)
    timeless: list[Part] = field(default_factory=list)

    def add(self, drafts: Drafts) -> list[Draft]:
        """Take what one table gave, and return its claims."""
        done = closed(drafts)
        self.claims += done
        self.areas |= drafts.areas
        self.periods |= drafts.periods
        self.timeless += drafts.timeless
        return done


class SheetReader:
    """Reads the tables of sheets against one register."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self.places, self.words = PlaceNames(register), HeadWords(register)
        self.outliner = Outliner(self.places, self.words)

    def read(self, grid: Grid, context: Context, account: Account, harvest: Harvest) -> None:
        """Read every table of a sheet.

        Raises
        ------
        TableNotUnderstoodError
            If a table contradicts itself.
        """
        from jmanalysis.loading.totals import check_totals

        reader = Reader(self.places, self.words, account)
        pieces, lines = parted(grid, self.places)
        held = context
        end = 0
        for piece in self._whole(grid, pieces):
            above = [line for line in lines if end <= line.row < piece.top]
            inner = [line for line in lines if piece.top <= line.row < piece.bottom]
            if above:
                said = reader.of_lines(above)
                held = said.under(held.of_next if _continued(above) else context)
            groups = {ln.row: group for ln in inner if (group := reader.group(ln)) is not None}
            _as_notes([line for line in inner if line.row not in groups], account)
            end = max(end, piece.bottom)
            view = View(grid, piece, left_out=_rows(inner, grid, piece))
            drafts, told = self._table(view, held, groups, account.lang)
            if drafts is None:
                _as_words(grid, piece, account)
                continue
            done = harvest.add(drafts)
            account.add(told)
            check_totals(done, self.register, account)
        _as_notes([line for line in lines if line.row >= end and pieces], account)
        if not pieces:
            reader.of_lines(lines)

    def _whole(self, grid: Grid, pieces: list[Piece]) -> list[Piece]:
        """Join what belongs together: heads to the rows under them, rows to those above."""
        joined: list[Piece] = []
        for piece in pieces:
            last = joined[-1] if joined else None
            if last is not None and last.bottom <= piece.top and self._continues(grid, last, piece):
                joined[-1] = last.joined(piece)
            else:
                joined.append(piece)
        return joined

    def _continues(self, grid: Grid, above: Piece, below: Piece) -> bool:
        """Whether a piece has no heads of its own, or the one above it nothing but heads."""
        if abs(above.left - below.left) > 1 or below.right > above.right + 1:
            return False
        if _only_heads(grid, above):
            return True
        return self._outline(View(grid, above)) is not None and self._is_row(grid, below)

    def _is_row(self, grid: Grid, piece: Piece) -> bool:
        """Whether a piece begins with a row of figures and not with heads."""
        texts = [text.strip() for text in grid.rows[piece.top][piece.left : piece.right]]
        said = [text for text in texts if text]
        if any(is_number(text) for text in said):
            return True
        return bool(self.places.find(said[0]).kind) and all(values.read(t).gap for t in said[1:])

    def _outline(self, view: View) -> Outline | None:
        found = self.outliner.outlines(view)
        return found[0] if found else None

    def _table(
        self, view: View, context: Context, groups: Mapping[int, Said], lang: str
    ) -> tuple[Drafts | None, Account]:
        """Read a table in the outline that leaves the least unread."""
        best: tuple[Drafts | None, Account] = (None, Account(lang))
        refusal: TableNotUnderstoodError | None = None
        for outline in self.outliner.outlines(view):
            account = Account(lang)
            table = Crosstab(
                outline, context, self.places, self.words, self.outliner, groups, account
            )
            try:
                drafts = table.read()
            except TableNotUnderstoodError as error:
                refusal = refusal or error
                continue
            if best[0] is None or _score(drafts, table.account) > _score(best[0], best[1]):
                best = drafts, table.account
        if refusal is not None and (best[0] is None or not best[0].claims):
            raise refusal
        return best


def _continued(lines: Iterable[Line]) -> bool:
    """Whether words above a table say that it goes on with the one before: 续表."""
    return any(_CONTINUED.search(line.text) for line in lines)


def _only_heads(grid: Grid, piece: Piece) -> bool:
    """Whether a piece holds words and years, and no other numbers."""
    texts = [grid.rows[r][c].strip() for r in piece.rows for c in range(piece.left, piece.right)]
    return piece.bottom - piece.top <= 3 and not any(is_number(text) for text in texts)


def _score(drafts: Drafts, account: Account) -> tuple[int, int, int]:
    """Weigh a reading of a table: what it says, what its heads say, how little it leaves."""
    heads = sum(one.what == "head" for one in account.understood.values())
    return len(drafts.claims) + len(drafts.timeless), heads, -len(account.unread)


def _rows(lines: Iterable[Line], grid: Grid, piece: Piece) -> frozenset[int]:
    """Rows inside a joined piece that hold nothing of the table."""
    blank = {r for r in piece.rows if not any(text.strip() for text in grid.rows[r])}
    return frozenset({line.row for line in lines} | blank)


def _as_notes(lines: Iterable[Line], account: Account) -> None:
    for line in lines:
        account.take("note", line.where, line.text, NOTE)


def _as_words(grid: Grid, piece: Piece, account: Account) -> None:
    """Say of a piece that it is no table; if there are numbers in it, that they were not read."""
    cells = [
        (text.strip(), grid.where((r, c)))
        for r in piece.rows
        for c, text in enumerate(grid.rows[r])
        if piece.left <= c < piece.right and text.strip()
    ]
    numbers = [where for text, where in cells if values.read(text).value]
    text, where = cells[0]
    if len(numbers) >= 2:
        account.leave(
            where,
            text,
            ("这一块没有认识的地区或指标", "no known area or indicator in this block"),
            (
                "表头要有登记的指标名，行要有地区名；新指标、新地区用 indicators=、areas= 登记。",
                "Name registered indicators and areas; add new ones with indicators= and areas=.",
            ),
        )
    else:
        account.take("note", where, text, ("文字，不作数据", "words, not data"))
