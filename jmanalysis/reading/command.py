"""The verb ``read`` of the command."""

from __future__ import annotations

import argparse
import sys
from os.path import normcase
from pathlib import Path
from typing import TYPE_CHECKING

from jmanalysis.errors import JmanalysisError
from jmanalysis.vocabulary import records

if TYPE_CHECKING:
    from jmanalysis.reading.candidates import Candidates

_SHOWN = 20


def add_verbs(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Tell the command its two verbs."""
    verb = verbs.add_parser("read", help="从文稿中找出候选数据 candidate claims from a press text")
    verb.add_argument("files", nargs="+", metavar="FILE", help="文稿或文件夹 texts or a folder")
    verb.add_argument("--out", metavar="FILE", help="审读表 review table: .xlsx, .csv, .parquet")
    verb.add_argument(
        "--issued", default="", metavar="DATE", help="刊出日期 date of issue: 2025, 2025-03"
    )
    verb.add_argument("--ledger", metavar="FILE", help="数字台账 every numeral, as .csv")
    verb.add_argument("--seeds", metavar="DIR", help="数据文件夹（默认随包数据） seeds folder")
    verb.set_defaults(run=_read)


def _read(args: argparse.Namespace) -> int:
    from jmanalysis.reading import read

    files = args.files[0] if len(args.files) == 1 else args.files
    _refuse_targets(args)

    def say(line: str) -> None:
        print(line, file=sys.stderr)

    found = read(files, seeds=args.seeds, issued=args.issued, say=say)
    for line in found.opened:
        print(line)
    for line in found.problems:
        print(line, file=sys.stderr)
    if not found.opened:
        return 1
    _write(found, args)
    print(_summary(found))
    return 0


def _refuse_targets(args: argparse.Namespace) -> None:
    """Refuse names that cannot be written to before the texts are read, which takes its time."""
    from jmanalysis.reading import review

    if args.out and args.ledger and _is_one(args.out, args.ledger):
        raise JmanalysisError(
            f"审读表和数字台账不能是同一个文件：{args.out}。",
            f"The review table and the ledger cannot be one file: {args.out}.",
            where="--out, --ledger",
            hint_zh="给 --ledger 另取一个文件名。",
            hint_en="Give --ledger a name of its own.",
        )
    texts = {Path(file).expanduser().resolve() for file in args.files}
    for name, free in ((args.out, review.free), (args.ledger, review.free_for_ledger)):
        if name and free(name).resolve() in texts:
            raise JmanalysisError(
                f"{name} 是要读的文稿，不覆盖。",
                f"{name} is a text to be read; it is not written over.",
                hint_zh="换一个文件名。",
                hint_en="Choose another name.",
            )


def _is_one(first: str, second: str) -> bool:
    """Whether two names are of one file, there or not yet; Windows knows no capitals."""
    names = (normcase(Path(one).expanduser().resolve()) for one in (first, second))
    return len(set(names)) == 1


def _write(found: Candidates, args: argparse.Namespace) -> None:
    from jmanalysis.reading import review

    if args.ledger:
        print(f"数字台账 Ledger: {review.write_ledger(found, args.ledger)}")
    if args.out:
        print(f"审读表 Review table: {review.write(found, args.out)}")
    else:
        _show(found)


def _show(found: Candidates) -> None:
    """Print the most certain candidates."""
    register = found.register
    for row in records(found.frame.head(_SHOWN)):
        area = register.area_by_code.get(row["area"])
        indicator = register.indicator_by_id.get(row["indicator"])
        shown = (
            f"{row['score']:.2f}",
            area.short_zh if area else "？",
            indicator.name_zh if indicator else "？",
            f"{row['value']}{row['unit']}" or "—",
            f"{row['line_start']}: {row['words']}",
        )
        print("\t".join(shown))
    if len(found) > _SHOWN:
        print(f"……另有 {len(found) - _SHOWN} 条，用 --out 写出全部 the rest with --out")


def _summary(found: Candidates) -> str:
    frame, ledger = found.frame, found.ledger
    valued = int((frame["value"] != "").sum())
    unknown = int((frame["kind"] == "unknown").sum())
    zh = f"{len(found)} 条候选，其中有数值的 {valued} 条，未读懂的 {unknown} 条；"
    zh += f"台账 {len(ledger)} 处数字。"
    if not len(ledger):
        zh += "文中没有数字。There is no numeral in it."
    en = f"{len(found)} candidates, {valued} with a value, {unknown} unknown; "
    en += f"{len(ledger)} numerals."
    return f"{zh}\n{en}"
