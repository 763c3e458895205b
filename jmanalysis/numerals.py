"""Numerals as Chinese texts write them: ``1.25亿``, ``５６００``, ``三千二百``, ``五分之二``.

:data:`NUMERAL` finds one; :func:`value` gives its exact value and the unit of its lowest non-zero
place, on which 余, 多, 近 and 约 depend (10余 lies between 10 and 20, 460多 between 460 and 470).
What is no sound numeral has no value: nothing is guessed.
"""

from __future__ import annotations

import csv
import re
from decimal import Decimal
from fractions import Fraction
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

_DIGITS = dict(zip("零〇一二两三四五六七八九", (0, 0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
_DIGITS |= dict(zip("壹贰叁肆伍陆柒捌玖俩", (1, 2, 3, 4, 5, 6, 7, 8, 9, 2), strict=True))
_SMALL = {"十": 10, "百": 100, "千": 1_000, "拾": 10, "佰": 100, "仟": 1_000}
_LARGE = {"万": 10_000, "亿": 100_000_000, "兆": 1_000_000_000_000}
_SCALES = {**_SMALL, **_LARGE}

#: Chinese numerals of every day, and those of cheques, which are also names and verbs (陆, 拾).
PLAIN = "零〇一二两三四五六七八九十百千万亿兆廿卅"
FORMAL = "壹贰叁肆伍陆柒捌玖俩拾佰仟"
_ARABIC = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
_WHOLE = rf"[{PLAIN}{FORMAL}]+"
_HAN = rf"{_WHOLE}(?:点[零〇一二三四五六七八九壹贰叁肆伍陆柒捌玖]+)?"
_POWER = r"(?:[eE][-+]?\d{1,2}|\^[-+]?\d{1,2})(?!\d)"
# 3万4000, 7万5千: what follows a scale is part of the number, unless it begins a date.
_REST = (
    r"(?:(?:零?\d+(?:\.\d+)?[十百千万亿兆]+|\d{4}(?![\d年.,])|零\d{1,3}(?![\d年.,])"
    rf"|\d(?![\d年.,%‰月日])|{_WHOLE}))*"
)
#: Arabic digits with scales, or Chinese numerals; a longer reading is tried first.
NUMERAL = rf"(?:{_ARABIC}(?:(?:[十百千]?[万亿兆]{{1,2}}|[百千])(?:{_REST})|{_POWER})?|{_HAN})"
_LONGEST = 40  # characters; what is longer was not written by anybody
_TOKENS = re.compile(rf"{_ARABIC}|.")
_MIXED = re.compile(rf"{_ARABIC}[十百千万亿兆]+{_REST}")
_PLAIN_ARABIC = re.compile(_ARABIC)
_SPOKEN = re.compile(_HAN)
_POWERED = re.compile(rf"({_ARABIC})(e|E|\^)([-+]?\d{{1,2}})")
_FRACTION = re.compile(rf"(?:({NUMERAL})又)?({NUMERAL})分之({NUMERAL})")
_SLASHED = re.compile(r"(?:(\d+) )?(\d+)/(\d+)")

# Full-width forms become half-width one for one, so that positions in the text stay true.
_WIDE = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | {0x3000: " "}
_WIDE |= {0x2212: "-", 0xFE63: "-"}  # minus signs
for _kept in "，！？：；（）":  # Chinese punctuation is no variant of ASCII
    del _WIDE[ord(_kept)]
_THOUSANDS = re.compile(r"，(?<=[０-９]，)(?=[０-９]{3}(?![０-９]))")


class Numeral(NamedTuple):
    """An exact value and the size of its lowest non-zero place."""

    value: Decimal
    place: Decimal


@cache
def variants() -> dict[int, str]:
    """Return the traditional forms that the vocabulary uses, from ``variants.csv``."""
    text = files("jmanalysis").joinpath("variants.csv").read_text(encoding="utf-8")
    return {ord(row["variant"]): row["plain"] for row in csv.DictReader(text.splitlines())}


@cache
def _narrowed() -> tuple[re.Pattern[str], dict[str, str]]:
    """Return what is not plain, to find it, and the plain form of each."""
    plain = {chr(code): char for code, char in (_WIDE | variants()).items()}
    return re.compile(f"[{re.escape(''.join(plain))}]"), plain


def narrow(text: str) -> str:
    """Turn full-width and traditional forms into plain ones, length unchanged.

    Examples
    --------
    >>> narrow("超５６.１２％，約３萬個")
    '超56.12%，约3万个'
    """
    found, plain = _narrowed()  # on plain text a search is five times as fast as a translation
    return found.sub(lambda match: plain[match[0]], _THOUSANDS.sub(",", text))


@lru_cache(maxsize=256)  # the small numbers of a page come back again and again
def value(text: str) -> Numeral | None:
    """Read one numeral exactly, or answer None rather than guess.

    Examples
    --------
    >>> value("1.25亿").value, value("三千二百").value, value("460").place
    (Decimal('125000000.00'), Decimal('3200'), Decimal('1E+1'))
    >>> value("千") is None
    True
    """
    if len(text) > _LONGEST:
        return None
    if _PLAIN_ARABIC.fullmatch(text):
        plain = text.replace(",", "")
        number = Decimal(plain)  # it knows the digits of all scripts
        return Numeral(number, _lowest_place(plain if plain.isascii() else format(number, "f")))
    if "廿" in text or "卅" in text:
        text = text.replace("廿", "二十").replace("卅", "三十")
    if powered := _POWERED.fullmatch(text):
        return _power(*powered.groups())
    if _MIXED.fullmatch(text) or (_SPOKEN.fullmatch(text) and _counts(text)):
        return _parsed(text)
    return None


def fraction(text: str) -> Fraction | None:
    """Read ``五分之二``, ``3又4分之1``, ``2/3`` or ``1 2/3`` exactly.

    Examples
    --------
    >>> fraction("三分之二"), fraction("三分之零点五"), fraction("1/0") is None
    (Fraction(2, 3), Fraction(1, 6), True)
    """
    match = _FRACTION.fullmatch(text)
    if match:
        whole, below, above = (value(part) if part else None for part in match.groups())
        if below is None or above is None or not below.value:
            return None
        return (Fraction(whole.value) if whole else 0) + Fraction(above.value) / Fraction(
            below.value
        )
    match = _SLASHED.fullmatch(text)
    if match and int(match[3]):
        return int(match[1] or 0) + Fraction(int(match[2]), int(match[3]))
    return None


def pair(text: str) -> tuple[Numeral, Numeral] | None:
    """Read two neighbouring digits as the range that they name: ``两三百``, ``三五个``, ``十七八``.

    Examples
    --------
    >>> [int(one.value) for one in pair("两三百")], pair("二五") is None
    ([200, 300], True)
    """
    match = re.fullmatch(
        r"([一二三四五六七八九]?十)?([一二两三四五六七八])([二三四五六七八九])([十百千万亿]*)", text
    )
    if not match:
        return None
    head, one, other, scale = (part or "" for part in match.groups())
    step = _DIGITS[other] - _DIGITS[one]
    if step != 1 and (one, other) != ("三", "五"):
        return None
    ends = value(head + one + scale), value(head + other + scale)
    return (ends[0], ends[1]) if ends[0] and ends[1] else None


def _counts(text: str) -> bool:
    """Whether there is more than bare scales: 百万 alone is no number, 十 and 百三 are."""
    return any(char in _DIGITS or char in "十拾" for char in text)


def _power(base: str, sign: str, exponent: str) -> Numeral:
    plain = Decimal(base.replace(",", ""))
    powered = plain ** int(exponent) if sign == "^" else plain.scaleb(int(exponent))
    return Numeral(powered, _lowest_place(format(powered, "f")))


def _lowest_place(number: str) -> Decimal:
    """Return the unit of the lowest place of a number, in plain digits, that is not zero."""
    whole, _, decimals = number.partition(".")
    if decimals := decimals.rstrip("0"):
        return _power_of_ten(-len(decimals))
    significant = len(whole.rstrip("0"))
    return _power_of_ten(len(whole) - significant if significant else 0)


@cache
def _power_of_ten(exponent: int) -> Decimal:
    return Decimal(1).scaleb(exponent)


def _parsed(text: str) -> Numeral | None:
    whole, _, decimals = text.partition("点")
    if _is_spelt(whole):  # 二〇二五
        total: Decimal | None = Decimal(int("".join(str(_DIGITS[char]) for char in whole)))
    else:
        total = _Sum().of(_TOKENS.findall(whole))
    if total is None:
        return None
    if decimals:
        total += Decimal("0." + "".join(str(_DIGITS[char]) for char in decimals))
    return Numeral(total, _lowest_place(format(total, "f")))


def _is_spelt(text: str) -> bool:
    """Whether digits are read one by one, as in a year; 三五 and 两两 are no such number."""
    return len(text) > 2 + ("〇" not in text and "零" not in text) and set(text) <= set(_DIGITS)


class _Sum:
    """The places of one numeral, added up from left to right."""

    def __init__(self) -> None:
        self.total = self.section = Decimal(0)
        self.digit: Decimal | None = None
        self.small = self.large = self.scale = 0  # the last scales met; 0 is none yet
        self.gap = False  # 零 since the last scale: 一百零五 is 105, 一百五 is 150

    def of(self, tokens: list[str]) -> Decimal | None:
        """Return the sum, or None where the tokens contradict each other."""
        for token in tokens:
            step = self._small if token in _SMALL else self._large if token in _LARGE else self._one
            if not step(token):
                return None
        if self.digit is not None:
            short = self.scale and not self.gap and self.digit < 10
            self.section += self.digit * (self.scale // 10 if short else 1)
        return self.total + self.section

    def _one(self, token: str) -> bool:
        if self.digit:  # two digits in a row with scales elsewhere: a range, not a number
            return False
        self.digit = Decimal(_DIGITS[token] if token in _DIGITS else token.replace(",", ""))
        self.gap = self.gap or self.digit == 0 or self.digit >= 1_000
        return True

    def _small(self, token: str) -> bool:
        size = _SMALL[token]
        if self.small and size >= self.small and not (self.digit and self.digit >= 10):
            return False
        self.section += (self.digit or Decimal(1)) * size
        self.digit, self.small, self.scale, self.gap = None, size, size, False
        return True

    def _large(self, token: str) -> bool:
        size = _LARGE[token]
        current = self.section + (self.digit or 0)
        if self.large and size > self.large:  # 一万五千亿: the scale covers all before it
            self.total = (self.total + current) * size
        elif not current and self.scale == self.large:  # 十万万, 4万亿
            self.total *= size
        else:
            self.total += current * size
        self.section, self.digit, self.small = Decimal(0), None, 0
        self.large = self.scale = size
        self.gap = False
        return True
