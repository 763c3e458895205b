"""Awkward tables, as clerks make them, and what a careful reader makes of each."""

from __future__ import annotations

import pandas as pd
from loading_kit import Case, book, frame, one, text

SHAPES = [
    Case(
        "a title, a unit in the corner, notes and a source below",
        one(
            [
                ["江门市2024年托育服务情况表"],
                [None, "单位：个/千人"],
                ["地区", "每千人口托位数"],
                ["蓬江区", 4.1],
                ["江海区", 3.9],
                ["注：1.含幼儿园托班；2.数据截至12月31日。"],
                ["数据来源：2025年1月卫生健康统计报表"],
            ]
        ),
        """
        蓬江 childcare_slots 2024 actual 4.1 个/千人 表1!B4
        江海 childcare_slots 2024 actual 3.9 个/千人 表1!B5
        """,
        understood=[
            ("note", "注：1.含幼儿园托班；2.数据截至12月31日。", ""),
            ("unit", "单位：个/千人", "个/千人"),
            ("year", "江门市2024年托育服务情况表", "2024"),
        ],
    ),
    Case(
        "districts across, units in a column of their own",
        one(
            [
                ["2024年主要指标"],
                ["指标", "单位", "蓬江", "江海"],
                ["现有托位", "个", 100, 200],
                ["居民健康素养水平", "%", 30.5, 31],
                ["常住人口", "万人", 86.5, 37],
            ]
        ),
        """
        蓬江 childcare_places 2024 actual 100 个 表1!C3
        江海 childcare_places 2024 actual 200 个 表1!D3
        蓬江 health_literacy 2024 actual 30.5 % 表1!C4
        江海 health_literacy 2024 actual 31 % 表1!D4
        蓬江 population_resident 2024 actual 86.5 万人 表1!C5
        江海 population_resident 2024 actual 37 万人 表1!D5
        """,
    ),
    Case(
        "seven spellings of seven districts",
        one(
            [
                ["地区", "2024年现有托位"],
                ["江门市蓬江区", 1],
                ["江　海", 2],
                ["Xinhui District", 3],
                [440781, 4],
                ["４４０７８３", 5],
                ["鹤山市卫生健康局", 6],
                ["7.恩平市※", 7],
            ]
        ),
        """
        蓬江 childcare_places 2024 actual 1 个 表1!B2
        江海 childcare_places 2024 actual 2 个 表1!B3
        新会 childcare_places 2024 actual 3 个 表1!B4
        台山 childcare_places 2024 actual 4 个 表1!B5
        开平 childcare_places 2024 actual 5 个 表1!B6
        鹤山 childcare_places 2024 actual 6 个 表1!B7
        恩平 childcare_places 2024 actual 7 个 表1!B8
        """,
        understood=[("area", "Xinhui District", "440705"), ("area", "440781", "440781")],
    ),
    Case(
        "merged heads on three levels, years across",
        one(
            [
                ["地区", "托育", None, None, None],
                [None, "每千人口托位数（个）", None, "现有托位", None],
                [None, 2023, 2024, 2023, 2024],
                ["蓬江区", 4.1, 4.2, 100, 200],
                ["江海区", 3, 4, 5, 6],
            ],
            merge=["A1:A3", "B1:E1", "B2:C2", "D2:E2"],
        ),
        """
        蓬江 childcare_slots 2023 actual 4.1 个 表1!B4
        蓬江 childcare_slots 2024 actual 4.2 个 表1!C4
        蓬江 childcare_places 2023 actual 100 个 表1!D4
        蓬江 childcare_places 2024 actual 200 个 表1!E4
        江海 childcare_slots 2023 actual 3 个 表1!B5
        江海 childcare_slots 2024 actual 4 个 表1!C5
        江海 childcare_places 2023 actual 5 个 表1!D5
        江海 childcare_places 2024 actual 6 个 表1!E5
        """,
    ),
    Case(
        "the same heads in a CSV file, where merged cells are blank",
        text(
            [
                ["地区", "托育", "", "", ""],
                ["", "每千人口托位数（个）", "", "现有托位", ""],
                ["", "2023", "2024", "2023", "2024"],
                ["蓬江区", "4.1", "4.2", "100", "200"],
            ]
        ),
        """
        蓬江 childcare_slots 2023 actual 4.1 个 表.csv!B4
        蓬江 childcare_slots 2024 actual 4.2 个 表.csv!C4
        蓬江 childcare_places 2023 actual 100 个 表.csv!D4
        蓬江 childcare_places 2024 actual 200 个 表.csv!E4
        """,
    ),
    Case(
        "a district merged over the rows of its years",
        one(
            [
                ["地区", "年份", "现有托位"],
                ["蓬江区", 2023, 5],
                [None, 2024, 6],
                ["江海区", 2023, 7],
                [None, 2024, 0],
            ],
            merge=["A2:A3", "A4:A5"],
        ),
        """
        蓬江 childcare_places 2023 actual 5 个 表1!C2
        蓬江 childcare_places 2024 actual 6 个 表1!C3
        江海 childcare_places 2023 actual 7 个 表1!C4
        江海 childcare_places 2024 actual 0 个 表1!C5
        """,
    ),
    Case(
        "years in the names of the sheets",
        book(
            {
                "2023年": [["地区", "现有托位"], ["蓬江区", 5]],
                "2024年末": [["地区", "现有托位"], ["蓬江区", 6]],
            }
        ),
        """
        蓬江 childcare_places 2023 actual 5 个 2023年!B2
        蓬江 childcare_places 2024 actual 6 个 2024年末!B2
        """,
    ),
    Case(
        "a year in the name of the file only",
        one([["地区", "现有托位"], ["蓬江区", 5]], file="2025年报.xlsx"),
        "蓬江 childcare_places 2025 actual 5 个 表1!B2",
        understood=[("year", "2025年报", "2025")],
    ),
    Case(
        "actuals, targets and changes side by side under one indicator of the title",
        one(
            [
                ["每千人口托位数（个）"],
                ["地区", "2024年实绩", "2025年目标", "同比"],
                ["蓬江区", 4.1, 5.5, "5%"],
                ["江海区", 4.2, "不低于5.6", "3%"],
            ]
        ),
        """
        蓬江 childcare_slots 2024 actual 4.1 个/千人 表1!B3
        蓬江 childcare_slots 2025 target 5.5 个/千人 表1!C3
        江海 childcare_slots 2024 actual 4.2 个/千人 表1!B4
        江海 childcare_slots 2025 target >=5.6 个/千人 表1!C4
        """,
        unread={"表1!D2": "同比"},
        understood=[("nature", "2025年目标", "target")],
    ),
    Case(
        "half a year, and the same half of the year before",
        one(
            [
                ["2025年1—6月卫生健康统计"],
                ["地区", "现有托位（本期）", "现有托位（上年同期）"],
                ["开平", 900, 800],
            ]
        ),
        """
        开平 childcare_places 2025-01/2025-06 actual 900 个 表1!B3
        开平 childcare_places 2024-01/2024-06 actual 800 个 表1!C3
        """,
    ),
    Case(
        "months under years",
        one(
            [
                ["现有托位"],
                ["地区", "2025年", None],
                [None, "1—6月", "第三季度"],
                ["恩平", 10, 11],
                ["台山", 20, 21],
            ],
            merge=["A2:A3", "B2:C2"],
        ),
        """
        恩平 childcare_places 2025-01/2025-06 actual 10 个 表1!B4
        恩平 childcare_places 2025-07/2025-09 actual 11 个 表1!C4
        台山 childcare_places 2025-01/2025-06 actual 20 个 表1!B5
        台山 childcare_places 2025-07/2025-09 actual 21 个 表1!C5
        """,
    ),
    Case(
        "a return of one district: indicators down, years across, groups between",
        one(
            [
                ["新会区2024年卫生健康主要指标"],
                ["指标", "单位", "2023年", "2024年", "2025年目标"],
                ["每千人口托位数", "个", 5, 6.12, "≥6.5"],
                ["现有托位", "个", "3,000", "3,299", "—"],
                ["二、基层医疗"],
                ["优质服务基层行推荐标准创建比例", "%", 80, "90%", None],
            ]
        ),
        """
        新会 childcare_slots 2023 actual 5 个 表1!C3
        新会 childcare_slots 2024 actual 6.12 个 表1!D3
        新会 childcare_slots 2025 target >=6.5 个 表1!E3
        新会 childcare_places 2023 actual 3000 个 表1!C4
        新会 childcare_places 2024 actual 3299 个 表1!D4
        新会 recommended_standard_rate 2023 actual 80 % 表1!C6
        新会 recommended_standard_rate 2024 actual 90 % 表1!D6
        """,
    ),
    Case(
        "a sheet for each district",
        book(
            {
                "蓬江": [["指标", "2024年"], ["现有托位", 5], ["常住人口（万人）", 86]],
                "江海": [["指标", "2024年"], ["现有托位", 6], ["常住人口（万人）", 37]],
            }
        ),
        """
        蓬江 childcare_places 2024 actual 5 个 蓬江!B2
        蓬江 population_resident 2024 actual 86 万人 蓬江!B3
        江海 childcare_places 2024 actual 6 个 江海!B2
        江海 population_resident 2024 actual 37 万人 江海!B3
        """,
    ),
    Case(
        "groups of rows headed by their indicator",
        one(
            [
                ["地区", "2023年", "2024年"],
                ["每千人口托位数（个）"],
                ["蓬江区", 4, 5],
                ["江海区", 4, 6],
                ["现有托位（个）"],
                ["蓬江区", 40, 50],
                ["江海区", 40, 60],
            ]
        ),
        """
        蓬江 childcare_slots 2023 actual 4 个 表1!B3
        蓬江 childcare_slots 2024 actual 5 个 表1!C3
        江海 childcare_slots 2023 actual 4 个 表1!B4
        江海 childcare_slots 2024 actual 6 个 表1!C4
        蓬江 childcare_places 2023 actual 40 个 表1!B6
        蓬江 childcare_places 2024 actual 50 个 表1!C6
        江海 childcare_places 2023 actual 40 个 表1!B7
        江海 childcare_places 2024 actual 60 个 表1!C7
        """,
    ),
    Case(
        "two tables, one under the other",
        one(
            [
                ["2024年"],
                ["地区", "现有托位"],
                ["蓬江区", 5],
                [],
                ["地区", "居民健康素养水平（%）"],
                ["江海区", 31],
            ]
        ),
        """
        蓬江 childcare_places 2024 actual 5 个 表1!B3
        江海 health_literacy 2024 actual 31 % 表1!B6
        """,
    ),
    Case(
        "two tables side by side, a column between",
        one(
            [
                ["地区", "2024年现有托位", None, "地区", "2024年居民健康素养水平（%）"],
                ["蓬江区", 5, None, "蓬江区", 30],
                ["江海区", 6, None, "江海区", 31],
            ]
        ),
        """
        蓬江 childcare_places 2024 actual 5 个 表1!B2
        江海 childcare_places 2024 actual 6 个 表1!B3
        蓬江 health_literacy 2024 actual 30 % 表1!E2
        江海 health_literacy 2024 actual 31 % 表1!E3
        """,
    ),
    Case(
        "serial numbers, codes, remarks, and a row that numbers the columns",
        one(
            [
                ["序号", "地区", "代码", "2024年现有托位", "备注"],
                ["甲", "乙", "丙", "1", "2"],
                [1, "蓬江区", 440703, 5, "含民办"],
                [2, "江海区", 440704, 6, None],
            ]
        ),
        """
        蓬江 childcare_places 2024 actual 5 个 表1!D3
        江海 childcare_places 2024 actual 6 个 表1!D4
        """,
    ),
    Case(
        "an empty row between the heads and the rows, and another before the end",
        one(
            [
                ["地区", "2024年现有托位"],
                [],
                ["蓬江区", 5],
                ["江海区", 6],
                [],
                ["江门市", 80],
            ]
        ),
        """
        蓬江 childcare_places 2024 actual 5 个 表1!B3
        江海 childcare_places 2024 actual 6 个 表1!B4
        江门 childcare_places 2024 actual 80 个 表1!B6
        """,
    ),
    Case(
        "a DataFrame with districts as index and heads on two levels",
        lambda _: pd.DataFrame(
            [[1, 2], [3, None]],
            index=["蓬江区", "江海区"],
            columns=pd.MultiIndex.from_tuples([("现有托位", 2023), ("现有托位", 2024)]),
        ),
        """
        蓬江 childcare_places 2023 actual 1 个 表!B3
        蓬江 childcare_places 2024 actual 2 个 表!C3
        江海 childcare_places 2023 actual 3 个 表!B4
        """,
    ),
    Case(
        "a tidy table under Chinese heads, with a title above",
        one(
            [
                ["填报表"],
                ["地区", "指标", "时期", "数值", "单位", "性质", "口径", "原文", "备注"],
                [
                    "蓬江区",
                    "每千人口托位数",
                    "2024年",
                    "超5",
                    "个/千人",
                    "实绩",
                    "不适用",
                    None,
                    None,
                ],
                ["江海区", "现有托位", 2025, 500, None, "目标", None, None, None],
                ["新会区", "现有托位", 2024, None, "个", None, None, None, None],
                ["某区", "现有托位", 2024, 5, None, None, None, None, None],
                ["开平市", "床位满意度", 2024, 5, None, None, None, None, None],
                ["开平市", "现有托位", 2024, 5, "%", None, None, None, None],
            ]
        ),
        """
        蓬江 childcare_slots 2024 actual >5 个/千人 表1!D3
        江海 childcare_places 2025 target 500 个 表1!D4
        """,
        unread={"表1!A6": "不认识的地区", "表1!B7": "不认识的指标", "表1!E8": "单位"},
    ),
    Case(
        "a year given, and the head of a column that says another",
        frame({"地区": ["蓬江"], "现有托位": [5], "2023年现有托位": [4]}),
        """
        蓬江 childcare_places 2024 actual 5 个 表!B2
        蓬江 childcare_places 2023 actual 4 个 表!C2
        """,
        given={"year": 2024},
    ),
]
