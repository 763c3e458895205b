"""Displays: Chinese heads, kinds told apart without colour, columns that line up, short errors."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pandas as pd
import pytest
from claims_kit import claim, observations
from claims_kit import panel as made_of
from hypothesis import given
from hypothesis import strategies as st

import jmanalysis as jm
from jmanalysis import Panel
from jmanalysis.charts.display import as_text, statements
from jmanalysis.charts.style import KIND_NAMES
from jmanalysis.displays import (
    KINDS,
    SIGNS,
    STYLE,
    Said,
    chip,
    cut,
    folded,
    html_table,
    kind_word,
    padded,
    tally,
    text_table,
    width,
)
from jmanalysis.errors import JmanalysisError
from jmanalysis.vocabulary import STATUSES

INDICATORS = ["childcare_slots", "vaccination_coverage", "health_literacy"]


@pytest.fixture(scope="module")
def objects(panel: Panel) -> dict[str, Any]:
    slots = jm.compare(panel, "childcare_slots", year=2024)
    return {
        "claims": panel.observations,
        "panel": panel,
        "coverage": panel.coverage(INDICATORS, year=2024),
        "comparison": slots,
    }


class Balanced(HTMLParser):
    """Fail where an element is closed that is not open, or is left open."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        del attrs
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("name", ["claims", "panel", "coverage", "comparison"])
def test_every_object_shows_a_table_with_its_sources_folded_under(
    objects: dict[str, Any], name: str
) -> None:
    html = objects[name]._repr_html_()
    Balanced(html)
    assert "<table" in html
    assert re.search(r"<details><summary>来源", html)
    heads = re.findall("<th>(.*?)</th>", html)
    assert heads
    assert not [head for head in heads if re.search("[a-z]", head)]


@pytest.mark.parametrize("name", ["panel", "coverage", "comparison"])
def test_a_display_is_the_same_each_time(objects: dict[str, Any], name: str) -> None:
    shown = [(objects[name]._repr_html_(), repr(objects[name])) for _ in range(2)]
    assert shown[0] == shown[1]
    assert "0x" not in shown[0][1]


@pytest.mark.parametrize("name", ["panel", "coverage", "comparison"])
def test_the_colours_are_the_theme_s_and_no_ground_is_painted_white(
    objects: dict[str, Any], name: str
) -> None:
    html = objects[name]._repr_html_()
    assert "var(--jp-content-font-color1,inherit)" in html
    assert "overflow-x:auto" in html
    assert not re.search(r"background(-color)?:\s*(#fff|white|#FFF)", html)


def test_every_kind_has_a_word_a_sign_and_a_colour_on_both_grounds() -> None:
    for kind in (*STATUSES, "target", "actual"):
        assert KINDS[kind]
        assert SIGNS[kind]
        assert STYLE.count(f".jm-{kind}") >= 3  # light, dark in JupyterLab, dark elsewhere


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_the_colours_of_the_kinds_can_be_read_on_both_grounds() -> None:
    rules = re.findall(r"([^{}]+)\{color:(#[0-9a-f]{6})\}", STYLE)
    assert len(rules) == 14
    for names, colour in rules:
        ground = "#111111" if "dark" in names or "light=" in names else "#ffffff"
        assert contrast(colour, ground) >= 4.5, (names, colour)


def test_signs_and_words_tell_the_kinds_apart_without_colour() -> None:
    told = {chip(kind).partition(">")[2] for kind in STATUSES}
    assert len(told) == len(STATUSES)


def test_values_keep_their_bounds_in_the_terminal_too(objects: dict[str, Any]) -> None:
    assert "界限值 >95" in repr(objects["coverage"])
    assert "只有目标 >=5.5" in repr(objects["coverage"])
    assert re.search(r"新会区 +2024 +6\.12 +个/千人 +准确值", repr(objects["comparison"]))
    assert "注未注明时点" not in repr(objects["comparison"])


