"""Styles of a Word file: what makes a run hidden, struck out, or set above or below the line.

A run says so itself, or its style does, or that of its paragraph, or one that these are based on.
"""

from __future__ import annotations

from typing import Any

from jmanalysis.reading.levels import Level
from jmanalysis.reading.wordxml import children, given, is_on, name_of, value

_STRUCK = ("vanish", "strike", "dstrike")
_LEVELS: dict[str, Level] = {"superscript": "above", "subscript": "below"}
_RAISED = 4  # half-points


class Styles:
    """The styles of a document, and the one of the paragraph that is read."""

    def __init__(self, root: Any) -> None:
        styles = children(root) if root is not None else ()
        self._styles = {value(one, "styleId"): one for one in styles if name_of(one) == "style"}
        self._known: dict[tuple[str, str], Any] = {}
        self._paragraph = ""

    def enter(self, paragraph: Any) -> None:
        """Go on to a paragraph."""
        self._paragraph = _named(given(paragraph, "pPr", "pStyle"))

    def is_struck(self, run: Any) -> bool:
        """Whether a run is hidden or struck out."""
        return any(is_on(self._said(run, name)) for name in _STRUCK)

    def level(self, run: Any) -> Level:
        """Where a run is set; LibreOffice raises small letters by hand."""
        if (align := self._said(run, "vertAlign")) is not None:
            return _LEVELS.get(_named(align), "")
        raised = _named(given(run, "rPr", "position"))
        if given(run, "rPr", "sz") is None or not raised.lstrip("-").isdecimal():
            return ""
        return "above" if int(raised) >= _RAISED else "below" if int(raised) <= -_RAISED else ""

    def _said(self, run: Any, name: str) -> Any:
        """Return a property of a run, its own or that of its styles, or None."""
        found = given(run, "rPr", name)
        if found is None:
            found = self._of_style(_named(given(run, "rPr", "rStyle")), name)
        return self._of_style(self._paragraph, name) if found is None else found

    def _of_style(self, style: str, name: str) -> Any:
        key = style, name
        if key not in self._known:
            self._known[key] = None  # for styles that are based on each other
            one = self._styles.get(style)
            if one is not None:
                found = given(one, "rPr", name)
                if found is None:
                    found = self._of_style(_named(given(one, "basedOn")), name)
                self._known[key] = found
        return self._known[key]


def _named(element: Any) -> str:
    return value(element, "val") if element is not None else ""
