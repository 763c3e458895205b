"""Words against values: each value is read again from the few words it came from."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from jmanalysis import units
from jmanalysis.bounds import Bounds
from jmanalysis.carrying import carries
from jmanalysis.checks.case import Case, Claim
from jmanalysis.checks.findings import Finding
from jmanalysis.wording import Nature, read

#: The longest words that a claim may keep: it carries a figure and is no quotation.
LONGEST = 30
_PLAN = re.compile("争取(?!到|得)|力争")
_YEAR = re.compile(r"(19|20)\d\d年")


def find(case: Case) -> Iterator[Finding]:
    """Find words that do not carry the stored value, or that are more than that."""
    for claim in case.claims:
        yield from _form(claim)
        if not claim["value"]:
            yield from _without_value(claim)
        elif claim.bounds is not None:
            yield from _with_value(claim, claim.bounds)


def _form(claim: Claim) -> Iterator[Finding]:
    words = claim["words"]
    if not words or re.search(r"\s", words):
        zh, en = "words 不能为空，也不能含空白。", "Words must not be empty or hold whitespace."
        yield claim.finding("error", "words", zh, en)
    if len(words) > LONGEST:
        zh = f"words 有{len(words)}字，最多{LONGEST}字：只留承载数字的几个字。"
        en = f"Words of {len(words)} characters; {LONGEST} at most: keep what carries the figure."
        yield claim.finding("error", "words_length", zh, en)
    if claim["nature"] == "actual" and (found := _PLAN.search(words)):
        zh = f"words 含“{found[0]}”，nature 却是 actual。"
        en = f"The words say {found[0]}, a plan, but the nature is actual."
        yield claim.finding("warning", "nature", zh, en)


def _without_value(claim: Claim) -> Iterator[Finding]:
    if claim["unit"] or claim["value_basis"]:
        zh = "没有数值的说法，unit 和 value_basis 也应留空。"
        en = "A claim without a value has no unit and no value_basis."
        yield claim.finding("error", "qualitative", zh, en)
    said = _YEAR.sub("", claim["words"])
    for reading in read(said, _nature(claim)):
        digits = re.search(r"\d", reading.text)
        if digits and reading.unit and units.factor(reading.unit, claim.indicator.unit):
            zh = f"words 里的“{reading.text}”没有记作数值。"
            en = f"{reading.text!r} stands in the words but is not stored as a value."
            yield claim.finding("warning", "value_left_out", zh, en)


def _with_value(claim: Claim, bounds: Bounds) -> Iterator[Finding]:
    if not (claim["unit"] and claim["value_basis"]):
        zh, en = "有数值就要有 unit 和 value_basis。", "A value needs a unit and a value_basis."
        yield claim.finding("error", "value_basis", zh, en)
        return
    if claim.document.reading == "extract":
        yield from _bare_figure(claim, bounds)
        return
    counted = claim["value_basis"] == "counted"
    if not carries(claim["words"], bounds, claim["unit"], _nature(claim), counted=counted):
        said = "、".join(f"{r.bounds}{r.unit}" for r in read(claim["words"], _nature(claim)))
        rule = "counted" if counted else "words_value"
        zh = f"“{claim['words']}”不能读作 {bounds}{claim['unit']}（读作：{said or '没有数字'}）。"
        en = f"{claim['words']!r} does not carry {bounds} {claim['unit']}; read: {said or 'none'}."
        yield claim.finding("error", rule, zh, en)


def _bare_figure(claim: Claim, bounds: Bounds) -> Iterator[Finding]:
    """Check an extract, which holds the figure alone: the note says what makes it a bound."""
    words, unit = claim["words"], claim["unit"]
    if carries(words, bounds, unit, _nature(claim)):
        return
    ends = [end for end in (bounds.low, bounds.high) if math.isfinite(end)]
    if not any(carries(words, Bounds.exact(end), unit) for end in ends):
        zh, en = f"“{words}”不是 {bounds}{unit}。", f"{words!r} is not {bounds} {unit}."
        yield claim.finding("error", "words_value", zh, en)
    elif not claim["note"].strip():
        zh = f"words 只有“{words}”，数值却是 {bounds}：请在 note 中写明原因。"
        en = f"The words hold {words!r} alone but the value is {bounds}: say why in the note."
        yield claim.finding("error", "note", zh, en)


def _nature(claim: Claim) -> Nature:
    return "target" if claim["nature"] == "target" else "actual"
