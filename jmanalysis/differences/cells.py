"""Panel cells that are new, gone or different."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from jmanalysis.differences.pairs import Ints, Pairing
from jmanalysis.slices import Known

COLUMNS: Final = (
    "indicator",
    "indicator_name",
    "area",
    "name",
    "subject",
    "period",
    "tally",
    "before",
    "after",
    "before_status",
    "after_status",
    "before_target",
    "after_target",
)
_KEYS: Final = ["indicator", "area", "subject", "period", "tally"]
#: What a cell has besides its value: where its claims stand, which says nothing of the value.
_BEHIND: Final = ("start", "stop", "via", "year", "unit_said", "method", "inferred", "target_said")


def cell_changes(before: Known, after: Known) -> pd.DataFrame:
    """Return one row per cell whose value, target or kind differs."""
    pairing = Pairing(_values(before), _values(after))
    pairing.pair(list(pairing.before.columns))
    left, right = pairing.pair(_KEYS)
    gone, new = pairing.left, pairing.right
    nothing = np.full(max(len(gone), len(new)), -1)
    old = _told(before, np.concatenate([left, gone, nothing[: len(new)]]), "before")
    now = _told(after, np.concatenate([right, nothing[: len(gone)], new]), "after")
    table = old.combine_first(now).reindex(columns=list(COLUMNS)).astype("object")
    table = table.where(table.notna(), "").astype("str")
    order = ["indicator", "period", "area", "subject", "tally"]
    return table.sort_values(order, kind="stable", ignore_index=True)


def _values(known: Known) -> pd.DataFrame:
    """Return keys and values; a unit that does not convert belongs to the key."""
    cells = known.cells
    values = cells.drop(columns=[name for name in _BEHIND if name in cells])
    values = values.astype(dict.fromkeys(values.select_dtypes("category").columns, "str"))
    said = cells["unit_said"].astype("str")
    return values.assign(foreign=said.where(~cells["unit_ok"], ""))


def _told(known: Known, at: Ints, side: str) -> pd.DataFrame:
    """Write the cells at these positions as text, nothing where there is none."""
    there = np.flatnonzero(at >= 0)
    if not len(there):
        return pd.DataFrame(index=pd.RangeIndex(len(at)), columns=list(COLUMNS), dtype="str")
    frame = known.readable(known.cells.iloc[at[there]]).set_axis(there)
    said = frame["value"].where(frame["value"].notna(), frame["derived"])
    target = frame["target"] + frame["unit"]
    table = frame[[*_KEYS, "name", "indicator_name"]].assign(
        **{
            side: (said + frame["unit"]).where(said.notna(), ""),
            f"{side}_status": frame["status"],
            f"{side}_target": target.where(frame["target"].notna(), ""),
        }
    )
    return table.reindex(np.arange(len(at)))
