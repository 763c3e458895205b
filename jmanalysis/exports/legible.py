"""What a file can hold of a text: no control characters, nothing that turns its direction round.

XML has no place for control characters, and a mark that turns the direction of writing could make
12 read as 21. Neither is ever printed, so leaving them out changes no word of a source.
"""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any, Final

from jmanalysis.charts.spec import Chart

#: Controls but the line break, halves of characters, marks of direction, and what has no width.
_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff]"
)
#: What spreadsheets, Chinese ones included, take for the beginning of a formula.
_FORMULA: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def legible(text: str) -> str:
    r"""Leave out what cannot be seen.

    Examples
    --------
    >>> legible("6.12\x00个\u202e")
    '6.12个'
    """
    return _UNSEEN.sub("", text.replace("\t", " "))


def legible_chart(chart: Chart) -> Chart:
    """Leave out what cannot be seen in every text of a chart; one without such is given back."""
    seen: Chart = _seen(chart)
    return seen


def _seen(part: Any) -> Any:
    if isinstance(part, str):
        return legible(part)
    if isinstance(part, tuple):
        return tuple(_seen(each) for each in part)
    if not is_dataclass(part):
        return part
    now = {one.name: getattr(part, one.name) for one in fields(part)}
    changed = {name: new for name, old in now.items() if (new := _seen(old)) != old}
    return replace(part, **changed) if changed else part  # type: ignore[type-var]


def looks_like_formula(text: str) -> bool:
    """Say whether a spreadsheet could take a text for a formula.

    Examples
    --------
    >>> looks_like_formula("＝1+1"), looks_like_formula("6.12个"), looks_like_formula(" @A1")
    (True, False, True)
    """
    return text.lstrip().startswith(_FORMULA) or text.startswith(("\t", "\r"))
