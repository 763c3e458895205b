"""Tallies: whether a count is all there are, what is new, or activity in the period."""

from __future__ import annotations

import re

from jmanalysis.reading.figures import Quantity

_USED = re.compile("(?:发挥|做优做强|做优|做强|依托|巩固|用好|利用|现有)$")
_USES = frozenset("挥强优托固好用有")  # what each of these ends with
#: 由0.41名增至0.6名: the first figure is where it begins from.
_FROM = re.compile("[由从][^，。；、0-9]{0,10}$")
_ON_TO = re.compile(
    "[^，。；0-9]{0,4}(?:提高|提升|增|升|降|压|缩|扩|减|上升|拓展|调整)[^，。；0-9]{0,4}[至到]"
)
# 年初定下的一万名任务, 年度任务5000人: what is to be done, wherever it is said.
_TASK_BEFORE = re.compile(
    "(?:年度|全年|年初|年内|下达|分解|核定|既定|目标|省定|市定)[^，。；、0-9]{0,8}(?:任务|计划|指标)(?:数|量|指标|人数)?"
    "(?:为|是|：|共|即)?$"
)
_TASK_BEHIND = re.compile(
    "的?(?:年度|全年|年初|目标|计划|筛查|接种|签约|建档|招聘|培训)*(?:目标)?任务"
)
# 离省定52%以上的目标, 全年260个的任务.
_GOALS = frozenset(("count", "share", "rate", "points"))
_GOAL_BEHIND = re.compile(
    "的(?:[^，。；、0-9的]{0,4}(?:规划|计划|年度|任务|既定|预期|发展))?(?:目标|任务|要求)(?![人群值率线])"
)
# 完成全年计划350台的76.6%: how much of it is done.
_OF_PLAN = re.compile("(?:计划|任务|目标)[^，。；]{0,12}的$")
#: Tasks themselves are counted in these: 15项任务.
_OF_TASKS = frozenset(("项", "个", "条", "件", "类", "批", "轮", "期", "次", "种", "大"))
_ADDED = re.compile(
    "新增|新建|新设|增设|增开|新推出|新开|新达|新评|增加|再增|新添|添置|加装|开设|组建|新获|扩增|拟建|搭建|新成立"
)
_STOCK = re.compile("现有|共有|拥有|累计|目前|已有|总数|总量|设有|建有|建成|现设|在册|保有|达到|已")
_FLOWS = frozenset(
    [
        "场",
        "场次",
        "次",
        "人次",
        "万人次",
        "千人次",
        "户次",
        "例次",
        "台次",
        "剂次",
        "万剂次",
        "针次",
        "车次",
        "例",
        "篇",
        "起",
        "份",
        "元",
        "万元",
        "亿元",
        "宗",
    ]
)
_FLOW = re.compile(
    "开展|举办|组织|培训|服务|接诊|筛查|立项|发表|完成|获批|接种|普及|体验|受益|审核|报告|诊疗|义诊|巡诊|处置|救治|通过"
)


def used(text: str, begin: int, start: int) -> bool:
    """Whether a figure is of what is put to use: it exists, whatever is planned for it."""
    if text[start - 1 : start] not in _USES:
        return False
    return _USED.search(text, max(begin, start - 6), start) is not None


def is_part(text: str, begin: int, start: int) -> bool:
    """Whether a figure says how much of a plan is done.

    Examples
    --------
    >>> is_part("完成全年计划350台的76.6%", 0, 11), is_part("力争完成76.6%", 0, 4)
    (True, False)
    """
    return text[start - 1 : start] == "的" and _OF_PLAN.search(text, begin, start) is not None


def is_outset(text: str, begin: int, start: int, end: int) -> bool:
    """Whether a figure is the one that a change begins from.

    Examples
    --------
    >>> is_outset("由0.41名增至0.6名", 0, 1, 6), is_outset("增至0.6名", 0, 2, 6)
    (True, False)
    """
    return _FROM.search(text, begin, start) is not None and _ON_TO.match(text, end) is not None


def is_task(text: str, begin: int, q: Quantity) -> bool:
    """Whether a figure is what was set as a task, and not what was done.

    Examples
    --------
    >>> from jmanalysis.reading.quantities import find
    >>> [is_task(said, 0, find(said)[0]) for said in ("年度任务5000人", "完成15项任务")]
    [True, False]
    """
    if q.kind in _GOALS and _GOAL_BEHIND.match(text, q.end):
        return True
    if q.kind != "count" or q.unit in _OF_TASKS:
        return False
    if _TASK_BEHIND.match(text, q.end):
        return True
    return _TASK_BEFORE.search(text, max(begin, q.start - 18), q.start) is not None


def tally(text: str, said: str, q: Quantity) -> str:
    """Read whether it is all there are, what is new, or activity in the period."""
    if q.kind not in {"count", "floors", "measure"}:
        return "none"
    before = text[max(0, q.start - 12) : q.start]
    before = before[1 + max(map(before.rfind, "，。；、")) :]
    if q.kind == "floors" or _ADDED.search(before):
        return "added"
    if q.unit in _FLOWS:
        return "flow"
    if _STOCK.search(before):
        return "stock"
    if _FLOW.search(before):
        return "flow"
    return "added" if _ADDED.search(said) else "stock" if _STOCK.search(said) else "unclear"


def population(said: str) -> str:
    """Read whose population a rate refers to."""
    return "resident" if "常住" in said else "registered" if "户籍" in said else "unstated"
