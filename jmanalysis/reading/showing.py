"""Showing: candidates in a notebook, each with its words marked in their sentence.

What was not understood is never hidden: however many candidates there are, it is listed by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from typing import Final, Literal

import pandas as pd

from jmanalysis import units
from jmanalysis.displays import folded, folded_html
from jmanalysis.register import Register
from jmanalysis.vocabulary import records

Lang = Literal["zh", "en"]
#: The words of the claims tables, for a Chinese reader.
MEANINGS: Final = {
    "actual": "实绩",
    "target": "目标",
    "stock": "存量",
    "added": "新增",
    "flow": "当期活动",
    "none": "不适用",
    "unclear": "未说明",
    "stated": "原文写明",
    "inferred": "由上下文推断",
    "counted": "清点",
    "resident": "常住",
    "registered": "户籍",
    "unstated": "未说明",
}

_MOST = 60  # rows
_HEADS: Final = {
    "zh": ("地区", "指标", "时期", "数值", "性质", "原文", "文件"),
    "en": ("Area", "Indicator", "Period", "Value", "Nature", "Words in their sentence", "File"),
}
_COUNTED: Final = {
    "zh": "{0} 条候选，最有把握的在前；其中 {1} 处数字没有读懂",
    "en": "{0} candidates, the most certain first; {1} numerals were not understood",
}
_MORE: Final = {"zh": "……另有{0}行，见 .frame", "en": "… and {0} more rows, see .frame"}
_FOLDS: Final = {
    "zh": ("没有读懂的数字", "文件", "读不了的文件"),
    "en": ("Numerals that were not understood", "Files", "Files that could not be read"),
}
_LEFT = 'style="text-align:left"'
Row = Mapping[str, object]


def shown(
    frame: pd.DataFrame,
    register: Register,
    opened: tuple[str, ...],
    problems: tuple[str, ...],
    lang: Lang,
) -> str:
    """Write candidates as HTML.

    Parameters
    ----------
    frame
        The candidates, most certain first.
    register
        The names of areas and indicators.
    opened, problems
        The files that were read, and those that were not.
    lang
        ``zh`` or ``en``.
    """
    unread = frame["kind"] == "unknown"
    read = frame[~unread]
    several = len(set(frame["file"])) > 1

    def row(one: Row) -> str:
        return _row(one, register, lang, several=several)

    unknown, files, unreadable = _FOLDS[lang]
    rest = len(read) - _MOST
    return "".join(
        [
            f"<p>{_COUNTED[lang].format(len(frame), int(unread.sum()))}</p>",
            _table(read.head(_MOST), row, lang, several=several),
            f"<p>{_MORE[lang].format(rest)}</p>" if rest > 0 else "",
            _unread(frame[unread], row, lang, unknown, several=several),
            folded(f"{files} ({len(opened)})", opened),
            folded(unreadable, problems, is_open=True),
        ]
    )


def _unread(
    rows: pd.DataFrame, row: Callable[[Row], str], lang: Lang, head: str, *, several: bool
) -> str:
    if rows.empty:
        return ""
    table = _table(rows.head(_MOST), row, lang, several=several)
    rest = len(rows) - _MOST
    more = f"<p>{_MORE[lang].format(rest)}</p>" if rest > 0 else ""
    return folded_html(f"{head} ({len(rows)})", table + more, is_open=True)


def _table(rows: pd.DataFrame, row: Callable[[Row], str], lang: Lang, *, several: bool) -> str:
    if rows.empty:
        return ""
    heads = _HEADS[lang] if several else _HEADS[lang][:-1]
    head = "".join(f"<th {_LEFT}>{one}</th>" for one in heads)
    body = "".join(map(row, records(rows)))
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _row(row: Row, register: Register, lang: Lang, *, several: bool) -> str:
    area = register.area_by_code.get(str(row["area"]))
    indicator = register.indicator_by_id.get(str(row["indicator"]))
    cells = [
        escape(area.name(lang, short=True) if area else "？"),
        escape(indicator.name(lang) if indicator else "？"),
        escape(str(row["period"])),
        escape(_value(row)),
        escape(_nature(row, lang)),
        _marked(row),
        *([escape(str(row["file"]))] if several else []),
    ]
    return "<tr>" + "".join(f"<td {_LEFT}>{cell}</td>" for cell in cells) + "</tr>"


def _value(row: Row) -> str:
    if not row["value"]:
        return "—"
    return f"{row['value']}{units.joined(str(row['unit']), int(str(row['per'])))}"


def _nature(row: Row, lang: Lang) -> str:
    if row["kind"] == "unknown":
        return "—"
    said = [str(row[name]) for name in ("nature", "tally") if row[name] not in {"", "none"}]
    return " · ".join(MEANINGS[word] if lang == "zh" else word for word in said)


def _marked(row: Row) -> str:
    """Mark the words where they stand; the same words may stand in a sentence twice."""
    sentence, words = str(row["sentence"]), str(row["words"])
    begin = int(str(row["mark"]))
    if not sentence.startswith(words, begin):
        begin = sentence.find(words)
    if begin < 0 or not words:
        return escape(sentence)
    before, after = sentence[:begin], sentence[begin + len(words) :]
    return f"{escape(before)}<mark>{escape(words)}</mark>{escape(after)}"
