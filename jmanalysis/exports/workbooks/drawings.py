"""Native charts of a workbook, drawn from the cells beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from xlsxwriter.utility import quote_sheetname, xl_range_abs

from jmanalysis.charts import style as look
from jmanalysis.exports.plots import TINTS, Plot, Series
from jmanalysis.exports.themes import SANS
from jmanalysis.exports.workbooks.sheets import Book

_SHAPES: Final = {
    "exact": ("circle", 9, True),
    "approx": ("circle", 7, True),
    "range": ("short_dash", 7, True),
    "bound": ("long_dash", 9, True),
    "derived": ("circle", 8, False),
    "implied": ("long_dash", 7, False),
    "unclear": ("square", 9, False),
    "conflicting": ("x", 8, False),
    "target": ("diamond", 11, False),
}
_TICK: Final = {"name": SANS, "size": 10, "color": look.SECONDARY}


ROWS: Final = 20  # that a chart covers


@dataclass(frozen=True, slots=True)
class Place:
    """Where a chart stands: below a row, first or second from the left, small beside another."""

    row: int
    column: int
    small: bool


def insert(book: Book, sheet: Any, plot: Plot, cells: tuple[int, int], at: Place, alt: str) -> None:
    """Draw a plot and put it in its place.

    ``cells`` is the head of its first series; the categories stand in the first column.
    """
    drawn = book.workbook.add_chart({"type": "line"})
    top, left = cells
    for series in plot.series:
        named = harmless(series.name) if at.small else [sheet.name, top, left]
        drawn.add_series({"name": named, **_series(sheet.name, plot, series, (top, left))})
        left += len(columns(series))
    drawn.set_title(
        {
            "name": harmless(plot.title),
            "overlay": False,
            "name_font": {"name": SANS, "size": 13, "color": look.INK, "bold": True},
        }
    )
    drawn.set_x_axis(
        {"num_font": _TICK, "line": {"color": look.INK}, "major_tick_mark": "none"},
    )
    drawn.set_y_axis(
        {
            "min": plot.low,
            "max": plot.high,
            "major_unit": plot.step,
            "num_font": _TICK,
            "num_format": '0.######"%"' if plot.unit == "%" else "General",
            "line": {"none": True},
            "major_gridlines": {"visible": True, "line": {"color": look.GRID}},
        }
    )
    drawn.set_legend({"position": "bottom", "font": _TICK})
    drawn.show_blanks_as("gap")
    drawn.set_chartarea({"border": {"none": True}})
    width = 560 if at.small else max(640, 110 * len(plot.categories) + 100)
    drawn.set_size({"width": width, "height": 380})
    options = {"description": alt, "object_position": 2, "x_offset": 580 * at.column}
    sheet.insert_chart(at.row, 0, drawn, options)


def harmless(words: str) -> str:
    """Keep the library from taking words for a reference to a cell, which it knows by its mark."""
    return words.replace("!", "！")


def columns(series: Series) -> tuple[str, ...]:
    """Return the columns of cells that a series needs: its values, and the reach of intervals."""
    reach = [point for point in series.points if point and (point.plus or point.minus)]
    return ("value", "plus", "minus") if reach else ("value",)


def _series(sheet: str, plot: Plot, series: Series, cells: tuple[int, int]) -> dict[str, Any]:
    top, column = cells
    last = top + len(plot.categories)
    made: dict[str, Any] = {
        "categories": [sheet, top + 1, 0, last, 0],
        "values": [sheet, top + 1, column, last, column],
        "line": {"none": True},
    }
    if series.joined:
        dash = "dash" if series.kind == "benchmark" else "solid"
        made["line"] = {"color": series.color, "width": 1.75, "dash_type": dash}
    made["marker"] = _marker(series)
    made |= _reach(sheet, plot, series, (top + 1, column)) or _stem(plot, series)
    if any(point.label for point in series.points if point):
        made["data_labels"] = _labels(series)
    return made


def _marker(series: Series) -> dict[str, Any]:
    """Draw what is as solid, what is planned or computed as outlined."""
    if series.kind == "benchmark":
        return {"type": "none"}
    shape, size, solid = _SHAPES[series.kind]
    fill = series.color if solid else TINTS.get(series.color, look.GROUND)
    edge = {"color": series.color, "width": 1.75}
    return {"type": shape, "size": size, "fill": {"color": fill}, "border": edge}


def _reach(sheet: str, plot: Plot, series: Series, cells: tuple[int, int]) -> dict[str, Any]:
    """Draw intervals as error bars from the cells that say how far they reach."""
    if len(columns(series)) == 1:
        return {}
    (top, column), last = cells, cells[0] + len(plot.categories) - 1
    plus, minus = (
        f"={quote_sheetname(sheet)}!{xl_range_abs(top, column + n, last, column + n)}"
        for n in (1, 2)
    )
    bars = {"type": "custom", "plus_values": plus, "minus_values": minus}
    line = {"color": series.color, "width": 2.25}
    ends = series.kind in ("range", "conflicting")
    return {"y_error_bars": {**bars, "line": line, "end_style": int(ends)}}


def _stem(plot: Plot, series: Series) -> dict[str, Any]:
    """Draw a stem from zero to values that are exact or computed: where zero means something."""
    if series.kind not in ("exact", "derived") or not plot.stems:
        return {}
    line = {"color": series.color, "width": 2.25}
    dash = {"dash_type": "round_dot"} if series.kind == "derived" else {}
    bars = {"type": "percentage", "value": 100, "direction": "minus", "end_style": 0}
    return {"y_error_bars": {**bars, "line": line | dash}}


def _labels(series: Series) -> dict[str, Any]:
    """Print beside each point what the chart prints, and nothing at a gap."""
    font = {"name": SANS, "size": 10, "color": series.color, "bold": True}
    custom: Sequence[dict[str, Any] | None] = [
        {"value": harmless(point.label), "font": font}
        if point and point.label
        else {"delete": True}
        for point in series.points
    ]
    place = "above" if series.kind == "exact" or series.joined else "right"
    return {"value": True, "position": place, "font": font, "custom": list(custom)}
