"""Chinese needs nothing installed: every character of the facts and notebooks has its glyph."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from jmanalysis.briefings import default_notebooks
from jmanalysis.charts.text import missing


@pytest.mark.parametrize("bold", [False, True])
def test_every_character_of_the_tables_is_in_the_shipped_fonts(
    bold: bool, seeds_folder: Path
) -> None:
    for path in sorted(seeds_folder.rglob("*.csv")):
        letters = "".join(sorted(set(path.read_text(encoding="utf-8")) - {"\n"}))
        assert missing(letters, bold) == "", path.name


@pytest.mark.parametrize("path", sorted(default_notebooks().glob("*.ipynb")), ids=lambda p: p.stem)
def test_every_character_of_the_notebooks_is_in_the_shipped_fonts(path: Path) -> None:
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    text = "".join(line for cell in cells for line in cell["source"])
    assert missing("".join(sorted(set(text) - {"\n"}))) == ""
