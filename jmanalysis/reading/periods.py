"""Periods: what the words of a text name as a time, in the notation of the claims."""

from __future__ import annotations

import re

from jmanalysis.numerals import value

#: A set of characters first, and only then what stands before them: so the engine may skip.
YEAR = re.compile(r"((?:19|20)\d\d)(?<![\d第]\d{4})年")
#: From one year to another: 2022—2024年.
SPAN = re.compile(r"(20\d\d)年?(?:[-—~至到]|--)+20\d\d年")
_OF_COMPARED = re.compile(
    r"(?:[比较]|高于|低于|(?P<from>[由从]))(?:((?:19|20)\d\d)年|上一?年)(?:[年末底初度]{1,2}|同期|全年)*"
    r"(?:的|(?(from)|(?!)))(?:约|近|超过?)?$"
)
# 五年来, “十四五”时期, and a month without its year: 10月新增, 7月以来.
_YEARS_PAST = re.compile("(?:^|[，这近])([两二三四五]|[2-5])年[来间]")
_FIVE_YEARS = re.compile(
    '(?<![是比较的][“"])(?<![是比较的])十([一二三四五六])五[”"]?(?:时期|期间|以来)'
)
_MONTH = re.compile(
    r"[^\d，。年]{0,4}?(1[0-2]|[1-9])月(?:份|[上中下]旬)?(以来)?"
    r"(?![\d龄均薪起至到—~-]|[底末]?[之以]?前|[底末])"
)

_PART_NAMED = (
    "(?P<half>[上下])半年|前(?P<quarters>[二两三23])个?季度|第?(?P<quarter>[一二三四1-4])季度"
)
_OWN = re.compile(
    r"(?:(?P<year>(?:19|20)\d\d)年|(?P<last>去年|上年)|(?P<next>明年)|(?P<this>今年))"
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
    said = period(title, 0)
    if not said and issue and (named := part(title)):
        said = part_of(named, issue)
    return said if "/" in said and "-" in said else ""


#: The same without a year, in a text of the year itself: 上半年, 截至6月底.
_PART = re.compile(
    rf"(?<![比较与同于第])(?:{_PART_NAMED}"
    r"|[前头](?P<months>\d{1,2}|[一二两三四五六七八九十]{1,2})个?月"
    r"|(?P<first>\d{1,2})月?(?:[-—~至到]|--)+(?P<last_month>\d{1,2})月"
    r"|(?:截至(?:今年)?(?=\d{1,2}月)|(?=\d{1,2}月[底末]))(?P<month>\d{1,2})月)"
)


def part(clause: str) -> re.Match[str] | None:
    """Find the part of a year that is named without it; :func:`part_of` gives the period."""
    told = "月" in clause or "季度" in clause or "半年" in clause
    return _PART.search(clause) if told else None


def period(clause: str, issue: int) -> str:
    """Read the period that a clause states itself.

    Examples
    --------
    >>> period("去年前三季度", 2025), period("明年", 2025), period("2022—2024年", 2025)
    ('2024-01/2024-09', '2026', '2022/2024')
    """
    matches = list(_OWN.finditer(clause))
    if not matches:
        return ""
    match = matches[-1]
    year = int(match["year"] or issue - bool(match["last"]) + bool(match["next"]))
    if year < 1900:
        return ""
    if (span := SPAN.search(clause)) and span.end() > match.start() and int(span[1]) < year:
        return f"{span[1]}/{year}"
    return part_of(match, year)


def part_of(match: re.Match[str], year: int) -> str:
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


def spanned(clause: str, year: int, issue: tuple[int, int]) -> str:
    """Read the years, months or month that a clause looks back over, without naming their year.

    Parameters
    ----------
    clause
        The clause.
    year
        The year that the text speaks of, 0 if unknown.
    issue
        The year and the month in which it appeared.

    Examples
    --------
    >>> spanned("五年来新增9家", 2025, (2025, 11)), spanned("“十三五”期间", 2025, (2025, 11))
    ('2021/2025', '2016/2020')
    >>> spanned("10月新增9家", 2025, (2025, 11)), spanned("7月以来", 2025, (2025, 11))
    ('2025-10', '2025-07/2025-11')
    """
    if plan := _FIVE_YEARS.search(clause):
        begun = 2006 + 5 * "一二三四五六".index(plan[1])  # 十一五
        return f"{begun}/{begun + 4}"
    if (past := _YEARS_PAST.search(clause)) and year and (count := value(past[1])):
        return f"{year - int(count.value) + 1}/{year}"
    if not year or (month := _MONTH.match(clause)) is None:
        return ""
    first = f"{year}-{int(month[1]):02d}"
    if not month[2]:
        return first
    return f"{first}/{year}-{issue[1]:02d}" if year == issue[0] and issue[1] > int(month[1]) else ""
