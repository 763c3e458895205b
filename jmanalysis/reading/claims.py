"""Claims: what each figure and each attainment of a page says, of whom, when and of what kind.

Everything here proposes. The reviewer sees the sentence, and decides.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from jmanalysis import units
from jmanalysis.bounds import Bounds
from jmanalysis.carrying import carries
from jmanalysis.reading import contexts, lists, tallies
from jmanalysis.reading.attainments import Fits, in_words, plain_words, sense
from jmanalysis.reading.clauses import Clause, clauses
from jmanalysis.reading.counters import fit
from jmanalysis.reading.datelines import Issue, is_late
from jmanalysis.reading.figures import Quantity
from jmanalysis.reading.headings import (
    begins_plainly,
    joined,
    numbered,
    numbering,
    outlook,
    plans,
    summed,
)
from jmanalysis.reading.periods import compared, reported
from jmanalysis.reading.proposals import Named, Proposal, Proposer, best
from jmanalysis.reading.proposed import LONGEST, Candidate, Place
from jmanalysis.reading.scopes import Scope, Scopes
from jmanalysis.reading.sharing import Sharing, again
from jmanalysis.reading.tenses import Tense
from jmanalysis.reading.topics import Topic
from jmanalysis.reading.unwrapping import Page
from jmanalysis.reading.weighing import Naming, Weighed, stretches
from jmanalysis.register import Indicator, Register
from jmanalysis.wording import BEFORE, Nature

#: Below this no indicator is proposed. A share has nothing but its name to tell it from others; a
#: count has its measure word and verb, and storeys stand alone.
_LEAST = 0.17
_LEAST_OF = {"share": 0.23, "floors": 0.1}
#: Differences: the register holds what is, not by how much it rose.
_NO_INDICATOR = frozenset(("change", "points", "multiple"))
_UNREAD = frozenset(("unknown", "vague", "ratio"))
_WORDS_END = re.compile(r"[，。；：！？、（“\n\d]|……|[和及与]$")
_LONG_AGO = 60  # characters
_LONG = 600  # characters of a clause that are looked at for its subject
# What bounds ends with one of these: 不超过 ends with 超过.
_BOUNDING = tuple(
    word for word in BEFORE if not any(word.endswith(one) for one in BEFORE if one != word)
)
_PLAINLY = frozenset(("", *BEFORE))
_JOINING = frozenset("第前负-—–~～至.")
#: Why a numeral was not read, for the reviewer; the ledger has the same in English.
_WHY = {
    "ratio of two numbers": "两数之比，没有单一数值",
    "length of time in two units": "时长含两个单位，请换算后填写",
    "two numbers with a stroke": "斜线连接的两个数，不是分数",
    "no definite number": "没有确定的数",
    "unreadable fraction": "读不通的分数",
    "unreadable ordinal": "读不通的序数",
    "no sound numeral": "读不通的数字",
    "counted from the end": "倒数的名次，没有正数的名次",
    "fraction in one character": "单个字符的分数，请填写数值",
    "denied": "否定的说法，请核对数值",
    "followed by a Latin letter": "后接拉丁字母，单位不明",
}
_COUNTS = frozenset(("stock", "added", "flow"))


class Claims:
    """The claims of one page.

    Parameters
    ----------
    page, quantities
        The unwrapped page and what numerals stand in it.
    register
        Areas and indicators.
    proposer, fits
        Find indicators by their words.
    scopes
        Finds areas and institutions.
    issue
        When the page appeared.
    """

    def __init__(
        self,
        page: Page,
        quantities: list[Quantity],
        register: Register,
        proposer: Proposer,
        fits: Fits,
        scopes: Scopes,
        issue: Issue,
    ) -> None:
        self._page, self._text = page, page.text
        self._quantities = [q for q in quantities if q.is_figure or q.kind in _UNREAD]
        self._starts = [*(q.start for q in self._quantities), len(page.text)]
        self._register, self._proposer, self._scopes = register, proposer, scopes
        self._worded = fits
        self._registered: dict[tuple[str, str, int], bool] = {}
        self._fit: dict[tuple[object, ...], _Fits] = {}
        self._sharing = Sharing(page.text, scopes)
        self._last: Candidate | None = None  # the last figure
        self._heads = {start for start, _ in page.heads}
        titled = [(end, joined(one) or summed(one)) for one, end in page.titles]
        # What is behind a title that sums up a year is not of the clause of the title.
        self._titled, years = next((one for one in titled if one[1]), (0, None))
        titles = [one for one, _ in page.titles]
        plan = years is None and any(map(plans, titles))
        part = next((one for title in titles if (one := reported(title, issue.year))), "")
        late = years is None and not plan and is_late(issue, titles)
        self._tense = Tense(issue.year, plan, years, part, late, issue.month)

    def found(self) -> Iterator[Candidate]:
        """Yield every candidate, in the order of the text."""
        figure = 0
        for places, first, last in stretches(self._places()):
            weighed = Weighed(self._proposer, self._text, places)
            senses = [sense(here.said) for here in places]
            namings = weighed.clauses(senses, self._worded.table)
            own: list[Sequence[Quantity]] = []
            for here in places[first:last]:
                begin, end = figure, here.clause.end
                while self._starts[figure] < end:
                    figure += 1
                own.append(self._quantities[begin:figure] if figure > begin else ())
            asked = [
                (number, places[number], one)
                for number, figures in enumerate(own, start=first)
                for one in figures
                if self._is_proposable(one)
            ]
            starts = (one.start for _, _, one in asked)
            named = dict(zip(starts, weighed.figures(asked), strict=True))
            for number, figures in enumerate(own, start=first):
                yield from self._of(places[number], namings[number], figures, named)

    def _places(self) -> Iterator[Place]:
        text, tense, sentence = self._text, self._tense, -1
        topic = Topic(self._page, self._scopes, self._register.peers)
        tense.begin()
        for clause in clauses(text):
            start, end = clause.start, clause.end
            if start >= topic.until and topic.enters_section(start):
                tense.begin()
            opens = clause.sentence != sentence
            if opens:
                sentence = clause.sentence
                topic.begin_sentence(sentence)
                tense.begin_sentence(goes_on=text[sentence - 1 : sentence] == "；")
            scope = topic.of(clause)
            said = text[start : min(end, start + _LONG)]
            opens = opens or text[start - 1] == "："  # 现答复如下：一、基本情况
            heard = self._heard(clause, said) if opens or start < self._titled else said
            nature = tense.read(heard)
            yield Place(clause, said, scope, nature, tense.period(heard, nature))

    def _heard(self, clause: Clause, said: str) -> str:
        """Return what of a clause tells the time: what is behind a title, and behind a heading."""
        start = max(clause.start, min(self._titled, clause.end))
        said = said[start - clause.start :]
        if start >= self._page.captions:
            return said
        begun = clause.start in self._heads or start > clause.start
        if not (numbered(said) or (begun and begins_plainly(said))):
            return said
        end = min(clause.end, self._page.line_end(start)) if begun else clause.end
        section = outlook(self._text[start:end].rstrip("\n"))
        if section is None:
            if number := numbering(said):
                self._tense.topic(*number)
            return said
        self._tense.head(section)
        return said[end - start :]

    def _of(
        self, here: Place, naming: Naming, own: Sequence[Quantity], named: dict[int, Named]
    ) -> list[Candidate]:
        """Return what the figures of a clause say, then what it says without one."""
        figures: list[Candidate] = []
        if own:
            figures = [self._figure(here, one, named.get(one.start, {})) for one in own]
            figures = lists.respectively(self._text, here.clause, figures, self._scopes)
            figures = self._of_areas(here, own, figures)
        if len(here.said) < 5:
            return figures
        if not naming.named:
            return figures or plain_words(here)
        known = self._proposer, self._register, self._worded
        return figures + in_words(*known, here, naming, figures)

    def _of_areas(
        self, here: Place, own: Sequence[Quantity], figures: list[Candidate]
    ) -> list[Candidate]:
        """Complete what is said of area after area: the same thing again, or one figure for all."""
        clause, last, sharing = here.clause, self._last, self._sharing
        near = last is not None and last.clause.start >= clause.sentence - _LONG_AGO
        if last and near and sharing.is_elliptic(clause, own[0].start):
            figures = [again(one, last) for one in figures]
        if figures[-1].kind != "rank":
            self._last = figures[-1]
        if not sharing.lists_areas(clause.sentence, own[-1].start):
            return figures
        if listed := sharing.in_order(clause, [(q.start, q.end) for q in own]):
            pairs = zip(figures, listed, strict=True)
            return [one._replace(scope=Scope(code)) for one, code in pairs]
        found: list[Candidate] = []
        for q, one in zip(own, figures, strict=True):
            is_share = one.kind in {"share", "rate"}
            codes = sharing.areas(clause, q.start, q.end, is_share=is_share)
            found += [one._replace(scope=Scope(code)) for code in codes] or [one]
        return found

    def _figure(self, here: Place, q: Quantity, named: Named) -> Candidate:
        text, clause, said = self._text, here.clause, here.said
        nature: Nature = "actual"
        if here.nature == "target":
            nature = "actual" if self._is_past(here, q) else "target"
        elif ("任务" in said or "目标" in said or "要求" in said) and tallies.is_task(
            text, clause.start, q
        ):
            nature = "target"
        scope = self._compared(here, q)
        bounds = q.bounds(nature)
        start, end = self._words(clause, q, bounds, nature)
        if not q.is_figure or bounds is None:
            place = q.start, q.end, clause, scope, nature, here.period
            return Candidate(*place, "unknown", note=_WHY.get(q.reason, "未读懂"))
        basis, kind, unit, per = "stated", q.kind, q.unit, q.per
        if kind == "floors":
            bounds, basis = Bounds.exact(bounds.high - bounds.low + 1), "counted"
        tally = tallies.tally(text, said, q)
        period = self._period(here, q) if "年" in said else here.period
        proposals: tuple[Proposal, ...] = ()
        if named:
            fits = self._fits(q, tally, nature)
            proposals = tuple(best(named, fits.__getitem__, _LEAST_OF.get(kind, _LEAST)))
        population = tallies.population(said) if per else ""
        what = scope, nature, period, kind, bounds, basis, unit, per, tally, population, proposals
        return Candidate(start, end, clause, *what)

    def _period(self, here: Place, q: Quantity) -> tuple[str, str]:
        """Return the period: of the clause, or of the year that the figure is compared for."""
        if q.kind in _NO_INDICATOR:
            return here.period
        before = self._text[max(here.clause.start, q.start - 16) : q.start]
        year = compared(before, here.period[0])
        return (year, "stated" if year in before else "inferred") if year else here.period

    def _is_past(self, here: Place, q: Quantity) -> bool:
        """Whether a figure of a planning clause is what there is: 由0.41名增至0.6名."""
        begin = max(here.clause.start, q.start - 12)
        if tallies.used(self._text, begin, q.start):
            return True
        if compared(self._text[begin : q.start], here.period[0]):
            return True
        if q.kind == "share" and tallies.is_part(self._text, here.clause.start, q.start):
            return True
        return tallies.is_outset(self._text, begin, q.start, q.end)

    def _compared(self, here: Place, q: Quantity) -> Scope:
        """Return the scope: that of the clause, or the wider area that a figure is named for."""
        if (named := self._scopes.named(here.clause.start, q)) and named != here.scope.area:
            return Scope(named)
        if "全" not in here.said:
            return here.scope
        area = self._scopes.compared(here.clause.start, q)
        return Scope(area) if area else here.scope

    def _words(
        self, clause: Clause, q: Quantity, bounds: Bounds | None, nature: Nature
    ) -> tuple[int, int]:
        """Choose the few characters that carry the figure."""
        text = self._text
        begin = max(clause.start, text.rfind("、", clause.start, q.start) + 1)
        start = begin if q.start - begin <= 9 else q.start - 6
        end = min(clause.end, q.end + 4)
        while start < q.start and (
            text[start] in "，、。的了" or text[start - 1 : start].isdigit()
        ):
            start += 1
        said = text[q.end : end]
        stop = _WORDS_END.search(said)
        end = q.end + stop.start() if stop else end
        if bounds is not None and not (
            _is_plain(text, q, start) or carries(text[start:end], bounds, q.unit, nature)
        ):
            start, end = self._list(clause, q), q.end
        return start, min(end, start + LONGEST)

    def _list(self, clause: Clause, q: Quantity) -> int:
        """Return where the words begin: at 分别 if it gives the figure its bound."""
        each = max(self._text.rfind(one, clause.start, q.start) for one in ("分别", "依次"))
        shared = q.before and self._text[q.start : q.start + 1].isdigit()
        shared = shared or (q.after and not self._text.endswith(q.after, q.start, q.end))
        return each if shared and each >= max(0, q.end - LONGEST) else q.start

    def _is_proposable(self, q: Quantity) -> bool:
        """Whether any indicator has figures of this kind; nobody registers minutes of waiting."""
        key = q.kind, q.unit, q.per
        known = self._registered.get(key)
        if known is None:
            register = self._register.indicator_by_id.values()
            known = self._registered[key] = (
                q.is_figure
                and q.kind not in _NO_INDICATOR
                and any(one.unit and _same_kind(q, one) for one in register)
            )
        # 比上年增加0.77个 is by how much it rose.
        return known and not (q.kind == "rate" and contexts.changes(self._text, q.start))

    def _fits(self, q: Quantity, tally: str, nature: str) -> _Fits:
        """Say how far a figure of this unit, tally and nature can be one of each indicator."""
        key = q.kind, q.unit, min(q.per, 2), tally, nature  # none, one person, or more
        found = self._fit.get(key)
        if found is None:
            known = self._register.indicator_by_id
            found = self._fit[key] = _Fits(lambda name: _fit(known[name], q, tally, nature))
        return found


class _Fits(dict[str, float]):
    """How far figures of one sort can be of each indicator, worked out when first asked for."""

    def __init__(self, work_out: Callable[[str], float]) -> None:
        super().__init__()
        self._work_out = work_out

    def __missing__(self, name: str) -> float:
        far = self[name] = self._work_out(name)
        return far


def _fit(indicator: Indicator, q: Quantity, tally: str, nature: str) -> float:
    if not indicator.unit or not _same_kind(q, indicator):
        return 0.0
    far = fit(q.unit, indicator.unit)
    if indicator.tally in _COUNTS and tally in _COUNTS:
        far *= 1.0 if indicator.tally == tally else 0.7
    planned = indicator.name_zh.startswith(("拟", "计划"))
    return far * (0.6 if planned != (nature == "target") and planned else 1.0)


def _is_plain(text: str, q: Quantity, start: int) -> bool:
    """Whether a number stands so plainly that no reading of its words can differ."""
    unit = q.to - (q.unit[:1] in {"万", "亿"} and text[q.to - 1] == q.unit[0])
    before = text[q.at - 1 : q.at]
    if q.before == "some" and q.start == q.at and text[q.to : q.to + 1] in {"余", "多"}:
        behind = q.unit != "" and text.startswith(q.unit, q.to + 1) and not q.after
        return behind and before not in _JOINING
    if q.second is not None or not q.unit or not text.startswith(q.unit, unit):
        return False
    if text[unit + len(q.unit) : q.end] != q.after or text[q.start : q.at] not in _PLAINLY:
        return False
    if q.start < q.at:
        return BEFORE[text[q.start : q.at]] == q.before
    if q.before or before in _JOINING:
        return False
    return not text.endswith(_BOUNDING, start, q.at - (before in {"了", "有"}))


def _same_kind(q: Quantity, indicator: Indicator) -> bool:
    if (q.kind == "rank") != (indicator.unit == "名"):
        return False
    if bool(q.per) != bool(indicator.per) or (q.per == 1) != (indicator.per == 1):
        return False
    if q.kind == "floors":
        return indicator.unit == "层"
    if not q.unit:
        return True
    return units.factor(q.unit, indicator.unit) is not None and fit(q.unit, indicator.unit) > 0
