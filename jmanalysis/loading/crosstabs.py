"""Crosstabs: a table with heads on two sides becomes claims, cell by cell.

Every cell belongs to what its row and its column say, and to what the titles above say for all of
them. What two sides say must not contradict each other; what nobody says is not guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from jmanalysis.loading import values
from jmanalysis.loading.accounts import Account
from jmanalysis.loading.columns import Part, Said, combined
from jmanalysis.loading.contexts import Context
from jmanalysis.loading.drafts import Drafts
from jmanalysis.loading.headings import paths
from jmanalysis.loading.headwords import HeadWords
from jmanalysis.loading.measures import Cell
from jmanalysis.loading.monthlies import beside
from jmanalysis.loading.outlines import Outline, Outliner, Role
from jmanalysis.loading.placenames import PlaceNames
from jmanalysis.loading.reasons import (
    abreast,
    nameless,
    no_area,
    part_only,
    touching,
    two_units,
    unknown_head,
)
from jmanalysis.units import english

_REPEATED = ("重复的表头", "the heads again")
_EMPTY = ("没有数据的一行", "a row without data")


@dataclass
class Crosstab:
    """One table being read in one outline.

    Parameters
    ----------
    outline, context
        How it is laid out, and what holds for all of it.
    places, words, outliner
        Names of areas and indicators.
    groups
        What lines of words between its rows say of the rows under them, by row of the sheet.
    account
        What is understood and what is not.
    """

    outline: Outline
    context: Context
    places: PlaceNames
    words: HeadWords
    outliner: Outliner
    groups: Mapping[int, Said]
    account: Account
    roles: dict[int, Role] = field(default_factory=dict)
    columns: dict[int, Said] = field(default_factory=dict)
    labelled: dict[int, list[int]] = field(default_factory=dict)

    def read(self) -> Drafts:
        """Read every cell.

        Raises
        ------
        TableNotUnderstoodError
            If the table contradicts itself.
        """
        drafts = Drafts(self.words.register, self.places, self.account)
        second = self.outliner.areas_twice(self.outline)
        if second is not None:
            raise abreast(self.outline, second)
        self._read_heads()
        for r in self.outline.rows:
            row = self._row(r)
            if row is not None:
                self._cells(r, row, drafts)
        return drafts

    def _read_heads(self) -> None:
        above = paths(self.outline)
        for c in range(self.outline.view.width):
            role = self.outliner.role(self.outline, c, [part.text for part in above[c]])
            self.roles[c] = role
            if role == "value":
                self.columns[c] = self._column(c, above[c])
        self.columns = beside(self.columns)
        self._corner(above[self.outline.axis])

    def _corner(self, parts: list[Part]) -> None:
        """Take a unit or a year from the corner; its other words name the axis."""
        for part in parts:
            head = self.words.read(part.text)
            if head.unit and not self.context.units:
                self.context = replace(self.context, units=(head.unit,))
                told = (head.unit, english(head.unit))
                self.account.take("unit", part.where, part.text, told, head.unit)
            if head.moment and head.moment.year and self.context.moment is None:
                self.context = replace(self.context, moment=head.moment)
                self.account.take("year", part.where, part.text, head.moment.period)

    def _column(self, c: int, parts: list[Part]) -> Said:
        """Read the head of a column of values, and say so if that fails."""
        said = combined(parts, self.words, self.places)
        if not said.unknown and len({part.text for part in said.units}) > 1:
            raise two_units(said.units, [part.text for part in said.units])
        if self.outline.kind == "area" and said.area:
            said = replace(said, unknown=said.unknown or self.places.name(said.area))
        filled = any(self.outline.view.text(r, c) for r in self.outline.rows)
        if said.unknown and (filled or parts):
            self._unknown(said, self.outline.view.where(0, c))
        return said

    def _unknown(self, said: Said, where: str) -> None:
        unknown_head(self.account, self.words, said, said.where or where)

    def _row(self, r: int) -> Said | None:
        """Say what the labels of a row say; None for a row that is not read."""
        view, axis = self.outline.view, self.outline.axis
        text = view.label(r, axis)
        if self.outline.kind == "area" and not text:
            text = self.outliner.name_beside(view, r, axis)
        if self._repeats_heads(r):
            self.account.take("note", view.where(r, axis), text, _REPEATED)
            return None
        others = [c for c, role in self.roles.items() if role not in ("axis", "skip")]
        if not any(view.text(r, c) for c in others) and not text:
            return None
        above = r
        if not text and any(
            view.label(r, c) for c in others if self.roles[c] in ("moment", "indicator", "nature")
        ):
            above = self._labelled(r, axis)  # 蓬江区 holds for the rows under it
            text = view.label(above, axis)
        said = self._axis(text, view.where(above, axis), r)
        said = None if said is None or self._is_part(r, said) else self._beside(r, said)
        return None if said is None else said.under(self._group(r))

    def _repeats_heads(self, r: int) -> bool:
        """Whether a row is a row of heads again, as on every printed page."""
        view = self.outline.view
        row = [view.text(r, c) for c in range(view.width)]
        return sum(map(bool, row)) > 1 and any(
            row == [view.text(above, c) for c in range(view.width)]
            for above in range(self.outline.body)
        )

    def _group(self, r: int) -> Said | None:
        """Return what the nearest line of words above a row says."""
        if self.outline.view.turned or not self.groups:
            return None
        row = self.outline.view.cell(r, 0)[0]
        above = [at for at in self.groups if at < row]
        return self.groups[max(above)] if above else None

    def _axis(self, text: str, where: str, r: int) -> Said | None:
        part = Part(text, where)
        if self.outline.kind == "area":
            place = self.places.find(text)
            if place.kind in ("area", "total"):
                return Said((part,), area=place.code or "total")
            self._no_area(part, place.kind, r)
            return None
        said = combined([part], self.words, self.places)
        wanted = said.indicator if self.outline.kind == "indicator" else said.moment
        if wanted and not said.unknown:
            return said
        if self._filled(r) and text:
            self._unknown(replace(said, unknown=said.unknown or text), where)
        elif self._filled(r):
            self._nameless(r)
        return None

    def _filled(self, r: int) -> bool:
        """Whether a row holds anything that would have been read."""
        view = self.outline.view
        return any(
            view.text(r, c) and not values.read(view.text(r, c)).gap
            for c, role in self.roles.items()
            if role == "value"
        )

    def _no_area(self, part: Part, kind: str, r: int) -> None:
        """Say why a row is not read; refuse the table if the row is the head of another one."""
        texts = [self.outline.view.text(r, c) for c in self.columns]
        if not kind and any(self.words.read(text).indicator for text in texts if text):
            raise touching(self.outline, r)
        if not self._filled(r):
            if part.text:
                self.account.take("note", part.where, part.text, _EMPTY)
        elif part.text:
            no_area(self.account, self.places, part, kind)
        else:
            self._nameless(r)

    def _nameless(self, r: int) -> None:
        texts = " ".join(t for c in self.columns if (t := self.outline.view.text(r, c)))
        nameless(self.account, self.outline, r, texts)

    def _is_part(self, r: int, said: Said) -> bool:
        """Whether another column makes the row a part of its area, which is then not read."""
        view = self.outline.view
        for c, role in self.roles.items():
            text = view.label(r, c) if role == "part" else ""
            if text and not _WHOLE.fullmatch(text):
                part_only(self.account, Part(text, view.where(r, c)), said.text)
                return True
        return False

    def _beside(self, r: int, said: Said) -> Said:
        """Add what the other columns of labels say about a row."""
        view = self.outline.view
        for c, role in self.roles.items():
            above = self._labelled(r, c) if role in ("moment", "indicator") else r
            text = view.label(above, c)
            if not text or role in ("axis", "part", "skip", "value"):
                continue
            part = Part(text, view.where(above, c))
            said = self._with_role(said, role, part)
        return said

    def _labelled(self, r: int, c: int) -> int:
        """Return the row whose label holds for a row without one: 2023 for those below it."""
        if c not in self.labelled:
            rows, last = [], self.outline.body
            for row in range(self.outline.view.height):
                last = row if row < self.outline.body or self.outline.view.label(row, c) else last
                rows.append(max(last, min(row, self.outline.body)))
            self.labelled[c] = rows
        return self.labelled[c][r]

    def _with_role(self, said: Said, role: Role, part: Part) -> Said:
        if role == "subject":
            return replace(said, subject=part.text)
        if role == "area":
            place = self.places.find(part.text)
            return replace(said, area=place.code or ("total" if place.kind == "total" else ""))
        more = combined([part], self.words, self.places)
        if role == "unit":
            return replace(said, units=(*said.units, Part(part.text, part.where)))
        if role == "nature":
            return replace(said, nature=_NATURES.get(part.text, more.nature))
        if role == "moment":
            nature = said.nature or more.nature
            return replace(said, moment=more.moment, nature=nature, dated=part)
        return replace(
            said,
            indicator=more.indicator,
            parts=(*said.parts, part),
            named=part,
            units=(*said.units, *more.units),
            moment=said.moment or more.moment,
            nature=said.nature or more.nature,
            tally=said.tally or more.tally,
            unknown=more.unknown,
        )

    def _cells(self, r: int, row: Said, drafts: Drafts) -> None:
        for cell in self._of_row(r, row):
            drafts.add(cell)

    def _of_row(self, r: int, row: Said) -> Iterator[Cell]:
        view = self.outline.view
        for c, column in self.columns.items():
            if column.unknown:
                continue
            yield Cell(
                view.text(r, c),
                view.where(r, c),
                row,
                column,
                self.context,
                odd=view.odd(r, c),
                merged=view.spans(r, c),
            )


_WHOLE = re.compile("合计|总计|全部|总数|计|不分性别|全体|全区|全市|total", re.IGNORECASE)
_NATURES = {"实绩": "actual", "实际": "actual", "目标": "target", "计划": "target"}
_NATURES |= {"actual": "actual", "target": "target"}
