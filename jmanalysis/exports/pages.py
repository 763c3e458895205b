"""Web pages: one offline file with the interactive chart and the words behind every mark.

plotly.js and the letters that the page uses travel inside the file, so it opens on a network
without internet and on a machine without Chinese fonts. Nothing is requested from anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from html import escape

from jmanalysis.charts import interactive
from jmanalysis.charts.layouts import lay_out
from jmanalysis.charts.phrases import phrase
from jmanalysis.charts.refusals import LayoutError
from jmanalysis.charts.scene import Scene
from jmanalysis.charts.spec import Chart, Mark
from jmanalysis.exports.letters import font_faces
from jmanalysis.exports.provenance import packed

_HEADS = {
    "zh": ("地区", "栏目", "类型", "标注", "原文用语", "出处"),
    "en": ("Area", "Column", "Kind", "Label", "Words of the source", "Where they stand"),
}
_CAPTION = {"zh": "图中每一个标记的出处", "en": "Where every mark comes from"}


def html_page(chart: Chart, _size: str = "slide") -> bytes:
    """Write the chart as one self-contained page, in the chart's language.

    The page is always laid out as a slide; a size is taken because every format takes one.
    """
    figure = interactive.draw(page_scene(chart))
    drawn = figure.to_html(
        full_html=False, include_plotlyjs=False, div_id="chart", config=interactive.CONFIG
    )
    body = marks_table(chart)
    letters = f"{chart.title}{chart.subtitle}{chart.alt}{body}{chart_letters(chart)}"
    parts = {
        "lang": "zh-CN" if chart.lang == "zh" else "en",
        "title": escape(chart.title),
        "alt": escape(chart.alt),
        "source": packed([chart]),
        "faces": font_faces(letters),
        "table": body,
        "plotlyjs": plotly_script(),
        "chart": drawn,
    }
    return filled(_PAGE, parts).encode("utf-8")


def page_scene(chart: Chart) -> Scene:
    """Lay a chart out for the screen; notes that a slide cannot hold stand in the list below."""
    try:
        return lay_out(chart, "slide")
    except LayoutError:
        return lay_out(chart, "slide_body")


def filled(page: str, parts: Mapping[str, str]) -> str:
    """Put each part in its place, in one pass: a part that names a place stays text."""
    places = re.compile("|".join(rf"\{{{name}\}}" for name in parts))
    return places.sub(lambda found: parts[found[0][1:-1]], page)


@cache
def plotly_script() -> str:
    """Return plotly.js itself, some five megabytes."""
    from plotly.offline import get_plotlyjs

    return str(get_plotlyjs())


def chart_letters(chart: Chart) -> str:
    """Return every character that the drawing itself can show, hover included."""
    scene = page_scene(chart)
    said = [line for hover in scene.hovers for line in hover.lines]
    return "".join([*(item.text for item in scene.texts), *said])


def marks_table(chart: Chart) -> str:
    """Write where every mark of a chart comes from, and its notes, as a table and a list."""
    rows = {row.id: row.label for row in chart.rows}
    heads = {column.id: column.head for column in chart.columns}
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in _HEADS[chart.lang])
    lines = "\n".join(_line(mark, rows, heads, chart) for mark in (*chart.marks, *chart.references))
    notes = "".join(f"<li>{escape(note)}</li>" for note in chart.notes)
    return (
        f"<table><caption>{_CAPTION[chart.lang]}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{lines}</tbody></table><ul>{notes}</ul>"
    )


def _line(mark: Mark, rows: dict[str, str], heads: dict[str, str], chart: Chart) -> str:
    cells = (
        heads.get(mark.column, ""),
        phrase(mark.kind, chart.lang),
        f"{mark.label} {mark.detail}".strip(),
        "；".join(mark.words),
        "；".join(mark.sources),
    )
    area = rows.get(mark.row, "—")
    inside = "".join(f"<td>{escape(cell)}</td>" for cell in cells)
    return f'<tr><th scope="row">{escape(area)}</th>{inside}</tr>'


_PAGE = """<!doctype html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
{faces}
  body { margin: 0 auto; max-width: 1280px; color: #1F2933;
         font-family: "JM Sans SC", "Noto Sans SC", "Microsoft YaHei", sans-serif; }
  .chart { overflow-x: auto; }
  table { border-collapse: collapse; width: calc(100% - 4rem); margin: 1rem 2rem; }
  caption { text-align: left; font-weight: 700; padding: .5rem 0; }
  th, td { text-align: left; vertical-align: top; padding: .35rem .6rem;
           border-bottom: 1px solid #DDE2E7; font-size: .9rem; }
  thead th { border-bottom: 2px solid #12436D; white-space: nowrap; }
  tbody th { white-space: nowrap; } ul { margin: 1rem 2rem 2rem; color: #4A5560; }
  h1 { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  @page { size: A4 landscape; margin: 10mm; }
  @media print { .chart { zoom: .8; } tr { break-inside: avoid; } }
</style>
<script>{plotlyjs}</script>
</head>
<body>
<main data-source="{source}">
<h1>{title}</h1>
<div class="chart" tabindex="0" role="group" aria-label="{alt}">{chart}</div>
{table}
</main>
</body>
</html>
"""
