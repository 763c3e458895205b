"""Review and add: from candidates to a table, and from accepted rows into the seeds."""

from __future__ import annotations

import hashlib
import os
import shutil
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pandas as pd
import pytest
from adding_kit import DOCUMENT, TEXT, Desk
from hypothesis import given
from hypothesis import strategies as st
from reading_kit import SPECIMENS
from seeds_kit import contents

import jmanalysis as jm
from jmanalysis.adding import NotAddedError, add
from jmanalysis.cli import main
from jmanalysis.documents import read_seeds
from jmanalysis.errors import JmanalysisError
from jmanalysis.reading import review
from jmanalysis.reading.rows import shielded, unshielded
from jmanalysis.reading.sheets import workbook


@pytest.fixture
def desk(seeds_folder: Path, tmp_path: Path) -> Desk:
    """Register the text in a copy of the seeds, and write its review table."""
    text = tmp_path / "page.txt"
    text.write_text(TEXT, "utf-8")
    return Desk.of(seeds_folder, tmp_path, text)


def test_accepted_rows_become_claims(desk: Desk) -> None:
    desk.decide("92", "3", "6.35")
    added = add(desk.table, document=DOCUMENT, seeds=desk.seeds.folder, text=desk.text)
    rows = desk.seeds.read(f"claims/{DOCUMENT}.csv")
    assert [(r["value"], r["unit"], r["indicator"]) for r in rows] == [
        ("3", "家", "recommended_standard_added"),
        ("92", "%", "recommended_standard_rate"),
        ("6.35", "个", "childcare_slots"),
    ]
    assert [r["id"] for r in rows] == ["xipr26-001", "xipr26-002", "xipr26-003"]
    assert list(added.claims["id"]) == [r["id"] for r in rows]
    assert len(jm.load(desk.seeds.folder).frame.query(f"document == '{DOCUMENT}'")) == 3


def test_what_was_added_is_told_as_a_difference(desk: Desk) -> None:
    desk.decide("92")
    added = add(desk.table, document=DOCUMENT, seeds=desk.seeds.folder, text=desk.text)
    assert "recommended_standard_rate 2025" in added.charts
    assert "440705" in set(added.cells["area"])
    assert "+ xipr26-001 440705 recommended_standard_rate 2025 92%" in added.report()


def test_further_rows_go_on_with_the_numbers(desk: Desk) -> None:
    for value, last in (("92", "xipr26-001"), ("6.35", "xipr26-002")):
        table = desk.table.with_name(f"{last}.csv")
        again = Desk(desk.seeds, desk.text, table)
        review.write(jm.read(desk.text, seeds=desk.seeds.folder), table)
        again.decide(value)
        added = add(table, document=DOCUMENT, seeds=desk.seeds.folder, text=desk.text)
        assert list(added.claims["id"]) == [last]


