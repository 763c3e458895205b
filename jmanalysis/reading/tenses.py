"""Tenses: what is done and what is planned, and in which year.

A page looks back, then ahead. 展望2025年 or 下一步 turns to plans, a past year or 近年来 turns
back; within either, 争取, 力争 and 计划 are plans, and 目前, 现有 and 已 are not.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from jmanalysis.numerals import value
from jmanalysis.reading.datelines import dateline
from jmanalysis.reading.headings import Joined, Outlook, joined

# A set of characters first, and only then what stands before them: so the engine may skip.
_YEAR = re.compile(r"((?:19|20)\d\d)(?<![\d第]\d{4})年")
_AHEAD = re.compile(
    "下一步|下一阶段|接下来|新的一年|今后|未来|展望|下阶段|明年|^下来|新一年|站在新的|面向未来|下半年将|"
    "今年[^，。]{0,12}将"
    "|[一二三四五六七八九十]+[）、][^，。；]{0,10}(?:工作目标|主要目标|目标任务|重点任务|工作打算|工作安排|工作思路)"
    "|(?:将|要)(?:继续|持续|进一步|重点|坚持|以|全面|不断|围绕|聚焦|秉持|紧密|紧紧|扎实)"
)
_BACK = re.compile(
    "近年来|近年|去年|过去|回首|回望|回顾|一年来|几年来|五年来|以来|截至|目前|据统计|据悉|据介绍|上年|前年"
    "|累计|已经|如今|[一二三四五六七八九十]、[^，。；]{0,10}(?:回顾|总结|成效|现状|基础)"
)
_PLANNED = re.compile(
    "争取(?!到|得|[^，。；]{0,14}(?:资金|补助))|力争|(?<!按)计划(?!生育|免疫|任务|项目|》|”|和|的|等)|拟(?!定|合|订)|有望|预计(?!算)|[应须需](?:达到|达(?!标)|不低于|不少于|不高于|不超过)"
    "|确保[^，。]{0,12}(?:达|启用|完成)|目标(?!人群|人口|群体|对象|[^，。；]{0,2}(?:高|低|多|少|相比|差))|谋划(?!储备)|筹划|筹建"
    "|争创|将于|将在|将(?:继续|持续|进一步|重点|坚持|以|全面|不断|围绕|聚焦|秉持|新建|新增|新设|增设|建成|建设"
    "|达到|启动|实施|开展|推出|推进|推动|扎实|着力|努力|加大|加快|加强|打造"
    "|实现|完成|投入|扩建|改造|引进|培养|组织|探索|优化|深化|健全|按照|增加|选派|为|有)"
    "|要求[^，。；]{0,4}(?:新增|新建|完成|达到|改造)"
    "|(?<![重主需只首摘纲简扼])要(?:再|提到|提高到|提升到|增到|降到|新增|力争|确保|压降|把)"
    "|推动[^，。；]{0,14}(?:达到|达)|推动打造|要(?:分别|全部|均|都)?(?:达到|实现|完成)"
)
# 到2025年底 is a plan in a text of that year or before; 提高到2024年的95% is none in a later one.
_UNTIL = re.compile(r"到(20[2-9]\d)年底?(?!.{0,3}已)")
_DONE = re.compile(
    "目前|现有|已(?:有|经|建|完成|全部|开|接|达|实)|截至|累计|去年|获评|荣获|完成了|实现了|顺利通过|成功"
)
# 比2020年底多出5家, 较上年, 由2020年的28.6%: this year is that of the comparison alone.
_COMPARED = re.compile(
    r"(?:(?:[比较]|高于|低于|多于|少于)(?:于)?(?:(?:19|20)\d\d年|上一?年|去年|前年)"
    r"|[与同和](?:(?:19|20)\d\d年|上一?年|去年|前年)[^，。；]{0,12}?(?:相比|比较|持平|比)"
    r"|在(?:(?:19|20)\d\d年|上一?年|去年)[^，。；]{0,6}基础上"
    r"|[由从](?:(?:19|20)\d\d年|上一?年|去年)(?:[年末底初度]{1,2}|同期)?的?(?=[^，。；]{0,3}?[\d一二两三四五六七八九十]))"
)
_OF_COMPARED = re.compile(
    r"(?:[比较]|高于|低于|(?P<from>[由从]))(?:((?:19|20)\d\d)年|上一?年)(?:[年末底初度]{1,2}|同期|全年)*"
    r"(?:的|(?(from)|(?!)))(?:约|近|超过?)?$"
)
_SPAN = re.compile(r"(20\d\d)年?(?:[-—~至到]|--)+20\d\d年")
# A text of the year itself, and no review of the year before: 截至8月底, 今年以来.
_THIS_YEAR = re.compile(r"今年以来|截至(?:今年)?(?:[1-9]|1[01])月(?!\d)")
# A day, month or quarter that is named is over, unless something is planned for it, or by its end.
_DATED = re.compile(
    r"年(?:第?[一二三四1-4]季度|前[二两三]季度|\d{1,2}(?:[-—~至到]+\d{1,2})?月(?![底末]?前))"
)
_NAMED = re.compile("《[^》]*》")  # the year of a plan's title is no time
_PLAN_WORD = re.compile("方案|规划|计划|要点")
_LOOSE = re.compile("(?<=将)[^，。；]{1,14}(?:纳入|作为|推向|转化|引向|送)")


# Most clauses hold none of these, and are told by a glance at the characters such words begin with.
_TOLD_BY = "|".join(one.pattern for one in (_AHEAD, _BACK, _PLANNED, _DONE, _THIS_YEAR))
_TELLING = re.compile(
    "[年下接新今未展明站面将要近去过回一二三四五六七八九十几以截目据上前累已如争力计拟有预确谋筹推到现获荣完实顺成第应须需]"
    f"(?<=(?=年|下半年|第?[二三四]季度|{_TOLD_BY}).)"
)


def _years(clause: str) -> list[int]:
    return [int(year) for year in _YEAR.findall(clause)] if "年" in clause else []


@dataclass(slots=True)
class Tense:
    """Where in time a text is; it goes along clause by clause.

    Parameters
    ----------
    issue
        The year in which the text appeared, 0 if unknown.
    plan
        Whether the text is a plan as a whole: then only what is done, or of a past year, is not.
    title
        The years of a title that sums up, and perhaps plans, too.
    reported
        The part of a year that the title reports on: what has no date is of it.
    """

    issue: int
    plan: bool = False
    title: Joined | None = None
    reported: str = ""
    year: int = 0
    ahead: bool = False
    stated: bool = False
    topics: dict[str, tuple[int, bool, bool]] = field(default_factory=dict)
    dated: tuple[str, str] = ("", "")
    past: bool = False
    current: bool = False
    section: Outlook | None = None

    def begin_sentence(self) -> None:
        """Begin a sentence: what dates one clause of it dates those that follow."""
        self.dated, self.past = ("", ""), False

    def begin(self) -> None:
        """Begin a section: it looks back at the year before."""
        self.year, self.ahead = self._reviewed, False
        self.stated = self.title is not None and not self.title.planned
        self.current, self.section = False, None
        self.topics = {}

    @property
    def _reviewed(self) -> int:
        """The year that the text looks back to before it names one."""
        summed = self.title.summed if self.title else 0
        return summed or (self.issue - 1 if self.issue else 0)

    def head(self, section: Outlook) -> None:
        """Begin a section whose heading looks back or ahead: it holds until the next that does."""
        past = section.ahead and 0 < section.year <= self._reviewed
        self.section = section = section._replace(ahead=section.ahead and not past)
        self.ahead, self.current = section.ahead, False
        if section.year and not section.ahead:
            self.year, self.stated = section.year, True

    def topic(self, style: str, number: int) -> None:
        """Begin a numbered section that says neither: it looks where the one before it began.

        三、公共卫生 behind a section that ends in a plan is no plan.
        """
        last, ahead, current = self.topics.get(style, (0, False, False))
        if number == last + 1 and number > 1:
            self.ahead, self.current = ahead, current
        self.topics[style] = number, self.ahead, self.current

    def read(self, clause: str) -> str:
        """Move along one clause, and return its nature: ``actual`` or ``target``."""
        return self._told(clause) if _TELLING.search(clause) else self._untold()

    def _untold(self) -> str:
        """Return the nature of a clause that says nothing of time: that of those before it."""
        if self.section is not None:
            ahead = self.section.ahead and not self.past if self.section.ahead else self.ahead
        else:
            ahead = not self.past if self.plan else self.ahead
        return "target" if ahead else "actual"

    def _told(self, clause: str) -> str:
        clause = _COMPARED.sub("", _NAMED.sub("", clause)) if "年" in clause else clause
        years = _years(clause)
        self.current = self.current or (not years and _THIS_YEAR.search(clause) is not None)
        if self.section is not None and self.section.ahead:
            self._within(years, clause)
        elif years:
            self._turn(years[-1], clause)
        elif _AHEAD.search(clause) or self._later(clause):
            self.ahead = True
        elif _BACK.search(clause):
            self.ahead = False
        if self._plans(clause) and not _LOOSE.search(clause):
            return "target"
        done = _DONE.search(clause) is not None
        if self.plan and self.section is None:
            self.past = self.past or done or (bool(years) and max(years) < self.issue)
        return self._untold() if not done else "actual"

    def _plans(self, clause: str) -> bool:
        """Whether the clause itself says that it plans."""
        until = _UNTIL.search(clause) if "年" in clause else None
        if until and int(until[1]) >= self.issue:
            return True
        return _PLANNED.search(clause) is not None

    def _later(self, clause: str) -> bool:
        """Whether a part of the year is named that comes after the one reported on."""
        part = _part(clause) if self.reported else None
        return part is not None and _part_of(part, self.issue) > self.reported.rpartition("/")[2]

    def _within(self, years: list[int], clause: str) -> None:
        """Let a look back within a section of plans hold for its sentence alone."""
        assert self.section is not None
        if years:
            self.past = max(years) < (self.section.year or self.issue)
        elif _AHEAD.search(clause):
            self.past = False
        elif _BACK.search(clause):
            self.past = True

    def _turn(self, year: int, clause: str) -> None:
        if year == self.issue and _DATED.search(clause):
            return
        since = "以来" in clause or re.search("规划|收官|五年|纲要", clause) is not None
        if self.issue and year >= self.issue and not _DONE.search(clause):
            self.ahead = self.ahead or not re.search("报告|通报|进展|会议|大会|年度|提出的", clause)
        elif not since or year < self.issue:
            self.ahead = False
        # A year in passing (an award of 2023) dates its own clause only.
        if re.match(r"[^0-9]{0,4}(?:19|20)\d\d年", clause) and year <= (self.issue or year):
            self.year, self.stated = year, True

    def period(self, clause: str, nature: str) -> tuple[str, str]:
        """Return the period of a claim of this clause and its basis, stated or inferred."""
        if self.current or self.reported or "年" in clause:
            self._date(clause)
        if self.dated[0]:
            return self.dated
        if nature == "target":
            year = self._planned
            return (str(year), "inferred") if year else ("", "")
        told = str(self.section.year or "") if self.section and not self.section.ahead else ""
        if self.reported.startswith(told) and self.reported:
            return self.reported, "inferred"
        if told:
            return told, "stated"
        if self.current and self.issue:
            return str(self.issue), "inferred"
        named = self.year and (self.year < (self.issue or 9999) or self.year == self._reviewed)
        year = self.year if named else self.issue - 1
        return (str(year), "stated" if self.stated else "inferred") if year > 0 else ("", "")

    def _date(self, clause: str) -> None:
        """Note the period that a clause states: it holds for the rest of its sentence."""
        if "年" in clause:
            clause = _COMPARED.sub("", clause)
            if own := _period(clause, self.issue):
                self.dated = own, "stated" if _YEAR.search(clause) else "inferred"
        if (self.current or self.reported) and not _YEAR.search(clause) and (part := _part(clause)):
            self.dated = _part_of(part, self.issue), "inferred"

    @property
    def _planned(self) -> int:
        """The year that plans are for: of the section, of the title, or of issue."""
        if self.section and self.section.ahead and self.section.year:
            return self.section.year
        if self.title is None:
            return self.issue
        return self.title.planned or max(self.issue, self.title.summed + 1)


def compared(before: str, period: str) -> str:
    """Return the year of a figure that the words before it name for a comparison, or nothing.

    Examples
    --------
    >>> compared("比2020年的", "2024"), compared("由上年末的", "2024"), compared("比上年", "2024")
    ('2020', '2023', '')
    """
    match = _OF_COMPARED.search(before) if "年" in before else None
    if match is None or not (match[2] or period[:4].isdigit()):
        return ""
    return match[2] or str(int(period[:4]) - 1)


_PART_NAMED = (
    "(?P<half>[上下])半年|前(?P<quarters>[二两三23])个?季度|第?(?P<quarter>[一二三四1-4])季度"
)
_OWN = re.compile(
    r"(?:(?P<year>(?:19|20)\d\d)年|(?P<last>去年|上年)|(?P<this>今年))"
    rf"(?:{_PART_NAMED}"
    r"|[前头](?P<months>\d{1,2}|[一二两三四五六七八九十]{1,2})个?月|(?P<first>\d{1,2})月?(?:[-—~至到]|--)+(?P<last_month>\d{1,2})月|(?P<month>\d{1,2})月)?"
)


def reported(title: str, issue: int) -> str:
    """Return the part of a year that a title reports on, or nothing.

    Examples
    --------
    >>> reported("关于2025年上半年工作进展的通报", 2025), reported("2024年工作总结", 2025)
    ('2025-01/2025-06', '')
    >>> reported("前三季度成绩单", 2025)
    '2025-01/2025-09'
    """
    period = _period(title, 0)
    if not period and issue and (part := _part(title)):
        period = _part_of(part, issue)
    return period if "/" in period and "-" in period else ""


#: The same without a year, in a text of the year itself: 上半年, 截至6月底.
_PART = re.compile(
    rf"{_PART_NAMED}"
    r"|(?:截至(?:今年)?(?=\d{1,2}月)|(?=\d{1,2}月[底末]))(?P<month>\d{1,2})月"
)


def _part(clause: str) -> re.Match[str] | None:
    told = "月" in clause or "季度" in clause or "半年" in clause
    return _PART.search(clause) if told else None


def _period(clause: str, issue: int) -> str:
    """Read the period that a clause states itself."""
    matches = list(_OWN.finditer(clause))
    if not matches:
        return ""
    match = matches[-1]
    year = int(match["year"]) if match["year"] else issue - (1 if match["last"] else 0)
    if year < 1900:
        return ""
    if (span := _SPAN.search(clause)) and span.end() > match.start() and int(span[1]) < year:
        return f"{span[1]}/{year}"
    return _part_of(match, year)


def _part_of(match: re.Match[str], year: int) -> str:
    """Return the part of a year that is named, or the year."""
    if match["half"]:
        first = 1 if match["half"] == "上" else 7
        return f"{year}-{first:02d}/{year}-{first + 5:02d}"
    if match["quarter"]:
        first = 3 * ("一二三四1234".index(match["quarter"]) % 4) + 1
        return f"{year}-{first:02d}/{year}-{first + 2:02d}"
    named = match.groupdict()
    until = 0  # the month that a part from January on ends with
    if quarters := named.get("quarters"):
        until = 6 if quarters in "二两2" else 9
    elif (said := named.get("months")) and (number := value(said)):
        until = int(number.value)
    if 1 < until <= 12:
        return f"{year}-01/{year}-{until:02d}"
    months = [int(named[one]) for one in ("first", "last_month", "month") if named.get(one)]
    if not months or not all(1 <= month <= 12 for month in months):
        return str(year)
    return "/".join(f"{year}-{month:02d}" for month in months)


_BEGINNING = frozenset(("展望", "步入", "迈入", "进入"))
_TO_COME = re.compile(
    r"(?:(?!20\d\d年)[^。；]){0,14}(?:将|计划|力争|工作要点|工作打算|工作思路|工作设想|工作安排)|是[“十]"
)


def issue_year(text: str, source: str = "") -> int:
    """Guess the year of issue: that of its date, else the last that is spoken of as to come.

    Parameters
    ----------
    text
        The unwrapped text.
    source
        The same with its lines.

    Examples
    --------
    >>> issue_year("2024年，新增2家。2025年将新增3家。"), issue_year("2024年共5家。")
    (2025, 2025)
    """
    head = text[:400_000]
    if titled := _of_title(text):
        return titled
    years = [int(m[1]) for m in _YEAR.finditer(head)]
    return (dateline(source) or _spoken_of(head, years)) if years else 0


def _of_title(text: str) -> int:
    """Return the year that the title plans for, or whose part it reports on, or 0."""
    title = text[:80].partition("。")[0]
    if (years := joined(title)) and years.planned:
        return years.planned
    if part := reported(title.partition("\n")[0], 0):
        return int(part[:4])  # it was not over yet
    span = _SPAN.search(text[:120])
    return int(span[1]) if span and _PLAN_WORD.search(text[:120]) else 0


def _spoken_of(head: str, years: list[int]) -> int:
    """Return the year that is spoken of most as to come, or that after the last usual one."""
    planned = Counter(
        int(year[1])
        for year in _YEAR.finditer(head)
        if head[year.start() - 2 : year.start()] in _BEGINNING or _TO_COME.match(head, year.end())
    )
    if planned:
        return max(planned, key=lambda year: (planned[year], year))
    counted = Counter(years)
    usual = [year for year, times in counted.items() if times * 10 >= len(years)]
    return max(usual or counted) + 1
