"""What can go wrong, in words: what, where, and how to mend it, in Chinese and in English."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from difflib import get_close_matches
from linecache import getline
from traceback import format_exception, walk_tb
from types import TracebackType
from typing import Final

#: The languages of the library: Chinese is the default.
LANGS: Final = ("zh", "en")


class JmanalysisError(Exception):
    """Base of every error that an analyst can meet.

    Parameters
    ----------
    zh, en
        What is wrong, one sentence in each language.
    where
        File and row, claim or argument; language-free.
    hint_zh, hint_en
        The edit or the call that mends it.
    """

    _was_told = False

    def __init__(
        self, zh: str, en: str, *, where: str = "", hint_zh: str = "", hint_en: str = ""
    ) -> None:
        self.zh, self.en, self.where = zh, en, where
        self.hint_zh, self.hint_en = hint_zh, hint_en
        super().__init__(zh, en)

    def __str__(self) -> str:
        lines = [self.zh, self.en]
        if self.where:
            lines.append(f"位置 Where: {self.where}")
        if self.hint_zh:
            lines.append(f"提示: {self.hint_zh}")
        if self.hint_en:
            lines.append(f"Hint: {self.hint_en}")
        return "\n".join(lines)

    def _render_traceback_(self) -> list[str]:
        """Show the message and the line that led to it in a notebook; the second time, all of it.

        IPython asks for this when an error ends a cell, and again when the analyst types ``%tb``.
        """
        if self._was_told:
            return _whole_traceback(self)
        self._was_told = True
        lines = [f"{type(self).__name__}: {self}"]
        if said := _own_line(self.__traceback__):
            lines.append(f"→ {said}")
        lines.append("（完整的出错过程：%tb　Full traceback: %tb）")
        return "\n".join(lines).split("\n")


def _own_line(trace: TracebackType | None) -> str:
    """Return the last line of the analyst's own cells that the error came through."""
    found = ""
    for frame, number in walk_tb(trace):
        if frame.f_globals.get("__name__") == "__main__":
            line = getline(frame.f_code.co_filename, number).strip()
            found = f"第{number}行 line {number}: {line}" if line else found
    return found


def _whole_traceback(error: BaseException) -> list[str]:
    """Write the traceback as it would be without :meth:`JmanalysisError._render_traceback_`."""
    shell = getattr(sys.modules.get("IPython"), "get_ipython", lambda: None)()
    if shell is None:
        return "".join(format_exception(error)).splitlines()
    written: list[str] = shell.InteractiveTB.structured_traceback(
        type(error), error, error.__traceback__, tb_offset=1
    )
    return written


class SeedsError(JmanalysisError, ValueError):
    """A table of facts cannot be used as it stands: file, row and rule are named."""


class UnknownNameError(JmanalysisError, LookupError):
    """No area, indicator, document or word of that name; close matches are offered."""

    @classmethod
    def among(
        cls, what_zh: str, what_en: str, name: object, known: Iterable[str]
    ) -> UnknownNameError:
        """Say that ``name`` is unknown and offer the nearest known names."""
        known = sorted(set(known))
        near = get_close_matches(str(name), known, n=3, cutoff=0.4) or known[:8]
        return cls(
            f"没有名为“{name}”的{what_zh}。",
            f"There is no {what_en} named {name!r}.",
            hint_zh=f"相近的有：{'、'.join(near)}。",
            hint_en=f"Close matches: {', '.join(near)}.",
        )


def check_language(lang: str) -> None:
    """Refuse a language in which nothing is said."""
    if lang not in LANGS:
        raise UnknownNameError.among("语言", "language", lang, LANGS)


class UnreadableValueError(JmanalysisError, ValueError):
    """A value is not written in the notation of the claims tables."""


class NotComparableError(JmanalysisError, ValueError):
    """The selection itself would put unlike things side by side."""


class ExportError(JmanalysisError, OSError):
    """A file could not be written; nothing half-written was left behind."""
