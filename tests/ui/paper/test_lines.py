"""Line breaking and justification, with characters of a known width."""

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from nianbao.exporters.printed.page_setup import load_setup
from nianbao.exporters.typeset.lines import Face, Line, Measure, Run, break_lines

FACE = Face("fangsong", 32)
BREAKS = load_setup().line_breaks
WIDTH = 10


def advance(character: str, _face: Face) -> float:
    """Full-width characters are 1 wide, half-width ones 0.5."""
    return 0.5 if character.isascii() else 1


def lines(text: str, measure: Measure | None = None) -> list[Line]:
    return break_lines([Run(text, FACE)], measure or Measure(WIDTH, "both"), advance, BREAKS)


def texts(text: str) -> list[str]:
    return [line.text for line in lines(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一二三四五六七八九十甲", ["一二三四五六七八九十", "甲"]),
        ("一二三四五六七八九十，甲", ["一二三四五六七八九", "十，甲"]),
        ("一二三四五六七八九“十”甲", ["一二三四五六七八九", "“十”甲"]),
        ("一二三四五六七八九《甲》", ["一二三四五六七八九", "《甲》"]),
        ("一二三四五六七八九2024年", ["一二三四五六七八九", "2024年"]),
        ("一二三四五六七八2024年", ["一二三四五六七八2024", "年"]),
        ("一二三四五六七八九……甲", ["一二三四五六七八", "九……甲"]),
        ("一二三四五六七八九十）。”甲", ["一二三四五六七八九", "十）。”甲"]),
        ("一二三gov.cn/zwgk/gknb/2024-01", ["一二三gov.cn/zwgk/", "gknb/2024-01"]),
        ("一二三四五六七八九“ 十甲", ["一二三四五六七八九", "“ 十甲"]),
        ("ab cd 一二三四五六七八九十", ["ab cd 一二三四五六七", "八九十"]),
        ("", [""]),
    ],
)
def test_no_line_begins_or_ends_with_a_mark_that_must_not(text: str, expected: list[str]) -> None:
    assert texts(text) == expected


def test_a_word_wider_than_a_line_is_broken_anywhere() -> None:
    assert texts("x" * 45) == ["x" * 20, "x" * 20, "x" * 5]


def test_every_line_but_the_last_reaches_the_edge() -> None:
    first, last = lines("一二三四五六七八九十，甲")

    natural = sum(advance(c, FACE) for c in first.text)
    assert natural + first.spacing * (len(first.text) - 1) == pytest.approx(WIDTH)
    assert last.spacing == 0


def test_the_first_line_is_indented_by_two_characters() -> None:
    first, second = lines("一二三四五六七八九十", Measure(WIDTH, "both", first=2))

    assert (first.text, first.left, second.left) == ("一二三四五六七八", 2, 0)


def test_a_hanging_indent_stands_out_of_the_rest() -> None:
    measure = Measure(WIDTH, "left", first=-3, left=5)
    first, second = lines("附件：一二三四五六七八", measure)

    assert (first.text, first.left, second.left) == ("附件：一二三四五", 2, 5)


def test_centred_lines_stand_in_the_middle_and_printed_breaks_are_kept() -> None:
    first, second = lines("甲乙\n丙丁戊己", Measure(WIDTH, "center"))

    assert (first.left, second.left) == (4, 3)


@pytest.mark.parametrize("tracking", [0.0, -0.1])
def test_no_line_is_wider_than_the_text(tracking: float) -> None:
    text = "根据《条例》（2019年修订）第五十条，“公开”12,345件；同比增长3.5%。" * 9
    for line in lines(text, Measure(WIDTH, "both", tracking=tracking)):
        width = sum(advance(c, FACE) + line.spacing for c in line.text) - line.spacing
        assert line.left + width <= WIDTH + 1e-9


def test_what_begins_a_paragraph_stays_within_its_shorter_first_line() -> None:
    first, second = lines("x" * 18 + "年", Measure(WIDTH, "both", first=2))

    assert (first.text, second.text) == ("x" * 16, "xx年")


WORDS = [
    "政",
    "公开",
    "2024",
    "12,345件",
    "3.5%",
    "gov.cn",
    " ",
    "《条例》",
    "（见“附件”）",
    "——",
    "……",
]
MARKS = ["，", "。", "；", "：", "、", "！”", "）。", "》，", "", "", ""]


def _widest_without_a_break(text: str) -> float:
    """The width of the widest run of marks, with the number or Latin word that they follow."""
    marks = re.escape("".join({*BREAKS.never_first, *BREAKS.never_last, " "}))
    runs = re.findall(rf"[!-~]*[{marks}]+", text)
    return max((sum(advance(c, FACE) for c in run) for run in runs), default=0)


@given(st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(MARKS)), max_size=40))
def test_any_text_is_broken_by_the_rules_and_loses_nothing(pieces: list[tuple[str, str]]) -> None:
    text = "".join(word + mark for word, mark in pieces).strip()
    assume(_widest_without_a_break(text) <= WIDTH)  # a wider one has to be broken somewhere
    broken = lines(text, Measure(WIDTH + 4, "both", first=2))

    assert "".join(line.text for line in broken).replace(" ", "") == text.replace(" ", "")
    for line in broken[1:]:
        assert line.text[:1] not in BREAKS.never_first or not line.text
    for line in broken[:-1]:
        assert line.text[-1:] not in BREAKS.never_last
    for line in broken:
        width = sum(advance(c, FACE) for c in line.text)
        assert line.left + width <= WIDTH + 4
