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
_AROUND = 4000  # bytes, or characters, that are looked at beside a fault
_MOSTLY = 8  # sound characters for each that is none


def decoded(path: Path, data: bytes) -> tuple[str, str]:
    """Decode bytes, and name the encoding.

    Raises
    ------
    UnreadableFileError
        If they are no text in any encoding that is known here.
    """
    from jmanalysis.reading.opening import problem

    if (marked := _marked(path, data)) is not None:
        return marked
    text = _unicode(path, data)
    if text is not None and not _is_odd(text):
        return text, "UTF-8"
    for name in ("gb18030", "utf-16-le", "utf-16-be", "big5"):
        text = _tried(data, name)
        if text is not None:
            return text, name.upper()
    fault = fault_in(data, "gb18030")
    if fault is not None and _is_nearly(data, "gb18030", fault.start):
        raise _spoilt(path, data, "gb18030", fault.start)
    raise problem(
        path,
        "不是文本，或编码不明（试过 UTF-8、GB18030、UTF-16、Big5）。",
        "it is no text, or in an unknown encoding (tried UTF-8, GB18030, UTF-16, Big5).",
        "用编辑器打开后另存为 UTF-8。",
        "Open it in an editor and save it as UTF-8.",
    )


def _marked(path: Path, data: bytes) -> tuple[str, str] | None:
    """Decode what begins with a byte-order mark."""
    for mark, name in _MARKS.items():
        if data.startswith(mark):
            try:
                return data.decode(name), name.upper().replace("-SIG", "（BOM）")
            except UnicodeDecodeError as error:
                raise _broken(path, name, error.start) from error
    return None


def _unicode(path: Path, data: bytes) -> str | None:
    """Decode UTF-8; refuse it cut off or spoilt, for GB18030 would make other words of some."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as fault:
        if fault.reason == "unexpected end of data" and not data[: fault.start].isascii():
            raise _cut(path, fault.start) from fault
        if _is_nearly(data, "utf-8", fault.start):
            raise _spoilt(path, data, "utf-8", fault.start) from fault
    return None


def _tried(data: bytes, name: str) -> str | None:
    """Decode, if the result looks like a text."""
    try:
        text = data.decode(name)
    except UnicodeDecodeError:
        return None
    return None if _is_odd(text) or not _is_usual(text) else text


def _is_odd(text: str) -> bool:
    """Whether it holds more control characters than a text does."""
    return len(_NO_TEXT.findall(text)) * 100 > len(text)


def _is_usual(text: str) -> bool:
    """Whether nearly all characters are those of Chinese and plain Latin texts."""
    usual = len(_USUAL.findall(text[:20_000]))
    return usual * 10 >= 9 * len(text[:20_000])


def fault_in(data: bytes, name: str) -> UnicodeDecodeError | None:
    """Return the first place that is not in an encoding."""
    try:
        data.decode(name)
    except UnicodeDecodeError as error:
        return error
    return None


def _is_nearly(data: bytes, name: str, place: int) -> bool:
    """Whether a text is in an encoding but for single bytes, as around its first fault."""
    after = data[place + 1 : place + _AROUND].decode(name, "replace")
    text = data[:place].decode(name)[-_AROUND:] + after
    bad = 1 + after.count("\ufffd")
    good = sum(not char.isascii() for char in text) - bad
    odd = len(_NO_TEXT.findall(text)) - after.count("\ufffd")
    return good >= _MOSTLY * bad and odd * 100 <= len(text) and _is_usual(text)


def _spoilt(path: Path, data: bytes, name: str, place: int) -> Exception:
    from jmanalysis.reading.opening import problem

    line = data.count(b"\n", 0, place) + 1
    before = " ".join(data[:place].decode(name)[-12:].split())
    return problem(
        path,
        f"是 {name.upper()} 文本，但第 {place + 1} 字节（第 {line} 行，“{before}”之后）不是。",
        f"it is {name.upper()}, except for byte {place + 1} (line {line}, behind “{before}”).",
        "用编辑器打开，改正这一处，另存为 UTF-8；或重新取得文件。",
        "Open it in an editor, mend that place and save it as UTF-8; or get the file again.",
    )


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
