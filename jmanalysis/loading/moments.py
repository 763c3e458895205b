"""Moments: the year or period that a head, a title or a file name says.

``2024年末`` is 2024, ``2025年1—6月`` is 2025-01/2025-06. A head may say only a part (``1—6月``,
``上年``); the rest then comes from the title above it.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass

from jmanalysis.numerals import narrow

_Y = r"((?:19|20)\d\d)"
_TO = r"[-—–~～－至到]+"
_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_SPELT = re.compile(r"[一二][〇○零九][〇○零一二三四五六七八九]{2}(?=年)")
_QUARTER = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_PLANS = {"十二五": 2011, "十三五": 2016, "十四五": 2021, "十五五": 2026}


@dataclass(frozen=True, slots=True)
class Moment:
    """A period, or the part of one that was said.

    Attributes
    ----------
    year
        The year, 0 where none was said.
    first, last
        Months, 0 for the whole year.
    until
        The last year of a span of years.
    offset
        ``-1`` for 上年: years from the one that the context says.
    day
        A day of the month, where one was said.
    """

    year: int = 0
    first: int = 0
    last: int = 0
    until: int = 0
    offset: int = 0
    day: int = 0

    def within(self, context: Moment | None) -> Moment | None:
        """Complete this with the context's year; None if it has none."""
        if self.year:
            return self
        if context is None or not context.year or context.until:
            return None
        year = context.year + self.offset
        if self.first:
            return Moment(year, self.first, self.last)
        return Moment(year, context.first, context.last)

    @property
    def period(self) -> str:
        """Write it as ISO 8601.

        Examples
        --------
        >>> Moment(2024).period, Moment(2025, 1, 6).period, Moment(2021, until=2025).period
        ('2024', '2025-01/2025-06', '2021/2025')
        """
        if self.until:
            return f"{self.year}/{self.until}"
        if self.day:
            return f"{self.year}-{self.first:02d}-{self.day:02d}"
        if not self.first:
            return str(self.year)
        first, last = f"{self.year}-{self.first:02d}", f"{self.year}-{self.last:02d}"
        return first if first == last else f"{first}/{last}"


def _months(year: int, first: int, last: int) -> Moment | None:
    if not 1 <= first <= last <= 12:
        return None
    return Moment(year) if (first, last) == (1, 12) else Moment(year, first, last)


def _quarter(year: int, said: str) -> Moment | None:
    n = _QUARTER[said]
    return _months(year, 3 * n - 2, 3 * n)


def _half(year: int, said: str) -> Moment | None:
    return _months(year, 1, 6) if said in "上1" else _months(year, 7, 12)


def _date(year: int, month: int, day: str | None) -> Moment | None:
    if not 1 <= month <= 12:
        return None
    if not day:
        return Moment(year, month, month)
    number = int(day)
    if not 1 <= number <= calendar.monthrange(year, month)[1]:
        return None
    # The last day of a year is said of what there is in that year: 截至2024年12月31日.
    return Moment(year) if (month, number) == (12, 31) else Moment(year, month, month, day=number)


_Make = Callable[[re.Match[str]], "Moment | None"]
_PARTS: tuple[tuple[str, Callable[[int, re.Match[str]], Moment | None]], ...] = (
    (
        rf"(?P<m1>\d{{1,2}})月?(?:份)?{_TO}(?P<m2>\d{{1,2}})月(?:份)?(?:累计)?",
        lambda y, m: _months(y, int(m["m1"]), int(m["m2"])),
    ),
    (r"第?(?P<q>[一二三四1-4])季度?", lambda y, m: _quarter(y, m["q"])),
    (r"前三季度", lambda y, _: _months(y, 1, 9)),
    (r"(?P<h>[上下])半年", lambda y, m: _half(y, m["h"])),
    (
        r"(?P<m>\d{1,2})月(?:份|底|末)?(?:(?P<d>\d{1,2})日)?",
        lambda y, m: _date(y, int(m["m"]), m["d"]),
    ),
)


def _named(pattern: str, n: int) -> str:
    return re.sub(r"\?P<(\w+)>", rf"?P<\g<1>_{n}>", pattern)


