"""Files written whole or not at all.

Every file of one export is first written beside its place under a temporary name; only when all
are complete are they moved into place. A full disk or a read-only folder leaves what was there.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from jmanalysis.errors import ExportError


def write_files(contents: Mapping[Path, bytes]) -> list[Path]:
    """Write every file, or none.

    Parameters
    ----------
    contents
        The bytes of each file by its path; folders are made as needed.

    Returns
    -------
    list of Path
        The files, in the order given.

    Raises
    ------
    ExportError
        If a folder or file cannot be written; files that were there before are unchanged.
    """
    waiting: dict[Path, Path] = {}
    try:
        for path, data in contents.items():
            waiting[path] = _beside(path, data)
        for path, temporary in waiting.items():
            temporary.replace(path)
    except OSError as error:
        for temporary in waiting.values():
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
        raise _refused(error, path) from error
    return list(contents)


def _beside(path: Path, data: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.is_dir():
        raise IsADirectoryError(f"{path} is a folder")
    with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
        temporary = Path(file.name)
        try:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        except OSError:
            temporary.unlink(missing_ok=True)
            raise
    temporary.chmod(_usual_mode())
    return temporary


def _usual_mode() -> int:
    """Return the permissions that a newly made file would have; a temporary file has fewer."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _refused(error: OSError, path: Path) -> ExportError:
    return ExportError(
        f"无法写入 {path.name}：{error.strerror or error}。",
        f"Cannot write {path.name}: {error.strerror or error}.",
        where=str(path),
        hint_zh="检查文件夹是否可写、磁盘是否已满、文件是否正被打开；原有文件未改动。",
        hint_en="Check that the folder is writable, the disk has room and the file is not open "
        "elsewhere; existing files are unchanged.",
    )
