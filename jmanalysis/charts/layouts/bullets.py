"""Bullets: a bar for what is, an upright frame across it for what is aimed at.

The certain part of a bar is dark, what only may be is pale; a target alone is a frame without a
bar, and its words stand in a lane of their own where the actual's would touch them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from jmanalysis.charts import marks as grammar
from jmanalysis.charts import style as look
from jmanalysis.charts.geometry import Box
from jmanalysis.charts.layouts.lanes import GAP, Lanes, Placed, placed
from jmanalysis.charts.scene import Item, Rect
from jmanalysis.charts.spec import Mark, MarkKind
from jmanalysis.charts.spots import Scale, Spot
from jmanalysis.charts.style import Preset

THICK: Final = 13.0  # of a bar, in points of a slide
ARROW: Final = 28.0  # of a lower bound: its words stand beyond it
TALL: Final = 10.5  # half a target's frame


def place(
    marks: Sequence[Mark], scale: Scale, style: Preset, under: int, limit: float
) -> Lanes | None:
    """Sort marks into lanes so that no target's frame runs through words."""
    lanes = placed(marks, scale, style, under, limit)
    if lanes is None:
        return None
    rows = [tuple(_beyond_arrow(item) for item in row) for row in lanes.rows]
    for n, row in enumerate(lanes.rows):
        for target in (item for item in row if item.mark.kind == "target"):
            x = target.spot(0.0).middle
            rows[:n] = [tuple(_clear_of(item, x) for item in above) for above in rows[:n]]
    fits = all(item.right <= limit for row in rows for item in row) and not any(
        a.left < b.right and b.left < a.right
        for row in rows
        for m, a in enumerate(row)
        for b in row[m + 1 :]
    )
    return replace(lanes, rows=tuple(rows)) if fits else None


def _beyond_arrow(item: Placed) -> Placed:
    """Move the words of a lower bound, whose bar fills the place before its tick."""
    spot = item.spot(0.0)
    if item.mark.kind != "bound" or not spot.floors or spot.zero is None:
        return item
    start = spot.start + (ARROW + GAP) * spot.unit
    by = start - item.start
    wide = spot.start - GAP * (0.5 + 0.5 * item.style.stroke) - item.start
    return replace(item, start=start, left=spot.zero, right=item.start + by + max(wide, 0.0))


def _clear_of(item: Placed, x: float) -> Placed:
    """Move the words of a mark to the right of a frame at ``x`` that would run through them."""
    gap = GAP * item.style.stroke + 3
    end = item.right
    if not item.start - gap < x < end + gap or x < item.spot(0.0).extent[1] - gap:
        return item
    by = x + gap - item.start
    return replace(item, start=item.start + by, right=item.right + by) if by > 0 else item


def draw(lanes: Lanes, heights: Sequence[float]) -> Iterator[Item]:
    """Draw the bars of one row, then the frames across all lanes above their own."""
    for n, y in enumerate(heights):
        for item in lanes.lane(n):
            if item.mark.kind != "target":
                yield from bar(item.spot(y))
    for n, y in enumerate(heights):
        for item in lanes.lane(n):
            if item.mark.kind == "target":
                yield from _frame(item.spot(y), heights[0])


def _frame(spot: Spot, top: float) -> Iterator[Item]:
    """Draw a target: a hollow upright frame, with an arrow where it is a floor to reach."""
    x, half, unit = spot.middle, TALL * spot.unit, spot.unit
    yield from grammar.aim(spot)
    high = spot.y - top + 2 * half
    left, wide = x - 2.6 * unit, 5.2 * unit
    yield Rect(
        left,
        top - half,
        wide,
        high,
        look.PAPER,
        look.TARGET,
        1.9 * unit,
        id=spot.mark.id,
        role="mark",
    )


def _piece(spot: Spot, left: float, right: float, fill: str, **kind: object) -> Rect:
    high = THICK * spot.unit
    extra = {"id": spot.mark.id, "role": "mark"} | kind
    return Rect(left, spot.y - high / 2, max(right - left, 0.0), high, fill, **extra)  # type: ignore[arg-type]


def _exact(spot: Spot, zero: float) -> Iterator[Item]:
    yield _piece(spot, zero, spot.middle, look.EXACT)


def _between(spot: Spot, zero: float) -> Iterator[Item]:
    """Draw a range or an approximate value: dark up to its lower end, pale up to the upper."""
    yield _piece(spot, zero, spot.end, look.BOUND_FILL)
    if spot.mark.low is not None:
        yield _piece(spot, zero, spot.start, look.BOUND)


def _bound(spot: Spot, zero: float) -> Iterator[Item]:
    if not spot.floors:
        yield from grammar.draw(spot)
        return
    yield _piece(spot, zero, spot.start, look.BOUND)
    tip = min(spot.start + ARROW * spot.unit, spot.end)
    yield spot.line(spot.start, tip, look.BOUND, 2.6, arrow=min(10 * spot.unit, tip - spot.start))
    yield spot.tick(spot.start, look.BOUND)


def _derived(spot: Spot, zero: float) -> Iterator[Item]:
    dash, stroke = tuple(part * spot.unit for part in (2.0, 2.4)), 1.5 * spot.unit
    yield _piece(spot, zero, spot.middle, look.PAPER, edge=look.EXACT, stroke=stroke, dash=dash)


_BARS: Final[dict[str, Callable[[Spot, float], Iterator[Item]]]] = {
    "exact": _exact,
    "approx": _between,
    "range": _between,
    "bound": _bound,
    "derived": _derived,
}


def bar(spot: Spot) -> list[Item]:
    """Draw what is: a bar from zero, or the plain mark where zero means nothing."""
    drawer = _BARS.get(spot.mark.kind)
    if drawer is None or spot.zero is None:
        return grammar.draw(spot)
    return list(drawer(spot, spot.zero))


def swatch(kind: MarkKind, box: Box, style: Preset) -> list[Item]:
    """Draw one entry of the key as a bar or a frame."""
    if kind not in _BARS and kind != "target":
        return grammar.swatch(kind, box, style)
    x, y = box.middle
    mark = Mark("", "", kind, "", low=0.0, high=None if kind == "bound" else 0.0)
    if kind == "target":
        small = replace(style, stroke=0.5 * box.height / TALL)
        items = list(_frame(Spot(mark, y, x, x, None, small), y))
    else:
        single = kind in ("exact", "derived")
        spot = Spot(mark, y, box.right if single else x, box.right, box.left, style)
        items = bar(spot)
    return [replace(item, id="", role="key") for item in items]
