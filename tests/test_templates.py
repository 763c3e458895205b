from __future__ import annotations

import shutil
import warnings
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from office_kit import pages, parts

import jmanalysis as jm
from jmanalysis.cli import main
from jmanalysis.errors import JmanalysisError, UnknownNameError
from jmanalysis.loading import load, tidy
from jmanalysis.loading.returns import NATURES, TALLIES, asked_return, scales
from jmanalysis.loading.templates import template
from jmanalysis.vocabulary import WORDS

openpyxl = pytest.importorskip("openpyxl")
pytest.importorskip("xlsxwriter")

TWO = ["childcare_slots", "recommended_standard_added"]
VALUE = list(tidy.HEADS.values()).index("value") + 1


def sheet_of(path: Path, name: str = "填报") -> Any:
    return openpyxl.load_workbook(path)[name]


def rows_of(path: Path, name: str = "填报") -> list[dict[str, Any]]:
    """Return what stands in the rows that are filled in from the start."""
    lines = list(sheet_of(path, name).iter_rows(values_only=True))
    filled = [line for line in lines[1:] if line[0]]
    return [dict(zip(lines[0], line, strict=True)) for line in filled]


def fill(path: Path, cells: dict[tuple[int, str], object], name: str = "填报") -> None:
    """Write into the cells of a return, by row (from 0) and head."""
    book = openpyxl.load_workbook(path)
    sheet = book[name]
    columns = {cell.value: cell.column for cell in sheet[1]}
    for (row, head), value in cells.items():
        sheet.cell(row + 2, columns[head]).value = value
    book.save(path)


def loaded(path: Path, **more: Any) -> jm.Observations:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return load(path, **more)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("empty") / "填报表.xlsx"
    return template(path, indicators=TWO, years=[2024, 2025])


@pytest.fixture
def made(empty: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(empty, tmp_path))


def test_every_area_indicator_and_year_has_a_row_with_its_unit_and_tally(made: Path) -> None:
    rows = rows_of(made)
    assert len(rows) == 7 * 2 * 2
    assert rows[0] == {
        "地区": "蓬江区",
        "指标": "每千人口托位数",
        "时期": "2024年",
        "数值": None,
        "单位": "个/千人",
        "性质": "实绩",
        "口径": "不适用",
        "原文": None,
        "备注": None,
    }
    assert (rows[-1]["地区"], rows[-1]["时期"], rows[-1]["口径"]) == ("恩平市", "2025年", "新增")


def test_the_same_return_is_the_same_file(tmp_path: Path) -> None:
    one, other = (template(tmp_path / n, years=2025).read_bytes() for n in ("a.xlsx", "b.xlsx"))
    assert one == other


def test_without_a_choice_the_indicators_are_those_that_may_be_ranked(tmp_path: Path) -> None:
    asked = asked_return(None, None, None, None)
    assert asked.indicators
    assert all(one.rankable and one.direction for one in asked.indicators)
    assert asked.years == (2024,)
    assert len(rows_of(template(tmp_path / "x.xlsx"))) == 7 * len(asked.indicators)


def test_lists_to_choose_from_are_attached_to_their_columns(made: Path) -> None:
    validations = sheet_of(made).data_validations.dataValidation
    lists = {str(one.sqref): one for one in validations if one.type == "list"}
    assert {ref[0] for ref in lists} == {"A", "B", "C", "E", "F", "G"}
    assert lists["A2:A69"].formula1 == "'选项'!$A$2:$A$11"
    assert lists["E2:E15"].formula1 == '"个/千人,个/万人,个/10万人"'
    assert all(one.errorStyle == "warning" for one in lists.values())
    assert [cell.value for cell in sheet_of(made, "选项")["E"]][:3] == ["性质", "实绩", "目标"]
    prompts = [one.prompt for one in validations if one.type != "list"]
    assert prompts == ["照材料上的写法填：90、超90%、约30、—"]


def test_every_word_of_the_lists_is_one_that_is_read_back() -> None:
    assert set(NATURES) == set(WORDS["nature"])
    assert set(TALLIES) == set(WORDS["tally"])
    assert {tidy.TALLIES[said]: said for said in TALLIES.values()} == TALLIES


def test_every_unit_offered_converts_into_that_of_the_indicator() -> None:
    from jmanalysis import units

    for one in jm.load().register.indicator_by_id.values():
        for offered in scales(one):
            unit, per = units.split(offered)
            assert units.factor(unit, one.unit, per=per, target_per=one.per)


def test_the_heads_stay_on_screen_and_repeat_on_paper(made: Path) -> None:
    sheet = sheet_of(made)
    assert sheet.freeze_panes == "C2"
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToHeight == 0  # as many pages as needed, one wide
    assert not sheet.protection.sheet


