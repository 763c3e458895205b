"""The vocabulary: the columns of the tables, and the words that they may hold."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

AREA_COLUMNS = (
    "code",
    "name_zh",
    "short_zh",
    "name_en",
    "pinyin",
    "kind",
    "parent",
    "tile_column",
    "tile_row",
)
INDICATOR_COLUMNS = (
    "id",
    "name_zh",
    "name_en",
    "short_zh",
    "short_en",
    "theme",
    "definition_zh",
    "definition_en",
    "unit",
    "per",
    "floor",
    "ceiling",
    "direction",
    "rankable",
    "tally",
    "numerator",
    "denominator",
    "rank_of",
    "rank_scope",
    "look_alikes",
    "caution_zh",
    "caution_en",
)
DOCUMENT_COLUMNS = (
    "id",
    "file",
    "title",
    "publisher",
    "date",
    "standing",
    "reading",
    "areas",
    "periods",
    "characters",
    "sha256",
    "note",
)
CLAIM_COLUMNS = (
    "id",
    "document",
    "line_start",
    "line_end",
    "area",
    "subject",
    "indicator",
    "period",
    "period_basis",
    "nature",
    "tally",
    "population",
    "value",
    "value_basis",
    "unit",
    "words",
    "supersedes",
    "note",
)

#: The words that a column may hold; ``""`` means that the column does not apply.
WORDS: dict[str, tuple[str, ...]] = {
    "nature": ("actual", "target"),
    "tally": ("stock", "added", "flow", "none", "unclear"),
    "population": ("", "unstated", "resident", "registered"),
    "period_basis": ("stated", "inferred"),
    "value_basis": ("", "stated", "counted"),
    "standing": ("official", "press", "copy", "secondary", "package", "derived", "own", "example"),
    "reading": ("whole", "extract"),
    "kind": ("district", "county_level_city", "prefecture", "province", "nation"),
    "direction": ("", "higher", "lower"),
    "rankable": ("yes", "no"),
    "theme": (
        "primary_care",
        "village_clinics",
        "childcare",
        "population",
        "public_health",
        "maternal_child",
        "elderly",
        "mental_health",
        "tcm",
        "consortium",
        "digital",
        "hospitals",
        "emergency",
        "research",
        "workforce",
        "infrastructure",
        "reform",
        "geography",
    ),
}

#: What kind of knowledge a cell holds; computed, never typed.
STATUSES = (
    "exact",
    "bound",
    "range",
    "approx",
    "derived",
    "implied",
    "unclear",
    "conflicting",
    "qualitative",
    "target_only",
    "silent",
    "unread",
)


_PERIOD = re.compile(
    r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?"
    r"(/\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?)?"
)


def is_period(text: str) -> bool:
    """Whether the text is an ISO 8601 year, month, day or span of these.

    Examples
    --------
    >>> is_period("2024"), is_period("2025-01/2025-06"), is_period("去年")
    (True, True, False)
    """
    return _PERIOD.fullmatch(text) is not None


def year_of(period: str) -> int:
    """Return the year in which a period ends.

    Examples
    --------
    >>> year_of("2024-10"), year_of("2021/2025")
    (2024, 2025)
    """
    return int(period.rpartition("/")[2][:4])


def records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a table as dictionaries by column name."""
    # DataFrame.to_dict takes several times as long: it asks of every text whether it is a number.
    names = list(table.columns)
    columns = [table[name].tolist() for name in names]
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


def among(column: pd.Series, words: Iterable[str]) -> npt.NDArray[np.bool_]:
    """Whether each entry of a categorical column is one of the words, without touching text."""
    known = column.cat.categories.isin(list(words))
    return np.asarray(np.append(known, False)[column.cat.codes.to_numpy()])
