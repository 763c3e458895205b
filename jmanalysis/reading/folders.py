"""Folders: which files are read, which are left and why, and what each of them is called."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from jmanalysis.reading.opening import problem

#: Files of a folder that may hold a text; those of the old Office are opened to say what helps.
_TEXTS = frozenset((".txt", ".text", ".md", ".html", ".htm", ".pdf", ".docx", ".doc", ".wps"))
_TABLES = frozenset((".xlsx", ".xlsm", ".xls", ".et", ".ods", ".csv", ".tsv", ".parquet"))
_WRITINGS = frozenset((".rtf", ".odt", ".pages", ".ppt", ".pptx", ".dps", ".ofd"))
#: What systems and Word keep for themselves.
_OWN = (".", "~$", "Thumbs.db", "desktop.ini")


class Gathered(NamedTuple):
    """Files to read, and a line for each that is left.

    Attributes
    ----------
    is_alone
        Whether a single file was asked for.
    """

    files: list[Path]
    left: list[str]
    is_alone: bool = False


def gathered(path: str | Path | Iterable[str | Path]) -> Gathered:
    """Find the files that are asked for: one, several, or those of folders; each once.

    Raises
    ------
    UnreadableFileError
        If there is nothing readable in a folder.
    """
    if isinstance(path, (str, Path)):
        asked = Path(path).expanduser()
        return _of_folder(asked) if asked.is_dir() else Gathered([asked], [], is_alone=True)
    files: dict[Path, Path] = {}
    left: list[str] = []
    for one in path:
        some = gathered(one)
        files |= {file.resolve(): file for file in some.files}
        left += some.left
    return Gathered(list(files.values()), left)


def _of_folder(folder: Path) -> Gathered:
    inside = [one for one in sorted(folder.iterdir()) if not one.name.startswith(_OWN)]
    files = [one for one in inside if one.suffix.lower() in _TEXTS and not one.is_dir()]
    left = [_left(one) for one in inside if one not in set(files)]
    if not files:
        raise problem(
            folder,
            "文件夹里没有可读的文稿。" + "".join(f"\n{line}" for line in left),
            "there is no readable text in this folder.",
            "放入 .txt、.docx、.pdf 或 .html 文件，或换一个文件夹。",
            "Put .txt, .docx, .pdf or .html files there, or name another folder.",
        )
    return Gathered(files, left)


def _left(path: Path) -> str:
    """Say that a file is left, and what helps."""
    ending = path.suffix.lower()
    if path.is_dir():
        zh, en = "子文件夹，请单独读", "a folder; read it by itself"
    elif ending in _TABLES:
        zh, en = "表格，请用 jm.load 读", "a table; load it with jm.load"
    elif ending in _WRITINGS:
        zh, en = "请另存为 .docx 再读", "save it as .docx and read that"
    else:
        zh, en = "不是文稿", "not a text that is read here"
    return f"未读 {path.name}：{zh}。 Left: {en}."


def labels(files: Iterable[Path]) -> dict[Path, str]:
    """Name every file, by as much of its path as tells it from others of the same name.

    Examples
    --------
    >>> list(labels([Path("a/页.txt"), Path("b/页.txt"), Path("c/文.txt")]).values())
    ['a/页.txt', 'b/页.txt', '文.txt']
    """
    alike: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    files = list(files)
    for file in files:
        alike[file.name].append(file.absolute().parts)
    return {file: _told_apart(file.absolute().parts, alike[file.name]) for file in files}


def _told_apart(parts: tuple[str, ...], alike: list[tuple[str, ...]]) -> str:
    lengths = range(1, len(parts))
    ends = (length for length in lengths if sum(p[-length:] == parts[-length:] for p in alike) == 1)
    return "/".join(parts[-next(ends, len(parts)) :])
