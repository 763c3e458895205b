"""Notes for Word and WPS in the official layout: live captions, notes, sources and tables."""

from __future__ import annotations

from collections.abc import Sequence

from jmanalysis.charts.spec import Chart, Lang
from jmanalysis.exports.packages import need
from jmanalysis.exports.tellings import Listing

__all__ = ["document", "docx"]


def docx(chart: Chart, _size: str = "doc") -> bytes:
    """Write a chart as a note on A4: figure with its caption below, notes, source, data table.

    The picture is drawn anew at 150 mm and 300 dots per inch; title, notes and source are text.
    """
    need("docx")
    from jmanalysis.exports.word.documents import single

    return single(chart)


def document(
    charts: Sequence[Chart], title: str, *, lang: Lang = "zh", extras: Sequence[Listing] = ()
) -> bytes:
    """Write charts as a note with cover, contents, method page and source list.

    Parameters
    ----------
    charts
        One section each; figures and tables number themselves.
    title
        Title of the cover.
    lang
        Language of the pages around the charts.
    extras
        Tables to follow the charts, each a section of its own.

    Raises
    ------
    MissingExtraError
        If python-docx is not installed.
    """
    need("docx")
    from jmanalysis.exports.word.documents import several

    return several(charts, title, lang, extras)
