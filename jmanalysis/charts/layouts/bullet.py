"""The bullet chart: bars, the frames of targets across them, and a gutter for words."""

from __future__ import annotations

from jmanalysis.charts.layouts import bullets, value_kinds
from jmanalysis.charts.layouts.fitting import fitted
from jmanalysis.charts.layouts.panels import Manner
from jmanalysis.charts.scene import Scene
from jmanalysis.charts.spec import Chart
from jmanalysis.charts.style import Preset


def lay_out(chart: Chart, size: str) -> Scene:
    """Lay out a bullet chart; see :func:`jmanalysis.charts.layouts.lay_out`."""
    return fitted(_build, chart, size)


def _build(chart: Chart, style: Preset) -> Scene:
    return value_kinds.build(chart, style, Manner(bullets.place, bullets.draw), bullets.swatch)
