"""The words that a chart adds to the data, in both languages, in one place."""

from __future__ import annotations

from jmanalysis.charts.spec import Lang

_WORDS: dict[str, tuple[str, str]] = {
    # kinds of statement, as the legend names them
    "exact": ("准确值", "exact"),
    "approx": ("约数", "approximate"),
    "bound": ("界限值", "bound"),
    "range": ("区间值", "range"),
    "derived": ("推算", "derived"),
    "implied": ("推知", "implied"),
    "unclear": ("口径待核※", "unclear scope ※"),
    "conflicting": ("来源不一", "sources differ"),
    "qualitative": ("定性表述", "words only"),
    "target": ("目标／计划", "target or plan"),
    "benchmark": ("参照", "benchmark"),
    "silent": ("材料未提及", "not mentioned"),
    "no actual": ("实绩未提及", "no actual mentioned"),
    "unread": ("无材料", "no document"),
    # how to read the marks, one clause each
    "read approx": ("浅带为约数的容许范围", "pale bands show the tolerance of approximate values"),
    "read bound": ("箭头表示只知一端", "arrows: known at one end only"),
    "read derived": ("推算值不是原文数字", "derived values are not the source's own"),
    "read implied": ("推知值当地未单独说明", "implied values were not said locally"),
    "read target": ("目标不与实绩比较、不排名", "targets are not compared with actuals or ranked"),
    "read conflicting": ("来源不一的不取舍", "where sources differ none is preferred"),
    "read qualitative": ("引号内为原文用语", "quoted words are the source's"),
    "read squares": (
        "一个方块代表一家机构，各栏口径不同，不可相加或跨栏比较",
        "one square is one institution; columns differ in scope and must not be added or compared",
    ),
    "read cells": (
        "“—”为材料未提及，不等于零；虚线框为目标或计划，不计入可用数",
        "— means not mentioned and is not zero; dashed frames are targets and are not counted",
    ),
    "not zero": ("材料未提及不等于零", "not mentioned is not zero"),
    # furniture
    "gutter": ("未给出数值（不上坐标）", "no figure given (off the axis)"),
    "usable areas": ("有准确值的地区", "areas with exact value"),
    "usable cells": ("准确值格数", "exact cells"),
    "city": ("全市", "whole city"),
    "actual": ("实绩", "actual"),
    "source": ("资料来源：", "Sources: "),
    "note": ("注：", "Note: "),
    "copied": ("转载", "read in copies"),
    "from derived": ("推算", "derived"),
    "package": ("数据包", "data package"),
    "undated": ("未印日期", "undated"),
    "peers": ("各县（市、区）", "districts and county-level cities"),
    "areas": ("各地", "areas"),
    # kinds of chart, for the words that replace the picture
    "coverage_matrix": ("数据可得性矩阵", "Coverage matrix"),
    "value_kinds": ("分类点图", "Dot plot by kind of value"),
    "split_columns": ("分栏图", "Split columns"),
    # themes
    "primary_care": ("基层卫生", "Primary care"),
    "village_clinics": ("村卫生站", "Village clinics"),
    "childcare": ("托育", "Childcare"),
    "population": ("人口", "Population"),
    "public_health": ("公共卫生", "Public health"),
    "maternal_child": ("妇幼", "Maternal and child health"),
    "elderly": ("老年健康", "Ageing"),
    "mental_health": ("精神卫生", "Mental health"),
    "tcm": ("中医药", "Chinese medicine"),
    "consortium": ("医共体", "Consortia"),
    "digital": ("信息互认", "Shared records"),
    "hospitals": ("医院", "Hospitals"),
    "emergency": ("急救", "Emergency care"),
    "research": ("科研", "Research"),
    "workforce": ("队伍", "Workforce"),
    "infrastructure": ("建设", "Infrastructure"),
    "reform": ("改革", "Reform"),
    "geography": ("区划", "Geography"),
}


def phrase(key: str, lang: Lang) -> str:
    """Return the chart's own word for ``key`` in the reader's language."""
    zh, en = _WORDS[key]
    return en if lang == "en" else zh


def has_phrase(key: str) -> bool:
    """Whether there is anything to say under ``key``."""
    return key in _WORDS


def listed(words: list[str], lang: Lang) -> str:
    """Join a list as the language does."""
    return ("、" if lang == "zh" else ", ").join(words)
