"""Figures: what one run of numerals says; the record that all of reading is about."""

from __future__ import annotations

from typing import NamedTuple

from jmanalysis import wording
from jmanalysis.bounds import Bounds, number
from jmanalysis.numerals import Numeral
from jmanalysis.wording import Nature

#: Kinds that belong in a table; all others are context, names or not understood.
FIGURES = frozenset(
    (
        *("count", "share", "points", "multiple", "rate", "money", "rank"),
        *("duration", "measure", "change", "score", "floors"),
    )
)


class Quantity(NamedTuple):
    """One run of numerals: where it stands, what it is, what it says.

    Attributes
    ----------
    start, end
        The whole expression, with the words that bound it.
    at, to
        The numerals in it, for the ledger.
    kind
        One of :data:`FIGURES`, or ``date``, ``period``, ``age``, ``grade``, ``name``, ``word``,
        ``label``, ``list``, ``base``, ``article``, ``code``, ``ratio``, ``vague``, ``unknown``.
    first, second
        The numeral, and the upper end of a range.
    unit, per
        As said; persons that a rate refers to, 0 for none.
    before, after
        What the words before and after make of it.
    reason
        Why it is of this kind.
    """

    start: int
    end: int
    at: int
    to: int
    kind: str
    first: Numeral | None = None
    second: Numeral | None = None
    unit: str = ""
    per: int = 0
    before: str = ""
    after: str = ""
    reason: str = ""

    @property
    def is_figure(self) -> bool:
        """Whether it belongs in a table."""
        return self.kind in FIGURES

    def bounds(self, nature: Nature = "actual") -> Bounds | None:
        """Say what is known of the number; None where it has no value."""
        first = self.first
        if first is None:
            return None
        return wording.bound(first, self.second, self.before, self.after, nature)

    def value(self) -> str:
        """Write what is known of the number in interval notation; nothing where it has no value.

        Examples
        --------
        >>> from jmanalysis.numerals import value
        >>> Quantity(0, 2, 0, 2, "count", value("20"), before="above").value()
        '>20'
        """
        first = self.first
        if first is not None and not (self.second or self.before or self.after):
            plain = float(first.value)  # most figures: no interval need be made for them
            return number(plain) if wording.is_number(plain) else ""
        bounds = self.bounds()
        return "" if bounds is None else str(bounds)

    def of_kind(self, kind: str) -> Quantity:
        """Return the same with its kind."""
        # Every figure comes here, and _replace is slow.
        start, end, at, to, _, first, second, unit, per, before, after, reason = self
        said = first, second, unit, per, before, after, reason
        return tuple.__new__(Quantity, (start, end, at, to, kind, *said))
