"""Pictures: PNG, SVG and PDF of a chart, the same bytes every time, with its words inside."""

from __future__ import annotations

from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

from jmanalysis.charts import static
from jmanalysis.charts.layouts import lay_out
from jmanalysis.charts.spec import Chart
from jmanalysis.charts.style import preset
from jmanalysis.exports.provenance import packed


def png(chart: Chart, size: str = "slide") -> bytes:
    """Draw a PNG at the resolution of the size (a slide is 1920 × 1080)."""
    metadata = {"Software": None, "Title": chart.title, "Description": chart.alt}
    metadata["Source"] = packed([chart])
    return _drawn(chart, size, "png", metadata)


def svg(chart: Chart, size: str = "slide") -> bytes:
    """Draw an SVG whose letters are outlines, named and described for screen readers."""
    metadata = {"Date": None, "Creator": None, "Title": chart.title, "Description": chart.alt}
    text = _drawn(chart, size, "svg", metadata).decode("utf-8")
    start = text.index("<svg ") + len("<svg ")
    label = quoteattr(f"{chart.title} {chart.alt}")
    source = quoteattr(packed([chart]))
    text = f'{text[:start]}role="img" aria-label={label} data-source={source} {text[start:]}'
    inside = text.index(">", start) + 1
    names = f"<title>{escape(chart.title)}</title><desc>{escape(chart.alt)}</desc>"
    return f"{text[:inside]}\n {names}{text[inside:]}".encode()


def pdf(chart: Chart, size: str = "slide") -> bytes:
    """Draw a PDF with real, searchable Chinese text."""
    metadata = {
        "CreationDate": None,
        "Producer": None,
        "Creator": None,
        "Title": chart.title,
        "Subject": chart.alt,
        "Keywords": packed([chart]),
    }
    return _drawn(chart, size, "pdf", metadata)


def _drawn(chart: Chart, size: str, kind: str, metadata: dict[str, str | None]) -> bytes:
    figure = static.draw(lay_out(chart, size))
    buffer = BytesIO()
    with static.settings():
        figure.savefig(buffer, format=kind, dpi=preset(size).dpi, metadata=metadata)
    return buffer.getvalue()
