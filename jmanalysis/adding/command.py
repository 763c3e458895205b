"""The verb ``add`` of the command."""

from __future__ import annotations

import argparse
from contextlib import ExitStack


def add_verb(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Tell the command its verb."""
    verb = verbs.add_parser(
        "add", help="把审读后采纳的行写入数据 add the accepted rows to a seeds folder"
    )
    verb.add_argument("review", metavar="REVIEW", help="审读表 review table")
    verb.add_argument("--document", required=True, metavar="ID", help="文献编号 id of the document")
    verb.add_argument("--seeds", metavar="DIR", help="自己的数据文件夹 seeds folder of your own")
    verb.add_argument("--text", metavar="FILE", help="原文 the text that was read")
    verb.set_defaults(run=_add)


def _add(args: argparse.Namespace) -> int:
    from jmanalysis.adding import add_until

    with ExitStack() as last:  # what was written is reported, whatever interrupts
        asked = {"document": args.document, "seeds": args.seeds, "text": args.text}
        print(add_until(last, args.review, **asked).report(), flush=True)
    return 0
