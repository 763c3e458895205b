"""The words of an axis: its numbers, as many as have room, and what it measures."""

from __future__ import annotations

from itertools import pairwise

from jmanalysis.charts import style as look
from jmanalysis.charts.layouts.parts import number
from jmanalysis.charts.scene import Text
from jmanalysis.charts.spec import Column
from jmanalysis.charts.spots import Scale
from jmanalysis.charts.style import Preset


def tick_labels(
    column: Column, scale: Scale, base: float, edge: float, style: Preset
) -> list[Text]:
    """Label every tick, or every second, and so on; the last one always, with its unit."""
    size, ticks = style.type.tick, column.ticks
    count = max(len(ticks) - 1, 1)
    for step in (1, 2, *(n for n in range(3, count) if count % n == 0), count, count + 1):
        labels = [
            Text(
                scale.at(tick),
                base,
                number(tick, column.unit if tick == ticks[-1] else ""),
                size,
                look.SECONDARY,
                anchor="middle",
            )
            for tick in ticks[::-1][::step][::-1]
        ]
        labels = [label for label in labels if label.left > edge]
        if all(a.box.right + 0.4 * size < b.left for a, b in pairwise(labels)):
            return labels
    return []


def titled(column: Column, lang: str) -> str:
    """Return what an axis measures, with its unit."""
    head = column.head.replace("\n", "")
    shape = "{}（{}）" if lang == "zh" else "{} ({})"
    return shape.format(head, column.unit) if column.unit else head
