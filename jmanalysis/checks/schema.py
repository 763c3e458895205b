"""Tables against their interchange schema, ``datapackage.json``.

Frictionless is an extra and takes a second to load: it is imported here and nowhere else.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from jmanalysis.checks.findings import Finding

NAME = "datapackage.json"


def find(folder: Path, told: set[tuple[str, int]]) -> Iterator[Finding]:
    """Validate the tables with frictionless.

    Parameters
    ----------
    folder
        The seeds.
    told
        File and row (0: the whole file) of faults that were found already; nothing is said twice.
    """
    if not (folder / NAME).is_file():
        zh, en = f"没有 {NAME}，未按交换格式核对。", f"No {NAME}: not held against a schema."
        yield Finding("note", "schema", zh, en, NAME)
        return
    yield from _undescribed(folder)
    if find_spec("frictionless") is None:
        zh = "未安装 frictionless，未按交换格式核对（pip install jmanalysis[check]）。"
        en = "frictionless is not installed: the interchange schema was not checked."
        yield Finding("note", "schema", zh, f"{en} pip install jmanalysis[check]", NAME)
        return
    for finding in _validate(folder / NAME):
        place = {(finding.file, finding.row), (finding.file, 0)}
        if not place & told and not (finding.row < 2 and any(f == finding.file for f, _ in told)):
            yield finding


def _undescribed(folder: Path) -> Iterator[Finding]:
    """Find tables that the package does not name: they would not be validated at all."""
    try:
        package = json.loads((folder / NAME).read_text(encoding="utf-8"))
        described = {resource["path"] for resource in package["resources"]}
    except (ValueError, KeyError, TypeError):
        return  # frictionless says what is wrong with it
    for path in sorted(folder.glob("**/*.csv")):
        name = path.relative_to(folder).as_posix()
        if name not in described:
            zh, en = f"{NAME} 中没有列出 {name}。", f"{NAME} does not list {name}."
            yield Finding("error", "schema", zh, en, name)


def _validate(path: Path) -> Iterator[Finding]:
    from frictionless import FrictionlessException, Package

    try:
        outcome = Package(str(path)).validate()
    except FrictionlessException as broken:
        yield _finding(broken.error, NAME)
        return
    yield from (_finding(error, NAME) for error in outcome.errors)
    for task in outcome.tasks:
        yield from (_finding(error, task.place) for error in task.errors)


def _finding(error: Any, file: str) -> Finding:
    """Frictionless speaks English only; the Chinese sentence names the kind and the column."""
    column = getattr(error, "field_name", "") or getattr(error, "label", "")
    where = f"，{column} 列" if column else ""
    zh = f"与 {NAME} 的规定不符（{error.type}{where}）：{error.note or error.message}"
    return Finding("error", "schema", zh, error.message, file, getattr(error, "row_number", 0) or 0)
