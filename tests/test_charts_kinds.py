"""What the five later kinds of chart say of the shipped facts, and what they refuse to say."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import pytest
from charts_kit import chart as kit_chart
from claims_kit import claim
from claims_kit import panel as made_of

import jmanalysis as jm
from jmanalysis.charts import HeadlineWarning
from jmanalysis.charts.layouts import lay_out
from jmanalysis.charts.refusals import NoTileError, NotRankableError, WrongSourceError
from jmanalysis.charts.scene import Line, Marker
from jmanalysis.charts.spec import Chart, Lang, Mark
from jmanalysis.charts.style import PRESETS

YEARS = [2020, 2021, 2022, 2023, 2024, 2025]
LITERACY = [2012, 2018, 2020, 2021, 2022, 2023, 2024]
Source = jm.Comparison | list[jm.Comparison]


_made: dict[str, jm.Comparison] = {}


def once(name: str, make: Callable[[], jm.Comparison]) -> jm.Comparison:
    """Compare only once: comparisons never change."""
    if name not in _made:
        _made[name] = make()
    return _made[name]


def slots(panel: jm.Panel) -> jm.Comparison:
    return once("slots", lambda: jm.compare(panel, "childcare_slots", year=2024))


def rates(panel: jm.Panel, *, stated: bool = True) -> jm.Comparison:
    name = "recommended_standard_rate"
    return once(f"rates {stated}", lambda: jm.compare(panel, name, year=2024, stated_ranks=stated))


def years(panel: jm.Panel) -> jm.Comparison:
    return once("years", lambda: jm.compare(panel, "childcare_slots", year=YEARS))


def literacy(panel: jm.Panel) -> jm.Comparison:
    return once("literacy", lambda: jm.compare(panel, "health_literacy", year=LITERACY))


def theme(panel: jm.Panel) -> list[jm.Comparison]:
    return [slots(panel), rates(panel, stated=False)]


SOURCES: dict[str, Callable[[jm.Panel], Source]] = {
    "rank_ranges": rates,
    "tile_grid": slots,
    "bullet": slots,
    "trend": years,
    "small_multiples": theme,
}


def marks(chart: Chart, column: str, row: str | None = None) -> list[Mark]:
    everything = (*chart.marks, *chart.references)
    return [m for m in everything if m.column == column and (row is None or m.row == row)]


# Every kind


@pytest.mark.parametrize("kind", SOURCES)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_draft_passes_its_own_check(kind: str, lang: Lang, panel: jm.Panel) -> None:
    source = SOURCES[kind](panel)
    draft = jm.chart(source, kind=kind, lang=lang).title
    with warnings.catch_warnings():
        warnings.simplefilter("error", HeadlineWarning)
        assert jm.chart(source, kind=kind, lang=lang, title=draft).warnings == ()


ADDED = "recommended_standard_added"
AIMED = ("value_kinds", "tile_grid", "bullet", "split_columns", "small_multiples")


def aims(panel: jm.Panel, kind: str, *names: str) -> Source:
    """Compare the targets of 2025."""
    made = [jm.compare(panel, name, year=2025, nature="target") for name in names]
    return made if kind in ("split_columns", "small_multiples") else made[0]


@pytest.mark.parametrize("kind", AIMED)
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", ["childcare_slots", "recommended_standard_added", "ecg_network"])
def test_a_chart_of_targets_says_so_in_its_subtitle_and_in_every_clause_of_its_draft(
    name: str, lang: Lang, kind: str, panel: jm.Panel
) -> None:
    source = aims(panel, kind, name, "recommended_standard_rate")
    chart = jm.chart(source, kind=kind, lang=lang)
    assert ("2025年目标" if lang == "zh" else "target 2025") in chart.subtitle
    assert ("目标" if lang == "zh" else "target") in chart.title
    with warnings.catch_warnings():
        warnings.simplefilter("error", HeadlineWarning)
        assert jm.chart(source, kind=kind, lang=lang, title=chart.title).warnings == ()


@pytest.mark.parametrize(("lang", "verb"), [("zh", "争取"), ("en", "")])
def test_the_verb_of_a_plan_is_not_put_into_an_english_chart(
    lang: Lang, verb: str, panel: jm.Panel
) -> None:
    chart = jm.chart(aims(panel, "value_kinds", "childcare_slots"), lang=lang)
    assert [mark.detail for mark in chart.marks if mark.kind == "target"] == [verb]


def test_a_plan_in_words_alone_is_quoted_among_targets_and_no_gap(panel: jm.Panel) -> None:
    chart = jm.chart(aims(panel, "value_kinds", "central_pharmacy"), kind="value_kinds")
    assert [mark.label for mark in marks(chart, "central_pharmacy", "440781")] == [
        "“医共体中心药房”"
    ]
    assert chart.title == "7地材料均未给出中心药房目标的数值"
    assert "单位" not in chart.subtitle


def test_columns_of_targets_name_their_year_unless_their_head_does(panel: jm.Panel) -> None:
    (plan, _) = jm.chart(aims(panel, "split_columns", ADDED, "childcare_slots")).columns
    assert (plan.subhead, plan.tone) == ("2025年目标　单位：家", "target")
    done = jm.compare(panel, ADDED, year=2024)
    (_, plan) = jm.chart([done, jm.compare(panel, ADDED, year=2025, nature="target")]).columns
    assert (plan.head, plan.subhead) == ("2025年计划", "单位：家")


@pytest.mark.parametrize("kind", SOURCES)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_chart_says_itself_in_words_and_names_its_sources(
    kind: str, lang: Lang, panel: jm.Panel
) -> None:
    chart = jm.chart(SOURCES[kind](panel), kind=kind, lang=lang)
    assert "90" in chart.alt or "6.12" in chart.alt or kind == "small_multiples"
    assert chart.source
    assert chart.notes
    ids = [mark.id for mark in (*chart.marks, *chart.references)]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("kind", SOURCES)
def test_every_statement_is_drawn_and_can_be_pointed_at(kind: str, panel: jm.Panel) -> None:
    chart = jm.chart(SOURCES[kind](panel), kind=kind)
    scene = lay_out(chart, "slide")
    hovered = {hover.id for hover in scene.hovers}
    for mark in (*chart.marks, *chart.references):
        if mark.kind not in ("silent", "unread"):
            assert mark.id in hovered, mark
            assert scene.of(mark.id), mark


@pytest.mark.parametrize("kind", SOURCES)
def test_no_area_is_dropped_for_having_no_figure(kind: str, panel: jm.Panel) -> None:
    scene = lay_out(jm.chart(SOURCES[kind](panel), kind=kind), "slide")
    words = "".join(text.text for text in scene.texts if text.role != "note")
    for name in ("蓬江", "江海", "新会", "台山", "开平", "鹤山", "恩平"):
        assert name in words


@pytest.mark.parametrize("kind", ["rank_ranges", "tile_grid", "bullet", "value_kinds"])
def test_a_chart_of_one_year_refuses_several(kind: str, panel: jm.Panel) -> None:
    with pytest.raises(WrongSourceError, match="trend"):
        jm.chart(years(panel), kind=kind)


def test_a_comparison_of_several_years_is_a_trend_by_itself(panel: jm.Panel) -> None:
    assert jm.chart(years(panel)).kind == "trend"
    assert jm.chart(slots(panel)).kind == "value_kinds"


def test_a_chart_of_one_indicator_refuses_several(panel: jm.Panel) -> None:
    both = jm.compare(panel, ["health_literacy", "recommended_standard_rate"], year=2024)
    with pytest.raises(WrongSourceError, match="several indicators"):
        jm.chart(both, kind="bullet")


# Rank ranges


def test_with_a_stated_rank_the_first_is_settled_and_the_others_share_a_box(
    panel: jm.Panel,
) -> None:
    chart = jm.chart(rates(panel), kind="rank_ranges")
    ranks = {mark.row: (mark.low, mark.high) for mark in marks(chart, "rank")}
    assert ranks.pop("440705") == (1, 1)
    assert set(ranks.values()) == {(2, 7)}
    assert {m.label for m in marks(chart, "recommended_standard_rate") if m.kind == "implied"} == {
        "低于90%"
    }
    assert any("排名全市第一" in note for note in chart.notes)
    assert marks(chart, "rank", "440705")[0].words == ("排名全市第一",)


def test_without_it_all_seven_share_one(panel: jm.Panel) -> None:
    chart = jm.chart(rates(panel, stated=False), kind="rank_ranges")
    assert {(mark.low, mark.high) for mark in marks(chart, "rank")} == {(1, 7)}
    assert chart.rows[0].id == "440705", "who gives a figure stands first"
    scene = lay_out(chart, "slide")
    boxes = {i.box for m in marks(chart, "rank") for i in scene.of(m.id) if hasattr(i, "radius")}
    assert len(boxes) == 1


@pytest.mark.parametrize(
    ("name", "year", "nature", "reason"),
    [
        ("population_resident", 2020, "actual", "better"),
        ("recommended_standard_added", 2024, "actual", "unlike"),
        ("childcare_slots", 2025, "target", "targets"),
    ],
)
def test_what_cannot_be_ranked_is_refused_with_the_reason(
    name: str, year: int, nature: str, reason: str, panel: jm.Panel
) -> None:
    comparison = jm.compare(panel, name, year=year, nature=nature)
    with pytest.raises(NotRankableError, match=reason) as raised:
        jm.chart(comparison, kind="rank_ranges")
    assert "不能排名" in str(raised.value)


def test_areas_level_at_one_rank_are_not_called_undecided() -> None:
    level = jm.compare(made_of(claim("a", "90"), claim("b", "90")), "share", year=2024, areas="ab")
    chart = jm.chart(level, kind="rank_ranges")
    assert [(m.label, m.detail, m.kind) for m in marks(chart, "rank")] == [("1", "", "exact")] * 2


def test_an_unclear_figure_has_no_rank() -> None:
    made = made_of(claim("a", "90"), claim("b", "92"), claim("b", "99", document="other_paper"))
    chart = jm.chart(jm.compare(made, "share", year=2024), kind="rank_ranges")
    assert marks(chart, "rank", "b")[0].label == "不参与排名"
    assert marks(chart, "rank", "b")[0].low is None


@pytest.mark.parametrize(
    ("title", "holds"),
    [
        ("新会第1名，其余6地第2至第7名都有可能", True),
        ("蓬江第2～7名", True),
        ("新会第2至第7名", False),
        ("蓬江第1名", False),
        ("其余6地第3至第7名", False),
        ("新会1家", False),
    ],
)
def test_ranks_in_a_headline_must_be_those_of_the_area(
    title: str, holds: bool, panel: jm.Panel
) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", HeadlineWarning)
        found = jm.chart(rates(panel), kind="rank_ranges", title=title).warnings
    assert (found == ()) == holds


# Tile grid


def test_tiles_stand_where_the_register_puts_them(panel: jm.Panel) -> None:
    chart = jm.chart(slots(panel), kind="tile_grid")
    places = {row.id: row.tile for row in chart.rows}
    assert places["440784"] == (2, 0)
    assert places["440781"] == (1, 3)
    assert chart.corner == "方位示意"


def test_the_key_counts_and_names_the_areas(panel: jm.Panel) -> None:
    chart = jm.chart(slots(panel), kind="tile_grid")
    labels = [entry.label for entry in chart.legend]
    assert "准确值\n1地：新会" in labels
    assert "材料未提及\n4地：江海、开平、鹤山、恩平" in labels


def test_equal_tiles_have_one_size_and_the_kind_of_their_statement(panel: jm.Panel) -> None:
    chart = jm.chart(slots(panel), kind="tile_grid")
    scene = lay_out(chart, "slide")
    cells = [i for m in chart.marks for i in scene.of(m.id) if getattr(i, "role", "") == "cell"]
    wide = [cell.box.width for cell in cells if cell.box.height > 30]
    assert len(wide) == 7
    assert max(wide) - min(wide) < 3, "the frame stands within the tile"
    main = next(m for m in chart.marks if m.kind == "exact")
    assert scene.of(main.id)[0].fill == "#12436D"  # type: ignore[union-attr]


def test_an_area_without_a_place_is_named() -> None:
    made = jm.compare(made_of(claim("a", "90")), "share", year=2024)
    with pytest.raises(NoTileError, match="a区"):
        jm.chart(made, kind="tile_grid")


def test_tiles_do_not_change_the_digest_of_charts_without_them(panel: jm.Panel) -> None:
    chart = jm.chart(slots(panel))
    tiled = replace(chart, rows=tuple(replace(row, tile=(0, 0)) for row in chart.rows))
    assert tiled.digest != chart.digest
    assert replace(tiled, rows=chart.rows).digest == chart.digest


# Bullet


def test_a_target_without_an_actual_has_a_frame_and_no_bar(panel: jm.Panel) -> None:
    chart = jm.chart(slots(panel), kind="bullet")
    scene = lay_out(chart, "slide")
    target = next(m for m in chart.marks if m.kind == "target" and m.row == "440781")
    frames = [i for i in scene.of(target.id) if hasattr(i, "height")]
    assert len(frames) == 1
    assert (frames[0].fill, frames[0].edge) == ("#FFFFFF", "#B04A00")  # type: ignore[union-attr]
    assert frames[0].width < 8  # type: ignore[union-attr]


def test_a_bar_ends_at_its_value(panel: jm.Panel) -> None:
    scene = lay_out(jm.chart(slots(panel), kind="bullet"), "slide")
    bar = next(i for i in scene.items if "exact" in i.id and hasattr(i, "height"))
    target = next(i for i in scene.items if i.id.startswith("440781") and hasattr(i, "height"))
    zero = bar.box.left
    assert (target.box.middle[0] - zero) / (bar.box.right - zero) == pytest.approx(5.5 / 6.12)


# Trend


def test_a_target_is_said_once_and_in_a_column_of_its_own(panel: jm.Panel) -> None:
    chart = jm.chart(years(panel), kind="trend")
    targets = [m for m in (*chart.marks, *chart.references) if m.kind == "target"]
    assert {(m.row, m.column) for m in targets} == {
        (code, "target:2025") for code in ("440781", "440000", "CN")
    }
    assert [c.head for c in chart.columns if c.tone == "target"] == ["2025年目标"]


PLANNED = {"nature": "target", "words": "力争提高"}
PLANS = (
    *(claim("a", "5", period="2023"), claim("a", ">=6", period="2024", **PLANNED)),
    *(claim("a", ">=7", period="2025", **PLANNED), claim("b", period="2026", **PLANNED)),
    *(claim("city", ">=7", period="2027", **PLANNED), claim("a", "9", "beds", period="2028")),
)


def targets_of(*years: int) -> jm.Comparison:
    return jm.compare(made_of(*PLANS), "share", year=list(years), nature="target")


@pytest.mark.parametrize("kind", ["trend", None])
def test_a_trend_of_targets_alone_is_refused_with_the_years_that_have_any(kind: str | None) -> None:
    with pytest.raises(WrongSourceError) as caught:
        jm.chart(targets_of(2023, 2024), kind=kind)
    error = caught.value
    assert "有目标的年份：2024, 2025, 2026）" in error.hint_zh
    assert "targets for 2024, 2025, 2026)" in error.hint_en
    assert "不能只画目标" in error.zh
    assert "targets alone" in error.en


def test_areas_without_any_target_are_said_to_have_none() -> None:
    made = jm.compare(made_of(*PLANS), "share", year=[2023, 2024], nature="target", areas=["c"])
    with pytest.raises(WrongSourceError, match="没有目标"):
        jm.chart(made)


def test_every_way_out_of_a_trend_of_targets_shows_them() -> None:
    together = jm.chart(jm.compare(made_of(*PLANS), "share", year=[2023, 2024, 2025]))
    assert together.kind == "trend"
    assert [m.label for m in together.marks if m.kind == "target"] == ["≥6%", "≥7%"]
    alone = jm.chart(targets_of(2025), kind="value_kinds")
    assert [m.label for m in alone.marks if m.kind == "target"] == ["≥7%"]
    several = jm.chart([targets_of(2024), targets_of(2025)], kind="split_columns")
    assert [m.label for m in several.marks if m.kind == "target"] == ["≥6%", "≥7%"]


def test_targets_of_several_years_are_not_sent_to_the_trend_that_refuses_them() -> None:
    with pytest.raises(WrongSourceError, match="split_columns") as caught:
        jm.chart(targets_of(2024, 2025), kind="value_kinds")
    assert "trend" not in str(caught.value)


def test_lines_join_only_figures_of_consecutive_years(panel: jm.Panel) -> None:
    chart = jm.chart(literacy(panel), kind="trend")
    scene = lay_out(chart, "slide")
    joined = {i.id for i in scene.items if getattr(i, "role", "") == "series"}
    assert joined == {f"CN/{year}/exact/{year}" for year in (2021, 2022, 2023, 2024)}


def test_a_bound_is_no_point_of_a_line(panel: jm.Panel) -> None:
    scene = lay_out(jm.chart(years(panel), kind="trend"), "slide")
    joined = {i.id for i in scene.items if getattr(i, "role", "") == "series"}
    assert not any("2025" in each for each in joined)
    assert len(joined) == 4


def test_the_real_series_stand_beside_each_other(panel: jm.Panel) -> None:
    chart = jm.chart(literacy(panel), kind="trend")
    assert {(m.row, m.label) for m in marks(chart, "2024") if m.kind == "exact"} == {
        ("440703", "39.1%"),
        ("CN", "31.87%"),
    }
    assert marks(chart, "2023", "440000")[0].label == "30.12%"
    assert marks(chart, "target:2030", "CN")[0].label == "≥30%"


def test_an_area_keeps_its_colour_whatever_is_compared(panel: jm.Panel) -> None:
    found = []
    for source in (years(panel), literacy(panel)):
        scene = lay_out(jm.chart(source, kind="trend"), "slide")
        mine = (i for i in scene.items if i.id.startswith("CN/202") and isinstance(i, Marker))
        found.append({marker.fill for marker in mine if marker.shape == "dot"})
    assert found[0] == found[1]
    assert len(found[0]) == 1


def test_what_is_higher_must_be_so_in_every_year() -> None:
    claims = [claim("a", "50", period="2023"), claim("b", "60", period="2023")]
    claims += [claim("a", "70"), claim("b", "60")]
    source = jm.compare(made_of(*claims), "share", year=[2023, 2024])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", HeadlineWarning)
        assert jm.chart(source, title="a高于b").warnings
        assert jm.chart(source, title="2024年a高于b").warnings == ()


# Small multiples


def test_every_panel_has_its_own_axis_and_unit(panel: jm.Panel) -> None:
    chart = jm.chart(theme(panel), kind="small_multiples")
    assert [(c.unit, c.axis_high) for c in chart.columns] == [("个/千人", 7.0), ("%", 100.0)]
    assert [c.head for c in chart.columns] == ["每千人口托位数", "推荐标准创建比例"]


def test_a_panel_shows_the_nearest_benchmark_unless_others_are_asked_for(panel: jm.Panel) -> None:
    chart = jm.chart(theme(panel), kind="small_multiples")
    assert {m.row for m in chart.references} == {"440000", "440700"}
    asked = jm.chart(theme(panel), kind="small_multiples", benchmarks=["全国"])
    assert {m.row for m in asked.references} == {"CN"}


def test_an_overview_carries_every_blocking_caution(panel: jm.Panel) -> None:
    chart = jm.chart(theme(panel), kind="small_multiples")
    for source in theme(panel):
        cautions: pd.DataFrame = source.cautions
        for sentence in cautions.loc[cautions["blocks"].astype(bool), "zh"]:
            assert sentence in chart.notes


@pytest.mark.parametrize("size", PRESETS)
@pytest.mark.parametrize("second", [6.9, 6.6, 6.2, 5.5, 4.5])
def test_no_arrow_of_a_target_reaches_the_diamond_of_another(size: str, second: float) -> None:
    chart = kit_chart("trend", 5)
    lower = Mark("r1", "target:2025", "target", f"≥{second}", "", second, None, period="2025")
    scene = lay_out(replace(chart, marks=(*chart.marks, lower)), size)
    targets = [item for item in scene.items if "/target/" in item.id]
    diamonds = [item for item in targets if isinstance(item, Marker)]
    arrows = [item for item in targets if isinstance(item, Line) and item.arrow]
    assert len(diamonds) == len(arrows) == 3
    touching = [(a.id, d.id) for a in arrows for d in diamonds if a.id != d.id]
    near = {(a.id, d.id) for a in arrows for d in diamonds if a.box.meets(d.box)}
    assert not near & set(touching)


@pytest.mark.parametrize("kind", ["value_kinds", "bullet"])
def test_a_whole_is_no_measure_of_its_parts_unless_asked_for(panel: jm.Panel, kind: str) -> None:
    counts = jm.compare(panel, "population_resident", year=2023)
    assert jm.chart(counts, kind=kind).references == ()
    asked = jm.chart(counts, kind=kind, benchmarks=["江门市"])
    assert {mark.row for mark in asked.references} == {"440700"}
    rates = jm.compare(panel, "childcare_slots", year=2024)
    assert jm.chart(rates, kind=kind).references
