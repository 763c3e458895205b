"""Entries: accepted rows with their names as codes, and what in a row cannot be used.

A reviewer types 台山, 目标 or the name of an indicator as readily as a code: that is understood,
and what has no meaning is answered with the words that may stand there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from jmanalysis.adding.refusals import Fault
from jmanalysis.bounds import Bounds
from jmanalysis.documents import CLAIM_WORDS
from jmanalysis.errors import JmanalysisError, UnknownNameError, UnreadableValueError
from jmanalysis.numerals import narrow
from jmanalysis.reading import review
from jmanalysis.register import Register
from jmanalysis.vocabulary import WORDS
from jmanalysis.wording import read

Row = dict[str, str]
#: What a Chinese keyboard gives for the signs of the interval notation.
_SIGNS = str.maketrans(
    {"≥": ">=", "≧": ">=", "⩾": ">=", "≤": "<=", "≦": "<=", "⩽": "<=", "＝": "="}
    | {"（": "(", "）": ")", "［": "[", "］": "]", "，": ","}
)
#: What stands beside a figure and is another part of it.
_FIGURE = re.compile(r"[0-9A-Za-z０-９]")
Reader = Callable[[str, str, Register], str]


def entered(rows: Iterable[Row], register: Register) -> tuple[list[Row], list[Fault]]:
    """Return the rows that can be used, in the order of the text, and what is wrong with others.

    Parameters
    ----------
    rows
        From :func:`jmanalysis.reading.review.accepted`.
    register
        Whose areas and indicators may be named.
    """
    sound: list[Row] = []
    found: list[Fault] = []
    for row in rows:
        made = row | {"words": "".join(row["words"].split())}
        faults = list(_read(made, register))
        found += faults
        sound += [] if faults else [made]
    sound.sort(key=lambda row: (int(row["line_start"] or 0), int(row["line_end"] or 0)))
    return sound, found


def _read(row: Row, register: Register) -> Iterator[Fault]:
    """Turn what was typed into what the tables hold."""
    for column, (rule, reader) in _READERS.items():
        try:
            row[column] = reader(column, row.get(column, ""), register)
        except JmanalysisError as error:
            zh, en = f"{error.zh}{error.hint_zh}", f"{error.en} {error.hint_en}".strip()
            yield Fault(row["row"], rule, zh, en)


def _area(_: str, said: str, register: Register) -> str:
    if not said:
        raise UnknownNameError(
            "没有写地区。",
            "There is no area.",
            hint_zh="从下拉选单选，或写名称（台山）、代码（440781）。",
            hint_en="Choose one from the list, or write its name or code.",
        )
    return register.area(said).code


def _indicator(_: str, said: str, register: Register) -> str:
    if not said:
        raise UnknownNameError(
            "没有写指标。",
            "There is no indicator.",
            hint_zh="从下拉选单选，或写指标的中文名；登记表里没有的，须先在 indicators.csv 登记。",
            hint_en="Choose one from the list, or write its name; a new one must be registered "
            "in indicators.csv first.",
        )
    return register.indicator(said).id


def _word(column: str, said: str, register: Register) -> str:
    """Understand a word of the vocabulary, or its meaning in Chinese."""
    named = {word: review.named(word, register) for word in WORDS[column]}
    meanings = {shown.partition(" ")[2]: word for word, shown in named.items() if " " in shown}
    if said in named or said in meanings:
        return meanings.get(said, said)
    raise UnknownNameError(
        f"{column} 列的“{said}”不在允许的词中。",
        f"{said!r} is not a word for the column {column}.",
        hint_zh=f"可用：{'、'.join(shown or '（空）' for shown in named.values())}。",
        hint_en=f"Allowed: {', '.join(word or '(empty)' for word in named)}.",
    )


def _line(column: str, said: str, _: Register) -> str:
    if said and not (said.isascii() and said.isdigit()):
        raise UnreadableValueError(
            f"{column} 列的“{said}”不是行号。",
            f"{said!r} in the column {column} is no line number.",
            hint_zh="写整数，如 4。",
            hint_en="Write a whole number, such as 4.",
        )
    return said


def _value(_: str, said: str, __: Register) -> str:
    plain = narrow("".join(said.split())).translate(_SIGNS)
    try:
        return plain and str(Bounds.parse(plain))
    except UnreadableValueError as error:
        hint_zh, hint_en = _as_columns(said) or (
            "数值与单位是两列：超95 是 >95，10余 是 (10,20)，约60 是 60±5。",
            "Value and unit are two columns: >95, (10,20), 60±5, >=5.5.",
        )
        raise UnreadableValueError(
            f"读不懂数值“{said}”。",
            f"Cannot read the value {said!r}.",
            hint_zh=hint_zh,
            hint_en=hint_en,
        ) from error


def _as_columns(said: str) -> tuple[str, str] | None:
    """Say how words that are one figure are written; of 1e999 the 1 is no part to be kept."""
    found = read(said, "actual")
    if len(found) != 1 or _FIGURE.search(said[: found[0].start] + said[found[0].end :]):
        return None
    value, unit = str(found[0].bounds), found[0].unit
    if not unit:
        return f"写 {value}。", f"Write {value}."
    hint = f"数值与单位是两列：数值写 {value}，单位写 {unit}。"
    return hint, f"Value and unit are two columns: value {value}, unit {unit}."


_READERS: dict[str, tuple[str, Reader]] = {
    "area": ("unknown", _area),
    "indicator": ("unknown", _indicator),
    **dict.fromkeys(CLAIM_WORDS, ("vocabulary", _word)),
    "value": ("value", _value),
    "line_start": ("number", _line),
    "line_end": ("number", _line),
}
