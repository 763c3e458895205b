"""From what is known to a chart's description: one module per kind of chart."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import MappingProxyType
from typing import Final

from jmanalysis.charts.describe import (
    bullet,
    coverage_matrix,
    rank_ranges,
    small_multiples,
    split_columns,
    tile_grid,
    trend,
    value_kinds,
)
from jmanalysis.charts.describe.stamps import stamped
from jmanalysis.charts.refusals import WrongSourceError
from jmanalysis.charts.spec import Chart, Lang
from jmanalysis.comparisons import Comparison
from jmanalysis.coverages import Coverage
from jmanalysis.errors import UnknownNameError

Source = Comparison | Coverage | Sequence[Comparison]

DESCRIPTIONS: Final[MappingProxyType[str, Callable[..., Chart]]] = MappingProxyType(
    {
        "coverage_matrix": coverage_matrix.describe,
        "value_kinds": value_kinds.describe,
        "split_columns": split_columns.describe,
        "rank_ranges": rank_ranges.describe,
        "tile_grid": tile_grid.describe,
        "bullet": bullet.describe,
        "trend": trend.describe,
        "small_multiples": small_multiples.describe,
    }
)
#: Kinds that are drawn from something else than one Comparison.
_TAKES: Final[MappingProxyType[str, type]] = MappingProxyType(
    {"coverage_matrix": Coverage, "split_columns": tuple, "small_multiples": tuple}
)


def usual_kind(source: Source) -> str:
    """Return the kind of chart that answers the question which the object puts."""
    if isinstance(source, Coverage):
        return "coverage_matrix"
    if isinstance(source, Comparison):
        return "value_kinds" if len(source.years) == 1 else "trend"
    return "split_columns"


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
    takes = _TAKES.get(chosen, Comparison)
    if takes is tuple and isinstance(source, Comparison):
        source = (source,)
    if not isinstance(source, takes) or source == ():
        raise _wrong(chosen, source)
    described = DESCRIPTIONS[chosen](
        source, title=title, lang=lang, number=number, benchmarks=benchmarks
    )
    first = source[0] if isinstance(source, tuple) else source
    return stamped(described, first.known)


def _wrong(kind: str, source: object) -> WrongSourceError:
    needs = {
        Coverage: "panel.coverage([…], year=…)",
        Comparison: "jm.compare(panel, …, year=…)",
        tuple: "[jm.compare(…), jm.compare(…)]",
    }[_TAKES.get(kind, Comparison)]
    return WrongSourceError.of_type(kind, source, needs)
