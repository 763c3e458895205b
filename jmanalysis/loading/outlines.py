"""Outlines: which way a table runs, where its heads end, and what each column is for.

A table has an axis: a column of areas, else of indicators, else of periods. Above it stand the
heads, beside it other columns that say something about each row (year, unit, indicator).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from jmanalysis.loading import moments, values
from jmanalysis.loading.headwords import HeadWords, folded, unit_of
from jmanalysis.loading.placenames import PlaceNames
from jmanalysis.loading.views import View
from jmanalysis.numerals import narrow

Kind = Literal["area", "indicator", "moment"]
Role = Literal[
    "axis", "area", "indicator", "moment", "unit", "nature", "subject", "part", "skip", "value"
]

_SKIPPED: Final = frozenset(
    (
        *(
            "序号",
            "编号",
            "no",
            "代码",
            "区划代码",
            "行政区划代码",
            "编码",
            "地区代码",
            "备注",
            "说明",
            "注",
        ),
        *("栏次", "甲", "行次", "附注", "指标代码", "指标编码", "数据来源", "来源", "index"),
    )
)
_ROLES: Final[dict[str, Role]] = {
    **dict.fromkeys(
        ("年份", "年度", "时期", "时间", "期间", "年", "统计年份", "数据年份"), "moment"
    ),
    **dict.fromkeys(("单位", "计量单位", "数据单位"), "unit"),
    **dict.fromkeys(("性质", "数据性质", "类型"), "nature"),
    **dict.fromkeys(("机构", "机构名称", "医院", "医院名称", "医疗机构"), "subject"),
    # What stands there makes the row a part of its area: 环市街道, 男, 城镇.
    **dict.fromkeys(
        ("镇街", "镇", "街道", "乡镇", "镇街道", "乡镇街道", "村", "村居", "社区"), "part"
    ),
    **dict.fromkeys(("性别", "年龄", "年龄组", "年龄段", "城乡", "户籍", "民族", "人群"), "part"),
    **dict.fromkeys(
        ("类别", "分类", "分组", "等级", "级别", "机构类别", "机构级别", "经济类型"), "part"
    ),
}
#: Dates of the paper and not of what it says.
_PAPERWORK = re.compile(
    "(?:填报|填表|登记|报送|上报|更新|录入|制表|审核|成立|建立|开业|批准|发证)(?:日期|时间|年月)$"
)
_YEAR = re.compile(r"(?:19|20)\d\d(?:年.*)?")
_COUNTED_OFF = re.compile(r"甲|乙|丙|丁|栏次|[(（]?\d{1,2}[)）]?")


@dataclass(frozen=True)
class Outline:
    """How a table is laid out.

    Attributes
    ----------
    view
        The table, turned so that its axis is a column.
    kind, axis
        What the axis holds, and its column.
    body
        The first row below the heads.
    """

    view: View
    kind: Kind
    axis: int
    body: int

    @property
    def rows(self) -> range:
        """Rows below the heads."""
        return range(self.body, self.view.height)


class Outliner:
    """Finds the outline of a piece."""

    def __init__(self, places: PlaceNames, words: HeadWords) -> None:
        self.places, self.words = places, words

    def outlines(self, view: View) -> list[Outline]:
        """Return the outlines that are possible, the most likely first."""
        kinds: tuple[Kind, ...] = ("area", "indicator", "moment")
        for kind in kinds:
            found = [*self._of(view, kind), *self._of(view.turned_over, kind)]
            if found:
                best = max(count for count, _ in found)
                if kind == "moment" and best < 2:
                    continue
                found = [one for one in found if one[0] * 2 >= best]
                found.sort(key=lambda one: -one[0])
                return [outline for _, outline in found]
        return []

    def _of(self, view: View, kind: Kind) -> Iterator[tuple[int, Outline]]:
        """Yield the best column of a kind with its number of distinct entries."""
        best, counts = -1, [0] * view.width
        for c in range(view.width):
            texts = {view.text(r, c) for r in range(view.height)} - {""}
            named = [t for t in texts if self._is(kind, t)]
            codes = kind == "area" and bool(named) and all(self.places.is_code(t) for t in named)
            counts[c] = 2 * len(named) - codes
            if counts[c] and (best < 0 or counts[c] > counts[best]):
                best = c
        if best >= 0:
            yield (counts[best] + 1) // 2, Outline(view, kind, best, self._body(view, kind, best))

    def _is(self, kind: Kind, text: str) -> bool:
        if kind == "area":
            return self.places.find(text).kind in ("area", "total")
        if kind == "indicator":
            return bool(self.words.read(text).indicator)
        found = moments.find(text)
        return found is not None and bool(found[0].year) and len(text) < 16

    def _body(self, view: View, kind: Kind, axis: int) -> int:
        """Return the first row that is named on the axis, or that holds numbers beside it."""
        for r in range(view.height):
            text = view.text(r, axis)
            if text and self._is(kind, text) and not self._is_head(view, kind, r, axis):
                return r
            if kind == "area" and self.places.find(text or self.name_beside(view, r, axis)).kind:
                return r
            texts = [view.text(r, c) for c in range(view.width)]
            others = [one for c, one in enumerate(texts) if c != axis]
            told = text and not is_aside(text) and not counted_off(texts)
            if told and any(map(is_number, others)):
                return r
        return view.height

    def name_beside(self, view: View, r: int, axis: int) -> str:
        """Return the 合计 or 市直 that stands before the axis, often merged over 序号 and 单位."""
        before = (view.text(r, c) for c in range(axis))
        return next((t for t in before if self.places.find(t).kind not in ("", "area")), "")

    def _is_head(self, view: View, kind: Kind, r: int, axis: int) -> bool:
        """Whether a row named on the axis is itself a head: 2024年 above a column of periods."""
        return kind != "area" and r + 1 < view.height and view.text(r + 1, axis) == ""

    def areas_twice(self, outline: Outline) -> int | None:
        """Return another column whose names are other areas in the same rows: a second table."""
        view = outline.view
        for c in range(view.width):
            if c == outline.axis or outline.kind != "area":
                continue
            other = 0
            for r in outline.rows:
                here = self.places.find(view.text(r, c))
                axis = self.places.find(view.label(r, outline.axis))
                if here.kind == axis.kind == "area" and here.code != axis.code:
                    other += here.code not in self.places.register.ancestors(axis.code)
            if other >= 2:
                return c
        return None

    def role(self, outline: Outline, c: int, heads: list[str]) -> Role:
        """Say what a column is for, from its head and from what stands in it."""
        if c == outline.axis:
            return "axis"
        name = folded("".join(dict.fromkeys(heads)))
        if name in _SKIPPED or _PAPERWORK.search(name):
            return "skip"
        view = outline.view
        texts = list(dict.fromkeys(t for r in outline.rows if (t := view.label(r, c))))
        said = _ROLES.get(name)
        if said == "unit" and not any(map(unit_of, texts)):
            said = None
        if said:
            return said
        if any(self.words.read(head).indicator for head in heads) or not texts:
            return "value"
        return self._by_content(outline, texts)

    def _by_content(self, outline: Outline, texts: list[str]) -> Role:
        """Say what a column without a telling head is for; the first that fits."""
        kind = outline.kind
        named = all(self.places.find(t).kind == "area" for t in texts)
        fits: tuple[tuple[Role, bool], ...] = (
            (
                "moment",
                kind != "moment" and all(_YEAR.fullmatch(t) or _is_period(t) for t in texts),
            ),
            ("skip", kind == "area" and named),  # the code beside the name
            ("area", kind != "area" and all(self.places.find(t).kind for t in texts)),
            ("unit", all(unit_of(t) for t in texts)),
            ("indicator", kind != "indicator" and any(map(self._is_indicator, texts))),
            ("nature", set(texts) <= {"实绩", "目标", "实际", "计划", "actual", "target"}),
        )
        return next((role for role, fit in fits if fit), "value")

    def _is_indicator(self, text: str) -> bool:
        return bool(self.words.read(text).indicator)


def counted_off(texts: list[str]) -> bool:
    """Whether a row only numbers the columns: 甲 乙 1 2 3.

    Examples
    --------
    >>> counted_off(["甲", "乙", "1", "2"]), counted_off(["栏次", "1"]), counted_off(["1", "5"])
    (True, True, False)
    """
    said = [text for text in texts if text]
    if len(said) < 2 or not all(_COUNTED_OFF.fullmatch(text) for text in said):
        return False
    numbers = [int(n) for text in said if (n := text.strip("()（）")).isdecimal()]
    return numbers == list(range(1, len(numbers) + 1)) and len(numbers) < len(said)


def is_number(text: str) -> bool:
    """Whether a text is a figure, and neither a year nor a part of one: 2024, 一季度, 1—11月."""
    if not text or _YEAR.fullmatch(narrow(text)) or _is_period(text):
        return False
    return bool(values.read(text).value)


def is_aside(name: str) -> bool:
    """Whether a head says that what stands under it is no data: 序号, 代码, 备注.

    Examples
    --------
    >>> is_aside("序 号"), is_aside("备注"), is_aside("现有托位")
    (True, True, False)
    """
    return folded(name) in _SKIPPED


def _is_period(text: str) -> bool:
    found = moments.find(text)
    return found is not None and found[2] - found[1] == len(text)
