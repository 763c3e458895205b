"""Adding: accepted rows of a review table into a seeds folder, or nothing at all.

The new table is written into a copy of the folder, the copy is checked as ``jmanalysis check``
checks it, and only when no rule is broken that was kept before does it replace the old table.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from jmanalysis.adding.differences import Added, change_of
from jmanalysis.documents import default_folder, read_seeds
from jmanalysis.errors import JmanalysisError
from jmanalysis.exports.files import write_files
from jmanalysis.reading import review
from jmanalysis.reading.opening import open_text
from jmanalysis.register import Document
from jmanalysis.tables import read_table
from jmanalysis.vocabulary import CLAIM_COLUMNS, records


class NotAddedError(JmanalysisError, ValueError):
    """Nothing was added; the message lists every row that does not fit."""


def add(
    path: str | Path,
    *,
    document: str,
    seeds: str | Path | None = None,
    text: str | Path | None = None,
) -> Added:
    """Add the accepted rows of a review table to a seeds folder.

    Parameters
    ----------
    path
        The review table, .xlsx or .csv. Of a table of several files, the rows of this text are
        added.
    document
        Id of the document in ``documents.csv``.
    seeds
        The seeds folder; the packaged one cannot be written to.
    text
        The text that was read, to hold the words against; by default the document's file in
        ``JMANALYSIS_DOCUMENTS``.

    Raises
    ------
    NotAddedError
        With every row that does not fit. Nothing is changed then.
    """
    folder = _own_folder(seeds)
    register = read_seeds(folder).register
    if document not in register.document_by_id:
        raise _unregistered(document, folder, text)
    known = register.document_by_id[document]
    source = _source(known, text)
    rows, left = review.accepted_of(path, source)
    if not rows:
        raise _nothing(Path(path))
    with tempfile.TemporaryDirectory() as made:
        copy = Path(made) / "seeds"
        shutil.copytree(folder, copy)
        new = _write(copy, known, rows)
        _check(folder, copy, source, rows, new)
        change = change_of(folder, copy)
        _replace(copy, folder, document)
    return Added(new, change, left)


def _own_folder(seeds: str | Path | None) -> Path:
    folder = Path(seeds) if seeds is not None else default_folder()
    packaged = Path(__file__).resolve().parents[1] / "seeds"
    if seeds is None or folder.resolve() == packaged:
        raise NotAddedError(
            "随包的数据不可改写：请用 --seeds 指明自己的数据文件夹。",
            "The packaged seeds are read-only: name a folder of your own with --seeds.",
            where=str(folder),
            hint_zh=f"先复制一份：cp -r {folder} my-seeds，再用 --seeds my-seeds。",
            hint_en=f"Copy them first: cp -r {folder} my-seeds, then use --seeds my-seeds.",
        )
    if not folder.is_dir():
        raise NotAddedError(
            f"没有文件夹 {folder}。", f"There is no folder {folder}.", where=str(folder)
        )
    return folder


def _unregistered(document: str, folder: Path, text: str | Path | None) -> NotAddedError:
    row = "id,file,title,publisher,date,standing,reading,areas,periods,characters,sha256,note"
    shown = ""
    if text is not None and Path(text).is_file():
        opened = open_text(text)
        size = len(opened.text)
        shown = f"{document},{opened.path.name},…,,…,press,whole,…,…,{size},{opened.sha256},"
    return NotAddedError(
        f"{document} 未在 documents.csv 登记。",
        f"{document} is not registered in documents.csv.",
        where=str(folder / "documents.csv"),
        hint_zh=f"先加一行（{row}）。{shown}",
        hint_en=f"Add its row first ({row}). {shown}",
    )


def _nothing(path: Path) -> NotAddedError:
    return NotAddedError(
        f"{path.name} 中没有采纳的行。",
        f"No row of {path.name} is accepted.",
        where=str(path),
        hint_zh=f"在“决定 decision”列写 {review.ACCEPT}。",
        hint_en=f"Write {review.ACCEPT} or accept into the column decision.",
    )


def _source(document: Document, text: str | Path | None) -> Path | None:
    """Return the text of the document, which must be at hand where it was read whole."""
    from jmanalysis.checks.texts import folder_of_texts

    if text is not None:
        return Path(text)
    folder = folder_of_texts(None)
    path = folder / document.file if folder and document.file else None
    if path is None or not path.is_file():
        raise NotAddedError(
            f"没有 {document.id} 的原文，无法核对。",
            f"The text of {document.id} is not at hand, so the words cannot be checked.",
            hint_zh="用 --text 指明原文，或把 JMANALYSIS_DOCUMENTS 设为其文件夹。",
            hint_en="Name it with --text, or set JMANALYSIS_DOCUMENTS to its folder.",
        )
    return path


def _write(copy: Path, document: Document, rows: list[dict[str, str]]) -> pd.DataFrame:
    """Write the rows behind those that are there, in the order of the text."""
    path = copy / "claims" / f"{document.id}.csv"
    old = (
        read_table(path, CLAIM_COLUMNS)
        if path.exists()
        else pd.DataFrame(columns=list(CLAIM_COLUMNS))
    )
    prefix, number = _numbering(old, document.id)
    rows = sorted(rows, key=lambda row: (int(row["line_start"] or 0), int(row["line_end"] or 0)))
    new = []
    for place, row in enumerate(rows, start=number + 1):
        one = {name: row.get(name, "") for name in CLAIM_COLUMNS}
        new.append(one | {"id": f"{prefix}-{place:03d}", "document": document.id})
    added = pd.DataFrame(new, columns=list(CLAIM_COLUMNS), dtype="str")
    text = pd.concat([old, added]).to_csv(index=False, lineterminator="\n")
    path.write_bytes(text.encode("utf-8"))
    if not len(old):
        _describe(copy, document)
    return added


def _numbering(old: pd.DataFrame, document: str) -> tuple[str, int]:
    """Go on with the numbers of the table, or begin with the initials of the document's id."""
    if not len(old):
        parts = [part for part in document.split("_") if part]
        year = parts.pop()[-2:] if len(parts) > 1 and parts[-1].isdigit() else ""
        return "".join(part[:2] for part in parts) + year, 0
    prefix = str(old["id"].iloc[0]).rpartition("-")[0]
    numbers = [int(tail) for one in old["id"] if (tail := one.rpartition("-")[2]).isdigit()]
    return prefix, max(numbers, default=0)


