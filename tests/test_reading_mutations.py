"""Pages spoiled in copying, pieces of them lost, doubled and moved: each is still read."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from reading_kit import SPECIMENS

import jmanalysis as jm
from jmanalysis.reading.quantities import find
from jmanalysis.reading.tabling import missed
from jmanalysis.reading.unwrapping import unwrap

_PIECES = "\n\t　 ；。，：、（）0123456789年月日%一二三十百千万第分别均各"
_PAGES_A_SEED = 4


def spoiled(text: str, chance: random.Random) -> str:
    """Spoil a text in up to two hundred places."""
    said = list(text)
    for _ in range(chance.randrange(1, 200)):
        place = chance.randrange(len(said) + 1)
        what = chance.randrange(3)
        if what == 0:
            del said[place : place + chance.randrange(1, 30)]
        elif what == 1:
            said.insert(place, chance.choice(_PIECES))
        else:
            other = chance.randrange(len(said) + 1)
            said[place:place] = said[other : other + chance.randrange(1, 40)]
    return "".join(said)


def as_web(text: str) -> str:
    """Mark a text up as a page that is never closed, its lines as rows."""
    return "<meta charset=utf-8><p>" + text.replace("\n", "<tr><td>").replace("\t", "<td>")


@pytest.mark.parametrize("seed", range(15))
def test_a_spoiled_page_is_read_and_accounted_for(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    pages = sorted(SPECIMENS.glob("*.txt"))
    for number in range(_PAGES_A_SEED):
        text = spoiled(chance.choice(pages).read_text("utf-8"), chance)
        plain, web = tmp_path / f"{number}.txt", tmp_path / f"{number}.html"
        plain.write_text(f"共3家。{text}", "utf-8")
        web.write_text(as_web(f"共3家。{text}"), "utf-8")
        found = jm.read([plain, web])
        assert not found.problems
        page = unwrap(text)
        assert missed(page, find(page.text)) == []
