"""Adding together: two who add to one folder, and a hand that interrupts."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from adding_kit import DOCUMENT, TEXT, Desk
from seeds_kit import contents

import jmanalysis as jm
from jmanalysis.adding import NotAddedError, writing
from jmanalysis.adding.locking import LOCK, locked
from jmanalysis.reading import review


@pytest.fixture
def desk(seeds_folder: Path, tmp_path: Path) -> Desk:
    """Register the plain text."""
    text = tmp_path / "page.txt"
    text.write_text(TEXT, "utf-8")
    return Desk.of(seeds_folder, tmp_path, text)


@pytest.mark.slow
def test_of_two_that_add_at_once_none_loses_what_it_reports(desk: Desk) -> None:
    commands = []
    for value in ("92", "6.35"):
        table = desk.table.with_name(f"{value}.csv")
        review.write(jm.read(desk.text, seeds=desk.seeds.folder), table)
        Desk(desk.seeds, desk.text, table).decide(value)
        words = ["add", str(table), "--document", DOCUMENT]
        words += ["--seeds", str(desk.seeds.folder), "--text", str(desk.text)]
        commands.append([sys.executable, "-m", "jmanalysis", *words])
    running = [subprocess.Popen(one, stderr=subprocess.PIPE) for one in commands]
    said = [(one.communicate()[1], one.returncode) for one in running]
    rows = desk.seeds.read(f"claims/{DOCUMENT}.csv")
    assert len(rows) == sum(code == 0 for _, code in said) > 0
    assert all("Another add" in words.decode() for words, code in said if code)


def test_a_folder_that_another_adds_to_is_left_alone(desk: Desk) -> None:
    desk.decide("92")
    with locked(desk.seeds.folder):
        before = contents(desk.seeds.folder)
        with pytest.raises(NotAddedError, match="Another add") as caught:
            desk.add()
        assert contents(desk.seeds.folder) == before
    assert f"删除 {desk.seeds.folder / LOCK}" in caught.value.hint_zh
    assert len(desk.add().claims) == 1


def test_a_refusal_leaves_no_lock(desk: Desk) -> None:
    with pytest.raises(NotAddedError, match="No row"):
        desk.add()
    assert not (desk.seeds.folder / LOCK).exists()


def test_tables_that_were_edited_meanwhile_are_not_written_over(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = desk.seeds.folder / "claims" / "xinhui_press_2025.csv"
    written = writing.written

    def edited(*given: object) -> object:
        table.write_bytes(table.read_bytes() + b"\n")
        return written(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(writing, "written", edited)
    desk.decide("92")
    with pytest.raises(NotAddedError, match="in the meantime") as caught:
        desk.add()
    assert "claims/xinhui_press_2025.csv 被改动" in caught.value.zh
    assert not (desk.seeds.folder / "claims" / f"{DOCUMENT}.csv").exists()
