"""A list that is filtered without moving: every item keeps its place, some are not shown.

A page answers with the place of what was clicked, not with its name. Were the other items taken out
of the list, a click made while the page still shows them would pick whatever has moved up into that
place. So the list stays whole, and a rule of style hides what is not searched for: neither mouse
nor keys reach it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


def rule(name: str, hidden: Sequence[bool]) -> str:
    """Write the style that hides some items of the list of this class; nothing if it hides none.

    Examples
    --------
    >>> rule("list", [False, True, True])
    '<style>.list option:nth-child(2),.list option:nth-child(3){display:none}</style>'
    >>> rule("list", [False, False])
    ''
    """
    items = [f".{name} option:nth-child({n})" for n, gone in enumerate(hidden, 1) if gone]
    return f"<style>{','.join(items)}{{display:none}}</style>" if items else ""


def hide(control: Any, style: Any, hidden: Sequence[bool]) -> None:
    """Hide some items of a list; ``style`` is the widget that holds its rule."""
    name = f"jm-list-{control.model_id}"  # several explorers may stand on one page
    control.add_class(name)
    style.value = rule(name, hidden)
