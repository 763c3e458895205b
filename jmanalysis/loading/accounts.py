"""Accounts: what was understood of a table, and what was not, cell by cell.

While a table is read its parts are entered here; at the end both lists become the frames
``claims.understanding`` and ``claims.unread``.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass, field
from typing import NamedTuple

import pandas as pd

from jmanalysis.loading.refusals import LoadWarning
from jmanalysis.observations import UNDERSTANDING, UNREAD


class Understood(NamedTuple):
    """One thing that was understood: what kind, where, its text, and as what."""

    what: str
    where: str
    text: str
    understood_as: str
    id: str = ""


class Unread(NamedTuple):
    """One cell, row or column that was not read, with the reason and what helps."""

    where: str
    text: str
    reason_zh: str
    reason_en: str
    hint_zh: str = ""
    hint_en: str = ""


@dataclass
class Account:
    """Gathers what was understood and what was not; only ever appended to."""

    understood: dict[tuple[str, ...], Understood] = field(default_factory=dict)
    unread: dict[Unread, None] = field(default_factory=dict)
    doubts: dict[Unread, None] = field(default_factory=dict)

    def take(self, what: str, where: str, text: str, understood_as: str, key: str = "") -> None:
        """Enter what was understood; the same text of one sheet is entered once."""
        entry = Understood(what, where, _short(text), understood_as, key)
        sheet = where.rpartition("!")[0]
        self.understood.setdefault((what, sheet, entry.text, understood_as), entry)

    def leave(self, where: str, text: str, reason: tuple[str, str], hint: tuple[str, str]) -> None:
        """Enter what was not read."""
        self.unread[Unread(where, _short(text), *reason, *hint)] = None

    def doubt(
        self,
        where: str,
        text: str,
        reason: tuple[str, str],
        hint: tuple[str, str],
        what: str = "total",
    ) -> None:
        """Enter what was read and yet does not fit together."""
        self.doubts[Unread(where, _short(text), *reason, *hint)] = None
        self.take(what, where, text, reason[0])

    def add(self, other: Account) -> None:
        """Enter all that another account holds."""
        for key, entry in other.understood.items():
            self.understood.setdefault(key, entry)
        self.unread |= other.unread
        self.doubts |= other.doubts

    def frames(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        """Return ``understanding`` and ``unread``."""
        return (
            pd.DataFrame(list(self.understood.values()), columns=list(UNDERSTANDING), dtype="str"),
            pd.DataFrame(list(self.unread), columns=list(UNREAD), dtype="str"),
        )

    def warn(self, stacklevel: int) -> None:
        """Give one short warning if anything was not read or does not add up."""
        parts = [
            _told(list(self.unread), "处未读入", "not read", "claims.unread"),
            _told(list(self.doubts), "处存疑", "in doubt", "claims.understanding"),
        ]
        message = "\n".join(part for part in parts if part)
        if message:
            warnings.warn(message, LoadWarning, stacklevel=stacklevel + 1)


def _told(entries: list[Unread], zh: str, en: str, where: str) -> str:
    if not entries:
        return ""
    first = "；".join(f"{one.where} “{one.text}”：{one.reason_zh}" for one in entries[:3])
    more = "……" if len(entries) > 3 else ""
    return f"{len(entries)}{zh}（{len(entries)} {en}）：{first}{more} 见 see {where}"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:59]}…"
