"""Comparability: which selections mix unlike things, and the way out of each."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import pandas as pd

from jmanalysis.errors import NotComparableError
from jmanalysis.slices import Known, Slice

#: Kinds of unlikeness that can be let in by name.
ALLOWANCES = ("unclear_tally", "other_year", "population", "unit", "institution", "implied")


def refuse_mixture(
    known: Known, asked: Slice, rows: Sequence[pd.DataFrame], aside: Sequence[pd.DataFrame]
) -> None:
    """Raise if the selection itself puts unlike things side by side.

    Raises
    ------
    NotComparableError
        Naming both sides and the way out.
    """
    _refuse_areas(known, asked)
    _refuse_look_alikes(asked)
    _refuse_units_across(asked)
    _refuse_populations(asked, pd.concat(rows))
    for table, others in zip(rows, aside, strict=True):
        _refuse_unconverted(asked, table)
        _refuse_institutions(asked, table, others)


def _refuse_areas(known: Known, asked: Slice) -> None:
    together = set(asked.areas)
    for code in asked.areas:
        above = together.intersection(known.register.ancestors(code))
        if above:
            whole, part = known.register.area(above.pop()), known.register.area(code)
            raise NotComparableError(
                f"{whole.name_zh}包含{part.name_zh}，不能与它并列。",
                f"{whole.name_en} contains {part.name_en}; the two are no peers.",
                where=f"areas: {whole.code}, {part.code}",
                hint_zh="去掉上级地区：它会作为参照（.benchmarks）出现。",
                hint_en="Leave the containing area out: it appears among the .benchmarks.",
            )


def _refuse_look_alikes(asked: Slice) -> None:
    for one, other in combinations(asked.indicators, 2):
        if other.id in one.look_alikes or one.id in other.look_alikes:
            raise NotComparableError(
                f"“{one.name_zh}”与“{other.name_zh}”看似一项，口径不同，不能同轴。",
                f"{one.id} and {other.id} look alike but measure different things.",
                where=f"indicators: {one.id}, {other.id}",
                hint_zh="分别 compare，再用 chart([…], kind='split_columns') 分栏并列。",
                hint_en="Compare each alone, then chart([...], kind='split_columns').",
            )


def _refuse_units_across(asked: Slice) -> None:
    first = asked.indicators[0]
    for other in asked.indicators[1:]:
        if other.full_unit != first.full_unit and "unit" not in asked.allow:
            raise NotComparableError(
                f"“{first.name_zh}”（{first.full_unit}）与“{other.name_zh}”"
                f"（{other.full_unit}）单位不同，不能同轴。",
                f"{first.id} ({first.full_unit}) and {other.id} ({other.full_unit}) "
                "have different units.",
                where=f"indicators: {first.id}, {other.id}",
                hint_zh="分别 compare；确需并列时写 allow=('unit',)，图上会注明。",
                hint_en="Compare each alone, or allow=('unit',); the chart will say so.",
            )


def _refuse_unconverted(asked: Slice, rows: pd.DataFrame) -> None:
    units = {i.id: i.full_unit for i in asked.indicators}
    numbers = rows[rows["low"].notna()]
    odd = numbers[numbers["unit"] != numbers["indicator"].map(units)]
    if len(odd) and "unit" not in asked.allow:
        row = odd.iloc[0]
        raise NotComparableError(
            f"{row['name']}的单位“{row['unit']}”不能换算成“{units[row['indicator']]}”。",
            f"{row['name']} is given in {row['unit']!r}, which does not convert to "
            f"{units[row['indicator']]!r}.",
            where=f"claims {row['claims']}",
            hint_zh="核对原文单位；确需并列时写 allow=('unit',)，图上会注明。",
            hint_en="Check the unit in the source, or allow=('unit',); the chart will say so.",
        )


def _refuse_populations(asked: Slice, rows: pd.DataFrame) -> None:
    if "population" in asked.allow:
        return
    numbers = rows[rows["low"].notna()]
    mixed = numbers[numbers["population"] == "mixed"]
    if len(mixed):
        row = mixed.iloc[0]
        raise _populations(f"{row['name']}", str(row["claims"]), "mixed")
    for _, table in numbers.groupby("indicator"):
        stated = table[table["population"].isin(["resident", "registered"])]
        if len(set(stated["population"])) > 1:
            firsts = stated.drop_duplicates("population")
            who = " / ".join(f"{r.name_}（{r.population}）" for r in _named(firsts))
            raise _populations(who, " / ".join(firsts["claims"]), who)


def _named(table: pd.DataFrame) -> list[pd.Series]:
    return [row.rename({"name": "name_"}) for _, row in table.iterrows()]


def _populations(who: str, claims: str, en: str) -> NotComparableError:
    return NotComparableError(
        f"人口口径不同（常住、户籍）：{who}，不能并列。",
        f"Resident and registered population in one slice: {en}.",
        where=f"claims {claims}",
        hint_zh="只比较同一口径；确需并列时写 allow=('population',)，图上会注明。",
        hint_en="Compare one population only, or allow=('population',); the chart will say so.",
    )


def _refuse_institutions(asked: Slice, rows: pd.DataFrame, aside: pd.DataFrame) -> None:
    """Refuse an area that has only an institution's figure beside areas with figures."""
    if "institution" in asked.allow:
        return
    numbers = rows[rows["low"].notna()]
    single = aside[(aside["reason"] == "institution") & (aside["value"] != "")]
    for indicator, table in single.groupby("indicator"):
        wholes = numbers[numbers["indicator"] == indicator]
        only = table[~table["area"].isin(wholes["area"])]
        if len(wholes) and len(only):
            whole, part = wholes.iloc[0], only.iloc[0]
            raise NotComparableError(
                f"{whole['name']}是全域数字，{part['subject']}只是一家机构的数字，不能并列。",
                f"{whole['name']} is a whole area, {part['subject']} one institution.",
                where=f"claims {whole['claims']} / {part['id']}",
                hint_zh="写 allow=('institution',)：机构数字移到 .set_aside，不上图。",
                hint_en="allow=('institution',) moves institutions to .set_aside.",
            )
