"""Bounds: the laws of intervals, and the notation that the tables are written in."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from jmanalysis import Bounds
from jmanalysis.bounds import COLUMNS, number, parse_column
from jmanalysis.errors import UnreadableValueError

ENDS = st.integers(-20, 20) | st.sampled_from([-0.5, 0.25, 6.12, 482.24])
#: Exact in floating point, so that laws hold to the last bit.
WHOLE = st.integers(-20, 20)


@st.composite
def bounds(draw: st.DrawFn, ends: st.SearchStrategy[float] = ENDS) -> Bounds:
    low, high = sorted([draw(ends), draw(ends)])
    kind = draw(st.sampled_from(["exact", "range", "above", "below", "all"]))
    if kind == "exact" or (kind == "range" and low == high):
        return Bounds.exact(low)
    if kind == "all":
        return Bounds(-math.inf, math.inf)
    low_open, high_open = draw(st.booleans()), draw(st.booleans())
    low = -math.inf if kind == "below" else low
    high = math.inf if kind == "above" else high
    approximate = draw(st.booleans()) and not (math.isinf(low) or math.isinf(high))
    return Bounds(low, high, low_open, high_open, approximate and not (low_open or high_open))


@st.composite
def inside(draw: st.DrawFn, of: Bounds) -> Fraction:
    """Draw a number that the bounds allow, often one of their ends."""
    low = Fraction(of.low) if of.low > -math.inf else None
    high = Fraction(of.high) if of.high < math.inf else None
    if low is None and high is None:
        return Fraction(draw(st.integers(-50, 50)))
    low = low if low is not None else (high or Fraction(0)) - draw(st.integers(1, 50))
    high = high if high is not None else low + draw(st.integers(1, 50))
    share = Fraction(draw(st.integers(0, 8)), 8)
    value = low + (high - low) * share
    assume(allows(of, value))
    return value


def allows(of: Bounds, value: Fraction) -> bool:
    above = value > of.low or (value == of.low and not of.low_open)
    return above and (value < of.high or (value == of.high and not of.high_open))


def both(a: Bounds, b: Bounds) -> Bounds | None:
    return a & b if a.overlaps(b) else None


@given(bounds(), bounds())
def test_intersection_does_not_depend_on_the_order(a: Bounds, b: Bounds) -> None:
    assert both(a, b) == both(b, a)


@given(bounds(), bounds(), bounds())
def test_intersection_does_not_depend_on_the_grouping(a: Bounds, b: Bounds, c: Bounds) -> None:
    left, right = both(a, b), both(b, c)
    one = both(left, c) if left is not None else None
    other = both(a, right) if right is not None else None
    assert one == other


@given(bounds())
def test_a_claim_said_twice_says_no_more(a: Bounds) -> None:
    assert a & a == a


@given(bounds(), bounds(), st.data())
def test_intersection_allows_exactly_what_both_allow(
    a: Bounds, b: Bounds, data: st.DataObject
) -> None:
    value = data.draw(inside(a))
    meets = both(a, b)
    assert (meets is not None and allows(meets, value)) == allows(b, value)


@given(bounds(), bounds())
def test_order_turns_round_with_its_sides(a: Bounds, b: Bounds) -> None:
    mirror = {"lower": "higher", "higher": "lower", "same": "same", "undecided": "undecided"}
    assert b.order(a) == mirror[a.order(b)]


@given(bounds(), bounds(), st.data())
def test_what_order_decides_holds_for_every_completion(
    a: Bounds, b: Bounds, data: st.DataObject
) -> None:
    x, y = data.draw(inside(a)), data.draw(inside(b))
    holds = {"lower": x < y, "higher": x > y, "same": x == y, "undecided": True}
    assert holds[a.order(b)]


@given(bounds(), bounds())
def test_bounds_that_share_no_number_are_in_order(a: Bounds, b: Bounds) -> None:
    assert a.overlaps(b) == (a.order(b) in {"undecided", "same"})


@given(bounds(WHOLE), bounds(WHOLE), st.data())
def test_sums_differences_and_products_contain_every_completion(
    a: Bounds, b: Bounds, data: st.DataObject
) -> None:
    x, y = data.draw(inside(a)), data.draw(inside(b))
    assert allows(a + b, x + y)
    assert allows(a - b, x - y)
    assert allows(a * b, x * y)


@given(bounds(WHOLE), bounds(st.integers(1, 20)), st.data())
def test_quotients_contain_every_completion(a: Bounds, b: Bounds, data: st.DataObject) -> None:
    assume(b.low > 0)
    x, y = data.draw(inside(a)), data.draw(inside(b))
    ratio = a / b
    slack = Fraction(1, 10**12)
    assert ratio.low - slack <= x / y <= ratio.high + slack


@given(bounds(WHOLE), bounds(WHOLE))
def test_a_closed_end_of_a_sum_or_product_is_reached_and_an_open_one_is_not(
    a: Bounds, b: Bounds
) -> None:
    for result, of in ((a + b, lambda x, y: x + y), (a * b, lambda x, y: x * y)):
        for end, is_open in ((result.low, result.low_open), (result.high, result.high_open)):
            if math.isfinite(end):
                assert is_open != reached(a, b, of, Fraction(end))


def reached(a: Bounds, b: Bounds, of: object, end: Fraction) -> bool:
    """Try the ends that belong to the bounds, and one number inside: extremes lie nowhere else."""
    assert callable(of)
    tries = [[*_closed_ends(one), _middle(one)] for one in (a, b)]
    return any(of(x, y) == end for x in tries[0] for y in tries[1])


def _closed_ends(of: Bounds) -> list[Fraction]:
    ends = ((of.low, of.low_open), (of.high, of.high_open))
    return [Fraction(end) for end, is_open in ends if math.isfinite(end) and not is_open]


def _middle(of: Bounds) -> Fraction:
    low = of.low if math.isfinite(of.low) else min(of.high, 0) - 7
    high = of.high if math.isfinite(of.high) else max(low, 0) + 11
    return (Fraction(low) + Fraction(high)) / 2


@pytest.mark.parametrize(
    ("left", "right", "product"),
    [("(0,5)", "[0,3]", "[0,15)"), ("(0,5)", "(0,3)", "(0,15)"), (">2", "0", "0")],
)
def test_zero_absorbs_only_where_it_is_reached(left: str, right: str, product: str) -> None:
    assert str(Bounds.parse(left) * Bounds.parse(right)) == product


def test_a_share_of_more_and_more_people_never_becomes_nothing() -> None:
    assert str(Bounds.exact(5) / Bounds.parse(">=10")) == "(0,0.5]"


def test_what_may_be_zero_divides_nothing() -> None:
    with pytest.raises(ZeroDivisionError, match="zero"):
        Bounds.exact(1) / Bounds.parse("[0,2]")


@given(bounds())
def test_no_arithmetic_turns_a_bound_into_a_point(a: Bounds) -> None:
    assume(a.low != a.high)
    for result in (a + 3, 3 + a, a - 1, a * 2, -1 * a, a / 4):
        assert result.low < result.high


@given(bounds())
def test_reading_what_was_written_gives_the_same_bounds(a: Bounds) -> None:
    assume(math.isfinite(a.low) or math.isfinite(a.high))
    assert Bounds.parse(str(a)) == a


@given(st.floats(-1e9, 1e9, allow_nan=False).map(lambda x: round(x, 6)))
def test_a_number_is_written_plainly_and_read_back(value: float) -> None:
    text = number(value)
    assert "e" not in text
    assert not text.endswith(".0")
    assert text != "-0"
    assert float(text) == value


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("6.12", "exact"),
        (">95", "bound"),
        (">=5.5", "bound"),
        ("<3", "bound"),
        ("<=3", "bound"),
        ("[1,2]", "range"),
        ("(10,20)", "range"),
        ("60±5", "approx"),
        (" ( 10 , 20 ) ", "range"),
    ],
)
def test_the_notation_of_the_tables_is_read(text: str, shape: str) -> None:
    assert Bounds.parse(text).shape == shape


@pytest.mark.parametrize("text", ["", "九十", "95%", "[2,1]", "(2,2)", "1,2", "nan", "inf", "5±-1"])
def test_what_is_not_in_the_notation_is_refused_with_the_notation(text: str) -> None:
    with pytest.raises(UnreadableValueError, match="60±5") as caught:
        Bounds.parse(text)
    assert "读不懂" in str(caught.value)


@pytest.mark.parametrize("ends", [(2, 1), (math.nan, 1), (1, math.nan), (math.inf, math.inf)])
def test_bounds_without_any_number_cannot_be_made(ends: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match=r"no number|NaN"):
        Bounds(*ends)


@pytest.mark.parametrize("sign", ["<", "<=", ">", ">="])
def test_signs_of_comparison_are_refused_with_the_way_out(sign: str) -> None:
    a, b = Bounds.exact(1), Bounds.exact(2)
    compare = {"<": a.__lt__, "<=": a.__le__, ">": a.__gt__, ">=": a.__ge__}[sign]
    with pytest.raises(TypeError, match=r"a\.order\(b\)"):
        compare(b)


def test_sorting_and_extremes_are_refused() -> None:
    values = [Bounds.exact(2), Bounds.parse(">1")]
    for asked in (sorted, max, min):
        with pytest.raises(TypeError, match="order"):
            asked(values)


def test_a_mean_is_refused_because_bounds_are_not_one_number() -> None:
    with pytest.raises(TypeError, match="low"):
        float(Bounds.parse(">1"))


def test_two_claims_of_one_quantity_meet() -> None:
    assert Bounds.parse(">90") & Bounds.parse("92.3") == Bounds.exact(92.3)


def test_touching_open_ends_do_not_overlap() -> None:
    assert not Bounds.parse(">95").overlaps(Bounds.exact(95))
    assert Bounds.parse(">=95").overlaps(Bounds.exact(95))


def test_natural_limits_cut_a_bound() -> None:
    assert str(Bounds.parse(">95").within(0, 100)) == "(95,100]"


def test_containing_looks_at_openness() -> None:
    assert Bounds.parse(">=95").contains(95)
    assert not Bounds.parse(">95").contains(95)
    assert Bounds.parse(">=95").contains(Bounds.parse(">95"))
    assert not Bounds.parse(">95").contains(Bounds.parse(">=95"))


@given(st.lists(bounds().filter(lambda b: b.low > -math.inf or b.high < math.inf)))
def test_a_column_is_read_like_its_single_values(values: list[Bounds]) -> None:
    table = parse_column(str(value) for value in values)
    assert list(table.columns) == list(COLUMNS)
    assert [Bounds(*record) for record in table.itertuples(index=False)] == values


def test_nothing_said_has_no_ends() -> None:
    table = parse_column(["", "5", " "])
    assert table["low"].isna().tolist() == [True, False, True]
    assert table["high"].isna().tolist() == [True, False, True]


def test_a_column_names_the_text_it_cannot_read() -> None:
    with pytest.raises(UnreadableValueError, match="许多"):
        parse_column(["5", "许多"])
