"""A briefing's page in a real browser: search, keyboard, accessibility, no network."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from test_pages import CHROMIUM, Visit, browser

import jmanalysis as jm

if TYPE_CHECKING:
    from playwright.sync_api import Browser

__all__ = ["browser"]
pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason="no Chromium is installed (Debian: apt-get install chromium)"
)


@pytest.fixture(scope="module", params=["zh", "en"])
def visit(
    request: pytest.FixtureRequest,
    browser: Browser,
    panel: jm.Panel,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Visit]:
    lang = request.param
    slots = jm.compare(panel, "childcare_slots", year=2024).order_by("known")
    figures = [jm.chart(slots, lang=lang), jm.chart(slots, kind="tile_grid", lang=lang)]
    path = jm.brief(
        figures,
        tmp_path_factory.mktemp("site") / "briefing.html",
        title="托育" if lang == "zh" else "Childcare",
        lang=lang,
        panel=panel,
        questions=jm.questions(panel, year=2024, lang=lang),
    )
    seen = Visit(browser, path)
    yield seen
    seen.page.close()


def test_every_chart_is_drawn_and_nothing_is_asked_of_a_network(visit: Visit) -> None:
    assert visit.page.locator(".js-plotly-plot .main-svg").count() >= 2
    outside = [url for url in visit.asked if not url.startswith(("file:", "data:", "blob:"))]
    assert outside == []
    assert visit.complaints == []


def test_search_finds_the_claims_that_hold_all_words(visit: Visit) -> None:
    box = visit.page.locator('input[data-table="claims"]')
    box.fill("托位 6.12")
    rows = visit.page.locator('table[data-name="claims"] tbody tr:visible')
    assert rows.count() == 1
    assert "每千人口托位数6.12个" in rows.first.inner_text()
    box.fill("")
    assert rows.count() == len(jm.load())


def test_a_filter_keeps_one_area(visit: Visit) -> None:
    chosen = visit.page.locator('select[data-table="claims"]')
    name = chosen.locator("option").nth(2).inner_text()
    chosen.select_option(name)
    firsts = visit.page.locator('table[data-name="claims"] tbody tr:visible th')
    assert set(firsts.all_inner_texts()) == {name}
    chosen.select_option("")


def test_the_keyboard_reaches_contents_search_and_tables(visit: Visit) -> None:
    visit.page.evaluate("window.scrollTo(0, 0); document.activeElement.blur()")
    reached = set()
    for _ in range(40):
        visit.page.keyboard.press("Tab")
        reached.add(visit.page.evaluate("document.activeElement.tagName"))
    assert {"A", "DIV", "SUMMARY", "INPUT", "SELECT"} <= reached


def test_axe_finds_no_violation(visit: Visit) -> None:
    script = Path(os.environ.get("AXE_CORE", "node_modules/axe-core/axe.min.js"))
    if not script.is_file():
        pytest.skip("axe-core is not here: npm install axe-core, or set AXE_CORE to axe.min.js")
    visit.page.add_script_tag(path=str(script))
    found = visit.page.evaluate(
        "async () => (await axe.run()).violations.map(v => v.id + ': ' + v.nodes[0].html)"
    )
    assert found == []
