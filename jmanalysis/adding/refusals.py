"""Refusals: why nothing was added, where, and what mends it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from jmanalysis.errors import JmanalysisError
from jmanalysis.reading import review
from jmanalysis.reading.opening import Opened, open_text
from jmanalysis.register import Document
from jmanalysis.vocabulary import DOCUMENT_COLUMNS


class NotAddedError(JmanalysisError, ValueError):
    """Nothing was added; the message lists every row that does not fit."""


class Fault(NamedTuple):
    """What does not fit: the row of the review table (none: of no single row) and the rule."""

    row: str
    rule: str
    zh: str
    en: str

    def __str__(self) -> str:
        where = f"行 row {self.row} " if self.row else ""
        return f"{where}[{self.rule}] {self.zh} {self.en}"


#: What a new row of documents.csv needs from its reader; the rest can be told from the text.
_TO_FILL = {
    "id": "【编号 id】",
    "file": "【文件名 file】",
    "title": "【标题 title】",
    "publisher": "",
    "date": "【日期或留空 2026-03】",
    "standing": "press",
    "reading": "whole",
    "areas": "【地区代码 440705 440784】",
    "periods": "【年份 2024 2025】",
    "characters": "【字数】",
    "sha256": "【sha256】",
    "note": "",
}


def is_id(document: str) -> bool:
    """Whether this can be the id of a document: it names a file and begins the ids of claims."""
    return re.fullmatch("[a-z][a-z0-9_]*", document) is not None


def faulty(path: Path, faults: Sequence[Fault]) -> NotAddedError:
    """Refuse a review table, naming everything that does not fit in it."""
    told = "\n".join(map(str, faults))
    return NotAddedError(
        f"{path.name} 有 {len(faults)} 处不符，什么也没有写入：\n{told}",
        f"{len(faults)} faults in {path.name}; nothing was written.",
        where=str(path),
        hint_zh="改正审读表中的这些行，或把它们的决定改为“弃”，再运行一次。",
        hint_en="Mend these rows of the review table, or reject them, and run it again.",
    )


def shipped(folder: Path) -> NotAddedError:
    """Refuse to write into the seeds that come with the package."""
    copy = f"""python -c "import shutil; shutil.copytree('{folder.as_posix()}', 'my-seeds')\""""
    return NotAddedError(
        "随包的数据不可改写：请用 --seeds 指明自己的数据文件夹。",
        "The packaged seeds are read-only: name a folder of your own with --seeds.",
        where=str(folder),
        hint_zh=f"先复制一份：{copy}，再用 --seeds my-seeds。",
        hint_en=f"Copy them first: {copy}, then use --seeds my-seeds.",
    )


def no_folder(folder: Path) -> NotAddedError:
    """Refuse a folder that is not there."""
    return NotAddedError(
        f"没有文件夹 {folder}。",
        f"There is no folder {folder}.",
        where=str(folder),
        hint_zh="检查 --seeds 的路径。",
        hint_en="Look at the path after --seeds.",
    )


def occupied(path: Path, owner: str) -> NotAddedError:
    """Refuse a folder that another ``add`` is writing into."""
    return NotAddedError(
        f"另一个 add 正在写入这个文件夹（{owner}），这次什么也没有写入。",
        f"Another add is writing into this folder ({owner}); nothing was written by this one.",
        where=str(path),
        hint_zh=f"等它完成后再运行一次；若没有别的 add 在运行（上次被强行中止），删除 {path}。",
        hint_en="Run it again when that one is done; if none is running (the last was killed), "
        f"delete {path}.",
    )


def unwritable(folder: Path, reason: str) -> NotAddedError:
    """Refuse a folder in which no file can be made."""
    return NotAddedError(
        f"无法写入文件夹 {folder.name}：{reason}。",
        f"Cannot write into the folder {folder.name}: {reason}.",
        where=str(folder),
        hint_zh="检查文件夹是否可写、磁盘是否已满。",
        hint_en="Check that the folder is writable and the disk has room.",
    )


def changed(folder: Path, names: Sequence[str]) -> NotAddedError:
    """Refuse to write over tables that somebody changed in the meantime."""
    return NotAddedError(
        f"核对期间 {'、'.join(names)} 被改动，什么也没有写入。",
        f"{', '.join(names)} changed in the meantime; nothing was written.",
        where=str(folder),
        hint_zh="保存并关闭这些表，再运行一次。",
        hint_en="Save and close these tables, and run it again.",
    )


