"""Cautions: what every reader of a comparison must be told, made from the data.

A caution has a code, the area and indicator that it concerns, its sentence in both languages, and
whether it *blocks*: under a blocking caution no headline may say higher, first or above target.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from jmanalysis.bounds import number
from jmanalysis.reconciliations import RateFinding, rate_findings
from jmanalysis.register import Indicator
from jmanalysis.slices import Known, Slice
from jmanalysis.vocabulary import among, records, year_of

CAUTION_COLUMNS = ("code", "area", "indicator", "zh", "en", "blocks")
_WEAK = {"copy", "secondary", "package", "derived"}


@dataclass(frozen=True, slots=True)
class Caution:
    """One sentence that a reader needs, in both languages."""

    code: str
    area: str
    indicator: str
    zh: str
    en: str
    blocks: bool = False


def cautions_for(
    known: Known,
    asked: Sequence[Slice],
    rows: pd.DataFrame,
    benchmarks: pd.DataFrame,
    stated_ranks: bool,
) -> list[Caution]:
    """Collect the cautions of a comparison, the weightiest first, each once."""
    found: list[Caution] = []
    for indicator in asked[0].indicators:
        mine = rows[rows["indicator"] == indicator.id]
        above = benchmarks[benchmarks["indicator"] == indicator.id]
        found += _of_rates(known, indicator, mine)
        found += _of_register(indicator)
        found += _of_rows(known, indicator, mine)
        found += _of_benchmarks(known, indicator, above)
        if stated_ranks:
            found += _of_stated_ranks(known, indicator, mine)
    found += _of_allowances(asked[0])
    return list(dict.fromkeys(found))


def persons(value: float, lang: str) -> str:
    """Write a number of persons as each language does: 91.09万, 910.9 thousand."""
    if lang == "zh":
        return f"{value / 1e4:.2f}万" if value >= 1e4 else f"{value:.0f}"
    return f"{value / 1e3:,.1f} thousand"


def describe_finding(finding: RateFinding, unit: str, names: tuple[str, str]) -> tuple[str, str]:
    """Say in both languages with what a stated rate fits."""
    sum_zh = " + ".join(f"{n.name_zh}{number(n.value)}" for n in finding.numerators)
    sum_en = " + ".join(f"{n.name_en} {number(n.value)}" for n in finding.numerators)
    zh = f"{names[0]}{finding.rate}{unit}须由{sum_zh}得出"
    en = f"{names[1]}: {finding.rate} needs {sum_en}"
    zh += f"（对应人口{persons(finding.low, 'zh')}～{persons(finding.high, 'zh')}"
    en += f" (implies {persons(finding.low, 'en')} to {persons(finding.high, 'en')} persons"
    fits_zh = "、".join(
        f"{p.period[:4]}年{p.name_zh}{persons(p.value, 'zh')}" for p in finding.fits
    )
    fits_en = ", ".join(f"{p.name_en} {p.period} {persons(p.value, 'en')}" for p in finding.fits)
    misses = list({p.name_zh: p for p in finding.misses if _kind_missed(p.indicator, finding)})
    zh += f"；与{fits_zh}相符" if fits_zh else "；与已知人口均不相符"
    en += f"; fits {fits_en}" if fits_en else "; fits no known population"
    if fits_zh and misses:
        zh += f"，与{'、'.join(misses)}不符"
        en += ", not the other populations known"
    return zh + "）", en + ")"


def _kind_missed(indicator: str, finding: RateFinding) -> bool:
    return indicator not in {p.indicator for p in finding.fits}


def _of_rates(known: Known, indicator: Indicator, rows: pd.DataFrame) -> Iterator[Caution]:
    exact = {(row["area"], row["period"]): row for row in records(rows[rows["status"] == "exact"])}
    areas, periods = ({key[place] for key in exact} for place in (0, 1))
    for finding in rate_findings(known, indicator, sorted(areas), periods):
        row = exact.get((finding.area, finding.period))
        if row is not None and (finding.beyond_definition or not finding.fits):
            yield _rate_caution(known, indicator, row, finding)


def _rate_caution(
    known: Known, indicator: Indicator, row: dict[str, Any], finding: RateFinding
) -> Caution:
    area = known.register.area_by_code[finding.area]
    names = (area.short_zh, area.name_en)
    zh, en = describe_finding(finding, indicator.full_unit, names)
    extra = [n for n in finding.numerators if not n.own]
    if extra:
        names_zh = "、".join(n.name_zh for n in extra)
        zh += f"，即含{names_zh}"
        en += f", so it counts {', '.join(n.name_en for n in extra)}"
    if extra and pd.notna(row["derived_low"]):
        zh += f"；不含则约{row['derived_low']:.2f}{indicator.full_unit}（推算）"
        en += f"; without, about {row['derived_low']:.2f} (derived)"
    return Caution("rate_basis", finding.area, indicator.id, zh + "。", en + ".", True)


def _of_register(indicator: Indicator) -> Iterator[Caution]:
    if indicator.caution_zh:
        zh, en = indicator.caution_zh, indicator.caution_en
        yield Caution("register", "", indicator.id, zh, en, True)


def _of_rows(known: Known, indicator: Indicator, rows: pd.DataFrame) -> Iterator[Caution]:
    number_rows = rows[rows["low"].notna() & (rows["basis"] == "reported")]
    inferred = number_rows[number_rows["inferred"].astype(bool)]
    if len(inferred):
        zh, en = _names(known, inferred)
        yield Caution(
            "period_inferred",
            "",
            indicator.id,
            f"{zh}未注明时点，按材料所述年度计。",
            f"{en}: the text gives no date; the year under review is assumed.",
        )
    unstated = number_rows[number_rows["population"] == "unstated"]
    if len(unstated):
        zh, en = _names(known, unstated)
        yield Caution(
            "population_unstated",
            "",
            indicator.id,
            f"{zh}未说明人口口径（常住或户籍）。",
            f"{en}: resident or registered population is not stated.",
        )
    yield from _of_status(known, indicator, rows)
    yield from _of_derived(known, indicator, rows)


def _of_status(known: Known, indicator: Indicator, rows: pd.DataFrame) -> Iterator[Caution]:
    for row in records(rows[rows["status"].isin(["unclear", "conflicting"])]):
        area = known.register.area_by_code[row["area"]]
        if row["status"] == "unclear":
            yield Caution(
                "tally_unclear",
                area.code,
                indicator.id,
                f"{area.short_zh}原文“{row['words']}”未说明是当年新增还是累计，须核实。",
                f"{area.name_en}: the text does not say whether it is new or cumulative.",
                True,
            )
        if row["status"] == "conflicting":
            yield Caution(
                "conflicting",
                area.code,
                indicator.id,
                f"{area.short_zh}各来源说法不一（{row['words']}），不取舍、不排名。",
                f"{area.name_en}: the sources contradict each other; not ranked.",
                True,
            )
    implied = rows[rows["status"] == "implied"]
    if len(implied):
        zh, en = _names(known, implied)
        yield Caution(
            "implied",
            "",
            indicator.id,
            f"{zh}的数值由全市的全称表述推知，当地材料未单独说明。",
            f"{en}: follows from a statement about the whole city.",
        )


def _of_derived(known: Known, indicator: Indicator, rows: pd.DataFrame) -> Iterator[Caution]:
    for row in records(rows[rows["method"].str.contains(" / ")]):
        years = [part.partition("(")[2][:4] for part in str(row["method"]).split(" / ")]
        if years[0] == years[1]:
            continue
        area = known.register.area_by_code[row["area"]]
        yield Caution(
            "denominator_year",
            area.code,
            indicator.id,
            f"{area.short_zh}的推算值以{years[0]}年分子、{years[1]}年人口计算。",
            f"{area.name_en}: derived from a numerator of {years[0]} and persons of {years[1]}.",
        )


def _of_benchmarks(known: Known, indicator: Indicator, rows: pd.DataFrame) -> Iterator[Caution]:
    documents = known.register.document_by_id
    weak = [
        row
        for row in records(rows)
        for name in (*row["documents"].split(), *row["target_documents"].split())
        if documents[name].standing in _WEAK
    ]
    if weak:
        for code in dict.fromkeys(row["area"] for row in weak):
            area = known.register.area_by_code[code]
            yield Caution(
                "benchmark_copy",
                code,
                indicator.id,
                f"{area.short_zh}参照值读自转载资料。",
                f"The benchmark of {area.name_en} was read in a copy.",
            )


def _of_stated_ranks(known: Known, indicator: Indicator, rows: pd.DataFrame) -> Iterator[Caution]:
    register, claims = known.register, known.claims
    ranks = {i.id: i for i in register.indicator_by_id.values() if i.rank_of == indicator.id}
    mine = among(claims["indicator"], ranks) & claims["low"].notna().to_numpy()
    for claim in records(claims[mine]):
        now = (rows["area"] == claim["area"]) & (rows["period"].map(year_of) == _year(claim))
        held = (rows["rank_best"] == claim["low"]) & (rows["rank_worst"] == claim["low"])
        scope = ranks[claim["indicator"]].rank_scope
        if (now & held & (rows["rank_basis"] == "stated")).any():
            yield _rank_caution(known, indicator, claim, used=True)
        elif now.any() and set(register.children(scope)) == set(rows["area"]):
            yield _rank_caution(known, indicator, claim, used=False)


def _year(claim: dict[str, Any]) -> int:
    return year_of(str(claim["period"]))


def _rank_caution(
    known: Known, indicator: Indicator, claim: dict[str, Any], *, used: bool
) -> Caution:
    area = known.register.area_by_code[claim["area"]]
    said = f"《{known.register.document_by_id[claim['document']].title}》所称“{claim['words']}”"
    if used:
        code = "rank_stated"
        zh = f"名次采用{said}，仅见于该材料；未称并列，按独居该位理解。"
        en = f"Ranks use the statement about {area.name_en} in one document only; "
        en += "read as sole holder of the place."
    else:
        code = "rank_contradicted"
        zh = f"{said}与其他数字或名次不能同时成立，名次未采用。"
        en = f"The rank stated for {area.name_en} contradicts other figures or ranks; not used."
    return Caution(code, area.code, indicator.id, zh, en, True)


_ALLOWED = {
    "unclear_tally": ("口径待核的数字", "figures of unclear tally"),
    "other_year": ("其他年份的数字", "figures of other years"),
    "population": ("不同人口口径的数字", "different populations"),
    "unit": ("单位不同的数字", "different units"),
    "institution": ("机构数字的移出", "institutions moved aside"),
    "implied": ("推知的数值", "implied values"),
}


def _of_allowances(asked: Slice) -> Iterator[Caution]:
    for word in asked.allow:
        zh, en = _ALLOWED[word]
        yield Caution(
            f"allowed_{word}",
            "",
            "",
            f"应分析人员要求，本图含{zh}。",
            f"At the analyst's request this includes {en}.",
            True,
        )


def _names(known: Known, rows: pd.DataFrame) -> tuple[str, str]:
    areas = [known.register.area_by_code[code] for code in rows["area"]]
    return "、".join(a.short_zh for a in areas), ", ".join(a.name_en for a in areas)
