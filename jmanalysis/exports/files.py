"""Files written whole or not at all.

Every file of one export is first written beside its place under a temporary name; only when all
are complete are they moved into place, and if one of these moves fails those before it are taken
back. A full disk, a read-only folder or a file that is open elsewhere leaves what was there.
"""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from secrets import token_hex
from tempfile import mkstemp
from types import MappingProxyType
from typing import Final

from jmanalysis.errors import ExportError

_PREFIX: Final = ".jm-"  # short: a temporary name must not be longer than the name it stands for
#: What a file on Windows or WPS cannot be named; names travel from machine to machine.
_REFUSED: Final = re.compile(r'[<>:"|?*\\\x00-\x1f\x7f\ud800-\udfff]|[. ]$')
_DEVICES: Final = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
_NO_LINKS: Final = (errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK, errno.EXDEV)
_REASONS: Final = MappingProxyType(
    {
        errno.ENOSPC: ("磁盘已满", "the disk is full"),
        errno.EDQUOT: ("超出磁盘配额", "the disk quota is used up"),
        errno.EFBIG: ("文件超过允许的大小", "the file is larger than allowed"),
        errno.EACCES: (
            "没有写入权限，或文件正被打开",
            "not allowed, or the file is open elsewhere",
        ),
        errno.EPERM: ("没有写入权限", "not allowed"),
        errno.EROFS: ("磁盘是只读的", "the disk is read-only"),
        errno.EBUSY: ("文件正被占用", "the file is in use"),
        errno.ENAMETOOLONG: ("文件名或路径太长", "the name or path is too long"),
        errno.EISDIR: ("同名文件夹已存在", "a folder has that name"),
        errno.ENOTDIR: ("路径中有一段是文件，不是文件夹", "part of the path is a file"),
        errno.EEXIST: ("路径中有一段是文件，不是文件夹", "part of the path is a file"),
        errno.ENOENT: ("文件夹不存在，或路径太长", "the folder is missing, or the path too long"),
        errno.EIO: ("读写磁盘出错", "the disk reports an error"),
    }
)


