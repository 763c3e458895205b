"""Reading some hundreds of clauses at once: where they are cut changes nothing."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import jmanalysis as jm
from jmanalysis.documents import read_seeds
from jmanalysis.reading import weighing
from jmanalysis.reading.proposals import Proposer, best

SPECIMENS = Path(__file__).parent / "specimens"


@pytest.mark.parametrize("at_once", [1, 2, 7])
def test_where_clauses_are_cut_into_stretches_changes_no_claim(
    at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = SPECIMENS / "districts.txt"
    whole = jm.read(path).frame
    monkeypatch.setattr(weighing, "_AT_ONCE", at_once)
    pd.testing.assert_frame_equal(jm.read(path).frame, whole)


@pytest.fixture(scope="module")
def proposer() -> Proposer:
    return Proposer.of(read_seeds(None).register)


@pytest.mark.parametrize("text", ["", "好", "\ud800托位", "𠀀托位数𠀀", "托"])
def test_any_characters_have_pairs(text: str, proposer: Proposer) -> None:
    pairs = proposer.pairs(text)
    assert [text[place : place + 2] for place in pairs.places.tolist()] == ["托位"] * (
        "托位" in text
    )


def test_many_pieces_at_once_score_as_each_alone(proposer: Proposer) -> None:
    text = "每千人口托位数超过五个，婴幼儿托位数、养老床位和医院床位数都有增加"
    pairs = proposer.pairs(text)
    starts = np.zeros(3, dtype=np.int64)
    stops = starts + len(text)
    table = proposer.table(pairs, pairs.between(starts, stops))
    hits = pairs.places.tolist(), pairs.rows.tolist()
    alone = proposer.alone(hits, 0.01, set(proposer.ids))
    for line in table:
        lines = (line >= 0.01).nonzero()
        named = proposer.named(lines[0] * 0, lines[0], line[lines], 1)[0]
        assert named == pytest.approx(alone)
        assert named


def test_equal_scores_are_ranked_by_name_whatever_their_last_bit() -> None:
    named = {"b": 0.3, "a": 0.1 + 0.2 - 1e-15}
    assert [one.indicator for one in best(named, lambda _: 1.0)] == ["a", "b"]
