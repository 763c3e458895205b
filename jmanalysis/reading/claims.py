"""Claims: what each figure and each attainment of a page says, of whom, when and of what kind.

Everything here proposes. The reviewer sees the sentence, and decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from jmanalysis import units
from jmanalysis.bounds import Bounds
from jmanalysis.reading import lists, tallies
from jmanalysis.reading.attainments import in_words
from jmanalysis.reading.clauses import Clause, clauses
from jmanalysis.reading.figures import Quantity
from jmanalysis.reading.proposals import Proposer, Scores
from jmanalysis.reading.proposed import LONGEST, Candidate, Place
from jmanalysis.reading.scopes import Scope, Scopes
from jmanalysis.reading.tenses import Tense
from jmanalysis.reading.unwrapping import Page
from jmanalysis.vocabulary import Indicator, Register
from jmanalysis.wording import Nature, carries

#: What a figure in another measure word counts for: 家 and 所 may mean the same, 家 and 类 not.
_UNITS_ALIKE = 0.85
_UNREAD = frozenset(("unknown", "vague", "ratio"))
_WORDS_END = re.compile(r"[，。；：！？、（“\n\d]|……|[和及与]$")
_LONG = 600  # characters of a clause that are looked at for its subject
_COUNTS = frozenset(("stock", "added", "flow"))


class Claims:
    """The claims of one page.

    Parameters
    ----------
    page, quantities
        The unwrapped page and what numerals stand in it.
    register
        Areas and indicators.
    proposer
        Finds indicators by their words.
    scopes
        Finds areas and institutions.
    issue
        The year of issue, 0 if unknown.
    """

    def __init__(
        self,
        page: Page,
        quantities: list[Quantity],
        register: Register,
        proposer: Proposer,
        scopes: Scopes,
        issue: int,
    ) -> None:
        self._page, self._text = page, page.text
        self._quantities = [q for q in quantities if q.is_figure or q.kind in _UNREAD]
        self._register, self._proposer, self._scopes = register, proposer, scopes
        self._tense = Tense(issue)

    def found(self) -> Iterator[Candidate]:
        """Yield every candidate, in the order of the text."""
        places = self._places()
        before: Place | None = None
        here = next(places, None)
        figure = 0
        while here is not None:
            after = next(places, None)
            own: list[Quantity] = []
            while (
                figure < len(self._quantities) and self._quantities[figure].start < here.clause.end
            ):
                own.append(self._quantities[figure])
                figure += 1
            yield from self._of(here, before, after, own)
            before, here = here, after

    def _places(self) -> Iterator[Place]:
        section, sentence, house, area = Scope(), -1, "", ""
        self._tense.begin()
        for clause in clauses(self._text):
            current = self._scopes.section(clause.start)
            if current != section:
                section, house, area = current, "", ""
                self._tense.begin()
            if clause.sentence != sentence:
                sentence, area, house = clause.sentence, "", ""
                self._tense.begin_sentence()
            area = self._scopes.area_at(clause.start, clause.end, section) or area
            scope = Scope(area or section.area, "")
            house = self._scopes.house_at(clause.start, clause.end, scope) or house
            said = self._text[clause.start : min(clause.end, clause.start + _LONG)]
            nature = self._tense.read(said)
            period = self._tense.period(said, nature)
            subject = house or (section.subject if not area else "")
            scores = self._proposer.scores(said)
            yield Place(clause, said, Scope(scope.area, subject), nature, period, scores)

    def _of(
        self, here: Place, before: Place | None, after: Place | None, own: list[Quantity]
    ) -> Iterator[Candidate]:
        parts = [(here.scores, 1.0)]
        if before and before.clause.sentence == here.clause.sentence:
            parts.append((before.scores, 0.45))
        if after and after.clause.sentence == here.clause.sentence:
            parts.append((after.scores, 0.35))
        figures = [self._figure(here, parts, one) for one in own]
        figures = lists.respectively(self._text, here.clause, figures, self._scopes)
        yield from figures
        yield from self._in_words(here, parts, figures)

    def _figure(self, here: Place, parts: list[tuple[Scores, float]], q: Quantity) -> Candidate:
        nature: Nature = "target" if here.nature == "target" else "actual"
        if tallies.USED.search(self._text, max(here.clause.start, q.start - 6), q.start):
            nature = "actual"
        bounds = q.bounds(nature)
        start, end = self._words(here.clause, q, bounds, nature)
        base = Candidate(start, end, here.clause, here.scope, nature, here.period, q.kind)
        if not q.is_figure or bounds is None:
            return replace(base, kind="unknown", start=q.start, end=q.end, note=q.reason)
        basis = "stated"
        if q.kind == "floors":
            bounds, basis = Bounds.exact(bounds.high - bounds.low + 1), "counted"
        tally = tallies.tally(self._text, here.said, q)
        proposals = self._proposer.best(
            self._near(here, parts, q), lambda one: self._fits(one, q, tally, nature)
        )
        population = tallies.population(here.said) if q.per else ""
        return replace(
            base,
            bounds=bounds,
            basis=basis,
            unit=q.unit,
            per=q.per,
            tally=tally,
            population=population,
            proposals=tuple(proposals),
        )

    def _near(
        self, here: Place, parts: list[tuple[Scores, float]], q: Quantity
    ) -> list[tuple[Scores, float]]:
        """Give more weight to the words next to the figure, up to the next 、 on either side."""
        text, clause = self._text, here.clause
        if clause.end - clause.start < 24 and "、" not in here.said:
            return parts
        left = max(clause.start, text.rfind("、", clause.start, q.start) + 1)
        right = text.find("、", q.end, clause.end)
        near = text[max(left, q.start - 16) : min(right if right > 0 else clause.end, q.end + 20)]
        return [(self._proposer.scores(near), 0.6), (here.scores, 0.5), *parts[1:]]

    def _words(
        self, clause: Clause, q: Quantity, bounds: Bounds | None, nature: Nature
    ) -> tuple[int, int]:
        """Choose the few characters that carry the figure."""
        text = self._text
        begin = max(clause.start, text.rfind("、", clause.start, q.start) + 1)
        start = begin if q.start - begin <= 9 else q.start - 6
        end = min(clause.end, q.end + 4)
        while start < q.start and (
            text[start - 1 : start].isdigit() or text[start] in "，、。的了"
        ):
            start += 1
        said = text[q.end : end]
        stop = _WORDS_END.search(said)
        end = q.end + stop.start() if stop else end
        if bounds is not None and not carries(text[start:end], bounds, q.unit, nature):
            start, end = q.start, q.end
        return start, min(end, start + LONGEST)

    def _fits(self, name: str, q: Quantity, tally: str, nature: str) -> float:
        """Say how far a figure of this unit, tally and nature can be one of this indicator."""
        indicator = self._register.indicator_by_id[name]
        if not indicator.unit or not _same_kind(q, indicator):
            return 0.0
        fit = _UNITS_ALIKE if q.unit != indicator.unit else 1.0
        if indicator.tally in _COUNTS and tally in _COUNTS:
            fit *= 1.0 if indicator.tally == tally else 0.7
        planned = indicator.name_zh.startswith(("拟", "计划"))
        return fit * (0.6 if planned != (nature == "target") and planned else 1.0)

    def _in_words(
        self, here: Place, parts: list[tuple[Scores, float]], figures: list[Candidate]
    ) -> Iterator[Candidate]:
        """Find what is attained or planned without a figure."""
        if len(here.said) >= 5:
            yield from in_words(self._proposer, self._register, here, parts, figures)


def _same_kind(q: Quantity, indicator: Indicator) -> bool:
    if (q.kind == "rank") != (indicator.unit == "名"):
        return False
    if q.kind in {"change", "points", "multiple"}:
        return False
    if bool(q.per) != bool(indicator.per):
        return False
    if q.kind == "floors":
        return indicator.unit == "层"
    return not q.unit or units.factor(q.unit, indicator.unit) is not None
