"""Word files: paragraphs and table rows of a .docx, in the order of the page."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

from jmanalysis.reading.opening import problem
from jmanalysis.reading.unwrapping import PARAGRAPH

#: An honest document unpacks to far less, and to fewer times its size.
_UNPACKED, _RATIO = 80_000_000, 200


def text_of(path: Path, data: bytes) -> str:
    """Return the text of a .docx, each paragraph certain.

    Raises
    ------
    UnreadableFileError
        If it is another kind of archive, damaged, or unpacks to too much.
    """
    _weigh(path, data)
    try:
        import docx
    except ImportError as error:
        from jmanalysis.reading.pdfs import missing

        raise missing(path, "python-docx") from error
    try:
        document = docx.Document(io.BytesIO(data))
        return PARAGRAPH.join(_blocks(document))
    except Exception as error:  # lxml, zipfile and python-docx each have their own
        zh, en = "这个 Word 文件已损坏。", "this Word file is damaged."
        raise problem(path, zh, en, "用 Word 打开另存。", "Save it again in Word.") from error


def _weigh(path: Path, data: bytes) -> None:
    """Look at the sizes that the archive states before anything is unpacked."""
    try:
        parts = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except zipfile.BadZipFile as error:
        zh, en = "这个文件不完整。", "this file is incomplete."
        raise problem(path, zh, en, "重新下载。", "Get it again.") from error
    if not any(part.filename == "word/document.xml" for part in parts):
        raise problem(
            path,
            "这是压缩文件，但不是 Word 文件（.docx）。",
            "it is an archive, but not a Word file (.docx).",
            "表格用 jm.load 读；压缩包先解压，再读里面的文件。",
            "Load a table with jm.load; unpack an archive and read what is inside.",
        )
    size = sum(part.file_size for part in parts)
    if size > _UNPACKED or size > _RATIO * len(data) + 1_000_000:
        raise problem(
            path,
            f"解压后有 {size:,} 字节，不像一篇文稿。",
            f"it unpacks to {size:,} bytes and is no article.",
            "不要打开来历不明的文件；可请对方发文字版。",
            "Do not open files of unknown origin; ask for the plain text.",
        )


def _blocks(document: Any) -> list[str]:
    """Return paragraphs and the rows of tables, in order."""
    blocks: list[str] = []
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            blocks += ["；".join(_cells(row)) for row in block.rows]
        else:
            blocks.append(block.text)
    return blocks


def _cells(row: Any) -> list[str]:
    """Return the cells of a row; one that spans several columns once."""
    texts = [cell.text.strip() for cell in row.cells]
    return [text for n, text in enumerate(texts) if text and (n == 0 or text != texts[n - 1])]
