"""The screen engine: the same scene as a plotly figure that answers when it is pointed at.

Shapes and one trace of words carry the picture, a trace of invisible points what the marks say.
Nothing leaves the machine: the button that would upload the data to a cloud is removed here, and
again in the configuration that pages are written with.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from math import dist
from typing import Any, Final

import plotly.graph_objects as go

from jmanalysis.charts import style as look
from jmanalysis.charts.geometry import Point
from jmanalysis.charts.scene import Hover, Item, Line, Marker, Rect, Scene, hatching
from jmanalysis.charts.text import require_glyphs, wrap

FONTS: Final = f"{look.FAMILY}, Noto Sans SC, Microsoft YaHei, SimHei, sans-serif"
PIXEL: Final = 4 / 3  # CSS pixels in a point
BASELINE: Final = 0.25  # from a point down to the baseline of its "middle" text, in ems
CONFIG: Final[dict[str, Any]] = {
    "showSendToCloud": False,
    "displaylogo": False,
    "displayModeBar": "hover",
    "modeBarButtons": [["toImage"]],
    "scrollZoom": False,
    "doubleClick": False,
}


def draw(scene: Scene) -> go.Figure:
    """Draw a scene with plotly.

    Parameters
    ----------
    scene
        What :func:`jmanalysis.charts.layouts.lay_out` returns.

    Returns
    -------
    plotly.graph_objects.Figure
        A figure of fixed size whose hover shows words, source and kind. Write it with
        :data:`CONFIG`, so that no page offers to upload it.

    Raises
    ------
    MissingGlyphError
        If a character is in no shipped font.
    """
    for item in scene.texts:
        require_glyphs(item.text, item.bold)
    shapes = [shape for item in scene.items for shape in _shapes(item)]
    layout = _layout(scene) | {"shapes": shapes}
    return go.Figure(data=[_words(scene), _hovers(scene)], layout=layout)


def _layout(scene: Scene) -> dict[str, Any]:
    """Return a page without margins, axes or zoom: one point is one unit."""
    axis = {"visible": False, "fixedrange": True, "autorange": False}
    return {
        "width": round(scene.width * PIXEL),
        "height": round(scene.height * PIXEL),
        "autosize": False,
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0, "pad": 0},
        "paper_bgcolor": look.PAPER,
        "plot_bgcolor": look.PAPER,
        "font": {"family": FONTS, "color": look.INK},
        "xaxis": axis | {"range": [0, scene.width]},
        "yaxis": axis | {"range": [scene.height, 0]},
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "hoverlabel": {
            "bgcolor": look.PAPER,
            "bordercolor": look.RULE,
            "align": "left",
            "font": {"family": FONTS, "size": 14, "color": look.INK},
        },
        "modebar": {"remove": ["sendChartToCloud"]},
        "template": {"layout": {"modebar": {"remove": ["sendChartToCloud"]}}},
        "meta": {"title": scene.title, "alt": scene.alt},
    }


def _hovers(scene: Scene) -> go.Scatter:
    """Return one invisible point per mark, as large as the mark's area is high."""
    points = list(_points(scene))
    return go.Scatter(
        x=[round(x, 2) for _, x, _ in points],
        y=[round(y, 2) for _, _, y in points],
        customdata=[hover.id for hover, _, _ in points],  # plotly drops points whose ids repeat
        text=[_said(hover) for hover, _, _ in points],
        mode="markers",
        marker={"size": 26, "opacity": 0},
        hovertemplate="%{text}<extra></extra>",
    )


def _points(scene: Scene) -> Iterator[tuple[Hover, float, float]]:
    """Cover a wide area with points, so that the pointer finds it anywhere."""
    for hover in scene.hovers:
        x, y = hover.area.middle
        count = max(1, round(hover.area.width / 24))
        first = x - 12 * (count - 1)
        yield from ((hover, first + 24 * n, y) for n in range(count))


def _said(hover: Hover) -> str:
    head, *rest = hover.lines
    lines = [line for part in rest for line in wrap(part, 10, 280)]
    return "<br>".join(
        [f"<b>{escape(head, quote=False)}</b>"] + [escape(line, quote=False) for line in lines]
    )


