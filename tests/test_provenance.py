"""Any exported file can be asked where its figures come from."""

from __future__ import annotations

import json
import zlib
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import jmanalysis as jm
from jmanalysis.charts.spec import Chart
from jmanalysis.cli import main
from jmanalysis.exports import FORMATS
from jmanalysis.exports.provenance import MARKER, TraceError, packed, trace, unpacked


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


#: Letters of base64, as the check sum of a PNG's chunk may begin with, or anything else.
BEHIND = st.binary(max_size=12) | st.text("ABCxyz019+/=", max_size=12).map(str.encode)


def _packet(content: object) -> bytes:
    return MARKER.encode() + b64encode(zlib.compress(json.dumps(content).encode(), 9))


@given(st.text(max_size=30), BEHIND)
def test_whatever_follows_a_packet_does_not_spoil_it(title: str, behind: bytes) -> None:
    content = [{"title": title, "marks": []}]
    assert unpacked(b"\x89PNG" + _packet(content) + behind) == content


#: The packet stands in these files as it is; in office files inside an archive.
PLAIN = [name for name in FORMATS if name not in {"csv", "docx", "pptx", "xlsx"}]


@pytest.mark.parametrize("name", PLAIN)
def test_in_no_format_does_what_follows_spoil_it(name: str, figure: Chart, tmp_path: Path) -> None:
    (path,) = jm.export(figure, tmp_path / "slots", formats=name)
    data = path.read_bytes().replace(b"\\\n", b"")  # a PDF breaks long lines
    before, packet, behind = data.partition(packed([figure]).rstrip("=").encode())
    whole = unpacked(data)
    assert whole
    for letters in (b"A", b"Ab", b"Ab+", b"Ab+/", b"Ab+/9"):
        assert unpacked(before + packet + letters + behind) == whole


def test_a_headline_may_look_like_a_packet(figure: Chart) -> None:
    data = b"<title>jm1:AAAAAAAAAAAA</title>" + packed([figure]).encode()
    assert unpacked(data)[0]["title"] == figure.title


DAMAGED: dict[str, Callable[[bytes], bytes]] = {
    "cut.png": lambda packet: b"\x89PNG" + packet[:60],
    "spoilt.svg": lambda packet: packet[:40] + b"AAAA" + packet[44:],
    "cut.pptx": lambda _: b"PK\x03\x04 and no more",
    "cut.csv": lambda _: b"\xef\xbb\xbf" + "区".encode()[:2],
}


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_file_is_said_to_be_damaged(name: str, figure: Chart, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(DAMAGED[name](packed([figure]).encode()))
    with pytest.raises(TraceError, match="已损坏"):
        trace(tmp_path / name)
