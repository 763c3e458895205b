"""A first draft of a headline: only what is certain, in the analyst's language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from jmanalysis.charts.phrases import listed
from jmanalysis.charts.spec import Chart, Column, Lang, Mark

_NUMBERED = ("exact", "bound", "range", "approx")
#: More figures than this do not fit a headline.
MOST = 4


def draft_headline(chart: Chart) -> str:
    """Say how many areas give a figure, and which figures; only certain ranks are named.

    The analyst is meant to write a better one; this one can always be shown.
    """
    drafts: dict[str, Callable[[Chart], str]] = {
        "coverage_matrix": _coverage,
        "split_columns": _split,
        "rank_ranges": _ranks,
        "bullet": _bullet,
        "tile_grid": _tiles,
        "trend": _trend,
        "small_multiples": _panels,
    }
    draft = drafts.get(chart.kind)
    return draft(chart) if draft else _values(chart, chart.columns[0])


def _values(chart: Chart, column: Column) -> str:
    lang, head, count = chart.lang, column.head, len(_peers(chart))
    mine = [m for m in chart.marks if m.column == column.id]
    if column.tone == "target":
        return _aims(chart, column, [m for m in mine if m.kind == "target"])
    given = [m for m in mine if m.kind in _NUMBERED]
    if not given:
        if lang == "en":
            return f"{head}: none of the {count} areas gives a figure"
        return f"{count}地材料均未给出{head}的数值"
    unit = column.unit.partition("/")[0]
    if lang == "en":
        said = listed([f"{_name(chart, m)} {m.label}" for m in given], lang)
        gives = "gives" if len(given) == 1 else "give"
        return f"{len(given)} of {count} areas {gives} a figure for {head}: {said}"
    if len(given) == 1:
        return f"{count}地中只有{_name(chart, given[0])}给出{head}：{_with(given[0], unit)}"
    said = listed([f"{_name(chart, m)}{_with(m, unit)}" for m in given], lang)
    return f"{count}地中{len(given)}地给出{head}：{said}"


def _aims(chart: Chart, column: Column, given: list[Mark]) -> str:
    """Say which areas give a target in figures; every clause says that it is one."""
    lang, head, count = chart.lang, column.head, len(_peers(chart))
    if not given:
        if lang == "en":
            return f"{head}: none of the {count} areas gives a target in figures"
        return f"{count}地材料均未给出{head}目标的数值"
    unit, year = column.unit.partition("/")[0], _year(given[0])
    if lang == "en":
        said = listed([f"{_name(chart, m)} {m.label} (target {year})" for m in given], lang)
        gives = "gives a target figure" if len(given) == 1 else "give target figures"
        return f"{len(given)} of {count} areas {gives} for {head}: {said}"
    if len(given) == 1:
        aim = f"{head}{year}年目标{_with(given[0], unit)}"
        return f"{count}地中只有{_name(chart, given[0])}给出{aim}"
    said = listed([f"{_name(chart, m)}目标{_with(m, unit)}" for m in given], lang)
    return f"{count}地中{len(given)}地给出{head}{year}年目标：{said}"


def _year(mark: Mark) -> str:
    return mark.period.rpartition("/")[2][:4]


def _with(mark: Mark, unit: str) -> str:
    return mark.label if mark.label.endswith(("%", unit)) or not unit else f"{mark.label}{unit}"


def _name(chart: Chart, mark: Mark) -> str:
    label = next(row.label for row in chart.rows if row.id == mark.row)
    short = label.removesuffix("区").removesuffix("市")
    return short if chart.lang == "zh" and len(short) > 1 else label  # 甲区 has no shorter name


def _split(chart: Chart) -> str:
    first = next((c for c in chart.columns if c.tone == "actual"), chart.columns[0])
    base = _values(chart, first)
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


def _peers(chart: Chart) -> list[str]:
    return [row.id for row in chart.rows if not row.reference]


def _ranks(chart: Chart) -> str:
    """Name the ranks that are settled; say so where a source's own statement settles them."""
    ranks = [mark for mark in chart.marks if mark.column == chart.columns[-1].id]
    sure = [mark for mark in ranks if mark.low is not None and mark.low == mark.high]
    stated = any(m.kind == "implied" and m.column == chart.columns[0].id for m in chart.marks)
    count, rest = len(ranks), len(sure) < len(ranks)
    if chart.lang == "en":
        if not sure:
            return f"The figures settle the rank of none of the {count} areas"
        said = listed([f"{_name(chart, m)} rank {m.label}" for m in sure], "en")
        text = f"Settled of {count} areas{', by what the sources state' if stated else ''}: {said}"
        return text + ("; the others have ranges only" if rest else "")
    if not sure:
        return f"现有数值不能确定{count}地中任何一地的名次"
    said = listed([f"{_name(chart, m)}第{m.label}名" for m in sure], "zh")
    text = f"{'按材料所称，' if stated else ''}{count}地中名次可以确定的有：{said}"
    return text + ("；其余只能给出名次区间" if rest else "")


