"""Twice: rows that say what the table of the document, or a row above them, says already."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pandas as pd

from jmanalysis.adding.entries import Row
from jmanalysis.adding.refusals import Fault
from jmanalysis.bounds import Bounds
from jmanalysis.vocabulary import records

#: What makes two claims of one document one: the same of the same, in the same place.
_SAME = ("area", "subject", "indicator", "period", "nature", "tally", "unit", "words")
_WHERE = ("line_start", "line_end")


def said_twice(rows: Iterable[Row], old: pd.DataFrame) -> Iterator[Fault]:
    """Find rows that repeat a claim of their document or an earlier row.

    Parameters
    ----------
    rows
        In their order.
    old
        The claims of the document, with ``file`` and ``row``.
    """
    seen = {
        _key(claim): (claim["id"], f"{claim['id']}（{claim['file']} 第{claim['row']}行）已有")
        for claim in records(old)
    }
    for row in rows:
        known, there = seen.setdefault(
            _key(row), (f"row {row['row']}", f"本表第{row['row']}行已有")
        )
        if known in (f"row {row['row']}", row["supersedes"]):
            continue
        zh = f"{there}完全相同的说法：把这一行改为“弃”，或改正它与之不同之处。"
        en = f"The same claim is there already ({known}): reject this row, or mend what differs."
        yield Fault(row["row"], "twice", zh, en)


def _key(row: Row) -> tuple[str, ...]:
    said = (_plain(row["value"]), *("".join(row[name].split()) for name in _SAME))
    return (*said, *(row[name] for name in _WHERE))


def _plain(value: str) -> str:
    """Write a value in one way: 92.0 is 92."""
    return str(Bounds.parse(value)) if value else ""
