"""How a chart shows itself in a notebook: picture, words, and a digest of all that it says."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from jmanalysis.charts import static
from jmanalysis.charts.layouts import lay_out
from jmanalysis.charts.phrases import listed
from jmanalysis.charts.spec import Chart, Mark, MarkKind
from jmanalysis.charts.style import kind_name
from jmanalysis.displays import Said, folded_html, html_table, padded, width

if TYPE_CHECKING:
    import plotly.graph_objects as go
    from matplotlib.figure import Figure

_PLOTLY = "application/vnd.plotly.v1+json"
_DPI = 96
_QUIET: Final[tuple[MarkKind, ...]] = ("silent", "unread")


@dataclass(frozen=True)
class InteractiveChart:
    """The plotly form of a chart. ``.figure`` is the plotly figure itself."""

    chart: Chart

    @property
    def figure(self) -> go.Figure:
        """Draw the plotly figure."""
        from jmanalysis.charts import interactive

        return interactive.draw(lay_out(self.chart, "slide"))

    def __repr__(self) -> str:
        return f"<InteractiveChart {self.chart.kind} {self.chart.digest}>"

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        # Only JupyterLab's own plotly form: plotly's default would put its five megabytes of
        # script into every saved notebook, and a button that uploads the data.
        from jmanalysis.charts import interactive

        drawn = self.figure.to_plotly_json() | {"config": interactive.CONFIG}
        return {_PLOTLY: drawn, "text/plain": repr(self)}


def static_figure(chart: Chart, size: str) -> Figure:
    """Draw the matplotlib figure of a chart."""
    return static.draw(lay_out(chart, size))


def mimebundle(chart: Chart) -> tuple[dict[str, object], dict[str, object]]:
    """Return the picture as PNG beside the text form.

    The text is what validation compares: it carries the digest, so a changed value, status or
    label behind a picture is seen even though pictures themselves are not compared.
    """
    figure = static_figure(chart, "slide")
    buffer = BytesIO()
    with static.settings():
        figure.savefig(buffer, format="png", dpi=_DPI, metadata={"Software": None})
    picture = b64encode(buffer.getvalue()).decode("ascii")
    size = {"width": round(figure.get_figwidth() * 72), "alt": chart.alt}
    return {"text/plain": as_text(chart), "image/png": picture}, {"image/png": size}


def show(chart: Chart) -> None:
    """Show the picture in a notebook, and folded under it the words and lines behind each mark."""
    from IPython.display import display

    data, metadata = mimebundle(chart)
    display(data, metadata=metadata, raw=True)  # type: ignore[no-untyped-call]
    display({"text/html": statements(chart)}, raw=True)  # type: ignore[no-untyped-call]


def statements(chart: Chart) -> str:
    """Write what every mark says, its words and its source as a table that is folded away."""
    names = {row.id: row.label for row in chart.rows}
    heads = {column.id: column.head.replace("\n", "") for column in chart.columns}
    rows = [
        (
            names.get(mark.row, "—"),
            heads.get(mark.column, ""),
            f"{mark.label} {mark.detail}".strip(),
            Said(mark.kind, word=kind_name(mark.kind, chart.lang)),
            "；".join(mark.words),
            "；".join(mark.sources),
        )
        for mark in _spoken(chart)
    ]
    english = ("Area", "Column", "On the chart", "Kind", "Words", "Source")
    columns = (
        english if chart.lang == "en" else ("name", "head", "label", "kind", "words", "sources")
    )
    table = html_table(pd.DataFrame(rows, columns=list(columns)), columns, rows=len(rows))
    told = "Words and sources of the marks" if chart.lang == "en" else "图上各项的原文与出处"
    return folded_html(f"{told}（{len(rows)}）", table)


def as_text(chart: Chart) -> str:
    """Write a chart for a terminal: headline, subtitle, one line per statement, digest."""
    rows = {row.id: row.label for row in chart.rows}
    cells = [
        (
            rows.get(mark.row, ""),
            f"{mark.label} {mark.detail}".strip(),
            kind_name(mark.kind, chart.lang).rstrip(" ※"),
            f"「{'；'.join(mark.words)}」" if mark.words else "",
        )
        for mark in _spoken(chart)
    ]
    widths = [max((width(cell[place]) for cell in cells), default=0) for place in range(3)]
    said = [
        "  ".join([padded(text, wide) for text, wide in zip(cell, widths, strict=False)] + [words])
        for cell in cells
        for words in cell[3:]
    ]
    lines = [chart.title, chart.subtitle, *(f"  {line}" for line in said), *_silences(chart, rows)]
    lines.append(f"<Chart {chart.kind} {chart.digest}>")
    return "\n".join(line.rstrip() for line in lines if line)


def _spoken(chart: Chart) -> list[Mark]:
    return [m for m in (*chart.marks, *chart.references) if m.kind not in _QUIET]


def _silences(chart: Chart, rows: dict[str, str]) -> Iterator[str]:
    """Name the areas that say nothing, or count the cells where they are many."""
    quiet: dict[str, list[str]] = {}
    for mark in chart.marks:
        if mark.kind in _QUIET:
            plain = kind_name(mark.kind, chart.lang)
            told = plain if mark.label in ("", "—") else mark.label
            quiet.setdefault(told, []).append(rows.get(mark.row, ""))
    for told, names in quiet.items():
        said = listed(names, chart.lang) if len(set(names)) == len(names) else str(len(names))
        yield f"  {told}{'：' if chart.lang == 'zh' else ': '}{said}"
