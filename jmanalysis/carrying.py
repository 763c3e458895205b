"""Carrying: whether some words state a value, in its unit."""

from __future__ import annotations

import math
import re

from jmanalysis import units
from jmanalysis.bounds import Bounds
from jmanalysis.numerals import narrow
from jmanalysis.wording import RANGE_SIGN, Nature, Reading, read, says_all, says_none


def carries(
    words: str, bounds: Bounds, unit: str, nature: Nature = "actual", *, counted: bool = False
) -> bool:
    """Whether the words state this value in this unit.

    A counted value is carried by the names that were counted, joined by 、: as many as the value,
    or at least as many where the list ends in 等. A span of numbered things (1—5层) holds as many
    as it spans.

    Examples
    --------
    >>> carries("新增4所", Bounds.exact(4), "所"), carries("新增4所", Bounds.exact(5), "所")
    (True, False)
    >>> carries("甲村卫生站、乙村卫生站", Bounds.exact(2), "个", counted=True)
    True
    >>> carries("甲、乙等镇卫生院", Bounds.parse(">=2"), "家", counted=True)
    True
    """
    if counted:
        return bounds == _count(words)
    plain = units.split(unit)[0]  # 个/万人: the words say the base elsewhere
    for reading in read(words, nature):
        if any(_same(reading.bounds, bounds, scale) for scale in _scales(reading, plain)):
            return True
    universal = (bounds == Bounds.exact(100) and says_all(words)) or (
        bounds == Bounds.exact(0) and says_none(words)
    )
    return universal or (bounds == Bounds.exact(1) and bool(re.search("首名|首位|居首", words)))


def _scales(reading: Reading, unit: str) -> list[float]:
    """Return what may turn a number that was read into one of this unit.

    A number without a unit may be of any; 1.5亿 without one is 1.5 of 亿元 or 亿人次.
    """
    if not reading.unit:
        return [1.0, *([1e-4] if unit[:1] == "万" else [1e-8] if unit[:1] == "亿" else [])]
    scale = units.factor(reading.unit, unit)
    if scale is None and reading.unit == "%" and not unit:
        return [0.01]  # 三分之二 is read in hundredths
    if scale is None:
        return [1.0] if reading.ordinal else []
    return [scale]


def _count(words: str) -> Bounds:
    """Count the names in a printed list, or the numbered things in a span."""
    span = re.search(rf"(\d+){RANGE_SIGN}(\d+)", narrow(words))
    if span:
        return Bounds.exact(int(span[2]) - int(span[1]) + 1)
    # 等 after a list leaves it open; in 高等, 中等 or 平等 it is part of a name.
    names, *others = re.split("(?<![高中初平同])等", words, maxsplit=1)
    count = float(len(re.split("[、和及]", names)))
    return Bounds(count, float("inf")) if others else Bounds.exact(count)


def _same(read_bounds: Bounds, stored: Bounds, scale: float) -> bool:
    """Equal up to the last bit of a unit change; openness must agree exactly."""
    ends = ((read_bounds.low, stored.low), (read_bounds.high, stored.high))
    close = all(math.isclose(a * scale, b, rel_tol=1e-12) for a, b in ends)
    opens = (read_bounds.low_open, read_bounds.high_open) == (stored.low_open, stored.high_open)
    return close and opens
