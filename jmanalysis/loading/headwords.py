"""Head words: which indicator, unit, period, nature and tally the text of a head says.

``2025年新增托位（个）目标`` says five things. What a head says beyond what is known here stays in
``core``, and nobody reads the column under it: a bracket that is not understood may change what is
counted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cached_property

from jmanalysis import units
from jmanalysis.loading import moments
from jmanalysis.loading.labels import MARKS, chinese
from jmanalysis.loading.moments import Moment
from jmanalysis.numerals import narrow
from jmanalysis.register import Register
from jmanalysis.vocabulary import records

_BRACKET = re.compile(r"[（(\[【〔]([^（(\[【〔)）\]】〕]*)[)）\]】〕]")
_UNIT_SAID = re.compile(r"(?:计量)?单位[:：]([^\s，,；;。)）]+)")
_TAIL = re.compile(r"[/、，,：:]([^/、，,：:]{1,8}(?:/[^/、，,：:]{1,6})?)$")
_TARGET = re.compile(
    "规划目标值?|目标任务数?|目标值|目标数|目标|计划数|计划值|计划|预期值|预期|预计|规划|任务数"
)
_ACTUAL = re.compile(
    "实绩|实际完成(?:数|值|情况)?|实际[值数]?|实有|完成(?:数|值|情况)?|基数|基期值?|现状值?|执行数"
)
_ADDED = re.compile("(?:本年|当年|年内|今年)?(?:新增|新建|增加)数?")
_STOCK = re.compile("(?:年末|期末)?(?:总数|总量|存量|实有)")
_RUNS = {
    "month": re.compile("(?:本月|当月)(?:数|合计)?(?!末)"),
    "to_date": re.compile(
        "(?:(?:年初|1月)[至到](?:今|本月)|至?本月止|自?年初)?(?:累计|累积)数?|年初至今"
    ),
}
#: What a head may hold without saying anything more.
_NEUTRAL = re.compile(
    "年末|月末|年底|期末|全年|年度|合计|总计|数值|数据|指标值|指标|数量|情况|统计|数|值|小计|总数|水平|末|底|期间|累计"
)
_NUMBERED = re.compile(r"^(?:[（(]?[一二三四五六七八九十]{1,2}[)）、.．]|\d{1,2}[、.．](?!\d))")
_POPULATION = {"常住": "resident", "户籍": "registered"}
_SAME = {"百分比": "%", "百分数": "%", "％": "%", "per cent": "%", "percent": "%", "千分比": "‰"}


@dataclass(frozen=True, slots=True)
class Head:
    """What one text of a head says.

    Attributes
    ----------
    text
        As it stands.
    indicator
        Id, where the text names one.
    moment, unit, nature, tally, population
        What it says of these; empty where it says nothing.
    run
        ``month`` for 本月, ``to_date`` for 累计.
    core
        What is left and not understood.
    """

    text: str
    indicator: str = ""
    moment: Moment | None = None
    unit: str = ""
    nature: str = ""
    tally: str = ""
    population: str = ""
    run: str = ""
    core: str = ""


class HeadWords:
    """Reads heads against the indicators of a register."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self._known: dict[str, Head] = {}

    @cached_property
    def _forms(self) -> dict[str, str]:
        """Every name that means one indicator only; the full name wins over a short one."""
        forms: dict[str, str] = {}
        for names in (("short_zh", "short_en"), ("name_en",), ("name_zh",), ("id",)):
            level: dict[str, set[str]] = {}
            for row in records(self.register.indicators):
                for name in names:
                    if row[name]:
                        level.setdefault(folded(row[name]), set()).add(row["id"])
            forms |= {name: ids.pop() for name, ids in level.items() if len(ids) == 1}
        for row in records(self.register.indicators):
            for name in str(row.get("aliases", "")).split():
                forms.setdefault(folded(name), row["id"])
        return forms

    @cached_property
    def _names(self) -> dict[str, str]:
        """The English name of every indicator by its Chinese one."""
        return {row["name_zh"]: row["name_en"] for row in records(self.register.indicators)}

    def indicator(self, text: str) -> str:
        """Return the id of the indicator that a text names; a 数 or 率 more or less is the same."""
        name = folded(text)
        if not name:
            return ""
        if found := self._forms.get(name):
            return found
        for more in (
            f"{name}数",
            f"{name}数量",
            name.removesuffix("数"),
            name.removesuffix("数量"),
        ):
            if len(more) > 1 and more != name and (found := self._forms.get(more)):
                return found
        return ""

    def near(self, text: str) -> dict[str, str]:
        """Return the registered names that look most like a text, the English by the Chinese."""
        plain = folded(self.read(text).core or text)
        inside = [
            n for n in self._names if len(plain) > 1 and (plain in folded(n) or folded(n) in plain)
        ]
        close = get_close_matches(plain, self._names, n=3, cutoff=0.4)
        found = list(dict.fromkeys([*inside[:3], *close]))[:3]
        return {name: self._names[name] for name in found}

    def read(self, text: str) -> Head:
        """Say what one text of a head says."""
        if text not in self._known:
            self._known[text] = self._read(text)
        return self._known[text]

    def _read(self, text: str) -> Head:
        head = self._read_all(text)
        shorter = chinese(text)
        if head.indicator or not head.core or shorter == text:
            return head
        return replace(self._read_all(shorter), text=text)

    def _read_all(self, text: str) -> Head:
        plain = MARKS.sub("", re.sub(r"\s", "", moments.plainly(text)))
        head = Head(text, core=plain)
        for step in (_units, _numbers, _period, _running, _nature, _counting, _neutral):
            head = step(head)
            if not head.core:
                return head
            if found := self.indicator(head.core):
                return replace(head, indicator=found, core="")
        return head

    def inside(self, text: str) -> str:
        """Return the one indicator that a title names; empty where there is none or several."""
        plain = folded(text)
        found = {i: n for n, i in self._forms.items() if len(n) > 3 and n in plain}
        longest = {
            i for i, n in found.items() if not any(n != o and n in o for o in found.values())
        }
        return longest.pop() if len(longest) == 1 else ""