def _words(scene: Scene) -> go.Scatter:
    """Return all words as one trace.

    Annotations are placed by the measured box of their text, which is wrong until the font has
    loaded and sets Chinese too low; text of a trace hangs on its anchor and its size alone.
    """
    texts = scene.texts
    side = {"start": "middle right", "middle": "middle center", "end": "middle left"}
    return go.Scatter(
        x=[round(item.x, 2) for item in texts],
        y=[round(item.y - BASELINE * item.size, 2) for item in texts],
        customdata=[item.id for item in texts],
        text=[escape(item.text, quote=False) for item in texts],
        textposition=[side[item.anchor] for item in texts],
        textfont={
            "family": FONTS,
            "size": [round(item.size * PIXEL, 2) for item in texts],
            "color": [item.color for item in texts],
            "weight": [700 if item.bold else 400 for item in texts],
        },
        mode="text",
        cliponaxis=False,
        hoverinfo="skip",
    )


def _shapes(item: Item) -> Iterator[dict[str, Any]]:
    if isinstance(item, Rect):
        yield from _rect(item)
    elif isinstance(item, Line):
        yield from _line(item)
    elif isinstance(item, Marker):
        yield _marker(item)


def _shape(item: Rect | Line | Marker, **parts: Any) -> dict[str, Any]:
    """Return a shape with what all of them share."""
    return {"xref": "x", "yref": "y", "layer": "below", "name": item.id} | parts


def _stroke(color: str, width: float, dash: tuple[float, ...] = ()) -> dict[str, Any]:
    line: dict[str, Any] = {"color": color or look.PAPER, "width": round(width * PIXEL, 2)}
    if dash:
        line["dash"] = ",".join(f"{part * PIXEL:.1f}px" for part in dash)
    return line


def _path(points: tuple[Point, ...], closed: bool = True) -> str:
    steps = " L ".join(f"{x:.2f} {y:.2f}" for x, y in points)
    return f"M {steps} Z" if closed else f"M {steps}"


def _rect(item: Rect) -> Iterator[dict[str, Any]]:
    edge = _stroke(item.edge, item.stroke if item.edge else 0, item.dash)
    fill = item.fill or "rgba(0,0,0,0)"
    area = _shape(item, type="path", path=_rounded(item), fillcolor=fill, line=edge)
    if not item.hatch:
        yield area
        return
    yield area | {"line": _stroke("", 0)}
    strokes = " ".join(_path(pair, closed=False) for pair in hatching(item))
    yield _shape(item, type="path", path=strokes, line=_stroke(item.hatch, 0.55 * item.stroke))
    yield area | {"fillcolor": "rgba(0,0,0,0)"}


def _rounded(item: Rect) -> str:
    box, r = item.box, min(item.radius, item.width / 2, item.height / 2)
    left, top, right, bottom = (round(v, 2) for v in (box.left, box.top, box.right, box.bottom))
    if not r:
        return _path(((left, top), (right, top), (right, bottom), (left, bottom)))
    return (
        f"M {left + r:.2f} {top} L {right - r:.2f} {top} Q {right} {top} {right} {top + r:.2f} "
        f"L {right} {bottom - r:.2f} Q {right} {bottom} {right - r:.2f} {bottom} "
        f"L {left + r:.2f} {bottom} Q {left} {bottom} {left} {bottom - r:.2f} "
        f"L {left} {top + r:.2f} Q {left} {top} {left + r:.2f} {top} Z"
    )


def _line(item: Line) -> Iterator[dict[str, Any]]:
    (x0, y0), (x1, y1) = item.shaft
    ends = {"x0": round(x0, 2), "y0": round(y0, 2), "x1": round(x1, 2), "y1": round(y1, 2)}
    if dist((x0, y0), (x1, y1)) > 0:
        yield _shape(item, type="line", line=_stroke(item.color, item.stroke, item.dash), **ends)
    if item.head:
        nothing = _stroke("", 0)
        yield _shape(item, type="path", path=_path(item.head), fillcolor=item.color, line=nothing)


def _marker(item: Marker) -> dict[str, Any]:
    edge = _stroke(item.edge, item.stroke if item.edge else 0)
    if item.shape == "diamond":
        outline = _path(item.corners)
        return _shape(item, type="path", path=outline, fillcolor=item.fill, line=edge)
    half, x, y = item.size / 2, item.x, item.y
    box = {"x0": x - half, "y0": y - half, "x1": x + half, "y1": y + half}
    rounded = {name: round(value, 2) for name, value in box.items()}
    return _shape(item, type="circle", fillcolor=item.fill, line=edge, **rounded)
