"""Decided: what a review table says once a spreadsheet, or a hand, has been at it."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from adding_kit import TEXT

import jmanalysis as jm
from jmanalysis.errors import JmanalysisError
from jmanalysis.reading import review

openpyxl = pytest.importorskip("openpyxl")


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Write the review table of the text as a workbook."""
    text = tmp_path / "page.txt"
    text.write_text(TEXT, "utf-8")
    return review.write(jm.read(text), tmp_path / "review.xlsx")


def edited(path: Path, edit: Callable[[Any], object]) -> Path:
    """Edit the sheet of a workbook, as somebody would."""
    book = openpyxl.load_workbook(path)
    edit(book["review"])
    book.save(path)
    return path


def refused(path: Path) -> JmanalysisError:
    """Return the refusal of a review table."""
    with pytest.raises(JmanalysisError) as caught:
        review.accepted(review.read_back(path))
    return caught.value


def test_a_decision_over_merged_rows_is_refused_with_its_cells(table: Path) -> None:
    def merge(sheet: Any) -> None:
        sheet["A2"] = "采纳"
        sheet.merge_cells("A2:A4")

    error = refused(edited(table, merge))
    assert "A2:A4 是合并的" in error.zh
    assert "取消合并" in error.hint_zh
    assert "Unmerge" in error.hint_en


def test_cells_merged_beside_the_table_are_nobodys_business(table: Path) -> None:
    beside = len(review.COLUMNS) + 1

    def merge(sheet: Any) -> None:
        sheet["A2"] = "采纳"
        sheet.merge_cells(start_row=2, end_row=4, start_column=beside, end_column=beside)

    assert len(review.accepted(review.read_back(edited(table, merge)))) == 1


def test_a_formula_that_was_never_calculated_is_no_empty_cell(table: Path) -> None:
    def calculate(sheet: Any) -> None:
        sheet["A2"] = "采纳"
        sheet["F2"] = "=90+2"
        sheet["F2"].number_format = "General"

    error = refused(edited(table, calculate))
    assert "F2 是从未计算过的公式" in error.zh
    assert "the cells F2 hold formulas that were never calculated" in error.en
    assert "save it once" in error.hint_en


@pytest.mark.parametrize(
    ("cell", "value"),
    [("<v>92</v>", "92"), ("<is><t>92</t></is>", "92"), ("<v></v>", "")],
)
def test_the_result_of_a_formula_is_what_counts(cell: str, value: str, table: Path) -> None:
    # openpyxl writes no result beside a formula: it is put there as a spreadsheet would.
    edited(table, lambda sheet: sheet.__setitem__("F2", "=90+2"))
    kind = ' t="inlineStr"' if "<is>" in cell else ' t="str"' if not value else ""
    formula = "" if "<is>" in cell else "<f>90+2</f>"
    with zipfile.ZipFile(table) as old:
        parts = {name: old.read(name).decode() for name in old.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"]
    head, _, rest = sheet.partition('<c r="F2"')
    style, _, rest = rest.partition(">")
    _, _, rest = rest.partition("</c>")
    style = style.partition(" t=")[0]
    sheet = f'{head}<c r="F2"{style}{kind}>{formula}{cell}</c>{rest}'
    with zipfile.ZipFile(table, "w") as new:
        for name, part in (parts | {"xl/worksheets/sheet1.xml": sheet}).items():
            new.writestr(name, part)
    assert review.read_back(table)[0]["value"] == value


def test_an_open_document_is_to_be_saved_as_xlsx(tmp_path: Path) -> None:
    path = tmp_path / "review.ods"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        made.writestr("content.xml", "<office/>")
    error = refused(path)
    assert "这是 .ods" in error.zh
    assert "另存为 .xlsx" in error.hint_zh
    assert "密码" not in error.hint_zh
