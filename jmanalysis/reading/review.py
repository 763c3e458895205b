"""Review: candidates as a workbook or table for a person to decide on, and back again.

One row per candidate, most certain first. The reviewer corrects what is wrong and writes 采纳 or
弃 in the first column; what is left empty is not taken.
"""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pandas as pd

from jmanalysis import units
from jmanalysis.bounds import Bounds
from jmanalysis.errors import JmanalysisError
from jmanalysis.exports.files import write_files
from jmanalysis.numerals import narrow
from jmanalysis.reading.candidates import Candidates
from jmanalysis.reading.keeping import keep_others, keep_reviewed, sealed
from jmanalysis.reading.rows import rows_of, shielded
from jmanalysis.reading.showing import MEANINGS
from jmanalysis.reading.tabling import LEDGER, MORE, REVIEW
from jmanalysis.register import Register
from jmanalysis.vocabulary import CLAIM_COLUMNS, records

ACCEPT, REJECT = "采纳", "弃"
#: What else reviewers write for them.
_ACCEPTS = frozenset(
    (
        *("采纳", "采用", "接受", "同意", "是", "对", "√", "✓", "✔"),
        *("accept", "accepted", "yes", "y", "ok", "true"),
    )
)
_REJECTS = frozenset(
    (
        *("弃", "放弃", "弃用", "不采纳", "不采用", "否", "不", "×", "✗", "✘", "x"),
        *("reject", "rejected", "no", "n", "false"),
    )
)
#: What the reviewer sees first; everything else follows.
FRONT = ("decision", "sentence", "area", "subject", "indicator", "value", "unit", "nature", "tally")
_REST = ("period", "period_basis", "population", "value_basis", "words", "line_start", "line_end")
_LAST = ("note", "supersedes", "kind", "score", "others", "repeats", "conflicts", "file", "id")
COLUMNS = (*FRONT, *_REST, *_LAST)
_HEADS = {
    "decision": "决定",
    "sentence": "原句",
    "area": "地区",
    "subject": "机构",
    "indicator": "指标",
    "value": "数值",
    "unit": "单位",
    "nature": "性质",
    "tally": "统计方式",
    "period": "时期",
    "period_basis": "时期依据",
    "population": "人口口径",
    "value_basis": "数值依据",
    "words": "原文用语",
    "line_start": "起行",
    "line_end": "止行",
    "note": "备注",
    "supersedes": "更正",
    "kind": "种类",
    "score": "把握",
    "others": "其他可能的指标",
    "repeats": "重复",
    "conflicts": "与已有矛盾",
    "file": "文件",
    "id": "编号",
}
#: Columns that a reviewer may delete.
_OPTIONAL = frozenset(("id", "document", "subject", "supersedes", "note"))
#: Columns that hold a word of the vocabulary: what stands behind the word is for the reader.
CODED = ("area", "indicator", "nature", "tally", "period_basis", "population", "value_basis")


def table(candidates: Candidates) -> pd.DataFrame:
    """Lay candidates out for review: names beside codes, decisions empty."""
    frame = candidates.frame
    frame.insert(0, "decision", "")
    shown = frame[list(COLUMNS)].copy()
    for name in CODED:
        shown[name] = [named(word, candidates.register) for word in shown[name]]
    amounts = [_tabled(row, candidates.register) for row in records(frame)]
    shown["value"], shown["unit"] = zip(*amounts, strict=True) if amounts else ([], [])
    return shown.astype({name: "str" for name in COLUMNS if name != "score"})


def _tabled(row: dict[str, Any], register: Register) -> tuple[str, str]:
    """Return value and unit as a claims table has them.

    A rate base that is not the indicator's own stands in the unit (名/万人), and a fraction is
    written in hundredths.
    """
    value, unit, per = row["value"], row["unit"], int(row["per"])
    indicator = register.indicator_by_id.get(row["indicator"])
    if value and not unit and not per and row["kind"] in {"share", "change"}:
        return str(Bounds.parse(value) * 100), "%"
    if per and indicator is not None and not unit:
        unit = indicator.unit
    if per and (indicator is None or indicator.per != per):
        unit = units.joined(unit, per)
    return value, unit


def heads() -> list[str]:
    """Return the heads of the columns: Chinese, then the name that programs know."""
    return [f"{_HEADS[name]} {name}" for name in COLUMNS]


