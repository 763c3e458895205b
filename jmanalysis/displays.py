"""How tables show themselves: Chinese heads, the kind of each value in words and by a sign.

``.frame`` stays as it is, for calculation; this is only what the eye sees. In a notebook the
colours are JupyterLab's own, so that light and dark themes both read well; every kind has a sign
and a word beside its colour. In a terminal the columns line up, a Chinese character counting two.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from types import MappingProxyType
from typing import Final
from unicodedata import combining, east_asian_width

import pandas as pd

HEADS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "name": "地区",
        "subject": "机构",
        "indicator_name": "指标",
        "indicator": "指标",
        "area": "地区",
        "period": "时期",
        "nature": "性质",
        "value": "数值",
        "unit": "单位",
        "status": "类型",
        "target": "目标",
        "target_period": "目标年份",
        "derived": "推算",
        "words": "原文用语",
        "ranks": "可能名次",
        "label": "图上文字",
        "head": "指标或栏",
        "kind": "类型",
        "sources": "出处",
        "what": "内容",
        "where": "位置",
        "text": "原文",
        "understood_as": "理解为",
        "reason_zh": "原因",
        "hint_zh": "怎么办",
    }
)
#: English heads where the name of a column does not say it by itself.
_ENGLISH: Final[Mapping[str, str]] = MappingProxyType(
    {
        "name": "Area",
        "subject": "Institution",
        "indicator_name": "Indicator",
        "status": "Kind",
        "ranks": "Possible ranks",
        "reason_en": "Reason",
        "hint_en": "What helps",
    }
)
KINDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "exact": "准确值",
        "bound": "界限值",
        "range": "区间值",
        "approx": "约数",
        "derived": "推算",
        "implied": "推知",
        "unclear": "口径待核※",
        "conflicting": "来源不一",
        "qualitative": "定性表述",
        "target_only": "只有目标",
        "silent": "材料未提及",
        "unread": "无材料",
        "actual": "实绩",
        "target": "目标",
        "benchmark": "参照值",
    }
)
#: What English calls a kind where its name does not say it: as on a chart.
_ENGLISH_KINDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "exact": "exact value",
        "approx": "approximate value",
        "derived": "derived value",
        "unclear": "scope unclear ※",
        "conflicting": "sources disagree",
        "qualitative": "words only",
        "silent": "not mentioned",
        "unread": "no document read",
    }
)
#: What stands around a table, Chinese and English.
_WORDS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "cells": ("{count} 个单元格：", "{count} cells: "),
        "sources": ("来源（{count}）", "Sources ({count})"),
        "their sources": ("来源", "Sources"),
        "cautions": ("注意", "Cautions"),
        "beside": ("参照值（不与各地并列）", "Benchmarks (never among the areas)"),
        "nothing": ("- 材料未提及或无材料", "- not mentioned, or no document read"),
    }
)
#: A sign beside the word, so that a kind is told apart without colour.
SIGNS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "exact": "●",
        "bound": "◐",
        "range": "↔",
        "approx": "≈",
        "derived": "÷",
        "implied": "⇒",
        "unclear": "?",
        "conflicting": "≠",
        "qualitative": "“”",
        "target_only": "◇",
        "silent": "—",
        "unread": "○",
        "actual": "●",
        "target": "◇",
        "benchmark": "┆",
    }
)
#: Longer than this a text may break over lines; shorter ones, and every number, stay whole.
_LONG: Final = 22
_TONES: Final = MappingProxyType(  # kinds, colour on a light and on a dark ground
    {
        "exact actual": ("#12436d", "#9fcbf2"),
        "bound range approx": ("#1f6a9e", "#7cc4f5"),
        "derived implied": ("#0b6b66", "#6fd3c9"),
        "unclear conflicting": ("#801650", "#f2a6d0"),
        "qualitative": ("#5b3f8c", "#c7b2ee"),
        "target target_only": ("#9a4100", "#ffb37a"),
        "silent unread benchmark": ("#56626d", "#aab5c0"),
    }
)
_DARK: Final = (
    '[data-jp-theme-light="false"]',
    'body[data-vscode-theme-kind$="dark"]',
)


def _style() -> str:
    """Write the rules of colour and line; a notebook that is not trusted reads well without."""
    rules = [
        ".jm-table{overflow-x:auto;max-width:100%;color:var(--jp-content-font-color1,inherit)}",
        ".jm-table table{margin:.3em 0;border-collapse:collapse;background:transparent}",
        ".jm-table th{white-space:nowrap;border-bottom:1px solid var(--jp-border-color1,#8888)}",
        ".jm-table.jm-table td,.jm-table.jm-table th{text-align:left;vertical-align:baseline}",
        ".jm-table td,.jm-table th{padding:.25em .7em}",
        ".jm-table td{white-space:nowrap;font-variant-numeric:tabular-nums}",
        ".jm-table td.jm-long{white-space:normal;min-width:16em}",
        ".jm-kind{white-space:nowrap;border:1px solid;border-radius:.8em;padding:0 .5em}",
        ".jm-kind.jm-target,.jm-kind.jm-target_only{border-style:dashed}",
        ".jm-kind.jm-implied,.jm-kind.jm-silent,.jm-kind.jm-unread{border-style:dotted}",
    ]
    for kinds, (light, dark) in _TONES.items():
        names = [f".jm-{kind}" for kind in kinds.split()]
        rules.append(f"{','.join(names)}{{color:{light}}}")
        rules.append(f"{','.join(f'{on} {one}' for on in _DARK for one in names)}{{color:{dark}}}")
    return f"<style>{''.join(rules)}</style>"


STYLE: Final = _style()


@dataclass(frozen=True, slots=True)
class Said:
    """What stands in one cell: a kind of statement and, where there is one, its value."""

    kind: str
    text: str = ""
    word: str = ""

    def __str__(self) -> str:
        return f"{self.word or KINDS.get(self.kind, self.kind)} {self.text}".rstrip()


def word(
    key: str, lang: str, words: Mapping[str, tuple[str, str]] = _WORDS, **values: object
) -> str:
    """Return what stands around a table in the reader's language, of these or other words.

    Examples
    --------
    >>> word("sources", "zh", count=3), word("sources", "en", count=3)
    ('来源（3）', 'Sources (3)')
    """
    return words[key][lang == "en"].format(**values)


def kind_word(kind: str, lang: str) -> str:
    """Name a kind of statement in the reader's language.

    Examples
    --------
    >>> kind_word("silent", "zh"), kind_word("silent", "en"), kind_word("target_only", "en")
    ('材料未提及', 'not mentioned', 'target only')
    """
    if lang == "en":
        return _ENGLISH_KINDS.get(kind) or kind.replace("_", " ")
    return KINDS[kind]


def chip(kind: str, text: str = "", *, word: str = "") -> str:
    """Mark a kind of statement by colour, sign and word, its value behind it.

    Examples
    --------
    >>> chip("target", "≥5.5")
    '<span class="jm-kind jm-target">◇ 目标</span> ≥5.5'
    """
    named = escape(word or KINDS.get(kind, kind))
    span = f'<span class="jm-kind jm-{escape(kind)}">{SIGNS.get(kind, "")} {named}</span>'
    return f"{span} {escape(text)}" if text else span


def tally(kinds: pd.Series, lang: str = "zh") -> str:
    """Count the kinds of statement, each as a chip, the most frequent first."""
    counts = kinds.astype("str").value_counts()
    order = sorted(counts.items(), key=lambda one: (-one[1], str(one[0])))
    told = [(str(kind), str(count)) for kind, count in order if count]
    return "　".join(chip(kind, count, word=kind_word(kind, lang)) for kind, count in told)


def html_table(
    frame: pd.DataFrame, columns: Iterable[str], *, rows: int = 60, lang: str = "zh"
) -> str:
    """Write some columns of a frame as an HTML table, long texts whole, gaps as a dash."""
    names = list(columns)
    heads = "".join(f"<th>{escape(_head(name, lang))}</th>" for name in names)
    shown = frame[names].head(rows)
    body = "".join(
        f"<tr>{''.join(_cell(value, lang) for value in row)}</tr>"
        for row in shown.itertuples(index=False, name=None)
    )
    rest = len(frame) - len(shown)
    more = f"<p>{more_rows(rest, lang)}</p>" if rest else ""
    table = f"<table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"
    return f'{STYLE}<div class="jm-table">{table}</div>{more}'


def more_rows(count: int, lang: str = "zh") -> str:
    """Say how many rows are not shown."""
    return f"… and {count} more" if lang == "en" else f"……另有{count}行"


def _head(name: str, lang: str) -> str:
    if lang == "en":
        plain = name.replace("_", " ")
        # What is no name of a column is the name of an area or indicator: TCM stays TCM.
        return _ENGLISH.get(name) or (plain.capitalize() if name.islower() else name)
    return HEADS.get(name, name)


def _cell(value: object, lang: str) -> str:
    if isinstance(value, Said):
        return f"<td>{chip(value.kind, value.text, word=value.word)}</td>"
    text = _shown(value)
    if text in KINDS:
        return f"<td>{chip(text, word=kind_word(text, lang))}</td>"
    long = ' class="jm-long"' if len(text) > _LONG else ""
    return f"<td{long}>{escape(text)}</td>"


def _shown(value: object) -> str:
    """Write what stands in a cell; what is not there is a dash."""
    return "—" if pd.isna(value) or value == "" else str(value)  # type: ignore[call-overload]


def folded(summary: str, lines: Iterable[str], *, is_open: bool = False) -> str:
    """Write lines as a list that folds under its summary; nothing if there are none."""
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return folded_html(summary, f"<ul>{items}</ul>", is_open=is_open) if items else ""


def folded_html(summary: str, body: str, *, is_open: bool = False) -> str:
    """Fold a piece of HTML under its summary."""
    state = " open" if is_open else ""
    return f"<details{state}><summary>{escape(summary)}</summary>{body}</details>"


def text_table(
    frame: pd.DataFrame,
    columns: Iterable[str],
    *,
    rows: int = 20,
    widest: int = 30,
    lang: str = "zh",
) -> str:
    """Write some columns for a terminal: columns line up, long texts are cut with two dots.

    ``widest`` is meant for Chinese; English takes about twice the room to say the same.

    Examples
    --------
    >>> table = pd.DataFrame({"name": ["新会区", "开平"], "value": ["6.12", ">30"]})
    >>> print(text_table(table, ["name", "value"]))
    地区    数值
    新会区  6.12
    开平    >30
    >>> print(text_table(table, ["name", "value"], rows=1, lang="en"))
    Area    Value
    新会区  6.12
    … and 1 more
    """
    names = list(columns)
    shown = frame[names].head(rows)
    cells = shown.itertuples(index=False, name=None)
    lines = [[_head(name, lang) for name in names]]
    most = 2 * widest if lang == "en" else widest
    lines += [[cut(_plain(value, lang), most) for value in row] for row in cells]
    widths = [max(width(line[place]) for line in lines) for place in range(len(names))]
    written = [
        "  ".join(padded(text, wide) for text, wide in zip(line, widths, strict=True)).rstrip()
        for line in lines
    ]
    rest = len(frame) - len(shown)
    return "\n".join([*written, more_rows(rest, lang)] if rest else written)


def _plain(value: object, lang: str) -> str:
    text = str(value) if isinstance(value, Said) else _shown(value)
    if text in KINDS:
        return kind_word(text, lang).rstrip(" ※")
    return "-" if text == "—" else text.rstrip("※")


def width(text: str) -> int:
    """Return how many places a text takes in a terminal: a Chinese character takes two.

    Examples
    --------
    >>> width("6.12个"), width("新会区")
    (6, 6)
    """
    return sum(
        0 if combining(character) else 2 if east_asian_width(character) in "WF" else 1
        for character in text
    )


def padded(text: str, wide: int) -> str:
    """Fill a text up with blanks to a number of places."""
    return text + " " * (wide - width(text))


def cut(text: str, wide: int) -> str:
    """Shorten a text to a number of places, two dots at its end saying so.

    Examples
    --------
    >>> cut("每千人口托位数6.12个", 12)
    '每千人口托..'
    """
    text = " ".join(text.split())
    if width(text) <= wide:
        return text
    while width(text) > wide - 2:
        text = text[:-1]
    return f"{text}.."


def place(first: str, last: str, lang: str = "zh") -> str:
    """Write where words stand: lines of a text, or a cell of a sheet as it is.

    Examples
    --------
    >>> place("74", "75"), place("12", "12", "en"), place("表1!D7", "表1!D7"), place("", "")
    ('第74–75行', 'lines 12', '表1!D7', '')
    """
    if not first or not (first.isdecimal() and last.isdecimal()):
        return first if first == last or not last else f"{first}–{last}"
    lines = first if first == last else f"{first}–{last}"
    return f"第{lines}行" if lang == "zh" else f"lines {lines}"


def rank_texts(frame: pd.DataFrame) -> pd.Series:
    """Write rank ranges as 1–7, and nothing where there is no rank."""
    pairs = zip(frame["rank_best"], frame["rank_worst"], strict=True)
    texts = ["" if pd.isna(a) else f"{a}" if a == b else f"{a}–{b}" for a, b in pairs]
    return pd.Series(texts, index=frame.index, dtype="str")
