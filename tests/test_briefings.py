"""The briefing is what the notebooks show: every chart, every format, and an index of them."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from jmanalysis.briefings import (
    NotebookError,
    default_notebooks,
    is_for_briefings,
    make_briefing,
    run_notebook,
)
from jmanalysis.exports import USUAL


def notebook(path: Path, *cells: str) -> Path:
    code = [{"cell_type": "code", "source": [cell]} for cell in cells]
    path.write_text(json.dumps({"cells": code}), encoding="utf-8")
    return path


def shipped() -> list[str]:
    paths = sorted(default_notebooks().glob("*.ipynb"))
    return [path.stem for path in paths if is_for_briefings(path)]


def test_every_notebook_gives_its_chart_in_every_format(tmp_path: Path) -> None:
    said: list[str] = []
    index = make_briefing(tmp_path / "briefing", say=said.append)
    names = {path.name for path in index.parent.iterdir()}
    stems = shipped()
    whole = {f"briefing.{kind}" for kind in ("pptx", "docx", "xlsx", "html")}
    each = {f"{stem}.{kind}" for stem in stems for kind in USUAL}
    assert names == {"index.html", *whole, *each}
    page = index.read_text(encoding="utf-8")
    assert all(name in page for name in names - {"index.html"})
    assert len(said) == len(stems) + len(whole)
    assert "http" not in page


def test_the_environment_is_as_before(tmp_path: Path) -> None:
    before = dict(os.environ)
    notebook(tmp_path / "a.ipynb", "x = 1")
    make_briefing(tmp_path / "out", notebooks=tmp_path, say=lambda _: None)
    assert dict(os.environ) == before


def test_a_failing_cell_is_named_and_no_index_is_written(tmp_path: Path) -> None:
    notebook(tmp_path / "a.ipynb", "x = 1", "y = x / 0")
    with pytest.raises(NotebookError, match=r"a\.ipynb 第2个代码格"):
        make_briefing(tmp_path / "out", notebooks=tmp_path, say=lambda _: None)
    assert not (tmp_path / "out" / "index.html").exists()


def test_a_notebook_runs_in_one_namespace(tmp_path: Path) -> None:
    path = notebook(tmp_path / "a.ipynb", "x = 1", "y = x + 1")
    assert run_notebook(path)["y"] == 2


def test_made_up_examples_stay_out_of_the_briefing(tmp_path: Path) -> None:
    notebook(tmp_path / "a.ipynb", "x = 1")
    example = notebook(tmp_path / "b.ipynb", "raise SystemExit('not to be run')")
    told = json.loads(example.read_text("utf-8")) | {
        "metadata": {"jmanalysis": {"briefing": False}}
    }
    example.write_text(json.dumps(told), encoding="utf-8")
    said: list[str] = []
    make_briefing(tmp_path / "out", notebooks=tmp_path, say=said.append)
    assert [line for line in said if "b:" in line] == []
    assert [line for line in said if "a:" in line]


def test_a_notebook_runs_in_its_own_folder(tmp_path: Path) -> None:
    (tmp_path / "own.txt").write_text("7", encoding="utf-8")
    path = notebook(
        tmp_path / "a.ipynb", "from pathlib import Path", "x = Path('own.txt').read_text()"
    )
    here = Path.cwd()
    assert run_notebook(path)["x"] == "7"
    assert Path.cwd() == here
