"""Wording and value: every supported phrase, and any number in any of them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jmanalysis import Bounds, wording
from jmanalysis.bounds import number
from jmanalysis.carrying import carries
from jmanalysis.saying import say
from jmanalysis.wording import Nature

#: Wording, nature, value, unit, as the table of semantics has them.
PHRASES = [
    ("每千人口托位数6.12个", "actual", "6.12", "个"),
    ("达39.1%", "actual", "39.1", "%"),
    ("达到90%", "actual", "90", "%"),
    ("争取达5.5个", "target", ">=5.5", "个"),
    ("达到90%", "target", ">=90", "%"),
    ("不低于30%", "actual", ">=30", "%"),
    ("70%以上", "actual", ">=70", "%"),
    ("70%及以上", "actual", ">=70", "%"),
    ("至少20家", "actual", ">=20", "家"),
    ("至少有20家", "actual", ">=20", "家"),
    ("每季度至少开展1次", "actual", ">=1", "次"),
    ("不超95%", "actual", "<=95", "%"),
    ("未能超过95%", "actual", "<=95", "%"),
    ("不再低于95%", "actual", ">=95", "%"),
    ("95%不到", "actual", "<95", "%"),
    ("首破30万人次", "actual", ">300000", "人次"),
    ("打破3项纪录", "actual", "3", "项"),
    ("不少于20至30家", "actual", ">=20", "家"),
    ("不超过20至30家", "actual", "<=30", "家"),
    ("20至30家不到", "actual", "<30", "家"),
    ("达到20至30家", "target", "[20,30]", "家"),
    ("2—3千人", "actual", "[2000,3000]", "人"),
    ("至多减免3次", "target", "<=3", "次"),
    ("降至少于5%", "actual", "<5", "%"),
    ("超过了95%", "actual", ">95", "%"),
    ("2—3万元", "actual", "[20000,30000]", "元"),
    ("3.2万個", "actual", "32000", "个"),
    ("超95%", "actual", ">95", "%"),
    ("均超过95%", "actual", ">95", "%"),
    ("逾100人", "actual", ">100", "人"),
    ("突破500万元", "actual", ">500", "万元"),
    ("不足10%", "actual", "<10", "%"),
    ("低于5‰", "actual", "<5", "‰"),
    ("不超过3个", "actual", "<=3", "个"),
    ("控制在8%以内", "actual", "<=8", "%"),
    ("10余项", "actual", "(10,20)", "项"),
    ("100多家", "actual", "(100,200)", "家"),
    ("460多人", "actual", "(460,470)", "人"),
    ("1万余人", "actual", "(10000,20000)", "人"),
    ("1万多名", "actual", "(10000,20000)", "名"),
    ("近700万", "actual", "(6000000,7000000)", ""),
    ("接近90%", "actual", "(80,90)", "%"),
    ("约60%", "actual", "60±5", "%"),
    ("60%左右", "actual", "60±5", "%"),
    ("1—2个", "actual", "[1,2]", "个"),
    ("3.8至4.3", "actual", "[3.8,4.3]", ""),
    ("1~2家", "actual", "[1,2]", "家"),
    ("80%-90%", "actual", "[80,90]", "%"),
    ("百分之九十", "actual", "90", "%"),
    ("三千二百人", "actual", "3200", "人"),
    ("九成", "actual", "9", "成"),
    ("５６００人次", "actual", "5600", "人次"),
    ("提高2个百分点", "actual", "2", "个百分点"),
    ("1.25亿元", "actual", "1.25", "亿元"),
    ("两个医共体", "actual", "2", "个"),
    ("排名全省第四", "actual", "4", "名"),
    ("列第16名", "actual", "16", "名"),
]


@pytest.mark.parametrize(("words", "nature", "value", "unit"), PHRASES)
def test_the_phrase_says_this_value(
    words: str, nature: wording.Nature, value: str, unit: str
) -> None:
    found = [(reading.bounds, reading.unit) for reading in wording.read(words, nature)]
    stated = Bounds.parse(value)
    assert any(
        bounds == stated and read in (unit, "万" + unit, "亿" + unit) for bounds, read in found
    ) or carries(words, stated, unit, nature), found


NUMBERS = st.integers(1, 10**7).map(Decimal) | st.integers(1, 10**6).map(lambda n: Decimal(n) / 100)
UNITS = st.sampled_from(["%", "个", "家", "人", "人次", "张", ""])


def texts(value: Decimal) -> list[str]:
    """Write a number as a text may: plainly, in 万, in full width."""
    plain = number(float(value))
    wide = plain.translate({ord(c): chr(ord(c) + 0xFEE0) for c in "0123456789"})
    return [plain, wide, *([number(float(value / 10_000)) + "万"] if value >= 10_000 else [])]


WAYS = {
    "{n}{u}": "{v}",
    "超{n}{u}": ">{v}",
    "超过{n}{u}": ">{v}",
    "逾{n}{u}": ">{v}",
    "不低于{n}{u}": ">={v}",
    "不少于{n}{u}": ">={v}",
    "{n}{u}以上": ">={v}",
    "不超过{n}{u}": "<={v}",
    "低于{n}{u}": "<{v}",
    "不足{n}{u}": "<{v}",
    "达{n}{u}": "{v}",
    "达到{n}{u}": "{v}",
}


@given(NUMBERS, UNITS, st.sampled_from(sorted(WAYS)), st.data())
def test_any_number_in_any_wording_is_read_as_it_was_meant(
    value: Decimal, unit: str, way: str, data: st.DataObject
) -> None:
    text = data.draw(st.sampled_from(texts(value)))
    words = way.replace("{n}", text).replace("{u}", unit)
    meant = Bounds.parse(WAYS[way].replace("{v}", number(float(value))))
    found = wording.read(f"全区{words}。")
    assert [(r.bounds, r.unit) for r in found] == [(meant, unit)]
    assert found[0].text == words
    assert carries(words, meant, unit)


@given(NUMBERS, UNITS)
def test_reaching_a_number_is_a_lower_bound_in_a_target(value: Decimal, unit: str) -> None:
    (found,) = wording.read(f"力争达到{number(float(value))}{unit}", "target")
    assert found.bounds == Bounds.parse(f">={number(float(value))}")


@given(st.integers(1, 10**6), st.sampled_from("余多"))
def test_a_few_more_ends_before_the_next_unit_of_the_lowest_place(count: int, word: str) -> None:
    (found,) = wording.read(f"{count}{word}家")
    place = 10 ** (len(str(count)) - len(str(count).rstrip("0")))
    assert found.bounds == Bounds(count, count + place, low_open=True, high_open=True)


@given(st.integers(1, 999), st.integers(1, 999))
def test_a_range_has_both_its_ends(low: int, more: int) -> None:
    (found,) = wording.read(f"{low}—{low + more}个")
    assert found.bounds == Bounds(low, low + more)


@given(st.integers(1, 10**6), UNITS, st.sampled_from(["{v}", ">{v}", ">={v}", "<{v}", "<={v}"]))
def test_what_is_said_back_is_read_as_the_same_value(value: int, unit: str, shape: str) -> None:
    bounds = Bounds.parse(shape.replace("{v}", str(value)))
    (found,) = wording.read(say(bounds, unit))
    assert (found.bounds, found.unit) == (bounds, unit)


@pytest.mark.parametrize(
    ("value", "unit", "zh", "en"),
    [
        (">95", "%", "超95%", ">95%"),
        (">=5.5", "个", "不低于5.5个", "≥5.5"),
        ("60±5", "%", "约60%", "≈60%"),
        ("[1,2]", "个", "1～2个", "1～2"),
        ("[80,90]", "%", "80%～90%", "80%～90%"),
        ("<3", "例", "低于3例", "<3"),
        ("6.12", "个", "6.12个", "6.12"),
    ],
)
def test_a_value_is_said_in_the_language_of_the_reader(
    value: str, unit: str, zh: str, en: str
) -> None:
    assert say(Bounds.parse(value), unit) == zh
    assert say(Bounds.parse(value), unit, "en") == en


@pytest.mark.parametrize(
    ("words", "value", "unit"),
    [
        ("接种率超90%", "90", "%"),
        ("接种率超90%", ">=90", "%"),
        ("接种率90%", ">=90", "%"),
        ("接种率90%", "<=90", "%"),
        ("新增4所", "5", "所"),
        ("约60%", "60", "%"),
        ("10余项", "10", "项"),
        ("近九成", "90", "%"),
        ("达5.5个", ">=5.5", "个"),
        ("托位数超额完成任务", "100", "%"),
    ],
)
def test_words_do_not_carry_another_value(words: str, value: str, unit: str) -> None:
    assert not carries(words, Bounds.parse(value), unit)


def test_a_value_in_another_unit_is_converted_and_not_just_compared() -> None:
    assert carries("达标率九成", Bounds.exact(90), "%")
    assert not carries("达标率九成", Bounds.exact(9), "%")
    assert not carries("常住人口91.13万人", Bounds.exact(91.13), "人")


def test_a_target_that_is_reached_is_carried_only_as_a_target() -> None:
    words, value = "争取达5.5个", Bounds.parse(">=5.5")
    assert carries(words, value, "个", "target")
    assert not carries(words, value, "个", "actual")


@pytest.mark.parametrize("words", ["医保接入全覆盖", "已全部接入", "100%联接", "均已接入"])
def test_a_universal_statement_carries_a_hundred_per_cent(words: str) -> None:
    assert carries(words, Bounds.exact(100), "%")


def test_a_denial_carries_nought() -> None:
    assert carries("无本地疟疾病例", Bounds.exact(0), "例")


def test_names_that_were_counted_carry_their_number() -> None:
    names = "甲卫生院、乙卫生院和丙卫生院"
    assert carries(names, Bounds.exact(3), "家", counted=True)
    assert not carries(names, Bounds.exact(2), "家", counted=True)


def test_a_value_may_be_stored_in_another_unit_of_the_same_kind() -> None:
    assert carries("常住人口91.13万人", Bounds.exact(911_300), "人")
    assert not carries("服务5万人次", Bounds.exact(50_000), "人")


@given(st.text(alphabet="超近约一二三十百千万余多0123456789.%个家—至、第以上 ", max_size=20))
def test_no_phrase_breaks_the_reader_and_positions_are_true(text: str) -> None:
    for reading in wording.read(text):
        assert text[reading.start : reading.end] == reading.text


#: What is carried by words in ways of their own: words, value, unit, nature.
CARRIED = [
    ("达到九成五", "9.5", "成", "actual"),
    ("达到九成五", "95", "%", "actual"),
    ("三分之二以上的卫生院", ">=66.66666666666667", "%", "actual"),
    ("约占两成", "20±5", "%", "actual"),
    ("位居全省前三", "<=3", "名", "actual"),
    ("总投资3.5亿", "3.5", "亿元", "actual"),
    ("总诊疗人次3864.15万", "3864.15", "万人次", "actual"),
    ("自然增长率-1.26‰", "-1.26", "‰", "actual"),
    ("每万人口全科医生4.2名", "4.2", "名/万人", "actual"),
    ("二十来个", "20±5", "个", "actual"),
    ("分别达到6.5张、3.1张", ">=3.1", "张", "target"),
    ("分别不低于95%、98%", ">=98", "%", "actual"),
]


@pytest.mark.parametrize(("words", "stated", "unit", "nature"), CARRIED)
def test_words_carry_what_they_say(words: str, stated: str, unit: str, nature: Nature) -> None:
    assert carries(words, Bounds.parse(stated), unit, nature)


@pytest.mark.parametrize(
    ("words", "stated", "unit"),
    [
        ("达到九成五", "9", "成"),
        ("三分之二", "66", "%"),
        ("前三季度", "<=3", "名"),
        ("总投资3.5亿", "3.5", "万元"),
        ("增长率-1.26‰", "1.26", "‰"),
        ("平均不低于95%、98%", ">=98", "%"),
    ],
)
def test_words_do_not_carry_what_they_do_not_say(words: str, stated: str, unit: str) -> None:
    assert not carries(words, Bounds.parse(stated), unit)


@pytest.mark.parametrize(
    ("phrase", "value"),
    [
        ("完成率不得低于75%", ">=75"),
        ("增幅未超过4%", "<=4"),
        ("不得超过3次", "<=3"),
        ("未过三成", "<=3"),
        ("达标率未达30%", "<30"),
        ("没有达到5个", "<5"),
        ("未低于90%", ">=90"),
    ],
)
def test_what_is_denied_is_not_said(phrase: str, value: str) -> None:
    assert [str(one.bounds) for one in wording.read(phrase)] == [value]
