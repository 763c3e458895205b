"""Values: what one cell of a table says about a number.

A plain number is read at once; ``超90%``, ``约30``, ``1—2`` go through the one recogniser of the
project (:mod:`jmanalysis.reading.quantities`). Blank, — and 未统计 say nothing; 0 is zero. A cell
that says more than a number with its bound is left unread.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Final

from jmanalysis import units
from jmanalysis.bounds import Bounds, number
from jmanalysis.errors import UnreadableValueError
from jmanalysis.loading.labels import MARKS
from jmanalysis.numerals import narrow
from jmanalysis.reading.lists import attains
from jmanalysis.reading.quantities import Quantity, find
from jmanalysis.wording import says_all

_GAPS: Final = frozenset(
    (
        *(
            "",
            "-",
            "--",
            "---",
            "—",
            "——",
            "–",
            "－",
            "−",
            "―",
            "…",
            "……",
            "...",
            "......",
            "/",
            "／",
        ),
        *(
            "\\",
            "·",
            "未统计",
            "无",
            "n/a",
            "na",
            "#n/a",
            "nan",
            "none",
            "null",
            "<na>",
            "不详",
            "暂缺",
        ),
        *("缺", "无数据", "暂无", "暂无数据", "未报", "未填", "未填报", "缺失", "未提供", "不适用"),
        *(
            "免报",
            "免填",
            "未上报",
            "未报送",
            "缺报",
            "漏报",
            "暂无统计",
            "暂未统计",
            "没有统计",
            "无统计",
        ),
    )
)
_PLAIN = re.compile(r"[-+]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?")
_WIDE_THOUSANDS = re.compile(r"(?<=\d)，(?=\d{3}(?!\d))")
_STROKED = re.compile(r"\d+\s*/\s*\d+")
_SPACED = re.compile(r"\d{1,3}(?:[  \u2009\u202f']\d{3})+(?:\.\d+)?")
_POWER = re.compile(r"[-+]?\d+(?:\.\d+)?[eE][-+]?\d{1,2}")
_NOTATION = re.compile(r"[\[(][-\d.]+,[-\d.]+[\])]|[-\d.]+±[\d.]+|[<>]=?-?[\d.]+")
_INTENT = re.compile("目标值?|计划数?|预期|预计|争取|力争|确保|拟|将")
#: What may stand beside the number without saying anything else.
_SILENT = re.compile("^(?:为|共|达|有|已|实际|实绩|完成|约为|是|的|：|:|了|在|到|至|数|值)*$")
#: Other spellings of signs.
_SIGNS: Final = {
    **dict.fromkeys(("大于或等于", "大于等于", "≧", "⩾"), "≥"),
    **dict.fromkeys(("小于或等于", "小于等于", "≦", "⩽"), "≤"),
}
_CHANGES = frozenset(("change", "points"))


@dataclass(frozen=True, slots=True)
class Value:
    """What a cell says.

    Attributes
    ----------
    value
        In the notation of the claims tables; empty for words alone and for gaps.
    unit
        The unit that the cell itself writes, with its rate base.
    nature
        ``target`` where the cell says so.
    gap
        Whether nothing is stated.
    mark
        A mark behind it that leads to a note.
    reason, hint
        Why it is not read, and what helps; each Chinese and English.
    """

    value: str = ""
    unit: str = ""
    nature: str = ""
    gap: bool = False
    mark: str = ""
    reason: tuple[str, str] | None = None
    hint: tuple[str, str] = ("", "")


_SAY_MORE = (
    "一格只写一个数（可带 超、约、余、以上 等），其他的话写进备注。",
    "Write one number in a cell (with 超, 约, 余, 以上 …) and other words in a note.",
)


@lru_cache(maxsize=65536)
def read(text: str, nature: str = "actual") -> Value:
    """Read what a cell says.

    Examples
    --------
    >>> read("1,234").value, read("超90%").value, read("超90%").unit, read("—").gap, read("0").value
    ('1234', '>90', '%', True, '0')
    >>> read("争取达5.5").value, read("争取达5.5").nature
    ('>=5.5', 'target')
    """
    plain = narrow(text).strip().lstrip("'‘").replace("\n", "").strip()
    plain = _WIDE_THOUSANDS.sub(",", plain)
    for words, sign in _SIGNS.items():
        plain = plain.replace(words, sign)
    if plain.casefold() in _GAPS:
        return Value(gap=True)
    mark = MARKS.search(plain)
    if mark and mark.start():
        plain = plain[: mark.start()].strip()
        if plain.casefold() in _GAPS:
            return Value(gap=True, mark=mark[0])
    if _STROKED.fullmatch(plain):
        return dated()
    said = _simple(plain) or _worded(re.sub(r"\s", "", plain), nature)
    if mark and said.reason is None:
        return Value(said.value, said.unit, said.nature, said.gap, mark[0])
    return said


def _simple(plain: str) -> Value | None:
    """Read plain numbers, percentages and the notation of the claims tables."""
    body, unit = plain, ""
    for sign in ("%", "‰"):
        if plain.endswith(sign):
            body, unit = plain[:-1].rstrip(), sign
    if _PLAIN.fullmatch(body):
        return Value(_written(body.replace(",", "")), unit)
    if _SPACED.fullmatch(body):
        return Value(_written(re.sub(r"[^\d.]", "", body)), unit)
    if _POWER.fullmatch(body):
        return Value(_written(body), unit)
    notation = body.replace("≥", ">=").replace("≤", "<=")
    if _NOTATION.fullmatch(notation):
        try:
            return Value(str(Bounds.parse(notation)), unit)
        except UnreadableValueError:
            return None
    return None


def _written(text: str) -> str:
    exact = Decimal(text)
    return number(float(exact)) if abs(exact) < Decimal(10**15) else format(exact.normalize(), "f")


def _worded(plain: str, nature: str) -> Value:
    """Read a number with words; exactly one figure, and nothing else beside it."""
    target = "target" if _INTENT.search(plain) else ""
    found = find(plain)
    figures = [one for one in found if one.first is not None and one.kind != "base"]
    if len(figures) != 1:
        return _without_number(plain) if not found else _more_than_one(plain)
    one = figures[0]
    beside = plain[: one.start] + plain[one.end :]
    bases = [plain[base.start : base.end] for base in found if base.kind == "base"]
    for word in (*bases, "人口", "每"):
        beside = beside.replace(word, "") if bases else beside
    if one.kind in _CHANGES or not _SILENT.match(_INTENT.sub("", beside)):
        return _more_than_number(plain)
    return _of(one, target or nature, target)


def _of(one: Quantity, nature: str, target: str) -> Value:
    bounds = one.bounds("target" if nature == "target" else "actual")
    if bounds is None or one.kind in ("ratio", "code", "date", "list", "name", "age"):
        return _more_than_number("")
    unit = units.joined(one.unit, one.per) if one.per and one.unit else one.unit
    return Value(str(bounds), unit, target)


def _without_number(plain: str) -> Value:
    if says_all(plain) or attains(plain):
        return Value()  # 全覆盖, 超额完成任务: said in words
    return Value(reason=("没有数", "there is no number"), hint=_SAY_MORE)


def _more_than_one(plain: str) -> Value:
    if re.fullmatch(r"\d{4}[-/.]\d{1,2}([-/.]\d{1,2})?.*", plain):
        return dated()
    return Value(reason=("不是一个数", "it is not one number"), hint=_SAY_MORE)


def _more_than_number(plain: str) -> Value:
    if re.fullmatch(r"\d{4}[-/.]\d{1,2}([-/.]\d{1,2})?.*", plain):
        return dated()
    return Value(
        reason=("除数以外还有别的话", "it says more than a number"),
        hint=_SAY_MORE,
    )


def dated() -> Value:
    """Refuse a date where a figure belongs: spreadsheets turn 1-2 and 3/7 into dates."""
    return Value(
        reason=("是日期，不是数", "it is a date and no number"),
        hint=(
            "Excel 常把 1-2、3/7 变成日期：把单元格设为文本，写 1—2。",
            "Spreadsheets turn 1-2 and 3/7 into dates: format the cell as text and write 1—2.",
        ),
    )


_ODD: Final = {
    "formula": (
        ("公式没有保存计算结果", "the formula has no saved result"),
        (
            "用 Excel 或 WPS 打开、重算并保存，或把公式粘贴为数值。",
            "Open, recalculate and save it in Excel or WPS, or paste it as values.",
        ),
    ),
    "error": (
        ("是错误值", "it is an error value"),
        ("改正公式，或写 — 表示没有数据。", "Mend the formula, or write — for no data."),
    ),
    "truth": (
        ("是逻辑值，不是数", "it is a truth value and no number"),
        ("写数，或写 —。", "Write a number, or —."),
    ),
}


def strange(kind: str) -> Value:
    """Refuse what a sheet holds and no reader can use: an error, a formula without its result."""
    if kind == "date":
        return dated()
    reason, hint = _ODD[kind]
    return Value(reason=reason, hint=hint)
