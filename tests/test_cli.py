"""The command does what its help says, and refuses in two languages with a non-zero exit."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from jmanalysis.cli import main


def test_every_verb_has_help(capsys: pytest.CaptureFixture[str]) -> None:
    for words in ([], ["briefing"], ["check"], ["chart"], ["list"]):
        with pytest.raises(SystemExit) as stop:
            main([*words, "--help"])
        assert stop.value.code == 0
    assert "jmanalysis" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("what", "expected"),
    [
        ("indicators", "childcare_slots\t个/千人\t每千人口托位数"),
        ("areas", "440705\t新会区\tXinhui"),
        ("documents", "xinhui_press_2025"),
        ("years", "2024"),
    ],
)
def test_list_names_what_there_is(
    what: str, expected: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["list", what]) == 0
    assert expected in capsys.readouterr().out


def test_chart_writes_the_file_that_was_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "slots.csv"
    assert main(["chart", "每千人口托位数", "--year", "2024", "--out", str(out)]) == 0
    assert out.is_file()
    assert str(out) in capsys.readouterr().out


def test_a_headline_that_claims_too_much_is_noted_and_the_chart_still_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "slots.csv"
    words = ["chart", "childcare_slots", "--year", "2024", "--out", str(out)]
    assert main([*words, "--title", "新会居首"]) == 0
    assert "居首" in capsys.readouterr().err
    assert out.is_file()


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (["chart", "childcare_slot", "--year", "2024"], "childcare_slots"),
        (["chart", "childcare_slots", "--year", "1999"], "1999"),
        (["chart", "childcare_slots", "--year", "2024", "--size", "poster"], "slide"),
        (["chart", "childcare_slots", "--year", "2024", "--seeds", "nowhere"], "nowhere"),
        (["briefing", "--notebooks", "nowhere"], "nowhere"),
    ],
)
def test_a_refusal_is_one_message_in_both_languages(
    words: list[str], hint: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*words, "--out", str(tmp_path / "x")]) == 1
    said = capsys.readouterr().err
    assert hint in said
    assert "提示" in said
    assert "Hint" in said
    assert not list(tmp_path.iterdir())


def test_an_unwritable_folder_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "taken").write_text("x", encoding="utf-8")
    out = str(tmp_path / "taken" / "slots.csv")
    assert main(["chart", "childcare_slots", "--year", "2024", "--out", out]) == 1
    assert "无法写入" in capsys.readouterr().err


def test_the_module_runs_as_the_command() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "jmanalysis", "list", "areas"], capture_output=True, check=True
    )
    assert "新会区" in run.stdout.decode("utf-8")


@pytest.mark.parametrize("encoding", ["gbk", "ascii"])
def test_a_console_that_lacks_a_character_shows_the_rest(encoding: str, tmp_path: Path) -> None:
    text = tmp_path / "page.txt"
    text.write_text("台山市\ue000\n\n2024年，新增托位300个\ue000。", "utf-8")
    words = ["read", str(text), "--ledger", str(tmp_path / "new" / "ledger.csv")]
    run = subprocess.run(
        [sys.executable, "-m", "jmanalysis", *words],
        capture_output=True,
        env=os.environ | {"PYTHONIOENCODING": encoding},
        check=False,
    )
    assert (run.returncode, run.stderr) == (0, b"")
    assert b"300" in run.stdout
    assert (tmp_path / "new" / "ledger.csv").is_file()
