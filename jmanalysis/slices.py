"""Slices: the rows that one question asks for, silence included.

:class:`Known` holds the cells with the claims behind each. :meth:`Known.rows` lays out every asked
area × indicator for one year, with ``silent`` and ``unread`` where nothing was said, the next
target beside each, and everything else that is known about these cells set aside with its reason.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from jmanalysis.bounds import notation
from jmanalysis.errors import UnknownNameError
from jmanalysis.register import Indicator, Register
from jmanalysis.vocabulary import among, year_of

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

ENDS = ("low", "high", "low_open", "high_open")
VALUED = ("exact", "bound", "range", "approx", "derived", "conflicting", "unclear")


@dataclass(frozen=True)
class Slice:
    """What is asked for: areas × indicators of one year, one nature, one tally."""

    areas: tuple[str, ...]
    indicators: tuple[Indicator, ...]
    year: int
    nature: str = "actual"
    tally: str | None = None
    allow: tuple[str, ...] = ()


@dataclass(frozen=True)
class Known:
    """The cells, the claims behind them, and the register that explains both.

    Parameters
    ----------
    cells
        From :func:`jmanalysis.derivations.derive`.
    order
        Positions in ``claims``, sorted by cell; each cell's span is ``start`` to ``stop``.
    claims
        The table of an Observations without superseded claims.
    register
        Areas, indicators and documents.
    """

    cells: pd.DataFrame
    order: Ints
    claims: pd.DataFrame
    register: Register

    def years(self) -> list[int]:
        """Every year that a claim or a document read whole speaks of."""
        from_documents = {
            year_of(period)
            for document in self.register.document_by_id.values()
            for period in document.periods
            if period
        }
        return sorted(from_documents | set(self.cells["year"].unique().tolist()))

    def spans(self, cells: Ints) -> tuple[Ints, Ints]:
        """Return the claims behind cells: positions in ``claims``, and which cell each is of."""
        start, stop = (self.cells[name].to_numpy()[cells] for name in ("start", "stop"))
        sizes = stop - start
        owner = np.repeat(np.arange(len(cells)), sizes)
        before = np.cumsum(sizes) - sizes
        return self.order[np.arange(len(owner)) + np.repeat(start - before, sizes)], owner

    def said(self, cells: Ints, nature: str | None = "actual") -> pd.DataFrame:
        """Return ``words``, ``documents`` and ``claims`` of each cell's own claims as text."""
        return self._said(cells, np.arange(len(cells)), len(cells), nature)

    def said_via(self, cells: Ints) -> pd.DataFrame:
        """Return the same of the cells that a derived or implied value comes from."""
        via = [[int(one) for one in text.split()] for text in self.cells["via"].iloc[cells]]
        owner = np.repeat(np.arange(len(via)), [len(group) for group in via])
        behind = np.array([one for group in via for one in group], dtype=np.int64)
        return self._said(behind, owner, len(via), "actual")

    def _said(
        self, cells: Ints, owner: Ints, count: int, nature: str | None = None
    ) -> pd.DataFrame:
        positions, of_cell = self.spans(cells)
        claims, owner = self.claims.iloc[positions], owner[of_cell]
        if nature is not None:
            mine = (claims["nature"] == nature).to_numpy()
            claims, owner = claims[mine], owner[mine]
        columns = {"words": ("words", "；"), "documents": ("document", " "), "claims": ("id", " ")}
        return pd.DataFrame(
            {
                name: pd.Series(_joined(claims[of], owner, count, sign), dtype="str")
                for name, (of, sign) in columns.items()
            }
        )

    def readable(self, cells: pd.DataFrame) -> pd.DataFrame:
        """Return cells as people read them: names, values as text, words, documents."""
        plain = dict.fromkeys(("area", "subject", "indicator", "period", "tally"), "str")
        frame = cells.astype({**plain, "status": "str", "population": "str"})
        frame["year"] = frame["year"].astype("int64")
        frame.insert(1, "name", frame["area"].map(self._area_names()))
        frame.insert(4, "indicator_name", frame["indicator"].map(self._indicator_names()))
        frame["unit"] = self._units(frame)
        for prefix in ("", "derived_", "target_"):
            texts = self._texts(cells, prefix)
            name = {"": "value", "derived_": "derived", "target_": "target"}[prefix]
            frame[name] = pd.Series(texts, index=frame.index, dtype="str")
        at = cells.index.to_numpy()
        own, via = self.said(at, nature=None), self.said_via(at)
        behind = own.where(own["claims"] != "", via)
        drop = ["start", "stop", "via", "unit_said", "target_said"]
        return frame.drop(columns=drop).reset_index(drop=True).join(behind)

    def rows(self, asked: Slice) -> pd.DataFrame:
        """Lay out every area × indicator of the slice, one row each, whatever is known.

        Returns
        -------
        DataFrame
            Keys, value columns, status, target columns and ``cell``, ``target_cell`` (positions in
            ``cells``, -1 for none).
        """
        grid = [(i, self.register.area_by_code[a]) for i in asked.indicators for a in asked.areas]
        frame = pd.DataFrame(
            {
                "area": [area.code for _, area in grid],
                "name": [area.name_zh for _, area in grid],
                "indicator": [indicator.id for indicator, _ in grid],
                "period": str(asked.year),
                "unit": [indicator.full_unit for indicator, _ in grid],
                "nature": asked.nature,
            }
        ).astype({"area": "str", "indicator": "str", "unit": "str"})  # also where there is no row
        for name, picked in (("cell", self._pick(asked)), ("target_cell", self._targets(asked))):
            at = frame[["indicator", "area"]].merge(picked, on=["indicator", "area"], how="left")
            frame[name] = at["at"].fillna(-1).astype("int64")
        targets = self._filled(frame["target_cell"], self._target_columns, _NO_TARGET)
        of_cells = self._target_values if asked.nature == "target" else self._actual_values
        values = self._filled(frame["cell"], lambda cells: of_cells(cells, asked), _EMPTY)
        silent = values["status"] == ""
        values.loc[silent, "status"] = self._absence(frame[silent], asked)
        for name in ("period", "unit"):  # a cell's own, where there is one
            values[name] = values[name].where(~silent, frame[name])
        return pd.concat([frame.drop(columns=["period", "unit"]), values, targets], axis=1)

    def set_aside(self, asked: Slice, rows: pd.DataFrame) -> pd.DataFrame:
        """Return what else is known about these areas and indicators, each with its reason."""
        claims = self.claims
        hidden = (rows["status"] == "unclear") & rows["low"].isna()
        used, _ = self.spans(rows.loc[(rows["cell"] >= 0) & ~hidden, "cell"].to_numpy())
        mine = _of(claims, asked)
        mine[used] &= (claims["nature"].iloc[used] != asked.nature).to_numpy()
        others = claims[mine]
        columns = ["area", "subject", "indicator", "period", "nature", "tally"]
        columns += ["value", "unit", "words", "document", "id"]
        aside = others[columns].astype("str").reset_index(drop=True)
        aside.insert(0, "reason", self._reasons(aside, np.flatnonzero(mine), asked))
        return aside

    def _reasons(self, aside: pd.DataFrame, positions: Ints, asked: Slice) -> pd.Series:
        cells = self.cells
        strange = np.flatnonzero(_of(cells, asked) & ~cells["unit_ok"].to_numpy())
        unconverted, _ = self.spans(strange)
        usual = aside["indicator"].map({i.id: asked.tally or i.tally for i in asked.indicators})
        reasons = {
            "institution": aside["subject"] != "",
            "other_year": aside["period"].map(year_of) != asked.year,
            "unit": pd.Series(np.isin(positions, unconverted)),
            "unclear_tally": aside["tally"] == "unclear",
            "other_tally": aside["tally"] != usual,
        }
        found = np.select(list(reasons.values()), list(reasons), "other_period")
        same = aside["nature"] == asked.nature
        return pd.Series(np.where(same, found, aside["nature"]), dtype="str")

    def _pick(self, asked: Slice) -> pd.DataFrame:
        """Choose, for each area × indicator, the cell that answers the question best."""
        cells = self.cells
        here = _of(cells, asked) & among(cells["subject"], ("",))
        if asked.nature == "target":
            here &= cells["target_said"].to_numpy()
        else:
            here &= ~among(cells["status"], ("target_only", "silent"))
        if asked.nature == "target" or "other_year" not in asked.allow:
            here &= cells["year"].to_numpy() == asked.year
        found = _with_words(cells[here])
        usual = found["indicator"].map({i.id: i.tally for i in asked.indicators})
        found = found[self._tally_fits(found, usual, asked)]
        rank = pd.DataFrame(
            {
                "far": (found["year"].astype("int64") - asked.year).abs(),
                "unit": ~found["unit_ok"],
                "vague": ~found["status"].isin([*VALUED, "implied"]),
                "unusual": found["tally"] != usual.loc[found.index],
                "part": found["period"].str.len() != 4,
            },
            index=found.index,
        )
        best = rank.sort_values(list(rank.columns), kind="stable").index
        return _first(found.loc[best])

    def _tally_fits(self, found: pd.DataFrame, usual: pd.Series, asked: Slice) -> pd.Series:
        tally = found["tally"]
        if asked.tally is not None:
            return tally == asked.tally
        unusual = (tally != usual) & ~tally.isin(["none", "unclear"])
        return ~unusual | (found["status"] == "qualitative")

    def _targets(self, asked: Slice) -> pd.DataFrame:
        """Choose the target of the year asked for, or else the next later one."""
        cells = self.cells
        here = _of(cells, asked) & among(cells["subject"], ("",))
        here &= cells["target_low"].notna().to_numpy() & (cells["year"].to_numpy() >= asked.year)
        return _first(_with_words(cells[here]).sort_values("year", kind="stable"))

    def _filled(
        self, at: pd.Series, columns_of: Callable[[Ints], pd.DataFrame], blank: dict[str, object]
    ) -> pd.DataFrame:
        """Make columns for the rows that have a cell, and the blank ones for the others."""
        has = at >= 0
        found = columns_of(at[has].to_numpy()).set_axis(at.index[has])
        nothing = pd.DataFrame(blank, index=at.index[~has])
        texts = {name: "str" for name, value in blank.items() if value is None or value == ""}
        tables = [table.astype(texts) for table in (found, nothing) if len(table)]
        tables = tables or [nothing.astype(texts)]  # an area that nothing contains
        return pd.concat(tables)[list(blank)].sort_index()

    def _absence(self, rows: pd.DataFrame, asked: Slice) -> list[str]:
        """Say what there is instead; where targets are asked for, one of a later year is not it."""
        documents = self.register.document_by_id.values()
        read = {area for d in documents for area in d.areas if d.covers(area, asked.year)}
        aims = (rows["target_cell"] >= 0) & (asked.nature == "actual")
        return [
            "target_only" if aim else "silent" if area in read else "unread"
            for area, aim in zip(rows["area"], aims, strict=True)
        ]

    def _actual_values(self, at: Ints, asked: Slice) -> pd.DataFrame:
        cells = _with_words(self.cells.iloc[at])
        told = "unclear_tally" in asked.allow or asked.tally == "unclear"
        shown = cells["low"].notna() & (told | (cells["status"] != "unclear"))
        own, via = self.said(at), self.said_via(at)
        follows = cells["status"].isin(["derived", "implied"]).to_numpy() & (own["claims"] == "")
        frame = cells.assign(
            unit=self._units(cells),
            value=pd.Series(self._texts(cells, ""), index=cells.index, dtype="str").where(shown),
            derived=pd.Series(self._texts(cells, "derived_"), index=cells.index, dtype="str"),
        ).reset_index(drop=True)
        for name in ENDS:
            blank = False if name.endswith("open") else np.nan
            frame[name] = frame[name].where(shown.to_numpy(), blank)
        derived = via[["words", "claims"]].add_prefix("derived_")
        return pd.concat([frame, derived, own.where(~follows, via)], axis=1)

    def _target_values(self, at: Ints, _asked: Slice) -> pd.DataFrame:
        cells, targets = self.cells.iloc[at], self._target_columns(at)
        frame = pd.DataFrame(_EMPTY, index=targets.index)
        for name in ("tally", "population", "period"):
            frame[name] = cells[name].astype("str").to_numpy()
        for name in (*ENDS, "words", "documents", "claims"):
            frame[name] = targets[f"target_{name}"]
        units = self._units(cells)
        return frame.assign(
            value=targets["target"], unit=units, basis="reported", status="target_only"
        )

    def _target_columns(self, at: Ints) -> pd.DataFrame:
        cells = self.cells.iloc[at]
        names = [f"target_{name}" for name in ENDS]
        frame = cells[names].reset_index(drop=True)
        frame.insert(0, "target_", pd.Series(self._texts(cells, "target_"), dtype="str"))
        frame["target_period"] = cells["period"].astype("str").to_numpy()
        frame = frame.join(self.said(at, "target").add_prefix("target_"))
        return frame.rename(columns={"target_": "target"})

    def _units(self, frame: pd.DataFrame) -> list[str]:
        return [
            self.register.indicator_by_id[indicator].full_unit if fits else said
            for indicator, fits, said in zip(
                frame["indicator"], frame["unit_ok"], frame["unit_said"], strict=True
            )
        ]

    def _texts(self, cells: pd.DataFrame, prefix: str) -> list[str | None]:
        columns = [cells[f"{prefix}{name}"] for name in (*ENDS, "approximate")]
        return [
            self._text(indicator, bool(fits), *(_rounded(ends) if prefix == "derived_" else ends))
            for indicator, fits, *ends in zip(
                cells["indicator"], cells["unit_ok"], *columns, strict=True
            )
        ]

    def _text(
        self,
        indicator_id: str,
        fits: bool,
        low: float,
        high: float,
        low_open: bool,
        high_open: bool,
        approximate: bool,
    ) -> str | None:
        """Write the value without the natural limits: ``(95,100]`` of a share was said as >95."""
        if np.isnan(low):
            return None
        indicator = self.register.indicator_by_id[indicator_id]
        if fits and low < high == indicator.ceiling and not high_open:
            high = np.inf
        if fits and indicator.floor == low < high < np.inf and not low_open:
            low = -np.inf
        return notation(low, high, bool(low_open), bool(high_open), bool(approximate))

    def _area_names(self) -> dict[str, str]:
        return {a.code: a.name_zh for a in self.register.area_by_code.values()}

    def _indicator_names(self) -> dict[str, str]:
        return {i.id: i.name_zh for i in self.register.indicator_by_id.values()}


