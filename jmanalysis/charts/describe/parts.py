"""What every description needs: rows, subtitle, source line, notes and words for the picture."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import pandas as pd

from jmanalysis.charts.phrases import has_phrase, listed, phrase
from jmanalysis.charts.spec import Lang, Legend, Mark, Row
from jmanalysis.charts.statements import document_title
from jmanalysis.coverages import benchmark_codes
from jmanalysis.register import Indicator, Register
from jmanalysis.slices import Known

_LEGEND_ORDER = (
    "exact",
    "bound",
    "range",
    "approx",
    "derived",
    "implied",
    "unclear",
    "conflicting",
    "target",
    "qualitative",
    "silent",
    "unread",
)
_STOPS = {"zh": "。", "en": "."}


def peer_rows(register: Register, codes: Iterable[str], lang: Lang) -> tuple[Row, ...]:
    """One row per compared area."""
    return tuple(Row(code, register.area_by_code[code].name(lang)) for code in codes)


def where(register: Register, codes: Sequence[str], lang: Lang) -> str:
    """Name the compared areas together: 江门市各县（市、区）."""
    parents = {register.area_by_code[code].parent for code in codes}
    parent = register.area_by_code.get(parents.pop()) if len(parents) == 1 else None
    if parent is None or parent.kind != "prefecture":
        return phrase("areas", lang)
    if lang == "en":
        return f"{parent.name_en}, {phrase('peers', lang)}"
    return f"{parent.name_zh}{phrase('peers', lang)}"


def subtitle(what: str, remarks: Sequence[str], number: int | None, lang: Lang) -> str:
    """Write the neutral line: 图N, what, where, when, unit."""
    inside = ("，" if lang == "zh" else ", ").join(remark for remark in remarks if remark)
    text = f"{what}（{inside}）" if lang == "zh" else f"{what} ({inside})"
    if number is None:
        return text
    return f"图{number}　{text}" if lang == "zh" else f"Figure {number}  {text}"


def legend(marks: Iterable[Mark], lang: Lang) -> tuple[Legend, ...]:
    """Make the key: one entry per kind of statement that the chart makes."""
    used = {mark.kind for mark in marks}
    return tuple(Legend(kind, phrase(kind, lang)) for kind in _LEGEND_ORDER if kind in used)


def reading_note(marks: Iterable[Mark], lang: Lang) -> str:
    """Say of the marks what the legend cannot: what each may not be taken for."""
    used = {mark.kind for mark in marks}
    keys = [f"read {kind}" for kind in _LEGEND_ORDER if kind in used]
    clauses = [phrase(key, lang) for key in keys if has_phrase(key)]
    if used & {"silent", "unread"}:
        clauses.append(phrase("not zero", lang))
    return sentence(clauses, lang)


def sentence(clauses: Sequence[str], lang: Lang) -> str:
    """Join clauses to one sentence with its full stop."""
    text = ("；" if lang == "zh" else "; ").join(clauses)
    if lang == "en":
        text = text[:1].upper() + text[1:]
    return text + _STOPS[lang] if text else ""


def caution_notes(cautions: pd.DataFrame, references: Iterable[Mark], lang: Lang) -> list[str]:
    """Sentences of the cautions, each once, in order; of benchmarks only those that are drawn."""
    drawn = {mark.row for mark in references}
    about_copies = cautions["code"] == "benchmark_copy"
    shown = cautions[~about_copies | cautions["area"].isin(drawn)]
    return list(dict.fromkeys(shown[lang]))


def source_line(marks: Iterable[Mark], known: Known, lang: Lang) -> str:
    """Name the documents behind the marks that are drawn, and nothing else."""
    drawn = {claim for mark in marks for claim in mark.claims}
    claims = known.claims
    used = set(claims.loc[claims["id"].isin(drawn), "document"])
    documents = known.register.document_by_id.values()
    titles = [document_title(d, lang) for d in documents if d.id in used]
    return ("；" if lang == "zh" else "; ").join(titles) + _STOPS[lang] if titles else ""


def columns_above(
    register: Register,
    peers: Sequence[str],
    wanted: Sequence[str] | None,
    scaled: Indicator | None = None,
) -> tuple[str, ...]:
    """Codes of the benchmarks to show: those named, or all that contain the peers.

    On the axis of a count (``scaled``) none is shown unasked: a province's total says nothing of
    its districts and presses them together at zero.
    """
    above = benchmark_codes(register, peers)
    if wanted is None:
        return () if scaled is not None and scaled.is_total else above
    chosen = [register.area(name).code for name in wanted]
    return tuple(code for code in above if code in chosen)


def nice_axis(values: Iterable[float | None], ceiling: float) -> tuple[float, tuple[float, ...]]:
    """Choose the end of an axis from zero, and its ticks: 1, 2, 2.5 or 5 times a power of ten.

    Examples
    --------
    >>> nice_axis([6.12, 5.5], math.inf)
    (7.0, (0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0))
    >>> nice_axis([90], 100)
    (100.0, (0.0, 25.0, 50.0, 75.0, 100.0))
    """
    if ceiling == 100:
        return 100.0, (0.0, 25.0, 50.0, 75.0, 100.0)
    top = max((value for value in values if value is not None), default=1.0) * 1.05 or 1.0
    power = 10.0 ** math.floor(math.log10(top / 6))
    step = next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor * 8 >= top)
    count = math.ceil(top / step)
    return step * count, tuple(step * n for n in range(count + 1))


def in_words(
    kind: str, subject: str, marks: Iterable[Mark], rows: Sequence[Row], lang: Lang
) -> str:
    """Say the chart in words: type, subject, each value with its kind, what is missing."""
    labels = {row.id: row.label for row in rows}
    spoken, missing = [], []
    for mark in marks:
        if mark.row not in labels:
            continue
        if mark.kind in ("silent", "unread"):
            missing.append(labels[mark.row])
        else:
            detail = f" {mark.detail}" if mark.detail else ""
            spoken.append(f"{labels[mark.row]} {mark.label}{detail}")
    absent = listed(list(dict.fromkeys(missing)), lang)
    parts = [
        f"{phrase(kind, lang)}：{subject}" if lang == "zh" else f"{phrase(kind, lang)}: {subject}"
    ]
    parts += [listed(spoken, lang)] if spoken else []
    parts += (
        [
            f"{absent}{phrase('silent', lang)}"
            if lang == "zh"
            else f"{absent} {phrase('silent', lang)}"
        ]
        if absent
        else []
    )
    return ("。" if lang == "zh" else ". ").join(parts) + _STOPS[lang]
