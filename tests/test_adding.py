"""Adding: what is accepted, whatever the text is saved as, and what is refused with which words."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from adding_kit import DOCUMENT, TEXT, Desk
from seeds_kit import contents

import jmanalysis as jm
from jmanalysis import adding
from jmanalysis.adding import NotAddedError, add
from jmanalysis.adding.entries import entered
from jmanalysis.adding.shares import Share, ways_out
from jmanalysis.reading import review
from jmanalysis.reading.opening import open_text
from jmanalysis.vocabulary import DOCUMENT_COLUMNS

VALUES = ("92", "3", "6.35")


def plain(path: Path) -> Path:
    """Save the text as it is."""
    path.write_text(TEXT, "utf-8")
    return path


def word(path: Path) -> Path:
    """Save the text as a Word file, a paragraph for each line."""
    docx = pytest.importorskip("docx")
    document = docx.Document()
    for line in TEXT.replace("9\n2%", "92%").splitlines():
        document.add_paragraph(line)
    document.save(str(path.with_suffix(".docx")))
    return path.with_suffix(".docx")


def web(path: Path) -> Path:
    """Save the text as a web page."""
    said = "".join(f"<p>{line}</p>\n" for line in TEXT.replace("9\n2%", "92%").splitlines())
    page = f"<!doctype html><html><head><title>新会</title></head><body>{said}</body></html>"
    path.with_suffix(".html").write_text(page, "utf-8")
    return path.with_suffix(".html")


def marked(path: Path) -> Path:
    """Save the text with a byte-order mark."""
    path.write_text(TEXT, "utf-8-sig")
    return path


def national(path: Path) -> Path:
    """Save the text as Chinese editors did for long."""
    path.write_text(TEXT, "gb18030")
    return path


def invisible(path: Path) -> Path:
    """Save the text with what no reader sees between its characters."""
    seen = TEXT.replace("达到9", "达\u200b到\ue0009\ufeff")
    seen = seen.replace("托位数6", "托位\u2060数\u200b6")
    path.write_text(seen, "utf-8")
    return path


def captioned(path: Path) -> Path:
    """Save the text with one of its figures in a caption, printed twice run by run."""
    head, line, rest = TEXT.partition("每千人口托位数6.35个，")
    assert line
    caption = "新会区新会区20252025年年每千人口托位数每千人口托位数6.356.35个个"
    path.write_text(f"{head}{rest}\n{caption}\n", "utf-8")
    return path


SAVED: dict[str, Callable[[Path], Path]] = {
    one.__name__: one for one in (plain, word, web, marked, national, invisible, captioned)
}


@pytest.fixture
def desk(seeds_folder: Path, tmp_path: Path) -> Desk:
    """Register the plain text."""
    return Desk.of(seeds_folder, tmp_path, plain(tmp_path / "page.txt"))


@pytest.mark.parametrize("name", SAVED)
def test_what_was_added_passes_the_check_against_its_text(
    name: str, seeds_folder: Path, tmp_path: Path
) -> None:
    desk = Desk.of(seeds_folder, tmp_path, SAVED[name](tmp_path / "page.txt"))
    desk.decide(*VALUES)
    assert sorted(desk.add().claims["value"]) == sorted(VALUES)
    found = jm.check(desk.seeds.folder, tmp_path)
    named = [one for one in found.of("error") if DOCUMENT in (one.id, one.file[7:-4])]
    assert named == []


@pytest.mark.parametrize("gap", ["\t", "　"])
def test_figures_of_two_areas_and_of_a_table_are_added(
    gap: str, seeds_folder: Path, tmp_path: Path
) -> None:
    path = tmp_path / "page.txt"
    table = f"地区{gap}每千人口托位数（个）\n台山市{gap}3.74\n恩平市{gap}3.42\n"
    shared = "2025年，蓬江区、江海区的推荐标准创建比例均超95%。\n"
    path.write_text(TEXT.replace("新会区卫生健康局", "江门市卫生健康局") + shared + table, "utf-8")
    desk = Desk.of(seeds_folder, tmp_path, path)
    desk.seeds.edit("documents.csv", DOCUMENT, areas="440700 440703 440704 440781 440785")
    desk.decide(">95", "3.74")
    added = desk.add().claims
    assert set(zip(added["area"], added["value"], strict=True)) == {
        *(("440703", ">95"), ("440704", ">95"), ("440781", "3.74")),
    }
    errors = jm.check(desk.seeds.folder, tmp_path).of("error")
    assert [one for one in errors if DOCUMENT in (one.id, one.file[7:-4])] == []


def test_a_text_that_cannot_be_opened_is_an_error_of_the_check(desk: Desk, tmp_path: Path) -> None:
    desk.text.write_bytes(bytes(range(256)) * 9)
    found = jm.check(desk.seeds.folder, tmp_path)
    assert ("text_unreadable", DOCUMENT) in {(one.rule, one.id) for one in found.of("error")}


def refused(desk: Desk, document: str = DOCUMENT) -> str:
    """Return the words with which the rows are refused; the seeds are as they were then."""
    before = contents(desk.seeds.folder)
    with pytest.raises(NotAddedError) as caught:
        desk.add(document)
    assert contents(desk.seeds.folder) == before
    return str(caught.value)


def test_the_same_row_is_not_added_again(desk: Desk) -> None:
    desk.decide("92", "3")
    desk.add()
    desk.decide("6.35")
    said = refused(desk)
    assert f"行 row {desk.row('92')} [twice]" in said
    assert f"xipr26-002（claims/{DOCUMENT}.csv 第3行）" in said


def test_a_row_that_stands_twice_in_a_review_is_refused(desk: Desk) -> None:
    desk.decide("92")
    lines = desk.table.read_text("utf-8-sig").splitlines(keepends=True)
    again = next(line for line in lines if line.startswith("采纳"))
    desk.table.write_text("".join([*lines, again]), "utf-8-sig")
    assert f"行 row {len(lines) + 1} [twice] 本表第{desk.row('92')}行" in refused(desk)


def test_a_correction_may_repeat_what_it_corrects(desk: Desk) -> None:
    desk.decide("6.35", population="unstated")
    desk.add()
    desk.decide("6.35", population="resident", supersedes="xipr26-001", note="文末写明常住人口")
    assert list(desk.add().claims["id"]) == ["xipr26-002"]


def test_reading_again_shows_what_is_there_already(desk: Desk) -> None:
    desk.decide("92")
    desk.add()
    frame = jm.read(desk.text, seeds=desk.seeds.folder).frame.set_index("value")
    assert frame.loc["92", "repeats"] == "xipr26-001"
    assert frame.loc["6.35", "repeats"] == ""


def test_another_text_is_not_taken_for_the_registered_one(desk: Desk) -> None:
    desk.decide("92")
    said = refused(desk, "xinhui_press_2025")
    assert f"用 --document {DOCUMENT}" in said
    assert f"Use --document {DOCUMENT}" in said
    assert f"用 --document {DOCUMENT}" in refused(desk, "census_2020_secondary")
    desk.text.write_text(TEXT + "完。", "utf-8")
    assert f"is not the text that is registered for {DOCUMENT}." in refused(desk)


def test_the_seeds_of_a_checkout_are_not_written_to(
    desk: Desk, seeds_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.decide("92")
    monkeypatch.setattr(adding, "shipped_folder", lambda: seeds_folder)
    with pytest.raises(NotAddedError, match=r"shutil\.copytree"):
        add(desk.table, document=DOCUMENT, seeds=seeds_folder / "claims" / "..", text=desk.text)


def test_the_folder_of_the_environment_is_ones_own(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.decide("92")
    monkeypatch.setenv("JMANALYSIS_SEEDS", str(desk.seeds.folder))
    assert len(add(desk.table, document=DOCUMENT, text=desk.text).claims) == 1


def test_documents_of_like_names_get_ids_of_their_own(seeds_folder: Path, tmp_path: Path) -> None:
    text = plain(tmp_path / "page.txt")
    desk = Desk.of(seeds_folder, tmp_path, text, "jianghai_press_2026")
    rows = desk.seeds.read("documents.csv")
    rows[-1] |= {"areas": "440705 440700"}
    other = rows[-1] | {"id": "jiangmen_press_2026", "sha256": ""}
    desk.seeds.write("documents.csv", [*rows, other | {"reading": "extract"}])
    desk.decide("92")
    assert list(desk.add("jianghai_press_2026").claims["id"]) == ["jipr26-001"]
    rows[-1], other["sha256"] = rows[-1] | {"sha256": ""}, rows[-1]["sha256"]
    desk.seeds.write("documents.csv", [*rows, other])
    assert list(desk.add("jiangmen_press_2026").claims["id"]) == ["jipr26b-001"]


def test_an_analysts_words_are_understood(desk: Desk) -> None:
    typed = {"area": "新会", "nature": "实绩", "tally": "不适用"}
    known = jm.load(desk.seeds.folder).register.indicator("recommended_standard_rate")
    typed |= {"indicator": known.name_zh, "period_basis": "原文写明"}
    desk.decide("92", **typed)
    (row,) = desk.add().claims.to_dict("records")
    assert (row["area"], row["indicator"]) == ("440705", "recommended_standard_rate")
    assert (row["nature"], row["tally"], row["period_basis"]) == ("actual", "none", "stated")


#: What a reviewer may type, and what the answer names.
TYPED = {
    "no indicator": ({"indicator": ""}, "没有写指标"),
    "no area": ({"area": ""}, "没有写地区"),
    "nearly an area": ({"area": "新会市"}, "相近的有：新会、新会区"),
    "no nature": ({"nature": "愿望"}, "target 目标"),
    "value with its unit": ({"value": "超55%"}, "数值写 >55，单位写 %"),
    "value without a unit": ({"value": "超85"}, "“超85”。写 >85。 "),
    "a power beyond all": ({"value": "1e999"}, "“1e999”。数值与单位是两列：超95 是 >95"),
    "no number at all": ({"value": "多"}, "10余 是 (10,20)"),
    "no line": ({"line_start": "四"}, "“四”不是行号"),
}


@pytest.mark.parametrize("name", TYPED)
def test_a_word_that_is_not_understood_is_answered(name: str, desk: Desk) -> None:
    edits, answer = TYPED[name]
    desk.decide("92", "3", **edits)
    said = refused(desk)
    assert f"行 row {desk.row(edits.get('value', '92'))} [" in said
    assert answer in said


@pytest.mark.parametrize("typed", ["≥85", "＞＝85", "≧ 85", ">=85", "≥\u00a085"])
def test_signs_of_a_keyboard_are_understood(typed: str, desk: Desk) -> None:
    known = jm.load(desk.seeds.folder).register
    row = {"row": "2", "area": "440705", "indicator": "childcare_slots", "words": ""}
    row |= {"nature": "actual", "period_basis": "stated", "tally": "none", "population": ""}
    row |= {"value_basis": "stated", "line_start": "4", "line_end": "4"}
    for value, plain in (
        (typed, ">=85"),
        ("＞85", ">85"),
        ("≤９", "<=9"),
        ("（10，20）", "(10,20)"),
    ):
        (read,), faults = entered([row | {"value": value}], known)
        assert (read["value"], faults) == (plain, [])


def test_every_row_that_does_not_fit_is_named(desk: Desk) -> None:
    desk.decide("92", nature="愿望")
    desk.decide("3", words="新增3所")
    said = refused(desk)
    assert f"行 row {desk.row('92')} [vocabulary]" in said
    assert f"行 row {desk.row('3')} [words_text]" in said
    assert "2 faults in review.csv" in said
    assert "xipr26" not in said, "nobody has seen these ids"


def test_a_contradiction_is_told_of_the_new_row(seeds_folder: Path, tmp_path: Path) -> None:
    # The id comes before that of the other document, whose table is then read later.
    desk = Desk.of(seeds_folder, tmp_path, plain(tmp_path / "page.txt"), "a_press_2026")
    desk.decide("92", period="2024")
    said = refused(desk, "a_press_2026")
    assert f"行 row {desk.row('92')} [repeats]" in said
    assert "claims/jiangmen_press_2025.csv:139 jm25-138" in said
    assert "supersedes" in said


def test_a_claim_that_no_longer_fits_names_the_rows_that_bear_on_it(
    seeds_folder: Path, tmp_path: Path
) -> None:
    text = plain(tmp_path / "page.txt")
    text.write_text(TEXT.replace("新会区", "江海区").replace("2025年", "2024年"), "utf-8")
    desk = Desk.of(seeds_folder, tmp_path, text)
    rows = desk.seeds.read("documents.csv")
    rows[-1] |= {"areas": "440704"}
    desk.seeds.write("documents.csv", rows)
    desk.decide("92", "6.35")
    said = refused(desk)
    assert f"行 row {desk.row('92')} [stated_rank] claims/xinhui_press_2025.csv:" in said


def test_a_warning_is_told_and_stops_nothing(desk: Desk) -> None:
    text = TEXT.replace("创建比例达到9\n2%", "创建比例力争达到9\n2%")
    desk.text.write_text(text, "utf-8")
    rows = desk.seeds.read("documents.csv")
    opened = open_text(desk.text)
    rows[-1] |= {"sha256": opened.sha256, "characters": str(len(text))}
    desk.seeds.write("documents.csv", rows)
    desk.table.unlink()
    review.write(jm.read(desk.text, seeds=desk.seeds.folder), desk.table)
    desk.decide(">=92", "92", nature="actual", value="92", words="力争达到92%")
    added = desk.add()
    assert len(added.warnings) == 1
    assert "[nature] words 含“力争”" in added.warnings[0]
    assert f"! {added.warnings[0]}" in added.report()


@pytest.mark.parametrize("period", ["2030", "2026-04", "2025/2027"])
def test_what_had_not_happened_yet_is_no_actual(period: str, desk: Desk) -> None:
    desk.decide("92", period=period)
    assert f"行 row {desk.row('92')} [document_date] 文献的日期是 2026-03" in refused(desk)


@pytest.mark.parametrize(
    ("period", "warnings"), [("1999", 1), ("2019", 1), ("2020", 0), ("2026", 0), ("2026-03", 0)]
)
def test_a_period_long_before_the_document_is_worth_a_second_look(
    period: str, warnings: int, desk: Desk
) -> None:
    desk.decide("3", period=period)
    told = desk.add().warnings
    assert [f"行 row {desk.row('3')} [document_period]" in one for one in told] == [True] * warnings


def test_an_area_that_is_none_of_the_documents_is_refused_with_the_way_out(desk: Desk) -> None:
    desk.decide("3", area="440704")
    said = refused(desk)
    assert f"行 row {desk.row('3')} [coverage]" in said
    assert "在 documents.csv 的 areas 补上" in said


def test_of_a_document_without_date_any_year_may_be_told(desk: Desk) -> None:
    rows = desk.seeds.read("documents.csv")
    rows[-1] |= {"date": ""}
    desk.seeds.write("documents.csv", rows)
    desk.decide("3", period="2030")
    assert len(desk.add().claims) == 1


def test_too_much_of_a_short_text_says_what_to_shorten(seeds_folder: Path, tmp_path: Path) -> None:
    said = "新会区卫生健康局\n\n2025年，每千人口托位数6.35个，创建比例达到92%。"
    text = tmp_path / "page.txt"
    text.write_text(said, "utf-8")
    desk = Desk.of(seeds_folder, tmp_path, text)
    desk.decide("6.35")
    said = refused(desk)
    assert "[words_share]" in said
    assert "“每千人口托位数6.35个” → “6.35个”；或者把第2行改为“弃”。" in said
    desk.decide("6.35", words="6.35个")
    assert desk.add().claims["words"].tolist() == ["6.35个"]


@pytest.mark.parametrize("blanks", [0, 30, 100, 150])
@pytest.mark.parametrize("way", ["first", "last"])
def test_either_way_out_of_too_many_words_leads_out(way: str, blanks: int) -> None:
    rows = [
        {"row": str(number), "line_start": "3", "line_end": "3", "nature": "actual"}
        | {"value": value, "unit": unit, "words": words, "value_basis": "stated"}
        for number, (value, unit, words) in enumerate(
            [
                ("6.35", "个", "每千人口托位数6.35个"),
                ("92", "%", "创建比例达到92%"),
                ("314", "个", "新增托位314个"),
                ("25", "家", "建成村卫生站25家"),
                ("480", "人次", "培训医护人员480人次"),
                ("31.5", "%", "健康素养水平达到31.5%"),
            ],
            start=2,
        )
    ]
    share = Share(90 + blanks, [rows[1] | {"row": "", "words": "基层"}])
    assert not share.holds(rows)
    ways = ways_out(rows, share)[0].split("；或者")
    chosen = ways[0 if way == "first" else -1]
    gone = re.search("把第([0-9、]+)行改为“弃”", chosen)
    short = {row: words for row, _, words in re.findall("第([0-9]+)行 “(.+?)” → “(.+?)”", chosen)}
    assert gone or short
    left = [
        row | {"words": short.get(row["row"], row["words"])}
        for row in rows
        if not gone or row["row"] not in gone[1].split("、")
    ]
    assert left
    assert share.holds(left)


def test_rows_that_are_still_to_be_mended_need_their_room_too(
    seeds_folder: Path, tmp_path: Path
) -> None:
    said = "新会区卫生健康局\n\n2025年，每千人口托位数6.35个，创建比例达到92%。" + "春风拂面。" * 7
    text = tmp_path / "page.txt"
    text.write_text(said, "utf-8")
    desk = Desk.of(seeds_folder, tmp_path, text)
    desk.decide("6.35", "92", words="2025年，每千人口托位数6.35个")
    desk.decide("92", indicator="", value="多")
    told = refused(desk)
    assert "[unknown]" in told
    assert "只缩短 words 不够：把第2行改为“弃”。" in told
    assert "Shorter words alone are not enough: reject row 2." in told


@pytest.mark.parametrize("broken", ["{", '{"resources": []}', "[]"])
def test_a_broken_data_package_is_named(broken: str, desk: Desk) -> None:
    (desk.seeds.folder / "datapackage.json").write_text(broken, "utf-8")
    desk.decide("92")
    said = refused(desk)
    assert f"位置 Where: {desk.seeds.folder / 'datapackage.json'}" in said
    assert "datapackage.json is broken" in said


def test_the_row_of_a_new_document_is_written_out(desk: Desk, tmp_path: Path) -> None:
    odd = tmp_path / "page, one.txt"
    odd.write_text(TEXT, "utf-8")
    with pytest.raises(NotAddedError) as caught:
        add(desk.table, document="Xinhui-2026", seeds=desk.seeds.folder, text=odd)
    *_, row = csv.reader(str(caught.value).splitlines())
    assert len(row) == len(DOCUMENT_COLUMNS)
    given = dict(zip(DOCUMENT_COLUMNS, row, strict=True))
    assert (given["file"], given["characters"]) == ("page, one.txt", str(len(TEXT)))
    assert given["id"] == "【编号 id】", "an id of capitals is not offered"
    assert "小写字母" in caught.value.hint_zh


def test_an_id_that_can_name_no_table_is_refused(seeds_folder: Path, tmp_path: Path) -> None:
    desk = Desk.of(seeds_folder, tmp_path, plain(tmp_path / "page.txt"), "../Xinhui")
    desk.decide("92")
    assert "cannot be the id of a document" in refused(desk, "../Xinhui")


def test_blanks_in_words_are_left_out(desk: Desk) -> None:
    desk.decide("3", words="新增 3 家基层医疗")
    assert list(desk.add().claims["words"]) == ["新增3家基层医疗"]


def test_nothing_else_in_the_folder_is_touched(desk: Desk) -> None:
    (desk.seeds.folder / "pictures").mkdir()
    (desk.seeds.folder / "pictures" / "a.png").write_bytes(b"1")
    before = contents(desk.seeds.folder)
    desk.decide("92")
    desk.add()
    after = contents(desk.seeds.folder)
    assert set(after) - set(before) == {desk.seeds.folder / "claims" / f"{DOCUMENT}.csv"}
    assert all(after[path] == data for path, data in before.items())
