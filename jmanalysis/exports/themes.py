"""Themes of office files: read for their colours, written with fonts that have Chinese."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from lxml import etree

from jmanalysis.charts import style as look

#: On every Windows and Mac with Office; elsewhere replaced by the system's own Chinese sans.
SANS: Final = "Microsoft YaHei"
#: The house theme: slot → colour.
HOUSE: Final = MappingProxyType(
    {
        "dk1": look.INK,
        "lt1": look.PAPER,
        "dk2": look.SECONDARY,
        "lt2": look.GROUND,
        "accent1": look.EXACT,
        "accent2": look.TARGET,
        "accent3": look.UNCLEAR,
        "accent4": look.WORDS,
        "accent5": look.BOUND,
        "accent6": look.SILENT,
        "hlink": look.EXACT,
        "folHlink": look.WORDS,
    }
)
_THEME: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/theme"
_A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def theme_of(part: Any) -> Any:
    """Return the theme behind a master (of slides or of notes) or a document."""
    return part.part_related_by(_THEME)


def colours(theme: Any) -> dict[str, str]:
    """Return the colours of a theme by slot, as ``#RRGGBB``."""
    found = {}
    for slot in next(etree.fromstring(theme.blob).iter(f"{_A}clrScheme")):
        value = slot[0].get("lastClr") or slot[0].get("val", "")
        if re.fullmatch("[0-9A-Fa-f]{6}", value):
            found[etree.QName(slot).localname] = f"#{value.upper()}"
    return found


def furnish(theme: Any, palette: Mapping[str, str], latin: str, major: str, minor: str) -> None:
    """Give a theme colours by slot and fonts; no font of another script stays in it."""
    root = etree.fromstring(theme.blob)
    root.set("name", "jmanalysis")
    for slot in next(root.iter(f"{_A}clrScheme")):
        color = palette[etree.QName(slot).localname].removeprefix("#")
        slot[:] = [etree.Element(f"{_A}srgbClr", val=color)]
    for tag, chinese in (("majorFont", major), ("minorFont", minor)):
        fonts = next(root.iter(f"{_A}{tag}"))
        faces = {"latin": latin, "ea": chinese, "cs": latin}
        fonts[:] = [etree.Element(f"{_A}{name}", typeface=face) for name, face in faces.items()]
    _write(theme, root)


def complete(theme: Any) -> None:
    """See to it that a template's theme names a font for Chinese; its own choice stays."""
    root = etree.fromstring(theme.blob)
    for fonts in root.iter(f"{_A}majorFont", f"{_A}minorFont"):
        own = fonts.find(f"{_A}font[@script='Hans']")
        face = SANS if own is None else own.get("typeface") or SANS
        if hasattr(theme, "_element"):  # the library's own, with fonts of every other script
            fonts[:] = [one for one in fonts if one.tag != f"{_A}font"]
        for tag in ("ea", "cs"):
            named = fonts.find(f"{_A}{tag}")
            if named is not None and not named.get("typeface"):
                named.set("typeface", face)
    _write(theme, root)


def _write(theme: Any, root: Any) -> None:
    if hasattr(theme, "_element"):  # a theme that the library has made itself
        theme._element = root
        return
    theme._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
