"""Place names: which area a label means, in whatever spelling a bureau uses.

江门市蓬江区, 蓬　江, Pengjiang, 440703, 蓬江区卫生健康局 are one district. 合计 is the area that
contains the others, if all of them are listed. 市直 is none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Final
from unicodedata import combining, normalize

from jmanalysis.loading.labels import MARKS, chinese
from jmanalysis.numerals import narrow
from jmanalysis.register import Register
from jmanalysis.vocabulary import records

_ORDINAL = re.compile(r"^(?:[（(]?[一二三四五六七八九十\d]{1,2}[)）、.．])")
_BRACKETS = re.compile(r"[（(\[【].*?[)）\]】]$")
_BUREAU = re.compile("(?:卫生健康局|卫健局|卫生健康委|卫生健康委员会|卫计局|人民政府|政府)$")
_TOTAL = re.compile("(?:全[市县州区省国])?(?:合计|总计|总数|总和|汇总|总体)|全[市州]|[Tt]otal")
_NO_AREA = re.compile(
    "市直(?:属|单位)?|市本级|市属(?:单位)?|省属(?:单位)?|直属(?:单位)?|区直|其他|其它|高新区|开发区|未分类"
    "|市直[^，。]{0,8}|其他[^，。]{0,8}"
)
_SUBTOTAL = re.compile(
    ".*(?:小计|平均|均值|中位数|最大|最小|最高|最低|其中|极差|标准差|排名|位次)值?数?.*"
)
_CODED = re.compile(r"\d{6}(?:0{3}|0{6})?(?:\.0)?")


@dataclass(frozen=True, slots=True)
class Place:
    """What a label means as a place.

    Attributes
    ----------
    kind
        ``area``, ``total`` (合计), ``none`` (市直), ``subtotal`` (小计, 平均) or ``""``.
    code
        Of the area.
    """

    kind: str = ""
    code: str = ""


class PlaceNames:
    """Finds areas of a register by their names."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self._known: dict[str, Place] = {}

    @cached_property
    def _forms(self) -> dict[str, str]:
        forms: dict[str, str] = {}
        for row in records(self.register.areas):
            names = [row["name_en"], row["pinyin"], row["pinyin"].rpartition(" ")[0]]
            names += [row["short_zh"], row["name_zh"], *str(row.get("aliases", "")).split()]
            kind = {"district": "District", "county_level_city": "City"}.get(row["kind"], "City")
            names += [f"{row['name_en']} {kind}", row["code"]]
            names += {"province": ["全省"], "nation": ["全国"]}.get(row["kind"], [])
            forms |= {_folded(name): row["code"] for name in names if name}
        return forms

    @cached_property
    def _containing(self) -> list[str]:
        parents = {area.parent for area in self.register.area_by_code.values()}
        named = [a for a in self.register.area_by_code.values() if a.code in parents]
        return sorted(
            (_folded(n) for a in named for n in (a.name_zh, a.short_zh)), key=len, reverse=True
        )

    def find(self, text: str) -> Place:
        """Say what place a label means, if any."""
        if text not in self._known:
            self._known[text] = self._find(text)
        return self._known[text]

    def _find(self, text: str) -> Place:
        place = self._found(text)
        return place if place.kind else self._found(chinese(text))

    def _found(self, text: str) -> Place:
        plain = re.sub(r"\s", "", narrow(text))
        if not plain or len(plain) > 60:
            return Place()
        for form in self._spellings(plain):
            if code := self._forms.get(_folded(form)):
                return Place("area", code)
            if _TOTAL.fullmatch(form):
                return Place("total")
        if _NO_AREA.fullmatch(plain):
            return Place("none")
        return Place("subtotal") if _SUBTOTAL.fullmatch(plain) and len(plain) < 12 else Place()

    def _spellings(self, plain: str) -> list[str]:
        """Return the label, then without marks, numbering, brackets, bureau, and larger areas."""
        forms = [plain]
        for cut in (MARKS, _ORDINAL, _BRACKETS, _BUREAU):
            shorter = cut.sub("", forms[-1])
            if shorter and shorter != forms[-1]:
                forms.append(shorter)
        if coded := re.fullmatch(r"(\d{6})(\D+)|(\D+?)[（(]?(\d{6})[)）]?", plain):
            forms.append(coded[2] or coded[3])
        if _CODED.fullmatch(plain):
            forms.append(plain[:6])
        base = forms[-1]
        for larger in self._containing:
            if base.startswith(larger) and len(base) > len(larger):
                rest = base[len(larger) :]
                forms += [rest, *self._spellings(rest)] if rest != base else [rest]
        return forms

    def is_code(self, text: str) -> bool:
        """Whether a label is a code and not a name."""
        return _CODED.fullmatch(narrow(text).strip()) is not None

    def within(self, text: str) -> str:
        """Return the one area that is named inside a title; empty where there are several."""
        plain = re.sub(r"\s", "", narrow(text))
        found: set[str] = set()
        for area in self.register.area_by_code.values():
            if area.name_zh in plain:
                found.add(area.code)
        inner = {c for c in found if not any(c in self.register.ancestors(o) for o in found)}
        return inner.pop() if len(inner) == 1 else ""

    def city(self, codes: set[str]) -> str:
        """Return the city that several listed districts are parts of: what 全市 then means."""
        listed = [code for code in codes if code in self.register.peers]
        parents = {self.register.area_by_code[code].parent for code in listed} - {""}
        if len(listed) < 2 or len(parents) != 1:
            return ""
        parent = parents.pop()
        known = self.register.area_by_code.get(parent)
        return parent if known is not None and known.kind == "prefecture" else ""

    def whole(self, codes: set[str]) -> str:
        """Return the area that these are all the parts of; empty if they are not."""
        listed = [code for code in codes if code in self.register.peers]
        parents = {self.register.area_by_code[code].parent for code in listed}
        whole = [parent for parent in parents if self._has_all(codes, parent)]
        return whole[0] if len(whole) == len(parents) == 1 and whole[0] else ""

    def _has_all(self, codes: set[str], parent: str) -> bool:
        parts = parts_of(parent, self.register)
        return bool(parts) and codes >= set(parts)

    def name(self, code: str) -> str:
        """Return the Chinese name."""
        return self.register.area_by_code[code].name_zh

    def names(self, code: str) -> tuple[str, str]:
        """Return the Chinese and the English name."""
        return self.name(code), self.register.area_by_code[code].name_en


def parts_of(code: str, register: Register) -> tuple[str, ...]:
    """Return the areas that make up another one; none where the register has not all of them.

    Only the areas that are compared are taken to be complete: of a province one city is listed.
    """
    parts = register.children(code) if code else ()
    complete = len(parts) > 1 and set(parts) <= set(register.peers)
    return parts if complete else ()


def _folded(name: str) -> str:
    unmarked = "".join(c for c in normalize("NFD", str(name)) if not combining(c))
    return re.sub(r"[\s“”\"'‘’·\-_]", "", unmarked).casefold()


#: What helps with a row that is no district.
NO_DISTRICT: Final = (
    '只读已登记的地区；要比较它，用 areas= 登记，例如 jm.load(…, areas="地区.csv")。',
    "Only registered areas are read; register it with areas=, like jm.load(…, areas='areas.csv').",
)
