from __future__ import annotations

import re
import time
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest
from claims_kit import claim, observations, register
from hypothesis import given, settings
from hypothesis import strategies as st

import jmanalysis as jm
from jmanalysis.cli import main
from jmanalysis.differences import Differences, diff
from jmanalysis.register import Register
from jmanalysis.vocabulary import CLAIM_COLUMNS

Claims = list[dict[str, str]]
BASE = [
    claim("a", "90", id="p-1", line_start="3"),
    claim("b", ">95", id="p-2", line_start="4"),
    claim("a", "40", "beds", id="p-3", line_start="5"),
]


def changes(found: Differences) -> list[tuple[str, str, str, str]]:
    columns = ["change", "id", "before", "after"]
    return [tuple(row) for row in found.claims[columns].itertuples(index=False)]


def of(before: Claims, after: Claims) -> Differences:
    return diff(observations(before), observations(after))


def own_register(*documents: str) -> Register:
    """Return the made-up register with documents that are numbered anew at every reading."""
    table = register().documents
    row = table[table["id"] == "paper"].iloc[0].to_dict() | {"standing": "own"}
    more = pd.DataFrame([row | {"id": name} for name in documents], columns=table.columns)
    return replace(register(), documents=pd.concat([table, more], ignore_index=True))


def own(document: str, *claims: dict[str, str]) -> jm.Observations:
    """Return claims of one's own table, numbered as they come and named by their cells."""
    rows = [
        one | {"document": document, "id": f"{document}-{n}", "line_start": f"表1!B{n + 2}"}
        for n, one in enumerate(claims)
    ]
    return jm.Observations.from_frame(
        pd.DataFrame(rows, columns=list(CLAIM_COLUMNS), dtype="str"), own_register(document)
    )


# claims


def test_the_same_claims_do_not_differ() -> None:
    found = of(BASE, list(reversed(BASE)))
    assert not found
    assert found.report() == "两次读入没有不同。"
    assert found.report("en") == "The two do not differ."
    assert "没有不同" in found._repr_html_()


def test_a_new_claim_is_added_and_a_missing_one_removed() -> None:
    found = of(BASE, [*BASE[1:], claim("b", "30", "beds", id="p-4")])
    assert changes(found) == [("added", "p-4", "", "30张"), ("removed", "p-1", "90%", "")]


def test_a_published_id_makes_it_the_same_claim() -> None:
    found = of(BASE, [BASE[0] | {"value": "91"}, *BASE[1:]])
    assert changes(found) == [("changed", "p-1", "90%", "91%")]
    assert found.claims["fields"].tolist() == ["value"]


def test_another_area_under_the_same_id_is_told_as_such() -> None:
    found = of(BASE, [BASE[0] | {"area": "c"}, *BASE[1:]])
    assert changes(found) == [("changed", "p-1", "90%（area: a）", "90%（area: c）")]


def test_another_place_or_note_only_is_moved() -> None:
    found = of(BASE, [BASE[0] | {"line_start": "7", "note": "see page 2"}, *BASE[1:]])
    assert changes(found) == [("moved", "p-1", "90%", "90%")]
    assert found.claims["fields"].tolist() == ["line_start note"]
    assert not len(found.cells)
    assert not len(found.charts)


def test_a_published_claim_that_is_replaced_is_not_the_same_claim() -> None:
    found = of(BASE, [BASE[0] | {"id": "p-9"}, *BASE[1:]])
    assert changes(found) == [("moved", "p-9", "90%", "90%")]
    found = of(BASE, [BASE[0] | {"id": "p-9", "value": "91"}, *BASE[1:]])
    assert {row[0] for row in changes(found)} == {"added", "removed"}


def test_a_row_put_into_ones_own_table_is_one_claim_more() -> None:
    rows = claim("a", "90"), claim("b", "80"), claim("c", "70")
    more = claim("city", "85")
    found = diff(own("年报", *rows), own("年报", more, *rows))
    assert sorted(row[0] for row in changes(found)) == ["added", "moved", "moved", "moved"]
    assert found.cells[["area", "before", "after"]].to_numpy().tolist() == [["city", "", "85%"]]


def test_a_changed_figure_of_ones_own_table_is_found_whatever_its_number() -> None:
    rows = claim("a", "90"), claim("b", "80"), claim("c", "70")
    found = diff(own("年报", *rows), own("年报", rows[2], rows[0], claim("b", "81")))
    told = [row for row in changes(found) if row[0] != "moved"]
    assert told == [("changed", "年报-2", "80%", "81%")]


def test_last_years_workbook_under_another_name_is_held_against_this_ones() -> None:
    rows = claim("a", "90"), claim("b", "80")
    found = diff(own("第一稿", *rows), own("第二稿", rows[0], claim("b", "81")))
    assert sorted(changes(found)) == [
        ("changed", "第二稿-1", "80%", "81%"),
        ("moved", "第二稿-0", "90%", "90%"),
    ]


