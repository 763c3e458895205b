"""Any exported file can be asked where its figures come from."""

from __future__ import annotations

from pathlib import Path

import pytest

import jmanalysis as jm
from jmanalysis.charts.spec import Chart
from jmanalysis.cli import main
from jmanalysis.exports import FORMATS
from jmanalysis.exports.provenance import TraceError, packed, trace, unpacked


@pytest.fixture(scope="module")
def figure(panel: jm.Panel) -> Chart:
    return jm.chart(jm.compare(panel, "childcare_slots", year=2024).order_by("known"))


@pytest.mark.parametrize("name", list(FORMATS))
def test_every_format_carries_every_mark_with_its_words_and_lines(
    name: str, figure: Chart, tmp_path: Path
) -> None:
    (path,) = jm.export(figure, tmp_path / "slots", formats=name)
    (found,) = trace(path)
    drawn = [*figure.marks, *figure.references]
    assert [mark["kind"] for mark in found["marks"]] == [mark.kind for mark in drawn]
    assert [tuple(mark["words"]) for mark in found["marks"]] == [mark.words for mark in drawn]
    assert [tuple(mark["sources"]) for mark in found["marks"]] == [mark.sources for mark in drawn]


def test_what_is_packed_is_unpacked(figure: Chart) -> None:
    content = unpacked(packed([figure, figure.with_title("另一标题")]).encode())
    assert [chart["title"] for chart in content] == [figure.title, "另一标题"]


def test_the_command_prints_document_lines_and_words(
    figure: Chart, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (path,) = jm.export(figure, tmp_path / "slots.png")
    assert main(["trace", str(path)]) == 0
    said = capsys.readouterr().out
    assert "「托位数超额完成任务」" in said
    assert "第345行" in said


def test_a_file_without_provenance_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "other.png").write_bytes(b"\x89PNG\r\n")
    with pytest.raises(TraceError, match="没有出处信息"):
        trace(tmp_path / "other.png")
    assert main(["trace", str(tmp_path / "missing.png")]) == 1
    assert "missing.png" in capsys.readouterr().err
