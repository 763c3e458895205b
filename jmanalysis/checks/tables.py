"""Whether the tables hold together: units, limits, corrections, references."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

import pandas as pd

from jmanalysis import units
from jmanalysis.bounds import Bounds, number
from jmanalysis.checks.case import Case, Claim
from jmanalysis.checks.findings import Finding
from jmanalysis.vocabulary import records

#: Rules after which a claim's value cannot be calculated with.
SPOILING = ("value", "unit", "limits")


def find(case: Case) -> Iterator[Finding]:
    """Find what does not hold together in the claims and in the register."""
    for claim in case.claims:
        yield from _value(claim)
        yield from _correction(claim, case)
        yield from _home(claim)
    yield from _indicators(case.register.indicators)
    yield from _areas(case.register.areas)
    yield from _documents(case.register.documents, set(case.register.area_by_code))


def _value(claim: Claim) -> Iterator[Finding]:
    value, unit, indicator = claim["value"], claim["unit"], claim.indicator
    if not value:
        return
    if claim.bounds is None:
        zh, en = f"读不懂数值“{value}”。", f"Cannot read the value {value!r}."
        yield claim.finding("error", "value", zh, en)
        return
    plain, per = units.split(unit)
    scale = units.factor(plain, indicator.unit, per=per or indicator.per, target_per=indicator.per)
    if plain not in units.units():
        zh, en = f"单位“{unit}”不在 units.csv 中。", f"The unit {unit!r} is not in units.csv."
        yield claim.finding("error", "unit", zh, en)
    elif scale is None:
        zh = f"单位“{unit}”不能换算为 {indicator.id} 的“{indicator.full_unit}”。"
        en = f"The unit {unit!r} does not convert to {indicator.full_unit!r} of {indicator.id}."
        yield claim.finding("error", "unit", zh, en)
    elif not _possible(claim.bounds * scale, indicator.floor, indicator.ceiling):
        limits = f"[{_end(indicator.floor)}, {_end(indicator.ceiling)}]"
        zh = f"{indicator.name_zh}的值 {value}{unit} 超出可能范围 {limits}。"
        en = f"{value} {unit} is outside the natural limits {limits} of {indicator.id}."
        yield claim.finding("error", "limits", zh, en)


def _possible(bounds: Bounds, floor: float, ceiling: float) -> bool:
    """Whether every end that was said lies within the limits, and some number does."""
    ends = [end for end in (bounds.low, bounds.high) if math.isfinite(end)]
    return all(floor <= end <= ceiling for end in ends) and bounds.overlaps(Bounds(floor, ceiling))


def _end(end: float) -> str:
    return number(end) if math.isfinite(end) else "…"


def _correction(claim: Claim, case: Case) -> Iterator[Finding]:
    old = claim["supersedes"]
    if not old:
        return
    if old not in case.ids or old == claim.id:
        zh, en = f"所取代的“{old}”不存在。", f"It supersedes {old!r}, which does not exist."
        yield claim.finding("error", "supersedes", zh, en)
    elif not _may_correct(claim, case.by_id.get(old)):
        zh = f"“{old}”是另一份文献的另一个量，不能由此取代。"
        en = f"{old!r} is another quantity of another document, not to be corrected here."
        yield claim.finding("error", "supersedes", zh, en)
    if not claim["note"].strip():
        zh, en = "更正须在 note 中写明原因。", "A correction needs its reason in the note."
        yield claim.finding("error", "supersedes", zh, en)


def _may_correct(claim: Claim, old: Claim | None) -> bool:
    """Whether they share their document, or else their quantity; unsound ones are not judged."""
    if old is None or old.document.id == claim.document.id:
        return True
    return all(old[name] == claim[name] for name in ("area", "indicator"))


def _home(claim: Claim) -> Iterator[Finding]:
    """Find claims that stand in the file of another document, or outside what theirs covers."""
    document = claim.document
    if claim["file"] != f"claims/{document.id}.csv":
        zh = f"文献 {document.id} 的说法应放在 claims/{document.id}.csv。"
        en = f"Claims of {document.id} belong in claims/{document.id}.csv."
        yield claim.finding("error", "file", zh, en)
    if claim["area"] not in document.areas:
        zh = f"documents.csv 未写明 {document.id} 涉及 {claim['area']}。"
        en = f"documents.csv does not say that {document.id} covers {claim['area']}."
        yield claim.finding("error", "coverage", zh, en)


def _indicators(table: pd.DataFrame) -> Iterator[Finding]:
    rows = {str(r["id"]): r for r in records(table)}
    for at, row in zip(table.index, records(table), strict=True):
        for zh, en in (*_references(row, rows), *_look_alikes(row, rows)):
            yield Finding("error", "register", zh, en, "indicators.csv", int(at), str(row["id"]))
        if row["unit"] and row["unit"] not in units.units():
            zh, en = f"单位“{row['unit']}”不在 units.csv 中。", f"Unknown unit {row['unit']!r}."
            yield Finding("error", "unit", zh, en, "indicators.csv", int(at), str(row["id"]))


Texts = tuple[str, str]


def _references(row: dict[str, str], rows: dict[str, dict[str, str]]) -> Iterator[Texts]:
    for column in ("numerator", "denominator", "rank_of"):
        if row[column] and row[column] not in rows:
            yield (
                f"{column} 所写的“{row[column]}”未登记。",
                f"Its {column}, {row[column]!r}, is not registered.",
            )


def _look_alikes(row: dict[str, str], rows: dict[str, dict[str, str]]) -> Iterator[Texts]:
    for other in row["look_alikes"].split():
        if other not in rows or other == row["id"]:
            yield f"易混指标“{other}”未登记。", f"The look-alike {other!r} is not registered."
        elif row["id"] not in rows[other]["look_alikes"].split():
            yield (
                f"易混指标须双方互列：{other} 没有列出 {row['id']}。",
                f"Look-alikes name each other: {other} does not name {row['id']}.",
            )


def _areas(table: pd.DataFrame) -> Iterator[Finding]:
    codes = set(table["code"])
    for at, row in zip(table.index, records(table), strict=True):
        parent = row["parent"]
        if parent and (parent not in codes or parent == row["code"]):
            zh, en = f"上级“{parent}”未登记。", f"The parent {parent!r} is not registered."
            yield Finding("error", "register", zh, en, "areas.csv", int(at), row["code"])


def _documents(table: pd.DataFrame, codes: set[str]) -> Iterator[Finding]:
    for at, row in zip(table.index, records(table), strict=True):
        for zh, en in _coverage(row, codes):
            yield Finding("error", "register", zh, en, "documents.csv", int(at), row["id"])


def _coverage(row: dict[str, str], codes: set[str]) -> Iterator[Texts]:
    for area in set(row["areas"].split()) - codes:
        yield f"地区“{area}”未登记。", f"The area {area!r} is not registered."
    whole = row["reading"] == "whole"
    if whole and not (row["file"] and row["characters"] and row["sha256"]):
        yield (
            "通读的文献须有文件名、字数和校验和。",
            "A text read whole has file, characters, sha256.",
        )
    if row["sha256"] and not re.fullmatch("[0-9a-f]{64}", row["sha256"]):
        yield "sha256 应为 64 位小写十六进制。", "A sha256 is 64 lower-case hexadecimal digits."
