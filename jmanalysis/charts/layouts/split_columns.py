"""Split columns: shared rows, but each column its own head, unit, ground and way of drawing.

Nothing runs across: a rate, a count of this year, a count of unclear scope and a plan stand side
by side without a common axis that would invite adding or ranking them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from jmanalysis.charts import cells as swatches
from jmanalysis.charts import style as look
from jmanalysis.charts.furniture import Page, close_page, open_page
from jmanalysis.charts.geometry import Box
from jmanalysis.charts.layouts import flags, strips
from jmanalysis.charts.layouts.fitting import fitted
from jmanalysis.charts.layouts.flags import Standard
from jmanalysis.charts.layouts.names import Band, Names, names, rules, stack
from jmanalysis.charts.layouts.parts import hover, number, peers, references, share
from jmanalysis.charts.layouts.strips import Strip
from jmanalysis.charts.scene import Hover, Item, Line, Rect, Scene, Text, upright
from jmanalysis.charts.spec import Chart, Row
from jmanalysis.charts.style import Preset


@dataclass(frozen=True)
class Frame:
    """Names at the left, then the columns from left to right."""

    page: Page
    rows: tuple[Row, ...]
    names: Names
    left: float
    strips: tuple[Strip, ...]
    standards: tuple[tuple[Standard, ...], ...]

    @property
    def style(self) -> Preset:
        """The type sizes in use."""
        return self.page.style


def lay_out(chart: Chart, size: str) -> Scene:
    """Lay out split columns; see :func:`jmanalysis.charts.layouts.lay_out`."""
    return fitted(_build, chart, size)


def _build(chart: Chart, style: Preset) -> Scene:
    frame = _frame(open_page(chart, style, swatches.swatch))
    bands = _bands(frame)
    marks = [item for band in bands for strip in frame.strips for item in strip.draw(band)]
    holes = [item.box for item in marks if isinstance(item, Text)]
    items: list[Item] = [
        *_grounds(frame, bands),
        *(item for strip in frame.strips for item in _grid(strip, bands, style)),
        *rules(bands, [(frame.page.plot.left, frame.page.plot.right)], style),
        *_heads(frame, bands[0].top),
        *_standards(frame, bands, holes),
        *_ticks(frame, bands[-1].bottom),
        *_names(frame, bands),
        *marks,
    ]
    return close_page(frame.page, items, list(_hovers(frame, bands)))


def _frame(page: Page) -> Frame:
    """Share out the width: every column what its words need, the axes most of the rest."""
    chart, style, plot = page.chart, page.style, page.plot
    labels = names(chart, style)
    left = plot.left + labels.width + 0.8 * style.type.row
    gap = style.spaced(8.0, 5.0) * style.stroke
    room = plot.right - left - gap * (len(chart.columns) - 1)
    for under in (0, 1, 2):
        needs = [strips.need(chart, column, style, under) for column in chart.columns]
        weights = [2.4 if column.scale == "axis" else 1.0 for column in chart.columns]
        widths = share(room, needs, weights)
        if widths:
            break
    else:
        raise look.does_not_fit("列太多或标签太长", "too many columns or too long labels", style)
    found, x = [], left
    for column, wide in zip(chart.columns, widths, strict=True):
        found.append(strips.strip(chart, column, style, (x, x + wide), under))
        x += wide + gap
    standards = tuple(_held(chart, each, style) for each in found)
    rows = (*peers(chart), *references(chart))
    return Frame(page, rows, labels, left, tuple(found), standards)


def _held(chart: Chart, strip: Strip, style: Preset) -> tuple[Standard, ...]:
    """Place the reference lines of a column, below the ticks if they would hide both ends."""
    if not strip.scale:
        return ()
    room = strip.left, strip.right
    found = flags.standards(chart, strip.column, strip.scale, style, room)
    ends = [tick for tick in _tick_words(strip, found, 0.0, style) if tick.x in _ends(strip)]
    if len(ends) < len(_ends(strip)):
        found = [
            replace(each, flag=replace(each.flag, level=each.flag.level + 1)) for each in found
        ]
    return tuple(found)


def _ends(strip: Strip) -> set[float]:
    ticks = strip.column.ticks
    return {strip.scale.at(tick) for tick in (ticks[:1] + ticks[-1:])} if strip.scale else set()


def _tick_words(
    strip: Strip, standards: Sequence[Standard], base: float, style: Preset
) -> Iterator[Text]:
    """Write the ticks of an axis, except where a reference label stands."""
    size = style.type.tick
    low = [standard for standard in standards if standard.flag.level == 0]
    labels = [label for standard in low for label in standard.below(base, size)]
    taken = [label.box.grown(4 * style.stroke) for label in labels]
    crossed = [standard.x for standard in standards if standard.flag.level]
    for tick in strip.column.ticks if strip.scale else ():
        assert strip.scale is not None
        x = strip.scale.at(tick)
        word = Text(x, base, number(tick), size, look.SECONDARY, anchor="middle", role="tick")
        struck = any(word.left - 2 < at < word.box.right + 2 for at in crossed)
        if not struck and not any(word.box.meets(box) for box in taken):
            taken.append(word.box.grown(2))
            yield word


def _head_height(frame: Frame) -> float:
    kind = frame.style.type
    heads = max(len(strip.head) for strip in frame.strips)
    subheads = max(len(strip.subhead) for strip in frame.strips)
    return 1.2 * kind.head * heads + 1.3 * kind.subhead * subheads + 0.75 * kind.subhead


def _bands(frame: Frame) -> list[Band]:
    style, plot = frame.style, frame.page.plot
    needs = [
        max(frame.names.height(row), *(strip.height(row) for strip in frame.strips))
        for row in frame.rows
    ]
    weights = [max(strip.count(row) for strip in frame.strips) ** 0.7 for row in frame.rows]
    foot = max((_foot(each, style) for each in frame.standards), default=0.0)
    if any(strip.scale for strip in frame.strips):
        foot = max(foot, 1.75 * style.type.tick)
    room = plot.top + _head_height(frame), plot.bottom - foot
    return stack(frame.rows, needs, weights, room, style)


def _foot(standards: Sequence[Standard], style: Preset) -> float:
    return flags.height(standards, style) if standards else 0.0


def _grounds(frame: Frame, bands: Sequence[Band]) -> Iterator[Item]:
    top, bottom = bands[0].top, bands[-1].bottom
    for strip in frame.strips:
        wide = strip.right - strip.left
        yield Rect(strip.left, top, wide, bottom - top, look.GROUND, role="ground")


def _heads(frame: Frame, top: float) -> Iterator[Item]:
    """Write each column's head in its tone, over a thick rule of the same tone."""
    kind = frame.style.type
    start = top - _head_height(frame) + 0.86 * kind.head
    under = start + 1.2 * kind.head * max(len(strip.head) for strip in frame.strips)
    for strip in frame.strips:
        tone, left = look.TONES[strip.column.tone], strip.left + strip.pad
        for n, line in enumerate(strip.head):
            yield Text(left, start + 1.2 * kind.head * n, line, kind.head, tone, True, role="head")
        for n, line in enumerate(strip.subhead):
            y = under + 1.3 * kind.subhead * n
            yield Text(left, y, line, kind.subhead, look.SECONDARY, role="subhead")
        stroke = 2.4 * frame.style.stroke
        yield Line(strip.left, top, strip.right, top, tone, stroke, role="rule")


