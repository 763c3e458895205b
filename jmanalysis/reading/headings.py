"""Headings: whether a title, or the heading of a section, looks back or ahead, and to which year.

A text of the title 工作方案 is a plan throughout. One of the title 工作总结及工作计划 is not: its
sections decide, 主要工作 and 存在问题 looking back, 工作打算 and 下一步 ahead.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from jmanalysis.numerals import value

_YEAR = r"(20\d\d)年(?:度|的)?"
_PLANS = "计划|打算|思路|安排|设想|要点|目标|任务|展望|部署"
_NUMBERED = re.compile(
    r"第?[一二三四五六七八九十]{1,3}(?:部分|章)?[、：.]|第[一二三四五六七八九十]{1,3}(?:部分|章)"
    r"|（[一二三四五六七八九十]{1,3}）|\d{1,2}[.、](?!\d)"
    r"|附?表(?:\d{1,2}|[一二三四五六七八九十])?[：: ]"
)
_LONGEST = 40
_SENTENCE = re.compile("[，。；：！？](?=.)")
_END = "(?:（[^）]*）)?[，。：]?$"
# Without a number a line is a heading only if it begins like one and has no mark at its end: lines
# of prose are broken anywhere.
_BEGUN = re.compile(
    f"(?:{_YEAR}|下一?步|下一?阶段|明年|来年|今后|新的?一年|工作|总体|主要|发展|存在|回顾|过去)[^，。：]*$"
)
_BEGINNING = re.compile("[2下明来今新工总主发存回过]")
_BACK = re.compile(
    "(?:总结|小结|回顾|回眸|情况|成效|成绩|主要工作|主要做法|亮点|现状|工作基础|进展|落实|完成"
    f"|(?:存在|主要|突出)的?(?:主要|突出)?(?:问题|困难|短板)){_END}"
)
# 存在问题及下一步打算, 回顾与展望: first of all it looks back; 下一步 turns it where it is said.
_BOTH = re.compile(
    "(?:总结|小结|回顾|情况|成效|问题|困难|短板|不足|差距)[^，。；：]{0,4}?(?:[及和暨与、]|以及)[^，。；：]{0,8}"
    f"(?:{_PLANS}){_END}"
)
_AHEAD = re.compile(
    "(?:工作(?:计划|打算|思路|安排|设想|目标|任务|部署|要点|要求)|目标任务|重点任务|主要任务|努力方向"
    "|(?:主要|总体|发展|奋斗|具体)目标|(?:对策|意见|工作|政策)?(?:与|和|及)?建议|下一?步[^，。；：]{0,8}|下一?阶段[^，。；：]{0,8}|明年[^，。；：]{0,8}"
    rf"|来年[^，。；：]{{0,8}}|今后[^，。；：]{{0,8}}|新的?一年[^，。；：]{{0,8}}"
    rf"|{_YEAR}[^，。；：]{{0,12}}(?:{_PLANS}|重点工作)){_END}"
)
_ANY_YEAR = re.compile(_YEAR)
#: A text of this title plans from its first line to its last.
_PLAN = re.compile(
    "(?:方案|规划|工作要点|实施意见|行动计划|年计划|目标任务书?"
    "|工作(?:计划|打算|思路|安排|设想|部署))(?:的通知)?(?:[（(][^）)]{2,24}[）)])?$"
)
_JOINED = re.compile(
    rf"(?P<word>总结|小结|回顾|回眸|述职)[^，。；]{{0,24}}(?:{_PLANS}|规划)"
    rf"|(?P<other>情况|成效|成绩)[^，。；]{{0,8}}?(?:{_YEAR}|明年|来年|下一?步|下一?阶段|今后)"
    rf"[^，。；]{{0,12}}(?:{_PLANS}|规划)"
)
_SENTENCES = re.compile("。.")
_SUMMED = re.compile(rf"{_YEAR}[^，。；]{{0,12}}(?:总结|小结|回顾|回眸|述职)")


class Outlook(NamedTuple):
    """Whether a section plans, and the year of its heading, 0 for none."""

    ahead: bool
    year: int


class Joined(NamedTuple):
    """The years that a title sums up and plans for; 0 for no plan, or where it does not say."""

    summed: int
    planned: int


def outlook(heading: str) -> Outlook | None:
    """Say whether the heading of a section looks ahead; None where it does not say.

    Examples
    --------
    >>> outlook("二、2025年工作打算"), outlook("（四）存在问题。")
    (Outlook(ahead=True, year=2025), Outlook(ahead=False, year=0))
    >>> outlook("一、2024年工作计划完成情况"), outlook("2.队伍方面。")
    (Outlook(ahead=False, year=2024), None)
    """
    if len(heading) > _LONGEST:
        return None
    number = _NUMBERED.match(heading)
    if number is None and not _BEGUN.match(heading):
        return None
    said = heading[number.end() :] if number else heading
    if _SENTENCE.search(said):
        return None
    years = _ANY_YEAR.findall(said)
    if both := _BOTH.search(said):
        years = _ANY_YEAR.findall(said, 0, both.start())  # 不足与2026年打算 looks back on no 2026
        return Outlook(ahead=False, year=int(years[0]) if years else 0)
    back = _BACK.search(said) is not None
    if not back and not _AHEAD.search(said):
        return None
    return Outlook(ahead=not back, year=int(years[-1]) if years else 0)


def numbered(clause: str) -> bool:
    """Whether a clause begins with the number of a section.

    Examples
    --------
    >>> numbered("二、工作打算"), numbered("三家医院"), numbered("1.5万人")
    (True, False, False)
    """
    return _NUMBERED.match(clause) is not None


def begins_plainly(line: str) -> bool:
    """Whether a line without a number begins as the heading of a section does.

    Examples
    --------
    >>> begins_plainly("下一步打算"), begins_plainly("台山市卫生健康局")
    (True, False)
    """
    return _BEGINNING.match(line) is not None


def numbering(clause: str) -> tuple[str, int] | None:
    """Return the style and the number of a clause that begins with that of a section.

    Examples
    --------
    >>> numbering("二、公共卫生"), numbering("（十一）结语"), numbering("三家医院")
    (('、', 2), ('（）', 11), None)
    """
    match = _NUMBERED.match(clause)
    number = match and value(match[0].strip("第部分章、：.（）附表 "))
    return (
        (re.sub(r"[\d一二三四五六七八九十]", "", match[0]), int(number.value))
        if match and number
        else None
    )


def joined(title: str) -> Joined | None:
    """Return the years of a title that joins a summary and a plan; None for any other title.

    Examples
    --------
    >>> joined("2024年工作总结暨2025年重点工作安排"), joined("2025年工作计划")
    (Joined(summed=2024, planned=2025), None)
    """
    said = title.replace("\n", "")
    match = None if _SENTENCES.search(said) else _JOINED.search(said)
    if match is None:
        return None
    word = max(match.start("word"), match.start("other"))
    before = _ANY_YEAR.findall(said, 0, word)
    behind = _ANY_YEAR.findall(said, word, match.end())
    summed, planned = int(before[-1]) if before else 0, int(behind[0]) if behind else 0
    return Joined(summed or max(0, planned - 1), planned or (summed + 1 if summed else 0))


def summed(title: str) -> Joined | None:
    """Return the year that the title of a review sums up; None for any other title.

    Examples
    --------
    >>> summed("开平市卫生健康局2024年工作总结"), summed("2025年工作计划")
    (Joined(summed=2024, planned=0), None)
    """
    said = title.replace("\n", "")
    match = None if _SENTENCES.search(said) else _SUMMED.search(said)
    return Joined(int(match[1]), 0) if match else None


def plans(title: str) -> bool:
    """Whether a text of this title is a plan as a whole.

    Examples
    --------
    >>> plans("基层能力提升方案（2025—2027年）"), plans("2025年工作思路")
    (True, True)
    >>> plans("2024年工作总结"), plans("2024年工作总结及2025年工作计划")
    (False, False)
    """
    said = title.replace("\n", "")
    return _PLAN.search(said) is not None and joined(said) is None
