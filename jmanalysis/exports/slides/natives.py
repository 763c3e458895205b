"""Native charts on slides, for the kinds of chart and of statement that an office chart can say.

A native chart has points and lines. Where a bullet or a trend also has bounds, ranges or figures of
unclear scope, it would have to leave something out; it is then drawn as shapes, like all others.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Any, Final

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Pt

from jmanalysis.charts import style as look
from jmanalysis.charts.geometry import Box
from jmanalysis.charts.spec import Chart
from jmanalysis.exports import plots
from jmanalysis.exports.plots import Plot, Series
from jmanalysis.exports.slides import pages
from jmanalysis.exports.slides.drawing import Pen

#: Kinds of chart, and how many series each can hold: a longer key would squeeze the plot.
_MOST: Final = MappingProxyType({"bullet": 4, "trend": 6})
_POINTS: Final = frozenset(
    {"exact", "derived", "target", "benchmark", "qualitative", "silent", "unread"}
)
_C: Final = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
_MARKERS: Final = {"target": ("diamond", 11), "derived": ("circle", 9)}
_SIZE: Final = 12.0
_PLACES: Final = (XL_LABEL_POSITION.ABOVE, XL_LABEL_POSITION.BELOW)


def fits(chart: Chart) -> bool:
    """Say whether a native chart says everything that a chart says, and has room to."""
    kinds = {mark.kind for mark in (*chart.marks, *chart.references)}
    drawn = plots.plots(chart) if chart.kind in _MOST and kinds <= _POINTS else ()
    reach = [p for plot in drawn for each in plot.series for p in each.points if p]
    few = len(drawn) == 1 and len(drawn[0].series) <= _MOST[chart.kind]
    return few and not any(point.plus or point.minus for point in reach)


def add(slide: Any, chart: Chart, box: Box, pen: Pen) -> Any:
    """Put a bullet or a trend on a slide as a chart whose data can be edited."""
    (plot,) = plots.plots(chart)
    data: Any = CategoryChartData()  # type: ignore[no-untyped-call]
    data.categories = plot.categories
    for series in plot.series:
        data.add_series(series.name, [point.value if point else None for point in series.points])
    high = box.height - _absent(slide, chart, box, pen)
    room = (Pt(value) for value in (box.left, box.top, box.width, high))
    frame = slide.shapes.add_chart(XL_CHART_TYPE.LINE_MARKERS, *room, data)
    frame.name = "图" if pen.lang == "zh" else "Chart"
    frame._element.find(qn("p:nvGraphicFramePr")).find(qn("p:cNvPr")).set("descr", chart.alt)
    _furnish(frame.chart, plot, pen)
    for n, (drawn, series) in enumerate(zip(frame.chart.plots[0].series, plot.series, strict=True)):
        _draw(drawn, series, plot, pen)
        _labels(drawn, series, pen, n if chart.kind == "trend" else -1)
    return frame


def _absent(slide: Any, chart: Chart, box: Box, pen: Pen) -> float:
    """Say below a trend who gives no figure, and return how high that stands."""
    words = plots.without_number(chart) if chart.kind == "trend" else ""
    if not words:
        return 0.0
    high = pages.height([words], _SIZE, box.width)
    below = Box(box.left, box.bottom - high, box.right, box.bottom)
    pages.paragraphs(slide, [words], below, pen, _SIZE, look.SECONDARY, name=chart.gutter)
    return high + 4


def _furnish(chart: Any, plot: Plot, pen: Pen) -> None:
    """Set fonts, axes and key; gaps stay gaps."""
    chart.has_title = False
    chart.has_legend = True
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    chart.font.size = Pt(_SIZE)
    _letters(chart._chartSpace, pen)
    axis = chart.value_axis
    axis.minimum_scale, axis.maximum_scale, axis.major_unit = plot.low, plot.high, plot.step
    axis.tick_labels.number_format = '0.######"%"' if plot.unit == "%" else "General"
    axis.tick_labels.number_format_is_linked = False
    axis.format.line.fill.background()
    _line(axis.major_gridlines._xAx.find(qn("c:majorGridlines")), look.GRID, 0.75, pen)
    blanks = chart._chartSpace.chart.find(qn("c:dispBlanksAs"))
    if blanks is not None:
        blanks.set("val", "gap")


def _letters(space: Any, pen: Pen) -> None:
    """Let all letters of a chart follow the theme's fonts, Chinese included."""
    for properties in space.iter(qn("a:defRPr")):
        for tag, face in (("latin", "lt"), ("ea", "ea"), ("cs", "cs")):
            properties.append(properties.makeelement(qn(f"a:{tag}"), {"typeface": f"+mn-{face}"}))
        properties.insert(0, parse_xml(_named(pen.palette.fill(look.INK))))