def test_a_gap_is_a_dash_and_never_a_zero() -> None:
    frame = pd.DataFrame({"name": ["a"], "value": [None], "low": [float("nan")]})
    assert "<td>—</td><td>—</td>" in html_table(frame, frame.columns)
    assert text_table(frame, frame.columns).splitlines()[1].split() == ["a", "-", "-"]


def test_numbers_stay_whole_and_long_words_may_break() -> None:
    frame = pd.DataFrame({"value": ["1,234,567"], "words": ["每千人口托位数" * 6]})
    html = html_table(frame, frame.columns)
    assert "<td>1,234,567</td>" in html
    assert '<td class="jm-long">每千' in html
    assert ".jm-table td{white-space:nowrap" in html


def test_what_stands_in_a_cell_is_never_taken_for_html() -> None:
    frame = pd.DataFrame({"<b>": ["<script>x</script>"]})
    html = html_table(frame, frame.columns) + folded("<i>", ["<u>"]) + chip("<p>", "<q>")
    assert not re.search("<(b|script|i|u|p|q)>", html)


def test_rows_that_are_left_out_are_counted() -> None:
    frame = pd.DataFrame({"name": list("abcde")})
    assert "另有3行" in html_table(frame, ["name"], rows=2)
    assert "另有3行" in text_table(frame, ["name"], rows=2)
    assert "另有" not in html_table(frame, ["name"], rows=5)


def test_kinds_are_counted_the_most_frequent_first() -> None:
    counted = tally(pd.Series(["silent", "exact", "silent", "bound"], dtype="category"))
    assert re.findall(r"</span> (\d)", counted) == ["2", "1", "1"]
    assert counted.index("材料未提及") < counted.index("界限值") < counted.index("准确值")


@given(st.lists(st.tuples(st.text(max_size=12), st.text(max_size=12)), min_size=1, max_size=5))
def test_columns_line_up_whatever_stands_in_them(rows: list[tuple[str, str]]) -> None:
    frame = pd.DataFrame([(a, "|", b) for a, b in rows], columns=["name", "mark", "value"])
    lines = text_table(frame, frame.columns, widest=10).split("\n")[1:]
    places = {width(line[: line.rindex("|")]) for line in lines if line.count("|") == 1}
    assert len(places) <= 1


@given(st.text(max_size=30), st.integers(2, 20))
def test_a_cut_text_is_no_wider_than_asked_and_says_that_it_is_cut(text: str, wide: int) -> None:
    short = cut(text, wide)
    assert width(short) <= wide
    assert short == " ".join(text.split()) or short.endswith("..")
    assert width(padded(short, wide)) == wide


def test_a_cell_says_its_kind_and_value_in_one_piece() -> None:
    assert str(Said("bound", ">95")) == "界限值 >95"
    assert str(Said("silent")) == "材料未提及"
    assert str(Said("exact", word="exact value")) == "exact value"


def test_the_compared_areas_figures_stand_first_in_a_panel() -> None:
    made = made_of(
        claim("city", "9"), claim("a", "", words="有"), claim("b", ">5"), claim("nation", "3")
    )
    order = re.findall(r"<tr><td>(.*?)</td>", made._repr_html_())
    assert order[0] == "b区"
    assert set(order[1:3]) == {"city区", "nation区"}


def test_an_empty_panel_still_shows_itself() -> None:
    made = made_of()
    assert repr(made).startswith("<Panel: 0 cells")
    assert "0 个单元格" in made._repr_html_()


# --- in English

SHOWN = ["panel", "coverage", "comparison", "two", "targets"]


