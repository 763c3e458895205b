"""Columns: what the heads above a column, or beside a row, say together.

托育 > 每千人口托位数（个） > 2024年: the lowest text that names an indicator does; what stands
above it groups, what stands below it must be understood whole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from jmanalysis.loading.headwords import Head, HeadWords, unit_of
from jmanalysis.loading.moments import Moment
from jmanalysis.loading.placenames import PlaceNames

# A group above an indicator that makes it another one.
_NARROWING = re.compile(
    "男|女|城镇|农村|乡村|其中|岁|公立|公办|民营|民办|社会办|私立|同比|增幅|增速|增长|环比|排名|位次|名次|占比|比重|人均"
)


@dataclass(frozen=True, slots=True)
class Part:
    """One text of a head with its place; ``is_unit`` where its row or column holds units."""

    text: str
    where: str
    is_unit: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """What heads say together, with where each thing stands.

    Attributes
    ----------
    parts
        The texts, from the outermost to the innermost.
    indicator, area, moment, nature, tally, population, subject
        What they say; empty where they say nothing.
    run
        ``month`` for 本月, ``to_date`` for 累计, ``earlier`` for last year's of either.
    named, dated, placed
        The texts that name the indicator, the period (and the nature with it) and the area, where
        they are not the innermost.
    units
        Each unit with the place where it stands.
    unknown
        What is not understood.
    """

    parts: tuple[Part, ...] = ()
    indicator: str = ""
    area: str = ""
    moment: Moment | None = None
    nature: str = ""
    tally: str = ""
    population: str = ""
    units: tuple[Part, ...] = ()
    subject: str = ""
    run: str = ""
    named: Part | None = None
    dated: Part | None = None
    placed: Part | None = None
    unknown: str = ""

    def under(self, group: Said | None) -> Said:
        """Fill what this does not say from the line of words that heads a group of rows."""
        if group is None:
            return self
        return replace(
            self,
            indicator=self.indicator or group.indicator,
            area=self.area or group.area,
            moment=self.moment or group.moment,
            nature=self.nature or group.nature,
            run=self.run or group.run,
            named=self.named or (None if self.indicator else group.named),
            dated=self.dated or (None if self.moment else group.dated),
            placed=self.placed or (None if self.area else group.placed),
            units=self.units or group.units,
        )

    @property
    def text(self) -> str:
        """The texts in one line."""
        return " > ".join(dict.fromkeys(part.text for part in self.parts))

    @property
    def where(self) -> str:
        """The place of the innermost text."""
        return self.parts[-1].where if self.parts else ""


def combined(parts: Sequence[Part], words: HeadWords, places: PlaceNames) -> Said:
    """Say what several texts of one head say together."""
    kept = [part for n, part in enumerate(parts) if not n or part.text != parts[n - 1].text]
    heads = [
        Head(part.text, unit=unit_of(part.text) or part.text)
        if part.is_unit
        else words.read(part.text)
        for part in kept
    ]
    heads, place = _named(heads, words)
    said = Said(
        tuple(kept),
        heads[place].indicator if place >= 0 else "",
        moment=_moment(heads),
        nature=_nature(heads),
        tally=next((h.tally for h in heads if h.tally), ""),
        population=next((h.population for h in heads if h.population), ""),
        run=next((h.run for h in heads if h.run), ""),
        units=tuple(
            Part(h.unit, part.where) for h, part in zip(heads, kept, strict=True) if h.unit
        ),
    )
    return _rest(said, heads, place, places)


def _named(heads: list[Head], words: HeadWords) -> tuple[list[Head], int]:
    """Find the innermost text that names an indicator, alone or with those above it."""
    for n in range(len(heads) - 1, -1, -1):
        if heads[n].indicator:
            return heads, n
    cores = [head.core for head in heads]
    for end in range(len(cores), 1, -1):
        for start in range(end - 1):
            found = words.indicator("".join(cores[start:end])) if cores[end - 1] else ""
            if found:
                joined = [replace(h, core="") for h in heads[start:end]]
                joined[-1] = replace(joined[-1], indicator=found)
                return [*heads[:start], *joined, *heads[end:]], end - 1
    return heads, -1


def _rest(said: Said, heads: list[Head], place: int, places: PlaceNames) -> Said:
    """Account for what the heads hold beside the indicator."""
    area, unknown = "", []
    for n, head in enumerate(heads):
        if not head.core:
            continue
        found = places.find(head.text)
        if found.kind == "area":
            area = found.code
        elif place < 0 or n > place or _NARROWING.search(head.core):
            unknown.append(head.core)
    return replace(said, area=area, unknown="、".join(unknown))


def _moment(heads: list[Head]) -> Moment | None:
    """Join a year and a part of one: 2025年 > 1—6月."""
    found = [head.moment for head in heads if head.moment]
    years = {m.year: m for m in found if m.year}
    partial = next((m for m in found if not m.year), None)
    if len(years) > 1:
        return found[-1]
    year = next(iter(years.values()), None)
    return (partial.within(year) or partial) if partial and year else (year or partial)


def _nature(heads: list[Head]) -> str:
    natures = [head.nature for head in heads if head.nature]
    return "target" if "target" in natures else natures[-1] if natures else ""
