"""Shares: which words to shorten where too much of a text would be kept."""

from __future__ import annotations

from collections.abc import Sequence

from jmanalysis.adding.entries import Row
from jmanalysis.bounds import Bounds
from jmanalysis.carrying import carries
from jmanalysis.wording import Nature

_SHOWN = 5


def longest(rows: Sequence[Row]) -> tuple[str, str]:
    """Say in both languages which rows have words to spare, and what would do."""
    spare = [(len(row["words"]) - len(shorter(row)), row) for row in rows]
    spare = sorted((one for one in spare if one[0]), key=lambda one: -one[0])
    if not spare:
        zh = "这些行的 words 已不能再短：请把次要的行改为“弃”。"
        return zh, "The words of these rows cannot be shorter: reject those that matter least."
    told = [f"{row['row']} “{row['words']}” → “{shorter(row)}”" for _, row in spare[:_SHOWN]]
    total = sum(size for size, _ in spare)
    zh = f"缩短 words（起行、止行随之改），共可省{total}字，最长的各行：{'；'.join(told)}。"
    en = f"Shorten the words (and their lines with them); {total} characters can go: "
    return zh, en + f"rows {', '.join(row['row'] for _, row in spare[:_SHOWN])}."


def shorter(row: Row) -> str:
    """Return the fewest of these words that carry the value; all, if there is none.

    Examples
    --------
    >>> row = {"value": "3", "unit": "家", "nature": "actual", "value_basis": "stated"}
    >>> shorter({**row, "words": "新增3家基层医疗机构"})
    '3家'
    """
    words = row["words"]
    if not row["value"] or row["value_basis"] == "counted":
        return words
    size = len(words)
    words = next((one for n in range(1, size) if _carries(one := words[size - n :], row)), words)
    return next((one for n in range(1, len(words)) if _carries(one := words[:n], row)), words)


def _carries(words: str, row: Row) -> bool:
    """Whether they say the value with its unit, where a number alone would do."""
    nature: Nature = "target" if row["nature"] == "target" else "actual"
    unit = row["unit"] not in row["words"] or row["unit"] in words
    return unit and carries(words, Bounds.parse(row["value"]), row["unit"], nature)
