"""Adding together: two who add to one folder, and a hand that interrupts."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from adding_kit import DOCUMENT, TEXT, Desk
from seeds_kit import contents

import jmanalysis as jm
from jmanalysis.adding import NotAddedError, writing
from jmanalysis.adding.differences import Added
from jmanalysis.adding.locking import LOCK, locked
from jmanalysis.cli import main
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


def _order(desk: Desk) -> list[str]:
    words = ["add", str(desk.table), "--document", DOCUMENT]
    return [*words, "--seeds", str(desk.seeds.folder), "--text", str(desk.text)]


#: Where somebody may interrupt when the rows are in place, or nearly: a function to be called.
LATE = {"moving": (writing, "write_files"), "report": (Added, "report")}


@pytest.mark.parametrize("name", LATE)
def test_an_interruption_after_the_writing_hides_nothing(
    name: str, desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    owner, called = LATE[name]
    asked = getattr(owner, called)

    def interrupted(*given: object) -> object:
        made = asked(*given)
        signal.raise_signal(signal.SIGINT)
        return made

    monkeypatch.setattr(owner, called, interrupted)
    desk.decide("92")
    assert main(_order(desk)) == 0
    said = capsys.readouterr()
    assert "Claims added: 1" in said.out
    assert "Interrupted too late: everything is written." in said.err
    assert "已中断" not in said.err
    assert len(desk.seeds.read(f"claims/{DOCUMENT}.csv")) == 1


def test_an_interruption_before_the_writing_changes_nothing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.decide("92")
    before = contents(desk.seeds.folder)
    monkeypatch.setattr(writing, "copied", lambda *_: signal.raise_signal(signal.SIGINT))
    assert main(_order(desk)) == 130
    assert capsys.readouterr().err == "已中断。Interrupted.\n"
    assert contents(desk.seeds.folder) == before


@pytest.mark.parametrize("module", ["jmanalysis.charts.headlines", "jmanalysis.reading.command"])
def test_an_interruption_while_the_command_loads_is_one_line(module: str) -> None:
    program = f"""
import signal, sys
from jmanalysis.cli import main
class Slow:
    def find_spec(self, name, *_):
        if name == "{module}":
            signal.raise_signal(signal.SIGINT)
sys.meta_path.insert(0, Slow())
sys.exit(main(["list", "areas"]))
"""
    run = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},
        check=False,
    )
    assert (run.returncode, run.stderr.decode()) == (130, "已中断。Interrupted.\n")
