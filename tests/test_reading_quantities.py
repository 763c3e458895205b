"""Quantities: every numeral of a text, what it is and what it says."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from reading_kit import NAMES, expected, figures, kinds, only, said, specimen

from jmanalysis.bounds import Bounds, number
from jmanalysis.reading.quantities import find
from jmanalysis.reading.tabling import missed
from jmanalysis.reading.unwrapping import unwrap


@pytest.mark.parametrize("name", NAMES)
def test_a_specimen_is_read_as_a_careful_reader_reads_it(name: str) -> None:
    assert figures(specimen(name)) == expected(name)


@pytest.mark.parametrize("name", NAMES)
def test_every_numeral_of_a_specimen_is_accounted_for(name: str) -> None:
    page = unwrap(specimen(name))
    assert missed(page, find(page.text)) == []


#: What is no figure, by what it is instead.
TRAPS = {
    "period": ["十四五", "十五五", "近十年", "过去一年", "两年来", "每3年评估", "15分钟健康圈"],
    "name": [
        *(
            "百千万工程",
            "千县工程",
            "1+6+3",
            "五邑",
            "双桥与三水",
            "两癌筛查",
            "三病消除",
            "三医联动",
        ),
        *("两院一体", "一老一小", "六位一体", "三甲医院", "第二人民医院", "第一中学"),
        *("十四届七次全会", "第三批", "“三个提升”", "五大中心", "二期工程", "三级甲等"),
        *("四个方面", "二价疫苗"),
    ],
    "word": [
        "一体推进",
        "一元复始",
        "进一步",
        "统一",
        "千帆竞发",
        "百舸争流",
        "十分重要",
        "唯一",
    ],
    "list": ["一是强基层", "六是兜底线", "（二）", "三、工作成效"],
    "grade": ["二级医院", "三级创伤中心", "四级医疗机构"],
    "label": ["五号楼", "3号楼"],
    "age": ["3岁以下", "0—3岁婴幼儿", "65岁及以上老人"],
    "date": ["2024年", "10月", "8日至10日", "二〇二五年", "2023年度"],
    "article": ["一家有温度的医院", "一份答卷", "一套指南"],
    "code": ["12345政务热线", "HPV16", "PM2.5", "5G", "0750-3312345", "2024-10-08", "08:30"],
}


@pytest.mark.parametrize(("kind", "phrase"), [(k, p) for k, ps in TRAPS.items() for p in ps])
def test_what_is_no_figure_is_none(kind: str, phrase: str) -> None:
    found = {"name" if one == "word" else one for one in kinds(phrase)}
    assert found == {"name" if kind == "word" else kind}, said(phrase)


FIGURES = [
    ("每千人口托位数达5.6个", "rate", "5.6", "个", 1000),
    ("每万人口全科医生4.2名", "rate", "4.2", "名", 10_000),
    ("千人口床位数6.4张", "rate", "6.4", "张", 1000),
    ("孕产妇死亡率为5.6/10万", "rate", "5.6", "", 100_000),
    ("发病率0.5例/10万人", "rate", "0.5", "例", 100_000),
    ("婴儿死亡率1.2‰", "share", "1.2", "‰", 0),
    ("近九成居民签约", "share", "(8,9)", "成", 0),
    ("达九成五", "share", "9.5", "成", 0),
    ("覆盖九成三级医院", "share", "9", "成", 0),
    ("每季度至少开展1次", "count", ">=1", "次", 0),
    ("费用增幅不超5%", "change", "<=5", "%", 0),
    ("接种率未能超过95%", "share", "<=95", "%", 0),
    ("使用率无法突破95%", "share", "<=95", "%", 0),
    ("达标率难以达到95%", "share", "<95", "%", 0),
    ("95%不到", "share", "<95", "%", 0),
    ("首破30万人次", "count", ">30", "万人次", 0),
    ("打破3项纪录", "count", "3", "项", 0),
    ("不少于二三十家", "count", ">=20", "家", 0),
    ("70%—80%以上", "share", ">=70", "%", 0),
    ("2—3千人", "count", "[2000,3000]", "人", 0),
    ("廿五家", "count", "25", "家", 0),
    ("同比−3.5%", "change", "-3.5", "%", 0),
    ("含铅5毫克/千克", "measure", "5", "毫克", 0),
    ("发病率降至少于5%", "share", "<5", "%", 0),
    ("百分之八十五点三", "share", "85.3", "%", 0),
    ("三分之二以上的卫生院", "share", ">=0.6666666666666666", "", 0),
    ("死亡病例为0", "count", "0", "", 0),
    ("投入资金3.5亿", "money", "3.5", "亿元", 0),
    ("总诊疗量达1.2亿人次", "count", "1.2", "亿人次", 0),
    ("受益群众1万余人次", "count", "(10000,20000)", "人次", 0),
    ("开展100多项", "count", "(100,200)", "项", 0),
    ("上千人参加", "count", ">=1000", "人", 0),
    ("百余名志愿者", "count", "(100,200)", "名", 0),
    ("二三十个点位", "count", "[20,30]", "个", 0),
    ("十几万人", "count", "(100000,200000)", "人", 0),
    ("新建8—10家", "count", "[8,10]", "家", 0),
    ("2—3万元", "money", "[2,3]", "万元", 0),
    ("控制在42%以内", "share", "<=42", "%", 0),
    ("不足1%", "share", "<1", "%", 0),
    ("约60%", "share", "60±5", "%", 0),
    ("下降3.5个百分点", "change", "3.5", "个百分点", 0),
    ("同比增长12.3%", "change", "12.3", "%", 0),
    ("提高到98.5%", "share", "98.5", "%", 0),
    ("增长1.5倍", "change", "1.5", "倍", 0),
    ("自然增长率为-0.5‰", "share", "-0.5", "‰", 0),
    ("排名全省第四", "rank", "4", "名", 0),
    ("列全市首名", "rank", "1", "名", 0),
    ("位居全省前三", "rank", "<=3", "名", 0),
    ("第四次通过复审", "count", "4", "次", 0),
    ("连续12年获评", "duration", "12", "年", 0),
    ("为期三天", "duration", "3", "天", 0),
    ("平均住院日6.8天", "duration", "6.8", "天", 0),
    ("人均期望寿命81.2岁", "measure", "81.2", "岁", 0),
    ("新增一家卫生院", "count", "1", "家", 0),
    ("两个医共体", "count", "2", "个", 0),
    ("三大医院", "count", "3", "家", 0),
    ("1－5层启用", "floors", "[1,5]", "层", 0),
    ("通过4星级评定", "count", "4", "星级", 0),
    ("得分98.6分", "score", "98.6", "分", 0),
    ("新增AED21台", "count", "21", "台", 0),
    ("執業醫師１．４２萬人", "count", "1.42", "万人", 0),
    ("100%二级医院", "share", "100", "%", 0),
    ("人均补助标准94元", "rate", "94", "元", 1),
    ("楼高15层", "count", "15", "层", 0),
    ("DR、彩超各一台", "count", "1", "台", 0),
    ("住院日减至5日", "duration", "5", "日", 0),
    ("提高3个位次", "change", "3", "个位次", 0),
    ("二十来个点位", "count", "20±5", "个", 0),
    ("约占两成", "share", "2±0.5", "成", 0),
    ("年龄中位数45.6岁", "measure", "45.6", "岁", 0),
    ("接待400人（次）", "count", "400", "人（次）", 0),
]


@pytest.mark.parametrize(("phrase", "kind", "value", "unit", "per"), FIGURES)
def test_a_figure_has_value_unit_and_rate_base(
    phrase: str, kind: str, value: str, unit: str, per: int
) -> None:
    assert (kind, value, unit, per) in said(phrase)
    assert sum(q.is_figure for q in find(unwrap(phrase).text)) == 1


def test_a_rate_base_without_a_figure_gives_none() -> None:
    assert kinds("每千人口拥有3岁以下托位数按时完成") == ["base", "age"]


def test_a_rate_base_holds_for_a_list_and_not_for_the_next_sentence() -> None:
    found = said("每千人口医师2.9人、护士3.6人。床位38张，比例35%")
    assert [per for kind, _, _, per in found if kind != "base"] == [1000, 1000, 0, 0]


def test_a_count_with_decimals_has_the_base_of_its_sentence() -> None:
    found = said("每千人口医师2.66人，注册护士3.02人，新增护士120人，平均年龄38.5岁。另有2.5人")
    assert [per for kind, _, _, per in found if kind != "base"] == [1000, 1000, 0, 0, 0]


def test_one_bound_holds_for_a_list_that_is_announced() -> None:
    assert [v for _, v, _, _ in said("分别不低于95%、98%和75%")] == [">=95", ">=98", ">=75"]
    assert [v for _, v, _, _ in said("分别在95%和75%以上")] == [">=95", ">=75"]
    assert [v for _, v, _, _ in said("不低于95%，98%")] == [">=95", "98"]


@pytest.mark.parametrize(
    ("phrase", "kind"),
    [
        ("蓬江、江海、新会三区", "name"),
        ("三项指标均优于全省", "name"),
        ("晚上10点后禁食", "code"),
        ("请拨120", "code"),
        ("医护比1∶1.14", "ratio"),
        ("血压180/110毫米汞柱", "unknown"),
        ("2小时30分钟", "unknown"),
        ("三度入选", "word"),
    ],
)
def test_what_looks_like_a_figure_and_is_none(phrase: str, kind: str) -> None:
    assert kinds(phrase) == [kind]


def test_the_points_of_a_plan_are_no_figures_behind_a_heading_without_a_stop() -> None:
    assert kinds("主要任务1.改善设施") == ["list"]
    assert kinds("每月逢3、6、9日坐诊") == ["date", "date", "date"]


def test_reaching_a_number_is_a_lower_bound_in_a_target() -> None:
    one = only("力争达到90%")
    assert (str(one.bounds()), str(one.bounds("target"))) == ("90", ">=90")


@pytest.mark.parametrize("phrase", ["共数十家", "1:1.25", "耗时9分48秒"])
def test_what_has_no_definite_value_is_no_figure_and_not_lost(phrase: str) -> None:
    assert not any(q.is_figure for q in find(phrase))
    assert find(phrase)


NUMBERS = st.integers(1, 10**7).map(Decimal) | st.integers(1, 10**6).map(lambda n: Decimal(n) / 100)
UNITS = st.sampled_from(["%", "个", "家", "人", "人次", "张", "万元", "‰", "例", "台"])
WAYS = {
    "超{n}{u}": ">{v}",
    "超过{n}{u}": ">{v}",
    "突破{n}{u}": ">{v}",
    "不低于{n}{u}": ">={v}",
    "不少于{n}{u}": ">={v}",
    "{n}{u}以上": ">={v}",
    "{n}{u}及以上": ">={v}",
    "不超过{n}{u}": "<={v}",
    "控制在{n}{u}以内": "<={v}",
    "低于{n}{u}": "<{v}",
    "不足{n}{u}": "<{v}",
    "共有{n}{u}": "{v}",
    "达到{n}{u}": "{v}",
    "为{n}{u}": "{v}",
}


@given(NUMBERS, UNITS, st.sampled_from(sorted(WAYS)), st.booleans())
def test_any_number_in_any_wording_is_read_as_it_was_meant(
    value: Decimal, unit: str, way: str, wide: bool
) -> None:
    text = number(float(value))
    if wide:
        text = text.translate({ord(c): chr(ord(c) + 0xFEE0) for c in "0123456789."})
    phrase = "全区" + way.replace("{n}", text).replace("{u}", unit) + "。"
    (found,) = [q for q in find(unwrap(phrase).text) if q.is_figure]
    meant = Bounds.parse(WAYS[way].replace("{v}", number(float(value))))
    assert (found.bounds(), found.unit) == (meant, unit)


HOSTILE = "超近约第每一二三十百千万亿余多几0123456789.,%‰/个家人年月日岁级—-至到、，。（）“”A \n"


@settings(max_examples=300)
@given(st.text(alphabet=HOSTILE, max_size=60) | st.text(max_size=60))
@example("9" * 400 + "个")
@example("1e99999个")
@example("万" * 50)
@example("分之" * 20)
def test_no_text_breaks_the_reader_and_nothing_is_lost(text: str) -> None:
    page = unwrap(text)
    found = find(page.text)
    assert missed(page, found) == []
    for q in found:
        assert 0 <= q.start <= q.at <= q.to <= len(page.text)
        q.bounds("target")


@pytest.mark.parametrize("unit", ["万", "一二", "1.", "第", "分之", "1/", "每千", "（", "“一"])
def test_a_long_run_of_one_thing_takes_no_long_time(unit: str) -> None:
    page = unwrap(unit * 20_000)
    assert missed(page, find(page.text)) == []


@pytest.mark.parametrize(
    "phrase",
    ["尚无1家", "没有1例", "未发生1起", "并未新增5家", "未能实现新增500个", "全省倒数第二"],
)
def test_what_is_denied_or_counted_from_the_end_is_left_to_the_reviewer(phrase: str) -> None:
    assert [kind for kind, *_ in said(phrase)] == ["unknown"]


def test_a_unit_of_ten_thousands_is_handed_on_with_its_scale() -> None:
    found = [(value, unit) for _, value, unit, _ in said("门诊、急诊分别为100万、20万人次")]
    assert found == [("100", "万人次"), ("20", "万人次")]


@pytest.mark.parametrize(
    ("phrase", "kind"),
    [("①加强管理；", "list"), ("㈡存在问题", "list"), ("Ⅲ类器械", "name"), ("约½的村", "unknown")],
)
def test_numerals_of_one_character_are_accounted_for(phrase: str, kind: str) -> None:
    assert kinds(phrase) == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "浏览次数：1206字号：大",
        "网站标识码：4407000010。",
        "您是第28461093位访问者。",
        "表2台山市指标完成情况。",
        "（见附图3）",
    ],
)
def test_numbers_of_the_page_itself_are_no_figures(text: str) -> None:
    assert not any(q.is_figure for q in find(text))


def test_a_month_before_its_figure_is_a_date() -> None:
    assert [kind for kind, *_ in said("由1月的4.7%降至3月的2.4%")] == [
        *("date", "share", "date", "share"),
    ]


def test_a_base_in_a_heading_holds_for_what_cannot_be_counted() -> None:
    text = "（四）每千人口托位数。全市平均5.00个，新会6.24个。新增612个。（五）机构。共3.5个。"
    assert [(value, per) for kind, value, _, per in said(text) if kind in {"rate", "count"}] == [
        *(("5", 1000), ("6.24", 1000), ("612", 0), ("3.5", 0)),
    ]
