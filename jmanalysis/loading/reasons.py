"""Reasons: why a head, a row or a whole table is not read, in words that help."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

from jmanalysis.loading.accounts import Account
from jmanalysis.loading.columns import Part, Said
from jmanalysis.loading.headwords import HeadWords
from jmanalysis.loading.outlines import Outline
from jmanalysis.loading.placenames import NO_DISTRICT, PlaceNames
from jmanalysis.loading.refusals import TableNotUnderstoodError, contradicts

_WHAT = {"area": ("地区", "area"), "indicator": ("指标", "indicator"), "moment": ("时期", "period")}


def unknown_head(account: Account, words: HeadWords, said: Said, where: str) -> None:
    """Say that a head is not known, and which names are close."""
    near = words.near(said.unknown)
    unknown = _as_written(said)
    close_zh = f"相近的有：{'、'.join(near)}；" if near else ""
    close_en = f"Close matches: {', '.join(near.values())}. " if near else ""
    account.leave(
        where,
        said.text,
        (f"不认识表头中的“{unknown}”", f"{unknown!r} in the head is not known"),
        (
            f"{close_zh}改用登记的指标名，或用 indicators= 登记新指标（aliases 列可写别名）。",
            f"{close_en}Use a registered name, or register it with indicators= (and aliases).",
        ),
    )


def _as_written(said: Said) -> str:
    """Return what is not known as it stands in the head: cut pieces of words help nobody."""
    rest = said.unknown
    whole = all(rest.count(a) == rest.count(b) for a, b in ("（）", "()"))
    if (whole and len(rest) > 2 and rest in said.text) or not said.parts:
        return rest
    texts = [part.text for part in said.parts]
    return next((text for text in reversed(texts) if rest in text), texts[-1])


def no_area(account: Account, places: PlaceNames, part: Part, kind: str) -> None:
    """Say why a row is no area's."""
    reason, known = why_no_area(kind)
    names = {area.name_zh: area.name_en for area in places.register.area_by_code.values()}
    near = get_close_matches(part.text, names, n=2, cutoff=0.4) if not kind else []
    hint = (
        f"相近的有：{'、'.join(near)}；{NO_DISTRICT[0]}",
        f"Close: {', '.join(names[name] for name in near)}. {NO_DISTRICT[1]}",
    )
    account.leave(part.where, part.text, reason, hint if near else known)


def why_no_area(kind: str) -> tuple[tuple[str, str], tuple[str, str]]:
    """Say why a label is no area, and what helps.

    Examples
    --------
    >>> why_no_area("none")[0]
    ('不是县（市、区）', 'it is no district')
    """
    return _NO_AREA.get(kind, (("不认识的地区", "this area is not known"), NO_DISTRICT))


_NO_AREA = {
    "none": (("不是县（市、区）", "it is no district"), NO_DISTRICT),
    "subtotal": (
        ("是小计或平均，不是一个地区", "it is a subtotal or a mean and no area"),
        (
            "这样的行不作数据，可以不管；若是一个地区，用 areas= 登记。",
            "Such rows are no data and may stay; if it is an area, register it with areas=.",
        ),
    ),
    "total": (
        ("没有写是哪里的合计", "it does not say of which area it is the total"),
        ("写明地区名，例如 江门市。", "Name the area instead of the word total."),
    ),
}


def nameless(account: Account, outline: Outline, r: int, texts: str) -> None:
    """Say that a row has no name."""
    zh, en = _WHAT[outline.kind]
    account.leave(
        outline.view.where(r, outline.axis),
        texts,
        (f"这一行没有写{zh}", f"this row names no {en}"),
        (f"在这一行写明{zh}。", f"Name the {en} in this row."),
    )


def part_only(account: Account, part: Part, whole: str) -> None:
    """Say that a row is a part of an area: a town, women, the countryside."""
    account.leave(
        part.where,
        f"{whole} {part.text}",
        (f"只是{whole}的一部分", f"it is only a part of {whole}"),
        (
            "要读全区的数，就给出合计行；要比较各部分，用 areas= 登记为地区。",
            "Give a row of totals; or register the parts with areas= to compare them.",
        ),
    )


