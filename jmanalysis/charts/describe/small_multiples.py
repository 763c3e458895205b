"""A theme on one page: the dot plot of every indicator in a small panel, the areas shared."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pandas as pd

from jmanalysis.charts.describe import parts
from jmanalysis.charts.describe.single import axis_column, require_one, tone, years_in
from jmanalysis.charts.marks import OFF_AXIS
from jmanalysis.charts.phrases import phrase
from jmanalysis.charts.spec import Chart, Column, Lang, Mark
from jmanalysis.charts.statements import Speaker
from jmanalysis.comparisons import Comparison
from jmanalysis.vocabulary import records

_YEAR = re.compile(r"（\d+年）$| \(\d+\)$")
_AIM = re.compile(r"(?<=年)目标(?=）$)|(?<=\()target ")


def describe(
    source: Sequence[Comparison],
    *,
    title: str,
    lang: Lang,
    number: int | None,
    benchmarks: Sequence[str] | None,
) -> Chart:
    """Describe several comparisons, each in a panel with an axis and a unit of its own.

    Without ``benchmarks`` every panel shows the nearest containing area that gives a figure.
    """
    for one in source:
        require_one(one, "small_multiples")
    first = source[0]
    areas, register = first.asked[0].areas, first.register
    columns, marks, references = [], [], []
    for place, one in enumerate(source):
        name = f"{place}:{one.indicators[0].id}"
        mine, lines = list(_marks(one, name, lang)), list(_lines(one, name, benchmarks, lang))
        columns.append(_column(one, name, (*mine, *lines), lang))
        marks += mine
        references += lines
    what = f"{parts.where(register, areas, lang)}{_subject(source, lang)}"
    when = [years_in(source, lang)]
    return Chart(
        kind="small_multiples",
        lang=lang,
        title=title,
        subtitle=parts.subtitle(what, when, number, lang),
        rows=parts.peer_rows(register, areas, lang),
        columns=tuple(columns),
        marks=tuple(marks),
        references=tuple(references),
        legend=parts.legend((m for m in marks if m.kind not in OFF_AXIS), lang),
        notes=_notes(source, marks, references, lang),
        source=parts.source_line((*marks, *references), first.known, lang),
        alt=_alt(parts.subtitle(what, when, None, lang), marks, columns, lang),
    )


def _subject(source: Sequence[Comparison], lang: Lang) -> str:
    themes = list(dict.fromkeys(phrase(one.indicators[0].theme, lang) for one in source))
    if lang == "en":
        return f": {', '.join(theme.lower() for theme in themes)}"
    return f"{'、'.join(themes)}指标"


def _marks(one: Comparison, name: str, lang: Lang) -> Iterator[Mark]:
    """Say what each area says, as briefly as the panel's head allows."""
    speaker = Speaker(one.known, lang)
    for row in records(one.frame):
        for mark in speaker.marks(row, name):
            if mark.kind in ("silent", "unread"):
                yield replace(mark, label="—" if mark.kind == "silent" else "", detail="")
            elif mark.kind in ("exact", "approx", "bound", "range", tone(one)):
                yield replace(mark, detail="")  # the panel's head gives year and nature
            elif mark.kind == "target":
                year = mark.period.rpartition("/")[2][:4]
                yield replace(mark, detail=f"{year}年" if lang == "zh" else year)
            else:
                yield mark


def _lines(
    one: Comparison, name: str, benchmarks: Sequence[str] | None, lang: Lang
) -> Iterator[Mark]:
    """Give the reference lines, their year only where it is another than the panel's."""
    shown = parts.columns_above(one.register, one.asked[0].areas, benchmarks, one.indicators[0])
    if benchmarks is None:
        shown = _nearest(one.benchmarks, shown)
    speaker = Speaker(one.known, lang)
    for row in records(one.benchmarks[one.benchmarks["area"].isin(shown)]):
        for mark in speaker.benchmark(row, name):
            label = _AIM.sub("", mark.label)  # a target's line has a dash of its own
            plain = mark.kind == "benchmark" and mark.period[:4] == str(one.years[0])
            yield replace(mark, label=_YEAR.sub("", label) if plain else label)


def _nearest(table: pd.DataFrame, shown: Sequence[str]) -> tuple[str, ...]:
    """Choose the nearest area with an actual, or else with a target."""
    for column in ("low", "target_low"):
        speaking = set(table.loc[table[column].notna(), "area"])
        if near := [code for code in shown if code in speaking]:
            return (near[0],)
    return ()


def _column(one: Comparison, name: str, marks: Sequence[Mark], lang: Lang) -> Column:
    indicator = one.indicators[0]
    axis = axis_column(indicator, marks, lang)
    subhead = _unit(years_in([one], lang), axis, lang)
    return replace(axis, id=name, subhead=subhead, tone=tone(one))


def _unit(year: str, axis: Column, lang: Lang) -> str:
    if not axis.unit:
        return year
    return f"{year}　{axis.unit}" if lang == "zh" else f"{year}, {axis.unit}"


def _notes(
    source: Sequence[Comparison], marks: Sequence[Mark], references: Sequence[Mark], lang: Lang
) -> tuple[str, ...]:
    """Say how to read the panels and what forbids a conclusion; the rest stands with each chart."""
    how = parts.sentence([phrase("read multiples", lang)], lang)
    said = [parts.reading_note(marks, lang), how]
    weak = False
    for one in source:
        blocking = one.cautions["blocks"].astype(bool)
        said += parts.caution_notes(one.cautions[blocking], references, lang)
        weak |= not blocking.all()
    said += [parts.sentence([phrase("more cautions", lang)], lang)] if weak else []
    return tuple(dict.fromkeys(note for note in said if note))


def _alt(subject: str, marks: Sequence[Mark], columns: Sequence[Column], lang: Lang) -> str:
    """Count, for every panel, what kind of statements it holds."""
    clauses = []
    for column in columns:
        mine = [mark.kind for mark in marks if mark.column == column.id]
        counts = {kind: mine.count(kind) for kind in dict.fromkeys(mine)}
        said = [
            f"{phrase(kind, lang)}{n}" if lang == "zh" else f"{phrase(kind, lang)} {n}"
            for kind, n in counts.items()
        ]
        clauses.append(f"{column.head} {'、'.join(said) if lang == 'zh' else ', '.join(said)}")
    head = phrase("small_multiples", lang)
    if lang == "zh":
        return f"{head}：{subject}。{'；'.join(clauses)}。"
    return f"{head}: {subject}. {'; '.join(clauses)}."
