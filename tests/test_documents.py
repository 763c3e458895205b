"""Reading a seeds folder: strict, and with one clear message that names file, row and mend."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

import jmanalysis as jm
from jmanalysis.documents import default_folder, read_seeds
from jmanalysis.errors import SeedsError

CLAIMS = "claims/xinhui_press_2025.csv"


@pytest.fixture
def copy(seeds_folder: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(seeds_folder, tmp_path / "seeds"))


def replaced(path: Path, pattern: str, by: str) -> None:
    text = path.read_text("utf-8")
    changed = re.sub(pattern, by, text, count=1, flags=re.MULTILINE)
    assert changed != text
    path.write_text(changed, encoding="utf-8", newline="")


def refusal(folder: Path) -> str:
    """Read the folder and return what it is refused with, in both languages."""
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    with pytest.raises(SeedsError) as caught:
        jm.load(folder)
    assert before == {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    message = str(caught.value)
    assert caught.value.where
    assert "提示: " in message
    assert "Hint: " in message
    return message


def row_of(path: Path, start: str) -> int:
    lines = path.read_text("utf-8").splitlines()
    return next(n for n, line in enumerate(lines, start=1) if line.startswith(start))


def test_the_packaged_facts_are_read_whole(seeds_folder: Path) -> None:
    seeds = read_seeds(seeds_folder)
    files = sorted((seeds_folder / "claims").glob("*.csv"))
    rows = sum(len(path.read_text("utf-8").splitlines()) - 1 for path in files)
    assert len(seeds.claims) == rows
    assert set(seeds.claims["file"]) == {f"claims/{path.name}" for path in files}


def test_every_claim_knows_its_row_in_its_file(seeds_folder: Path) -> None:
    for claim in read_seeds(seeds_folder).claims.iloc[::25].to_dict("records"):
        line = (seeds_folder / claim["file"]).read_text("utf-8").splitlines()[claim["row"] - 1]
        assert line.startswith(claim["id"] + ",")


def test_another_folder_can_be_named_in_the_environment(
    copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JMANALYSIS_SEEDS", str(copy))
    assert default_folder() == copy


@pytest.mark.parametrize(
    ("column", "pattern", "by", "said"),
    [
        ("area", r"^(xh25-014,[^,]*,\d*,\d*),440705", r"\1,440706", "440706"),
        ("indicator", r"^(xh25-014.*),childcare_slots,", r"\1,childcare_slot,", "childcare_slots"),
        ("nature", r"^(xh25-014.*),actual,", r"\1,fact,", "actual"),
        ("tally", r"^(xh25-011.*),stock,", r"\1,stocks,", "stock"),
        ("population", r"^(xh25-014.*),unstated,", r"\1,everybody,", "resident"),
        ("period", r"^(xh25-014.*),2024,", r"\1,二〇二四,", "ISO"),
        ("value", r"^(xh25-014.*),6\.12,", r"\1,约6.12,", "60±5"),
        ("document", r"^(xh25-014),xinhui_press_2025", r"\1,xinhui_press", "xinhui_press_2025"),
    ],
)
def test_a_wrong_word_is_named_with_file_row_and_mend(
    copy: Path, column: str, pattern: str, by: str, said: str
) -> None:
    start = "xh25-011" if column == "tally" else "xh25-014"
    replaced(copy / CLAIMS, pattern, by)
    message = refusal(copy)
    assert Path(CLAIMS).name in message
    assert f"row {row_of(copy / CLAIMS, start)}" in message
    assert said in message


def test_a_share_over_a_hundred_is_refused(copy: Path) -> None:
    replaced(copy / CLAIMS, r"^(xh25-005.*),90,", r"\1,190,")
    row = row_of(copy / CLAIMS, "xh25-005")
    with pytest.raises(SeedsError) as caught:
        jm.normalise(jm.load(copy))
    assert CLAIMS in caught.value.where
    assert str(row) in caught.value.where
    assert "100" in caught.value.hint_zh


def test_an_id_that_stands_twice_is_named_with_its_file_and_row(copy: Path) -> None:
    replaced(copy / CLAIMS, r"^xh25-005,", "xh25-004,")
    message = refusal(copy)
    assert "xh25-004" in message
    assert Path(CLAIMS).name in message
    assert f"row {row_of(copy / CLAIMS, 'xh25-004') + 1}" in message


def test_an_id_that_stands_in_two_files_is_named_with_file_and_row(copy: Path) -> None:
    replaced(copy / CLAIMS, r"^xh25-005,", "jm25-100,")
    message = refusal(copy)
    assert "jm25-100" in message
    assert Path(CLAIMS).name in message


@pytest.mark.parametrize("name", [CLAIMS, "areas.csv", "indicators.csv", "documents.csv"])
def test_a_table_in_gbk_is_refused(copy: Path, name: str) -> None:
    text = (copy / name).read_text("utf-8")
    (copy / name).write_bytes(text.encode("gbk", errors="replace"))
    assert "GBK" in refusal(copy)


def test_a_byte_order_mark_is_refused(copy: Path) -> None:
    (copy / CLAIMS).write_bytes(b"\xef\xbb\xbf" + (copy / CLAIMS).read_bytes())
    assert "BOM" in refusal(copy)


def test_an_empty_table_is_refused(copy: Path) -> None:
    (copy / CLAIMS).write_bytes(b"")
    assert Path(CLAIMS).name in refusal(copy)


def test_a_missing_column_is_named(copy: Path) -> None:
    replaced(copy / CLAIMS, r"^(id,document.*),tally,", r"\1,")
    assert "tally" in refusal(copy)


def test_an_extra_column_is_named(copy: Path) -> None:
    lines = (copy / CLAIMS).read_text("utf-8").splitlines()
    table = [lines[0] + ",mood", *(line + "," for line in lines[1:])]
    (copy / CLAIMS).write_text("\n".join(table) + "\n", encoding="utf-8")
    assert "mood" in refusal(copy)


@pytest.mark.parametrize("part", [0.3, 0.55, 0.8])
def test_a_table_cut_off_in_the_middle_is_refused(copy: Path, part: float) -> None:
    data = (copy / CLAIMS).read_bytes()
    cut = data[: int(len(data) * part)].decode("utf-8", errors="ignore").rstrip("\n")
    (copy / CLAIMS).write_text(cut, encoding="utf-8")
    assert "row" in refusal(copy)


@pytest.mark.parametrize("name", ["areas.csv", "indicators.csv", "documents.csv"])
def test_a_missing_table_is_named(copy: Path, name: str) -> None:
    (copy / name).unlink()
    assert name in refusal(copy)


def test_a_folder_without_claims_is_refused(copy: Path) -> None:
    shutil.rmtree(copy / "claims")
    assert "claims" in refusal(copy)
