"""What a chart says, line by line: for speaker notes, tables of a note, sheets of a workbook."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from jmanalysis.charts.phrases import phrase
from jmanalysis.charts.spec import Chart, Lang, Mark
from jmanalysis.charts.style import kind_name

QUIET: Final = ("silent", "unread")
_NUMBERED: Final = re.compile(r"^(?:图(\d+)　|Figure (\d+)  )")
_LINES: Final = re.compile(
    r"^(?P<title>.*?)(?:，第(?P<zh>[\d–]+)行|, lines (?P<en>[\d–]+)"
    r"|(?:，|, )(?P<cell>[^，,]+![A-Z]{1,3}\d+))$"
)


@dataclass(frozen=True, slots=True)
class Listing:
    """A table that goes into a briefing beside the charts: open questions, all claims."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Telling:
    """One mark with the names of its area and column, ready to be read."""

    area: str
    column: str
    kind: str
    mark: Mark

    @property
    def value(self) -> str:
        """What the chart prints at the mark."""
        return self.mark.label

    @property
    def places(self) -> tuple[tuple[str, str], ...]:
        """Document and lines of every source; lines are empty where none are known."""
        return tuple(split_source(source) for source in self.mark.sources)


def tellings(chart: Chart) -> tuple[Telling, ...]:
    """Name area, column and kind of every mark, references last, in the order of the chart."""
    rows = {row.id: row.label for row in chart.rows}
    heads = {column.id: column.head.replace("\n", "") for column in chart.columns}
    lines = {column.id: column.subhead for column in chart.columns}
    again = [head for head in heads.values() if list(heads.values()).count(head) > 1]

    def head(column: str) -> str:
        name = heads.get(column, "")
        return f"{name}（{lines[column]}）" if name in again and lines[column] else name

    return tuple(
        Telling(
            rows.get(mark.row, phrase("benchmark", chart.lang)),
            head(mark.column),
            kind_name(mark.kind, chart.lang),
            mark,
        )
        for mark in (*chart.marks, *chart.references)
    )


def split_source(source: str) -> tuple[str, str]:
    """Part a source line into document and lines.

    Examples
    --------
    >>> split_source("《甲》（2025年3月），第74–75行")
    ('《甲》（2025年3月）', '74–75')
    >>> split_source("《甲》（自有数据），表1!D7")
    ('《甲》（自有数据）', '表1!D7')
    >>> split_source("《甲》")
    ('《甲》', '')
    """
    found = _LINES.match(source)
    if not found:
        return source, ""
    return found["title"], found["zh"] or found["en"] or found["cell"]


def number_of(chart: Chart) -> int | None:
    """Return the number of the figure that the subtitle begins with."""
    found = _NUMBERED.match(chart.subtitle)
    return int(found[1] or found[2]) if found else None


def caption(chart: Chart) -> str:
    """Return the subtitle without the number of the figure."""
    return _NUMBERED.sub("", chart.subtitle)


def numbered(charts: Sequence[Chart]) -> tuple[Chart, ...]:
    """Give the figures of a briefing new numbers, in their order."""
    return tuple(
        replace(chart, subtitle=f"{figure(n, chart.lang)}{caption(chart)}")
        for n, chart in enumerate(charts, start=1)
    )


def figure(number: int, lang: Lang) -> str:
    """Write the number of a figure as a subtitle begins."""
    return f"图{number}　" if lang == "zh" else f"Figure {number}  "


def cited(charts: Sequence[Chart]) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Yield every document of the source lines with the numbers of the figures that use it."""
    used: dict[str, list[int]] = {}
    for number, chart in enumerate(charts, start=1):
        stop, comma = ("。", "；") if chart.lang == "zh" else (".", "; ")
        for title in chart.source.removesuffix(stop).split(comma):
            if title:
                used.setdefault(title, []).append(number)
    yield from ((title, tuple(numbers)) for title, numbers in used.items())


def note_text(chart: Chart) -> str:
    """Return the 注 of a chart in one paragraph, its label included; nothing if there is none."""
    joined = ("" if chart.lang == "zh" else " ").join(chart.notes)
    return f"{phrase('note', chart.lang)}{joined}" if joined else ""


def source_text(chart: Chart) -> str:
    """Return the 资料来源 of a chart in one paragraph, its label included."""
    return f"{phrase('source', chart.lang)}{chart.source}" if chart.source else ""


def spoken(chart: Chart) -> str:
    """Write everything that stands behind the marks: what a speaker may be asked.

    One paragraph per mark with its kind, words, document and lines; silences together at the end.
    """
    zh = chart.lang == "zh"
    said = [_sentence(one, zh) for one in tellings(chart) if one.mark.kind not in QUIET]
    gaps: dict[tuple[str, str], list[str]] = {}
    for one in tellings(chart):
        if one.mark.kind in QUIET:
            gaps.setdefault((one.kind, one.column), []).append(one.area)
    silent = [
        f"{kind}（{column}）：{'、'.join(areas)}"
        if zh
        else f"{kind} ({column}): {', '.join(areas)}"
        for (kind, column), areas in gaps.items()
    ]
    parts = [chart.title, caption(chart), *said, *silent, note_text(chart), source_text(chart)]
    return "\n".join(part for part in parts if part)


def _sentence(one: Telling, zh: bool) -> str:
    mark = one.mark
    head = " · ".join(part for part in (one.area, one.column) if part)
    value = " ".join(part for part in (mark.label, mark.detail) if part)
    words = " ".join(f"“{part}”" for part in mark.words)
    source = ("；" if zh else "; ").join(mark.sources)
    text = f"{head}：{value}（{one.kind}）" if zh else f"{head}: {value} ({one.kind})"
    text += (f"　原文：{words}" if zh else f"  Words: {words}") if words else ""
    return text + ((f"　出处：{source}" if zh else f"  Source: {source}") if source else "")
