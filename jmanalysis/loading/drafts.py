"""Drafts: cells with all that their heads say become claims, or are left with a reason."""

from __future__ import annotations

from dataclasses import dataclass, field

from jmanalysis.loading import values
from jmanalysis.loading.accounts import TARGET, Account
from jmanalysis.loading.columns import Part
from jmanalysis.loading.headwords import unit_of
from jmanalysis.loading.measures import (
    Cell,
    foreign,
    judged,
    own_year,
    possible,
    scaled_once,
    written_unit,
)
from jmanalysis.loading.measures import nature as nature_of
from jmanalysis.loading.measures import population as population_of
from jmanalysis.loading.measures import tally as tally_of
from jmanalysis.loading.moments import Moment
from jmanalysis.loading.monthlies import placed
from jmanalysis.loading.placenames import PlaceNames
from jmanalysis.loading.reasons import no_indicator, nowhere, unknown_row
from jmanalysis.loading.refusals import contradicts
from jmanalysis.loading.values import Value
from jmanalysis.register import Indicator, Register
from jmanalysis.units import english

_LONGEST = 30
TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Draft:
    """One claim in the making; ``bare`` where its cell holds a number without a unit."""

    area: str
    subject: str
    indicator: str
    period: str
    basis: str
    nature: str
    tally: str
    population: str
    value: str
    unit: str
    words: str
    where: str
    note: str = ""
    stated_unit: bool = True
    bare: bool = False

    @property
    def key(self) -> tuple[str, ...]:
        """What may be said once only in one table."""
        return (self.area, self.subject, self.indicator, self.period, self.nature, self.tally)


