"""What do we have? Areas × indicators, every status visible, before anything is compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from jmanalysis.charts.describe import parts
from jmanalysis.charts.phrases import phrase
from jmanalysis.charts.spec import Chart, Column, Lang, Mark, Row
from jmanalysis.charts.statements import Speaker
from jmanalysis.coverages import Coverage
from jmanalysis.vocabulary import records


def describe(
    source: Coverage,
    *,
    title: str,
    lang: Lang,
    number: int | None,
    benchmarks: Sequence[str] | None,
) -> Chart:
    """Describe the coverage matrix; only the nearest containing area gets a row of its own."""
    register = source.register
    speaker = Speaker(source.known, lang, units=True)
    shown = parts.columns_above(register, source.areas, benchmarks)[:1]
    above = source.benchmarks[source.benchmarks["area"].isin(shown)]
    if benchmarks is None and above["status"].eq("unread").all():
        shown, above = (), above.iloc[:0]  # no document speaks of it: a row would say nothing
    marks = _marks(speaker, source.frame, lang)
    rows = parts.peer_rows(register, source.areas, lang)
    rows = tuple(replace(row, margin=str(_exact(marks, row=row.id))) for row in rows)
    city = tuple(
        Row(code, _city(source, code, lang), True, phrase("reference", lang)) for code in shown
    )
    count = len(source.areas)
    columns = tuple(
        Column(
            i.id,
            i.name(lang, short=True),
            group=phrase(i.theme, lang),
            unit=i.full_unit,
            margin=f"{_exact(marks, column=i.id)}/{count}",
        )
        for i in source.indicators
    )
    total = count * len(columns)
    what = _what(source, lang)
    year = _year(source, marks, lang)
    notes = [
        phrase("read cells", lang) + ("。" if lang == "zh" else "."),
        *_unclear(source, marks, lang),
    ]
    return Chart(
        kind="coverage_matrix",
        lang=lang,
        title=title,
        subtitle=parts.subtitle(what, [year], number, lang),
        rows=(*rows, *city),
        columns=columns,
        marks=marks,
        references=_marks(speaker, above, lang),
        legend=parts.legend(marks, lang),
        corner=f"{_exact(marks)}/{total}",
        margin_heads=(phrase("usable cells", lang), phrase("usable areas", lang)),
        notes=tuple(notes),
        source=parts.source_line((*marks, *_marks(speaker, above, lang)), source.known, lang),
        alt=_alt(marks, columns, rows, parts.subtitle(what, [year], None, lang), lang),
    )


def _marks(speaker: Speaker, table: pd.DataFrame, lang: Lang) -> tuple[Mark, ...]:
    found: list[Mark] = []
    for row in records(table):
        found += [_in_cell(mark, lang) for mark in speaker.marks(row, row["indicator"])]
    return tuple(mark for mark in found if mark.kind != "derived" or not _beside(mark, found))


def _beside(mark: Mark, marks: Sequence[Mark]) -> bool:
    """Whether a cell already holds a reported value: there is no room for a cross-check in it."""
    return any(
        other.kind in ("exact", "bound", "range", "approx")
        and (other.row, other.column) == (mark.row, mark.column)
        for other in marks
    )


def _in_cell(mark: Mark, lang: Lang) -> Mark:
    if mark.kind == "silent":
        return replace(mark, label="—", detail="")
    if mark.kind == "unread":
        return replace(mark, label="", detail="")
    if mark.kind == "target" and not mark.label.startswith("+"):
        prefix = phrase("aim", lang) + (" " if lang == "en" else "")
        return replace(mark, label=f"{prefix}{mark.label}", detail="")
    if mark.kind in ("derived", "implied"):
        word = phrase(mark.kind, lang)
        return replace(
            mark, label=f"{word}{mark.label}" if lang == "zh" else f"{mark.label} {word}", detail=""
        )
    return replace(mark, detail="")


def _exact(marks: Sequence[Mark], *, row: str = "", column: str = "") -> int:
    return sum(
        mark.kind == "exact"
        and (not row or mark.row == row)
        and (not column or mark.column == column)
        for mark in marks
    )


def _city(source: Coverage, code: str, lang: Lang) -> str:
    area = source.register.area_by_code[code]
    return phrase("city", lang) if area.kind == "prefecture" else area.name(lang)


def _what(source: Coverage, lang: Lang) -> str:
    place = parts.where(source.register, source.areas, lang)
    return f"{place}指标数据可得性" if lang == "zh" else f"{place}: what the documents give"


def _year(source: Coverage, marks: Sequence[Mark], lang: Lang) -> str:
    years = sorted({m.period.rpartition("/")[2][:4] for m in marks if m.kind == "target"})
    if lang == "en":
        return f"{source.year}, targets for {', '.join(years)}" if years else str(source.year)
    return f"{source.year}年，含{'、'.join(years)}年目标" if years else f"{source.year}年"


def _unclear(source: Coverage, marks: Sequence[Mark], lang: Lang) -> list[str]:
    found = []
    for mark in marks:
        if mark.kind == "unclear":
            area = source.register.area_by_code[mark.row]
            indicator = source.register.indicator_by_id[mark.column]
            if lang == "zh":
                found.append(
                    f"※{area.short_zh}原文“{mark.words[0]}”未说明是当年新增还是累计"
                    f"（{indicator.short_zh}）。"
                )
            else:
                found.append(
                    f"※ {area.name_en}: the text does not say whether {mark.label.rstrip('※')} "
                    f"is new or cumulative ({indicator.short_en})."
                )
    return found


def _alt(
    marks: Sequence[Mark], columns: Sequence[Column], rows: Sequence[Row], subject: str, lang: Lang
) -> str:
    counts = {
        kind: sum(m.kind == kind for m in marks) for kind in dict.fromkeys(m.kind for m in marks)
    }
    listing = [
        f"{phrase(kind, lang)}{n}格" if lang == "zh" else f"{phrase(kind, lang)} {n}"
        for kind, n in counts.items()
    ]
    kind = phrase("coverage_matrix", lang)
    if lang == "zh":
        return f"{kind}：{subject}。{len(rows)}地×{len(columns)}项指标：{'、'.join(listing)}。"
    return (
        f"{kind}: {subject}. {len(rows)} areas × {len(columns)} indicators: {', '.join(listing)}."
    )
