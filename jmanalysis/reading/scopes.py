"""Scopes: whose figures these are. Sections give the area and institution; sentences may override.

A line of its own that is the name of a bureau or hospital begins a section. A sentence that begins
with another area's name is about that area. 全市 is Jiangmen in the sections of the city and of its
districts (区), and the county-level city itself in its own.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from typing import NamedTuple

from jmanalysis.reading.figures import Quantity
from jmanalysis.reading.unwrapping import Page
from jmanalysis.register import Register

_BUREAU = "卫生健康局|卫健局|卫生健康委员会|卫生健康委|卫生健康系统|卫健系统|卫生局"
_HOUSE = (
    "医院|保健院|卫生院|卫生服务中心|卫生站|卫生室|疾控中心|疾病预防控制中心|血站|急救中心|防治所"
    "|防治院|防治中心|卫生监督所|医学会|健康教育所|妇幼保健计划生育服务中心|养老服务中心|颐养院|护理院|疗养院"
)
_HOUSE_END = re.compile("[院心站室所会]")  # what each of them ends with
# What no name of an institution holds: 市直, 县级, 三级, 的, 等, 新增 …
_NO_NAME = "直级属内各所全的等和与及达建新增改造推家间个一二三四五六七八九十百千万两通过成为已"
# 公立医院 and 其中医院 are a sort of hospital or a part of a count, and not one that has a name.
_SORTS = (
    "其中|其他|其它|其余|此外|另外|公立|民营|私立|公办|民办|社会|政府|乡镇|镇街|基层|综合|专科|专业|中医|妇幼"
    "|儿童|精神|口腔|康复|肿瘤|传染|护理|定点|上级|下级|对口|牵头|龙头|成员|协作|合作|帮扶|县域|区域|城市|农村"
    "|城乡|社区|部分|多数|大型|中型|小型|示范|试点|标准|智慧|互联|现代|本院|该院|我院|全院|年末|目前|现有|附属"
)
_OF_DATES = "0123456789年月日度上下半截至底末初以来从在到，"
# A bullet of any kind, and a date: ●新会区, 去年台山市, 截至6月底鹤山.
_DATE = (
    f"[^\\w“”《》（）【】、，。]{{0,2}}(?:[去今前]年[{_OF_DATES}]{{0,10}}|[{_OF_DATES}]{{2,12}})?"
)
_IN = "(?:在|走进|来到)?"
_LEAD = "其中|推动|推进|完成|加快|支持|同时|启动|高标准提升|提升|力争|争取|计划|促进|由|在|于|与"
# 全省首批, 全国第一 place the area itself; 全省健康素养水平 is about the province.
_WIDE = re.compile(
    "(?:全省|全国)(?!首|唯一|第|率先|前|排|领先|一流|最|优秀|先进|各地|范围|基层|基本|文明|卫生)"
)
# 全省平均水平（7.8/10万）, 在全省132家中: the figure is the wider area's own.
_AVERAGE = re.compile(
    "(全省|全国|全市)(?:同期)?平均(?:水平|值|数)?(?:（(?:分别)?为?|为|是|的|：|约|在)[^；。）]*$"
)
# 比全省3.05人, 低于江门全市36.4%的平均水平: directly before the figure.
_BESIDE = re.compile(
    "(?:[比较与同和]|[高低多少优]于)(?:江门)?(全省|全国|全市)(?:同期)?(?:平均(?:水平)?)?的?$"
)
_AMONG = re.compile(
    "(?:在|从)(全省|全国)(?:的|共|参评的)?$|(?<=[（、；])(全省|全国)(?:平均|为)?$|(全省|全国)(?:平均)?（为?$"
)
# Another word for the area that was spoken of last.
_AGAIN = re.compile(
    f"{_DATE}(?:该(?:[区市县园院站所镇]|街道|中心|机构|项目|学校)"
    "|区(?:里|财政|卫|委|政府)|全区|当地|这[家所里座])"
)
# 台山路, 新会陈皮 and 江海、新会两区 are not, or not alone, an area.
_NO_AREA = "[、和与及区市县路街桥河港湾籍侨]|大道|陈皮|碉楼|温泉"
# The heading of a section of an area alone may have a number; another such heading ends it.
_POINT = r"(?:[（(][一二三四五六七八九十\d]{1,2}[）)]|[一二三四五六七八九十\d]{1,2}[、.．])"
_BULLETS = "■◆●★▲▶►◎※□◇"
_NEXT_PART = re.compile(f"{_POINT}|[{_BULLETS}]")
_BRANCH = "(?:[一-鿿]{2,4}(?:分院|院区))?"


class Scope(NamedTuple):
    """An area by its code, and an institution or none; both empty where nothing is known."""

    area: str = ""
    subject: str = ""


class Scopes:
    """Scopes of one page.

    Parameters
    ----------
    page
        The unwrapped page.
    register
        Its areas are those that can be named.
    areas
        The areas that the document is known to speak of, if it is registered.
    """

    def __init__(self, page: Page, register: Register, areas: tuple[str, ...] = ()) -> None:
        self._page, self._register = page, register
        self._default = Scope(areas[0]) if len(areas) == 1 else None
        self.sections = _sections(page, self)

    @cached_property
    def _starts(self) -> list[int]:
        return [begin for begin, _ in self.sections]

    @cached_property
    def _alone(self) -> bool:
        """Whether the page is of one area."""
        return len({scope.area for _, scope in self.sections}) <= 1

    @cached_property
    def names(self) -> dict[str, str]:
        """Codes by full name, longest first; short names only where a suffix follows."""
        areas = self._register.area_by_code.values()
        return {a.name_zh: a.code for a in sorted(areas, key=lambda a: -len(a.name_zh))}

    @cached_property
    def _shorts(self) -> dict[str, str]:
        local = (a for a in self._register.area_by_code.values() if a.kind != "nation")
        return {a.short_zh: a.code for a in local if a.kind not in {"province", "nation"}}

    @cached_property
    def any_area(self) -> str:
        """Any name of an area, as a pattern: full ones first."""
        return "|".join([*self.names, *self._shorts])

    @cached_property
    def _begun(self) -> re.Pattern[str]:
        """An area at the beginning of a clause, perhaps after a date."""
        shorts = "|".join(
            f"{name}(?=卫|市民|群众|全|医|共|累|有|现|新|已|的)" for name in self._shorts
        )
        return re.compile(f"{_DATE}{_IN}({'|'.join(self.names)}|{shorts})")

    @cached_property
    def _begun_freely(self) -> re.Pattern[str]:
        """The same on a page of several areas, where a short name needs no 市 behind it."""
        shorts = f"(?:{'|'.join(self._shorts)})(?!{_NO_AREA})"
        return re.compile(f"{_DATE}{_IN}({'|'.join(self.names)}|{shorts})")

    @cached_property
    def _beside(self) -> re.Pattern[str]:
        local = "|".join(n for n, code in self.names.items() if code in self._register.peers)
        return re.compile(
            f"(?:(?:^|(?<=[、，；：。和及与的中]))({self.any_area})|(?<![比较于占])({local}))"
            "(?:[为达有是占仅]|达到|[仅只]有|新增|增加|完成)?$"
        )

    @cached_property
    def _ends(self) -> frozenset[str]:
        """The characters that an area directly before a figure may end with."""
        return frozenset(
            {*"为达有是占仅到增加成", *(name[-1] for name in (*self.names, *self._shorts))}
        )

    @cached_property
    def area_lists(self) -> re.Pattern[str]:
        """Several areas side by side: 新会区、鹤山市和恩平市."""
        return re.compile(f"(?:{self.any_area})(?:[、和及与](?:{self.any_area}))+")

    @cached_property
    def _beginnings(self) -> frozenset[str]:
        """The characters that an area, or a date before it, may begin with."""
        return frozenset(
            {
                *"全去今前该区当走来这",
                *_OF_DATES,
                *(name[0] for name in (*self.names, *self._shorts)),
            }
        )

    @cached_property
    def heading(self) -> re.Pattern[str]:
        """A line that is the name of a bureau or institution."""
        return re.compile(
            f"({self.any_area})[一-鿿]{{0,10}}?(?:({_BUREAU})|(?:{_HOUSE}){_BRANCH})[：:]?"
        )

    @cached_property
    def area_heading(self) -> re.Pattern[str]:
        """A line that is the name of an area: 鹤山篇, （一）蓬江区."""
        return re.compile(f"{_POINT}?[{_BULLETS}]?【?({self.any_area})(?:篇章?|卷)?】?[：:]?")

    @cached_property
    def _house(self) -> re.Pattern[str]:
        """An institution at the beginning of a clause, by a name of its own."""
        plain = f"(?:(?![{_NO_NAME}])[一-鿿])"
        local = f"{plain}{{2,3}}(?:街道|镇)|{plain}{{2}}(?=人民医院|卫生院|医院)"
        local = f"(?!{_SORTS})(?:{local})"
        own = rf"(?:{self.any_area}|(?<![一-鿿])[市区县](?![{_NO_NAME}])|{local})"
        return re.compile(
            rf"{_DATE}(?:{_LEAD})?({own}(?:第[一-鿿]{{1,2}})?{plain}{{0,9}}?"
            rf"(?:{_HOUSE}){_BRANCH})"
        )

    @cached_property
    def default(self) -> Scope:
        """Scope where no section has begun: the area that is named alone, else most by far."""
        if self._default is not None:
            return self._default
        if titled := self._titled():
            return Scope(titled)
        # By short names: one text writes 台山市 and 蓬江, another never 开平市 in full.
        known = {**self.names, **self._shorts}
        named = re.compile("|".join([*self._shorts, *self.names]))
        found = [known[name] for name in named.findall(self._page.text[:200_000])]
        counted = {code: found.count(code) for code in dict.fromkeys(found)}
        local = {c: n for c, n in counted.items() if c in self._register.peers}
        first = max(local, key=lambda code: local[code], default="")
        if first and local[first] * 3 > 2 * sum(local.values()):
            return Scope(first)
        city = next((c for c in counted if self._register.area_by_code[c].kind == "prefecture"), "")
        if not city and len(local) > 2:  # several of its areas side by side, and the city unsaid
            city = self._register.area_by_code[first].parent
        return Scope(city or first)

    def _titled(self) -> str:
        """Return the one area that the title names: 台山市卫生健康局工作报告; or else its city."""
        known = {**self.names, **self._shorts}
        peers = self._register.peers
        cities = {c for c in known.values() if self._register.area_by_code[c].kind == "prefecture"}
        local = "|".join(name for name, code in known.items() if code in peers)
        cities_named = "|".join(name for name, code in self.names.items() if code in cities)
        named = re.compile(f"(?:{local})(?!路|大道|陈皮|籍)|{cities_named}")
        for title, _ in self._page.titles:
            found = {known[name] for name in named.findall(title)}
            for codes in (found - cities, found):
                if len(codes) == 1:
                    return codes.pop()
                if codes:
                    break
        return ""

    def section(self, place: int) -> tuple[Scope, int]:
        """Return the scope of the section that a place lies in, and where the section ends."""
        end, captions = len(self._page.text), self._page.captions
        if place >= captions:
            return self.default if self._alone else Scope(), end + 1
        number = bisect_right(self._starts, place)
        until = self._starts[number] if number < len(self._starts) else end + 1
        return self.sections[number - 1][1] if number else self.default, min(until, captions)

    def may_begin(self, first: str) -> bool:
        """Whether a clause that begins with this character may name an area as its own."""
        return first in self._beginnings or not first.isalnum()

    def area_at(self, start: int, end: int, scope: Scope, here: str = "", last: str = "") -> str:
        """Return the area that the clause names as its own, or nothing.

        Parameters
        ----------
        start, end
            The clause.
        scope
            Of its section.
        here
            The area that its sentence has named so far.
        last
            The district or city that was named last, which 区里 and 该市 mean.
        """
        text = self._page.text
        own = here if here in self._register.peers else scope.area
        if own and text.startswith("全市", start):
            area = self._register.area_by_code[own]
            return area.parent if area.kind == "district" else area.code
        if wide := _WIDE.match(text, start, end):
            kind = "province" if wide[0] == "全省" else "nation"
            areas = self._register.area_by_code.values()
            return next((area.code for area in areas if area.kind == kind), "")
        local = scope.area in self._register.peers
        if last and not local and _AGAIN.match(text, start, end):
            return last
        match = (self._begun if local else self._begun_freely).match(text, start, end)
        if match is None:
            return ""
        code = self.names.get(match[1]) or self._shorts[match[1]]
        inside = scope.area and code in self._register.ancestors(scope.area)
        headed = text.startswith("：", match.end())  # 江门市：, the last row of a table
        return "" if inside and not headed else code

    def heads(self, start: int, code: str) -> bool:
        """Whether the area that a sentence begins with stands there as a head, set off from it.

        ``蓬江区　夜间门诊开到家门口。`` What follows is about it, too.
        """
        area = self._register.area_by_code[code]
        text, at = self._page.text, self._page.at
        name = area.name_zh if text.startswith(area.name_zh, start) else area.short_zh
        end = start + len(name)
        if not text.startswith(name, start) or end >= len(text):
            return False
        gap = self._page.source[at[end - 1] + 1 : at[end]]
        return text[end] == "：" or gap.strip("\n") != ""

    def listed(self, begin: int, end: int) -> list[str]:
        """Return the areas that the last list of areas in a piece of text names, or none."""
        found = self.area_lists.findall(self._page.text, begin, end)
        return re.split("[、和及与]", found[-1]) if found else []

    def named(self, begin: int, q: Quantity) -> str:
        """Return the area whose name stands directly before a figure, or nothing: 鹤山83.9%."""
        text = self._page.text
        if text[q.start - 1 : q.start] not in self._ends:
            return ""
        match = self._beside.search(text, max(begin, q.start - 10), q.start)
        return self.code(match[1] or match[2]) if match else ""

    def compared(self, begin: int, q: Quantity) -> str:
        """Return the wider area that a figure is named for, or nothing."""
        if q.kind in {"change", "points", "rank"}:
            return ""
        text = self._page.text
        found = _AMONG.search(text, max(begin, q.start - 8), q.start)
        found = found or _BESIDE.search(text, max(begin, q.start - 14), q.start)
        found = found or _AVERAGE.search(text, max(begin, q.start - 60), q.start)
        if found is None:
            return ""
        said = next(filter(None, found.groups()))
        kind = {"全省": "province", "全国": "nation", "全市": "prefecture"}[said]
        areas = self._register.area_by_code.values()
        return next((area.code for area in areas if area.kind == kind), "")

    def house_at(self, start: int, end: int, area: str) -> str:
        """Return the institution that the clause begins with, its name written out."""
        stop = min(end, start + 60)
        if not _HOUSE_END.search(self._page.text, start, stop):
            return ""
        match = self._house.match(self._page.text, start, stop)
        return self._whole(match[1], area) if match else ""

    def code(self, name: str) -> str:
        """Return the code of an area by its full or short name, or nothing."""
        return self.names.get(name) or self._shorts.get(name, "")

    def begun(self, name: str) -> str:
        """Return the code of the area that a phrase begins with: 新会常住人口."""
        known = {**self.names, **self._shorts}
        found = [one for one in known if name.startswith(one)]
        return known[max(found, key=len)] if found and not self.house(name) else ""

    def house(self, name: str) -> str:
        """Return the name if it is one of an institution, or nothing."""
        match = self._house.fullmatch(name)
        return match[1] if match else ""

    def _whole(self, name: str, code: str) -> str:
        """Write out 区中医院 and 市第二人民医院."""
        area = self._register.area_by_code.get(code)
        if area is None or name[0] not in "市区县" or name.startswith("市直"):
            return name
        if name[0] == "市" and area.kind == "district":
            area = self._register.area_by_code[area.parent]
        return area.name_zh + name[1:]


def _sections(page: Page, scopes: Scopes) -> list[tuple[int, Scope]]:
    """Find the headings: a line, or two that were one, holding nothing but whose section it is."""
    found: list[tuple[int, Scope]] = []
    text, heads = page.text, page.heads
    outer: Scope | None = None  # of the sections that those of areas alone lie in
    for number, (start, end) in enumerate(heads):
        ends = [end]
        if number + 1 < len(heads) and heads[number + 1][0] == end:
            ends.append(heads[number + 1][1])
        match = next((m for e in ends if (m := scopes.heading.fullmatch(text, start, e))), None)
        if match:
            subject = "" if match[2] else text[start : match.end()].rstrip("：:")
            found.append((start, Scope(scopes.code(match[1]), subject)))
        elif match := scopes.area_heading.fullmatch(text, start, end):
            before = found[-1][1] if found else scopes.default
            outer = before if outer is None else outer
            found.append((start, Scope(scopes.code(match[1]))))
            continue
        elif outer is not None and _NEXT_PART.match(text, start, end):
            found.append((start, outer))
        else:
            continue
        outer = None
    return found
