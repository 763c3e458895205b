"""Units as the sources write them, and which of them convert into which.

The table is ``units.csv``, one unit a row with the reason that it is there. Measure words of one
dimension (家, 所, 个 …) count alike: *what* is counted is the indicator's business.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

#: Persons that a rate base stands for: 个/千人 is per 1000.
BASES = {"人": 1, "百人": 100, "千人": 1_000, "万人": 10_000, "十万人": 100_000, "10万人": 100_000}
_BASE_WORDS = {1_000: "千人", 10_000: "万人", 100_000: "10万人", 1: "人", 100: "百人"}


_SCALED = {"万": 1e4, "亿": 1e8}
#: What English calls the base unit of a dimension, where that is not the dimension's own plural.
_ENGLISH = {
    "share": "%",
    "points": "percentage points",
    "count": "count",
    "money": "yuan",
    "dollar": "US dollars",
    "hongkong_dollar": "Hong Kong dollars",
    "area": "m²",
    "land": "mu",
    "land_area": "km²",
    "distance": "km",
    "volume": "m³",
    "mass": "tonnes",
    "energy": "kWh",
    "dozen": "pieces",
    "age_ten": "years of age",
}
#: What is not counted in ten thousands: shares, grades, ages and other labels.
_WHOLE = frozenset(("share", "points", "rank", "grade", "age", "label", "floor", "clock", "era"))


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: its dimension, its size in that dimension's base unit, and why it is listed."""

    name: str
    dimension: str
    factor: float


@cache
def units() -> dict[str, Unit]:
    """Every known unit by name, longest first (so that 个百分点 is found before 个).

    What can be counted is also counted in 万 and 亿: 万张, 亿人次.
    """
    text = files("jmanalysis").joinpath("units.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    listed = [Unit(r["unit"], r["dimension"], float(r["factor"])) for r in rows]
    names = {one.name for one in listed}
    scaled = [
        Unit(scale + one.name, one.dimension, one.factor * size)
        for one in listed
        for scale, size in _SCALED.items()
        if one.dimension not in _WHOLE
        and scale + one.name not in names
        and one.name[0] not in "万亿千百"
    ]
    return {one.name: one for one in sorted([*listed, *scaled], key=lambda one: -len(one.name))}


def split(text: str) -> tuple[str, int]:
    """Split a written unit into unit and rate base: ``个/千人`` → ``('个', 1000)``; 0 for no base.

    Examples
    --------
    >>> split("个/千人"), split("个/每万人口"), split("%")
    (('个', 1000), ('个', 10000), ('%', 0))
    """
    if "/" not in text:
        return text, 0
    unit, _, base = text.partition("/")
    base = re.sub(r"^每|口$|常住|户籍", "", base)
    return unit, BASES.get(base, 0)


def joined(unit: str, per: int) -> str:
    """Write unit and rate base together: ``joined('个', 1000)`` → ``'个/千人'``."""
    return f"{unit}/{_BASE_WORDS.get(per, f'{per}人')}" if per else unit


@cache
def english(text: str) -> str:
    """Say a written unit in English: what it counts, its size, and its rate base.

    Examples
    --------
    >>> english("万人"), english("个/千人"), english("亿元"), english("人次"), english("%")
    ('persons × 10,000', 'count per 1,000 population', 'yuan × 100,000,000', 'visits', '%')
    """
    name, per = split(text)
    known = units().get(name)
    if known is None or not re.search("[一-鿿]", name):
        return text
    said = _ENGLISH.get(known.dimension, f"{known.dimension.replace('_', ' ')}s")
    size = "" if known.factor == 1 else f" × {known.factor:,.10g}"
    return f"{said}{size} per {per:,} population" if per else f"{said}{size}"


def factor(unit: str, target: str, *, per: int = 0, target_per: int = 0) -> float | None:
    """Return what turns a value in ``unit`` into one in ``target``; None if they do not convert.

    Examples
    --------
    >>> factor("万人", "人"), factor("‰", "%"), factor("人次", "人")
    (10000.0, 0.1, None)
    """
    if bool(per) != bool(target_per):
        return None
    scale = target_per / per if per else 1.0
    if unit == target:
        return scale
    source, goal = units().get(unit), units().get(target)
    if source is None or goal is None or source.dimension != goal.dimension:
        return None
    return source.factor / goal.factor * scale
