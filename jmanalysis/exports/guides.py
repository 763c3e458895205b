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
            "推算值由其他说法算出，与原数并列，不代替原数；由全市的说法或所称名次推知的值用点线。",
            "名次是区间：凡是不能断定先后的，都写出可能的最好与最差名次。材料未提及不等于零。",
        ),
        "en": (
            "Every figure is kept as it was said and drawn by its kind; words and lines stand in "
            "the notes or the data sheet.",
            "Several statements of one fact are intersected; where they exclude each other none "
            "is preferred. Targets are neither compared with actuals nor ranked.",
            "Derived values stand beside reported ones and never replace them; values implied by "
            "a statement about the whole city, or by a stated rank, are dotted.",
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
                ("90%", "实心圆点", "可排名的指标参加排名"),
                ("90%", "solid dot", "ranked if the indicator can be"),
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
                ("3.62", "空心圆点、点线：由其他说法算出", "仅在没有原数时"),
                ("3.62", "outlined dot: computed from others", "only where nothing is said"),
            ),
            "implied": (
                ("<90%", "点线；由全市说法或所称名次推知", "仅在要求时"),
                ("<90%", "dotted: follows from a wider statement or a rank", "only when asked"),
            ),
            "unclear": (
                ("5家※", "斜线填充：新增还是累计未说明", "不排名"),
                ("5 ※", "hatched: new or cumulative is not said", "not ranked"),
            ),
            "conflicting": (
                ("5.1 ≠ 5.4", "两值并列，不取舍", "不排名"),
                ("5.1 ≠ 5.4", "both values, none preferred", "not ranked"),
            ),
            "target": (
                ("≥5.5", "空心菱形", "不排名，不与实绩比较"),
                ("≥5.5", "hollow diamond", "never ranked nor compared"),
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
#: The same kinds where no axis is: as squares that are counted, as bars, as cells.
_ELSEWHERE: Final = MappingProxyType(
    {
        "exact": {
            "squares": ("方块为实心", "squares filled"),
            "bars": ("条形为实心", "bars filled"),
            "cells": ("格为深蓝底", "cells dark blue"),
        },
        "bound": {
            "bars": ("条形末端接箭头", "bars end in an arrow"),
            "cells": ("格为浅蓝底", "cells light blue"),
        },
        "range": {
            "bars": ("条形由深转浅", "bars dark, then pale"),
            "cells": ("格为浅蓝底", "cells light blue"),
        },
        "approx": {
            "bars": ("条形由深转浅", "bars dark, then pale"),
            "cells": ("格为浅蓝底", "cells light blue"),
        },
        "derived": {
            "bars": ("条形为点线框", "bars dotted frames"),
            "cells": ("格为蓝色点线框", "cells dotted blue frames"),
        },
        "implied": {"cells": ("格为灰色点线框", "cells dotted grey frames")},
        "unclear": {"cells": ("格为紫红框", "cells purple frames")},
        "conflicting": {"cells": ("格为蓝框", "cells blue frames")},
        "target": {
            "squares": ("方块为虚线框", "squares dashed"),
            "bars": ("条形图中为竖框", "an upright frame among bars"),
            "cells": ("格为虚线框", "cells dashed frames"),
        },
    }
)
_FAMILIES: Final = MappingProxyType(
    {"coverage_matrix": "cells", "tile_grid": "cells", "bullet": "bars"}
)
_WORDS: Final = MappingProxyType(
    {
        "contents": ("目录", "Contents"),
        "method": ("方法与图例", "Method and key"),
        "key": ("各类说法的画法", "How each kind of statement is drawn"),
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
    >>> figures([1, 2, 3, 5], "zh"), figures([1, 2, 3, 5], "en")
    ('图1～3、图5', 'Figures 1–3, 5')
    """
    listed = list(numbers)
    runs = _runs(listed)
    if lang == "zh":
        return "、".join(f"图{first}～{last}" if last else f"图{first}" for first, last in runs)
    many = "Figures" if len(listed) > 1 else "Figure"
    return f"{many} {', '.join(f'{first}–{last}' if last else f'{first}' for first, last in runs)}"


def _runs(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Part numbers into runs of three or more, as first and last, and lone ones."""
    groups: list[list[int]] = []
    for number in numbers:
        if groups and number == groups[-1][-1] + 1:
            groups[-1].append(number)
        else:
            groups.append([number])
    return [
        run
        for group in groups
        for run in ([(group[0], group[-1])] if len(group) > 2 else [(one, 0) for one in group])
    ]


#: What tells two figures of one subject apart: the kind of chart.
_VIEWS: Final = MappingProxyType(
    {
        "coverage_matrix": ("数据可得性", "what is available"),
        "value_kinds": ("数值", "values"),
        "split_columns": ("分列", "side by side"),
        "rank_ranges": ("可能的名次", "possible ranks"),
        "tile_grid": ("方位示意", "tile map"),
        "bullet": ("实绩与目标", "actuals and targets"),
        "trend": ("历年", "over the years"),
        "small_multiples": ("分图", "small multiples"),
    }
)


def heads(topics: Sequence[str], charts: Sequence[Chart], lang: Lang) -> list[str]:
    """Name sections by their topics, and by the kind of chart where a topic comes twice."""
    views = [_VIEWS.get(chart.kind, ("", ""))[0 if lang == "zh" else 1] for chart in charts]
    return [
        (f"{topic}：{view}" if lang == "zh" else f"{topic} – {view}")
        if view and topics.count(topic) > 1
        else topic
        for topic, view in zip(topics, views, strict=True)
    ]


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
    found = []
    for kind in (each for each in _KINDS if each in used):
        sample, _, ranked = _KINDS[kind][language]
        found.append((kind, kind_name(kind, lang), sample, _drawn(kind, charts, lang), ranked))
    return found


def _drawn(kind: MarkKind, charts: Sequence[Chart], lang: Lang) -> str:
    """Say how a kind is drawn in the charts that have it: on an axis, as squares, bars or cells."""
    language = 0 if lang == "zh" else 1
    having = [chart for chart in charts if any(mark.kind == kind for mark in chart.marks)]
    families = {_FAMILIES.get(chart.kind, "axis") for chart in having}
    if any(column.scale == "squares" for chart in having for column in chart.columns):
        families.add("squares")
    elsewhere = _ELSEWHERE.get(kind, {})
    on_axis = [_KINDS[kind][language][1]] if "axis" in families or not elsewhere else []
    said = [*on_axis, *(words[language] for key, words in elsewhere.items() if key in families)]
    return ("；" if lang == "zh" else "; ").join(said) or _KINDS[kind][language][1]
