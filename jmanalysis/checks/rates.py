"""Stated rates against the counts and populations that are known.

A rate that only comes out with counts that do not belong in its numerator, or only with another
population than the register names, is true to nobody's definition; it is said, and not mended.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from jmanalysis.checks.case import Case
from jmanalysis.checks.findings import Finding
from jmanalysis.checks.phrases import count, first_claim, span
from jmanalysis.reconciliations import Population, RateFinding, rate_findings
from jmanalysis.register import Indicator
from jmanalysis.slices import Known
from jmanalysis.vocabulary import year_of

#: What a population may change in a year: a census of 2020 still fits a rate of 2024 so far.
YEARLY_CHANGE = 0.02


def find(case: Case, known: Known) -> Iterator[Finding]:
    """Find stated rates that no count in their definition explains."""
    for indicator in known.register.indicator_by_id.values():
        if indicator.numerator and indicator.denominator:
            tried = rate_findings(known, indicator, list(known.register.area_by_code))
            for _, ways in groupby(tried, key=lambda way: (way.area, way.period, way.rate)):
                yield from _judge(case, known, indicator, list(ways))


def _judge(
    case: Case, known: Known, indicator: Indicator, ways: Sequence[RateFinding]
) -> Iterator[Finding]:
    if any(_is_as_defined(way, indicator) for way in ways):
        return
    for way in ways:
        aged = not way.fits and not way.beyond_definition and _fits_with_age(way)
        yield _finding(case, known, way, "note" if aged else "warning")


def _is_as_defined(way: RateFinding, indicator: Indicator) -> bool:
    fits = any(population.indicator == indicator.denominator for population in way.fits)
    return fits and not way.beyond_definition


def _fits_with_age(way: RateFinding) -> bool:
    """Whether a population of another year would fit, had it changed a little since."""
    for population in way.misses:
        years = abs(year_of(population.period) - year_of(way.period))
        spread = YEARLY_CHANGE * years * population.value
        if way.low - spread <= population.value <= way.high + spread:
            return True
    return False


def _finding(case: Case, known: Known, way: RateFinding, severity: str) -> Finding:
    claim = first_claim(case, known, way.indicator, way.area, way.period)
    return Finding(
        severity,
        "rate",
        _zh(known, way),
        _en(known, way),
        claim["file"] if claim else "",
        claim.row if claim else 0,
        claim.id if claim else "",
    )


def _zh(known: Known, way: RateFinding) -> str:
    area, indicator = known.register.area(way.area), known.register.indicator(way.indicator)
    unit = known.register.indicator(indicator.denominator).unit
    parts = " + ".join(f"{n.name_zh} {count(n.value)}" for n in way.numerators)
    fits = "、".join(_population(p, "zh", unit) for p in way.fits)
    misses = "、".join(_population(p, "zh", unit) for p in way.misses)
    verdict = [f"与{fits}相符"] * bool(fits) + [f"与{misses}不符"] * bool(misses)
    needs = "须由" if way.fits else "若由"
    return (
        f"{area.name_zh}{way.period} {indicator.name_zh} {way.rate}：{needs} {parts} 得出，"
        f"合 {span(way.low, way.high, unit, 'zh')}；{'，'.join(verdict)}。"
    )


def _en(known: Known, way: RateFinding) -> str:
    area, indicator = known.register.area(way.area), known.register.indicator(way.indicator)
    unit = known.register.indicator(indicator.denominator).unit
    parts = " + ".join(count(n.value) for n in way.numerators)
    names = " and ".join(n.name_en for n in way.numerators)
    fits = ", ".join(_population(p, "en", unit) for p in way.fits)
    misses = ", ".join(_population(p, "en", unit) for p in way.misses)
    verdict = [f"fits {fits}"] * bool(fits) + [f"does not fit {misses}"] * bool(misses)
    needs = "needs" if way.fits else "made from"
    return (
        f"{area.name_en} {way.period}, {indicator.name_en} {way.rate}: {needs} {parts} ({names}), "
        f"implies {span(way.low, way.high, unit, 'en')}; {'; '.join(verdict)}."
    )


def _population(population: Population, lang: str, unit: str) -> str:
    value = span(population.value, population.value, unit, lang)
    if lang == "zh":
        return f"{population.name_zh} {value}（{population.period}）"
    return f"{population.name_en} {value} ({population.period})"
