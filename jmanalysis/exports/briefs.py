"""Briefs: several charts in one file, with cover, contents, method, sources and open questions."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from os import PathLike
from pathlib import Path
from types import MappingProxyType
from typing import Final

import pandas as pd

from jmanalysis.charts.headlines import HeadlineWarning
from jmanalysis.charts.spec import Chart, Lang
from jmanalysis.errors import JmanalysisError, UnknownNameError, check_language
from jmanalysis.exports.files import placed, write_files
from jmanalysis.exports.orders import QUESTION_COLUMNS, Order, asked, legible_charts, titled, unheld
from jmanalysis.exports.tellings import Listing
from jmanalysis.panels import Panel
from jmanalysis.vocabulary import records

_QUESTIONS: Final = MappingProxyType(
    {
        "zh": ("核实清单", ("向谁核实", "指标", "问题", "引起问题的用语")),
        "en": ("Open questions", ("Whom to ask", "Indicator", "Question", "Words that raise it")),
    }
)


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
        ``.pptx``, ``.docx``, ``.xlsx`` or ``.html``: the ending chooses the format. A bare name
        goes into the folder ``briefing`` (or the one that ``JMANALYSIS_BRIEFING`` names).
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
        For another ending or language.
    MissingExtraError
        If the libraries for office files are not installed; it says how to install them.
    TemplateError
        If the template is missing or has no usable layout.
    ExportError
        If the file cannot be written; then nothing was.
    JmanalysisError
        If there is no chart or no title, or ``questions`` is another table.

    Warns
    -----
    HeadlineWarning
        If the title names a number that is in none of the charts.

    Examples
    --------
    >>> import jmanalysis as jm, tempfile
    >>> panel = jm.normalise(jm.load())
    >>> figure = jm.chart(jm.compare(panel, "childcare_slots", year=2024))
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     jm.brief([figure], f"{folder}/briefing.html", title="托育").name
    'briefing.html'
    """
    target = placed(Path(path))
    kind = target.suffix.removeprefix(".").lower()
    if kind not in _MAKERS:
        raise UnknownNameError.among("格式", "format", kind, _MAKERS)
    check_language(lang)
    if template is not None and kind != "pptx":
        raise _template_elsewhere(kind)
    charts = legible_charts(figures)
    for number in unheld(title, charts):
        zh, en = f"标题中的“{number}”不在任何一幅图中。", f"{number!r} is in none of the charts."
        warnings.warn(zh if lang == "zh" else en, HeadlineWarning, stacklevel=2)
    order = Order(charts, titled(title), lang, template, panel, asked(questions))
    return write_files({target: _MAKERS[kind](order)})[0]


def _template_elsewhere(kind: str) -> JmanalysisError:
    return JmanalysisError(
        f"模板只用于 pptx，不用于 {kind}。",
        f"A template is for pptx and not for {kind}.",
        hint_zh="去掉 template，或写 .pptx。",
        hint_en="Leave template out, or write .pptx.",
    )


def _pptx(order: Order) -> bytes:
    from jmanalysis.exports.slides import deck

    # Leaders read slides: only what is pressing, not every cell that nobody mentions.
    extras = _listed(_pressing(order.questions), order.lang)
    return deck(order.charts, order.title, lang=order.lang, template=order.template, extras=extras)


def _docx(order: Order) -> bytes:
    from jmanalysis.exports.word import document

    extras = _listed(_pressing(order.questions), order.lang)
    return document(order.charts, order.title, lang=order.lang, extras=extras)


def _xlsx(order: Order) -> bytes:
    from jmanalysis.exports.workbooks import workbook

    extras = _listed(order.questions, order.lang)
    return workbook(order.charts, order.title, lang=order.lang, extras=extras)


def _html(order: Order) -> bytes:
    from jmanalysis.exports.sites import briefing_page

    return briefing_page(
        order.charts,
        title=order.title,
        lang=order.lang,
        panel=order.panel,
        questions=order.questions,
    )


_MAKERS: Final[MappingProxyType[str, Callable[[Order], bytes]]] = MappingProxyType(
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
    rows = tuple(
        tuple(str(row[column]) for column in QUESTION_COLUMNS) for row in records(questions)
    )
    return (Listing(name, heads, rows),)
