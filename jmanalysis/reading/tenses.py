"""Tenses: what is done and what is planned, and in which year.

A page looks back, then ahead. 展望2025年 or 下一步 turns to plans, a past year or 近年来 turns
back; within either, 争取, 力争 and 计划 are plans, and 目前, 现有 and 已 are not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from jmanalysis.reading.headings import Joined, Outlook
from jmanalysis.reading.periods import YEAR, part, part_of, period, spanned

_AHEAD = re.compile(
    "下一步|下一阶段|接下来|新的一年|今后|未来|展望|下阶段|明年|^下来|新一年|站在新的|面向未来|下半年将|"
    "今年[^，。]{0,12}将"
    "|[一二三四五六七八九十]+[）、][^，。；]{0,10}(?:工作目标|主要目标|目标任务|重点任务|工作打算|工作安排|工作思路)"
    "|(?:将|要)(?:继续|持续|进一步|重点|坚持|以|全面|不断|围绕|聚焦|秉持|紧密|紧紧|扎实)"
)
_BACK = re.compile(
    "近年来|近年|去年|过去|回首|回望|回顾|一年来|几年来|五年来|以来|^(?:答|问|主持人|记者)：|截至|目前|据统计|据悉|据介绍|上年|前年"
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
# A text of the year itself, and no review of the year before: 截至8月底, 今年以来.
_THIS_YEAR = re.compile(r"今年以来|截至(?:今年)?(?:[1-9]|1[01])月(?!\d)")
# A day, month or quarter that is named is over, unless something is planned for it, or by its end.
_DATED = re.compile(
    r"年(?:第?[一二三四1-4]季度|前[二两三]季度|\d{1,2}(?:[-—~至到]+\d{1,2})?月(?![底末]?前))"
)
_DATED_BY = re.compile(r"[^0-9]{0,4}(?:19|20)\d\d年(?!起|以来|开始|[底末]?前)")
_NAMED = re.compile("《[^》]*》")  # the year of a plan's title is no time
_LOOSE = re.compile("(?<=将)[^，。；]{1,14}(?:纳入|作为|推向|转化|引向|送)")


# Most clauses hold none of these, and are told by a glance at the characters such words begin with.
_TOLD_BY = "|".join(one.pattern for one in (_AHEAD, _BACK, _PLANNED, _DONE, _THIS_YEAR))
_TELLING = re.compile(
    "[年月下接新今未展明站面将要近去过回一二三四五六七八九十几以截目据上前累已如答问主记争力计拟有预确谋筹推到现获荣完实顺成第应须需]"
    f"(?<=(?=年|月[底末]|[上下]半年|[第前]?[一二三四]季度|{_TOLD_BY}).)"
)


_DATING = re.compile("[年月]|季度|十.五")
_NOW = re.compile("目前|如今|眼下")


def _years(clause: str) -> list[int]:
    return [int(year) for year in YEAR.findall(clause)] if "年" in clause else []


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
    late
        Whether it appeared so late in its year that it speaks of that year: see :func:`is_late`.
    month
        The month in which it appeared, 0 if unknown.
    """

    issue: int
    plan: bool = False
    title: Joined | None = None
    reported: str = ""
    late: bool = False
    month: int = 0
    year: int = 0
    ahead: bool = False
    stated: bool = False
    topics: dict[str, tuple[int, bool, bool]] = field(default_factory=dict)
    dated: tuple[str, str] = ("", "")
    past: bool = False
    current: bool = False
    section: Outlook | None = None
    opening: bool = True  # whether a sentence begins
    planned: bool = False  # for the rest of a sentence
    asked: tuple[object, ...] = ()
    usual: tuple[str, str] = ("", "")

    def begin_sentence(self, *, goes_on: bool = False) -> None:
        """Begin a sentence: what dates one clause of it dates those that follow.

        Behind a semicolon a part of a year and a year to come go on: 前三季度新增3家；使用率52%。
        """
        date = self.dated[0]
        if not (goes_on and ("-" in date or date > str(self.issue))):
            self.dated = "", ""
        self.past, self.planned, self.opening = False, False, True

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
        return summed or (self.issue - (not self.late) if self.issue else 0)

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
        nature = self._told(clause) if _TELLING.search(clause) else self._untold()
        self.opening = False
        return nature

    def _untold(self) -> str:
        """Return the nature of a clause that says nothing of time: that of those before it."""
        if self.section is not None:
            ahead = self.section.ahead and not self.past if self.section.ahead else self.ahead
        else:
            ahead = not self.past if self.plan else self.ahead
        ahead = ahead or self.planned
        return "target" if ahead else "actual"

    def _told(self, clause: str) -> str:
        clause = _COMPARED.sub("", _NAMED.sub("", clause)) if "年" in clause else clause
        years = _years(clause)
        self.current = self.current or (not years and _THIS_YEAR.search(clause) is not None)
        if self.section is not None and self.section.ahead:
            self._within(years, clause)
        elif years:
            self._turn(years[-1], clause)
        elif (turn := _AHEAD.search(clause)) or self._later(clause):
            if turn and turn[0] == "明年" and not self.opening:  # 今年42人，明年再培训60人。
                self.planned = True
            else:
                self.ahead = True
        elif _BACK.search(clause) or self._over(clause):
            self.ahead = self.planned = False
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
        named = part(clause) if self.reported and not self._over(clause) else None
        return named is not None and part_of(named, self.issue) > self.reported.rpartition("/")[2]

    def _over(self, clause: str) -> bool:
        """Whether a part of the year of issue is named that was over by then: 到10月底."""
        named = part(clause) if self.month else None
        if named is None:
            return False
        return part_of(named, self.issue).rpartition("/")[2] < f"{self.issue}-{self.month:02d}"

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
        if _DATED_BY.match(clause) and self._reviewed - 1 <= year <= (self.issue or year):
            self.year, self.stated = year, True

    def period(self, clause: str, nature: str) -> tuple[str, str]:
        """Return the period of a claim of this clause and its basis, stated or inferred."""
        if self.dated[0] and _NOW.search(clause):
            self.dated = "", ""  # 2023年挂牌，目前下辖14家
        if _DATING.search(clause):
            self._date(clause, nature)
        if self.dated[0]:
            return self.dated
        state = nature, self.year, self.stated, self.current, self.section
        if state != self.asked:  # mostly it is that of the clause before
            self.asked, self.usual = state, self._usual(nature)
        return self.usual

    def _usual(self, nature: str) -> tuple[str, str]:
        """Return the period of a clause that states none."""
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
        year = self.year if named else self.issue - (not self.late)
        return (str(year), "stated" if self.stated else "inferred") if year > 0 else ("", "")

    def _date(self, clause: str, nature: str) -> None:
        """Note the period that a clause states: it holds for the rest of its sentence."""
        year = self.year or self._reviewed
        if nature == "actual" and (span := spanned(clause, year, (self.issue, self.month))):
            self.dated = span, "inferred"
            return
        if "年" in clause:
            clause = _COMPARED.sub("", clause)
            if own := period(clause, self.issue):
                self.dated = own, "stated" if YEAR.search(clause) else "inferred"
        if (
            self.issue
            and (self.current or self.reported or self.late)
            and not YEAR.search(clause)
            and (named := part(clause))
        ):
            self.dated = part_of(named, self.issue), "inferred"

    @property
    def _planned(self) -> int:
        """The year that plans are for: of the section, of the title, or of issue."""
        if self.section and self.section.ahead and self.section.year:
            return self.section.year
        if self.title is None:
            return self.issue
        return self.title.planned or max(self.issue, self.title.summed + 1)
