"""Opening: from a file to its text, whatever it is saved as, with a clear word where that fails.

Text is read in the encoding that it is found to be in; .pdf, .docx and .html by libraries that are
loaded only then. Sizes are looked at before anything is unpacked.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from jmanalysis.errors import JmanalysisError
from jmanalysis.reading.encodings import decoded
from jmanalysis.reading.plaintables import read_out

#: Larger files are no press page; they are refused before they are read.
LARGEST = 20_000_000
#: Longer text, from whatever file, is refused too.
LONGEST = 10_000_000
# How a web page begins, whatever the file is called; pages in UTF-16 are looked at without zeros.
_BEGINS = rb"\A(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*"
_PROLOGUE = rb"(?:<\?xml[^>]*>\s*|<!--[^>]*-->\s*)*"
_WEB = re.compile(_BEGINS + _PROLOGUE + rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_XML = re.compile(_BEGINS + rb"<\?xml\b")
_LOOKED_AT = 2000


class UnreadableFileError(JmanalysisError, ValueError):
    """A file cannot be read as a text; the message says why and what helps."""


@dataclass(frozen=True, slots=True)
class Opened:
    """The text of a file.

    Attributes
    ----------
    path
        The file.
    text
        Its text; paragraphs that are certain end with U+2029 instead of a line feed.
    format
        ``txt`` with its encoding, ``pdf``, ``docx`` or ``html``.
    sha256
        Of the bytes of the file.
    remarks
        What of the file could not be read, a line each, in both languages.
    """

    path: Path
    text: str
    format: str
    sha256: str
    remarks: tuple[str, ...] = ()


def open_text(path: str | Path) -> Opened:
    """Open a file and return its text.

    Raises
    ------
    UnreadableFileError
        If it is missing, empty, too large, encrypted, a scan, or no text at all.
    """
    path = Path(path).expanduser()
    data = _bytes(path)
    text, found, *remarks = _read(path, data)
    if not text.strip():
        raise problem(
            path,
            "里面没有文字。",
            "There is no text in it.",
            "打开看看：若内容是图片，先做文字识别（OCR）；若只是空壳，重新下载或另存。",
            "Open it: if it shows a picture, run OCR on it; if it is an empty shell, get it again.",
        )
    if len(text) > LONGEST:
        raise _too_large(path, len(text))
    return Opened(path, text, found, hashlib.sha256(data).hexdigest(), tuple(remarks))


def problem(
    path: Path, zh: str, en: str, hint_zh: str = "", hint_en: str = ""
) -> UnreadableFileError:
    """Make the error that names a file and what is wrong with it."""
    return UnreadableFileError(
        f"读不了 {path.name}：{zh}",
        f"Cannot read {path.name}: {en}",
        where=str(path),
        hint_zh=hint_zh,
        hint_en=hint_en,
    )


def _too_large(path: Path, size: int) -> UnreadableFileError:
    return problem(
        path,
        f"太大（{size:,}），上限 {LARGEST:,} 字节或 {LONGEST:,} 字。",
        f"it is too large ({size:,}); {LARGEST:,} bytes or {LONGEST:,} characters at most.",
        "一次读一页或一篇；长文件先拆开。",
        "Read one page or article at a time; split a long file first.",
    )


def near_names(path: Path) -> list[str]:
    """Return what is called nearly like a file that is not there, in its folder."""
    from difflib import get_close_matches

    names: list[str] = []
    with suppress(OSError):  # the folder is not there, or is not shown
        names = [one.name for one in path.parent.iterdir() if one.name != path.name]
    return get_close_matches(path.name, names, n=3)


def _missing(path: Path) -> UnreadableFileError:
    """Say that there is no file, and name those that are called nearly so."""
    folder = path.parent
    if near := near_names(path):
        hint_zh, hint_en = f"相近的有：{'、'.join(near)}。", f"Close matches: {', '.join(near)}."
    elif folder.is_dir():
        hint_zh = "文件夹在，文件不在；检查文件名和扩展名。"
        hint_en = "The folder is there, the file is not; look at its name and ending."
    else:
        hint_zh = f"没有文件夹 {folder}；检查路径。"
        hint_en = f"There is no folder {folder}; look at the path."
    return problem(path, "没有这个文件。", "there is no such file.", hint_zh, hint_en)


def _bytes(path: Path) -> bytes:
    if not path.is_file():
        raise _missing(path)
    size = path.stat().st_size
    if size > LARGEST:
        raise _too_large(path, size)
    if not size:
        raise problem(
            path,
            "文件是空的。",
            "the file is empty.",
            "重新下载，或从原处再复制一次；网盘文件先下载到本机。",
            "Get or copy it again; download a file that is only in the cloud.",
        )
    return path.read_bytes()


def _read(path: Path, data: bytes) -> tuple[str, ...]:
    """Return the text of a file, its format, and what could not be read."""
    for sign, reader in _SIGNS.items():
        if data.startswith(sign):
            return reader(path, data)
    head = data[:_LOOKED_AT].replace(b"\0", b"")
    if path.suffix.lower() in {".html", ".htm"} or _WEB.match(head):
        return _html(path, data)
    if _XML.match(head):
        raise _as_docx(path, "XML 文件，不是文稿", "an XML file and no text")
    text, encoding = decoded(path, data)
    return read_out(text), f"txt, {encoding}"


def _pdf(path: Path, data: bytes) -> tuple[str, ...]:
    from jmanalysis.reading.pdfs import text_of

    text, remarks = text_of(path, data)
    return read_out(text), "pdf", *remarks


def _docx(path: Path, data: bytes) -> tuple[str, str]:
    from jmanalysis.reading.word import text_of

    return text_of(path, data), "docx"


def _html(path: Path, data: bytes) -> tuple[str, str]:
    from jmanalysis.reading.web import text_of

    return text_of(path, data), "html"


def _old_office(path: Path, _data: bytes) -> tuple[str, str]:
    zh, en = (
        "旧版 Office 文件（.doc、.xls、.ppt 或 WPS）",
        "a file of the old Office (.doc, .xls, .ppt) or WPS",
    )
    raise _as_docx(path, zh, en)


def _rtf(path: Path, _data: bytes) -> tuple[str, str]:
    raise _as_docx(path, "RTF 文件", "an RTF file")


def _as_docx(path: Path, zh: str, en: str) -> UnreadableFileError:
    return problem(
        path,
        f"这是{zh}。",
        f"it is {en}.",
        "在 Word 或 WPS 中另存为 .docx 再读。",
        "Save it as .docx in Word or WPS, and read that.",
    )


_SIGNS: dict[bytes, Callable[[Path, bytes], tuple[str, ...]]] = {
    b"%PDF": _pdf,
    b"PK\x03\x04": _docx,
    b"\xd0\xcf\x11\xe0": _old_office,
    b"{\\rtf": _rtf,
}
