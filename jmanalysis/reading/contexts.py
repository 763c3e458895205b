"""What the words round a numeral say about it: bounds, changes, durations, ranks, lists.

Each question is a look-up of the few characters before or after a numeral.
"""

from __future__ import annotations

import re

from jmanalysis.wording import ADVERBS, BEFORE, BEFORE_VERB

#: Words that bound a number only directly before it; elsewhere they are ordinary words.
_BOUNDS = BEFORE | {"最多": "at_most", "最少": "at_least", "起码": "at_least", "不止": "above"}
_BOUNDS |= {"高达": "reached", "多达": "reached", "可达": "reached", "超出": "above", "超": "above"}
_ROUND = {"上": "at_least", "过": "above", "破": "above", "超": "above", "逾": "above"}
# 签约, 节约, 附近, 万达 …: the last character bounds nothing there.
_NOT: tuple[str, ...] = (
    "预约",
    "签约",
    "节约",
    "公约",
    "条约",
    "合约",
    "制约",
    "简约",
    "履约",
    "违约",
    "邀约",
    "附近",
)
_NOT += (
    "最近",
    "邻近",
    "靠近",
    "亲近",
    "就近",
    "临近",
    "万达",
    "发达",
    "表达",
    "传达",
    "到达",
    "抵达",
)
_NOT += ("打破", "侦破", "告破", "攻破", "爆破", "识破", "残破")
_NOT += ("送达", "直达", "下达", "转达", "赶超", "反超")
_PARTICLES = ("了", "为", "有", "共", "的", "近")
#: The lengths of the words that end with each of these, longest first.
_LENGTHS = {
    last: sorted({len(word) for word in _BOUNDS if word[-1] == last}, reverse=True)
    for last in {word[-1] for word in _BOUNDS}
}
_TELLING = frozenset((*_LENGTHS, *_PARTICLES))

_CHANGES = (
    "增长|下降|提高|提升|上升|降低|减少|增加|缩短|压缩|上涨|回落|上调|下调|增幅|降幅|涨幅|增速"
    "|降速|同比|环比|增|减|降|升|多|少|低|高|快|慢|翻|扩大|收窄|节约|节省|前移|后移|退后|后退|前进|跃升|攀升|下滑"
)
_CHANGE = re.compile(f"(?:{_CHANGES})(?:了|率|为|达|约|近|超过?|逾|幅?达?)?$")
# The end of a line may stand between: 增长, and 12% in the next.
_CHANGING = frozenset((*"\n了率为达约近超过逾幅", *(word[-1] for word in _CHANGES.split("|"))))
_LEVEL = re.compile("(?:至|到|为)(?:了|约|近|超过?|逾)?$")
_SINCE: tuple[str, ...] = (
    "近",
    "每",
    "这",
    "过去",
    "未来",
    "今后",
    "前",
    "后",
    "头",
    "隔",
    "最近",
    "历经",
    "逢",
    "整",
    "往",
)
_UNTIL: tuple[str, ...] = (
    "来",
    "内",
    "间",
    "以来",
    "前",
    "后",
    "期间",
    "之后",
    "之前",
    "如一日",
    "级",
    "制",
    "以内",
    "之内",
)
_LASTING = re.compile(
    "(?:连续|连|已|为期|历时|长达|累计|坚持|蝉联|延长|缩短|压缩|压|平均|仅需|只需|日|数|时间|时长|周期|耗时|用时|用时仅|仅用|只用|仅需要|平均为)"
    "(?:至|到|了|为|达|约|仅|共|近|超过?|降至|缩短至|缩短到|第)*$"
)
# 已服役9年, 使用了9年, 建成已9年: it lasts still; 成立于1990年 does not come here.
_IN_USE = (
    "服役|使用|投用|启用|建成|运行|运转|运营|营业|开业|开办|成立|工作|从业|从医|行医|任职|服务"
)
_LASTED = re.compile(
    f"(?:已经?(?:安全|稳定|平稳|连续|投入)?(?:{_IN_USE})|(?:{_IN_USE})(?:已经?|了))"
    "(?:了|有|近|满|约|超过?|逾|达|长达)*$"
)
_SHORTENED_TO = re.compile("(?:缩短|压缩|降低|降|减少|减|延长|延|增加|增)[至到为]$")
_SHORTENED = re.compile("(?:缩短|压缩|压|降|减少|延长|增加|提高|提升)[至到为]")
_KEPT = re.compile(
    "(?:无|未|保持|零|蝉联|获|荣获|位居|排名|居|没有|实现|规划|之久|稳居|被评|入选|通过)"
)
_SERVICE = re.compile(
    "(?:内|以内|之内|服务|医疗|急救|生活圈|值守|值班|开放|响应|不打烊|在线|全天|监护|监测|热线|营业|制|待命|应急|备勤|就医圈|健康圈|可达)"
)
_RANKED = re.compile(
    "(?:全省|全市|全国|全区|全县|省内|市内|国内|大湾区|珠三角|排名|排行|位列|位居|名列|位次|居|列|稳居|蝉联"
    "|荣获|再获|获得|获|夺得|取得|并列|综合|总分|得分|考核|评价|评估|省|市|排|跃居|升至|保持|数量)$"
)
_TOP = re.compile(
    "(?:列|居|位|排名|进入|跻身|全省|全市|全国|全区|名列|挺进|冲进|迈入|稳居|保持|综合|保)(?:在)?前$"
)
_COUNTING = re.compile(
    "(?:新增|增加|新建|新设|增设|新开|增|共|仅|只有|仅有|共有|建成|至少|不少于|超过|另有?|其中|建有|总计"
    "|合计|累计|再添|添|再增|新添|达到|达|各|另外|还有|配备|购置|引进)了?$"
)
_LIFE = re.compile(
    "(?:期望寿命|预期寿命|平均年龄|平均寿命|人均寿命|初婚年龄|初育年龄|期望寿命值|年龄中位数|中位年龄)[^。；]{0,40}$"
)
_MONEY = re.compile(
    "(?:投入|投资|资金|经费|支出|收入|补助|补贴|耗资|造价|总额|费用|产值|营收|结余|债券)[^，。；]{0,6}$"
)
_NAMED = re.compile("(人次|人数|例数|户数|次数|场次)(?:已|就|共|约|为|达到?|超过?|近|突破|：)*$")
_STATED = re.compile("(?:为|达|至|到|是|仅|值|率|指数|系数|强度|：|:|共|有|＝|=|于|降|计|约)$")


