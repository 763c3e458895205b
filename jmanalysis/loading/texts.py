"""Texts: rows of a CSV file, whatever its encoding and its separator."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

from jmanalysis.loading.grids import Grid, levelled
from jmanalysis.loading.refusals import unreadable
from jmanalysis.reading.encodings import decoded
from jmanalysis.reading.opening import UnreadableFileError

#: How exports keep Excel from changing a number: ="0750".
_AS_TEXT = re.compile(r'^="([^"]*)"$')
_SEPARATORS = ",\t;|"


def rows_of(path: Path, data: bytes) -> tuple[list[list[str]], str]:
    """Return the rows of a file, and its encoding.

    Raises
    ------
    UnreadableTableError
        If it is no text, or a quotation mark is not closed.
    """
    try:
        text, encoding = decoded(path, data)
    except UnreadableFileError as error:
        raise unreadable(path, *_said(error)) from error
    text = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    first, _, rest = text.partition("\n")
    if first.lower().startswith("sep=") and len(first.strip()) == 5:  # what Excel writes
        return _rows(path, rest, first[4]), encoding
    return _rows(path, text, _separator(text)), encoding


def grid_of(path: Path, rows: list[list[str]]) -> Grid:
    """Take the rows of a file as a grid."""
    return Grid(path.name, levelled(rows))


def _said(error: UnreadableFileError) -> tuple[str, str, str, str]:
    zh, en = error.zh.partition("：")[2], error.en.partition(": ")[2]
    return zh or error.zh, en or error.en, error.hint_zh, error.hint_en


def _separator(text: str) -> str:
    """Return the separator that the first lines agree on."""
    lines = [line for line in text[:20_000].split("\n")[:30] if line.strip()]
    counts = {sign: [line.count(sign) for line in lines] for sign in _SEPARATORS}
    return max(_SEPARATORS, key=lambda sign: (_usual(counts[sign]), -_SEPARATORS.index(sign)))


def _usual(counts: list[int]) -> int:
    """Count the lines that have the most frequent number of separators, if they have any."""
    some = [count for count in counts if count]
    return some.count(max(set(some), key=some.count)) * 10 + max(some) if some else 0


def _rows(path: Path, text: str, separator: str) -> list[list[str]]:
    csv.field_size_limit(10_000_000)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        return [[_AS_TEXT.sub(r"\1", cell) for cell in row] for row in lines]
    except csv.Error as error:
        raise unreadable(
            path,
            f"第 {lines.line_num} 行附近的引号不成对。",
            f"the quotation marks near line {lines.line_num} do not match.",
            "在引号内的引号要写两个；或用 Excel 打开后另存为 .xlsx。",
            "Write quotation marks inside quoted text twice, or save it as .xlsx.",
        ) from error
