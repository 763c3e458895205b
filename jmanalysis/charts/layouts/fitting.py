"""Finding the largest type in which a chart fits; in the end with the shortest words.

First the type shrinks to the floor. Only then does a picture become *lean*: lines close together,
short words, the areas that say nothing named in one line. What still does not fit is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from jmanalysis.charts import style as look
from jmanalysis.charts.layouts.brevity import brief
from jmanalysis.charts.layouts.parts import hover, peers
from jmanalysis.charts.refusals import LayoutError
from jmanalysis.charts.scene import Scene
from jmanalysis.charts.spec import Chart, Mark
from jmanalysis.charts.style import Preset

Build = Callable[[Chart, Preset], Scene]
MANY = 12  # areas that every kind of chart is made for
LONG = ("coverage_matrix", "value_kinds", "bullet", "tile_grid", "small_multiples")  # can be longer


def fitted(build: Build, chart: Chart, size: str, *, lean: bool = True) -> Scene:
    """Lay a chart out in the largest type that fits, or say what does not fit.

    ``lean`` says whether the shortest words are tried at last, and in a document a whole page.
    """
    chart, preset = (_straight(chart) if chart.lang == "en" else chart), look.preset(size)
    whole = [] if preset.height else [replace(preset, tallest=look.PAGE_HEIGHT)]
    refusal: LayoutError | None = None
    for page in [preset, *whole] if lean else [preset]:
        try:
            return _first(build, chart, page.steps())
        except LayoutError as error:
            refusal = error
        if lean:
            try:
                return _answering(_first(build, brief(chart), page.lean_steps()), chart)
            except LayoutError as error:
                refusal = error
    assert refusal is not None
    count, longer = len(peers(chart)), chart.kind in LONG and bool(preset.height)
    raise refusal.of_many(count, size, page=longer) if count > MANY else refusal


def _first(build: Build, chart: Chart, styles: Iterable[Preset]) -> Scene:
    """Return the first picture that fits."""
    refusal: LayoutError | None = None
    for style in styles:
        try:
            return build(chart, style)
        except LayoutError as error:
            refusal = error
    assert refusal is not None
    raise refusal


def _answering(scene: Scene, chart: Chart) -> Scene:
    """Let every mark of a picture in short words answer in full ones."""
    marks = {mark.id: mark for mark in (*chart.marks, *chart.references)}
    full = (hover(marks[one.id], chart, one.area) for one in scene.hovers)
    return replace(scene, hovers=tuple(full))


def _straight(chart: Chart) -> Chart:
    """Use straight quotes in English: those of a Chinese font are as wide as a character."""
    plain = str.maketrans("“”‘’", "\"\"''")

    def said(mark: Mark) -> Mark:
        return replace(mark, label=mark.label.translate(plain), detail=mark.detail.translate(plain))

    return replace(
        chart,
        title=chart.title.translate(plain),
        subtitle=chart.subtitle.translate(plain),
        marks=tuple(said(mark) for mark in chart.marks),
        references=tuple(said(mark) for mark in chart.references),
        notes=tuple(note.translate(plain) for note in chart.notes),
        source=chart.source.translate(plain),
    )
