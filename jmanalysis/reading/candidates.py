"""Candidates: what :func:`jmanalysis.read` returns, as tables and as a notebook shows it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from jmanalysis.reading.showing import Lang, shown
from jmanalysis.reading.tabling import MARK
from jmanalysis.register import Register


@dataclass(frozen=True)
class Candidates:
    """Proposed claims of one or several texts. Make them with :func:`jmanalysis.read`.

    Attributes
    ----------
    frame : DataFrame
        One row per candidate, most certain first: the columns of ``seeds/claims``, then ``low``,
        ``high``, ``low_open``, ``high_open``, ``per``, ``kind`` and ``score``, then ``others``
        (further indicators), ``repeats``, ``conflicts``, ``sentence`` and ``file``.
    ledger : DataFrame
        One row per run of numerals, in the order of the text: what it is and why. No numeral is
        left out; what was not understood is ``unknown``.
    opened : tuple of str
        Each file with its format and encoding.
    problems : tuple of str
        Each file, or page of one, that could not be read or was left, with what helps.
    lang : str
        The language that a notebook shows them in.
    """

    register: Register
    _frame: pd.DataFrame
    _ledger: pd.DataFrame
    opened: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    lang: Lang = "zh"

    @property
    def frame(self) -> pd.DataFrame:
        """A plain copy of the candidates."""
        return self._frame.drop(columns=MARK)

    @property
    def ledger(self) -> pd.DataFrame:
        """A plain copy of the ledger."""
        return self._ledger.copy()

    def review(self, path: str | Path) -> Path:
        r"""Write a table to decide on, .xlsx or .csv, for ``jmanalysis add``.

        Raises
        ------
        JmanalysisError
            If a file stands there that is no review table, or that somebody has worked on.

        Examples
        --------
        >>> import tempfile, pathlib, jmanalysis as jm
        >>> page = pathlib.Path(tempfile.mkdtemp()) / "page.txt"
        >>> _ = page.write_text("台山市卫生健康局\n\n2024年，新增托位300个。", "utf-8")
        >>> jm.read(page).review(page.with_name("review.csv")).name
        'review.csv'
        """
        from jmanalysis.reading import review

        return review.write(self, path)

    def __len__(self) -> int:
        return len(self._frame)

    def __repr__(self) -> str:
        unknown = int((self._frame["kind"] == "unknown").sum())
        files = f"{len(self.opened)} file{'s' * (len(self.opened) != 1)}"
        return f"<Candidates: {len(self)} from {files}, {unknown} unknown>"

    def _repr_html_(self) -> str:
        return shown(self._frame, self.register, self.opened, self.problems, self.lang)
