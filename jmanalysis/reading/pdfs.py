"""PDF files: their text layer. A scan has none, and is told so."""

from __future__ import annotations

import io
import logging
from pathlib import Path
from typing import Any

from jmanalysis.reading.opening import LONGEST, problem

_PAGES = 400


def text_of(path: Path, data: bytes) -> str:
    """Return the text of a PDF, page after page.

    Raises
    ------
    UnreadableFileError
        If it is encrypted, damaged, too long, or has no text layer.
    """
    reader = _opened(path, data)
    if len(reader.pages) > _PAGES:
        zh, en = f"超过 {_PAGES} 页。", f"it has more than {_PAGES} pages."
        raise problem(path, zh, en, "拆成几个文件再读。", "Split it first.")
    parts: list[str] = []
    size = 0
    for page in reader.pages:
        parts.append(_page(path, page))
        size += len(parts[-1])
        if size > LONGEST:
            break
    if sum(not char.isspace() for part in parts for char in part) < 10 * len(parts):
        raise problem(
            path,
            "没有文字层，大约是扫描件或图片。",
            "it has no text layer; it is probably a scan.",
            "先做文字识别（OCR），或向发布单位要文字版。",
            "Run OCR on it, or ask the publisher for the text.",
        )
    return "\n\n".join(parts)


def _opened(path: Path, data: bytes) -> Any:
    try:
        from pypdf import PdfReader
        from pypdf.errors import DependencyError, PyPdfError
    except ImportError as error:
        raise missing(path, "pypdf") from error
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(data))
        locked = reader.is_encrypted and not reader.decrypt("")
    except DependencyError:
        locked = True
    except (PyPdfError, ValueError, KeyError, TypeError, OSError, RecursionError) as error:
        zh, en = "这个 PDF 已损坏。", "this PDF is damaged."
        raise problem(path, zh, en, "重新下载。", "Get it again.") from error
    if locked:
        raise problem(
            path,
            "这个 PDF 加了密。",
            "this PDF is encrypted.",
            "用密码打开后另存一份不加密的。",
            "Open it with its password and save a copy without.",
        )
    return reader


def _page(path: Path, page: Any) -> str:
    try:
        return str(page.extract_text())
    except Exception as error:  # whatever a damaged page makes the library raise
        zh, en = "这个 PDF 有一页读不出。", "a page of this PDF cannot be read."
        raise problem(
            path, zh, en, "另存或重新下载。", "Save it again, or get it again."
        ) from error


def missing(path: Path, library: str) -> Exception:
    """Say which library is missing, and how to get it."""
    return problem(
        path,
        f"需要 {library} 才能读这种文件。",
        f"reading this kind of file needs {library}.",
        'pip install "jmanalysis[read]"',
        'pip install "jmanalysis[read]"',
    )
