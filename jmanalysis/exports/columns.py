"""Widths of the columns of a table of words: short ones on one line, long ones share the rest."""

from __future__ import annotations

from collections.abc import Sequence

from jmanalysis.charts import text


def column_widths(
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    size: float,
    width: float,
    pad: float,
) -> list[float]:
    """Share out a width in points.

    A column never gets less than its longest piece that cannot be broken, nor more than its longest
    line, unless all have that.

    Parameters
    ----------
    heads, rows
        What the columns hold; heads are bold.
    size
        Of the type, in points.
    width
        Of the whole table.
    pad
        What a cell needs besides its words.

    Examples
    --------
    >>> column_widths(["地区", "问题"], [["新会区", "数值是多少？" * 9]], 10, 200, 4)
    [35.2, 164.8]
    """
    columns = list(zip(heads, *rows, strict=True))
    needs = [pad + max(_line(cell, size, n == 0) for n, cell in enumerate(c)) for c in columns]
    least = [pad + max(_piece(cell, size, n == 0) for n, cell in enumerate(c)) for c in columns]
    if sum(least) >= width:
        return [each * width / sum(least) for each in least]
    if sum(needs) <= width:
        return [each * width / sum(needs) for each in needs]
    return _filled(needs, least, width, most=36 * size)


def _filled(
    needs: Sequence[float], least: Sequence[float], width: float, most: float
) -> list[float]:
    """Give short columns all they need, then the long ones what is left, by how long they are.

    No cell counts as longer than ``most``: one long paragraph must not starve its neighbours.
    """
    given: dict[int, float] = {}
    while True:
        left = [n for n in range(len(needs)) if n not in given]
        room = width - sum(given.values())
        short = {n: needs[n] for n in left if needs[n] <= room / len(left)}
        if not short:
            break
        given |= short
    while len(given) < len(needs):
        left = [n for n in left if n not in given]
        weights = {n: min(needs[n], most) ** 0.6 for n in left}
        room = (width - sum(given.values())) / sum(weights.values())
        shares = {n: weights[n] * room for n in left}
        given |= {n: least[n] for n in left if shares[n] < least[n]} or shares
    return [given[n] for n in range(len(needs))]


def _line(words: str, size: float, bold: bool) -> float:
    return 1.04 * max(text.advance(line, size, bold) for line in words.split("\n"))


def _piece(words: str, size: float, bold: bool) -> float:
    """Return the longest piece that should stay whole; a single long line of Chinese may break."""
    longest = text.narrowest(words, size, bold, whole=True)
    return 1.04 * (longest if longest <= 8 * size else text.narrowest(words, size, bold))
