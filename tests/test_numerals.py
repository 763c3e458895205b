"""Numerals as Chinese texts write them, against an independent writer of Chinese numerals."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jmanalysis import numerals

DIGITS = "零一二三四五六七八九"


def chinese(number: int) -> str:
    """Write a number below a hundred million the way it is read aloud."""
    if number >= 10_000:
        low = number % 10_000
        gap = "零" if 0 < low < 1_000 else ""
        return chinese(number // 10_000) + "万" + gap + (chinese(low) if low else "")
    text, zero = "", False
    for place, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            text += ("零" if zero else "") + DIGITS[digit] + sign
        zero = not digit and bool(text)
    return text or "零"


@given(st.integers(0, 99_999_999))
def test_a_chinese_numeral_is_read_as_the_number_it_was_written_from(number: int) -> None:
    found = numerals.value(chinese(number))
    assert found is not None
    assert found.value == number


@given(st.integers(1, 10**9), st.sampled_from(["", "万", "亿", "万亿"]))
def test_arabic_digits_with_a_scale_are_exact(number: int, scale: str) -> None:
    found = numerals.value(f"{number}{scale}")
    size = {"": 1, "万": 10**4, "亿": 10**8, "万亿": 10**12}[scale]
    assert found is not None
    assert found.value == Decimal(number) * size


@given(st.integers(1, 10**9))
def test_the_lowest_place_is_the_last_digit_that_is_not_zero(number: int) -> None:
    found = numerals.value(str(number))
    assert found is not None
    assert number % found.place == 0
    assert number % (found.place * 10) != 0


@pytest.mark.parametrize(
    ("text", "value", "place"),
    [
        ("6.12", "6.12", "0.01"),
        ("1.25亿", "125000000", "1000000"),
        ("10", "10", "10"),
        ("460", "460", "10"),
        ("1万", "10000", "10000"),
        ("1,234", "1234", "1"),
        ("十", "10", "10"),
        ("十五", "15", "1"),
        ("两", "2", "1"),
        ("三千二百", "3200", "100"),
        ("九点五", "9.5", "0.1"),
        ("一百零三", "103", "1"),
        ("二〇二五", "2025", "1"),
        ("3千万", "30000000", "10000000"),
        ("0", "0", "1"),
        ("两千四百五", "2450", "10"),
        ("7万5千4百", "75400", "100"),
        ("3万4000", "34000", "1000"),
        ("一亿二千万", "120000000", "10000000"),
        ("五兆六十二亿四万五千二", "5006200045200", "100"),
        ("肆佰陆拾", "460", "10"),
        ("2e5", "200000", "100000"),
        ("1,050,000", "1050000", "10000"),
    ],
)
def test_value_and_place(text: str, value: str, place: str) -> None:
    found = numerals.value(text)
    assert found is not None
    assert (found.value, found.place) == (Decimal(value), Decimal(place))


@pytest.mark.parametrize(
    "text",
    ["千", "百万", "三五百", "", "若干", "1.2.3", "一二十", "三百五千", "三五", "两两", "9" * 50],
)
def test_what_is_no_numeral_is_not_guessed(text: str) -> None:
    assert numerals.value(text) is None


@given(st.text())
def test_narrowing_keeps_every_position(text: str) -> None:
    assert len(numerals.narrow(text)) == len(text)


def test_full_width_digits_become_half_width() -> None:
    assert numerals.narrow("超５６.１２％") == "超56.12%"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("三分之二", Fraction(2, 3)),
        ("3又4分之1", Fraction(13, 4)),
        ("2/3", Fraction(2, 3)),
        ("1 1/2", Fraction(3, 2)),
        ("1/0", None),
        ("三分之", None),
    ],
)
def test_a_fraction_is_exact(text: str, value: Fraction | None) -> None:
    assert numerals.fraction(text) == value


@pytest.mark.parametrize(
    ("text", "ends"),
    [("两三百", (200, 300)), ("三五", (3, 5)), ("十七八", (17, 18)), ("二五", None), ("二", None)],
)
def test_two_neighbouring_digits_are_a_range(text: str, ends: tuple[int, int] | None) -> None:
    found = numerals.pair(text)
    assert (found and tuple(int(one.value) for one in found)) == ends


def test_traditional_forms_become_plain_and_positions_stay() -> None:
    assert numerals.narrow("三萬個，約５億") == "三万个，约5亿"
    assert all(len(plain) == 1 for plain in numerals.variants().values())


@given(st.integers(0, 10**15))
def test_a_large_chinese_numeral_is_read_as_it_was_written(number: int) -> None:
    found = numerals.value(large(number))
    assert found is not None
    assert found.value == number


def large(number: int) -> str:
    """Write a number below ten million billion, a hundred million at a time."""
    high, low = divmod(number, 10**8)
    if not high:
        return chinese(low)
    gap = "零" if 0 < low < 10**7 else ""
    return chinese(high) + "亿" + gap + (chinese(low) if low else "")
