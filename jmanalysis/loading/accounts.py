"""Accounts: what was understood of a table, and what was not, cell by cell.

While a table is read its parts are entered here; at the end both lists become the frames
``claims.understanding`` and ``claims.unread``.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass, field
from typing import Final, NamedTuple

import pandas as pd

from jmanalysis.loading.refusals import LoadWarning
from jmanalysis.observations import UNDERSTANDING, UNREAD

#: What reads the same in both languages, or how each says it: Chinese and English.
Told = str | tuple[str, str]
NOTE: Final = ("注释，不作数据", "a note, not data")
TARGET: Final = ("目标", "target")


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
    """Gathers what was understood and what was not; only ever appended to.

    Parameters
    ----------
    lang
        The language in which it tells what was understood; what was not has both.
    """

    lang: str = "zh"
    understood: dict[tuple[str, ...], Understood] = field(default_factory=dict)
    unread: dict[Unread, None] = field(default_factory=dict)
    doubts: dict[Unread, None] = field(default_factory=dict)

    def take(self, what: str, where: str, text: Told, understood_as: Told, key: str = "") -> None:
        """Enter what was understood; the same text of one sheet is entered once."""
        told = _short(_said(text, self.lang)), _said(understood_as, self.lang)
        # By the Chinese: English calls 个 and 家 alike a count.
        same = what, where.rpartition("!")[0], _short(_said(text)), _said(understood_as)
        self.understood.setdefault(same, Understood(what, where, *told, key))

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
        self.take(what, where, text, reason)

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
            self._told(list(self.unread), "处未读入", "not read", "claims.unread"),
            self._told(list(self.doubts), "处存疑", "in doubt", "claims.understanding"),
        ]
        message = "\n".join(part for part in parts if part)
        if message:
            warnings.warn(message, LoadWarning, stacklevel=stacklevel + 1)

    def _told(self, entries: list[Unread], zh: str, en: str, where: str) -> str:
        if not entries:
            return ""
        count, some = len(entries), entries[:3]
        if self.lang == "en":
            first = "; ".join(f"{one.where} “{one.text}”: {one.reason_en}" for one in some)
            return f"{count} {en}: {first}{' …' * (count > 3)}; see {where}"
        first = "；".join(f"{one.where} “{one.text}”：{one.reason_zh}" for one in some)
        return f"{count}{zh}（{count} {en}）：{first}{'……' * (count > 3)} 见 see {where}"


def _said(told: Told, lang: str = "zh") -> str:
    return told if isinstance(told, str) else told[lang == "en"]


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:59]}…"
