"""What surrounds a plot: headline, subtitle and key above, notes and source below.

The footer grows upwards from the bottom margin and the header downwards; the plot gets what is
left. Sizes without a page of their own (``slide_body``, ``half``, ``doc``) keep only the key.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from jmanalysis.charts import style as look
from jmanalysis.charts import text
from jmanalysis.charts.geometry import Box, on_middle
from jmanalysis.charts.scene import Hover, Item, Line, Rect, Scene, Text
from jmanalysis.charts.spec import Chart, MarkKind
from jmanalysis.charts.style import Preset

LEADING = 1.4
Swatch = Callable[[MarkKind, Box, Preset], Iterable[Item]]


@dataclass(frozen=True)
class Page:
    """A page with its furniture in place and a plot area left free."""

    chart: Chart
    style: Preset
    items: tuple[Item, ...]
    plot: Box


def open_page(chart: Chart, style: Preset, swatch: Swatch) -> Page:
    """Set header, key and footer, and return the page with the area that remains."""
    height = style.height or style.tallest
    left, right = style.margin, style.width - style.margin
    above = header(chart, style) if style.page else []
    apart = style.spaced(0.9, 0.5) * style.type.subtitle if style.page else 0.0
    top = _bottom(above, style.margin) + apart
    mark = stamp(chart, style)
    beside = mark if not style.page else []  # on a page the stamp stands in the upper margin
    taken = beside[0].box if beside else None
    key = legend(chart, style, Box(left, top, right, height), swatch, taken)
    top = max(_bottom(key, top), _bottom(beside, top))
    top += style.spaced(0.8, 0.4) * style.type.key if key or beside else 0
    below = footer(chart, style) if style.page else []
    bottom = min((item.box.top for item in below), default=height - style.margin)
    bottom -= style.spaced(0.9, 0.5) * style.type.note if below else 0
    return Page(chart, style, (*mark, *above, *key, *below), Box(left, top, right, bottom))


def close_page(page: Page, items: Sequence[Item], hovers: Sequence[Hover]) -> Scene:
    """Put plot and furniture together; a picture for a document ends where its plot ends."""
    style, chart = page.style, page.chart
    everything = (*page.items, *items)
    lowest = max(item.box.bottom for item in everything)
    return Scene(
        width=style.width,
        height=style.height or round(lowest + style.margin, 1),
        items=everything,
        hovers=tuple(hovers),
        size=style.name,
        floor=style.floor,
        dpi=style.dpi,
        title=chart.title,
        alt=chart.alt,
        stamp=chart.stamp,
    )


def _bottom(items: Sequence[Item], default: float) -> float:
    return max((item.box.bottom for item in items), default=default)


def column_of(
    lines: Iterable[str], x: float, top: float, size: float, **kind: object
) -> list[Text]:
    """Set lines one below the other, the first one's ink beginning at ``top``."""
    step = LEADING * size if size < 20 else 1.24 * size
    first = top + 0.86 * size
    return [
        Text(x, first + step * index, line, size, **kind)  # type: ignore[arg-type]
        for index, line in enumerate(lines)
    ]


def stamp(chart: Chart, style: Preset) -> list[Item]:
    """Return the stamp of a chart of example data: at the upper right, on a ground of its own.

    It does not shrink with the type around it to the floor: it must be seen at a glance.
    """
    if not chart.stamp:
        return []
    size = max(style.type.head, 1.15 * style.floor)
    wide, high = text.advance(chart.stamp, size, True) + 1.3 * size, style.spaced(1.6, 1.2) * size
    right = style.width - style.margin
    top = max(0.8 * style.margin - high, 2.0) if style.page else style.margin
    edge = 1.6 * style.stroke
    box = Box(right - wide, top, right, top + high).grown(-edge / 2)
    ground = Rect(
        box.left, box.top, box.width, box.height, look.STAMP, look.INK, edge, role="stamp"
    )
    x, y = box.middle
    words = Text(
        x, on_middle(y, size), chart.stamp, size, look.INK, True, "middle", box, role="stamp"
    )
    return [ground, words]


