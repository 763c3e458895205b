"""Views: a piece of a grid, as it stands or turned over its diagonal.

A table with its districts across is read as one with its districts down, turned. Whoever asks for
an address still gets that of the sheet.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from jmanalysis.loading.grids import Cell, Grid
from jmanalysis.loading.pieces import Piece


@dataclass(frozen=True)
class View:
    """A piece of a grid with its own rows and columns."""

    grid: Grid
    piece: Piece
    turned: bool = False
    left_out: frozenset[int] = frozenset()

    @cached_property
    def _lines(self) -> list[int]:
        return [r for r in self.piece.rows if r not in self.left_out]

    @property
    def height(self) -> int:
        """Number of rows."""
        return self.piece.right - self.piece.left if self.turned else len(self._lines)

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(self._lines) if self.turned else self.piece.right - self.piece.left

    def cell(self, row: int, column: int) -> Cell:
        """Return where a cell of the view stands in the grid."""
        if self.turned:
            row, column = column, row
        return self._lines[row], self.piece.left + column

    def text(self, row: int, column: int) -> str:
        """Return what stands in a cell."""
        r, c = self.cell(row, column)
        return self.grid.rows[r][c].strip()

    def label(self, row: int, column: int) -> str:
        """Return what stands in a cell, or in the merged range that covers it."""
        cell = self.cell(row, column)
        r, c = self.grid.anchors.get(cell, cell)
        return self.grid.rows[r][c].strip()

    def where(self, row: int, column: int) -> str:
        """Name a cell as its sheet does; a covered one by the first of its range."""
        cell = self.cell(row, column)
        return self.grid.where(self.grid.anchors.get(cell, cell))

    def odd(self, row: int, column: int) -> str:
        """Say what is odd about a cell."""
        return self.grid.odd.get(self.cell(row, column), "")

    def spans(self, row: int, column: int) -> bool:
        """Whether a cell belongs to a merged range."""
        cell = self.cell(row, column)
        return cell in self.grid.anchors or cell in self._anchoring

    def covers(self, row: int, column: int) -> bool:
        """Whether a cell lies under a merged range and holds nothing of its own."""
        return self.cell(row, column) in self.grid.anchors

    @cached_property
    def _anchoring(self) -> frozenset[Cell]:
        return frozenset(self.grid.anchors.values())

    @cached_property
    def turned_over(self) -> View:
        """The same with rows and columns exchanged."""
        return View(self.grid, self.piece, not self.turned, self.left_out)