_DENIED = re.compile(
    "(?:[尚并仍]无|(?<![一-鿿])无|没有|并非|不是|未有|(?:未|未能|没能|未曾|没有)"
    "(?:实现|完成|新增|新建|建成|增加|发生|出现|开展|设立|发现|报告){1,2})$"
)
_DENYING = frozenset("无有非是现成增建加生展立告")


# 晚上10点, 10点半: an hour; 点 counts nothing there.
_DAYTIME = re.compile(
    "(?:上午|下午|晚上|晚|凌晨|清晨|早上|早|中午|傍晚|夜间|每天|每日|当日|当天|日)$"
)
_HOUR = re.compile(r"钟|半|整|前|后|至|到|开|以前|以后|[-—~]|[0-5]?\d分")
_STOREYS = re.compile("(?:楼高|层高|高|共|地上|地下|主楼|总共|达)(?:为|约|有|达)?$")
_DAYS_LISTED = re.compile(r"(?:[、和]\d{1,2})+[日号月]")
_CALLED = re.compile("(?:拨打?|致电|呼叫|热线|电话|专线)(?:号码)?(?:是|为|：)?$")
# 三项指标均优于…: it takes up what was said before, and counts nothing new.
_TAKEN_UP = re.compile(
    "(?:核心|主要|关键)?(?:指标|数据|比例|比率|数字|增幅|费用|占比|数值)(?:均|都|分别|全部|同比|依次)"
)
_OPENED = re.compile("[“《「][^”》」]*\\Z")
_CLOSED = re.compile("[”》」]")
_LISTED = re.compile("[一-鿿]{2,12}(?:[、和及与][一-鿿]{2,12})+$")


def bounding(text: str, start: int) -> tuple[str, int]:
    """Return what the words before a numeral make of it, and where they begin.

    Examples
    --------
    >>> bounding("接种率均超过95%", 6), bounding("签约3000户", 2), bounding("达到了5家", 3)
    (('above', 4), ('', 2), ('reached', 0))
    """
    begin = start - 6 if start > 6 else 0
    if text.find("至", begin, start) >= 0 and (adverb := _adverb(text, start)):
        return adverb
    return _word_before(text, start) if text[start - 1 : start] in _TELLING else ("", start)


def _adverb(text: str, start: int) -> tuple[str, int] | None:
    """Return what an adverb before the verb makes of a numeral: 至少开展1次."""
    match = BEFORE_VERB.search(text, max(0, start - 6), start)
    return (ADVERBS[match[1]], match.start()) if match else None


def _word_before(text: str, start: int) -> tuple[str, int]:
    """Look up ever shorter words before a numeral, and before a particle there."""
    for place in (start, start - 1):
        if place != start and text[place : place + 1] not in _PARTICLES:
            break
        for length in _LENGTHS.get(text[place - 1 : place], ()):
            meaning = _BOUNDS.get(text[place - length : place])
            if meaning and length <= place:
                if length == 1 and text.endswith(_NOT, 0, place):
                    return "", start
                return meaning, place - length
    return "", start


