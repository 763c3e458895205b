"""Tidy tables: one claim a row, under the heads of ``seeds/claims`` or under Chinese ones.

Both forms load back what was saved, so that nothing changes on the way. Whole columns are worked
on, and each distinct text is read once.
"""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType
from typing import Final

from jmanalysis.loading.headwords import folded
from jmanalysis.vocabulary import CLAIM_COLUMNS

#: The light form, which the empty return has too: its heads, and the columns that they mean.
HEADS: Final = MappingProxyType(
    {
        "地区": "area",
        "指标": "indicator",
        "时期": "period",
        "数值": "value",
        "单位": "unit",
        "性质": "nature",
        "口径": "tally",
        "原文": "words",
        "备注": "note",
        "来源": "document",
    }
)
#: Their Chinese heads by column.
CHINESE: Final = MappingProxyType({column: head for head, column in HEADS.items()})
#: What the light form cannot do without.
NEEDED: Final = ("area", "indicator", "value")
_ALSO: Final = MappingProxyType(
    {
        **dict.fromkeys(
            ("县区", "区县", "县市区", "区域", "地区名称", "行政区划", "区划名称"), "area"
        ),
        **dict.fromkeys(("指标名称", "指标名"), "indicator"),
        **dict.fromkeys(("年份", "年度", "时间", "年", "期间", "统计年份", "数据年份"), "period"),
        **dict.fromkeys(("值", "数据", "指标值", "数量"), "value"),
        **dict.fromkeys(("计量单位",), "unit"),
        **dict.fromkeys(("原文用语", "原话"), "words"),
        **dict.fromkeys(("说明", "注"), "note"),
        **dict.fromkeys(("数据来源", "资料来源"), "document"),
        **dict.fromkeys(("机构", "机构名称"), "subject"),
    }
)
#: The words of the light form, one for each of the claims tables'.
NATURES: Final = MappingProxyType({"实绩": "actual", "目标": "target"})
TALLIES: Final = MappingProxyType(
    {"总数": "stock", "新增": "added", "当期": "flow", "不适用": "none", "不明": "unclear"}
)
#: Sheets that stand beside a return, Chinese and English: guidance and lists, never data.
ASIDE: Final = ("填报说明", "选项", "Guidance", "Lists")
#: Title rows that may stand above the heads.
_ABOVE: Final = 15


def heads_of(rows: Sequence[Sequence[str]]) -> tuple[int, list[str]] | None:
    """Find the row of heads of a tidy table: its number, and the column that each head means.

    Examples
    --------
    >>> heads_of([["填报表"], ["地区", "指标", "数值", "备注"]])
    (1, ['area', 'indicator', 'value', 'note'])
    >>> heads_of([["地区", "常住人口"]]) is None
    True
    """
    for r, row in enumerate(rows[:_ABOVE]):
        columns = [_meant(text) for text in row]
        if all(columns.count(name) == 1 for name in NEEDED) and _side_by_side(row, columns):
            return r, columns
    return None


def _side_by_side(row: Sequence[str], columns: Sequence[str]) -> bool:
    """Whether no column without a head parts the needed ones: else these are two tables."""
    places = [columns.index(name) for name in NEEDED]
    return all(text.strip() for text in row[min(places) : max(places)])


def _meant(text: str) -> str:
    plain = text.strip()
    if plain in CLAIM_COLUMNS:
        return plain
    name = folded(plain)
    return HEADS.get(name) or _ALSO.get(name, "")
