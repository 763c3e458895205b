"""Copies of the tables of facts, and hands to put faults into them."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

Rows = list[dict[str, str]]


@dataclass(frozen=True)
class Copy:
    """A seeds folder that may be damaged."""

    folder: Path

    @classmethod
    def of(cls, seeds: Path, folder: Path, *, schema: bool = False) -> Copy:
        """Copy the tables; with ``schema`` also their description, which takes long to check."""
        left_out = shutil.ignore_patterns(*([] if schema else ["datapackage.json", "schemas"]))
        shutil.copytree(seeds, folder, ignore=left_out)
        return cls(folder)

    def read(self, file: str) -> Rows:
        """Return the rows of a table."""
        text = (self.folder / file).read_text("utf-8")
        return list(csv.DictReader(io.StringIO(text, newline="")))

    def write(self, file: str, rows: Rows) -> None:
        """Write a table with the columns of its first row."""
        (self.folder / file).parent.mkdir(parents=True, exist_ok=True)
        with (self.folder / file).open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)

    def edit(self, file: str, key: str, **values: str) -> tuple[str, int]:
        """Change columns of one row, found by its first column; return file and row."""
        rows = self.read(file)
        at = next(n for n, row in enumerate(rows) if next(iter(row.values())) == key)
        rows[at] |= values
        self.write(file, rows)
        return file, at + 2

    def add(self, file: str, like: str, **values: str) -> tuple[str, int]:
        """Add a row made from another; return file and row."""
        rows = self.read(file)
        pattern = next(row for row in rows if next(iter(row.values())) == like)
        self.write(file, [*rows, pattern | values])
        return file, len(rows) + 2

    def bytes(self, file: str, change: Callable[[bytes], bytes], row: int = 0) -> tuple[str, int]:
        """Change a file byte by byte."""
        path = self.folder / file
        path.write_bytes(change(path.read_bytes()))
        return file, row


def contents(*folders: Path) -> dict[Path, bytes]:
    """Return every file of the folders with its bytes."""
    files = (path for folder in folders for path in sorted(folder.rglob("*")))
    return {path: path.read_bytes() for path in files if path.is_file()}
