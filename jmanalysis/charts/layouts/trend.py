"""A trend: points per year, lines only where two years follow each other, targets apart.

Names stand beside the last figure of their line. Where words would touch, each takes the next
free place; what finds none goes to the right margin with a thin line that leads to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from jmanalysis.charts import style as look
from jmanalysis.charts import text
from jmanalysis.charts.furniture import Page, close_page, open_page
from jmanalysis.charts.geometry import Box
from jmanalysis.charts.layouts import uprights
from jmanalysis.charts.layouts.absences import Absences, absences
from jmanalysis.charts.layouts.aims import Aim
from jmanalysis.charts.layouts.fitting import fitted
from jmanalysis.charts.layouts.parts import hover, number
from jmanalysis.charts.layouts.placing import Wish, settle, spread, with_neighbours
from jmanalysis.charts.layouts.series import Series, every_series, named
from jmanalysis.charts.layouts.ticks import titled
from jmanalysis.charts.refusals import LayoutError
from jmanalysis.charts.scene import Hover, Item, Line, Scene, Text, level
from jmanalysis.charts.spec import Chart, Column
from jmanalysis.charts.spots import Scale
from jmanalysis.charts.style import Preset

STEP = 1.25
MOST = 16  # lines: more cannot be followed by eye, however high the picture


@dataclass(frozen=True)
class Frame:
    """Where the years, the values and the targets stand."""

    page: Page
    years: tuple[tuple[Column, float], ...]
    aims: tuple[tuple[Aim, float], ...]
    left: float
    right: float
    scale: Scale
    below: Absences

    @property
    def style(self) -> Preset:
        """The type sizes in use."""
        return self.page.style

    @property
    def at(self) -> Iterator[tuple[str, float]]:
        """Where each year stands."""
        return ((column.id, x) for column, x in self.years)

    @property
    def foot(self) -> float:
        """Where the words without a figure begin."""
        return self.scale.left + 2.1 * self.style.type.tick


def lay_out(chart: Chart, size: str) -> Scene:
    """Lay out a trend; see :func:`jmanalysis.charts.layouts.lay_out`.

    Every figure is labelled where there is room for all; otherwise only the last of each line,
    and the axis gives the others.
    """
    try:
        return fitted(partial(_build, every=True), chart, size, lean=False)
    except LayoutError:
        return fitted(partial(_build, every=False), chart, size)


def _build(chart: Chart, style: Preset, every: bool) -> Scene:
    frame = _frame(open_page(chart, style, uprights.swatch))
    series = every_series(chart, dict(frame.at), frame.scale, style)
    if len(series) > MOST:
        raise look.does_not_fit("地区太多，线分不清", "there are too many areas to follow", style)
    lines = [line for one in series for line in one.lines()]
    words = _words(frame, series, lines, every)
    aims = [item for aim, left in frame.aims for item in aim.draw(left)]
    holes = [i.box for i in (*words, *aims) if isinstance(i, Text)]
    items: list[Item] = [
        *(item for item in aims if item.role == "ground"),
        *_grid(frame, holes),
        *_years(frame),
        *lines,
        *(item for one in series for post in one.posts for item in uprights.draw(post)),
        *(item for item in aims if item.role != "ground"),
        *words,
        *frame.below.draw(frame.page.plot.left, frame.foot),
    ]
    return close_page(frame.page, items, list(_hovers(frame, series)))


def _frame(page: Page) -> Frame:
    """Share out the page: ticks left, targets right, words without a figure below."""
    chart, style, plot = page.chart, page.style, page.plot
    size, column = style.type.tick, chart.columns[0]
    below = absences(chart, style, plot.width)
    top = plot.top + 0.9 * size + 1.5 * size * len(_title(page))
    bottom = plot.bottom - (2.1 if below.lines else 1.75) * size - below.height
    if bottom - top < 7.5 * style.type.row:
        raise look.does_not_fit("注文太长", "the notes are too long", style)
    scale = Scale(bottom, top, column.axis_low, column.axis_high)
    left = plot.left + max(text.advance(_tick(column, t), size) for t in column.ticks) + 0.5 * size
    aims, right = [], plot.right
    for each in reversed([column for column in chart.columns if column.tone == "target"]):
        aim = Aim(chart, each, style, scale)
        right -= aim.width
        aims.append((aim, right))
        right -= 0.7 * size
    return Frame(page, _placed(chart, style, left, right), tuple(aims), left, right, scale, below)


def _placed(
    chart: Chart, style: Preset, left: float, right: float
) -> tuple[tuple[Column, float], ...]:
    """Place the years by their distance; after the last one the names need room."""
    columns = [column for column in chart.columns if column.tone != "target"]
    years = [int(column.id) for column in columns]
    ending = named(chart, columns[-1])
    room = max((text.advance(words, style.type.cell, True) for words in ending), default=0.0)
    first = left + 0.5 * text.advance(columns[0].head, style.type.tick) + 4 * style.stroke
    last = right - max(room + 26 * style.stroke, 1.5 * style.type.tick)
    if last - first < 1.5 * style.type.tick * len(columns):
        raise look.does_not_fit("年份太多或名称太长", "too many years or too long names", style)
    span = max(years[-1] - years[0], 1)
    if len(years) == 1:
        return ((columns[0], (first + last) / 2),)
    return tuple(
        (column, first + (last - first) * (year - years[0]) / span)
        for column, year in zip(columns, years, strict=True)
    )


def _words(
    frame: Frame, series: Sequence[Series], lines: Sequence[Line], every: bool
) -> list[Item]:
    """Write the names, and every other figure if there is room for all of them."""
    style, last = frame.style, frame.years[-1][0].id
    ends = [wish for one in series for wish in one.ends(style)]
    marks = [post.box for one in series for post in one.posts]
    margin = _margin(frame, [wish for wish in ends if wish.column == last])
    taken = marks + [item.box for item in margin if isinstance(item, Text)]
    barred = [*lines, *(item for item in margin if isinstance(item, Line))]
    wishes = [wish for wish in ends if wish.column != last]
    wishes += [wish for one in series for wish in one.others(style)] if every else []
    wishes = [with_neighbours(wish, marks) for wish in wishes]
    top = frame.scale.right - style.type.tick
    page = Box(frame.left + 2, top, frame.right, frame.scale.left)
    placed, left = settle(wishes, taken, barred, page)
    if left and every:
        raise look.does_not_fit("数值标签放不下", "there is no room for every figure", style)
    if left:
        margin = _margin(frame, [*(wish for wish in ends if wish.column == last), *left])
    return [*margin, *placed]


def _margin(frame: Frame, wishes: Sequence[Wish]) -> list[Item]:
    """Set names in the right margin, moved apart; a thin line leads to each that moved."""
    style, size, x = frame.style, frame.style.type.cell, frame.years[-1][1]
    low, high = frame.scale.left - 0.6 * size, frame.scale.right
    heights = spread([wish.y for wish in wishes], STEP * size, high, low)
    if heights is None:
        raise look.does_not_fit("地区太多", "there are too many areas", style)
    pairs = list(zip(wishes, heights, strict=True))
    far = [wish.around.middle[0] != x or abs(y - wish.y) > 0.35 * size for wish, y in pairs]
    start = x + (24 if any(far) else 11) * style.stroke
    items: list[Item] = []
    for (wish, y), leads in zip(pairs, far, strict=True):
        if start + wish.width > frame.right + 0.1:
            raise look.does_not_fit("名称太长", "the names are too long", style)
        items.append(wish.at(start, y, "start"))
        if leads:
            ends = (wish.around.middle[0] + 8 * style.stroke, wish.y, start - 2, y)
            items.append(Line(*ends, wish.color, 0.8 * style.stroke, id=wish.mark))
    return items


def _tick(column: Column, tick: float) -> str:
    return number(tick, column.unit if tick == column.ticks[-1] else "")


def _grid(frame: Frame, holes: Sequence[Box]) -> Iterator[Item]:
    """Draw the level lines and their numbers; none runs through words."""
    style, scale, plot = frame.style, frame.scale, frame.page.plot
    column, size = frame.page.chart.columns[0], frame.style.type.tick
    for tick in column.ticks:
        y = scale.at(tick)
        base = tick == scale.low
        color, stroke = (look.INK, 1.3) if base else (look.GRID, 0.9)
        line = Line(frame.left, y, plot.right, y, color, stroke * style.stroke, role="grid")
        yield from level(line, holes)
        x, words = frame.left - 0.5 * size, _tick(column, tick)
        yield Text(x, y + 0.36 * size, words, size, look.SECONDARY, anchor="end", role="tick")
    for n, words in enumerate(_title(frame.page)):
        y = plot.top + size * (1 + 1.5 * n)
        yield Text(plot.left, y, words, size, look.SECONDARY, role="axis title")


def _title(page: Page) -> list[str]:
    """Say what is measured where no subtitle does."""
    if page.style.page:
        return []
    column, plot = page.chart.columns[0], page.plot
    words = titled(Column(column.id, column.group, unit=column.unit), page.chart.lang)
    return text.wrap(words, page.style.type.tick, plot.right - plot.left)


def _years(frame: Frame) -> Iterator[Item]:
    """Write the years below the axis, the last one first; those without room are left out."""
    size, bottom, free = (
        frame.style.type.tick,
        frame.scale.left,
        frame.right + frame.page.plot.width,
    )
    for column, x in reversed(frame.years):
        word = Text(x, bottom + 1.45 * size, column.head, size, look.SECONDARY, anchor="middle")
        ends = (x, bottom, x, bottom + 0.3 * size)
        yield Line(*ends, look.INK, 1.0 * frame.style.stroke, role="tick")
        if word.box.right + 0.3 * size < free:
            yield word
            free = word.left


def _hovers(frame: Frame, series: Sequence[Series]) -> Iterator[Hover]:
    chart = frame.page.chart
    for one in series:
        for post in one.posts:
            yield hover(post.mark, chart, Box(post.x, post.y, post.x, post.y).grown(9))
    for aim, left in frame.aims:
        yield from aim.hovers(left)
    yield from frame.below.hovers(frame.page.plot.left, frame.foot)
