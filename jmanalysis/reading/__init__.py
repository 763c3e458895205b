"""Reading: from a press text to candidate claims, with lines and words, for review.

``open → unwrap → find every quantity → make claims → review → add``. Nothing here decides: every
candidate is a proposal, every numeral is accounted for in the ledger, and what is not understood is
shown as ``unknown``.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pandas as pd

from jmanalysis.documents import Seeds, read_seeds
from jmanalysis.errors import JmanalysisError
from jmanalysis.reading.attainments import Fits
from jmanalysis.reading.candidates import Candidates, frame_of, ledger_of
from jmanalysis.reading.claims import Claims
from jmanalysis.reading.opening import Opened, UnreadableFileError, open_text
from jmanalysis.reading.proposals import Proposer
from jmanalysis.reading.quantities import find
from jmanalysis.reading.repeats import Known
from jmanalysis.reading.scopes import Scopes
from jmanalysis.reading.tenses import issue_year
from jmanalysis.reading.unwrapping import unwrap
from jmanalysis.register import Document

__all__ = ["Candidates", "UnreadableFileError", "read"]

_SUFFIXES = {".txt", ".text", ".md", ".html", ".htm", ".pdf", ".docx"}


def read(
    path: str | Path | Iterable[str | Path],
    *,
    seeds: str | Path | None = None,
    issued: str = "",
    say: Callable[[str], object] | None = None,
) -> Candidates:
    r"""Read a press text, or several, into candidate claims.

    Parameters
    ----------
    path
        A .txt, .pdf, .docx or .html file, several of them, or a folder.
    seeds
        The seeds folder whose areas and indicators are proposed, and whose claims are compared; by
        default the facts that come with the package.
    issued
        The date of the text, ``2025`` or ``2025-03``, which 去年 and 目前 refer to; by default the
        date that the register gives for it, else the one that the text lets infer.
    say
        Called with a line for each of several files, as progress.

    Returns
    -------
    Candidates
        ``.frame``: one row per candidate; ``.ledger``: one row per run of numerals.

    Raises
    ------
    UnreadableFileError
        If a single file cannot be read. Of several, a bad one is reported in ``.problems``.

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
    files, alone = _files(path)
    reader = _Reader(read_seeds(seeds), issued)
    if alone:
        reader.take(files[0])
        return reader.candidates()
    for number, file in enumerate(files, start=1):
        problem = ""
        try:
            reader.take(file)
        except JmanalysisError as error:
            problem = f"  {error.zh} {error.en}"
            reader.problems.append(f"{file.name}: {error.zh} {error.en}")
        if say is not None:
            say(f"{number}/{len(files)} {file.name}{problem}")
    return reader.candidates()


def _files(path: str | Path | Iterable[str | Path]) -> tuple[list[Path], bool]:
    """Return the files, and whether a single one was asked for."""
    if not isinstance(path, (str, Path)):
        return [Path(one) for one in path], False
    folder = Path(path)
    if folder.is_dir():
        return sorted(p for p in folder.iterdir() if p.suffix.lower() in _SUFFIXES), False
    return [folder], True


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

    def __init__(self, seeds: Seeds, issued: str) -> None:
        self._seeds, self._issued = seeds, issued
        self._proposer = Proposer.of(seeds.register)
        self._fits = Fits(seeds.register, self._proposer.ids)
        self._parts: list[tuple[pd.DataFrame, pd.DataFrame]] = []
        self.opened: list[str] = []
        self.problems: list[str] = []

    def take(self, file: Path) -> None:
        """Open and read one file."""
        opened = open_text(file)
        with _without_cycles():
            self._parts.append(self.read(opened))
        self.opened.append(f"{file.name}（{opened.format}）")

    def candidates(self) -> Candidates:
        """Put together what all files gave, most certain first."""
        frames, ledgers = zip(*(self._parts or [self._empty()]), strict=True)
        frame, ledger = frames[0], ledgers[0]
        if len(frames) > 1:
            frame = pd.concat(frames, ignore_index=True)
            frame = frame.sort_values("score", ascending=False, kind="stable", ignore_index=True)
            ledger = pd.concat(ledgers, ignore_index=True)
        given = tuple(self.opened), tuple(self.problems)
        return Candidates(self._seeds.register, frame, ledger, *given)

    def read(self, opened: Opened) -> tuple[pd.DataFrame, pd.DataFrame]:
        """Return candidates and ledger of one text."""
        register = self._seeds.register
        document = self._document(opened)
        page = unwrap(opened.text)
        quantities = find(page.text)
        areas = document.areas if document else ()
        scopes = Scopes(page, register, areas)
        name = document.id if document else ""
        known_by = register, self._proposer, self._fits
        claims = Claims(page, quantities, *known_by, scopes, self._year(document, page.text))
        known = Known(self._seeds.claims, register, name)
        file = opened.path.name
        ledger = ledger_of(page, quantities, file)
        return frame_of(page, claims.found(), known, name, file), ledger

    def _empty(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        """Return the two tables without rows."""
        page = unwrap("")
        known = Known(self._seeds.claims, self._seeds.register)
        return frame_of(page, [], known, "", ""), ledger_of(page, [], "")

    def _document(self, opened: Opened) -> Document | None:
        """Recognise a registered document by its bytes."""
        known = self._seeds.register.document_by_id.values()
        return next((one for one in known if one.sha256 == opened.sha256), None)

    def _year(self, document: Document | None, text: str) -> int:
        date = self._issued or (document.date if document else "")
        return int(date[:4]) if date[:4].isdigit() else issue_year(text)
