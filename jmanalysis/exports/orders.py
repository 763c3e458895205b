"""What a brief is asked to hold: checked before anything is made of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from os import PathLike
from typing import Final

import pandas as pd

from jmanalysis.charts.spec import Chart, Lang
from jmanalysis.errors import JmanalysisError
from jmanalysis.exports.legible import legible, legible_chart
from jmanalysis.panels import Panel

#: Of the questions, what a file shows.
QUESTION_COLUMNS: Final = ("bureau", "indicator_name", "question", "words")
_NUMBER: Final = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True)
class Order:
    """What goes into a brief; each format takes of it what it can carry."""

    charts: tuple[Chart, ...]
    title: str
    lang: Lang
    template: str | PathLike[str] | None
    panel: Panel | None
    questions: pd.DataFrame | None


def unheld(title: str, charts: Sequence[Chart]) -> list[str]:
    """Return the numbers of a title that stand in none of the charts, nor count them.

    Examples
    --------
    >>> unheld("托育2024", [])
    ['2024']
    """
    told = [
        " ".join((chart.title, chart.subtitle, chart.alt, *chart.notes, *_printed(chart)))
        for chart in charts
    ]
    known = {str(len(charts)), *_NUMBER.findall(" ".join(told))}
    return [number for number in dict.fromkeys(_NUMBER.findall(str(title))) if number not in known]


def _printed(chart: Chart) -> Iterator[str]:
    for mark in (*chart.marks, *chart.references):
        yield f"{mark.label} {mark.detail} {mark.period}"


def legible_charts(figures: Chart | Sequence[Chart]) -> tuple[Chart, ...]:
    """Return the charts, as they can be read.

    Raises
    ------
    JmanalysisError
        If there is none, or something else among them.
    """
    charts = (figures,) if isinstance(figures, Chart) else tuple(figures)
    hint = {"hint_zh": "先用 jm.chart(…) 作图。", "hint_en": "Make one with jm.chart(...)."}
    if not charts:
        raise JmanalysisError("没有图，写不成汇报。", "There is no chart to brief with.", **hint)
    for chart in charts:
        if not isinstance(chart, Chart):
            name = type(chart).__name__
            raise JmanalysisError(
                f"汇报由图组成，其中有 {name}。",
                f"A brief is made of charts and was given {name}.",
                **hint,
            )
    return tuple(legible_chart(chart) for chart in charts)


@contextmanager
def of_figure(number: int, chart: Chart) -> Iterator[None]:
    """Let a chart that cannot be drawn say which of several it is.

    Examples
    --------
    >>> chart = Chart("trend", "zh", "七地", "", (), (), ())
    >>> with of_figure(3, chart):
    ...     raise JmanalysisError("放不下。", "It does not fit.")
    Traceback (most recent call last):
    jmanalysis.errors.JmanalysisError: 放不下。
    It does not fit.
    位置 Where: 图 Figure 3: 七地
    """
    try:
        yield
    except JmanalysisError as error:
        place = f"图 Figure {number}: {chart.title}"
        error.where = f"{place} ({error.where})" if error.where else place
        raise


def titled(title: str) -> str:
    """Return the title on one line, as it can be read."""
    words = " ".join(legible(str(title)).split())
    if not words:
        raise JmanalysisError(
            "汇报没有标题。",
            "The brief has no title.",
            hint_zh='写上标题，例如 title="托育服务比较"。',
            hint_en='Give it one, such as title="Childcare compared".',
        )
    return words


def asked(questions: pd.DataFrame | None) -> pd.DataFrame | None:
    """Return the questions, as they can be read.

    Raises
    ------
    JmanalysisError
        If the table is not one of ``jm.questions``.
    """
    if questions is None:
        return None
    absent = [name for name in (*QUESTION_COLUMNS, "reason") if name not in questions]
    if absent:
        raise JmanalysisError(
            f"核实清单缺少列：{'、'.join(absent)}。",
            f"The questions lack columns: {', '.join(absent)}.",
            hint_zh="questions 用 jm.questions(panel) 的结果。",
            hint_en="Give it what jm.questions(panel) returns.",
        )
    return questions.assign(**{name: questions[name].map(legible) for name in QUESTION_COLUMNS})
