"""Lists and universal statements: values that are said without a numeral, and 分别.

A printed list can be counted, 全部 and 全覆盖 are a hundred per cent of a stated base, 无…病例 is
none, and ``A、B分别为x、y`` binds in order.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jmanalysis.bounds import Bounds
from jmanalysis.reading.clauses import Clause

if TYPE_CHECKING:
    from jmanalysis.reading.proposed import Candidate
    from jmanalysis.reading.scopes import Scopes

_ALL = re.compile("全部|全覆盖|全面覆盖|所有[^，。；]{1,16}均|均已(?<!平均已)|100%")
_NONE = re.compile("(?:无|零|未发生|没有)[^，。；、]{0,14}?(?:病例|报告|病例报告|事故|死亡)")
_UNIVERSAL = re.compile("[全所均1无零未没]")  # what each of these begins with
_ITEM = r"[^，。；：、（）]{2,24}"
_LIST = re.compile(rf"{_ITEM}(?:（[^）]*）)?(?:、{_ITEM}(?:（[^）]*）)?)+")
_KIND = "医学科|学科|内科|外科|科|医院|保健院|卫生院|卫生站|中心|病区|药学部|药房|部"
_LONGEST = 30
_EACH = re.compile("分别|依次")
_ATTAIN = re.compile(
    "获评|荣获|获批|获得|获|入选|成立|建成|启用|投入使用|挂牌|通过|竣工|完工|达标|创建|升级|首个|首家|首批|率先|落户"
    "|上线|开业|开设|设立|推出|接入|签订|组建|覆盖|被评|命名|领先|居|位居|前列|完成|开通|启动|建立|建设|打造|申报|推进"
    "|实现|试点|新建|改造|扩容|搬迁|引进|构建|制定|出台|举办|探索|提升|加强|推广|深化|强化|健全|完善"
)


def may_be_universal(said: str) -> bool:
    """Whether a glance cannot tell that neither all of something are meant, nor none.

    Examples
    --------
    >>> may_be_universal("均已达标"), may_be_universal("新增三家")
    (True, False)
    """
    return _UNIVERSAL.search(said) is not None


def universal(said: str) -> bool:
    """Whether all of something are meant."""
    return _ALL.search(said) is not None


def none(said: str) -> bool:
    """Whether there was none."""
    return _NONE.search(said) is not None


def statement(said: str, *, universal: bool) -> tuple[int, int]:
    """Return the place of the words that say all, or none, with a little of what it is about."""
    match = (_ALL if universal else _NONE).search(said)
    assert match is not None
    start = max(0, match.start() - 8)
    while start < match.start() and said[start] in "，、。：":
        start += 1
    return start, min(len(said.rstrip("，。；：！")), match.end() + 6)


def count(said: str) -> tuple[Bounds, int, int] | None:
    """Count the names of a list, and return its place; one that ends in 等 is open.

    Examples
    --------
    >>> str(count("甲科、乙科、丙科获评重点专科")[0])
    '3'
    >>> str(count("甲镇、乙镇等卫生院")[0])
    '>=2'
    """
    for match in _LIST.finditer(said):
        names = re.sub("（[^）]*）", "", match[0])
        inner, *rest = re.split("(?<![高中初平同])等", names, maxsplit=1)
        items = re.split("[、和]", inner)
        last = re.match(rf".*?(?:{_KIND})", items[-1])
        alike = last and re.search(f"(?:{_KIND})$", items[0])
        if len(items) < 2 or not (rest or alike):
            continue
        whole = (
            len(inner) + 1 if rest else len(inner) - len(items[-1]) + (last.end() if last else 0)
        )
        # The words must carry the count: what stands in brackets would be counted, too.
        if whole <= _LONGEST and match[0].startswith(names[:whole]):
            count = float(len(items))
            bounds = Bounds(count, float("inf")) if rest else Bounds.exact(count)
            return bounds, match.start(), match.start() + whole
    return None


def attains(said: str) -> bool:
    """Whether something is attained or undertaken."""
    return _ATTAIN.search(said) is not None


def core(said: str) -> tuple[int, int]:
    """Return the part of a clause from its verb on, at most 24 characters."""
    match = _ATTAIN.search(said)
    start = max(0, match.start() - 8) if match else 0
    return start, min(len(said.rstrip("，。；：！？\n")), start + 24)


def respectively(
    text: str, clause: Clause, figures: list[Candidate], scopes: Scopes
) -> list[Candidate]:
    """Hand the names before 分别 to the figures behind it, in order."""
    if len(figures) < 2:
        return figures
    each = _EACH.search(text, clause.start, clause.end)
    if each is None:
        return figures
    place = each.start()
    behind = [one for one in figures if one.end > place]
    if not behind:  # 三家和五家医院分别获评
        return figures
    names = re.split("[、和及与]", text[clause.start : place].removeprefix("其中"))
    if len(names) != len(behind):
        names = scopes.listed(clause.sentence, place)
    if len(names) > 1 and len(behind) == 2 * len(names):  # 分别以88%、87%居第一、第二
        kinds = [one.kind for one in behind]
        one, other = set(kinds[: len(names)]), set(kinds[len(names) :])
        names = names * 2 if len(one) == len(other) == 1 and one != other else names
    if len(names) != len(behind):
        return figures
    bound = [_named(one, name.strip(), scopes) for one, name in zip(behind, names, strict=True)]
    first = bound[0].proposals
    if all(one.scope.area != bound[0].scope.area for one in bound[1:]):  # one thing, many areas
        bound = [one._replace(proposals=first) for one in bound]
    return figures[: len(figures) - len(behind)] + bound


def _named(one: Candidate, name: str, scopes: Scopes) -> Candidate:
    code = scopes.code(name) or scopes.begun(name)
    if code:
        return one._replace(scope=one.scope._replace(area=code, subject=""))
    note = f"分别：{name}"
    subject = scopes.house(name) or one.scope.subject
    return one._replace(note=note, scope=one.scope._replace(subject=subject))
