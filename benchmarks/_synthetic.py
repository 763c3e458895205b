"""A made-up country for measurements: about 3,000 areas, 60 indicators, five years.

Claims come as in real tables: most exact, some bounds, ranges and approximate values, some words
without a number, targets beside actuals, the same fact repeated, here and there two that contradict
each other, units that need converting, and a third of all cells about which nobody says anything.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from jmanalysis.observations import Observations
from jmanalysis.register import Register
from jmanalysis.vocabulary import AREA_COLUMNS, CLAIM_COLUMNS, DOCUMENT_COLUMNS, INDICATOR_COLUMNS

PROVINCES, DISTRICTS, INDICATORS, DOCUMENTS = 30, 99, 60, 200
YEARS = range(2020, 2025)
Ints = npt.NDArray[np.int64]


def register() -> Register:
    """Return one nation, its provinces and their districts; shares, counts and rates."""
    provinces = [f"{10 + p}0000" for p in range(PROVINCES)]
    districts = [f"{p[:2]}{d:04d}" for p in provinces for d in range(1, DISTRICTS + 1)]
    areas = [_area("CN", "nation", ""), *(_area(p, "province", "CN") for p in provinces)]
    areas += [_area(d, "district", f"{d[:2]}0000") for d in districts]
    indicators = [_indicator(n) for n in range(INDICATORS)]
    documents = [_document(n) for n in range(DOCUMENTS)]
    return Register(
        _table(areas, AREA_COLUMNS),
        _table(indicators, INDICATOR_COLUMNS),
        _table(documents, DOCUMENT_COLUMNS),
    )


def observations(count: int, seed: int = 20_240_101) -> Observations:
    """Return that many claims, parsed and ready, as ``load()`` would."""
    known, random = register(), np.random.default_rng(seed)
    areas, indicators = known.areas["code"].to_numpy(), known.indicators["id"].to_numpy()
    area = random.integers(len(areas), size=count)
    indicator = random.integers(len(indicators), size=count)
    year = random.integers(YEARS.start, YEARS.stop, size=count)
    unit = known.indicators["unit"].to_numpy()[indicator]
    value = _values(area, indicator, year, random)
    words = pd.Series(unit, dtype="str").radd(pd.Series(value, dtype="str")).radd("达到")
    claims = dict.fromkeys(CLAIM_COLUMNS, "")
    table = pd.DataFrame(claims, index=range(count)).assign(
        id=pd.Series(np.arange(count)).astype("str").radd("c"),
        document=pd.Series(random.integers(DOCUMENTS, size=count)).astype("str").radd("d"),
        area=areas[area],
        indicator=indicators[indicator],
        period=year.astype("str"),
        period_basis="stated",
        nature=np.where(random.random(count) < 0.1, "target", "actual"),
        tally=known.indicators["tally"].to_numpy()[indicator],
        value=value,
        value_basis="stated",
        unit=unit,
        words=words,
    )
    return Observations.from_frame(table.astype("str"), known)


def _values(area: Ints, indicator: Ints, year: Ints, random: np.random.Generator) -> list[str]:
    """Say one true number per cell in the ways in which texts say it; one in a hundred is off."""
    true = (area * 7919 + indicator * 104_729 + year * 1_299_709) % 900 / 10 + 5
    off = random.random(len(true)) < 0.01
    true = np.where(off, true + 1, true)
    kinds = random.choice(6, size=len(true), p=[0.72, 0.1, 0.03, 0.04, 0.03, 0.08])
    return [_said(int(kind), round(float(x), 1)) for kind, x in zip(kinds, true, strict=True)]


def _said(kind: int, x: float) -> str:
    below, above = int(x), int(x) + 1
    ways = (f"{x}", f">={below}", f"<={above}", f"[{below},{above}]", f"{x}±0.5", "")
    return ways[kind]


def _area(code: str, kind: str, parent: str) -> dict[str, str]:
    name = f"地区{code}"
    return {"code": code, "name_zh": name, "short_zh": name, "kind": kind, "parent": parent}


def _indicator(number: int) -> dict[str, str]:
    """Make every sixth a ratio of its two neighbours; the others shares and counts by turns."""
    name, share = f"i{number:02d}", number % 2 == 0
    row = {"id": name, "name_zh": f"指标{name}", "theme": "public_health", "floor": "0"}
    row |= {"direction": "higher", "rankable": "yes", "tally": "none"}
    row |= {"unit": "%", "ceiling": "100"} if share else {"unit": "个", "tally": "stock"}
    if number % 6 == 5 and number > 5:
        row |= {"unit": "个", "per": "1000", "ceiling": "", "tally": "none"}
        row |= {"numerator": f"i{number - 2:02d}", "denominator": f"i{number - 4:02d}"}
    return row


def _document(number: int) -> dict[str, str]:
    return {"id": f"d{number}", "title": f"文献{number}", "standing": "press", "reading": "extract"}


def _table(rows: list[dict[str, str]], columns: tuple[str, ...]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(columns)).fillna("").astype("str")
