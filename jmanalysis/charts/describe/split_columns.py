"""Rate, counts and plans of one programme: shared rows, and a ground of its own for each column."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from jmanalysis.charts.describe import parts
from jmanalysis.charts.describe.single import years_in
from jmanalysis.charts.phrases import phrase
from jmanalysis.charts.spec import Chart, Column, Lang, Mark
from jmanalysis.charts.statements import Speaker
from jmanalysis.comparisons import Comparison
from jmanalysis.vocabulary import records

#: Beyond this many, squares can no longer be counted at a glance.
MOST_SQUARES = 10


def describe(
    source: Sequence[Comparison],
    *,
    title: str,
    lang: Lang,
    number: int | None,
    benchmarks: Sequence[str] | None,
) -> Chart:
    """Describe several comparisons side by side, none on another's axis."""
    first = source[0]
    register = first.register
    areas = first.asked[0].areas
    shown = parts.columns_above(register, areas, benchmarks)
    again = Counter(one.indicators[0].id for one in source)
    columns, marks, references = [], [], []
    for place, one in enumerate(source):
        name = f"{place}:{one.indicators[0].id}"
        mine = _column_marks(one, name, lang)
        lines = _lines(one, name, shown, lang) if one.asked[0].nature == "actual" else []
        columns.append(_column(one, name, (*mine, *lines), again, lang))
        marks += mine
        references += lines
    order = _known_first(areas, marks)
    rows = parts.peer_rows(register, order, lang)
    what = f"{parts.where(register, areas, lang)}{_subject(source, lang)}"
    when = years_in(source, lang)
    return Chart(
        kind="split_columns",
        lang=lang,
        title=title,
        subtitle=parts.subtitle(what, [when], number, lang),
        rows=rows,
        columns=tuple(columns),
        marks=tuple(marks),
        references=tuple(references),
        notes=_notes(source, columns, references, lang),
        source=parts.source_line((*marks, *references), first.known, lang),
        alt=parts.in_words(
            "split_columns",
            parts.subtitle(_subject(source, lang).removeprefix(": "), [when], None, lang),
            _spoken(marks),
            rows,
            lang,
        ),
    )


def _column_marks(one: Comparison, name: str, lang: Lang) -> list[Mark]:
    indicator = one.indicators[0]
    target = one.asked[0].nature == "target"
    speaker = Speaker(one.known, lang)
    found = []
    for row in records(one.frame):
        mark = replace(speaker.actual(row, name), column=name)
        if indicator.tally == "added" and mark.kind == "exact" and not target:
            mark = replace(mark, label=f"+{mark.label}")
        if mark.kind in ("silent", "unread"):
            mark = replace(mark, label="—" if mark.kind == "silent" else "")
        # The column's head says year and nature for all of its marks.
        found.append(replace(mark, detail=mark.detail if target else ""))
    return found


def _lines(one: Comparison, name: str, shown: Sequence[str], lang: Lang) -> list[Mark]:
    if not one.indicators[0].is_share:
        return []
    above = one.benchmarks[one.benchmarks["area"].isin(shown)]
    speaker = Speaker(one.known, lang)
    lines = [m for row in records(above) for m in speaker.benchmark(row, name)]
    # The column's head gives the year of its actuals; a target has a year of its own.
    year = re.compile("（.*年）$| \\(.*\\)$")
    return [replace(m, label=year.sub("", m.label)) if m.kind == "benchmark" else m for m in lines]


def _column(
    one: Comparison, name: str, marks: Sequence[Mark], again: Counter[str], lang: Lang
) -> Column:
    indicator = one.indicators[0]
    target, unclear = one.asked[0].nature == "target", one.asked[0].tally == "unclear"
    # The head of a plan beside what is gives its year itself.
    year = "" if target and again[indicator.id] > 1 else years_in([one], lang)
    unit = f"单位：{indicator.full_unit}" if lang == "zh" else ("%" if indicator.is_share else "")
    ends = [end for mark in marks for end in (mark.low, mark.high) if end is not None]
    high, ticks = parts.nice_axis(ends, indicator.ceiling)
    countable = max(ends, default=0) <= MOST_SQUARES and not indicator.is_share
    return Column(
        name,
        _head(one, again, lang),
        subhead="　".join(part for part in (year, unit) if part),
        unit="%" if indicator.is_share else "",
        tone="target" if target else "unclear" if unclear else "actual",
        scale="axis" if indicator.is_share or not countable else "squares",
        axis_low=0.0,
        axis_high=high,
        ticks=(0.0, 50.0, 100.0) if indicator.is_share else ticks,
    )


def _head(one: Comparison, again: Counter[str], lang: Lang) -> str:
    indicator, asked = one.indicators[0], one.asked[0]
    if again[indicator.id] == 1:
        return indicator.name(lang, short=True)
    zh, en = {
        "unclear": ("口径待核※", "Unclear scope ※"),
        "added": ("当年新增", "Added in the year"),
        "stock": ("累计", "Total"),
        "flow": ("当年活动", "Activity"),
    }.get(asked.tally or indicator.tally, (indicator.short_zh, indicator.short_en))
    if asked.nature == "target":
        zh, en = f"{asked.year}年计划", f"Plan {asked.year}"
    return en if lang == "en" else zh


def _subject(source: Sequence[Comparison], lang: Lang) -> str:
    names = dict.fromkeys(one.indicators[0].name(lang, short=True) for one in source)
    return "、".join(names) if lang == "zh" else ": " + ", ".join(names)


def _known_first(areas: Sequence[str], marks: Sequence[Mark]) -> list[str]:
    """Areas with more to say first; the order of the codes within."""
    weight = {"exact": 8, "bound": 8, "range": 8, "approx": 8, "unclear": 4, "target": 2}
    said = {code: sum(weight.get(m.kind, 0) for m in marks if m.row == code) for code in areas}
    return sorted(areas, key=lambda code: -said[code])


def _notes(
    source: Sequence[Comparison],
    columns: Sequence[Column],
    references: Sequence[Mark],
    lang: Lang,
) -> tuple[str, ...]:
    how = [phrase("read squares", lang)] if any(c.scale == "squares" for c in columns) else []
    how += [
        "“—”为" + phrase("silent", lang) + "，不等于零"
        if lang == "zh"
        else "— means not mentioned and is not zero"
    ]
    notes = [parts.sentence(how, lang)]
    for one in source:
        notes += parts.caution_notes(one.cautions, references, lang)
    return tuple(dict.fromkeys(notes))


def _spoken(marks: Sequence[Mark]) -> list[Mark]:
    """For the words: an area that says something in one column is not missing in the others."""
    speaking = {mark.row for mark in marks if mark.kind not in ("silent", "unread")}
    return [
        mark for mark in marks if mark.kind not in ("silent", "unread") or mark.row not in speaking
    ]
