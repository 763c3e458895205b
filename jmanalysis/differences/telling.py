"""Telling differences: as text in both languages, and as they show in a notebook."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

import pandas as pd

from jmanalysis.displays import KINDS, html_table
from jmanalysis.vocabulary import records

if TYPE_CHECKING:
    from jmanalysis.differences import Differences

_CHANGES: Final = {
    "added": ("+", "新增", "added"),
    "removed": ("-", "删除", "removed"),
    "changed": ("~", "改动", "changed"),
    "moved": ("=", "所说相同、出处不同", "same saying elsewhere"),
}
#: Rows that a notebook or a report shows of each part; the frames hold all of them.
ROWS: Final = 40
_PARTS: Final = (
    ("claims", "说法", "Claims"),
    ("cells", "面板单元", "Panel cells"),
    ("ranks", "可能名次", "Ranges of places"),
    ("charts", "变化的图（指标、年份）", "Charts that change (indicator, year)"),
    ("coverage", "通读范围（此处空白改读作“材料未提及”或“无材料”）", "What was read whole"),
)


def report(found: Differences, lang: str) -> str:
    """Write the differences as text."""
    if not found:
        return "两次读入没有不同。" if lang == "zh" else "The two do not differ."
    lines: list[str] = []
    for name, zh, en in _PARTS:
        table = getattr(found, name)
        if not len(table):
            continue
        count = _counted(table, lang) if "change" in table else str(len(table))
        lines.append(f"{zh}：{count}" if lang == "zh" else f"{en}: {count}")
        lines += [f"  {line}" for line in _LINES[name](table.head(ROWS), lang)]
        rest = len(table) - ROWS
        if rest > 0:
            lines.append(f"  ……另有 {rest} 行" if lang == "zh" else f"  … and {rest} more")
    return "\n".join(lines)


def _counted(table: pd.DataFrame, lang: str) -> str:
    counts = table["change"].value_counts()
    at = 1 if lang == "zh" else 2
    parts = [f"{words[at]} {counts[name]}" for name, words in _CHANGES.items() if name in counts]
    return ("，" if lang == "zh" else ", ").join(parts)


def _claims(table: pd.DataFrame, lang: str) -> Iterable[str]:
    for row in records(table):
        who = _who(row, lang)
        said = f"{row['before'] or '—'} → {row['after'] or '—'}"
        if row["change"] in ("added", "removed"):
            said = row["after"] or row["before"]
        fields = _fields(row["fields"], lang)
        fields = (f"（{fields}）" if lang == "zh" else f" ({fields})") if fields else ""
        yield f"{_CHANGES[row['change']][0]} {row['id']} {who} {said}{fields}"


def _cells(table: pd.DataFrame, lang: str) -> Iterable[str]:
    for row in records(table):
        yield f"~ {_who(row, lang)} {_cell(row, 'before', lang)} → {_cell(row, 'after', lang)}"


def _cell(row: dict[str, str], side: str, lang: str) -> str:
    kind = row[f"{side}_status"]
    target = row[f"{side}_target"]
    parts = [row[side], (KINDS.get(kind, kind) if lang == "zh" else kind)]
    if target:
        parts.append(f"目标 {target}" if lang == "zh" else f"target {target}")
    return " ".join(part for part in parts if part) or "—"


def _ranks(table: pd.DataFrame, lang: str) -> Iterable[str]:
    for row in records(table):
        who = _who(row | {"subject": "", "period": str(row["year"])}, lang)
        yield f"~ {who} {row['before'] or '—'} → {row['after'] or '—'}"


def _charts(table: pd.DataFrame, lang: str) -> Iterable[str]:
    for row in records(table):
        name = row["indicator_name"] if lang == "zh" else row["indicator"]
        yield f"{name} {row['year']}（{row['areas']}）" if lang == "zh" else f"{name} {row['year']}"


def _coverage(table: pd.DataFrame, lang: str) -> Iterable[str]:
    for row in records(table):
        name = row["name"] if lang == "zh" else row["area"]
        yield f"{_CHANGES[row['change']][0]} {name} {row['year']}"


_LINES: Final = {
    "claims": _claims,
    "cells": _cells,
    "ranks": _ranks,
    "charts": _charts,
    "coverage": _coverage,
}


def _who(row: dict[str, str], lang: str) -> str:
    names = ("name", "indicator_name") if lang == "zh" else ("area", "indicator")
    parts = [row[names[0]], row["subject"], row[names[1]], row["period"]]
    return " ".join(part for part in parts if part)


#: Columns of a claim, in the words of a reader.
_FIELDS: Final = {
    "id": "编号",
    "document": "来源",
    "line_start": "位置",
    "line_end": "位置",
    "area": "地区",
    "subject": "机构",
    "indicator": "指标",
    "period": "时期",
    "period_basis": "时期依据",
    "nature": "性质",
    "tally": "口径",
    "population": "人口口径",
    "value": "数值",
    "value_basis": "数值依据",
    "unit": "单位",
    "words": "原文",
    "supersedes": "所取代",
    "note": "备注",
}


def _fields(names: str, lang: str) -> str:
    if lang == "en":
        return names.replace(" ", ", ")
    return "、".join(dict.fromkeys(_FIELDS[name] for name in names.split()))


_HEADS: Final = {
    "change": "变动",
    "name": "地区",
    "subject": "机构",
    "indicator_name": "指标",
    "period": "时期",
    "year": "年份",
    "before": "原来",
    "after": "现在",
    "before_status": "原类型",
    "after_status": "现类型",
    "before_target": "原目标",
    "after_target": "现目标",
    "fields": "不同之处",
    "words": "原文用语",
    "areas": "变化的地区",
    "id": "编号",
}


def shown(found: Differences) -> str:
    """Write the differences as a notebook shows them: counts first, each part folded under."""
    if not found:
        return "<p>两次读入没有不同。</p>"
    parts = []
    for name, zh, _ in _PARTS:
        table = getattr(found, name)
        if not len(table):
            continue
        count = _counted(table, "zh") if "change" in table else f"{len(table)}"
        parts.append(f"<details open><summary>{zh}：{count}</summary>{_table(table)}</details>")
    return "".join(parts)


def _table(table: pd.DataFrame) -> str:
    if "change" in table:
        words = {name: said[1] for name, said in _CHANGES.items()}
        table = table.assign(change=table["change"].map(words))
    if "fields" in table:
        table = table.assign(fields=[_fields(names, "zh") for names in table["fields"]])
    filled = [name for name in _HEADS if name in table and table[name].astype("str").ne("").any()]
    return html_table(table[filled].rename(columns=_HEADS), [_HEADS[n] for n in filled], rows=ROWS)
