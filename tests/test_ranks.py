"""Ranks as ranges: against sampled completions, and against every completion of small integers."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jmanalysis.ranks import Intervals, hold_places, rank_ranges

Ends = tuple[float, float, bool, bool]


@st.composite
def ends(draw: st.DrawFn) -> Ends:
    low = draw(st.integers(0, 6))
    high = draw(st.integers(low, 6))
    open_ends = st.booleans() if low < high else st.just(False)
    return low, high, draw(open_ends), draw(open_ends)


def intervals(rows: list[Ends]) -> Intervals:
    low, high, low_open, high_open = (np.array(column) for column in zip(*rows, strict=True))
    return Intervals(low.astype(float), high.astype(float), low_open, high_open)


def completions(row: Ends) -> list[float]:
    """Numbers inside: the ends, as near to an open end as needs be, and the middle."""
    low, high, low_open, high_open = row
    if low == high:
        return [low]
    near = 1e-3
    return [low + near * low_open, (low + high) / 2, high - near * high_open]


def ranks(values: tuple[float, ...], *, lower: bool = False) -> list[int]:
    """Rank 1 is best; ties share the better rank."""
    sign = -1 if lower else 1
    return [1 + sum(sign * other > sign * value for other in values) for value in values]


@settings(deadline=None)
@given(st.lists(ends(), min_size=1, max_size=5), st.booleans())
def test_the_range_is_exactly_what_completions_can_reach(rows: list[Ends], lower: bool) -> None:
    reached = [ranks(one, lower=lower) for one in product(*map(completions, rows))]
    best, worst = rank_ranges(intervals(rows), lower_is_better=lower)
    assert best.tolist() == np.min(reached, axis=0).tolist()
    assert worst.tolist() == np.max(reached, axis=0).tolist()


@given(st.lists(ends(), min_size=1, max_size=7), st.data())
def test_no_sampled_completion_leaves_the_range(rows: list[Ends], data: st.DataObject) -> None:
    best, worst = rank_ranges(intervals(rows))
    values = tuple(data.draw(st.sampled_from(completions(row))) for row in rows)
    for rank, first, last in zip(ranks(values), best, worst, strict=True):
        assert first <= rank <= last


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=5))
def test_every_completion_of_small_integers_is_enumerated(rows: list[tuple[int, int]]) -> None:
    closed = [(float(min(r)), float(max(r)), False, False) for r in rows]
    spans = [range(min(r), max(r) + 1) for r in rows]
    reached = [ranks(one) for one in product(*spans)]
    best, worst = rank_ranges(intervals(closed))
    assert best.tolist() == np.min(reached, axis=0).tolist()
    assert worst.tolist() == np.max(reached, axis=0).tolist()


@given(st.lists(ends(), min_size=2, max_size=6))
def test_knowing_more_never_widens_a_range(rows: list[Ends]) -> None:
    best, worst = rank_ranges(intervals(rows))
    known = [(completions(rows[0])[-1],) * 2 + (False, False), *rows[1:]]
    narrower_best, narrower_worst = rank_ranges(intervals(known))
    assert (best <= narrower_best).all()
    assert (narrower_worst <= worst).all()


@given(st.lists(ends(), min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_areas_does_not_matter(rows: list[Ends], random: object) -> None:
    order = list(range(len(rows)))
    random.shuffle(order)  # type: ignore[attr-defined]
    best, worst = rank_ranges(intervals(rows))
    other_best, other_worst = rank_ranges(intervals([rows[i] for i in order]))
    assert other_best.tolist() == best[order].tolist()
    assert other_worst.tolist() == worst[order].tolist()


def test_a_lower_bound_never_outranks_a_higher_exact_value() -> None:
    best, worst = rank_ranges(intervals([(90, 100, True, False), (100, 100, False, False)]))
    assert (best.tolist(), worst.tolist()) == ([1, 1], [2, 1])


def test_a_strict_bound_beats_its_own_end() -> None:
    best, worst = rank_ranges(intervals([(95, 100, True, False), (95, 95, False, False)]))
    assert (best.tolist(), worst.tolist()) == ([1, 2], [1, 2])


def test_ties_share_the_better_rank() -> None:
    best, worst = rank_ranges(intervals([(5, 5, False, False)] * 3))
    assert (best.tolist(), worst.tolist()) == ([1, 1, 1], [1, 1, 1])


def test_nothing_known_could_stand_anywhere() -> None:
    unknown = (-np.inf, np.inf, False, False)
    best, worst = rank_ranges(intervals([unknown, (5, 5, False, False), unknown]))
    assert (best.tolist(), worst.tolist()) == ([1, 1, 1], [3, 3, 3])


def test_ranking_changes_nothing_that_it_was_given() -> None:
    given_rows = intervals([(1, 2, True, True), (0, 3, False, False)])
    before = [column.copy() for column in vars(given_rows).values()]
    rank_ranges(given_rows, lower_is_better=True)
    for column, kept in zip(vars(given_rows).values(), before, strict=True):
        assert column.tolist() == kept.tolist()


def wide(count: int) -> tuple[np.ndarray, np.ndarray]:
    return np.ones(count, dtype=np.int64), np.full(count, count, dtype=np.int64)


def test_a_sole_first_pushes_all_others_to_second_and_below() -> None:
    best, worst, held = hold_places(*wide(4), {2: 1})
    assert (best.tolist(), worst.tolist(), held) == ([2, 2, 1, 2], [4, 4, 1, 4], (2,))


def test_first_and_last_narrow_from_both_sides() -> None:
    best, worst, held = hold_places(*wide(3), {0: 3, 1: 1})
    assert (best.tolist(), worst.tolist(), set(held)) == ([3, 1, 2], [3, 1, 2], {0, 1})


@pytest.mark.parametrize("places", [{0: 1, 1: 1}, {0: 9}])
def test_a_place_claimed_twice_or_that_does_not_exist_is_not_used(places: dict[int, int]) -> None:
    best, worst, held = hold_places(*wide(3), places)
    assert (best.tolist(), worst.tolist(), held) == ([1] * 3, [3] * 3, ())


def test_a_place_that_the_values_exclude_is_not_used() -> None:
    best, worst = rank_ranges(intervals([(5, 5, False, False), (9, 9, False, False)]))
    assert hold_places(best, worst, {0: 1})[2] == ()


@given(st.lists(ends(), min_size=2, max_size=5), st.data())
def test_a_held_place_keeps_every_completion_that_agrees_with_it(
    rows: list[Ends], data: st.DataObject
) -> None:
    values = tuple(data.draw(st.sampled_from(completions(row))) for row in rows)
    true = ranks(values)
    sole = [i for i, rank in enumerate(true) if true.count(rank) == 1]
    if not sole:
        return
    one = data.draw(st.sampled_from(sole))
    best, worst, _ = hold_places(*rank_ranges(intervals(rows)), {one: true[one]})
    for rank, first, last in zip(true, best, worst, strict=True):
        assert first <= rank <= last