def test_words_without_a_number_are_told_as_words() -> None:
    before = [claim("a", "", words="稳步提升")]
    found = of(before, [before[0] | {"words": "显著提升"}])
    assert changes(found) == [("changed", "x0", "稳步提升", "显著提升")]
    assert len(found.charts)


# cells, ranks, charts


def test_a_cell_is_told_with_value_kind_and_target() -> None:
    after = [BASE[0] | {"value": ">90"}, *BASE[1:]]
    after += [claim("a", "95", id="p-5", nature="target")]
    found = of(BASE, after)
    assert found.cells.to_dict("records") == [
        {
            "indicator": "share",
            "indicator_name": "指标share",
            "area": "a",
            "name": "a区",
            "subject": "",
            "period": "2024",
            "tally": "none",
            "before": "90%",
            "after": ">90%",
            "before_status": "exact",
            "after_status": "bound",
            "before_target": "",
            "after_target": "95%",
        }
    ]


def test_contradicting_claims_make_the_cell_conflicting() -> None:
    found = of(BASE, [*BASE, claim("a", "80", id="q-1", document="other_paper")])
    assert found.cells[["before_status", "after_status"]].to_numpy().tolist() == [
        ["exact", "conflicting"]
    ]


def test_a_second_source_of_the_same_figure_changes_a_chart_and_no_cell() -> None:
    found = of(BASE, [*BASE, claim("a", "90", id="q-1", document="other_paper")])
    assert not len(found.cells)
    assert found.charts.to_dict("records") == [
        {"indicator": "share", "indicator_name": "指标share", "year": 2024, "areas": "a区"}
    ]


def test_a_derived_rate_follows_from_its_counts() -> None:
    counts = [claim("a", "40", "beds", id="p-1"), claim("a", "10000", "people", id="p-2")]
    more = [*counts[:1], counts[1] | {"value": "8000"}]
    found = of(counts, more)
    rate = found.cells[found.cells["indicator"] == "bed_rate"]
    assert rate[["before", "after"]].to_numpy().tolist() == [["4张/千人", "5张/千人"]]
    assert "bed_rate" in set(found.charts["indicator"])


def test_ranges_of_places_are_those_of_a_comparison() -> None:
    before = [claim("a", "90"), claim("b", "80"), claim("c", "70")]
    after = [*before[:2], claim("c", "85")]
    found = of(before, after)
    told = found.ranks[["area", "before", "after"]].to_numpy().tolist()
    assert told == [["b", "2", "3"], ["c", "3", "2"]]
    old, new = (
        jm.compare(jm.normalise(observations(one)), "share", year=2024).frame
        for one in (before, after)
    )
    assert old["rank_best"].tolist() == [1, 2, 3]
    assert new["rank_best"].tolist() == [1, 3, 2]


def test_what_may_not_be_ranked_has_no_places() -> None:
    found = of(BASE, [*BASE[:2], BASE[2] | {"value": "50"}])
    assert found.charts["indicator"].tolist() == ["beds"]
    assert not len(found.ranks)


def test_a_target_changes_the_charts_of_the_years_before_it() -> None:
    before = [claim("a", "90"), claim("a", "88", period="2023", document="other_paper")]
    after = [*before, claim("a", "95", period="2025", nature="target")]
    found = of(before, after)
    assert found.charts["year"].tolist() == [2023, 2024, 2025]
    assert not len(found.ranks)


def test_the_charts_that_differ_are_exactly_those_named() -> None:
    others = [claim("a", "90"), claim("a", "12", "cases"), claim("a", "4", "beds")]
    before, after = [claim("b", "80"), *others], [claim("b", "81"), *others]
    found = of(before, after)
    named = {(r.indicator, r.year) for r in found.charts.itertuples()}
    really = set()
    for name in ("share", "cases", "beds"):
        old, new = (
            jm.compare(jm.normalise(observations(one)), name, year=2024).frame["value"].tolist()
            for one in (before, after)
        )
        if old != new:
            really.add((name, 2024))
    assert named == really == {("share", 2024)}


def test_newly_read_areas_are_told_once_and_not_as_charts() -> None:
    one = observations(BASE)
    table = register().documents.copy()
    table.loc[table["id"] == "paper", "areas"] = "a b c city"
    other = jm.Observations.from_frame(one.frame, replace(register(), documents=table))
    found = diff(one, other)
    assert found.coverage.to_dict("records") == [
        {"area": "c", "name": "c区", "year": 2024, "change": "added"}
    ]
    assert not len(found.charts)
    assert "通读范围" in found.report()


def test_both_sides_stay_as_they_are() -> None:
    one, other = observations(BASE), observations(BASE[:2])
    before = one.frame, other.frame
    diff(one, other)
    pd.testing.assert_frame_equal(before[0], one.frame)
    pd.testing.assert_frame_equal(before[1], other.frame)


# telling


