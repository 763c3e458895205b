"""Unwrapping: lines, captions and blanks go; every character keeps its place."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading_kit import NAMES, specimen

from jmanalysis.documents import read_seeds
from jmanalysis.reading import _Reader
from jmanalysis.reading.opening import Opened
from jmanalysis.reading.unwrapping import PARAGRAPH, unwrap

SAME = ["area", "subject", "indicator", "period", "nature", "tally", "value", "unit", "per", "kind"]
CAPTION = "恩平市人民医院恩平市人民医院"
_READER = _Reader(read_seeds(), "")


def claims(text: str) -> Counter[tuple[object, ...]]:
    """Return what is claimed, without words and lines."""
    frame, _ = _READER.read(Opened(Path("page.txt"), text, "txt", ""))
    return Counter(tuple(row) for row in frame[SAME].to_numpy().tolist())


@given(st.text(alphabet="共有4家医院。，\n \u3000A1.\u200b", max_size=80))
def test_every_character_kept_has_its_place(text: str) -> None:
    page = unwrap(text)
    assert len(page.at) == len(page.plain) == len(page.text)
    lines = text.split("\n")
    for place, char in enumerate(page.plain):
        if char not in " \n":
            assert text[page.at[place]] == char
            assert lines[page.line(place) - 1][page.column(place) - 1] == char


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("共32\n99个", "共3299个"),
        ("达标率\n\n超30%", "达标率超30%"),
        ("连续 12 年", "连续12年"),
        ("new\nHIS 3 beds", "new HIS 3 beds"),
        ("甲、\n乙\n丙，共3\n家", "甲、乙丙，共3家"),
        ("\ufeff共\u200b5家", "共5家"),
        ("共6.\u206035家", "共6.35家"),
        (f"共5家{PARAGRAPH}另6家", "共5家\n另6家"),
    ],
)
def test_lines_are_joined(text: str, plain: str) -> None:
    assert unwrap(text).plain == plain


@pytest.mark.parametrize(
    ("line", "once"),
    [
        ("20242024年度年度", "2024年度"),
        ("医医院医医院", "医医院"),
        ("““先进单位先进单位””称号称号。。", "“先进单位”称号。"),
        ("构建构建、、医养医养", "构建、医养"),
    ],
)
def test_a_caption_that_is_printed_twice_is_read_once(line: str, once: str) -> None:
    page = unwrap(f"正文到此。\n{line}")
    assert page.plain[page.captions :] == once


@pytest.mark.parametrize("line", ["一项项奖项", "一次次暖心", "谢谢大家", "天天", "1212"])
def test_what_is_not_printed_twice_throughout_stays(line: str) -> None:
    assert unwrap(f"正文{line}").plain == f"正文{line}"


def test_a_caption_belongs_to_no_section() -> None:
    text = specimen("districts")
    page = unwrap(text)
    assert "恩平市人民医院" in page.plain[page.captions :]
    assert page.plain[page.captions :].count("先进单位") == 1


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("between", ["\n", "\n\n", " \n　\n"])
def test_breaks_anywhere_change_no_claim(name: str, between: str) -> None:
    text = specimen(name)
    for seed in range(3):
        chance = random.Random(seed)
        broken = list(text)
        whole = text.find(CAPTION) if CAPTION in text else len(text)  # a caption line stays whole
        for place in sorted(chance.sample(range(whole), 12), reverse=True):
            broken.insert(place, between)
        assert claims("".join(broken)) == claims(text), seed


@pytest.mark.parametrize("name", NAMES)
def test_full_width_forms_change_no_claim(name: str) -> None:
    text = specimen(name)
    wide = text.translate({ord(c): chr(ord(c) + 0xFEE0) for c in "0123456789%.+-"})
    assert claims(wide) == claims(text)


@pytest.mark.parametrize("name", NAMES)
def test_a_doubled_caption_between_any_lines_changes_no_claim_of_the_text(name: str) -> None:
    lines = specimen(name).split("\n")
    for seed in range(3):
        own = next((n for n, line in enumerate(lines) if CAPTION in line), len(lines) - 1)
        place = random.Random(seed).randrange(own)  # not into another caption
        with_caption = [*lines[:place], "众人拾柴众人拾柴火焰高火焰高。。", *lines[place:]]
        assert not claims("\n".join(lines)) - claims("\n".join(with_caption)), seed


CAPTIONS = [
    "20242024年度广东年度广东先进单位先进单位",
    "众人拾柴众人拾柴火焰高火焰高。。",
    "评为5A评为5A级单位级单位",
]


@given(st.sampled_from(CAPTIONS), st.sets(st.integers(1, 11), max_size=3), st.booleans())
def test_a_caption_may_be_broken_anywhere(caption: str, breaks: set[int], blank: bool) -> None:
    broken = caption
    for place in sorted(breaks, reverse=True):
        broken = broken[:place] + ("\n\n" if blank else "\n") + broken[place:]
    text = "正文到此。\n{}\n下文共有3\n4家。"
    assert unwrap(text.format(broken)).plain == unwrap(text.format(caption)).plain


def test_a_line_that_is_said_twice_is_two_lines() -> None:
    heading = "台山市卫生健康局"
    assert unwrap(f"{heading}\n{heading}\n新增3家").plain == f"{heading}{heading}新增3家"
