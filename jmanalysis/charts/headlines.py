"""Headlines: the analyst's sentence, held against the data.

Every number with its unit must be a plotted value, a year or a count of rows or cells; every word
such as 高于 or 居首 must hold for every completion of the bounds and survive the cautions. What
does not is named in a warning; the headline itself is never changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from jmanalysis.bounds import Bounds
from jmanalysis.charts.plotted import ACTUAL, Fact, counts_of, facts_of, matches
from jmanalysis.charts.spec import Chart
from jmanalysis.comparisons import Comparison
from jmanalysis.coverages import Coverage
from jmanalysis.register import Register
from jmanalysis.wording import Reading, read

_FIRST = r"居首|第一|首位|最高|最多(?!\s*\d)|最好|最优|领先|highest|first|best|leads|leading"
_LAST = r"最低|最少(?!\s*\d)|垫底|末位|最差|倒数|lowest|last|worst"
_ABOVE = "高于|超过|超出|优于|好于|多于|above|higher|exceeds?|more than|better"
_BELOW = "低于|少于|不及|落后|逊于|below|lower|less than|fewer|behind"
_UNPROVABLE = (
    "达标|完成目标|超额|增长|上升|下降|提高|改善|倍|improved?|rose|fell|grew|met the target"
)
_CLAIM = re.compile(
    rf"(?P<first>{_FIRST})|(?P<last>{_LAST})|(?P<above>{_ABOVE})|(?P<below>{_BELOW})"
    rf"|(?P<unprovable>{_UNPROVABLE})",
    re.IGNORECASE,
)
_NEGATED = re.compile("不能|无法|不可|不得|未|难以|不足以|不具备|不宜|尚不|cannot|not|no ", re.I)
_PLAN = re.compile("目标|计划|争取|力争|拟|规划|target|plan|aim", re.IGNORECASE)
_DERIVED = re.compile("推算|推知|折算|估算|derived|implied", re.IGNORECASE)
_UNCLEAR = re.compile("待核|未说明|不明|未注明|※|unclear|whether", re.IGNORECASE)
_CLAUSE = re.compile(r"[，。；：、！？;,!?]|\.\s")
_SENTENCE = re.compile(r"[。；！？;!?]|\.\s")
_THINGS = re.compile(
    r"(of \d+ )?(个)?(地|县|区|市|格|项|栏|指标|年份|areas?|cells?|indicators?|districts?|years?)"
)
_RANK_SPAN = re.compile(
    r"第(\d+)名?[至到～~–—-]第?(\d+)|(?:rank|place)s? (?:from )?(\d+)(?: to |–|-)(\d+)", re.I
)


class HeadlineWarning(UserWarning):
    """A headline says more than the data do."""


def check_headline(
    title: str, chart: Chart, source: Comparison | Coverage | Sequence[Comparison]
) -> tuple[str, ...]:
    """Return what the headline says beyond the data, one sentence each, in the chart's language."""
    comparisons = (
        ()
        if isinstance(source, Coverage)
        else (source,)
        if isinstance(source, Comparison)
        else tuple(source)
    )
    register = source.register if isinstance(source, Coverage) else comparisons[0].register
    headline = _Headline(title, chart, comparisons, register)
    return tuple(dict.fromkeys([*headline.numbers(), *headline.words()]))


