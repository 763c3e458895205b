"""The gutter beside an axis: words without a number, and the grey words of silence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jmanalysis.charts import style as look
from jmanalysis.charts import text
from jmanalysis.charts.cells import chip, chip_size
from jmanalysis.charts.geometry import Box, on_middle
from jmanalysis.charts.marks import OFF_AXIS
from jmanalysis.charts.scene import Item, Text
from jmanalysis.charts.spec import Chart, Mark
from jmanalysis.charts.style import Preset


def width(chart: Chart, style: Preset, whole: float) -> float:
    """Return the width the gutter needs: none if nothing stands in it."""
    aside = [mark for mark in (*chart.marks, *chart.references) if mark.kind in OFF_AXIS]
    if not aside and not chart.gutter:
        return 0.0
    needs = [_wide(mark, style) for mark in aside]
    needs.append(min(text.advance(chart.gutter, style.type.tick), 0.3 * whole))
    pad = 1.2 * style.type.tick
    most = 0.34 if whole > 600 else 0.26
    return min(max(max(needs) + pad, 0.16 * whole), most * whole)


def narrow_width(marks: Sequence[Mark], style: Preset, most: float) -> float:
    """Return the width of a gutter without a head beside a small axis.

    Its words take a second or third line rather than much more than ``most``.
    """
    aside = [mark for mark in marks if mark.kind in OFF_AXIS and mark.label]
    pad = 1.2 * style.type.tick + 0.1  # what fits exactly must not be refused for rounding
    return max((_wrapped(mark, style, most) for mark in aside), default=-pad) + pad


def _wrapped(mark: Mark, style: Preset, most: float) -> float:
    """Return the width of a mark's words in as few lines as ``most`` allows, or else in three."""
    size, chipped = style.type.words, mark.kind == "qualitative"
    pad = 1.3 * size if chipped else 0.0
    least, whole = (
        text.narrowest(mark.label, size, chipped),
        text.advance(mark.label, size, chipped),
    )
    widths = [whole]
    for count in (2, 3):
        wide = max(least, whole / count)
        while wide < whole and len(text.balanced(mark.label, size, wide, chipped)) > count:
            wide += size / 4
        widths.append(wide)
    return next((wide for wide in widths if wide + pad <= most), widths[-1]) + pad


def _wide(mark: Mark, style: Preset) -> float:
    size = style.type.words
    if mark.kind == "qualitative":
        return chip_size([mark.label], size, style.stroke)[0]
    return text.advance(mark.label, size)


def head(chart: Chart, style: Preset, wide: float) -> list[str]:
    """Return the lines of the gutter's head."""
    if not chart.gutter:
        return []
    return text.balanced(chart.gutter, style.type.tick, wide - 0.6 * style.type.tick)


def draw_head(chart: Chart, style: Preset, box: Box, top: float) -> Iterator[Item]:
    """Set the gutter's head above its ground."""
    lines, size = head(chart, style, box.width), style.type.tick
    first = top - 0.5 * size - 1.3 * size * (len(lines) - 1)
    for n, line in enumerate(lines):
        yield Text(box.left + 0.6 * size, first + 1.3 * size * n, line, size, look.SECONDARY)


def _lines(mark: Mark, style: Preset, wide: float) -> list[str]:
    size = style.type.words
    room = wide - 1.2 * style.type.tick - (1.28 * size if mark.kind == "qualitative" else 0)
    lines = text.balanced(mark.label, size, room, bold=mark.kind == "qualitative")
    if len(lines) > 3 or text.narrowest(mark.label, size) > room:
        raise look.does_not_fit("图侧文字太长", "the words beside the axis are too long", style)
    return lines


def _high(mark: Mark, style: Preset, wide: float) -> float:
    lines = _lines(mark, style, wide)
    if mark.kind == "qualitative":
        return chip_size(lines, style.type.words, style.stroke)[1]
    return 1.2 * style.type.words * len(lines)


def _gap(style: Preset) -> float:
    """Return the space between two things said of one row."""
    return style.spaced(0.3, 0.1) * style.type.words


def height(marks: Sequence[Mark], style: Preset, wide: float) -> float:
    """Return the height that the words of one row need."""
    return sum(_high(mark, style, wide) + _gap(style) for mark in marks)


def draw(marks: Sequence[Mark], box: Box, style: Preset) -> Iterator[Item]:
    """Draw the words of one row, one below the other, in the middle of its band."""
    gap = _gap(style)
    heights = [_high(mark, style, box.width) for mark in marks]
    top = box.middle[1] - (sum(heights) + gap * (len(marks) - 1)) / 2
    for mark, high in zip(marks, heights, strict=True):
        yield from _said(mark, box, top, high, style)
        top += high + gap


def _said(mark: Mark, box: Box, top: float, high: float, style: Preset) -> Iterator[Item]:
    size, left = style.type.words, box.left + 0.6 * style.type.tick
    lines = _lines(mark, style, box.width)
    if mark.kind == "qualitative":
        wide, _ = chip_size(lines, size, style.stroke)
        yield from chip(Box(left, top, left + wide, top + high), lines, size, style, mark.id)
        return
    step = 1.2 * size
    first = on_middle(top + high / 2, size) - step * (len(lines) - 1) / 2
    for n, line in enumerate(lines):
        yield Text(left, first + step * n, line, size, look.SILENT, within=box, id=mark.id)
