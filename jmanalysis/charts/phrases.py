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
    "read bullet": (
        "横条为实绩，竖框为目标；只有目标的不画横条",
        "bars are actuals, upright frames targets; a target alone has no bar",
    ),
    "read tiles": (
        "等大方块只示意方位，不表示界线、面积和人口",
        "equal tiles show the rough direction only, no boundaries, areas or populations",
    ),
    "read ranks": (
        "名次为各种可能取值下的最好与最差位次，同框各地分不出先后",
        "ranks: best and worst place over all possible values; areas in one box cannot be told "
        "apart",
    ),
    "read limits": (
        "点线所示上下限由所称名次推知，不是当地报告值",
        "dotted limits follow from a stated rank and were not reported",
    ),
    "read trend": (
        "连线只连相邻年份的确切数值，断开处没有数据；目标另置，不与实绩相连",
        "lines join exact figures of consecutive years only, gaps hold no data; targets stand "
        "apart and are joined to nothing",
    ),
    "read multiples": (
        "各图单位与坐标不同，不可跨图比较；“—”为材料未提及",
        "panels differ in unit and scale and cannot be compared; — is not mentioned",
    ),
    "more cautions": (
        "时点、人口口径等其余说明见各指标的单图",
        "remarks on dates and populations stand in each indicator's own chart",
    ),
    "not zero": ("材料未提及不等于零", "not mentioned is not zero"),
    # furniture
    "gutter": ("未给出数值（不上坐标）", "no figure given (off the axis)"),
    "no figure": ("未给出数值：", "No figure: "),
    "value known": ("能确定的数值范围", "What is known of the value"),
    "possible ranks": ("可能的名次", "Possible ranks"),
    "best is higher": ("第1名最高", "1 is the highest"),
    "best is lower": ("第1名最低", "1 is the lowest"),
    "unranked": ("不参与排名", "not ranked"),
    "no order": (
        "{count}地次序不明，第{best}至第{worst}名都有可能",
        "{count} areas in no known order: any rank from {best} to {worst}",
    ),
    "compass": ("方位示意", "schematic"),
    "north": ("北", "north"),
    "usable areas": ("有准确值的地区", "exact areas"),
    "usable cells": ("准确值格数", "exact cells"),
    "city": ("全市", "whole city"),
    "reference": ("参照", "ref."),
    "actual": ("实绩", "actual"),
    "aim": ("目标", "target"),
    "source": ("资料来源：", "Sources: "),
    "note": ("注：", "Note: "),
    "copied": ("转载", "read in copies"),
    "from derived": ("推算", "derived"),
    "from own": ("自有数据", "own data"),
    "example": ("示例数据", "EXAMPLE DATA"),
    "from example": ("示例数据", "example data"),
    "example note": (
        "示例数据，仅供演示，不是真实情况。",
        "Example data for demonstration only, not real figures.",
    ),
    "package": ("数据包", "data package"),
    "undated": ("未印日期", "undated"),
    "peers": ("各县（市、区）", "districts and county-level cities"),
    "areas": ("各地", "Areas"),
    # kinds of chart, for the words that replace the picture
    "coverage_matrix": ("数据可得性矩阵", "Coverage matrix"),
    "value_kinds": ("分类点图", "Dot plot by kind of value"),
    "split_columns": ("分栏图", "Split columns"),
    "rank_ranges": ("名次区间图", "Rank ranges"),
    "tile_grid": ("方位示意图", "Tile grid"),
    "bullet": ("目标对照图", "Bullet chart"),
    "trend": ("历年图", "Trend"),
    "small_multiples": ("分类点图组", "Small dot plots"),
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
    "own": ("自有", "Own"),
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
