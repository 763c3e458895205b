"""Indicators of one's own, beside those of the register.

Id, name and unit are needed; the rest follows from the unit as far as a unit can tell it, and where
it cannot, the careful side is taken: no direction, hence no ranks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Final

import pandas as pd

from jmanalysis import units
from jmanalysis.loading.lists import Entry, Fault, Key, Source, clashes, read_list, refuse
from jmanalysis.register import Register
from jmanalysis.vocabulary import INDICATOR_COLUMNS, WORDS, records

#: The theme of an indicator that names none of the register's themes.
OWN_THEME: Final = "own"
#: Columns, and the heads that also mean them.
NAMES: Final[dict[str, tuple[str, ...]]] = {
    "id": ("编号", "指标编号", "代码"),
    "name_zh": ("名称", "指标", "指标名称", "中文名"),
    "name_en": ("英文名", "英文"),
    "short_zh": ("简称",),
    "short_en": ("英文简称",),
    "theme": ("主题", "类别"),
    "definition_zh": ("定义", "指标解释"),
    "definition_en": ("英文定义",),
    "unit": ("单位", "计量单位"),
    "per": (),
    "floor": ("下限",),
    "ceiling": ("上限",),
    "direction": ("方向",),
    "rankable": ("可排名", "可比"),
    "tally": ("口径", "计数方式"),
    "numerator": ("分子",),
    "denominator": ("分母",),
    "rank_of": (),
    "rank_scope": (),
    "look_alikes": ("易混指标",),
    "caution_zh": ("注意", "提示", "说明"),
    "caution_en": ("英文提示",),
    "aliases": ("别名", "其他写法", "又名"),
}
_KEY: Final = Key("id", "编号", "id", named="id")
_WORDS_ZH: Final = {
    "direction": {"高": "higher", "越高越好": "higher", "低": "lower", "越低越好": "lower"},
    "rankable": {"是": "yes", "否": "no"},
    "tally": {
        "总数": "stock",
        "累计": "stock",
        "期末": "stock",
        "新增": "added",
        "当期": "flow",
        "不适用": "none",
        "不明": "unclear",
    },
}
_ID: Final = re.compile(r"\w[\w.-]*")
#: What may fall below zero or pass one hundred per cent.
_CHANGE: Final = re.compile(r"增长|增速|增幅|降幅|变化|同比|环比|升降|差额|结余|盈余|净")
_ACTIVITY: Final = frozenset(("visit", "time", "session", "lesson", "dose"))
_COUNTED: Final = _ACTIVITY | {"count", "person", "household", "area", "land", "distance"}


def own_indicators(source: Source, register: Register) -> pd.DataFrame:
    """Return the indicators table with one's own indicators behind the others.

    A row that repeats a registered indicator in every cell it fills is passed over.

    Parameters
    ----------
    source
        A .csv, .xlsx or DataFrame with at least ``id``, ``name_zh`` and ``unit``.
    register
        The register to go on from.

    Raises
    ------
    RegisterError
        Naming every row that does not fit.
    """
    name, entries = read_list(source, NAMES, ("id", "name_zh", "unit"), "indicators")
    old = register.indicators
    known = {row["id"]: row for row in records(old)}
    entries = [entry for entry in entries if not _repeats(entry, known)]
    rows = [_row(entry) for entry in entries]
    faults = [*clashes(entries, rows, old, _KEY)]
    for entry, row in zip(entries, rows, strict=True):
        faults += _faults(entry, row, {*known, *(one["id"] for one in rows)})
    refuse(name, faults, *_HINTS)
    new = pd.DataFrame(rows, columns=[*INDICATOR_COLUMNS, "aliases"], dtype="str")
    return pd.concat([old, new], ignore_index=True).fillna("")


_HINTS = (
    "必需的列是 id、name_zh、unit；单位如 %、张、人次、个/千人（见 jmanalysis/units.csv）。",
    "id, name_zh and unit are needed; units like %, 张, 人次, 个/千人 (see jmanalysis/units.csv).",
)


def _repeats(entry: Entry, known: dict[str, dict[str, str]]) -> bool:
    row = known.get(entry["id"])
    if row is None:
        return False
    unit = units.joined(row["unit"], int(row["per"] or 0))
    return all(
        row.get(name) == cell or (name, cell) == ("unit", unit)
        for name, cell in entry.cells.items()
    )


def _row(entry: Entry) -> dict[str, str]:
    """Fill in what follows from the unit and the name."""
    row = {column: entry[column] for column in (*INDICATOR_COLUMNS, "aliases")}
    row |= {name: words.get(row[name], row[name]) for name, words in _WORDS_ZH.items()}
    unit, per = units.split(row["unit"].replace("％", "%"))
    row["unit"], row["per"] = unit, row["per"] or (str(per) if per else "")
    row["name_en"] = row["name_en"] or row["name_zh"]
    row["theme"] = row["theme"] if row["theme"] in WORDS["theme"] else OWN_THEME
    known = units.units().get(unit)
    kind = known.dimension if known else ""
    rate = kind == "share" or bool(row["per"])
    _limits(row, kind, rate)
    row["rankable"] = row["rankable"] or ("yes" if rate and row["direction"] else "no")
    row["tally"] = row["tally"] or _tally(row["name_zh"], kind, rate)
    return row


def _limits(row: dict[str, str], kind: str, rate: bool) -> None:
    """Set natural limits, except for changes, which know none."""
    if _CHANGE.search(row["name_zh"]):
        return
    if kind == "rank":
        row["floor"] = row["floor"] or "1"
    elif rate or kind in _COUNTED:
        row["floor"] = row["floor"] or "0"
    if kind == "share":
        whole = 100 / units.units()[row["unit"]].factor
        row["ceiling"] = row["ceiling"] or f"{whole:g}"


def _tally(name: str, kind: str, rate: bool) -> str:
    if rate or kind in {"rank", "points", "grade", "label", ""}:
        return "none"
    if "新增" in name:
        return "added"
    return "flow" if kind in _ACTIVITY else "stock"


def _faults(entry: Entry, row: dict[str, str], ids: set[str]) -> Iterable[Fault]:
    yield from _name_faults(entry, row)
    yield from _unit_fault(entry, row)
    yield from _word_faults(entry, row)
    yield from _number_faults(entry, row)
    for name in ("numerator", "denominator", "rank_of", "look_alikes"):
        for one in row[name].split():
            if one not in ids:
                yield entry.fault(f"{name} “{one}”未登记", f"{name} {one!r} is not registered")


def _name_faults(entry: Entry, row: dict[str, str]) -> Iterable[Fault]:
    if not row["name_zh"]:
        yield entry.fault("没有名称（name_zh）", "it has no name (name_zh)")
    if not _ID.fullmatch(row["id"]):
        yield entry.fault(
            f"编号“{row['id']}”只能用字母、数字和下划线",
            f"the id {row['id']!r} has other than letters",
        )


def _word_faults(entry: Entry, row: dict[str, str]) -> Iterable[Fault]:
    for name in ("direction", "rankable", "tally"):
        if row[name] not in WORDS[name]:
            words = "、".join(word for word in WORDS[name] if word)
            yield entry.fault(f"{name} “{row[name]}”不在 {words} 中", f"{name} is none of {words}")
    if row["rankable"] == "yes" and not row["direction"]:
        yield entry.fault("可排名须写明 direction", "rankable needs a direction")


def _unit_fault(entry: Entry, row: dict[str, str]) -> Iterable[Fault]:
    said, known = row["unit"], units.units()
    if not said and not entry["unit"]:
        return
    base = entry["unit"].partition("/")[2]
    if said not in known or (base and not units.split(entry["unit"])[1]):
        near = get_close_matches(said, known, n=3, cutoff=0.3) or ["%", "个", "人次"]
        yield entry.fault(
            f"单位“{entry['unit']}”不认识，相近的有 {'、'.join(near)}",
            f"the unit {entry['unit']!r} is unknown; close matches: {', '.join(near)}",
        )


def _number_faults(entry: Entry, row: dict[str, str]) -> Iterable[Fault]:
    for name, pattern in (
        ("per", r"\d*"),
        ("floor", r"(-?\d+(\.\d+)?)?"),
        ("ceiling", r"(-?\d+(\.\d+)?)?"),
    ):
        if not re.fullmatch(pattern, row[name]):
            yield entry.fault(f"{name} “{row[name]}”不是数", f"{name} {row[name]!r} is no number")
            return
    if row["floor"] and row["ceiling"] and float(row["floor"]) >= float(row["ceiling"]):
        yield entry.fault("下限不小于上限", "floor is not below ceiling")
