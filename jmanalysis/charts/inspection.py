"""A look at a scene without eyes: what overlaps, sticks out, is too small or has no glyph.

It does not see everything. Every new picture is looked at as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from jmanalysis.charts.geometry import Box
from jmanalysis.charts.scene import Item, Line, Marker, Rect, Scene, Text
from jmanalysis.charts.text import missing

Fault = Literal[
    "overlap",
    "overflow",
    "clipped",
    "too small",
    "missing glyph",
    "struck through",
    "unstamped",
]
SLACK = 0.6  # points that two boxes may share: the ink within them does not reach the edges


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of a layout: what it is, and the words or the mark it was found at."""

    fault: Fault
    where: str
    other: str = ""


def inspect(scene: Scene) -> list[Problem]:
    """Return every fault found in a scene; none is what a test asks for.

    Returns
    -------
    list of Problem
        ``overlap``: words over words, or a marker or an opaque box over words ·
        ``overflow``: words outside the box they promise to stay in ·
        ``clipped``: anything outside the page · ``too small``: type below the size's floor ·
        ``missing glyph``: a character in no shipped font · ``struck through``: a line in words ·
        ``unstamped``: example data without their stamp, or with one too small.
    """
    return [
        *_overlaps(scene.texts),
        *_covered(scene.items),
        *_overflows(scene.texts),
        *_clipped(scene),
        *_type(scene),
        *_struck(scene.items),
        *_unstamped(scene),
    ]


def _overlaps(texts: Sequence[Text]) -> Iterator[Problem]:
    inked = [(text, text.box.grown(-SLACK)) for text in texts if text.text.strip()]
    for (one, a), (other, b) in combinations(inked, 2):
        if a.meets(b):
            yield Problem("overlap", one.text, other.text)


def _covered(items: Sequence[Item]) -> Iterator[Problem]:
    """Find words under a marker, or under a box that was drawn later."""
    for n, item in enumerate(items):
        if not isinstance(item, Text):
            continue
        ink = item.box.grown(-SLACK)
        for other in items:
            if isinstance(other, Marker) and other.box.meets(ink):
                yield Problem("overlap", item.text, other.id or other.shape)
        for other in items[n + 1 :]:
            if isinstance(other, Rect) and (other.fill or other.hatch) and other.box.meets(ink):
                yield Problem("overlap", item.text, other.id or other.role)


def _overflows(texts: Sequence[Text]) -> Iterator[Problem]:
    for text in texts:
        if text.within and not text.within.grown(SLACK).holds(text.box):
            yield Problem("overflow", text.text)


def _clipped(scene: Scene) -> Iterator[Problem]:
    page = Box(0, 0, scene.width, scene.height).grown(0.01)
    for item in scene.items:
        if not page.holds(item.box):
            yield Problem("clipped", item.text if isinstance(item, Text) else item.id or item.role)


def _type(scene: Scene) -> Iterator[Problem]:
    for text in scene.texts:
        if text.size < scene.floor - 0.01:
            yield Problem("too small", text.text)
        if character := missing(text.text, text.bold):
            yield Problem("missing glyph", text.text, character)


def _unstamped(scene: Scene) -> Iterator[Problem]:
    """Find a stamp that is missing, or too small to be seen before the figures."""
    if not scene.stamp:
        return
    seen = [text for text in scene.texts if text.role == "stamp" and text.text == scene.stamp]
    if not any(text.bold and text.size >= 1.14 * scene.floor for text in seen):
        yield Problem("unstamped", scene.stamp)


def _struck(items: Sequence[Item]) -> Iterator[Problem]:
    """Find lines that run through words, unless an opaque box hides them there."""
    for n, line in enumerate(items):
        if not isinstance(line, Line):
            continue
        for m, text in enumerate(items):
            if not isinstance(text, Text):
                continue
            ink = text.box.grown(-SLACK)
            hidden = any(
                isinstance(cover, Rect) and cover.fill and cover.box.holds(ink)
                for cover in items[n + 1 : m]
            )
            if line.crosses(ink) and not hidden:
                yield Problem("struck through", text.text, line.id or line.role)