def placed(path: Path) -> Path:
    """Put a bare name into ``briefing``, or the folder that ``JMANALYSIS_BRIEFING`` names."""
    if path.parent != Path() or str(path).startswith("."):
        return path
    return Path(os.environ.get("JMANALYSIS_BRIEFING", "briefing")) / path


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
        If a name is refused, or a folder or file cannot be written; files that were there before
        are unchanged, and no folder or temporary file is left behind.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     path, = write_files({Path(folder, "甲", "a.csv"): b"1"})
    ...     path.read_bytes()
    b'1'
    """
    for path in contents:
        _check_name(path)
    writing, path = _Writing(), Path()
    try:
        waiting = {}
        for path, data in contents.items():
            waiting[path] = writing.beside(path, data)
        for path, temporary in waiting.items():
            writing.move(temporary, path, alone=len(waiting) == 1)
    except OSError as error:
        raise _refused(error, path, writing.take_back()) from error
    except BaseException:  # a reader who interrupts is no reason to leave half of it
        writing.take_back()
        raise
    writing.forget()
    return list(contents)


@dataclass
class _Writing:
    """What has been done so far, so that it can be undone: folders, new files, old files."""

    folders: list[Path] = field(default_factory=list)
    fresh: list[Path] = field(default_factory=list)
    kept: dict[Path, Path] = field(default_factory=dict)
    moved: set[Path] = field(default_factory=set)

    def beside(self, path: Path, data: bytes) -> Path:
        """Write a file whole beside the place where it is to stand."""
        self._make_folder(path.parent)
        mode = _usual_mode()
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, "is a folder")
        if path.exists():
            mode = path.stat().st_mode & 0o777
            if not mode & 0o222:  # write-protected; a move over it would not ask
                raise PermissionError(errno.EACCES, "is write-protected")
        temporary = self._filled(path.parent, data)
        temporary.chmod(mode)
        return temporary

    def move(self, temporary: Path, path: Path, *, alone: bool) -> None:
        """Move a file into its place; what stood there is kept, unless nothing can follow."""
        there = path.exists()
        if there and not alone:
            self.kept[path] = self._second_name(path)
        temporary.replace(path)
        self.moved.add(path)
        self.fresh.remove(temporary)
        if not there:
            self.fresh.append(path)

    def take_back(self) -> list[Path]:
        """Undo everything, and return the old files that could not be put back."""
        lost = []
        for path, copy in self.kept.items():
            try:
                if path in self.moved:
                    copy.replace(path)
                else:
                    copy.unlink()
            except OSError:
                lost.append(copy)
        for path in self.fresh:
            with suppress(OSError):
                path.unlink(missing_ok=True)
        for folder in reversed(self.folders):
            with suppress(OSError):
                folder.rmdir()
        return lost

    def forget(self) -> None:
        """Remove the second names of old files; a leftover does no harm and is no failure."""
        for copy in self.kept.values():
            with suppress(OSError):
                copy.unlink()

    def _make_folder(self, folder: Path) -> None:
        for each in reversed([one for one in (folder, *folder.parents) if not one.exists()]):
            each.mkdir(exist_ok=True)
            self.folders.append(each)
        if not folder.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, "is a file")

    def _filled(self, folder: Path, data: bytes) -> Path:
        """Write a temporary file to the disk."""
        handle, name = mkstemp(dir=folder, prefix=_PREFIX)
        self.fresh.append(Path(name))
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        return Path(name)

    def _second_name(self, path: Path) -> Path:
        """Give a file a second name, or a copy where the disk knows no second names."""
        name = path.with_name(f"{_PREFIX}{token_hex(6)}")
        try:
            os.link(path, name)
        except OSError as error:
            if error.errno not in _NO_LINKS:
                raise
            name = self._filled(path.parent, path.read_bytes())
            name.chmod(path.stat().st_mode & 0o777)
            self.fresh.remove(name)  # from here on it is the old file
        return name


def _usual_mode() -> int:
    """Return the permissions that a newly made file would have; a temporary file has fewer."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _check_name(path: Path) -> None:
    """Refuse names that Windows cannot hold, wherever we run: files are handed on.

    Raises
    ------
    ExportError
        If there is such a name; a cleaned one is offered.
    """
    found = _REFUSED.search(path.name)
    if path.name not in ("", ".", "..") and not found and not _DEVICES.match(path.name):
        return
    sign = found[0] if found and found[0].isprintable() else ""
    clean = _REFUSED.sub("_", path.name)
    clean = f"_{clean}" if _DEVICES.match(clean) or not clean.strip(".") else clean
    raise ExportError(
        f"文件名不能用：Windows 不允许名称{f'中有“{sign}”' if sign.strip() else '这样写'}。",
        f"The name cannot be used: Windows does not allow {sign.strip() or 'it'}.",
        where=repr(path.name),
        hint_zh=f"换一个名称，例如 {clean}。",
        hint_en=f"Use another name, such as {clean}.",
    )


def _refused(error: OSError, path: Path, lost: Sequence[Path]) -> ExportError:
    said = error.strerror or str(error)
    zh, en = _REASONS.get(error.errno or 0, (said, said))
    names = "、".join(copy.name for copy in lost)
    still_zh = f"原有文件没能放回原处，保存为 {names}。" if lost else "原有文件未改动。"
    still_en = f"old files are kept as {names}" if lost else "existing files are unchanged"
    return ExportError(
        f"无法写入 {path.name}：{zh}。",
        f"Cannot write {path.name}: {en}.",
        where=str(path),
        hint_zh=f"检查文件夹是否可写、磁盘是否已满、文件是否正被打开；{still_zh}",
        hint_en="Check that the folder is writable, the disk has room and the file is not open "
        f"elsewhere; {still_en}.",
    )
