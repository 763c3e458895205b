"""Sources: each own table becomes a document of the register, with its claims."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from jmanalysis.errors import UnknownNameError
from jmanalysis.loading.accounts import Account
from jmanalysis.loading.claims import TidyReader
from jmanalysis.loading.contexts import Context, Reader
from jmanalysis.loading.entries import Beside, Entered, Taken
from jmanalysis.loading.files import format_of
from jmanalysis.loading.grids import Grid, letters, of_frame, shown
from jmanalysis.loading.moments import Moment
from jmanalysis.loading.reasons import no_year, not_filled, nothing
from jmanalysis.loading.sheets import Harvest, SheetReader
from jmanalysis.loading.tidy import ASIDE, CHINESE, heads_of
from jmanalysis.observations import Observations
from jmanalysis.register import Register
from jmanalysis.vocabulary import CLAIM_COLUMNS, WORDS

Source = str | Path | pd.DataFrame
#: Sheets that explain: they hold names of indicators and no data.
_ASIDE = re.compile(f"{'|'.join(ASIDE)}|说明|填表说明|封面|目录|指标解释|指标说明|代码表|字典")

_EXPLAINS = ("说明，不作数据", "it explains and holds no data")
_ENCODED = ("文本，编码如左", "a text in this encoding")


def check_standing(standing: str) -> None:
    """Refuse a word that is no standing."""
    if standing not in WORDS["standing"]:
        raise UnknownNameError.among("来源性质", "standing", standing, WORDS["standing"])


@dataclass(frozen=True, slots=True)
class Said:
    """What the caller says of the tables: their year, their standing, the title of a single one."""

    year: int | None
    standing: str
    title: str | None


def read_sources(
    given: Sequence[Source], register: Register, beside: Beside, account: Account, said: Said
) -> Observations:
    """Read every source, and put the claims of all together."""
    reader = SourceReader(register, said.year)
    taken: list[Taken] = []
    for number, source in enumerate(given, start=1):
        one = reader.take(source, number, account)
        taken.append(replace(one, title=said.title) if said.title and len(given) == 1 else one)
    made = Entered(register, beside, said.standing)
    frames = [made.enter(one) for one in taken]
    if beside.claims is not None:
        frames.insert(0, beside.claims[list(CLAIM_COLUMNS)])
    table = pd.concat(frames, ignore_index=True).fillna("")
    understanding, unread = account.frames()
    claims = Observations.from_frame(table, made.register())
    return replace(claims, understanding=understanding, unread=unread, lang=account.lang)


@dataclass(frozen=True, slots=True)
class Within:
    """What holds for a part of a source, and where what it gives is entered."""

    context: Context
    account: Account
    taken: Taken


class SourceReader:
    """Reads sources against one register."""

    def __init__(self, register: Register, year: int | None) -> None:
        self.sheets = SheetReader(register)
        self.tidy = TidyReader(register, self.sheets.places, self.sheets.words)
        self.year = year

    def take(self, source: Source, number: int, account: Account) -> Taken:
        """Read one source.

        Raises
        ------
        TableNotUnderstoodError
            If nothing in it is understood.
        """
        if isinstance(source, pd.DataFrame):
            taken = self._frame(source, number, account)
        else:
            taken = self._file(Path(source), account)
        self._check(taken, account)
        return taken

    def _frame(self, frame: pd.DataFrame, number: int, account: Account) -> Taken:
        digest = pd.util.hash_pandas_object(frame.astype("str"), index=True).to_numpy().tobytes()
        digest += "\x00".join(map(str, frame.columns)).encode()
        sheet = "表" if number == 1 else f"表{number}"
        name = f"DataFrame {number}"
        taken = Taken(name, f"数据表 {name}", "", hashlib.sha256(digest).hexdigest())
        within = Within(Context(), account, taken)
        tidy = heads_of([[str(column) for column in frame.columns]])
        if tidy and not isinstance(frame.columns, pd.MultiIndex):
            texts = _texts(frame)
            self._tidy(texts, sheet, tidy, [str(column) for column in frame.columns], within)
        else:
            self._grid(of_frame(frame, sheet), within)
        return taken

    def _file(self, path: Path, account: Account) -> Taken:
        kind = format_of(path)
        data = path.read_bytes()
        taken = Taken(path.stem, path.stem, path.name, hashlib.sha256(data).hexdigest())
        context = self._of_name(path.stem, path.name, account, basis="inferred")
        within = Within(context, account, taken)
        if kind == "text":
            from jmanalysis.loading.texts import grid_of, rows_of

            rows, encoding = rows_of(path, data)
            account.take("sheet", path.name, encoding, _ENCODED)
            self._rows(rows, path.name, lambda: grid_of(path, rows), within)
            return taken
        from jmanalysis.loading.workbooks import sheets_of

        for grid in sheets_of(path, data, account):
            self._sheet(grid, within)
        return taken

    def _sheet(self, grid: Grid, within: Within) -> None:
        if _ASIDE.fullmatch(grid.name.strip()):
            within.account.take("sheet", grid.name, grid.name, _EXPLAINS)
            return
        if not grid.rows:
            return
        own = self._of_name(grid.name, grid.name, within.account).under(within.context)
        self._rows(grid.rows, grid.name, lambda: grid, replace(within, context=own))

    def _of_name(
        self, name: str, where: str, account: Account, *, basis: str = "stated"
    ) -> Context:
        """Say what the name of a file or a sheet says."""
        reader = Reader(self.sheets.places, self.sheets.words, account)
        return replace(reader.of_text(name, where, name=True), basis=basis)

    def _rows(
        self,
        rows: Sequence[Sequence[str]],
        sheet: str,
        grid: Callable[[], Grid],
        within: Within,
    ) -> None:
        """Read rows as a tidy table if they have its heads, else as crosstabs."""
        tidy = heads_of(rows)
        if tidy is None:
            self._grid(grid(), within)
        else:
            table = _framed(rows[tidy[0] + 1 :], tidy[1])
            self._tidy(table, sheet, tidy, rows[tidy[0]], within)

    def _tidy(
        self,
        table: pd.DataFrame,
        sheet: str,
        tidy: tuple[int, list[str]],
        heads: Sequence[str],
        within: Within,
    ) -> None:
        head, columns = tidy
        for c, name in enumerate(columns):
            if name:
                where = f"{sheet}!{letters(c)}{head + 1}"
                names = (CHINESE.get(name, name), name)
                within.account.take("column", where, heads[c], names, name)
        moment = self._context(within).moment
        period = moment.period if moment else ""
        claims, asked = self.tidy.read(table, (sheet, head, columns), period, within.account)
        within.taken.parts.append(claims)
        within.taken.harvest.areas |= dict.fromkeys(asked["area"])
        within.taken.harvest.periods |= dict.fromkeys(asked["period"])
        within.taken.blank = within.taken.blank or not len(claims)

    def _context(self, within: Within) -> Context:
        """Let ``year=`` stand where only the name of the file, or nothing, says a year."""
        context = within.context
        if self.year is None or (context.moment and context.basis == "stated"):
            return context
        within.account.take("year", "year=", f"year={self.year}", str(self.year), str(self.year))
        return replace(context, moment=Moment(self.year), basis="stated")

    def _grid(self, grid: Grid, within: Within) -> None:
        self.sheets.read(grid, self._context(within), within.account, within.taken.harvest)

    def _check(self, taken: Taken, account: Account) -> None:
        """Refuse a source of which nothing was understood."""
        harvest = taken.harvest
        if harvest.claims or any(len(part) for part in taken.parts):
            self._without_year(harvest, account)
            return
        where = taken.file or taken.name
        if harvest.timeless:
            raise no_year(where, [part.where for part in harvest.timeless])
        if taken.blank and not account.unread:
            raise not_filled(where)
        raise nothing(where, account, blank=bool(harvest.areas))

    def _without_year(self, harvest: Harvest, account: Account) -> None:
        for part in harvest.timeless:
            account.leave(
                part.where,
                part.text,
                ("没有写是哪一年", "it says no year"),
                (
                    "在标题、表头或工作表名中写明年份；或写 jm.load(…, year=2025)。",
                    "Name the year in title, head or sheet; or write jm.load(…, year=2025).",
                ),
            )


def _texts(frame: pd.DataFrame) -> pd.DataFrame:
    """Write a tidy DataFrame as texts, a column at a time."""
    columns = {}
    _, names = heads_of([[str(column) for column in frame.columns]]) or (0, [])
    for n, name in enumerate(names):
        if not name:
            continue
        column = frame.iloc[:, n]
        codes, distinct = pd.factorize(column)
        texts = [shown(value)[0] for value in distinct] + [""]
        columns[name] = [texts[code] for code in codes]
    return pd.DataFrame(columns, dtype="str")


def _framed(rows: Sequence[Sequence[str]], columns: Sequence[str]) -> pd.DataFrame:
    width = len(columns)
    full = rows if all(len(row) == width for row in rows) else _even(rows, width)
    table = pd.DataFrame(full, columns=range(width), dtype="str")
    kept = [n for n, name in enumerate(columns) if name]
    table = table[kept].fillna("")
    table.columns = pd.Index([columns[n] for n in kept])
    return table


def _even(rows: Sequence[Sequence[str]], width: int) -> list[list[str]]:
    return [[*row, *[""] * (width - len(row))][:width] for row in rows]
