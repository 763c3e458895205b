"""Both engines draw the same scene: what is in the scene is in the picture and on the page."""

from __future__ import annotations

import io
import subprocess
import sys
from dataclasses import replace
from typing import Any

import matplotlib as mpl
import pytest
from charts_kit import KINDS
from charts_kit import chart as chart_of
from test_charts_fixtures import every_kind, value_kinds
from test_charts_tables import coverage_matrix, split_columns

from jmanalysis.charts import interactive, static
from jmanalysis.charts.layouts import lay_out
from jmanalysis.charts.refusals import MissingGlyphError
from jmanalysis.charts.scene import Line, Marker, Rect, Scene
from jmanalysis.charts.spec import Chart

SAMPLES = [value_kinds(), every_kind(), coverage_matrix(), split_columns()]
SAMPLES += [chart_of(kind, 7) for kind in KINDS[3:]]


def saved(scene: Scene, kind: str, metadata: dict[str, Any]) -> bytes:
    figure, buffer = static.draw(scene), io.BytesIO()
    with static.settings():
        figure.savefig(buffer, format=kind, metadata=metadata)
    return buffer.getvalue()


def size_of(png: bytes) -> tuple[int, int]:
    return int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")


@pytest.mark.parametrize(
    ("size", "pixels"), [("slide", (1920, 1080)), ("slide_body", (1728, 744)), ("half", (864, 744))]
)
def test_a_picture_has_the_size_its_name_promises(size: str, pixels: tuple[int, int]) -> None:
    png = saved(lay_out(value_kinds(), size), "png", {"Software": None})
    assert size_of(png) == pixels


def test_a_picture_for_print_has_300_dots_per_inch() -> None:
    scene = lay_out(value_kinds(), "doc")
    width, _ = size_of(saved(scene, "png", {"Software": None}))
    assert width == pytest.approx(150 / 25.4 * 300, abs=2)


@pytest.mark.parametrize("chart", SAMPLES, ids=lambda chart: chart.kind)
def test_matplotlib_draws_every_word_and_mark_of_the_scene(chart: Chart) -> None:
    scene = lay_out(chart, "slide")
    axes = static.draw(scene).axes[0]
    assert [text.get_text() for text in axes.texts] == [text.text for text in scene.texts]
    shapes = [item for item in scene.items if isinstance(item, Rect | Marker)]
    drawn = [str(patch.get_gid()) for patch in axes.patches if patch.get_gid()]
    assert sorted(drawn) == sorted(item.id for item in shapes if item.id)


@pytest.mark.parametrize("chart", SAMPLES, ids=lambda chart: chart.kind)
def test_plotly_draws_every_word_and_mark_of_the_scene(chart: Chart) -> None:
    scene = lay_out(chart, "slide")
    figure = interactive.draw(scene)
    words = figure.data[0]
    assert [text.replace("&lt;", "<").replace("&gt;", ">") for text in words.text] == [
        text.text for text in scene.texts
    ]
    named = {shape.name for shape in figure.layout.shapes}
    assert {item.id for item in scene.items if isinstance(item, Rect | Marker | Line)} <= named


def test_hovering_shows_words_source_and_kind() -> None:
    figure = interactive.draw(lay_out(value_kinds(), "slide"))
    said = next(text for text in figure.data[1].text if "6.12" in text)
    for part in (
        "新会区",
        "（准确值）",
        "原文：“每千人口托位数6.12个”",
        "来源：新会区卫生健康局专版",
    ):
        assert part in said


def test_a_page_never_offers_to_upload_the_data() -> None:
    figure = interactive.draw(lay_out(value_kinds(), "slide"))
    assert "sendChartToCloud" in figure.layout.modebar.remove
    assert "sendChartToCloud" in figure.layout.template.layout.modebar.remove
    assert interactive.CONFIG["showSendToCloud"] is False
    assert interactive.CONFIG["displaylogo"] is False


def test_the_plotly_form_holds_lists_that_can_be_compared_line_by_line() -> None:
    assert "bdata" not in interactive.draw(lay_out(coverage_matrix(), "slide")).to_json()


def test_angle_brackets_are_words_and_not_markup() -> None:
    texts = interactive.draw(lay_out(every_kind(), "slide")).data[0].text
    assert "&lt;90%" in texts


@pytest.mark.parametrize("engine", [static.draw, interactive.draw])
def test_a_missing_glyph_stops_both_engines(engine: Any) -> None:
    scene = lay_out(replace(value_kinds(), title="同心☃"), "slide")
    with pytest.raises(MissingGlyphError, match="☃"):
        engine(scene)


def test_drawing_changes_no_setting_of_the_session() -> None:
    before = dict(mpl.rcParams)
    static.draw(lay_out(value_kinds(), "half"))
    assert dict(mpl.rcParams) == before


@pytest.mark.parametrize(
    ("kind", "metadata"),
    [("png", {"Software": None}), ("svg", {"Date": None}), ("pdf", {"CreationDate": None})],
)
def test_saving_twice_gives_the_same_bytes(kind: str, metadata: dict[str, Any]) -> None:
    scene = lay_out(value_kinds(), "half")
    assert saved(scene, kind, metadata) == saved(scene, kind, metadata)


def test_svg_carries_text_as_outlines_and_pdf_as_truetype() -> None:
    scene = lay_out(value_kinds(), "half")
    assert b"<text" not in saved(scene, "svg", {"Date": None})
    assert b"/Type3" not in saved(scene, "pdf", {"CreationDate": None})


def test_the_screen_engine_needs_no_matplotlib() -> None:
    code = "import sys, jmanalysis.charts.interactive; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