def test_a_workbook_goes_there_and_back(desk: Desk, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    path = review.write(jm.read(desk.text, seeds=desk.seeds.folder), tmp_path / "review.xlsx")
    book = openpyxl.load_workbook(path)
    sheet = book["review"]
    lists = {str(one.formula1) for one in sheet.data_validations.dataValidation}
    assert len(lists) == 8
    assert sheet.freeze_panes == "C2"
    values = [cell.value for cell in sheet["F"]]
    sheet.cell(values.index("92") + 1, 1).value = "accept"
    book.save(path)
    add(path, document=DOCUMENT, seeds=desk.seeds.folder, text=desk.text)
    (row,) = desk.seeds.read(f"claims/{DOCUMENT}.csv")
    assert (row["value"], row["line_start"], row["line_end"]) == ("92", "4", "5")


#: What a reviewer may get wrong, and the word of the refusal.
WRONG = {
    "another value": ({"value": "93"}, "words_value"),
    "another unit": ({"unit": "人"}, ""),
    "words that are not there": ({"words": "创建比例为92%"}, "words_text"),
    "another line": ({"line_start": "1", "line_end": "1"}, "不在第1"),
    "no such area": ({"area": "440799"}, "unknown"),
    "no such indicator": ({"indicator": "no_such"}, "unknown"),
    "no such nature": ({"nature": "wish"}, "vocabulary"),
    "no period": ({"period": "去年"}, "period"),
    "another value than the seeds": ({"period": "2024"}, "repeats"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_row_that_does_not_fit_changes_nothing(name: str, desk: Desk) -> None:
    edits, word = WRONG[name]
    desk.decide("92", "6.35", **edits)
    before = contents(desk.seeds.folder)
    with pytest.raises(NotAddedError) as caught:
        add(desk.table, document=DOCUMENT, seeds=desk.seeds.folder, text=desk.text)
    assert word in str(caught.value)
    assert contents(desk.seeds.folder) == before


def _of_two(desk: Desk) -> Desk:
    """Review the text together with another of the same name."""
    other = desk.text.parent / "other" / "page.txt"
    other.parent.mkdir()
    other.write_text("开平市卫生健康局\n\n2025年，每千人口托位数4.75个。", "utf-8")
    found = jm.read([desk.text, other], seeds=desk.seeds.folder)
    return Desk(desk.seeds, desk.text, review.write(found, desk.table.with_name("two.csv")))


def test_of_a_review_of_several_files_the_rows_of_the_text_are_added(desk: Desk) -> None:
    two = _of_two(desk)
    two.decide("92", "4.75")
    added = add(two.table, document=DOCUMENT, seeds=two.seeds.folder, text=two.text)
    assert list(added.claims["value"]) == ["92"]
    assert added.left == 1
    assert "of other files: 1" in added.report()


def test_a_review_of_other_files_alone_is_not_added(desk: Desk) -> None:
    two = _of_two(desk)
    two.decide("4.75")
    with pytest.raises(JmanalysisError, match=r"they are of other/page\.txt"):
        add(two.table, document=DOCUMENT, seeds=two.seeds.folder, text=two.text)


def test_nothing_accepted_is_nothing_added(desk: Desk) -> None:
    with pytest.raises(NotAddedError, match="No row"):
        add(desk.table, document=DOCUMENT, seeds=desk.seeds.folder, text=desk.text)


def test_a_document_must_be_registered_first(desk: Desk) -> None:
    with pytest.raises(NotAddedError) as caught:
        add(desk.table, document="nobody", seeds=desk.seeds.folder, text=desk.text)
    assert "page.txt" in caught.value.hint_en


def test_the_packaged_seeds_are_not_written_to(desk: Desk) -> None:
    desk.decide("92")
    with pytest.raises(NotAddedError, match="read-only"):
        add(desk.table, document=DOCUMENT, text=desk.text)


def test_without_the_text_nothing_can_be_added(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JMANALYSIS_DOCUMENTS", raising=False)
    desk.decide("92")
    with pytest.raises(NotAddedError, match="--text"):
        add(desk.table, document=DOCUMENT, seeds=desk.seeds.folder)


def test_another_table_is_no_review_table(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "other.csv"
    path.write_text("a,b\n1,2\n", "utf-8")
    with pytest.raises(JmanalysisError, match="no review table"):
        add(path, document=DOCUMENT, seeds=desk.seeds.folder, text=desk.text)


def test_words_are_no_formula_in_a_workbook(desk: Desk) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    found = jm.read(desk.text, seeds=desk.seeds.folder)
    table = review.table(found)
    table["sentence"] = "=1+1\x07"
    book = openpyxl.load_workbook(BytesIO(workbook(table, review.heads(), found.register)))
    cells = book["review"]["B"][1:]
    assert {(cell.value, cell.data_type) for cell in cells} == {("=1+1", "s")}


def test_a_table_with_decisions_is_not_written_over(desk: Desk) -> None:
    desk.decide("92")
    before = desk.table.read_bytes()
    with pytest.raises(JmanalysisError, match="1 decisions"):
        review.write(jm.read(desk.text, seeds=desk.seeds.folder), desk.table)
    assert desk.table.read_bytes() == before


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_table_nobody_has_touched_is_written_anew(ending: str, desk: Desk) -> None:
    path = desk.table.with_name(f"again.{ending}")
    review.write(jm.read(desk.text), path)
    desk.text.write_text(TEXT.replace("6.35", "7.35"), "utf-8")
    review.write(jm.read(desk.text), path)
    assert "7.35" in {row["value"] for row in review.read_back(path)}


def _corrected(path: Path) -> None:
    path.write_text(path.read_text("utf-8-sig").replace("新会", "何处"), "utf-8-sig")


def _shortened(path: Path) -> None:
    path.write_text("".join(path.read_text("utf-8").splitlines(keepends=True)[:-1]), "utf-8")


#: What somebody may have done to a table, without a decision in it.
TOUCHED: dict[str, Callable[[Path], object]] = {
    "corrected": _corrected,
    "a row deleted": _shortened,
    "another text": lambda path: path.write_text("年份,数值\n2024,3\n", "utf-8"),
    "no table": lambda path: path.write_bytes(b"\x00\x01"),
    "empty": lambda path: path.write_bytes(b""),
}


@pytest.mark.parametrize("name", TOUCHED)
def test_a_file_somebody_has_worked_on_is_not_written_over(name: str, desk: Desk) -> None:
    TOUCHED[name](desk.table)
    before = desk.table.read_bytes()
    with pytest.raises(JmanalysisError, match="not written over"):
        review.write(jm.read(desk.text), desk.table)
    assert desk.table.read_bytes() == before


def test_no_other_workbook_is_written_over(desk: Desk, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.append(["地区", "数值"])
    book.save(tmp_path / "年报.xlsx")
    renamed = review.write(jm.read(desk.text), tmp_path / "renamed.xlsx")
    book = openpyxl.load_workbook(renamed)
    book["review"].title = "已审"
    book.save(renamed)
    for path in (tmp_path / "年报.xlsx", renamed):
        before = path.read_bytes()
        with pytest.raises(JmanalysisError, match="not written over"):
            review.write(jm.read(desk.text), path)
        assert path.read_bytes() == before


@pytest.mark.parametrize("option", ["--out", "--ledger"])
def test_the_command_does_not_write_over_what_it_reads(
    option: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = tmp_path / "t.csv"
    text.write_text(TEXT, "utf-8")
    assert main(["read", str(text), option, str(text)]) == 1
    assert "不覆盖" in capsys.readouterr().err
    assert text.read_text("utf-8") == TEXT


@pytest.mark.parametrize("other", ["both.csv", "new/../both.csv"])
def test_review_and_ledger_are_two_files(
    other: str, desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "both.csv"
    assert main(["read", str(desk.text), "--out", str(out), "--ledger", str(tmp_path / other)]) == 1
    assert "cannot be one file" in capsys.readouterr().err
    assert not out.exists()


def test_a_ledger_is_written_over_a_ledger_alone(desk: Desk, tmp_path: Path) -> None:
    found, path = jm.read(desk.text), tmp_path / "new" / "ledger.csv"
    first = review.write_ledger(found, path).read_bytes()
    assert review.write_ledger(found, path).read_bytes() == first
    with pytest.raises(JmanalysisError, match="not written over"):
        review.write_ledger(found, desk.table)
    with pytest.raises(JmanalysisError, match=r"Cannot write a \.xlsx"):
        review.write_ledger(found, tmp_path / "ledger.xlsx")


def test_a_parquet_file_is_written_over_its_like_alone(desk: Desk, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    found, path = jm.read(desk.text), tmp_path / "review.parquet"
    review.write(found, review.write(found, path))
    pd.DataFrame({"a": [1]}).to_parquet(path)
    with pytest.raises(JmanalysisError, match="not written over"):
        review.write(found, path)


def _deciding(desk: Desk, said: str) -> list[dict[str, str]]:
    frame = pd.read_csv(desk.table, dtype="str", keep_default_na=False)
    frame.iloc[0, 0] = said
    frame.to_csv(desk.table, index=False, encoding="utf-8-sig")
    return review.accepted(review.read_back(desk.table))


@pytest.mark.parametrize(
    "said",
    ["采纳", "采纳 accept", "是", "√", "Accept", "ＹＥＳ", "采用/是", "採納", "采纳！", "采纳。"],
)
def test_a_yes_may_be_said_in_many_words(said: str, desk: Desk) -> None:
    assert [row["decision"] for row in _deciding(desk, said)] == [said]


@pytest.mark.parametrize("said", ["弃", "弃 reject", "否", "×", "不采纳", "No", "棄", ""])
def test_a_no_may_be_said_in_many_words(said: str, desk: Desk) -> None:
    assert _deciding(desk, said) == []


@pytest.mark.parametrize("said", ["待定", "采纳？", "采纳 弃", "不 采纳", "1"])
def test_an_unclear_decision_is_refused_with_its_row(said: str, desk: Desk) -> None:
    with pytest.raises(JmanalysisError, match=r"行 row 2: “.+”\n1 decisions are not"):
        _deciding(desk, said)


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_columns_that_may_be_empty_may_be_deleted(ending: str, desk: Desk) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    desk.decide("92")
    frame = pd.read_csv(desk.table, dtype="str", keep_default_na=False)
    gone = [head for head in frame.columns if head.split()[-1] in {"id", "subject", "note", "file"}]
    path = desk.table.with_name(f"less.{ending}")
    if ending == "csv":
        frame.drop(columns=gone).to_csv(path, index=False)
    else:
        book = openpyxl.Workbook()
        book.active.title = "review"
        kept = frame.drop(columns=gone)
        for row in (list(kept.columns), *kept.to_numpy().tolist()):
            book.active.append(row)
        book.save(path)
    added = add(path, document=DOCUMENT, seeds=desk.seeds.folder, text=desk.text)
    assert list(added.claims["value"]) == ["92"]


def test_a_column_that_is_missed_is_named(desk: Desk) -> None:
    frame = pd.read_csv(desk.table, dtype="str", keep_default_na=False)
    gone = [head for head in frame.columns if head.split()[-1] in {"unit", "words"}]
    frame.drop(columns=gone).to_csv(desk.table, index=False)
    with pytest.raises(JmanalysisError, match="缺少 单位 unit、原文用语 words 列") as caught:
        review.read_back(desk.table)
    assert "it lacks unit, words" in caught.value.en


def test_a_column_that_stands_twice_is_named(desk: Desk) -> None:
    frame = pd.read_csv(desk.table, dtype="str", keep_default_na=False)
    frame["value"] = "1"
    frame.to_csv(desk.table, index=False)
    with pytest.raises(JmanalysisError, match="不止一个 数值 value 列") as caught:
        review.read_back(desk.table)
    assert "more than one column value" in caught.value.en


@pytest.mark.parametrize("blank", ["\u00a0", "\u3000"])
def test_a_code_may_be_parted_from_its_name_by_any_blank(blank: str, desk: Desk) -> None:
    desk.decide("92", area=f"440703{blank}蓬江")
    assert "440703" in {row["area"] for row in review.read_back(desk.table)}


@pytest.mark.parametrize("mark", [";", "\t"])
def test_a_table_may_be_parted_by_other_marks(mark: str, desk: Desk) -> None:
    desk.decide("92")
    frame = pd.read_csv(desk.table, dtype="str", keep_default_na=False)
    before = review.read_back(desk.table)
    frame.to_csv(desk.table, index=False, sep=mark, encoding="gb18030")
    assert review.read_back(desk.table) == before


def _damaged(path: Path) -> None:
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(path, "w") as new:
        for name, data in parts.items():
            is_sheet = name == "xl/worksheets/sheet1.xml"
            new.writestr(name, data[: len(data) // 2] + b"<<" if is_sheet else data)


def _renamed(path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(path)
    book["review"].title = "已审"
    book.save(path)


#: What may have become of a workbook, and the word of the refusal.
BROKEN: dict[str, tuple[Callable[[Path], object], str]] = {
    "damaged": (_damaged, "damaged"),
    "renamed sheet": (_renamed, "there are: 已审, lists, 说明"),
    "old workbook": (lambda path: path.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600)), "old .xls"),
    "no workbook": (lambda path: path.write_bytes(b"PK\x03\x04"), "no .xlsx"),
    "binary": (lambda path: path.write_bytes(bytes(range(256)) * 9), "no text"),
    "a quotation without end": (lambda path: path.write_text('"' + "x" * 200_000), "no whole"),
    "missing": (Path.unlink, "not there"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_cannot_be_opened_is_said_in_both_languages(name: str, desk: Desk) -> None:
    pytest.importorskip("openpyxl")
    path = review.write(jm.read(desk.text), desk.table.with_suffix(".xlsx"))
    make, word = BROKEN[name]
    make(path)
    with pytest.raises(JmanalysisError, match=word) as caught:
        review.read_back(path)
    assert path.name in caught.value.zh


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=8).map(str.strip))
def test_shielded_text_is_no_formula_and_comes_back(text: str) -> None:
    written = shielded(text)
    assert written[:1] not in {"=", "+", "@"}
    assert unshielded(written) == text


def test_words_are_no_formula_in_a_csv(desk: Desk) -> None:
    text = desk.text.with_name("signs.txt")
    text.write_text("新会区卫生健康局\n\n接种率-5%，@2家。\n", "utf-8")
    path = review.write(jm.read(text), desk.table.with_name("signs.csv"))
    said = path.read_text("utf-8-sig")
    assert ",'@2家," in said
    assert ",@" not in said
    assert "@2家" in {row["words"] for row in review.read_back(path)}


def test_a_full_disk_leaves_the_seeds_as_they_were(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    desk.decide("92")
    before = contents(desk.seeds.folder)
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(JmanalysisError, match="disk is full"):
        add(desk.table, document=DOCUMENT, seeds=desk.seeds.folder, text=desk.text)
    assert contents(desk.seeds.folder) == before


def test_a_rate_of_another_base_says_so_in_its_unit(tmp_path: Path) -> None:
    text = tmp_path / "page.txt"
    text.write_text("新会区卫生健康局\n\n2024年，每万人口托位数45个，三分之二为普惠托位。", "utf-8")
    shown = review.table(jm.read(text)).set_index("words")
    assert ("45", "个/万人") in set(zip(shown["value"], shown["unit"], strict=True))
    assert ("66.66666666666666", "%") in set(zip(shown["value"], shown["unit"], strict=True))


def test_the_command_reads_and_adds(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    seeds, text = str(desk.seeds.folder), str(desk.text)
    assert main(["read", text, "--seeds", seeds, "--out", str(desk.table)]) == 0
    assert "审读表 Review table" in capsys.readouterr().out
    desk.decide("92")
    order = ["add", str(desk.table), "--document", DOCUMENT, "--seeds", seeds, "--text", text]
    assert main(order) == 0
    assert "Claims added: 1" in capsys.readouterr().out


def test_the_command_shows_candidates_and_says_what_it_cannot_read(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["read", str(desk.text)]) == 0
    assert "每千人口托位数\t6.35个" in capsys.readouterr().out
    assert main(["read", str(desk.text.parent / "nothing.txt")]) == 1
    assert "没有这个文件" in capsys.readouterr().err


def test_a_folder_with_a_data_package_stays_sound(
    desk: Desk, seeds_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The made-up document is not among the source texts: only the tables are the matter here.
    monkeypatch.delenv("JMANALYSIS_DOCUMENTS", raising=False)
    shutil.copy(seeds_folder / "datapackage.json", desk.seeds.folder)
    shutil.copytree(seeds_folder / "schemas", desk.seeds.folder / "schemas")
    desk.decide("3")
    add(desk.table, document=DOCUMENT, seeds=desk.seeds.folder, text=desk.text)
    assert read_seeds(desk.seeds.folder).claims["id"].is_unique
    assert jm.check(desk.seeds.folder).ok


def test_a_list_of_districts_is_read_reviewed_and_added(desk: Desk, tmp_path: Path) -> None:
    pytest.importorskip("openpyxl")
    name, text = "jiangmen_conference_2025", SPECIMENS / "unseen-conference.txt"
    said = text.read_text("utf-8")
    rows = desk.seeds.read("documents.csv")
    like = next(row for row in rows if row["id"] == "jiangmen_press_2025")
    given = {"id": name, "file": text.name, "title": "发布会（示例数据）", "date": "2025-09-12"}
    given |= {"reading": "whole", "periods": "2025", "characters": str(len(said)), "note": ""}
    digest = hashlib.sha256(text.read_bytes()).hexdigest()
    desk.seeds.write("documents.csv", [*rows, like | given | {"sha256": digest}])
    found = jm.read(text, seeds=desk.seeds.folder)
    table = review.write(found, tmp_path / "conference.csv")
    Desk(desk.seeds, text, table).decide("4.9", "5.1", "4.6", "3.8", "3.9", "4.4", "3.7")
    added = add(table, document=name, seeds=desk.seeds.folder, text=text)
    assert dict(zip(added.claims["area"], added.claims["value"], strict=True)) == {
        "440703": "4.9",
        "440704": "5.1",
        "440705": "4.6",
        "440781": "3.8",
        "440783": "3.9",
        "440784": "4.4",
        "440785": "3.7",
    }
    assert set(added.claims["indicator"]) == {"childcare_slots"}
    assert "childcare_slots 2025" in added.charts
