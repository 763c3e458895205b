"""How each kind of statement fills a cell or a chip: the grammar of the axis marks, as boxes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from jmanalysis.charts import style as look
from jmanalysis.charts import text
from jmanalysis.charts.geometry import Box, on_middle
from jmanalysis.charts.scene import Item, Rect, Text
from jmanalysis.charts.spec import MarkKind
from jmanalysis.charts.style import Preset

DASHED: Final = (5.0, 2.6)
DOTTED: Final = (1.6, 2.2)


@dataclass(frozen=True, slots=True)
class Look:
    """Fill, border and ink of one kind of cell."""

    fill: str
    edge: str
    ink: str
    stroke: float = 1.5
    dash: tuple[float, ...] = ()
    bold: bool = True


_SOFT: Final = Look(look.BOUND_FILL, "", look.EXACT)
LOOKS: Final = MappingProxyType(
    {
        "exact": Look(look.EXACT, "", look.PAPER),
        "benchmark": Look(look.EXACT, "", look.PAPER),
        "approx": _SOFT,
        "bound": _SOFT,
        "range": _SOFT,
        "derived": Look(look.PAPER, look.EXACT, look.EXACT, 1.5, DOTTED),
        "implied": Look(look.PAPER, look.SILENT, look.SILENT, 1.3, DOTTED),
        "unclear": Look(look.PAPER, look.UNCLEAR, look.UNCLEAR),
        "conflicting": Look(look.PAPER, look.EXACT, look.EXACT),
        "target": Look(look.PAPER, look.TARGET, look.TARGET, 1.5, DASHED),
        "qualitative": Look(look.WORDS_FILL, look.WORDS_EDGE, look.WORDS, 1.0),
        "silent": Look(look.GROUND, "", look.SILENT, bold=False),
        "unread": Look(look.PAPER, look.RULE, look.SILENT, 0.6, bold=False),
    }
)


def frame(box: Box, kind: MarkKind, style: Preset, mark: str = "", radius: float = 0.0) -> Rect:
    """Return the box of a cell, its border drawn inside so that neighbours keep their gap."""
    wear, unit = LOOKS[kind], style.stroke
    stroke = wear.stroke * unit
    inner = box.grown(-stroke / 2) if wear.edge else box
    dash = tuple(part * unit for part in wear.dash)
    return Rect(
        inner.left,
        inner.top,
        inner.width,
        inner.height,
        wear.fill,
        wear.edge,
        stroke,
        dash,
        radius * unit,
        id=mark,
        role="cell",
    )


def lettering(
    box: Box, lines: Sequence[str], size: float, kind: MarkKind, mark: str = ""
) -> list[Text]:
    """Set lines in the middle of a cell."""
    wear, (x, y) = LOOKS[kind], box.middle
    step = 1.16 * size
    first = on_middle(y, size) - step * (len(lines) - 1) / 2
    return [
        Text(x, first + step * n, line, size, wear.ink, wear.bold, "middle", box, mark, "label")
        for n, line in enumerate(lines)
    ]


def halves(box: Box, gap: float) -> tuple[Box, Box]:
    """Split a cell into two, side by side."""
    x = box.middle[0]
    left = Box(box.left, box.top, x - gap / 2, box.bottom)
    return left, Box(x + gap / 2, box.top, box.right, box.bottom)


def conflict(box: Box, label: str, size: float, style: Preset, mark: str) -> list[Item]:
    """Draw two sources that disagree: one value each side of a ≠."""
    values = [part.strip() for part in label.split("≠")]
    if len(values) != 2:
        return [frame(box, "conflicting", style, mark), *lettering(box, [label], size, "exact")]
    sign = Text(*box.middle, "≠", size, look.EXACT, True, "middle", box, mark, "label")
    gap = sign.width + 2
    items: list[Item] = []
    for half, value in zip(halves(box, gap), values, strict=True):
        items.append(frame(half, "exact", style, mark))
        items.extend(lettering(half, [value], size, "exact", mark))
    return [*items, *lettering(box, ["≠"], size, "conflicting", mark)]


def chip(box: Box, lines: Sequence[str], size: float, style: Preset, mark: str) -> list[Item]:
    """Draw the words of a source where there is no number: a rounded box off the axis."""
    return [
        frame(box, "qualitative", style, mark, radius=3.5),
        *lettering(box, lines, size, "qualitative", mark),
    ]


def swatch(kind: MarkKind, box: Box, style: Preset) -> list[Item]:
    """Draw one entry of the key as a cell."""
    size = style.type.key
    items: list[Item] = [frame(box, kind, style)]
    if kind == "silent":
        items.extend(lettering(box, ["—"], size, kind))
    if kind == "conflicting":  # a frame alone would look like an unclear figure in a grey print
        inner = halves(box, text.advance("≠", size, True) + 2)
        items = [frame(half, "exact", style) for half in inner]
        items += lettering(box, ["≠"], size, kind)
    return [replace(item, role="key") for item in items]


def chip_size(lines: Sequence[str], size: float, unit: float) -> tuple[float, float]:
    """Return width and height of a chip around these lines."""
    wide = max(text.advance(line, size, True) for line in lines)
    return wide + 1.3 * size, (1.16 * len(lines) + 0.62) * size + 1.5 * unit
