"""Reading against other people's answers, which stand outside the repository.

microsoft/Recognizers-Text Specs, Chinese (90e968ea44dc, MIT), in
``../shared/conformance/recognizers_text``. Every answer that differs is listed with its reason; a
new difference fails.
"""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pytest

from jmanalysis import units
from jmanalysis.reading.quantities import find
from jmanalysis.reading.unwrapping import unwrap

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "conformance" / "recognizers_text"

#: Answers of NumberModel that are not given, by input; nothing is given in their place.
NO_ANSWER = {
    "40k": "k is also the name of a picture format; scales in Latin letters are not read",
    "-2.5 M": "a scale in a Latin letter",
    "半百": "a scale without a numeral",
    "壹打": "one formal numeral alone is more often a name or a verb",
    ".23456000": "a decimal without its nought may be the tail of anything",
    ".5": "a decimal without its nought",
    "-.5": "a decimal without its nought",
    "2222.2222.22222.222": "a chain of numbers with points is an address or a version",
    "-1.1^--23": "no sound power",
    "五十千": "no sound numeral: 千 cannot follow 十",
    "三的另一种写法是叁": "one formal numeral alone",
}
#: Values given where NumberModel gives none, by input; the kind says what they are.
MORE = {
    "一美元": "money is a quantity here",
    "苹果折扣一美元": "money is a quantity here",
    "两美刀": "unknown, for review",
    "这台电脑两美刀": "unknown, for review",
    "-2.5 M": "unknown, for review",
    "-1.1^--23": "unknown, for review",
}
#: What stands in a name, idiom or article is kept in the ledger and is no answer.
NAMES = {"name", "word", "article", "list", "code", "label", "period"}


def cases(model: str) -> list[dict[str, Any]]:
    """Return the cases of a model, or skip."""
    path = FOLDER / f"{model}.json"
    if not path.is_file():
        pytest.skip("the conformance data are not here: they stand in ../shared/conformance")
    found: list[dict[str, Any]] = json.loads(path.read_text("utf-8-sig"))
    return found


def values(text: str) -> list[tuple[float, str, str]]:
    """Return value, unit and kind of what is read."""
    found = find(unwrap(text).text)
    return [(float(q.first.value), q.unit, q.kind) for q in found if q.first is not None]


def compared(model: str) -> tuple[int, list[str], list[str]]:
    """Count the answers that are right; return the inputs of those missed, and of further ones."""
    right, missed, more = 0, [], []
    for case in cases(model):
        wanted = [one["Resolution"]["value"] for one in case["Results"]]
        left = values(case["Input"])
        for answer in wanted:
            hit = next((one for one in left if _same(one, answer)), None)
            if hit is None:
                missed.append(case["Input"])
            else:
                left.remove(hit)
                right += 1
        more += [case["Input"] for _, _, kind in left if kind not in NAMES]
    return right, missed, more


def _same(found: tuple[float, str, str], answer: str) -> bool:
    value, unit, _ = found
    if answer.endswith("%"):
        value *= {"成": 10.0, "折": 10.0, "‰": 0.1}.get(unit, 1.0)
    elif unit == "打":
        value *= units.units()["打"].factor
    return math.isclose(value, float(answer.rstrip("%")), rel_tol=1e-9)


def test_numbers_are_right_or_not_given() -> None:
    right, missed, more = compared("NumberModel")
    assert right / (right + len(missed)) >= 0.96
    assert set(missed) == set(NO_ANSWER)
    assert {text for text in more if "ＦＩＬＰ" not in text and "FILP" not in text} == set(MORE)


def test_ordinals_are_right() -> None:
    right, missed, more = compared("OrdinalModel")
    assert (right, missed, more) == (10, [], [])


#: 折 is a discount here, in tenths of a price, and no percentage: only one digit and decimals.
DISCOUNTS = {"打对折", "打對折", "半折", "7 2 折", "九 九 折", "三八折", "75折"}
DISCOUNTS |= {"九折,五五折,八点五折", "九折,五五折,八點五折"}
NO_PERCENT = {
    **dict.fromkeys(DISCOUNTS, "折 is a discount, of one digit"),
    "半成": "a half without a numeral",
    "百分之15Ｋ": "a scale in a Latin letter",
    "百分之3.2k": "a scale in a Latin letter",
    "12k个百分点": "a scale in a Latin letter",
    "１５k个百分点": "a scale in a Latin letter",
    "12k个百分點": "a scale in a Latin letter",
    "１５k个百分點": "a scale in a Latin letter",
    "１５k個百分點": "a scale in a Latin letter",
    "12k個百分點": "a scale in a Latin letter",
    "百 分 之  ５２.５ k": "a scale in a Latin letter",
    "找出酒精量在5-20%之间的产品": "5-20% is a range, closed at both ends",
    "股票十天收盘价的百分之七十百分位大于1": "七十百 is no sound numeral",
}


def test_percentages_are_right_but_for_what_is_listed() -> None:
    right, missed, _ = compared("PercentModel")
    assert set(missed) <= set(NO_PERCENT), set(missed) - set(NO_PERCENT)
    assert right >= 140


#: NumberRange: where our convention agrees, our interval for each input.
RANGES = {
    "他的年龄不小于三十岁": ">=30",
    "订购一批数目在 五百以上的产品": ">=500",
    "超过1/2的人都来到了这里": ">0.5",
    "薪酬中位数≥50的公司和在不同国家相应的最低薪酬": ">=50",
    "哪个学院的语文总成绩超过了80？": ">80",
    "至少有10次攻击的国家": ">=10",
    "什么州9217商店的面积至少有2252平方英尺？": ">=2252",
    "哪个品牌至少有10个型号": ">=10",
    "平均数为5.83933518、经度低于100的信息。": "<100",
    "哪种类别的价格超过了一千？": ">1000",
    "我问你啊就是那个幕后之王收视率超过了百分之零点九": ">0.9",
    "找出 小于 或 等于100 的质数": "",
}


@pytest.mark.parametrize("text", [text for text, value in RANGES.items() if value])
def test_ranges_agree_where_the_convention_does(text: str) -> None:
    known = {case["Input"] for case in cases("NumberRangeModel")}
    assert text in known
    found = [str(q.bounds()) for q in find(unwrap(text).text)]
    assert RANGES[text] in found


def test_the_lists_of_differences_name_only_cases_that_exist() -> None:
    known = {case["Input"] for case in cases("NumberModel")}
    assert set(NO_ANSWER) | set(MORE) <= known
