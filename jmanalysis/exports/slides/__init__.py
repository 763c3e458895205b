"""Slides: every chart editable, in the house look or on an organisation's own template."""

from __future__ import annotations

from collections.abc import Sequence
from os import PathLike

from jmanalysis.charts.spec import Chart, Lang
from jmanalysis.exports.packages import need
from jmanalysis.exports.tellings import Listing

__all__ = ["deck", "pptx"]


def pptx(chart: Chart, _size: str = "slide") -> bytes:
    """Write a chart as one editable slide of 13.333 × 7.5 inches.

    The headline is the title, the chart native shapes (a matrix: a native table), notes and source
    are text; the speaker notes hold words, lines and source of every mark.
    """
    need("pptx")
    from jmanalysis.exports.slides.decks import single

    return single(chart)


def deck(
    charts: Sequence[Chart],
    title: str,
    *,
    lang: Lang = "zh",
    template: str | PathLike[str] | None = None,
    extras: Sequence[Listing] = (),
) -> bytes:
    """Write charts as a deck with cover, contents, method page and source list.

    Parameters
    ----------
    charts
        One slide each; figures are numbered in this order.
    title
        Title of the cover.
    lang
        Language of the pages around the charts.
    template
        An organisation's ``.pptx``: its master, layouts and colours are used, its slides left out.
    extras
        Tables to follow the charts, on as many slides as they need.

    Raises
    ------
    TemplateError
        If the template is missing, no presentation, or has no usable layout (it says which part).
    MissingExtraError
        If python-pptx is not installed.
    """
    need("pptx")
    from jmanalysis.exports.slides.decks import several

    return several(charts, title, lang, template, extras)
