"""Word's XML: elements and their properties, looked at without namespaces, of which there are two.

What is deleted, and what describes the text and is none, is passed over.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

#: Properties, deleted text, the codes of fields, and what is printed above ruby.
_DELETED = ("del", "moveFrom", "delText", "delInstrText", "instrText", "fldData", "rt")
_PROPERTIES = ("pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr", "tblPrEx", "tblGrid", "trPr", "tcPr")
_UNSEEN = frozenset((*_DELETED, *_PROPERTIES, "sectPr"))
_OFF = frozenset(("0", "false", "off", "none"))


def name_of(element: Any) -> str:
    """Return the name of an element."""
    return str(element.tag).rpartition("}")[2]


def value(element: Any, name: str) -> str:
    """Return an attribute, whatever its namespace."""
    return next((str(v) for key, v in element.items() if key.rpartition("}")[2] == name), "")


def children(element: Any) -> Iterator[Any]:
    """Return what is seen of an element; of alternatives the first."""
    for child in element.iterchildren("*"):
        name = name_of(child)
        if name == "AlternateContent":
            first = next(child.iterchildren("*"), None)
            if first is not None:
                yield from children(first)
        elif name not in _UNSEEN:
            yield child


def nearest(element: Any, name: str) -> Iterator[Any]:
    """Return the rows of a table or the cells of a row, whatever wraps them."""
    for child in children(element):
        if name_of(child) == name:
            yield child
        else:
            yield from nearest(child, name)


def is_within(element: Any, name: str) -> bool:
    """Whether an element holds another of that name."""
    return next(nearest(element, name), None) is not None


def given(element: Any, *names: str) -> Any:
    """Return a property of a run, paragraph, row or cell, or None."""
    return next(element.iterfind("/".join(f"{{*}}{name}" for name in names)), None)


def is_on(setting: Any) -> bool:
    """Whether a property is there and not switched off."""
    return setting is not None and value(setting, "val") not in _OFF


def count(setting: Any, otherwise: int) -> int:
    """Return the number that a property gives."""
    number = value(setting, "val") if setting is not None else ""
    return int(number) if number.isdecimal() else otherwise
