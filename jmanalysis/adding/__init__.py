"""Adding: accepted rows of a review table into a seeds folder, or nothing at all.

``entries`` understands what was typed, ``twice`` finds what is there already, ``writing`` writes
the rest into a copy of the folder, ``fitting`` holds it against what is registered of its document,
and ``holding`` the copy against the text and all other claims, as ``jmanalysis check`` does. Only
when no rule is broken that was kept before is it put in place; ``locking`` sees to it that nobody
else changes the folder meanwhile, and ``shielding`` that it is not interrupted halfway.
"""

from __future__ import annotations

import tempfile
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from jmanalysis.adding import refusals, writing
from jmanalysis.adding.differences import Added, change_of
from jmanalysis.adding.entries import Row, entered
from jmanalysis.adding.fitting import unfitting
from jmanalysis.adding.holding import New, broken
from jmanalysis.adding.locking import locked, refuse_changed, state
from jmanalysis.adding.refusals import NotAddedError
from jmanalysis.adding.shielding import shielded
from jmanalysis.adding.twice import said_twice
from jmanalysis.checks.texts import folder_of_texts
from jmanalysis.documents import Gathered, default_folder, gather, shipped_folder
from jmanalysis.reading import review
from jmanalysis.reading.opening import Opened, open_text
from jmanalysis.register import Document, Register

__all__ = ["Added", "NotAddedError", "add"]


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
        The seeds folder, by default the one that ``JMANALYSIS_SEEDS`` names; the packaged one
        cannot be written to.
    text
        The text that was read, to hold the words against; by default the document's file in
        ``JMANALYSIS_DOCUMENTS``. It must be the file that is registered.

    Returns
    -------
    Added
        The new claims, what changes by them, and what is worth a second look.

    Raises
    ------
    NotAddedError
        With every row that does not fit. Nothing is changed then.
    """
    with ExitStack() as last:
        return add_until(last, path, document=document, seeds=seeds, text=text)


def add_until(
    last: ExitStack,
    path: str | Path,
    *,
    document: str,
    seeds: str | Path | None = None,
    text: str | Path | None = None,
) -> Added:
    """Add like :func:`add`; no interruption comes between the writing and the end of ``last``."""
    folder = _own_folder(seeds)
    with locked(folder):
        return _added(Path(path), document, folder, text, last)


def _added(
    path: Path, document: str, folder: Path, text: str | Path | None, last: ExitStack
) -> Added:
    """Add to a folder that nobody else adds to."""
    then = state(folder)
    before = _sound(folder)
    register = before.seeds.register
    if document not in register.document_by_id:
        raise refusals.unregistered(document, folder, text)
    if not refusals.is_id(document):
        raise refusals.unfit(document, folder)
    known = register.document_by_id[document]
    opened = _opened(known, register, text)
    rows, left = review.accepted_of(path, opened.path)
    if not rows:
        raise refusals.nothing(path)
    with tempfile.TemporaryDirectory() as made:
        copy = Path(made) / "seeds"
        writing.copied(folder, copy)
        added = _tried(rows, known, (before, copy), opened, path)
        last.enter_context(shielded())
        refuse_changed(folder, then)
        writing.put(copy, folder, known)
    return replace(added, left=left)


def _tried(
    rows: list[Row], document: Document, folders: tuple[Gathered, Path], opened: Opened, path: Path
) -> Added:
    """Add the rows to the copy, or refuse with everything that does not fit."""
    before, copy = folders
    sound, faults = entered(rows, before.seeds.register)
    old = before.claims[before.claims["document"] == document.id]
    faults += said_twice(sound, old)
    unfit = {one.row for one in faults}
    to_mend = [row for row in rows if row["row"] in unfit]
    sound = [row for row in sound if row["row"] not in unfit]
    claims = writing.written(copy, before.folder, document, sound, before.claims)
    new = New(document, sound, claims, to_mend)
    after = gather(copy)
    found = [*unfitting(sound, document), *broken(before, after, new, opened.text)]
    faults += [fault for severity, fault in found if severity == "error"]
    if faults:
        raise refusals.faulty(path, sorted(faults, key=_place))
    warnings = tuple(str(fault) for _, fault in found)
    return Added(new.claims, change_of(before.seeds, after.seeds), warnings=warnings)


def _place(fault: refusals.Fault) -> tuple[bool, int]:
    """Put faults in the order of the review table, those of no row last."""
    first = fault.row.partition("、")[0]
    return (not first, int(first or 0))


def _own_folder(seeds: str | Path | None) -> Path:
    folder = Path(seeds) if seeds is not None else default_folder()
    if not folder.is_dir():
        raise refusals.no_folder(folder)
    if folder.samefile(shipped_folder()):
        raise refusals.shipped(folder)
    return folder


def _sound(folder: Path) -> Gathered:
    """Read a folder that is to be added to, which must have no fault of its own."""
    gathered = gather(folder)
    if gathered.faults:
        raise gathered.faults[0]
    return gathered


def _opened(document: Document, register: Register, text: str | Path | None) -> Opened:
    """Open the text of the document, and no other."""
    folder = folder_of_texts(None)
    path = Path(text) if text is not None else folder and document.file and folder / document.file
    if not path or (text is None and not path.is_file()):
        raise refusals.without_text(document)
    opened = open_text(path)
    if opened.sha256 != document.sha256:
        registered = register.document_by_id.values()
        owner = next((one for one in registered if one.sha256 == opened.sha256), None)
        if owner is not None or document.sha256:
            raise refusals.another_text(document, opened, owner)
    return opened
