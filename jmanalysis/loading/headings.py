"""Headings: the texts above each column, with merged and continued heads spread over theirs."""

from __future__ import annotations

from jmanalysis.loading.columns import Part
from jmanalysis.loading.headwords import folded, unit_of
from jmanalysis.loading.outlines import Outline, counted_off, is_aside


def paths(outline: Outline) -> dict[int, list[Part]]:
    """Return the texts above each column, from the outermost to the innermost."""
    view, levels = outline.view, _levels(outline)
    found: dict[int, list[Part]] = {c: [] for c in range(view.width)}
    for n, r in enumerate(levels):
        before, is_unit = Part("", ""), _has_units(outline, r)
        for c in range(view.width):
            text = view.label(r, c)
            here = Part(text, view.where(r, c), is_unit)
            lower = any(view.label(below, c) for below in levels[n + 1 :])
            if not text and lower and c != outline.axis and not _merged(outline, r):
                here = before
            if here.text:
                found[c].append(here)
            before = Part("", "") if c == outline.axis else here
    return found


def _levels(outline: Outline) -> list[int]:
    """Return the rows of heads that say something: not 甲 1 2 3, nor serial numbers turned over."""
    view, kept = outline.view, []
    for r in range(outline.body):
        numbered = counted_off([view.text(r, c) for c in range(view.width)])
        aside = view.turned and is_aside(view.label(r, outline.axis))
        if not numbered and not aside:
            kept.append(r)
    return kept


def _has_units(outline: Outline, r: int) -> bool:
    """Whether a row of heads holds a unit for each column."""
    view, axis = outline.view, outline.axis
    texts = [t for c in range(view.width) if c != axis and (t := view.label(r, c))]
    named = folded(view.label(r, axis)) in ("单位", "计量单位")
    sound = [bool(unit_of(text)) for text in texts]
    return bool(texts) and (all(sound) or (named and any(sound)))


def _merged(outline: Outline, r: int) -> bool:
    """Whether a row of heads has cells merged across: then nothing is continued by eye."""
    view = outline.view
    return any(
        view.covers(r, c) and view.label(r, c) == view.label(r, c - 1) for c in range(1, view.width)
    )
