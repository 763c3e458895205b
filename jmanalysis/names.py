"""Names to complete with Tab: every indicator and area, by id and by Chinese name.

``jm.indicators.每千人口托位数`` is the id ``"childcare_slots"``, a plain text that knows what it
stands for: its help says name, unit, definition and caution. Nothing is read before it is asked.
"""

from __future__ import annotations

import keyword
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, ClassVar, Generic, TypeVar

import pandas as pd

from jmanalysis.displays import html_table, text_table
from jmanalysis.documents import default_folder, read_seeds
from jmanalysis.errors import UnknownNameError
from jmanalysis.register import Register
from jmanalysis.vocabulary import records

_Known = TypeVar("_Known", bound="Name")


class Name(str):
    """An id that is a plain text and carries its own help."""

    __slots__ = ("__dict__",)
    name_zh: str

    def __new__(cls, text: str, **facts: Any) -> Name:
        """Make the id; its facts become attributes, its help their telling."""
        made = super().__new__(cls, text)
        made.__dict__.update(facts)
        made.__dict__["__doc__"] = made._help()
        return made

    def __getnewargs_ex__(self) -> tuple[tuple[str], dict[str, Any]]:
        facts = {name: fact for name, fact in self.__dict__.items() if name != "__doc__"}
        return (str(self),), facts

    def _help(self) -> str:
        return str(self)


class IndicatorName(Name):
    """The id of an indicator: ``name_zh``, ``unit``, ``definition``, ``caution``, ``claims``."""

    name_zh: str
    name_en: str
    unit: str
    definition: str
    caution: str
    claims: int

    def _help(self) -> str:
        lines = [
            f"{self.name_zh}（{self.name_en}）",
            f"指标 id：{self!s}",
            f"单位：{self.unit or '无（定性）'}",
            f"定义：{self.definition or '材料和国家标准均未给出'}",
            f"注意：{self.caution}" if self.caution else "",
            f"说法：{self.claims} 条",
        ]
        return "\n".join(line for line in lines if line)


class AreaName(Name):
    """The code of an area: ``name_zh``, ``name_en``, ``parent``, ``claims``."""

    name_zh: str
    name_en: str
    parent: str
    claims: int

    def _help(self) -> str:
        lines = [
            f"{self.name_zh}（{self.name_en}）",
            f"地区代码：{self!s}",
            f"属于：{self.parent}" if self.parent else "",
            f"说法：{self.claims} 条",
        ]
        return "\n".join(line for line in lines if line)


class Names(Generic[_Known]):
    """Names as attributes and as keys, by id and by Chinese name; both complete with Tab.

    Parameters
    ----------
    known
        Every form of each name with its id; or what gives them when the first is asked for.
    """

    _what: ClassVar[tuple[str, str]] = ("名称", "name")
    _columns: ClassVar[Mapping[str, str]] = {}

    def __init__(self, known: Mapping[str, _Known] | Callable[[], Mapping[str, _Known]]) -> None:
        self._known = known

    def _read(self) -> Mapping[str, _Known]:
        return self._known() if callable(self._known) else self._known

    def __getitem__(self, name: str) -> _Known:
        known = self._read()
        if name not in known:
            raise UnknownNameError.among(*self._what, name, known)
        return known[name]

    def __getattr__(self, name: str) -> _Known:
        if name.startswith("_"):  # Python and IPython ask for many that are not there
            raise AttributeError(name)
        known = self._read()
        if name not in known:
            raise NoSuchNameError.among(*self._what, name, known)
        return known[name]

    def __dir__(self) -> list[str]:
        return [name for name in self._read() if _is_plain(name)]

    def _ipython_key_completions_(self) -> list[str]:
        return list(self._read())

    def __iter__(self) -> Iterator[_Known]:
        return iter(dict.fromkeys(self._read().values()))

    def __len__(self) -> int:
        return len(set(self._read().values()))

    def __contains__(self, name: object) -> bool:
        return name in self._read()

    @property
    def frame(self) -> pd.DataFrame:
        """One row per name, with what its help says."""
        rows = [{"id": str(one), **one.__dict__} for one in self]
        return pd.DataFrame(rows, columns=["id", *self._columns])

    def __repr__(self) -> str:
        table = text_table(self._telling(), self._telling().columns, rows=20, widest=34)
        return f"<{type(self).__name__}: {len(self)}>\n{table}"

    def _repr_html_(self) -> str:
        table = self._telling()
        return html_table(table, table.columns, rows=len(table))

    def _telling(self) -> pd.DataFrame:
        return self.frame.rename(columns=dict(self._columns))


