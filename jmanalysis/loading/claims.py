"""Claims: the rows of a tidy table, checked and completed, a column at a time.

Every distinct text is read once: three hundred thousand rows hold a few hundred names, and fewer
values than rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from jmanalysis.bounds import Bounds
from jmanalysis.errors import UnreadableValueError
from jmanalysis.loading import moments, values
from jmanalysis.loading.accounts import Account
from jmanalysis.loading.headwords import HeadWords, unit_of
from jmanalysis.loading.measures import fits
from jmanalysis.loading.placenames import PlaceNames
from jmanalysis.loading.reasons import why_no_area
from jmanalysis.loading.rows import Explained, Rows
from jmanalysis.loading.tidy import CHINESE, NATURES, TALLIES
from jmanalysis.register import Register
from jmanalysis.vocabulary import CLAIM_COLUMNS, WORDS, is_period, records

_PLAIN = re.compile(r"\d+(?:\.\d+)?")
_NATURES: Final = {**NATURES, "": "actual", "实际": "actual", "完成": "actual", "计划": "target"}
_TALLIES: Final = {
    **TALLIES,
    **dict.fromkeys(("累计", "期末", "存量"), "stock"),
    **dict.fromkeys(("比率", "无"), "none"),
}
#: What a claim may lack: in a table that was saved, blank means blank.
_MAY_BE_BLANK: Final = frozenset(("population", "words", "line_start"))
_UNDATED: Final = (
    ("没有时期，或读不懂", "no period, or it cannot be read"),
    ("写 2024、2024-06、2025年1—6月；或 year=2025。", "Write 2024, 2024-06; or year=2025."),
)
_CHOICES: Final = {"nature": _NATURES, "tally": _TALLIES}
_REGISTERED = (
    "名称见登记表；新指标、新地区用 indicators=、areas= 登记。",
    "Use registered names; add new ones with indicators= and areas=.",
)


@dataclass
class TidyReader:
    """Reads tidy tables against one register."""

    register: Register
    places: PlaceNames
    words: HeadWords

    def read(
        self,
        table: pd.DataFrame,
        place: tuple[str, int, Sequence[str]],
        period: str,
        account: Account,
    ) -> tuple[pd.DataFrame, pd.DataFrame]:
        """Return the claims of a table with the claim columns that it has, and what it asks about.

        A row left blank states nothing, but its area and period were asked about: hence the second
        table, of the columns ``area`` and ``period``.

        Parameters
        ----------
        table
            All columns text.
        place
            The name of the sheet, the row of its heads, and the columns in their order.
        period
            What holds where a row says no period; may be empty.
        account
            What is understood and what is not.
        """
        reading = Rows(table, place, account)
        self._resolve(reading, period)
        asked = reading.table.loc[reading.kept, ["area", "period"]].drop_duplicates()
        self._read_values(reading)
        return self._completed(reading), asked

    def _resolve(self, reading: Rows, period: str) -> None:
        register = self.register
        reading.map("area", self._area, lambda text: why_no_area(self.places.find(text).kind))
        reading.map(
            "indicator",
            lambda text: text if text in register.indicator_by_id else self._indicator(text),
            lambda _: (("不认识的指标", "this indicator is not known"), _REGISTERED),
        )
        reading.map(
            "period",
            lambda text: _period(text) or period if text else period,
            lambda _: _UNDATED,
        )
        for name, words in _CHOICES.items():
            reading.map(
                name,
                lambda text, name=name, words=words: (  # type: ignore[misc]
                    text if text in WORDS[name] else words.get(text, None if text else "")
                ),
                lambda _, name=name, words=words: _word(name, words),  # type: ignore[misc]
            )
        for name in ("population", "period_basis", "value_basis"):
            reading.map(
                name,
                lambda text, name=name: text if not text or text in WORDS[name] else None,  # type: ignore[misc]
                lambda _, name=name: _word(name, WORDS[name]),  # type: ignore[misc]
            )

    def _area(self, text: str) -> str | None:
        return self.places.find(text).code or None

    def _indicator(self, text: str) -> str | None:
        head = self.words.read(text)
        bare = not (head.moment or head.nature or head.tally or head.unit)
        return head.indicator if head.indicator and bare else None

    def _read_values(self, reading: Rows) -> None:
        """Read the values: the notation of the claims tables first, else what people write."""
        texts, natures = reading.column("value"), reading.column("nature")
        pairs = texts + "\x1f" + natures.where(natures == "target", "")
        pick, distinct = pd.factorize(pairs)
        said = _values(distinct.tolist())
        reasons = {
            text: (one.reason, one.hint)
            for text, one in zip(distinct.tolist(), said, strict=True)
            if one.reason is not None
        }
        reading.table["value"] = np.array([one.value for one in said], dtype=object)[pick]
        targets = np.array([one.nature == "target" for one in said])[pick]
        reading.table["nature"] = natures.mask(targets, "target")
        wrong = np.array([one.reason is not None for one in said], dtype=bool)[pick]
        reading.leave(
            "value",
            wrong,
            lambda text: reasons[text],
            pairs,
        )
        own = np.array([one.unit for one in said], dtype=object)[pick]
        units_said = reading.column("unit")
        written = units_said.map({text: unit_of(text) or text for text in units_said.unique()})
        self._read_units(reading, pd.Series(own, index=written.index, dtype="str"), written)
        reading.said_words = (reading.column("words") != "").to_numpy()
        # A row without a value and without words states nothing.
        empty = (reading.table["value"] == "").to_numpy() & ~reading.said_words
        universal = np.array([_is_said(one) for one in said], dtype=bool)[pick] & empty
        reading.universal = pd.Series(universal, index=texts.index)
        reading.kept &= ~(empty & ~universal)
        reading.texts = texts

    def _read_units(self, reading: Rows, own: pd.Series, written: pd.Series) -> None:
        valued = (reading.table["value"] != "").to_numpy()
        unit = own.where(own != "", written)
        pairs = unit + "\x1f" + reading.table["indicator"]
        known = {text: self._fitting(str(text)) for text in pairs[valued].unique()}
        fitting = pairs.map(known)
        reading.leave(
            "unit",
            valued & fitting.isna().to_numpy() & reading.kept,
            lambda text: _foreign(text.partition("\x1f")[0]),
            pairs,
        )
        reading.table["unit"] = fitting.where(valued, written).fillna("")

    def _fitting(self, pair: str) -> str | None:
        unit, _, key = pair.partition("\x1f")
        indicator = self.register.indicator_by_id.get(key)
        if indicator is None or (unit and not indicator.unit):
            return unit if indicator is None else None
        if not unit:
            return indicator.full_unit if indicator.unit else ""
        return unit if fits(unit, indicator) else None

    def _completed(self, reading: Rows) -> pd.DataFrame:
        table = reading.table[reading.kept].copy()
        rows = {row["id"]: row for row in records(self.register.indicators)}
        usual = table["indicator"].map({key: row["tally"] or "none" for key, row in rows.items()})
        rated = table["indicator"].map({key: bool(row["per"]) for key, row in rows.items()})
        texts, universal = reading.texts[reading.kept], reading.universal[reading.kept]
        valued = table["value"] != ""
        defaults = {
            "nature": pd.Series("actual", index=table.index),
            "tally": usual,
            "period_basis": pd.Series("stated", index=table.index),
            "value_basis": pd.Series("", index=table.index).mask(valued, "stated"),
            "population": pd.Series("", index=table.index).mask(rated.astype(bool), "unstated"),
            "words": texts.str.slice(0, 30),
            "line_start": reading.where("value")[reading.kept],
        }
        full = {"population", "value_basis"} <= set(reading.columns)  # saved, not typed
        for name in CLAIM_COLUMNS:
            have = table[name] if name in table else pd.Series("", index=table.index)
            stays = name not in defaults or (full and name in _MAY_BE_BLANK)
            table[name] = have if stays else have.mask(have == "", defaults[name])
        table["words"] = table["words"].mask(universal & (table["words"] == ""), texts)
        if not full:
            table["line_end"] = table["line_end"].mask(table["line_end"] == "", table["line_start"])
        return table[list(CLAIM_COLUMNS)].astype("str")


def _word(name: str, words: Iterable[str]) -> Explained:
    """Say that a word of a column with few words is not one of them."""
    head, choices = CHINESE.get(name, name), [word for word in WORDS[name] if word]
    return (
        (f"“{head}”列没有这个词", f"this word of the column {name} is not known"),
        (f"可用：{'、'.join(filter(None, words))}。", f"Use {', '.join(choices)}."),
    )


def _foreign(unit: str) -> Explained:
    return (
        (f"单位“{unit}”与指标的单位不合", f"the unit {unit!r} does not fit the indicator"),
        (
            "单位要能换算成指标的单位；或是另一个指标。",
            "The unit must convert to the indicator's; or it is another indicator.",
        ),
    )


def _period(text: str) -> str | None:
    if is_period(text):
        return text
    found = moments.find(text)
    whole = found is not None and found[1:] == (0, len(text)) and found[0].year
    return found[0].period if found is not None and whole else None


def _values(pairs: list[str]) -> list[values.Value]:
    """Read distinct values; those that are plain numbers share all but the number."""
    return [
        values.Value(text) if _PLAIN.fullmatch(text := pair.partition("\x1f")[0]) else _value(pair)
        for pair in pairs
    ]


def _value(pair: str) -> values.Value:
    text, _, nature = pair.partition("\x1f")
    plain = text.strip()
    try:
        if not plain:
            return values.Value(gap=True)
        Bounds.parse(plain)
        return values.Value(plain.replace(" ", ""))  # 2.0 stays 2.0
    except UnreadableValueError:
        return values.read(plain, nature or "actual")


def _is_said(value: values.Value) -> bool:
    return not value.value and not value.gap and value.reason is None
