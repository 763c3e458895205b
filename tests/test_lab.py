"""Every notebook in a real JupyterLab: run from the top, drawn, answering, silent to the network.

The server is started as ``run.py lab`` starts it, on a copy of the notebooks, with settings of
its own. Who wants to see the pages names a folder in ``JMANALYSIS_SCREENSHOTS``.
"""

from __future__ import annotations

import functools
import json
import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from lab_kit import CHROMIUM, FLAGS, FOCUSED, Lab, fonts_conf, private, script, served

import jmanalysis as jm
from jmanalysis.briefings import default_notebooks, run_notebook
from jmanalysis.charts.spec import Chart, Mark

if TYPE_CHECKING:
    from playwright.sync_api import ElementHandle, Page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(
        CHROMIUM is None, reason="no Chromium is installed (Debian: apt-get install chromium)"
    ),
]
NOTEBOOKS = sorted(default_notebooks().glob("*.ipynb"))
PLOTLY = "application/vnd.plotly.v1+json"
HOVERED = re.compile(r"<InteractiveChart \w+ ([0-9a-f]{12})>")


@pytest.fixture(scope="module")
def screenshots(tmp_path_factory: pytest.TempPathFactory) -> Path:
    named = os.environ.get("JMANALYSIS_SCREENSHOTS")
    return Path(named) if named else tmp_path_factory.mktemp("screenshots")


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    from playwright.sync_api import sync_playwright

    folder = tmp_path_factory.mktemp("lab")
    notebooks = folder / "notebooks"
    shutil.copytree(default_notebooks(), notebooks)
    opener, share = script("open_lab"), folder / "share"
    opener.prepare(share)
    env = opener.surroundings(share, private(folder))
    env["FONTCONFIG_FILE"] = str(fonts_conf(folder))
    words = [f"--LabApp.app_settings_dir={share}/lab/settings"]
    words += ["--LabApp.expose_app_in_browser=True"]
    command = opener.command(notebooks, *words)
    with served(command, env, folder / "log") as base, sync_playwright() as engine:
        browser = engine.chromium.launch(executable_path=CHROMIUM, args=FLAGS, env=dict(env))
        page = browser.new_page(viewport={"width": 1600, "height": 1000})
        yield Lab(page, base, notebooks)
        browser.close()


@dataclass(frozen=True)
class Visit:
    """A notebook after its run: the cells it keeps in its file, and those that are shown now."""

    lab: Lab
    path: Path
    cells: list[dict[str, Any]]

    def expects(self, form: str) -> int:
        outputs = [output for cell in kept(self.path) for output in cell["outputs"]]
        return sum(form in output.get("data", {}) for output in outputs)

    def drawn(self, selector: str) -> list[ElementHandle]:
        found = self.lab.page.query_selector_all(f".jp-NotebookPanel:visible {selector}")
        for one in found:
            one.scroll_into_view_if_needed()
        return found


@pytest.fixture(scope="module")
def all_run(lab: Lab) -> Lab:
    lab.run([path.name for path in NOTEBOOKS])
    return lab


@pytest.fixture(scope="module", params=NOTEBOOKS, ids=lambda path: path.stem)
def visit(request: pytest.FixtureRequest, all_run: Lab, screenshots: Path) -> Iterator[Visit]:
    path, lab = request.param, all_run
    lab.show(path.name)
    seen = Visit(lab, path, lab.cells(path.name))
    lab.page.screenshot(path=screenshots / f"{path.stem}.png")
    yield seen
    lab.close(path.name)


def kept(path: Path) -> list[dict[str, Any]]:
    """Return the code cells of a notebook's file."""
    cells: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return [cell for cell in cells if cell["cell_type"] == "code"]


def text(output: dict[str, Any]) -> str:
    return "".join(output.get("text", "") or output.get("data", {}).get("text/plain", ""))


def test_every_cell_runs_and_none_fails(visit: Visit) -> None:
    assert [cell["count"] for cell in visit.cells] == list(range(1, len(visit.cells) + 1))
    outputs = [output for cell in visit.cells for output in cell["outputs"]]
    assert [output for output in outputs if output["output_type"] == "error"] == []


def test_the_outputs_say_what_the_notebook_keeps(visit: Visit) -> None:
    shown = [[text(output) for output in cell["outputs"]] for cell in visit.cells]
    assert shown == [[text(output) for output in cell["outputs"]] for cell in kept(visit.path)]


def test_every_static_chart_is_drawn(visit: Visit) -> None:
    pictures = visit.drawn(".jp-RenderedImage img")
    assert len(pictures) == visit.expects("image/png") >= 1
    for picture in pictures:
        size = picture.evaluate("img => [img.complete, img.naturalWidth, img.width, img.height]")
        assert size[0]
        assert min(size[1:]) > 200


