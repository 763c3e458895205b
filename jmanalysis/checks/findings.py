"""What a check found: one row each, with the rule, the place and both languages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

import pandas as pd

from jmanalysis.tables import TableError

#: Worst first: an error must be mended, a warning must be said, a note is good to know.
SEVERITIES = ("error", "warning", "note")
COLUMNS = ("severity", "rule", "file", "row", "id", "zh", "en")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found. ``row`` counts the header as 1; 0 is the file as a whole."""

    severity: str
    rule: str
    zh: str
    en: str
    file: str = ""
    row: int = 0
    id: str = ""

    @classmethod
    def of(cls, fault: TableError, folder: Path) -> Finding:
        """Take over what the reader of the tables found."""
        file = fault.path.relative_to(folder).as_posix()
        zh, en = f"{fault.zh}{fault.hint_zh}", f"{fault.en} {fault.hint_en}"
        return cls("error", fault.rule, zh, en, file, fault.row, fault.key)


@dataclass(frozen=True)
class Findings:
    """Everything that :func:`jmanalysis.check` found, errors first."""

    found: tuple[Finding, ...]

    @classmethod
    def sorted(cls, found: Iterable[Finding]) -> Findings:
        """Put the worst first; within a severity the order of finding stays."""
        return cls(tuple(sorted(found, key=lambda one: SEVERITIES.index(one.severity))))

    @property
    def frame(self) -> pd.DataFrame:
        """A table of them: severity, rule, file, row, id, and the sentence in both languages."""
        table = pd.DataFrame([asdict(one) for one in self.found], columns=list(COLUMNS))
        table["row"] = pd.array([one.row or None for one in self.found], dtype="Int64")
        return table.astype({name: "str" for name in COLUMNS if name != "row"})

    @property
    def ok(self) -> bool:
        """Whether there is no error."""
        return not self.of("error")

    def of(self, severity: str) -> tuple[Finding, ...]:
        """Return those of one severity."""
        return tuple(one for one in self.found if one.severity == severity)

    def rules(self) -> Counter[tuple[str, str]]:
        """Count them by severity and rule."""
        return Counter((one.severity, one.rule) for one in self.found)

    def __len__(self) -> int:
        return len(self.found)

    def __repr__(self) -> str:
        counts = ", ".join(f"{len(self.of(name))} {name}s" for name in SEVERITIES)
        return f"<Findings: {counts}>"

    def _repr_html_(self) -> str:
        counts = " · ".join(f"{name} {len(self.of(name))}" for name in SEVERITIES)
        return f"<p>{counts}</p>{self.frame.to_html(index=False, na_rep='')}"
