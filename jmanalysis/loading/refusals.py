"""Refusals: what is said when a table, or a part of it, is not understood."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from jmanalysis.errors import JmanalysisError


class TableNotUnderstoodError(JmanalysisError, ValueError):
    """A table says nothing that is understood, or contradicts itself; the cells are named."""


class UnreadableTableError(JmanalysisError, ValueError):
    """A file cannot be opened as a table; the message says why and what helps."""


class LoadWarning(UserWarning):
    """Something in a table was not read, or does not add up; ``claims.unread`` has all of it."""


def unreadable(
    path: Path, zh: str, en: str, hint_zh: str = "", hint_en: str = ""
) -> UnreadableTableError:
    """Make the error that names a file and what is wrong with it."""
    return UnreadableTableError(
        f"读不了 {path.name}：{zh}",
        f"Cannot read {path.name}: {en}",
        where=path.name,
        hint_zh=hint_zh,
        hint_en=hint_en,
    )


def contradicts(
    zh: str, en: str, where: Sequence[str], hint_zh: str, hint_en: str
) -> TableNotUnderstoodError:
    """Make the error that names the cells that contradict each other."""
    places = "、".join(dict.fromkeys(where))
    return TableNotUnderstoodError(zh, en, where=places, hint_zh=hint_zh, hint_en=hint_en)
