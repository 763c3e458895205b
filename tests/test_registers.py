from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import jmanalysis as jm
from jmanalysis.errors import UnknownNameError
from jmanalysis.loading.areas import short_name
from jmanalysis.loading.lists import RegisterError
from jmanalysis.loading.registers import extend
from jmanalysis.register import Register


@pytest.fixture(scope="module")
def register() -> Register:
    return jm.load().register


def areas(*rows: tuple[str, ...], heads: tuple[str, ...] = ("name_zh",)) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=list(heads))


def indicators(*rows: tuple[str, ...], more: tuple[str, ...] = ()) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=["id", "name_zh", "unit", *more])


def refused(register: Register, **lists: pd.DataFrame | str | Path) -> RegisterError:
    with pytest.raises(RegisterError) as caught:
        extend(register, alone=False, **lists)
    return caught.value


# areas


def test_another_city_needs_names_only(register: Register) -> None:
    own = extend(register, areas=areas(("甲区",), ("乙区",), ("丙丁县",)), alone=True)
    assert own.peers == ("甲区", "乙区", "丙丁县")
    assert [own.area(name).code for name in ("甲区", "丙丁", "丙丁县")] == [
        "甲区",
        "丙丁县",
        "丙丁县",
    ]
    assert all(not own.ancestors(code) for code in own.peers)


def test_alone_nothing_of_jiangmen_is_left(register: Register) -> None:
    own = extend(register, areas=areas(("甲区",), ("乙区",)), alone=True)
    with pytest.raises(UnknownNameError):
        own.area("新会")
    told = own.indicators.to_csv()
    assert not [
        word for word in ("江门", "新会", "江海", "蓬江", "台山市", "Jiangmen") if word in told
    ]
    assert not len(own.documents)
    for name in ("recommended_standard_rate", "vaccination_coverage", "towns"):
        assert own.indicator(name).caution_zh == own.indicator(name).caution_en == ""
    assert own.indicator("recommended_standard_count").caution_zh != ""
    assert "recommended_standard_rate_rank" not in own.indicator_by_id  # a rank within Jiangmen


def test_every_reference_of_the_register_left_alone_is_to_something_there(
    register: Register,
) -> None:
    own = extend(register, areas=areas(("甲区",)), alone=True)
    ids = set(own.indicator_by_id)
    for one in own.indicator_by_id.values():
        named = {one.numerator, one.denominator, one.rank_of, *one.look_alikes} - {""}
        assert named <= ids


def test_the_register_that_is_extended_stays_as_it_is(register: Register) -> None:
    before = register.areas.copy(), register.indicators.copy(), register.documents.copy()
    extend(
        register,
        areas=areas(("甲区",)),
        indicators=indicators(("beds", "床位", "张")),
        alone=True,
    )
    for old, new in zip(
        before, (register.areas, register.indicators, register.documents), strict=True
    ):
        pd.testing.assert_frame_equal(old, new)


def test_beside_the_packaged_areas_new_ones_are_added(register: Register) -> None:
    heads = ("name_zh", "parent")
    own = extend(register, areas=areas(("示例区", "江门市"), heads=heads), alone=False)
    assert own.peers == (*register.peers, "示例区")
    assert own.ancestors("示例区") == ("440700", "440000", "CN")
    assert len(own.documents) == len(register.documents)


def test_what_contains_others_is_a_city_unless_the_list_says_otherwise(register: Register) -> None:
    rows = ("示例市", "", ""), ("甲区", "示例市", ""), ("乙市", "示例市", "县级市")
    own = extend(register, areas=areas(*rows, heads=("名称", "上级", "类别")), alone=True)
    kinds = [own.area(name).kind for name in ("示例市", "甲区", "乙市")]
    assert kinds == ["prefecture", "district", "county_level_city"]
    assert own.peers == ("甲区", "乙市")


def test_a_province_that_is_named_as_parent_stays_with_what_contains_it(register: Register) -> None:
    rows = ("甲市", "广东省"), ("乙市", "广东省")
    own = extend(register, areas=areas(*rows, heads=("name_zh", "parent")), alone=True)
    assert own.peers == ("甲市", "乙市")
    assert set(own.area_by_code) == {"甲市", "乙市", "440000", "CN"}


def test_given_codes_aliases_and_english_names_are_understood(register: Register) -> None:
    heads = ("code", "name_zh", "name_en", "aliases")
    rows = ("990101", "示例甲区", "Alpha", "甲区 老甲县"), ("990102", "示例乙区", "", "")
    own = extend(register, areas=areas(*rows, heads=heads), alone=True)
    found = [own.area(name).code for name in ("990101", "示例甲", "alpha", "老甲县", "甲区")]
    assert found == ["990101"] * 5
    assert own.area("990102").name("en") == "示例乙区"


