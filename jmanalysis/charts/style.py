"""The look of every chart: colours, type sizes and the sizes a chart is drawn at.

Lengths are points (1/72 in). A chart is laid out again at each size; a slide picture is never
shrunk into a report, because its type would fall below what print can carry.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from types import MappingProxyType
from typing import Final

from jmanalysis.charts.refusals import LayoutError
from jmanalysis.charts.spec import Lang, MarkKind
from jmanalysis.errors import UnknownNameError

FAMILY: Final = "JM Sans SC"

INK: Final = "#1F2933"
SECONDARY: Final = "#4A5560"
RULE: Final = "#B8C0C8"
GRID: Final = "#DDE2E7"
GROUND: Final = "#F5F7F9"
PAPER: Final = "#FFFFFF"
EXACT: Final = "#12436D"
BOUND: Final = "#2E7EBF"
BOUND_FILL: Final = "#A9D0EE"
TARGET: Final = "#B04A00"
UNCLEAR: Final = "#801650"
WORDS: Final = "#6B4C9A"
WORDS_FILL: Final = "#ECE6F5"
WORDS_EDGE: Final = "#A48BC9"
SILENT: Final = "#56626D"
STAMP: Final = "#FFE08A"  # no statement has this ground: a stamp cannot be taken for a mark

TONES: Final = MappingProxyType({"actual": EXACT, "unclear": UNCLEAR, "target": TARGET})

#: One colour per area, the same in every trend; none is that of a target or an unclear figure.
AREAS: Final = MappingProxyType(
    {
        "440703": "#0B7A75",
        "440704": "#7B5EA7",
        "440705": "#12436D",
        "440781": "#8A6A12",
        "440783": "#4F6F1F",
        "440784": "#1F6FB0",
        "440785": "#9C4A73",
        "440700": "#1F2933",
        "440000": "#5B7083",
        "CN": "#6E6259",
    }
)


def area_colour(code: str, place: int) -> str:
    """Return the colour of an area; areas without one of their own take turns.

    Examples
    --------
    >>> area_colour("440705", 0)
    '#12436D'
    """
    turns = tuple(AREAS.values())
    return AREAS.get(code, turns[place % len(turns)])


KIND_NAMES: Final = MappingProxyType(
    {
        "exact": ("准确值", "exact value"),
        "approx": ("约数", "approximate value"),
        "bound": ("界限值", "bound"),
        "range": ("区间值", "range"),
        "derived": ("推算值", "derived value"),
        "implied": ("推知", "implied"),
        "unclear": ("口径待核※", "scope unclear ※"),
        "conflicting": ("来源不一", "sources disagree"),
        "qualitative": ("定性表述", "words only"),
        "target": ("目标／计划", "target or plan"),
        "benchmark": ("参照值", "benchmark"),
        "silent": ("材料未提及", "not mentioned"),
        "unread": ("无材料", "no document read"),
    }
)


def kind_name(kind: MarkKind, lang: Lang) -> str:
    """Return the name of a kind of statement in the chart's language."""
    return KIND_NAMES[kind][0 if lang == "zh" else 1]


DOC_HEIGHT: Final = 283.5  # 100 mm: a figure in a report leaves room for its text
PAGE_HEIGHT: Final = 567.0  # 200 mm: a page of its own, with its caption


@dataclass(frozen=True, slots=True)
class Type:
    """Type sizes of one preset, in points."""

    headline: float
    subtitle: float
    row: float
    value: float
    detail: float
    head: float
    subhead: float
    tick: float
    cell: float
    words: float
    key: float
    note: float


@dataclass(frozen=True, slots=True)
class Preset:
    """One size a chart is drawn at.

    ``height`` 0 means: as high as the rows need, up to ``tallest``. ``page`` says whether headline,
    subtitle, notes and source belong to the picture, or to the document around it. ``lean``
    pictures stand close and say in short words what mark, key or caption says already.
    """

    name: str
    width: float
    height: float
    dpi: int
    margin: float
    floor: float
    page: bool
    type: Type
    pitch: tuple[float, float]
    stroke: float = 1.0
    lean: bool = False
    tallest: float = DOC_HEIGHT

    def spaced(self, usual: float, least: float) -> float:
        """Return how far apart lines stand: as usual, or as close as they can be read."""
        return least if self.lean else usual

    def shrunk(self, factor: float) -> Preset:
        """Return the same preset in smaller type, nothing below the floor."""
        full = {field.name: getattr(self.type, field.name) for field in fields(Type)}
        # Names and values carry the chart and shrink late; headline and notes wrap before they do.
        slow = {"row": factor**0.5, "value": factor**0.7}
        slow |= {"headline": factor**0.3, "note": factor**0.2}
        sizes = {
            name: max(min(self.floor, size), slow.get(name, factor) * size)
            for name, size in full.items()
        }
        return replace(self, type=Type(**sizes))

    def steps(self) -> Iterator[Preset]:
        """Yield this preset in ever smaller type, down to the floor."""
        for factor in (1.0, 0.94, 0.88, 0.82, 0.76, 0.7, 0.64, 0.58, 0.5):
            yield self.shrunk(factor)

    def lean_steps(self) -> Iterator[Preset]:
        """Yield this preset for pictures in short words and close lines, down to the floor."""
        for factor in (0.82, 0.7, 0.58, 0.5):
            yield replace(self.shrunk(factor), lean=True)


_SLIDE = Type(
    headline=26,
    subtitle=15,
    row=17,
    value=19,
    detail=14,
    head=16,
    subhead=13,
    tick=13.5,
    cell=15.5,
    words=13.5,
    key=13,
    note=12,
)
_HALF = Type(
    headline=20,
    subtitle=13,
    row=14,
    value=15.5,
    detail=12,
    head=13,
    subhead=11,
    tick=11.5,
    cell=13,
    words=12,
    key=11.5,
    note=11,
)
_DOC = Type(
    headline=10.5,
    subtitle=9,
    row=10,
    value=10.5,
    detail=9,
    head=9.5,
    subhead=8.5,
    tick=8.5,
    cell=9.5,
    words=9,
    key=8.5,
    note=8.5,
)

PRESETS: Final = MappingProxyType(
    {
        "slide": Preset("slide", 960, 540, 144, 39.6, 11, True, _SLIDE, (17, 46)),
        "slide_body": Preset("slide_body", 864, 372, 144, 3, 11, False, _SLIDE, (17, 46)),
        "half": Preset("half", 432, 372, 144, 3, 11, False, _HALF, (16, 42), 0.85),
        "doc": Preset("doc", 425.2, 0, 300, 1.5, 8, False, _DOC, (12.5, 24), 0.6),
    }
)
_SIZE: Final = re.compile(r"(?P<name>\w+)(?:@(?P<width>[\d.]+)x(?P<height>[\d.]+))?")


def preset(size: str) -> Preset:
    """Return the preset of that name; ``name@WIDTHxHEIGHT`` is the same in other room (points).

    Examples
    --------
    >>> preset("slide").dpi
    144
    >>> preset("slide_body@800x300").height
    300.0
    """
    found = _SIZE.fullmatch(size)
    if not found or found["name"] not in PRESETS:
        raise UnknownNameError.among("版面", "size", size, PRESETS)
    named = PRESETS[found["name"]]
    if not found["width"]:
        return named
    width, height = float(found["width"]), float(found["height"])
    return replace(named, name=size, width=width, height=height)


def does_not_fit(zh: str, en: str, style: Preset) -> LayoutError:
    """Return the error that says what does not fit ``style``."""
    return LayoutError.too_small(zh, en, style.name)