def _named(element: str) -> str:
    """Give a lone element the namespaces that it needs to be read."""
    name, rest = element.split(">", 1) if "/>" not in element[:12] else (element[:-2], "/")
    return f"{name} {_C}>{rest}"


def _line(parent: Any, color: str, width: float, pen: Pen, dash: tuple[float, ...] = ()) -> None:
    """Draw an element of a chart in a colour."""
    for old in parent.findall(qn("c:spPr")):
        parent.remove(old)
    parent.insert(0, parse_xml(f"<c:spPr {_C}>{pen.line(color, width, dash)}</c:spPr>"))


def _draw(drawn: Any, series: Series, plot: Plot, pen: Pen) -> None:
    """Draw one series: a line only between actuals of neighbouring years."""
    drawn.smooth = False
    element = drawn._element
    dash = (5.0, 3.0) if series.kind == "benchmark" else ()
    line = pen.line(series.color if series.joined else "", 2.0, dash)
    properties = parse_xml(f"<c:spPr {_C}>{line}</c:spPr>")
    for old in (*element.findall(qn("c:spPr")), *element.findall(qn("c:marker"))):
        element.remove(old)
    tx = element.find(qn("c:tx"))
    tx.addnext(properties)
    properties.addnext(parse_xml(_marker(series, pen)))
    if series.kind in ("exact", "derived") and plot.stems:
        element.find(qn("c:cat")).addprevious(parse_xml(_stem(series, pen)))


def _marker(series: Series, pen: Pen) -> str:
    """Draw what is as solid, what is planned or computed as outlined."""
    if series.kind == "benchmark":
        return f'<c:marker {_C}><c:symbol val="none"/></c:marker>'
    symbol, size = _MARKERS.get(series.kind, ("circle", 9))
    tint = plots.TINTS.get(series.color, look.GROUND)
    fill = pen.palette.fill(tint if series.kind in _MARKERS else series.color)
    return (
        f'<c:marker {_C}><c:symbol val="{symbol}"/><c:size val="{size}"/><c:spPr>{fill}'
        f"{pen.line(series.color, 1.75)}</c:spPr></c:marker>"
    )


def _stem(series: Series, pen: Pen) -> str:
    """Draw a stem from zero as an error bar of a hundred per cent."""
    dash = (1.0, 1.0) if series.kind == "derived" else ()
    return (
        f'<c:errBars {_C}><c:errDir val="y"/><c:errBarType val="minus"/><c:errValType '
        f'val="percentage"/><c:noEndCap val="1"/><c:val val="100"/><c:spPr>'
        f"{pen.line(series.color, 4 if not dash else 2, dash)}</c:spPr></c:errBars>"
    )


def _labels(drawn: Any, series: Series, pen: Pen, turn: int) -> None:
    """Print beside each point what the chart prints there; lines of a trend take turns."""
    place = _PLACES[turn % len(_PLACES)] if turn >= 0 else XL_LABEL_POSITION.RIGHT
    if series.kind == "exact" and turn < 0:
        place = XL_LABEL_POSITION.ABOVE
    for n, point in enumerate(series.points):
        if point is None or not point.label:
            continue
        label = drawn.points[n].data_label
        label.position = place
        paragraph = label.text_frame.paragraphs[0]
        run = pen.run(point.label, _SIZE, series.color, bold=True)
        paragraph._p.append(parse_xml(_named(run)))
