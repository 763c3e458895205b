"""Reconciliations: which counts and which population make a stated rate."""

from __future__ import annotations

import pytest
from claims_kit import claim
from claims_kit import panel as made_of

from jmanalysis import Panel
from jmanalysis.reconciliations import RateFinding, rate_findings


@pytest.fixture(scope="module")
def xinhui(panel: Panel) -> RateFinding:
    slots = panel.register.indicator("childcare_slots")
    (finding,) = rate_findings(panel.known, slots, ["440705"])
    return finding


def test_612_needs_the_places_on_offer_and_those_only_applied_for(xinhui: RateFinding) -> None:
    assert xinhui.rate == "6.12"
    assert [(n.indicator, n.value, n.own) for n in xinhui.numerators] == [
        ("childcare_places", 3299, True),
        ("childcare_places_applied", 2280, False),
    ]
    assert xinhui.beyond_definition


def test_612_implies_between_9109_and_9123_thousand_people(xinhui: RateFinding) -> None:
    assert round(xinhui.low / 1000, 1) == 910.9
    assert round(xinhui.high / 1000, 1) == 912.3


def test_612_fits_the_resident_population_of_2023_and_not_the_registered(
    xinhui: RateFinding,
) -> None:
    assert [(p.indicator, p.period, p.value) for p in xinhui.fits] == [
        ("population_resident", "2023", 911_300)
    ]
    assert "population_registered" in {p.indicator for p in xinhui.misses}


def test_nothing_is_found_where_nothing_was_said(panel: Panel) -> None:
    slots = panel.register.indicator("childcare_slots")
    others = [code for code in panel.register.peers if code != "440705"]
    assert rate_findings(panel.known, slots, others) == []


def test_what_is_no_rate_is_not_explained(panel: Panel) -> None:
    literacy = panel.register.indicator("health_literacy")
    assert rate_findings(panel.known, literacy, list(panel.register.peers)) == []


def test_a_rate_is_taken_with_the_places_that_it_was_printed_with() -> None:
    counts = (claim("a", "50", "beds"), claim("a", "10000", "people"))
    for printed, low in (("4", 50_000 / 4.5), ("4.00", 50_000 / 4.005), ("[4,4]", 50_000 / 4.5)):
        made = made_of(*counts, claim("a", printed, "bed_rate"))
        (finding,) = rate_findings(made.known, made.register.indicator("bed_rate"), ["a"])
        assert finding.low == pytest.approx(low)
