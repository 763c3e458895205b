"""Review: candidates as a workbook or table for a person to decide on, and back again.

One row per candidate, most certain first. The reviewer corrects what is wrong and writes 采纳 or
弃 in the first column; what is left empty is not taken.
"""

from __future__ import annotations

import csv
import io
from contextlib import closing
from pathlib import Path
from typing import Any

import pandas as pd

from jmanalysis import units
from jmanalysis.bounds import Bounds
from jmanalysis.errors import JmanalysisError
from jmanalysis.exports.files import write_files
from jmanalysis.reading.candidates import Candidates
from jmanalysis.register import Register
from jmanalysis.vocabulary import CLAIM_COLUMNS, records

ACCEPT, REJECT = "采纳", "弃"
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
#: Columns that hold a word of the vocabulary: what stands behind the word is for the reader.
CODED = ("area", "indicator", "nature", "tally", "period_basis", "population", "value_basis")
_MEANINGS = {
    "actual": "实绩",
    "target": "目标",
    "stock": "存量",
    "added": "新增",
    "flow": "当期活动",
    "none": "不适用",
    "unclear": "未说明",
    "stated": "原文写明",
    "inferred": "由上下文推断",
    "counted": "清点",
    "resident": "常住",
    "registered": "户籍",
    "unstated": "未说明",
}


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
    return f"{word} {_MEANINGS[word]}" if word in _MEANINGS else word


def write(candidates: Candidates, path: str | Path) -> Path:
    """Write a review table, as .xlsx with drop-down lists or as .csv; .parquet is for programs.

    Raises
    ------
    JmanalysisError
        If the ending is none of these, or a table that somebody has decided on stands there.
    ExportError
        If the file cannot be written; what stood there is unchanged then.
    """
    path = Path(path)
    made = {".csv": _csv_bytes, ".xlsx": _xlsx_bytes, ".parquet": _parquet}.get(path.suffix.lower())
    if made is None:
        raise JmanalysisError(
            f"不会写“{path.suffix}”文件。",
            f"Cannot write a {path.suffix or 'nameless'} file.",
            hint_zh="用 .xlsx、.csv 或 .parquet。",
            hint_en="Use .xlsx, .csv or .parquet.",
        )
    _keep_decisions(path)
    write_files({path: made(candidates)})
    return path


def _keep_decisions(path: Path) -> None:
    """Refuse to write over a review table in which decisions stand."""
    if path.suffix.lower() == ".parquet" or not path.is_file():
        return
    try:
        rows = read_back(path)
    except JmanalysisError:
        return  # no review table, so no decisions
    decided = sum(1 for row in rows if row["decision"].strip())
    if decided:
        raise JmanalysisError(
            f"{path.name} 里已有 {decided} 行写了决定，不覆盖。",
            f"{path.name} holds {decided} decisions and is not written over.",
            where=str(path),
            hint_zh="换一个文件名，或先把它移走。",
            hint_en="Choose another name, or move it away first.",
        )


def _csv_bytes(candidates: Candidates) -> bytes:
    text = table(candidates).to_csv(index=False, header=heads(), lineterminator="\n")
    return text.encode("utf-8-sig")  # Excel takes UTF-8 without BOM for GBK


def _xlsx_bytes(candidates: Candidates) -> bytes:
    from jmanalysis.reading.sheets import workbook

    return workbook(table(candidates), heads(), candidates.register)


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
        If it is no review table.
    """
    path = Path(path)
    rows = _xlsx(path) if path.suffix.lower() == ".xlsx" else _csv(path)
    names = [head.split()[-1] if head else "" for head in rows[0]] if rows else []
    if not {"decision", "words", *CLAIM_COLUMNS} - {"document"} <= set(names):
        raise JmanalysisError(
            f"{path.name} 不是审读表。",
            f"{path.name} is no review table.",
            where=str(path),
            hint_zh="审读表由 jmanalysis read … --out review.xlsx 写出；不要改表头。",
            hint_en="A review table is written by jmanalysis read … --out; leave its head.",
        )
    found = []
    for number, row in enumerate(rows[1:], start=2):
        one = dict(zip(names, (*row, *[""] * len(names)), strict=False))
        one |= {name: one[name].split(" ")[0] for name in CODED}
        one["row"] = str(number)
        found.append(one)
    return found


def _csv(path: Path) -> list[list[str]]:
    from jmanalysis.reading.encodings import decoded

    if not path.is_file():
        raise JmanalysisError(f"找不到 {path}。", f"{path} is not there.", where=str(path))
    text, _ = decoded(path, path.read_bytes())
    return [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text, newline=""))]


def _xlsx(path: Path) -> list[list[str]]:
    import zipfile

    from openpyxl import load_workbook

    try:
        with closing(load_workbook(path, read_only=True, data_only=True)) as book:
            rows = book["review"].iter_rows(values_only=True)
            return [[_text(cell) for cell in row] for row in rows]
    except (OSError, KeyError, ValueError, zipfile.BadZipFile) as error:
        raise JmanalysisError(
            f"打不开审读表 {path.name}。",
            f"Cannot open the review table {path.name}.",
            where=str(path),
        ) from error


def _text(cell: object) -> str:
    """Return a cell as text; a spreadsheet may have made 6 out of '6' or 6.0."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def accepted(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """Return the rows that the reviewer took."""
    return [
        row for row in rows if row["decision"].strip().lower() in {ACCEPT, "accept", "yes", "y"}
    ]


def unsure(candidates: Candidates) -> int:
    """Count the candidates that nobody can take as they are: unknown, or without indicator."""
    rows = records(candidates.frame)
    return sum(row["kind"] == "unknown" or not row["indicator"] for row in rows)