def test_a_figure_is_typed_into_a_cell_of_text_that_is_tinted(made: Path) -> None:
    sheet = sheet_of(made)
    cell = sheet["D2"]
    assert cell.number_format == "@"
    assert cell.fill.fgColor.rgb == "FFFFF8E1"
    assert sheet["A2"].fill.fgColor.rgb != "FFFFF8E1"
    assert sheet["A40"].fill.fgColor.rgb == "FFFFF8E1"  # a free row
    assert b"numberStoredAsText" in parts(made.read_bytes())["xl/worksheets/sheet1.xml"]


def test_the_guidance_says_what_every_indicator_means(made: Path) -> None:
    lines = [
        [cell for cell in line if cell]
        for line in sheet_of(made, "填报说明").iter_rows(values_only=True)
    ]
    slots = next(line for line in lines if line and line[0] == "每千人口托位数")
    register = jm.load().register
    assert slots[1:4] == ["个/千人", "个/万人、个/10万人", "不适用"]
    assert slots[-1] == register.indicator("childcare_slots").caution_zh
    words = {cell for line in lines for cell in line}
    assert {"0", "约30", "空白　—　未统计　不详"} <= words


def test_an_untouched_return_says_politely_that_nothing_is_filled_in(made: Path) -> None:
    with pytest.raises(JmanalysisError, match="尚未填写") as caught:
        loaded(made)
    assert caught.value.hint_zh


@pytest.mark.parametrize(
    ("typed", "value", "nature"),
    [
        ("6.12", "6.12", "actual"),
        ("超90%", None, ""),  # a share where places are asked: said below
        ("超9", ">9", "actual"),
        ("约30", "30±5", "actual"),
        ("0", "0", "actual"),
        (0, "0", "actual"),
        (5.5, "5.5", "actual"),
        (">=5.5", ">=5.5", "actual"),
        ("10—20", "[10,20]", "actual"),
        ("10余", "(10,20)", "actual"),
        ("1,200", "1200", "actual"),
        ("争取达5.5", ">=5.5", "target"),
    ],
)
def test_a_figure_is_read_as_it_was_meant(
    made: Path, typed: object, value: str | None, nature: str
) -> None:
    fill(made, {(0, "数值"): typed})
    if value is None:
        with pytest.raises(JmanalysisError):
            loaded(made)
        return
    (row,) = loaded(made).frame.to_dict("records")
    assert (row["value"], row["nature"]) == (value, nature)
    assert (row["area"], row["indicator"], row["period"]) == ("440703", TWO[0], "2024")
    assert (row["unit"], row["tally"], row["line_start"]) == ("个/千人", "none", "填报!D2")


@pytest.mark.parametrize("gap", ["—", "…", "未统计", "不详", "/", "", " "])
def test_a_gap_says_nothing_and_gives_no_warning(made: Path, gap: str) -> None:
    fill(made, {(0, "数值"): gap, (1, "数值"): "6"})
    assert loaded(made).frame["area"].tolist() == ["440704"]


def test_a_target_another_unit_words_and_a_note_come_back(made: Path) -> None:
    fill(
        made,
        {
            (7, "数值"): "55",
            (7, "单位"): "个/万人",
            (7, "性质"): "目标",
            (7, "原文"): "力争达到55个",
            (7, "备注"): "第3页",
        },
    )
    (row,) = loaded(made).frame.to_dict("records")
    assert [row[name] for name in ("value", "unit", "nature", "words", "note", "period")] == [
        "55",
        "个/万人",
        "target",
        "力争达到55个",
        "第3页",
        "2025",
    ]
    cell = jm.normalise(loaded(made)).frame.to_dict("records")[0]
    assert (cell["target"], cell["unit"]) == ("5.5", "个/千人")


def test_a_free_row_takes_what_was_not_asked(made: Path) -> None:
    said = {"地区": "江门市", "指标": "每千人口托位数", "时期": "2023年", "数值": "4.9"}
    said |= {"单位": "个/千人", "性质": "实绩", "口径": "不适用"}
    fill(made, {(28, head): text for head, text in said.items()})
    (row,) = loaded(made).frame.to_dict("records")
    assert (row["area"], row["period"], row["value"]) == ("440700", "2023", "4.9")


