"""Encodings: which one a text is in, found from its bytes and said.

UTF-8 is proved by its own rules. GB18030 and UTF-16 accept almost anything, so their result must
look like Chinese or plain Latin text.
"""

from __future__ import annotations

import codecs
import re
from pathlib import Path

_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_USUAL = re.compile(r"[一-鿿　-〿！-～ -~\s·–—‘’“”…％]")
_NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ufffd]")


def decoded(path: Path, data: bytes) -> tuple[str, str]:
    """Decode bytes, and name the encoding.

    Raises
    ------
    UnreadableFileError
        If they are no text in any encoding that is known here.
    """
    from jmanalysis.reading.opening import problem

    for mark, name in _MARKS.items():
        if data.startswith(mark):
            try:
                return data.decode(name), name.upper().replace("-SIG", "（BOM）")
            except UnicodeDecodeError as error:
                raise _broken(path, name, error.start) from error
    if place := _cut_at(data):
        raise _cut(path, place)
    for name in ("utf-8", "gb18030", "utf-16-le", "utf-16-be", "big5"):
        text = _tried(data, name)
        if text is not None:
            return text, name.upper()
    raise problem(
        path,
        "不是文本，或编码不明（试过 UTF-8、GB18030、UTF-16、Big5）。",
        "it is no text, or in an unknown encoding (tried UTF-8, GB18030, UTF-16, Big5).",
        "用编辑器打开后另存为 UTF-8。",
        "Open it in an editor and save it as UTF-8.",
    )


def _tried(data: bytes, name: str) -> str | None:
    """Decode, if the result looks like a text."""
    try:
        text = data.decode(name)
    except UnicodeDecodeError:
        return None
    odd = len(_NO_TEXT.findall(text))
    if odd * 100 > len(text):
        return None
    if name == "utf-8":
        return text
    usual = len(_USUAL.findall(text[:20_000]))
    return text if usual * 10 >= 9 * len(text[:20_000]) else None


def _cut_at(data: bytes) -> int:
    """Return the place where UTF-8 ends within a character; 0 for what is whole, or no UTF-8.

    GB18030 would take some such texts, and make other words of them.
    """
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        is_end = error.reason == "unexpected end of data"
        return error.start if is_end and not data[: error.start].isascii() else 0
    return 0


def _cut(path: Path, place: int) -> Exception:
    from jmanalysis.reading.opening import problem

    return problem(
        path,
        f"是 UTF-8 文本，但最后一个字不完整（第 {place + 1} 字节起）。",
        f"it is UTF-8, and its last character is cut off (from byte {place + 1} on).",
        "文件可能被截断；请取完整的文件。",
        "It may be cut off; get the whole file.",
    )


def _broken(path: Path, name: str, place: int) -> Exception:
    from jmanalysis.reading.opening import problem

    return problem(
        path,
        f"标明是 {name.upper()}，但第 {place + 1} 字节起不是。",
        f"it is marked as {name.upper()} and is not, from byte {place + 1} on.",
        "文件可能被截断；请取完整的文件。",
        "It may be cut off; get the whole file.",
    )