class NoSuchNameError(UnknownNameError, AttributeError):
    """An attribute that is no name: Python must be able to tell it from another mistake."""


class IndicatorNames(Names[IndicatorName]):
    """The indicators of a register; each is its id, with help.

    Examples
    --------
    >>> import jmanalysis as jm
    >>> jm.normalise(jm.load()).indicators.每千人口托位数
    'childcare_slots'
    """

    _what = ("指标", "indicator")
    _columns: ClassVar[Mapping[str, str]] = {
        "name_zh": "中文名",
        "unit": "单位",
        "claims": "说法数",
        "definition": "定义",
        "caution": "注意",
    }

    @classmethod
    def of(cls, register: Register, claims: pd.DataFrame) -> IndicatorNames:
        """Name the indicators of a register, and count the claims about each."""
        counts = claims["indicator"].astype("str").value_counts()
        units = {one.id: one.full_unit for one in register.indicator_by_id.values()}
        made = [
            IndicatorName(
                row["id"],
                name_zh=row["name_zh"],
                name_en=row["name_en"],
                unit=units[row["id"]],
                claims=int(counts.get(row["id"], 0)),
                definition=row["definition_zh"],
                caution=row["caution_zh"],
            )
            for row in records(register.indicators)
        ]
        return cls(_by_form(made))


class AreaNames(Names[AreaName]):
    """The areas of a register; each is its code, with help.

    Examples
    --------
    >>> import jmanalysis as jm
    >>> jm.normalise(jm.load()).areas.新会区
    '440705'
    """

    _what = ("地区", "area")
    _columns: ClassVar[Mapping[str, str]] = {
        "name_zh": "中文名",
        "name_en": "英文名",
        "parent": "属于",
        "claims": "说法数",
    }

    @classmethod
    def of(cls, register: Register, claims: pd.DataFrame) -> AreaNames:
        """Name the areas of a register, and count the claims about each."""
        counts = claims["area"].astype("str").value_counts()
        known = register.area_by_code
        made = [
            AreaName(
                area.code,
                name_zh=area.name_zh,
                name_en=area.name_en,
                parent=known[area.parent].name_zh if area.parent in known else "",
                claims=int(counts.get(area.code, 0)),
            )
            for area in known.values()
        ]
        return cls(_by_form(made))


def _by_form(names: Iterable[_Known]) -> dict[str, _Known]:
    """Give every id, then every Chinese name; a name that two share leads nowhere."""
    listed = list(names)
    forms = [one.name_zh for one in listed]
    found = {str(one): one for one in listed}
    again = {form for form in forms if forms.count(form) > 1}
    return found | {
        form: one
        for form, one in zip(forms, listed, strict=True)
        if form and form not in again and form not in found
    }


def _is_plain(name: str) -> bool:
    """Whether a name can be written after a dot."""
    return name.isidentifier() and not keyword.iskeyword(name)


@lru_cache(maxsize=4)
def _of_folder(folder: str) -> tuple[IndicatorNames, AreaNames]:
    seeds = read_seeds(folder)
    return (
        IndicatorNames.of(seeds.register, seeds.claims),
        AreaNames.of(seeds.register, seeds.claims),
    )


def _indicators() -> Mapping[str, IndicatorName]:
    return _of_folder(str(default_folder()))[0]._read()


def _areas() -> Mapping[str, AreaName]:
    return _of_folder(str(default_folder()))[1]._read()


#: Those of the facts that come with the package (or of the folder ``JMANALYSIS_SEEDS``).
indicators = IndicatorNames(_indicators)
areas = AreaNames(_areas)
