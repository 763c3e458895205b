"""Over the years: what was said for each, gaps left open, targets apart from what is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from jmanalysis.charts.describe import parts
from jmanalysis.charts.describe.single import axis_column, of, require_one, tone, unit_words
from jmanalysis.charts.marks import OFF_AXIS
from jmanalysis.charts.phrases import phrase
from jmanalysis.charts.refusals import WrongSourceError
from jmanalysis.charts.spec import Chart, Column, Lang, Mark, Row
from jmanalysis.charts.statements import Speaker
from jmanalysis.comparisons import Comparison
from jmanalysis.vocabulary import among, records, year_of

_QUIET = ("silent", "unread")
TARGET = "target:"


def describe(
    source: Comparison,
    *,
    title: str,
    lang: Lang,
    number: int | None,
    benchmarks: Sequence[str] | None,
) -> Chart:
    """Describe one indicator over several years: a row per area, a column per year.

    Targets have columns of their own at the end; the containing areas are rows of their own.

    Raises
    ------
    WrongSourceError
        If it is of several indicators, or of targets alone: every year would stand empty.
    """
    require_one(source, "trend", years=True)
    if tone(source) == "target":
        raise WrongSourceError.of_targets("trend", _aimed_at(source))
    indicator, register = source.indicators[0], source.register
    areas = source.asked[0].areas
    marks = _marks(source, records(source.frame), lang)
    shown = parts.columns_above(register, areas, benchmarks, indicator)
    above = source.benchmarks[source.benchmarks["area"].isin(shown)]
    references = tuple(m for m in _marks(source, records(above), lang) if m.kind not in _QUIET)
    speaking = {mark.row for mark in references}
    rows = _rows(source, [code for code in shown if code in speaking], lang)
    what = f"{parts.where(register, areas, lang)}{of(indicator, lang)}"
    remarks = [_span(source.years, lang), unit_words(indicator, lang)]
    everything = (*marks, *references)
    return Chart(
        kind="trend",
        lang=lang,
        title=title,
        subtitle=parts.subtitle(what, remarks, number, lang),
        rows=rows,
        columns=_columns(source, everything, lang),
        marks=marks,
        references=references,
        legend=parts.legend((m for m in everything if m.kind not in OFF_AXIS), lang),
        gutter=phrase("no figure", lang),
        notes=_notes(source, everything, references, lang),
        source=parts.source_line(everything, source.known, lang),
        alt=_alt(parts.subtitle(_name(source, lang), remarks, None, lang), everything, rows, lang),
    )


def _aimed_at(source: Comparison) -> list[int]:
    """Return the years that the compared areas have targets for, in figures or in words."""
    cells, asked = source.known.cells, source.asked[0]
    mine = among(cells["indicator"], [source.indicators[0].id]) & among(cells["area"], asked.areas)
    mine &= among(cells["subject"], ("",)) & cells["target_said"].to_numpy()
    return sorted(cells.loc[mine, "year"].astype("int64").unique().tolist())


def _rows(source: Comparison, beside: Sequence[str], lang: Lang) -> tuple[Row, ...]:
    """One row per compared area, then the containing areas that give figures."""
    peers = parts.peer_rows(source.register, dict.fromkeys(source.asked[0].areas), lang)
    above = parts.peer_rows(source.register, beside, lang)
    return *peers, *(replace(row, reference=True) for row in above)


def _name(source: Comparison, lang: Lang) -> str:
    return source.indicators[0].name(lang, short=True)


def _marks(source: Comparison, rows: Iterable[dict[str, object]], lang: Lang) -> tuple[Mark, ...]:
    """Put every statement into the column of its year; a target counts once, in its own."""
    speaker = Speaker(source.known, lang)
    found: dict[str, Mark] = {}
    for row in rows:
        for mark in speaker.marks(row, source.indicators[0].id):
            placed = _in_its_year(mark, lang)
            found[placed.id] = placed
    return tuple(found.values())


def _in_its_year(mark: Mark, lang: Lang) -> Mark:
    year = year_of(mark.period.rpartition("/")[2])
    if mark.kind == "target":
        return replace(mark, column=f"{TARGET}{year}")
    word = mark.detail if mark.kind in ("derived", "implied", "unclear") else ""
    return replace(mark, column=str(year), detail=word or _month(mark, lang))


def _month(mark: Mark, lang: Lang) -> str:
    """Say the month of a figure that stands for part of a year."""
    period = mark.period.rpartition("/")[2]
    if mark.kind in _QUIET or len(period) != len("2025-10"):
        return ""
    return f"{int(period[5:])}月" if lang == "zh" else period


def _columns(source: Comparison, marks: Sequence[Mark], lang: Lang) -> tuple[Column, ...]:
    """One column per year on one axis, then one per year that a target is set for."""
    axis = axis_column(source.indicators[0], marks, lang)
    axis = _close(axis, marks)
    named = replace(axis, group=axis.head)
    years = {str(year) for year in source.years}
    years |= {mark.column for mark in marks if not mark.column.startswith(TARGET)}
    aims = {mark.column for mark in marks if mark.column.startswith(TARGET)}
    head = "{}年" if lang == "zh" else "{}"
    aim = "{}年目标" if lang == "zh" else "target {}"
    return (
        *(replace(named, id=year, head=head.format(year)) for year in sorted(years, key=int)),
        *(
            replace(named, id=one, head=aim.format(one.removeprefix(TARGET)), tone="target")
            for one in sorted(aims)
        ),
    )


def _close(axis: Column, marks: Sequence[Mark]) -> Column:
    """End the axis of a share where its values do: a line needs no room up to 100 %."""
    ends = [end for mark in marks for end in (mark.low, mark.high) if end is not None]
    ends = [end for end in ends if end < 100] if axis.axis_high == 100 else ends
    if not ends or (axis.axis_high == 100 and max(ends) > 60):
        return axis
    high, ticks = parts.nice_axis(ends, float("inf"))
    return replace(axis, axis_high=high, ticks=ticks)


def _span(years: Sequence[int], lang: Lang) -> str:
    first, last = min(years), max(years)
    if first == last:
        return f"{first}年" if lang == "zh" else str(first)
    return f"{first}～{last}年" if lang == "zh" else f"{first}–{last}"


def _notes(
    source: Comparison, marks: Sequence[Mark], references: Sequence[Mark], lang: Lang
) -> tuple[str, ...]:
    how = parts.sentence([phrase("read trend", lang)], lang)
    said = [parts.reading_note(marks, lang), how]
    said += parts.caution_notes(source.cautions, references, lang)
    return tuple(note for note in said if note)


def _alt(subject: str, marks: Sequence[Mark], rows: Sequence[Row], lang: Lang) -> str:
    loud = {mark.row for mark in marks if mark.kind not in _QUIET}
    spoken = [m for m in marks if m.kind not in _QUIET or m.row not in loud]
    return parts.in_words("trend", subject, list(_dated(spoken, lang)), rows, lang)


def _dated(marks: Sequence[Mark], lang: Lang) -> Iterator[Mark]:
    for mark in marks:
        year = "" if mark.kind in ("target", *_QUIET) else mark.column
        shape = "{}年{}" if lang == "zh" else "{} {}"
        yield replace(mark, label=shape.format(year, mark.label)) if year else mark
