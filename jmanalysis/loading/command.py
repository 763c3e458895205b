"""Command: the verbs ``template`` and ``diff``."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jmanalysis.observations import Observations


def add_verbs(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Tell the command its two verbs."""
    verb = verbs.add_parser("template", help="写出空白填报表 an empty return, .xlsx")
    verb.add_argument("file", metavar="FILE", help="文件名 file name")
    verb.add_argument(
        "--indicators",
        nargs="+",
        metavar="NAME",
        help="指标编号、中文名，或自己的指标表（默认可排名的） ids, names, or a list of your own",
    )
    verb.add_argument(
        "--areas",
        nargs="+",
        metavar="NAME",
        help="地区，或自己的地区表 areas, or a list of your own",
    )
    verb.add_argument("--years", nargs="+", type=int, metavar="YEAR", help="年份 years")
    verb.add_argument("--seeds", metavar="DIR", help="数据文件夹（默认随包数据） seeds folder")
    verb.add_argument("--lang", choices=("zh", "en"), default="zh", help="语言 language")
    verb.set_defaults(run=_template)
    verb = verbs.add_parser(
        "diff", help="两次数据有何不同 what changes from one table or seeds folder to another"
    )
    verb.add_argument("before", metavar="BEFORE", help="原来的表或数据文件夹 table or seeds folder")
    verb.add_argument("after", metavar="AFTER", help="现在的 the later one")
    verb.add_argument("--year", type=int, help="表中没有年份时 for tables that say no year")
    verb.add_argument("--lang", choices=("zh", "en"), default="zh", help="语言 language")
    verb.set_defaults(run=_diff)


def _template(args: argparse.Namespace) -> int:
    from jmanalysis.loading.templates import template

    made = template(
        args.file,
        indicators=_one_or_several(args.indicators),
        areas=_one_or_several(args.areas),
        years=args.years,
        seeds=args.seeds,
        lang=args.lang,
    )
    print(made)
    return 0


def _one_or_several(names: list[str] | None) -> str | list[str] | None:
    """Pass a single name on alone: it may be that of a file."""
    return names[0] if names is not None and len(names) == 1 else names


def _diff(args: argparse.Namespace) -> int:
    from jmanalysis.differences import diff

    before, after = (_loaded(name, args) for name in (args.before, args.after))
    print(diff(before, after).report(args.lang))
    return 0


def _loaded(name: str, args: argparse.Namespace) -> Observations:
    from jmanalysis.loading import load

    year = None if Path(name).is_dir() else args.year
    return load(name, year=year, lang=args.lang)
