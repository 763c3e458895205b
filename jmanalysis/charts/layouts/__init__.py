"""From a chart to a scene: one layout per kind of chart, all in points."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType
from typing import Final

from jmanalysis.charts.layouts import (
    bullet,
    coverage_matrix,
    rank_ranges,
    small_multiples,
    split_columns,
    tile_grid,
    trend,
    value_kinds,
)
from jmanalysis.charts.scene import Scene
from jmanalysis.charts.spec import Chart
from jmanalysis.errors import UnknownNameError

LAYOUTS: Final[MappingProxyType[str, Callable[[Chart, str], Scene]]] = MappingProxyType(
    {
        "coverage_matrix": coverage_matrix.lay_out,
        "value_kinds": value_kinds.lay_out,
        "split_columns": split_columns.lay_out,
        "rank_ranges": rank_ranges.lay_out,
        "tile_grid": tile_grid.lay_out,
        "bullet": bullet.lay_out,
        "trend": trend.lay_out,
        "small_multiples": small_multiples.lay_out,
    }
)


def lay_out(chart: Chart, size: str = "slide") -> Scene:
    """Lay a chart out at one size.

    Parameters
    ----------
    chart
        The description; its ``kind`` chooses the layout.
    size
        ``slide``, ``slide_body``, ``half`` or ``doc``.

    Returns
    -------
    Scene
        Rectangles, lines, markers and words in points; both engines draw it.

    Raises
    ------
    LayoutError
        If the chart does not fit the size even in the smallest type that can be read.
    """
    if chart.kind not in LAYOUTS:
        raise UnknownNameError.among("图形", "kind of chart", chart.kind, LAYOUTS)
    return LAYOUTS[chart.kind](chart, size)
