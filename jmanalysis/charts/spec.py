"""What a chart says, before anyone decides how it is drawn.

A :class:`Chart` is pure data: rows, columns and the *kind of statement* each mark makes. It knows
no plotting library; layouts turn it into a scene, and every engine draws that same scene.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, replace
from importlib import import_module
from typing import Any, Literal

import pandas as pd

MarkKind = Literal[
    "exact",
    "approx",
    "bound",
    "range",
    "derived",
    "implied",
    "unclear",
    "conflicting",
    "qualitative",
    "target",
    "benchmark",
    "silent",
    "unread",
]
Lang = Literal["zh", "en"]


@dataclass(frozen=True, slots=True)
class Mark:
    """One statement in one row and column, with the words that carry it.

    ``low`` and ``high`` are ``None`` exactly where there is no number (or where a bound is open to
    that side without a natural limit). ``label`` is what is printed at the mark (``超95%``),
    ``detail`` the smaller words beside it (``2024年实绩``).
    """

    row: str
    column: str
    kind: MarkKind
    label: str
    detail: str = ""
    low: float | None = None
    high: float | None = None
    low_open: bool = False
    high_open: bool = False
    period: str = ""
    words: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Row, column, kind and period: unique within a chart, the same in every engine."""
        return "/".join((self.row, self.column, self.kind, self.period))


@dataclass(frozen=True, slots=True)
class Row:
    """One area. ``reference`` rows (the city) stand apart from the peers.

    ``tile`` is the area's place, column and row from the north-west, in a grid of equal tiles.
    """

    id: str
    label: str
    reference: bool = False
    margin: str = ""
    tile: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """One indicator, or one slice of it, with a head and (where it has one) an axis.

    In a trend every column is one year of one indicator, which ``group`` then names.
    """

    id: str
    head: str
    subhead: str = ""
    group: str = ""
    unit: str = ""
    tone: Literal["actual", "unclear", "target"] = "actual"
    scale: Literal["axis", "squares", "cells"] = "cells"
    axis_low: float = 0.0
    axis_high: float = 1.0
    ticks: tuple[float, ...] = ()
    margin: str = ""


@dataclass(frozen=True, slots=True)
class Legend:
    """One entry of the key: a kind of mark and its name in the chart's language."""

    kind: MarkKind
    label: str


@dataclass(frozen=True)
class Chart:
    """An immutable description of one chart.

    Parameters
    ----------
    kind
        ``coverage_matrix``, ``value_kinds``, ``split_columns``, ``rank_ranges``, ``tile_grid``,
        ``bullet``, ``trend`` or ``small_multiples``.
    title
        The headline: the finding, in the analyst's words (or the draft that is certain).
    subtitle
        Neutral: what, where, when, unit.
    rows, columns, marks
        The content; ``references`` are benchmark lines and cells, never peers.
    notes, source
        The 注 and 资料来源 below the chart, made from the data.
    alt
        The chart in words, for those who cannot see it.
    warnings
        What the headline check found, in ``lang``.
    stamp
        What every picture of it must carry in large type: 示例数据, or nothing.
    """

    kind: str
    lang: Lang
    title: str
    subtitle: str
    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    marks: tuple[Mark, ...]
    references: tuple[Mark, ...] = ()
    legend: tuple[Legend, ...] = ()
    gutter: str = ""
    corner: str = ""
    margin_heads: tuple[str, str] = ("", "")
    notes: tuple[str, ...] = ()
    source: str = ""
    alt: str = ""
    warnings: tuple[str, ...] = ()
    stamp: str = ""

    def with_title(self, title: str, *, warnings: tuple[str, ...] = ()) -> Chart:
        """Return the same chart under another headline, with what the check found about it."""
        return replace(self, title=title, warnings=warnings)

    @property
    def frame(self) -> pd.DataFrame:
        """One row per mark (references last): what is drawn, with words and sources."""
        return pd.DataFrame([self._record(mark) for mark in (*self.marks, *self.references)])

    def _record(self, mark: Mark) -> dict[str, Any]:
        labels = {row.id: row.label for row in self.rows}
        heads = {column.id: column.head for column in self.columns}
        record = asdict(mark)
        record["area"] = labels.get(mark.row, mark.row)
        record["head"] = heads.get(mark.column, mark.column)
        for name in ("words", "sources", "claims"):
            record[name] = "；".join(record[name])
        return record

    @property
    def digest(self) -> str:
        """Twelve hex digits over everything the chart says: one changed label changes it."""
        said = asdict(self, dict_factory=_said)
        text = json.dumps(said, ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:12]

    def __repr__(self) -> str:
        return f"<Chart {self.kind} {self.digest}: {self.title}>"

    # Drawing is loaded by name when it is asked for: a description knows no plotting library.

    def static(self, size: str = "slide") -> Any:
        """Draw it with matplotlib, for those who want the figure itself."""
        return import_module("jmanalysis.charts.display").static_figure(self, size)

    def interactive(self) -> Any:
        """Draw it with plotly: in a notebook, pointing at a mark shows its words and lines."""
        return import_module("jmanalysis.charts.display").InteractiveChart(self)

    def _repr_mimebundle_(self, **_: object) -> Any:
        return import_module("jmanalysis.charts.display").mimebundle(self)

    def _ipython_display_(self) -> None:
        import_module("jmanalysis.charts.display").show(self)


def _said(fields: list[tuple[str, Any]]) -> dict[str, Any]:
    """Leave out what a chart does not have: without tile or stamp the digest stays what it was."""
    return {name: value for name, value in fields if value or name not in ("tile", "stamp")}
