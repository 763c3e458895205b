"""The exported page in a real browser: drawn, answering, silent towards every network."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import jmanalysis as jm
from jmanalysis.charts.layouts import lay_out
from jmanalysis.charts.spec import Chart

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason="no Chromium is installed (Debian: apt-get install chromium)"
)
PIXEL = 4 / 3


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    arguments = ["--no-sandbox", "--disable-gpu", "--disable-quic"]
    arguments += ["--disable-background-networking", "--disable-component-update"]
    # A library far below closes its sockets late; that is not what is tested here.
    with sync_playwright() as engine:
        yield engine.chromium.launch(executable_path=CHROMIUM, args=arguments)


@pytest.fixture(scope="module")
def figure(panel: jm.Panel) -> Chart:
    slots = jm.compare(panel, "childcare_slots", year=2024).order_by("known")
    return jm.chart(slots, title="只有新会给出每千人口托位数6.12个，含申请开设的托位")


class Visit:
    """A page opened from a file, with everything that it asked for and complained of."""

    def __init__(self, browser: Browser, path: Path) -> None:
        self.asked: list[str] = []
        self.complaints: list[str] = []
        self.page: Page = browser.new_page(viewport={"width": 1400, "height": 1000})
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", self._note)
        self.page.goto(path.resolve().as_uri())
        self.page.wait_for_selector(".main-svg")

    def _note(self, message: object) -> None:
        if getattr(message, "type", "") in ("error", "warning"):
            self.complaints.append(getattr(message, "text", ""))


@pytest.fixture(scope="module")
def visit(
    browser: Browser, figure: Chart, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Visit]:
    (path,) = jm.export(figure, tmp_path_factory.mktemp("page") / "slots.html")
    seen = Visit(browser, path)
    yield seen
    seen.page.close()


def test_the_page_asks_for_itself_alone_and_complains_of_nothing(visit: Visit) -> None:
    outside = [url for url in visit.asked if not url.startswith(("file:", "data:", "blob:"))]
    assert outside == []
    assert visit.complaints == []


def test_every_label_of_the_scene_is_drawn(visit: Visit, figure: Chart) -> None:
    drawn = visit.page.locator(".main-svg text").all_text_contents()
    wanted = {text.text for text in lay_out(figure, "slide").texts}
    assert {text.strip() for text in wanted} <= {text.strip() for text in drawn}


def test_pointing_at_a_mark_shows_its_words_and_lines(visit: Visit, figure: Chart) -> None:
    mark = next(m for m in figure.marks if m.kind == "target")
    hover = next(h for h in lay_out(figure, "slide").hovers if h.id == mark.id)
    box = visit.page.locator(".js-plotly-plot").bounding_box()
    assert box is not None
    x, y = hover.area.middle
    visit.page.mouse.move(box["x"] + x * PIXEL, box["y"] + y * PIXEL)
    visit.page.wait_for_selector(".hoverlayer text")
    said = "".join(visit.page.locator(".hoverlayer text").all_text_contents())
    assert "争取每千人口托位数达5.5个" in said
    assert "第496–497行" in said


def test_no_button_offers_to_upload_the_data(visit: Visit) -> None:
    titles = visit.page.locator(".modebar-btn").evaluate_all(
        "buttons => buttons.map(b => b.getAttribute('data-title') || '')"
    )
    assert not [title for title in titles if "cloud" in title.lower() or "share" in title.lower()]


def test_the_words_are_in_a_table_for_those_who_cannot_point(visit: Visit) -> None:
    table = visit.page.locator("table").inner_text()
    assert "托位数超额完成任务" in table
    assert "第345行" in table


def test_chinese_needs_no_font_of_the_machine(visit: Visit) -> None:
    loaded = visit.page.evaluate(
        "async () => { await document.fonts.ready; "
        "return [...document.fonts].filter(f => f.status === 'loaded').length }"
    )
    assert loaded >= 1
