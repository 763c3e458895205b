"""Finding room for words beside points: each label takes the first free place around its mark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from jmanalysis.charts.geometry import Box, on_middle
from jmanalysis.charts.scene import Anchor, Line, Text
from jmanalysis.charts.text import advance


@dataclass(frozen=True, slots=True)
class Wish:
    """Words that want to stand beside a mark: ``around`` is the ink to keep clear of.

    Where another mark stands close ``above`` or ``below``, that side would name the wrong one.
    """

    words: str
    size: float
    color: str
    bold: bool
    around: Box
    y: float
    mark: str
    column: str = ""
    above: bool = False
    below: bool = False

    @property
    def width(self) -> float:
        """Length of the words in points."""
        return advance(self.words, self.size, self.bold)

    def at(self, x: float, y: float, anchor: Anchor) -> Text:
        """Set the words with their middle at a height."""
        base = on_middle(y, self.size)
        return Text(
            x, base, self.words, self.size, self.color, self.bold, anchor,
            id=self.mark, role="label",
        )  # fmt: skip

    def places(self) -> list[Text]:
        """Return every place, the best first: above, below, beside, at the corners, further off."""
        found = []
        x = (self.around.left + self.around.right) / 2
        for far in (0.0, 0.55, 1.1):
            gap = (0.25 + far) * self.size
            over = self.around.top - gap - 0.45 * self.size
            under = self.around.bottom + gap + 0.45 * self.size
            right, left = self.around.right + gap, self.around.left - gap
            tuck = 0.2 * self.size
            found += [
                (over, self.at(x, over, "middle")),
                (under, self.at(x, under, "middle")),
                (self.y, self.at(right, self.y, "start")),
                (self.y, self.at(left, self.y, "end")),
                (under, self.at(right - tuck, under, "start")),
                (over, self.at(left + tuck, over, "end")),
                (over, self.at(right - tuck, over, "start")),
                (under, self.at(left + tuck, under, "end")),
            ]
        return [
            text
            for y, text in found
            if not (self.above and y < self.y) and not (self.below and y > self.y)
        ]


def with_neighbours(wish: Wish, others: Sequence[Box]) -> Wish:
    """Note which sides of a mark belong to another mark close by."""
    x, y = wish.around.middle
    near = [o.middle[1] for o in others if o != wish.around and abs(o.middle[0] - x) < wish.size]
    reach = 2.4 * wish.size
    above = any(y - reach < other < y for other in near)
    return replace(wish, above=above, below=any(y < other < y + reach for other in near))


def settle(
    wishes: Sequence[Wish], taken: list[Box], lines: Sequence[Line], page: Box
) -> tuple[list[Text], list[Wish]]:
    """Give every label the first place that is free; return those placed and those left over.

    ``taken`` grows by the places given away.
    """
    placed, left = [], []
    for wish in wishes:
        free = (text for text in wish.places() if _free(text.box, taken, lines, page))
        text = next(free, None)
        if text is None:
            left.append(wish)
        else:
            placed.append(text)
            taken.append(text.box.grown(1.5))
    return placed, left


def _free(box: Box, taken: Sequence[Box], lines: Sequence[Line], page: Box) -> bool:
    if not page.holds(box) or any(box.meets(other) for other in taken):
        return False
    return not any(line.crosses(box.grown(1.5)) for line in lines)


def spread(heights: Sequence[float], pitch: float, top: float, bottom: float) -> list[float] | None:
    """Move heights apart to at least ``pitch``, as little as may be; ``None`` if they do not fit.

    Examples
    --------
    >>> spread([50, 52, 90], 10, 0, 100)
    [46.0, 56.0, 90.0]
    >>> spread([1, 2, 3], 10, 0, 15) is None
    True
    """
    if pitch * (len(heights) - 1) > bottom - top + 1e-6:
        return None
    order = sorted(range(len(heights)), key=lambda n: heights[n])
    groups: list[tuple[float, int]] = []  # the middle of a run of labels, and how many they are
    for n in order:
        groups.append((_within(heights[n], 1, pitch, top, bottom), 1))
        while len(groups) > 1 and _touch(groups[-2], groups[-1], pitch):
            (a, m), (b, k) = groups[-2:]
            middle = (a * m + b * k) / (m + k)
            groups[-2:] = [(_within(middle, m + k, pitch, top, bottom), m + k)]
    flat = [middle + pitch * (n - (k - 1) / 2) for middle, k in groups for n in range(k)]
    found = dict(zip(order, flat, strict=True))
    return [found[n] for n in range(len(heights))]


def _within(middle: float, count: int, pitch: float, top: float, bottom: float) -> float:
    half = pitch * (count - 1) / 2
    return min(max(middle, top + half), bottom - half)


def _touch(one: tuple[float, int], other: tuple[float, int], pitch: float) -> bool:
    return other[0] - one[0] < pitch * (one[1] + other[1]) / 2 - 1e-9
