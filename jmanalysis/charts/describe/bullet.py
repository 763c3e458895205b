"""What is, held against what is aimed at: bars for actuals, ticks for targets."""

from __future__ import annotations

from collections.abc import Sequence

from jmanalysis.charts.describe import parts
from jmanalysis.charts.describe.single import Single
from jmanalysis.charts.describe.value_kinds import on_one_axis
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
    """Describe the bullet chart of one indicator; benchmarks and their targets become lines."""
    one = Single.of(source, "bullet", lang, benchmarks)
    how = parts.sentence([phrase("read bullet", lang)], lang)
    return on_one_axis("bullet", one, title, number, how)
