"""What the charts of one indicator in one year share: its marks, its axis, its words."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from jmanalysis.charts.describe import parts
from jmanalysis.charts.refusals import WrongSourceError
from jmanalysis.charts.spec import Column, Lang, Mark, Row
from jmanalysis.charts.statements import Speaker
from jmanalysis.comparisons import Comparison
from jmanalysis.register import Indicator
from jmanalysis.vocabulary import records


@dataclass(frozen=True)
class Single:
    """A comparison of one indicator in one year, in the words of one language."""

    source: Comparison
    lang: Lang
    benchmarks: Sequence[str] | None

    @classmethod
    def of(
        cls, source: Comparison, kind: str, lang: Lang, benchmarks: Sequence[str] | None
    ) -> Single:
        """Take a comparison, if it is of one indicator in one year.

        Raises
        ------
        WrongSourceError
            If it is of several.
        """
        require_one(source, kind)
        return cls(source, lang, benchmarks)

    @property
    def indicator(self) -> Indicator:
        """What is compared."""
        return self.source.indicators[0]

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        """Every statement about the compared areas."""
        speaker = Speaker(self.source.known, self.lang)
        rows = records(self.source.frame)
        return tuple(mark for row in rows for mark in speaker.marks(row, self.indicator.id))

    @cached_property
    def references(self) -> tuple[Mark, ...]:
        """The benchmarks asked for, as lines with their names."""
        source, speaker = self.source, Speaker(self.source.known, self.lang)
        peers = source.asked[0].areas
        shown = parts.columns_above(source.register, peers, self.benchmarks, self.indicator)
        above = source.benchmarks[source.benchmarks["area"].isin(shown)]
        return tuple(m for r in records(above) for m in speaker.benchmark(r, self.indicator.id))

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The compared areas, in the comparison's order."""
        areas = dict.fromkeys(self.source.frame["area"])
        return parts.peer_rows(self.source.register, areas, self.lang)

    @property
    def column(self) -> Column:
        """The indicator with an axis that reaches over everything known."""
        axis = axis_column(self.indicator, (*self.marks, *self.references), self.lang)
        return replace(axis, tone=tone(self.source))

    @property
    def _remarks(self) -> list[str]:
        return [years_in([self.source], self.lang), unit_words(self.indicator, self.lang)]

    def subtitle(self, number: int | None) -> str:
        """Write the neutral line above the chart."""
        where = parts.where(self.source.register, self.source.asked[0].areas, self.lang)
        what = f"{where}{of(self.indicator, self.lang)}"
        return parts.subtitle(what, self._remarks, number, self.lang)

    def notes(self, *readings: str) -> tuple[str, ...]:
        """Say how to read the marks, then ``readings``, then what must be known of the data."""
        cautions = parts.caution_notes(self.source.cautions, self.references, self.lang)
        said = [parts.reading_note(self.marks, self.lang), *readings, *cautions]
        return tuple(note for note in said if note)

    def source_line(self, *more: Mark) -> str:
        """Name the documents behind the marks."""
        drawn = (*self.marks, *self.references, *more)
        return parts.source_line(drawn, self.source.known, self.lang)

    def alt(self, kind: str, marks: Sequence[Mark] | None = None) -> str:
        """Say the chart in words."""
        name = self.indicator.name(self.lang, short=True)
        subject = parts.subtitle(name, self._remarks, None, self.lang)
        marks = self.marks if marks is None else marks
        return parts.in_words(kind, subject, marks, self.rows, self.lang)


def require_one(source: Comparison, kind: str, *, years: bool = False) -> None:
    """Refuse a comparison of several indicators, and of several years unless ``years``."""
    if len(source.indicators) > 1:
        raise WrongSourceError.of_several(kind, "指标", "indicators", "compare(panel, …)")
    if len(source.years) > 1 and not years:
        other = "split_columns" if tone(source) == "target" else "trend"  # no trend of targets
        raise WrongSourceError.of_several(kind, "年份", "years", f'kind="{other}"')


def of(indicator: Indicator, lang: Lang) -> str:
    """Name the indicator in full, after a place."""
    return indicator.name_zh if lang == "zh" else f": {indicator.name_en}"


def tone(source: Comparison) -> Literal["actual", "target"]:
    """Tell whether actuals are compared or targets."""
    return "target" if source.asked[0].nature == "target" else "actual"


def years_in(sources: Sequence[Comparison], lang: Lang) -> str:
    """Name the years; where there are only targets, that they are targets."""
    years = sorted({year for one in sources for year in one.years})
    aims = all(tone(one) == "target" for one in sources)
    if lang == "en":
        return f"{'target ' if aims else ''}{', '.join(map(str, years))}"
    return f"{'、'.join(f'{y}年' for y in years)}{'目标' if aims else ''}"


def unit_words(indicator: Indicator, lang: Lang) -> str:
    """Say the unit as a subtitle does; what is said in words has none."""
    unit = indicator.full_unit
    if not unit:
        return ""
    if lang == "zh":
        return f"单位：{unit}"
    if indicator.is_share:
        return "per cent"
    return f"per {indicator.per:,} population" if indicator.per else "count"


def axis_column(indicator: Indicator, marks: Iterable[Mark], lang: Lang) -> Column:
    """Describe the axis of an indicator that reaches over all of these marks."""
    ends = [end for mark in marks for end in (mark.low, mark.high) if end is not None]
    high, ticks = parts.nice_axis(ends, indicator.ceiling)
    return Column(
        indicator.id,
        indicator.name(lang, short=True),
        unit="%" if indicator.is_share else indicator.full_unit if lang == "zh" else "",
        scale="axis",
        axis_low=0.0 if math.isfinite(indicator.floor) else min(ends, default=0.0),
        axis_high=high,
        ticks=ticks,
    )
