"""Two more charts built by hand: the coverage matrix and the split columns of the pictures."""

from __future__ import annotations

from dataclasses import replace

from test_charts_fixtures import SOURCE_EN, SOURCE_ZH, ZH, rows

from jmanalysis.charts.spec import Chart, Column, Lang, Legend, Mark, MarkKind
from jmanalysis.charts.style import KIND_NAMES


def coverage_matrix(lang: Lang = "zh") -> Chart:
    """Return nine indicators by seven areas, the city apart."""
    zh = lang == "zh"
    groups = (
        ("优质服务基层行", "基层与村卫生站", "人群健康服务")
        if zh
        else ("Primary care", "Villages", "Population")
    )
    heads = (
        (0, "rate", "推荐标准创建比例", "Recommended standard rate", "1/7"),
        (0, "added", "推荐标准新增机构", "Newly at standard", "2/7"),
        (1, "village", "村卫生站能力达标率", "Village clinic capability", "0/7"),
        (1, "integration", "镇村一体化管理率", "Village integration", "1/7"),
        (1, "rank", "医共体考核位次", "Consortium rank", "1/7"),
        (2, "slots", "每千人口托位数", "Childcare places", "1/7"),
        (2, "literacy", "居民健康素养水平", "Health literacy", "1/7"),
        (2, "vaccines", "儿童疫苗接种率", "Vaccine coverage", "0/7"),
        (2, "sharing", "互认平台接入率", "Result sharing", "0/7"),
    )
    columns = tuple(
        Column(id_, name if zh else english, group=groups[group], margin=margin)
        for group, id_, name, english, margin in heads
    )
    said: tuple[tuple[str, str, MarkKind, str, str], ...] = (
        ("440703", "slots", "qualitative", "超额完成", "exceeded"),
        ("440703", "literacy", "exact", "39.1%", "39.1%"),
        ("440705", "rate", "exact", "90%", "90%"),
        ("440705", "added", "exact", "4家", "4"),
        ("440705", "rank", "qualitative", "位居前列", "among the first"),
        ("440705", "slots", "exact", "6.12个", "6.12"),
        ("440705", "vaccines", "bound", "超95%", ">95%"),
        ("440781", "added", "target", "计划+1", "plan +1"),
        ("440781", "slots", "target", "≥5.5", "≥5.5"),
        ("440783", "added", "unclear", "5家※", "5※"),
        ("440783", "added", "target", "+1", "+1"),
        ("440783", "village", "bound", "超30%", ">30%"),
        ("440784", "added", "exact", "2家", "2"),
        ("440784", "integration", "exact", "40%", "40%"),
        ("440784", "rank", "exact", "第1名", "1st"),
        ("440785", "sharing", "implied", "100%", "100%"),
        ("440700", "rate", "exact", "35%", "35%"),
        ("440700", "vaccines", "bound", "超90%", ">90%"),
        ("440700", "sharing", "exact", "100%", "100%"),
    )
    marks = [
        Mark(row, column, kind, words if zh else english, words=(words,), sources=("新会专版",))
        for row, column, kind, words, english in said
    ]
    taken = {(mark.row, mark.column) for mark in marks}
    marks += [
        Mark(row.id, column.id, "unread" if row.reference else "silent", "材料未提及")
        for row in rows(lang, city=True)
        for column in columns
        if (row.id, column.id) not in taken
    ]
    counts = dict(zip(ZH, "1040020", strict=True))
    kinds: tuple[MarkKind, ...] = (
        "exact", "bound", "implied", "unclear", "target", "qualitative", "silent", "unread",
    )  # fmt: skip
    names = {kind: KIND_NAMES[kind][0 if zh else 1] for kind in kinds}
    return Chart(
        kind="coverage_matrix",
        lang=lang,
        title="9项指标、7个县（市、区）共63格，只有8格是可用的准确值；\n任一指标最多2个地区有准确值，目前不具备全面排名条件"
        if zh
        else "Of 63 cells, nine indicators by seven areas, only eight hold a usable exact value",
        subtitle="图3　县（市、区）指标数据可得性（2024年，含2025年目标）"
        if zh
        else "Fig. 3  What the documents say, by area and indicator (2024, with targets for 2025)",
        rows=tuple(
            replace(row, margin=counts.get(row.id, "参照" if zh else "ref."))
            for row in rows(lang, city=True)
        ),
        columns=columns,
        marks=tuple(marks),
        legend=tuple(Legend(kind, names[kind]) for kind in kinds),
        corner="8/63",
        margin_heads=("可用格数（满格9）", "可用地区") if zh else ("usable (of 9)", "areas"),
        notes=(
            "※口径待核：开平市原文未说明“5家”是当年新增还是累计。界限值为“超”“余”等表述，只知一端。",
            "“—”为材料未提及，不等于零。虚线框为2025年目标或计划，不计入可用格数；一格两值时左右分列。",
        )
        if zh
        else ("※ The text does not say whether 5 is new or cumulative. — is not zero.",),
        source=SOURCE_ZH if zh else SOURCE_EN,
    )


