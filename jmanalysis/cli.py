"""The ``jmanalysis`` command: briefing, check, chart, list, trace, read, add, template, diff."""

from __future__ import annotations

import argparse
import io
import sys
import warnings
from collections.abc import Sequence
from pathlib import Path

from jmanalysis import __version__

_EPILOG = """\
例 Examples:
  jmanalysis briefing                              全部图表 all charts → briefing/
  jmanalysis list indicators                       有哪些指标 what there is
  jmanalysis chart 每千人口托位数 --year 2024 --out slots.png
  jmanalysis check --documents ../texts            核对数据 hold the data against the texts
  jmanalysis read page.txt --out review.xlsx       从文稿找出候选数据 candidates for review
  jmanalysis add review.xlsx --document ID --seeds DIR --text page.txt
  jmanalysis template 填报表.xlsx --years 2025     空白填报表 an empty return
  jmanalysis diff 2024年报.xlsx 2025年报.xlsx      有何不同 what changes
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; 0 is success, 1 a refusal with a message, 2 a wrong call."""
    try:
        _say_what_can_be_said()
        return _run(arguments)
    except BrokenPipeError:  # the reader (head, less) has seen enough
        sys.stdout = None
        return 0
    except KeyboardInterrupt:
        print("已中断。Interrupted.", file=sys.stderr)
        return 130


def _run(arguments: Sequence[str] | None) -> int:
    """Do what is asked; what that needs is loaded here, where it may be interrupted."""
    from jmanalysis.charts.headlines import HeadlineWarning
    from jmanalysis.errors import JmanalysisError

    parsed = _parser().parse_args(arguments)
    try:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always", HeadlineWarning)
            status = int(parsed.run(parsed) or 0)
    except JmanalysisError as error:
        print(error, file=sys.stderr)
        return 1
    for warning in caught:
        print(f"注意 Note: {warning.message}", file=sys.stderr)
    return status


def _say_what_can_be_said() -> None:
    """Let a console that lacks a character show ? in its place, instead of ending in an error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _parser() -> argparse.ArgumentParser:
    from jmanalysis.adding import command as adding
    from jmanalysis.loading import command as loading
    from jmanalysis.reading import command as reading

    parser = argparse.ArgumentParser(
        prog="jmanalysis",
        description="江门各县（市、区）卫生健康指标的诚实比较。 Honest comparisons of districts.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"jmanalysis {__version__}")
    verbs = parser.add_subparsers(
        dest="verb",
        required=True,
        metavar="briefing|check|chart|list|trace|read|add|template|diff",
    )
    _add_briefing(verbs)
    _add_check(verbs)
    _add_chart(verbs)
    _add_list(verbs)
    _add_trace(verbs)
    reading.add_verbs(verbs)
    adding.add_verb(verbs)
    loading.add_verbs(verbs)
    return parser


def _seeds_option(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--seeds", metavar="DIR", help="数据文件夹（默认随包数据） seeds folder")


def _add_briefing(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    verb = verbs.add_parser("briefing", help="由笔记本生成全部图表和目录页 all charts and an index")
    verb.add_argument("--out", metavar="DIR", default="briefing", help="输出文件夹 output folder")
    verb.add_argument("--notebooks", metavar="DIR", help="笔记本文件夹 folder of notebooks")
    _seeds_option(verb)
    verb.set_defaults(run=_briefing)


def _add_check(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    verb = verbs.add_parser("check", help="核对数据表与原文 check the tables and the words")
    _seeds_option(verb)
    verb.add_argument("--documents", metavar="DIR", help="原文文件夹 folder of the source texts")
    verb.add_argument("--lang", choices=("zh", "en"), default="zh", help="语言 language")
    verb.set_defaults(run=_check)


def _add_chart(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    verb = verbs.add_parser(
        "chart", help="为指标作图 chart one indicator, or the coverage of several"
    )
    verb.add_argument("indicators", nargs="+", help="指标编号或中文名 ids or Chinese names")
    verb.add_argument("--year", type=int, required=True, help="年份 year")
    verb.add_argument("--out", metavar="FILE", help="文件名 file name")
    verb.add_argument("--title", help="标题（将核对） headline, checked")
    verb.add_argument("--lang", choices=("zh", "en"), default="zh", help="语言 language")
    verb.add_argument("--size", default="slide", help="slide, slide_body, half, doc")
    verb.add_argument(
        "--stated-ranks", action="store_true", help="采用原文所称名次 use stated ranks"
    )
    _seeds_option(verb)
    verb.set_defaults(run=_chart)


def _add_list(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    verb = verbs.add_parser("list", help="列出指标、地区、文献或年份 list what there is")
    verb.add_argument("what", choices=("indicators", "areas", "documents", "years"))
    _seeds_option(verb)
    verb.set_defaults(run=_list)


def _add_trace(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    verb = verbs.add_parser(
        "trace", help="文件里每个标记的出处 where the marks of a file come from"
    )
    verb.add_argument("file", help="jm.export 或 jm.brief 写出的文件 an exported file")
    verb.set_defaults(run=_trace)


def _trace(args: argparse.Namespace) -> int:
    from jmanalysis.exports.provenance import trace

    for chart in trace(args.file):
        print("\n".join(line for line in (chart["title"], chart["subtitle"]) if line))
        for mark in chart["marks"]:
            if mark["sources"]:
                print(f"  {mark['area']} {mark['column']} {mark['label']} [{mark['kind']}]")
                print(f"    「{'；'.join(mark['words'])}」 {'；'.join(mark['sources'])}")
    return 0


def _briefing(args: argparse.Namespace) -> int:
    from jmanalysis.briefings import make_briefing

    index = make_briefing(Path(args.out), notebooks=args.notebooks, seeds=args.seeds, say=print)
    print(f"完成 Done: {index}")
    return 0


def _check(args: argparse.Namespace) -> int:
    from jmanalysis.checks import check, report

    findings = check(args.seeds, documents=args.documents)
    print(report(findings, args.lang))
    return 0 if findings.ok else 1


def _chart(args: argparse.Namespace) -> int:
    import jmanalysis as jm

    panel = jm.normalise(jm.load(args.seeds))
    if len(args.indicators) == 1:
        one = jm.compare(panel, args.indicators[0], year=args.year, stated_ranks=args.stated_ranks)
        figure = jm.chart(one.order_by("known"), title=args.title, lang=args.lang)
    else:
        covered = panel.coverage(args.indicators, year=args.year)
        figure = jm.chart(covered, title=args.title, lang=args.lang)
    name = (
        args.out or f"{figure.kind}_{panel.register.indicator(args.indicators[0]).id}_{args.year}"
    )
    for path in jm.export(figure, name, size=args.size):
        print(path)
    return 0


def _list(args: argparse.Namespace) -> int:
    import jmanalysis as jm

    claims = jm.load(args.seeds)
    if args.what == "years":
        for year in jm.normalise(claims).known.years():
            print(year)
        return 0
    register = claims.register
    if args.what == "areas":
        rows = [(a.code, a.name_zh, a.name_en) for a in register.area_by_code.values()]
    elif args.what == "documents":
        rows = [(d.id, d.standing, d.title) for d in register.document_by_id.values()]
    else:
        rows = [(i.id, i.full_unit, i.name_zh) for i in register.indicator_by_id.values()]
    for row in rows:
        print("\t".join(row))
    return 0