def _describe(copy: Path, document: Document) -> None:
    """Tell the data package of a new table, if there is a package."""
    path = copy / "datapackage.json"
    if not path.is_file():
        return
    package = json.loads(path.read_text("utf-8"))
    like = next(one for one in package["resources"] if one["path"].startswith("claims/"))
    name = f"claims-{document.id.replace('_', '-')}"
    new = {**like, "name": name, "title": document.title, "path": f"claims/{document.id}.csv"}
    package["resources"].append(new)
    path.write_text(json.dumps(package, ensure_ascii=False, indent=2) + "\n", "utf-8")


def _check(
    folder: Path, copy: Path, source: Path | None, rows: list[dict[str, str]], new: pd.DataFrame
) -> None:
    """Refuse what breaks a rule that was kept before."""
    from jmanalysis.checks import check
    from jmanalysis.checks.findings import Finding

    faults = [] if source is None else list(_not_in_text(source, rows, new))
    before = {(one.rule, one.id, one.zh) for one in check(folder).found}
    found: list[Finding] = []
    for one in check(copy).found:
        known = (one.rule, one.id, one.zh) in before
        mine = one.id in set(new["id"]) or one.severity == "error"
        if mine and not known and one.severity in {"error", "warning"}:
            found.append(one)
    faults += [f"{one.id} [{one.rule}] {one.zh} {one.en}" for one in found]
    if faults:
        raise NotAddedError(
            f"有 {len(faults)} 处不符，什么也没有写入：\n" + "\n".join(faults),
            f"{len(faults)} faults; nothing was written.",
            where=str(copy.name),
            hint_zh="改正审读表中的这些行，或把它们的决定改为“弃”，再运行一次。",
            hint_en="Mend these rows of the review table, or reject them, and run it again.",
        )


def _not_in_text(source: Path, rows: list[dict[str, str]], new: pd.DataFrame) -> Iterable[str]:
    """Hold the words against the text that was read, line by line."""
    from jmanalysis.checks.texts import Text

    text = Text(open_text(source).text)
    numbers = {(row["words"], row["line_start"]): row["row"] for row in rows}
    for claim in records(new):
        places = text.places(claim["words"])
        lines = int(claim["line_start"] or 0), int(claim["line_end"] or 0)
        if lines not in places:
            row = numbers.get((claim["words"], claim["line_start"]), "?")
            near = "、".join(f"{a}—{b}" for a, b in places[:3]) or "无 none"
            yield (
                f"行 row {row}: “{claim['words']}”不在第{lines[0]}—{lines[1]}行 "
                f"is not on these lines（所在 found: {near}）"
            )


def _replace(copy: Path, folder: Path, document: str) -> None:
    """Put the new files in place, all of them or none."""
    names = ("datapackage.json", f"claims/{document}.csv")
    made = {folder / one: (copy / one).read_bytes() for one in names if (copy / one).is_file()}
    write_files(made)
