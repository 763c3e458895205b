"""Numerals as Chinese texts write them: ``1.25亿``, ``５６００``, ``三千二百``, ``百分之九十``.

:data:`NUMERAL` finds one; :func:`value` gives its exact value and the unit of its lowest non-zero
place, on which 余, 多, 近 and 约 depend (10余 lies between 10 and 20, 460多 between 460 and 470).
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

_DIGITS = dict(zip("零〇一二两三四五六七八九", (0, 0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
_SMALL = {"十": 10, "百": 100, "千": 1_000}
_LARGE = {"万": 10_000, "亿": 100_000_000}
_SCALES = {**_SMALL, **_LARGE}

_ARABIC = r"\d+(?:,\d{3})*(?:\.\d+)?"
_HAN = r"[零〇一二两三四五六七八九十百千万亿]+(?:点[零〇一二三四五六七八九]+)?"
#: Arabic digits with an optional 万/亿 scale, or Chinese numerals.
NUMERAL = rf"(?:{_ARABIC}[十百千]?[万亿]{{0,2}}|{_HAN})"

# Full-width forms become half-width one for one, so that positions in the text stay true.
_NARROW = {ord(wide): chr(ord(wide) - 0xFEE0) for wide in "０１２３４５６７８９．％－＋～"}


class Numeral(NamedTuple):
    """An exact value and the size of its lowest non-zero place."""

    value: Decimal
    place: Decimal


def narrow(text: str) -> str:
    """Turn full-width digits, points, signs and ％ into half-width ones, length unchanged."""
    return text.translate(_NARROW)


def value(text: str) -> Numeral | None:
    """Read one numeral exactly, or answer None rather than guess.

    Examples
    --------
    >>> value("1.25亿").value, value("三千二百").value, value("460").place
    (Decimal('125000000.00'), Decimal('3200'), Decimal('1E+1'))
    >>> value("千") is None
    True
    """
    if re.fullmatch(rf"{_ARABIC}[十百千]?[万亿]{{0,2}}", text):
        return _arabic(text)
    if re.fullmatch(_HAN, text) and any(c in _DIGITS or c == "十" for c in text):
        return _han(text)
    return None


def _arabic(text: str) -> Numeral:
    digits = re.match(_ARABIC, text)
    assert digits is not None
    scale = Decimal(1)
    for char in text[digits.end() :]:
        scale *= _SCALES[char]
    plain = Decimal(digits[0].replace(",", ""))
    return Numeral(plain * scale, _lowest_place(plain) * scale)


def _lowest_place(number: Decimal) -> Decimal:
    if number == 0:
        return Decimal(1)
    exponent = number.normalize().as_tuple().exponent
    assert isinstance(exponent, int)
    return Decimal(1).scaleb(exponent)


def _han(text: str) -> Numeral | None:
    whole, _, fraction = text.partition("点")
    if all(char in _DIGITS for char in whole):  # 二〇二五: read digit by digit
        total = Decimal(int("".join(str(_DIGITS[char]) for char in whole)))
    else:
        summed = _sum_places(whole)
        if summed is None:
            return None
        total = Decimal(summed)
    if fraction:
        total += Decimal("0." + "".join(str(_DIGITS[char]) for char in fraction))
    return Numeral(total, _lowest_place(total))


def _sum_places(text: str) -> int | None:
    total = section = 0
    digit: int | None = None
    for char in text:
        if char in _DIGITS:
            if digit:  # two digits in a row with scales elsewhere: 三五百 is a range, not a number
                return None
            digit = _DIGITS[char]
        elif char in _SMALL:
            section += (1 if digit is None or digit == 0 else digit) * _SMALL[char]
            digit = None
        else:
            total = (total + section + (digit or 0)) * _LARGE[char]
            section, digit = 0, None
    return total + section + (digit or 0)
