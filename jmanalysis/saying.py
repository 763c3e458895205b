"""Saying: a value in a reader's words, with the source's own qualifier kept."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from jmanalysis.bounds import Bounds, number


def say(bounds: Bounds, unit: str = "", lang: Literal["zh", "en"] = "zh") -> str:
    """Write a value as a reader would say it: ``超95%``, ``不低于5.5个``, ``1—2个``, ``约60%``.

    Examples
    --------
    >>> say(Bounds.parse(">95"), "%"), say(Bounds.parse(">=5.5"), "个", "en")
    ('超95%', '≥5.5')
    """
    shown = unit if lang == "zh" or unit in {"%", "‰"} else ""
    if bounds.shape == "exact":
        return f"{number(bounds.low)}{shown}"
    if bounds.shape == "bound":
        return _say_bound(bounds, shown, lang)
    if bounds.shape == "approx":
        middle = float((Decimal(repr(bounds.low)) + Decimal(repr(bounds.high))) / 2)
        return f"{'约' if lang == 'zh' else '≈'}{number(middle)}{shown}"
    if unit == "%":
        return f"{number(bounds.low)}%～{number(bounds.high)}%"
    return f"{number(bounds.low)}～{number(bounds.high)}{shown}"


def _say_bound(bounds: Bounds, unit: str, lang: str) -> str:
    lower = bounds.low > float("-inf")
    end, is_open = (bounds.low, bounds.low_open) if lower else (bounds.high, bounds.high_open)
    words = {
        ("zh", True, True): "超",
        ("zh", True, False): "不低于",
        ("zh", False, True): "低于",
        ("zh", False, False): "不超过",
        ("en", True, True): ">",
        ("en", True, False): "≥",
        ("en", False, True): "<",
        ("en", False, False): "≤",
    }
    return f"{words[lang, lower, is_open]}{number(end)}{unit}"
