"""What a chart's marks let a headline say: intervals with their owners, and counts."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from jmanalysis.bounds import Bounds
from jmanalysis.charts.spec import Chart, Mark
from jmanalysis.wording import Reading

NUMBERED = ("exact", "bound", "range", "approx")
ACTUAL = (*NUMBERED, "benchmark")


@dataclass(frozen=True)
class Fact:
    """A plotted interval that a headline may name, and what must be said with it."""

    bounds: Bounds
    area: str
    unit: str
    kind: str
    shown: str
    year: str
    ceiling: float

    @property
    def ends(self) -> tuple[float, float]:
        """Both ends of the interval."""
        return self.bounds.low, self.bounds.high


def facts_of(chart: Chart) -> list[Fact]:
    """Return every interval that the chart shows."""
    units = {column.id: column.unit for column in chart.columns}
    return [
        _fact(mark, units[mark.column])
        for mark in (*chart.marks, *chart.references)
        if mark.low is not None or mark.high is not None
    ]


def _fact(mark: Mark, unit: str) -> Fact:
    low = -math.inf if mark.low is None else mark.low
    high = math.inf if mark.high is None else mark.high
    bounds = Bounds(low, high, mark.low_open, mark.high_open, mark.kind == "approx")
    ceiling = 100.0 if "%" in unit else math.inf
    year = mark.period.rpartition("/")[2][:4]
    return Fact(bounds, mark.row, unit.partition("/")[0], mark.kind, mark.label, year, ceiling)


def matches(reading: Reading, fact: Fact) -> bool:
    """Whether the phrase is this plotted interval; a target may be named by its number alone."""
    if (reading.unit == "%") != ("%" in fact.unit):
        return False
    if fact.unit == "名" and reading.unit not in ("", "名"):
        return False
    said, known = reading.bounds, fact.bounds
    if fact.kind == "target" and said.shape == "exact" and said.low in (known.low, known.high):
        return True
    if fact.kind == "derived" and said.shape in ("exact", "approx"):
        return abs((said.low + said.high) / 2 - known.low) <= 0.005
    ends = (said.low, min(said.high, fact.ceiling), said.low_open)
    return ends == (
        max(known.low, said.low if said.low == -math.inf else known.low),
        min(known.high, fact.ceiling),
        known.low_open,
    )


def counts_of(chart: Chart) -> set[float]:
    """Return the counts that the chart holds: rows, columns, cells, and how many say what."""
    return {float(count) for count in (*_shape(chart), *_by_column(chart), *_by_kind(chart))}


def _peers(chart: Chart) -> list[str]:
    return [row.id for row in chart.rows if not row.reference]


def _shape(chart: Chart) -> tuple[int, int, int]:
    rows, columns = len(_peers(chart)), len(chart.columns)
    return rows, columns, rows * columns


def _by_column(chart: Chart) -> Iterator[int]:
    rows = len(_peers(chart))
    for column in chart.columns:
        mine = [m for m in chart.marks if m.column == column.id]
        for kind in {m.kind for m in mine}:
            number = len({m.row for m in mine if m.kind == kind})
            yield from (number, rows - number)
        numbered = {m.row for m in mine if m.kind in NUMBERED}
        speaking = {m.row for m in mine if m.kind not in ("silent", "unread")}
        yield from (len(numbered), rows - len(numbered), rows - len(speaking))


def _by_kind(chart: Chart) -> Iterator[int]:
    """Count cells of a kind, cells and areas with a figure, and the figures of each area."""
    yield from Counter(mark.kind for mark in chart.marks).values()
    figures = [m for m in chart.marks if m.kind in NUMBERED]
    yield len({(m.row, m.column) for m in figures})
    yield len({m.row for m in figures})
    several = [*figures, *(m for m in chart.references if m.kind in NUMBERED)]
    yield from Counter(m.row for m in several).values()
