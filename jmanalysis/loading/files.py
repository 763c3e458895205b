"""Files: what kind of table a file is, seen from its bytes and sizes before anything is read."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Final, Literal

from jmanalysis.loading.refusals import unreadable
from jmanalysis.reading.opening import near_names

#: Larger than this no file is read; a workbook may unpack to so much and hold so many cells.
LARGEST: Final = 200_000_000
UNPACKED: Final = 400_000_000
#: A sheet of figures shrinks to a tenth; what shrinks to a hundredth and is large is a trap.
_THINNEST, _THIN = 100, 50_000_000

Format = Literal["workbook", "text"]
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_AGAIN = ("重新取一份完整的文件。", "Get a whole copy of it.")
_SAVE_AS = (
    "用 Excel 或 WPS 打开，另存为 .xlsx 再读。",
    "Open it in Excel or WPS, save it as .xlsx, and load that.",
)
_OTHERS: Final = {
    ".numbers": "Apple Numbers",
    ".ods": "OpenDocument",
    ".et": "WPS 表格 (.et)",
    ".wps": "WPS 文字 (.wps)",
    ".xlsb": ".xlsb",
    ".doc": "Word",
    ".docx": "Word",
    ".pdf": "PDF",
}


def format_of(path: Path) -> Format:
    """Say how a file is to be read.

    Raises
    ------
    UnreadableTableError
        If it is missing, empty, too large, encrypted, or of a kind that is not read.
    """
    if path.is_dir():
        raise unreadable(
            path,
            "这是文件夹，不是 seeds 文件夹（没有 claims/）。",
            "it is a folder and no seeds folder (it has no claims/).",
            "把其中的表逐一列出：jm.load(*folder.glob('*.xlsx'))。",
            "Name the tables in it: jm.load(*folder.glob('*.xlsx')).",
        )
    if not path.is_file():
        raise unreadable(path, "没有这个文件。", "there is no such file.", *_near(path))
    size = path.stat().st_size
    if not size:
        raise unreadable(path, "文件是空的。", "the file is empty.", *_AGAIN)
    if size > LARGEST:
        raise _too_large(path, size, LARGEST)
    with path.open("rb") as file:
        start = file.read(4096)
    if start.startswith(_OLE):
        raise _old(path)
    if start.startswith(b"PK"):
        return _zipped(path)
    return _plain(path, start)


def _near(path: Path) -> tuple[str, str]:
    near = near_names(path)
    if not near:
        return "核对文件名和所在的文件夹。", "Check the name and the folder."
    return f"相近的有：{'、'.join(near)}。", f"Close matches: {', '.join(near)}."


def _too_large(path: Path, size: int, limit: int) -> Exception:
    return unreadable(
        path,
        f"太大（{size:,} 字节），上限 {limit:,} 字节；没有打开。",
        f"it is too large ({size:,} bytes, {limit:,} at most) and was not opened.",
        "只留需要的工作表和列，或按年份拆成几个文件。",
        "Keep the sheets and columns that are needed, or split it by years.",
    )


def _old(path: Path) -> Exception:
    """Tell an encrypted workbook from one of 1997 to 2003: both are OLE containers."""
    data = path.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in data:
        return unreadable(
            path,
            "文件有密码。",
            "it is protected by a password.",
            "用 Excel 或 WPS 打开，去掉密码（文件→信息→保护工作簿）后另存。",
            "Open it with its password, remove the password, and save it.",
        )
    kind = _OTHERS.get(path.suffix.lower())
    if kind:
        return unreadable(path, f"这是{kind}文件。", f"it is a {kind} file.", *_SAVE_AS)
    return unreadable(
        path,
        "这是 Excel 97—2003 的旧格式（.xls）。",
        "it is in the format of Excel 97 to 2003 (.xls).",
        *_SAVE_AS,
    )


def _zipped(path: Path) -> Format:
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise unreadable(
            path,
            "文件不完整或已损坏。",
            "it is incomplete or damaged.",
            "重新取一份完整的文件；或用 Excel 修复后另存。",
            "Get a whole copy, or let Excel repair it and save that.",
        ) from error
    unpacked = sum(entry.file_size for entry in entries)
    packed = max(1, path.stat().st_size)
    if unpacked > UNPACKED or (unpacked > _THIN and unpacked > _THINNEST * packed):
        raise _too_large(path, unpacked, UNPACKED)
    names = {entry.filename for entry in entries}
    if "xl/workbook.xml" in names:
        return "workbook"
    raise _other_zip(path, names)


def _other_zip(path: Path, names: set[str]) -> Exception:
    kind = _OTHERS.get(path.suffix.lower(), "")
    if "content.xml" in names and "mimetype" in names:
        kind = "OpenDocument"
    elif "xl/workbook.bin" in names:
        kind = ".xlsb"
    elif "word/document.xml" in names:
        kind = "Word"
    if not kind:
        return unreadable(
            path, "是压缩包，里面没有工作簿。", "it is an archive without a workbook.", *_UNPACK
        )
    return unreadable(
        path,
        f"这是 {kind} 文件，不直接读。",
        f"it is a file of another kind ({kind}) and is not read directly.",
        *_SAVE_AS,
    )


_UNPACK = (
    "先解压，再读其中的 .xlsx 或 .csv。",
    "Unpack it, and load the .xlsx or .csv in it.",
)


def _plain(path: Path, start: bytes) -> Format:
    """Refuse what is text and yet no table: pages and XML that are named .xls."""
    head = start.lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if head.startswith((b"%pdf", b"{\\rtf")):
        raise unreadable(path, "这是文档，不是表格。", "it is a document and no table.", *_SAVE_AS)
    if head.startswith((b"<html", b"<!doctype", b"<table", b"<meta", b"<?xml")):
        raise unreadable(
            path,
            "里面是网页或 XML（有的系统导出的 .xls 是这样）。",
            "it is a web page or XML (some systems export that as .xls).",
            *_SAVE_AS,
        )
    if path.suffix.lower() == ".numbers":
        raise unreadable(path, "这是 Apple Numbers 文件。", "it is of Apple Numbers.", *_SAVE_AS)
    return "text"
