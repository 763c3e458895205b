"""What the tests of own tables share: workbooks and files made in code, and short ways to ask."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd

import jmanalysis as jm
from jmanalysis import Observations
from jmanalysis.loading import LoadWarning

Rows = Sequence[Sequence[object]]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True)
class Case:
    """One awkward table, and what a careful reader makes of it.

    Parameters
    ----------
    name
        What is awkward about it.
    make
        Writes it into a folder, and returns what is given to ``load``.
    claims
        One line per claim: area, indicator, period, nature, value, unit, place. ``…`` as the last
        line: these and others.
    unread
        Places that are not read, each with a part of the reason or hint.
    understood
        ``what, text, id`` that must have been understood.
    refused
        Parts of the message, if the table is refused.
    said
        Parts of the warning that are not about unread places.
    given
        Further arguments of ``load``.
    """

    name: str
    make: Callable[[Path], Any]
    claims: str = ""
    unread: Mapping[str, str] = field(default_factory=dict)
    understood: Iterable[tuple[str, str, str]] = ()
    refused: Sequence[str] = ()
    said: Sequence[str] = ()
    given: Mapping[str, Any] = field(default_factory=dict)


def book(
    sheets: Mapping[str, Rows],
    *,
    file: str = "表.xlsx",
    merge: Iterable[str] = (),
    formats: Mapping[str, str] | None = None,
    change: Callable[[Any], object] | None = None,
) -> Callable[[Path], Path]:
    """Return what writes a workbook; merged ranges and formats are those of its first sheet."""

    def make(folder: Path) -> Path:
        made = openpyxl.Workbook()
        made.remove(made.active)
        for name, rows in sheets.items():
            sheet = made.create_sheet(name)
            for row in rows:
                sheet.append(list(row))
        first = made.worksheets[0]
        for cells in merge:
            first.merge_cells(cells)
        for cell, style in (formats or {}).items():
            first[cell].number_format = style
        if change is not None:
            change(made)
        path = folder / file
        made.save(path)
        return path

    return make


def one(rows: Rows, **others: Any) -> Callable[[Path], Path]:
    """Return what writes a workbook of one sheet, 表1."""
    return book({"表1": rows}, **others)


def text(
    rows: Rows | str, *, file: str = "表.csv", encoding: str = "utf-8", sep: str = ","
) -> Callable[[Path], Path]:
    """Return what writes a CSV file."""

    def make(folder: Path) -> Path:
        path = folder / file
        path.write_bytes(_written(rows, sep).encode(encoding))
        return path

    return make


def _written(rows: Rows | str, sep: str) -> str:
    if isinstance(rows, str):
        return rows
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=sep).writerows(rows)
    return buffer.getvalue()


def raw(data: bytes, file: str) -> Callable[[Path], Path]:
    """Return what writes bytes."""

    def make(folder: Path) -> Path:
        path = folder / file
        path.write_bytes(data)
        return path

    return make


def huge(file: str, size: int) -> Callable[[Path], Path]:
    """Return what makes a file of that size that takes no room."""

    def make(folder: Path) -> Path:
        path = folder / file
        with path.open("wb") as written:
            written.truncate(size)
        return path

    return make


def packed(entries: Mapping[str, bytes], file: str) -> Callable[[Path], Path]:
    """Return what writes a zip archive."""

    def make(folder: Path) -> Path:
        path = folder / file
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in entries.items():
                archive.writestr(name, data)
        return path

    return make


def added(make: Callable[[Path], Path], entry: str, file: str) -> Callable[[Path], Path]:
    """Return what writes a workbook with one more entry in its archive, under another name."""

    def make_more(folder: Path) -> Path:
        path = make(folder).rename(folder / file)
        with zipfile.ZipFile(path, "a") as archive:
            archive.writestr(entry, b"\x00" * 64)
        return path

    return make_more


def frame(columns: Mapping[str, Sequence[object]]) -> Callable[[Path], pd.DataFrame]:
    """Return what gives a DataFrame."""
    return lambda _: pd.DataFrame(dict(columns))


def lines(claims: Observations) -> set[str]:
    """Write claims as the cases do: area, indicator, period, nature, value, unit, place."""
    areas = {area.code: area.short_zh for area in claims.register.area_by_code.values()}
    names = ["indicator", "period", "nature", "value", "unit", "line_start"]
    rows = claims.frame.to_dict("records")
    return {
        " ".join(part for part in (areas[row["area"]], *(str(row[name]) for name in names)) if part)
        for row in rows
    }


def quiet(*sources: Any, **given: Any) -> Observations:
    """Load what may leave something unread, without its warning."""
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", LoadWarning)
        return jm.load(*sources, **given)
