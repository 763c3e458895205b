"""Example data say so: a chart that holds any carries a stamp, a note and a word in its alt text.

A made-up figure that leaves the room without its stamp is a rumour. The stamp is therefore part
of the description and of every scene, not of one format.
"""

from __future__ import annotations

from dataclasses import replace

from jmanalysis.charts.phrases import phrase
from jmanalysis.charts.spec import Chart, Mark
from jmanalysis.register import Document
from jmanalysis.slices import Known
from jmanalysis.vocabulary import year_of

EXAMPLE = "example"


def stamped(chart: Chart, known: Known) -> Chart:
    """Return the chart with its stamp if anything it shows comes from an example document.

    Silence counts as well: that a made-up document does not mention a figure is made up too.
    """
    made_up = [d for d in known.register.document_by_id.values() if d.standing == EXAMPLE]
    if not made_up or not _shows(chart, made_up, known):
        return chart
    note = phrase("example note", chart.lang)
    return replace(
        chart,
        stamp=phrase("example", chart.lang),
        notes=(note, *chart.notes),
        alt=f"{note}{'' if chart.lang == 'zh' else ' '}{chart.alt}",
    )


def _shows(chart: Chart, documents: list[Document], known: Known) -> bool:
    marks = (*chart.marks, *chart.references)
    drawn = {claim for mark in marks for claim in mark.claims}
    claims = known.claims
    behind = set(claims.loc[claims["id"].isin(drawn), "document"])
    if any(document.id in behind for document in documents):
        return True
    silent = [mark for mark in marks if mark.kind == "silent"]
    return any(_covers(document, mark) for document in documents for mark in silent)


def _covers(document: Document, mark: Mark) -> bool:
    end = mark.period.rpartition("/")[2]
    return bool(end) and document.covers(mark.row, year_of(end))
