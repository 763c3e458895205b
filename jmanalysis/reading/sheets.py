"""The review table as a workbook: drop-down lists, and what needs a look is tinted."""

from __future__ import annotations

import io
from typing import Any

import pandas as pd

from jmanalysis.errors import JmanalysisError
from jmanalysis.reading import review
from jmanalysis.reading.rows import SHEET
from jmanalysis.register import Register
from jmanalysis.vocabulary import WORDS

_WIDTHS = {
    "decision": 10,
    "sentence": 52,
    "area": 13,
    "subject": 16,
    "indicator": 30,
    "value": 16,
    "unit": 10,
    "nature": 12,
    "tally": 16,
    "period": 17,
    "period_basis": 21,
    "population": 17,
    "value_basis": 16,
    "words": 28,
    "line_start": 11,
    "line_end": 10,
    "note": 20,
    "kind": 10,
    "supersedes": 13,
    "score": 7,
    "others": 34,
    "repeats": 14,
    "conflicts": 20,
    "file": 24,
    "id": 15,
}
_WRAPPED = frozenset(
    ("sentence", "indicator", "words", "note", "others", "conflicts", "subject", "file")
)
#: Tints, by what they say: to fill in, not understood, against what is known, head.
_FILL_IN, _UNREAD, _AGAINST, _HEAD = "FFF6D6", "F7DDD5", "FBE9C8", "E3ECF2"
_LINE = 17  # points that a line of text takes
_NOTES = (
    "逐行核对：在“决定 decision”列选“采纳”或“弃”，留空的行不会写入。",
    "地区、指标、性质、统计方式等列有下拉选单；单元格里空格以后的字只供阅读。",
    "数值用区间写法：>95 是超95，(10,20) 是10余，60±5 是约60，>=5.5 是不低于5.5。",
    "淡红的行有未读懂的数字；淡黄的“与已有矛盾”与数据里已有的说法不符，请对照原文。",
    "改完后：jmanalysis add 本文件 --document 文献编号 --seeds 自己的数据文件夹 --text 原文。",
    "表格改过以后不会被覆盖；最后一列表头中 # 后的字用来认出没有改过的表，请勿改动。",
    "Row by row: choose 采纳 (accept) or 弃 (reject) in the column decision; empty is not taken.",
    "Area, indicator, nature and others have drop-down lists; what follows the space is to read.",
    "Values are intervals: >95 above 95, (10,20) ten-odd, 60±5 about 60, >=5.5 at least 5.5.",
    "Reddish rows hold numerals that were not understood. Yellow in the column conflicts: the data",
    "already say something else; look at the text.",
    "Then: jmanalysis add THIS_FILE --document ID --seeds YOUR_FOLDER --text THE_TEXT.",
    "A table that was changed is not written over. The sign behind # in the last head tells",
    "whether it was: leave it as it is.",
)


def workbook(table: pd.DataFrame, heads: list[str], register: Register) -> bytes:
    """Make the workbook of a review table.

    Raises
    ------
    JmanalysisError
        If openpyxl is not installed.
    """
    try:
        from openpyxl import Workbook
    except ImportError as error:
        raise JmanalysisError(
            "写 .xlsx 需要 openpyxl。",
            "Writing .xlsx needs openpyxl.",
            hint_zh='pip install "jmanalysis[read]"，或用 .csv。',
            hint_en='pip install "jmanalysis[read]", or use .csv.',
        ) from error
    book = Workbook()
    sheet = book.active
    sheet.title = SHEET
    sheet.append([head.replace(" ", "\n") for head in heads])
    for row in table.itertuples(index=False, name=None):
        sheet.append([safe(value) for value in row])
    _dress(sheet)
    _tint(sheet)
    _print_well(sheet)
    _lists(book, sheet, register)
    notes = book.create_sheet("说明")
    for line in _NOTES:
        notes.append([line])
    notes.column_dimensions["A"].width = 100
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def safe(value: object) -> object:
    """Keep control characters out of a spreadsheet; what begins with = is text, not a formula."""
    if not isinstance(value, str):
        return value
    return "".join(char for char in value if char.isprintable())


