"""Slices: the rows that one question asks for, silence included.

:class:`Known` holds the cells with the claims behind each. :meth:`Known.rows` lays out every asked
area × indicator for one year, with ``silent`` and ``unread`` where nothing was said, the next
target beside each, and everything else that is known about these cells set aside with its reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from jmanalysis.bounds import notation
from jmanalysis.errors import UnknownNameError
from jmanalysis.vocabulary import Indicator, Register

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
    order: npt.NDArray[np.int64]
    claims: pd.DataFrame
    register: Register

    def years(self) -> list[int]:
        """Every year that a claim or a document read whole speaks of."""
        from_documents = {
            int(period[:4])
            for document in self.register.document_by_id.values()
            for period in document.periods
            if period
        }
        return sorted(from_documents | set(self.cells["year"].unique().tolist()))

    def claims_of(self, cell: int, nature: str = "actual") -> pd.DataFrame:
        """Return the claims of one cell (by position), of one nature."""
        start, stop = self.cells["start"].iat[cell], self.cells["stop"].iat[cell]
        found = self.claims.iloc[self.order[start:stop]]
        return found[found["nature"] == nature]

    def claims_via(self, cell: int) -> pd.DataFrame:
        """Return the claims of the cells that this one's derived or implied value comes from."""
        positions = [self.cells.index.get_loc(int(p)) for p in self.cells["via"].iat[cell].split()]
        tables = [self.claims_of(position) for position in positions]
        return pd.concat(tables) if tables else self.claims.iloc[:0]

    def evidence(self, cell: int) -> pd.DataFrame:
        """Return the claims that carry a cell's value: its own, or those it follows from."""
        own, status = self.claims_of(cell), self.cells["status"].iat[cell]
        return self.claims_via(cell) if status in ("derived", "implied") and own.empty else own

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
        span = [self._joined(position) for position in self.cells.index.get_indexer(cells.index)]
        for name, column in zip(("words", "documents", "claims"), zip(*span), strict=True):
            frame[name] = pd.Series(column, index=frame.index, dtype="str")
        drop = ["start", "stop", "via", "unit_said", "target_said"]
        return frame.drop(columns=drop).reset_index(drop=True)

    def rows(self, asked: Slice) -> pd.DataFrame:
        """Lay out every area × indicator of the slice, one row each, whatever is known.

        Returns
        -------
        DataFrame
            Keys, value columns, status, target columns and ``cell``, ``target_cell`` (positions in
            ``cells``, -1 for none).
        """
        grid = pd.MultiIndex.from_product(
            [[i.id for i in asked.indicators], asked.areas], names=["indicator", "area"]
        ).to_frame(index=False)
        picked = self._pick(asked)
        grid = grid.merge(picked, on=["indicator", "area"], how="left")
        targets = self._pick_targets(asked)
        grid = grid.merge(targets, on=["indicator", "area"], how="left")
        for name in ("cell", "target_cell"):
            grid[name] = grid[name].fillna(-1).astype("int64")
        records = [self._row(record, asked) for record in grid.to_dict("records")]
        return pd.DataFrame(records)

    def set_aside(self, asked: Slice, rows: pd.DataFrame) -> pd.DataFrame:
        """Return what else is known about these areas and indicators, each with its reason."""
        used = set()
        for row in rows.to_dict("records"):
            hidden = row["status"] == "unclear" and pd.isna(row["low"])
            if row["cell"] >= 0 and not hidden:
                used |= set(self.claims_of(row["cell"], asked.nature)["id"])
        claims = self.claims
        mine = claims["area"].isin(asked.areas)
        mine &= claims["indicator"].isin([i.id for i in asked.indicators])
        others = claims[mine & ~claims["id"].isin(used)]
        reasons = [self._reason(claim, asked) for claim in others.to_dict("records")]
        columns = ["area", "subject", "indicator", "period", "nature", "tally"]
        columns += ["value", "unit", "words", "document", "id"]
        aside = others[columns].astype("str").reset_index(drop=True)
        aside.insert(0, "reason", pd.Series(reasons, dtype="str"))
        return aside

    def _pick(self, asked: Slice) -> pd.DataFrame:
        """Choose, for each area × indicator, the cell that answers the question best."""
        cells = self.cells
        here = cells["area"].isin(asked.areas) & (cells["subject"] == "")
        here &= cells["indicator"].isin([i.id for i in asked.indicators])
        if asked.nature == "target":
            here &= cells["target_said"] & (cells["year"] == asked.year)
        else:
            here &= ~cells["status"].isin(["target_only", "silent"])
            if "other_year" not in asked.allow:
                here &= cells["year"] == asked.year
        found = cells[here]
        found = found[self._tally_fits(found, asked)]
        usual = found["indicator"].map({i.id: i.tally for i in asked.indicators}).astype("str")
        rank = pd.DataFrame(
            {
                "far": (found["year"].astype("int64") - asked.year).abs(),
                "unit": ~found["unit_ok"],
                "vague": ~found["status"].isin([*VALUED, "implied"]),
                "unusual": found["tally"].astype("str") != usual,
                "part": found["period"].astype("str").str.len() != 4,
            },
            index=found.index,
        )
        order = rank.sort_values(list(rank.columns), kind="stable").index
        best = found.loc[order].drop_duplicates(["area", "indicator"])
        return self._keyed(best, "cell")

    def _tally_fits(self, found: pd.DataFrame, asked: Slice) -> pd.Series:
        tally = found["tally"].astype("str")
        if asked.tally is not None:
            return tally == asked.tally
        usual = found["indicator"].map({i.id: i.tally for i in asked.indicators}).astype("str")
        unusual = (tally != usual) & ~tally.isin(["none", "unclear"])
        return ~unusual | (found["status"] == "qualitative")

    def _pick_targets(self, asked: Slice) -> pd.DataFrame:
        """Choose the target of the year asked for, or else the next later one."""
        cells = self.cells
        here = cells["area"].isin(asked.areas) & (cells["subject"] == "")
        here &= cells["indicator"].isin([i.id for i in asked.indicators])
        here &= cells["target_low"].notna() & (cells["year"] >= asked.year)
        found = cells[here].sort_values("year", kind="stable")
        return self._keyed(found.drop_duplicates(["area", "indicator"]), "target_cell")

    def _keyed(self, found: pd.DataFrame, name: str) -> pd.DataFrame:
        return pd.DataFrame(
            {
                "indicator": found["indicator"].astype("str").to_numpy(),
                "area": found["area"].astype("str").to_numpy(),
                name: self.cells.index.get_indexer(found.index),
            }
        )

    def _row(self, record: dict[str, object], asked: Slice) -> dict[str, object]:
        cell, target = int(str(record["cell"])), int(str(record["target_cell"]))
        indicator = self.register.indicator_by_id[str(record["indicator"])]
        area = self.register.area_by_code[str(record["area"])]
        row: dict[str, object] = {
            "area": area.code,
            "name": area.name_zh,
            "indicator": indicator.id,
            "period": str(asked.year),
            "unit": indicator.full_unit,
            "nature": asked.nature,
            "cell": cell,
            "target_cell": target,
        }
        row |= self._target_columns(target)
        if cell < 0:
            return row | _EMPTY | {"status": self._absence(area.code, asked.year, target)}
        if asked.nature == "target":
            return row | self._target_as_value(cell)
        return row | self._actual_columns(cell, asked)

    def _absence(self, area: str, year: int, target: int) -> str:
        if target >= 0:
            return "target_only"
        read = any(d.covers(area, year) for d in self.register.document_by_id.values())
        return "silent" if read else "unread"

    def _actual_columns(self, cell: int, asked: Slice) -> dict[str, object]:
        c = self.cells.iloc[cell]
        status = str(c["status"])
        hidden = status == "unclear" and not (
            "unclear_tally" in asked.allow or asked.tally == "unclear"
        )
        shown = not hidden and pd.notna(c["low"])
        via = _joined_columns(self.claims_via(cell))
        return {
            "period": str(c["period"]),
            "unit": self._units(self.cells.iloc[[cell]])[0],
            "value": self._texts(self.cells.iloc[[cell]], "")[0] if shown else None,
            **{name: c[name] if shown else _EMPTY[name] for name in ENDS},
            "implied_low": c["implied_low"],
            "implied_high": c["implied_high"],
            "tally": str(c["tally"]),
            "population": str(c["population"]),
            "basis": str(c["basis"]),
            "method": str(c["method"]),
            "status": status,
            "inferred": bool(c["inferred"]),
            "derived": self._texts(self.cells.iloc[[cell]], "derived_")[0],
            "derived_low": c["derived_low"],
            "derived_high": c["derived_high"],
            "derived_words": via["words"],
            "derived_claims": via["claims"],
            **_joined_columns(self.evidence(cell)),
        }

    def _target_as_value(self, cell: int) -> dict[str, object]:
        c = self.cells.iloc[cell]
        ends = {name: c[f"target_{name}"] for name in ENDS}
        kept = {"tally": str(c["tally"]), "population": str(c["population"])}
        kept |= {"period": str(c["period"]), "basis": "reported", "status": "target_only"}
        text = self._texts(self.cells.iloc[[cell]], "target_")[0]
        behind = self.claims_of(cell, "target")
        return _EMPTY | ends | kept | {"value": text} | _joined_columns(behind)

    def _target_columns(self, cell: int) -> dict[str, object]:
        if cell < 0:
            return dict(_NO_TARGET)
        c = self.cells.iloc[cell]
        behind = self.claims_of(cell, "target")
        return {
            "target": self._texts(self.cells.iloc[[cell]], "target_")[0],
            "target_low": c["target_low"],
            "target_high": c["target_high"],
            "target_low_open": bool(c["target_low_open"]),
            "target_high_open": bool(c["target_high_open"]),
            "target_period": str(c["period"]),
            **{f"target_{name}": text for name, text in _joined_columns(behind).items()},
        }

    def _reason(self, claim: dict[str, object], asked: Slice) -> str:
        indicator = self.register.indicator_by_id[str(claim["indicator"])]
        if claim["nature"] != asked.nature:
            return str(claim["nature"])
        if claim["subject"]:
            return "institution"
        if int(str(claim["period"]).rpartition("/")[2][:4]) != asked.year:
            return "other_year"
        if claim["tally"] == "unclear":
            return "unclear_tally"
        if claim["tally"] != (asked.tally or indicator.tally):
            return "other_tally"
        return "other_period"

    def _joined(self, cell: int) -> tuple[str, str, str]:
        start, stop = self.cells["start"].iat[cell], self.cells["stop"].iat[cell]
        behind = self.claims.iloc[self.order[start:stop]]
        columns = _joined_columns(behind if stop > start else self.claims_via(cell))
        return str(columns["words"]), str(columns["documents"]), str(columns["claims"])

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


def _joined_columns(claims: pd.DataFrame) -> dict[str, object]:
    """Words, documents and ids of claims, each distinct one once."""
    return {
        "words": "；".join(dict.fromkeys(claims["words"])),
        "documents": " ".join(dict.fromkeys(claims["document"].astype("str"))),
        "claims": " ".join(claims["id"]),
    }


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
        raise UnknownNameError.among("年份", "year", year, [str(y) for y in years])
    return int(year)
