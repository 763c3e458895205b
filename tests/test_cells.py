"""Cells: claims of one quantity combined, for whole columns, against a slow and plain reference."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np
import pandas as pd
import pytest
from claims_kit import claim, observations, register
from hypothesis import given, settings
from hypothesis import strategies as st

from jmanalysis import Bounds, units
from jmanalysis.cells import combine
from jmanalysis.errors import SeedsError
from jmanalysis.vocabulary import year_of

KEYS = ["area", "subject", "indicator", "period", "tally", "unit_ok", "unit_said"]
COLUMNS = [*KEYS, "year", "status", "population", "inferred", "target_said"]
COLUMNS += [
    f"{layer}{end}"
    for layer in ("", "derived_", "target_")
    for end in ("low", "high", "low_open", "high_open", "approximate")
]
Claim = dict[str, str]


# --- the reference: one claim after the other, with the scalar Bounds ------------------------


@dataclass(frozen=True)
class Said:
    """What one layer of a cell comes to."""

    bounds: Bounds | None
    conflict: bool = False


def scaled(said: Claim) -> Bounds:
    indicator = register().indicator_by_id[said["indicator"]]
    factor = units.factor(said["unit"] or indicator.unit, indicator.unit)
    value = Bounds.parse(said["value"])
    if factor is None or factor == 1:
        return value
    low, high = (round(end * factor, 9) for end in (value.low, value.high))
    return Bounds(low, high, value.low_open, value.high_open, value.approximate)


def converts(said: Claim) -> bool:
    indicator = register().indicator_by_id[said["indicator"]]
    return not said["unit"] or units.factor(said["unit"], indicator.unit) is not None


def together(values: Sequence[Bounds]) -> Said:
    if not values:
        return Said(None)
    if all(one.overlaps(other) for one in values for other in values):
        return Said(reduce(lambda one, other: one & other, values))
    low, high = min(v.low for v in values), max(v.high for v in values)
    return Said(Bounds(low, high), conflict=True)


def layer(said: Sequence[Claim]) -> Said:
    return together([scaled(one) for one in said if one["value"]])


def status(reported: Said, derived: Said, tally: str, words: bool) -> str:
    if reported.conflict:
        return "conflicting"
    if reported.bounds is not None:
        b = reported.bounds
        shape = "approx" if b.approximate and b.low < b.high else b.shape
        return "unclear" if tally == "unclear" else shape
    if derived.bounds is not None:
        return "derived"
    return "qualitative" if words else "target_only"


def population(said: Sequence[Claim]) -> str:
    stated = {one["population"] for one in said} - {"", "unstated"}
    if len(stated) > 1:
        return "mixed"
    unstated = any(one["population"] == "unstated" for one in said)
    return stated.pop() if stated else "unstated" if unstated else ""


def columns(prefix: str, known: Said, limits: tuple[float, float]) -> dict[str, object]:
    b = known.bounds and known.bounds.within(*limits)
    ends = (b.low, b.high, b.low_open, b.high_open, b.approximate) if b else (math.nan,) * 2
    names = ("low", "high", "low_open", "high_open", "approximate")
    return {f"{prefix}{name}": end for name, end in zip(names, ends, strict=False)}


def reference(claims: Sequence[Claim]) -> list[dict[str, object]]:
    gone = {one["supersedes"] for one in claims} - {""}
    groups: dict[tuple[object, ...], list[Claim]] = {}
    for one in claims:
        if one["id"] not in gone:
            key = [one[k] for k in ("area", "subject", "indicator", "period", "tally")]
            fits = converts(one)
            groups.setdefault((*key, fits, "" if fits else one["unit"]), []).append(one)
    return [cell_of(key, said) for key, said in sorted(groups.items(), key=lambda g: str(g[0]))]


def cell_of(key: tuple[object, ...], said: list[Claim]) -> dict[str, object]:
    actual = [one for one in said if one["nature"] == "actual"]
    made = [one for one in actual if one["document"] == "derived"]
    reported = layer([one for one in actual if one not in made])
    derived = layer(made)
    target = layer([one for one in said if one not in actual])
    indicator = register().indicator_by_id[str(key[2])]
    limits = (indicator.floor, indicator.ceiling) if key[5] else (-math.inf, math.inf)
    made_of = {"": reported, "derived_": derived, "target_": target}
    return {
        **dict(zip(KEYS, key, strict=True)),
        "year": year_of(str(key[3])),
        "status": status(reported, derived, str(key[4]), bool(actual)),
        "population": population(said),
        "inferred": any(one["period_basis"] == "inferred" for one in said),
        "target_said": len(actual) < len(said),
        **{
            k: v
            for prefix, known in made_of.items()
            for k, v in columns(prefix, known, limits).items()
        },
    }


# --- claims at random ------------------------------------------------------------------------


@st.composite
def values(draw: st.DrawFn, top: int) -> str:
    low = draw(st.integers(1, top - 2))
    high = draw(st.integers(low + 1, top - 1))
    exact = st.sampled_from([str(low), str(low), f"[{low},{low}]"])
    half = st.sampled_from([f">{low}", f">={low}", f"<{high}", f"<={high}"])
    span = st.sampled_from([f"[{low},{high}]", f"({low},{high})", f"[{low},{high})"])
    near = st.sampled_from([f"{low}±0.5", f"{low}±0.5", ""])
    return draw(st.one_of(exact, half, span, near))


@st.composite
def claims_tables(draw: st.DrawFn) -> list[Claim]:
    count = draw(st.integers(1, 14))
    made = []
    for number in range(count):
        name = draw(st.sampled_from(["share", "share", "people"]))
        unit = draw(
            st.sampled_from({"share": ["%", "%", "‰", "人", "家"]}.get(name, ["人", "万人"]))
        )
        others = {
            "id": f"x{number}",
            "period": draw(st.sampled_from(["2024", "2024", "2023", "2024-06"])),
            "nature": draw(st.sampled_from(["actual", "actual", "actual", "target"])),
            "tally": draw(st.sampled_from(["none", "none", "unclear"])),
            "population": draw(st.sampled_from(["", "unstated", "resident", "registered"])),
            "period_basis": draw(st.sampled_from(["stated", "inferred"])),
            "document": draw(st.sampled_from(["paper", "paper", "copy", "derived"])),
            "subject": draw(st.sampled_from(["", "", "", "hospital"])),
        }
        if number and draw(st.integers(0, 9)) == 0:
            others["supersedes"] = f"x{draw(st.integers(0, number - 1))}"
        value = draw(values(12))
        made.append(claim(draw(st.sampled_from("ab")), value, name, unit=unit, **others))
    return made


def combined(claims: Sequence[Claim]) -> pd.DataFrame:
    table = observations(claims)._table
    gone = table["supersedes"].tolist()
    table = table[~table["id"].isin([one for one in gone if one])]
    cells, _ = combine(table, register())
    cells = cells.astype(dict.fromkeys(["population", "status", *KEYS[:5], "unit_said"], "str"))
    cells["unit_said"] = cells["unit_said"].where(~cells["unit_ok"], "")
    rows = cells[COLUMNS].sort_values(KEYS, ignore_index=True)
    return rows.astype({"year": "int64"})


@settings(max_examples=120, deadline=None)
@given(claims_tables())
def test_cells_are_what_one_claim_after_the_other_comes_to(claims: list[Claim]) -> None:
    wanted = pd.DataFrame(reference(claims)).sort_values(KEYS, ignore_index=True)
    found = combined(claims)
    for name in COLUMNS:
        right = wanted[name] if name in wanted else pd.Series(False, index=wanted.index)
        if name.endswith(("low", "high")):
            np.testing.assert_array_equal(found[name], right.astype(float), err_msg=name)
        elif name.endswith(("open", "approximate")):
            number = found[name.rsplit("_", 1)[0] if name.endswith("open") else _low(name)].notna()
            left, right = found[name] & number, right.fillna(False).astype(bool) & number
            np.testing.assert_array_equal(left, right, err_msg=name)
        else:
            assert found[name].tolist() == right.tolist(), name


def _low(name: str) -> str:
    return name.replace("approximate", "low")


@settings(max_examples=25, deadline=None)
@given(claims_tables(), st.randoms(use_true_random=False))
def test_the_order_of_claims_does_not_matter(claims: list[Claim], random: object) -> None:
    shuffled = list(claims)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    pd.testing.assert_frame_equal(combined(claims), combined(shuffled))


@settings(max_examples=15, deadline=None)
@given(claims_tables())
def test_combining_changes_nothing_that_it_was_given(claims: list[Claim]) -> None:
    made = observations(claims)
    before = made._table.copy(deep=True)
    combine(made._table, made.register)
    pd.testing.assert_frame_equal(made._table, before)


@settings(max_examples=25, deadline=None)
@given(claims_tables())
def test_every_claim_lies_in_the_span_of_one_cell(claims: list[Claim]) -> None:
    table = observations(claims)._table
    cells, order = combine(table, register())
    assert sorted(order.tolist()) == list(range(len(table)))
    assert cells["start"].tolist() == [0, *cells["stop"].tolist()[:-1]]
    for cell in cells.itertuples():
        behind = table.iloc[order[cell.start : cell.stop]]
        assert set(behind["area"]) == {cell.area}
        assert set(behind["period"]) == {cell.period}


# --- single cases --------------------------------------------------------------------------------


def one_cell(*claims: Claim) -> pd.Series:
    cells = combined(claims)
    assert len(cells) == 1
    return cells.iloc[0]


def test_two_claims_of_one_quantity_meet() -> None:
    cell = one_cell(claim("a", ">90"), claim("a", "92.3"))
    assert (cell["low"], cell["high"], cell["status"]) == (92.3, 92.3, "exact")


def test_claims_that_exclude_each_other_are_conflicting_and_span_both() -> None:
    cell = one_cell(claim("a", "35"), claim("a", ">90"))
    assert (cell["low"], cell["high"], cell["status"]) == (35, 100, "conflicting")


def test_touching_open_ends_contradict_each_other() -> None:
    assert one_cell(claim("a", ">50"), claim("a", "50"))["status"] == "conflicting"


def test_three_claims_conflict_as_soon_as_two_do() -> None:
    made = (claim("a", "[1,5]"), claim("a", "[4,9]"), claim("a", "[8,9]"))
    assert one_cell(*made)["status"] == "conflicting"


def test_the_same_fact_printed_twice_is_one_quantity() -> None:
    assert one_cell(claim("a", "5"), claim("a", "5"))["status"] == "exact"


def test_one_exact_word_makes_an_approximate_value_firm() -> None:
    cell = one_cell(claim("a", "60±5"), claim("a", "[58,61]"))
    assert (cell["status"], cell["low"], cell["high"]) == ("range", 58, 61)


def test_a_target_never_narrows_what_was_reported() -> None:
    cell = one_cell(claim("a", ">50"), claim("a", "70", nature="target"))
    assert (cell["low"], cell["high"], cell["target_low"]) == (50, 100, 70)
    assert cell["status"] == "bound" or cell["high"] == 100


def test_a_derived_document_never_narrows_what_was_reported() -> None:
    cell = one_cell(claim("a", ">50"), claim("a", "70", document="derived"))
    assert (cell["low"], cell["derived_low"]) == (50, 70)


def test_a_bound_of_a_share_ends_at_a_hundred_and_stays_open_below() -> None:
    cell = one_cell(claim("a", ">95"))
    assert (cell["low"], cell["high"], cell["low_open"], cell["high_open"]) == (
        95,
        100,
        True,
        False,
    )
    assert cell["status"] == "bound"


def test_a_bound_of_a_count_ends_at_nothing_below() -> None:
    cell = one_cell(claim("a", "<5", "beds"))
    assert (cell["low"], cell["high"], cell["high_open"]) == (0, 5, True)


def test_units_are_put_into_the_units_of_the_register() -> None:
    made = (claim("a", "482.24", "people", unit="万人"), claim("a", "4822400", "people"))
    cell = one_cell(*made)
    assert (cell["low"], cell["high"], cell["status"]) == (4822400, 4822400, "exact")


def test_units_that_do_not_convert_never_meet() -> None:
    made = [claim("a", "5", "beds"), claim("a", "5", "beds", unit="人次")]
    cells = combined([*made, claim("a", "7", "beds", unit="户")])
    assert cells["unit_ok"].tolist() == [False, False, True]
    assert set(cells["status"]) == {"exact"}


def test_words_without_a_number_are_qualitative_and_have_no_ends() -> None:
    cell = one_cell(claim("a", words="位居前列"))
    assert cell["status"] == "qualitative"
    assert cell[["low", "high"]].isna().all()


@pytest.mark.parametrize("value", ["101", ">100", "[90,101]", "<0", "-1", "[-1,5]", "200±1"])
def test_what_lies_outside_the_natural_limits_is_refused(value: str) -> None:
    with pytest.raises(SeedsError) as caught:
        combined([claim("a", "5"), claim("a", value, id="odd")])
    assert "odd" in caught.value.where
    assert "between 0 and 100" in str(caught.value).lower()


@pytest.mark.parametrize("value", ["0", "100", ">99", "<1", ">=100", "<=0", "(0,100)", "98±5"])
def test_what_touches_the_limits_is_allowed(value: str) -> None:
    assert len(combined([claim("a", value)])) == 1
