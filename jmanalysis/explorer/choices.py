"""What can be chosen: indicators by how much is known of them, years with data, charts that apply.

Nothing here knows a widget; everything is worked out from the panel.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import pandas as pd

from jmanalysis.charts.describe import DESCRIPTIONS
from jmanalysis.charts.phrases import has_phrase, phrase
from jmanalysis.charts.spec import Lang
from jmanalysis.coverages import benchmark_codes
from jmanalysis.errors import JmanalysisError
from jmanalysis.explorer.labels import word
from jmanalysis.explorer.recipes import SEVERAL, Choice, Recipe
from jmanalysis.panels import Panel
from jmanalysis.register import Indicator
from jmanalysis.slices import VALUED

#: How many indicators stand beside the chosen one at first.
MOST_BESIDE = 3
#: Kinds that draw targets beside actuals, or in columns apart from them: not targets alone.
_BOTH = ("coverage_matrix", "bullet", "trend")
#: Kinds that compare much: that the indicator itself can be compared is found out, the rest when
#: they are drawn.
_LARGE = ("trend", "split_columns", "small_multiples")


@dataclass(frozen=True, slots=True)
class IndicatorOption:
    """An indicator with how many of the compared areas give a figure, and mention it at all."""

    indicator: Indicator
    figures: int
    voices: int

    def label(self, lang: Lang) -> str:
        """Write what the list shows."""
        known = word("figures", lang, figures=self.figures, voices=self.voices)
        name = self.indicator.name(lang)
        return f"{name}（{known}）" if lang == "zh" else f"{name} ({known})"

    def is_named(self, text: str) -> bool:
        """Whether every word of the text is in a name of the indicator."""
        one = self.indicator
        names = f"{one.id} {one.name_zh} {one.short_zh} {one.name_en} {one.short_en}".casefold()
        return all(part in names for part in text.casefold().split())


@dataclass(frozen=True, slots=True)
class KindOption:
    """A kind of chart; ``reason`` says why it cannot be drawn here, or nothing if it can."""

    name: str
    label: str
    reason: str = ""


@dataclass(frozen=True)
class Choices:
    """What a panel lets an analyst choose, told in one language.

    Parameters
    ----------
    nature
        Whether actual figures are chosen from, or targets: :meth:`of` leads from one to the other.

    Examples
    --------
    >>> import jmanalysis as jm
    >>> choices = Choices(jm.normalise(jm.load()))
    >>> choices.years("childcare_slots")
    (2020, 2021, 2022, 2023, 2024, 2025)
    >>> choices.of("target").years("childcare_slots")
    (2025,)
    """

    panel: Panel
    lang: Lang = "zh"
    nature: str = "actual"

    def of(self, nature: str, indicator: str = "") -> Choices:
        """Return the choices among targets if there are any (of the indicator), else these."""
        aims = self._targets
        has = aims.knows(indicator) if indicator else bool(aims.indicators)
        return aims if nature == "target" and has else self

    @cached_property
    def _targets(self) -> Choices:
        return replace(self, nature="target")

    @property
    def natures(self) -> tuple[str, ...]:
        """Actual figures, and targets if anything is aimed at."""
        return ("actual", "target") if self._targets.indicators else ("actual",)

    @cached_property
    def peers(self) -> tuple[str, ...]:
        """Codes of the areas that are compared."""
        return self.panel.register.peers

    @cached_property
    def _cells(self) -> pd.DataFrame:
        """Say of every cell of a whole area whose it is, of which year, and if it has a figure."""
        cells, aims = self.panel.known.cells, self.nature == "target"
        table = cells[["area", "indicator", "year"]].astype({"area": "str", "indicator": "str"})
        table["year"] = cells["year"].astype("int64")
        table["target"] = cells["target_low"].notna()
        valued = cells["status"].isin(VALUED) & cells["low"].notna()
        table["figure"] = table["target"] if aims else valued
        spoken = cells["target_said"] if aims else cells["status"] != "silent"
        return table[(cells["subject"] == "") & spoken]

    @cached_property
    def _mine(self) -> pd.DataFrame:
        return self._cells[self._cells["area"].isin(self.peers)]

    @cached_property
    def indicators(self) -> tuple[IndicatorOption, ...]:
        """Every indicator that something is known of, those with most figures first."""
        figures = self._mine[self._mine["figure"]].groupby("indicator")["area"].nunique()
        voices = self._mine.groupby("indicator")["area"].nunique()
        known = set(self._cells["indicator"])
        options = [
            IndicatorOption(one, int(figures.get(one.id, 0)), int(voices.get(one.id, 0)))
            for one in self.panel.register.indicator_by_id.values()
            if one.id in known
        ]
        return tuple(sorted(options, key=lambda one: (-one.figures, -one.voices)))

    def knows(self, indicator: str) -> bool:
        """Whether something is known of an indicator."""
        return any(one.indicator.id == indicator for one in self.indicators)

    def found(self, text: str) -> tuple[IndicatorOption, ...]:
        """Return the indicators whose name holds the words of the text."""
        return tuple(one for one in self.indicators if one.is_named(text))

    def years(self, indicator: str) -> tuple[int, ...]:
        """Return the years that something is known of, for the areas or what contains them."""
        above = benchmark_codes(self.panel.register, self.peers)
        here = self._cells[self._cells["indicator"] == indicator]
        here = here[here["area"].isin([*self.peers, *above])]
        return tuple(sorted(here["year"].unique().tolist()))

    def usual_year(self, indicator: str) -> int:
        """Return the latest year with a figure of an area, or else the latest year known."""
        mine = self._mine[self._mine["indicator"] == indicator]
        for found in (mine[mine["figure"]], mine):
            if len(found):
                return int(found["year"].max())
        return max(self.years(indicator))

    def companions(self, indicator: str, year: int) -> tuple[Indicator, ...]:
        """Return the others of its theme that something is known of in the year."""
        register = self.panel.register
        theme = register.indicator_by_id[indicator].theme
        spoken = set(self._mine.loc[self._mine["year"] == year, "indicator"]) - {indicator}
        return tuple(
            one.indicator
            for one in self.indicators
            if one.indicator.theme == theme and one.indicator.id in spoken
        )

    def first(self) -> Choice:
        """Return what is shown before anything is picked: the indicator with most figures."""
        return self.of_indicator(self.indicators[0].indicator.id)

    def of_indicator(self, indicator: str, before: Choice | None = None) -> Choice:
        """Return the usual choice for an indicator; language, size and areas stay as they were."""
        year = self.usual_year(indicator)
        choice = before or Choice(indicator, year, lang=self.lang)
        choice = replace(choice, indicator=indicator, nature=self.nature, title="")
        beside = tuple(one.id for one in self.companions(indicator, year))[:MOST_BESIDE]
        return self.settled(replace(choice, year=year, years=self.years(indicator), beside=beside))

    def changed(self, before: Choice, **changes: Any) -> Choice:
        """Return what comes of a choice by some changes.

        Where targets are asked for and the indicator has none, it gives way to the first that has;
        where an indicator without any is asked for, the targets give way.
        """
        nature, indicator = changes.pop("nature", before.nature), changes.pop("indicator", "")
        choices = self.of(nature, indicator)
        wanted = indicator or before.indicator
        if not choices.knows(wanted):
            wanted = choices.indicators[0].indicator.id
        same = (wanted, choices.nature) == (before.indicator, before.nature)
        choice = before if same else choices.of_indicator(wanted, before)
        return choices.settled(replace(choice, **changes))

    def settled(self, choice: Choice) -> Choice:
        """Return the choice with what no longer applies put right: companions, kind of chart."""
        beside = [one.id for one in self.companions(choice.indicator, choice.year)]
        kept = tuple(one for one in choice.beside if one in beside)
        if not kept and (choice.beside or choice.kind in SEVERAL[1:]):
            kept = tuple(beside[:MOST_BESIDE])
        choice = replace(choice, beside=kept)
        applying = [kind.name for kind in self.kinds(choice) if not kind.reason]
        if choice.kind not in applying:
            usual = "value_kinds" if "value_kinds" in applying else next(iter(applying), "")
            choice = replace(choice, kind=usual or choice.kind)
        return choice

    def kinds(self, choice: Choice) -> tuple[KindOption, ...]:
        """Return every kind of chart; those that cannot be drawn of the choice say why."""
        asked = replace(choice, kind="", title="", size="", lang=self.lang)
        if asked not in self._told:
            self._told[asked] = tuple(self._options(asked))
        return self._told[asked]

    @cached_property
    def compared(self) -> dict[str, Any]:
        """What was compared so far, by the code that compares it."""
        return {}

    @cached_property
    def _told(self) -> dict[Choice, tuple[KindOption, ...]]:
        return {}

    def _options(self, choice: Choice) -> Iterator[KindOption]:
        for name in DESCRIPTIONS:
            label = phrase(name, self.lang) if has_phrase(name) else name
            yield KindOption(name, label, self.reason_against(replace(choice, kind=name)))

    def reason_against(self, choice: Choice) -> str:
        """Say why a kind of chart would show nothing, or cannot be drawn, of the choice."""
        if choice.nature == "target" and choice.kind in _BOTH:
            return word("both", self.lang)
        if choice.kind == "trend" and len(choice.years) < 2:
            return word("one year", self.lang)
        if choice.kind == "bullet" and not self._has_target(choice):
            return word("no target", self.lang)
        if choice.kind in SEVERAL[1:] and not choice.beside:
            return word("no companion", self.lang)
        if choice.kind in _LARGE:
            choice = replace(choice, kind="value_kinds")
        try:
            Recipe(self.panel, choice, known=self.compared).chart()
        except JmanalysisError as error:
            return (error.en if self.lang == "en" else error.zh).rstrip("。.")
        return ""

    def _has_target(self, choice: Choice) -> bool:
        cells = self._cells
        mine = (cells["indicator"] == choice.indicator) & (cells["year"] >= choice.year)
        return bool(cells.loc[mine, "target"].any())
