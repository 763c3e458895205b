"""Validation sees the charts: a changed fact behind any chart makes a notebook's outputs wrong."""

from __future__ import annotations

import csv
import functools
import json
import os
import re
import shutil
import subprocess
import sys
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

import jmanalysis as jm
from jmanalysis.bounds import COLUMNS
from jmanalysis.briefings import default_notebooks, run_notebook
from jmanalysis.charts import HeadlineWarning
from jmanalysis.charts.spec import Chart

NOTEBOOKS = sorted(default_notebooks().glob("*.ipynb"))
DIGEST = re.compile(r"<Chart \w+ ([0-9a-f]{12})>")
JM = "claims/jiangmen_press_2025.csv"
XH = "claims/xinhui_press_2025.csv"


def cells(path: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return found


def code(path: Path) -> list[str]:
    return ["".join(c["source"]) for c in cells(path) if c["cell_type"] == "code"]


def stored_digests(path: Path) -> list[str]:
    texts = [
        "".join(output.get("data", {}).get("text/plain", ""))
        for cell in cells(path)
        for output in cell.get("outputs", [])
    ]
    return [digest for text in texts for digest in DIGEST.findall(text)]


def drawn_digests(path: Path) -> list[str]:
    found = run_notebook(path).values()
    return [thing.digest for thing in found if isinstance(thing, Chart)]


def changed_seeds(original: Path, folder: Path, file: str, key: str, **values: str) -> Path:
    shutil.copytree(original, folder)
    path = folder / file
    rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    assert any(row["id"] == key for row in rows)
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(row | values if row["id"] == key else row for row in rows)
    return folder


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("JMANALYSIS_BRIEFING", str(tmp_path / "briefing"))
    # The digest is known before anything is drawn; drawing has tests of its own.
    monkeypatch.setattr("jmanalysis.exports.export", lambda *_, **__: None)
    return tmp_path


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_made_as_the_house_makes_them(path: Path) -> None:
    first = "".join(cells(path)[0]["source"])
    assert first.startswith("# ")
    assert "**答：**" in first
    assert "*In English:" in first
    tags = [cell["metadata"].get("tags") for cell in cells(path)]
    assert ["parameters"] in tags
    for source in code(path):
        assert not re.search(r"^\s*(def|for|while|class) |plt\.|warnings|open\(|/", source, re.M)
        assert len(source.splitlines()) <= (12 if source.startswith("INDICATORS") else 8)
    prose = sum(cell["cell_type"] == "markdown" for cell in cells(path))
    assert prose >= len(code(path)) * 0.5


@pytest.mark.usefixtures("elsewhere")
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_keeps_its_outputs_and_their_digests_are_today_s(path: Path) -> None:
    assert stored_digests(path)
    assert stored_digests(path) == drawn_digests(path)


def claim_id(path: Path, area: str, indicator: str, nature: str) -> str:
    """Find the first claim of an area and indicator (and nature) in a table."""
    rows = csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    return next(
        row["id"]
        for row in rows
        if (row["area"], row["indicator"]) == (area, indicator)
        and row["nature"].startswith(nature)
        and not row["subject"]
    )


RATE, ADDED = "recommended_standard_rate", "recommended_standard_added"
CHANGES = [
    ("01-coverage", JM, ("440703", "health_literacy", ""), {"value": "39.2"}),
    ("01-coverage", JM, ("440783", "village_clinic_capability_rate", ""), {"value": "30"}),
    ("02-primary-care-quality", JM, ("440784", ADDED, "actual"), {"value": "3"}),
    ("02-primary-care-quality", JM, ("440783", ADDED, "actual"), {"tally": "added"}),
    ("02-primary-care-quality", JM, ("440781", ADDED, "target"), {"nature": "actual"}),
    ("03-childcare-slots", JM, ("440781", "childcare_slots", "target"), {"value": "5.5"}),
    ("03-childcare-slots", XH, ("440705", "childcare_slots", ""), {"value": "6.21"}),
    ("03-childcare-slots", JM, ("440703", "childcare_slots", ""), {"words": "托位数完成任务"}),
    ("03-childcare-slots", XH, ("440705", "childcare_places_applied", ""), {"value": "2281"}),
]


@pytest.mark.parametrize(("stem", "file", "match", "values"), CHANGES)
def test_a_changed_fact_changes_the_digest_of_its_chart(
    stem: str,
    file: str,
    match: tuple[str, str, str],
    values: dict[str, str],
    seeds_folder: Path,
    elsewhere: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = next(p for p in NOTEBOOKS if p.stem == stem)
    key = claim_id(seeds_folder / file, *match)
    seeds = changed_seeds(seeds_folder, elsewhere / "seeds", file, key, **values)
    monkeypatch.setenv("JMANALYSIS_SEEDS", str(seeds))
    with warnings.catch_warnings():  # the headline may no longer hold: that is not the matter here
        warnings.simplefilter("ignore", HeadlineWarning)
        assert drawn_digests(path) != stored_digests(path)


@pytest.fixture
def exported(elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> list[Chart]:
    """Collect what a notebook exports, alone or in a deck, in order; nothing is drawn."""
    made: list[Chart] = []
    alone = "jmanalysis.exports.export"
    monkeypatch.setattr(alone, lambda figure, *_, **__: made.append(figure))

    def together(figures: Sequence[Chart], path: str, **_: object) -> Path:
        made.extend(figures)
        return elsewhere / path

    monkeypatch.setattr("jmanalysis.exports.briefs.brief", together)
    return made


def facts_behind(charts: list[Chart]) -> dict[str, set[int]]:
    """Choose a claim for every kind of mark in every chart; one that serves several is taken."""
    chosen: dict[str, set[int]] = {}
    for place, figure in enumerate(charts):
        marks = [mark for mark in (*figure.marks, *figure.references) if mark.claims]
        for kind in sorted({mark.kind for mark in marks}):
            behind = [key for mark in marks if mark.kind == kind for key in mark.claims]
            key = next((one for one in behind if one in chosen), behind[0])
            chosen.setdefault(key, set()).add(place)
    return chosen


def another(value: str) -> str:
    """Return an interval one unit of its last place off: ``6.12`` to ``6.11``, ``>1`` to ``>2``."""
    number = re.search(r"\d+(?:\.(\d+))?", value)
    assert number is not None
    places = len(number[1] or "")
    old = float(number[0])
    new = old + (10**-places if old <= 1 else -(10**-places))
    return value[: number.start()] + f"{new:.{places}f}" + value[number.end() :]


def with_another_fact(claims: jm.Observations, key: str) -> jm.Observations:
    """Return the claims with one of them saying another number, or in other words."""
    table = claims.frame.drop(columns=list(COLUMNS))
    for row in table.index[table["id"] == key]:
        value = str(table.at[row, "value"])
        column, said = ("value", another(value)) if value else ("words", "另一种说法")
        assert table.at[row, column] != said
        table.loc[row, column] = said
    return jm.Observations.from_frame(table, claims.register)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_any_fact_behind_any_exported_chart_changes_the_digest_that_is_kept(
    path: Path, exported: list[Chart], monkeypatch: pytest.MonkeyPatch
) -> None:
    load = functools.cache(jm.load)  # notebooks load by name, so one reading serves all runs
    monkeypatch.setattr(jm, "load", load)
    run_notebook(path)  # with the facts as they are, the digests are those that are kept
    charts = list(exported)
    assert charts
    unseen = [one.title for one in charts if one.digest not in stored_digests(path)]
    assert unseen == [], "validation compares outputs: show every chart that is exported"

    facts = facts_behind(charts)
    assert set.union(*facts.values()) == set(range(len(charts)))
    unnoticed = []
    for key, places in facts.items():
        changed = functools.partial(lambda one, *a, **k: with_another_fact(load(*a, **k), one), key)
        monkeypatch.setattr(jm, "load", changed)
        exported.clear()
        with warnings.catch_warnings():  # the headline may no longer hold: not the matter here
            warnings.simplefilter("ignore", HeadlineWarning)
            run_notebook(path)
        same = {n for n in places if exported[n].digest == charts[n].digest}
        unnoticed += [(charts[n].title, key) for n in same]
    assert unnoticed == []


def nbval(path: Path, seeds: Path, out: Path) -> subprocess.CompletedProcess[bytes]:
    words = ["-m", "pytest", "-o", "addopts=", "--nbval", "--nbval-current-env", str(path)]
    environment = {"JMANALYSIS_SEEDS": str(seeds), "JMANALYSIS_BRIEFING": str(out)}
    return subprocess.run(
        [sys.executable, *words],
        env=dict(os.environ) | environment,
        cwd=Path(__file__).parent.parent,
        capture_output=True,
        check=False,
    )


def test_nbval_itself_fails_on_a_changed_fact_and_passes_without(
    seeds_folder: Path, elsewhere: Path
) -> None:
    """A static picture is not compared by nbval; its digest is."""
    path = next(p for p in NOTEBOOKS if p.stem == "02-primary-care-quality")
    control = nbval(path, seeds_folder, elsewhere / "out")
    assert control.returncode == 0, control.stdout.decode()
    key = claim_id(seeds_folder / JM, "440700", RATE, "")
    seeds = changed_seeds(seeds_folder, elsewhere / "seeds", JM, key, words="35%基层机构")
    failed = nbval(path, seeds, elsewhere / "out")
    assert failed.returncode == 1
    assert b"<Chart split_columns" in failed.stdout
