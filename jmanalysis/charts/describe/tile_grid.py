"""Where? Equal tiles in the order of the compass: no boundaries, no areas, no distances."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from jmanalysis.charts.describe import parts
from jmanalysis.charts.describe.single import Single
from jmanalysis.charts.phrases import listed, phrase
from jmanalysis.charts.refusals import NoTileError
from jmanalysis.charts.spec import Chart, Lang, Legend, Mark, Row
from jmanalysis.comparisons import Comparison
from jmanalysis.vocabulary import records

_QUIET = ("silent", "unread")


def describe(
    source: Comparison,
    *,
    title: str,
    lang: Lang,
    number: int | None,
    benchmarks: Sequence[str] | None,
) -> Chart:
    """Describe the tile grid of one indicator in one year.

    Raises
    ------
    NoTileError
        If ``areas.csv`` gives an area no place in the grid.
    """
    one = Single.of(source, "tile_grid", lang, benchmarks)
    rows = tuple(_placed(one))
    marks = tuple(_spoken(one))
    return Chart(
        kind="tile_grid",
        lang=lang,
        title=title,
        subtitle=one.subtitle(number),
        rows=rows,
        columns=(one.column,),
        marks=marks,
        references=one.references,
        legend=tuple(_counted(one, marks)),
        corner=phrase("compass", lang),
        margin_heads=(phrase("north", lang), phrase("benchmark", lang)),
        notes=one.notes(parts.sentence([phrase("read tiles", lang)], lang)),
        source=one.source_line(),
        alt=one.alt("tile_grid"),
    )


def _placed(one: Single) -> Iterator[Row]:
    areas = {area["code"]: area for area in records(one.source.register.areas)}
    for row in one.rows:
        column, line = areas[row.id]["tile_column"], areas[row.id]["tile_row"]
        if not (column and line):
            raise NoTileError.of(row.label)
        yield replace(row, tile=(int(column), int(line)))


def _spoken(one: Single) -> Iterator[Mark]:
    """Yield what the tiles say: silence only where an area says nothing else."""
    loud = {mark.row for mark in one.marks if mark.kind not in _QUIET}
    here = {mark.row for mark in one.marks if mark.kind not in (*_QUIET, "target")}
    year, actual = str(one.source.years[0]), phrase("actual", one.lang)
    for mark in one.marks:
        if mark.kind == "target" and mark.row in here:
            aim = mark.period.rpartition("/")[2][:4]
            yield replace(mark, detail=f"{aim}年" if one.lang == "zh" else aim)
            continue
        if mark.kind in ("exact", "approx", "bound", "range") and mark.period[:4] == year:
            yield replace(mark, detail=actual)  # the subtitle says the year
        elif mark.kind not in _QUIET or mark.row not in loud:
            yield mark


def _counted(one: Single, marks: Sequence[Mark]) -> Iterator[Legend]:
    """Name under each kind how many areas it stands for, and which."""
    for entry in parts.legend(marks, one.lang):
        codes = dict.fromkeys(mark.row for mark in marks if mark.kind == entry.kind)
        areas = [one.source.register.area_by_code[code] for code in codes]
        names = listed([area.name(one.lang, short=True) for area in areas], one.lang)
        shape = "{}地：{}" if one.lang == "zh" else "{}: {}"
        yield replace(entry, label=f"{entry.label}\n{shape.format(len(areas), names)}")