_EMPTY: dict[str, object] = {
    "period": "",
    "unit": "",
    "status": "",
    "value": None,
    "low": np.nan,
    "high": np.nan,
    "low_open": False,
    "high_open": False,
    "implied_low": np.nan,
    "implied_high": np.nan,
    "tally": "",
    "population": "",
    "basis": "",
    "method": "",
    "inferred": False,
    "derived": None,
    "derived_low": np.nan,
    "derived_high": np.nan,
    "derived_words": "",
    "derived_claims": "",
    "words": "",
    "documents": "",
    "claims": "",
}
_NO_TARGET: dict[str, object] = {
    "target": None,
    "target_low": np.nan,
    "target_high": np.nan,
    "target_low_open": False,
    "target_high_open": False,
    "target_period": "",
    "target_words": "",
    "target_documents": "",
    "target_claims": "",
}


def _of(table: pd.DataFrame, asked: Slice) -> Bools:
    """Whether a cell or claim is about an area and an indicator that are asked for."""
    mine = among(table["indicator"], [indicator.id for indicator in asked.indicators])
    return mine & among(table["area"], asked.areas)


def _with_words(cells: pd.DataFrame) -> pd.DataFrame:
    """Turn the categories of some cells into text."""
    kinds = cells.select_dtypes("category").columns
    return cells.astype(dict.fromkeys(kinds, "str"))


