"""Workbooks that someone can check: native chart, tidy data with words and lines, readme."""

from __future__ import annotations

from collections.abc import Sequence

from jmanalysis.charts.spec import Chart, Lang
from jmanalysis.exports.packages import need
from jmanalysis.exports.tellings import Listing

__all__ = ["workbook", "xlsx"]


def xlsx(chart: Chart, _size: str = "slide") -> bytes:
    """Write a chart as a workbook: 图 (native where its kind allows one), 数据, 说明.

    No cells are merged, and no text can run as a formula, however it begins.
    """
    need("xlsxwriter")
    from jmanalysis.exports.workbooks.books import single

    return single(chart)


def workbook(
    charts: Sequence[Chart], title: str, *, lang: Lang = "zh", extras: Sequence[Listing] = ()
) -> bytes:
    """Write charts as a workbook with contents, one sheet each, all data on one, and a readme.

    Parameters
    ----------
    charts
        One sheet each; figures are numbered in this order.
    title
        Title of the contents.
    lang
        Language of the sheets around the charts.
    extras
        Tables to follow the data, a sheet each.

    Raises
    ------
    MissingExtraError
        If XlsxWriter is not installed.
    """
    need("xlsxwriter")
    from jmanalysis.exports.workbooks.books import several

    return several(charts, title, lang, extras)
