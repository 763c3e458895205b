"""Returns and yearbook pages as bureaus send them, and what a careful reader makes of each."""

from __future__ import annotations

import datetime

from loading_cells import SEVEN
from loading_kit import Case, book, one, text

RETURNS = [
    Case(
        "a return: serial numbers, bureaus, a merged total on top, units of one size, a foot",
        one(
            [
                ["附件1"],
                ["江门市2024年托育服务工作情况统计表"],
                ["填报单位：江门市卫生健康局（盖章）", None, None, None, "单位：个、家", None],
                ["序号", "单位名称", "现有托位", "现有托育机构", "占比（%）", "备注"],
                ["合计", None, 300, 3, 100, None],
                [1, "蓬江区卫生健康局", 100, 1, 33.3, "含民办1家"],
                [2, "江海区 卫健局", 200, 2, 66.7, None],
                [],
                [
                    "填表人：×××",
                    None,
                    "审核人：×××",
                    "联系电话：0750-3330000",
                    "填报日期：2025年1月10日",
                ],
            ],
            merge=["A2:F2", "A5:B5"],
        ),
        """
        蓬江 childcare_places 2024 actual 100 个 表1!C6
        江海 childcare_places 2024 actual 200 个 表1!C7
        蓬江 childcare_institutions 2024 actual 1 家 表1!D6
        江海 childcare_institutions 2024 actual 2 家 表1!D7
        """,
        unread={"表1!C5": "没有列全", "表1!D5": "没有列全", "表1!E4": "占比"},
    ),
    Case(
        "who filled it in, with the answers in cells of their own",
        one(
            [
                ["地区", "2024年现有托位（个）", "登记日期"],
                ["蓬江区", 100, datetime.date(2024, 12, 30)],
                ["江海区", "免报", datetime.date(2024, 12, 31)],
                ["填表人", "×××", None],
                ["联系电话", 3330000, None],
                ["填报日期", datetime.date(2025, 1, 10), None],
            ]
        ),
        "蓬江 childcare_places 2024 actual 100 个 表1!B2",
        understood=[("note", "3330000", "")],
    ),
    Case(
        "a month, the year to date, last year's, and the change",
        one(
            [
                ["2025年6月月报"],
                ["地区", "甲类传染病报告数（例）", None, None, None, "现有托位（个）", None, None],
                [None, "本月", "本年累计", "上年同期", "同比±%", "月末数", "本月新增", "本月"],
                ["蓬江区", 1, 6, 5, 20, 100, 7, 8],
            ],
            merge=["A2:A3", "B2:E2", "F2:H2"],
        ),
        """
        蓬江 class_a_infectious_cases 2025-06 actual 1 例 表1!B4
        蓬江 class_a_infectious_cases 2025-01/2025-06 actual 6 例 表1!C4
        蓬江 childcare_places 2025-06 actual 100 个 表1!F4
        蓬江 childcare_places 2025-06 actual 7 个 表1!G4
        """,
        unread={"表1!D3": "上年累计", "表1!E3": "同比", "表1!H3": "月末数"},
    ),
    Case(
        "this month and to date, each of two years",
        one(
            [
                ["2025年6月月报"],
                ["地区", "甲类传染病报告数（例）", None, None, None],
                [None, "本月", None, "累计", None],
                [None, "2025年", "2024年", "本年", "上年同期"],
                ["蓬江区", 1, 2, 5, 6],
            ],
            merge=["A2:A4", "B2:E2", "B3:C3", "D3:E3"],
        ),
        """
        蓬江 class_a_infectious_cases 2025-06 actual 1 例 表1!B5
        蓬江 class_a_infectious_cases 2024-06 actual 2 例 表1!C5
        蓬江 class_a_infectious_cases 2025-01/2025-06 actual 5 例 表1!D5
        蓬江 class_a_infectious_cases 2024-01/2024-06 actual 6 例 表1!E5
        """,
    ),
    Case(
        "this month of no month",
        one([["2025年"], ["地区", "现有托位", "本月甲类传染病报告数（例）"], ["蓬江区", 1, 2]]),
        "蓬江 childcare_places 2025 actual 1 个 表1!B3",
        unread={"表1!C2": "没有写是几月"},
    ),
    Case(
        "quarters and spans of months under one indicator",
        one(
            [
                ["2025年现有托位"],
                ["地区", "一季度", "上半年", "前三季度", "1-11月", "全年"],
                ["蓬江区", 1, 2, 3, 4, 5],
                ["江海区", 2, 3, 4, 5, "暂无统计"],
            ]
        ),
        """
        蓬江 childcare_places 2025-01/2025-03 actual 1 个 表1!B3
        江海 childcare_places 2025-01/2025-09 actual 4 个 表1!D4
        蓬江 childcare_places 2025-01/2025-11 actual 4 个 表1!E3
        蓬江 childcare_places 2025 actual 5 个 表1!F3
        …
        """,
    ),
    Case(
        "targets, results and their ratio, under a unit that is not the ratio's",
        one(
            [
                ["2025年"],
                ["地区", "现有托位（个）", None, None],
                [None, "目标任务数", "实际完成数", "完成率（%）"],
                ["蓬江区", 100, 90, 90],
            ],
            merge=["B2:D2"],
        ),
        """
        蓬江 childcare_places 2025 target 100 个 表1!B4
        蓬江 childcare_places 2025 actual 90 个 表1!C4
        """,
        unread={"表1!D3": "完成率（%）"},
    ),
    Case(
        "a plan: base, aim and where it stands, by indicator",
        one(
            [
                ["“十四五”卫生健康主要指标完成情况"],
                ["地区", "2020年基数", "2025年规划目标", "2024年完成", "完成进度"],
                ["每千人口托位数（个）"],
                ["蓬江区", 3, 5.5, 5, "91%"],
            ]
        ),
        """
        蓬江 childcare_slots 2020 actual 3 个 表1!B4
        蓬江 childcare_slots 2025 target 5.5 个 表1!C4
        蓬江 childcare_slots 2024 actual 5 个 表1!D4
        """,
        unread={"表1!E2": "完成进度"},
    ),
]
YEARBOOKS = [
    Case(
        "a page in two languages, the city first",
        one(
            [
                ["2-1 各县（市、区）年末人口（2024年）\nPopulation by District (2024)"],
                ["单位：万人  Unit: 10 000 persons"],
                [
                    "地 区\nRegion",
                    "常住人口\nResident Population",
                    "户籍人口\nRegistered Population",
                ],
                ["全 市 Total", 480, 403],
                ["蓬江区 Pengjiang", 86, 56],
                ["江海区 Jianghai", 37, 20],
            ]
        ),
        """
        江门 population_resident 2024 actual 480 万人 表1!B4
        江门 population_registered 2024 actual 403 万人 表1!C4
        蓬江 population_resident 2024 actual 86 万人 表1!B5
        蓬江 population_registered 2024 actual 56 万人 表1!C5
        江海 population_resident 2024 actual 37 万人 表1!B6
        江海 population_registered 2024 actual 20 万人 表1!C6
        """,
    ),
    Case(
        "numbered indicators down, units beside, districts and a city organ across",
        one(
            [
                ["表3  2024年各县（市、区）主要指标"],
                ["序号", "指标名称", "计量单位", "全市", "蓬江区", "江海区", "市直"],
                [1, "年末常住人口", "万人", 480, 86, 37, None],
                [2, "  其中：户籍人口", "人", 4030000, 560000, 200000, 5],
                [3, "每千人口托位数", "个", 4.5, 5, 4, "/"],
            ]
        ),
        """
        江门 population_resident 2024 actual 480 万人 表1!D3
        蓬江 population_resident 2024 actual 86 万人 表1!E3
        江海 population_resident 2024 actual 37 万人 表1!F3
        江门 childcare_slots 2024 actual 4.5 个 表1!D5
        蓬江 childcare_slots 2024 actual 5 个 表1!E5
        江海 childcare_slots 2024 actual 4 个 表1!F5
        """,
        unread={"表1!C4": "其中：户籍人口", "表1!G2": "不是县"},
    ),
    Case(
        "years as numbers in any width, and a corner of two units beside the title",
        one(
            [
                ["每千人口托位数、常住人口", None, None, None, "单位：万人、个"],
                ["地区", "常住人口", None, "每千人口托位数", None],
                [None, 2023, "２０２４", 2023.0, "2024"],
                ["蓬江区", 86, 87, "4", " ５ "],
            ],
            merge=["A2:A3", "B2:C2", "D2:E2"],
        ),
        """
        蓬江 population_resident 2023 actual 86 万人 表1!B4
        蓬江 population_resident 2024 actual 87 万人 表1!C4
        蓬江 childcare_slots 2023 actual 4 个 表1!D4
        蓬江 childcare_slots 2024 actual 5 个 表1!E4
        """,
    ),
    Case(
        "a table that goes on below, and heads printed again on the next page",
        one(
            [
                ["2024年主要指标"],
                ["地区", "现有托位", "现有托育机构"],
                ["蓬江区", 1, 2],
                ["地区", "现有托位", "现有托育机构"],
                ["江海区", 3, 4],
                ["续表"],
                ["地区", "常住人口（万人）", "居民健康素养水平（%）"],
                ["蓬江区", 86, 30],
            ]
        ),
        """
        蓬江 childcare_places 2024 actual 1 个 表1!B3
        江海 childcare_places 2024 actual 3 个 表1!B5
        蓬江 childcare_institutions 2024 actual 2 家 表1!C3
        江海 childcare_institutions 2024 actual 4 家 表1!C5
        蓬江 population_resident 2024 actual 86 万人 表1!B8
        蓬江 health_literacy 2024 actual 30 % 表1!C8
        """,
    ),
    Case(
        "districts as headings over rows of indicators",
        one(
            [
                ["指标", "单位", "2023年", "2024年"],
                ["蓬江区"],
                ["现有托位", "个", 1, 2],
                ["现有托育机构", "家", 3, 4],
                ["江海区"],
                ["现有托位", "个", 5, 6],
            ]
        ),
        """
        蓬江 childcare_places 2023 actual 1 个 表1!C3
        蓬江 childcare_places 2024 actual 2 个 表1!D3
        蓬江 childcare_institutions 2023 actual 3 家 表1!C4
        蓬江 childcare_institutions 2024 actual 4 家 表1!D4
        江海 childcare_places 2023 actual 5 个 表1!C6
        江海 childcare_places 2024 actual 6 个 表1!D6
        """,
        understood=[("area", "蓬江区", "440703"), ("area", "江海区", "440704")],
    ),
    Case(
        "districts as headings over groups of indicators",
        one(
            [
                ["指标", "2024年"],
                ["蓬江区"],
                ["一、托育"],
                ["现有托位", 5],
                ["江海区"],
                ["一、托育"],
                ["现有托位", 6],
            ]
        ),
        """
        蓬江 childcare_places 2024 actual 5 个 表1!B4
        江海 childcare_places 2024 actual 6 个 表1!B7
        """,
    ),
    Case(
        "a blank district above a misspelt one is no heading",
        one([["地区", "2024年现有托位"], ["蓬江区", None], ["蓬汀区", 7], ["江海区", 5]]),
        "江海 childcare_places 2024 actual 5 个 表1!B4",
        unread={"表1!A3": "蓬江区"},
        understood=[("area", "蓬江区", "440703")],
    ),
    Case(
        "the towns of one district and their total",
        one([["台山市2024年托育情况"], ["镇街", "现有托位"], ["全市", 10], ["台城街道", 4]]),
        "台山 childcare_places 2024 actual 10 个 表1!B3",
        unread={"表1!A4": "不认识的地区"},
    ),
    Case(
        "a corner of several units beside the title",
        one(
            [
                ["2024年人口", None, "单位：万人、%"],
                ["地区", "常住人口", "居民健康素养水平"],
                ["蓬江区", 86, 30],
            ]
        ),
        """
        蓬江 population_resident 2024 actual 86 万人 表1!B3
        蓬江 health_literacy 2024 actual 30 % 表1!C3
        """,
    ),
    Case(
        "a corner of units of two sizes leaves it open",
        one(
            [["2024年  单位：万人、人"], ["地区", "常住人口", "现有托位（个）"], ["蓬江区", 86, 5]]
        ),
        "蓬江 childcare_places 2024 actual 5 个 表1!C3",
        unread={"表1!B3": "万人、人"},
    ),
    Case(
        "the indicator in the title, its parts in the heads, units in brackets below",
        one(
            [
                ["2024年现有托位"],
                ["地区", "合计", "其中：公办", "农村"],
                [None, "（个）", "（个）", "（个）"],
                ["蓬江区", 10, 6, 4],
            ]
        ),
        "蓬江 childcare_places 2024 actual 10 个 表1!B4",
        unread={"表1!C3": "其中：公办", "表1!D3": "农村"},
    ),
    Case(
        "parts of an indicator in rows of a district's file",
        one(
            [
                ["指标", "单位", "2023年", "2024年"],
                ["一、托育"],
                ["现有托位", "个", 1, 2],
                ["  其中：公办", "个", 1, 1],
                ["#民办", "个", 0, 1],
                ["现有托育机构", "家", 3, 4],
            ],
            file="蓬江区.xlsx",
        ),
        """
        蓬江 childcare_places 2023 actual 1 个 表1!C3
        蓬江 childcare_places 2024 actual 2 个 表1!D3
        蓬江 childcare_institutions 2023 actual 3 家 表1!C6
        蓬江 childcare_institutions 2024 actual 4 家 表1!D6
        """,
        unread={"表1!A4": "公办", "表1!A5": "民办"},
    ),
]
LABELS = [
    Case(
        "the city beside its districts, and a year that holds for the rows below it",
        text(
            "年份,城市,县区,现有托位\n2023,江门市,蓬江区,1\n,江门市,江海区,2\n2024,江门市,蓬江区,3\n"
        ),
        """
        蓬江 childcare_places 2023 actual 1 个 表.csv!D2
        江海 childcare_places 2023 actual 2 个 表.csv!D3
        蓬江 childcare_places 2024 actual 3 个 表.csv!D4
        """,
    ),
    Case(
        "men and women are no district",
        one(
            [
                ["地区", "性别", "2024年常住人口（万人）"],
                ["蓬江区", "合计", 80],
                [None, "男", 40],
                [None, "女", 40],
            ],
            merge=["A2:A4"],
        ),
        "蓬江 population_resident 2024 actual 80 万人 表1!C2",
        unread={"表1!B3": "一部分", "表1!B4": "areas="},
    ),
    Case(
        "a second small table with its own title to the right",
        one(
            [
                ["2023年托育", None, None, "2024年托育", None],
                ["地区", "现有托位", None, "指标", "数值"],
                ["蓬江区", 1, None, "现有托位", 300],
                ["江海区", 2, None, "现有托育机构", 12],
            ]
        ),
        """
        蓬江 childcare_places 2023 actual 1 个 表1!B3
        江海 childcare_places 2023 actual 2 个 表1!B4
        """,
        unread={"表1!D3": "没有写是哪个地区", "表1!D4": "没有写是哪个地区"},
    ),
    Case(
        "city organs and totals in a tidy table",
        one(
            [
                ["地区", "指标", "时期", "数值"],
                ["蓬江区卫健局", "现有托位", 2024, 5],
                ["市直", "现有托位", 2024, 6],
                ["合计", "现有托位", 2024, 11],
                ["平均", "现有托位", 2024, 5],
            ]
        ),
        "蓬江 childcare_places 2024 actual 5 个 表1!D2",
        unread={"表1!A3": "不是县", "表1!A4": "写明地区名", "表1!A5": "小计或平均"},
    ),
    Case(
        "the name of the sheet is the indicator",
        book({"现有托位": [["地区", "2023年"], ["蓬江区", 1]]}),
        "蓬江 childcare_places 2023 actual 1 个 现有托位!B2",
    ),
    Case(
        "the day of the paper beside the year of the figures",
        one([["江门市2024年托育统计表（2025年3月5日）"], ["地区", "现有托位"], ["蓬江区", 1]]),
        "蓬江 childcare_places 2024 actual 1 个 表1!B3",
    ),
]
NUMBERS = [
    Case(
        "bounds, words for gaps and other signs, as they are typed",
        one(
            [
                ["地区", "2024年国家免疫规划疫苗接种率（%）", "2024年现有托位（个）"],
                *zip(
                    SEVEN,
                    ["≥95%", "95%以上", "大于等于95%", "95.2[1]", "95~98", "-", "不详"],
                    ["近60", "3000余", "约1.2万", "-5", "持平", "30+", "免报"],
                    strict=True,
                ),
            ]
        ),
        """
        蓬江 vaccination_coverage 2024 actual >=95 % 表1!B2
        江海 vaccination_coverage 2024 actual >=95 % 表1!B3
        新会 vaccination_coverage 2024 actual >=95 % 表1!B4
        台山 vaccination_coverage 2024 actual 95.2 % 表1!B5
        开平 vaccination_coverage 2024 actual [95,98] % 表1!B6
        蓬江 childcare_places 2024 actual (50,60) 个 表1!C2
        江海 childcare_places 2024 actual (3000,4000) 个 表1!C3
        新会 childcare_places 2024 actual 12000±500 个 表1!C4
        """,
        unread={"表1!C5": "可能范围", "表1!C6": "没有数", "表1!C7": "除数以外"},
    ),
    Case(
        "ten thousands written twice",
        one(
            [
                ["地区", "2024年常住人口（人）", "2024年户籍人口（万人）"],
                ["蓬江区", "86.5万", 56],
                ["江海区", "37万人", "20.1万"],
                ["新会区", 900000, "771000人"],
            ]
        ),
        """
        蓬江 population_resident 2024 actual 865000 人 表1!B2
        江海 population_resident 2024 actual 37 万人 表1!B3
        新会 population_resident 2024 actual 900000 人 表1!B4
        蓬江 population_registered 2024 actual 56 万人 表1!C2
        新会 population_registered 2024 actual 771000 人 表1!C4
        """,
        unread={"表1!C3": "只在一处写万"},
    ),
    Case(
        "fractions among percentages, and 0.9% shown as such",
        one(
            [
                ["2024年"],
                ["地区", "居民健康素养水平（%）", "国家免疫规划疫苗接种率"],
                ["蓬江区", 30.5, 0.95],
                ["江海区", 0.31, 0.955],
                ["新会区", 29, "96%"],
                ["台山市", "0.3%", 0.009],
            ],
            formats={"C3": "0.0%", "C4": "0.0%", "C6": "0.0%"},
        ),
        """
        蓬江 health_literacy 2024 actual 30.5 % 表1!B3
        新会 health_literacy 2024 actual 29 % 表1!B5
        台山 health_literacy 2024 actual 0.3 % 表1!B6
        蓬江 vaccination_coverage 2024 actual 95 % 表1!C3
        江海 vaccination_coverage 2024 actual 95.5 % 表1!C4
        新会 vaccination_coverage 2024 actual 96 % 表1!C5
        台山 vaccination_coverage 2024 actual 0.9 % 表1!C6
        """,
        unread={"表1!B4": "0.3%"},
    ),
    Case(
        "a column of per cent in which nothing exceeds one is doubted",
        text("地区,2024年国家免疫规划疫苗接种率(%)\n蓬江区,0.95\n江海区,0.96\n"),
        """
        蓬江 vaccination_coverage 2024 actual 0.95 % 表.csv!B2
        江海 vaccination_coverage 2024 actual 0.96 % 表.csv!B3
        """,
        said=["表.csv!B2", "全列却不大于 1"],
    ),
    Case(
        "an export of WPS: GBK, numbers kept as text, dates of registration",
        text(
            '江门市2024年托育情况,,\n地区,现有托位（个）,登记日期\n"蓬江区\t","1,234",2024/12/31\n'
            '江海区,="200",2024/12/30\n制表：×××,,2025年1月\n',
            encoding="gbk",
        ),
        """
        蓬江 childcare_places 2024 actual 1234 个 表.csv!B3
        江海 childcare_places 2024 actual 200 个 表.csv!B4
        """,
    ),
]
BUREAUS = [*RETURNS, *YEARBOOKS, *LABELS, *NUMBERS]
