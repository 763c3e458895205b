"""Charts built by hand, as the semantic side would build them, for every test of the drawing."""

from __future__ import annotations

from jmanalysis.charts.spec import Chart, Column, Lang, Legend, Mark, MarkKind, Row

ZH = {
    "440703": "蓬江区",
    "440704": "江海区",
    "440705": "新会区",
    "440781": "台山市",
    "440783": "开平市",
    "440784": "鹤山市",
    "440785": "恩平市",
}
EN = {
    "440703": "Pengjiang",
    "440704": "Jianghai",
    "440705": "Xinhui",
    "440781": "Taishan",
    "440783": "Kaiping",
    "440784": "Heshan",
    "440785": "Enping",
}
SOURCE_ZH = (
    "新会区卫生健康局专版（2025年）；“健康江门 向‘新’而行”系列报道（2025年3月）；国家统计公报。"
)
SOURCE_EN = "Xinhui health bureau page (2025); press series on healthy Jiangmen (March 2025)."


def rows(lang: Lang = "zh", city: bool = False) -> tuple[Row, ...]:
    """Return the seven, and the city where it is asked for."""
    names = ZH if lang == "zh" else EN
    seven = tuple(Row(code, name) for code, name in names.items())
    label = "全市" if lang == "zh" else "City"
    return (*seven, Row("440700", label, reference=True)) if city else seven


def _silent(taken: set[str], column: str, lang: Lang) -> tuple[Mark, ...]:
    words = "材料未提及" if lang == "zh" else "not mentioned"
    return tuple(Mark(code, column, "silent", words) for code in ZH if code not in taken)


def value_kinds(lang: Lang = "zh") -> Chart:
    """Return places per thousand: one value, its cross-check, one target, one phrase, silence."""
    zh = lang == "zh"
    column = Column(
        "childcare_slots",
        "每千人口托位数" if zh else "Childcare places per 1,000 people",
        unit="个/千人" if zh else "places",
        axis_high=8,
        ticks=tuple(range(9)),
        scale="axis",
    )

    def mark(row: str, kind: MarkKind, label: str, detail: str = "", **numbers: float) -> Mark:
        return Mark(row, column.id, kind, label, detail, **numbers)  # type: ignore[arg-type]

    marks = (
        Mark(
            "440705",
            column.id,
            "exact",
            "6.12",
            "2024年，含申请中" if zh else "2024, applied-for included",
            6.12,
            6.12,
            words=("每千人口托位数6.12个",),
            sources=("新会区卫生健康局专版",),
        ),
        mark("440705", "derived", "3.62", "推算" if zh else "derived", low=3.62, high=3.62),
        mark("440781", "target", "≥5.5", "2025年目标" if zh else "2025 target", low=5.5),
        mark("440703", "qualitative", "“超额完成任务”" if zh else "“target exceeded”"),
        *_silent({"440705", "440781", "440703"}, column.id, lang),
    )
    year = ("2024年", "2025年目标") if zh else ("2024", "2025 target")
    nation, province = ("全国", "广东") if zh else ("China", "Guangdong")
    lines = (
        Mark("CN", column.id, "benchmark", f"{nation} 4.08", year[0], 4.08, 4.08),
        Mark("440000", column.id, "benchmark", f"{province} 4.7", year[0], 4.7, 4.7),
        Mark("CN", column.id, "target", f"{nation} 4.5", year[1], 4.5, 4.5, period="2025"),
        Mark("440000", column.id, "target", f"{province} 5.5", year[1], 5.5, 5.5, period="2025"),
    )
    return Chart(
        kind="value_kinds",
        lang=lang,
        title="只有新会给出每千人口托位数：6.12个，含申请中的托位；\n按现有托位推算为3.62个，其余六地没有可比的实绩"
        if zh
        else "Only Xinhui states a figure: 6.12 places, applied-for places included; "
        "places on offer alone give 3.62",
        subtitle="图1　江门市各县（市、区）每千人口拥有3岁以下婴幼儿托位数（2024年，单位：个/千人）"
        if zh
        else "Fig. 1  Childcare places per 1,000 people, counties of Jiangmen, 2024",
        rows=rows(lang),
        columns=(column,),
        marks=marks,
        references=lines,
        gutter="未给出数值（不上坐标）" if zh else "No figure (off the axis)",
        notes=(
            "实心圆点为2024年实绩，空心圆点为推算，空心菱形为2025年目标（箭头表示“不低于”），虚线为参照值；目标与实绩口径不同，不排名。",
            "新会6.12个含幼儿园申请中的2280个托位；按现有3299个托位和常住人口推算为3.62个。",
            "“材料未提及”不等于没有托位。",
        )
        if zh
        else (
            "Dot: 2024 value; ring: derived; diamond: target for 2025 (arrow: at least). "
            "Targets are not ranked.",
            "“Not mentioned” does not mean none.",
        ),
        source=SOURCE_ZH if zh else SOURCE_EN,
        alt="点图：江门七县（市、区）每千人口托位数。新会6.12个（准确值），推算3.62个；台山目标不低于5.5个；蓬江只有定性表述；其余四地材料未提及。",
    )


