"""Forms: numerals that are read by their form before any unit is asked for.

Fractions, ordinals, rate bases, idioms, numbers of points, and digits that are no number at all.
Each function looks at one run of numerals and answers with what it is, or not at all.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from string import ascii_letters

from jmanalysis import numerals
from jmanalysis.numerals import NUMERAL, PLAIN, Numeral
from jmanalysis.reading import contexts
from jmanalysis.reading.amounts import signed
from jmanalysis.reading.figures import Quantity
from jmanalysis.reading.kinds import TIMES, dimension_of
from jmanalysis.reading.lexicon import lexicon
from jmanalysis.reading.tails import BASES, tail
from jmanalysis.wording import RANGE_SIGN

Look = Callable[[str, int, int], Quantity | None]

_ADDRESS = r"(?<![\d.])\d+(?:\.\d+){2,}|\d{4}([-/.])\d{1,2}\1\d{1,2}(?!\d)"
_CLOCK = r"\d{1,2}[:：∶][0-5]\d(?!\d)(?:[-—~至到]+\d{1,2}[:：∶][0-5]\d)?"
_SUM = r"(?:\+(?:\d+|[NXn](?![a-z])))+"
_MIXED_TIME = r"\d+(?:个?小时|天|分|个月)(?:零)?\d+(?:个?小时|分钟?|秒|天)|\d{1,2}年零?\d{1,2}个月"
#: What digits are no number: pattern, kind, reason; the first that fits holds.
_CODES = tuple(
    (re.compile(pattern), kind, reason)
    for pattern, kind, reason in (
        (_ADDRESS, "code", "address, date or version"),
        (_CLOCK, "code", "time of day"),
        (rf"\d+{_SUM}|\d+(?:[-—]\d+){{2,}}", "name", "name made of numbers"),
        (r"\d+(?:\.\d+)?(?:[:：∶]\d+(?:\.\d+)?)+", "ratio", "ratio of two numbers"),
        (_MIXED_TIME, "unknown", "length of time in two units"),
        (r"0\d{2,}(?:[-—]\d+)*", "code", "number with a leading zero"),
        (r"0\d(?![\d.年月日号时点分秒%:：])", "code", "number with a leading zero"),
    )
)
# Mostly it is none of them, which one look tells; the back-reference is that of the first.
_CODED = re.compile("|".join(f"(?:{pattern.pattern})" for pattern, _, _ in _CODES))
_COARSE = Decimal("0.1")  # 近三分之一 is no closer than to a tenth
_GOES_ON = ":：∶+-—./小个天分年"  # what any of these goes on with, behind its digits
#: What stands before and behind digits that are no number, unless they begin with 0.
BESIDE_CODES = (f".≥≤<>=：表图{ascii_letters}", f"{_GOES_ON}^{ascii_letters}")
# 浏览次数：1206, 网站标识码：…, 您是第…位访问者; and 附表2, which is the second of them.
_OF_PAGE = re.compile(
    "(?:(?:浏览|阅读|点击|访问|播放|下载)(?:次数|人数|量|数)?|标识码|邮编|电话|传真|热线)：$"
)
_NUMBERED_TABLE = re.compile(r"(?:\A|[\n。；：（(]|[见如详])附?[表图]$")
_VISITORS = ("位访", "位浏", "位读", "次访")
_LETTERS = frozenset(ascii_letters)
_LATIN_ENDS = _LETTERS | set("≥≤<>=\n")  # the end of a line may stand behind a limit
_MEASURED = re.compile("(?!的)[一-鿿A-Za-z]")
_POINT = re.compile("[一-鿿“《]")
# 十、卫生健康, behind a title without a full stop; 三、四级 and 前三、 are not meant.
_HEADING = re.compile(rf"[一二三四五六七八九十]{{1,3}}、(?![{PLAIN}第])[一-鿿]")
_NO_HEADING = frozenset("第前后、周其之统唯均至到为达是约近超逾列居位")
_POINTED = re.compile(r"(?<!\.)\.$")
_LIMIT = re.compile("[A-Za-z][≥≤<>=]{1,2}$")
_LATIN = re.compile("[A-Za-z^]")
_FRACTION = re.compile(
    rf"(?:{NUMERAL}又)?{NUMERAL}分之[负-]?{NUMERAL}|(?:\d+ )?\d+/\d+(?![\d万千百十])"
)
_HUNDREDTHS = re.compile(
    rf"([百佰]|[千仟]|万|百万|千万|万万|百万万)分之(?:(百)(?![{PLAIN}])|([负-]?)({NUMERAL}))"
)
_PARTS = ("分之", "又", "/", " ")
_TO_SECOND = re.compile(rf"{RANGE_SIGN}(?:百分之)?({NUMERAL})")
_TO_ORDINAL = re.compile(rf"[-—~至到]第?({NUMERAL})")
_NEXT_ORDINAL = re.compile("[和及与]第")
_RANK_ENDS = frozenset("，。；！）、”…")
_AFTER = re.compile("及?以上|及?以下|以内|左右|上下")


def code(text: str, at: int, to: int) -> Quantity | None:
    """Find what digits are no number: addresses, dates with strokes, clocks, ratios, sums."""
    before, after = text[at - 1 : at], text[to : to + 1]
    if (text[at] == "0" or after in _GOES_ON) and _CODED.match(text, at):
        for pattern, kind, reason in _CODES:
            if match := pattern.match(text, at):
                return Quantity(at, match.end(), at, match.end(), kind, reason=reason)
    if after == "^" or (before in {".", "\n"} and _POINTED.search(text, max(0, at - 2), at)):
        return Quantity(at, to, at, to, "code", reason="part of a longer expression")
    if before == "：" and _OF_PAGE.search(text, max(0, at - 8), at):
        return Quantity(at, to, at, to, "code", reason="number of the page itself")
    if before in {"表", "图"} and _NUMBERED_TABLE.search(text, max(0, at - 3), at):
        return Quantity(at, to, at, to, "list", reason="number of a table")
    return _latin(text, at, to) if before in _LATIN_ENDS or after in _LETTERS else None


def _latin(text: str, at: int, to: int) -> Quantity | None:
    """Tell HPV16 and 5G, which are names, from AED21台 and 6m², which are figures."""
    before, after = text[at - 1 : at], text[to : to + 1]
    if _LIMIT.search(text, max(0, at - 3), at):
        return Quantity(at, to, at, to, "code", reason="limit of a Latin name")
    if at and before.isascii() and before.isalpha():
        rest = tail(text, to)
        if not (rest.unit or rest.scale or rest.upper_unit):
            return Quantity(at, to, at, to, "code", reason="part of a Latin name")
    if after.isascii() and after.isalpha() and text[to : to + 2] not in {"m²", "m2"}:
        kind = "unknown" if "." in text[at:to] else "code"
        return Quantity(at, to, at, to, kind, reason="followed by a Latin letter")
    return None


def hundredths(text: str, at: int, to: int) -> Quantity | None:
    """Read 百分之五, 千分之三, 万分之二 as shares."""
    match = _HUNDREDTHS.match(text, at) if text.startswith("分之", to) else None
    if match is None:
        return None
    scale = match[1].replace("佰", "百").replace("仟", "千")
    size = {**BASES, "千万": 10**7, "万万": 10**8, "百万万": 10**10}[scale]
    number = Numeral(Decimal(100), Decimal(100)) if match[2] else numerals.value(match[4])
    if number is None or _LATIN.match(text, match.end()):
        return _unreadable(at, match.end())
    part = Decimal(100) / size
    sign = -1 if match[3] else 1
    number = Numeral(number.value * part * sign, number.place * part)
    second = _TO_SECOND.match(text, match.end()) if size == 100 else None
    upper = numerals.value(second[1]) if second else None
    end = second.end() if second and upper else match.end()
    return _share(text, at, end, number, upper, "%")


def fraction(text: str, at: int, to: int) -> Quantity | None:
    """Read 三分之二 and 2/3."""
    match = _FRACTION.match(text, at) if text.startswith(_PARTS, to) else None
    if match is None:
        return None
    said = match[0].replace("负", "").replace("-", "")
    number = numerals.fraction(said)
    if number is None:
        return _unreadable(at, match.end())
    if "/" in said and number > 1 and _MEASURED.match(text, match.end()):  # 180/110毫米汞柱
        return Quantity(
            at, match.end(), at, match.end(), "unknown", reason="two numbers with a stroke"
        )
    exact = Decimal(number.numerator) / Decimal(number.denominator)
    if signed(text, at) != (said != match[0]):
        exact = -exact
    return _share(text, at, match.end(), Numeral(exact, _COARSE), None, "")


def _unreadable(at: int, end: int) -> Quantity:
    return Quantity(at, end, at, end, "unknown", reason="unreadable fraction")


def _share(
    text: str, at: int, end: int, number: Numeral, second: Numeral | None, unit: str
) -> Quantity:
    before, start = contexts.bounding(text, at)
    after = _AFTER.match(text, end)
    kind = "change" if contexts.changes(text, at) else "share"
    stop, word = (after.end(), after[0]) if after else (end, "")
    return Quantity(start, stop, at, end, kind, number, second, unit, 0, before, word)


def idiom(text: str, at: int, to: int) -> Quantity | None:
    """Find the expressions of ``idioms.csv``."""
    words = lexicon()
    if not words.may_stand(text[at - 1 : at], text[at : at + 2], text[to : to + 2]):
        return None  # as three of four numerals
    found = words.chain_at(text, at, to) or words.at(text, at, to)
    if found is None:
        return None
    end, (kind, reason) = found
    if kind.startswith("count:"):
        number = numerals.value(text[at:to])
        unit = kind.partition(":")[2]
        return Quantity(at, end, at, to, "count", number, unit=unit, reason=reason)
    return Quantity(at, end, at, max(end, to), kind, numerals.value(text[at:to]), reason=reason)


def base(text: str, at: int, to: int) -> Quantity | None:
    """Read 每千, 每10万, 千人口: not a figure itself but what the next ones refer to."""
    each = text[at - 1 : at] == "每"
    if not (each or text.startswith(("人口", "常住人口", "户籍人口"), to)):
        return None
    said = text[at:to]
    number = numerals.value(said)
    size = int(number.value) if number else BASES.get(said, 0)
    dimension = dimension_of(tail(text, to).unit)
    if size < 10 or (not each and said not in BASES) or dimension in TIMES:
        return None
    exact = Numeral(Decimal(size), Decimal(size))
    return Quantity(at - each, to, at, to, "base", exact, reason="rate base")


def ordinal(text: str, at: int, to: int) -> Quantity | None:
    """Tell ranks (全省第四) from events (第四次) and from numbered things (第三批)."""
    if text[at - 1 : at] != "第":
        return None
    start, number, rest = at - 1, numerals.value(text[at:to]), text[to : to + 1]
    last = text.endswith("倒数", 0, start)
    if number is None or last:
        reason = "counted from the end" if last else "unreadable ordinal"
        return Quantity(start, to, at, to, "unknown", reason=reason)
    if rest == "次":
        return Quantity(
            start, to + 1, at, to, "count", number, unit="次", reason="how often so far"
        )
    span = _TO_ORDINAL.match(text, to)
    second = numerals.value(span[1]) if span else None
    if span and second and second.value > number.value:
        return Quantity(start, span.end(), at, span.end(), "rank", number, second, "名")
    named = rest != "" and rest in "名位" and not text.startswith(_VISITORS, to)
    listed = _NEXT_ORDINAL.match(text, to) is not None
    if named or listed or not rest or rest in _RANK_ENDS or contexts.ranked(text, start):
        end = to + named
        return Quantity(start, end, at, to, "rank", number, unit="名", reason="place in an order")
    return Quantity(start, to, at, to, "name", number, reason="numbered thing")


def marker(text: str, at: int, to: int) -> Quantity | None:
    """Find the number of a point: ``一、``, ``（二）``, ``3.`` at the beginning of a sentence."""
    before, after = text[at - 1 : at], text[to : to + 1]
    if after and after in "]〕" and before and before in "[〔" and to - at <= 2:
        return Quantity(at, to, at, to, "list", reason="footnote mark")
    if after == "、" and before not in _NO_HEADING and _HEADING.match(text, at):
        return Quantity(at, to, at, to, "list", reason="number of a section")
    if (before in "（(" and after in "）)" and before and after) and to - at <= 2:
        return Quantity(at, to, at, to, "list", reason="number of a point")
    if after in "、.．" and after and (before in "。！？；\n：" or at == 0) and to - at <= 2:
        return Quantity(at, to, at, to, "list", reason="number of a point")
    # No decimal goes on with a character: 1.改善设施, behind a heading that has no full stop.
    if after in {".", "．"} and to - at <= 2 and _POINT.match(text, to + 1):
        return Quantity(at, to, at, to, "list", reason="number of a point")
    return None


def top(text: str, at: int, to: int) -> Quantity | None:
    """Read 前三, 前10名, 前5%: among the first."""
    if text[at - 1 : at] != "前" or not contexts.topped(text, at):
        return None
    number = numerals.value(text[at:to])
    unit = "%" if text[to : to + 1] == "%" else "名"
    end = to + (text[to : to + 1] in set("%名位强"))
    return Quantity(at - 1, end, at, to, "rank", number, unit=unit, before="at_most")
