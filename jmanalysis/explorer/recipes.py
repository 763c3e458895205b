"""From a choice to a chart, and to the code that makes the very same chart.

A :class:`Call` is both: run, it is a call of the library; written, it is the line of code that an
analyst copies. So what is shown and what is copied cannot differ.
"""

from __future__ import annotations

import json
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from jmanalysis.charts import HeadlineWarning, chart
from jmanalysis.charts.describe import Source
from jmanalysis.charts.spec import Chart, Lang
from jmanalysis.comparisons import compare
from jmanalysis.panels import Panel

#: Kinds of chart that show several indicators, each in a column or panel of its own.
SEVERAL: Final = ("coverage_matrix", "split_columns", "small_multiples")
_LINE: Final = 88


@dataclass(frozen=True, slots=True)
class Choice:
    """What the analyst has picked.

    Parameters
    ----------
    indicator, beside
        The indicator, and those that stand beside it where the kind of chart has room for several.
    year, years
        The year; the years of a chart over time.
    nature
        ``actual`` for figures, ``target`` for what is aimed at.
    areas
        Codes of the areas compared; none means all.
    title
        Empty for the draft.
    """

    indicator: str
    year: int
    kind: str = "value_kinds"
    years: tuple[int, ...] = ()
    nature: str = "actual"
    beside: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    stated_ranks: bool = False
    lang: Lang = "zh"
    size: str = "slide"
    title: str = ""

    @property
    def indicators(self) -> tuple[str, ...]:
        """The indicators that the chart shows."""
        return (self.indicator, *self.beside) if self.kind in SEVERAL else (self.indicator,)


@dataclass(frozen=True, slots=True)
class Plain:
    """A name of the notebook, written without quotes."""

    name: str
    value: Any


@dataclass(frozen=True)
class Call:
    """A call of the library that can be made and be written down."""

    name: str
    function: Callable[..., Any]
    args: tuple[Any, ...] = ()
    options: dict[str, Any] = field(default_factory=dict)

    def made(self) -> Any:
        """Make the call."""
        args = [arg.value if isinstance(arg, Plain) else arg for arg in self.args]
        return self.function(*args, **self.options)

    def written(self, before: str = "", indent: str = "") -> str:
        """Write the call as code, ``before`` it what it is assigned to."""
        parts = [_literal(arg) for arg in self.args]
        parts += [f"{name}={_literal(value)}" for name, value in self.options.items()]
        line = f"{indent}{before}{self.name}({', '.join(parts)})"
        if len(line) <= _LINE:
            return line
        inner = "".join(f"{indent}    {part},\n" for part in parts)
        return f"{indent}{before}{self.name}(\n{inner}{indent})"


@dataclass(frozen=True)
class Recipe:
    """How a chart is made of a panel.

    Parameters
    ----------
    panel_name
        What the notebook calls the panel; empty where it has no name there.
    known
        What was compared before, by the code that compares it: charts of one choice share it.
    """

    panel: Panel
    choice: Choice
    panel_name: str = "panel"
    known: dict[str, Any] = field(default_factory=dict)

    def chart(self) -> Chart:
        """Make the chart; what the check of the headline found is in ``.warnings``.

        Raises
        ------
        JmanalysisError
            If the choice cannot be drawn.
        """
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", HeadlineWarning)  # the chart itself carries them
            made: Chart = self._drawing(self.source()).made()
        return made

    def source(self) -> Source:
        """Make what the chart is drawn from."""
        made = [self._once(call) for call in self._sources()]
        return made if self._is_list else made[0]

    def _once(self, call: Call) -> Any:
        key = call.written()
        if key not in self.known:
            self.known[key] = call.made()
        return self.known[key]

    def code(self, *more: str) -> str:
        """Write the code that makes the chart, and ``more`` lines under it."""
        calls = list(self._sources())
        if self._is_list:
            listed = "".join(f"{call.written(indent='    ')},\n" for call in calls)
            lines = [f"compared = [\n{listed}]"]
        else:
            name = "coverage" if self.choice.kind == "coverage_matrix" else "compared"
            lines = [calls[0].written(f"{name} = ")]
        name = lines[0].partition(" = ")[0]
        lines += [self._drawing(Plain(name, None)).written("figure = "), "figure"]
        first = ["import jmanalysis as jm", ""]
        if not self.panel_name:
            first.append("# panel = …  （explore 所看的那个 the one that explore looks at）")
        return "\n".join([*first, *lines, *more])

    @property
    def _is_list(self) -> bool:
        return self.choice.kind in ("split_columns", "small_multiples")

    def _sources(self) -> Iterator[Call]:
        choice, named = self.choice, self.panel_name or "panel"
        panel = Plain(named, self.panel)
        options: dict[str, Any] = {"year": choice.year}
        if choice.areas:
            options["areas"] = [self._area(code) for code in choice.areas]
        if choice.kind == "coverage_matrix":
            covered = (list(choice.indicators),)
            yield Call(f"{named}.coverage", self.panel.coverage, covered, options)
            return
        if choice.kind == "trend":
            options["year"] = list(choice.years or (choice.year,))
        if choice.nature != "actual":
            options["nature"] = choice.nature
        if choice.kind == "rank_ranges" and choice.stated_ranks:
            options["stated_ranks"] = True
        for indicator in choice.indicators:
            yield Call("jm.compare", compare, (panel, indicator), options)

    def _area(self, code: str) -> str:
        """Name an area as an analyst would, by its code only where its name is not its own."""
        register = self.panel.register
        name = register.area_by_code[code].name_zh
        return name if name and register.area(name).code == code else code

    def _drawing(self, source: Source | Plain) -> Call:
        options: dict[str, Any] = {"kind": self.choice.kind}
        if self.choice.title:
            options["title"] = self.choice.title
        if self.choice.lang != "zh":
            options["lang"] = self.choice.lang
        return Call("jm.chart", chart, (source,), options)


def export_line(name: str, formats: Sequence[str], size: str) -> str:
    """Write the line that exports the chart.

    Examples
    --------
    >>> export_line("slots", ["png", "csv"], "slide")
    'jm.export(figure, "slots", formats=["png", "csv"])'
    """
    options: dict[str, Any] = {"formats": list(formats)}
    if size != "slide":
        options["size"] = size
    return Call("jm.export", export_line, (Plain("figure", None), name), options).written()


def _literal(value: Any) -> str:
    if isinstance(value, Plain):
        return value.name
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, list):
        return f"[{', '.join(_literal(one) for one in value)}]"
    return repr(value)
