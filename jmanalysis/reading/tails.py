"""Tails: what follows a numeral: some more, a scale, unit, range, rate base, bound.

One pattern finds it all. The same few tails come back all over a text (个, %, 万人次, 人以上), so
that each is taken apart once.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Final, NamedTuple

from jmanalysis import numerals, units
from jmanalysis.numerals import NUMERAL
from jmanalysis.reading.kinds import dimension_of
from jmanalysis.wording import RANGE_SIGN

#: Persons that a bare scale in a rate base stands for.
BASES: Final = MappingProxyType(
    {"十": 10, "百": 100, "千": 1_000, "万": 10_000, "十万": 100_000, "百万": 1_000_000}
)
SCALES: Final = MappingProxyType(
    {"百": 100, "千": 1_000, "万": 10_000, "亿": 10**8, "百万": 10**6, "千万": 10**7}
)


class Tail(NamedTuple):
    """What follows a numeral; all places are counted from the end of the numeral.

    Attributes
    ----------
    end
        Where all of it ends.
    some, odd
        What says that there is some more (余, 多, 几, 出头), and whether it is 来.
    scale, scale_end, unit
        As said, and where the scale ends; 余 may stand before or behind the unit.
    own
        Where that ends, and a range may begin.
    upper, upper_unit, upper_end
        The numeral at the upper end of a range, with its scale; its unit; where the numeral ends.
    scaled
        Size and unit where both ends are counted in one of 万 or 亿: 2—3万元 is [2,3] 万元.
    is_range
        Whether both ends have one unit; 3家至2024年 is no range.
    per
        Persons of a rate base behind a stroke; 0 for none.
    after
        The word that bounds: 及以上 and 或以上 mean the same.
    """

    end: int
    some: str
    odd: bool
    scale: str
    scale_end: int
    unit: str
    own: int
    upper: str
    upper_unit: str
    upper_end: int
    scaled: tuple[int, str] | None
    is_range: bool
    per: int
    after: str


def tail(text: str, to: int) -> Tail:
    """Read what follows the numeral that ends here.

    Examples
    --------
    >>> found = tail("2—3万元以上", 1)
    >>> found.upper, found.scaled, found.after, found.end
    ('3万', (10000, '万元'), '以上', 6)
    """
    rest = _pattern().match(text, to)
    assert rest is not None  # nothing at all is a tail, too
    return _taken_apart(rest[0])


@cache
def _pattern() -> re.Pattern[str]:
    # 万 and 亿 belong to the numeral; which unit they make with it is seen later.
    unit = "|".join(
        re.escape(name) for name in units.units() if name[0] not in "万亿" and name != "个村"
    )
    return re.compile(
        rf"(?:([余多几])|(来)(?={unit}|[百千万亿]))?([百千万亿]{{1,2}})?({unit})?"
        rf"(?:([余多]|出头)({unit})?)?"
        rf"(?:({RANGE_SIGN}[约近]?)({NUMERAL})([万亿]?)({unit})?)?"
        r"(?:/每?(\d*[百千万]+(?![克瓦米卡焦升元])|\d+)?(人口|常住人口|人|名|户|床|年|月|日|天|次|例)?)?"
        r"((?:[及或]|（含）)?(?:以上|以下|以内)|之内|左右|上下|不到)?"
    )


@lru_cache(maxsize=512)
def _taken_apart(said: str) -> Tail:
    rest = _pattern().match(said)  # what follows in the text makes no difference to the parts
    assert rest is not None
    parts = rest.groups("")
    some, odd, scale, unit, more, later, joint, second, large, other, base, of, after = parts
    unit = unit or later  # 亿多元 and 万余人次 have it behind the 余
    own = sum(map(len, parts[:6]))
    return Tail(
        end=len(said),
        some=some or more,
        odd=bool(odd),
        scale=scale,
        scale_end=len(some) + len(odd) + len(scale) if scale else 0,
        unit=unit,
        own=own,
        upper=second + large,
        upper_unit=other,
        upper_end=own + len(joint) + len(second) if second else 0,
        scaled=_scaled(second + large, other),
        is_range=_one_range(unit, other),
        per=_per(base, of),
        after=re.sub("或|（含）", "及", after).replace("及以内", "以内"),
    )


def _scaled(upper: str, other: str) -> tuple[int, str] | None:
    unit = (upper[-1:] if upper[-1:] in {"万", "亿"} else "") + other
    return (SCALES[unit[0]], unit) if unit[:1] in {"万", "亿"} and unit in units.units() else None


def _one_range(one: str, other: str) -> bool:
    return not one or one == other or dimension_of(one) == dimension_of(other) != ""


def _per(base: str, of: str) -> int:
    if base:
        number = numerals.value(base)
        return int(number.value) if number else BASES.get(base, 0)
    return 1 if of in {"人", "名", "人口"} else 0