@pytest.fixture(scope="module")
def english() -> dict[str, Any]:
    """Return a made-up city as it is shown in English; what a source says is English there, too."""
    aim = {"nature": "target", "period": "2025"}
    said = [
        *(claim("a", "5"), claim("b", "", words="well on the way"), claim("a", ">7", **aim)),
        *(
            claim("city", "9"),
            claim("a", "[3,4]", "lower_share"),
            claim("b", "80", tally="unclear"),
        ),
        claim("a", "2", "bed_rate"),
    ]
    made = jm.normalise(replace(observations(said), lang="en"))
    return {
        "panel": made,
        "coverage": made.coverage(["share", "lower_share", "bed_rate"], year=2024),
        "comparison": jm.compare(made, "bed_rate", year=2024).order_by("known"),
        "two": jm.compare(made, ["share", "lower_share"], year=2024),
        "targets": jm.compare(made, "share", year=2025, nature="target"),
    }


@pytest.mark.parametrize("name", SHOWN)
def test_what_is_made_of_english_claims_is_shown_without_a_word_of_chinese(
    english: dict[str, Any], name: str
) -> None:
    html = english[name]._repr_html_()
    Balanced(html)
    for shown in (html.partition("</style>")[2], repr(english[name])):
        assert re.findall("[一-鿿（），：；、]", shown) == []
        assert "Area a" in shown
    assert re.search(r"<details><summary>Sources", html)


def test_what_stands_around_the_tables_is_said_in_english(english: dict[str, Any]) -> None:
    page = english["panel"]._repr_html_()
    assert page.startswith(f"<p>{len(english['panel'])} cells: ")
    assert "● exact value</span>" in page
    assert "<summary>Cautions</summary>" in english["two"]._repr_html_()
    assert "<summary>Benchmarks (never among the areas)</summary>" in english["two"]._repr_html_()
    assert re.search(
        r"Area a +2024 +2 +count per 1,000 population +exact", repr(english["comparison"])
    )
    assert repr(english["coverage"]).endswith("- not mentioned, or no document read")


def test_the_words_for_kinds_are_those_of_the_charts() -> None:
    for kind in STATUSES:
        if kind in KIND_NAMES:
            assert kind_word(kind, "en") == KIND_NAMES[kind][1]
    assert (kind_word("target_only", "en"), kind_word("target", "en")) == ("target only", "target")


def test_the_names_of_the_seeds_are_english_and_the_tables_stay_as_they_are(panel: Panel) -> None:
    made = jm.normalise(jm.load(lang="en"))
    covered = made.coverage(INDICATORS, year=2024)
    first, *rest = repr(covered).splitlines()[1:-1]
    assert first.split()[:5] == ["Indicator", "Pengjiang", "Jianghai", "Xinhui", "Taishan"]
    assert [line.partition("  ")[0] for line in rest] == [i.short_en for i in covered.indicators]
    assert "target only >=5.5" in repr(covered)
    slots = jm.compare(made, "childcare_slots", year=2024)
    assert "! Xinhui: 6.12 needs" in repr(slots)
    pd.testing.assert_frame_equal(covered.matrix, panel.coverage(INDICATORS, year=2024).matrix)
    pd.testing.assert_frame_equal(
        slots.frame, jm.compare(panel, "childcare_slots", year=2024).frame
    )
    pd.testing.assert_frame_equal(made.frame, panel.frame)


def test_a_name_that_is_no_column_keeps_its_capitals() -> None:
    frame = pd.DataFrame({"target_period": ["2025"], "TCM towns": ["3"]})
    assert text_table(frame, frame.columns, lang="en").splitlines()[0] == "Target period  TCM towns"


# --- a chart


def test_a_chart_names_its_kinds_and_lines_up_in_a_terminal(objects: dict[str, Any]) -> None:
    figure = jm.chart(objects["comparison"])
    lines = as_text(figure).splitlines()
    said = [line for line in lines if "准确值" in line or "推算值" in line]
    assert len({width(line[: re.search("准确值|推算值", line).start()]) for line in said}) == 1  # type: ignore[union-attr]
    assert "  材料未提及：江海区、开平市、鹤山市、恩平市" in lines
    assert "  实绩未提及：台山市" in lines
    assert lines[-1] == f"<Chart value_kinds {figure.digest}>"


