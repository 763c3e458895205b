"""A scene as native shapes: grouped by mark, every object with its words.

Letters stand by their optical middle, not by the top of a line, because every font has a line
height of its own and a slide is read on machines with other fonts than ours.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import Any, Final

from jmanalysis.charts.geometry import Box
from jmanalysis.charts.scene import Item, Line, Marker, Rect, Scene, Text
from jmanalysis.exports.slides.drawing import NAMESPACES, Pen, named, place, preset

_MIDDLE: Final = 0.41  # from the baseline up to the middle of a line, between that of most fonts
_ROLES: Final = {
    "grid": ("网格线", "grid line"),
    "axis": ("坐标轴", "axis"),
    "ground": ("底色", "ground"),
    "rule": ("分隔线", "rule"),
    "key": ("图例", "key"),
}
_ANCHORS: Final = {"start": "l", "middle": "ctr", "end": "r"}


@dataclass(frozen=True, slots=True)
class Painter:
    """Writes the items of one scene, each with a number of its own on the slide."""

    pen: Pen
    numbers: Iterator[int]
    said: dict[str, str]

    def item(self, item: Item) -> str:
        """Return one shape."""
        return _WRITE[type(item)](self, item)

    def alt(self, item: Item) -> str:
        """Say what an object shows: its words, its mark's words, or its part in the chart."""
        if isinstance(item, Text):
            return item.text
        zh, en = _ROLES.get(item.role, ("图形", "drawing"))
        return self.said.get(item.id) or (zh if self.pen.lang == "zh" else en)


def group(
    scene: Scene,
    pen: Pen,
    at: tuple[float, float],
    first: int,
    *,
    name: str,
    without: Sequence[str] = (),
) -> str:
    """Return a scene as one group of shapes; items with the roles ``without`` are left out.

    Parameters
    ----------
    scene
        From ``lay_out``.
    pen
        Language and palette.
    at
        Where its upper left corner stands on the slide, in points.
    first
        The first free number of an object on the slide.
    name
        Name of the group in the list of objects.
    without
        Roles that stand elsewhere on the slide: headline, notes.
    """
    items = [_moved(item, *at) for item in scene.items if item.role not in without]
    said = {hover.id: "　".join(hover.lines) for hover in scene.hovers if hover.id}
    painter = Painter(pen, count(first), said)
    head = named(next(painter.numbers), name, scene.alt or scene.title or name)
    inside = "".join(_parts(items, painter))
    return _group(head, items, inside, NAMESPACES)


def _parts(items: Sequence[Item], painter: Painter) -> Iterator[str]:
    """Yield lone items, and each mark with all that was drawn for it as a group."""
    seen: set[str] = set()
    for item in items:
        if not item.id:
            yield painter.item(item)
        elif item.id not in seen:
            seen.add(item.id)
            mine = [other for other in items if other.id == item.id]
            alt = painter.said.get(item.id) or painter.alt(item)
            head = named(next(painter.numbers), alt.partition("　")[0], alt)
            yield _group(head, mine, "".join(painter.item(one) for one in mine))


def _group(head: str, items: Sequence[Item], inside: str, namespaces: str = "") -> str:
    boxes = [item.box for item in items]
    box = Box(
        min(box.left for box in boxes),
        min(box.top for box in boxes),
        max(box.right for box in boxes),
        max(box.bottom for box in boxes),
    )
    return (
        f"<p:grpSp {namespaces}><p:nvGrpSpPr>{head}<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>"
        f"<p:grpSpPr>{place(box, child=True)}</p:grpSpPr>{inside}</p:grpSp>"
    )


def _moved(item: Item, right: float, down: float) -> Item:
    if isinstance(item, Line):
        return replace(
            item,
            x1=item.x1 + right,
            x2=item.x2 + right,
            y1=item.y1 + down,
            y2=item.y2 + down,
        )
    return replace(item, x=item.x + right, y=item.y + down)


