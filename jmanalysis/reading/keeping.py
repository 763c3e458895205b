"""Keeping: no file that somebody may have worked on is written over.

A review table carries a seal in the head of its last column: a digest of its cells as they were
written. Where the cells still fit, nobody has corrected, decided or added anything, and the table
may be made anew; every other file is left alone.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import pandas as pd

from jmanalysis.errors import JmanalysisError
from jmanalysis.reading.rows import rows_of

_SEAL = re.compile(r"#([0-9a-f]{8})\s")
#: Written as a number, which every spreadsheet rounds in its own way.
_ROUNDED = "score"


def sealed(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> list[str]:
    """Return the heads, with the seal of the rows in the last."""
    title, _, name = heads[-1].rpartition(" ")
    return [*heads[:-1], f"{title}#{_digest(heads, rows)} {name}"]


def keep_reviewed(path: Path) -> None:
    """Refuse to write over a file, unless it is a review table as it was written.

    Raises
    ------
    JmanalysisError
        Saying how many decisions stand in it, if any do.
    """
    if not path.is_file():
        return
    try:
        rows = rows_of(path)
    except JmanalysisError:
        rows = []
    if not _is_untouched(rows):
        raise _refusal(path, _decided(rows))


def keep_others(path: Path, columns: Sequence[str]) -> None:
    """Refuse to write over a .csv or .parquet that has other columns.

    Raises
    ------
    JmanalysisError
        If it has, or if it is no table.
    """
    if path.is_file() and _columns(path) != list(columns):
        raise _refusal(path, 0)


def _columns(path: Path) -> list[str]:
    try:
        if path.suffix.lower() == ".parquet":
            return list(pd.read_parquet(path).columns)
        return rows_of(path)[0]
    except Exception:  # whatever it is, it is none of ours
        return []


def _is_untouched(rows: list[list[str]]) -> bool:
    found = _SEAL.search(rows[0][-1]) if rows and rows[0] else None
    return found is not None and found[1] == _digest(rows[0], rows[1:])


def _digest(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    names = [_name(head) for head in heads]
    kept = [place for place, name in enumerate(names) if name != _ROUNDED]
    made = hashlib.sha256(" ".join(names).encode())
    for row in rows:
        cells = [_plain(row[place]) if place < len(row) else "" for place in kept]
        made.update("\x1f".join(["", *cells]).encode("utf-8", "surrogatepass"))
    return made.hexdigest()[:8]


def _name(head: str) -> str:
    return head.rsplit(maxsplit=1)[-1] if head.strip() else ""


def _plain(cell: object) -> str:
    """Return the text of a cell as far as every format keeps it."""
    text = str(cell)
    if not text.isprintable():
        text = "".join(char for char in text if char.isprintable())
    return text.strip()


def _decided(rows: list[list[str]]) -> int:
    names = [_name(head) for head in rows[0]] if rows else []
    if "decision" not in names:
        return 0
    place = names.index("decision")
    return sum(1 for row in rows[1:] if len(row) > place and row[place])


def _refusal(path: Path, decided: int) -> JmanalysisError:
    why_zh, why_en = "已存在，可能有人改过", "is there and may have been worked on"
    if decided:
        why_zh, why_en = f"里已有 {decided} 行写了决定", f"holds {decided} decisions"
    return JmanalysisError(
        f"{path.name} {why_zh}，不覆盖。",
        f"{path.name} {why_en}; it is not written over.",
        where=str(path),
        hint_zh="换一个文件名，或先把它移走。",
        hint_en="Choose another name, or move it away first.",
    )