def test_two_areas_never_share_a_short_name(register: Register) -> None:
    own = extend(register, areas=areas(("朝阳区",), ("朝阳县",), ("海滨区",)), alone=True)
    assert [own.area_by_code[code].short_zh for code in own.peers] == ["朝阳区", "朝阳县", "海滨"]


def test_the_short_name_keeps_two_characters() -> None:
    names = ["新会区", "甲区", "高新区", "经济开发区", "恩平市", "某某自治县"]
    assert [short_name(one) for one in names] == [
        "新会",
        "甲区",
        "高新区",
        "经济开发区",
        "恩平",
        "某某",
    ]


@pytest.mark.parametrize(
    ("rows", "heads", "where", "said"),
    [
        ([("甲区",), ("甲区",)], ("name_zh",), "areas!3", "甲区 已有"),
        ([("新会区",)], ("name_zh",), "areas!2", "“新会”已指新会区"),
        ([("甲区", "丙市")], ("name_zh", "parent"), "areas!2", "上级“丙市”"),
        ([("甲区", "甲区")], ("name_zh", "parent"), "areas!2", "自己的上级"),
        ([("甲区", "大区")], ("name_zh", "kind"), "areas!2", "kind “大区”"),
        ([("甲区", "1", "")], ("name_zh", "tile_column", "tile_row"), "areas!2", "同为整数"),
        ([("甲区", "x", "1")], ("name_zh", "tile_column", "tile_row"), "areas!2", "同为整数"),
        (
            [("甲区", "1", "1"), ("乙区", "1", "1")],
            ("name_zh", "tile_column", "tile_row"),
            "areas!3",
            "同一方块",
        ),
        ([("440703", "甲区")], ("code", "name_zh"), "areas!2", "440703 已有"),
        ([("1", "")], ("code", "name_zh"), "areas!2", "没有名称"),
    ],
)
def test_a_faulty_row_of_areas_is_named(
    register: Register, rows: list[tuple[str, ...]], heads: tuple[str, ...], where: str, said: str
) -> None:
    error = refused(register, areas=areas(*rows, heads=heads))
    assert f"{where}：" in error.zh
    assert said in error.zh
    assert error.hint_zh
    assert error.hint_en


def test_a_circle_of_parents_is_refused(register: Register) -> None:
    rows = ("甲市", "乙市"), ("乙市", "甲市")
    error = refused(register, areas=areas(*rows, heads=("name_zh", "parent")))
    assert "2 处" in error.zh


def test_every_faulty_row_is_told_at_once(register: Register) -> None:
    rows = [(f"甲{n}区", "没有") for n in range(12)]
    error = refused(register, areas=areas(*rows, heads=("name_zh", "parent")))
    assert "12 处" in error.zh
    assert "另有 4 处" in error.zh


# indicators


def test_an_indicator_needs_id_name_and_unit_only(register: Register) -> None:
    own = extend(
        register,
        indicators=indicators(
            ("beds_rate", "每千人口床位数", "张/千人"),
            ("visits", "门诊人次", "万人次"),
            ("new_beds", "新增床位", "张"),
            ("share", "住院分娩率", "％"),
            ("dead", "婴儿死亡率", "‰"),
            ("growth", "门诊量同比增长", "%"),
        ),
        alone=False,
    )
    told = {
        name: (i.unit, i.per, i.floor, i.ceiling, i.tally, i.direction, i.rankable, i.theme)
        for name in ("beds_rate", "visits", "new_beds", "share", "dead", "growth")
        for i in [own.indicator(name)]
    }
    infinity = float("inf")
    assert told == {
        "beds_rate": ("张", 1000, 0, infinity, "none", "", False, "own"),
        "visits": ("万人次", 0, 0, infinity, "flow", "", False, "own"),
        "new_beds": ("张", 0, 0, infinity, "added", "", False, "own"),
        "share": ("%", 0, 0, 100, "none", "", False, "own"),
        "dead": ("‰", 0, 0, 1000, "none", "", False, "own"),
        "growth": ("%", 0, -infinity, infinity, "none", "", False, "own"),
    }


def test_a_rate_with_a_direction_may_be_ranked_and_a_count_may_not(register: Register) -> None:
    rows = (
        ("beds_rate", "每千人口床位数", "张/千人", "越高越好"),
        ("beds", "床位数量", "张", "higher"),
    )
    own = extend(register, indicators=indicators(*rows, more=("方向",)), alone=False)
    assert [own.indicator(name).rankable for name in ("beds_rate", "beds")] == [True, False]
    assert own.indicator("beds_rate").direction == "higher"