def test_every_interactive_chart_is_drawn_and_offers_no_upload(visit: Visit) -> None:
    expected = visit.expects(PLOTLY)
    if expected:
        visit.lab.page.wait_for_selector(".jp-NotebookPanel:visible .main-svg text")
    plots = visit.drawn(".js-plotly-plot")
    assert len(plots) == expected
    for plot in plots:
        assert plot.query_selector_all(".main-svg .scatterlayer .trace")
        titles = [button.get_attribute("data-title") for button in plot.query_selector_all("a")]
        assert not [t for t in titles if re.search("cloud|share|studio|edit", t or "", re.I)]


def test_pointing_at_a_mark_shows_its_words(
    visit: Visit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plots = visit.drawn(".js-plotly-plot")
    if not plots:
        assert visit.expects(PLOTLY) == 0
        return
    monkeypatch.setenv("JMANALYSIS_BRIEFING", str(tmp_path))
    monkeypatch.setattr("jmanalysis.exports.export", lambda *_, **__: None)
    charts = [thing for thing in run_notebook(visit.path).values() if isinstance(thing, Chart)]
    digests = HOVERED.findall("".join(text(o) for c in visit.cells for o in c["outputs"]))
    for plot, digest in zip(plots, digests, strict=True):
        (chart,) = (one for one in charts if one.digest == digest)
        said = [(mark, pointed_at(visit.lab, plot, mark)) for mark in chart.marks if mark.words]
        assert said
        for mark, words in said:
            assert all(re.sub(r"\s", "", one) in words for one in mark.words)
            assert "第" in words
            assert "行" in words


def pointed_at(lab: Lab, plot: ElementHandle, mark: Mark) -> str:
    """Return what the chart says, without breaks, when the pointer rests on a mark."""
    plot.scroll_into_view_if_needed()
    lab.page.mouse.move(1, 1)
    lab.page.wait_for_function("() => !document.querySelector('.hoverlayer .hovertext')")
    lab.page.mouse.move(*plot.evaluate(PLACE, mark.id))
    lab.page.wait_for_selector(".hoverlayer .hovertext")
    return "".join(lab.page.locator(".hoverlayer .hovertext").all_text_contents())


PLACE = """(plot, id) => {
  const trace = plot.data.find(one => one.customdata && one.customdata.includes(id));
  const nth = trace.customdata.indexOf(id), {xaxis, yaxis} = plot._fullLayout;
  const box = plot.getBoundingClientRect();
  return [box.x + xaxis._offset + xaxis.d2p(trace.x[nth]),
          box.y + yaxis._offset + yaxis.d2p(trace.y[nth])];
}"""


def test_the_notebooks_have_both_kinds_of_charts() -> None:
    outputs = [o for path in NOTEBOOKS for cell in kept(path) for o in cell["outputs"]]
    forms = {form for output in outputs for form in output.get("data", {})}
    assert {"image/png", PLOTLY} <= forms


KERNEL = {"kernelspec": {"name": "python3", "display_name": "Python", "language": "python"}}
EXPLORE = """import jmanalysis as jm
panel = jm.normalise(jm.load())
jm.explore(panel)"""
SLOTS = "每千人口托位数（1地有数值，3地提到）"


@pytest.fixture
def explorer(lab: Lab) -> Iterator[Page]:
    """Open the explorer in a notebook of its own; nothing is exported yet."""
    cell = {"cell_type": "code", "id": "explore", "source": EXPLORE}
    empty: dict[str, Any] = {"outputs": [], "metadata": {}, "execution_count": None}
    notebook = {"cells": [cell | empty], "metadata": KERNEL, "nbformat": 4, "nbformat_minor": 5}
    (lab.folder / "explore.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    shutil.rmtree(lab.folder / "briefing", ignore_errors=True)
    lab.begin("explore.ipynb")
    lab.page.wait_for_selector(".jm-explorer .jm-picture img")
    yield lab.page
    lab.close("explore.ipynb")


#: Whether every item that the list of indicators shows has this word, and there is one.
SHOWN = """word => {
  const items = [...document.querySelectorAll(".jm-explorer select[size='7'] option")];
  const shown = items.filter(item => getComputedStyle(item).display !== 'none');
  return shown.length && shown.every(item => item.label.includes(word));
}"""


def same_as_by_code(page: Page, lab: Lab, name: str, folder: Path) -> Chart:
    """Run the code that the explorer shows, export its chart, and hold the files together."""
    shown = page.locator(".jm-code textarea").input_value()
    namespace: dict[str, Any] = {"panel": jm.normalise(jm.load())}
    exec(compile(shown, "explorer", "exec"), namespace)
    (figure,) = (thing for thing in namespace.values() if isinstance(thing, Chart))
    for written in jm.export(figure, folder / name, formats=["png", "csv"]):
        assert (lab.folder / "briefing" / written.name).read_bytes() == written.read_bytes()
    assert page.locator(".jm-files a").all_inner_texts() == [f"{name}.png", f"{name}.csv"]
    return figure


def test_the_explorer_is_worked_with_the_mouse_to_exported_files(
    explorer: Page, lab: Lab, tmp_path: Path, screenshots: Path
) -> None:
    by_label = functools.partial(explorer.get_by_label, exact=True)
    by_label("查找指标").fill("托位")
    # At once: a list answers by place, and no item of it may have moved meanwhile.
    by_label("指标").select_option(label=SLOTS)
    lab.coded('"childcare_slots"')
    explorer.wait_for_function(SHOWN, arg="托位")
    for year in ("2025", "2024"):
        by_label("年份").select_option(label=f"{year}年")
        lab.coded(f"year={year}")
    by_label("图形").select_option(label="目标对照图")
    lab.coded('kind="bullet"')
    by_label("标题").fill("台山的目标是5.5个")
    by_label("标题").blur()
    lab.coded('title="台山的目标是5.5个"')
    explorer.locator(".jm-explorer").get_by_role("button", name="导出", exact=True).click()
    explorer.wait_for_selector(".jm-files a")
    explorer.screenshot(path=screenshots / "explorer-mouse.png")
    figure = same_as_by_code(explorer, lab, "childcare_slots_2024_bullet", tmp_path)
    assert (figure.kind, figure.title) == ("bullet", "台山的目标是5.5个")


def test_targets_are_chosen_in_the_explorer_with_the_mouse_and_exported(
    explorer: Page, lab: Lab, tmp_path: Path, screenshots: Path
) -> None:
    by_label = functools.partial(explorer.get_by_label, exact=True)
    by_label("性质").select_option(label="目标")
    lab.coded('nature="target"')
    by_label("指标").select_option(label="每千人口托位数（1地有数值，1地提到）")
    lab.coded('"childcare_slots", year=2025, nature="target"')
    assert by_label("年份").locator("option").all_inner_texts() == ["2025年"]
    assert by_label("图形").locator("option").all_inner_texts() == ["分类点图", "方位示意图"]
    explorer.locator(".jm-explorer").get_by_role("button", name="导出", exact=True).click()
    explorer.wait_for_selector(".jm-files a")
    explorer.screenshot(path=screenshots / "explorer-targets.png")
    figure = same_as_by_code(explorer, lab, "childcare_slots_2025_targets", tmp_path)
    assert figure.title == "7地中只有台山给出每千人口托位数2025年目标≥5.5个"
    assert by_label("标题").input_value() == figure.title


def test_the_explorer_is_worked_with_the_keyboard_alone_to_exported_files(
    explorer: Page, lab: Lab, tmp_path: Path, screenshots: Path
) -> None:
    def at(label: str, *keys: str, gives: str = "") -> None:
        lab.tab_to(label)
        for key in keys:
            explorer.keyboard.press(key)
        lab.coded(gives)

    explorer.keyboard.press("Escape")  # from the text of the cell to the cell
    at("查找指标")
    explorer.keyboard.type("childcare_slots")
    explorer.wait_for_function(SHOWN, arg="托位")
    at("指标", "Home", gives='"childcare_slots"')
    at("性质", "ArrowDown", gives='nature="target"')
    explorer.keyboard.press("ArrowUp")
    lab.coded("year=2024")
    at("年份", "End", gives="year=2025")
    explorer.keyboard.press("ArrowUp")
    lab.coded("year=2024")
    at("图形", "ArrowDown", gives='kind="rank_ranges"')
    at("标题", "Control+a")
    explorer.keyboard.type("childcare slots 6.12")
    explorer.keyboard.press("Enter")
    lab.coded('title="childcare slots 6.12"')
    at("导出", "Enter")
    explorer.wait_for_selector(".jm-files a")
    explorer.screenshot(path=screenshots / "explorer-keyboard.png")
    figure = same_as_by_code(explorer, lab, "childcare_slots_2024_rank_ranges", tmp_path)
    assert (figure.kind, figure.title) == ("rank_ranges", "childcare slots 6.12")
    assert explorer.evaluate(FOCUSED) == "导出"  # who works by keyboard keeps the place


def test_the_menus_are_chinese_and_the_kernel_is_ours(lab: Lab) -> None:
    labels = lab.page.locator(".lm-MenuBar-itemLabel").all_text_contents()
    assert labels[:5] == ["文件", "编辑", "查看", "运行", "内核"]


def test_the_console_has_no_complaint(lab: Lab) -> None:
    assert lab.complaints == []


def test_nothing_was_asked_of_any_other_machine(lab: Lab) -> None:
    assert lab.outside == []
    assert len(lab.asked) > 100  # what was asked was seen
