"""Every chart of every shipped notebook is faultless in both languages and in all four sizes."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import jmanalysis as jm
from jmanalysis.briefings import default_notebooks, run_notebook
from jmanalysis.charts import HeadlineWarning
from jmanalysis.charts import chart as described
from jmanalysis.charts.inspection import inspect
from jmanalysis.charts.layouts import lay_out
from jmanalysis.charts.spec import Chart, Lang
from jmanalysis.charts.style import PRESETS
from jmanalysis.exports import recording

NOTEBOOKS = sorted(path.stem for path in default_notebooks().glob("*.ipynb"))
Asked = tuple[Any, dict[str, Any]]
NO_TITLE: dict[str, Any] = {"title": None}


@cache
def asked_for(notebook: str) -> tuple[tuple[Asked, ...], tuple[Chart, ...]]:
    """Run a notebook once: what its charts were asked with, and the charts that it handed over."""
    asked: list[Asked] = []
    briefed: list[Chart] = []

    def noted(source: Any, **how: Any) -> Chart:
        asked.append((source, how))
        return described(source, **how)

    def brief(figures: Sequence[Chart], path: str, **_: Any) -> Path:
        briefed.extend(figures)
        return Path(path)

    with pytest.MonkeyPatch.context() as patch, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what a notebook warns of is tested with the notebooks
        patch.setattr(jm, "chart", noted)
        patch.setattr(jm, "brief", brief)  # no file is written: neither here nor by an export
        patch.setattr("jmanalysis.exports.write_files", tuple)
        patch.setattr("jmanalysis.exports._maker", lambda _name: lambda *_: b"")
        with recording() as journal:
            run_notebook(default_notebooks() / f"{notebook}.ipynb")
    return tuple(asked), (*(figure for figure, _ in journal), *briefed)


@cache
def charts(notebook: str, lang: Lang) -> tuple[Chart, ...]:
    """Describe everything that a notebook charts in one language, with its headline and a draft."""
    found = []
    for source, how in asked_for(notebook)[0]:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", HeadlineWarning)
            found += [described(source, **(how | {"lang": lang} | one)) for one in ({}, NO_TITLE)]
    return tuple(found)


@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_what_a_notebook_hands_over_is_what_it_charted(notebook: str) -> None:
    handed = asked_for(notebook)[1]
    assert handed
    assert {one.digest for one in handed} <= {one.digest for one in charts(notebook, "zh")}


@pytest.mark.parametrize("size", PRESETS)
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_every_chart_of_a_notebook_is_faultless(notebook: str, lang: Lang, size: str) -> None:
    # Only a slide shows the headline: elsewhere the drafts would be the same pictures again.
    for chart in charts(notebook, lang)[:: 1 if size == "slide" else 2]:
        assert inspect(lay_out(chart, size)) == [], chart.kind
