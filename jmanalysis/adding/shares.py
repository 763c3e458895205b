"""Shares: what to shorten or to reject where too much of a text would be kept.

Both ways are counted out before they are told, so that whoever follows one is not refused again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from jmanalysis.adding.entries import Row
from jmanalysis.bounds import Bounds
from jmanalysis.carrying import carries
from jmanalysis.checks.texts import SHARE, taken
from jmanalysis.errors import UnreadableValueError
from jmanalysis.wording import Nature


class Share(NamedTuple):
    """What a text may give.

    Attributes
    ----------
    characters
        How long it is.
    kept
        The claims of it that are there already.
    """

    characters: int
    kept: Sequence[Mapping[str, str]] = ()

    def holds(self, rows: Iterable[Row]) -> bool:
        """Whether these rows fit in beside what is there."""
        return taken((*self.kept, *rows)) < SHARE * self.characters


def ways_out(rows: Sequence[Row], share: Share) -> tuple[str, str]:
    """Say in both languages what makes the rows fit: shorter words, fewer rows, or both.

    Parameters
    ----------
    rows
        The new rows, with their words as they are; also those that are still to be mended, for
        they will need their room then.
    share
        What their text may give.

    Examples
    --------
    >>> row = {"value": "3", "unit": "家", "nature": "actual", "value_basis": "stated"}
    >>> row |= {"row": "2", "line_start": "1", "line_end": "1", "words": "新增3家基层医疗机构"}
    >>> print(ways_out([row], Share(20))[1])
    Shorten words (and their lines with them): row 2 “新增3家基层医疗机构” → “3家”; or reject row 2.
    >>> print(ways_out([row], Share(10))[1])
    This text has no room for any of these rows, however short: reject them.
    """
    short = [row | {"words": shorter(row)} for row in rows]
    out, fewer = rejected(rows, share), rejected(short, share)
    if len(fewer) == len(rows):
        zh = "这篇原文再短也容不下其中任何一行：把它们都改为“弃”。"
        return zh, "This text has no room for any of these rows, however short: reject them."
    zh, en = f"把第{'、'.join(out)}行改为“弃”", f"reject row {', '.join(out)}"
    if len(fewer) == len(out):
        return f"只缩短 words 不够：{zh}。", f"Shorter words alone are not enough: {en}."
    told = _to_shorten([row for row in rows if row["row"] not in fewer], share)
    told_zh = "；".join(f"第{row}行 {one}" for row, one in told)
    told_en = "; ".join(f"row {row} {one}" for row, one in told)
    also_zh = f"把第{'、'.join(fewer)}行改为“弃”，并缩短" if fewer else "缩短"
    also_en = f"Reject row {', '.join(fewer)} and shorten" if fewer else "Shorten"
    return (
        f"{also_zh} words（起行、止行随之改）：{told_zh}；或者{zh}。",
        f"{also_en} words (and their lines with them): {told_en}; or {en}.",
    )


def rejected(rows: Sequence[Row], share: Share) -> list[str]:
    """Return the fewest rows without which the others fit, those with the longest words.

    Rows that share their words share their room: only all of them make any.
    """
    left, places = list(rows), {_place(claim) for claim in share.kept}
    for row in sorted(rows, key=lambda row: -len(row["words"])):
        if share.holds(left):
            break
        if _place(row) not in places:
            left = [one for one in left if _place(one) != _place(row)]
    kept = left if share.holds(left) else []
    return sorted((row["row"] for row in rows if row not in kept), key=int)


def _place(said: Mapping[str, str]) -> tuple[str, ...]:
    return said["words"], said["line_start"], said["line_end"]


def _to_shorten(rows: Sequence[Row], share: Share) -> list[tuple[str, str]]:
    """Return the fewest rows that must be shorter, with their words before and after."""
    by_row, told = {row["row"]: row for row in rows}, []
    for row in sorted(rows, key=lambda row: len(shorter(row)) - len(row["words"])):
        if share.holds(by_row.values()):
            break
        by_row[row["row"]] = row | {"words": shorter(row)}
        told.append((row["row"], f"“{row['words']}” → “{shorter(row)}”"))
    return told


def shorter(row: Row) -> str:
    """Return the fewest of these words that carry the value; all, if there is none.

    Examples
    --------
    >>> row = {"value": "3", "unit": "家", "nature": "actual", "value_basis": "stated"}
    >>> shorter({**row, "words": "新增3家基层医疗机构"})
    '3家'
    """
    words = row["words"]
    if not row["value"] or row["value_basis"] == "counted" or not _is_value(row["value"]):
        return words
    size = len(words)
    words = next((one for n in range(1, size) if _carries(one := words[size - n :], row)), words)
    return next((one for n in range(1, len(words)) if _carries(one := words[:n], row)), words)


def _is_value(said: str) -> bool:
    try:
        Bounds.parse(said)
    except UnreadableValueError:
        return False
    return True


def _carries(words: str, row: Row) -> bool:
    """Whether they say the value with its unit, where a number alone would do."""
    nature: Nature = "target" if row["nature"] == "target" else "actual"
    unit = row["unit"] not in row["words"] or row["unit"] in words
    return unit and carries(words, Bounds.parse(row["value"]), row["unit"], nature)
