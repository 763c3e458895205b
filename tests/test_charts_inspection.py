"""The layout check finds what it is there to find."""

from __future__ import annotations

import pytest

from jmanalysis.charts.geometry import Box
from jmanalysis.charts.inspection import inspect
from jmanalysis.charts.scene import Item, Line, Marker, Rect, Scene, Text

WORDS = Text(50, 50, "新会区", 12, "#000000")
BAR = Rect(10, 10, 20, 10, "#000000")


def faults(*items: Item) -> list[str]:
    return [problem.fault for problem in inspect(Scene(200, 100, items))]


@pytest.mark.parametrize(
    ("items", "fault"),
    [
        ((WORDS, Text(60, 52, "台山市", 12, "#000000")), "overlap"),
        ((WORDS, Marker("dot", 60, 46, 10, "#000000")), "overlap"),
        ((WORDS, Rect(40, 30, 100, 40, "#FFFFFF")), "overlap"),
        ((Text(50, 50, "新会区", 12, "#000000", within=Box(50, 30, 70, 60)),), "overflow"),
        ((Text(190, 50, "新会区", 12, "#000000"),), "clipped"),
        ((Marker("diamond", 2, 50, 10, "#FFFFFF", "#000000"),), "clipped"),
        ((Text(50, 50, "新会区", 10, "#000000"),), "too small"),
        ((Text(50, 50, "同心☃", 12, "#000000"),), "missing glyph"),
        ((Line(5, 46, 195, 46, "#000000"), WORDS), "struck through"),
        ((WORDS, Line(60, 5, 60, 95, "#000000")), "struck through"),
        ((WORDS, Line(40, 5, 80, 90, "#000000")), "struck through"),
    ],
)
def test_a_fault_is_found(items: tuple[Item, ...], fault: str) -> None:
    assert faults(*items) == [fault]


def test_a_clean_scene_has_none() -> None:
    assert faults(WORDS, BAR) == []


def test_a_line_hidden_by_a_box_is_no_fault() -> None:
    line, plate = Line(5, 46, 195, 46, "#000000"), Rect(40, 30, 100, 40, "#FFFFFF")
    assert faults(line, plate, WORDS) == []


def test_a_sloping_line_is_a_fault_only_where_its_stroke_runs() -> None:
    assert faults(WORDS, Line(5, 20, 195, 60, "#000000")) == []
    assert faults(WORDS, Line(5, 60, 195, 5, "#000000")) == ["struck through"]
