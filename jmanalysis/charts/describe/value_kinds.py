"""Actual, target and words of one indicator on one scale, each drawn as the statement it is."""

from __future__ import annotations

from collections.abc import Sequence

from jmanalysis.charts.describe import parts
from jmanalysis.charts.describe.single import Single
from jmanalysis.charts.marks import OFF_AXIS
from jmanalysis.charts.phrases import phrase
from jmanalysis.charts.spec import Chart, Lang
from jmanalysis.comparisons import Comparison


def describe(
    source: Comparison,
    *,
    title: str,
    lang: Lang,
    number: int | None,
    benchmarks: Sequence[str] | None,
) -> Chart:
    """Describe the dot plot of a comparison of one indicator in one year."""
    return on_one_axis(
        "value_kinds", Single.of(source, "value_kinds", lang, benchmarks), title, number
    )


def on_one_axis(kind: str, one: Single, title: str, number: int | None, *readings: str) -> Chart:
    """Describe a chart of one axis with a gutter beside it."""
    return Chart(
        kind=kind,
        lang=one.lang,
        title=title,
        subtitle=one.subtitle(number),
        rows=one.rows,
        columns=(one.column,),
        marks=one.marks,
        references=one.references,
        legend=parts.legend((m for m in one.marks if m.kind not in OFF_AXIS), one.lang),
        gutter=phrase("gutter", one.lang),
        notes=one.notes(*readings),
        source=one.source_line(),
        alt=one.alt(kind),
    )
