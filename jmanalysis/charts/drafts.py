"""A first draft of a headline: only what is certain, in the analyst's language."""

from __future__ import annotations

from collections import Counter

from jmanalysis.charts.phrases import listed
from jmanalysis.charts.spec import Chart, Lang, Mark

_NUMBERED = ("exact", "bound", "range", "approx")


def draft_headline(chart: Chart) -> str:
    """Say how many areas give a figure, and which figures; nothing is ranked.

    The analyst is meant to write a better one; this one can always be shown.
    """
    if chart.kind == "coverage_matrix":
        return _coverage(chart)
    if chart.kind == "split_columns":
        return _split(chart)
    return _values(chart, chart.columns[0].id, chart.columns[0].head)


def _values(chart: Chart, column: str, head: str) -> str:
    lang, peers = chart.lang, [row for row in chart.rows if not row.reference]
    given = [m for m in chart.marks if m.column == column and m.kind in _NUMBERED]
    count = len(peers)
    if not given:
        if lang == "en":
            return f"{head}: none of the {count} areas gives a figure"
        return f"{count}地材料均未给出{head}的数值"
    unit = chart.columns[0].unit.partition("/")[0]
    if lang == "en":
        said = listed([f"{_name(chart, m)} {m.label}" for m in given], lang)
        gives = "gives" if len(given) == 1 else "give"
        return f"{len(given)} of {count} areas {gives} a figure for {head}: {said}"
    if len(given) == 1:
        return f"{count}地中只有{_name(chart, given[0])}给出{head}：{_with(given[0], unit)}"
    said = listed([f"{_name(chart, m)}{_with(m, unit)}" for m in given], lang)
    return f"{count}地中{len(given)}地给出{head}：{said}"


def _with(mark: Mark, unit: str) -> str:
    return mark.label if mark.label.endswith(("%", unit)) or not unit else f"{mark.label}{unit}"


def _name(chart: Chart, mark: Mark) -> str:
    label = next(row.label for row in chart.rows if row.id == mark.row)
    return label.removesuffix("区").removesuffix("市") if chart.lang == "zh" else label


def _split(chart: Chart) -> str:
    first = next((c for c in chart.columns if c.tone == "actual"), chart.columns[0])
    base = _values(chart, first.id, first.head)
    if chart.lang == "en":
        return f"{base}; the columns differ in scope and cannot be ranked together"
    return f"{base}；各栏口径不同，不能合并排名"


def _coverage(chart: Chart) -> str:
    peers = [row for row in chart.rows if not row.reference]
    exact = [m for m in chart.marks if m.kind == "exact"]
    most = max(Counter(m.column for m in exact).values(), default=0)
    return _coverage_text(len(chart.columns), len(peers), len(exact), most, chart.lang)


def _coverage_text(columns: int, rows: int, exact: int, most: int, lang: Lang) -> str:
    total = columns * rows
    if lang == "en":
        counts = f"({columns} indicators, {rows} areas)"
        text = f"Only {exact} of {total} cells hold an exact value {counts}"
        return text + (f"; no indicator has one for more than {most} areas" if most < rows else "")
    text = f"{columns}项指标、{rows}地共{total}格，只有{exact}格是准确值"
    return text + (f"；任一指标最多{most}地有准确值，不具备全面排名条件" if most < rows else "")