@dataclass(frozen=True)
class _Headline:
    title: str
    chart: Chart
    comparisons: tuple[Comparison, ...]
    register: Register

    @cached_property
    def readings(self) -> list[Reading]:
        return read(self.title)

    @cached_property
    def facts(self) -> list[Fact]:
        return facts_of(self.chart)

    @cached_property
    def names(self) -> list[tuple[int, str]]:
        """Where areas are named in the headline: position and code."""
        found = []
        for area in self.register.area_by_code.values():
            forms = {area.short_zh, area.name_en}
            forms |= {"全市"} if area.kind == "prefecture" else set()
            forms |= {"全省"} if area.kind == "province" else set()
            for form in forms:
                found += [(m.start(), area.code) for m in re.finditer(re.escape(form), self.title)]
        return sorted(found)

    def numbers(self) -> Iterator[str]:
        """Find numbers that no plotted value, year or count carries."""
        for reading in self.readings:
            if self._is_idiom(reading) or self._is_year(reading) or self._is_count(reading):
                continue
            span = self._rank_span(reading)
            problem = self._span_problem(span) if span else self._problem(reading)
            if problem:
                yield problem

    def words(self) -> Iterator[str]:
        """Find comparing words that some completion, or a blocking caution, contradicts."""
        for found in _CLAIM.finditer(self.title):
            if self._in_quotes(found.start()) or self._is_bound(found) or self._negated(found):
                continue
            reason = self._why_not(found)
            if reason:
                yield self._say(
                    f"标题中的“{found[0]}”站不住：{reason[0]}",
                    f"The word {found[0]!r} does not hold: {reason[1]}",
                )

    def _say(self, zh: str, en: str) -> str:
        return en if self.chart.lang == "en" else zh

    def _clause(self, position: int, boundary: re.Pattern[str] = _CLAUSE) -> tuple[int, int]:
        cuts = [0, *(m.end() for m in boundary.finditer(self.title)), len(self.title) + 1]
        start = max(cut for cut in cuts if cut <= position)
        return start, min(cut for cut in cuts if cut > position)

    def _in_quotes(self, position: int) -> bool:
        before = self.title[:position]
        return before.count("“") > before.count("”")

    def _is_idiom(self, reading: Reading) -> bool:
        plain = not re.search(r"[0-9０-９]", reading.text) and not reading.unit
        idiom = plain and not self._thing(reading)
        return idiom or self._in_quotes(reading.start) or self._in_a_name(reading)

    def _in_a_name(self, reading: Reading) -> bool:
        """Whether the number belongs to an indicator's name: per 1,000."""
        names = {name for c in self.chart.columns for name in (c.head, c.group) if name}
        for name in names:
            at = self.title.find(name)
            if at >= 0 and at <= reading.start and reading.end <= at + len(name) + 1:
                return True
        return False

    def _is_year(self, reading: Reading) -> bool:
        years = {fact.year for fact in self.facts}
        years |= {mark.period.rpartition("/")[2][:4] for mark in self.chart.marks}
        years |= {str(year) for one in self.comparisons for year in one.years}
        return re.sub(r"\D", "", reading.text) in years and reading.unit in ("年", "")

    def _thing(self, reading: Reading) -> bool:
        rest = self.title[reading.end :].lstrip()
        return bool(_THINGS.match(rest)) or (reading.unit in ("项", "个") and not self.facts)

    def _is_count(self, reading: Reading) -> bool:
        if not (self._thing(reading) or reading.unit == "项"):
            return False
        return reading.bounds.low in self._counts and reading.bounds.shape == "exact"

    @cached_property
    def _counts(self) -> set[float]:
        return counts_of(self.chart)

    def _problem(self, reading: Reading) -> str:
        start, end = self._clause(reading.start)
        clause = self.title[start:end]
        if reading.ordinal:
            return self._rank_problem(reading)
        matching = [fact for fact in self.facts if matches(reading, fact)]
        if not matching:
            return self._unknown(reading)
        named = [code for at, code in self.names if start <= at < reading.start]
        owners = {fact.area for fact in matching}
        if named and not owners & set(named):
            owner = self.register.area_by_code[sorted(owners)[0]]
            return self._say(
                f"“{reading.text}”是{owner.short_zh}的数字，不是{self.register.area_by_code[named[-1]].short_zh}的。",
                f"{reading.text!r} belongs to {owner.name_en}, not to the area named.",
            )
        kinds = {fact.kind for fact in matching if not named or fact.area in named}
        return self._kind_problem(reading, kinds, clause)

    def _kind_problem(self, reading: Reading, kinds: set[str], clause: str) -> str:
        needs = {
            "target": (_PLAN, "是目标，请写明“目标”", "is a target: say so"),
            "derived": (_DERIVED, "是推算值，请写明“推算”", "is derived: say so"),
            "implied": (_DERIVED, "是推知的，请写明“推知”", "is implied: say so"),
            "unclear": (_UNCLEAR, "口径待核，请写明", "is of unclear scope: say so"),
        }
        failing = [needs[k] for k in sorted(kinds) if k in needs and not needs[k][0].search(clause)]
        if len(failing) < len(kinds):
            return ""
        _, zh, en = failing[0]
        return self._say(f"“{reading.text}”{zh}。", f"{reading.text!r} {en}.")

    def _unknown(self, reading: Reading) -> str:
        near = [f for f in self.facts if reading.bounds.low in (f.bounds.low, f.bounds.high)]
        if near:
            return self._say(
                f"“{reading.text}”与数据不符：数据为{near[0].shown}。",
                f"{reading.text!r} is not what the data say: {near[0].shown}.",
            )
        return self._say(
            f"图中没有“{reading.text}”这个数。", f"The chart holds no {reading.text!r}."
        )

    def _rank_problem(self, reading: Reading) -> str:
        start, _ = self._clause(reading.start, _SENTENCE)
        named = [code for at, code in self.names if start <= at < reading.start]
        if self._is_certain_rank(named, reading.bounds.low):
            return ""
        ranks = [fact for fact in self.facts if fact.unit == "名" and matches(reading, fact)]
        if any(not named or fact.area == named[-1] for fact in ranks):
            return ""
        return self._say(
            f"“{reading.text}”这个名次不能由数据确定。",
            f"The data do not settle the rank {reading.text!r}.",
        )

    def _is_certain_rank(self, codes: Sequence[str], rank: float) -> bool:
        tables = self._ranked(codes)
        sure = [(t["rank_best"] == rank) & (t["rank_worst"] == rank) for t in tables]
        return any(bool(column.fillna(False).any()) for column in sure)

    def _rank_span(self, reading: Reading) -> re.Match[str] | None:
        """Find the range of ranks that the number is an end of: 第2至第7名."""
        spans = _RANK_SPAN.finditer(self.title)
        return next((m for m in spans if m.start() <= reading.start < m.end()), None)

    def _span_problem(self, span: re.Match[str]) -> str:
        """Say what is wrong with a range of ranks: it must be one that the comparison gives."""
        best, worst = (int(end) for end in span.groups() if end)
        start, _ = self._clause(span.start())
        named = {code for at, code in self.names if start <= at < span.start()}
        for one in self.comparisons:
            frame = one.frame
            same = (frame["rank_best"] == best) & (frame["rank_worst"] == worst)
            having = set(frame.loc[same.fillna(False), "area"])
            if having and named <= having:
                return ""
        return self._say(
            f"“{span[0]}”不是数据给出的名次区间。",
            f"The data do not give the range of ranks {span[0]!r}.",
        )

    def _ranked(self, codes: Sequence[str]) -> Iterator[pd.DataFrame]:
        for one in self.comparisons:
            table = one.frame
            yield table[table["area"].isin(codes)]

    def _is_bound(self, found: re.Match[str]) -> bool:
        """Whether the word belongs to a bound or ordinal that was read as a number: 超过95%."""
        return any(r.start <= found.start() < r.end for r in self.readings)

    def _negated(self, found: re.Match[str]) -> bool:
        start, _ = self._clause(found.start())
        return bool(_NEGATED.search(self.title[start : found.start()]))

    def _why_not(self, found: re.Match[str]) -> tuple[str, str] | None:
        start, _ = self._clause(found.start(), _SENTENCE)
        named = [code for at, code in self.names if start <= at < found.start()]
        if not named or found["unprovable"] or not self.comparisons:
            return "无法由图中数据证明。", "it cannot be proved from the chart."
        subject = named[-1]
        if not self._holds(found, subject):
            return "并非在所有可能取值下都成立。", "not for every value that the sources allow."
        for one in self.comparisons:
            cautions = one.cautions
            blocking = cautions[
                cautions["blocks"].astype(bool) & cautions["area"].isin(["", subject])
            ]
            if len(blocking):
                caution = blocking.iloc[0]
                return caution["zh"], caution["en"]
        return None

    def _holds(self, found: re.Match[str], subject: str) -> bool:
        if found["first"] or found["last"]:
            years, last = self._years_named(found), bool(found["last"])
            return any(self._certain_rank(t, last, years) for t in self._ranked([subject]))
        years = self._years_named(found)
        mine, others = self._bounds_of(subject, years), self._objects(found, years)
        if self.chart.kind != "trend":  # otherwise what is said must hold for every year
            mine, others = mine[:1], others[:1]
        wanted = "higher" if found["above"] else "lower"
        return bool(mine and others) and all(
            own.order(other) == wanted for own in mine for other in others
        )

    def _years_named(self, found: re.Match[str]) -> set[str]:
        start, end = self._clause(found.start(), _SENTENCE)
        inside = (r for r in self.readings if start <= r.start < end and self._is_year(r))
        return {re.sub(r"\D", "", reading.text) for reading in inside}

    def _certain_rank(self, table: pd.DataFrame, last: bool, years: set[str]) -> bool:
        """Whether a rank is settled, in every year named or else in every year compared."""
        if years:
            table = table[table["period"].str[:4].isin(years)]
        worst = max((one.frame["area"].nunique() for one in self.comparisons), default=0)
        wanted = worst if last else 1
        sure = (table["rank_best"] == wanted) & (table["rank_worst"] == wanted)
        return len(sure) > 0 and bool(sure.fillna(False).all())

    def _bounds_of(self, code: str, years: set[str]) -> list[Bounds]:
        mine = [fact for fact in self.facts if fact.area == code and fact.kind in ACTUAL]
        if self.chart.kind == "trend" and years:
            mine = [fact for fact in mine if fact.year in years]
        return [fact.bounds for fact in mine]

    def _objects(self, found: re.Match[str], years: set[str]) -> list[Bounds]:
        _, end = self._clause(found.end())
        after = [code for at, code in self.names if found.end() <= at < end]
        later = [r for r in self.readings if found.end() <= r.start < end]
        numbers = [r.bounds for r in later if not self._is_year(r)]
        return numbers or [b for code in after for b in self._bounds_of(code, years)]
