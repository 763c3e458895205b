"""Totals: whether the parts of an area add up to what is said of the whole; said, never mended."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from jmanalysis import units
from jmanalysis.bounds import Bounds
from jmanalysis.loading.accounts import Account
from jmanalysis.loading.drafts import Draft
from jmanalysis.loading.placenames import parts_of
from jmanalysis.register import Indicator, Register

#: What can be added up over areas.
_ADDING: Final = frozenset(
    (
        *("count", "person", "household", "visit", "time", "session", "lesson", "dose", "money"),
        *("area", "land", "land_area", "hectare", "distance", "bed_day", "person_day", "mass"),
    )
)


def check_totals(claims: Sequence[Draft], register: Register, account: Account) -> None:
    """Enter every total of a countable indicator that its parts do not add up to."""
    by_key = {draft.key: draft for draft in claims}
    for draft in claims:
        children = parts_of(draft.area, register)
        indicator = register.indicator_by_id[draft.indicator]
        if not children or not _adds(indicator) or draft.subject:
            continue
        parts = [by_key.get((child, *draft.key[1:])) for child in children]
        known = [part for part in parts if part is not None]
        if len(known) == len(children):
            _compare(draft, known, indicator, account)


def _adds(indicator: Indicator) -> bool:
    unit = units.units().get(indicator.unit)
    return unit is not None and unit.dimension in _ADDING and not indicator.per


def _compare(total: Draft, parts: list[Draft], indicator: Indicator, account: Account) -> None:
    """Compare in the unit as written if there is one for all, else in the register's."""
    written = {draft.unit for draft in (total, *parts)}
    unit = written.pop() if len(written) == 1 else indicator.unit
    values = [_exact(one, unit) for one in (total, *parts)]
    numbers = [value for value in values if value is not None]
    if len(numbers) < len(values):
        return
    said, added = numbers[0], sum(numbers[1:], Decimal(0))
    if abs(said - added) <= _rounding([total, *parts], unit):
        return
    shown = [format(n.normalize(), "f") for n in (said, added, said - added)]
    cells = f"{parts[0].where}…{parts[-1].where.rpartition('!')[2]}"
    account.doubt(
        total.where,
        total.words,
        (
            f"{indicator.name_zh}（{total.period}）合计 {shown[0]}{unit}，各地相加 {shown[1]}{unit}"
            f"（{cells}），差 {shown[2]}",
            f"{indicator.name_en} ({total.period}): the total is {shown[0]}, the parts ({cells}) "
            f"add up to {shown[1]}, the difference is {shown[2]}",
        ),
        ("两个数都照原样保留；请核对。", "Both stay as they are; please check."),
    )


def _size(draft: Draft, unit: str) -> Decimal | None:
    if draft.unit == unit:
        return Decimal(1)
    factor = units.factor(units.split(draft.unit)[0], unit)
    return None if factor is None else Decimal(repr(factor))


def _exact(draft: Draft, unit: str) -> Decimal | None:
    size = _size(draft, unit)
    if not draft.value or size is None:
        return None
    bounds = Bounds.parse(draft.value)
    return Decimal(repr(bounds.low)) * size if bounds.low == bounds.high else None


def _rounding(drafts: Sequence[Draft], unit: str) -> Decimal:
    """Return what rounding explains: half of the last printed place of every number."""
    allowed = Decimal(0)
    for draft in drafts:
        size = _size(draft, unit) or Decimal(1)
        places = len(draft.value.partition(".")[2])
        if places or draft.unit[:1] in "千万亿":
            allowed += size * Decimal(1).scaleb(-places) / 2
    return allowed
