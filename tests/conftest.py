"""What several test files need: where the facts are, and the source texts if they are at hand."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import jmanalysis as jm
from jmanalysis import Observations, Panel

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def seeds_folder() -> Path:
    """Return the tables of facts in the checkout."""
    return ROOT / "seeds"


@pytest.fixture(scope="session")
def documents() -> Path:
    """Return the folder of the source texts, which are not in the repository; else skip."""
    named = os.environ.get("JMANALYSIS_DOCUMENTS")
    folder = Path(named) if named else ROOT.parent / "shared" / "seeds"
    if not folder.is_dir():
        pytest.skip("the source texts are not here: set JMANALYSIS_DOCUMENTS to their folder")
    return folder


@pytest.fixture(scope="session")
def claims() -> Observations:
    """Stop at the first stage: every claim as it was said."""
    return jm.load()


@pytest.fixture(scope="session")
def panel(claims: Observations) -> Panel:
    """Stop at the second stage: one value per cell."""
    return jm.normalise(claims)
