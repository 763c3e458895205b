"""Files are whole or not there, the same every time, and carry their words."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

import jmanalysis as jm
from jmanalysis.charts.spec import Chart
from jmanalysis.errors import ExportError, UnknownNameError
from jmanalysis.exports import FORMATS, USUAL, recording
from jmanalysis.exports.tables import csv_table


@pytest.fixture(scope="module")
def figure(panel: jm.Panel) -> Chart:
    return jm.chart(jm.compare(panel, "childcare_slots", year=2024).order_by("known"))


def test_every_format_is_written_and_has_its_own_beginning(figure: Chart, tmp_path: Path) -> None:
    made = jm.export(figure, tmp_path / "slots")
    assert [path.suffix for path in made] == [f".{name}" for name in USUAL]
    starts = {path.suffix: path.read_bytes()[:15] for path in made}
    assert starts[".png"].startswith(b"\x89PNG")
    assert starts[".svg"].startswith(b"<?xml")
    assert starts[".pdf"].startswith(b"%PDF")
    assert starts[".html"] == b"<!doctype html>"
    assert starts[".csv"].startswith(b"\xef\xbb\xbf")


def test_a_slide_is_1920_by_1080(figure: Chart, tmp_path: Path) -> None:
    (path,) = jm.export(figure, tmp_path / "slots.png")
    data = path.read_bytes()
    assert int.from_bytes(data[16:20], "big") == 1920
    assert int.from_bytes(data[20:24], "big") == 1080


def test_sizes_other_than_the_slide_stand_in_the_name(figure: Chart, tmp_path: Path) -> None:
    made = jm.export(figure, tmp_path / "slots", formats=["png", "csv"], size=["slide", "doc"])
    assert [path.name for path in made] == ["slots.png", "slots.csv", "slots-doc.png"]


@pytest.mark.parametrize("name", list(FORMATS))
def test_repetition_gives_the_same_bytes(name: str, figure: Chart, tmp_path: Path) -> None:
    (first,) = jm.export(figure, tmp_path / "a", formats=name)
    (second,) = jm.export(figure, tmp_path / "b", formats=name)
    assert first.read_bytes() == second.read_bytes()


def test_the_alternative_text_travels_in_every_picture_format(
    figure: Chart, tmp_path: Path
) -> None:
    png, svg, html = (
        jm.export(figure, tmp_path / "slots", formats=name)[0].read_bytes()
        for name in ("png", "svg", "html")
    )
    assert figure.alt.encode() in png
    assert f"<desc>{figure.alt}".encode() in svg
    assert figure.alt.encode() in html


def test_the_page_asks_nothing_of_any_network_and_offers_no_upload(
    figure: Chart, tmp_path: Path
) -> None:
    (path,) = jm.export(figure, tmp_path / "slots.html")
    page = path.read_text(encoding="utf-8")
    own = re.sub(r"<script>.*?</script>", "", page, count=1, flags=re.DOTALL)  # plotly.js itself
    assert "http://" not in own
    assert "https://" not in own
    assert '"showSendToCloud": false' in own
    assert "sendChartToCloud" in own  # named in modebar.remove


def test_the_table_of_the_page_and_the_csv_hold_the_words_and_lines(
    figure: Chart, tmp_path: Path
) -> None:
    html, sheet = (
        jm.export(figure, tmp_path / "slots", formats=name)[0].read_text(encoding="utf-8-sig")
        for name in ("html", "csv")
    )
    for words in ("每千人口托位数6.12个", "托位数超额完成任务", "争取每千人口托位数达5.5个"):
        assert words in html
        assert words in sheet
    assert "第74–75行" in sheet


def test_csv_rows_are_the_marks_in_order(figure: Chart) -> None:
    rows = list(csv.reader(csv_table(figure).decode("utf-8-sig").splitlines()))
    drawn = [*figure.marks, *figure.references]
    assert [row[3] for row in rows[1:]] == [mark.label for mark in drawn]
    assert len({len(row) for row in rows}) == 1


def test_csv_in_english_has_as_many_heads_as_cells(panel: jm.Panel) -> None:
    english = jm.chart(jm.compare(panel, "childcare_slots", year=2024), lang="en")
    rows = list(csv.reader(csv_table(english).decode("utf-8-sig").splitlines()))
    assert len(rows[0]) == len(rows[1])


@pytest.mark.parametrize("evil", ["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+3"])
def test_a_cell_that_looks_like_a_formula_cannot_run(evil: str, figure: Chart) -> None:
    from dataclasses import replace

    mark = replace(figure.marks[0], label=evil)
    text = csv_table(replace(figure, marks=(mark,), references=())).decode("utf-8-sig")
    assert list(csv.reader(text.splitlines()))[1][3] == f"'{evil}"


def test_hostile_words_cannot_run_in_the_page(figure: Chart, tmp_path: Path) -> None:
    from dataclasses import replace

    evil = "<script>alert(1)</script>"
    mark = replace(figure.marks[0], words=(evil,))
    changed = replace(figure, marks=(mark, *figure.marks[1:]))
    (path,) = jm.export(changed, tmp_path / "slots.html")
    assert evil not in path.read_text(encoding="utf-8")


def test_a_full_disk_is_said_and_leaves_nothing(figure: Chart) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full on this system to stand for a full disk")
    with pytest.raises(ExportError):
        jm.export(figure, "/dev/full/slots", formats="csv")


def test_a_file_where_a_folder_should_be_is_said(figure: Chart, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("x", encoding="utf-8")
    with pytest.raises(ExportError, match="Cannot write"):
        jm.export(figure, tmp_path / "taken" / "slots", formats="csv")


def test_an_unknown_format_or_size_answers_with_the_known_ones(
    figure: Chart, tmp_path: Path
) -> None:
    with pytest.raises(UnknownNameError, match="png"):
        jm.export(figure, tmp_path / "slots", formats="pgn")
    with pytest.raises(UnknownNameError, match="slide"):
        jm.export(figure, tmp_path / "slots", size="slid")
    assert not list(tmp_path.iterdir())


def test_what_is_no_chart_is_refused_with_the_way_to_one(panel: jm.Panel) -> None:
    with pytest.raises(jm.JmanalysisError, match=r"jm\.chart"):
        jm.export(panel, "slots")  # type: ignore[arg-type]


def test_a_bare_name_goes_into_the_briefing_folder(
    figure: Chart, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JMANALYSIS_BRIEFING", str(tmp_path / "out"))
    (path,) = jm.export(figure, "slots", formats="csv")
    assert path.parent == tmp_path / "out"


def test_recording_lists_what_was_exported(figure: Chart, tmp_path: Path) -> None:
    with recording() as made:
        jm.export(figure, tmp_path / "slots", formats="csv")
    assert [(chart, files[0].name) for chart, files in made] == [(figure, "slots.csv")]


def test_pdf_text_can_be_searched_and_is_the_same_chinese(figure: Chart, tmp_path: Path) -> None:
    import shutil
    import subprocess

    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext (Debian: poppler-utils) is not installed")
    (path,) = jm.export(figure, tmp_path / "slots.pdf")
    run = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=True)
    text = run.stdout.decode("utf-8")
    for word in ("新会区", "6.12", "托位数超额完成任务", "材料未提及"):
        assert word in text
