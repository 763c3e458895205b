"""Table rows of a page: each is one line, its cells apart, so that no figures run together.

Pages also lay out whole articles in tables. A row with one cell, with a table inside, or with a
long cell of several paragraphs is such a frame, and its paragraphs stay paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_BETWEEN = "；"
_LONG = 400  # characters; a cell of several paragraphs with more holds an article
_BREAKS = re.compile(r"\s*\n\s*")


def lines_of(cells: Sequence[Sequence[str]], *, is_frame: bool = False) -> list[str]:
    """Return the lines of a row, given the paragraphs of its cells.

    Examples
    --------
    >>> lines_of([["蓬江"], ["托位", "（个）"], [], ["300"]])
    ['蓬江；托位 （个）；300']
    >>> lines_of([["第一段。", "第二段。"]])
    ['第一段。', '第二段。']
    """
    filled = [said for cell in cells if (said := [one for one in cell if one.strip()])]
    if is_frame or len(filled) < 2 or any(map(_is_article, filled)):
        return [one for cell in filled for one in cell]
    return [_BETWEEN.join(_BREAKS.sub(" ", " ".join(map(str.strip, cell))) for cell in filled)]


def _is_article(cell: Sequence[str]) -> bool:
    return len(cell) > 1 and sum(map(len, cell)) > _LONG
