"""Headlines: the analyst's sentence, held against the data.

Every number with its unit must be a plotted value, a year or a count of rows or cells; every word
such as 高于 or 居首 must hold for every completion of the bounds and survive the cautions. What
does not is named in a warning; the headline itself is never changed.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from jmanalysis.bounds import Bounds
from jmanalysis.charts.spec import Chart, Mark
from jmanalysis.comparisons import Comparison
from jmanalysis.coverages import Coverage
from jmanalysis.vocabulary import Register
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
    r"(of \d+ )?(个)?(地|县|区|市|格|项|栏|指标|areas?|cells?|indicators?|districts?)"
)


class HeadlineWarning(UserWarning):
    """A headline says more than the data do."""


@dataclass(frozen=True)
class _Fact:
    """A plotted interval that a headline may name, and what must be said with it."""

    bounds: Bounds
    area: str
    unit: str
    kind: str
    shown: str
    ceiling: float


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
    def facts(self) -> list[_Fact]:
        columns = {column.id: column for column in self.chart.columns}
        return [
            _fact(mark, columns[mark.column].unit)
            for mark in (*self.chart.marks, *self.chart.references)
            if mark.low is not None or mark.high is not None
        ]

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
            problem = self._problem(reading)
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
        for column in self.chart.columns:
            at = self.title.find(column.head)
            if at >= 0 and at <= reading.start and reading.end <= at + len(column.head) + 1:
                return True
        return False

    def _is_year(self, reading: Reading) -> bool:
        years = {
            m.period.rpartition("/")[2][:4] for m in (*self.chart.marks, *self.chart.references)
        }
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
        """Rows, columns, cells, and how many of them say what."""
        rows = [row.id for row in self.chart.rows if not row.reference]
        counts = {len(rows), len(self.chart.columns), len(rows) * len(self.chart.columns)}
        for column in self.chart.columns:
            mine = [m for m in self.chart.marks if m.column == column.id]
            for kind in {m.kind for m in mine}:
                number = len({m.row for m in mine if m.kind == kind})
                counts |= {number, len(rows) - number}
            numbered = {m.row for m in mine if m.kind in ("exact", "bound", "range", "approx")}
            speaking = {m.row for m in mine if m.kind not in ("silent", "unread")}
            counts |= {len(numbered), len(rows) - len(numbered), len(rows) - len(speaking)}
        for kind in {m.kind for m in self.chart.marks}:
            counts.add(sum(m.kind == kind for m in self.chart.marks))
        return {float(count) for count in counts}

    def _problem(self, reading: Reading) -> str:
        start, end = self._clause(reading.start)
        clause = self.title[start:end]
        if reading.ordinal:
            return self._rank_problem(reading)
        matching = [fact for fact in self.facts if _matches(reading, fact)]
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
        for table in self._ranked(named[-1:]):
            sure = (table["rank_best"] == reading.bounds.low) & (
                table["rank_worst"] == reading.bounds.low
            )
            if bool(sure.fillna(False).any()):
                return ""
        if any(fact.unit == "名" and _matches(reading, fact) for fact in self.facts):
            return ""
        return self._say(
            f"“{reading.text}”这个名次不能由数据确定。",
            f"The data do not settle the rank {reading.text!r}.",
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
            return any(
                self._certain_rank(table, bool(found["last"])) for table in self._ranked([subject])
            )
        mine = self._bounds_of(subject)
        others = self._objects(found)
        wanted = "higher" if found["above"] else "lower"
        return bool(mine and others) and all(
            own.order(other) == wanted for own in mine[:1] for other in others[:1]
        )

    def _certain_rank(self, table: pd.DataFrame, last: bool) -> bool:
        worst = max((len(one.frame) for one in self.comparisons), default=0)
        wanted = worst if last else 1
        sure = (table["rank_best"] == wanted) & (table["rank_worst"] == wanted)
        return bool(sure.fillna(False).any())

    def _bounds_of(self, code: str) -> list[Bounds]:
        actual = ("exact", "bound", "range", "approx", "benchmark")
        return [f.bounds for f in self.facts if f.area == code and f.kind in actual]

    def _objects(self, found: re.Match[str]) -> list[Bounds]:
        _, end = self._clause(found.end())
        after = [code for at, code in self.names if found.end() <= at < end]
        later = [r for r in self.readings if found.end() <= r.start < end]
        numbers = [r.bounds for r in later if not self._is_year(r)]
        return numbers or [b for code in after for b in self._bounds_of(code)]


def _fact(mark: Mark, unit: str) -> _Fact:
    low = -math.inf if mark.low is None else mark.low
    high = math.inf if mark.high is None else mark.high
    bounds = Bounds(low, high, mark.low_open, mark.high_open, mark.kind == "approx")
    ceiling = 100.0 if "%" in unit else math.inf
    return _Fact(bounds, mark.row, unit.partition("/")[0], mark.kind, mark.label, ceiling)


def _matches(reading: Reading, fact: _Fact) -> bool:
    """Whether the phrase is this plotted interval; a target may be named by its number alone."""
    if (reading.unit == "%") != ("%" in fact.unit):
        return False
    said, known = reading.bounds, fact.bounds
    if fact.kind == "target" and said.shape == "exact" and said.low in (known.low, known.high):
        return True
    if fact.kind == "derived" and said.shape in ("exact", "approx"):
        return abs((said.low + said.high) / 2 - known.low) <= 0.005
    ends = (said.low, min(said.high, fact.ceiling), said.low_open)
    return ends == (
        max(known.low, said.low if said.low == -math.inf else known.low),
        min(known.high, fact.ceiling),
        known.low_open,
    )