@dataclass
class Drafts:
    """Claims of one table."""

    register: Register
    places: PlaceNames
    account: Account
    claims: list[Draft] = field(default_factory=list)
    areas: dict[str, None] = field(default_factory=dict)
    periods: dict[str, None] = field(default_factory=dict)
    timeless: list[Part] = field(default_factory=list)
    totals: list[Part] = field(default_factory=list)
    within: str = ""
    at: dict[tuple[str, ...], str] = field(default_factory=dict)

    def add(self, cell: Cell) -> None:
        """Take one cell."""
        indicator = self._indicator(cell)
        area = cell.row.area or cell.column.area or cell.context.area
        said = values.strange(cell.odd) if cell.odd else values.read(cell.text)
        if indicator is None:
            return
        if not area:
            if not said.gap:
                nowhere(self.account, cell.row.where or cell.where, cell.row.text or cell.text)
            return
        self._named(area, cell)
        moment = self._placed(cell, indicator, said)
        if moment is None:
            return
        self.areas[area], self.periods[moment.period] = None, None
        self._heads(cell, indicator, moment)
        if not said.gap:
            self._say(cell, area, indicator, moment, said)

    def _indicator(self, cell: Cell) -> Indicator | None:
        row, column = cell.row.indicator, cell.column.indicator
        if row and column and row != column:
            raise contradicts(
                "行和列写了两个指标。",
                "Row and column of a cell name two indicators.",
                [cell.where, cell.row.where, cell.column.where],
                "指标只写在行里或列里。",
                "Name the indicators in the rows or in the columns.",
            )
        found = row or column or cell.context.indicator
        if cell.row.unknown:
            unknown_row(self.account, cell.row)
            return None
        if found:
            return self.register.indicator_by_id[found]
        if cell.text and not values.read(cell.text).gap:
            where, text = cell.column.where or cell.where, cell.column.text or cell.text
            no_indicator(self.account, where, text)
        return None

    def _named(self, area: str, cell: Cell) -> None:
        side = cell.row if cell.row.area else cell.column
        if area == TOTAL:
            self.within = cell.context.area
            self.totals.append(side.parts[0])
            return
        part = (side.placed or side.parts[0]) if side.area else cell.context.area_at
        if part is not None:
            self.account.take("area", part.where, part.text, self.places.names(area), area)

    def _moment(self, cell: Cell) -> Moment | None:
        row, column = cell.row.moment, cell.column.moment
        if row and column and row.year and column.year and row != column:
            raise contradicts(
                f"行和列写了两个时期：{row.period}、{column.period}。",
                f"Row and column of a cell name two periods: {row.period}, {column.period}.",
                [
                    cell.where,
                    *((s.dated or Part("", s.where)).where for s in (cell.row, cell.column)),
                ],
                "时期只写在行里或列里。",
                "Name the periods in the rows or in the columns.",
            )
        own = column.within(row) if column and row else column or row
        if own is None:
            return cell.context.moment
        return own.within(cell.context.moment)

    def _placed(self, cell: Cell, indicator: Indicator, said: Value) -> Moment | None:
        """Return the period of a cell; None, with the reason entered, if it cannot be told."""
        moment = self._moment(cell)
        if moment is None:
            if said.reason is not None:
                self.account.leave(cell.where, cell.text, said.reason, said.hint)
            elif not said.gap:
                self.timeless.append(Part(cell.text, cell.where))
            return None
        side = cell.column if cell.column.run else cell.row
        found = placed(side.run, tally_of(cell, indicator), moment, cell.context.moment)
        if isinstance(found, Moment):
            return found
        if found.reason is not None and not said.gap:
            self.account.leave(side.where, side.text, found.reason, found.hint)
        return None

    def _heads(self, cell: Cell, indicator: Indicator, moment: Moment) -> None:
        """Enter what the heads were understood as."""
        for side in (cell.column, cell.row):
            whole = Part(side.text, side.where)
            if side.indicator:
                part = side.named or whole
                names = (indicator.name_zh, indicator.name_en)
                self.account.take("head", part.where, part.text, names, indicator.id)
            for part in side.units:
                unit = unit_of(part.text) or part.text
                at = whole if side is cell.column else part
                self.account.take("unit", at.where, at.text, (unit, english(unit)), unit)
            if side.moment:
                part = side.dated or whole
                self.account.take("year", part.where, part.text, moment.period, moment.period)
            if side.nature == "target":
                part = side.dated or whole
                self.account.take("nature", part.where, part.text, TARGET, "target")

    def _say(
        self, cell: Cell, area: str, indicator: Indicator, moment: Moment, said: Value
    ) -> None:
        nature = nature_of(cell, said)
        if nature == "target":
            said = values.read(cell.text, "target") if not cell.odd else said
        if said.nature == "target" and "target" not in (cell.row.nature, cell.column.nature):
            self.account.take("nature", cell.where, cell.text, TARGET, "target")
        said = judged(cell, indicator, said)
        unit, stated = written_unit(cell, indicator, said)
        if said.reason is None and unit is None:
            said = foreign(cell, indicator, said)
        if said.reason is None:
            said = possible(indicator, unit or "", scaled_once(cell, unit or "", said))
        if said.reason is not None:
            self.account.leave(cell.where, cell.text, said.reason, said.hint)
            return
        self._claim(cell, area, indicator, moment, nature, said, unit or "", stated)

    def _claim(
        self,
        cell: Cell,
        area: str,
        indicator: Indicator,
        moment: Moment,
        nature: str,
        said: Value,
        unit: str,
        stated: bool,
    ) -> None:
        if unit and not stated:
            side = cell.column if cell.column.parts else cell.row
            told = f"未写单位，按登记的 {unit}", f"no unit written: the registered {english(unit)}"
            self.account.take("unit", side.where, side.text, told, unit)
        tally = tally_of(cell, indicator)
        basis = "stated" if own_year(cell) else cell.context.basis
        notes = [f"脚注标记 {said.mark}"] if said.mark else []
        notes += [f"地区原文：{t}"] if "（" in (t := cell.row.text) or "(" in t else []
        subject = cell.row.subject or cell.column.subject
        draft = Draft(
            *(area, subject, indicator.id, moment.period, basis, nature, tally),
            *(population_of(cell, indicator), said.value, unit if said.value else ""),
            " ".join(cell.text.split())[:_LONGEST],
            cell.where,
            "；".join(notes),
            stated,
            not said.unit,
        )
        if draft.key in self.at:
            name = area if area == TOTAL else self.places.name(area)
            raise contradicts(
                f"{name}的{indicator.name_zh}（{moment.period}）在一张表里写了两次。",
                f"{indicator.id} of {name} for {moment.period} stands twice in one table.",
                [self.at[draft.key], cell.where],
                "删去一处，或分成两张表。",
                "Delete one of them, or make two tables.",
            )
        self.at[draft.key] = cell.where
        self.claims.append(draft)
