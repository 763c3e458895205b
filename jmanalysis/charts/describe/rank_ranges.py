"""Who ranks where? What is known of each value, and between which ranks each area then stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from jmanalysis.charts.describe import parts
from jmanalysis.charts.describe.single import Single
from jmanalysis.charts.marks import OFF_AXIS
from jmanalysis.charts.phrases import phrase
from jmanalysis.charts.refusals import NotRankableError
from jmanalysis.charts.spec import Chart, Column, Lang, Mark, MarkKind
from jmanalysis.charts.statements import Speaker
from jmanalysis.comparisons import Comparison
from jmanalysis.slices import VALUED
from jmanalysis.vocabulary import among, records, year_of

RANK = "rank"


def describe(
    source: Comparison,
    *,
    title: str,
    lang: Lang,
    number: int | None,
    benchmarks: Sequence[str] | None,
) -> Chart:
    """Describe the rank ranges of a comparison, best possible rank first.

    Raises
    ------
    NotRankableError
        If the register gives the indicator no ranking, or targets were compared.
    """
    one = Single.of(_ordered(source), "rank_ranges", lang, benchmarks)
    _require_ranks(one)
    ranks = tuple(_ranks(one))
    return Chart(
        kind="rank_ranges",
        lang=lang,
        title=title,
        subtitle=one.subtitle(number),
        rows=one.rows,
        columns=(replace(one.column, subhead=phrase("value known", lang)), _column(one)),
        marks=(*one.marks, *ranks),
        references=one.references,
        legend=parts.legend((m for m in one.marks if m.kind not in OFF_AXIS), lang),
        notes=one.notes(_reading(one, lang)),
        source=one.source_line(*ranks),
        alt=one.alt("rank_ranges", [*_numbered(one.marks), *(_aloud(m, lang) for m in ranks)]),
    )


def _ordered(source: Comparison) -> Comparison:
    """Put the best possible rank first; among equals those with a figure."""
    known = source.order_by("known")
    frame = known.frame.sort_values(["rank_best", "rank_worst"], kind="stable", ignore_index=True)
    return replace(known, frame_=frame)


def _require_ranks(one: Single) -> None:
    indicator, asked = one.indicator, one.source.asked[0]
    if asked.nature == "target":
        raise NotRankableError.of(one.indicator.name_zh, one.indicator.name_en, "target")
    if not indicator.direction:
        raise NotRankableError.of(indicator.name_zh, indicator.name_en, "direction")
    if not indicator.rankable:
        raise NotRankableError.of(indicator.name_zh, indicator.name_en, "size")


def _column(one: Single) -> Column:
    count = len(one.rows)
    return Column(
        RANK,
        phrase("possible ranks", one.lang),
        subhead=phrase(f"best is {one.indicator.direction}", one.lang),
        unit="名",
        scale="axis",
        axis_low=0.5,
        axis_high=count + 0.5,
        ticks=tuple(float(n) for n in range(1, count + 1)),
    )


def _ranks(one: Single) -> Iterator[Mark]:
    """Give every area its range of ranks; areas that nothing separates say so together."""
    table = records(one.source.frame)
    shared = Counter((row["rank_best"], row["rank_worst"]) for row in table if _ranked(row))
    for row in table:
        if not _ranked(row):
            yield Mark(row["area"], RANK, "silent", phrase("unranked", one.lang))
        else:
            yield _rank(one, row, shared[row["rank_best"], row["rank_worst"]])


def _ranked(row: dict[str, Any]) -> bool:
    return bool(pd.notna(row["rank_best"]))


def _rank(one: Single, row: dict[str, Any], sharing: int) -> Mark:
    best, worst = int(row["rank_best"]), int(row["rank_worst"])
    claims = _stated(one, row) if row["rank_basis"] == "stated" and best == worst else ()
    claims = claims or tuple(str(row["claims"] or "").split())
    said = one.source.known.claims
    words = said.loc[said["id"].isin(claims), "words"]
    return Mark(
        row["area"],
        RANK,
        _kind(row, best == worst),
        str(best)
        if best == worst
        else f"{best}～{worst}"
        if one.lang == "zh"
        else f"{best}–{worst}",
        _together(sharing, best, worst, one.lang),
        float(best),
        float(worst),
        period=str(one.source.years[0]),
        words=tuple(dict.fromkeys(words)),
        sources=Speaker(one.source.known, one.lang).sources(" ".join(claims)),
        claims=claims,
    )


def _kind(row: dict[str, Any], sure: bool) -> MarkKind:
    """Ranks of areas with a figure are filled; where only others' figures limit them, dotted."""
    if row["status"] == "derived":
        return "derived"
    if row["status"] not in VALUED:
        return "implied"
    return "exact" if sure else "range"


def _together(sharing: int, best: int, worst: int, lang: Lang) -> str:
    if sharing == 1 or best == worst:
        return ""
    return phrase("no order", lang).format(count=sharing, best=best, worst=worst)


def _stated(one: Single, row: dict[str, Any]) -> tuple[str, ...]:
    """Return the claims that state the rank of an area."""
    register, claims = one.source.register, one.source.known.claims
    ranks = [i.id for i in register.indicator_by_id.values() if i.rank_of == one.indicator.id]
    mine = claims[among(claims["indicator"], ranks) & among(claims["area"], (row["area"],))]
    now = mine["period"].astype("str").map(year_of) == one.source.years[0]
    return tuple(mine.loc[now & (mine["low"] == row["rank_best"]), "id"].astype("str"))


def _reading(one: Single, lang: Lang) -> str:
    keys = ["read ranks"]
    if one.source.frame["implied_high"].notna().any():
        keys.append("read limits")
    return parts.sentence([phrase(key, lang) for key in keys], lang)


def _numbered(marks: Sequence[Mark]) -> list[Mark]:
    return [mark for mark in marks if mark.low is not None and mark.kind != "implied"]


def _aloud(mark: Mark, lang: Lang) -> Mark:
    if mark.kind == "silent":
        return mark
    shape = "第{}名" if lang == "zh" else "rank {}"
    return replace(mark, label=shape.format(mark.label), detail="")
