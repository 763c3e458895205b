"""Every chart, at every size, in both languages: nothing overlaps, sticks out or is too small."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from test_charts_fixtures import crowded, every_kind, value_kinds
from test_charts_tables import coverage_matrix, split_columns

from jmanalysis.charts.inspection import inspect
from jmanalysis.charts.layouts import lay_out
from jmanalysis.charts.layouts.flags import stagger
from jmanalysis.charts.layouts.parts import share
from jmanalysis.charts.refusals import LayoutError
from jmanalysis.charts.scene import Line, Marker, Rect, Scene, Text
from jmanalysis.charts.spec import Chart, Lang, Mark
from jmanalysis.charts.style import PAPER, PRESETS, TARGET
from jmanalysis.errors import UnknownNameError

SAMPLES: dict[str, Callable[[Lang], Chart]] = {
    "value_kinds": value_kinds,
    "every_kind": every_kind,
    "coverage_matrix": coverage_matrix,
    "split_columns": split_columns,
}
LONG = "江门市某个名称特别长的县市区及其下属的全部基层医疗卫生机构与村卫生站名称共四十字左右"
FITTING: list[tuple[str, Lang, str]] = [
    (name, lang, size) for name in SAMPLES for lang in ("zh", "en") for size in PRESETS
]


def words(scene: Scene) -> list[str]:
    return [text.text for text in scene.texts]


def arrows(scene: Scene, mark: Mark) -> list[Line]:
    return [item for item in scene.of(mark.id) if isinstance(item, Line) and item.arrow]


@pytest.mark.parametrize(("name", "lang", "size"), FITTING)
def test_a_chart_has_no_fault(name: str, lang: Lang, size: str) -> None:
    assert inspect(lay_out(SAMPLES[name](lang), size)) == []


@pytest.mark.parametrize("kind", ["value_kinds", "coverage_matrix", "split_columns"])
@pytest.mark.parametrize("shape", [(1, 1), (1, 12), (12, 1), (12, 12), (7, 3)])
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", PRESETS)
def test_any_number_of_rows_and_columns_is_faultless_or_refused(
    kind: str, shape: tuple[int, int], lang: Lang, size: str
) -> None:
    try:
        scene = lay_out(crowded(kind, *shape, lang), size)
    except LayoutError:
        assert shape[1] == 12, "only many columns may be refused"
        assert (kind, size) != ("coverage_matrix", "slide")
    else:
        assert inspect(scene) == []


@pytest.mark.parametrize("kind", ["value_kinds", "coverage_matrix", "split_columns"])
def test_a_label_of_forty_characters_wraps(kind: str) -> None:
    scene = lay_out(crowded(kind, 7, 3, "zh", LONG), "slide")
    assert inspect(scene) == []
    assert LONG in "".join(text.text for text in scene.texts if text.role == "row")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_does_not_fit_is_refused_in_both_languages(lang: Lang) -> None:
    with pytest.raises(LayoutError) as raised:
        lay_out(crowded("coverage_matrix", 40, 12, lang), "half")
    assert "图放不下" in str(raised.value)
    assert "does not fit" in str(raised.value)
    assert "half" in str(raised.value)


@pytest.mark.parametrize(("name", "lang", "size"), FITTING)
def test_every_mark_is_drawn_and_can_be_pointed_at(name: str, lang: Lang, size: str) -> None:
    chart = SAMPLES[name](lang)
    scene = lay_out(chart, size)
    hovered = {hover.id for hover in scene.hovers}
    for mark in (*chart.marks, *chart.references):
        assert mark.id in hovered
        assert scene.of(mark.id) or mark.kind == "unread", mark


def test_a_chart_for_a_document_has_no_headline_note_or_source() -> None:
    roles = {text.role for text in lay_out(value_kinds(), "doc").texts}
    assert not roles & {"headline", "subtitle", "note"}
    assert any("（个/千人）" in each for each in words(lay_out(value_kinds(), "doc")))


def test_a_document_picture_is_150_mm_wide_and_at_most_100_mm_high() -> None:
    for name, lang, size in FITTING:
        if size == "doc":
            scene = lay_out(SAMPLES[name](lang), size)
            assert scene.width == pytest.approx(150 / 25.4 * 72, abs=0.1)
            assert scene.height <= 285.1


def test_what_has_no_value_has_no_position_on_the_axis() -> None:
    chart = value_kinds()
    scene = lay_out(chart, "slide")
    ground = next(item for item in scene.items if item.id == "" and item.role == "ground")
    assert isinstance(ground, Rect)
    for mark in chart.marks:
        if mark.kind in ("silent", "qualitative"):
            assert all(item.box.left >= ground.x for item in scene.of(mark.id)), mark


def test_a_target_is_hollow_and_orange_and_at_least_has_an_arrow() -> None:
    chart = value_kinds()
    mark = next(mark for mark in chart.marks if mark.kind == "target")
    drawn = lay_out(chart, "slide").of(mark.id)
    diamond = next(item for item in drawn if isinstance(item, Marker))
    assert (diamond.shape, diamond.fill, diamond.edge) == ("diamond", PAPER, TARGET)
    assert any(isinstance(item, Line) and item.arrow for item in drawn)
    assert any(isinstance(item, Text) and item.text == "≥5.5" for item in drawn)


def test_only_exact_values_are_solid_dots() -> None:
    chart = every_kind()
    scene = lay_out(chart, "slide")
    for mark in chart.marks:
        dots = [item for item in scene.of(mark.id) if isinstance(item, Marker)]
        solid = [dot for dot in dots if dot.fill == "#12436D"]
        assert bool(solid) == (mark.kind in ("exact", "conflicting")), mark.kind


def test_a_bound_points_to_the_end_of_the_axis_and_has_no_stem() -> None:
    chart = every_kind()
    scene = lay_out(chart, "slide")
    over = next(mark for mark in chart.marks if mark.label == "超30%")
    under = next(mark for mark in chart.marks if mark.label == "不足20%")
    arrows = [i for m in (over, under) for i in scene.of(m.id) if isinstance(i, Line) and i.arrow]
    assert arrows[0].x2 > arrows[0].x1
    assert arrows[1].x2 < arrows[1].x1


def test_an_upper_bound_that_begins_at_zero_points_to_zero() -> None:
    chart = every_kind()
    under = next(mark for mark in chart.marks if mark.label == "不足20%")
    natural = replace(chart, marks=(replace(under, low=0.0),))
    assert [(i.x1, i.x2) for i in arrows(lay_out(natural, "slide"), under)] == [
        (i.x1, i.x2) for i in arrows(lay_out(replace(chart, marks=(under,)), "slide"), under)
    ]


def test_a_target_to_stay_below_stands_at_its_upper_end() -> None:
    chart = every_kind()
    aim = Mark("0", "rate", "target", "≤20%", "", 0.0, 20.0)
    scene = lay_out(replace(chart, marks=(aim,)), "slide")
    (arrow,) = arrows(scene, aim)
    assert arrow.x2 < arrow.x1
    at_least = replace(aim, low=20.0, high=100.0)
    (other,) = arrows(lay_out(replace(chart, marks=(at_least,)), "slide"), at_least)
    assert other.x2 > other.x1


def test_a_stem_begins_only_where_zero_means_something() -> None:
    chart = every_kind()
    column = replace(chart.columns[0], axis_low=10.0, ticks=(10, 50, 100))
    scene = lay_out(replace(chart, columns=(column,)), "slide")
    assert not [item for item in scene.items if getattr(item, "role", "") == "stem"]
    assert inspect(scene) == []


def test_a_row_with_several_marks_gets_lanes_of_its_own() -> None:
    scene = lay_out(value_kinds(), "slide")
    stems = [item for item in scene.items if isinstance(item, Line) and item.role == "stem"]
    assert len({stem.y1 for stem in stems}) == 2


def test_a_cell_with_an_actual_and_a_target_is_split() -> None:
    chart = coverage_matrix()
    scene = lay_out(chart, "slide")
    marks = [mark for mark in chart.marks if (mark.row, mark.column) == ("440783", "added")]
    left, right = (
        next(item for item in scene.of(mark.id) if isinstance(item, Rect)) for mark in marks
    )
    assert left.box.right < right.box.left
    assert left.box.top == pytest.approx(right.box.top, abs=1)


def test_one_square_is_one_institution() -> None:
    chart = split_columns()
    scene = lay_out(chart, "slide")
    for mark in chart.marks:
        squares = [item for item in scene.of(mark.id) if isinstance(item, Rect)]
        if mark.column != "rate" and mark.low is not None:
            assert len(squares) == int(mark.low)


def test_a_column_with_more_than_ten_has_no_squares() -> None:
    chart = split_columns()
    many = Mark("440703", "added", "exact", "+14", "", 14, 14)
    marks = tuple(m for m in chart.marks if (m.row, m.column) != ("440703", "added"))
    scene = lay_out(replace(chart, marks=(*marks, many)), "slide")
    assert not [i for i in scene.items if isinstance(i, Rect) and "/added/" in i.id]
    assert "+14" in words(scene)


def test_lines_break_where_words_stand() -> None:
    scene = lay_out(value_kinds(), "slide")
    pieces = [item for item in scene.items if item.id == "CN/childcare_slots/benchmark/"]
    assert sum(isinstance(item, Line) for item in pieces) > 1


def test_staggered_labels_never_touch_each_other_or_a_leader() -> None:
    lines = [(x, "全国 4.08（2024年）") for x in (300.0, 330.0, 345.0, 400.0, 410.0)]
    flags = stagger(lines, 13, 40, 700)
    assert flags is not None
    boxes = [
        (flag.level, Text(flag.x, 0, flag.words, 13, "", anchor=flag.anchor)) for flag in flags
    ]
    for n, (level, one) in enumerate(boxes):
        for m, (other_level, other) in enumerate(boxes):
            leader = lines[m][0]
            crosses = one.box.left < leader < one.box.right and other_level > level
            assert n == m or not crosses
            assert n == m or level != other_level or not one.box.meets(other.box)


def test_a_label_that_fits_nowhere_is_refused() -> None:
    assert stagger([(100.0, "很长" * 30)], 13, 0, 200) is None


def test_sharing_gives_nobody_less_than_its_need() -> None:
    assert share(100, [10, 10, 60], [1, 1, 1]) == [20.0, 20.0, 60]
    assert share(10, [10, 10], [1, 1]) is None


def test_english_has_straight_quotes_and_chinese_its_own() -> None:
    assert any("“" in each for each in words(lay_out(value_kinds("zh"), "slide")))
    assert not any("“" in each for each in words(lay_out(value_kinds("en"), "slide")))


def test_laying_out_twice_gives_the_same_scene_and_leaves_the_chart_alone() -> None:
    chart = value_kinds()
    before = chart.digest
    assert lay_out(chart, "slide") == lay_out(chart, "slide")
    assert chart.digest == before


def test_an_unknown_size_or_kind_offers_the_known_ones() -> None:
    with pytest.raises(UnknownNameError, match="slide"):
        lay_out(value_kinds(), "slides")
    with pytest.raises(UnknownNameError, match="value_kinds"):
        lay_out(replace(value_kinds(), kind="value_kind"), "slide")


def test_heads_longer_than_their_columns_stand_in_two_rows_with_a_line_to_each() -> None:
    scene = lay_out(coverage_matrix("en"), "doc")
    heads = {text.text: text.y for text in scene.texts if text.role == "head"}
    leaders = [item for item in scene.items if getattr(item, "role", "") == "leader"]
    assert heads["Newly at"] < heads["Recommended"]
    assert len(leaders) == 4
    assert not any(
        getattr(item, "role", "") == "leader"
        for item in lay_out(coverage_matrix("en"), "slide").items
    )
