"""Fitting: whether a row can be of its document at all, by what documents.csv says of it.

No text reports what had not happened when it was printed. That a text speaks of a year long before
its own does happen, and is more often a slip: it is told and stops nothing. That the area is one of
the document's is held by ``jmanalysis.checks``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jmanalysis.adding.entries import Row
from jmanalysis.adding.refusals import Fault
from jmanalysis.register import Document
from jmanalysis.vocabulary import is_period, year_of

#: How many years a text may look back behind those that it speaks of before it is worth a word.
LONG = 5


def unfitting(rows: Iterable[Row], document: Document) -> Iterator[tuple[str, Fault]]:
    """Find rows that contradict what is registered of their document, each with its severity.

    Parameters
    ----------
    rows
        With their names as codes.
    document
        Whose they are.
    """
    for row in rows:
        if not is_period(row["period"]):
            continue  # that is told already
        if row["nature"] == "actual" and is_later(row["period"], document.date):
            yield "error", _to_come(row, document)
        elif _first_year(row["period"]) < _earliest(document) - LONG:
            yield "warning", _long_ago(row, document)


def is_later(period: str, date: str) -> bool:
    """Whether a period begins after a date, or ends in a later year; never after no date.

    The year in which a text is printed is not over then, and is spoken of all the same.

    Examples
    --------
    >>> is_later("2025-06", "2025-03"), is_later("2025", "2025-03"), is_later("2024/2026", "2025")
    (True, False, True)
    """
    begin = period.partition("/")[0]
    size = min(len(begin), len(date))
    return bool(date) and (begin[:size] > date[:size] or year_of(period) > int(date[:4]))


def _first_year(period: str) -> int:
    return int(period[:4])


def _earliest(document: Document) -> int:
    """Return the first year that a document speaks of, by its own row."""
    return min(_first_year(period) for period in document.periods)


def _to_come(row: Row, document: Document) -> Fault:
    zh = f"文献的日期是 {document.date}，不会有 {row['period']} 的实绩："
    zh += "改正时期；计划数的性质是 target；日期有误则改 documents.csv。"
    en = f"A document of {document.date} has no actual of {row['period']}: mend the period; what "
    en += "is planned is a target; a wrong date is mended in documents.csv."
    return Fault(row["row"], "document_date", zh, en)


def _long_ago(row: Row, document: Document) -> Fault:
    periods = " ".join(document.periods)
    zh = f"{row['period']} 比文献所说的时期（{periods}）早{LONG}年以上：请核对时期。"
    en = f"{row['period']} is over {LONG} years before what the document speaks of: look again."
    return Fault(row["row"], "document_period", zh, en)
