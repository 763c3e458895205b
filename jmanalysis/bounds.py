"""Bounds: what is known about a number.

A press text rarely gives a point. ``超95%`` is everything above 95, ``10余项`` lies between 10 and
20, ``约60%`` is 60 give or take 5. A :class:`Bounds` is that interval, with the openness of each
end. Two intervals cannot simply be compared with ``<``: :meth:`Bounds.order` answers ``lower``,
``same``, ``higher`` or ``undecided``, and everything that would hide the difference raises.

Tables hold the same knowledge as numeric columns (:func:`parse_column`); ``Bounds`` is the scalar
that people see.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal, NoReturn

import numpy as np
import pandas as pd

from jmanalysis.errors import UnreadableValueError

Order = Literal["lower", "same", "higher", "undecided"]
Shape = Literal["exact", "approx", "bound", "range"]
_End = tuple[float, bool]

#: The numeric columns that hold Bounds in every table of the package.
COLUMNS = ("low", "high", "low_open", "high_open", "approximate")

_NUMBER = r"[-+]?(?:\d+(?:\.\d+)?|\.\d+)"
_POINT = re.compile(rf"({_NUMBER})")
_HALF = re.compile(rf"(>=|<=|>|<)({_NUMBER})")
_INTERVAL = re.compile(rf"([\[(])({_NUMBER}),({_NUMBER})([\])])")
_TOLERANCE = re.compile(rf"({_NUMBER})±({_NUMBER})")


@dataclass(frozen=True, slots=True)
class Bounds:
    """An interval of real numbers; ``low == high`` is an exact value.

    Parameters
    ----------
    low, high
        The ends, in the unit of whatever they measure; ``-inf`` and ``inf`` where nothing is known.
    low_open, high_open
        Whether the end itself is excluded.
    approximate
        Whether the source called it approximate (约, 左右).

    Raises
    ------
    ValueError
        If no number lies between the ends.

    Examples
    --------
    >>> Bounds.parse(">95").order(Bounds.parse("92.3"))
    'higher'
    >>> Bounds.parse(">95").order(Bounds.parse("97"))
    'undecided'
    >>> Bounds.parse(">90") & Bounds.parse("92.3")
    Bounds('92.3')
    """

    low: float
    high: float
    low_open: bool = False
    high_open: bool = False
    approximate: bool = False

    def __post_init__(self) -> None:
        # What nearly all are needs no more asking: a number, or an interval with two ends.
        if -math.inf < self.low <= self.high < math.inf and (
            self.low < self.high or not (self.low_open or self.high_open)
        ):
            return
        if math.isnan(self.low) or math.isnan(self.high):
            raise ValueError("Bounds has no NaN; use no Bounds at all where nothing was said")
        # Infinity is no number to be included: one interval, one way to write it.
        if math.isinf(self.low):
            object.__setattr__(self, "low_open", False)
        if math.isinf(self.high):
            object.__setattr__(self, "high_open", False)
        point = self.low == self.high
        empty = self.low > self.high or (
            point and (self.low_open or self.high_open or math.isinf(self.low))
        )
        if empty:
            raise ValueError(f"no number lies between {self.low} and {self.high}")

    @classmethod
    def exact(cls, value: float) -> Bounds:
        """Exactly this value."""
        return cls(float(value), float(value))

    @classmethod
    def parse(cls, text: str) -> Bounds:
        """Read interval notation: ``6.12``, ``>95``, ``>=5.5``, ``[1,2]``, ``(10,20)``, ``60±5``.

        Raises
        ------
        UnreadableValueError
            If the text is none of these.

        Examples
        --------
        >>> Bounds.parse("(10,20)").shape
        'range'
        """
        bounds = _parse(text.strip().replace(" ", ""))
        if bounds is None:
            raise UnreadableValueError(
                f"读不懂数值“{text}”。",
                f"Cannot read the value {text!r}.",
                hint_zh="写法：6.12、>95、>=5.5、[1,2]、(10,20)、60±5；没有数字就留空。",
                hint_en="Write 6.12, >95, >=5.5, [1,2], (10,20) or 60±5; leave it empty for none.",
            )
        return bounds

    @property
    def shape(self) -> Shape:
        """``exact``, ``approx``, ``bound`` (one end known) or ``range`` (both ends known)."""
        if self.low == self.high:
            return "exact"
        if math.isinf(self.low) or math.isinf(self.high):
            return "bound"
        return "approx" if self.approximate else "range"

    def order(self, other: Bounds) -> Order:
        """Say how this lies to ``other`` for *every* completion of both."""
        if _below(self, other):
            return "lower"
        if _below(other, self):
            return "higher"
        same = self.low == self.high == other.low == other.high
        return "same" if same else "undecided"

    def overlaps(self, other: Bounds) -> bool:
        """Whether one number could satisfy both."""
        return not (_below(self, other) or _below(other, self))

    def contains(self, other: Bounds | float) -> bool:
        """Whether every number of ``other`` lies inside."""
        inner = other if isinstance(other, Bounds) else Bounds.exact(other)
        return self & inner == inner if self.overlaps(inner) else False

    def within(self, floor: float = -math.inf, ceiling: float = math.inf) -> Bounds:
        """Cut at the natural limits of the quantity (a share ends at 100)."""
        return self & Bounds(floor, ceiling, approximate=True)

    def __and__(self, other: Bounds) -> Bounds:
        """Both hold: the intersection (two reported claims of one quantity)."""
        low, low_open = max((self.low, self.low_open), (other.low, other.low_open))
        high, high_closed = min((self.high, not self.high_open), (other.high, not other.high_open))
        approximate = self.approximate and other.approximate
        return Bounds(low, high, low_open, not high_closed, approximate)

    def __add__(self, other: Bounds | float) -> Bounds:
        return _combine(self, other, _sum)

    def __sub__(self, other: Bounds | float) -> Bounds:
        return self + _bounds(other) * -1

    def __mul__(self, other: Bounds | float) -> Bounds:
        return _combine(self, other, _product)

    def __truediv__(self, other: Bounds | float) -> Bounds:
        divisor = _bounds(other)
        if divisor.low <= 0 <= divisor.high:
            raise ZeroDivisionError("the divisor may be zero; nothing can be said of the ratio")
        ends = ((divisor.high, divisor.high_open), (divisor.low, divisor.low_open))
        # The reciprocal of an endless half-line comes near zero and never reaches it.
        (low, low_open), (high, high_open) = (
            (1 / e, is_open or math.isinf(e)) for e, is_open in ends
        )
        return self * Bounds(low, high, low_open, high_open, divisor.approximate)

    __radd__ = __add__
    __rmul__ = __mul__

    def __str__(self) -> str:
        return notation(self.low, self.high, self.low_open, self.high_open, self.approximate)

    def __repr__(self) -> str:
        return f"Bounds('{self}')"

    def _no_order(self, _other: object) -> NoReturn:
        raise TypeError(
            "Bounds 不能用 < > 比较或排序：请用 a.order(b)，它会回答 undecided。"
            " Bounds have no < or >: use a.order(b), which can answer 'undecided'."
        )

    __lt__ = __le__ = __gt__ = __ge__ = _no_order

    def __float__(self) -> NoReturn:
        raise TypeError(
            "Bounds 不是一个数：请说明要 .low 还是 .high。"
            " Bounds is not one number: say which end you mean, .low or .high."
        )


def number(value: float) -> str:
    """Write a number plainly: no exponent, no trailing zeros, no ``-0``.

    Examples
    --------
    >>> number(6.0), number(6.12), number(1e7)
    ('6', '6.12', '10000000')
    """
    text = repr(float(value))
    if "e" not in text and text[-1].isdigit() and text != "-0.0":  # repr is plain but for its .0
        return text.removesuffix(".0")
    return _plain(Decimal(text))


def _plain(value: Decimal) -> str:
    text = format(value, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def notation(low: float, high: float, low_open: bool, high_open: bool, approximate: bool) -> str:
    """Write the ends in the interval notation that :meth:`Bounds.parse` reads back."""
    if low == high:
        return number(low)
    if math.isinf(low) and math.isinf(high):
        return "(-inf,inf)"
    if math.isinf(high):
        return f"{'>' if low_open else '>='}{number(low)}"
    if math.isinf(low):
        return f"{'<' if high_open else '<='}{number(high)}"
    if approximate and not (low_open or high_open):
        low_d, high_d = Decimal(repr(float(low))), Decimal(repr(float(high)))
        return f"{_plain((low_d + high_d) / 2)}±{_plain((high_d - low_d) / 2)}"
    left, right = "(" if low_open else "[", ")" if high_open else "]"
    return f"{left}{number(low)},{number(high)}{right}"


def parse_column(values: Iterable[str]) -> pd.DataFrame:
    """Read a column of interval notation into the numeric columns :data:`COLUMNS`.

    Each distinct text is read once. Empty text gives missing ends: nothing was said.

    Raises
    ------
    UnreadableValueError
        For the first text that is not in the notation; ``where`` gives its position.
    """
    codes, distinct = pd.factorize(pd.Series(list(values), dtype="str"), use_na_sentinel=True)
    table = np.array([_row(text) for text in distinct], dtype=float).reshape(-1, 5)
    table = np.vstack([table, [np.nan, np.nan, 0, 0, 0]])
    rows = table[codes]
    frame = pd.DataFrame({"low": rows[:, 0], "high": rows[:, 1]})
    for position, name in enumerate(COLUMNS[2:], start=2):
        frame[name] = rows[:, position].astype(bool)
    return frame


def _row(text: str) -> tuple[float, float, float, float, float]:
    if not text.strip():
        return (math.nan, math.nan, 0.0, 0.0, 0.0)
    b = Bounds.parse(text)
    return (b.low, b.high, float(b.low_open), float(b.high_open), float(b.approximate))


@lru_cache(maxsize=4096)
def _parse(text: str) -> Bounds | None:
    for pattern, make in _NOTATIONS:
        if found := pattern.fullmatch(text):
            try:
                return make(*found.groups())
            except ValueError:  # [2,1] holds no number
                return None
    return None


def _half_line(sign: str, end: str) -> Bounds:
    if sign.startswith(">"):
        return Bounds(float(end), math.inf, low_open=sign == ">")
    return Bounds(-math.inf, float(end), high_open=sign == "<")


def _interval(left: str, low: str, high: str, right: str) -> Bounds:
    return Bounds(float(low), float(high), left == "(", right == ")")


def _tolerance(middle: str, spread: str) -> Bounds:
    low, high = Decimal(middle) - Decimal(spread), Decimal(middle) + Decimal(spread)
    return Bounds(float(low), float(high), approximate=True)


_NOTATIONS: tuple[tuple[re.Pattern[str], Callable[..., Bounds]], ...] = (
    (_POINT, Bounds.exact),
    (_HALF, _half_line),
    (_INTERVAL, _interval),
    (_TOLERANCE, _tolerance),
)


def _below(a: Bounds, b: Bounds) -> bool:
    return a.high < b.low or (a.high == b.low and (a.high_open or b.low_open))


def _bounds(value: Bounds | float) -> Bounds:
    return value if isinstance(value, Bounds) else Bounds.exact(value)


def _sum(a: _End, b: _End) -> _End:
    return a[0] + b[0], a[1] or b[1]


def _product(a: _End, b: _End) -> _End:
    """Multiply ends; zero times anything is zero, and attained where a zero is."""
    zeros = [is_open for value, is_open in (a, b) if value == 0]
    return (0.0, all(zeros)) if zeros else (a[0] * b[0], a[1] or b[1])


def _combine(a: Bounds, other: Bounds | float, op: Callable[[_End, _End], _End]) -> Bounds:
    """Interval arithmetic of a monotone operation: the extremes lie at the corners."""
    b = _bounds(other)
    ends = [((x.low, x.low_open), (x.high, x.high_open)) for x in (a, b)]
    corners = [op(x, y) for x in ends[0] for y in ends[1]]
    corners = [(value, is_open) for value, is_open in corners if not math.isnan(value)]
    low = min(value for value, _ in corners)
    high = max(value for value, _ in corners)
    # A closed corner at the extreme is attained, whatever an open corner of equal value says.
    low_open = all(is_open for value, is_open in corners if value == low)
    high_open = all(is_open for value, is_open in corners if value == high)
    return Bounds(low, high, low_open, high_open, a.approximate or b.approximate)