def test_an_alias_finds_the_indicator_and_never_hides_a_name(register: Register) -> None:
    rows = [("beds_rate", "每千人口床位数", "张/千人", "千人床位 床位水平")]
    own = extend(register, indicators=indicators(*rows, more=("别名",)), alone=False)
    assert own.indicator("千人床位").id == own.indicator("床位水平").id == "beds_rate"
    assert own.indicator("每千人口托位数").id == "childcare_slots"


def test_a_row_that_repeats_a_registered_indicator_is_passed_over(register: Register) -> None:
    table = indicators(("childcare_slots", "每千人口托位数", "个/千人"), ("beds", "床位数量", "张"))
    own = extend(register, indicators=table, alone=False)
    assert len(own.indicators) == len(register.indicators) + 1


def test_a_list_of_ones_own_extends_only_once(register: Register) -> None:
    table = indicators(("beds", "床位数量", "张"))
    once = extend(register, indicators=table, alone=False)
    again = extend(once, indicators=table, alone=False)
    assert len(again.indicators) == len(once.indicators)


@pytest.mark.parametrize(
    ("row", "more", "said"),
    [
        (("childcare_slots", "别的指标", "张"), {}, "childcare_slots 已有"),
        (("beds", "每千人口托位数", "张"), {}, "已指 childcare_slots"),
        (("a b", "床位数量", "张"), {}, "编号“a b”"),
        (("beds", "", "张"), {}, "没有名称"),
        (("beds", "床位数量", "个个"), {}, "单位“个个”"),
        (("beds", "床位数量", "张/千床"), {}, "单位“张/千床”"),
        (("beds", "床位数量", "张"), {"direction": "大"}, "direction “大”"),
        (("beds", "床位数量", "张"), {"rankable": "yes"}, "须写明 direction"),
        (("beds", "床位数量", "张"), {"numerator": "nothing"}, "numerator “nothing”"),
        (("beds", "床位数量", "张"), {"floor": "零"}, "floor “零”"),
        (("beds", "床位数量", "张"), {"floor": "5", "ceiling": "5"}, "下限不小于上限"),
        (("beds", "床位数量", "张"), {"tally": "多少"}, "tally “多少”"),
    ],
)
def test_a_faulty_row_of_indicators_is_named(
    register: Register, row: tuple[str, ...], more: dict[str, str], said: str
) -> None:
    table = indicators(row).assign(**more)
    error = refused(register, indicators=table)
    assert "indicators!2：" in error.zh
    assert said in error.zh


# the files that lists come in


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_a_csv_is_read_however_it_is_saved(
    register: Register, tmp_path: Path, encoding: str, sign: str
) -> None:
    path = tmp_path / "areas.csv"
    text = sign.join(("名称", "上级")) + "\n" + sign.join(("甲区", "")) + "\n"
    path.write_bytes(text.encode(encoding))
    assert extend(register, areas=path, alone=True).peers == ("甲区",)


def test_a_workbook_is_read_with_a_title_above_the_heads(
    register: Register, tmp_path: Path
) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    sheet = book.create_sheet("指标")
    sheet.append(["示例数据：自有指标"])
    sheet.append(["编号", "名称", "单位", "下限"])
    sheet.append(["beds", "床位数量", "张", 0])
    sheet.append([None, None, None, None])
    sheet.append(["wards", "病区数量", "个", None])
    path = tmp_path / "own.xlsx"
    book.save(path)
    own = extend(register, indicators=path, alone=False)
    assert [i.id for i in own.indicator_by_id.values()][-2:] == ["beds", "wards"]


def test_a_fault_in_a_workbook_is_named_by_file_sheet_and_row(
    register: Register, tmp_path: Path
) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.title = "表1"
    for row in (["id", "name_zh", "unit"], ["beds", "床位数量", "个个"]):
        book.active.append(row)
    path = tmp_path / "own.xlsx"
    book.save(path)
    assert refused(register, indicators=path).where == "own.xlsx·表1!2"


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("none.csv", None, "没有这个文件"),
        ("areas.docx", b"PK", "已损坏"),
        ("areas.xlsx", b"no zip at all", "缺少必需的列"),
        ("areas.csv", "地名,上级\n甲区,\n".encode(), "缺少必需的列"),
        ("areas.csv", "名称,name_zh\n甲区,乙区\n".encode(), "出现两次"),
        ("areas.csv", "名称,上级\n".encode(), "没有一个地区"),
        ("areas.csv", b"a" * 5_000_001, "太大"),
    ],
)
def test_a_file_that_is_no_list_is_refused(
    register: Register, tmp_path: Path, name: str, data: bytes | None, said: str
) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    error = refused(register, areas=tmp_path / name)
    assert said in error.zh
    assert str(tmp_path.parent) not in error.zh
