"""How each kind of statement is drawn on an axis: the grammar that every chart shares.

Solid is what is, outlined what is planned or computed, hatched what is unclear; shape, fill and
words all differ, so a mark survives a grey print and every kind of colour vision.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from jmanalysis.charts import style as look
from jmanalysis.charts.geometry import Box
from jmanalysis.charts.scene import Item, Line, Marker, Rect
from jmanalysis.charts.spec import Mark, MarkKind
from jmanalysis.charts.spots import Spot, at_least, at_most
from jmanalysis.charts.style import Preset

OFF_AXIS: Final = frozenset({"qualitative", "silent", "unread"})
DOTTED: Final = (1.2, 3.0)
DASHED: Final = (5.0, 3.5)
CHAINED: Final = (7.0, 3.0, 1.6, 3.0)


def _exact(spot: Spot) -> Iterator[Item]:
    if spot.zero is not None:
        yield spot.line(spot.zero, spot.middle, look.EXACT, 5, role="stem")
    yield spot.dot(spot.middle, 15, look.EXACT)


def _approx(spot: Spot) -> Iterator[Item]:
    yield spot.bar(look.BOUND_FILL, 9, radius=4.5 * spot.unit)
    yield spot.dot(spot.middle, 10.5, look.BOUND)


def _range(spot: Spot) -> Iterator[Item]:
    yield spot.bar(look.BOUND_FILL, 7)
    ends = ((spot.start, spot.mark.low_open), (spot.end, spot.mark.high_open))
    for x, hollow in ends:
        yield spot.dot(x, 8, look.PAPER, look.BOUND) if hollow else spot.tick(x, look.BOUND)


def _bound(spot: Spot) -> Iterator[Item]:
    tick, tip = (spot.start, spot.end) if spot.floors else (spot.end, spot.start)
    yield spot.line(tick, tip, look.BOUND, 2.6, arrow=10 * spot.unit)
    yield spot.tick(tick, look.BOUND)


def _derived(spot: Spot) -> Iterator[Item]:
    dash = tuple(part * spot.unit for part in (2.0, 3.0))
    if spot.zero is not None:
        yield spot.line(spot.zero, spot.middle, look.EXACT, 2, dash=dash, role="stem")
    if spot.end - spot.start > 12 * spot.unit:
        yield spot.bar(look.PAPER, 10, edge=look.EXACT, stroke=1.4 * spot.unit, dash=dash)
    else:
        yield spot.dot(spot.middle, 12.5, look.PAPER, look.EXACT)


def _implied(spot: Spot) -> Iterator[Item]:
    dash = tuple(part * spot.unit for part in DOTTED)
    yield spot.line(spot.start, spot.end, look.SILENT, 2, dash=dash)
    for x, known in ((spot.start, spot.mark.low), (spot.end, spot.mark.high)):
        if known is not None:
            yield spot.tick(x, look.SILENT, 6)


def _unclear(spot: Spot) -> Iterator[Item]:
    half = 5.5 * spot.unit
    left = spot.zero if spot.zero is not None else spot.middle - half
    right = spot.middle if spot.zero is not None else spot.middle + half
    yield Rect(
        left,
        spot.y - half,
        right - left,
        2 * half,
        look.PAPER,
        look.UNCLEAR,
        1.5 * spot.unit,
        hatch=look.UNCLEAR,
        id=spot.mark.id,
        role="mark",
    )


def _conflicting(spot: Spot) -> Iterator[Item]:
    apart, rise = spot.end - spot.start, 2.2 * spot.unit
    for y in (spot.y - rise, spot.y + rise):
        yield Line(spot.start, y, spot.end, y, look.EXACT, 1.4 * spot.unit, id=spot.mark.id)
    if apart > 22 * spot.unit:
        x, half = spot.middle, 6 * spot.unit
        slash = x - half / 2, spot.y + half, x + half / 2, spot.y - half
        yield Line(*slash, look.EXACT, 1.6 * spot.unit, id=spot.mark.id)
    for x in (spot.start, spot.end):
        yield spot.dot(x, 11, look.EXACT)


def aim(spot: Spot) -> Iterator[Item]:
    """Draw the short arrow of a target that is a floor to reach or a limit to stay below."""
    sign = at_least(spot.mark) - at_most(spot.mark)
    if sign:
        tip = spot.middle + sign * 24 * spot.unit
        yield spot.line(spot.middle, tip, look.TARGET, 2, arrow=8 * spot.unit)


def _target(spot: Spot) -> Iterator[Item]:
    x, unit = spot.middle, spot.unit
    yield from aim(spot)
    yield Marker(
        "diamond",
        x,
        spot.y,
        16 * unit,
        look.PAPER,
        look.TARGET,
        2.4 * unit,
        id=spot.mark.id,
        role="mark",
    )


_DRAW: Final[dict[str, Callable[[Spot], Iterator[Item]]]] = {
    "exact": _exact,
    "benchmark": _exact,
    "approx": _approx,
    "range": _range,
    "bound": _bound,
    "derived": _derived,
    "implied": _implied,
    "unclear": _unclear,
    "conflicting": _conflicting,
    "target": _target,
}

COLOURS: Final = {
    "implied": look.SILENT,
    "unclear": look.UNCLEAR,
    "target": look.TARGET,
    "qualitative": look.WORDS,
    "silent": look.SILENT,
    "unread": look.SILENT,
}


def colour(kind: MarkKind) -> str:
    """Return the colour of a kind's words."""
    return COLOURS.get(kind, look.EXACT)


def draw(spot: Spot) -> list[Item]:
    """Draw one mark at its place on an axis, without its words."""
    return list(_DRAW[spot.mark.kind](spot))


def swatch(kind: MarkKind, box: Box, style: Preset) -> list[Item]:
    """Draw one entry of the key with the marks of an axis."""
    x, y = box.middle
    if kind == "benchmark":
        dash = tuple(part * style.stroke for part in DASHED)
        return [Line(x, box.top, x, box.bottom, look.SECONDARY, 1.5 * style.stroke, dash)]
    if kind in OFF_AXIS:
        return []
    mark = Mark("", "", kind, "", low=0.0, high=1.0 if kind not in {"bound", "target"} else None)
    single = kind in {"exact", "derived", "target"}
    start, end = (x, x) if single else (box.left + 2, box.right - 2)
    zero = box.left if kind in {"exact", "derived", "unclear"} else None
    if kind == "target":
        mark = Mark("", "", kind, "", low=0.0, high=0.0)
    if kind == "unclear":
        start, end = box.right, box.right
    drawn = draw(Spot(mark, y, start, end, zero, style))
    return [replace(item, id="", role="key") for item in drawn]
