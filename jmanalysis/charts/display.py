"""How a chart shows itself in a notebook: picture, words, and a digest of all that it says."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from jmanalysis.charts import static
from jmanalysis.charts.layouts import lay_out
from jmanalysis.charts.spec import Chart

if TYPE_CHECKING:
    import plotly.graph_objects as go
    from matplotlib.figure import Figure

_PLOTLY = "application/vnd.plotly.v1+json"
_DPI = 96


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


def as_text(chart: Chart) -> str:
    """Write a chart for a terminal: headline, subtitle, one line per statement, digest."""
    rows = {row.id: row.label for row in chart.rows}
    lines = [chart.title, chart.subtitle]
    for mark in (*chart.marks, *chart.references):
        if mark.kind not in ("silent", "unread"):
            words = f" 「{'；'.join(mark.words)}」" if mark.words else ""
            name = rows.get(mark.row, "")
            lines.append(f"  {name} {mark.label} {mark.detail} [{mark.kind}]{words}")
    lines.append(f"<Chart {chart.kind} {chart.digest}>")
    return "\n".join(line.rstrip() for line in lines if line)
