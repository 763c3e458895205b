"""Contexts: what titles, corners, the name of a sheet and of a file say for a whole table."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from jmanalysis.loading import moments
from jmanalysis.loading.accounts import NOTE, TARGET, Account
from jmanalysis.loading.columns import Part, Said, combined
from jmanalysis.loading.headwords import HeadWords, unit_of
from jmanalysis.loading.moments import Moment
from jmanalysis.loading.pieces import Line
from jmanalysis.loading.placenames import PlaceNames
from jmanalysis.units import english

_UNITS = re.compile(r"(?:计量)?单位[:：]\s*([^\s。)）]+)")
_DATED = re.compile(
    r"(?:填报|制表|打印|更新|报送|统计|制定|批准|有效|截取|导出)[^\s：:]{0,6}[:：]\s*\S*"
)
_REPORTED = re.compile(r"(?:填报|报送|填表)?(?:单位|地区)(?:名称|（盖章）)?[:：]\s*([^\s，,：:]+)")
_TARGET = re.compile("目标|预期|计划(?!生育|免疫)")
_TITLE = ("标题，不作数据", "a title, not data")
_DONE = re.compile("完成|实绩|实际|进展|情况")


@dataclass(frozen=True)
class Context:
    """What holds for every cell of a table that does not say otherwise.

    Attributes
    ----------
    moment, basis
        The period, and whether it was ``stated`` or ``inferred`` from the name of a file.
    units
        One or several, as written.
    area, indicator, nature
        Empty where nothing was said.
    area_at
        The text that names the area.
    """

    moment: Moment | None = None
    basis: str = "stated"
    units: tuple[str, ...] = ()
    area: str = ""
    area_at: Part | None = None
    indicator: str = ""
    nature: str = ""

    @property
    def of_next(self) -> Context:
        """What a table that goes on below takes over: the period and the area, not the units."""
        return replace(self, units=(), indicator="")

    def under(self, wider: Context) -> Context:
        """Fill what this does not say from a wider context."""
        moment = self.moment.within(wider.moment) if self.moment else wider.moment
        own = self.moment is not None and self.moment.year
        return Context(
            moment,
            self.basis if own else wider.basis,
            self.units or wider.units,
            self.area or wider.area,
            self.area_at if self.area else wider.area_at,
            self.indicator or wider.indicator,
            self.nature or wider.nature,
        )


@dataclass(frozen=True)
class Reader:
    """Reads lines of words against the names of a register."""

    places: PlaceNames
    words: HeadWords
    account: Account

    def of_lines(self, lines: Iterable[Line]) -> Context:
        """Say what the lines above a table say."""
        context = Context()
        for line in lines:
            if line.is_note:
                self.account.take("note", line.where, line.text, NOTE)
                continue
            said = self.of_text(line.text, line.where)
            if not said.moment and not said.units and said == Context():
                self.account.take("title", line.where, line.text, _TITLE)
            context = said.under(context)
        return context

    def of_text(self, text: str, where: str, *, name: bool = False) -> Context:
        """Say what one line, or the name of a sheet, says; enter it into the account."""
        context = Context(units=() if name else self._units(text, where))
        area = self._area(text)
        at = Part(text, where) if area else None
        indicator = self.words.read(text).indicator if name else self.words.inside(text)
        context = replace(context, area=area, area_at=at, indicator=indicator)
        found = moments.years_in(_DATED.sub("", text))
        if len(found) == 1:
            self.account.take("year", where, text, found[0].period, found[0].period)
            context = replace(context, moment=found[0])
        if _TARGET.search(text) and not _DONE.search(text):
            self.account.take("nature", where, text, TARGET, "target")
            context = replace(context, nature="target")
        return context

    def group(self, line: Line) -> Said | None:
        """Say what a line between the rows of a table says of the rows under it."""
        if line.is_note:
            return None
        part = Part(line.text, line.where)
        said = combined([part], self.words, self.places)
        return (
            replace(said, named=part, dated=part, placed=part)
            if said.indicator or said.moment or said.nature or said.area
            else None
        )

    def _units(self, text: str, where: str) -> tuple[str, ...]:
        said = _UNITS.search(text)
        parts = re.split("[、，,;；]", said[1]) if said else []
        found = tuple(unit for unit in map(unit_of, parts) if unit)
        for unit in found:
            self.account.take("unit", where, text, (unit, english(unit)), unit)
        return found

    def _area(self, text: str) -> str:
        said = _REPORTED.search(text)
        if said and (place := self.places.find(said[1])).kind == "area":
            return place.code
        bare = self.places.find(text)
        if bare.kind == "area":
            return bare.code
        return self.places.within(text)