def _grid(strip: Strip, bands: Sequence[Band], style: Preset) -> Iterator[Item]:
    for tick in strip.column.ticks if strip.scale else ():
        assert strip.scale is not None
        x = strip.scale.at(tick)
        top, bottom = bands[0].top, bands[-1].bottom
        yield Line(x, top, x, bottom, look.GRID, 0.9 * style.stroke, role="grid")


def _standards(frame: Frame, bands: Sequence[Band], holes: Sequence[Box]) -> Iterator[Item]:
    """Draw reference lines down to their labels below the axis."""
    size, bottom = frame.style.type.tick, bands[-1].bottom
    for each in frame.standards:
        for standard in each:
            labels = standard.below(bottom + 1.4 * size, size)
            beside = standard.flag.anchor != "middle"
            end = labels[-1].y if beside else labels[0].y - 1.1 * size
            yield from upright(standard.line(bands[0].top, end, frame.style), holes)
            yield from labels


def _ticks(frame: Frame, bottom: float) -> Iterator[Item]:
    base = bottom + 1.4 * frame.style.type.tick
    for strip, standards in zip(frame.strips, frame.standards, strict=True):
        yield from _tick_words(strip, standards, base, frame.style)


def _names(frame: Frame, bands: Sequence[Band]) -> Iterator[Item]:
    right = frame.left - 0.8 * frame.style.type.row
    for band in bands:
        yield from frame.names.draw(frame.page.chart, band.row, right, band.middle)


def _hovers(frame: Frame, bands: Sequence[Band]) -> Iterator[Hover]:
    for band in bands:
        for strip in frame.strips:
            for mark, y, high in strip.lanes(band):
                area = band.across(strip.left, strip.right)
                box = Box(area.left, y - high / 2, area.right, y + high / 2)
                yield hover(mark, frame.page.chart, box)
    bottom = bands[-1].bottom
    for standards in frame.standards:
        for standard in standards:
            yield standard.hover(frame.page.chart, bottom, bottom + 14)
