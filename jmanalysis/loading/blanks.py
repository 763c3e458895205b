"""Blanks: an empty return as a workbook that is pleasant to fill in and prints well."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from itertools import groupby
from typing import Any, Final

from xlsxwriter import Workbook

from jmanalysis.charts import style as look
from jmanalysis.charts.spec import Lang
from jmanalysis.exports.packages import settled
from jmanalysis.exports.workbooks.sheets import Book, widen
from jmanalysis.loading.returns import NATURES, TALLIES, Return, scales
from jmanalysis.loading.tidy import ASIDE, HEADS
from jmanalysis.register import Area, Indicator

_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
#: The columns in their order, with their widths.
_COLUMNS: Final = {
    "area": 14.0,
    "indicator": 32.0,
    "period": 10.0,
    "value": 15.0,
    "unit": 11.0,
    "nature": 9.0,
    "tally": 11.0,
    "words": 26.0,
    "note": 26.0,
}
#: What a person fills in; the rest stands there already and may be changed.
_OPEN: Final = ("value", "words", "note")
_TINT: Final = "#FFF8E1"
#: Rows left free below for what was not asked.
_FREE: Final = 40
_WORDS: Final = {
    "sheet": ("填报", "Return"),
    "title": ("指标填报表", "Return of indicators"),
    "how": (
        "照材料上的写法填：90、超90%、约30、—",
        "As the source says it: 90, >90, 约30, —",
    ),
    "value": ("数值", "Figure"),
    "page": ("第 &P 页，共 &N 页", "Page &P of &N"),
    "other": ("不在单子里", "Not in the list"),
    "choose": (
        "请从下拉单里选；确需另写时，先确认名称无误。",
        "Please choose from the list; write another name only if you are sure of it.",
    ),
}


def written(asked: Return, lang: Lang) -> bytes:
    """Return the workbook: the return itself, how to fill it in, and the lists."""
    from jmanalysis.loading.guidance import guidance

    buffer = BytesIO()
    book = Book(Workbook(buffer, _OPTIONS), lang)
    sheet = book.sheet(word("sheet", lang))
    guidance(book, asked)
    lists = _lists(book, asked)
    _rows(book, sheet, asked)
    _choices(sheet, asked, lists, lang)
    _furnish(sheet, asked, lang)
    sheet.activate()
    book.workbook.set_properties({"title": word("title", lang), "author": "jmanalysis"})
    book.workbook.close()
    return settled(buffer.getvalue())


def word(key: str, lang: Lang) -> str:
    """Return a word of the return in the reader's language."""
    return _WORDS[key][0 if lang == "zh" else 1]


def heads(lang: Lang) -> list[str]:
    """Return the heads of the columns."""
    names = {column: head for head, column in HEADS.items()}
    return [names[column] if lang == "zh" else column for column in _COLUMNS]


def period(year: int, lang: Lang) -> str:
    """Write a year as the return does."""
    return f"{year}年" if lang == "zh" else str(year)


def _filled(indicator: Indicator, year: int, area: Area, lang: Lang) -> dict[str, str]:
    """Return what stands in a row before it is filled in."""
    return {
        "area": area.name(lang),
        "indicator": indicator.name(lang),
        "period": period(year, lang),
        "unit": indicator.full_unit,
        "nature": NATURES["actual"] if lang == "zh" else "actual",
        "tally": TALLIES[indicator.tally] if lang == "zh" else indicator.tally,
    }


def _rows(book: Book, sheet: Any, asked: Return) -> None:
    """Write the heads, a row for everything asked, and free rows; a rule before each group."""
    lang = book.lang
    for column, head in enumerate(heads(lang)):
        properties = {"bg_color": look.GROUND, "bold": True, "top": 2, "bottom": 1}
        book.put(sheet, 0, column, head, **properties, valign="vcenter")
    sheet.set_row(0, 22)
    last: tuple[str, int] | None = None
    entries = asked.asked
    for row, (indicator, year, area) in enumerate(entries, start=1):
        first = last is not None and last != (indicator.id, year)
        _row(book, sheet, row, _filled(indicator, year, area, lang), first=first)
        last = indicator.id, year
    for row in range(len(entries) + 1, len(entries) + _FREE + 1):
        _row(book, sheet, row, {}, first=row == len(entries) + 1)


