"""What is not settled becomes a question, with the bureau to ask and the words that raise it."""

from __future__ import annotations

import pandas as pd
import pytest

import jmanalysis as jm
from jmanalysis.errors import UnknownNameError


@pytest.fixture(scope="module")
def asked(panel: jm.Panel) -> pd.DataFrame:
    return jm.questions(panel)


def one(table: pd.DataFrame, bureau: str, indicator: str, reason: str) -> pd.Series:
    mine = (table["bureau"] == bureau) & (table["indicator"] == indicator)
    (_, row), *more = table[mine & (table["reason"] == reason)].iterrows()
    assert not more
    return row


def test_an_unclear_count_is_asked_of_its_bureau_with_its_words(asked: pd.DataFrame) -> None:
    row = one(asked, "开平市卫生健康局", "recommended_standard_added", "unclear")
    assert "当年新增，还是截至年底的累计" in row["question"]
    assert row["words"] == "5家基层医疗卫生机构通过"


def test_numerator_and_denominator_of_a_bare_share_are_asked(asked: pd.DataFrame) -> None:
    row = one(asked, "新会区卫生健康局", "recommended_standard_rate", "parts")
    assert row["question"] == "90%的分子、分母各是多少？"


def test_the_places_behind_a_rate_that_does_not_fit_are_asked(asked: pd.DataFrame) -> None:
    row = one(asked, "新会区卫生健康局", "childcare_slots", "rate_basis")
    assert "2280" in row["question"]


def test_every_silent_cell_of_an_indicator_is_asked(panel: jm.Panel) -> None:
    table = jm.questions(panel, ["health_literacy"], year=2024)
    assert (table["reason"] == "silent").sum() == 6
    assert (table["reason"] == "population").sum() == 1


def test_a_figure_with_nothing_to_settle_raises_no_question(panel: jm.Panel) -> None:
    table = jm.questions(panel, ["recommended_standard_added"], year=2024)
    assert not (table["area"] == "440784").any()


def test_the_pressing_come_first(asked: pd.DataFrame) -> None:
    reasons = list(dict.fromkeys(asked["reason"]))
    assert reasons[0] == "unclear"
    assert reasons[-1] == "silent"


def test_english_keeps_the_words_of_the_source(panel: jm.Panel) -> None:
    table = jm.questions(panel, ["childcare_slots"], year=2024, lang="en")
    row = one(table, "Pengjiang Health Bureau", "childcare_slots", "qualitative")
    assert row["question"].startswith("“托位数超额完成任务”: what")


def test_an_unknown_indicator_answers_with_close_matches(panel: jm.Panel) -> None:
    with pytest.raises(UnknownNameError, match="childcare_slots"):
        jm.questions(panel, ["childcare_slot"])