def unknown_row(account: Account, row: Said) -> None:
    """Say that what stands beside a row is not known."""
    account.leave(
        row.where,
        row.text,
        (f"不认识“{row.unknown}”", f"{row.unknown!r} is not known"),
        (
            "改用登记的指标名，或用 indicators= 登记。",
            "Use a registered name, or register it with indicators=.",
        ),
    )


def no_indicator(account: Account, where: str, text: str) -> None:
    """Say that nothing names an indicator."""
    account.leave(
        where,
        text,
        ("没有写是哪个指标", "no indicator is named"),
        ("在表头或标题中写明指标名。", "Name the indicator in the head or the title."),
    )


def nowhere(account: Account, where: str, text: str) -> None:
    """Say that nothing names an area."""
    account.leave(
        where,
        text,
        ("没有写是哪个地区", "no area is named"),
        (
            "在表头、标题或工作表名中写明地区。",
            "Name the area in the head, the title or the name of the sheet.",
        ),
    )


def touching(outline: Outline, r: int) -> TableNotUnderstoodError:
    """Say that a second table begins under a first one."""
    return TableNotUnderstoodError(
        "一张表中间又出现了表头，像是两张表连在一起。",
        "There are heads in the middle of the table: two tables seem to touch.",
        where=outline.view.where(r, outline.axis),
        hint_zh="两张表之间空一行，各有表头。",
        hint_en="Leave an empty row between two tables, each with its own heads.",
    )


def abreast(outline: Outline, second: int) -> TableNotUnderstoodError:
    """Say that a second table stands beside a first one."""
    return contradicts(
        "一张表里有两组地区，像是两张表并排。",
        "There are two groups of areas: two tables seem to stand side by side.",
        [outline.view.where(outline.body, c) for c in (outline.axis, second)],
        "两张表之间空一列（或一行），各有表头。",
        "Leave an empty column (or row) between two tables, each with its own heads.",
    )


def two_units(parts: Sequence[Part], units: Sequence[str]) -> TableNotUnderstoodError:
    """Say that a column, or a row and a column, have two units."""
    named = sorted(set(units))
    return contradicts(
        f"一列的数写了两个单位：{'、'.join(named)}。",
        f"One column has two units: {', '.join(named)}.",
        [part.where for part in parts],
        "每列只在一处写单位。",
        "Write the unit of a column in one place.",
    )


def no_year(where: str, cells: Sequence[str]) -> TableNotUnderstoodError:
    """Say that nothing in a source says its year."""
    return TableNotUnderstoodError(
        "表中没有写是哪一年，年份不作猜测。",
        "The table does not say of which year it is, and a year is not guessed.",
        where=f"{where}：{'、'.join(cells[:3])}",
        hint_zh='写 jm.load("…", year=2025)；或在标题、表头、工作表名中写明年份。',
        hint_en="Write jm.load('…', year=2025); or name the year in title, head or sheet.",
    )


def not_filled(where: str) -> TableNotUnderstoodError:
    """Say that a table has heads and areas and no figure."""
    return TableNotUnderstoodError(
        "表中尚未填写任何数。",
        "Nothing is filled in yet.",
        where=where,
        hint_zh="在“数值”列填数后再读；没有数据的留空或写 —。",
        hint_en="Fill in the column of figures; leave blank, or write —, what is not known.",
    )


def nothing(where: str, account: Account, *, blank: bool) -> TableNotUnderstoodError:
    """Say that nothing was understood, and of what that is first of all so."""
    first = list(account.unread)[:3]
    if blank and not first:
        return not_filled(where)
    told = "；".join(f"{one.where} “{one.text}”：{one.reason_zh}" for one in first)
    told_en = "; ".join(f"{one.where}: {one.reason_en}" for one in first)
    hint = first[0] if first else None
    return TableNotUnderstoodError(
        f"没有读到任何数。{told or '没有认出地区或指标。'}",
        f"Nothing was understood. {told_en or 'No area and no indicator was found.'}",
        where="、".join([where, *(one.where for one in first)]),
        hint_zh=hint.hint_zh if hint else "第一行写登记的指标名，第一列写地区名，再加年份。",
        hint_en=hint.hint_en
        if hint
        else "Name indicators in the first row, areas in the first column.",
    )
