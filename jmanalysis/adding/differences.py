"""Differences: what accepted claims change in the panel, and in which comparisons."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from jmanalysis.differences import Differences, diff
from jmanalysis.documents import Seeds
from jmanalysis.observations import Observations
from jmanalysis.vocabulary import records


@dataclass(frozen=True)
class Added:
    """What was added, and what it changes.

    Attributes
    ----------
    claims : DataFrame
        The new rows of the claims table.
    differences : Differences
        What changes by them: claims, panel cells, ranges of places, charts.
    left : int
        How many accepted rows of the table are of other files, and so were not added.
    warnings : tuple of str
        What is worth a second look, each with the row of the review table.
    """

    claims: pd.DataFrame
    differences: Differences
    left: int = 0
    warnings: tuple[str, ...] = ()

    @property
    def cells(self) -> pd.DataFrame:
        """Panel cells that are new or changed, before and after."""
        return self.differences.cells

    @property
    def charts(self) -> tuple[str, ...]:
        """``indicator year`` of the comparisons that change."""
        rows = self.differences.charts[["indicator", "year"]].itertuples(index=False)
        return tuple(sorted(f"{one} {year}" for one, year in rows))

    def report(self) -> str:
        """Write the difference as text, both languages in one."""
        rows = [
            f"+ {r['id']} {r['area']} {r['indicator']} {r['period']}"
            f" {r['value']}{r['unit']} “{r['words']}”"
            for r in records(self.claims)
        ]
        cells = [
            f"~ {r['indicator']} {r['area']} {r['period']}: "
            f"{_cell(r, 'before')} → {_cell(r, 'after')}"
            for r in records(self.cells)
        ]
        return "\n".join(
            [
                f"新增说法 Claims added: {len(rows)}",
                *rows,
                *(
                    [f"属于别的文件的采纳行 Accepted, of other files: {self.left}"]
                    * bool(self.left)
                ),
                f"面板单元 Panel cells changed: {len(cells)}",
                *cells,
                f"受影响的图 Charts that change: {len(self.charts)}",
                *(f"  {one}" for one in self.charts),
                *([f"请再看一眼 Please look again: {len(self.warnings)}"] if self.warnings else []),
                *(f"! {one}" for one in self.warnings),
            ]
        )


def _cell(row: dict[str, str], side: str) -> str:
    target = f"（目标 target {row[f'{side}_target']}）" if row[f"{side}_target"] else ""
    return f"{row[side]} {row[f'{side}_status']}{target}".strip() or "—"


def change_of(before: Seeds, after: Seeds) -> Differences:
    """Return what differs between two seeds folders."""
    old, new = (Observations.from_frame(one.claims, one.register) for one in (before, after))
    return diff(old, new)
