"""Checks: whether the tables are sound, stand in the texts, and fit together.

:func:`check` reads everything and changes nothing. A fault does not stop it: what can still be
checked is checked, and every finding names file, row and rule.
"""

from __future__ import annotations

from pathlib import Path

from jmanalysis.checks import reconciling, schema, tables, texts, words
from jmanalysis.checks.case import Case
from jmanalysis.checks.findings import Finding, Findings
from jmanalysis.checks.reports import report
from jmanalysis.documents import gather

__all__ = ["Finding", "Findings", "check", "report"]


def check(seeds: str | Path | None = None, documents: str | Path | None = None) -> Findings:
    """Check a seeds folder: its tables, its words against the texts, its figures together.

    Parameters
    ----------
    seeds
        A folder like ``seeds/``; by default the facts that come with the package.
    documents
        The folder of the source texts; by default the environment variable
        ``JMANALYSIS_DOCUMENTS``. Without either, the words are not held against the texts, and a
        note says so.

    Returns
    -------
    Findings
        ``.ok`` where there is no error; ``.frame`` has a row per finding.

    Examples
    --------
    >>> import jmanalysis as jm
    >>> found = jm.check()
    >>> found.ok
    True
    >>> print(found.frame.query("rule == 'rate'")["en"].iat[0])  # doctest: +ELLIPSIS
    Xinhui 2024, Childcare ... 6.12: needs 3,299 + 2,280 (...), implies 910.9–912.3 thousand ...
    """
    gathered = gather(seeds)
    found = [Finding.of(fault, gathered.folder) for fault in gathered.faults]
    found += schema.find(gathered.folder, {(one.file, one.row) for one in found})
    if gathered.is_registered:
        found += held(Case.of(gathered), texts.folder_of_texts(documents))
    return Findings.sorted(found)


def held(case: Case, folder: Path | None) -> list[Finding]:
    """Hold the sound claims against their register, their words, their texts and each other.

    Parameters
    ----------
    case
        The claims.
    folder
        The folder of the source texts, if they are at hand.
    """
    found = [*tables.find(case), *words.find(case), *texts.find(case, folder)]
    spoiled = {one.id for one in found if one.rule in tables.SPOILING}
    return [*found, *reconciling.find(case, spoiled)]
