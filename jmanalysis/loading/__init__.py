"""Own tables: from a workbook, a CSV file or a DataFrame to claims, and what they are named by.

Nothing is guessed; what was understood is shown, and what was not is named by its cell. The way::

    files → texts, workbooks → grids        what a file is, and what stands in its cells
    tidy → rows → claims                    a table with one claim a row
    pieces → views → outlines → headings    where tables stand, which way they run, their heads
    labels → moments, headwords, placenames → columns, contexts   what heads and titles say
    crosstabs → measures, monthlies → drafts → closing, totals    what each cell then claims
    sheets → sources → entries              all tables of a source as a document with its claims

``values`` reads what one cell says; ``accounts``, ``reasons`` and ``refusals`` say what was
understood, what was not and why. ``lists``, ``areas``, ``indicators`` and ``registers`` bring names
of one's own; ``returns``, ``blanks``, ``guidance`` and ``templates`` make the empty return.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd

from jmanalysis import observations
from jmanalysis.documents import Seeds, read_register, read_seeds
from jmanalysis.errors import check_language
from jmanalysis.loading.accounts import Account
from jmanalysis.loading.refusals import (
    LoadWarning,
    TableNotUnderstoodError,
    UnreadableTableError,
)
from jmanalysis.loading.registers import extend
from jmanalysis.observations import Observations

__all__ = ["LoadWarning", "TableNotUnderstoodError", "UnreadableTableError", "load"]

Source = str | Path | pd.DataFrame


def load(
    *sources: Source,
    seeds: str | Path | bool | None = None,
    indicators: Source | None = None,
    areas: Source | None = None,
    year: int | None = None,
    standing: str = "own",
    title: str | None = None,
    lang: str = "zh",
) -> Observations:
    """Read claims: those that come with the package, or those of your own tables.

    Parameters
    ----------
    *sources
        Workbooks (.xlsx, .xlsm), CSV files or DataFrames: wide tables as bureaus make them, or one
        claim a row. None at all gives the packaged facts; a folder with ``claims/`` gives those.
    seeds
        With own tables: ``True`` adds the packaged facts, a folder those of that folder. Without:
        the seeds folder that is read.
    indicators, areas
        A list of indicators or areas of your own (CSV, workbook or DataFrame). Areas are added to
        the packaged facts, and stand alone without them.
    year
        The year of tables that say none. It is never guessed.
    standing
        How good the source is: ``own``, ``example`` for made-up data, or a word of ``seeds/``.
    title
        What a single table is called as a source; by default the name of its file.
    lang
        Language in which the claims, and panels, coverages and comparisons of them, are shown,
        what was understood is told, and a warning is given; what the tables say stays as they
        say it.

    Returns
    -------
    Observations
        One row per claim; ``.understanding`` says what was understood as what, ``.unread`` what was
        not read, by cell, with a hint.

    Raises
    ------
    UnreadableTableError
        If a file cannot be opened.
    TableNotUnderstoodError
        If a table says nothing that is understood, or contradicts itself; the cells are named.
    UnknownNameError
        For another standing or language.

    Warns
    -----
    LoadWarning
        If anything was not read, or totals do not add up.

    Examples
    --------
    >>> import pandas as pd, jmanalysis as jm
    >>> table = pd.DataFrame({"地区": ["蓬江", "江海"], "常住人口（万人）": ["86.5", "—"]})
    >>> claims = jm.load(table, year=2024)
    >>> claims.frame[["area", "value", "unit", "line_start"]].to_dict("records")
    [{'area': '440703', 'value': '86.5', 'unit': '万人', 'line_start': '表!B2'}]
    >>> told = jm.load(table, year=2024, lang="en").understanding
    >>> told.query("what == 'head'")[["where", "text", "understood_as"]].to_dict("records")
    [{'where': '表!B1', 'text': '常住人口（万人）', 'understood_as': 'Resident population'}]
    """
    from jmanalysis.loading.entries import Beside
    from jmanalysis.loading.sources import Said, check_standing, read_sources

    check_language(lang)
    given = [one for one in sources if one is not None]
    folder = _folder(given)
    if folder is not None:
        given, seeds = [], folder
    if not given:
        return replace(_packaged(seeds, indicators, areas), lang=lang)
    check_standing(standing)
    alone = seeds is None or seeds is False
    base = None if alone else read_seeds(None if isinstance(seeds, bool) else seeds)
    known = read_register() if base is None else base.register
    register = extend(known, indicators=indicators, areas=areas, alone=alone)
    account = Account(lang)
    beside = Beside(known.documents, None if base is None else base.claims)
    made = read_sources(given, register, beside, account, Said(year, standing, title))
    account.warn(stacklevel=2)
    return made


def _folder(given: list[Source]) -> Path | None:
    """Return the seeds folder, if that is what was given."""
    if len(given) != 1 or isinstance(given[0], pd.DataFrame):
        return None
    path = Path(given[0])
    return path if (path / "claims").is_dir() or (path / "indicators.csv").is_file() else None


def _packaged(
    seeds: str | Path | bool | None, indicators: Source | None, areas: Source | None
) -> Observations:
    folder = None if isinstance(seeds, bool) else seeds
    if indicators is None and areas is None:
        return observations.load(folder)
    read: Seeds = read_seeds(folder)
    register = extend(read.register, indicators=indicators, areas=areas, alone=False)
    return Observations.from_frame(read.claims, register)
