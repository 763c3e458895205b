"""How tables show themselves in a notebook: Chinese heads, the kind of each value in words.

``.frame`` stays as it is, for calculation; this is only what the eye sees.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from types import MappingProxyType
from typing import Final

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
    }
)


def html_table(frame: pd.DataFrame, columns: Iterable[str], *, rows: int = 60) -> str:
    """Write some columns of a frame as an HTML table, long texts whole, gaps as a dash."""
    names = list(columns)
    heads = "".join(f"<th>{escape(HEADS.get(name, name))}</th>" for name in names)
    shown = frame[names].head(rows)
    body = "".join(
        f"<tr>{''.join(_cell(value) for value in row)}</tr>"
        for row in shown.itertuples(index=False, name=None)
    )
    rest = len(frame) - len(shown)
    more = f"<p>……另有{rest}行</p>" if rest else ""
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>{more}"


def _cell(value: object) -> str:
    text = "—" if pd.isna(value) or value == "" else str(value)  # type: ignore[call-overload]
    return f'<td style="text-align:left">{escape(KINDS.get(text, text))}</td>'


def folded(summary: str, lines: Iterable[str], *, is_open: bool = False) -> str:
    """Write lines as a list that folds under its summary; nothing if there are none."""
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    if not items:
        return ""
    state = " open" if is_open else ""
    return f"<details{state}><summary>{escape(summary)}</summary><ul>{items}</ul></details>"


def rank_texts(frame: pd.DataFrame) -> pd.Series:
    """Write rank ranges as 1–7, and nothing where there is no rank."""
    pairs = zip(frame["rank_best"], frame["rank_worst"], strict=True)
    texts = ["" if pd.isna(a) else f"{a}" if a == b else f"{a}–{b}" for a, b in pairs]
    return pd.Series(texts, index=frame.index, dtype="str")
