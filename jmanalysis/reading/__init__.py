"""Reading: from a press text to candidate claims, with lines and words, for review.

``open → unwrap → find every quantity → make claims → review → add``. Nothing here decides: every
candidate is a proposal, every numeral is accounted for in the ledger, and what is not understood is
shown as ``unknown``.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pandas as pd

from jmanalysis.documents import Seeds, read_seeds
from jmanalysis.errors import JmanalysisError, check_language
from jmanalysis.reading.attainments import Fits
from jmanalysis.reading.candidates import Candidates
from jmanalysis.reading.claims import Claims
from jmanalysis.reading.datelines import Issue
from jmanalysis.reading.datelines import issued as issued_on
from jmanalysis.reading.folders import gathered, labels
from jmanalysis.reading.opening import Opened, UnreadableFileError, open_text
from jmanalysis.reading.proposals import Proposer
from jmanalysis.reading.quantities import find
from jmanalysis.reading.repeats import Key, Known
from jmanalysis.reading.scopes import Scopes
from jmanalysis.reading.showing import Lang
from jmanalysis.reading.tabling import frame_of, ledger_of
from jmanalysis.reading.unwrapping import Page, unwrap
from jmanalysis.register import Document

__all__ = ["Candidates", "UnreadableFileError", "read"]

_DATE = re.compile(r"(19|20)\d\d(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


def read(
    path: str | Path | Iterable[str | Path],
    *,
    seeds: str | Path | None = None,
    issued: str = "",
    say: Callable[[str], object] | None = None,
    lang: Lang = "zh",
) -> Candidates:
    r"""Read a press text, or several, into candidate claims.

    Parameters
    ----------
    path
        A .txt, .pdf, .docx or .html file, several of them, or a folder. What is left of a folder
        is named in ``.problems``; its folders are not entered.
    seeds
        The seeds folder whose areas and indicators are proposed, and whose claims are compared; by
        default the facts that come with the package.
    issued
        The date of the text, ``2025``, ``2025-03`` or ``2025-03-18``, which 去年 and 目前 refer to;
        by default the date that the register gives for it, else the one that the text lets infer.
    say
        Called with a line for each of several files, as progress.
    lang
        The language that a notebook shows the candidates in, ``zh`` or ``en``.

    Returns
    -------
    Candidates
        ``.frame``: one row per candidate; ``.ledger``: one row per run of numerals.

    Raises
    ------
    UnreadableFileError
        If a single file cannot be read, or a folder holds nothing that can. Of several, a bad one
        is reported in ``.problems``, as are pages of a PDF that hold no text.
    JmanalysisError
        If ``issued`` is no such date, or nothing is said in ``lang``.

    Examples
    --------
    >>> import tempfile, pathlib, jmanalysis as jm
    >>> page = pathlib.Path(tempfile.mkdtemp()) / "page.txt"
    >>> _ = page.write_text("台山市卫生健康局\n\n2024年，新增托位3\n00个，接种率超95%。", "utf-8")
    >>> jm.read(page).frame[["area", "value", "unit", "words"]]
         area value unit     words
    0  440781   >95    %   接种率超95%
    1  440781   300    个  新增托位300个
    """
    check_language(lang)
    asked = gathered(path)
    names = labels(asked.files)
    reader = _Reader(read_seeds(seeds), _dated(issued), lang)
    if asked.is_alone:
        reader.take(asked.files[0], asked.files[0].name)
        return reader.candidates()
    for number, (file, name) in enumerate(names.items(), start=1):
        mark = ""
        try:
            reader.take(file, name)
        except JmanalysisError as error:
            mark = "（读不了 unreadable）"
            reader.problems.append(_in_a_line(error, file, name))
        if say is not None:
            say(f"{number}/{len(names)} {name}{mark}")
    reader.problems += asked.left
    return reader.candidates()


def _dated(issued: str) -> str:
    """Return the date of issue, if it is one."""
    if issued and not _DATE.fullmatch(str(issued)):
        raise JmanalysisError(
            f"刊出日期“{issued}”看不懂。",
            f"The date of issue {issued!r} is not understood.",
            where="issued",
            hint_zh="写成 2025、2025-03 或 2025-03-18。",
            hint_en="Write 2025, 2025-03 or 2025-03-18.",
        )
    return str(issued)


def _in_a_line(error: JmanalysisError, file: Path, name: str) -> str:
    """Write an error in one line; it names its file, unless there are others of that name."""
    said = (error.zh, error.hint_zh, error.en, error.hint_en)
    line = " ".join(part for part in said if part)
    return line if name == file.name else f"{name}: {line}"


@contextmanager
def _without_cycles() -> Iterator[None]:
    """Spare the search for circular rubbish: none is made here, and what is made stays.

    In a large text it costs a tenth of the time, and more the larger the text.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


class _Reader:
    """Reads texts against one seeds folder, and keeps what they gave."""

    def __init__(self, seeds: Seeds, issued: str, lang: Lang = "zh") -> None:
        self._seeds, self._issued, self._lang = seeds, issued, lang
        self._proposer = Proposer.of(seeds.register)
        self._fits = Fits(seeds.register, self._proposer.ids)
        self._parts: list[tuple[pd.DataFrame, pd.DataFrame]] = []
        self._said: dict[tuple[Key, str], str] = {}
        self._count = 0
        self.opened: list[str] = []
        self.problems: list[str] = []

    def take(self, file: Path, name: str) -> None:
        """Open and read one file; its candidates are numbered on from those before."""
        opened = open_text(file)
        with _without_cycles():
            part = self.read(opened, name)
        self._parts.append(part)
        self._count += len(part[0])
        self.opened.append(f"{name}（{opened.format}）")
        self.problems += opened.remarks

    def candidates(self) -> Candidates:
        """Put together what all files gave, most certain first."""
        frames, ledgers = zip(*(self._parts or [self._empty()]), strict=True)
        frame, ledger = frames[0], ledgers[0]
        if len(frames) > 1:
            frame = pd.concat(frames, ignore_index=True)
            frame = frame.sort_values("score", ascending=False, kind="stable", ignore_index=True)
            ledger = pd.concat(ledgers, ignore_index=True)
        given = tuple(self.opened), tuple(self.problems)
        return Candidates(self._seeds.register, frame, ledger, *given, self._lang)

    def read(self, opened: Opened, file: str = "") -> tuple[pd.DataFrame, pd.DataFrame]:
        """Return candidates and ledger of one text."""
        register = self._seeds.register
        document = self._document(opened)
        page = unwrap(opened.text)
        quantities = find(page.text)
        areas = document.areas if document else ()
        scopes = Scopes(page, register, areas)
        name = document.id if document else ""
        known_by = register, self._proposer, self._fits
        claims = Claims(page, quantities, *known_by, scopes, self._issue(document, page))
        known = Known(self._seeds.claims, register, name, self._said)
        ledger = ledger_of(page, quantities, file)
        return frame_of(page, claims.found(), known, name, file, self._count), ledger

    def _empty(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        """Return the two tables without rows."""
        page = unwrap("")
        known = Known(self._seeds.claims, self._seeds.register)
        return frame_of(page, [], known, "", ""), ledger_of(page, [], "")

    def _document(self, opened: Opened) -> Document | None:
        """Recognise a registered document by its bytes."""
        known = self._seeds.register.document_by_id.values()
        return next((one for one in known if one.sha256 == opened.sha256), None)

    def _issue(self, document: Document | None, page: Page) -> Issue:
        date = self._issued or (document.date if document else "")
        if not date[:4].isdigit():
            return issued_on(page.text, page.source)
        return Issue(int(date[:4]), int(date[5:7] or 0))
