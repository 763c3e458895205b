"""From what is known to a chart's description: one module per kind of chart."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import MappingProxyType
from typing import Final

from jmanalysis.charts.describe import coverage_matrix, split_columns, value_kinds
from jmanalysis.charts.spec import Chart, Lang
from jmanalysis.comparisons import Comparison
from jmanalysis.coverages import Coverage
from jmanalysis.errors import JmanalysisError, UnknownNameError

Source = Comparison | Coverage | Sequence[Comparison]

DESCRIPTIONS: Final[MappingProxyType[str, Callable[..., Chart]]] = MappingProxyType(
    {
        "coverage_matrix": coverage_matrix.describe,
        "value_kinds": value_kinds.describe,
        "split_columns": split_columns.describe,
    }
)
_TAKES = {"coverage_matrix": Coverage, "value_kinds": Comparison, "split_columns": tuple}


class WrongSourceError(JmanalysisError, TypeError):
    """The object cannot be drawn as the kind of chart asked for."""


def usual_kind(source: Source) -> str:
    """Return the kind of chart that answers the question which the object puts."""
    if isinstance(source, Coverage):
        return "coverage_matrix"
    return "value_kinds" if isinstance(source, Comparison) else "split_columns"


def describe(
    source: Source,
    kind: str | None,
    *,
    title: str,
    lang: Lang,
    number: int | None,
    benchmarks: Sequence[str] | None,
) -> Chart:
    """Describe a chart of the kind asked for, or of the usual kind for the object.

    Raises
    ------
    UnknownNameError
        For an unknown kind.
    WrongSourceError
        If the kind needs another object.
    """
    if not isinstance(source, (Comparison, Coverage)):
        source = tuple(source)
    chosen = kind or usual_kind(source)
    if chosen not in DESCRIPTIONS:
        raise UnknownNameError.among("图形", "kind of chart", chosen, DESCRIPTIONS)
    if chosen == "split_columns" and isinstance(source, Comparison):
        source = (source,)
    if not isinstance(source, _TAKES[chosen]) or source == ():
        raise _wrong(chosen, source)
    return DESCRIPTIONS[chosen](
        source, title=title, lang=lang, number=number, benchmarks=benchmarks
    )


def _wrong(kind: str, source: object) -> WrongSourceError:
    needs = {
        "coverage_matrix": "panel.coverage([…], year=…)",
        "value_kinds": "jm.compare(panel, …, year=…)",
        "split_columns": "[jm.compare(…), jm.compare(…)]",
    }[kind]
    return WrongSourceError(
        f"{kind} 图不能由 {type(source).__name__} 画出。",
        f"A {kind} chart cannot be drawn from {type(source).__name__}.",
        hint_zh=f"请给 {needs}。",
        hint_en=f"Give it {needs}.",
    )
