"""Templates: an empty return with lists to choose from, which loads back without a word."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from jmanalysis.errors import UnknownNameError, check_language
from jmanalysis.loading.returns import Asked, asked_return


def template(
    path: str | Path,
    *,
    indicators: Asked | None = None,
    areas: Asked | None = None,
    years: int | Sequence[int] | None = None,
    seeds: str | Path | None = None,
    lang: str = "zh",
) -> Path:
    """Write an empty return: one row for every area, indicator and year, the figures left open.

    It has lists to choose from, units, and a sheet that says how figures are written. Filled in,
    it is read by :func:`jmanalysis.load`; a row without a figure says nothing.

    Parameters
    ----------
    path
        The file to write; ``.xlsx`` is added if it has no ending.
    indicators
        Ids or names; or a list of one's own (.csv, .xlsx, DataFrame) as ``load(indicators=...)``
        takes it, then all of it is asked. By default the indicators by which areas may be ranked.
    areas
        Codes or names; or a list of one's own, then its districts. By default the districts.
    years
        One year or several; by default the year that the seeds say most of.
    seeds
        The seeds folder whose register is used.
    lang
        ``zh`` or ``en``.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    UnknownNameError
        For an unknown indicator, area, year or language, with close matches.
    MissingExtraError
        If XlsxWriter is not installed.
    ExportError
        If the file cannot be written.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     made = template(f"{folder}/填报表.xlsx", indicators="childcare_slots", years=2025)
    ...     print(made.name, made.stat().st_size > 5000)
    填报表.xlsx True
    """
    from jmanalysis.exports.files import write_files
    from jmanalysis.exports.packages import need

    check_language(lang)
    target = Path(path)
    target = target if target.suffix else target.with_suffix(".xlsx")
    if target.suffix.lower() != ".xlsx":
        raise UnknownNameError.among("格式", "format", target.suffix, [".xlsx"])
    need("xlsxwriter")
    from jmanalysis.loading.blanks import written

    asked = asked_return(indicators, areas, years, seeds)
    return write_files({target: written(asked, "en" if lang == "en" else "zh")})[0]