def _bullet(chart: Chart) -> str:
    """Add to the figures the areas that have a target and no figure."""
    first, lang = chart.columns[0], chart.lang
    given = {m.row for m in chart.marks if m.kind in _NUMBERED}
    alone = [m for m in chart.marks if m.kind == "target" and m.row not in given]
    base = _values(chart, first)
    if first.tone == "target":
        return base
    shape = "{}只有{}年目标{}" if lang == "zh" else "{} has only a target for {} of {}"
    said = [shape.format(_name(chart, m), _year(m), m.label) for m in alone]
    return ("；" if lang == "zh" else "; ").join([base, *said])


def _tiles(chart: Chart) -> str:
    """Add to the figures how many areas are not mentioned."""
    base = _values(chart, chart.columns[0])
    speaking = {m.row for m in chart.marks if m.kind not in ("silent", "unread")}
    silent = len(set(_peers(chart)) - speaking)
    if not silent:
        return base
    if chart.lang == "en":
        return f"{base}; {silent} areas say nothing of it"
    return f"{base}；{silent}地材料未提及"


def _trend(chart: Chart) -> str:
    """Say which areas give figures for which years, and for how many years the benchmarks do."""
    lang, head, count = chart.lang, chart.columns[0].group, len(_peers(chart))
    given = [m for m in chart.marks if m.kind in _NUMBERED]
    years = Counter(m.row for m in chart.references if m.kind in _NUMBERED)
    names = {row.id: row.label for row in chart.rows}
    clauses = [_years_given(chart, given, head, count)]
    for code, number in years.items():
        if lang == "en":
            clauses.append(f"{names[code]} has figures for {number} year{'s' * (number > 1)}")
        else:
            clauses.append(f"{names[code]}有{number}个年份的数值")
    return ("；" if lang == "zh" else "; ").join(clauses)


def _years_given(chart: Chart, given: list[Mark], head: str, count: int) -> str:
    unit = chart.columns[0].unit.partition("/")[0]
    areas = len({mark.row for mark in given})
    if chart.lang == "en":
        if not given:
            return f"{head}: none of the {count} areas gives a figure"
        said = listed([f"{_name(chart, m)} {m.label} in {m.column}" for m in given], "en")
        text = f"{areas} of {count} areas {'give' if areas > 1 else 'gives'} figures for {head}"
        return f"{text}: {said}" if len(given) <= MOST else text
    if not given:
        return f"{count}地材料均未给出{head}的数值"
    said = listed([f"{_name(chart, m)}{m.column}年{_with(m, unit)}" for m in given], "zh")
    text = f"{count}地中{areas}地给出{head}"
    return f"{text}：{said}" if len(given) <= MOST else f"{text}的数值"


def _panels(chart: Chart) -> str:
    """Count the cells with a figure; say that panels do not add up to a ranking."""
    if len(chart.columns) == 1:
        return _values(chart, chart.columns[0])
    columns, rows = len(chart.columns), len(_peers(chart))
    aims = all(column.tone == "target" for column in chart.columns)
    kinds = ("target",) if aims else _NUMBERED
    given = len({(m.row, m.column) for m in chart.marks if m.kind in kinds})
    if chart.lang == "en":
        text = f"{given} of {columns * rows} cells ({columns} indicators, {rows} areas) hold"
        what = "target in figures" if aims else "figure"
        return f"{text} a {what}; the units differ and give no common ranking"
    text = f"{columns}项指标、{rows}地共{columns * rows}格，{given}格有{'目标' * aims}数值"
    return f"{text}；各图单位不同，不能合并排名"