def _first(cells: pd.DataFrame) -> pd.DataFrame:
    """Keep the first cell of each area × indicator; ``at`` is its position."""
    best = cells.drop_duplicates(["indicator", "area"])
    return best[["indicator", "area"]].assign(at=best.index)


def _joined(texts: pd.Series, owner: Ints, count: int, sign: str) -> list[str]:
    """Join each owner's texts, each distinct one once."""
    found: list[dict[str, None]] = [{} for _ in range(count)]
    for place, text in zip(owner.tolist(), texts, strict=True):
        found[place][text] = None
    return [sign.join(one) for one in found]


def _rounded(ends: list[float]) -> list[float]:
    """Four significant digits: a quotient is no more precise than what it was made from."""
    return [float(f"{end:.4g}") if isinstance(end, float) else end for end in ends]


def areas_of(register: Register, names: Sequence[str] | None) -> tuple[str, ...]:
    """Resolve the areas asked for; by default every peer."""
    if names is None:
        return register.peers
    return tuple(register.area(name).code for name in names)


def indicators_of(register: Register, names: str | Sequence[str]) -> tuple[Indicator, ...]:
    """Resolve the indicators asked for, in their order."""
    wanted = [names] if isinstance(names, str) else list(names)
    return tuple(register.indicator(name) for name in wanted)


def check_year(known: Known, year: int) -> int:
    """Return the year if anything could be known of it.

    Raises
    ------
    UnknownNameError
        If no document speaks of that year.
    """
    years = known.years()
    if isinstance(year, bool) or not isinstance(year, (int, np.integer)) or year not in years:
        known_years = ", ".join(str(y) for y in years)
        raise UnknownNameError(
            f"没有一份材料说到年份“{year}”。",
            f"No document speaks of the year {year!r}.",
            hint_zh=f"年份写作整数；有材料的年份：{known_years}。",
            hint_en=f"Write the year as a whole number; known: {known_years}.",
        )
    return int(year)
