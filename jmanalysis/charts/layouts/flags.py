"""Labels of upright reference lines, staggered so that none covers another or its leader.

Lines in the left part carry their label to the left, those in the right part to the right; a
label rises one row whenever it would reach over a line nearer the edge, so leaders never cross.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jmanalysis.charts import marks as grammar
from jmanalysis.charts import style as look
from jmanalysis.charts import text
from jmanalysis.charts.geometry import Box
from jmanalysis.charts.layouts.parts import flag, hover, lines_across
from jmanalysis.charts.scene import Anchor, Hover, Line, Text
from jmanalysis.charts.spec import Chart, Column, Mark
from jmanalysis.charts.spots import Scale
from jmanalysis.charts.style import Preset

GAP = 4.0
STEP = 1.45  # from one row of labels to the next, in ems; closer where room is dear
CLOSE = 1.2


@dataclass(frozen=True, slots=True)
class Flag:
    """A label beside the top of its line: ``level`` rows away from the plot."""

    x: float
    words: str
    anchor: Anchor
    level: int


@dataclass(frozen=True, slots=True)
class Standard:
    """A benchmark or a target that every row can be held against: a line and its label.

    ``lines`` are the label's words; every level is ``depth`` lines high.
    """

    mark: Mark
    x: float
    flag: Flag
    lines: tuple[str, ...]
    depth: int = 1
    step: float = STEP

    @property
    def color(self) -> str:
        """Slate for what was measured elsewhere, orange for what is aimed at."""
        return look.TARGET if self.mark.kind == "target" else look.SECONDARY

    def line(self, top: float, bottom: float, style: Preset) -> Line:
        """Return the line between two heights: dashed, or dash and dot for a target."""
        parts = grammar.CHAINED if self.mark.kind == "target" else grammar.DASHED
        dash, stroke = tuple(part * style.stroke for part in parts), 1.5 * style.stroke
        x, mark = self.x, self.mark.id
        return Line(x, top, x, bottom, self.color, stroke, dash, id=mark, role="line")

    def hover(self, chart: Chart, top: float, bottom: float) -> Hover:
        """Return what the line says when the pointer meets it between two heights."""
        return hover(self.mark, chart, Box(self.x - 5, top, self.x + 5, bottom))

    def over(self, foot: float, size: float) -> list[Text]:
        """Return the label above a plot, its lowest level standing on ``foot``."""
        last = foot - self.step * size * self.flag.level * self.depth
        return self._labels(last - self.step * size * (len(self.lines) - 1), size, False)

    def below(self, top: float, size: float) -> list[Text]:
        """Return the label below a plot, its highest level having its baseline at ``top``."""
        return self._labels(top + self.step * size * self.flag.level * self.depth, size, True)

    def _labels(self, first: float, size: float, bold: bool) -> list[Text]:
        x, anchor, mark = self.flag.x, self.flag.anchor, self.mark.id
        return [
            Text(
                x,
                first + self.step * size * n,
                line,
                size,
                self.color,
                bold,
                anchor,
                id=mark,
                role="flag",
            )
            for n, line in enumerate(self.lines)
        ]


def standards(
    chart: Chart, column: Column, scale: Scale, style: Preset, room: tuple[float, float]
) -> list[Standard]:
    """Place the reference lines of a column and stagger their labels between two edges."""
    found, size = sorted(lines_across(chart, column.id), key=_value), style.type.tick
    for depth in (1, 2):
        folds = [folded(flag(mark, chart), size, depth) for mark in found]
        widest = [max(lines, key=lambda line: text.advance(line, size)) for lines in folds]
        at = [(scale.at(_value(mark)), words) for mark, words in zip(found, widest, strict=True)]
        if placed := stagger(at, size, *room):
            each = zip(found, at, placed, folds, strict=True)
            step = style.spaced(STEP, CLOSE)
            return [Standard(m, x, where, tuple(ls), depth, step) for m, (x, _), where, ls in each]
    if found:
        raise look.does_not_fit("参照线的标签太长", "a reference label is too long", style)
    return []


def folded(words: str, size: float, depth: int) -> list[str]:
    """Break a label into lines, before its bracket if it has one."""
    name, bracket, rest = words.rpartition("（") if "（" in words else words.rpartition("(")
    if depth == 1 or not name:
        return [words] if depth == 1 else text.folded(words, size, depth)
    return [name.rstrip(), bracket + rest]


def height(placed: Sequence[Standard], style: Preset) -> float:
    """Return the height that the labels take."""
    levels = max(((1 + each.flag.level) * each.depth for each in placed), default=0)
    step, pad = style.spaced(STEP, CLOSE), style.spaced(0.45, 0.35)
    return (step * levels + pad) * style.type.tick


def _value(mark: Mark) -> float:
    value = mark.low if mark.low is not None else mark.high
    return 0.0 if value is None else value


def stagger(
    lines: Sequence[tuple[float, str]], size: float, left: float, right: float
) -> list[Flag] | None:
    """Place the labels of reference lines between two edges, or return ``None``.

    ``lines`` are (x, words) from left to right; the answer keeps their order.
    """
    if not lines:
        return []
    if centred := _centred(lines, size, left, right):
        return centred
    splits = [_split(lines, cut, size, left, right) for cut in range(len(lines) + 1)]
    possible = [flags for flags in splits if flags]
    return min(possible, key=_cost, default=None)


def _cost(flags: Sequence[Flag]) -> tuple[int, int]:
    levels = [flag.level for flag in flags]
    return max(levels), sum(levels)


def _centred(
    lines: Sequence[tuple[float, str]], size: float, left: float, right: float
) -> list[Flag] | None:
    """Centre every label on its line if all fit on one row."""
    end = left
    for x, words in lines:
        half = text.advance(words, size) / 2
        if x - half < end or x + half > right:
            return None
        end = x + half + 2 * GAP
    return [Flag(x, words, "middle", 0) for x, words in lines]


def _split(
    lines: Sequence[tuple[float, str]], cut: int, size: float, left: float, right: float
) -> list[Flag] | None:
    """Send the first ``cut`` labels to the left and the others to the right."""
    wide = [text.advance(words, size) + GAP for _, words in lines]
    if any(lines[n][0] - wide[n] < left for n in range(cut)):
        return None
    if any(lines[n][0] + wide[n] > right for n in range(cut, len(lines))):
        return None
    levels = [0] * len(lines)
    for n in range(cut):
        covered = [levels[m] for m in range(n) if lines[n][0] - wide[n] < lines[m][0] + GAP]
        levels[n] = 1 + max(covered, default=-1)
    for n in reversed(range(cut, len(lines))):
        after = range(n + 1, len(lines))
        covered = [levels[m] for m in after if lines[n][0] + wide[n] > lines[m][0] - GAP]
        levels[n] = 1 + max(covered, default=-1)
    return [
        Flag(x - GAP, words, "end", level) if n < cut else Flag(x + GAP, words, "start", level)
        for n, ((x, words), level) in enumerate(zip(lines, levels, strict=True))
    ]
