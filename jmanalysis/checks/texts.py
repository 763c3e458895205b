"""Words against the source texts, where these are at hand."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from jmanalysis.checks.case import Case, Claim
from jmanalysis.checks.findings import Finding
from jmanalysis.register import Document

#: The part of a text that all words taken from it may make up.
SHARE = 0.15


def folder_of_texts(documents: str | Path | None) -> Path | None:
    """Return the folder of the source texts: the argument, else ``JMANALYSIS_DOCUMENTS``."""
    chosen = documents or os.environ.get("JMANALYSIS_DOCUMENTS")
    return Path(chosen) if chosen else None


def find(case: Case, documents: str | Path | None) -> Iterator[Finding]:
    """Hold claims against the source texts; without these, say so and check what can be checked."""
    folder = folder_of_texts(documents)
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


def _share(document: Document, claims: list[Claim], at: _Place) -> Iterator[Finding]:
    taken = sum(len(claim["words"]) for claim in claims)
    if document.characters and taken >= SHARE * document.characters:
        zh = f"words 合计{taken}字，不得达到全文{document.characters}字的{SHARE:.0%}。"
        en = f"Words of {taken} characters; below {SHARE:.0%} of {document.characters} is allowed."
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
    data = path.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    if digest != document.sha256:
        zh = f"原文 {document.file} 的 sha256 是 {digest}，与登记的不同。"
        en = f"The sha256 of {document.file} is {digest}, not what is registered."
        yield at.error("checksum", zh, en)
    content = data.decode("utf-8", errors="replace")
    if len(content) != document.characters:
        zh = f"原文有{len(content)}字，登记为{document.characters}字。"
        en = f"The text has {len(content)} characters, {document.characters} are registered."
        yield at.error("characters", zh, en)
    text = Text(content)
    for claim in claims:
        yield from _words(claim, text)


class Text:
    """A text without its whitespace, and the line that each character left stands on."""

    def __init__(self, content: str) -> None:
        self.lines = ["".join(line.split()) for line in content.split("\n")]

    @cached_property
    def plain(self) -> str:
        """The whole text, unwrapped."""
        return "".join(self.lines)

    @cached_property
    def line_at(self) -> list[int]:
        """Line (from 1) of each character of ``plain``."""
        return [n for n, line in enumerate(self.lines, start=1) for _ in line]

    def places(self, words: str) -> list[tuple[int, int]]:
        """First and last line of every occurrence of the words."""
        words = "".join(words.split())
        starts = []
        start = self.plain.find(words) if words else -1
        while start >= 0:
            starts.append(start)
            start = self.plain.find(words, start + 1)
        return [(self.line_at[s], self.line_at[s + len(words) - 1]) for s in starts]


def _words(claim: Claim, text: Text) -> Iterator[Finding]:
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