def named(word: str, register: Register) -> str:
    """Write a code or word of the vocabulary with its name behind it."""
    if area := register.area_by_code.get(word):
        return f"{word} {area.short_zh}"
    if indicator := register.indicator_by_id.get(word):
        return f"{word} {indicator.name_zh}"
    return f"{word} {MEANINGS[word]}" if word in MEANINGS else word


def write(candidates: Candidates, path: str | Path) -> Path:
    """Write a review table, as .xlsx with drop-down lists or as .csv; .parquet is for programs.

    Raises
    ------
    JmanalysisError
        If the ending is none of these, or if a file stands there that is no review table, or one
        that somebody has corrected or decided on.
    ExportError
        If the file cannot be written; what stood there is unchanged then.
    """
    path = free(path)
    made = {".csv": _csv_bytes, ".xlsx": _xlsx_bytes, ".parquet": _parquet}[path.suffix.lower()]
    write_files({path: made(candidates)})
    return path


def write_ledger(candidates: Candidates, path: str | Path) -> Path:
    """Write the ledger of every numeral, as .csv.

    Raises
    ------
    JmanalysisError
        If the ending is another, or if a file stands there that is no ledger.
    ExportError
        If the file cannot be written; what stood there is unchanged then.
    """
    path = free_for_ledger(path)
    write_files({path: _csv(candidates.ledger, list(LEDGER))})
    return path


def free(path: str | Path) -> Path:
    """Return the path if a review table may be written to it."""
    path = Path(path).expanduser()
    _refuse_ending(path, (".xlsx", ".csv", ".parquet"))
    if path.suffix.lower() == ".parquet":
        keep_others(path, (*CLAIM_COLUMNS, *MORE, *REVIEW))
    else:
        keep_reviewed(path)
    return path


def free_for_ledger(path: str | Path) -> Path:
    """Return the path if a ledger may be written to it."""
    path = Path(path).expanduser()
    _refuse_ending(path, (".csv",))
    keep_others(path, LEDGER)
    return path


def _refuse_ending(path: Path, endings: tuple[str, ...]) -> None:
    if path.suffix.lower() not in endings:
        raise JmanalysisError(
            f"不会写“{path.suffix}”文件。",
            f"Cannot write a {path.suffix or 'nameless'} file.",
            where=str(path),
            hint_zh=f"用 {'、'.join(endings)}。",
            hint_en=f"Use {', '.join(endings)}.",
        )


def _csv_bytes(candidates: Candidates) -> bytes:
    shown = table(candidates)
    return _csv(shown, sealed(heads(), shown.itertuples(index=False, name=None)))


def _csv(frame: pd.DataFrame, titles: list[str]) -> bytes:
    frame = frame.apply(lambda column: column.map(shielded) if column.dtype == "str" else column)
    text = frame.to_csv(index=False, header=titles, lineterminator="\n")
    return text.encode("utf-8-sig")  # Excel takes UTF-8 without BOM for GBK


def _xlsx_bytes(candidates: Candidates) -> bytes:
    from jmanalysis.reading.sheets import workbook

    shown = table(candidates)
    titles = sealed(heads(), shown.itertuples(index=False, name=None))
    return workbook(shown, titles, candidates.register)


def _parquet(candidates: Candidates) -> bytes:
    made = io.BytesIO()
    try:
        candidates.frame.to_parquet(made)
    except ImportError as error:
        raise JmanalysisError(
            "写 Parquet 需要 pyarrow。",
            "Writing Parquet needs pyarrow.",
            hint_zh="pip install pyarrow，或用 .csv。",
            hint_en="pip install pyarrow, or use .csv.",
        ) from error
    return made.getvalue()


def read_back(path: str | Path) -> list[dict[str, str]]:
    """Read a reviewed table: every row, with the columns of the claims tables as text.

    Raises
    ------
    JmanalysisError
        If it is no review table, or damaged, or lacks a column or has one twice.
    """
    path = Path(path).expanduser()
    first, *rest = rows_of(path) or [[]]
    names = [head.split()[-1] if head else "" for head in first]
    if missing := [name for name in COLUMNS if name in _needed() - set(names)]:
        raise _not_reviewed(path, missing)
    if twice := [name for name in COLUMNS if names.count(name) > 1]:
        raise _ambiguous(path, twice)
    found = []
    for number, row in enumerate(rest, start=2):
        one = dict.fromkeys(COLUMNS, "")
        one |= dict(zip(names, (*row, *[""] * len(names)), strict=False))
        one |= {name: next(iter(one[name].split()), "") for name in CODED}
        one["row"] = str(number)
        found.append(one)
    return found


