"""What must be told apart is told apart by everyone: colour-blind readers, and a grey print.

A pair of statements passes if their colours differ at a glance in every kind of vision, or if
shape, border or hatching differ too; those that share a fill are told apart by their words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import combinations
from typing import get_args

import pytest
from charts_kit import chart as kit_chart
from vision_kit import VISIONS, apart, ciede2000, contrast

import jmanalysis as jm
from jmanalysis.bounds import Bounds
from jmanalysis.charts import cells, marks
from jmanalysis.charts import style as look
from jmanalysis.charts.geometry import Box
from jmanalysis.charts.layouts import bullets, lay_out, uprights
from jmanalysis.charts.layouts.brevity import brief
from jmanalysis.charts.layouts.series import every_series
from jmanalysis.charts.scene import Item, Line, Marker, Rect, Scene
from jmanalysis.charts.spec import Chart, Lang, Legend, MarkKind
from jmanalysis.charts.spots import Scale
from jmanalysis.charts.style import PRESETS, Preset
from jmanalysis.observations import load
from jmanalysis.saying import say

AT_A_GLANCE = 10.0  # CIEDE2000; 1 is just noticed side by side
READABLE = 4.5  # contrast of WCAG 2, level AA
KINDS: tuple[MarkKind, ...] = get_args(MarkKind)
# What only its words tell apart (超95%, 约60%, 60%～65%; 推算, 推知): see below.
WORDED = {
    "cell": [{"approx", "bound", "range"}, {"derived", "implied"}],
    "bullet": [{"approx", "range"}],
}
Swatch = Callable[[MarkKind, Box, Preset], Sequence[Item]]
GRAMMARS: dict[str, Swatch] = {
    "axis": marks.swatch,
    "bullet": bullets.swatch,
    "trend": uprights.swatch,
    "cell": cells.swatch,
}


def drawn_in(grammar: str) -> list[MarkKind]:
    """Return the kinds that have a mark: words and silence stand beside an axis, as words."""
    if grammar == "cell":
        return [kind for kind in KINDS if kind != "benchmark"]  # it stands in a row of its own
    return [kind for kind in KINDS if GRAMMARS[grammar](kind, Box(0, 0, 9, 9), SLIDE)]


SLIDE = look.preset("slide")
PAIRS = [
    (grammar, one, other)
    for grammar in GRAMMARS
    for one, other in combinations(drawn_in(grammar), 2)
    if not any({one, other} <= group for group in WORDED.get(grammar, []))
]


def shape(items: Iterable[Item]) -> tuple[tuple[object, ...], ...]:
    """Return what is left of a drawing without its colours."""
    found: list[tuple[object, ...]] = []
    for item in items:
        if isinstance(item, Rect):
            solid = item.fill not in ("", look.PAPER, look.GROUND)
            found.append(("box", solid, bool(item.edge), _dash(item), bool(item.hatch)))
        elif isinstance(item, Marker):
            found.append((item.shape, item.fill != look.PAPER, bool(item.edge)))
        elif isinstance(item, Line):
            found.append(("line", _dash(item), bool(item.arrow), item.x1 == item.x2))
        else:
            found.append(("words", item.text))
    return tuple(found)


def _dash(item: Rect | Line) -> tuple[float, ...]:
    return tuple(round(part / item.stroke, 1) for part in item.dash)


def colours(items: Iterable[Item]) -> list[str]:
    """Return the colours of a drawing, the largest area first."""
    found = []
    for item in items:
        if isinstance(item, Rect | Marker):
            plain = item.fill in ("", look.PAPER)
            found.append(item.edge if plain and item.edge else item.fill)
        elif isinstance(item, Line):
            found.append(item.color)
    return found


def told_apart(one: Sequence[Item], other: Sequence[Item]) -> bool:
    if shape(one) != shape(other):
        return True
    pairs = list(zip(colours(one), colours(other), strict=True))
    return all(max(apart(a, b, vision) for a, b in pairs) >= AT_A_GLANCE for vision in VISIONS)


@pytest.mark.parametrize(
    ("one", "other", "difference"),
    [
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
        ((50, -1, 2), (50, 0, 0), 2.3669),
        ((90.8027, -2.0831, 1.4410), (91.1528, -1.6435, 0.0447), 1.4441),
    ],
)
def test_the_difference_of_colours_is_that_of_the_published_pairs(
    one: tuple[float, float, float], other: tuple[float, float, float], difference: float
) -> None:
    assert ciede2000(one, other) == pytest.approx(difference, abs=5e-5)


def test_the_simulation_takes_away_what_it_should() -> None:
    assert apart("#D00000", "#5C6C00") > 40
    assert apart("#D00000", "#5C6C00", "deuteranopia") < 20
    assert apart("#FFFFFF", "#000000", "tritanopia") == pytest.approx(100, abs=0.1)
    assert apart("#0000FF", "#FF0000", "grey") < 20 < apart("#0000FF", "#FF0000")


@pytest.mark.parametrize(("grammar", "one", "other"), PAIRS)
def test_two_kinds_of_statement_are_told_apart(
    grammar: str, one: MarkKind, other: MarkKind
) -> None:
    draw, box = GRAMMARS[grammar], Box(0, 0, 26, 17)
    assert told_apart(draw(one, box, SLIDE), draw(other, box, SLIDE))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_statements_of_one_look_differ_in_their_words(lang: Lang) -> None:
    said = [say(Bounds.parse(value), "%", lang) for value in ("60±5", ">60", "<60", "[60,65]")]
    assert len({words.strip("0123456789%") or words for words in said}) == 4
    assert all(words != "60%" for words in said)


def test_derived_and_implied_cells_keep_their_words_where_both_are_shown() -> None:
    panel = jm.normalise(load())
    chart = jm.chart(
        panel.coverage(["childcare_slots", "result_sharing_platform_access"], year=2024)
    )
    key = tuple(
        dict.fromkeys((*chart.legend, Legend("derived", "推算"), Legend("implied", "推知")))
    )
    labels = [mark.label for mark in brief(replace(chart, legend=key)).marks]
    assert "推知100%" in labels


def test_lines_of_benchmarks_and_of_targets_have_dashes_of_their_own() -> None:
    scene = lay_out(kit_chart("value_kinds", 7), "slide")
    lines = {i.id: i for i in scene.items if isinstance(i, Line) and i.role == "line"}
    benchmark, target = (lines[f"CN/rate/{kind}"] for kind in ("benchmark/2024", "target/2025"))
    assert benchmark.dash
    assert target.dash
    assert len(benchmark.dash) != len(target.dash)


def unnamed(chart: Chart, scene: Scene) -> list[str]:
    """Return the ends of lines and the single points that no name stands beside."""
    years = {column.id: 0.0 for column in chart.columns if column.tone != "target"}
    series = every_series(chart, years, Scale(100, 0, 0, 1), SLIDE)
    ends = [(one.row.label, run[-1].mark) for one in series for run in one.runs]
    named = {(text.id, text.text.partition(" ")[0]) for text in scene.texts}
    return [mark.id for label, mark in ends if (mark.id, label.partition(" ")[0]) not in named]


@pytest.mark.parametrize("size", PRESETS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_line_of_a_trend_carries_its_name(lang: Lang, size: str) -> None:
    panel = jm.normalise(load())
    slots = jm.compare(panel, "childcare_slots", year=list(range(2020, 2026)))
    for chart in (jm.chart(slots, lang=lang), kit_chart("trend", 7, lang)):
        assert unnamed(chart, lay_out(chart, size)) == []


@pytest.mark.parametrize("vision", VISIONS)
def test_words_are_readable_on_their_ground(vision: str) -> None:
    grounds = [(wear.ink, wear.fill) for wear in cells.LOOKS.values()]
    grounds += [(colour, look.PAPER) for colour in look.AREAS.values()]
    grounds += [(colour, look.PAPER) for colour in (*look.TONES.values(), look.WORDS)]
    grounds += [
        (ink, ground)
        for ink in (look.INK, look.SECONDARY, look.SILENT)
        for ground in (look.PAPER, look.GROUND)
    ]
    grounds += [(look.INK, look.STAMP)]
    found = {(ink, ground): contrast(ink, ground, vision) for ink, ground in grounds}
    assert {pair: ratio for pair, ratio in found.items() if ratio < READABLE} == {}