def folded(text: str) -> str:
    """Leave out what does not make another name: spaces, punctuation, case, width.

    Examples
    --------
    >>> folded("适龄妇女 “两癌”筛查"), folded("新建科室(专科)联盟")
    ('适龄妇女两癌筛查', '新建科室专科联盟')
    """
    return re.sub(r"[\W_]", "", narrow(str(text))).casefold()


def unit_of(text: str) -> str:
    """Return the unit that a text is, as it is written; empty if it is none.

    Examples
    --------
    >>> unit_of("％"), unit_of("个/千人"), unit_of("含民办"), unit_of("万人")
    ('%', '个/千人', '', '万人')
    """
    plain = re.sub(r"\s", "", narrow(text)).strip("：:")
    if whole := _BRACKET.fullmatch(plain):
        plain = whole[1]
    plain = _SAME.get(plain.casefold(), plain)
    unit, per = units.split(plain)
    known = unit in units.units() or (not unit and per)
    return plain if known and ("/" not in plain or per) else ""


def _units(head: Head) -> Head:
    """Take units in brackets, after 单位： and behind a stroke; brackets with a period too."""
    said = _UNIT_SAID.search(head.core)
    if said and (found := unit_of(said[1])):
        head = replace(head, unit=found, core=head.core.replace(said[0], ""))
    for bracket in list(_BRACKET.finditer(head.core)):
        head = _bracket(head, bracket[0], bracket[1].removeprefix("单位").lstrip(":："))
    if not head.unit and (tail := _TAIL.search(head.core)) and (found := unit_of(tail[1])):
        head = replace(head, unit=found, core=head.core[: tail.start()])
    if not head.unit and head.core in {"%", "‰"}:
        head = replace(head, unit=head.core, core="")
    population = next((p for word, p in _POPULATION.items() if word in head.unit), "")
    return replace(head, population=population)


def _bracket(head: Head, whole: str, inner: str) -> Head:
    """Take what stands in a bracket if it is a unit, a period or a nature; else leave it."""
    core = head.core.replace(whole, "", 1)
    if found := unit_of(inner):
        return replace(head, unit=found, core=core)
    when = moments.find(inner)
    if when and when[1:] == (0, len(inner)):
        return replace(head, moment=when[0], core=core)
    for pattern, nature in ((_TARGET, "target"), (_ACTUAL, "actual")):
        if pattern.fullmatch(inner):
            return replace(head, nature=nature, core=core)
    return head


def _numbers(head: Head) -> Head:
    return replace(head, core=_NUMBERED.sub("", head.core))


def _period(head: Head) -> Head:
    found = moments.find(head.core)
    if found is None:
        return head
    moment, start, end = found
    rest = (head.core[:start] + head.core[end:]).strip("的-—_·、，,：:")
    rest = re.sub(r"[（(\[]\s*[)）\]]", "", rest)
    return replace(head, core=rest, moment=head.moment or moment)


def _running(head: Head) -> Head:
    """Take 本月 and 累计; of a stock 累计 is all there are."""
    for run, pattern in _RUNS.items():
        if place := pattern.match(head.core) or _at_end(pattern, head.core):
            core = head.core[: place.start()] + head.core[place.end() :]
            return replace(head, core=core, run=run, tally="stock" if run == "to_date" else "")
    return head


def _nature(head: Head) -> Head:
    for pattern, nature in ((_TARGET, "target"), (_ACTUAL, "actual")):
        for place in (pattern.match(head.core), _at_end(pattern, head.core)):
            if place:
                core = head.core[: place.start()] + head.core[place.end() :]
                return replace(head, core=core.strip("的：:"), nature=nature)
    return head


def _at_end(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    return next((m for m in pattern.finditer(text) if m.end() == len(text)), None)


def _counting(head: Head) -> Head:
    for pattern, tally in ((_ADDED, "added"), (_STOCK, "stock")):
        place = pattern.match(head.core) or _at_end(pattern, head.core)
        if place:
            core = head.core[: place.start()] + head.core[place.end() :]
            return replace(head, core=core, tally=tally)
    return head


def _neutral(head: Head) -> Head:
    core = head.core
    while place := _NEUTRAL.match(core) or _at_end(_NEUTRAL, core):
        core = core[: place.start()] + core[place.end() :]
    return replace(head, core=core.strip("的：:（）()"))
