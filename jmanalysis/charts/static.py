"""The static engine: a scene as a matplotlib figure, for PNG, SVG and PDF.

No pyplot and no change of global settings: a figure made here looks the same in any session.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import as_file, files
from typing import Any, Final

from matplotlib import font_manager, rc_context
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, FancyBboxPatch, Patch, Polygon, Rectangle

from jmanalysis.charts import style as look
from jmanalysis.charts.scene import Line, Marker, Rect, Scene, Text, hatching
from jmanalysis.charts.text import require_glyphs

SETTINGS: Final[dict[str, Any]] = {
    "font.family": [look.FAMILY],
    "text.parse_math": False,
    "text.usetex": False,
    "lines.scale_dashes": False,
    "pdf.fonttype": 42,
    "svg.fonttype": "path",
    "svg.hashsalt": "jm",
    "path.simplify": False,
    "savefig.facecolor": look.PAPER,
    "savefig.bbox": None,
}


@cache
def _register() -> None:
    """Make the shipped fonts known to matplotlib, once."""
    for name in ("jm-regular.ttf", "jm-bold.ttf"):
        with as_file(files("jmanalysis") / "fonts" / name) as path:
            font_manager.fontManager.addfont(path)


@contextmanager
def settings() -> Iterator[None]:
    """Apply the house settings for as long as a figure is drawn or saved, and no longer."""
    _register()
    with rc_context(SETTINGS):  # type: ignore[arg-type]
        yield


def draw(scene: Scene) -> Figure:
    """Draw a scene with matplotlib.

    Parameters
    ----------
    scene
        What :func:`jmanalysis.charts.layouts.lay_out` returns.

    Returns
    -------
    matplotlib.figure.Figure
        A figure on an Agg canvas, of the scene's size and resolution. Save it within
        :func:`settings`, so that SVG and PDF carry text as they should.

    Raises
    ------
    MissingGlyphError
        If a character is in no shipped font.
    """
    for text in scene.texts:
        require_glyphs(text.text, text.bold)
    with settings():
        figure = Figure((scene.width / 72, scene.height / 72), scene.dpi, facecolor=look.PAPER)
        FigureCanvasAgg(figure)
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set(xlim=(0, scene.width), ylim=(scene.height, 0))
        axes.set_axis_off()
        for order, item in enumerate(scene.items):
            _DRAW[type(item)](axes, item, order)
    return figure


def _patch(axes: Axes, patch: Patch, item: Rect | Marker, order: int) -> None:
    """Put a filled shape on the page."""
    patch.set(facecolor=item.fill or "none", edgecolor=item.edge or "none", zorder=order)
    patch.set(linewidth=item.stroke if item.edge else 0, clip_on=False, gid=item.id or None)
    axes.add_artist(patch)


def _rect(axes: Axes, item: Rect, order: int) -> None:
    corner, width, height = (item.x, item.y), item.width, item.height
    patch: Patch = Rectangle(corner, width, height)
    if item.radius:
        radius = min(item.radius, width / 2, height / 2)
        style = f"round,pad=0,rounding_size={radius}"
        patch = FancyBboxPatch(corner, width, height, boxstyle=style)
    if item.dash:
        patch.set_linestyle((0, item.dash))
        patch.set_capstyle("butt")
    if item.hatch:
        _hatch(axes, item, order)
    _patch(axes, patch, item, order)
    if item.hatch:
        patch.set_facecolor("none")


def _hatch(axes: Axes, item: Rect, order: int) -> None:
    axes.add_artist(
        Rectangle(
            (item.x, item.y), item.width, item.height, fc=item.fill or "none", zorder=order - 0.6
        )
    )
    for start, end in hatching(item):
        stroke = 0.55 * item.stroke
        segment = Line2D(*zip(start, end, strict=True), color=item.hatch, linewidth=stroke)
        segment.set(zorder=order - 0.5, clip_on=False, solid_capstyle="butt")
        axes.add_artist(segment)


def _line(axes: Axes, item: Line, order: int) -> None:
    xs, ys = zip(*item.shaft, strict=True)
    line = Line2D(xs, ys, color=item.color, linewidth=item.stroke, zorder=order)
    line.set(solid_capstyle="butt", dash_capstyle="butt", clip_on=False, gid=item.id or None)
    if item.dash:
        line.set_linestyle((0, item.dash))
    axes.add_artist(line)
    if item.head:
        head = Polygon(item.head, closed=True, facecolor=item.color, edgecolor="none")
        head.set(zorder=order, clip_on=False)
        axes.add_artist(head)


def _marker(axes: Axes, item: Marker, order: int) -> None:
    if item.shape == "dot":
        _patch(axes, Circle((item.x, item.y), item.size / 2), item, order)
    else:
        _patch(axes, Polygon(item.corners, closed=True, joinstyle="miter"), item, order)


def _text(axes: Axes, item: Text, order: int) -> None:
    axes.text(
        item.x,
        item.y,
        item.text,
        fontsize=item.size,
        fontweight="bold" if item.bold else "normal",
        color=item.color,
        ha={"start": "left", "middle": "center", "end": "right"}[item.anchor],
        va="baseline",
        zorder=order,
        parse_math=False,
        clip_on=False,
    )


_DRAW: Final[dict[type, Callable[[Axes, Any, int], None]]] = {
    Rect: _rect,
    Line: _line,
    Marker: _marker,
    Text: _text,
}