def _needed() -> set[str]:
    return {"decision", *CLAIM_COLUMNS} - _OPTIONAL


def _not_reviewed(path: Path, missing: list[str]) -> JmanalysisError:
    named_ones = "、".join(f"{_HEADS[name]} {name}" for name in missing)
    is_another = len(missing) == len(_needed())
    zh, en = (
        ("", "") if is_another else (f"：缺少 {named_ones} 列", f"; it lacks {', '.join(missing)}")
    )
    return JmanalysisError(
        f"{path.name} 不是审读表{zh}。",
        f"{path.name} is no review table{en}.",
        where=str(path),
        hint_zh="审读表由 jmanalysis read … --out review.xlsx 写出；不要改表头，不要删列。",
        hint_en="A review table is written by jmanalysis read … --out; leave its head and columns.",
    )


def _ambiguous(path: Path, twice: list[str]) -> JmanalysisError:
    """Refuse a table of which two columns have one name: nobody knows which is meant."""
    named_ones = "、".join(f"{_HEADS[name]} {name}" for name in twice)
    return JmanalysisError(
        f"{path.name} 有不止一个 {named_ones} 列。",
        f"{path.name} has more than one column {', '.join(twice)}.",
        where=str(path),
        hint_zh="只留要用的一列，其余删去，或把表头改成别的名称。",
        hint_en="Keep the one that counts; delete the others, or give their heads another name.",
    )


def accepted(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """Return the rows that the reviewer took.

    Raises
    ------
    JmanalysisError
        If a decision is neither yes nor no; all of them are listed.
    """
    decided = [_decision(row["decision"]) for row in rows]
    unclear = [
        f"行 row {row['row']}: “{row['decision']}”"
        for row, one in zip(rows, decided, strict=True)
        if one is None
    ]
    if unclear:
        raise JmanalysisError(
            f"有 {len(unclear)} 行的决定读不懂，什么也没有采纳：\n" + "\n".join(unclear),
            f"{len(unclear)} decisions are not understood; nothing was taken.",
            hint_zh=f"写 {ACCEPT} 或 {REJECT}；没有决定的行留空。",
            hint_en="Write accept or reject; leave empty what is not decided.",
        )
    return [row for row, one in zip(rows, decided, strict=True) if one == ACCEPT]


def accepted_of(path: str | Path, text: Path | None) -> tuple[list[dict[str, str]], int]:
    """Return the accepted rows of one text, and how many there are of other files.

    Raises
    ------
    JmanalysisError
        If the table cannot be used, or all that is accepted is of other files.
    """
    rows = read_back(path)
    taken, files = accepted(rows), {row["file"] for row in rows if row["file"]}
    if text is None or len(files) < 2:  # a single text may have got another name since
        return taken, 0
    mine = [row for row in taken if _is_of(row["file"], text)]
    if taken and not mine:
        others = "、".join(sorted({row["file"] for row in taken}))
        raise JmanalysisError(
            f"采纳的 {len(taken)} 行都不是 {text.name} 的，而是 {others} 的。",
            f"None of the {len(taken)} accepted rows is of {text.name}; they are of {others}.",
            where=str(path),
            hint_zh="用 --text 指明这些行的原文；每个文献各运行一次。",
            hint_en="Name the text of these rows with --text; run it once for each document.",
        )
    return mine, len(taken) - len(mine)


def _is_of(file: str, text: Path) -> bool:
    """Say whether a row is of a text: what the row names is the end of its path."""
    parts = tuple(file.split("/"))
    return not file or text.expanduser().absolute().parts[-len(parts) :] == parts


def _decision(said: str) -> str | None:
    """Return what is decided: accept, reject, nothing yet, or None where it is not understood."""
    plain = narrow(normalize("NFKC", said)).casefold()
    words = set(re.split(r"[\s/()!.,;。]+", plain)) - {""}
    if not words:
        return ""
    if words <= _ACCEPTS:
        return ACCEPT
    return REJECT if words <= _REJECTS else None
