"""Measuring and breaking lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jmanalysis.charts import text
from jmanalysis.charts.refusals import MissingGlyphError
from jmanalysis.charts.static import settings

SAMPLE = (
    "注：实心圆点为2024年实绩，空心菱形为2025年目标（“不低于”），虚线为参照值；新会6.12个含幼儿园"
    "申请中的2,280个托位……按现有3299个托位推算为3.62个。63%～68%，"
    "Childcare places per 1,000 people。"
)


@pytest.mark.parametrize("width", range(60, 400, 17))
def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one(width: int) -> None:
    lines = text.wrap(SAMPLE, 12, width)
    assert not text.starts_badly(lines)
    assert "".join(lines).replace(" ", "") == SAMPLE.replace(" ", "")


@pytest.mark.parametrize("width", range(80, 400, 17))
def test_a_number_keeps_its_unit_and_a_word_stays_whole(width: int) -> None:
    lines = text.wrap(SAMPLE, 12, width)
    for kept in ("2024年", "6.12个", "2,280个", "63%～", "68%，", "Childcare", "1,000"):
        assert any(kept in line for line in lines), kept


def test_terms_of_the_field_stay_whole_where_the_width_allows() -> None:
    assert text.balanced("村卫生站能力达标率", 11, 66) == ["村卫生站", "能力达标率"]
    assert text.balanced("村卫生站", 11, 30) == ["村卫", "生站"]


def test_lines_are_never_wider_than_asked_for_unless_one_piece_is() -> None:
    for width in range(100, 400, 13):
        assert all(text.advance(line, 12) <= width for line in text.wrap(SAMPLE, 12, width))


def test_balanced_lines_are_as_few_and_nearly_even() -> None:
    lines = text.balanced("一二三四五六七八九十一二", 10, 100)
    assert [len(line) for line in lines] == [6, 6]


def test_a_headline_breaks_between_clauses() -> None:
    title = "新会推荐标准创建比例90%，其余六地材料未给比例；开平、鹤山、台山只有家数，不能据此排名"
    first, second = text.headline(title, 26, 880)
    assert first.endswith("；")
    assert first + second == title


def test_a_line_break_of_the_author_is_kept() -> None:
    assert text.headline("甲乙\n丙丁", 26, 880) == ["甲乙", "丙丁"]


def test_a_missing_character_is_named() -> None:
    with pytest.raises(MissingGlyphError, match=r"U\+2603") as raised:
        text.require_glyphs("同心☃")
    assert "☃" in str(raised.value)
    assert "空框" in str(raised.value)


@given(st.text(alphabet="新会（），。；“”6.12%个 abc-", max_size=40), st.integers(30, 200))
def test_wrapping_loses_nothing(words: str, width: int) -> None:
    lines = text.wrap(words, 10, width)
    assert "".join(lines).replace(" ", "") == words.replace(" ", "")


@pytest.mark.parametrize("words", ["新会区6.12个", "Childcare 90%", "“超额完成任务”", "5家※"])
@pytest.mark.parametrize("bold", [False, True])
def test_measured_widths_agree_with_what_matplotlib_draws(words: str, bold: bool) -> None:
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import TextPath

    with settings():
        weight = "bold" if bold else "normal"
        font = FontProperties(family="JM Sans SC", weight=weight)
        marked = TextPath((0, 0), f"|{words}|", size=100, prop=font).get_extents().width
        bars = TextPath((0, 0), "||", size=100, prop=font).get_extents().width
    assert marked - bars == pytest.approx(text.advance(words, 100, bold), rel=0.03)
