"""The controls of the explorer: every widget with its label, and where it stands.

Only ordinary ipywidgets, so JupyterLab needs no extension step; the colours are the theme's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import ipywidgets as widgets  # type: ignore[import-untyped]

from jmanalysis.charts.spec import Lang
from jmanalysis.explorer.labels import FORMATS, LANGUAGES, SIZES, word

_WIDE: Final = "100%"
#: JupyterLab takes the keys typed in a list or a tick box for its own commands: an arrow leaves the
#: explorer, the letter b inserts a cell. What has the focus is marked, so that they stay
#: here; not while Ctrl is held, so that Ctrl+S still saves.
_KEYS: Final = """
const page = this.closest('.jm-explorer'), mark = 'data-lm-suppress-shortcuts';
if (page && !page.dataset.keys) {
  page.dataset.keys = 'own';
  page.addEventListener('focusin', event => event.target.setAttribute(mark, 'true'));
  page.addEventListener('keyup', event => event.target.setAttribute(mark, 'true'));
  page.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey) event.target.removeAttribute(mark);
  });
}"""
_STYLE: Final = (
    f"""<style onload="{_KEYS}">"""
    """
.jm-explorer{color:var(--jp-ui-font-color1,inherit);padding:4px 2px}
.jm-explorer .widget-html-content{line-height:1.6;overflow:visible}
.jm-explorer .widget-label{font-weight:600}
.jm-explorer .jm-row{flex-wrap:wrap;gap:4px 20px;overflow:visible}
.jm-explorer .jm-ticks{flex-wrap:wrap;gap:0 14px;overflow:visible}
.jm-explorer .widget-checkbox{width:auto}
.jm-explorer select,.jm-explorer input[type=text]{color:var(--jp-ui-font-color1,inherit);
background-color:var(--jp-layout-color1,transparent)}
.jm-explorer :focus-visible{outline:2px solid var(--jp-brand-color1,#2196f3);outline-offset:1px}
.jm-explorer .jm-chips{display:flex;flex-wrap:wrap;gap:4px 18px}
.jm-explorer .jm-faint{color:var(--jp-ui-font-color2,inherit)}
.jm-explorer .jm-warning,.jm-explorer .jm-error{border-left:4px solid;padding:2px 10px;margin:2px 0}
.jm-explorer .jm-warning{border-color:var(--jp-warn-color1,#e69a00)}
.jm-explorer .jm-error{border-color:var(--jp-error-color1,#d32f2f)}
.jm-explorer .jm-picture img{max-width:100%;height:auto;border:1px solid var(--jp-border-color2)}
.jm-explorer .jm-interactive{overflow-x:auto}
.jm-explorer .jm-row>.widget-text{flex:1 1 20em;max-width:40em}
.jm-explorer .jm-code textarea{width:100%;box-sizing:border-box;resize:vertical;
font-family:var(--jp-code-font-family,monospace);font-size:var(--jp-code-font-size,13px);
color:var(--jp-content-font-color1,inherit);background:var(--jp-layout-color2,transparent);
border:1px solid var(--jp-border-color2,#8888);padding:6px;line-height:1.45}
.jm-explorer .jm-code button{color:inherit;background:var(--jp-layout-color2,transparent);
border:1px solid var(--jp-border-color1,#8888);padding:3px 12px;cursor:pointer}
</style>"""
)


@dataclass(frozen=True)
class Controls:
    """Every widget of the explorer by name; :meth:`laid_out` puts them on one page."""

    coverage: widgets.HTML
    search: widgets.Text
    indicator: widgets.Select
    hidden: widgets.HTML
    nature: widgets.Dropdown
    year: widgets.Dropdown
    kind: widgets.Dropdown
    lang: widgets.Dropdown
    size: widgets.Dropdown
    left_out: widgets.HTML
    areas: Mapping[str, widgets.Checkbox]
    beside: widgets.SelectMultiple
    stated: widgets.Checkbox
    title: widgets.Text
    draft: widgets.Button
    messages: widgets.HTML
    preview: widgets.Dropdown
    picture: widgets.HTML
    interactive: widgets.Output
    folder: widgets.Text
    file: widgets.Text
    formats: Mapping[str, widgets.Checkbox]
    export: widgets.Button
    progress: widgets.IntProgress
    files: widgets.Output
    code: widgets.HTML

    @classmethod
    def labelled(cls, areas: Mapping[str, str], lang: Lang) -> Controls:
        """Make every control with its label in one language."""
        place = 1 if lang == "en" else 0
        return cls(
            coverage=_html("jm-coverage"),
            search=_text("search", lang, word("searching", lang), continuous_update=True),
            indicator=_select(widgets.Select, "indicator", lang, rows=7),
            hidden=_unseen(),
            nature=_select(widgets.Dropdown, "nature", lang),
            year=_select(widgets.Dropdown, "year", lang),
            kind=_select(widgets.Dropdown, "kind", lang),
            lang=_select(widgets.Dropdown, "lang", lang, _turned(LANGUAGES)),
            size=_select(widgets.Dropdown, "size", lang, [(n[place], s) for s, n in SIZES.items()]),
            left_out=_html("jm-left-out"),
            areas={code: _tick(name, ticked=True) for code, name in areas.items()},
            beside=_select(widgets.SelectMultiple, "beside", lang, rows=4),
            stated=_tick(word("stated", lang)),
            title=_text("title", lang),
            draft=widgets.Button(description=word("draft", lang), layout={"width": "auto"}),
            messages=_html("jm-messages"),
            preview=_narrow(_select(widgets.Dropdown, "preview", lang, _previews(lang))),
            picture=_html("jm-picture"),
            interactive=_output("jm-interactive"),
            folder=_text("folder", lang),
            file=_text("file", lang),
            formats={
                name: _tick(labels[place], ticked=name in ("png", "csv"))
                for name, labels in FORMATS.items()
            },
            export=_button(word("export", lang)),
            progress=_progress(lang),
            files=_output("jm-files"),
            code=_html("jm-code"),
        )

    def laid_out(self, lang: Lang) -> widgets.VBox:
        """Put the controls on one page, in the order in which they are used."""
        found = [self.search, self.hidden, self.indicator]
        left = widgets.VBox(found, layout={"flex": "3 1 380px"})
        pickers = [self.nature, self.year, self.kind, self.lang, self.size, self.left_out]
        right = widgets.VBox(pickers, layout={"flex": "2 1 300px"})
        page = widgets.VBox(
            [
                _unseen(_STYLE),
                self.coverage,
                _row(left, right),
                _group(word("areas", lang), self.areas.values()),
                self.beside,
                self.stated,
                widgets.HBox([_stretched(self.title), self.draft]),
                self.messages,
                self.preview,
                self.picture,
                self.interactive,
                _row(self.folder, self.file),
                _group(word("formats", lang), self.formats.values()),
                _row(self.export, self.progress),
                self.files,
                self.code,
            ]
        )
        page.add_class("jm-explorer")
        return page


def _turned(names: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(name, value) for value, name in names.items()]


def _previews(lang: Lang) -> list[tuple[str, str]]:
    return [(word(one, lang), one) for one in ("static", "interactive")]


def _narrow(control: Any) -> Any:
    control.layout.width = "24em"
    return control


def _labelled(key: str, lang: Lang) -> dict[str, Any]:
    return {
        "description": word(key, lang),
        "style": {"description_width": "5.6em" if lang == "zh" else "7.5em"},
        "layout": {"width": "auto", "max_width": _WIDE},
    }


def _text(key: str, lang: Lang, hint: str = "", *, continuous_update: bool = False) -> widgets.Text:
    return widgets.Text(
        placeholder=hint, continuous_update=continuous_update, **_labelled(key, lang)
    )


def _select(
    control: type, key: str, lang: Lang, options: Sequence[tuple[str, Any]] = (), **more: Any
) -> Any:
    return control(options=list(options), **_labelled(key, lang), **more)


def _tick(label: str, *, ticked: bool = False) -> widgets.Checkbox:
    return widgets.Checkbox(value=ticked, description=label, indent=False)


def _html(name: str) -> widgets.HTML:
    made = widgets.HTML()
    made.add_class(name)
    return made


def _unseen(style: str = "") -> widgets.HTML:
    """Make a place for rules of style, which takes no room."""
    return widgets.HTML(style, layout={"display": "block", "height": "0", "margin": "0"})


def _output(name: str) -> widgets.Output:
    made = widgets.Output()
    made.add_class(name)
    return made


def _button(label: str) -> widgets.Button:
    return widgets.Button(description=label, button_style="primary", layout={"width": "auto"})


def _progress(lang: Lang) -> widgets.IntProgress:
    made = widgets.IntProgress(min=0, max=1, **_labelled("progress", lang))
    made.layout.visibility = "hidden"
    made.add_class("jm-progress")
    return made


def _row(*parts: widgets.Widget) -> widgets.HBox:
    made = widgets.HBox(list(parts))
    made.add_class("jm-row")
    return made


def _group(label: str, ticks: Iterable[widgets.Checkbox]) -> widgets.HBox:
    made = widgets.HBox([widgets.Label(label), *ticks])
    made.add_class("jm-ticks")
    return made


def _stretched(text: widgets.Text) -> widgets.Text:
    text.layout.flex = "1 1 auto"
    return text
