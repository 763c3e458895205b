"""What a native chart of an office program can show of a chart: points, lines and error bars.

An office chart knows categories and series. Every kind of statement becomes a series of its own: a
point where a number is, error bars where an interval is, nothing where nothing was said. Targets
are points without a line and never bars from zero.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from jmanalysis.charts import style as look
from jmanalysis.charts.layouts.parts import lines_across
from jmanalysis.charts.marks import OFF_AXIS
from jmanalysis.charts.spec import Chart, Column, Mark, MarkKind, Row
from jmanalysis.charts.spots import is_ceiling
from jmanalysis.charts.style import kind_name

#: Kinds of chart without one scale that all values share.
NOT_NATIVE: Final = MappingProxyType(
    {
        "coverage_matrix": "unlike units share no axis: a table of cells",
        "tile_grid": "no office chart has tiles: a table of cells",
        "rank_ranges": "two scales, one running downwards, and boxes shared by rows: a table",
    }
)


#: Fill of outlined markers: faint, because some programs draw markers without their outline.
TINTS: Final = MappingProxyType(
    {look.TARGET: "#F0B48A", look.UNCLEAR: "#E3A9C4", look.EXACT: "#C5D8EA"}
)


@dataclass(frozen=True, slots=True)
class Point:
    """One value of a series: where it stands, how far it may reach, what is printed."""

    value: float
    plus: float = 0.0
    minus: float = 0.0
    label: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """Points of one kind, one or none for every category; ``joined`` ones are lines."""

    name: str
    kind: MarkKind
    points: tuple[Point | None, ...]
    color: str
    joined: bool = False


@dataclass(frozen=True, slots=True)
class Plot:
    """One native chart: categories, series and the axis that they share.

    ``stems`` lead from zero to values that are exact or computed.
    """

    title: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    low: float
    high: float
    step: float
    unit: str = ""
    stems: bool = False


def plots(chart: Chart) -> tuple[Plot, ...]:
    """Return the native charts that show a chart; none where its kind allows none."""
    if chart.kind in NOT_NATIVE:
        return ()
    if chart.kind == "trend":
        return (_trend(chart),)
    cells = chart.kind == "split_columns"  # there a column may hold words in place of a scale
    chosen = [column for column in chart.columns if not (cells and column.scale == "cells")]
    found = [_dots(chart, column) for column in chosen]
    return tuple(plot for plot in found if plot.series)


def _dots(chart: Chart, column: Column) -> Plot:
    """Return one column of a chart: areas as categories, a series for each kind."""
    rows = {row.id: n for n, row in enumerate(chart.rows)}
    mine = [m for m in (*chart.marks, *chart.references) if m.column == column.id]
    standing = [m for m in mine if m.row in rows and _has_number(m)]
    kinds = dict.fromkeys(mark.kind for mark in standing)
    series = [one for kind in kinds for one in _series(chart, column, kind, standing, rows)]
    series += _lines(chart, column, len(rows))
    high, step = _axis(column, [one.points for one in series])
    names = tuple(_category(row, mine) for row in chart.rows)
    title = " ".join(part for part in (column.head.replace("\n", ""), column.subhead) if part)
    low = column.axis_low
    return Plot(title, names, tuple(series), low, high, step, column.unit, stems=low == 0)


def _has_number(mark: Mark) -> bool:
    return mark.kind not in OFF_AXIS and (mark.low is not None or mark.high is not None)


def _series(
    chart: Chart, column: Column, kind: MarkKind, marks: Sequence[Mark], rows: dict[str, int]
) -> Iterator[Series]:
    """Yield the marks of one kind; a second one in the same row begins a series of its own."""
    left = [mark for mark in marks if mark.kind == kind]
    while left:
        points: list[Point | None] = [None] * len(rows)
        over = []
        for mark in left:
            if points[rows[mark.row]] is None:
                points[rows[mark.row]] = point(mark, column)
            else:
                over.append(mark)
        yield Series(kind_name(kind, chart.lang), kind, tuple(points), _color(kind))
        left = over


def point(mark: Mark, column: Column) -> Point:
    """Place a mark on an axis: intervals reach to both ends, bounds to the natural limit.

    Examples
    --------
    >>> bound = Mark("a", "b", "bound", ">95%", low=95.0)
    >>> point(bound, Column("b", "", axis_high=100.0))
    Point(value=95.0, plus=5.0, minus=0.0, label='>95%')
    """
    label = " ".join(part for part in (mark.label, mark.detail) if part)
    low, high = mark.low, mark.high
    if mark.kind == "target":
        return Point(low if low is not None else high or 0.0, label=label)
    if low is None:
        end = high or 0.0
        return Point(end, minus=end - column.axis_low, label=label)
    if high is None:
        return Point(low, plus=max(column.axis_high - low, 0.0), label=label)
    if mark.kind in ("bound", "implied") and is_ceiling(mark):
        return Point(high, minus=high - low, label=label)
    if mark.kind in ("bound", "implied", "range", "conflicting"):  # no middle that nobody said
        return Point(low, plus=high - low, label=label)
    half = (high - low) / 2
    return Point(low + half, half, half, label)


def _lines(chart: Chart, column: Column, count: int) -> Iterator[Series]:
    """Yield a line across all categories for every benchmark."""
    for mark in lines_across(chart, column.id):
        end = mark.low if mark.low is not None else mark.high
        if end is not None:
            color = look.TARGET if mark.kind == "target" else look.SECONDARY
            yield Series(mark.label, "benchmark", (Point(end),) * count, color, joined=True)


def _axis(column: Column, points: Sequence[Sequence[Point | None]]) -> tuple[float, float]:
    """Return the end of an axis and the distance of its ticks; room for whole squares."""
    highest = max((p.value for each in points for p in each if p), default=1.0)
    ticks = column.ticks
    high = column.axis_high if column.axis_high >= highest else highest * 1.1
    step = ticks[1] - ticks[0] if len(ticks) > 1 else high / 5
    return high, step


def _category(row: Row, marks: Sequence[Mark]) -> str:
    """Name an area, and below it what it says without a number."""
    said = [mark.label for mark in marks if mark.row == row.id and mark.kind in OFF_AXIS]
    return "\n".join([row.label, *(label for label in said if label)])


def _trend(chart: Chart) -> Plot:
    """Return years as categories and areas as lines; targets are points that no line meets.

    Years without a column get an empty place, so that no line joins years that are not neighbours.
    """
    places = _years(chart)
    everything = (*chart.marks, *chart.references)
    series: list[Series] = []
    for n, row in enumerate(chart.rows):
        mine = [mark for mark in everything if mark.row == row.id and _has_number(mark)]
        for kind in dict.fromkeys(mark.kind for mark in mine):
            chosen = [mark for mark in mine if mark.kind == kind]
            series.append(_over_years(chart, row, kind, chosen, list(places), n))
    axis = chart.columns[0]
    high, step = _axis(axis, [one.points for one in series])
    title, heads = axis.group or axis.head, tuple(places.values())
    return Plot(title, heads, tuple(series), axis.axis_low, high, step, axis.unit)


def _years(chart: Chart) -> dict[str, str]:
    """Return every place along the axis of a trend with its head, missing years included."""
    heads = {column.id: column.head for column in chart.columns}
    years = [int(name) for name in heads if name.isdigit()]
    shape = "{}年" if chart.lang == "zh" else "{}"
    every = {str(y): shape.format(y) for y in range(min(years), max(years) + 1)} if years else {}
    return every | heads


def _over_years(
    chart: Chart, row: Row, kind: MarkKind, marks: Sequence[Mark], places: Sequence[str], n: int
) -> Series:
    """Return what one area says in one way; only exact values are joined by a line."""
    points: list[Point | None] = [None] * len(places)
    for mark in marks:
        points[places.index(mark.column)] = point(mark, chart.columns[0])
    joined = kind in ("exact", "benchmark")
    name = row.label if joined else f"{row.label} {kind_name(kind, chart.lang)}"
    color = look.TARGET if kind == "target" else look.area_colour(row.id, n)
    shown: MarkKind = "exact" if joined else kind
    return Series(name, shown, tuple(points), color, joined)


def without_number(chart: Chart) -> str:
    """Name the areas that give no figure, with their words: what no axis can show."""
    standing = {mark.row for mark in (*chart.marks, *chart.references) if _has_number(mark)}
    comma, colon, stop = ("、", "：", "；") if chart.lang == "zh" else (", ", ": ", "; ")
    said: dict[str, list[str]] = {}
    for row in chart.rows:
        if row.id not in standing:
            labels = (m.label for m in chart.marks if m.row == row.id and m.kind in OFF_AXIS)
            said.setdefault(comma.join(dict.fromkeys(labels)), []).append(row.label)
    parts = [f"{comma.join(names)} {words}".strip() for words, names in said.items()]
    return f"{chart.gutter.rstrip('：: ')}{colon}{stop.join(parts)}" if parts else ""


def _color(kind: MarkKind) -> str:
    return {
        "target": look.TARGET,
        "unclear": look.UNCLEAR,
        "bound": look.BOUND,
        "range": look.BOUND,
        "approx": look.BOUND,
        "implied": look.SILENT,
    }.get(kind, look.EXACT)
