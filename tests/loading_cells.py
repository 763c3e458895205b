"""Awkward cells, rows and heads, and what a careful reader makes of each."""

from __future__ import annotations

import datetime

from loading_kit import Case, one

SEVEN = ("蓬江区", "江海区", "新会区", "台山市", "开平市", "鹤山市", "恩平市")
_HEAD = ["地区", "2024年现有托位（个）"]
CELLS = [
    Case(
        "what is not stated, and zero",
        one([_HEAD, *zip(SEVEN, ["—", None, "…", "／", "未统计", "N/A", 0], strict=True)]),
        "恩平 childcare_places 2024 actual 0 个 表1!B8",
    ),
    Case(
        "more words for what is not stated",
        one([_HEAD, *zip(SEVEN, ["-", "无", "不详", "暂缺", "……", " ", "０"], strict=True)]),
        "恩平 childcare_places 2024 actual 0 个 表1!B8",
    ),
    Case(
        "thousands separators, full-width digits, spaces, text numbers, units in cells",
        one(
            [
                _HEAD,
                *zip(
                    SEVEN,
                    ["3,299", "１２３４", "1 234", "1，234", "'500", "12家", "1.2e3"],
                    strict=True,
                ),
            ]
        ),
        """
        蓬江 childcare_places 2024 actual 3299 个 表1!B2
        江海 childcare_places 2024 actual 1234 个 表1!B3
        新会 childcare_places 2024 actual 1234 个 表1!B4
        台山 childcare_places 2024 actual 1234 个 表1!B5
        开平 childcare_places 2024 actual 500 个 表1!B6
        鹤山 childcare_places 2024 actual 12 家 表1!B7
        恩平 childcare_places 2024 actual 1200 个 表1!B8
        """,
    ),
    Case(
        "bounds, ranges, approximations",
        one(
            [
                ["地区", "2024年居民健康素养水平（％）"],
                *zip(
                    SEVEN,
                    ["超90%", "约30", "1—2", "30多", "不低于25.5", "＜40%", "90以上"],
                    strict=True,
                ),
            ]
        ),
        """
        蓬江 health_literacy 2024 actual >90 % 表1!B2
        江海 health_literacy 2024 actual 30±5 % 表1!B3
        新会 health_literacy 2024 actual [1,2] % 表1!B4
        台山 health_literacy 2024 actual (30,40) % 表1!B5
        开平 health_literacy 2024 actual >=25.5 % 表1!B6
        鹤山 health_literacy 2024 actual <40 % 表1!B7
        恩平 health_literacy 2024 actual >=90 % 表1!B8
        """,
    ),
    Case(
        "shares in words, in cells of per cent and with marks of notes",
        one(
            [
                ["地区", "2024年居民健康素养水平"],
                ["蓬江区", 0.305],
                ["江海区", 0.9],
                ["新会区", "28%①"],
                ["台山市", "27.5%*"],
                ["① 抽样调查"],
            ],
            formats={"B2": "0.0%", "B3": "0%"},
        ),
        """
        蓬江 health_literacy 2024 actual 30.5 % 表1!B2
        江海 health_literacy 2024 actual 90 % 表1!B3
        新会 health_literacy 2024 actual 28 % 表1!B4
        台山 health_literacy 2024 actual 27.5 % 表1!B5
        """,
    ),
    Case(
        "a target in a column of actuals",
        one(
            [
                ["地区", "2024年每千人口托位数"],
                ["蓬江", 4.1],
                ["江海", "争取达5.5"],
                ["新会", "目标6"],
            ]
        ),
        """
        蓬江 childcare_slots 2024 actual 4.1 个/千人 表1!B2
        江海 childcare_slots 2024 target >=5.5 个/千人 表1!B3
        新会 childcare_slots 2024 target 6 个/千人 表1!B4
        """,
        understood=[("nature", "争取达5.5", "target")],
    ),
    Case(
        "errors, formulas without results, dates and truths",
        one(
            [
                _HEAD,
                ["蓬江区", "=1/0"],
                ["江海区", "#REF!"],
                ["新会区", datetime.date(2024, 1, 2)],
                ["台山市", True],
                ["开平市", 5],
                ["鹤山市", "详见附件"],
                ["恩平市", "5家（其中民营3家）"],
            ]
        ),
        "开平 childcare_places 2024 actual 5 个 表1!B6",
        unread={
            "表1!B2": "重算",
            "表1!B3": "错误值",
            "表1!B4": "日期",
            "表1!B5": "逻辑值",
            "表1!B7": "没有数",
            "表1!B8": "不是一个数",
        },
    ),
    Case(
        "a value merged over two districts",
        one([_HEAD, ["蓬江区", 5], ["江海区", None], ["新会区", 6]], merge=["B2:B3"]),
        "新会 childcare_places 2024 actual 6 个 表1!B4",
        unread={"表1!B2": "合并"},
    ),
    Case(
        "a share that may be a fraction beside one that is not",
        one(
            [
                ["2024年"],
                ["地区", "居民健康素养水平", "村卫生站服务能力达标率（%）"],
                ["蓬江", 0.3, 0.9],
                ["江海", 0.31, 1],
            ]
        ),
        """
        蓬江 village_clinic_capability_rate 2024 actual 0.9 % 表1!C3
        江海 village_clinic_capability_rate 2024 actual 1 % 表1!C4
        """,
        unread={"表1!B3": "%", "表1!B4": "%"},
    ),
    Case(
        "a share above one hundred per cent",
        one([["地区", "2024年村卫生站能力达标率（%）"], ["蓬江", 105], ["江海", 100]]),
        "江海 village_clinic_capability_rate 2024 actual 100 % 表1!B3",
        unread={"表1!B2": "0 至 100"},
    ),
]
_TEN = [[name, 10] for name in SEVEN]
ROWS = [
    Case(
        "an eighth district that is none",
        one([_HEAD, ["蓬江区", 5], ["市直单位", 9], ["其他", 1]]),
        "蓬江 childcare_places 2024 actual 5 个 表1!B2",
        unread={"表1!A3": "不是县", "表1!A4": "areas="},
    ),
    Case(
        "a total of all seven is the city's",
        one([_HEAD, *_TEN, ["合计", 70]]),
        "江门 childcare_places 2024 actual 70 个 表1!B9\n…",
        understood=[("area", "合计", "440700")],
    ),
    Case(
        "a total of some districts is nobody's",
        one([_HEAD, *_TEN[:3], ["合计", 30]]),
        "新会 childcare_places 2024 actual 10 个 表1!B4\n…",
        unread={"表1!B5": "没有列全"},
    ),
    Case(
        "means and subtotals are no area",
        one([_HEAD, ["蓬江区", 5], ["三区小计", 12], ["平均", 6]]),
        "蓬江 childcare_places 2024 actual 5 个 表1!B2",
        unread={"表1!A3": "小计", "表1!A4": "平均"},
    ),
    Case(
        "a total that does not add up is said and kept",
        one([_HEAD, *_TEN, ["全市", 75]]),
        "江门 childcare_places 2024 actual 75 个 表1!B9\n…",
        said=["合计 75个", "相加 70个", "表1!B9", "表1!B2…B8"],
    ),
    Case(
        "totals that differ by rounding add up",
        one(
            [
                ["地区", "2024年常住人口（万人）"],
                *[[name, 10.1] for name in SEVEN],
                ["江门市", 70.5],
            ]
        ),
        "江门 population_resident 2024 actual 70.5 万人 表1!B9\n…",
    ),
    Case(
        "a district with another one in brackets",
        one([_HEAD, ["江海区（含高新区）", 5]]),
        "江海 childcare_places 2024 actual 5 个 表1!B2",
        understood=[("area", "江海区（含高新区）", "440704")],
    ),
    Case(
        "a row without a name, a misspelt one",
        one([_HEAD, ["蓬江区", 5], [None, 6], ["蓬汀区", 7]]),
        "蓬江 childcare_places 2024 actual 5 个 表1!B2",
        unread={"表1!A3": "没有写地区", "表1!A4": "蓬江区"},
    ),
]
HEADS = [
    Case(
        "heads that are not known, with what is close",
        one(
            [
                ["地区", "2024年托位数", "每千人口托位数（含申请）", "2024年现有托位"],
                ["蓬江", 5, 6, 7],
            ]
        ),
        "蓬江 childcare_places 2024 actual 7 个 表1!D2",
        unread={"表1!B1": "现有托位", "表1!C1": "每千人口托位数"},
    ),
    Case(
        "units in a row of their own below the heads",
        one(
            [
                ["2024年"],
                ["地区", "常住人口", "现有托位", "居民健康素养水平"],
                ["", "万人", "个", "%"],
                ["蓬江区", 86, 5, 30],
            ]
        ),
        """
        蓬江 population_resident 2024 actual 86 万人 表1!B4
        蓬江 childcare_places 2024 actual 5 个 表1!C4
        蓬江 health_literacy 2024 actual 30 % 表1!D4
        """,
    ),
    Case(
        "two units in the corner: each column takes the one that fits",
        one(
            [
                ["2024年  单位：万人、%"],
                ["地区", "常住人口", "居民健康素养水平", "现有托位"],
                ["蓬江区", 86, 30, 5],
            ]
        ),
        """
        蓬江 population_resident 2024 actual 86 万人 表1!B3
        蓬江 health_literacy 2024 actual 30 % 表1!C3
        """,
        unread={"表1!D3": "万人"},
    ),
    Case(
        "a unit that is not the indicator's",
        one([["地区", "2024年现有托位（%）", "2024年常住人口（万人）"], ["蓬江", 5, 86]]),
        "蓬江 population_resident 2024 actual 86 万人 表1!C2",
        unread={"表1!B2": "单位“%”"},
    ),
    Case(
        "new ones and all of them in the head",
        one(
            [
                ["2024年"],
                ["地区", "新增托位数", "新增现有托位", "累计达推荐标准机构"],
                ["蓬江", 5, 6, 7],
            ]
        ),
        """
        蓬江 childcare_places 2024 actual 6 个 表1!C3
        蓬江 recommended_standard_count 2024 actual 7 家 表1!D3
        """,
        unread={"表1!B2": "托位"},
    ),
    Case(
        "a group above an indicator that narrows it",
        one(
            [
                ["2024年"],
                ["地区", "农村", "合计"],
                [None, "常住人口（万人）", "户籍人口（万人）"],
                ["蓬江", 5, 86],
            ],
            merge=["A2:A3"],
        ),
        "蓬江 population_registered 2024 actual 86 万人 表1!C4",
        unread={"表1!B3": "农村"},
    ),
]
