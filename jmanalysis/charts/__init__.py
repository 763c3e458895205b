"""Charts: one immutable description, drawn by every engine as the same picture."""

from __future__ import annotations

import warnings
from collections.abc import Sequence

from jmanalysis.charts.describe import Source, describe
from jmanalysis.charts.drafts import draft_headline
from jmanalysis.charts.headlines import HeadlineWarning, check_headline
from jmanalysis.charts.spec import Chart, Lang
from jmanalysis.errors import check_language

__all__ = ["Chart", "HeadlineWarning", "chart"]


def chart(
    source: Source,
    *,
    kind: str | None = None,
    title: str | None = None,
    lang: Lang = "zh",
    number: int | None = None,
    benchmarks: Sequence[str] | None = None,
) -> Chart:
    """Describe a chart, ready to be shown in a notebook or exported.

    Parameters
    ----------
    source
        A Comparison, a Coverage, or several Comparisons to stand in columns of their own.
    kind
        By default what fits the source: ``coverage_matrix`` of a Coverage; ``value_kinds`` of a
        Comparison, ``trend`` if it is of several years; ``split_columns`` of several Comparisons.
        Of a Comparison also ``rank_ranges``, ``bullet`` and ``tile_grid``, of several
        ``small_multiples``.
    title
        The headline. It is checked against the data; what it claims beyond them is warned of.
        Without one, a first draft that claims only what is certain.
    lang
        ``zh`` or ``en``.
    number
        Number of the figure, for the subtitle.
    benchmarks
        Names of the containing areas to show as references; by default all with a figure, and in a
        coverage matrix and in small multiples the nearest; on the axis of a count none, for a
        whole is not its parts' measure.

    Returns
    -------
    Chart
        An immutable description; ``.frame`` lists its marks, ``.warnings`` what the check found.

    Raises
    ------
    UnknownNameError
        For an unknown kind, language or benchmark.
    WrongSourceError
        If that kind cannot be drawn from the source: another object, several years or indicators,
        targets alone as a trend.
    NotRankableError
        If ranks are asked of what gives none.

    Warns
    -----
    HeadlineWarning
        If the headline says more than the data do.

    Examples
    --------
    >>> import jmanalysis as jm
    >>> slots = jm.compare(jm.normalise(jm.load()), "childcare_slots", year=2024)
    >>> jm.chart(slots).title
    '7地中只有新会给出每千人口托位数：6.12个'
    """
    check_language(lang)
    described = describe(source, kind, title="", lang=lang, number=number, benchmarks=benchmarks)
    if title is None:
        return described.with_title(draft_headline(described))
    found = check_headline(title, described, source)
    for problem in found:
        warnings.warn(problem, HeadlineWarning, stacklevel=2)
    return described.with_title(title, warnings=found)
