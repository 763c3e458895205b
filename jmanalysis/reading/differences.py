"""Differences: what accepted claims change in the panel, and in which comparisons."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from jmanalysis.observations import load
from jmanalysis.panels import Panel, normalise
from jmanalysis.vocabulary import records, year_of


@dataclass(frozen=True)
class Added:
    """What was added, and what it changes.

    Attributes
    ----------
    claims : DataFrame
        The new rows of the claims table.
    cells : DataFrame
        Panel cells that are new or changed: indicator, area, period, before, after.
    charts : tuple of str
        ``indicator year`` of the comparisons that change.
    """

    claims: pd.DataFrame
    cells: pd.DataFrame
    charts: tuple[str, ...]

    def report(self) -> str:
        """Write the difference as text, both languages in one."""
        rows = [
            f"+ {r['id']} {r['area']} {r['indicator']} {r['period']}"
            f" {r['value']}{r['unit']} “{r['words']}”"
            for r in records(self.claims)
        ]
        cells = [
            f"~ {r['indicator']} {r['area']} {r['period']}: {r['before'] or '—'} → {r['after']}"
            for r in records(self.cells)
        ]
        return "\n".join(
            [
                f"新增说法 Claims added: {len(rows)}",
                *rows,
                f"面板单元 Panel cells changed: {len(cells)}",
                *cells,
                f"受影响的图 Charts that change: {len(self.charts)}",
                *(f"  {one}" for one in self.charts),
            ]
        )


def change_of(folder: Path, copy: Path) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """Return the panel cells, and the comparisons, that differ."""
    before, after = (_cells(normalise(load(one))) for one in (folder, copy))
    rows = [
        (*key, before.get(key, ""), value)
        for key, value in after.items()
        if before.get(key, "") != value
    ]
    rows += [(*key, value, "") for key, value in before.items() if key not in after]
    columns = ["indicator", "area", "subject", "period", "before", "after"]
    frame = pd.DataFrame(rows, columns=columns)
    charts = sorted({f"{r['indicator']} {year_of(r['period'])}" for r in records(frame)})
    return frame, tuple(charts)


def _cells(panel: Panel) -> dict[tuple[str, str, str, str], str]:
    """Write each cell of a panel as text, several tallies of one period together."""
    found: dict[tuple[str, str, str, str], str] = {}
    columns = ["indicator", "area", "subject", "period", "value", "status", "target"]
    said = panel.frame[columns].astype("object")
    for row in records(said.where(said.notna(), "")):
        key = row["indicator"], row["area"], row["subject"], row["period"]
        target = f"（目标 target {row['target']}）" if row["target"] else ""
        cell = f"{row['value']} {row['status']}{target}".strip()
        found[key] = f"{found[key]}；{cell}" if key in found else cell
    return found