def _shape(head: str, where: str, look: str, body: str = "") -> str:
    return (
        f"<p:sp><p:nvSpPr>{head}<p:cNvSpPr/><p:nvPr/></p:nvSpPr>"
        f"<p:spPr>{where}{look}</p:spPr>{body}</p:sp>"
    )


def _rect(painter: Painter, item: Rect) -> str:
    head = _head(painter, item)
    geometry = preset("rect")
    if item.radius:
        share = min(0.5, item.radius / min(item.width, item.height))
        geometry = preset("roundRect", adj=round(100000 * share))
    fill = painter.pen.palette.fill(item.fill)
    if item.hatch:
        front, back = (painter.pen.palette.color(c) for c in (item.hatch, item.fill or "#FFFFFF"))
        fill = (
            f'<a:pattFill prst="wdUpDiag"><a:fgClr>{front}</a:fgClr><a:bgClr>{back}</a:bgClr>'
            "</a:pattFill>"
        )
    edge = painter.pen.line(item.edge, item.stroke, item.dash)
    return _shape(head, place(item.box), f"{geometry}{fill}{edge}")


def _marker(painter: Painter, item: Marker) -> str:
    half = item.size / 2
    box = Box(item.x - half, item.y - half, item.x + half, item.y + half)
    geometry = preset("ellipse" if item.shape == "dot" else "diamond")
    edge = painter.pen.line(item.edge, item.stroke)
    fill = painter.pen.palette.fill(item.fill)
    return _shape(_head(painter, item), place(box), f"{geometry}{fill}{edge}")


def _line(painter: Painter, item: Line) -> str:
    left, right = sorted((item.x1, item.x2))
    top, bottom = sorted((item.y1, item.y2))
    flip = (' flipH="1"' if item.x2 < item.x1 else "") + (' flipV="1"' if item.y2 < item.y1 else "")
    edge = painter.pen.line(item.color, item.stroke, item.dash, _arrow(item))
    where = place(Box(left, top, right, bottom), flip=flip)
    return (
        f"<p:cxnSp><p:nvCxnSpPr>{_head(painter, item)}<p:cNvCxnSpPr/><p:nvPr/></p:nvCxnSpPr>"
        f"<p:spPr>{where}{preset('line')}{edge}</p:spPr></p:cxnSp>"
    )


def _arrow(item: Line) -> str:
    """Return the arrow head whose size, a multiple of the stroke, comes nearest."""
    if not item.arrow:
        return ""
    ratio = item.arrow / item.stroke
    size = "sm" if ratio < 2.5 else "med" if ratio < 4.2 else "lg"
    return f'<a:tailEnd type="triangle" w="{size}" len="{size}"/>'


def _text(painter: Painter, item: Text) -> str:
    wide, high = 1.08 * item.width + 2, 1.3 * item.size
    left = item.x - {"start": 0.0, "middle": 0.5, "end": 1.0}[item.anchor] * wide
    middle = item.y - _MIDDLE * item.size
    box = Box(left, middle - high / 2, left + wide, middle + high / 2)
    run = painter.pen.run(item.text, item.size, item.color, item.bold)
    body = (
        '<p:txBody><a:bodyPr wrap="none" lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr">'
        f'<a:noAutofit/></a:bodyPr><a:lstStyle/><a:p><a:pPr algn="{_ANCHORS[item.anchor]}" '
        'marL="0" indent="0"><a:lnSpc><a:spcPct val="100000"/></a:lnSpc>'
        '<a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/></a:pPr>'
        f"{run}</a:p></p:txBody>"
    )
    shape = _shape(_head(painter, item), place(box), f"{preset('rect')}<a:noFill/>", body)
    return shape.replace("<p:cNvSpPr/>", '<p:cNvSpPr txBox="1"/>')


def _head(painter: Painter, item: Item) -> str:
    alt = painter.alt(item)
    return named(next(painter.numbers), item.text if isinstance(item, Text) else alt[:24], alt)


_WRITE: Final[dict[type, Callable[[Painter, Any], str]]] = {
    Rect: _rect,
    Line: _line,
    Marker: _marker,
    Text: _text,
}
