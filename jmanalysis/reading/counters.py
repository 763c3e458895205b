"""Counters: which measure words can count the same things.

All of them convert one to one, so 张 and 个 are one dimension; yet beds are counted in 张,
places in child care in 个, and a figure in the one is no indicator in the other.
"""

from __future__ import annotations

from functools import cache

from jmanalysis.reading.kinds import dimension_of

#: Words of one line can count the same; 个 is at home in several.
_ALIKE = tuple(
    frozenset(line.split())
    for line in (
        "张 床",
        "家 所 间 个 处 座",
        "个 项 类 种 套",
        "个 条 村 镇 个村",
        "台 辆 套 个 部",
        "例 宗 起",
        "篇",
        "份 件 册",
        "支 个",
        "批 项",
        "对 个",
    )
)
#: What a figure in another measure word counts for: 所 and 家 are the same; 个 counts nearly all.
_SAME, _GENERAL = 0.85, 0.6


@cache
def fit(unit: str, other: str) -> float:
    """Say how far two units of one dimension may count the same things, 0 to 1.

    Examples
    --------
    >>> fit("所", "家"), fit("万张", "个"), fit("个", "项"), fit("万个", "个")
    (0.85, 0.0, 0.6, 0.85)
    """
    if unit == other:
        return 1.0
    one, two = unit.lstrip("万亿"), other.lstrip("万亿")
    if one == two or dimension_of(unit) != "count" or dimension_of(other) != "count":
        return _SAME
    if not any({one, two} <= alike for alike in _ALIKE):
        return 0.0
    return _GENERAL if "个" in {one, two} else _SAME
