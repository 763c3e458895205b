"""Archives: the parts of a .docx, weighed before they are unpacked and while they are.

An archive states how large its parts are, and may lie.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from jmanalysis.reading.opening import problem

#: An honest document unpacks to far less, and to fewer times its size.
_UNPACKED, _RATIO = 80_000_000, 200
_CHUNK = 1 << 16
_PACKED = frozenset((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))


class Archive:
    """A weighed archive.

    Raises
    ------
    UnreadableFileError
        If it is no Word file, damaged, or unpacks to too much.
    """

    def __init__(self, path: Path, data: bytes) -> None:
        self._path = path
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            zh, en = "这个文件不完整。", "this file is incomplete."
            raise problem(path, zh, en, "重新下载。", "Get it again.") from error
        self._most = min(_UNPACKED, _RATIO * len(data) + 1_000_000)
        if "word/document.xml" not in self._zip.namelist():
            raise _no_word(path)
        size = sum(part.file_size for part in self._zip.infolist())
        if size > self._most:
            raise self._too_much(size)

    def part(self, name: str) -> bytes:
        """Unpack a part, no further than an honest one goes; empty if there is none."""
        if name not in self._zip.namelist():
            return b""
        if self._zip.getinfo(name).compress_type not in _PACKED:
            # Other methods unpack all at once, and no Word processor uses them.
            raise zipfile.BadZipFile(name)
        chunks: list[bytes] = []
        with self._zip.open(name) as stream:
            while chunk := stream.read(_CHUNK):  # it ends at the stated size, then checks the sum
                chunks.append(chunk)
        return b"".join(chunks)

    def _too_much(self, size: int) -> Exception:
        return problem(
            self._path,
            f"解压后有 {size:,} 字节，不像一篇文稿。",
            f"it unpacks to {size:,} bytes and is no article.",
            "不要打开来历不明的文件；可请对方发文字版。",
            "Do not open files of unknown origin; ask for the plain text.",
        )


def _no_word(path: Path) -> Exception:
    return problem(
        path,
        "这是压缩文件，但不是 Word 文件（.docx）。",
        "it is an archive, but not a Word file (.docx).",
        "表格用 jm.load 读；压缩包先解压，再读里面的文件。",
        "Load a table with jm.load; unpack an archive and read what is inside.",
    )
