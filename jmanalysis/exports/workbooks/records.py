"""The tidy data: one row per mark, and what each column means."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from jmanalysis.charts.spec import Chart
from jmanalysis.exports import tellings
from jmanalysis.exports.workbooks.sheets import Value

#: How many characters a column is wide at most: all of them fit an A4 page at a readable size.
WIDEST: Final = (6, 12, 22, 12, 12, 18, 18, 8, 8, 8, 8, 9, 30, 34, 10, 14)
#: Name and meaning of every column.
HEADS: Final = {
    "zh": (
        ("图", "图的序号"),
        ("地区", "县（市、区）或参照地区"),
        ("指标", "指标或其分栏"),
        ("类型", "这是哪一种说法"),
        ("类型代码", "同上，英文代码，便于筛选和编程"),
        ("标注", "图上印出的文字"),
        ("补充", "标注旁的小字"),
        ("下限", "可能的最小值；空白表示未知或没有数字"),
        ("上限", "可能的最大值；空白表示未知或没有数字"),
        ("下限开", "1 表示不含下限本身"),
        ("上限开", "1 表示不含上限本身"),
        ("时期", "所说的时期"),
        ("原文用语", "原文中的文字"),
        ("文献", "出自哪一份文献"),
        ("行", "在原文的哪几行"),
        ("说法编号", "数据表中的编号"),
    ),
    "en": (
        ("Figure", "number of the figure"),
        ("Area", "district, or the area it is measured by"),
        ("Indicator", "indicator, or its column"),
        ("Kind", "what kind of statement it is"),
        ("Kind code", "the same as a code, to filter and compute by"),
        ("Label", "what the chart prints"),
        ("Detail", "the smaller words beside it"),
        ("Low", "least possible value; blank where unknown or no number"),
        ("High", "greatest possible value; blank where unknown or no number"),
        ("Low open", "1: the low end itself is not included"),
        ("High open", "1: the high end itself is not included"),
        ("Period", "what time is spoken of"),
        ("Words", "the words of the source"),
        ("Document", "the document they stand in"),
        ("Lines", "the lines of that document"),
        ("Claims", "ids in the tables of facts"),
    ),
}


def records(chart: Chart, number: int) -> Iterator[list[Value]]:
    """Yield the cells of every mark, references last; texts with several parts on several lines."""
    number = tellings.number_of(chart) or number
    for one in tellings.tellings(chart):
        mark = one.mark
        yield [
            number,
            one.area,
            one.column,
            one.kind,
            mark.kind,
            mark.label,
            mark.detail,
            mark.low,
            mark.high,
            int(mark.low_open),
            int(mark.high_open),
            mark.period,
            "\n".join(mark.words),
            "\n".join(title for title, _ in one.places),
            "\n".join(lines for _, lines in one.places),
            " ".join(mark.claims),
        ]
