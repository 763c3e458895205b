"""Measures: whether what a cell says can be a value of its indicator, and in which unit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from jmanalysis import units
from jmanalysis.bounds import Bounds
from jmanalysis.loading.columns import Said
from jmanalysis.loading.contexts import Context
from jmanalysis.loading.headwords import unit_of
from jmanalysis.loading.reasons import two_units
from jmanalysis.loading.values import Value
from jmanalysis.register import Indicator

_SCALES = tuple("千万亿")
_SCALED = re.compile("[千万亿萬億]")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a crosstab with what its row, its column and its table say."""

    text: str
    where: str
    row: Said
    column: Said
    context: Context
    odd: str = ""
    merged: bool = False


def judged(cell: Cell, indicator: Indicator, said: Value) -> Value:
    """Refuse what does not belong to one area or to this kind of indicator."""
    if cell.merged:
        return Value(
            reason=("合并单元格跨了几个格", "a merged cell covers several"),
            hint=("取消合并，在每格写数。", "Split it and write a value in each cell."),
        )
    if not indicator.unit and said.reason is not None and not cell.odd:
        return Value()  # a qualitative indicator: the words are what is said
    if not indicator.unit and said.value:
        return Value(
            reason=("这个指标只有文字，没有单位", "this indicator has words and no unit"),
            hint=(
                "写文字，或用 indicators= 登记有单位的指标。",
                "Write words, or register one.",
            ),
        )
    both = cell.row.tally == "added" or cell.column.tally == "added"
    if both and indicator.tally == "none" and indicator.unit:
        return Value(
            reason=("比率的“新增”是变化，不是水平", "an added rate is a change and no level"),
            hint=("写水平，或登记一个变化指标。", "Write the level, or register a change."),
        )
    return said


def written_unit(cell: Cell, indicator: Indicator, said: Value) -> tuple[str | None, bool]:
    """Return the unit and whether the table states it; None if it does not fit."""
    if not indicator.unit or (not said.value and not said.reason):
        return "", True
    heads = [*cell.row.units, *cell.column.units]
    written = {unit_of(part.text) or part.text for part in heads}
    if len(written) > 1:
        raise two_units(heads, sorted(written))
    own = said.unit or next(iter(written), "")
    if own:
        return (own if fits(own, indicator) else None), True
    fitting = [unit for unit in cell.context.units if fits(unit, indicator)]
    if not cell.context.units:
        return indicator.full_unit, False
    if len({_size(unit, indicator) for unit in fitting}) != 1:  # 单位：万人、人 leaves it open
        return None, True
    return (indicator.unit if indicator.unit in fitting else fitting[0]), True


def foreign(cell: Cell, indicator: Indicator, said: Value) -> Value:
    """Refuse a value whose unit does not fit its indicator."""
    heads = [unit_of(part.text) or part.text for part in (*cell.row.units, *cell.column.units)]
    own = said.unit or "、".join([*heads, *([] if heads else cell.context.units)])
    return Value(
        reason=(
            f"单位“{own}”与指标“{indicator.name_zh}”的单位 {indicator.full_unit} 不合",
            f"the unit {own!r} does not fit that of {indicator.id}, {indicator.full_unit}",
        ),
        hint=(
            f"核对指标和单位；要么是另一个指标，要么应写 {indicator.full_unit}。",
            f"Check both: it is another indicator, or the unit is {indicator.full_unit}.",
        ),
    )


def scaled_once(cell: Cell, unit: str, said: Value) -> Value:
    """Refuse 20.1万 under （万人）: read as written it would be ten thousand times too large."""
    if said.unit or not said.value or unit[:1] not in _SCALES or not _SCALED.search(cell.text):
        return said
    return Value(
        reason=(
            f"格中写了“{cell.text}”，单位又是{unit}，分不清",
            f"the cell says 万 or 亿, and so does the unit {unit}",
        ),
        hint=("只在一处写万、亿。", "Write 万 or 亿 in one place only."),
    )


def fits(unit: str, indicator: Indicator) -> bool:
    """Whether a unit converts to that of an indicator."""
    return _size(unit, indicator) is not None


def _size(unit: str, indicator: Indicator) -> float | None:
    """Return how many of its indicator's unit a unit is."""
    name, per = units.split(unit)
    return units.factor(
        name or indicator.unit, indicator.unit, per=per or indicator.per, target_per=indicator.per
    )


def nature(cell: Cell, said: Value) -> str:
    """Return the nature that a cell, its heads or its table say."""
    sides = (said.nature, cell.row.nature, cell.column.nature)
    if "target" in sides:
        return "target"
    return "actual" if "actual" in sides else cell.context.nature or "actual"


def tally(cell: Cell, indicator: Indicator) -> str:
    """Return the tally that the heads say, else the usual one."""
    if indicator.tally == "none":
        return "none"
    said = cell.column.tally or cell.row.tally
    if said == "stock" and indicator.tally == "flow":  # 累计 of a flow is still a flow
        return "flow"
    return said or indicator.tally or "none"


def population(cell: Cell, indicator: Indicator) -> str:
    """Return whose population a rate refers to."""
    said = cell.column.population or cell.row.population
    return said or ("unstated" if indicator.per else "")


def own_year(cell: Cell) -> bool:
    """Whether the heads of a cell say its year themselves."""
    return any(side.moment and side.moment.year for side in (cell.row, cell.column))


def possible(indicator: Indicator, unit: str, said: Value) -> Value:
    """Refuse what lies outside the natural limits of an indicator."""
    if not said.value or not unit:
        return said
    size = _size(unit, indicator)
    found = Bounds.parse(said.value)
    scale = Decimal(repr(size or 1.0))
    low, high = (float(Decimal(repr(end)) * scale) for end in (found.low, found.high))
    below = low < indicator.floor and low != float("-inf")
    above = high > indicator.ceiling and high != float("inf")
    if not (below or above) or (found.approximate and low <= indicator.ceiling):
        return said
    limits, limits_en = _limits(indicator)
    return Value(
        reason=(f"超出可能范围（{limits}）", f"outside its natural limits ({limits_en})"),
        hint=("核对数值和单位。", "Check value and unit."),
    )


def _limits(indicator: Indicator) -> tuple[str, str]:
    low, high = f"{indicator.floor:g}", f"{indicator.ceiling:g}"
    if indicator.ceiling == float("inf"):
        return f"不小于 {low}", f"{low} or more"
    if indicator.floor == float("-inf"):
        return f"不大于 {high}", f"{high} or less"
    return f"{low} 至 {high}", f"{low} to {high}"