def split_columns(lang: Lang = "zh") -> Chart:
    """Return the recommended standard: a rate, a count, an unclear count, a plan."""
    zh = lang == "zh"
    columns = (
        Column(
            "rate",
            "创建比例" if zh else "Share at standard",
            "存量　单位：%" if zh else "stock, %",
            unit="%",
            scale="axis",
            axis_high=100,
            ticks=(0, 50, 100),
        ),
        Column(
            "added",
            "当年新增" if zh else "Added",
            "2024年　单位：家" if zh else "2024, number",
            scale="squares",
        ),
        Column(
            "unclear",
            "通过考核※" if zh else "Passed ※",
            "口径待核　单位：家" if zh else "scope unclear, number",
            tone="unclear",
            scale="squares",
        ),
        Column(
            "plan",
            "计划新增" if zh else "Planned",
            "2025年　单位：家" if zh else "2025, number",
            tone="target",
            scale="squares",
        ),
    )
    promoting = "“推动创建”" if zh else "“promoting”"
    said = [
        Mark("440705", "rate", "exact", "90%", "", 90, 90),
        Mark("440703", "rate", "qualitative", promoting),
        Mark("440705", "added", "exact", "+4", "", 4, 4),
        Mark("440784", "added", "exact", "+2", "", 2, 2),
        Mark("440783", "unclear", "unclear", "5※", "", 5, 5),
        Mark("440783", "plan", "target", "+1", "力争" if zh else "aim", 1, 1),
        Mark("440781", "plan", "target", "+1", "赤溪镇" if zh else "Chixi", 1, 1),
    ]
    taken = {(mark.row, mark.column) for mark in said}
    said += [
        Mark(code, column.id, "silent", "材料未提及")
        for code in ZH
        for column in columns
        if (code, column.id) not in taken
    ]
    return Chart(
        kind="split_columns",
        lang=lang,
        title="新会推荐标准创建比例90%，其余六地材料未给比例；\n开平、鹤山、台山只有家数，口径不同，不能据此排名"
        if zh
        else "Xinhui states a share of 90%; six give none, and counts cannot be ranked",
        subtitle="图2　各县（市、区）“优质服务基层行”国家推荐标准创建情况（2024年及2025年计划）"
        if zh
        else "Fig. 2  Primary care facilities at the national recommended standard, 2024 and plans",
        rows=rows(lang),
        columns=columns,
        marks=tuple(said),
        references=(
            Mark("440700", "rate", "benchmark", "全市35%" if zh else "City 35%", "", 35, 35),
        ),
        notes=(
            "一个方块代表一家机构；“—”表示材料未提及，不等于零。四栏口径不同，不可相加、不可跨栏比较。",
            "材料未给各地机构总数，家数不能换算为比例。※开平市原文未说明5家是当年新增还是累计，须核实后使用。",
        )
        if zh
        else ("One square is one facility; — is not zero. ※ New or cumulative is not stated.",),
        source=SOURCE_ZH if zh else SOURCE_EN,
    )


def test_every_cell_of_the_samples_is_said_once_or_twice() -> None:
    for chart in (coverage_matrix(), split_columns()):
        ids = [mark.id for mark in chart.marks]
        assert len(ids) == len(set(ids))
        said = {(mark.row, mark.column) for mark in chart.marks}
        assert len(said) == len(chart.rows) * len(chart.columns)
