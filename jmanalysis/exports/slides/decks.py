"""From charts to a presentation: one slide each, and what a briefing has around them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO
from os import PathLike
from typing import Any, Final

from pptx.oxml import parse_xml

from jmanalysis.charts import furniture
from jmanalysis.charts import style as look
from jmanalysis.charts.geometry import Box
from jmanalysis.charts.layouts import lay_out
from jmanalysis.charts.refusals import LayoutError
from jmanalysis.charts.scene import Scene
from jmanalysis.charts.spec import Chart, Lang
from jmanalysis.exports import tellings
from jmanalysis.exports.guides import figures, word
from jmanalysis.exports.orders import of_figure
from jmanalysis.exports.packages import finished
from jmanalysis.exports.slides import matrices, natives, pages, shapes, surroundings
from jmanalysis.exports.slides.drawing import EMU, Pen
from jmanalysis.exports.slides.templates import Template, open_template
from jmanalysis.exports.tellings import Listing

_ELSEWHERE: Final = ("headline", "subtitle", "note", "hairline")
_SUBTITLE: Final = 15.0


def single(chart: Chart) -> bytes:
    """Write one chart as one slide."""
    template = open_template(None)
    add_chart(template, chart)
    return _saved(template, [chart], chart.title)


def several(
    charts: Sequence[Chart],
    title: str,
    lang: Lang,
    template: str | PathLike[str] | None,
    extras: Sequence[Listing],
) -> bytes:
    """Write a deck; see :func:`jmanalysis.exports.slides.deck`."""
    opened = open_template(template)
    shown = tellings.numbered(charts)
    pen = Pen(lang, opened.palette)
    surroundings.cover(opened, title, shown, pen)
    named = []
    for number, chart in enumerate(shown, start=1):
        with of_figure(number, chart):
            named.append((figures([number], lang), chart.title, add_chart(opened, chart)))
    named += [("", one.title, surroundings.listing(opened, one, pen)) for one in extras]
    named.append(("", word("method", lang), surroundings.method(opened, shown, pen)))
    named.append(("", word("sources", lang), surroundings.sources(opened, shown, pen)))
    surroundings.contents(opened, named, pen)
    return _saved(opened, shown, title)


def add_chart(template: Template, chart: Chart) -> Any:
    """Add a slide with one chart: headline, subtitle, chart, notes and source, speaker notes."""
    pen = Pen(chart.lang, template.palette)
    slide, body = pages.add(template, chart.title, pen)
    lines = [line for line in (tellings.note_text(chart), tellings.source_text(chart)) if line]
    try:
        _fill(slide, chart, body, pen, lines)
    except LayoutError:
        _crowded(template, slide, chart, body, pen, lines)
    pages.speak(slide, tellings.spoken(chart), pen)
    return slide


def _fill(slide: Any, chart: Chart, body: Box, pen: Pen, lines: Sequence[str]) -> None:
    """Put subtitle, chart and the lines at the foot below the title; nothing if they do not fit."""
    below = _subtitle(slide, chart, body, pen, draw=False)
    room = _footer(slide, lines, below, pen, draw=False)
    mark = len(slide.shapes._spTree)
    _subtitle(slide, chart, body, pen, draw=True)
    try:
        _native_or_shapes(chart)(slide, chart, room, pen)
    except LayoutError:
        del slide.shapes._spTree[mark:]
        raise
    _footer(slide, lines, below, pen, draw=True)
    if _native_or_shapes(chart) is not _shapes:  # a scene brings its own
        _stamp(slide, chart, pen)


def _stamp(slide: Any, chart: Chart, pen: Pen) -> None:
    """Put the stamp of example data into the upper right corner of a slide."""
    style = look.preset("slide")
    items = furniture.stamp(chart, style)
    if items:
        scene = Scene(style.width, style.height, tuple(items), alt=chart.stamp)
        wide = slide.part.package.presentation_part.presentation.slide_width / EMU
        _group(slide, scene, (wide - style.width, 0.0), pen, (), name=chart.stamp)


def _crowded(
    template: Template, slide: Any, chart: Chart, body: Box, pen: Pen, lines: Sequence[str]
) -> None:
    """Draw a chart that leaves no room for its notes as the picture of a slide has it.

    Where that does not fit either, or on another's template, notes and source follow on a slide of
    their own: no caution may be lost.
    """
    try:
        if not template.snug or chart.kind == "coverage_matrix":
            raise look.does_not_fit("注文太长", "the notes are too long", look.preset("slide"))
        _group(slide, lay_out(chart, "slide"), (0.0, 0.0), pen, ("headline",))
    except LayoutError:
        zh = pen.lang == "zh"
        pointer = "注与资料来源见下页。" if zh else "Notes and sources: see the next slide."
        _fill(slide, chart, body, pen, [pointer])
        title = f"{chart.title}（注）" if zh else f"{chart.title} (notes)"
        after, room = pages.add(template, title, pen)
        name = "注与资料来源" if zh else "Notes and sources"
        pages.paragraphs(after, lines, room, pen, 14, look.SECONDARY, name=name, space=8)


def _native_or_shapes(chart: Chart) -> Callable[[Any, Chart, Box, Pen], Any]:
    """Choose how a chart is drawn: as a table, as a native chart, or as shapes."""
    if chart.kind == "coverage_matrix":
        return matrices.add
    return natives.add if natives.fits(chart) else _shapes


def _subtitle(slide: Any, chart: Chart, body: Box, pen: Pen, *, draw: bool) -> Box:
    """Write the neutral line below the headline, and return what remains."""
    if not chart.subtitle:
        return body
    high = pages.height([chart.subtitle], _SUBTITLE, body.width)
    box = Box(body.left, body.top, body.right, body.top + high)
    if draw:
        name = "副标题" if pen.lang == "zh" else "Subtitle"
        pages.paragraphs(slide, [chart.subtitle], box, pen, _SUBTITLE, look.SECONDARY, name=name)
    return Box(body.left, box.bottom + 10, body.right, body.bottom)


def _footer(slide: Any, lines: Sequence[str], body: Box, pen: Pen, *, draw: bool) -> Box:
    """Write 注 and 资料来源 at the foot, and return the room above them.

    The footer is measured first and drawn last, so that a reader meets the chart before it.
    """
    if not lines:
        return body
    size = 12.0 if pages.height(lines, 12, body.width) <= 0.25 * body.height else 11.0
    top = body.bottom - pages.height(lines, size, body.width)
    box = Box(body.left, top, body.right, body.bottom)
    if draw:
        pages.rule(slide, Box(box.left, top - 5, box.right, top), look.GRID, pen)
        name = "注与资料来源" if pen.lang == "zh" else "Notes and sources"
        pages.paragraphs(slide, lines, box, pen, size, look.SECONDARY, name=name)
    return Box(body.left, body.top, body.right, top - 12)


def _shapes(slide: Any, chart: Chart, room: Box, pen: Pen) -> None:
    """Draw the chart's scene in the room, as one group of native shapes."""
    inner = look.preset("slide_body").margin
    size = f"slide_body@{room.width + 2 * inner:.1f}x{room.height + 2 * inner:.1f}"
    scene = lay_out(chart, size)
    _group(slide, scene, (room.left - inner, room.top - inner), pen, _ELSEWHERE)


def _group(
    slide: Any,
    scene: Scene,
    at: tuple[float, float],
    pen: Pen,
    without: Sequence[str],
    *,
    name: str = "",
) -> None:
    name = name or ("图" if pen.lang == "zh" else "Chart")
    number = pages.free_number(slide)
    drawn = shapes.group(scene, pen, at, number, name=name, without=without)
    slide.shapes._spTree.append(parse_xml(drawn))


def _saved(template: Template, charts: Sequence[Chart], title: str) -> bytes:
    """Return the file without times, its title and language set."""
    properties = template.presentation.core_properties
    properties.title, properties.author, properties.last_modified_by = title, "jmanalysis", ""
    properties.language = "zh-CN" if charts[0].lang == "zh" else "en"
    subject = charts[0].alt if len(charts) == 1 else ""
    properties.subject = subject if len(subject) <= 255 else f"{subject[:254]}…"  # no more fits
    buffer = BytesIO()
    template.presentation.save(buffer)
    return finished(buffer.getvalue(), charts)
