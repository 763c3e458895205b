"""Measuring and breaking lines of Chinese and English, without any plotting library.

Neither engine breaks Chinese by its rules, so lines are broken here: none begins with a closing
mark, none ends with an opening one, a number keeps its unit, a Latin word stays whole. Nothing is
ever shortened in silence; what does not fit is refused by the layouts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import as_file, files
from itertools import pairwise
from typing import Final

from jmanalysis.charts.refusals import MissingGlyphError

CLOSING: Final = "，。；：、！？）》】〉」』”’…—～·％‰,.;:!?)]}%"
OPENING: Final = "（《【〈「『“‘([{"
UNITS: Final = "个家所名人年月日岁项台张种场次位格栋支类万亿元成点倍户件例床天地区项"
# Words of the field that a line should not break: there is no dictionary to ask at run time.
_TERMS: Final = (
    "优质服务基层行 推荐标准 每千人口 村卫生站 卫生站 常住人口 户籍人口 "
    "县（市、区） 一体化 达标率 管理率 接种率 接入率 覆盖率 医共体 托位数 托位 "
    "示范性 服务 能力 创建 比例 新增 机构 基层 镇村 管理 考核 位次 居民 健康 "
    "素养 水平 儿童 疫苗 接种 互认 平台 接入 医保 结果 检查 检验 国家 全国 "
    "全省 全市 广东 江门 蓬江 江海 新会 台山 开平 鹤山 恩平 目标 计划 实绩 "
    "推算 准确 界限 定性 表述 口径 待核 材料 提及 数值 可用 满格 地区 指标 "
    "医院 特色 专科 人口 资料 来源 报道 系列"
)
TERMS: Final = tuple(_TERMS.split())
_LATIN = r"[^\W\d\u2e80-\uffff]+(?:['’][^\W\u2e80-\uffff]+)*-?|\d[\d.,:/–\-]*\d[%‰+]?|\d[%‰+]?"
_CHARACTER = re.compile(rf"{_LATIN}|\s+|.", re.DOTALL)
_WORD = re.compile(rf"{'|'.join(TERMS)}|{_LATIN}|\s+|.", re.DOTALL)
_NUMBER = re.compile(r"[+\-−<>≤≥±]?\d[\d.,～~–\-]*[%‰+]?")


@cache
def _advances(bold: bool) -> dict[int, int]:
    """Return the advance of every character of a shipped font, in thousandths of an em."""
    from fontTools.ttLib import TTFont

    name = "jm-bold.ttf" if bold else "jm-regular.ttf"
    with as_file(files("jmanalysis") / "fonts" / name) as path, TTFont(path, lazy=True) as font:
        metrics = font["hmtx"].metrics
        return {code: metrics[glyph][0] for code, glyph in font.getBestCmap().items()}


def missing(text: str, bold: bool = False) -> str:
    """Return the first character of ``text`` that the shipped font lacks, or nothing."""
    known = _advances(bold)
    return next((character for character in text if ord(character) not in known), "")


@lru_cache(maxsize=8192)
def advance(text: str, size: float, bold: bool = False) -> float:
    """Return the length of one line in points.

    Examples
    --------
    >>> advance("新会区", 10)
    30.0
    """
    known = _advances(bold)
    return size / 1000 * sum(known.get(ord(character), 1000) for character in text)


def require_glyphs(text: str, bold: bool = False) -> None:
    """Raise :class:`MissingGlyphError` if a character would be drawn as an empty box."""
    if character := missing(text, bold):
        raise MissingGlyphError.of(character, text)


def atoms(text: str, whole: bool = True) -> list[str]:
    """Split a text into the pieces between which a line may be broken.

    ``whole`` keeps the words of the field together; without it any two Chinese characters may part.

    Examples
    --------
    >>> atoms("新会（6.12个），见注")
    ['新会', '（6.12个），', '见', '注']
    """
    pieces: list[str] = []
    for piece in (_WORD if whole else _CHARACTER).findall(text):
        if pieces and _clings(pieces[-1], piece):
            pieces[-1] += piece
        else:
            pieces.append(piece)
    return pieces


def _clings(before: str, piece: str) -> bool:
    """Say whether no line may be broken between two pieces."""
    if piece.isspace():
        return True
    if before[-1].isspace():
        return False
    if piece[0] in CLOSING or before[-1] in OPENING or before.endswith("单位："):
        return True
    if piece == '"' or before[-2:].strip() == '"':  # a straight quote closes, or opens after space
        return True
    if before[-1] in "+-−<>≤≥±≠第约超近逾" and piece[0].isdigit():
        return True
    return bool(_NUMBER.fullmatch(before.lstrip(OPENING))) and piece[0] in UNITS


def _filled(pieces: Iterable[str], size: float, bold: bool, width: float) -> list[str]:
    """Fill lines greedily."""
    lines = [""]
    for piece in pieces:
        if lines[-1] and advance((lines[-1] + piece).rstrip(), size, bold) > width:
            lines.append(piece)
        else:
            lines[-1] += piece
    return [line.rstrip() for line in lines]


def wrap(text: str, size: float, width: float, bold: bool = False) -> list[str]:
    """Break a text into lines at most ``width`` points long, as full as they can be.

    A single piece longer than ``width`` keeps a line to itself; see :func:`narrowest`.
    """
    whole = narrowest(text, size, bold, whole=True) <= width
    parts = [atoms(part, whole) for part in text.split("\n")]
    return [line for part in parts for line in _filled(part, size, bold, width)]


def narrowest(text: str, size: float, bold: bool = False, whole: bool = False) -> float:
    """Return the width of the longest piece: no line can be narrower."""
    pieces = [piece.strip() for part in text.split("\n") for piece in atoms(part, whole)]
    return max((advance(piece, size, bold) for piece in pieces), default=0.0)


def balanced(text: str, size: float, width: float, bold: bool = False) -> list[str]:
    """Break a text into as few lines as :func:`wrap` does, of lengths as even as possible."""
    best = wrap(text, size, width, bold)
    if len(best) == 1:
        return best
    low, high = narrowest(text, size, bold), width
    while high - low > size / 8:
        middle = (low + high) / 2
        lines = wrap(text, size, middle, bold)
        if len(lines) > len(best):
            low = middle
        else:
            best, high = lines, middle
    return best


def headline(text: str, size: float, width: float) -> list[str]:
    """Break a headline, between clauses where two lines allow it.

    Examples
    --------
    >>> headline("新会给出实绩，台山只有目标", 26, 200)
    ['新会给出实绩，', '台山只有目标']
    """
    lines = balanced(text, size, width, bold=True)
    if len(lines) != 2 or "\n" in text:
        return lines
    clauses = [part for part in re.split(r"(?<=[；，。：])|(?<=[;,:] )", text) if part]
    cuts = [("".join(clauses[:n]), "".join(clauses[n:])) for n in range(1, len(clauses))]
    for pair in sorted(cuts, key=lambda cut: (cut[0].rstrip()[-1] not in "；。;", _gap(cut, size))):
        longest = max(advance(line.rstrip(), size, True) for line in pair)
        if longest <= width and _gap(pair, size) < 0.5 * longest:
            return [line.strip() for line in pair]
    return lines


def _gap(pair: tuple[str, str], size: float) -> float:
    """Return by how much two lines of a headline differ in length."""
    return abs(advance(pair[0], size, True) - advance(pair[1], size, True))


def folded(text: str, size: float, lines: int, bold: bool = False) -> list[str]:
    """Break a short text into at most about ``lines`` lines, none of them a mere fragment."""
    whole = advance(text, size, bold)
    least = min(whole, 4 * size)
    width = max(narrowest(text, size, bold, whole=True), 1.15 * whole / lines, least)
    return balanced(text, size, width, bold)


def starts_badly(lines: Iterable[str]) -> bool:
    """Say whether a line begins with a closing mark or ends with an opening one."""
    listed = list(lines)
    return any(b[:1] in CLOSING or a[-1:] in OPENING for a, b in pairwise(listed) if a and b)
