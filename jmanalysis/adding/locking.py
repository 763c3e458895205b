"""Locking: one ``add`` at a time in a seeds folder, and nothing that changed is written over.

Two that run side by side would give the same new ids, and the second would write over the claims
of the first. Whoever adds makes a lock file, which only one can make, on every system and also on a
shared drive. A hand that edits the tables knows nothing of it: so they are compared once more right
before the new ones are moved into their place.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from jmanalysis.adding import refusals

LOCK = ".jmanalysis-add.lock"


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keep a seeds folder to oneself.

    Raises
    ------
    NotAddedError
        If another keeps it, naming who and since when, or if nothing can be written there.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder, locked(Path(folder)):
    ...     [path.name for path in Path(folder).iterdir()]
    ['.jmanalysis-add.lock']
    """
    path = folder / LOCK
    try:
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY)
    except FileExistsError as error:
        raise refusals.occupied(path, _owner(path)) from error
    except OSError as error:
        raise refusals.unwritable(folder, error.strerror or str(error)) from error
    try:
        with suppress(OSError), os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(f"{socket.gethostname()} pid {os.getpid()} {datetime.now():%Y-%m-%d %H:%M}")
        yield
    finally:
        with suppress(OSError):  # what was added is added; the next one is told of a leftover
            path.unlink()


def _owner(path: Path) -> str:
    """Return what the lock says of who made it; it may be gone by now, or be half written."""
    try:
        return path.read_text("utf-8", errors="replace").strip() or "?"
    except OSError:
        return "?"


def state(folder: Path) -> dict[str, str]:
    """Return a digest of every table of a seeds folder, and of its data package."""
    paths = (*folder.glob("*.csv"), *folder.glob("claims/*.csv"), *folder.glob("datapackage.json"))
    return {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest() for path in paths
    }


def refuse_changed(folder: Path, then: dict[str, str]) -> None:
    """Refuse to write into a folder that is no longer as it was read.

    Raises
    ------
    NotAddedError
        Naming the tables that were changed, added or removed.
    """
    now = state(folder)
    if changed := sorted({name for name, _ in then.items() ^ now.items()}):
        raise refusals.changed(folder, changed)
