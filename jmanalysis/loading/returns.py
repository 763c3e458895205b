"""Returns: what an empty return asks, before it is written as a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from jmanalysis import units
from jmanalysis.documents import read_seeds
from jmanalysis.errors import UnknownNameError
from jmanalysis.loading import tidy
from jmanalysis.loading.lists import Source
from jmanalysis.loading.registers import extend
from jmanalysis.register import Area, Indicator, Register
from jmanalysis.slices import areas_of, indicators_of
from jmanalysis.vocabulary import year_of

Asked = Source | Sequence[str]
#: How the return says the words of the claims tables in Chinese; in English they stand as they are.
NATURES = {meant: said for said, meant in tidy.NATURES.items()}
TALLIES = {meant: said for said, meant in tidy.TALLIES.items()}
#: Scales that a figure may be reported in besides the indicator's own.
_SCALES = {
    "人": ("人", "万人"),
    "人次": ("人次", "万人次"),
    "元": ("元", "万元", "亿元"),
    "万元": ("万元", "亿元", "元"),
    "亿元": ("亿元", "万元"),
    "%": ("%", "‰"),
}


@dataclass(frozen=True)
class Return:
    """What is asked: every indicator of every year of every area, in this order."""

    register: Register
    indicators: tuple[Indicator, ...]
    areas: tuple[Area, ...]
    years: tuple[int, ...]

    @property
    def asked(self) -> list[tuple[Indicator, int, Area]]:
        """One entry per row of the return."""
        return [(i, year, a) for i in self.indicators for year in self.years for a in self.areas]

    def definition(self, indicator: Indicator, lang: str) -> str:
        """Return what the register says that the indicator means."""
        table = self.register.indicators
        return str(table.loc[table["id"] == indicator.id, f"definition_{lang}"].iloc[0])


def scales(indicator: Indicator) -> tuple[str, ...]:
    """Return the units that a figure of this indicator may be written in, its own first.

    Examples
    --------
    >>> import jmanalysis as jm
    >>> scales(jm.load().register.indicator("childcare_slots"))
    ('个/千人', '个/万人', '个/10万人')
    """
    if indicator.per:
        bases = dict.fromkeys((indicator.per, 1_000, 10_000, 100_000))
        return tuple(units.joined(indicator.unit, per) for per in bases)
    return _SCALES.get(indicator.unit, (indicator.unit,) if indicator.unit else ())


def asked_return(
    indicators: Asked | None,
    areas: Asked | None,
    years: int | Sequence[int] | None,
    seeds: str | Path | None,
) -> Return:
    """Resolve what a return asks; see :func:`jmanalysis.loading.templates.template`."""
    read = read_seeds(seeds)
    own_areas, own_indicators = _is_table(areas), _is_table(indicators)
    register = extend(
        read.register,
        areas=areas if own_areas else None,  # type: ignore[arg-type]
        indicators=indicators if own_indicators else None,  # type: ignore[arg-type]
        alone=own_areas,
    )
    asked = _indicators(register, read.register, indicators, own=own_indicators)
    codes = areas_of(register, None if own_areas else _names(areas))
    return Return(
        register,
        asked,
        tuple(register.area_by_code[code] for code in codes),
        _years(years, read.claims),
    )


def _is_table(asked: Asked | None) -> bool:
    """Whether this is a list of one's own rather than names out of the register."""
    if isinstance(asked, str):
        return Path(asked).suffix.lower() in {".csv", ".txt", ".tsv", ".xlsx", ".xlsm"}
    return isinstance(asked, (Path, pd.DataFrame))


def _names(asked: Asked | None) -> list[str] | None:
    if asked is None or isinstance(asked, (Path, pd.DataFrame)):
        return None
    return [asked] if isinstance(asked, str) else [str(one) for one in asked]


def _indicators(
    register: Register, known: Register, asked: Asked | None, *, own: bool
) -> tuple[Indicator, ...]:
    """Return those named, those of one's own list, or else those that may be ranked."""
    every = register.indicator_by_id.values()
    if own:
        return tuple(i for i in every if i.id not in known.indicator_by_id)
    names = _names(asked)
    if names is None:
        return tuple(i for i in every if i.rankable and i.direction)
    return indicators_of(register, list(dict.fromkeys(names)))


def _years(years: int | Sequence[int] | None, claims: pd.DataFrame) -> tuple[int, ...]:
    """Return the years asked for; by default the one that the seeds say most of."""
    if years is None:
        actual = claims.loc[claims["nature"] == "actual", "period"].map(year_of)
        if len(actual):
            return (int(str(actual.value_counts().idxmax())),)
    given = [years] if isinstance(years, int) else list(years or [])
    wrong = [y for y in given if isinstance(y, bool) or not 1900 <= int(y) <= 2100]
    if wrong or not given:
        raise UnknownNameError(
            f"年份“{wrong[0] if wrong else ''}”不能用。",
            f"The year {wrong[0] if wrong else ''!r} cannot be used.",
            where="years",
            hint_zh="写整数，如 years=2025 或 years=[2024, 2025]。",
            hint_en="Write whole numbers, years=2025 or years=[2024, 2025].",
        )
    return tuple(dict.fromkeys(int(y) for y in given))
