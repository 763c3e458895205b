"""A briefing as one offline web page: every chart, every claim, every open question.

plotly.js travels inside once; the tables can be searched and filtered without a mouse; printed on
A4 each chart keeps to its page. Text from the data is escaped everywhere: none of it can run.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

import pandas as pd

from jmanalysis.charts import interactive
from jmanalysis.charts.spec import Chart, Lang
from jmanalysis.displays import KINDS
from jmanalysis.exports.guides import METHOD
from jmanalysis.exports.letters import font_faces
from jmanalysis.exports.orders import of_figure
from jmanalysis.exports.pages import (
    chart_letters,
    filled,
    marks_table,
    page_scene,
    plotly_script,
)
from jmanalysis.exports.provenance import packed
from jmanalysis.exports.tellings import cited, numbered
from jmanalysis.panels import Panel
from jmanalysis.vocabulary import records

_WORDS = {
    "zh": {
        "contents": "目录",
        "figures": "图",
        "words": "每个标记的原文用语和出处",
        "claims": "全部说法",
        "questions": "核实清单",
        "method": "方法",
        "sources": "资料来源",
        "search": "查找",
        "kind": "性质",
        "all": "全部",
        "shown": "条",
        "skip": "跳到正文",
    },
    "en": {
        "contents": "Contents",
        "figures": "Figures",
        "words": "Words behind every mark",
        "claims": "All claims",
        "questions": "Open questions",
        "method": "Method",
        "sources": "Sources",
        "search": "Search",
        "kind": "Kind",
        "all": "all",
        "shown": "shown",
        "skip": "Skip to content",
    },
}
_CLAIM_HEADS = {
    "zh": ("地区", "机构", "指标", "时期", "性质", "数值", "原文用语", "文献", "行"),
    "en": ("Area", "Body", "Indicator", "Period", "Nature", "Value", "Words", "Document", "Lines"),
}
_QUESTION_HEADS = {
    "zh": ("向谁核实", "指标", "问题", "引起问题的用语"),
    "en": ("Whom to ask", "Indicator", "Question", "Words that raise it"),
}


def briefing_page(
    charts: Sequence[Chart],
    *,
    title: str,
    lang: Lang = "zh",
    panel: Panel | None = None,
    questions: pd.DataFrame | None = None,
) -> bytes:
    """Write several charts, and what stands behind them, as one self-contained page."""
    charts = numbered(charts)
    sections = [
        *(_figure(chart, number, lang) for number, chart in enumerate(charts, start=1)),
        *_tables(panel, questions, lang),
        _method(lang),
        _sources(charts, lang),
    ]
    body = "\n".join(section for section in sections if section)
    heading = escape(title)
    letters = "".join([title, body, *(chart_letters(chart) for chart in charts)])
    letters += "".join(word for words in _WORDS.values() for word in words.values())
    parts = {
        "lang": "zh-CN" if lang == "zh" else "en",
        "title": heading,
        "skip": _WORDS[lang]["skip"],
        "contents": _contents(charts, panel is not None, questions is not None, lang),
        "source": packed(charts),
        "body": body,
        "faces": font_faces(letters),
        "plotlyjs": plotly_script(),
    }
    return filled(_PAGE, parts).encode("utf-8")


def _contents(charts: Sequence[Chart], claims: bool, asked: bool, lang: Lang) -> str:
    words = _WORDS[lang]
    links = [(f"figure-{n}", chart.title) for n, chart in enumerate(charts, start=1)]
    links += [("claims", words["claims"])] * claims + [("questions", words["questions"])] * asked
    links += [("method", words["method"]), ("sources", words["sources"])]
    items = "".join(f'<li><a href="#{key}">{escape(text)}</a></li>' for key, text in links)
    return f'<nav aria-label="{words["contents"]}"><ol>{items}</ol></nav>'


def _figure(chart: Chart, number: int, lang: Lang) -> str:
    with of_figure(number, chart):
        scene = page_scene(chart)
    drawn = interactive.draw(scene).to_html(
        full_html=False,
        include_plotlyjs=False,
        div_id=f"chart-{number}",
        config=interactive.CONFIG,
    )
    return (
        f'<section id="figure-{number}"><h2>{escape(chart.subtitle)}</h2>'
        f'<figure><div class="chart" tabindex="0" role="group" aria-label="{escape(chart.alt)}">'
        f"{drawn}</div><figcaption>{escape(chart.alt)}</figcaption></figure>"
        f"<details><summary>{_WORDS[lang]['words']}</summary>{marks_table(chart)}</details>"
        "</section>"
    )


def _tables(panel: Panel | None, questions: pd.DataFrame | None, lang: Lang) -> Iterator[str]:
    if questions is not None:
        rows = [
            (r["bureau"], r["indicator_name"], r["question"], r["words"])
            for r in records(questions)
        ]
        yield _searchable("questions", _QUESTION_HEADS[lang], rows, lang)
    if panel is not None:
        yield _searchable("claims", _CLAIM_HEADS[lang], list(_claims(panel, lang)), lang)


def _claims(panel: Panel, lang: Lang) -> Iterator[tuple[str, ...]]:
    register = panel.register
    for claim in records(panel.observations.frame):
        first, last = claim["line_start"], claim["line_end"]
        yield (
            register.area_by_code[claim["area"]].name(lang),
            claim["subject"],
            register.indicator_by_id[claim["indicator"]].name(lang),
            claim["period"],
            KINDS[claim["nature"]] if lang == "zh" else claim["nature"],
            f"{claim['value']}{claim['unit']}" or "—",
            claim["words"],
            register.document_by_id[claim["document"]].title,
            first if first == last else f"{first}–{last}",
        )


def _searchable(key: str, heads: Sequence[str], rows: Sequence[Sequence[str]], lang: Lang) -> str:
    words = _WORDS[lang]
    columns = "".join(f'<th scope="col">{escape(head)}</th>' for head in heads)
    lines = "\n".join(
        f'<tr><th scope="row">{escape(row[0])}</th>'
        + "".join(f"<td>{escape(cell)}</td>" for cell in row[1:])
        + "</tr>"
        for row in rows
    )
    choices = "".join(
        f"<option>{escape(name)}</option>" for name in dict.fromkeys(row[0] for row in rows)
    )
    return (
        f'<section id="{key}"><h2>{words[key]}</h2><div class="tools">'
        f'<label>{words["search"]} <input type="search" data-table="{key}"></label> '
        f'<label>{heads[0]} <select data-table="{key}"><option value="">{words["all"]}</option>'
        f"{choices}</select></label> "
        f'<output data-table="{key}" aria-live="polite">{len(rows)} {words["shown"]}</output></div>'
        f'<div class="wide" tabindex="0" role="group" aria-label="{words[key]}">'
        f'<table data-name="{key}" data-shown="{words["shown"]}"><thead><tr>{columns}</tr>'
        f"</thead><tbody>{lines}</tbody></table></div></section>"
    )


def _method(lang: Lang) -> str:
    lines = "".join(f"<li>{escape(line)}</li>" for line in METHOD[lang])
    return f'<section id="method"><h2>{_WORDS[lang]["method"]}</h2><ul>{lines}</ul></section>'


def _sources(charts: Sequence[Chart], lang: Lang) -> str:
    lines = "".join(f"<li>{escape(title)}</li>" for title, _ in cited(charts))
    return f'<section id="sources"><h2>{_WORDS[lang]["sources"]}</h2><ul>{lines}</ul></section>'


_PAGE = """<!doctype html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
{faces}
  * { box-sizing: border-box; }
  body { margin: 0 auto; max-width: 1320px; padding: 0 20px; color: #1F2933; line-height: 1.5;
         font-family: "JM Sans SC", "Noto Sans SC", "Microsoft YaHei", sans-serif; }
  h1 { font-size: 1.9rem; margin: 2rem 0 1rem; } h2 { font-size: 1.3rem; margin: 2.5rem 0 .8rem; }
  a { color: #12436D; } nav ol { columns: 2; column-gap: 3.5rem; padding-left: 1.4rem; }
  .skip { position: absolute; left: -99rem; }
  .skip:focus { left: 1rem; top: 1rem; background: #fff; }
  figure { margin: 0; } .chart, .wide { overflow: auto; } .wide { max-height: 34rem; }
  figcaption { color: #4A5560; font-size: .9rem; padding: .4rem 0; }
  summary { cursor: pointer; padding: .4rem 0; color: #12436D; }
  table { border-collapse: collapse; width: 100%; font-size: .88rem; }
  caption { text-align: left; font-weight: 700; padding: .5rem 0; }
  th, td { text-align: left; vertical-align: top; padding: .35rem .6rem;
           border-bottom: 1px solid #DDE2E7; }
  thead th { border-bottom: 2px solid #12436D; background: #fff; position: sticky; top: 0;
             white-space: nowrap; }
  tbody th { white-space: nowrap; font-weight: 400; }
  .tools { display: flex; flex-wrap: wrap; gap: 1.2rem; align-items: center; margin: .6rem 0; }
  input, select { font: inherit; padding: .2rem .4rem; border: 1px solid #56626D; }
  output { color: #4A5560; }
  :focus-visible { outline: 3px solid #2E7EBF; outline-offset: 2px; }
  @page { size: A4 landscape; margin: 10mm; }
  @media print { .chart { zoom: .74; overflow: visible; } .wide { max-height: none; }
    section { break-inside: avoid-page; } #claims, #questions { break-inside: auto; }
    section[id^="figure-"], #claims, #questions { break-before: page; }
    h2 { margin: 0 0 .3rem; font-size: 1.1rem; } figcaption { font-size: .75rem; padding: 0; }
    table { font-size: .62rem; line-height: 1.35; } th, td { padding: .12rem .4rem; }
    thead th { position: static; } tr { break-inside: avoid; }
    .tools, .skip, details:not([open]) { display: none; } }
</style>
<script>{plotlyjs}</script>
</head>
<body>
<a class="skip" href="#main">{skip}</a>
<main id="main" data-source="{source}">
<h1>{title}</h1>
{contents}
{body}
</main>
<script>
document.querySelectorAll("input[data-table], select[data-table]").forEach(tool => {
  tool.addEventListener("input", () => {
    const name = tool.dataset.table;
    const find = selector => document.querySelector(selector + '[data-table="' + name + '"]');
    const table = document.querySelector('table[data-name="' + name + '"]');
    const words = find("input").value.trim().toLowerCase().split(/\\s+/);
    const first = find("select").value;
    let shown = 0;
    for (const row of table.tBodies[0].rows) {
      const text = row.textContent.toLowerCase();
      const fits = words.every(word => text.includes(word));
      row.hidden = !(fits && (!first || row.cells[0].textContent === first));
      shown += row.hidden ? 0 : 1;
    }
    find("output").value = shown + " " + table.dataset.shown;
  });
});
</script>
</body>
</html>
"""
