"""Levels: small letters set above or below the line, which are no digits of the figure beside them.

A page sets the mark of a footnote (床位500¹张), a unit (m²) and a power (10³) alike. Marks are left
out, units keep their ², and whatever stays never runs into a figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby
from typing import Literal

from jmanalysis.numerals import narrow

Level = Literal["", "above", "below"]
#: Text, and where it is set.
Piece = tuple[str, Level]

_DIGITS = re.compile(r"[-+]?\d{1,3}")
_MARK = re.compile(
    r"[\[［(（〔【〈]?\s*[注註]?[\d,，、\s*＊※†‡①-⑳–—~～-]{1,12}[\]］)）〕】〉]?", re.ASCII
)
_ABOVE = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
_BELOW = str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋")
_UNIT = re.compile(r"[A-Za-zμΩ米]\Z")
_TEN = re.compile(r"(?<![\d.,])10\Z")
_TIMES_TEN = re.compile(r"[×xX*·]\s*10\Z")
_KEPT = 20  # characters before a mark that tell what it is


def levelled(pieces: Iterable[Piece]) -> str:
    """Write pieces on one line.

    Examples
    --------
    >>> levelled([("床位500", ""), ("1", "above"), ("张，面积80m", ""), ("2", "above")])
    '床位500张，面积80m²'
    >>> levelled([("共有10", ""), ("3", "above"), ("家，PM", ""), ("2.5", "below"), ("35", "")])
    '共有10³家，PM2.5 35'
    >>> levelled([("300", "above")])
    '300'
    """
    pieces = list(pieces)
    if not any(text.strip() for text, level in pieces if not level):
        return "".join(text for text, _ in pieces)  # a mark stands beside something
    written: list[str] = []
    before = ""
    for level, group in groupby(pieces, key=lambda piece: piece[1]):
        said = "".join(text for text, _ in group)
        if level:
            said = _above(before, said) if level == "above" else _below(before, said)
        if written and before[-1:].isdecimal() and said[:1].isdecimal():
            said = f" {said}"  # two figures, or a figure and what is set beside it
        written.append(said)
        before = (before + said[-_KEPT:])[-_KEPT:]
    return "".join(written)


def _above(before: str, said: str) -> str:
    plain = narrow(said).strip()
    if _DIGITS.fullmatch(plain):
        if _TIMES_TEN.search(before):
            return f"^{plain}"
        if _UNIT.search(before) or _TEN.search(before):
            return plain.translate(_ABOVE)
        return ""
    return "" if plain and _MARK.fullmatch(plain) else said


def _below(before: str, said: str) -> str:
    plain = narrow(said).strip()
    return plain.translate(_BELOW) if plain.isdecimal() and not _UNIT.search(before) else said
