"""The explorer: what can be chosen, the code that comes of it, and the page that is driven."""

from __future__ import annotations

import importlib.util
import re
import struct
import warnings
from base64 import b64decode
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from claims_kit import claim
from claims_kit import panel as made_of

import jmanalysis as jm
from jmanalysis import Panel
from jmanalysis.charts.describe import DESCRIPTIONS
from jmanalysis.charts.spec import Chart, Lang
from jmanalysis.errors import JmanalysisError, UnknownNameError
from jmanalysis.explorer import explore
from jmanalysis.explorer.choices import Choices
from jmanalysis.explorer.recipes import SEVERAL, Choice, Recipe, export_line
from jmanalysis.explorer.view import Explorer
from jmanalysis.exports.packages import MissingExtraError
from jmanalysis.slices import VALUED

SLOTS, RATE = "childcare_slots", "recommended_standard_rate"
PLANS = "recommended_standard_added"
#: Kinds that draw targets alone.
AIMED = ("value_kinds", "split_columns", "tile_grid", "small_multiples")


@pytest.fixture(scope="module")
def choices(panel: Panel) -> Choices:
    return Choices(panel)


@pytest.fixture(scope="module")
def slots(choices: Choices) -> Choice:
    return choices.of_indicator(SLOTS)


@pytest.fixture
def undrawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the picture out where a test asks for what the chart says, not for how it looks."""
    monkeypatch.setattr("jmanalysis.explorer.pieces.picture", lambda chart, _: chart.digest)


@pytest.fixture
def explorer(
    panel: Panel, choices: Choices, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Explorer:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("JMANALYSIS_BRIEFING", raising=False)
    # What was found out about the panel is found out once for all these tests.
    monkeypatch.setattr("jmanalysis.explorer.view.Choices", lambda *_: choices)
    monkeypatch.setattr(Choices, "first", lambda _: choices.of_indicator(SLOTS))
    return explore(panel)


def run(code: str, panel: Panel) -> Chart:
    """Run the copied code as a cell would; what it leaves behind is the chart."""
    names: dict[str, Any] = {"panel": panel}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # a bold headline warns in the cell, too
        exec(code, names)
    figure: Chart = names["figure"]
    return figure


# --- what can be chosen


def test_indicators_with_figures_stand_first_with_their_counts(choices: Choices) -> None:
    counts = [one.figures for one in choices.indicators]
    assert counts == sorted(counts, reverse=True)
    frame = choices.panel.frame
    mine = frame[frame["area"].isin(choices.peers) & (frame["subject"] == "")]
    valued = mine[mine["status"].isin(VALUED) & mine["low"].notna()]
    said = valued.groupby("indicator")["area"].nunique()
    for one in choices.indicators:
        assert one.figures == said.get(one.indicator.id, 0)
        assert one.voices >= one.figures


def test_an_indicator_nothing_is_known_of_cannot_be_picked(choices: Choices) -> None:
    offered = {one.indicator.id for one in choices.indicators}
    assert offered == set(choices.panel.frame["indicator"]) & offered
    assert len(offered) < len(choices.panel.register.indicator_by_id)


@pytest.mark.parametrize("text", ["托位", "每千 托位", "childcare_slots", "Childcare 1,000", "  "])
def test_an_indicator_is_found_by_parts_of_any_of_its_names(choices: Choices, text: str) -> None:
    assert SLOTS in {one.indicator.id for one in choices.found(text)}


def test_a_word_that_no_name_holds_finds_nothing(choices: Choices) -> None:
    assert choices.found("托位 火星") == ()


def test_only_years_with_something_known_can_be_picked(choices: Choices) -> None:
    spoken = choices.panel.frame.groupby("indicator")["year"].agg(set)
    for one in choices.indicators:
        years = choices.years(one.indicator.id)
        assert set(years) <= spoken[one.indicator.id]
        assert choices.usual_year(one.indicator.id) in years


def test_the_usual_year_is_the_last_with_a_figure_not_that_of_a_later_target() -> None:
    aim = claim("a", ">=7", nature="target", period="2025")
    made = Choices(made_of(claim("a", "5"), claim("b", "4", period="2023"), aim))
    assert made.years("share") == (2023, 2024, 2025)
    assert made.usual_year("share") == 2024


def test_targets_can_be_picked_where_something_is_aimed_at(choices: Choices) -> None:
    assert choices.natures == ("actual", "target")
    aims = choices.of("target")
    said = choices.panel.known.claims
    aimed = set(said.loc[(said["nature"] == "target") & (said["subject"] == ""), "indicator"])
    assert {one.indicator.id for one in aims.indicators} == aimed
    assert choices.of("target", "towns") is choices.of("actual") is choices
    plain = Choices(made_of(claim("a", "5")))
    assert (plain.natures, plain.of("target")) == (("actual",), plain)


def test_years_counts_and_companions_are_those_of_the_targets() -> None:
    aim = {"nature": "target", "period": "2025"}
    made = Choices(
        made_of(
            *(claim("a", "5"), claim("a", ">=7", **aim), claim("b", "", **aim)),
            *(claim("b", "9", "beds", **aim), claim("b", "3", "cases", period="2025")),
        )
    )
    aims = made.of("target")
    assert (made.years("share"), aims.years("share"), aims.usual_year("share")) == (
        *((2024, 2025), (2025,)),
        2025,
    )
    (share, beds) = aims.indicators
    assert (share.figures, share.voices, beds.figures) == (1, 2, 1)
    assert [one.id for one in aims.companions("share", 2025)] == ["beds"]


def test_kinds_that_draw_more_than_targets_or_rank_them_say_so(choices: Choices) -> None:
    aims = choices.of("target")
    choice = aims.of_indicator(PLANS)
    reasons = {kind.name: kind.reason for kind in aims.kinds(choice)}
    for kind in ("coverage_matrix", "bullet", "trend"):
        assert "实绩和目标" in reasons[kind]
    assert "目标不参与排名" in reasons["rank_ranges"]
    assert [name for name, reason in reasons.items() if not reason] == list(AIMED)


def test_what_has_no_target_gives_way_to_what_has_and_the_other_way_round(
    choices: Choices,
) -> None:
    towns = choices.of_indicator("towns", Choice("towns", 2024, lang="en", size="half"))
    aims = choices.changed(towns, nature="target")
    assert (aims.indicator, aims.nature) == (
        choices.of("target").indicators[0].indicator.id,
        "target",
    )
    assert (aims.lang, aims.size, aims.year) == ("en", "half", 2025)
    slots = choices.changed(aims, indicator=SLOTS)
    assert (slots.indicator, slots.nature, slots.year) == (SLOTS, "target", 2025)
    back = choices.changed(slots, nature="actual")
    assert (back.indicator, back.nature, back.year) == (SLOTS, "actual", 2024)
    assert choices.changed(slots, indicator="towns") == replace(towns, kind=slots.kind)
    both = choices.changed(towns, indicator=SLOTS, nature="target", title="x")
    assert (both.nature, both.title) == ("target", "x")


def test_a_kind_applies_or_says_why_not(choices: Choices) -> None:
    for indicator in (SLOTS, "towns"):
        choice = choices.of_indicator(indicator)
        kinds = choices.kinds(choice)
        assert [kind.name for kind in kinds] == list(DESCRIPTIONS)
        for kind in kinds:
            assert bool(kind.reason) == (choices.reason_against(_of(choice, kind.name)) != "")


def _of(choice: Choice, kind: str) -> Choice:
    return replace(choice, kind=kind)


def test_every_kind_that_applies_can_be_drawn(choices: Choices, slots: Choice) -> None:
    applying = [kind.name for kind in choices.kinds(slots) if not kind.reason]
    assert applying == list(DESCRIPTIONS)
    for kind in applying:
        made = Recipe(choices.panel, _of(slots, kind), known=choices.compared)
        assert made.chart().kind == kind


def test_the_reasons_against_a_kind_are_the_register_s_or_the_data_s() -> None:
    made = Choices(made_of(claim("a", "12", "beds"), claim("b", "9", "beds")))
    reasons = {kind.name: kind.reason for kind in made.kinds(made.of_indicator("beds"))}
    assert "规模" in reasons["rank_ranges"]
    assert "一个年份" in reasons["trend"]
    assert "目标" in reasons["bullet"]
    assert "方位" in reasons["tile_grid"]
    assert "同主题" in reasons["split_columns"]
    assert reasons["value_kinds"] == ""


def test_the_reasons_are_english_where_the_page_is() -> None:
    made = Choices(made_of(claim("a", "12", "beds"), claim("b", "9", "beds")), "en")
    reasons = [kind.reason for kind in made.kinds(made.of_indicator("beds")) if kind.reason]
    assert reasons
    assert not re.search(r"[一-鿿]", "".join(reasons).replace("指标beds", ""))


def test_a_kind_that_no_longer_applies_gives_way(choices: Choices, slots: Choice) -> None:
    bullet = choices.settled(replace(slots, kind="bullet"))
    assert bullet.kind == "bullet"
    assert choices.of_indicator("towns", bullet).kind == "value_kinds"


def test_language_size_areas_and_kind_stay_when_the_indicator_changes(
    choices: Choices, slots: Choice
) -> None:
    before = replace(slots, lang="en", size="half", areas=("440705",), title="x", kind="trend")
    after = choices.of_indicator("population_resident", before)
    assert (after.lang, after.size, after.areas, after.kind) == ("en", "half", ("440705",), "trend")
    assert after.title == ""


# --- the code


CASES: list[dict[str, Any]] = [
    {},
    {"areas": ("440705", "440781")},
    {"lang": "en", "title": "Only Xinhui gives a figure"},
    {"title": '新会"高于"全国\\n</textarea>\n第二行', "areas": ("440705",)},
]


@pytest.mark.parametrize("kind", list(DESCRIPTIONS))
def test_the_code_makes_the_very_same_chart(choices: Choices, slots: Choice, kind: str) -> None:
    for changes in CASES[list(DESCRIPTIONS).index(kind) % 2 :: 2]:
        recipe = Recipe(choices.panel, replace(slots, kind=kind, **changes), known=choices.compared)
        assert run(recipe.code(), choices.panel).digest == recipe.chart().digest


@pytest.mark.parametrize("kind", AIMED)
@pytest.mark.parametrize("changes", CASES[:3], ids=["plain", "areas", "english"])
def test_the_code_makes_the_very_same_chart_of_targets(
    choices: Choices, kind: str, changes: dict[str, Any]
) -> None:
    aims = choices.of("target")
    choice = replace(aims.of_indicator(PLANS), kind=kind, **changes)
    recipe = Recipe(choices.panel, choice, known=aims.compared)
    calls = [line for line in recipe.code().splitlines() if "jm.compare(" in line]
    assert len(calls) == len(choice.indicators)
    assert recipe.code().count('nature="target"') == len(calls)
    assert run(recipe.code(), choices.panel).digest == recipe.chart().digest
    actual = Recipe(choices.panel, replace(choice, nature="actual"))
    assert "nature" not in actual.code()
    assert actual.chart().digest != recipe.chart().digest


def test_the_code_takes_ranks_as_stated_only_where_ranks_are_drawn(choices: Choices) -> None:
    choice = replace(choices.of_indicator(RATE), kind="rank_ranges", stated_ranks=True)
    recipe = Recipe(choices.panel, choice)
    assert "stated_ranks=True" in recipe.code()
    assert run(recipe.code(), choices.panel).digest == recipe.chart().digest
    plain = Recipe(choices.panel, replace(choice, stated_ranks=False))
    assert plain.chart().digest != recipe.chart().digest
    assert "stated" not in Recipe(choices.panel, replace(choice, kind="bullet")).code()


def test_the_code_calls_the_panel_what_the_notebook_calls_it(
    choices: Choices, slots: Choice
) -> None:
    mine = Recipe(choices.panel, slots, "面板")
    assert 'jm.compare(面板, "childcare_slots", year=2024)' in mine.code()
    covered = Recipe(choices.panel, replace(slots, kind="coverage_matrix"), "p").code()
    assert "p.coverage(" in covered
    assert "# panel = …" in Recipe(choices.panel, slots, "").code()


def test_areas_of_one_name_are_written_by_their_codes() -> None:
    made = made_of(claim("a", "5"), claim("b", "6"))
    register = made.register
    register.areas.loc[register.areas["code"] == "b", "name_zh"] = "a区"
    try:
        choice = Choice("share", 2024, areas=("a", "b"))
        assert '"a"' in Recipe(Choices(_fresh(made)).panel, choice).code()
    finally:
        register.areas.loc[register.areas["code"] == "b", "name_zh"] = "b区"


def _fresh(panel: Panel) -> Panel:
    """Return the panel under a register that has not looked up any name yet."""
    register = replace(panel.register)
    return jm.normalise(jm.Observations.from_frame(panel.observations.frame, register))


def test_the_export_line_is_no_longer_than_it_must_be() -> None:
    assert export_line("x", ["png"], "doc") == (
        'jm.export(figure, "x", formats=["png"], size="doc")'
    )


def test_what_was_compared_is_compared_once(choices: Choices, slots: Choice) -> None:
    known: dict[str, Any] = {}
    Recipe(choices.panel, slots, known=known).chart()
    first = dict(known)
    Recipe(choices.panel, replace(slots, kind="bullet", lang="en"), known=known).chart()
    assert [known[key] is first[key] for key in known] == [True]


# --- opening it


def test_without_ipywidgets_it_says_how_to_install_them(
    panel: Panel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jmanalysis.explorer.find_spec", lambda _: None)
    with pytest.raises(MissingExtraError, match=re.escape('pip install "jmanalysis[lab]"')):
        explore(panel)


def test_ipywidgets_are_there_in_the_tests() -> None:
    assert importlib.util.find_spec("ipywidgets") is not None


def test_it_refuses_what_is_no_panel_and_no_language(panel: Panel) -> None:
    with pytest.raises(JmanalysisError, match="Panel"):
        explore(jm.load())  # type: ignore[arg-type]
    with pytest.raises(UnknownNameError, match="de"):
        explore(panel, lang="de")  # type: ignore[arg-type]


def test_it_is_reached_by_the_public_name() -> None:
    assert jm.explore is explore


LABELS: dict[Lang, set[str]] = {
    "zh": {
        *(
            "查找指标",
            "指标",
            "性质",
            "年份",
            "图形",
            "语言",
            "版面",
            "并列指标",
            "采用材料所称的名次",
        ),
        *("标题", "恢复拟题", "预览", "文件夹", "文件名", "导出", "进度", "蓬江区", "恩平市"),
        *("png 图片", "svg 矢量图", "pdf 文件", "html 网页", "csv 数据"),
        *("pptx 幻灯片", "docx 文档", "xlsx 工作簿"),
    },
    "en": {
        *("Find indicator", "Indicator", "Nature", "Year", "Chart", "Language", "Size"),
        *("Beside it",),
        *("Take ranks as stated", "Title", "Draft title", "Preview", "Folder", "File name"),
        *("Export", "Progress", "Pengjiang", "Enping", "png picture", "xlsx workbook"),
    },
}


NATURES = {"zh": ["实绩", "目标"], "en": ["Actual figures", "Targets"]}


@pytest.mark.usefixtures("undrawn")
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_control_has_a_label_in_the_language_of_the_page(panel: Panel, lang: Lang) -> None:
    page = explore(panel, lang=lang).controls
    controls = [*vars(page).values(), *page.areas.values(), *page.formats.values()]
    given = {control.description for control in controls if hasattr(control, "description")}
    assert LABELS[lang] <= given
    assert [name for name, _ in page.nature.options] == NATURES[lang]
    if lang == "en":
        labels = "".join(given) + page.coverage.value + page.code.value + page.left_out.value
        assert not re.search(r"[一-鿿（）：]", labels)


def test_it_knows_the_name_of_its_panel_in_the_notebook() -> None:
    from IPython.core.interactiveshell import InteractiveShell

    panel = made_of(claim("a", "5"))
    shell = InteractiveShell.instance()
    try:
        shell.user_ns.update(_panel=panel, 数据=panel)
        assert explore(panel).panel_name == "数据"
        shell.user_ns["panel"] = panel
        assert explore(panel).panel_name == "panel"
        shell.user_ns.clear()
        assert explore(panel).panel_name == ""
    finally:
        InteractiveShell.clear_instance()


def test_it_shows_itself_as_a_widget_with_a_text_that_stays_the_same(explorer: Explorer) -> None:
    shown = explorer._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in shown
    assert shown["text/plain"] == repr(explorer)
    assert re.fullmatch(r"<Explorer childcare_slots 2024 value_kinds [0-9a-f]{12}>", repr(explorer))


# --- driving it


def shown_chart(explorer: Explorer) -> Chart:
    assert explorer.error is None
    assert explorer.chart is not None
    return explorer.chart


def test_coverage_is_seen_before_anything_else(explorer: Explorer) -> None:
    strip = explorer.controls.coverage.value
    chips = strip.partition("</style>")[2]
    assert chips.index("每千人口托位数") < chips.index("jm-exact")
    assert "≥5.5" in chips
    assert "托位数超额完成任务" in chips
    assert chips.count("jm-silent") == 4
    assert explorer.widget.children[1] is explorer.controls.coverage


@pytest.mark.usefixtures("undrawn")
def test_each_control_changes_the_chart_and_the_code_with_it(
    explorer: Explorer, panel: Panel
) -> None:
    page = explorer.controls
    steps = [
        (page.kind, "bullet"),
        (page.lang, "en"),
        (page.areas["440703"], False),
        (page.kind, "split_columns"),
        (page.beside, ("childcare_places",)),
        (page.title, "Xinhui and the others"),
        (page.indicator, RATE),
        (page.kind, "rank_ranges"),
        (page.stated, True),
        (page.year, 2025),
        (page.lang, "zh"),
        (page.indicator, SLOTS),
        (page.kind, "trend"),
    ]
    seen = [shown_chart(explorer).digest]
    for control, value in steps:
        control.value = value
        seen.append(shown_chart(explorer).digest)
        if control in (page.beside, page.stated, page.title):
            assert run(explorer.code, panel).digest == seen[-1]
    assert len(set(seen)) >= len(seen) - 1  # a year may leave a chart of ranks as it was


@pytest.mark.usefixtures("undrawn")
def test_targets_are_picked_and_everything_follows_them(explorer: Explorer, panel: Panel) -> None:
    page = explorer.controls
    page.title.value = "七地托位"
    page.kind.value = "bullet"
    page.nature.value = "target"
    assert (page.indicator.value, page.year.value, page.kind.value) == (SLOTS, 2025, "value_kinds")
    assert [year for _, year in page.year.options] == [2025]
    assert [kind for _, kind in page.kind.options] == ["value_kinds", "tile_grid"]
    assert len(page.indicator.options) == len(explorer.choices.of("target").indicators)
    assert "目标对照图：这种图把实绩和目标画在一起" in page.left_out.value
    assert page.title.value == "7地中只有台山给出每千人口托位数2025年目标≥5.5个"
    assert page.file.value == "childcare_slots_2025_targets"
    assert 'jm.compare(panel, "childcare_slots", year=2025, nature="target")' in explorer.code
    assert run(explorer.code, panel).digest == shown_chart(explorer).digest
    page.search.value = "村卫生站"
    assert seen(explorer) == []
    page.search.value = ""
    page.nature.value = "actual"
    assert (page.indicator.value, page.year.value) == (SLOTS, 2024)
    assert "nature" not in explorer.code


@pytest.mark.usefixtures("undrawn")
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_coverage_of_targets_is_that_of_targets(lang: Lang) -> None:
    aim = {"nature": "target", "words": "力争提高"}
    explorer = explore(
        made_of(claim("a", "5"), claim("a", ">=7", **aim), claim("b", **aim)), lang=lang
    )
    assert "◇" not in explorer.controls.coverage.value.partition("</style>")[2]
    explorer.pick(nature="target")
    strip = explorer.controls.coverage.value.partition("</style>")[2]
    assert ("2024年目标" if lang == "zh" else "target 2024") in strip
    assert re.findall("◇ [^<]+</span> ([^<]+)<", strip) == ["≥7", "“力争提高”"]
    assert ("目标" if lang == "zh" else "target or plan") in strip
    assert strip.count("jm-unread") == 1


@pytest.mark.usefixtures("undrawn")
def test_where_nothing_is_aimed_at_there_is_nothing_to_pick() -> None:
    page = explore(made_of(claim("a", "5"))).controls
    assert page.nature.layout.display == "none"
    assert [nature for _, nature in page.nature.options] == ["actual"]


def test_only_kinds_that_apply_can_be_picked_and_the_others_say_why(explorer: Explorer) -> None:
    explorer.controls.indicator.value = "towns"
    offered = {name for _, name in explorer.controls.kind.options}
    assert "bullet" not in offered
    assert "目标对照图：没有目标可以对照" in explorer.controls.left_out.value


@pytest.mark.usefixtures("undrawn")
def test_controls_that_do_not_matter_are_out_of_the_way(explorer: Explorer) -> None:
    page = explorer.controls
    for _, kind in page.kind.options:
        page.kind.value = kind
        assert (page.beside.layout.display != "none") == (kind in SEVERAL)
        assert (page.stated.layout.display != "none") == (kind == "rank_ranges")


def seen(explorer: Explorer) -> list[str]:
    """Return the indicators that the page shows in its list: those that no rule of style hides."""
    page = explorer.controls
    rules = re.findall(r"\.([\w-]+) option:nth-child\((\d+)\)", page.hidden.value)
    assert {name for name, _ in rules} <= set(page.indicator._dom_classes)
    hidden = {int(place) for _, place in rules}
    return [name for n, (name, _) in enumerate(page.indicator.options, 1) if n not in hidden]


def test_typing_a_search_filters_the_list_and_leaves_the_chart(explorer: Explorer) -> None:
    before, page = shown_chart(explorer), explorer.controls
    everything = seen(explorer)
    page.search.value = "村卫生站"
    assert 0 < len(seen(explorer)) < len(everything)
    assert all("村卫生站" in name for name in seen(explorer))
    assert explorer.chart is before
    page.search.value = "火星"
    assert seen(explorer) == []
    assert "火星" in page.messages.value
    page.search.value = ""
    assert seen(explorer) == everything
    assert page.indicator.value == SLOTS


@pytest.mark.usefixtures("undrawn")
@pytest.mark.parametrize("searched", [("托位",), ("推荐标准", ""), ("火星", "卫生")])
def test_a_click_picks_what_the_page_showed_however_the_list_was_filtered_since(
    explorer: Explorer, searched: tuple[str, ...]
) -> None:
    page = explorer.controls
    for text in searched:
        shown = page.indicator.options
        place, (_, clicked) = next(
            (n, one) for n, one in enumerate(shown) if n and one[1] != explorer.choice.indicator
        )
        page.search.value = text  # it arrives before the click does
        page.indicator.set_state({"index": place})  # a page tells the place, nothing else
        assert explorer.choice.indicator == clicked
        assert page.indicator.value == clicked


@pytest.mark.usefixtures("undrawn")
def test_what_was_searched_for_stays_hidden_from_another_list(explorer: Explorer) -> None:
    page = explorer.controls
    page.search.value = "托位"
    page.nature.value = "target"
    assert seen(explorer) == ["每千人口托位数（1地有数值，1地提到）"]


@pytest.mark.usefixtures("undrawn")
def test_the_filter_of_one_explorer_leaves_another_alone() -> None:
    one, other = (explore(made_of(claim("a", "5"))) for _ in range(2))
    one.controls.search.value = "火星"
    (name,) = set(re.findall(r"\.([\w-]+) option", one.controls.hidden.value))
    assert name not in other.controls.indicator._dom_classes


def test_a_headline_that_says_too_much_is_warned_of_in_its_place(explorer: Explorer) -> None:
    explorer.controls.title.value = "新会高于全国"
    assert "高于" in explorer.controls.messages.value
    assert shown_chart(explorer).title == "新会高于全国"
    assert shown_chart(explorer).warnings


def test_an_empty_title_or_the_button_brings_the_draft_back(explorer: Explorer) -> None:
    page, draft = explorer.controls, explorer.controls.title.value
    assert draft == shown_chart(explorer).title
    for restore in (lambda: setattr(page.title, "value", "  "), page.draft.click):
        page.title.value = "别的标题"
        assert shown_chart(explorer).title == "别的标题"
        restore()
        assert page.title.value == shown_chart(explorer).title == draft
        assert "title=" not in explorer.code


def test_a_draft_follows_the_choice_and_an_own_title_stays(explorer: Explorer) -> None:
    page = explorer.controls
    page.kind.value = "bullet"
    assert "台山只有2025年目标" in page.title.value
    page.title.value = "七地托位"
    page.kind.value = "tile_grid"
    assert shown_chart(explorer).title == "七地托位"


def test_the_picture_is_twice_as_sharp_as_it_is_shown(explorer: Explorer) -> None:
    for size, at_least in (("slide", 1920), ("doc", 1440)):
        explorer.controls.size.value = size
        value = explorer.controls.picture.value
        data = b64decode(value.partition("base64,")[2].partition('"')[0])
        width = struct.unpack(">I", data[16:20])[0]
        shown = int(re.findall(r'width="(\d+)"', value)[0])
        assert width >= at_least
        assert abs(width - 2 * shown) <= 2
        assert f'alt="{shown_chart(explorer).alt[:8]}' in value


def test_the_interactive_form_takes_the_place_of_the_picture(explorer: Explorer) -> None:
    page = explorer.controls
    page.preview.value = "interactive"
    assert page.picture.value == ""
    assert "application/vnd.plotly.v1+json" in page.interactive.outputs[0]["data"]
    page.preview.value = "static"
    assert page.interactive.outputs == ()
    assert page.picture.value


def test_what_cannot_be_drawn_is_said_briefly_and_no_old_picture_stays(explorer: Explorer) -> None:
    page = explorer.controls
    page.size.value = "half"
    page.title.value = "新会𠮷"
    page.size.value = "slide"
    assert explorer.chart is None
    assert page.picture.value == ""
    assert "jm-error" in page.messages.value
    assert isinstance(explorer.error, JmanalysisError)
    assert page.messages.value.count("<br>") <= 3
    page.draft.click()
    assert explorer.error is None
    assert page.picture.value


def test_what_nobody_foresaw_is_shown_and_raised(
    explorer: Explorer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> str:
        raise ZeroDivisionError("broken")

    monkeypatch.setattr("jmanalysis.explorer.pieces.picture", broken)
    with pytest.raises(ZeroDivisionError):
        explorer.controls.kind.value = "bullet"
    assert "ZeroDivisionError: broken" in explorer.controls.messages.value
    assert explorer.chart is None


def test_no_area_ticked_is_said_and_the_chart_stays(explorer: Explorer) -> None:
    for tick in explorer.controls.areas.values():
        tick.value = False
    assert "至少勾选一个地区" in explorer.controls.messages.value
    assert shown_chart_ignoring_errors(explorer).rows


def shown_chart_ignoring_errors(explorer: Explorer) -> Chart:
    assert explorer.chart is not None
    return explorer.chart


# --- exporting


def test_the_button_writes_what_the_code_would(
    explorer: Explorer, panel: Panel, tmp_path: Path
) -> None:
    told: list[int] = []
    page = explorer.controls
    page.progress.observe(lambda event: told.append(event["new"]), "value")
    page.export.click()
    assert [path.name for path in explorer.files] == [
        "childcare_slots_2024.png",
        "childcare_slots_2024.csv",
    ]
    assert told[-1] == page.progress.max == 2
    line = next(line for line in explorer.code.splitlines() if line.startswith("# jm.export"))
    names: dict[str, Any] = {"jm": jm, "figure": run(explorer.code, panel)}
    exec(line.removeprefix("# ").replace("childcare_slots_2024", "again"), names)
    for ending in ("png", "csv"):
        mine = tmp_path / "briefing" / f"childcare_slots_2024.{ending}"
        assert mine.read_bytes() == (tmp_path / "briefing" / f"again.{ending}").read_bytes()


def test_the_files_are_listed_with_links_that_the_notebook_can_follow(
    explorer: Explorer, tmp_path: Path
) -> None:
    page = explorer.controls
    page.folder.value = "图 表"
    page.export.click()
    html = page.files.outputs[0]["data"]["text/html"]
    for address in re.findall(r'href="([^"]+)"', html):
        assert (tmp_path / unescape(address)).is_file()
    outside = tmp_path.parent / f"{tmp_path.name}-outside"
    page.folder.value = str(outside)
    page.export.click()
    html = page.files.outputs[0]["data"]["text/html"]
    assert "href" not in html
    assert str(outside) in html


def test_the_name_of_the_files_follows_what_is_shown_until_it_is_given(explorer: Explorer) -> None:
    page = explorer.controls
    page.kind.value = "bullet"
    assert page.file.value == "childcare_slots_2024_bullet"
    page.file.value = "我的图"
    page.indicator.value = RATE
    assert page.file.value == "我的图"
    page.file.value = ""
    assert page.file.value == "recommended_standard_rate_2024_bullet"


def test_an_export_that_fails_says_so_and_writes_nothing(
    explorer: Explorer, tmp_path: Path
) -> None:
    (tmp_path / "briefing").write_text("a file where the folder should be")
    page = explorer.controls
    page.export.click()
    assert "jm-error" in page.messages.value
    assert page.files.outputs == ()
    assert explorer.files == ()
    assert not page.export.disabled
    assert page.progress.layout.visibility == "hidden"


def test_no_format_ticked_is_said(explorer: Explorer) -> None:
    for tick in explorer.controls.formats.values():
        tick.value = False
    explorer.controls.export.click()
    assert "至少勾选一种格式" in explorer.controls.messages.value
    assert "jm.export" not in explorer.code


def test_the_size_and_the_formats_reach_the_files(explorer: Explorer) -> None:
    page = explorer.controls
    page.size.value = "half"
    page.formats["csv"].value = False
    page.formats["svg"].value = True
    page.export.click()
    assert [path.name for path in explorer.files] == [
        "childcare_slots_2024-half.png",
        "childcare_slots_2024-half.svg",
    ]


def test_the_code_area_holds_the_code_and_nothing_that_it_is_not(explorer: Explorer) -> None:
    explorer.controls.title.value = "</textarea><script>alert(1)</script>"
    area = explorer.controls.code.value
    assert "<script" not in area
    held = re.findall(r"<textarea[^>]*>(.*?)</textarea>", area, re.DOTALL)
    assert unescape(held[0]) == explorer.code


def test_a_made_up_city_is_explored_like_any_other() -> None:
    made = made_of(claim("a", ">90"), claim("b", "80"), claim("a", "12", "beds"))
    explorer = explore(made)
    assert shown_chart(explorer).kind == "value_kinds"
    assert set(explorer.controls.areas) == {"a", "b", "c"}
    assert "无材料" in explorer.controls.coverage.value
