"""A chart of every kind with any number of areas, in either language, short or long of words."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import cycle, islice

from test_charts_fixtures import crowded

import jmanalysis as jm
from jmanalysis.charts.spec import Chart, Column, Lang, Legend, Mark, MarkKind, Row
from jmanalysis.vocabulary import records

KINDS = (
    "coverage_matrix",
    "value_kinds",
    "split_columns",
    "rank_ranges",
    "tile_grid",
    "bullet",
    "trend",
    "small_multiples",
)
Said = tuple[MarkKind, str, str, float | None, float | None]
SAID: tuple[Said, ...] = (
    ("exact", "6.12", "6.12", 6.12, 6.12),
    ("target", "≥5.5", "≥5.5", 5.5, None),
    ("qualitative", "“领先”", '"leading"', None, None),
    ("silent", "材料未提及", "not mentioned", None, None),
    ("bound", "超4.7", ">4.7", 4.7, None),
    ("approx", "约3", "about 3", 2.5, 3.5),
    ("range", "1～2", "1–2", 1, 2),
    ("unclear", "5※", "5※", 5, 5),
    ("derived", "3.62", "3.62", 3.62, 3.62),
    ("conflicting", "4.1 ≠ 5.4", "4.1 ≠ 5.4", 4.1, 5.4),
    ("bound", "低于2", "<2", None, 2),
    ("unread", "无材料", "no document", None, None),
)


@cache
def longest(lang: Lang) -> dict[str, str]:
    """Return the longest name of an area, of an indicator, and quotation that the facts hold."""
    claims = jm.load()
    quoted = [row["words"] for row in records(claims.frame) if not row["value"]]
    areas = claims.register.area_by_code.values()
    indicators = claims.register.indicator_by_id.values()
    return {
        "area": max((area.name(lang) for area in areas), key=len),
        "indicator": max((one.name(lang, short=True) for one in indicators), key=len),
        "quote": f"“{max(quoted, key=len)}”",
    }


def words(lang: Lang, long: bool) -> dict[str, str]:
    """Return the longest words of the facts, or short ones."""
    if long:
        return longest(lang)
    zh = lang == "zh"
    return {"area": "地" if zh else "Area", "indicator": "指标" if zh else "Rate", "quote": ""}


def chart(kind: str, count: int, lang: Lang = "zh", *, long: bool = False) -> Chart:
    """Return a chart of a kind with that many areas."""
    said = words(lang, long)
    if kind in ("coverage_matrix", "split_columns"):
        made = crowded(kind, count, 4, lang)
        heads = [said["indicator"], *(column.head for column in made.columns[1:])]
        columns = tuple(replace(c, head=head) for c, head in zip(made.columns, heads, strict=True))
        rows = tuple(replace(row, label=_area(said, n)) for n, row in enumerate(made.rows))
        return replace(made, rows=rows, columns=columns)
    makers = {"rank_ranges": _ranks, "trend": _trend, "small_multiples": _panels}
    plain = _plain(kind, count, lang, said)
    return makers[kind](plain, lang) if kind in makers else plain


def _area(said: dict[str, str], n: int) -> str:
    return f"{said['area']}{n + 1}"


def _plain(kind: str, count: int, lang: Lang, said: dict[str, str]) -> Chart:
    """Return a chart of one axis: one kind of statement per area, by turns."""
    zh = lang == "zh"
    axis = Column("rate", said["indicator"], unit="个/千人" if zh else "", scale="axis")
    axis = replace(axis, axis_high=8.0, ticks=tuple(float(n) for n in range(0, 9, 2)))
    rows = tuple(Row(f"r{n}", _area(said, n), tile=(n % 4, n // 4)) for n in range(count))
    marks = [
        Mark(row.id, "rate", k, said["quote"] or label if k == "qualitative" else label, "", lo, hi)
        for row, (k, zh_label, en_label, lo, hi) in zip(rows, cycle(SAID), strict=False)
        for label in [zh_label if zh else en_label]
    ]
    aim = "2025年目标" if zh else "target 2025"
    marks.append(Mark("r0", "rate", "target", "≥7", aim, 7, None, period="2025"))
    marks.append(Mark("r0", "rate", "derived", "3.6", "推算" if zh else "derived", 3.6, 3.6))
    name = "全国" if zh else "China"
    lines = (
        Mark("CN", "rate", "benchmark", f"{name} 4.08", "2024", 4.08, 4.08, period="2024"),
        Mark("CN", "rate", "target", f"{name} ≥4.5", aim, 4.5, None, period="2025"),
    )
    kinds = dict.fromkeys(mark.kind for mark in marks)
    return Chart(
        kind=kind,
        lang=lang,
        title="各种画法都要看得清" if zh else "Every kind must be readable",
        subtitle="虚构" if zh else "invented",
        rows=rows,
        columns=(axis,),
        marks=tuple(marks),
        references=lines,
        legend=tuple(Legend(k, k) for k in kinds if k not in ("qualitative", "silent", "unread")),
        gutter=("未给出数值" if zh else "No figure") if kind != "rank_ranges" else "",
        corner="方位示意" if zh else "schematic",
        margin_heads=("北", "参照") if zh else ("north", "benchmark"),
        notes=("虚构。" if zh else "Invented.",),
        source="虚构" if zh else "invented",
    )


def _ranks(plain: Chart, lang: Lang) -> Chart:
    """Add ranks: a sure first, two boxes that areas share, and one area without a rank."""
    count = len(plain.rows)
    half = 1 + count // 2
    ranges = [(1, 1), *((2, half) for _ in range(2, half + 1))]
    ranges += [(half + 1, count) for _ in range(half + 1, count + 1)]
    marks = [
        Mark(row.id, "rank", "exact" if a == b else "implied", f"{a}～{b}", _why(lang), a, b)
        for row, (a, b) in zip(plain.rows, ranges, strict=False)
    ]
    if count > 3:
        marks[-1] = Mark(plain.rows[-1].id, "rank", "silent", "不排名" if lang == "zh" else "none")
    ticks = tuple(float(n) for n in range(1, count + 1))
    rank = Column("rank", "可能的名次", "第1名最高", unit="名", scale="axis", axis_low=0.5)
    if lang == "en":
        rank = replace(rank, head="Possible ranks", subhead="1 is the highest")
    rank = replace(rank, axis_high=count + 0.5, ticks=ticks)
    columns = (replace(plain.columns[0], subhead="数值" if lang == "zh" else "value"), rank)
    return replace(plain, columns=columns, marks=(*plain.marks, *marks), gutter="")


def _why(lang: Lang) -> str:
    return "次序不明" if lang == "zh" else "in no known order"


def _trend(plain: Chart, lang: Lang) -> Chart:
    """Spread the statements over six years; every third area says nothing in 2022."""
    years = [str(year) for year in range(2019, 2025)]
    axis = replace(plain.columns[0], group=plain.columns[0].head)
    columns = [replace(axis, id=y, head=f"{y}年" if lang == "zh" else y) for y in years]
    aim = "2025年目标" if lang == "zh" else "target 2025"
    columns.append(replace(axis, id="target:2025", head=aim, tone="target"))
    marks = []
    for n, row in enumerate(plain.rows):
        for place, year in enumerate(years):
            value = round(1 + (n * 0.53 + place * 0.4) % 6, 2)
            kind: MarkKind = "silent" if n % 3 == 2 and place == 3 else "exact"
            kind = "bound" if n % 4 == 1 and place == 5 else kind
            low = None if kind == "silent" else value
            high = None if kind == "bound" else low
            marks.append(Mark(row.id, year, kind, str(value), "", low, high, period=year))
    last = plain.rows[-1].id
    if len(plain.rows) > 2:
        marks = [mark for mark in marks if mark.row != last]
        marks += [Mark(last, year, "silent", "材料未提及", period=year) for year in years]
    marks.append(Mark("r0", "target:2025", "target", "≥7", aim, 7, None, period="2025"))
    marks.append(Mark("CN", "target:2025", "target", "≥7", aim, 7, None, period="2025"))
    nation = Row("CN", "全国" if lang == "zh" else "China", reference=True)
    mark = Mark("CN", "2020", "exact", "2.2", "", 2.2, 2.2, period="2020")
    rows = (*plain.rows, nation)
    said = (*(m for m in marks if m.row != "CN"),)
    above = (mark, *(m for m in marks if m.row == "CN"))
    return replace(plain, rows=rows, columns=tuple(columns), marks=said, references=above)


def _panels(plain: Chart, lang: Lang) -> Chart:
    """Repeat the axis in three panels."""
    columns = [
        replace(plain.columns[0], id=f"c{n}", subhead="2024年" if lang == "zh" else "2024")
        for n in range(3)
    ]
    marks = [
        replace(mark, column=f"c{n}", label="—" if mark.kind == "silent" else mark.label)
        for n in range(3)
        for mark in islice(plain.marks, None)
    ]
    above = [replace(mark, column=f"c{n}") for n in range(3) for mark in plain.references[:1]]
    return replace(
        plain,
        columns=tuple(columns),
        marks=tuple(marks),
        references=tuple(above),
        gutter="",
    )
