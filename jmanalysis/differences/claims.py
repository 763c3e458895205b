"""Claims that were added, removed or changed.

Published claims keep their ids, so that an id that stays is the same claim. Tables of one's own are
numbered anew whenever they are read; there a claim is the same if it is about the same quantity, in
the same place or else in the same order.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import numpy as np
import pandas as pd

from jmanalysis.differences.pairs import Bools, Ints, Pairing
from jmanalysis.observations import Observations
from jmanalysis.register import Register
from jmanalysis.vocabulary import CLAIM_COLUMNS

COLUMNS: Final = (
    "change",
    "id",
    "document",
    "area",
    "name",
    "subject",
    "indicator",
    "indicator_name",
    "period",
    "nature",
    "before",
    "after",
    "fields",
    "words",
)
_QUANTITY: Final = ["area", "subject", "indicator", "period", "nature", "tally"]
_PLACE: Final = ["line_start", "line_end"]
#: What may differ while the same thing is said.
_ELSEWHERE: Final = ("id", "document", "line_start", "line_end", "note")
_SAID: Final = [name for name in CLAIM_COLUMNS if name not in _ELSEWHERE]
#: Documents whose claims are numbered anew whenever they are read.
_RENUMBERED: Final = ("own", "example")


def claim_changes(before: Observations, after: Observations) -> pd.DataFrame:
    """Return one row per claim that is new, gone, changed or moved.

    ``change`` is ``added``, ``removed``, ``changed``, or ``moved`` where only the place, the
    document, the id or the note differs; ``fields`` names the columns that differ.
    """
    pairing = Pairing(_claims(before), _claims(after))
    pairing.pair(CLAIM_COLUMNS)
    pairs = list(_rounds(pairing, before, after))
    left = np.concatenate([pair[0] for pair in pairs])
    right = np.concatenate([pair[1] for pair in pairs])
    old, new = pairing.before.iloc[left], pairing.after.iloc[right]
    names = _Names(before.register, after.register)
    tables = [
        _one_sided(pairing.after.iloc[pairing.right], "added"),
        _one_sided(pairing.before.iloc[pairing.left], "removed"),
        _paired(old.reset_index(drop=True), new.reset_index(drop=True)),
    ]
    table = pd.concat(tables, ignore_index=True)
    named = table.assign(
        name=names.areas(table["area"]), indicator_name=names.indicators(table["indicator"])
    )
    return named[list(COLUMNS)].astype("str")


def _claims(claims: Observations) -> pd.DataFrame:
    return claims.frame[list(CLAIM_COLUMNS)].fillna("")


def _rounds(
    pairing: Pairing, before: Observations, after: Observations
) -> Iterable[tuple[Ints, Ints]]:
    """Pair what an exact match has left, the surest first."""
    old, new = pairing.before["document"], pairing.after["document"]
    kept = _kept(old, before), _kept(new, after)
    renumbered = ~kept[0], ~kept[1]
    # A document that has another name than before is told by what it says.
    renamed = ~old.isin(set(new)).to_numpy(), ~new.isin(set(old)).to_numpy()
    yield pairing.pair([*_SAID, "document"])
    for columns, (left, right) in (
        (["document", "id"], kept),
        (["document", *_QUANTITY, *_PLACE], renumbered),
        (["document", *_QUANTITY], renumbered),
        (_SAID, renamed),
        (_QUANTITY, renamed),
    ):
        yield pairing.pair(columns, before=left, after=right)


def _kept(documents: pd.Series, claims: Observations) -> Bools:
    """Whether the document of each claim keeps its ids."""
    standing = {d.id: d.standing for d in claims.register.document_by_id.values()}
    return ~documents.map(standing).isin(_RENUMBERED).to_numpy()


def _one_sided(table: pd.DataFrame, change: str) -> pd.DataFrame:
    side = "after" if change == "added" else "before"
    blank = {"before": "", "after": "", "fields": "", "change": change}
    return table.assign(**blank).assign(**{side: _said(table)})


def _paired(old: pd.DataFrame, new: pd.DataFrame) -> pd.DataFrame:
    """Say of each pair what differs, by its columns."""
    fields = pd.Series("", index=new.index, dtype="str")
    moved = pd.Series(True, index=new.index)
    told: dict[str, pd.Series] = {"before": _said(old), "after": _said(new)}
    for name in CLAIM_COLUMNS:
        differs = (old[name] != new[name]).to_numpy()
        if not differs.any():
            continue
        fields = fields.where(~differs, fields + f" {name}")
        if name not in _ELSEWHERE:
            moved &= ~differs
        if name not in (*_ELSEWHERE, "value", "unit", "words", "value_basis"):
            for side, table in (("before", old), ("after", new)):
                told[side] = told[side].where(
                    ~differs, told[side] + f"（{name}: " + table[name] + "）"
                )
    change = pd.Series(np.where(moved, "moved", "changed"), index=new.index, dtype="str")
    return new.assign(change=change, fields=fields.str.strip(), **told)


def _said(table: pd.DataFrame) -> pd.Series:
    """Write value and unit, or the words of a claim without a number."""
    return (table["value"] + table["unit"]).where(table["value"] != "", table["words"])


class _Names:
    """Names of areas and indicators, of the later register where both know them."""

    def __init__(self, before: Register, after: Register) -> None:
        both = before, after
        self._areas = {c: a.name_zh for r in both for c, a in r.area_by_code.items()}
        self._indicators = {c: i.name_zh for r in both for c, i in r.indicator_by_id.items()}

    def areas(self, codes: pd.Series) -> pd.Series:
        return codes.map(self._areas)

    def indicators(self, ids: pd.Series) -> pd.Series:
        return ids.map(self._indicators)
