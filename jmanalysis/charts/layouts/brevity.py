"""Short words for a picture in little room: what mark, key or caption says already is left out.

Only words go, never a mark, a bound or a ※. The full words stay in the description, so notes, alt
text, tables and the answer to a pointer have them; what is cut short ends in …, and stays unlike
every other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from jmanalysis.charts import text
from jmanalysis.charts.phrases import phrase
from jmanalysis.charts.spec import Chart, Lang, Mark

# Kinds whose mark and entry in the key say what their detail says: 2024年实绩, 推算, 口径待核※.
_SOLID = ("exact", "approx", "bound", "range")
_NAMED = ("derived", "implied", "unclear")
_QUIET = ("silent", "unread", "qualitative")
NAME, QUOTE, HEAD = 12.0, 16.0, 20.0  # the longest of each, in ems
_BRACKET = re.compile(r"（(\d{4})年）$| \((\d{4})\)$")
_AIM = re.compile(r"(?<=年)目标|target (?=\d{4})")


def brief(chart: Chart) -> Chart:
    """Return the chart in its shortest words; rows, columns, marks and their ids stay as they are.

    Examples
    --------
    >>> import jmanalysis as jm
    >>> slots = jm.compare(jm.normalise(jm.load()), "childcare_slots", year=2024)
    >>> chart = jm.chart(slots)
    >>> exact = next(mark for mark in chart.marks if mark.kind == "exact")
    >>> exact.detail, [one.detail for one in brief(chart).marks if one.id == exact.id]
    ('2024年实绩', [''])
    """
    key: set[str] = {entry.kind for entry in chart.legend}
    if {"derived", "implied"} <= key:  # as cells they are too much alike to do without their words
        key -= {"derived", "implied"}
    year = _year(chart.marks)
    lines = chart.kind != "tile_grid"  # there benchmarks are words alone: target must be said

    def shorter(mark: Mark) -> Mark:
        return replace(
            mark, label=_label(mark, key, year, chart.lang), detail=_detail(mark, key, year)
        )

    exact = phrase("exact", chart.lang)
    names = _cut([row.label for row in chart.rows], NAME)
    heads = _cut([column.head for column in chart.columns], HEAD)
    groups = _cut([column.group for column in chart.columns], HEAD)
    return replace(
        chart,
        rows=tuple(replace(r, label=name) for r, name in zip(chart.rows, names, strict=True)),
        columns=tuple(
            replace(column, head=head, group=group)
            for column, head, group in zip(chart.columns, heads, groups, strict=True)
        ),
        margin_heads=(exact, exact) if _counts(chart) else chart.margin_heads,
        marks=tuple(shorter(mark) for mark in chart.marks),
        references=tuple(
            shorter(m) if lines or m.kind != "target" else m for m in chart.references
        ),
    )


def _counts(chart: Chart) -> bool:
    """Say whether the margins of a matrix count its exact values, as the key calls them."""
    return chart.kind == "coverage_matrix" and all(chart.margin_heads)


def _cut(words: Sequence[str], most: float) -> list[str]:
    """Shorten what is longer than ``most`` ems; nothing if two would then look the same."""
    short = [_shortened(each, most) for each in words]
    return short if len(set(short)) == len(set(words)) else list(words)


def _shortened(words: str, most: float) -> str:
    if text.advance(words, 1.0, True) <= most:
        return words
    mark = words[-1] if words[-1] in '”"' else ""
    kept = words
    while kept and text.advance(f"{kept}…{mark}", 1.0, True) > most:
        kept = kept[:-1]
    return f"{kept.rstrip()}…{mark}"


def _year(marks: Iterable[Mark]) -> str:
    """Return the year that everything but the targets speaks of; nothing if there are several."""
    ends = {mark.period.rpartition("/")[2] for mark in marks if mark.kind != "target"}
    years = {end[:4] for end in ends if end}
    return years.pop() if len(years) == 1 else ""


def _detail(mark: Mark, key: set[str], year: str) -> str:
    if mark.kind == "target":
        return _AIM.sub("", mark.detail)
    told = mark.kind in key and mark.detail
    if told and mark.kind in _NAMED:
        return ""
    return "" if told and mark.kind in _SOLID and year and mark.period == year else mark.detail


def _label(mark: Mark, key: set[str], year: str, lang: Lang) -> str:
    if mark.kind in _QUIET:
        return _shortened(mark.label, QUOTE)
    if mark.kind in key and mark.kind in ("derived", "implied", "target"):
        for word in (phrase(mark.kind, lang), phrase("aim", lang)):
            shape = rf"^{word}(?=\S)" if lang == "zh" else rf"^{word} | {word}$"
            if (bare := re.sub(shape, "", mark.label)) not in ("", mark.label):
                return _AIM.sub("", bare)
    found = _BRACKET.search(mark.label)
    if found and mark.kind == "benchmark" and year in found.groups():
        return mark.label[: found.start()]
    return _AIM.sub("", mark.label) if mark.kind == "target" else mark.label
