"""Make the workbook of notebook 07: a bureau's return for a city that does not exist.

Every figure in it is made up and the workbook says so. It is written as bureaus write theirs: a
title across the sheet, heads in two rows, units in a corner, dashes, words in cells, notes below.
Run ``python scripts/make_example.py``; the same bytes come out each time.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter

FOLDER = Path(__file__).resolve().parents[1] / "notebooks"

PLACES = [
    ("东山区", 4.21, 5.02, 5.5),
    ("西河区", 3.8, "约4.5", 5),
    ("南湖区", "—", "超4", 4.8),
    ("北岭县", 2.95, "未统计", "不低于4"),
    ("中田县", 3.1, "3.4—3.6", ""),
]
CLINICS = [
    ("东山区", 66.7, "超75"),
    ("西河区", "超50", 68.2),
    ("南湖区", 45.5, "完成年度任务"),
    ("北岭县", 30, "…"),
    ("中田县", "", "争取达70"),
]


def main() -> None:
    """Write the return, and the same return after a correction."""
    _write(FOLDER / "example-return-2024.xlsx", PLACES, CLINICS)
    corrected = [("中田县", 3.1, 3.52, 4.2) if row[0] == "中田县" else row for row in PLACES]
    _write(FOLDER / "example-return-2024-corrected.xlsx", corrected, CLINICS)


def _write(path: Path, places: Sequence[Sequence[Any]], clinics: Sequence[Sequence[Any]]) -> None:
    with xlsxwriter.Workbook(path) as book:
        book.set_properties({"created": datetime(2025, 1, 1)})  # else the hour of making goes in
        bold = book.add_format({"bold": True, "align": "center", "valign": "vcenter"})
        edge = book.add_format({"border": 1, "align": "center"})
        head = book.add_format({"border": 1, "bold": True, "align": "center", "valign": "vcenter"})
        _childcare(book.add_worksheet("托育"), places, bold, head, edge)
        _primary_care(book.add_worksheet("基层服务"), clinics, bold, head, edge)


def _childcare(sheet: Any, rows: Sequence[Sequence[Any]], bold: Any, head: Any, edge: Any) -> None:
    sheet.set_column("A:D", 14)
    sheet.merge_range("A1:D1", "示例市托育服务情况统计表（示例数据）", bold)
    sheet.write("D2", "单位：个/千人")
    sheet.merge_range("A3:A4", "县（市、区）", head)
    sheet.merge_range("B3:D3", "每千人口托位数", head)
    sheet.write_row("B4", ["2023年", "2024年", "2025年目标"], head)
    for number, row in enumerate(rows, start=4):
        sheet.write_row(number, 0, row, edge)
    sheet.write(4 + len(rows), 0, "注：数字均为虚构；“—”表示未填报。")


def _primary_care(
    sheet: Any, rows: Sequence[Sequence[Any]], bold: Any, head: Any, edge: Any
) -> None:
    sheet.set_column("A:C", 24)
    sheet.merge_range("A1:C1", "示例市2024年基层服务情况（示例数据）", bold)
    heads = ["县（市、区）", "推荐标准创建比例（%）", "家庭医生签约率（%）"]
    sheet.write_row("A2", heads, head)
    for number, row in enumerate(rows, start=2):
        sheet.write_row(number, 0, row, edge)


if __name__ == "__main__":
    main()
