"""Closing: what can be told of a table only when all of it is read: totals, bare fractions."""

from __future__ import annotations

from dataclasses import replace

from jmanalysis import units
from jmanalysis.bounds import Bounds
from jmanalysis.loading.drafts import TOTAL, Draft, Drafts
from jmanalysis.loading.refusals import contradicts
from jmanalysis.register import Indicator

_Said = tuple[str, str]
#: What is counted whole.
_WHOLE = frozenset(("count", "person", "household", "visit", "time", "session", "lesson", "dose"))


def closed(drafts: Drafts) -> list[Draft]:
    """Give 合计 its area, leave what cannot be told, and return the claims."""
    _fractions(drafts)
    known = set(drafts.areas) - {TOTAL}
    whole = drafts.places.whole(known) if TOTAL in drafts.areas else ""
    done: list[Draft] = []
    for draft in drafts.claims:
        if draft.area != TOTAL:
            done.append(draft)
        elif whole:
            _total(drafts, draft, whole, done)
        else:
            _partial(drafts, draft)
    drafts.areas.pop(TOTAL, None)
    if whole:
        drafts.areas[whole] = None
    return done


def _total(drafts: Drafts, draft: Draft, whole: str, done: list[Draft]) -> None:
    mine = replace(draft, area=whole)
    twin = drafts.at.get(mine.key)
    if twin:
        raise contradicts(
            f"合计和{drafts.places.name(whole)}各有一行。",
            f"There is a row of totals and one of {drafts.places.name(whole)}.",
            [draft.where, twin],
            "只留一行。",
            "Keep one of them.",
        )
    for part in drafts.totals:
        drafts.account.take("area", part.where, part.text, drafts.places.name(whole), whole)
    done.append(mine)


def _partial(drafts: Drafts, draft: Draft) -> None:
    drafts.account.leave(
        draft.where,
        draft.words,
        ("合计的范围不明：表中没有列全各地", "of what it is the total is not clear"),
        ("写明地区名，例如 江门市。", "Name the area instead of the word total."),
    )


def _fractions(drafts: Drafts) -> None:
    """Leave numbers without a unit that cannot be in the one of the register."""
    bare: dict[str, list[Draft]] = {}
    for draft in drafts.claims:
        if not draft.stated_unit and draft.value:
            bare.setdefault(draft.indicator, []).append(draft)
    for name, group in bare.items():
        reason = _doubtful(drafts.register.indicator_by_id[name], group)
        for draft in group if reason else ():
            drafts.claims.remove(draft)
            drafts.account.leave(draft.where, draft.words, *reason)


def _doubtful(indicator: Indicator, group: list[Draft]) -> tuple[()] | tuple[_Said, _Said]:
    """Say why numbers without a unit cannot be in the register's: 0.9 for 90%, 86.6 persons."""
    ends = [Bounds.parse(draft.value) for draft in group]
    broken = any(b.low == b.high and b.high % 1 for b in ends)
    unit = units.units().get(indicator.unit)
    if indicator.is_share and broken and all(b.low >= 0 and b.high <= 1 for b in ends):
        return (
            ("比例没有写 %，全列都在 0 与 1 之间，分不清是 0.9 还是 90%", "0.9 may mean 90%"),
            ("写 90%，或在表头写（%）。", "Write 90%, or (%) in the head."),
        )
    if unit is not None and unit.dimension in _WHOLE and not indicator.per and broken:
        return (
            (f"没有写单位，而{unit.name}数不会有小数", f"no unit, and {unit.name} are whole"),
            (
                f"在表头写明单位，例如（万{unit.name}）。",
                f"Write the unit in the head, like (万{unit.name}).",
            ),
        )
    return ()
