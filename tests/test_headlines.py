"""A headline may say what the data carry, and nothing beyond."""

from __future__ import annotations

import warnings

import pytest

import jmanalysis as jm
from jmanalysis.charts import HeadlineWarning


def _found(source: object, title: str, **options: object) -> list[str]:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        figure = jm.chart(source, title=title, **options)  # type: ignore[arg-type]
    said = [str(w.message) for w in caught if issubclass(w.category, HeadlineWarning)]
    assert tuple(said) == figure.warnings
    assert figure.title == title
    return said


@pytest.fixture(scope="module")
def slots(panel: jm.Panel) -> jm.Comparison:
    return jm.compare(panel, "childcare_slots", year=2024)


@pytest.fixture(scope="module")
def vaccines(panel: jm.Panel) -> jm.Comparison:
    return jm.compare(panel, "vaccination_coverage", year=2024)


@pytest.mark.parametrize(
    "title",
    [
        "只有新会给出每千人口托位数：6.12个，含申请中的托位",
        "只有新会给出每千人口托位数6.12个，含申请开设的托位；台山5.5个是2025年目标",
        "7地中4地未提及，台山争取2025年达到5.5个",
        "七地中四地未提及",
        "新会6.12个，不含申请的约3.62个（推算）",
        "全国4.08个、广东4.7个，不能据此断言新会高于全国",
        "蓬江称“超额完成任务”，没有数字",
        "各地托位数尚不具备比较条件",
    ],
)
def test_what_the_data_carry_passes(title: str, slots: jm.Comparison) -> None:
    assert _found(slots, title) == []


@pytest.mark.parametrize(
    ("title", "word"),
    [
        ("新会6.12个，已高于国家2025年目标4.5个", "高于"),
        ("新会6.12个，高于广东4.7个", "高于"),
        ("新会居首", "居首"),
        ("新会托位数全市第一", "第一"),
        ("台山5.5个", "目标"),
        ("新会6.2个", "6.2"),
        ("新会超6.12个", "6.12"),
        ("台山6.12个", "新会"),
        ("新会3.62个", "推算"),
        ("5地未给出6.12个以外的数，新会增长", "增长"),
        ("蓬江达标", "达标"),
        ("新会6.12%", "6.12%"),
    ],
)
def test_what_they_do_not_carry_is_named(title: str, word: str, slots: jm.Comparison) -> None:
    found = _found(slots, title)
    assert any(word in one for one in found), found


def test_the_caution_about_places_applied_for_blocks_a_comparison_that_the_numbers_allow(
    slots: jm.Comparison,
) -> None:
    (found,) = _found(slots, "新会6.12个，高于广东4.7个")
    assert "申请开设的托位" in found


def test_a_bound_must_keep_its_word(vaccines: jm.Comparison) -> None:
    assert _found(vaccines, "新会接种率超95%") == []
    assert any("95%" in one for one in _found(vaccines, "新会接种率达95%"))


def test_a_stated_first_may_be_said_only_when_ranks_are_taken_as_stated(panel: jm.Panel) -> None:
    plain = jm.compare(panel, "recommended_standard_rate", year=2024)
    assert any("居首" in one for one in _found(plain, "新会创建比例90%居首"))


def test_ranks_may_be_named_as_far_as_the_comparison_gives_them(panel: jm.Panel) -> None:
    stated = jm.compare(panel, "recommended_standard_rate", year=2024, stated_ranks=True)
    assert _found(stated, "按材料所称，新会为全市第1名；其余6地在第2至第7之间") == []
    assert _found(stated, "开平为第2名") != []
    assert _found(stated, "其余6地在第3至第7之间") != []


def test_unclear_figures_must_be_called_so(panel: jm.Panel) -> None:
    unclear = jm.compare(panel, "recommended_standard_added", year=2024, tally="unclear")
    assert _found([unclear], "开平5家口径待核") == []
    assert any("待核" in one for one in _found([unclear], "开平5家"))


def test_counts_of_cells_are_computed(panel: jm.Panel) -> None:
    coverage = panel.coverage(["childcare_slots", "health_literacy"], year=2024)
    assert _found(coverage, "2项指标、7地共14格，只有2格是准确值") == []
    assert _found(coverage, "2项指标、7地共14格，只有3格是准确值") != []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_draft_passes_its_own_check(lang: str, panel: jm.Panel) -> None:
    names = ["childcare_slots", "health_literacy", "vaccination_coverage", "population_resident"]
    names += ["recommended_standard_rate", "recommended_standard_added"]
    for name in names:
        comparison = jm.compare(panel, name, year=2024)
        draft = jm.chart(comparison, lang=lang).title  # type: ignore[arg-type]
        assert _found(comparison, draft, lang=lang) == [], draft
    coverage = panel.coverage(names, year=2024)
    assert _found(coverage, jm.chart(coverage, lang=lang).title, lang=lang) == []  # type: ignore[arg-type]


def test_warnings_are_in_the_language_of_the_chart(slots: jm.Comparison) -> None:
    (found,) = _found(slots, "Xinhui 6.2", lang="en")
    assert found.isascii()
