"""Words against the source texts, where these are at hand."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from jmanalysis.checks.case import Case, Claim
from jmanalysis.checks.findings import Finding
from jmanalysis.reading.opening import UnreadableFileError, open_text
from jmanalysis.reading.squeezing import PARAGRAPH, Places, squeezed
from jmanalysis.reading.unwrapping import unwrap
from jmanalysis.register import Document

#: The part of a text that all words taken from it may make up.
SHARE = 0.15


def folder_of_texts(documents: str | Path | None) -> Path | None:
    """Return the folder of the source texts: the argument, else ``JMANALYSIS_DOCUMENTS``."""
    chosen = documents or os.environ.get("JMANALYSIS_DOCUMENTS")
    return Path(chosen) if chosen else None


def find(case: Case, folder: Path | None) -> Iterator[Finding]:
    """Hold claims against the source texts; without these, say so and check what can be checked."""
    rows = dict(zip(case.register.documents["id"], case.register.documents.index, strict=True))
    if folder is None:
        zh = "没有原文，words 未与原文核对（--documents 或 JMANALYSIS_DOCUMENTS 指明其文件夹）。"
        en = (
            "No source texts: the words were not held against them "
            "(name their folder with --documents or JMANALYSIS_DOCUMENTS)."
        )
        yield Finding("note", "texts", zh, en)
    for document in case.register.document_by_id.values():
        claims = [claim for claim in case.claims if claim.document.id == document.id]
        at = _Place(document.id, int(rows[document.id]))
        yield from _share(document, claims, at)
        if document.reading == "whole":
            yield from _lines_given(claims)
            if folder is not None:
                yield from _text(document, claims, folder, at)


@dataclass(frozen=True)
class _Place:
    """The row of a document, to name in findings about it."""

    id: str
    row: int

    def error(self, rule: str, zh: str, en: str) -> Finding:
        return Finding("error", rule, zh, en, "documents.csv", self.row, self.id)


def taken(claims: Iterable[Mapping[str, str]]) -> int:
    """Count the characters of a text that claims keep; those of one place are kept once."""
    columns = ("words", "line_start", "line_end")
    return sum(len(words) for words, *_ in {tuple(c[name] for name in columns) for c in claims})


def _share(document: Document, claims: list[Claim], at: _Place) -> Iterator[Finding]:
    kept = taken(claim.said for claim in claims)
    if document.characters and kept >= SHARE * document.characters:
        zh = f"words 合计{kept}字，不得达到全文{document.characters}字的{SHARE:.0%}。"
        en = f"Words of {kept} characters; below {SHARE:.0%} of {document.characters} is allowed."
        yield at.error("words_share", zh, en)


def _lines_given(claims: list[Claim]) -> Iterator[Finding]:
    for claim in claims:
        first, last = claim.lines
        if not 1 <= first <= last:
            zh = f"行号 {first}–{last} 不成立：须 1 ≤ line_start ≤ line_end。"
            en = f"Lines {first}–{last}: 1 ≤ line_start ≤ line_end must hold."
            yield claim.finding("error", "lines", zh, en)


def _text(document: Document, claims: list[Claim], folder: Path, at: _Place) -> Iterator[Finding]:
    path = folder / document.file
    if not path.is_file():
        zh, en = f"找不到原文 {document.file}。", f"The text {document.file} is not there."
        yield at.error("text_missing", zh, en)
        return
    try:
        opened = open_text(path)
    except UnreadableFileError as error:
        zh, en = f"{error.zh}{error.hint_zh}", f"{error.en} {error.hint_en}"
        yield at.error("text_unreadable", zh, en)
        return
    if opened.sha256 != document.sha256:
        zh = f"原文 {document.file} 的 sha256 是 {opened.sha256}，与登记的不同。"
        en = f"The sha256 of {document.file} is {opened.sha256}, not what is registered."
        yield at.error("checksum", zh, en)
    if len(opened.text) != document.characters:
        zh = f"原文有{len(opened.text)}字，登记为{document.characters}字。"
        en = f"The text has {len(opened.text)} characters, {document.characters} are registered."
        yield at.error("characters", zh, en)
    text = Text(opened.text)
    for claim in claims:
        yield from misplaced(claim, text)


class Text:
    """A text in which words are looked for: unwrapped as it is read, and as it is printed.

    The two differ where a caption is printed twice, and blanks count in neither.
    """

    def __init__(self, content: str) -> None:
        begins = np.array([0, *(m.end() for m in re.finditer(f"[\n{PARAGRAPH}]", content))])
        page, printed = unwrap(content), squeezed(content)
        self._forms = [
            _without_blanks(text, np.searchsorted(begins, np.asarray(at), side="right"))
            for text, at in ((page.plain, page.at), (printed.text, printed.at))
        ]

    def places(self, words: str) -> list[tuple[int, int]]:
        """First and last line of every occurrence of the words."""
        words = "".join(squeezed(words).text.split())
        if not words:
            return []
        found = [place for form in self._forms for place in _places(*form, words)]
        return list(dict.fromkeys(found))


def _without_blanks(text: str, lines: Places) -> tuple[str, Sequence[int]]:
    """Return the characters that are no blanks, and the line of each."""
    kept = [place for place, character in enumerate(text) if not character.isspace()]
    return "".join(text.split()), lines[kept].tolist()


def _places(text: str, lines: Sequence[int], words: str) -> Iterator[tuple[int, int]]:
    start = text.find(words)
    while start >= 0:
        yield lines[start], lines[start + len(words) - 1]
        start = text.find(words, start + 1)


def misplaced(claim: Claim, text: Text) -> Iterator[Finding]:
    """Find words that do not stand in the text, or on other lines."""
    places = text.places(claim["words"])
    first, last = claim.lines
    if (first, last) in places:
        return
    if not places:
        zh = f"原文中没有“{claim['words']}”（第{first}—{last}行）。"
        en = f"{claim['words']!r} does not stand in the text (lines {first}–{last})."
        yield claim.finding("error", "words_text", zh, en)
        return
    near = min(places, key=lambda place: abs(place[0] - first))
    zh = f"“{claim['words']}”在第{near[0]}—{near[1]}行，不在第{first}—{last}行。"
    en = f"{claim['words']!r} stands on lines {near[0]}–{near[1]} and not {first}–{last}."
    yield claim.finding("error", "lines", zh, en)
