"""Example data carry their stamp in every kind, size, language and engine."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest
from charts_kit import KINDS
from charts_kit import chart as made_up

import jmanalysis as jm
from jmanalysis import Observations, Panel
from jmanalysis.charts import interactive, static
from jmanalysis.charts.describe import Source
from jmanalysis.charts.inspection import inspect
from jmanalysis.charts.layouts import lay_out
from jmanalysis.charts.scene import Rect, Scene, Text
from jmanalysis.charts.spec import Chart, Lang
from jmanalysis.charts.style import PRESETS
from jmanalysis.observations import load

STAMPS: dict[Lang, str] = {"zh": "示例数据", "en": "EXAMPLE DATA"}
SLOTS = "childcare_slots"
SOURCES: dict[str, Callable[[Panel], Source]] = {
    "coverage_matrix": lambda p: p.coverage([SLOTS, "health_literacy"], year=2024),
    "value_kinds": lambda p: jm.compare(p, SLOTS, year=2024),
    "split_columns": lambda p: [jm.compare(p, SLOTS, year=2024)],
    "rank_ranges": lambda p: jm.compare(p, SLOTS, year=2024),
    "tile_grid": lambda p: jm.compare(p, SLOTS, year=2024),
    "bullet": lambda p: jm.compare(p, SLOTS, year=2024),
    "trend": lambda p: jm.compare(p, SLOTS, year=[2023, 2024]),
    "small_multiples": lambda p: [jm.compare(p, SLOTS, year=2024)],
}


@cache
def facts() -> Observations:
    return load()


@cache
def standing(word: str, only: str = "") -> Panel:
    """Return the panel of the facts as if all documents, or one of them, were of that standing."""
    claims, table = facts(), facts().register.documents.copy()
    mine = table["id"] == only if only else table["id"] != ""
    table.loc[mine, "standing"] = word
    return jm.normalise(replace(claims, register=replace(claims.register, documents=table)))


@cache
def example(kind: str, lang: Lang) -> Chart:
    return jm.chart(SOURCES[kind](standing("example")), kind=kind, lang=lang)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lang", STAMPS)
def test_a_chart_of_example_data_says_so_everywhere(kind: str, lang: Lang) -> None:
    chart = example(kind, lang)
    assert chart.stamp == STAMPS[lang]
    for words in (chart.notes[0], chart.alt[:60], chart.source):
        assert STAMPS[lang].lower() in words.lower()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lang", STAMPS)
@pytest.mark.parametrize("size", PRESETS)
def test_the_stamp_is_seen_in_every_kind_and_size(kind: str, lang: Lang, size: str) -> None:
    scene = lay_out(example(kind, lang), size)
    assert inspect(scene) == []
    (words,) = [item for item in scene.texts if item.role == "stamp"]
    grounds = [item for item in scene.items if isinstance(item, Rect) and item.role == "stamp"]
    assert words.text == STAMPS[lang]
    assert grounds[0].box.holds(words.box)


@pytest.mark.parametrize("kind", KINDS)
def test_the_stamp_takes_no_room_from_a_chart_of_seven_areas(kind: str) -> None:
    full = {"half"} if kind == "small_multiples" else set()  # three panels fill it to the brim
    for size in PRESETS.keys() - full:
        scene = lay_out(replace(made_up(kind, 7), stamp=STAMPS["zh"]), size)
        assert inspect(scene) == []


def test_both_engines_draw_the_stamp() -> None:
    scene = lay_out(example("value_kinds", "zh"), "slide")
    drawn = [text.get_text() for text in static.draw(scene).axes[0].texts]
    assert STAMPS["zh"] in drawn
    assert STAMPS["zh"] in interactive.draw(scene).data[0].text


def test_one_example_document_among_the_facts_stamps_only_what_it_speaks_in() -> None:
    one = jm.compare(jm.normalise(facts()), SLOTS, year=2024).frame
    claim = one.loc[one["area"] == "440705", "claims"].iloc[0].split()[0]
    table = facts().frame
    document = str(table.loc[table["id"] == claim, "document"].iloc[0])
    mixed = standing("example", document)
    assert jm.chart(jm.compare(mixed, SLOTS, year=2024)).stamp == "示例数据"
    elsewhere = jm.compare(mixed, "county_consortium_rank", year=2024, areas=["开平"])
    assert jm.chart(elsewhere, benchmarks=[]).stamp == ""


def test_silence_of_an_example_document_is_stamped_too() -> None:
    comparison = jm.compare(standing("example"), SLOTS, year=2024, areas=["恩平"])
    chart = jm.chart(comparison, benchmarks=[])
    assert {mark.kind for mark in chart.marks} == {"silent"}
    assert chart.stamp == "示例数据"


def test_facts_carry_no_stamp_and_keep_their_digest() -> None:
    chart = jm.chart(jm.compare(jm.normalise(facts()), SLOTS, year=2024).order_by("known"))
    assert chart.stamp == ""
    assert "示例" not in chart.alt + "".join(chart.notes)
    assert replace(chart, stamp="示例数据").digest != chart.digest
    assert "stamp" not in [text.role for text in lay_out(chart, "slide").texts]


@pytest.mark.parametrize(("lang", "words"), [("zh", "自有数据"), ("en", "own data")])
def test_the_source_line_calls_own_data_own(lang: Lang, words: str) -> None:
    chart = jm.chart(jm.compare(standing("own"), SLOTS, year=2024), lang=lang)
    assert words in chart.source
    assert chart.stamp == ""


def test_a_stamp_that_is_missing_small_or_covered_is_found() -> None:
    good = Text(10, 50, "示例数据", 16, "#000000", True, role="stamp")
    cover = Rect(0, 0, 200, 100, "#FFFFFF")

    def faults(*items: Text | Rect) -> list[str]:
        return [found.fault for found in inspect(Scene(200, 100, items, stamp="示例数据"))]

    assert faults(good) == []
    assert faults() == ["unstamped"]
    assert faults(replace(good, size=11.0)) == ["unstamped"]
    assert faults(good, cover) == ["overlap"]
