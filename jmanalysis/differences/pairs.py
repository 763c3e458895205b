"""Pairs: which row of one table is the same as which row of another.

Rows are paired in rounds, the surest first; every round works on whole columns and sees only the
rows that no earlier round has paired.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


@dataclass
class Pairing:
    """Two tables, and what has been paired so far; rows are known by their positions.

    Examples
    --------
    >>> old = pd.DataFrame({"id": ["a", "b"], "value": ["1", "2"]})
    >>> new = pd.DataFrame({"id": ["b", "c"], "value": ["3", "4"]})
    >>> pairing = Pairing(old, new)
    >>> pairing.pair(["id"])
    (array([1]), array([0]))
    >>> pairing.left, pairing.right
    (array([0]), array([1]))
    """

    before: pd.DataFrame
    after: pd.DataFrame

    def __post_init__(self) -> None:
        self.left: Ints = np.arange(len(self.before))
        self.right: Ints = np.arange(len(self.after))

    def pair(
        self,
        columns: Sequence[str],
        *,
        before: Bools | None = None,
        after: Bools | None = None,
    ) -> tuple[Ints, Ints]:
        """Pair what agrees in the columns, repeated rows in their order.

        Parameters
        ----------
        columns
            What must agree; a gap agrees with a gap.
        before, after
            Which rows of each table may be paired at all; by default every row.

        Returns
        -------
        before, after
            Positions of the pairs.
        """
        left = self.left if before is None else self.left[before[self.left]]
        right = self.right if after is None else self.right[after[self.right]]
        if not (len(left) and len(right)):
            return left[:0], right[:0]
        one, other = self.before[list(columns)].iloc[left], self.after[list(columns)].iloc[right]
        key = pd.concat([one, other], ignore_index=True)
        codes = key.groupby(list(columns), sort=False, dropna=False).ngroup().to_numpy()
        first, second = _places(codes[: len(left)]), _places(codes[len(left) :])
        both = first.merge(second, on=["code", "turn"], suffixes=("_before", "_after"))
        pairs = left[both["at_before"].to_numpy()], right[both["at_after"].to_numpy()]
        self.left = np.setdiff1d(self.left, pairs[0], assume_unique=True)
        self.right = np.setdiff1d(self.right, pairs[1], assume_unique=True)
        return pairs


def _places(codes: npt.NDArray[np.generic]) -> pd.DataFrame:
    table = pd.DataFrame({"code": codes, "at": np.arange(len(codes))})
    return table.assign(turn=table.groupby("code").cumcount())
