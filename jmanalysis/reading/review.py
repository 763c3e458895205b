"""Review: candidates as a workbook or table for a person to decide on, and back again.

One row per candidate, most certain first. The reviewer corrects what is wrong and writes 采纳 or
弃 in the first column; what is left empty is not taken.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pandas as pd

from jmanalysis.errors import JmanalysisError
from jmanalysis.reading.candidates import Candidates
from jmanalysis.vocabulary import CLAIM_COLUMNS, WORDS, Register, records

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
_WIDTHS = {"sentence": 60, "indicator": 34, "words": 26, "others": 30, "subject": 18, "note": 20}


def table(candidates: Candidates) -> pd.DataFrame:
    """Lay candidates out for review: names beside codes, decisions empty."""
    frame = candidates.frame
    frame.insert(0, "decision", "")
    shown = frame[list(COLUMNS)].copy()
    shown["area"] = [_named(code, candidates.register) for code in shown["area"]]
    return shown.astype({name: "str" for name in COLUMNS if name != "score"})


def _named(code: str, register: Register) -> str:
    area = register.area_by_code.get(code)
    return f"{code} {area.short_zh}" if area else code


def write(candidates: Candidates, path: str | Path) -> Path:
    """Write a review table, as .xlsx with drop-down lists or as .csv.

    Raises
    ------
    JmanalysisError
        If the ending is neither.
    """
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix.lower() == ".csv":
        heads = [f"{_HEADS[name]} {name}" for name in COLUMNS]
        text = table(candidates).to_csv(index=False, header=heads, lineterminator="\n")
        path.write_text(text, encoding="utf-8-sig")  # Excel takes UTF-8 without BOM for GBK
    elif path.suffix.lower() == ".xlsx":
        _workbook(candidates).save(path)
    elif path.suffix.lower() == ".parquet":
        _parquet(candidates, path)
    else:
        raise JmanalysisError(
            f"不会写“{path.suffix}”文件。",
            f"Cannot write a {path.suffix or 'nameless'} file.",
            hint_zh="用 .xlsx、.csv 或 .parquet。",
            hint_en="Use .xlsx, .csv or .parquet.",
        )
    return path


def _parquet(candidates: Candidates, path: Path) -> None:
    try:
        candidates.frame.to_parquet(path)
    except ImportError as error:
        raise JmanalysisError(
            "写 Parquet 需要 pyarrow。",
            "Writing Parquet needs pyarrow.",
            hint_zh="pip install pyarrow，或用 .csv。",
            hint_en="pip install pyarrow, or use .csv.",
        ) from error


def _workbook(candidates: Candidates) -> Any:
    try:
        from openpyxl import Workbook
        from openpyxl.styles import Alignment, Font
    except ImportError as error:
        raise JmanalysisError(
            "写 .xlsx 需要 openpyxl。",
            "Writing .xlsx needs openpyxl.",
            hint_zh='pip install "jmanalysis[read]"，或用 .csv。',
            hint_en='pip install "jmanalysis[read]", or use .csv.',
        ) from error
    book = Workbook()
    sheet = book.active
    sheet.title = "review"
    sheet.append([f"{_HEADS[name]} {name}" for name in COLUMNS])
    for row in table(candidates).itertuples(index=False, name=None):
        sheet.append([_safe(value) for value in row])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for number, name in enumerate(COLUMNS, start=1):
        letter = sheet.cell(1, number).column_letter
        sheet.column_dimensions[letter].width = _WIDTHS.get(name, 12)
        for cell in sheet[letter][1:]:
            cell.alignment = Alignment(wrap_text=name == "sentence", vertical="top")
            cell.number_format = "@" if name != "score" else "0.00"
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = sheet.dimensions
    _lists(book, sheet, candidates.register)
    return book


def _safe(value: object) -> object:
    """Keep a spreadsheet from taking words for a formula, or choking on control characters."""
    if not isinstance(value, str):
        return value
    return "".join(char for char in value if char.isprintable())


def _lists(book: Any, sheet: Any, register: Register) -> None:
    """Offer the allowed words as drop-down lists; long ones stand on a sheet of their own."""
    from openpyxl.worksheet.datavalidation import DataValidation

    chosen = {
        "decision": [ACCEPT, REJECT],
        "area": [_named(code, register) for code in register.area_by_code],
        "indicator": list(register.indicator_by_id),
        **{name: list(WORDS[name]) for name in ("nature", "tally", "period_basis", "value_basis")},
        "population": list(WORDS["population"]),
    }
    words = book.create_sheet("lists")
    names = {one.id: one.name_zh for one in register.indicator_by_id.values()}
    for column, (name, values) in enumerate(chosen.items(), start=1):
        given = [value for value in values if value]
        words.cell(1, column, name)
        for row, value in enumerate(given, start=2):
            words.cell(row, column, value)
        letter = words.cell(1, column).column_letter
        formula = f"lists!${letter}$2:${letter}${len(given) + 1}"
        rule = DataValidation("list", formula1=formula, allow_blank=True, showErrorMessage=False)
        sheet.add_data_validation(rule)
        target = sheet.cell(1, COLUMNS.index(name) + 1).column_letter
        rule.add(f"{target}2:{target}{max(2, sheet.max_row)}")
    for row, (one, zh) in enumerate(names.items(), start=2):
        words.cell(row, len(chosen) + 1, f"{one} {zh}")


def read_back(path: str | Path) -> list[dict[str, str]]:
    """Read a reviewed table: every row, with the columns of the claims tables as text.

    Raises
    ------
    JmanalysisError
        If it is no review table.
    """
    path = Path(path)
    rows = _xlsx(path) if path.suffix.lower() == ".xlsx" else _csv(path)
    heads = [head.split(" ")[-1] for head in rows[0]] if rows else []
    if not {"decision", "words", *CLAIM_COLUMNS} - {"document"} <= set(heads):
        raise JmanalysisError(
            f"{path.name} 不是审读表。",
            f"{path.name} is no review table.",
            where=str(path),
            hint_zh="审读表由 jmanalysis read … --out review.xlsx 写出；不要改表头。",
            hint_en="A review table is written by jmanalysis read … --out; leave its head.",
        )
    found = []
    for number, row in enumerate(rows[1:], start=2):
        one = dict(zip(heads, (*row, *[""] * len(heads)), strict=False))
        one["area"] = one["area"].split(" ")[0]
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
        sheet = load_workbook(path, read_only=True, data_only=True)["review"]
    except (OSError, KeyError, ValueError, zipfile.BadZipFile) as error:
        raise JmanalysisError(
            f"打不开审读表 {path.name}。",
            f"Cannot open the review table {path.name}.",
            where=str(path),
        ) from error
    return [[_text(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]


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
