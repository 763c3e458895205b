"""The series of a trend: one area's marks year by year, its lines and what it wants labelled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from jmanalysis.charts import style as look
from jmanalysis.charts.layouts import uprights
from jmanalysis.charts.layouts.parts import said
from jmanalysis.charts.layouts.placing import Wish
from jmanalysis.charts.layouts.uprights import Post
from jmanalysis.charts.marks import OFF_AXIS
from jmanalysis.charts.scene import Line
from jmanalysis.charts.spec import Chart, Column, Lang, Mark, Row
from jmanalysis.charts.spots import Scale
from jmanalysis.charts.style import Preset


@dataclass(frozen=True)
class Series:
    """Everything that one area's figures put on the page, in the order of the years."""

    row: Row
    color: str
    posts: tuple[Post, ...]
    lang: Lang

    @property
    def runs(self) -> list[list[Post]]:
        """The posts that a line joins; every other post is a run of its own."""
        joined = [post for post in self.posts if uprights.joins(post.mark)]
        runs = [[post] for post in self.posts if not uprights.joins(post.mark)]
        for post in joined:
            if runs and _follows(runs[-1][-1], post):
                runs[-1].append(post)
            else:
                runs.append([post])
        return runs

    def lines(self) -> Iterator[Line]:
        """Join the figures of consecutive years; a gap breaks the line, and so does a bound."""
        for one, other in (pair for run in self.runs for pair in pairwise(run)):
            stroke = 2.2 * one.unit
            ends = (one.x, one.y, other.x, other.y)
            yield Line(*ends, self.color, stroke, id=other.mark.id, role="series")

    def ends(self, style: Preset) -> list[Wish]:
        """Name every run at its end: colour alone would not tell whose it is."""
        ends = sorted((run[-1] for run in self.runs), key=lambda post: post.x)
        return [self._wish(post, style.type.cell, True) for post in ends]

    def others(self, style: Preset) -> list[Wish]:
        """Label every figure that carries no name."""
        inner = [post for run in self.runs for post in run[:-1]]
        return [self._wish(post, style.type.tick, False) for post in inner]

    def _wish(self, post: Post, size: float, bold: bool) -> Wish:
        mark = post.mark
        words = _name(self.row, mark, self.lang) if bold else _value(mark, self.lang)
        return Wish(words, size, self.color, bold, post.box, post.y, mark.id, mark.column)


def _follows(one: Post, other: Post) -> bool:
    years = int(one.mark.column), int(other.mark.column)
    return uprights.joins(one.mark) and years[1] - years[0] == 1


def _value(mark: Mark, lang: Lang) -> str:
    shape = "{}（{}）" if lang == "zh" else "{} ({})"
    return shape.format(mark.label, mark.detail) if mark.detail else mark.label


def _name(row: Row, mark: Mark, lang: Lang) -> str:
    return f"{row.label} {_value(mark, lang)}"


def _figures(chart: Chart, row: Row) -> list[Mark]:
    years = {column.id for column in chart.columns if column.tone != "target"}
    mine = [m for m in said(chart, row) if m.kind not in OFF_AXIS and m.column in years]
    return sorted(mine, key=lambda mark: int(mark.column))


def named(chart: Chart, column: Column) -> list[str]:
    """Return every name that may stand after a year."""
    return [
        _name(row, mark, chart.lang)
        for row in chart.rows
        for mark in _figures(chart, row)
        if mark.column == column.id
    ]


def every_series(
    chart: Chart, at: Mapping[str, float], scale: Scale, style: Preset
) -> list[Series]:
    """Place the figures of every area that has any."""
    found = []
    for place, row in enumerate(chart.rows):
        color = look.area_colour(row.id, place)
        marks = _figures(chart, row)
        posts = tuple(Post.on(m, at[m.column], scale, color, style) for m in marks)
        found.append(Series(row, color, posts, chart.lang))
    return [one for one in found if one.posts]
