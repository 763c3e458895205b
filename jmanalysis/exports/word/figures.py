"""A chart in a note: finding, picture, caption, notes, source, and the data as a table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, Final

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm

from jmanalysis.charts.spec import Chart
from jmanalysis.charts.style import preset
from jmanalysis.exports import pictures, tellings
from jmanalysis.exports.guides import word
from jmanalysis.exports.tellings import QUIET, Telling
from jmanalysis.exports.word import parts, tables

_REMARKS: Final = re.compile(r"(?:（[^（）]*(?:（[^（）]*）[^（）]*)*）| \([^()]*\))$")


@dataclass
class Writer:
    """Appends to a document and counts its bookmarks."""

    document: Any
    numbers: Iterator[int]
    anchors: dict[str, str] = field(default_factory=dict)

    def add(self, *elements: str) -> None:
        """Append elements in order, before the description of the page."""
        body = self.document.element.body
        for element in elements:
            made = parse_xml(f"<w:body {nsdecls('w', 'r')}>{element}</w:body>")
            for child in list(made):
                body.insert(len(body) - 1, child)

    def mark(self, name: str, inside: str) -> str:
        """Return runs with a bookmark of that name."""
        return parts.bookmark(next(self.numbers), name, inside)


def topic(chart: Chart) -> str:
    """Return what a chart is about, without year and unit: the head of its section."""
    return _REMARKS.sub("", tellings.caption(chart))


def write(writer: Writer, chart: Chart, number: int, *, first: bool) -> None:
    """Write one chart with all that belongs to it; ``first`` starts the count at ``number``."""
    zh = chart.lang == "zh"
    name = f"{word('figure', chart.lang)} "
    refer = parts.link(f"_Fig{number}", parts.field(f"REF _Fig{number} \\h", f"{name}{number}"))
    see = ("（见", "）。") if zh else (" (see ", ").")
    finding = chart.title.rstrip("。.")
    body = f"{parts.run(finding + see[0])}{refer}{parts.run(see[1])}"
    writer.add(parts.paragraph("BodyText", body))
    _picture(writer, chart)
    writer.add(_caption(writer, "figure", chart, number, first))
    for line in (tellings.note_text(chart), tellings.source_text(chart)):
        if line:
            writer.add(parts.paragraph("Note", parts.run(line)))
    _data(writer, chart, number, first)


def _caption(writer: Writer, what: str, chart: Chart, number: int, first: bool) -> str:
    """Return a caption whose number counts itself."""
    name = word(what, chart.lang)
    start = f" \\r {number}" if first and number != 1 else ""
    count = parts.field(f"SEQ {name} \\* ARABIC{start}", str(number))
    key = {"figure": "_Fig", "table": "_Tab"}[what]
    label = writer.mark(f"{key}{number}", parts.run(f"{name} ") + count)
    return parts.paragraph("Caption", f"{label}{parts.run('　' + tellings.caption(chart))}")


def _picture(writer: Writer, chart: Chart) -> None:
    """Draw the chart at its size in print, with its words for those who cannot see it."""
    stream = BytesIO(pictures.png(chart, "doc"))
    width = Mm(preset("doc").width * 25.4 / 72)
    inline = writer.document.part.new_pic_inline(stream, width=width)
    inline.docPr.set("descr", chart.alt)
    inline.docPr.set("name", tellings.caption(chart)[:60])
    inline.docPr.set("id", str(next(writer.numbers)))
    properties = next(inline.iter("{*}cNvPr"))
    properties.set("descr", chart.alt)
    properties.set("name", "chart.png")
    writer.add(parts.paragraph("Figure", "<w:r><w:drawing/></w:r>"))
    next(reversed(list(writer.document.element.body.iter("{*}drawing")))).append(inline)


def _data(writer: Writer, chart: Chart, number: int, first: bool) -> None:
    """Write what the chart shows as a three-line table, its title above."""
    lang, told = chart.lang, tellings.tellings(chart)
    several = len({one.column for one in told}) > 1
    documents = _documents(told)
    rows = [_spoken(one, documents, several) for one in told if one.mark.kind not in QUIET]
    rows += _silent(told, several, lang == "zh")
    keys = ("area", *(("column",) if several else ()), "value", "kind", "period", "words", "place")
    heads = [word(key, lang) for key in keys]
    writer.add(_caption(writer, "table", chart, number, first))
    writer.add(tables.three_lines(heads, rows, tellings.caption(chart)))
    listed = ("；" if lang == "zh" else "; ").join(f"[{n}] {d}" for d, n in documents.items())
    if listed:
        label = "出处：" if lang == "zh" else "Documents: "
        writer.add(parts.paragraph("Note", parts.run(f"{label}{listed}"), _SPACE))


_SPACE: Final = '<w:spacing w:before="80" w:after="40" w:line="320" w:lineRule="exact"/>'


def _documents(told: tuple[Telling, ...]) -> dict[str, int]:
    """Give the documents numbers in the order in which they are first used."""
    titles = dict.fromkeys(title for one in told for title, _ in one.places)
    return {title: n for n, title in enumerate(titles, start=1)}


def _spoken(one: Telling, documents: dict[str, int], several: bool) -> list[str]:
    mark = one.mark
    places = "\n".join(f"[{documents[title]}] {lines}".strip() for title, lines in one.places)
    value = "…" if mark.kind == "qualitative" else mark.label
    cells = [value, one.kind, mark.period, "；".join(mark.words) or "—", places or "—"]
    return [one.area, *([one.column] if several else []), *cells]


def _silent(told: tuple[Telling, ...], several: bool, zh: bool) -> Iterator[list[str]]:
    """Yield one row for all areas about which the documents say nothing."""
    gaps: dict[tuple[str, str, str], list[str]] = {}
    for one in told:
        if one.mark.kind in QUIET:
            gaps.setdefault((one.column, one.kind, one.mark.period), []).append(one.area)
    for (column, kind, period), areas in gaps.items():
        names = ("、" if zh else ", ").join(areas)
        yield [names, *([column] if several else []), "—", kind, period, "—", "—"]