def _partial(parts: str, year: int) -> Moment | None:
    for pattern, make in _PARTS:
        if found := re.fullmatch(pattern, parts):
            return make(year, found)
    return None


_ANY_PART = "|".join(_named(pattern, n) for n, (pattern, _) in enumerate(_PARTS))
_WHOLE = re.compile(
    rf"(?:截至|截止|至|到)?{_Y}年(?:度)?(?P<part>{_ANY_PART})?(?:年?[末底初](?!级)|全年)?"
)
_SPAN = re.compile(rf"{_Y}年?(?:度)?{_TO}{_Y}年?(?:度)?")
_ISO = re.compile(rf"(?<!\d){_Y}[-./](\d{{1,2}})(?:[-./](\d{{1,2}}))?(?!\d)")
_LATIN = re.compile(rf"(?<!\d){_Y}[- ]?([QqHh])([1-4])(?!\d)")
_BARE = re.compile(rf"(?<![\d.,]){_Y}(?![\d.,%‰万亿人个])")
_PLAN = re.compile('[“"]?(十[二三四五]五)[”"]?(?:规划|期间|时期)?(末|期末)?')
_RELATIVE = re.compile(
    "(本年|今年|当年|本期|上年|去年|上期|上一年|前年)(?:度)?(?:同期)?(?:[末底])?"
)
_BACK = {"上年": -1, "去年": -1, "上期": -1, "上一年": -1, "前年": -2}
_LOOSE = re.compile(rf"(?:{_ANY_PART})")


def _plan(found: re.Match[str]) -> Moment:
    first = _PLANS[found[1]]
    return Moment(first + 4) if found[2] else Moment(first, until=first + 4)


def _latin(found: re.Match[str]) -> Moment | None:
    year, part = int(found[1]), found[3]
    return _quarter(year, part) if found[2] in "Qq" else _half(year, part)


def _span(found: re.Match[str]) -> Moment | None:
    first, last = int(found[1]), int(found[2])
    return Moment(first, until=last) if first < last else None


def _stated(found: re.Match[str]) -> Moment | None:
    year = int(found[1])
    return _partial(found["part"], year) if found["part"] else Moment(year)


#: Tried in this order: the longest form of saying a period first.
_FORMS: tuple[tuple[re.Pattern[str], _Make], ...] = (
    (_SPAN, _span),
    (_WHOLE, _stated),
    (_ISO, lambda m: _date(int(m[1]), int(m[2]), m[3])),
    (_LATIN, _latin),
    (_BARE, lambda m: Moment(int(m[1]))),
    (_PLAN, _plan),
    (_RELATIVE, lambda m: Moment(offset=_BACK.get(m[1], 0))),
    (_LOOSE, lambda m: _partial(m[0], 0)),
)


def find(text: str) -> tuple[Moment, int, int] | None:
    """Find the first period that a text says, with its span in the narrowed text.

    Examples
    --------
    >>> [find(text)[0].period for text in ("2025年1—6月", "截至２０２４年末", "二〇二四年")]
    ['2025-01/2025-06', '2024', '2024']
    >>> find("每千人口托位数") is None
    True
    """
    plain = plainly(text)
    for pattern, make in _FORMS:
        for found in pattern.finditer(plain):
            moment = make(found)
            if moment is not None:
                return moment, found.start(), found.end()
    return None


def plainly(text: str) -> str:
    """Narrow a text and write spelt years in digits, length unchanged."""
    return _SPELT.sub(lambda m: m[0].translate(_DIGITS), narrow(text))


def years_in(text: str) -> list[Moment]:
    """Return every distinct period with a year that a title or a file name says."""
    plain = plainly(text)
    found: dict[Moment, None] = {}
    while (one := find(plain)) is not None:
        moment, start, end = one
        plain = plain[:start] + "｜" + plain[end:]
        if moment.year:
            found[moment] = None
    # A day beside a year says when the paper was made: 2024年统计表（2025年3月5日）.
    undated = [moment for moment in found if not moment.day]
    return undated if len(undated) == 1 else list(found)
