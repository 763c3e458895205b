"""Registers of one's own: more indicators, more areas, or another city's areas altogether."""

from __future__ import annotations

import re

import pandas as pd

from jmanalysis.loading.lists import Source
from jmanalysis.register import Register
from jmanalysis.vocabulary import records

#: Pairs of columns of an indicator that may speak of a place; the Chinese one decides.
_TOLD = (("definition_zh", "definition_en"), ("caution_zh", "caution_en"))
#: How a caution speaks of what the packaged documents say rather than of the indicator.
_OF_DOCUMENTS = re.compile(r"\d|来源|材料|点名|表述|说明|未说|未分列|转载|自述|一节")


def extend(
    register: Register,
    *,
    indicators: Source | None = None,
    areas: Source | None = None,
    alone: bool,
) -> Register:
    """Return a register with one's own indicators and areas; the given one stays as it is.

    Parameters
    ----------
    register
        The register to go on from.
    indicators
        A .csv, .xlsx or DataFrame with ``id``, ``name_zh``, ``unit`` and, if wanted, any other
        column of ``seeds/indicators.csv`` and ``aliases``. They are added.
    areas
        The same with ``name_zh`` and any column of ``seeds/areas.csv`` and ``aliases``.
    alone
        Whether the register is to serve tables without the facts it came with: its documents are
        left out, and one's own areas, if there are any, replace its areas. Ranks within areas that
        are gone, and indicators, definitions and cautions that name one of them, go too; so do
        cautions about the wording of the documents that are left out.

    Raises
    ------
    RegisterError
        Naming every row that does not fit.

    Examples
    --------
    >>> import jmanalysis as jm
    >>> import pandas as pd
    >>> rows = [("示例市", ""), ("甲区", "示例市"), ("乙区", "示例市")]
    >>> towns = pd.DataFrame(rows, columns=["name_zh", "parent"])
    >>> own = extend(jm.load().register, areas=towns, alone=True)
    >>> own.peers, own.area("示例市").kind
    (('甲区', '乙区'), 'prefecture')
    """
    from jmanalysis.loading.areas import own_areas
    from jmanalysis.loading.indicators import own_indicators

    places, facts, documents = register.areas, register.indicators, register.documents
    if alone:
        documents = documents.iloc[:0]
    if areas is not None:
        places = own_areas(areas, register, alone=alone)
        facts = _without(facts, _gone(register.areas, places))
    if indicators is not None:
        facts = own_indicators(indicators, Register(places, facts, documents))
    return Register(places, facts, documents)


def _gone(old: pd.DataFrame, new: pd.DataFrame) -> pd.DataFrame:
    return old[~old["code"].isin(new["code"])]


def _without(indicators: pd.DataFrame, gone: pd.DataFrame) -> pd.DataFrame:
    """Leave out what speaks of areas that are not there: it would mislead about those that are."""
    local = gone[~gone["kind"].isin(["province", "nation"])]
    if not len(local):
        return indicators
    table = indicators.copy()
    names = "|".join(re.escape(name) for name in local["short_zh"])
    for chinese, english in _TOLD:
        about = table[chinese].str.contains(names)
        if chinese == "caution_zh":
            about |= table[chinese].str.contains(_OF_DOCUMENTS)
        for column in (chinese, english):
            table[column] = table[column].mask(about, "")
    scoped = table["rank_scope"].map(lambda text: bool(set(text.split()) & set(gone["code"])))
    table = table[~scoped & ~table["name_zh"].str.contains(names)]
    return _unlinked(table.reset_index(drop=True))


def _unlinked(table: pd.DataFrame) -> pd.DataFrame:
    """Drop references to indicators that were left out."""
    ids = {row["id"] for row in records(table)}
    for column in ("numerator", "denominator", "rank_of", "look_alikes"):
        table[column] = table[column].map(
            lambda text: " ".join(one for one in text.split() if one in ids)
        )
    return table