def test_under_a_chart_its_words_and_lines_are_folded_in_its_language(
    objects: dict[str, Any],
) -> None:
    html = statements(jm.chart(objects["comparison"]))
    Balanced(html)
    assert html.startswith("<details><summary>图上各项的原文与出处（8）")
    assert "每千人口托位数6.12个" in html
    assert "行</td>" in html
    english = statements(jm.chart(objects["comparison"], lang="en"))
    assert "<th>Words</th>" in english
    assert "exact value" in english


# --- in a real IPython


@pytest.fixture
def shell() -> Iterator[Any]:
    from IPython.core.interactiveshell import InteractiveShell

    made: Any = InteractiveShell.instance()
    made.run_line_magic("colors", "nocolor")
    yield made
    InteractiveShell.clear_instance()


WRONG = "import jmanalysis as jm\npanel = jm.normalise(jm.load())\n"
WRONG += "jm.compare(panel, 'childcare_slot',\n   year=2024)"


def test_an_error_in_a_notebook_is_short_and_names_the_line_of_the_cell(
    shell: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    shell.run_cell(WRONG)
    said = capsys.readouterr().out.strip().splitlines()
    assert len(said) < 12
    assert said[0] == "UnknownNameError: 没有名为“childcare_slot”的指标。"
    assert "提示: 相近的有：childcare_slots" in "\n".join(said)
    assert "→ 第3行 line 3: jm.compare(panel, 'childcare_slot'," in said
    assert not [line for line in said if "jmanalysis/" in line]


def test_the_whole_traceback_can_be_had_and_a_new_error_is_short_again(
    shell: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    shell.run_cell(WRONG)
    capsys.readouterr()
    shell.run_line_magic("tb", "")
    whole = capsys.readouterr().out
    assert "register.py" in whole
    assert "childcare_slot" in whole
    shell.run_cell("jm.compare(panel, 'childcare_slot', year=2024)")
    assert len(capsys.readouterr().out.strip().splitlines()) < 12


def test_an_error_without_a_cell_is_told_without_a_line() -> None:
    error = JmanalysisError("错", "wrong", where="a.csv", hint_zh="改", hint_en="mend")
    told = error._render_traceback_()
    assert told[:2] == ["JmanalysisError: 错", "wrong"]
    assert "位置 Where: a.csv" in told
    assert not [line for line in told if line.startswith("→")]
    assert "\n".join(error._render_traceback_()).endswith("Hint: mend")


def test_a_chart_shows_picture_and_words_in_a_notebook(shell: Any, objects: dict[str, Any]) -> None:
    from IPython.utils.capture import capture_output

    figure = jm.chart(objects["comparison"])
    with capture_output() as seen:
        shell.display_formatter.format(figure)
    shown = [set(output.data) for output in seen.outputs]
    assert shown == [{"text/plain", "image/png"}, {"text/html"}]
    assert figure.digest in seen.outputs[0].data["text/plain"]


@pytest.mark.slow
def test_an_error_stored_in_a_notebook_takes_less_than_twelve_lines() -> None:
    import nbformat
    from nbclient import NotebookClient

    cell: dict[str, Any] = {
        "cell_type": "code",
        "source": WRONG,
        "metadata": {},
        "outputs": [],
        "id": "one",
    }
    cell |= {"execution_count": None}
    form = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [cell]}
    book = nbformat.from_dict(form)  # type: ignore[no-untyped-call]
    NotebookClient(book, timeout=60, allow_errors=True, kernel_name="python3").execute()
    (output,) = (one for one in book.cells[0].outputs if one.output_type == "error")
    assert output.ename == "UnknownNameError"
    assert len("\n".join(output.traceback).splitlines()) < 12
    assert "→ 第3行" in "\n".join(output.traceback)
