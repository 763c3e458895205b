"""A made-up city with three districts, and claims about it: a test writes only what it is about."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import pandas as pd

import jmanalysis as jm
from jmanalysis import Observations, Panel
from jmanalysis.register import Register
from jmanalysis.vocabulary import AREA_COLUMNS, CLAIM_COLUMNS, DOCUMENT_COLUMNS, INDICATOR_COLUMNS

AREAS = {"a": "city", "b": "city", "c": "city", "city": "nation", "nation": ""}
#: What each indicator differs in from a share that ranks higher as better.
INDICATORS: dict[str, dict[str, str]] = {
    "share": {"look_alikes": "share_like"},
    "share_like": {},
    "lower_share": {"direction": "lower"},
    "share_rank": {"unit": "名", "ceiling": "", "rankable": "no", "rank_of": "share"}
    | {"rank_scope": "city", "direction": "lower"},
    "nation_rank": {"unit": "名", "ceiling": "", "rankable": "no", "rank_of": "share"}
    | {"rank_scope": "nation", "direction": "lower"},
    "beds": {"unit": "张", "ceiling": "", "rankable": "no", "tally": "stock"},
    "people": {"unit": "人", "ceiling": "", "direction": "", "rankable": "no", "tally": "stock"},
    "bed_rate": {"unit": "张", "per": "1000", "ceiling": ""}
    | {"numerator": "beds", "denominator": "people"},
    "cases": {"unit": "例", "ceiling": "", "direction": "lower", "tally": "flow"},
}
DOCUMENTS: dict[str, dict[str, str]] = {
    "paper": {"areas": "a b city", "periods": "2024"},
    "other_paper": {"areas": "a city", "periods": "2023 2024"},
    "copy": {"standing": "copy", "reading": "extract"},
    "derived": {"standing": "derived", "reading": "extract"},
}


@cache
def register() -> Register:
    """Return the made-up register; nobody read anything about ``c``."""
    areas = [_area(code, parent) for code, parent in AREAS.items()]
    indicators = [_indicator(name, values) for name, values in INDICATORS.items()]
    documents = [
        {"id": name, "title": f"Title of {name}", "standing": "press", "reading": "whole"} | values
        for name, values in DOCUMENTS.items()
    ]
    return Register(
        _table(areas, AREA_COLUMNS),
        _table(indicators, INDICATOR_COLUMNS),
        _table(documents, DOCUMENT_COLUMNS),
    )


def claim(area: str, value: str = "", indicator: str = "share", **others: str) -> dict[str, str]:
    """Return one claim: of 2024, an actual, in the register's unit and with its usual tally."""
    usual = {"unit": "%", "tally": "none"} | INDICATORS[indicator]
    plain = dict.fromkeys(CLAIM_COLUMNS, "") | {"document": "paper", "period": "2024"}
    plain |= {"period_basis": "stated", "nature": "actual", "value_basis": "stated"}
    said = {"unit": usual["unit"], "tally": usual["tally"], "words": f"words of {value}"}
    return plain | said | {"area": area, "value": value, "indicator": indicator} | others


def observations(claims: Iterable[dict[str, str]]) -> Observations:
    """Return claims as ``load()`` would; who has no id gets one."""
    rows = [{**one, "id": one["id"] or f"x{n}"} for n, one in enumerate(claims)]
    return Observations.from_frame(_table(rows, CLAIM_COLUMNS), register())


def panel(*claims: dict[str, str]) -> Panel:
    """Return the panel of some claims."""
    return jm.normalise(observations(claims))


def cell(made: Panel, area: str, indicator: str = "share", **keys: str) -> pd.Series:
    """Return the one cell of a panel's frame with these keys."""
    frame = made.frame
    for name, value in {"area": area, "indicator": indicator, **keys}.items():
        frame = frame[frame[name] == value]
    assert len(frame) == 1, frame
    return frame.iloc[0]


def row(comparison: jm.Comparison, area: str) -> pd.Series:
    """Return the row of one area."""
    frame = comparison.frame
    return frame[frame["area"] == area].iloc[0]


def codes(comparison: jm.Comparison) -> set[str]:
    """Return the codes of a comparison's cautions."""
    return set(comparison.cautions["code"])


def _area(code: str, parent: str) -> dict[str, str]:
    name = {"name_zh": f"{code}区", "short_zh": code, "name_en": f"Area {code}"}
    kinds = {"city": "prefecture", "nation": "nation"}
    return {"code": code, "kind": kinds.get(code, "district"), "parent": parent} | name


def _indicator(name: str, values: dict[str, str]) -> dict[str, str]:
    plain = {"id": name, "name_zh": f"指标{name}", "name_en": f"Indicator {name}", "unit": "%"}
    plain |= {"theme": "hospitals", "floor": "0", "ceiling": "100", "direction": "higher"}
    return plain | {"rankable": "yes", "tally": "none"} | values


def _table(rows: list[dict[str, str]], columns: tuple[str, ...]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(columns), dtype="str").fillna("")
