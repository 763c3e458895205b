"""Forty areas, names of sixty characters: a readable chart, or a refusal that says what to do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import product

import pytest
from charts_kit import KINDS, chart

import jmanalysis as jm
from jmanalysis.charts.inspection import inspect
from jmanalysis.charts.layouts import lay_out
from jmanalysis.charts.layouts.brevity import brief
from jmanalysis.charts.refusals import LayoutError
from jmanalysis.charts.scene import Scene
from jmanalysis.charts.spec import Chart, Lang, Mark, Row
from jmanalysis.charts.style import DOC_HEIGHT, PRESETS
from jmanalysis.exports.tables import csv_table
from jmanalysis.observations import load

LONG: dict[Lang, str] = {
    "zh": "江门市某个名称特别长的县市区及其下属的全部基层医疗卫生机构与村卫生站"
    "名称共六十个字还要再长一些才能够凑满六十个字的名称",
    "en": "District of a name with many words that goes on to 60 letters",
}
# With forty areas these fill a page of a document; the others would not be readable there either.
A_PAGE = ("coverage_matrix", "value_kinds", "bullet", "tile_grid")
# Three panels whose every row speaks fill half a slide before any name is long.
FULL = {("small_multiples", "half")}
Lengthen = Callable[[Chart, str], Chart]


def with_long_row(made: Chart, words: str) -> Chart:
    first, second, *rest = made.rows
    return replace(made, rows=(first, replace(second, label=words), *rest))


def with_long_head(made: Chart, words: str) -> Chart:
    group = words if made.kind == "trend" else made.columns[0].group
    first = replace(made.columns[0], head=words, group=group)
    if made.kind == "trend":  # the heads of a trend are years, its group is what is measured
        first = replace(first, head=made.columns[0].head)
    return replace(made, columns=(first, *made.columns[1:]))


def with_long_quote(made: Chart, words: str) -> Chart:
    at = next((n for n, mark in enumerate(made.marks) if mark.kind == "qualitative"), None)
    if at is None:
        return made
    mark = replace(made.marks[at], label=f"“{words}”")
    return replace(made, marks=(*made.marks[:at], mark, *made.marks[at + 1 :]))


LENGTHS: dict[str, Lengthen] = {
    "row": with_long_row,
    "head": with_long_head,
    "quote": with_long_quote,
}
# Each language with every kind, length and size, but not with every combination of them.
TOO_LONG = [
    (kind, what, tuple(LONG)[(k + w + s) % 2], size)
    for (k, kind), (w, what), (s, size) in product(
        enumerate(KINDS), enumerate(LENGTHS), enumerate(PRESETS)
    )
    if (kind, size) not in FULL
]


def hovered(scene: Scene) -> str:
    return "\n".join(line for hover in scene.hovers for line in hover.lines)


@pytest.mark.parametrize("size", ["slide", "slide_body", "half"])
@pytest.mark.parametrize("kind", KINDS)
def test_forty_areas_on_a_slide_are_refused_with_what_to_do(kind: str, size: str) -> None:
    with pytest.raises(LayoutError) as raised:
        lay_out(chart(kind, 40), size)
    said = str(raised.value)
    assert "40个地区" in said
    assert "40 areas" in said
    assert said.count("areas=[") == 2
    assert ("doc" in raised.value.hint_zh) == (kind in (*A_PAGE, "small_multiples"))


@pytest.mark.parametrize("kind", A_PAGE)
def test_forty_areas_fill_a_page_of_a_document(kind: str) -> None:
    made = chart(kind, 40)
    scene = lay_out(made, "doc")
    assert inspect(scene) == []
    words = [text.text for text in scene.texts]
    assert all(row.label in words for row in made.rows)
    assert {mark.id for mark in made.marks} <= {hover.id for hover in scene.hovers}
    assert scene.height < 600


@pytest.mark.parametrize("kind", ["split_columns", "rank_ranges", "trend"])
def test_forty_areas_in_a_document_are_refused_where_they_would_not_be_readable(kind: str) -> None:
    with pytest.raises(LayoutError) as raised:
        lay_out(chart(kind, 40), "doc")
    assert "areas=[" in raised.value.hint_zh
    assert "doc" not in raised.value.hint_zh


@pytest.mark.parametrize("kind", KINDS)
def test_seven_areas_never_take_more_than_the_usual_height_of_a_figure(kind: str) -> None:
    assert lay_out(chart(kind, 7), "doc").height <= DOC_HEIGHT + 2


@pytest.mark.parametrize(("kind", "what", "lang", "size"), TOO_LONG)
def test_sixty_characters_wrap_or_are_cut_with_the_whole_at_hand(
    kind: str, what: str, lang: Lang, size: str
) -> None:
    made = LENGTHS[what](chart(kind, 7, lang), LONG[lang])
    scene = lay_out(made, size)
    assert inspect(scene) == []
    if any(LONG[lang] in label for label in (*labels(made), *(c.head for c in made.columns))):
        assert LONG[lang] in hovered(scene).replace('"', "")
        assert LONG[lang] in csv_table(made).decode("utf-8-sig")


def labels(made: Chart) -> list[str]:
    return [row.label for row in made.rows] + [mark.label for mark in made.marks]


def test_what_is_cut_ends_in_an_ellipsis_and_keeps_its_quotation_mark() -> None:
    made = with_long_quote(with_long_row(chart("value_kinds", 4), LONG["zh"]), LONG["zh"])
    short = brief(made)
    assert short.rows[1].label == "江门市某个名称特别长的…"[: len(short.rows[1].label)]
    assert short.rows[1].label.endswith("…")
    (quote,) = [mark.label for mark in short.marks if mark.kind == "qualitative"]
    assert quote.startswith("“江门市")
    assert quote.endswith("…”")
    assert [mark.id for mark in short.marks] == [mark.id for mark in made.marks]


def test_names_that_would_look_the_same_are_not_cut() -> None:
    twins = tuple(Row(f"r{n}", f"{LONG['zh']}{n}") for n in range(2))
    made = replace(chart("value_kinds", 2), rows=twins)
    assert [row.label for row in brief(made).rows] == [row.label for row in twins]
    with pytest.raises(LayoutError, match="行名太长"):
        lay_out(made, "half")


def test_short_words_leave_every_number_bound_and_sign_in_place() -> None:
    made = chart("value_kinds", 12)
    for whole, short in zip(made.marks, brief(made).marks, strict=True):
        assert replace(short, label="", detail="") == replace(whole, label="", detail="")
        assert short.label == whole.label or whole.kind == "target"


def test_a_year_is_only_left_out_where_all_are_of_that_year() -> None:
    known = jm.normalise(load())
    one = jm.chart(jm.compare(known, "childcare_slots", year=2024))
    exact = [n for n, mark in enumerate(one.marks) if mark.kind == "exact"]
    assert [brief(one).marks[n].detail for n in exact] == [""]
    other = Mark("440703", "childcare_slots", "exact", "5", "2023年实绩", 5, 5, period="2023")
    two = replace(one, marks=(*one.marks, other))
    assert [brief(two).marks[n].detail for n in exact] == [one.marks[n].detail for n in exact]


OVERVIEW = ("recommended_standard_rate", "childcare_slots", "health_literacy")


@pytest.mark.parametrize("size", PRESETS)
@pytest.mark.parametrize("lang", LONG)
def test_a_one_page_overview_of_four_indicators_fits_every_size(lang: Lang, size: str) -> None:
    known = jm.normalise(load())
    source = [jm.compare(known, i, year=2024) for i in (*OVERVIEW, "vaccination_coverage")]
    made = jm.chart(source, kind="small_multiples", lang=lang)
    scene = lay_out(made, size)
    assert inspect(scene) == []
    assert {mark.id for mark in made.marks} <= {hover.id for hover in scene.hovers}
    words = "".join(text.text for text in scene.texts)
    assert all(row.label in words for row in made.rows)


@pytest.mark.parametrize("size", PRESETS)
@pytest.mark.parametrize("lang", LONG)
@pytest.mark.parametrize("kind", ["value_kinds", "rank_ranges", "tile_grid", "bullet"])
def test_childcare_with_all_its_benchmarks_fits_every_size(
    kind: str, lang: Lang, size: str
) -> None:
    slots = jm.compare(jm.normalise(load()), "childcare_slots", year=2024)
    made = jm.chart(slots, kind=kind, lang=lang)
    scene = lay_out(made, size)
    assert inspect(scene) == []
    drawn = {item.id for item in scene.items}
    assert {mark.id for mark in (*made.marks, *made.references)} <= drawn | {""}


NINE = (
    "recommended_standard_rate",
    "recommended_standard_added",
    "village_clinic_capability_rate",
    "village_clinic_integration_rate",
    "county_consortium_rank",
    "childcare_slots",
    "health_literacy",
    "vaccination_coverage",
    "result_sharing_platform_access",
)


@pytest.mark.parametrize("lang", LONG)
def test_a_turned_matrix_keeps_ids_answers_and_counts(lang: Lang) -> None:
    made = jm.chart(jm.normalise(load()).coverage(list(NINE), year=2024), lang=lang)
    scene, upright = lay_out(made, "half"), lay_out(made, "slide")
    rows = [text.text for text in scene.texts if text.role == "row"]
    assert not {row.label for row in made.rows} & set(rows), "indicators are the rows"
    assert inspect(scene) == []
    said = {hover.id: hover.lines for hover in upright.hovers}
    assert {hover.id: hover.lines for hover in scene.hovers} == said
    assert {item.id for item in scene.items} == {item.id for item in upright.items}
    counts = [
        sorted(t.text for t in each.texts if t.role == "margin" and t.text[:1].isdigit())
        for each in (scene, upright)
    ]
    assert counts[0] == counts[1]
