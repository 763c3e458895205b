"""Writing: new claims behind those of their document, in a copy of the folder and then in it."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from string import ascii_lowercase

import pandas as pd

from jmanalysis.adding.entries import Row
from jmanalysis.adding.refusals import broken_package
from jmanalysis.exports.files import write_files
from jmanalysis.register import Document
from jmanalysis.vocabulary import CLAIM_COLUMNS

PACKAGE = "datapackage.json"


def copied(folder: Path, copy: Path) -> None:
    """Copy what is read of a seeds folder; other things may lie in it."""
    (copy / "claims").mkdir(parents=True)
    for path in (*folder.glob("*.csv"), *folder.glob("claims/*.csv"), *folder.glob(PACKAGE)):
        shutil.copyfile(path, copy / path.relative_to(folder))


def written(
    copy: Path, folder: Path, document: Document, rows: list[Row], claims: pd.DataFrame
) -> pd.DataFrame:
    """Write rows behind the claims of their document, and return them as claims.

    Parameters
    ----------
    copy, folder
        The copy that is written to, and the folder that errors name.
    document
        Whose they are.
    rows
        In the order in which they are to stand.
    claims
        All claims that are there.
    """
    old = claims.loc[claims["document"] == document.id, list(CLAIM_COLUMNS)]
    prefix, number = _numbering(old["id"], claims["id"], document.id)
    new = [
        {name: row.get(name, "") for name in CLAIM_COLUMNS}
        | {"id": f"{prefix}-{place:03d}", "document": document.id}
        for place, row in enumerate(rows, start=number + 1)
    ]
    added = pd.DataFrame(new, columns=list(CLAIM_COLUMNS), dtype="str")
    text = pd.concat([old, added]).to_csv(index=False, lineterminator="\n")
    (copy / "claims" / f"{document.id}.csv").write_bytes(text.encode("utf-8"))
    _describe(copy, folder, document)
    return added


def put(copy: Path, folder: Path, document: Document) -> None:
    """Put the new files in place, all of them or none."""
    names = (PACKAGE, f"claims/{document.id}.csv")
    made = {folder / one: (copy / one).read_bytes() for one in names if (copy / one).is_file()}
    write_files(made)


def _numbering(old: Iterable[str], every: Iterable[str], document: str) -> tuple[str, int]:
    """Return the prefix of the table, and the last number that has been given under it."""
    mine = next(iter(old), "").rpartition("-")[0]
    used = {one.rpartition("-")[0] for one in every}
    prefix = mine or next(one for one in _prefixes(document) if one not in used)
    tails = [one.rpartition("-")[2] for one in every if one.startswith(f"{prefix}-")]
    return prefix, max((int(tail) for tail in tails if tail.isdigit()), default=0)


def _prefixes(document: str) -> Iterator[str]:
    """Begin with the initials of the document's id; two documents may have the same.

    Examples
    --------
    >>> from itertools import islice
    >>> list(islice(_prefixes("jianghai_press_2026"), 3))
    ['jipr26', 'jipr26b', 'jipr26c']
    """
    parts = [part for part in document.split("_") if part]
    year = parts.pop()[-2:] if len(parts) > 1 and parts[-1].isdigit() else ""
    prefix = re.sub("[^a-z0-9]", "", "".join(part[:2] for part in parts).lower() + year) or "c"
    yield prefix
    while True:
        yield from (prefix + letter for letter in ascii_lowercase[1:])
        prefix += "z"


def _describe(copy: Path, folder: Path, document: Document) -> None:
    """Tell the data package of a new table, if there is a package."""
    path, table = copy / PACKAGE, f"claims/{document.id}.csv"
    if not path.is_file():
        return
    try:
        package = json.loads(path.read_text("utf-8"))
        listed = [one for one in package["resources"] if one["path"].startswith("claims/")]
        name = f"claims-{document.id.replace('_', '-')}"
        new = {**listed[0], "name": name, "title": document.title, "path": table}
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise broken_package(folder / PACKAGE, f"{type(error).__name__}: {error}") from error
    if table not in {one["path"] for one in listed}:
        package["resources"].append(new)
        path.write_text(json.dumps(package, ensure_ascii=False, indent=2) + "\n", "utf-8")