def rounding(text: str, start: int) -> tuple[str, int]:
    """Do the same before a bare 百, 千, 万 or 亿: 上百, 过万, 破亿."""
    meaning = _ROUND.get(text[start - 1 : start], "")
    return (meaning, start - 1) if meaning else bounding(text, start)


def denied(text: str, start: int) -> bool:
    """Whether the number is denied: 没有1例, 并未新增5家; what there is instead is not said."""
    if text[start - 1 : start] not in _DENYING:
        return False
    return _DENIED.search(text, max(0, start - 8), start) is not None


def changes(text: str, start: int) -> bool:
    """Whether a difference is stated and not a level: 增长12%, but not 增长至12%."""
    if text[start - 1 : start] not in _CHANGING:
        return False
    before = text[max(0, start - 8) : start]
    return not _LEVEL.search(before) and _CHANGE.search(before) is not None


def lasts(text: str, start: int, end: int, unit: str, *, exact: bool) -> bool:
    """Whether a length of time is itself the figure: 连续12年, 平均住院日6.8天."""
    if text.endswith(_SINCE, 0, start) or text.startswith(_UNTIL, end):
        return False
    if _SHORTENED.match(text, end):
        return True
    if _LASTED.search(text, max(0, start - 10), start):
        return True
    if _LASTING.search(text, max(0, start - 8), start):
        return unit not in {"小时", "分钟"} or _SERVICE.match(text, end) is None
    if unit in {"年", "周年"}:
        return _KEPT.match(text, end) is not None
    return exact and _SERVICE.match(text, end) is None


def ranked(text: str, start: int) -> bool:
    """Whether an order is spoken of directly before: 全省第四, 位列第3."""
    return _RANKED.search(text, max(0, start - 4), start) is not None


def topped(text: str, start: int) -> bool:
    """Whether it is one of the first: 位居全省前三."""
    return _TOP.search(text, max(0, start - 6), start) is not None


def counting(text: str, start: int) -> bool:
    """Whether 一 counts here (新增一家) and is not an article (一家有温度的医院)."""
    return _COUNTING.search(text, max(0, start - 4), start) is not None


def of_life(text: str, start: int) -> bool:
    """Whether an age is a figure: 人均期望寿命81.2岁."""
    return _LIFE.search(text, max(0, start - 48), start) is not None


def of_money(text: str, start: int) -> bool:
    """Whether a bare 亿 is one of yuan: 总投资3.5亿."""
    return _MONEY.search(text, max(0, start - 10), start) is not None


def counted_before(text: str, start: int) -> str:
    """Return the unit that the noun before a bare number names: 总诊疗人次95.5亿."""
    match = _NAMED.search(text, max(0, start - 8), start)
    return match[1].removesuffix("数") if match else ""


def stated(text: str, start: int) -> bool:
    """Whether a number without a unit is said to be the value: 死亡病例为0."""
    return _STATED.search(text, max(0, start - 1), start) is not None


def quoted(text: str, start: int, end: int) -> bool:
    """Whether it stands inside a short name in quotation marks: “三个调整”."""
    if not _OPENED.search(text, max(0, start - 12), start):
        return False
    return _CLOSED.search(text, end, end + 12) is not None


def clock(text: str, start: int, end: int) -> bool:
    """Whether an hour of the day is meant: 晚上10点, 10点半."""
    before = _DAYTIME.search(text, max(0, start - 2), start)
    return before is not None or _HOUR.match(text, end) is not None


def storeys(text: str, start: int) -> bool:
    """Whether the height of a building is stated: 楼高15层, but not 3层启用."""
    return _STOREYS.search(text, max(0, start - 4), start) is not None


def of_days(text: str, end: int) -> bool:
    """Whether it begins a list of days or months: 3、6、9日."""
    return _DAYS_LISTED.match(text, end) is not None


def called(text: str, start: int) -> bool:
    """Whether it is a number to call: 请拨120."""
    return _CALLED.search(text, max(0, start - 7), start) is not None


def taken_up(text: str, end: int) -> bool:
    """Whether it takes up what was said before: 三项指标均优于全省."""
    return _TAKEN_UP.match(text, end) is not None


def sums_up(text: str, start: int, number: int) -> bool:
    """Whether as many names as this stand directly before: 蓬江、江海、新会三区.

    Examples
    --------
    >>> sums_up("蓬江、江海、新会三区", 8, 3), sums_up("新会三区", 2, 3)
    (True, False)
    """
    names = _LISTED.search(text, max(0, start - 60), start)
    return names is not None and len(re.split("[、和及与]", names[0])) == number


def shortened(text: str, start: int) -> bool:
    """Whether a length of time was brought to this: 由7日减至5日."""
    return _SHORTENED_TO.search(text, max(0, start - 4), start) is not None
