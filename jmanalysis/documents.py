"""The seeds folder: the register, and the claims of every document.

:func:`read_seeds` stops at the first fault; :func:`gather` finds them all and keeps what is sound.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from jmanalysis import tables
from jmanalysis.register import Register
from jmanalysis.tables import TableError, read_rows, read_table
from jmanalysis.vocabulary import AREA_COLUMNS, CLAIM_COLUMNS, DOCUMENT_COLUMNS, INDICATOR_COLUMNS

__all__ = [
    "Gathered",
    "Seeds",
    "default_folder",
    "gather",
    "read_register",
    "read_seeds",
    "read_table",
    "shipped_folder",
]

#: The columns of a claims table that hold fixed words, and those that name a row elsewhere.
CLAIM_WORDS = ("period_basis", "nature", "tally", "population", "value_basis")
CLAIM_KEYS = {"document": "documents", "area": "areas", "indicator": "indicators"}


@dataclass(frozen=True)
class Seeds:
    """The tables of one seeds folder: the register, and the claims with the file of each."""

    folder: Path
    register: Register
    claims: pd.DataFrame


@dataclass(frozen=True)
class _Sheet:
    """What a table of the register must look like."""

    columns: tuple[str, ...]
    words: tuple[str, ...]
    counts: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()


_SHEETS = {
    "areas": _Sheet(AREA_COLUMNS, ("kind",), ("tile_column", "tile_row")),
    "indicators": _Sheet(
        INDICATOR_COLUMNS,
        ("theme", "direction", "rankable", "tally"),
        ("per",),
        ("floor", "ceiling"),
    ),
    "documents": _Sheet(
        DOCUMENT_COLUMNS, ("standing", "reading"), ("characters",), periods=("periods",)
    ),
}


@dataclass
class Gathered:
    """What a seeds folder holds: every fault, and the rows and tables without one.

    Attributes
    ----------
    faults : list of TableError
        In the order of the files, each naming rule, file and row.
    tables : dict of str to DataFrame
        ``areas``, ``indicators`` and ``documents``, as far as they could be read.
    claims : DataFrame
        The sound claims, with ``file`` and ``row``.
    ids : set of str
        The ids of all claims that could be read, sound or not.
    """

    folder: Path
    faults: list[TableError] = field(default_factory=list)
    tables: dict[str, pd.DataFrame] = field(default_factory=dict)
    claims: pd.DataFrame = field(default_factory=pd.DataFrame)
    ids: set[str] = field(default_factory=set)

    @property
    def is_registered(self) -> bool:
        """Whether the three tables of the register could be read."""
        return len(self.tables) == len(_SHEETS)

    @property
    def seeds(self) -> Seeds:
        """The sound part; only where the register could be read."""
        register = Register(*(self.tables[name] for name in _SHEETS))
        return Seeds(self.folder, register, self.claims)


def default_folder() -> Path:
    """Return ``JMANALYSIS_SEEDS`` if set, else the packaged seeds, else those of the checkout."""
    chosen = os.environ.get("JMANALYSIS_SEEDS")
    return Path(chosen) if chosen else shipped_folder()


def shipped_folder() -> Path:
    """Return the seeds that come with the package: inside it, or beside it in a checkout."""
    packaged = Path(__file__).parent / "seeds"
    return packaged if packaged.is_dir() else Path(__file__).parents[1] / "seeds"


def read_seeds(folder: str | Path | None = None) -> Seeds:
    """Read a seeds folder: ``areas``, ``indicators``, ``documents`` and ``claims/*.csv``.

    Parameters
    ----------
    folder
        The folder; by default the one that :func:`default_folder` names.

    Raises
    ------
    SeedsError
        For the first file, row or word that is not as the schema says.
    """
    gathered = gather(folder)
    if gathered.faults:
        raise gathered.faults[0]
    return gathered.seeds


def read_register(folder: str | Path | None = None) -> Register:
    """Read the register of a seeds folder alone: areas, indicators and documents, no claims.

    Parameters
    ----------
    folder
        The folder; by default the one that :func:`default_folder` names.

    Raises
    ------
    SeedsError
        For the first file, row or word that is not as the schema says.
    """
    gathered = Gathered(Path(folder) if folder is not None else default_folder())
    for name, sheet in _SHEETS.items():
        _gather_sheet(gathered, name, sheet)
    if gathered.faults:
        raise gathered.faults[0]
    return gathered.seeds.register


def gather(folder: str | Path | None = None) -> Gathered:
    """Read a seeds folder as far as it can be read, and find every fault of its tables.

    Parameters
    ----------
    folder
        The folder; by default the one that :func:`default_folder` names.
    """
    gathered = Gathered(Path(folder) if folder is not None else default_folder())
    for name, sheet in _SHEETS.items():
        _gather_sheet(gathered, name, sheet)
    _gather_claims(gathered)
    return gathered


def _gather_sheet(gathered: Gathered, name: str, sheet: _Sheet) -> None:
    path = gathered.folder / f"{name}.csv"
    try:
        table = read_table(path, sheet.columns)
    except TableError as fault:
        gathered.faults.append(fault)
        return
    faults = [
        *tables.repeated(table, sheet.columns[0], path),
        *tables.unlisted_words(table, sheet.words, path),
        *tables.misspelt_numbers(table, sheet.counts, path),
        *tables.misspelt_numbers(table, sheet.numbers, path, whole=False),
    ]
    for column in sheet.periods:
        faults += tables.misspelt_periods(table, column, path)
    gathered.faults += faults
    # What is no number or period would stop the register from being made; the rest it can stand.
    if not any(fault.rule in ("number", "period") for fault in faults):
        gathered.tables[name] = table.drop_duplicates(sheet.columns[0])


def _gather_claims(gathered: Gathered) -> None:
    folder = gathered.folder / "claims"
    paths = sorted(folder.glob("*.csv"))
    if not paths:
        hint = "每份文献一张表：claims/<文献编号>.csv。", "One for each: claims/<document>.csv."
        zh, en = "没有任何 claims 表。", "There is no claims table."
        gathered.faults.append(TableError("missing", folder, 0, zh, en, hint))
    table = _sound_claims(paths, gathered.tables)
    if table is None:
        sound = [one for path in paths if (one := _claims_of(gathered, path)) is not None]
        table = pd.concat(sound, ignore_index=True) if sound else _claims_table([])
    gathered.claims = table
    gathered.ids |= set(table["id"])


def _sound_claims(paths: list[Path], registered: dict[str, pd.DataFrame]) -> pd.DataFrame | None:
    """Read all claims tables as one; None if anything is wrong with any of them.

    Twenty small tables cost far more to look at than one; only where there is something to find is
    each looked at for itself, so that the fault can be named by its file and row.
    """
    rows: list[list[str | int]] = []
    try:
        for path in paths:
            read = enumerate(read_rows(path, CLAIM_COLUMNS), start=2)
            rows += ([f"claims/{path.name}", number, *row] for number, row in read)
    except TableError:
        return None
    table = _claims_table(rows)
    fault = next(iter(claim_faults(table, registered, Path())), None)
    return table if fault is None else None


def _claims_table(rows: list[list[str | int]]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["file", "row", *CLAIM_COLUMNS], dtype="str")
    return table.astype({"row": "int64"})


def _claims_of(gathered: Gathered, path: Path) -> pd.DataFrame | None:
    try:
        table = read_table(path, CLAIM_COLUMNS)
    except TableError as fault:
        gathered.faults.append(fault)
        return None
    faults = [*claim_faults(table, gathered.tables, path), *_taken(table, gathered.ids, path)]
    gathered.faults += faults
    gathered.ids |= set(table["id"])
    table.insert(0, "row", table.index)
    table.insert(0, "file", f"claims/{path.name}")
    return table.drop(index=list({fault.row for fault in faults}))


def claim_faults(
    table: pd.DataFrame, registered: dict[str, pd.DataFrame], path: Path
) -> Iterable[TableError]:
    """Find what is wrong with the keys and words of one claims table.

    Parameters
    ----------
    table
        From :func:`jmanalysis.tables.read_table`: its index is the row of the file.
    registered
        ``areas``, ``indicators`` and ``documents``; a table that is not there is not asked.
    path
        The file.
    """
    yield from tables.unlisted_words(table, CLAIM_WORDS, path)
    for column, name in CLAIM_KEYS.items():
        if name in registered:
            known = registered[name].iloc[:, 0]
            yield from tables.unregistered(table, column, known, path)
    yield from tables.misspelt_periods(table, "period", path)
    yield from tables.misspelt_numbers(table, ("line_start", "line_end"), path)
    yield from tables.repeated(table, "id", path)


def _taken(table: pd.DataFrame, ids: set[str], path: Path) -> Iterable[TableError]:
    """Find ids that an earlier file holds."""
    hint = "每个编号只能出现一次。", "Each id may stand only once."
    for row, key in table.loc[table["id"].isin(ids), "id"].items():
        zh, en = f"id “{key}”在另一张表中已有。", f"The id {key!r} stands in another table."
        yield TableError("unique", path, int(str(row)), zh, en, hint, key)
