"""Names that complete with Tab: each is its id, and its help says what it stands for."""

from __future__ import annotations

import copy
import pickle
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from claims_kit import claim
from claims_kit import panel as made_of

import jmanalysis as jm
from jmanalysis import Panel, names
from jmanalysis.errors import UnknownNameError


@pytest.fixture(scope="module")
def shell() -> Iterator[Any]:
    """Start an IPython without a terminal, with a panel in it."""
    from IPython.core.interactiveshell import InteractiveShell

    made: Any = InteractiveShell.instance()
    made.run_cell("import jmanalysis as jm\npanel = jm.normalise(jm.load())")
    yield made
    InteractiveShell.clear_instance()


def completed(shell: Any, text: str) -> set[str]:
    from IPython.core.completer import provisionalcompleter

    with provisionalcompleter():
        return {one.text for one in shell.Completer.completions(text, len(text))}


def test_a_name_is_its_id() -> None:
    assert jm.indicators.childcare_slots == "childcare_slots"
    assert jm.indicators.每千人口托位数 == "childcare_slots"
    assert jm.indicators["每千人口托位数"] == "childcare_slots"
    assert jm.areas.新会区 == jm.areas["440705"] == "440705"
    assert isinstance(jm.areas.新会区, str)


def test_a_name_is_taken_wherever_an_id_is(panel: Panel) -> None:
    by_name = jm.compare(panel, panel.indicators.每千人口托位数, year=2024, areas=[jm.areas.新会区])
    assert by_name.frame["value"].tolist() == ["6.12"]


def test_its_help_says_name_unit_definition_caution_and_claims(panel: Panel) -> None:
    help_text = panel.indicators.childcare_slots.__doc__ or ""
    claims = panel.observations.frame
    for part in ("每千人口托位数", "个/千人", "定义：", "不能单凭数值断言高低"):
        assert part in help_text
    assert f"{(claims['indicator'] == 'childcare_slots').sum()} 条" in help_text
    assert "江门市" in (panel.areas.新会区.__doc__ or "")


def test_what_no_source_defines_says_so(panel: Panel) -> None:
    bare = next(one for one in panel.indicators if not one.definition)
    assert "均未给出" in (bare.__doc__ or "")


def test_a_name_survives_copying_and_saving(panel: Panel) -> None:
    one = panel.indicators.childcare_slots
    for again in (pickle.loads(pickle.dumps(one)), copy.deepcopy(one)):
        assert (again, again.__doc__, again.unit) == (one, one.__doc__, one.unit)
    assert pickle.loads(pickle.dumps(panel.areas)).新会区 == "440705"


def test_the_panel_s_names_are_those_of_its_own_register() -> None:
    made = made_of(claim("a", "5"), claim("a", "6", "beds"), claim("b", "7"))
    assert set(made.indicators) == set(made.register.indicator_by_id)
    assert made.indicators.share.claims == 2
    assert made.areas["a区"] == "a"
    assert "childcare_slots" not in made.indicators


def test_an_unknown_name_is_answered_with_close_ones() -> None:
    with pytest.raises(UnknownNameError, match="childcare_slots"):
        jm.indicators["childcare_slot"]
    with pytest.raises(AttributeError, match="childcare_slots"):
        jm.indicators.childcare_slot  # noqa: B018
    assert not hasattr(jm.areas, "火星")
    assert not hasattr(jm.areas, "_ipython_display_")


def test_a_chinese_name_that_two_share_leads_nowhere() -> None:
    made = made_of(claim("a", "5"))
    register = made.register
    twice = register.areas.assign(name_zh="同名")
    claims = made.observations.frame
    found = names.AreaNames.of(
        type(register)(twice, register.indicators, register.documents), claims
    )
    assert "同名" not in found
    assert found["a"] == "a"


def test_the_table_of_names_can_be_searched_by_eye(panel: Panel) -> None:
    html = panel.indicators._repr_html_()
    assert html.count("<tr>") == len(panel.indicators) + 1
    assert "<th>中文名</th>" in html
    assert "每千人口托位数" in repr(jm.indicators) + html
    assert list(jm.areas.frame.columns) == ["id", "name_zh", "name_en", "parent", "claims"]


def test_the_facts_of_another_folder_give_their_own_names(
    seeds_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import shutil

    folder = shutil.copytree(seeds_folder, tmp_path / "seeds")
    table = folder / "areas.csv"
    table.write_text(table.read_text("utf-8").replace("新会区", "虚构区"), "utf-8")
    monkeypatch.setenv("JMANALYSIS_SEEDS", str(folder))
    assert jm.areas.虚构区 == "440705"
    assert "新会区" not in jm.areas
    monkeypatch.delenv("JMANALYSIS_SEEDS")
    assert jm.areas.新会区 == "440705"


def test_nothing_is_read_before_a_name_is_asked_for() -> None:
    read = "print(names._of_folder.cache_info().currsize, end='')"
    code = f"import jmanalysis as jm; from jmanalysis import names; {read}; jm.areas.新会区; {read}"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "01"


@pytest.mark.parametrize("of", ["panel.indicators", "jm.indicators"])
def test_tab_completes_ids_and_chinese_names_after_a_dot_and_in_brackets(
    shell: Any, of: str
) -> None:
    assert {"childcare_slots", "childcare_places"} <= completed(shell, f"{of}.childcare_")
    assert completed(shell, f"{of}.每千") == {"每千人口托位数"}
    assert "childcare_slots" in completed(shell, f'{of}["childcare_')
    assert completed(shell, f'{of}["每千') == {"每千人口托位数"}
    assert "新会区" in completed(shell, f'{of.replace("indicators", "areas")}["新')


def test_a_name_that_python_cannot_spell_is_offered_in_brackets_alone(panel: Panel) -> None:
    name = "高质量医疗覆盖镇（街）"
    assert name in panel.indicators._ipython_key_completions_()
    assert name not in dir(panel.indicators)


def test_help_on_hovering_says_what_the_indicator_is(shell: Any) -> None:
    shown = shell.object_inspect_mime("jm.indicators.childcare_slots")["text/plain"]
    assert "每千人口托位数" in shown
    assert "个/千人" in shown
