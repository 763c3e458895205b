"""Units: what converts into what, and what does not."""

from __future__ import annotations

import csv
import re
from itertools import product
from pathlib import Path

import pytest

from jmanalysis import units

NAMES = sorted(units.units())


@pytest.mark.parametrize(
    ("said", "wanted", "factor"),
    [
        ("万人", "人", 10_000),
        ("‰", "%", 0.1),
        ("成", "%", 10),
        ("％", "%", 1),
        ("所", "家", 1),
        ("亿元", "万元", 10_000),
        ("%", "%", 1),
    ],
)
def test_units_of_one_dimension_convert(said: str, wanted: str, factor: float) -> None:
    assert units.factor(said, wanted) == pytest.approx(factor, rel=1e-15)


@pytest.mark.parametrize(
    ("said", "wanted"),
    [("人次", "人"), ("个百分点", "%"), ("元", "人"), ("户", "人"), ("级", "个"), ("蚊", "元")],
)
def test_units_of_different_things_do_not_convert(said: str, wanted: str) -> None:
    assert units.factor(said, wanted) is None


def test_every_unit_is_said_in_english() -> None:
    said = {name: units.english(name) for name in NAMES}
    assert [name for name, one in said.items() if re.search("[一-鿿]", one)] == []
    assert (said["成"], said["万元"], said["亩"]) == ("% × 10", "yuan × 10,000", "mu")
    assert units.english("个/10万人") == "count per 100,000 population"
    assert units.english("蚊") == "蚊"  # what is not known stays as it is written


def test_there_and_back_is_where_one_started() -> None:
    for one, other in product(NAMES, NAMES):
        there, back = units.factor(one, other), units.factor(other, one)
        assert (there is None) == (back is None)
        assert there is None or back is None or there * back == pytest.approx(1)


def test_rates_convert_between_bases() -> None:
    assert units.factor("个", "个", per=10_000, target_per=1_000) == pytest.approx(0.1)


def test_a_rate_is_no_count() -> None:
    assert units.factor("个", "个", per=1_000) is None
    assert units.factor("个", "个", target_per=1_000) is None


@pytest.mark.parametrize(
    ("text", "unit", "base"),
    [
        ("个/千人", "个", 1_000),
        ("个/每万人口", "个", 10_000),
        ("张/每千常住人口", "张", 1_000),
        ("例/10万人", "例", 100_000),
        ("%", "%", 0),
        ("个", "个", 0),
    ],
)
def test_a_written_unit_splits_into_unit_and_base(text: str, unit: str, base: int) -> None:
    assert units.split(text) == (unit, base)


def test_joining_and_splitting_are_inverse() -> None:
    for base in (0, 1, 100, 1_000, 10_000, 100_000):
        assert units.split(units.joined("个", base)) == ("个", base)


def test_every_unit_stands_once_and_says_why_it_is_there() -> None:
    path = Path(units.__file__).with_name("units.csv")
    rows = list(csv.DictReader(path.read_text("utf-8").splitlines()))
    assert len({row["unit"] for row in rows}) == len(rows)
    assert all(row["reason"] for row in rows)
    assert all(float(row["factor"]) > 0 for row in rows)


def test_longer_units_are_tried_first() -> None:
    lengths = [len(name) for name in units.units()]
    assert lengths == sorted(lengths, reverse=True)