def every_kind(lang: Lang = "zh", size: int = 12) -> Chart:
    """Return one row per kind of statement, on an axis from 0 to 100 %."""
    zh = lang == "zh"
    column = Column(
        "rate", "某指标" if zh else "Some rate", unit="%", axis_high=100, ticks=(0, 25, 50, 75, 100)
    )
    said: list[tuple[MarkKind, str, str, float | None, float | None]] = [
        ("exact", "86%", "", 86, 86),
        ("approx", "约60%" if zh else "about 60%", "", 55, 65),
        ("bound", "超95%" if zh else "over 95%", "", 95, None),
        ("bound", "超30%" if zh else "over 30%", "", 30, None),
        ("bound", "不足20%" if zh else "under 20%", "", None, 20),
        ("range", "38%～43%" if zh else "38–43%", "", 38, 43),
        ("derived", "41.7%", "推算" if zh else "derived", 41.7, 41.7),
        ("implied", "<90%", "推知" if zh else "implied", None, 90),
        ("unclear", "45%※", "口径待核" if zh else "scope unclear", 45, 45),
        ("conflicting", "51% ≠ 64%", "来源不一" if zh else "sources disagree", 51, 64),
        ("target", "≥70%", "2025年目标" if zh else "2025 target", 70, None),
        ("unread", "无材料" if zh else "no document", "", None, None),
    ]
    names = "甲乙丙丁戊己庚辛壬癸子丑"
    letters = [f"{name}区" if zh else f"District {n + 1}" for n, name in enumerate(names)]
    marks = tuple(
        Mark(str(n), "rate", kind, label, detail, low, high, high_open=kind == "range")
        for n, (kind, label, detail, low, high) in enumerate(said[:size])
    )
    kinds: tuple[tuple[MarkKind, str], ...] = (
        ("exact", "准确值" if zh else "exact"),
        ("approx", "约数" if zh else "approximate"),
        ("bound", "界限值" if zh else "bound"),
        ("range", "区间值" if zh else "range"),
        ("derived", "推算" if zh else "derived"),
        ("implied", "推知" if zh else "implied"),
        ("unclear", "口径待核※" if zh else "scope unclear ※"),
        ("target", "目标／计划" if zh else "target or plan"),
    )
    return Chart(
        kind="value_kinds",
        lang=lang,
        title="十二种说法各有画法" if zh else "Every kind of statement has its own mark",
        subtitle="示例图　虚构数据，仅演示画法（单位：%）" if zh else "Invented data (unit: %)",
        rows=tuple(Row(str(n), letters[n]) for n in range(size)),
        columns=(column,),
        marks=marks,
        references=(Mark("x", "rate", "benchmark", "全市35%" if zh else "City 35%", "", 35, 35),),
        legend=tuple(Legend(kind, label) for kind, label in kinds),
        gutter="未给出数值" if zh else "No figure",
        notes=("箭头为界限值，只知一端。",) if zh else ("Arrows are bounds.",),
        source="虚构示例。" if zh else "Invented.",
    )


def crowded(kind: str, rows_: int, columns_: int, lang: Lang = "zh", label: str = "") -> Chart:
    """Return a chart of any number of rows and columns, with labels as long as asked for."""
    zh = lang == "zh"
    names = tuple(
        Row(f"r{n}", label or (f"地区{n + 1}" if zh else f"Area {n + 1}")) for n in range(rows_)
    )
    scale = {"coverage_matrix": "cells", "value_kinds": "axis", "split_columns": "squares"}[kind]
    columns = tuple(
        Column(
            f"c{n}",
            ("每千人口托位数" if zh else "Places per 1,000"),
            group=("甲组" if n < 4 else "乙组") if zh else ("A" if n < 4 else "B"),
            scale=scale,  # type: ignore[arg-type]
            axis_high=10,
            ticks=(0, 5, 10),
        )
        for n in range(columns_ if kind != "value_kinds" else 1)
    )
    kinds: tuple[MarkKind, ...] = ("exact", "bound", "target", "unclear", "silent", "qualitative")
    labels = dict(zip(kinds, ("6.1", "超95%", "+1", "5家※", "—", "领先"), strict=True))
    marks = tuple(
        Mark(row.id, column.id, mark, labels[mark] if zh else labels[mark][:3], "", *at)
        for r, row in enumerate(names)
        for c, column in enumerate(columns)
        for mark in [kinds[(r + c) % 6]]
        for at in [(1.0, None if mark == "bound" else 1.0) if r + c < 99 else (None, None)]
    )
    return Chart(
        kind=kind,
        lang=lang,
        title="拥挤的图也要看得清" if zh else "A crowded chart must be readable",
        subtitle="虚构" if zh else "invented",
        rows=names,
        columns=columns,
        marks=marks,
        gutter="未给出数值" if zh else "No figure",
        notes=("虚构。",),
        source="虚构",
    )


def test_every_mark_of_a_sample_has_an_id_of_its_own() -> None:
    for chart in (value_kinds(), every_kind(), crowded("coverage_matrix", 12, 12)):
        ids = [mark.id for mark in (*chart.marks, *chart.references)]
        assert len(ids) == len(set(ids))