def header(chart: Chart, style: Preset) -> list[Item]:
    """Return headline and subtitle."""
    kind, left = style.type, style.margin
    width = style.width - 2 * left
    size, lines = kind.headline, text.headline(chart.title, kind.headline, width)
    while len(lines) > 2 and size > 0.7 * kind.headline:
        size -= 1
        lines = text.headline(chart.title, size, width)
    if len(lines) > 3:
        raise look.does_not_fit("标题太长", "the headline is too long", style)
    title: list[Item] = list(
        column_of(lines, left, 0.82 * left, size, color=look.INK, bold=True, role="headline")
    )
    below = _bottom(title, 0.82 * left) + (0.5 * size if chart.title else 0)
    lines = text.wrap(chart.subtitle, kind.subtitle, width) if chart.subtitle else []
    return title + list(
        column_of(lines, left, below, kind.subtitle, color=look.SECONDARY, role="subtitle")
    )


def legend(
    chart: Chart, style: Preset, area: Box, swatch: Swatch, taken: Box | None = None
) -> list[Item]:
    """Return the key, one entry after the other, in as many lines as it needs.

    The lines beside ``taken``, the place of a stamp at the upper right, end before it.
    """
    size = style.type.key
    wide, high, x, y = 2.0 * size, 1.3 * size, area.left, area.top + 0.65 * size
    lengths = [wide + 0.5 * size + text.advance(entry.label, size) for entry in chart.legend]

    def edge() -> float:
        beside = taken and y - high / 2 < taken.bottom
        return taken.left - size if taken and beside else area.right

    if max(lengths, default=0.0) > edge() - area.left:
        raise look.does_not_fit("图例太长", "the key is too long", style)
    spare = (edge() - area.left - sum(lengths)) / max(len(lengths) - 1, 1)
    gap = min(max(spare, 0.9 * size), 1.7 * size) - 0.01
    items: list[Item] = []
    for entry, length in zip(chart.legend, lengths, strict=True):
        if x > area.left and x + length > edge():
            x, y = area.left, y + style.spaced(1.7, 1.4) * size
        items.extend(swatch(entry.kind, Box(x, y - high / 2, x + wide, y + high / 2), style))
        words = Text(x + wide + 0.5 * size, on_middle(y, size), entry.label, size, look.INK)
        items.append(words)
        x += length + gap
    return items


def footer(chart: Chart, style: Preset) -> list[Item]:
    """Return the hairline, the 注 and the 资料来源, standing on the bottom margin."""
    zh = chart.lang == "zh"
    joined = ("" if zh else " ").join(chart.notes)
    note = _labelled("注：" if zh else "Notes: ", joined, style)
    source = _labelled("资料来源：" if zh else "Source: ", chart.source, style)
    rows = [*note, *source]
    size, left, leading = style.type.note, style.margin, style.spaced(LEADING, 1.25)
    y = style.height - 0.6 * style.margin - leading * size * (len(rows) - 1)
    items: list[Item] = []
    if rows:
        rule = y - 1.75 * size
        items.append(Line(left, rule, style.width - left, rule, look.GRID, 1.0, role="hairline"))
    for index, (indent, line) in enumerate(rows):
        base = y + leading * size * index
        items.append(Text(left + indent, base, line, size, look.SECONDARY, role="note"))
    return items


def _labelled(label: str, words: str, style: Preset) -> list[tuple[float, str]]:
    """Wrap a paragraph after its label, the following lines hanging under its first word."""
    if not words:
        return []
    size = style.type.note
    if words.startswith(label.strip()):
        words = words[len(label.strip()) :].lstrip()
    indent = text.advance(label, size)
    lines = text.wrap(words, size, style.width - 2 * style.margin - indent)
    return [(0.0, label + lines[0])] + [(indent, line) for line in lines[1:]]