def _row(book: Book, sheet: Any, row: int, filled: dict[str, str], *, first: bool) -> None:
    rule = {"top": 1, "top_color": look.SILENT} if first else {}
    sheet.set_row(row, 19)
    edge = {"bottom": 4, "bottom_color": look.RULE}
    for column, name in enumerate(_COLUMNS):
        # As text, what is typed stays as it was typed: 1-2 is no date, 6.10 keeps its zero.
        style: dict[str, Any] = {"num_format": "@", "valign": "vcenter", **rule, **edge}
        if name in _OPEN or not filled:
            style |= {"bg_color": _TINT}
        if name == "value":
            style |= {"align": "right", "left": 1, "right": 1}
        style |= {"text_wrap": True} if name in ("indicator", "words", "note") else {}
        book.put(sheet, row, column, filled.get(name, ""), **style)


def _lists(book: Book, asked: Return) -> dict[str, str]:
    """Write the lists to choose from on a sheet, and return the range of each."""
    lang = book.lang
    sheet = book.sheet(ASIDE[1] if lang == "zh" else ASIDE[3])
    every = {
        "area": [area.name(lang) for area in asked.register.area_by_code.values()],
        "indicator": [one.name(lang) for one in asked.indicators],
        "period": [period(year, lang) for year in asked.years],
        "unit": list(dict.fromkeys(unit for one in asked.indicators for unit in scales(one))),
        "nature": list(NATURES.values() if lang == "zh" else NATURES),
        "tally": list(TALLIES.values() if lang == "zh" else TALLIES),
    }
    names = dict(zip(_COLUMNS, heads(lang), strict=True))
    ranges = {}
    for column, (name, words) in enumerate(every.items()):
        book.put(sheet, 0, column, names[name], bold=True, bottom=1)
        for row, one in enumerate(words, start=1):
            book.put(sheet, row, column, one)
        letter = "ABCDEFGH"[column]
        ranges[name] = f"='{sheet.name}'!${letter}$2:${letter}${len(words) + 1}"
    widen(sheet, [_COLUMNS[name] for name in every])
    sheet.freeze_panes(1, 0)
    return ranges


def _choices(sheet: Any, asked: Return, ranges: dict[str, str], lang: Lang) -> None:
    """Attach the lists: to choose from, not to forbid another word."""
    names, last = list(_COLUMNS), len(asked.asked) + _FREE
    common = {
        "error_type": "warning",
        "error_title": word("other", lang),
        "error_message": word("choose", lang),
    }
    for name, source in ranges.items():
        if name != "unit":
            column = names.index(name)
            sheet.data_validation(1, column, last, column, _listed(source) | common)
    column = names.index("unit")
    row = 1
    for indicator, group in groupby(asked.asked, key=lambda one: one[0]):
        size = len(list(group))
        if scales(indicator):
            own = _listed(list(scales(indicator))) | common
            sheet.data_validation(row, column, row + size - 1, column, own)
        row += size
    sheet.data_validation(row, column, last, column, _listed(ranges["unit"]) | common)
    column = names.index("value")
    prompt = {"input_title": word("value", lang), "input_message": word("how", lang)}
    sheet.data_validation(1, column, last, column, {"validate": "any"} | prompt)


def _listed(source: str | Sequence[str]) -> dict[str, Any]:
    return {"validate": "list", "source": source, "ignore_blank": True}


def _furnish(sheet: Any, asked: Return, lang: Lang) -> None:
    """Set widths, what stays on screen, and how it prints."""
    widen(sheet, list(_COLUMNS.values()))
    last = len(asked.asked)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, last + _FREE, len(_COLUMNS) - 1)
    sheet.ignore_errors({"number_stored_as_text": f"A2:I{last + _FREE + 1}"})
    sheet.repeat_rows(0)
    sheet.print_area(0, 0, last, len(_COLUMNS) - 1)
    years = "、".join(period(year, lang) for year in asked.years)
    sheet.set_header(f'&L&"{_FONT}"{word("title", lang)}  {years}')
    sheet.set_footer(f'&C&"{_FONT}"{word("page", lang)}')
    sheet.set_margins(left=0.5, right=0.5, top=0.75, bottom=0.7)


_FONT: Final = "Microsoft YaHei,Regular"
