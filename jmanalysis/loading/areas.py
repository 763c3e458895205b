"""Areas of one's own: another city's districts, or more areas beside the packaged ones.

Only a name is needed. The name then serves as code, so that it stays the same whenever the list is
read; an area that contains others is taken for a city unless the list says what it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

import pandas as pd

from jmanalysis.errors import UnknownNameError
from jmanalysis.loading.lists import Entry, Fault, Key, Source, clashes, read_list, refuse
from jmanalysis.register import Register
from jmanalysis.vocabulary import AREA_COLUMNS, WORDS

#: Columns, and the heads that also mean them.
NAMES: Final[dict[str, tuple[str, ...]]] = {
    "code": ("代码", "区划代码", "行政区划代码", "编码"),
    "name_zh": ("名称", "地区", "中文名", "全称", "区县", "县（市、区）"),
    "short_zh": ("简称",),
    "name_en": ("英文名", "英文"),
    "pinyin": ("拼音",),
    "kind": ("类别", "级别"),
    "parent": ("上级", "所属", "上级地区"),
    "tile_column": ("列", "方块列"),
    "tile_row": ("行", "方块行"),
    "aliases": ("别名", "其他写法", "又名"),
}
_KEY: Final = Key("code", "代码", "code", named="name_zh")
_KINDS: Final = {
    "区": "district",
    "市辖区": "district",
    "县": "district",  # a county is compared like a district
    "县级市": "county_level_city",
    "市": "prefecture",
    "地级市": "prefecture",
    "省": "province",
    "国": "nation",
    "国家": "nation",
}
#: The generic part that short names go without; what ends in _WHOLE has no other name.
_GENERIC: Final = ("自治县", "自治州", "地区", "区", "县", "市", "旗", "盟")
_WHOLE: Final = ("新区", "开发区", "高新区", "示范区", "管理区", "特区", "林区", "矿区", "园区")


def own_areas(source: Source, register: Register, *, alone: bool) -> pd.DataFrame:
    """Return the areas table with one's own areas.

    Parameters
    ----------
    source
        A .csv, .xlsx or DataFrame with at least ``name_zh``.
    register
        The register to go on from.
    alone
        Whether the own areas replace the others; only those that an own area names as its parent,
        and what contains these, then stay.

    Raises
    ------
    RegisterError
        Naming every row that does not fit.
    """
    name, entries = read_list(source, NAMES, ("name_zh",), "areas")
    if not entries:
        refuse(name, [Fault(f"{name}!2", "没有一个地区", "there is no area")])
    rows = [_row(entry) for entry in entries]
    _shorten(rows)
    faults = list(_faults(entries, rows))
    parents, kept = _parents(entries, rows, register, faults)
    old = register.areas
    old = old[old["code"].isin(kept)] if alone else old
    faults += clashes(entries, rows, old, _KEY)
    refuse(name, faults, *_HINTS)
    for row, parent in zip(rows, parents, strict=True):
        row["parent"] = parent
    _kinds(entries, rows, {str(code) for code in old["code"]})
    new = pd.DataFrame(rows, columns=[*AREA_COLUMNS, "aliases"], dtype="str")
    return pd.concat([new, old], ignore_index=True).fillna("") if alone else _after(old, new)


_HINTS = (
    "必需的只有 name_zh 一列；parent 写上级的名称或代码，上级须另有一行；可不写。",
    "Only name_zh is needed; parent is name or code of an area with a row of its own, or empty.",
)


def _after(old: pd.DataFrame, new: pd.DataFrame) -> pd.DataFrame:
    """Put new peers before the areas that contain the others, as the table has them."""
    containing = old["code"].isin(set(old["parent"]))
    parts = [old[~containing], new, old[containing]]
    return pd.concat(parts, ignore_index=True).fillna("")


def _row(entry: Entry) -> dict[str, str]:
    name = entry["name_zh"]
    row = {column: entry[column] for column in (*AREA_COLUMNS, "aliases")}
    row["code"] = entry["code"] or "".join(name.split())
    row["name_en"] = entry["name_en"] or name
    row["kind"] = _KINDS.get(entry["kind"], entry["kind"]) or "district"
    return row


def short_name(name: str) -> str:
    """Leave out the generic part of a name, if two characters stay.

    Examples
    --------
    >>> [short_name(name) for name in ("蓬江区", "甲区", "浦东新区", "连山壮族瑶族自治县")]
    ['蓬江', '甲区', '浦东新区', '连山壮族瑶族']
    """
    if name.endswith(_WHOLE):
        return name
    part = next((one for one in _GENERIC if name.endswith(one)), "")
    return name.removesuffix(part) if len(name) - len(part) >= 2 else name


def _shorten(rows: list[dict[str, str]]) -> None:
    """Give short names to the areas without one, unless two would then share theirs."""
    wanted = {at: short_name(row["name_zh"]) for at, row in enumerate(rows) if not row["short_zh"]}
    taken = Counter(wanted.values()) + Counter(row["short_zh"] for row in rows if row["short_zh"])
    for at, short in wanted.items():
        rows[at]["short_zh"] = short if taken[short] == 1 else rows[at]["name_zh"]


def _faults(entries: list[Entry], rows: list[dict[str, str]]) -> Iterable[Fault]:
    tiles: dict[tuple[str, str], str] = {}
    for entry, row in zip(entries, rows, strict=True):
        if not row["name_zh"]:
            yield entry.fault("没有名称（name_zh）", "it has no name (name_zh)")
        if row["kind"] not in WORDS["kind"]:
            words = "、".join(WORDS["kind"])
            yield entry.fault(f"kind “{row['kind']}”不在 {words} 中", f"kind is none of {words}")
        tile = row["tile_column"], row["tile_row"]
        if not all(one == "" or one.isdecimal() for one in tile) or (tile[0] == "") != (
            tile[1] == ""
        ):
            yield entry.fault(
                "tile_column、tile_row 应同为整数或同为空",
                "tile_column, tile_row: both numbers or none",
            )
        elif tile[0] and tile in tiles:
            yield entry.fault(f"与{tiles[tile]}在同一方块", f"it shares a tile with {tiles[tile]}")
        tiles[tile] = row["name_zh"]


def _parents(
    entries: list[Entry], rows: list[dict[str, str]], register: Register, faults: list[Fault]
) -> tuple[list[str], set[str]]:
    """Resolve the parents; return their codes, and the registered areas that must stay."""
    own = {form: row["code"] for row in rows for form in (row["code"], row["name_zh"])}
    parents, kept = [], set()
    for entry in entries:
        said = entry["parent"]
        code = own.get(said, "")
        if said and not code:
            try:
                code = register.area(said).code
                kept |= {code, *register.ancestors(code)}
            except UnknownNameError:
                faults.append(
                    entry.fault(f"上级“{said}”没有自己的一行", f"its parent {said!r} has no row")
                )
        parents.append(code)
    faults += _circles(entries, rows, parents)
    return parents, kept


def _circles(
    entries: list[Entry], rows: list[dict[str, str]], parents: list[str]
) -> Iterable[Fault]:
    above = {row["code"]: parent for row, parent in zip(rows, parents, strict=True)}
    for entry, row in zip(entries, rows, strict=True):
        seen, code = {row["code"]}, above[row["code"]]
        while code and code not in seen:
            seen.add(code)
            code = above.get(code, "")
        if code == row["code"]:
            yield entry.fault("是自己的上级", "it contains itself")


def _kinds(entries: list[Entry], rows: list[dict[str, str]], others: set[str]) -> None:
    """Take what contains others for a city, unless the list says what it is."""
    containing = {row["parent"] for row in rows} - others
    for entry, row in zip(entries, rows, strict=True):
        if not entry["kind"] and row["code"] in containing:
            row["kind"] = "prefecture"