def unregistered(document: str, folder: Path, text: str | Path | None) -> NotAddedError:
    """Refuse a document that is not registered, and write its row as far as it is known."""
    known = {"id": document} if is_id(document) else {}
    if text is not None and Path(text).is_file():
        opened = open_text(text)
        known |= {"file": opened.path.name, "sha256": opened.sha256}
        known["characters"] = str(len(opened.text))
    row = io.StringIO()
    writer = csv.DictWriter(row, DOCUMENT_COLUMNS, lineterminator="")
    writer.writerow(_TO_FILL | known)
    head = ",".join(DOCUMENT_COLUMNS)
    return NotAddedError(
        f"{document} 未在 documents.csv 登记。",
        f"{document} is not registered in documents.csv.",
        where=str(folder / "documents.csv"),
        hint_zh="检查 --document；新文献先在 documents.csv 末尾加一行（存为不带 BOM 的 UTF-8），"
        "填好【】各处。id 只用小写字母、数字和下划线，以字母开头；地区代码见 areas.csv，"
        "地区之间、年份之间各空一格。行见下。",
        hint_en="Look at --document; for a new document add this row at the end of documents.csv "
        "(UTF-8 without BOM) and fill in what stands in 【】. An id has small letters, digits and "
        "_, a letter first; the codes of areas are those of areas.csv, with single spaces between "
        f"them as between the years.\n{head}\n{row.getvalue()}",
    )


def unfit(document: str, folder: Path) -> NotAddedError:
    """Refuse an id that can name no table."""
    return NotAddedError(
        f"文献编号“{document}”不合规定。",
        f"{document!r} cannot be the id of a document.",
        where=str(folder / "documents.csv"),
        hint_zh="编号只用小写字母、数字和下划线，以字母开头；请在 documents.csv 改正。",
        hint_en="An id has small letters, digits and _, a letter first; mend it in documents.csv.",
    )


def nothing(path: Path) -> NotAddedError:
    """Refuse a review table of which no row is taken."""
    return NotAddedError(
        f"{path.name} 中没有采纳的行。",
        f"No row of {path.name} is accepted.",
        where=str(path),
        hint_zh=f"在“决定 decision”列写“{review.ACCEPT}”。",
        hint_en=f"Write {review.ACCEPT} or accept into the column decision.",
    )


def without_text(document: Document) -> NotAddedError:
    """Refuse to add what cannot be held against its text."""
    return NotAddedError(
        f"没有 {document.id} 的原文，无法核对。",
        f"The text of {document.id} is not at hand, so the words cannot be checked.",
        hint_zh="用 --text 指明原文，或把 JMANALYSIS_DOCUMENTS 设为其文件夹。",
        hint_en="Name it with --text, or set JMANALYSIS_DOCUMENTS to its folder.",
    )


def another_text(document: Document, opened: Opened, owner: Document | None) -> NotAddedError:
    """Refuse a text that is not the one that is registered for the document."""
    name = opened.path.name
    if owner is not None:
        hint_zh, hint_en = f"用 --document {owner.id}。", f"Use --document {owner.id}."
        is_zh = f"，而是 {owner.id}（{owner.title}）"
        is_en = f", but of {owner.id} ({owner.title})"
    else:
        is_zh = is_en = ""
        hint_zh = (
            "用 --text 指明登记的那份；若文件改过，先在 documents.csv 改 characters 和 sha256。"
        )
        hint_en = "Name the registered file with --text; if it has changed, mend its row first."
    return NotAddedError(
        f"{name} 不是登记为 {document.id} 的原文{is_zh}。",
        f"{name} is not the text that is registered for {document.id}{is_en}.",
        where=f"{opened.path} sha256 {opened.sha256}; documents.csv {document.id} "
        f"{document.file} {document.sha256 or '—'}",
        hint_zh=hint_zh,
        hint_en=hint_en,
    )


def broken_package(path: Path, detail: str) -> NotAddedError:
    """Refuse to write beside a data package that cannot be brought up to date."""
    return NotAddedError(
        f"{path.name} 已损坏，或没有列出任何 claims 表（{detail}）。",
        f"{path.name} is broken, or lists no claims table ({detail}).",
        where=str(path),
        hint_zh="从随包的数据复制一份完好的，或把它移走：没有它也能用。",
        hint_en="Copy a sound one from the packaged seeds, or move it away: it is not needed.",
    )
