"""Guidance: the sheet of a return that says how to fill it in, and what is asked."""

from __future__ import annotations

from typing import Any, Final

from jmanalysis.charts import style as look
from jmanalysis.exports.workbooks.sheets import Book, widen
from jmanalysis.loading.returns import TALLIES, Return, scales
from jmanalysis.loading.tidy import ASIDE

_TITLE: Final = ("填报说明", "How to fill it in")
_LINES: Final = {
    "zh": (
        "在“填报”表的浅黄格里填写，一行只说一件事。其余各列已填好，需要时可以从下拉单另选。",
        "材料没有说的，数值留空，或写 —、未统计；这与 0 不同：0 表示有统计、结果是零。",
        "材料怎么说就怎么填：超、约、余、以上等字照写，它们是数值的一部分，不要换成准确的数。",
        "“原文”抄承载这个数的几个字，不超过 30 字；“备注”写口径、来源页码等需要说明的事。",
        "表里没有的地区、指标、年份，可在下面空行里补写；各列都要选全。",
        "填好后用 jm.load 读入；没有读懂的格子会逐格指出。",
    ),
    "en": (
        "Fill in the pale yellow cells of the sheet Return, one thing a row. The other columns are "
        "filled in already; choose another entry from their lists where needed.",
        "What the source does not say is left blank or written —; that is not 0: zero was counted.",
        "Write figures as the source says them: >90, >=5.5, 10-20; a bound is part of the figure.",
        "In words copy the few characters that carry the figure, at most 30; note is for the rest.",
        "Areas, indicators and years that are not there go into the free rows below.",
        "Read it with jm.load; every cell that is not understood is named.",
    ),
}
_HOW: Final = {
    "zh": (
        ("写法", "意思"),
        (
            ("90 或 90%", "正好 90（单位见同一行）"),
            ("超90%　大于90　>90", "90 以上，不含 90"),
            ("90%以上　不低于90　>=90", "至少 90"),
            ("约30", "30 左右"),
            ("10余　10多", "10 与 20 之间"),
            ("10—20", "10 至 20"),
            ("0", "统计过，结果为零"),
            ("空白　—　未统计　不详", "材料没有说，不是零"),
            ("目标", "在“性质”列选“目标”，数值照写，如 5.5"),
        ),
    ),
    "en": (
        ("written", "meaning"),
        (
            ("90 or 90%", "exactly 90, in the unit of its row"),
            (">90　超90%", "more than 90"),
            (">=90　90%以上", "at least 90"),
            ("约30", "about 30"),
            ("10余", "between 10 and 20"),
            ("10—20", "from 10 to 20"),
            ("0", "counted, and none"),
            ("blank　—　N/A", "not stated, which is not zero"),
            ("target", "choose target in the column nature, and write the figure"),
        ),
    ),
}
_TALLY: Final = {
    "zh": (
        ("口径", "意思"),
        (
            ("总数", "到期末一共有多少"),
            ("新增", "本期新增加多少"),
            ("当期", "本期做了多少，如人次、场次"),
            ("不适用", "比例、每千人口数、名次"),
            ("不明", "材料没有说是哪一种"),
        ),
    ),
    "en": (
        ("tally", "meaning"),
        (
            ("stock", "all there are at the end of the period"),
            ("added", "new in the period"),
            ("flow", "activity in the period: visits, sessions"),
            ("none", "rates, ratios, ranks"),
            ("unclear", "the source does not say which"),
        ),
    ),
}
_ASKED: Final = {
    "zh": ("指标", "单位", "可写单位", "口径", "含义", "注意"),
    "en": ("indicator", "unit", "also", "tally", "definition", "caution"),
}
_WIDTHS: Final = (27.0, 33.0, 14.0, 9.0, 36.0, 36.0)


def guidance(book: Book, asked: Return) -> Any:
    """Write the sheet: how to write figures, what the tallies mean, and every indicator."""
    lang = book.lang
    sheet = book.sheet(ASIDE[0] if lang == "zh" else ASIDE[2])
    widen(sheet, _WIDTHS)
    book.title(sheet, _TITLE[0 if lang == "zh" else 1])
    row = book.lines(sheet, 1, _LINES[lang], font_color=look.SECONDARY) + 1
    for names, lines in (_HOW[lang], _TALLY[lang]):
        row = 1 + book.table(sheet, row, names, lines, _WIDTHS)
    rows = [_told(asked, at, lang) for at in range(len(asked.indicators))]
    book.table(sheet, row, _ASKED[lang], rows, _WIDTHS)
    return sheet


def _told(asked: Return, at: int, lang: str) -> list[str]:
    """Say of one indicator what a person who fills in must know."""
    one = asked.indicators[at]
    return [
        one.name(lang),
        one.full_unit,
        "、".join(scales(one)[1:]),
        TALLIES[one.tally] if lang == "zh" else one.tally,
        asked.definition(one, lang),
        one.caution_zh if lang == "zh" else one.caution_en,
    ]
