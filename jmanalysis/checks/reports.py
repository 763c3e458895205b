"""Findings as a terminal shows them: what is wrong first, then how much of each."""

from __future__ import annotations

from typing import Literal

from jmanalysis.checks.findings import SEVERITIES, Finding, Findings

Lang = Literal["zh", "en"]

_NAMES = {
    "zh": {"error": "错误", "warning": "警告", "note": "说明"},
    "en": {"error": "error", "warning": "warning", "note": "note"},
}
#: More of one rule is counted, not listed: a wrong column would fill the screen.
MOST = 20


def report(findings: Findings, lang: Lang = "zh") -> str:
    """Write findings for a terminal, errors first, with a summary by rule at the end.

    Parameters
    ----------
    findings
        From :func:`jmanalysis.check`.
    lang
        Language of the sentences.
    """
    lines = []
    for (severity, rule), count in findings.rules().items():
        same = [f for f in findings.found if (f.severity, f.rule) == (severity, rule)]
        lines += [_line(finding, lang) for finding in same[:MOST]]
        lines += [_more(count - MOST, rule, lang)] * (count > MOST)
    return "\n".join([*lines, *([""] if lines else []), *_summary(findings, lang)])


def _line(finding: Finding, lang: Lang) -> str:
    row = f":{finding.row}" if finding.row else ""
    place = " ".join(part for part in (f"{finding.file}{row}", finding.id) if part)
    sentence = finding.zh if lang == "zh" else finding.en
    head = f"{_NAMES[lang][finding.severity]} [{finding.rule}]"
    return f"{head} {place}\n    {sentence}" if place else f"{head}\n    {sentence}"


def _more(count: int, rule: str, lang: Lang) -> str:
    return f"    …… [{rule}] 另有 {count} 处" if lang == "zh" else f"    ... {count} more [{rule}]"


def _summary(findings: Findings, lang: Lang) -> list[str]:
    rules = [
        f"  {_NAMES[lang][severity]:<8}{rule:<16}{count:>4}"
        for (severity, rule), count in findings.rules().items()
    ]
    totals = {name: len(findings.of(name)) for name in SEVERITIES}
    said = "，" if lang == "zh" else ", "
    total = said.join(f"{_NAMES[lang][name]} {count}" for name, count in totals.items())
    passed = ("通过" if findings.ok else "未通过") if lang == "zh" else _passed(findings.ok)
    return [*rules, f"{passed}{'：' if lang == 'zh' else ': '}{total}"]


def _passed(ok: bool) -> str:
    return "passed" if ok else "FAILED"
