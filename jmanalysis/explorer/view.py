"""The explorer itself: what is picked in a control changes the choice, the choice the page.

Every change goes one way: control → :class:`Choice` → chart → page. What goes wrong is said on the
page; what nobody foresaw is said there too and raised, so that nothing fails in silence.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import RLock
from typing import Any

from jmanalysis.charts.spec import Chart, Lang
from jmanalysis.coverages import cover
from jmanalysis.errors import JmanalysisError
from jmanalysis.explorer import pieces
from jmanalysis.explorer.choices import Choices
from jmanalysis.explorer.controls import Controls
from jmanalysis.explorer.filters import hide
from jmanalysis.explorer.labels import word
from jmanalysis.explorer.recipes import SEVERAL, Recipe, export_line
from jmanalysis.exports import export, following
from jmanalysis.panels import Panel


class Explorer:
    """A page of controls for one panel. Make one with :func:`jmanalysis.explorer.explore`.

    Attributes
    ----------
    choice : Choice
        What is picked now.
    chart : Chart or None
        The chart shown; none while the choice cannot be drawn.
    code : str
        The code that makes the same chart.
    files : tuple of Path
        What was exported last.
    error : Exception or None
        What went wrong last; ``raise explorer.error`` shows all of it.
    """

    def __init__(self, panel: Panel, *, lang: Lang = "zh", panel_name: str = "panel") -> None:
        self.panel, self.lang, self.panel_name = panel, lang, panel_name
        self.choices = Choices(panel, lang)
        self.chart: Chart | None = None
        self.files: tuple[Path, ...] = ()
        self.error: Exception | None = None
        self.code = ""
        self._settling, self._suggested = False, ""
        # JupyterLab answers some controls in a thread of their own: one change after the other.
        self._turn = RLock()
        names = {one: panel.register.area_by_code[one].name(lang) for one in self.choices.peers}
        self.controls = Controls.labelled(names, lang)
        self.widget = self.controls.laid_out(lang)
        self.choice = self.choices.first()
        with self._told():
            self._show()
        self._listen()

    def __repr__(self) -> str:
        digest = self.chart.digest if self.chart else "—"
        picked = self.choice
        return f"<Explorer {picked.indicator} {picked.year} {picked.kind} {digest}>"

    def _repr_mimebundle_(self, **more: Any) -> Any:
        shown = self.widget._repr_mimebundle_(**more)
        return shown | {"text/plain": repr(self)}

    def pick(self, **changes: Any) -> None:
        """Change what is picked, as the controls do: ``pick(year=2023, kind="trend")``.

        Raises
        ------
        TypeError
            If nothing of that name can be picked.
        """
        choice = self.choices.changed(self.choice, **changes)
        if choice == self.choice:
            return
        self.choice = choice
        self._show()

    @property
    def _offered(self) -> Choices:
        """What can be chosen among actual figures, or among targets, whichever is picked."""
        return self.choices.of(self.choice.nature)

    # --- from the controls to the choice

    def _listen(self) -> None:
        page = self.controls
        for name in ("indicator", "nature", "year", "kind", "lang", "size"):
            self._on(getattr(page, name), partial(self._picked, name))
        self._on(page.beside, lambda value: self.pick(beside=tuple(value)))
        self._on(page.stated, lambda value: self.pick(stated_ranks=value))
        self._on(page.title, self._retitled)
        self._on(page.search, self._searched)
        self._on(page.preview, lambda _: self._draw())
        for control in (page.folder, page.file, *page.formats.values()):
            self._on(control, lambda _: self._write_code())
        for tick in page.areas.values():
            self._on(tick, lambda _: self._ticked())
        page.draft.on_click(lambda _: self._safely(lambda: self.pick(title="")))
        page.export.on_click(lambda _: self._pressed())

    def _on(self, control: Any, act: Callable[[Any], object]) -> None:
        def changed(event: dict[str, Any]) -> None:
            with self._turn:
                if not self._settling:
                    self._safely(lambda: act(event["new"]))

        control.observe(changed, "value")

    def _safely(self, act: Callable[[], object]) -> None:
        with self._turn, self._told():
            act()

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Say on the page what goes wrong; what is no mistake of the analyst's is raised, too."""
        self.error = None
        try:
            yield
        except JmanalysisError as error:
            self.error = error
            self.controls.messages.value = pieces.failed(error, self.lang)
        except Exception as error:
            self.error = error
            self.controls.messages.value = pieces.failed(error, self.lang)
            raise

    def _picked(self, name: str, value: Any) -> None:
        if value is not None:  # a list may be filled with nothing picked in it
            self.pick(**{name: value})

    def _retitled(self, value: str) -> None:
        title = value.strip()
        self.pick(title="" if title == self._draft() else title)
        self._fill_title()

    def _searched(self, text: str) -> None:
        found = self._offered.found(text)
        self._fill_indicators(text)
        if not found:
            self.controls.messages.value = pieces.warned(
                [word("none found", self.lang, text=text)], self.lang
            )

    def _ticked(self) -> None:
        ticked = tuple(code for code, tick in self.controls.areas.items() if tick.value)
        if not ticked:
            raise JmanalysisError(word("no areas", "zh"), word("no areas", "en"))
        self.pick(areas=() if ticked == self.choices.peers else ticked)

    # --- from the choice to the page

    def _show(self) -> None:
        """Fill every control for the choice, and draw."""
        page, choice, choices, lang = self.controls, self.choice, self._offered, self.lang
        kinds = choices.kinds(choice)
        with self._quietly():
            self._fill_indicators(page.search.value)
            natures = self.choices.natures
            _fill(page.nature, [(word(one, lang), one) for one in natures], choice.nature)
            years = [(word("for year", lang, year=y), y) for y in choices.years(choice.indicator)]
            _fill(page.year, years, choice.year)
            _fill(page.kind, [(k.label, k.name) for k in kinds if not k.reason], choice.kind)
            page.lang.value, page.size.value = choice.lang, choice.size
            companions = choices.companions(choice.indicator, choice.year)
            page.beside.value = ()  # the page looks for what is picked in whatever list it has
            page.beside.options = [(one.name(lang), one.id) for one in companions]
            page.beside.value = choice.beside
            page.stated.value = choice.stated_ranks
            for code, tick in page.areas.items():
                tick.value = not choice.areas or code in choice.areas
        _shown(page.nature, len(natures) > 1)
        _shown(page.beside, choice.kind in SEVERAL)
        _shown(page.stated, choice.kind == "rank_ranges")
        page.left_out.value = pieces.left_out(kinds, lang)
        self._cover()
        self._draw()

    def _cover(self) -> None:
        choice = self.choice
        covered = cover(
            self.panel.known,
            choice.indicator,
            year=choice.year,
            areas=choice.areas or None,
            nature=choice.nature,
        )
        self.controls.coverage.value = pieces.strip(covered, self.lang)

    def _draw(self) -> None:
        """Draw the chart; where it cannot be drawn no other picture stays in its place."""
        page, size = self.controls, self.choice.size
        picture, self.chart = "", None
        outputs: tuple[dict[str, Any], ...] = ()
        self._write_code()
        try:
            made = self._recipe().chart()
            if page.preview.value == "interactive":
                outputs = (_output(made.interactive()._repr_mimebundle_()),)
            else:
                picture = pieces.picture(made, size)
        finally:
            # One picture gives way to the next: were there none between them, the page would
            # jump, and a click on a button below would miss it.
            page.picture.value, page.interactive.outputs = picture, outputs
        self.chart = made
        page.messages.value = pieces.warned(made.warnings, self.lang)
        self._fill_title()

    def _recipe(self) -> Recipe:
        return Recipe(self.panel, self.choice, self.panel_name, self.choices.compared)

    def _draft(self) -> str:
        plain = replace(self.choice, title="")
        return Recipe(self.panel, plain, known=self.choices.compared).chart().title

    def _fill_title(self) -> None:
        with self._quietly():
            self.controls.title.value = self.choice.title or (
                self.chart.title if self.chart else ""
            )

    def _fill_indicators(self, text: str) -> None:
        """Fill the list whole and hide what is not searched for: see ``filters``."""
        page, offered, found = self.controls, self._offered.indicators, self._offered.found(text)
        named = [(one.label(self.lang), one.indicator.id) for one in offered]
        with self._quietly():
            _fill(page.indicator, named, self.choice.indicator)
        hide(page.indicator, page.hidden, [one not in found for one in offered])

    @contextmanager
    def _quietly(self) -> Iterator[None]:
        """Change controls without being told of it."""
        before, self._settling = self._settling, True
        try:
            yield
        finally:
            self._settling = before

    # --- code and files

    def _path(self) -> str:
        """Return what ``jm.export`` is told: a bare name goes into the usual folder."""
        page = self.controls
        usual = os.environ.get("JMANALYSIS_BRIEFING", "briefing")
        with self._quietly():
            page.folder.value = page.folder.value.strip() or usual
            name = page.file.value.strip()
            page.file.value = self._usual_name() if name in ("", self._suggested) else name
            self._suggested = self._usual_name()
        folder = page.folder.value
        return page.file.value if folder == usual else f"{folder}/{page.file.value}"

    def _usual_name(self) -> str:
        """Name the files after what is shown, until the analyst gives them another name."""
        picked = self.choice
        kind = "" if picked.kind == "value_kinds" else f"_{picked.kind}"
        aims = "_targets" if picked.nature == "target" else ""
        return f"{picked.indicator}_{picked.year}{aims}{kind}"

    def _formats(self) -> list[str]:
        return [name for name, tick in self.controls.formats.items() if tick.value]

    def _write_code(self) -> None:
        line = export_line(self._path(), self._formats(), self.choice.size)
        commented = [f"# {part}" for part in line.split("\n")]
        self.code = self._recipe().code(*(commented if self._formats() else ()))
        self.controls.code.value = pieces.code_area(self.code, self.lang)

    def export(self) -> tuple[Path, ...]:
        """Write the chart to the formats that are ticked, as the button does.

        Raises
        ------
        JmanalysisError
            If no format is ticked, or a file cannot be made or written; then none was written.
        """
        page, wanted = self.controls, self._formats()
        page.files.outputs = ()
        if not wanted or self.chart is None:
            raise JmanalysisError(word("no formats", "zh"), word("no formats", "en"))
        page.progress.max, page.progress.value = len(wanted), 0
        page.progress.layout.visibility, page.export.disabled = "visible", True
        try:
            with following(self._advance):
                self.files = export(self.chart, self._path(), formats=wanted, size=self.choice.size)
            page.progress.value = len(wanted)
        finally:
            page.export.disabled = False
            page.progress.layout.visibility = "hidden"
        page.files.outputs = (_output({"text/html": pieces.file_list(self.files, self.lang)}),)
        return self.files

    def _pressed(self) -> None:
        self._safely(self.export)
        # While it works the button cannot be pressed, and a page takes the focus from such a one.
        self.controls.export.focus()

    def _advance(self, name: str) -> None:
        progress = self.controls.progress
        progress.tooltip = word("writing", self.lang, name=name)
        progress.value = min(progress.value + 1, progress.max)


def _fill(control: Any, options: list[tuple[str, Any]], value: Any) -> None:
    """Give a list its options and what is picked of them; nothing if that is not among them."""
    with control.hold_sync():  # a page that saw the options alone would show the first as picked
        if tuple(options) != tuple(control.options):
            control.options = options
        control.value = value if any(one == value for _, one in options) else None


def _shown(control: Any, shown: bool) -> None:
    control.layout.display = None if shown else "none"


def _output(bundle: dict[str, Any]) -> dict[str, Any]:
    return {"output_type": "display_data", "data": bundle, "metadata": {}}
