"""Briefs: several charts in one file, with cover, contents, method, sources and open questions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from types import MappingProxyType
from typing import Final

import pandas as pd

from jmanalysis.charts.spec import Chart, Lang
from jmanalysis.errors import JmanalysisError, UnknownNameError
from jmanalysis.exports.files import write_files
from jmanalysis.exports.tellings import Listing
from jmanalysis.panels import Panel
from jmanalysis.vocabulary import records

_QUESTIONS: Final = MappingProxyType(
    {
        "zh": ("核实清单", ("向谁核实", "指标", "问题", "引起问题的用语")),
        "en": ("Open questions", ("Whom to ask", "Indicator", "Question", "Words that raise it")),
    }
)
_COLUMNS: Final = ("bureau", "indicator_name", "question", "words")


def brief(
    figures: Chart | Sequence[Chart],
    path: str | PathLike[str],
    *,
    title: str,
    lang: Lang = "zh",
    template: str | PathLike[str] | None = None,
    panel: Panel | None = None,
    questions: pd.DataFrame | None = None,
) -> Path:
    """Put several charts into one file that can be handed over.

    Parameters
    ----------
    figures
        Charts in the order in which they are to stand.
    path
        ``.pptx``, ``.docx``, ``.xlsx`` or ``.html``: the ending chooses the format.
    title
        Title of the whole.
    lang
        Language of the pages around the charts.
    template
        For ``.pptx``: the organisation's own presentation, whose master and colours are used.
    panel
        For ``.html``: adds a table of all claims with search and filter.
    questions
        From ``jm.questions``: adds the list of what is to be verified.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    UnknownNameError
        For another ending.
    MissingExtraError
        If the libraries for office files are not installed; it says how to install them.
    TemplateError
        If the template is missing or has no usable layout.
    ExportError
        If the file cannot be written; then nothing was.
    JmanalysisError
        If there is no chart.

    Examples
    --------
    >>> import jmanalysis as jm, tempfile
    >>> panel = jm.normalise(jm.load())
    >>> figure = jm.chart(jm.compare(panel, "childcare_slots", year=2024))
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     jm.brief([figure], f"{folder}/briefing.html", title="托育").name
    'briefing.html'
    """
    charts = (figures,) if isinstance(figures, Chart) else tuple(figures)
    target = Path(path)
    kind = target.suffix.removeprefix(".").lower()
    if kind not in _MAKERS:
        raise UnknownNameError.among("格式", "format", kind, _MAKERS)
    if not charts:
        raise JmanalysisError(
            "没有图，写不成汇报。",
            "There is no chart to brief with.",
            hint_zh="先用 jm.chart(…) 作图。",
            hint_en="Make one with jm.chart(...).",
        )
    if template is not None and kind != "pptx":
        raise JmanalysisError(
            f"模板只用于 pptx，不用于 {kind}。",
            f"A template is for pptx and not for {kind}.",
            hint_zh="去掉 template，或写 .pptx。",
            hint_en="Leave template out, or write .pptx.",
        )
    order = _Order(charts, title, lang, template, panel, questions)
    return write_files({target: _MAKERS[kind](order)})[0]


@dataclass(frozen=True)
class _Order:
    """What goes into a brief; each format takes of it what it can carry."""

    charts: tuple[Chart, ...]
    title: str
    lang: Lang
    template: str | PathLike[str] | None
    panel: Panel | None
    questions: pd.DataFrame | None


def _pptx(order: _Order) -> bytes:
    from jmanalysis.exports.slides import deck

    # Leaders read slides: only what is pressing, not every cell that nobody mentions.
    extras = _listed(_pressing(order.questions), order.lang)
    return deck(order.charts, order.title, lang=order.lang, template=order.template, extras=extras)


def _docx(order: _Order) -> bytes:
    from jmanalysis.exports.word import document

    extras = _listed(_pressing(order.questions), order.lang)
    return document(order.charts, order.title, lang=order.lang, extras=extras)


def _xlsx(order: _Order) -> bytes:
    from jmanalysis.exports.workbooks import workbook

    extras = _listed(order.questions, order.lang)
    return workbook(order.charts, order.title, lang=order.lang, extras=extras)


def _html(order: _Order) -> bytes:
    from jmanalysis.exports.sites import briefing_page

    return briefing_page(
        order.charts,
        title=order.title,
        lang=order.lang,
        panel=order.panel,
        questions=order.questions,
    )


_MAKERS: Final[MappingProxyType[str, Callable[[_Order], bytes]]] = MappingProxyType(
    {"pptx": _pptx, "docx": _docx, "xlsx": _xlsx, "html": _html}
)


def _pressing(questions: pd.DataFrame | None) -> pd.DataFrame | None:
    if questions is None:
        return None
    return questions[~questions["reason"].isin(["silent", "unread"])]


def _listed(questions: pd.DataFrame | None, lang: Lang) -> tuple[Listing, ...]:
    if questions is None or questions.empty:
        return ()
    name, heads = _QUESTIONS[lang]
    rows = tuple(tuple(str(row[column]) for column in _COLUMNS) for row in records(questions))
    return (Listing(name, heads, rows),)