def _dress(sheet: Any) -> None:
    """Set widths, wrapping and formats."""
    from openpyxl.styles import Alignment, Font, PatternFill

    for cell in sheet[1]:
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor=_HEAD)
        cell.alignment = Alignment(wrap_text=True, vertical="center")
    sheet.row_dimensions[1].height = 2 * _LINE + 4
    plain, wrapped = Alignment(vertical="top"), Alignment(wrap_text=True, vertical="top")
    for number, name in enumerate(review.COLUMNS, start=1):
        letter = sheet.cell(1, number).column_letter
        sheet.column_dimensions[letter].width = _WIDTHS[name]
        for cell in sheet[letter][1:]:
            cell.alignment = wrapped if name in _WRAPPED else plain
            cell.number_format = "@" if name != "score" else "0.00"
            if cell.data_type == "f":  # words are words, whatever they begin with
                cell.data_type = "s"
    for row in sheet.iter_rows(min_row=2):
        lines = max(_lines(cell) for cell in row)
        sheet.row_dimensions[row[0].row].height = _LINE * min(lines, 6) + 3
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = sheet.dimensions


def _lines(cell: Any) -> int:
    """Count the lines that a wrapped cell takes; a Chinese character is two columns wide."""
    name = review.COLUMNS[cell.column - 1]
    if name not in _WRAPPED or not isinstance(cell.value, str):
        return 1
    wide = sum(1 if char.isascii() else 2 for char in cell.value)
    return -(-wide // max(1, _WIDTHS[name] - 2))


def _tint(sheet: Any) -> None:
    """Tint what is to be filled in, what was not understood, and what is contradicted."""
    from openpyxl.styles import PatternFill

    fills = {one: PatternFill("solid", fgColor=one) for one in (_FILL_IN, _UNREAD, _AGAINST)}
    kind, against = (review.COLUMNS.index(name) for name in ("kind", "conflicts"))
    for row in sheet.iter_rows(min_row=2):
        row[0].fill = fills[_FILL_IN]
        if row[kind].value == "unknown":
            for cell in row[1:]:
                cell.fill = fills[_UNREAD]
        if row[against].value:
            row[against].fill = fills[_AGAINST]


def _print_well(sheet: Any) -> None:
    """Print across one landscape page, the head on each."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A3
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToHeight = 0
    sheet.print_title_rows = "1:1"


def _lists(book: Any, sheet: Any, register: Register) -> None:
    """Offer the allowed words as drop-down lists, which stand on a sheet of their own."""
    from openpyxl.worksheet.datavalidation import DataValidation

    chosen: dict[str, list[str]] = {
        "decision": [review.ACCEPT, review.REJECT],
        "area": list(register.area_by_code),
        "indicator": list(register.indicator_by_id),
        **{name: list(WORDS[name]) for name in review.CODED if name in WORDS},
    }
    words = book.create_sheet("lists")
    words.sheet_state = "hidden"
    for column, (name, values) in enumerate(chosen.items(), start=1):
        given = [review.named(value, register) for value in values if value]
        words.cell(1, column, name)
        for row, value in enumerate(given, start=2):
            words.cell(row, column, value)
        letter = words.cell(1, column).column_letter
        words.column_dimensions[letter].width = _WIDTHS[name]
        formula = f"lists!${letter}$2:${letter}${len(given) + 1}"
        rule = DataValidation("list", formula1=formula, allow_blank=True, showErrorMessage=False)
        sheet.add_data_validation(rule)
        target = sheet.cell(1, review.COLUMNS.index(name) + 1).column_letter
        rule.add(f"{target}2:{target}{max(2, sheet.max_row)}")
