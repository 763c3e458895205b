"""The layout check over every kind, language, size, length of labels and 1 to 12 areas.

Not every combination, but every pair of choices: a fault of layout comes from two things that do
not go together far more often than from three.
"""

from __future__ import annotations

from itertools import combinations, product

import pytest
from charts_kit import KINDS, chart

from jmanalysis.charts.inspection import inspect
from jmanalysis.charts.layouts import LAYOUTS, lay_out
from jmanalysis.charts.refusals import LayoutError
from jmanalysis.charts.spec import Lang
from jmanalysis.charts.style import PRESETS

LANGS: tuple[Lang, ...] = ("zh", "en")
SIZES = tuple(PRESETS)
COUNTS = range(1, 13)
Case = tuple[str, int, Lang, str, bool]
CASES: list[Case] = [
    (kind, count, LANGS[(k + count // 4) % 2], SIZES[(k + count) % 4], (k // 2 + count) % 2 == 0)
    for (k, kind), count in product(enumerate(KINDS), COUNTS)
]


def test_every_pair_of_choices_is_met() -> None:
    choices = (KINDS, COUNTS, LANGS, SIZES, (True, False))
    for (a, mine), (b, other) in combinations(enumerate(choices), 2):
        assert {(case[a], case[b]) for case in CASES} == set(product(mine, other)), (a, b)


def test_every_kind_that_can_be_laid_out_is_looked_at() -> None:
    assert set(KINDS) == set(LAYOUTS)


@pytest.mark.parametrize(("kind", "count", "lang", "size", "long"), CASES)
def test_a_chart_is_faultless_or_refused(
    kind: str, count: int, lang: Lang, size: str, long: bool
) -> None:
    try:
        scene = lay_out(chart(kind, count, lang, long=long), size)
    except LayoutError:
        assert long or count > 7, "a usual chart must fit"
    else:
        assert inspect(scene) == []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("size", SIZES)
def test_seven_areas_fit_every_size(kind: str, lang: Lang, size: str) -> None:
    assert inspect(lay_out(chart(kind, 7, lang), size)) == []
