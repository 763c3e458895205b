"""Provenance inside a file: what every mark says, carried along invisibly and read back.

Every format carries the same packet, compressed and in plain ASCII, where the format keeps such
things: PNG and PDF metadata, an attribute of SVG and HTML, a custom part of office files. So a
picture pasted into a slide can still be asked where its figures come from.
"""

from __future__ import annotations

import base64
import csv
import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from jmanalysis.charts.spec import Chart, Mark
from jmanalysis.errors import JmanalysisError

MARKER = "jm1:"
_BOM = b"\xef\xbb\xbf"
_PACKET = re.compile(rb"jm1:([A-Za-z0-9+/]{8,})")
#: What the bytes of a damaged file raise, in whichever layer it shows.
_DAMAGE = (ValueError, EOFError, RuntimeError, csv.Error, zipfile.BadZipFile, zlib.error)


def packed(charts: Sequence[Chart]) -> str:
    """Pack headline and marks of charts into one line of ASCII."""
    content = [
        {
            "title": chart.title,
            "subtitle": chart.subtitle,
            "marks": [_said(mark, chart) for mark in (*chart.marks, *chart.references)],
        }
        for chart in charts
    ]
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return MARKER + base64.b64encode(zlib.compress(text.encode("utf-8"), 9)).decode("ascii")


def unpacked(data: bytes) -> list[dict[str, Any]]:
    """Read the charts out of the bytes of any exported file; none gives an empty list."""
    if data.startswith(_BOM):
        return _from_csv(data.decode("utf-8-sig"))
    failure: Exception | None = None
    for part in _parts(data):
        # A PDF breaks long lines with a backslash; XML may hold white space between.
        for found in _PACKET.finditer(part.replace(b"\\\n", b"").replace(b"\r", b"")):
            try:
                return _charts(found[1])
            except (ValueError, zlib.error) as error:  # a headline may say jm1: as well
                failure = error
    if failure is not None:
        raise failure
    return []


def _charts(packet: bytes) -> list[dict[str, Any]]:
    """Decode a packet, whatever letters stand behind it.

    In a PNG the check sum of the chunk follows at once and may begin with letters of base64. The
    compressed text knows its own end, so they are left over instead of spoiling it.
    """
    whole = packet[:-1] if len(packet) % 4 == 1 else packet
    stream = zlib.decompressobj()
    text = stream.decompress(base64.b64decode(whole + b"=" * (-len(whole) % 4)))
    if not stream.eof:
        raise ValueError("the packet is cut off")
    charts: list[dict[str, Any]] = json.loads(text)
    return charts


def trace(path: str | Path) -> list[dict[str, Any]]:
    """Return, for an exported file, its charts with every mark's document, lines and words.

    Parameters
    ----------
    path
        A file that ``jm.export`` or ``jm.brief`` wrote.

    Returns
    -------
    list of dict
        One per chart: ``title``, ``subtitle``, ``marks`` (``area, label, kind, words, sources``).

    Raises
    ------
    TraceError
        If the file is missing or damaged, or carries no provenance.
    """
    file = Path(path)
    if not file.is_file():
        raise TraceError(
            f"没有文件 {file.name}。", f"There is no file {file.name}.", where=str(path)
        )
    try:
        charts = unpacked(file.read_bytes())
    except _DAMAGE as error:
        raise TraceError(
            f"{file.name} 已损坏，读不出其中的出处。",
            f"{file.name} is damaged; its provenance cannot be read.",
            where=str(path),
            hint_zh="重新导出一次，或取一份完整的文件。",
            hint_en="Export it again, or get a whole copy.",
        ) from error
    if not charts:
        raise TraceError(
            f"{file.name} 中没有出处信息。",
            f"{file.name} carries no provenance.",
            where=str(path),
            hint_zh="只有 jm.export、jm.brief 写出的文件带有出处；截图或另存会丢失。",
            hint_en="Only files written by jm.export or jm.brief carry it; a screenshot loses it.",
        )
    return charts


class TraceError(JmanalysisError, LookupError):
    """A file cannot say where its figures come from."""


def _from_csv(text: str) -> list[dict[str, Any]]:
    """Read the marks of a table back: it needs no packet, it is one."""
    names = ("area", "column", "kind", "label", *(None,) * 6, "words", "sources", "claims")
    heads, *rows = csv.reader(text.splitlines() or [""])
    if len(heads) != len(names):
        return []
    marks = [
        {name: cell for name, cell in zip(names, row, strict=True) if name is not None}
        for row in rows
    ]
    return [{"title": "", "subtitle": "", "marks": [_lists(mark) for mark in marks]}]


def _lists(mark: dict[str, str]) -> dict[str, Any]:
    return mark | {name: [t for t in mark[name].split("；") if t] for name in ("words", "sources")}


def _said(mark: Mark, chart: Chart) -> dict[str, Any]:
    names = {row.id: row.label for row in chart.rows}
    heads = {column.id: column.head for column in chart.columns}
    return {
        "area": names.get(mark.row, ""),
        "column": heads.get(mark.column, ""),
        "kind": mark.kind,
        "label": f"{mark.label} {mark.detail}".strip(),
        "words": list(mark.words),
        "sources": list(mark.sources),
        "claims": list(mark.claims),
    }


def _parts(data: bytes) -> Iterator[bytes]:
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield from (archive.read(name) for name in sorted(archive.namelist()))
    else:
        yield data
