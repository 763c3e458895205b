"""Actual, target and words of one indicator on one scale, each drawn as the statement it is."""

from __future__ import annotations

import math
from collections.abc import Sequence

from jmanalysis.charts.describe import parts
from jmanalysis.charts.marks import OFF_AXIS
from jmanalysis.charts.phrases import phrase
from jmanalysis.charts.spec import Chart, Column, Lang, Mark
from jmanalysis.charts.statements import Speaker
from jmanalysis.comparisons import Comparison
from jmanalysis.vocabulary import Indicator, records


def describe(
    source: Comparison,
    *,
    title: str,
    lang: Lang,
    number: int | None,
    benchmarks: Sequence[str] | None,
) -> Chart:
    """Describe the dot plot of a comparison of one indicator in one year."""
    indicator = source.indicators[0]
    register = source.register
    speaker = Speaker(source.known, lang)
    table = source.frame
    marks = tuple(mark for row in records(table) for mark in speaker.marks(row, indicator.id))
    shown = parts.columns_above(register, source.asked[0].areas, benchmarks)
    above = source.benchmarks[source.benchmarks["area"].isin(shown)]
    references = tuple(
        mark for row in records(above) for mark in speaker.benchmark(row, indicator.id)
    )
    rows = parts.peer_rows(register, dict.fromkeys(table["area"]), lang)
    what = f"{parts.where(register, source.asked[0].areas, lang)}{_of(indicator, lang)}"
    year = "、".join(f"{y}年" for y in source.years) if lang == "zh" else _years(source.years)
    unit = _unit(indicator, lang)
    notes = [
        parts.reading_note(marks, lang),
        *parts.caution_notes(source.cautions, references, lang),
    ]
    return Chart(
        kind="value_kinds",
        lang=lang,
        title=title,
        subtitle=parts.subtitle(what, [year, unit], number, lang),
        rows=rows,
        columns=(_column(indicator, (*marks, *references), lang),),
        marks=marks,
        references=references,
        legend=parts.legend((m for m in marks if m.kind not in OFF_AXIS), lang),
        gutter=phrase("gutter", lang),
        notes=tuple(note for note in notes if note),
        source=parts.source_line((*marks, *references), source.known, lang),
        alt=parts.in_words(
            "value_kinds",
            parts.subtitle(_name(indicator, lang), [year, unit], None, lang),
            marks,
            rows,
            lang,
        ),
    )


def _of(indicator: Indicator, lang: Lang) -> str:
    return indicator.name_zh if lang == "zh" else f": {indicator.name_en}"


def _name(indicator: Indicator, lang: Lang) -> str:
    return indicator.name(lang, short=True)


def _years(years: Sequence[int]) -> str:
    return ", ".join(str(year) for year in years)


def _unit(indicator: Indicator, lang: Lang) -> str:
    unit = indicator.full_unit
    if lang == "zh":
        return f"单位：{unit}"
    if indicator.is_share:
        return "per cent"
    return f"per {indicator.per:,} population" if indicator.per else "count"


def _column(indicator: Indicator, marks: Sequence[Mark], lang: Lang) -> Column:
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
