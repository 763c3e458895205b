"""Ranks as ranges: the best and the worst place an area can have, given what is known.

Rank 1 is best by the indicator's direction and ties share the better rank. An area that nothing
is known of could stand anywhere, so it widens every other area's range as well.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Intervals:
    """Ends of the intervals to be ranked, one row per area; unknown ones span floor to ceiling."""

    low: Floats
    high: Floats
    low_open: Bools
    high_open: Bools

    def mirrored(self) -> Intervals:
        """Return the negated intervals: ranking these ranks lower values as better."""
        return Intervals(-self.high, -self.low, self.high_open, self.low_open)


def rank_ranges(intervals: Intervals, *, lower_is_better: bool = False) -> tuple[Ints, Ints]:
    """Return the best and worst possible rank of each interval.

    ``rank_best`` is 1 + the areas certainly above, ``rank_worst`` 1 + the areas possibly above:
    over all completions of the intervals, no rank outside occurs.

    Examples
    --------
    >>> import numpy as np
    >>> known = np.array([90.0, 0.0, 95.0]), np.array([90.0, 100.0, 100.0])
    >>> best, worst = rank_ranges(Intervals(*known, np.array([0, 0, 1], bool), np.zeros(3, bool)))
    >>> best.tolist(), worst.tolist()
    ([2, 1, 1], [3, 3, 2])
    """
    if lower_is_better:
        intervals = intervals.mirrored()
    # An open end is moved inside by one step of floating point, so that ">95" beats "95".
    low = np.where(intervals.low_open, np.nextafter(intervals.low, np.inf), intervals.low)
    high = np.where(intervals.high_open, np.nextafter(intervals.high, -np.inf), intervals.high)
    count = len(low)
    certainly = count - np.searchsorted(np.sort(low), high, side="right")
    possibly = count - np.searchsorted(np.sort(intervals.high), intervals.low, side="right")
    itself = intervals.high > intervals.low
    return 1 + certainly, 1 + possibly - itself


def hold_places(
    best: Ints, worst: Ints, places: Mapping[int, int]
) -> tuple[Ints, Ints, tuple[int, ...]]:
    """Let areas hold stated places alone, so that nobody else can stand there.

    A place that two areas claim, or that the ranges exclude, is not used.

    Parameters
    ----------
    best, worst
        From :func:`rank_ranges`.
    places
        The place that each area (by position) is said to hold.

    Returns
    -------
    best, worst
        The narrowed ranges.
    held
        Positions of the areas whose stated place was used.

    Examples
    --------
    >>> import numpy as np
    >>> best, worst, held = hold_places(np.array([1, 1, 1]), np.array([3, 3, 3]), {1: 1})
    >>> best.tolist(), worst.tolist(), held
    ([2, 1, 2], [3, 1, 3], (1,))
    """
    best, worst, held = best.copy(), worst.copy(), []
    claims = Counter(places.values())
    for position, place in sorted(places.items(), key=lambda item: item[1]):
        others = np.arange(len(best)) != position
        free = ~(others & (best == place) & (worst == place)).any()
        if claims[place] > 1 or not (free and best[position] <= place <= worst[position]):
            continue
        best[position] = worst[position] = place
        best[others & (best == place)] += 1
        worst[others & (worst == place)] -= 1
        held.append(position)
    return best, worst, tuple(held)
