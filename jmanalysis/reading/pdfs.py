"""PDF files: their text layer. A scan has none and is told so, among pages of text too."""

from __future__ import annotations

import io
import logging
from pathlib import Path
from typing import Any

from jmanalysis.reading.opening import LONGEST, problem

_PAGES = 400
_FEW = 10  # characters: a page number or a stamp on a scan, and no text


def text_of(path: Path, data: bytes) -> tuple[str, tuple[str, ...]]:
    """Return the text of a PDF, page after page, and a remark if some pages hold none.

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
    bare: list[int] = []
    size = 0
    for number, page in enumerate(reader.pages, start=1):
        parts.append(_page(path, page))
        bare += [number] * _is_bare(page, parts[-1])
        size += len(parts[-1])
        if size > LONGEST:
            break
    if len(bare) == len(parts) or not size:
        raise problem(
            path,
            "没有文字层，大约是扫描件或图片。",
            "it has no text layer; it is probably a scan.",
            "先做文字识别（OCR），或向发布单位要文字版。",
            "Run OCR on it, or ask the publisher for the text.",
        )
    return "\n\n".join(parts), (_remark(path, bare),) if bare else ()


def _is_bare(page: Any, text: str) -> bool:
    """Whether a page shows something and has no text for it; a scan may have a page number."""
    said = sum(not char.isspace() for char in text)
    if said >= _FEW:
        return False
    return _has_picture(page) or (not said and page.get_contents() is not None)


def _has_picture(page: Any) -> bool:
    """Whether a page draws a picture, itself or in a form, as scanners and converters do."""
    try:
        drawn = page["/Resources"]["/XObject"]
        kinds = {drawn[name]["/Subtype"] for name in drawn}
    except (KeyError, TypeError, AttributeError):
        return False
    return bool(kinds & {"/Image", "/Form"})


def _remark(path: Path, bare: list[int]) -> str:
    """Say which pages hold no text, and what helps."""
    pages = _spans(bare)
    return (
        f"{path.name}：第 {pages} 页没有文字层，未读，大约是扫描件；先做文字识别（OCR）。 "
        f"Pages without a text layer, not read, probably scans: {pages}. Run OCR on them."
    )


def _spans(numbers: list[int]) -> str:
    """Write numbers with runs as spans.

    Examples
    --------
    >>> _spans([1, 3, 4, 5, 9])
    '1, 3–5, 9'
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


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
