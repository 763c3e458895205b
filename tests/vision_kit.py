"""Colours as others see them: three kinds of colour blindness, and a grey print.

The matrices are those of Machado, Oliveira and Fernandes (2009) for severity 1.0, applied to linear
RGB; differences are CIEDE2000 (Sharma, Wu and Dalal 2005), for the white of D65.
"""

from __future__ import annotations

from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt
from typing import Final

Triple = tuple[float, float, float]
MACHADO: Final[dict[str, tuple[Triple, Triple, Triple]]] = {
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
VISIONS: Final = ("usual", *MACHADO, "grey")
_LUMINANCE: Final[Triple] = (0.212671, 0.715160, 0.072169)
_XYZ: Final[tuple[Triple, Triple, Triple]] = (
    (0.412453, 0.357580, 0.180423),
    _LUMINANCE,
    (0.019334, 0.119193, 0.950227),
)
_WHITE: Final[Triple] = (0.950456, 1.0, 1.088754)


def _dot(one: Triple, other: Triple) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))


def linear(colour: str) -> Triple:
    """Return a #RRGGBB colour in linear RGB."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return r, g, b


def seen(colour: str, vision: str) -> Triple:
    """Return what is left of a colour, in linear RGB."""
    rgb = linear(colour)
    if vision == "grey":
        y = _dot(_LUMINANCE, rgb)
        return y, y, y
    if vision == "usual":
        return rgb
    r, g, b = (min(max(_dot(row, rgb), 0.0), 1.0) for row in MACHADO[vision])
    return r, g, b


def contrast(one: str, other: str, vision: str) -> float:
    """Return the contrast ratio of WCAG 2 between two colours as they are seen."""
    low, high = sorted(_dot(_LUMINANCE, seen(colour, vision)) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


def lab(rgb: Triple) -> Triple:
    """Return CIE L*a*b* of linear RGB."""
    x, y, z = (_root(_dot(row, rgb) / white) for row, white in zip(_XYZ, _WHITE, strict=True))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _root(share: float) -> float:
    return share ** (1 / 3) if share > (6 / 29) ** 3 else share / (3 * (6 / 29) ** 2) + 4 / 29


def apart(one: str, other: str, vision: str = "usual") -> float:
    """Return how far apart two colours are seen, as CIEDE2000."""
    return ciede2000(lab(seen(one, vision)), lab(seen(other, vision)))


def ciede2000(one: Triple, other: Triple) -> float:
    """Return the difference of two colours in L*a*b*: 1 is just seen, 10 at a glance."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    seventh = ((hypot(a1, b1) + hypot(a2, b2)) / 2) ** 7
    stretch = 1.5 - 0.5 * sqrt(seventh / (seventh + 25**7))
    c1, c2 = hypot(stretch * a1, b1), hypot(stretch * a2, b2)
    h1, h2 = (degrees(atan2(b, stretch * a)) % 360 for a, b in ((a1, b1), (a2, b2)))
    turn = (h2 - h1 + 180) % 360 - 180 if c1 * c2 else 0.0
    hue = 2 * sqrt(c1 * c2) * sin(radians(turn / 2))
    middle = (h1 + turn / 2) % 360 if c1 * c2 else h1 + h2
    return _weighted((l2 - l1, c2 - c1, hue), ((l1 + l2) / 2, (c1 + c2) / 2, middle))


def _weighted(change: Triple, middle: Triple) -> float:
    light, chroma, hue = middle
    weight = (
        1
        - 0.17 * cos(radians(hue - 30))
        + 0.24 * cos(radians(2 * hue))
        + 0.32 * cos(radians(3 * hue + 6))
        - 0.20 * cos(radians(4 * hue - 63))
    )
    off = (light - 50) ** 2
    dl = change[0] / (1 + 0.015 * off / sqrt(20 + off))
    dc = change[1] / (1 + 0.045 * chroma)
    dh = change[2] / (1 + 0.015 * chroma * weight)
    turned = 60 * exp(-(((hue - 275) / 25) ** 2))
    mixed = -2 * sqrt(chroma**7 / (chroma**7 + 25**7)) * sin(radians(turned)) * dc * dh
    return sqrt(max(dl**2 + dc**2 + dh**2 + mixed, 0.0))
