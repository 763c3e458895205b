"""Colours on slides: the theme's own where they can be read, the chart's where they cannot."""

from __future__ import annotations

from collections.abc import Mapping
from colorsys import rgb_to_hls
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from jmanalysis.charts import style as look
from jmanalysis.exports.themes import HOUSE

#: Colours that are lighter forms of that of exact values: how much of it they keep.
_TINTS: Final = MappingProxyType({look.BOUND: 0.75, look.BOUND_FILL: 0.3})


@dataclass(frozen=True, slots=True)
class Palette:
    """Which colour of a chart is which slot of the theme, or a tint of one; others stay."""

    slots: Mapping[str, str]
    tints: Mapping[str, str]

    @classmethod
    def of(cls, theme: Mapping[str, str]) -> Palette:
        """Choose the slots: exact values and targets follow a template's accents if legible."""
        own = {slot: color for slot, color in HOUSE.items() if not slot.lower().endswith("link")}
        slots = {color: slot for slot, color in own.items() if theme.get(slot) == color}
        slots |= {look.INK: "tx1", look.PAPER: "bg1"}
        paper = theme.get("lt1", look.PAPER)
        first, second = theme.get("accent1", ""), theme.get("accent2", "")
        tinted = look.EXACT not in slots and bool(first) and contrast(first, paper) >= 7
        tints = {}
        if tinted:
            slots[look.EXACT] = "accent1"
            slots = {color: slot for color, slot in slots.items() if color not in _TINTS}
            tints = {color: _mixed(first, paper, share) for color, share in _TINTS.items()}
        apart = bool(first and second) and _turn(first, second) > 40
        if look.TARGET not in slots and apart and contrast(second, paper) >= 4.5:
            slots[look.TARGET] = "accent2"
        return cls(MappingProxyType(slots), MappingProxyType(tints))

    def fill(self, color: str) -> str:
        """Return the fill of a colour; none for no colour."""
        if not color:
            return "<a:noFill/>"
        return f"<a:solidFill>{self.color(color)}</a:solidFill>"

    def color(self, color: str) -> str:
        """Return the element that names a colour."""
        if color in self.slots:
            return f'<a:schemeClr val="{_named(self.slots[color])}"/>'
        return f'<a:srgbClr val="{self.tints.get(color, color).removeprefix("#")}"/>'


def _named(slot: str) -> str:
    """Return the name by which slides call a slot of the theme."""
    return {"dk1": "tx1", "lt1": "bg1", "dk2": "tx2", "lt2": "bg2"}.get(slot, slot)


def _mixed(one: str, other: str, share: float) -> str:
    """Mix two colours, so much of the first.

    Examples
    --------
    >>> _mixed("#000000", "#FFFFFF", 0.2)
    '#CCCCCC'
    """
    pairs = zip(_channels(one), _channels(other), strict=True)
    return "#" + "".join(f"{round(255 * (share * a + (1 - share) * b)):02X}" for a, b in pairs)


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2).

    Examples
    --------
    >>> contrast("#000000", "#FFFFFF")
    21.0
    """
    dark, light = sorted((_luminance(one), _luminance(other)))
    return round((light + 0.05) / (dark + 0.05), 2)


def _turn(one: str, other: str) -> float:
    """Return how far apart the hues of two colours are, in degrees."""
    first, second = (360 * rgb_to_hls(*_channels(color))[0] for color in (one, other))
    return min(abs(first - second), 360 - abs(first - second))


def _channels(color: str) -> tuple[float, float, float]:
    digits = color.removeprefix("#")
    red, green, blue = (int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4))
    return red, green, blue


def _luminance(color: str) -> float:
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in _channels(color)]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
