"""What the explorer writes as HTML: the coverage strip, messages, the picture, files and code."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Sequence
from html import escape
from io import BytesIO
from os.path import relpath
from pathlib import Path

from jmanalysis.charts.describe.single import unit_words
from jmanalysis.charts.spec import Chart, Lang
from jmanalysis.charts.style import KIND_NAMES
from jmanalysis.coverages import Coverage
from jmanalysis.displays import KINDS, STYLE, chip, folded
from jmanalysis.errors import JmanalysisError
from jmanalysis.explorer.choices import KindOption
from jmanalysis.explorer.labels import word
from jmanalysis.vocabulary import records

#: A small figure is shown enlarged: at least this many CSS pixels wide.
_LEAST = 720


def strip(coverage: Coverage, lang: Lang) -> str:
    """Say for every area what kind of knowledge there is of one indicator in one year."""
    indicator = coverage.indicators[0]
    unit = escape(unit_words(indicator, lang))
    rows = records(coverage.frame)
    when = "target for" if rows[0]["nature"] == "target" else "for year"
    parts = [word(when, lang, year=coverage.year), unit]
    head = f"{word('coverage', lang)} &emsp;<b>{escape(indicator.name(lang))}</b>"
    head += "".join(f" &emsp;{part}" for part in parts if part)
    chips = "".join(f"<span>{_told(row, coverage, lang)}</span>" for row in rows)
    caution = indicator.caution_en if lang == "en" else indicator.caution_zh
    note = f'<div class="jm-faint">{escape(caution)}</div>' if caution else ""
    return f'{STYLE}<div>{head}</div><div class="jm-chips">{chips}</div>{note}'


def _told(row: dict[str, object], coverage: Coverage, lang: Lang) -> str:
    area = coverage.register.area_by_code[str(row["area"])].name(lang, short=True)
    kind, value = str(row["status"]), row["value"]
    if kind == "target_only":
        among_targets = row["nature"] == "target"
        kind, value = ("target", value) if among_targets else (kind, row["target"])
    text = value.replace(">=", "≥").replace("<=", "≤") if isinstance(value, str) else ""
    if kind == "qualitative" or (kind == "target" and not text):
        text = f"“{str(row['words']).partition('；')[0]}”"
    return f"{escape(area)} {chip(kind, text, word=_kind(kind, lang))}"


def _kind(kind: str, lang: Lang) -> str:
    if lang == "zh":
        return KINDS[kind].rstrip("※")
    return "target only" if kind == "target_only" else KIND_NAMES[kind][1].rstrip(" ※")


def left_out(kinds: Iterable[KindOption], lang: Lang) -> str:
    """List the kinds of chart that do not apply, each with the reason."""
    colon = ": " if lang == "en" else "："
    lines = [f"{kind.label}{colon}{kind.reason}" for kind in kinds if kind.reason]
    return folded(word("left out", lang, count=len(lines)), lines)


def warned(sentences: Sequence[str], lang: Lang) -> str:
    """Say what the check of the headline found."""
    lines = "<br>".join(escape(one) for one in sentences)
    head = word("warning", lang)
    return (
        f'<div class="jm-warning" role="status"><b>⚠ {head}</b><br>{lines}</div>' if lines else ""
    )


def failed(error: Exception, lang: Lang) -> str:
    """Say what went wrong, where and how to mend it, in a few lines."""
    if isinstance(error, JmanalysisError):
        what, hint = (error.en, error.hint_en) if lang == "en" else (error.zh, error.hint_zh)
        parts = [what, error.where, hint]
    else:
        parts = [f"{word('unexpected', lang)}: {type(error).__name__}: {error}"]
    lines = "<br>".join(escape(part) for part in parts if part)
    return f'<div class="jm-error" role="alert">✖ {lines}</div>'


def picture(chart: Chart, size: str) -> str:
    """Draw the chart at its size, twice as sharp as it is shown."""
    from jmanalysis.charts import static

    figure = chart.static(size)
    buffer, inches = BytesIO(), figure.get_figwidth()
    width = max(round(inches * 72), _LEAST)
    with static.settings():
        figure.savefig(buffer, format="png", dpi=2 * width / inches, metadata={"Software": None})
    data = b64encode(buffer.getvalue()).decode("ascii")
    source = f"data:image/png;base64,{data}"
    return f'<img src="{source}" width="{width}" alt="{escape(chart.alt)}">'


def file_list(paths: Sequence[Path], lang: Lang) -> str:
    """List the files with a link to each that the notebook's folder leads to."""
    here = Path.cwd()
    items = "".join(f"<li>{_linked(path.resolve(), here, lang)}</li>" for path in paths)
    return f"<p>{word('written', lang, count=len(paths))}</p><ul>{items}</ul>"


def _linked(path: Path, here: Path, lang: Lang) -> str:
    size = f"{max(1, round(path.stat().st_size / 1024))} KB"
    if here not in path.parents:
        return f"{escape(str(path))} {size} — {word('outside', lang)}"
    address = escape(Path(relpath(path, here)).as_posix())
    return f'<a href="{address}" target="_blank">{escape(path.name)}</a> {size}'


def code_area(code: str, lang: Lang) -> str:
    """Show code to copy: by the button, or marked and copied by hand; works without a network."""
    copied = (
        "const t=this.parentElement.querySelector('textarea');t.focus();t.select();"
        f"document.execCommand('copy');this.textContent='{word('copied', lang)}'"
    )
    label, hint, rows = word("code", lang), word("how to copy", lang), code.count("\n") + 1
    return (
        f'<label><b>{label}</b> <span class="jm-faint">{hint}</span>'
        f'<textarea readonly spellcheck="false" aria-label="{label}" rows="{rows}">'
        f"{escape(code)}</textarea></label>"
        f'<button type="button" onclick="{copied}">{word("copy", lang)}</button>'
    )