def test_the_report_speaks_the_readers_language() -> None:
    found = of(BASE, [BASE[0] | {"value": "91"}, *BASE[1:]])
    zh, en = found.report(), found.report("en")
    assert "~ p-1 a区 指标share 2024 90% → 91%（数值）" in zh
    assert "变化的图" in zh
    assert "~ p-1 a share 2024 90% → 91% (value)" in en
    assert not re.search("[一-鿿]", en)


def test_the_display_is_in_chinese_and_escapes_what_it_shows() -> None:
    found = of(BASE, [*BASE, claim("c", "", words="<b>好</b>", id="p-8")])
    shown = found._repr_html_()
    assert "说法：新增 1" in shown
    assert "&lt;b&gt;好" in shown
    assert "<b>" not in shown


def test_long_lists_say_how_much_more_there_is() -> None:
    after = [claim("a", f"{n}", subject=f"医院{n}", id=f"n-{n}") for n in range(60)]
    assert "另有 20 行" in of(BASE, [*BASE, *after]).report()


def test_the_command_tells_the_difference_of_two_tables(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, value in (("旧.csv", "6.1"), ("新.csv", "6.2")):
        text = f"地区,每千人口托位数（个/千人）\n新会,{value}\n台山,5\n"
        (tmp_path / name).write_text(text, "utf-8")
    old, new = (str(tmp_path / name) for name in ("旧.csv", "新.csv"))
    assert main(["diff", old, new, "--year", "2024"]) == 0
    said = capsys.readouterr().out
    assert "6.1个/千人 → 6.2个/千人" in said
    assert "每千人口托位数 2024（新会区" in said


@pytest.mark.filterwarnings("always::jmanalysis.loading.LoadWarning")
def test_the_command_says_in_english_what_it_could_not_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "新.csv"
    table.write_text("地区,2024年现有托位,同比\n新会,5,1\n", "utf-8")
    assert main(["diff", str(table), str(table), "--lang", "en"]) == 0
    assert "'同比' in the head is not known; see" in capsys.readouterr().err


# laws


values = st.sampled_from(["10", ">20", "30", "[40,50]", "<5", ""])
tables = st.lists(
    st.builds(
        lambda area, indicator, value, year: claim(area, value, indicator, period=year),
        st.sampled_from("abc"),
        st.sampled_from(["share", "beds", "cases"]),
        values,
        st.sampled_from(["2023", "2024"]),
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=5, deadline=None)
@given(before=tables, after=tables)
def test_differences_there_and_back_are_mirrored(before: Claims, after: Claims) -> None:
    there, back = of(before, after), of(after, before)
    counts = there.claims["change"].value_counts()
    assert counts.get("added", 0) - counts.get("removed", 0) == len(after) - len(before)
    swap = {"added": "removed", "removed": "added"}
    mirrored = sorted((swap.get(c, c), b, a) for c, _, a, b in changes(there))
    assert mirrored == sorted((c, a, b) for c, _, a, b in changes(back))
    assert sorted(zip(there.cells["before"], there.cells["after"], strict=True)) == sorted(
        zip(back.cells["after"], back.cells["before"], strict=True)
    )
    assert set(map(tuple, there.charts[["indicator", "year"]].to_numpy())) == set(
        map(tuple, back.charts[["indicator", "year"]].to_numpy())
    )


def test_the_packaged_claims_are_told_apart_in_a_second(claims: jm.Observations) -> None:
    frame = claims.frame.drop(columns="low")
    frame.loc[frame["words"] == "每千人口托位数6.12个", "value"] = "6.2"
    later = jm.Observations.from_frame(frame, claims.register)
    diff(claims, later)
    began = time.perf_counter()
    found = diff(claims, later)
    assert time.perf_counter() - began < 3  # a third of it, and less, where nothing else runs
    assert len(found.claims) == 1


@pytest.mark.slow
def test_a_hundred_thousand_claims_are_told_apart(claims: jm.Observations) -> None:
    frame = claims.frame
    parts = [
        frame.assign(id=frame["id"] + f"-{n}", subject=frame["subject"] + (f"机构{n}" if n else ""))
        for n in range(250)
    ]
    big = pd.concat(parts, ignore_index=True)
    changed = big.drop(columns="low")
    changed.loc[::5, "words"] = "x"
    later = jm.Observations.from_frame(changed.iloc[10:], claims.register)
    found = diff(jm.Observations.from_frame(big, claims.register), later)
    counts = found.claims["change"].value_counts()
    assert counts["removed"] == 10
    assert counts["changed"] == len(big) // 5 - 2


def test_a_chain_of_differences_ends_where_it_says(claims: jm.Observations) -> None:
    frame = claims.frame
    steps = [
        jm.Observations.from_frame(frame.iloc[:stop], claims.register) for stop in (380, 385, 396)
    ]
    added = [(diff(one, other).claims["change"] == "added").sum() for one, other in pairwise(steps)]
    assert added == [5, 11]