numbers = st.one_of(
    st.integers(0, 10**6).map(str),
    st.decimals(0, 1000, places=2).map(lambda d: format(d.normalize(), "f")),
)
typed = st.one_of(
    numbers,
    st.tuples(st.sampled_from([">", ">=", "<", "<="]), numbers).map("".join),
    st.sampled_from(["—", "", "未统计"]),
)


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(values=st.lists(typed, min_size=8, max_size=28))
def test_a_filled_return_gives_exactly_what_was_typed(made: Path, values: list[str]) -> None:
    fill(made, {(row, "数值"): values[row] if row < len(values) else None for row in range(28)})
    said = [(row, text) for row, text in enumerate(values) if text not in ("—", "", "未统计")]
    if not said:
        with pytest.raises(JmanalysisError, match="尚未填写"):
            loaded(made)
        return
    frame = loaded(made).frame
    assert frame["line_start"].tolist() == [f"填报!D{row + 2}" for row, _ in said]
    expected = [str(jm.Bounds.parse(text)) for _, text in said]
    assert [str(jm.Bounds.parse(text)) for text in frame["value"]] == expected


def test_a_return_of_another_city_asks_its_own_areas_and_indicators(tmp_path: Path) -> None:
    areas = pd.DataFrame(
        {"name_zh": ["示例市", "甲区", "乙区"], "parent": ["", "示例市", "示例市"]}
    )
    own = pd.DataFrame([["beds", "每千人口床位数", "张/千人"]], columns=["id", "name_zh", "unit"])
    made = template(tmp_path / "x.xlsx", areas=areas, indicators=own, years=2024)
    assert [row["地区"] for row in rows_of(made)] == ["甲区", "乙区"]
    fill(made, {(0, "数值"): "6.5", (1, "数值"): "超7"})
    claims = loaded(made, areas=areas, indicators=own)
    compared = jm.compare(jm.normalise(claims), "beds", year=2024)
    assert compared.frame[["name", "value"]].to_numpy().tolist() == [
        ["甲区", "6.5"],
        ["乙区", ">7"],
    ]


def test_in_english_the_return_loads_back_just_as_well(tmp_path: Path) -> None:
    made = template(tmp_path / "x.xlsx", indicators=TWO[:1], years=2024, lang="en")
    assert openpyxl.load_workbook(made).sheetnames[0] == "Return"
    fill(made, {(2, "value"): "6.12", (3, "value"): ">5"}, name="Return")
    frame = loaded(made).frame
    assert frame[["area", "value"]].to_numpy().tolist() == [["440705", "6.12"], ["440781", ">5"]]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"indicators": "没有这项"}, "没有名为"),
        ({"areas": ["火星"]}, "没有名为"),
        ({"years": 25}, "年份“25”"),
        ({"years": []}, "年份"),
        ({"lang": "fr"}, "语言"),
    ],
)
def test_what_cannot_be_asked_is_refused(tmp_path: Path, asked: dict[str, Any], said: str) -> None:
    with pytest.raises(UnknownNameError, match=said):
        template(tmp_path / "x.xlsx", **asked)
    assert not list(tmp_path.iterdir())


def test_another_ending_is_refused_and_none_is_completed(tmp_path: Path) -> None:
    assert template(tmp_path / "报表", indicators=TWO[0], years=2024).name == "报表.xlsx"
    with pytest.raises(UnknownNameError, match="格式"):
        template(tmp_path / "x.csv", years=2024)


def test_the_command_writes_a_return(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "x.xlsx"
    names = ["--indicators", "每千人口托位数", "childcare_places", "--years", "2024", "2025"]
    assert main(["template", str(path), *names, "--areas", "新会", "台山"]) == 0
    assert capsys.readouterr().out.strip() == str(path)
    assert len(rows_of(path)) == 2 * 2 * 2


@pytest.mark.slow
@pytest.mark.office
def test_a_return_prints_on_whole_pages(made: Path, tmp_path: Path) -> None:
    printed = pages(made.read_bytes(), "xlsx", tmp_path)
    assert "地区" in printed[0]
    assert "第 1 页" in printed[0]
    assert sum("2024年" in page and "蓬江区" in page for page in printed) >= 1
    assert any("填报说明" in page for page in printed)
    assert len(printed) <= 4


def test_a_row_left_blank_was_asked_about_and_is_silent() -> None:
    rows = [("蓬江区", "超6"), ("新会区", ""), ("台山市", "—")]
    table = pd.DataFrame(rows, columns=["地区", "数值"])
    table = table.assign(指标="每千人口托位数", 时期="2025年", 单位="个/千人")
    panel = jm.normalise(jm.load(table))
    said = panel.coverage("childcare_slots", year=2025).frame.set_index("area")["status"]
    assert said["440703"] == "bound"
    assert said["440705"] == said["440781"] == "silent"
    assert said["440783"] == "unread"
