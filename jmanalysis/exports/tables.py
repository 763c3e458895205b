"""CSV of a chart: one row per mark, with the words and the place that carry it."""

from __future__ import annotations

import csv
from io import StringIO

from jmanalysis.charts.spec import Chart, Mark
from jmanalysis.exports.legible import looks_like_formula

_HEADS = {
    "zh": ("地区", "指标", "类型", "标注", "说明", "下限", "上限", "下限开", "上限开", "时期"),
    "en": ("area", "indicator", "kind", "label", "detail", "low", "high", "low_open"),
}
_TAIL = {
    "zh": ("原文用语", "出处", "说法编号"),
    "en": ("high_open", "period", "words", "sources", "claims"),
}


def csv_table(chart: Chart, _size: str = "slide") -> bytes:
    """Write the marks as CSV in UTF-8 with a byte-order mark, which Excel needs for Chinese."""
    buffer = StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow((*_HEADS[chart.lang], *_TAIL[chart.lang]))
    rows = {row.id: row.label for row in chart.rows}
    heads = {column.id: f"{column.head} {column.subhead}".strip() for column in chart.columns}
    for mark in (*chart.marks, *chart.references):
        writer.writerow([_harmless(cell) for cell in _cells(mark, rows, heads)])
    return b"\xef\xbb\xbf" + buffer.getvalue().encode("utf-8")


def _cells(mark: Mark, rows: dict[str, str], heads: dict[str, str]) -> tuple[object, ...]:
    return (
        rows.get(mark.row, mark.row),
        heads.get(mark.column, mark.column),
        mark.kind,
        mark.label,
        mark.detail,
        "" if mark.low is None else mark.low,
        "" if mark.high is None else mark.high,
        int(mark.low_open),
        int(mark.high_open),
        mark.period,
        "；".join(mark.words),
        "；".join(mark.sources),
        " ".join(mark.claims),
    )


def _harmless(cell: object) -> object:
    """Keep a spreadsheet from running text that looks like a formula; +4 is only a number."""
    text = str(cell)
    return f"'{text}" if looks_like_formula(text) and not _is_number(text) else cell


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
