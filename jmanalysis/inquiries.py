"""Inquiries: what to ask which bureau before a figure is used.

Every silent, unclear, conflicting, inferred or cautioned cell raises one. The list is what an
analyst does next, so each question carries the words that raise it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Literal

import pandas as pd

from jmanalysis.bounds import Bounds
from jmanalysis.comparisons import Comparison, compare
from jmanalysis.panels import Panel
from jmanalysis.register import Area, Indicator
from jmanalysis.saying import say
from jmanalysis.vocabulary import records

Row = dict[str, Any]
Lang = Literal["zh", "en"]

COLUMNS = ("area", "bureau", "indicator", "indicator_name", "year", "reason", "question", "words")

#: Reason → the question in both languages. The most pressing come first.
_TEXTS: dict[str, tuple[str, str]] = {
    "conflicting": (
        "各处说法不一（{words}），以哪一个为准？",
        "The sources differ ({words}): which one holds?",
    ),
    "unclear": (
        "“{words}”是{year}年当年新增，还是截至年底的累计？",
        "Does “{words}” count what was added in {year}, or the total at its end?",
    ),
    "rate_basis": (
        "{value}的分子包括哪些、分母是哪一年的什么人口？（{detail}）",
        "What is counted in {value}, and which population of which year divides it? ({detail})",
    ),
    "parts": (
        "{value}的分子、分母各是多少？",
        "What are numerator and denominator of {value}?",
    ),
    "population": (
        "{value}按常住还是户籍人口计算，用的是哪一年的人口？",
        "Is {value} based on resident or registered population, and of which year?",
    ),
    "qualitative": (
        "“{words}”：数值（和任务数）各是多少？",
        "“{words}”: what are the figure and the target?",
    ),
    "bound": (
        "“{words}”的准确值是多少？",
        "What is the exact value behind “{words}”?",
    ),
    "period": (
        "“{words}”是哪一天或哪一年末的数字？",
        "To which day or year does “{words}” refer?",
    ),
    "implied": (
        "全市的说法推及本地为{value}，本地是否如此？",
        "The statement about the whole city implies {value} here: is it so?",
    ),
    "target_only": (
        "{target_year}年目标为{target}，{year}年实绩是多少？",
        "The target for {target_year} is {target}: what was the figure in {year}?",
    ),
    "silent": (
        "{year}年{name}是多少？请注明口径和时点。",
        "What was {name} in {year}? Please state scope and date.",
    ),
    "unread": (
        "没有读到{year}年的材料，请提供{name}。",
        "No document of {year} was read: please provide {name}.",
    ),
}


def questions(
    panel: Panel,
    indicators: Sequence[str] | None = None,
    *,
    year: int | None = None,
    lang: Lang = "zh",
) -> pd.DataFrame:
    """List what is to be verified, by bureau, the most pressing first.

    Parameters
    ----------
    panel
        From :func:`jmanalysis.normalise`.
    indicators
        Ids or names; by default those that can be ranked, or that two areas speak of.
    year
        By default the latest year with an actual of one of the areas.
    lang
        Language of the questions; the words stay as the source has them.

    Returns
    -------
    DataFrame
        One row per question: ``area, bureau, indicator, indicator_name, year, reason, question,
        words``.

    Raises
    ------
    UnknownNameError
        For an unknown indicator or year.

    Examples
    --------
    >>> import jmanalysis as jm
    >>> panel = jm.normalise(jm.load())
    >>> asked = jm.questions(panel, ["recommended_standard_added"], year=2024)
    >>> asked.query("reason == 'unclear'")["question"].item()
    '“5家基层医疗卫生机构通过”是2024年当年新增，还是截至年底的累计？'
    """
    chosen = usual_indicators(panel) if indicators is None else list(indicators)
    wanted = latest_year(panel) if year is None else year
    found: list[Row] = []
    for name in chosen:
        compared = compare(panel, name, year=wanted, allow=("unclear_tally", "institution"))
        found += _of_comparison(compared, lang)
    table = pd.DataFrame(found, columns=list(COLUMNS))
    pressing = {reason: place for place, reason in enumerate(_TEXTS)}
    order, place = table["reason"].map(pressing), table["area"].map(panel.register.place_by_area)
    ordered = table.assign(_order=order, _place=place).sort_values(
        ["_order", "_place"], kind="stable"
    )
    return ordered.drop(columns=["_order", "_place"])


def usual_indicators(panel: Panel) -> list[str]:
    """Return the indicators worth asking about: rankable, or spoken of by two areas."""
    cells = panel.known.cells
    peers = cells[cells["area"].isin(panel.register.peers) & (cells["subject"] == "")]
    said = peers[~peers["status"].isin(["implied", "silent"])]
    counts = said.groupby("indicator", observed=True)["area"].nunique()
    return [
        i.id
        for i in panel.register.indicator_by_id.values()
        if i.unit and counts.get(i.id, 0) >= (1 if i.rankable else 2)
    ]


def latest_year(panel: Panel) -> int:
    """Return the latest year in which one of the compared areas reports an actual."""
    cells = panel.known.cells
    actual = cells["status"].isin(["exact", "bound", "range", "approx", "qualitative"])
    return int(cells.loc[actual & cells["area"].isin(panel.register.peers), "year"].max())


def _of_comparison(compared: Comparison, lang: Lang) -> Iterator[Row]:
    indicator, register = compared.indicators[0], compared.register
    cautions = compared.cautions
    for row in records(compared.frame):
        area = register.area_by_code[row["area"]]
        facts = _facts(row, indicator, compared.years[0], lang)
        basis = cautions[(cautions["code"] == "rate_basis") & (cautions["area"] == area.code)]
        for reason in _reasons(row, indicator, len(basis) > 0):
            detail = basis[lang].iloc[0] if reason == "rate_basis" else ""
            text = _TEXTS[reason][lang == "en"].format(**facts, detail=detail)
            yield _record(area, indicator, reason, text, row, compared.years[0], lang)


def _reasons(row: Row, indicator: Indicator, has_basis: bool) -> Iterator[str]:
    """Say why a cell raises questions; an exact and well-founded one raises none."""
    status = row["status"]
    if status in _TEXTS and status != "bound":
        yield status
        return
    if status in ("bound", "range", "approx"):
        yield "bound"
    if has_basis:
        yield "rate_basis"
    elif indicator.is_share and status in ("exact", "bound") and not row["derived_claims"]:
        yield "parts"
    if row["population"] == "unstated":
        yield "population"
    if row["inferred"]:
        yield "period"


def _facts(row: Row, indicator: Indicator, year: int, lang: Lang) -> Row:
    def said(text: object) -> str:
        return say(Bounds.parse(str(text)), indicator.unit, lang) if isinstance(text, str) else ""

    implied = row["implied_low"]
    value = said(row["value"]) or (said(f"{implied:g}") if pd.notna(implied) else "")
    return {
        "words": str(row["words"]),
        "value": value,
        "year": year,
        "name": indicator.name(lang),
        "target": said(row["target"]),
        "target_year": str(row["target_period"])[-4:],
    }


def _record(
    area: Area, indicator: Indicator, reason: str, text: str, row: Row, year: int, lang: Lang
) -> Row:
    bureau = f"{area.name_en} Health Bureau" if lang == "en" else f"{area.name_zh}卫生健康局"
    return {
        "area": area.code,
        "bureau": bureau,
        "indicator": indicator.id,
        "indicator_name": indicator.name(lang),
        "year": year,
        "reason": reason,
        "question": text,
        "words": str(row["words"]),
    }
