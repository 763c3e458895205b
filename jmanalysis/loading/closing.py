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

#: Where every other share of a column is at least so many per cent, 0.3 may be 30%.
_PLAINLY_PERCENT = 10
_AMONG = (
    ("同列都是百分数，分不清是 0.3% 还是 30%", "beside percentages, 0.3 may mean 0.3% or 30%"),
    ("在格中写明 %，例如 30%。", "Write the % into the cell, like 30%."),
)
_ALL_SMALL = (
    (
        "单位写的是 %，全列却不大于 1，照写读作百分之零点几",
        "the unit is % and nothing exceeds 1; read as written, as less than one per cent",
    ),
    ("若是 90%，请写 90 或 90%。", "If 90% is meant, write 90 or 90%."),
)


def closed(drafts: Drafts) -> list[Draft]:
    """Give 合计 its area, leave what cannot be told, and return the claims."""
    _fractions(drafts)
    known = set(drafts.areas) - {TOTAL}
    whole = _whole(drafts, known) if TOTAL in drafts.areas else ""
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


def _whole(drafts: Drafts, known: set[str]) -> str:
    """Return the area of the totals: that of all its parts, or the city if they say 全市."""
    if not known and drafts.within in drafts.places.register.peers:
        return drafts.within  # 全区合计 above the towns of one district
    named = all(part.text.lstrip().startswith("全") for part in drafts.totals)
    return drafts.places.whole(known) or (drafts.places.city(known) if named else "")


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
        drafts.account.take("area", part.where, part.text, drafts.places.names(whole), whole)
    done.append(mine)


def _partial(drafts: Drafts, draft: Draft) -> None:
    drafts.account.leave(
        draft.where,
        draft.words,
        ("合计的范围不明：表中没有列全各地", "it is not clear of which area it is the total"),
        ("写明地区名，例如 江门市。", "Name the area instead of the word total."),
    )


def _fractions(drafts: Drafts) -> None:
    """Leave numbers without a unit that cannot be in the one of the register or of the head."""
    _among_shares(drafts)
    bare: dict[str, list[Draft]] = {}
    for draft in drafts.claims:
        if not draft.stated_unit and draft.value:
            bare.setdefault(draft.indicator, []).append(draft)
    for name, group in bare.items():
        reason = _doubtful(drafts.register.indicator_by_id[name], group)
        for draft in group if reason else ():
            drafts.claims.remove(draft)
            drafts.account.leave(draft.where, draft.words, *reason)


def _among_shares(drafts: Drafts) -> None:
    """Leave 0.3 among 31% and 29%; doubt a column of per cent in which nothing exceeds one."""
    shares: dict[str, list[Draft]] = {}
    for draft in drafts.claims:
        if draft.value and draft.stated_unit and draft.unit == "%":
            shares.setdefault(draft.indicator, []).append(draft)
    for group in shares.values():
        ends = [Bounds.parse(draft.value) for draft in group]
        small = [0 < b.high <= 1 for b in ends]
        rest = [b.high for b, is_small in zip(ends, small, strict=True) if not is_small]
        odd = [d for d, is_small in zip(group, small, strict=True) if is_small and d.bare]
        if rest and min(rest) >= _PLAINLY_PERCENT:
            for draft in odd:
                drafts.claims.remove(draft)
                drafts.account.leave(draft.where, draft.words, *_AMONG)
        elif len(odd) == len(group) > 1 and any(b.high % 1 for b in ends):
            drafts.account.doubt(odd[0].where, odd[0].words, *_ALL_SMALL, what="unit")


def _doubtful(indicator: Indicator, group: list[Draft]) -> tuple[()] | tuple[_Said, _Said]:
    """Say why numbers without a unit cannot be in the register's: 0.9 for 90%, 86.6 persons."""
    ends = [Bounds.parse(draft.value) for draft in group]
    broken = any(b.low == b.high and b.high % 1 for b in ends)
    unit = units.units().get(indicator.unit)
    if indicator.is_share and broken and all(b.low >= 0 and b.high <= 1 for b in ends):
        return (
            (
                "比例没有写 %，全列都在 0 与 1 之间，分不清是 0.9 还是 90%",
                "no %, and every figure between 0 and 1: 0.9 may mean 90%",
            ),
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
