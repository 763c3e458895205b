"""What a briefing says around its charts: how they were made, and the words of its pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from types import MappingProxyType
from typing import Final

from jmanalysis.charts.spec import Chart, Lang, MarkKind
from jmanalysis.charts.style import kind_name

METHOD: Final = MappingProxyType(
    {
        "zh": (
            "每一个数字都按原文的说法归类，各类用不同的标记画出；原文用语和行号见备注或数据表。",
            "同一事实的几处说法取交集；互相排斥的标为来源不一，不取舍。目标不与实绩比较，也不排名。",
            "推算值由其他说法算出，与原数并列，不代替原数；由全市的说法推知的值用点线。",
            "名次是区间：凡是不能断定先后的，都写出可能的最好与最差名次。材料未提及不等于零。",
        ),
        "en": (
            "Every figure is kept as it was said and drawn by its kind; words and lines stand in "
            "the notes or the data sheet.",
            "Several statements of one fact are intersected; where they exclude each other none "
            "is preferred. Targets are neither compared with actuals nor ranked.",
            "Derived values stand beside reported ones and never replace them; values implied by "
            "a statement about the whole city are dotted.",
            "Ranks are ranges: the best and the worst place that the sources allow. Not mentioned "
            "is not zero.",
        ),
    }
)
#: Kind → a sample label, how it is drawn, whether it is ranked; in both languages.
_KINDS: Final[MappingProxyType[str, tuple[tuple[str, str, str], tuple[str, str, str]]]] = (
    MappingProxyType(
        {
            "exact": (
                ("90%", "实心圆点", "参加排名"),
                ("90%", "solid dot", "ranked"),
            ),
            "bound": (
                ("超95%", "短线与箭头，只知一端", "按区间"),
                ("over 95%", "tick and arrow: one end known", "as an interval"),
            ),
            "range": (
                ("10～20", "带两端的横条", "按区间"),
                ("10–20", "bar between both ends", "as an interval"),
            ),
            "approx": (
                ("约60%", "圆点落在容许范围的浅带上", "按区间"),
                ("about 60%", "dot on its tolerance", "as an interval"),
            ),
            "derived": (
                ("3.62", "空心圆点、点线；由其他说法算出", "仅在没有原数时"),
                ("3.62", "outlined dot: computed from others", "only where nothing is said"),
            ),
            "implied": (
                ("<90%", "点线；由全市说法推知", "仅在要求时"),
                ("<90%", "dotted: follows from a wider statement", "only when asked"),
            ),
            "unclear": (
                ("5家※", "斜线填充；新增还是累计未说明", "不排名"),
                ("5 ※", "hatched: new or cumulative is not said", "not ranked"),
            ),
            "conflicting": (
                ("5.1 ≠ 5.4", "两值并列，不取舍", "不排名"),
                ("5.1 ≠ 5.4", "both values, none preferred", "not ranked"),
            ),
            "target": (
                ("≥5.5", "空心菱形、虚线框", "不排名，不与实绩比较"),
                ("≥5.5", "hollow diamond, dashed frame", "never ranked nor compared"),
            ),
            "qualitative": (
                ("“领先”", "原文引语，不上坐标", "位次未知"),
                ("“leading”", "quoted, off the axis", "rank unknown"),
            ),
            "silent": (
                ("—", "材料未提及，不上坐标，不等于零", "位次未知"),
                ("—", "off the axis; not zero", "rank unknown"),
            ),
            "unread": (
                ("", "没有读到该地该期的材料", "位次未知"),
                ("", "no document was read", "rank unknown"),
            ),
        }
    )
)
_WORDS: Final = MappingProxyType(
    {
        "contents": ("目录", "Contents"),
        "method": ("方法与图例", "Method and key"),
        "sources": ("资料来源", "Sources"),
        "figure": ("图", "Figure"),
        "table": ("表", "Table"),
        "page": ("页", "Page"),
        "kind": ("类型", "Kind"),
        "sample": ("示例", "Sample"),
        "drawn": ("画法", "How it is drawn"),
        "ranked": ("排名", "Ranking"),
        "area": ("地区", "Area"),
        "column": ("指标", "Indicator"),
        "value": ("数值", "Value"),
        "period": ("时期", "Period"),
        "words": ("原文用语", "Words"),
        "place": ("出处（行）", "Source (lines)"),
        "document": ("文献", "Document"),
        "used": ("用于", "Used in"),
        "title": ("标题", "Headline"),
        "up": ("向上可达", "reaches up by"),
        "down": ("向下可达", "reaches down by"),
        "charts": ("幅图", "charts"),
        "motto": ("每一个数字都能追溯到原文用语", "Every figure leads back to its words"),
    }
)


def word(key: str, lang: Lang) -> str:
    """Return a word that stands around the charts.

    Examples
    --------
    >>> word("contents", "zh"), word("contents", "en")
    ('目录', 'Contents')
    """
    return _WORDS[key][0 if lang == "zh" else 1]


def figures(numbers: Iterable[int], lang: Lang) -> str:
    """Name figures by their numbers.

    Examples
    --------
    >>> figures([1, 3], "zh"), figures([1, 3], "en")
    ('图1、图3', 'Figures 1, 3')
    """
    listed = list(numbers)
    if lang == "zh":
        return "、".join(f"图{number}" for number in listed)
    many = "Figures" if len(listed) > 1 else "Figure"
    return f"{many} {', '.join(map(str, listed))}"


def subtitle(charts: Sequence[Chart], lang: Lang) -> str:
    """Return the line below the title of a cover."""
    count = len(charts)
    zh = lang == "zh"
    return (
        f"{count}{word('charts', lang)}　·　{word('motto', lang)}"
        if zh
        else (f"{count} {word('charts', lang) if count > 1 else 'chart'}  ·  {word('motto', lang)}")
    )


def kinds(charts: Sequence[Chart], lang: Lang) -> list[tuple[MarkKind, str, str, str, str]]:
    """List the kinds of statement that charts make: kind, name, sample, how drawn, ranked."""
    used = {mark.kind for chart in charts for mark in chart.marks}
    language = 0 if lang == "zh" else 1
    return [
        (kind, kind_name(kind, lang), *_KINDS[kind][language]) for kind in _KINDS if kind in used
    ]
