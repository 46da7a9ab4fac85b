"""Words found by their characters, by the letters that begin their pinyin, or by both."""

import pytest

from nianbao.formats.registry import all_forms
from nianbao.report.search.initials import initials
from nianbao.report.search.matching import Fit, match, plain
from nianbao.resources import text


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("部分公开", "（二）部分公开"),
        ("bfgk", "部分公开"),
        ("BFGK", "部分公开"),
        ("ｂｆｇｋ", "部分公开"),
        ("信息处理费", "信息处理费的收取"),
        ("xxclf", "信息处理费的收取"),
        ("dc", "导出"),
        ("部分gk", "部分公开"),
        ("xzfy", "行政复议"),
        ("hzfy", "行政复议"),
        ("cfsq", "重复申请"),
        ("zfsq", "重复申请"),
        ("自然人 新收", "新收／自然人"),
        ("xs zrr", "新收／自然人"),
        ("word", "导出 Word 文档"),
        ("２０２１", "国办公开办函〔2021〕30号"),
    ],
)
def test_words_are_found_by_what_a_clerk_types(typed: str, words: str) -> None:
    assert match(typed, words) is not None


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "公开"),
        ("  ", "公开"),
        ("，", "公开"),
        ("gkx", "公开"),
        ("公 报", "公开"),
        ("kg", "公开"),
    ],
)
def test_what_is_not_there_is_not_found(typed: str, words: str) -> None:
    assert match(typed, words) is None


def test_the_closest_comes_first() -> None:
    words = ["不予公开", "公开出版物", "公开", "个人开支", "予以个开"]

    def found_by(typed: str) -> list[str]:
        fits = [(fit, one) for one in words if (fit := match(typed, one)) is not None]
        return [one for _fit, one in sorted(fits)]

    found, spoken = found_by("公开"), found_by("gk")

    assert found == ["公开", "公开出版物", "不予公开"]
    assert spoken[0] == "公开"
    assert match("gk", "公开") == (Fit.SPOKEN, 0)


def test_letters_of_a_word_stand_for_themselves_and_marks_for_nothing() -> None:
    assert plain("（七）总计・ＰＤＦ") == "七总计pdf"
    assert match("pdf", "导出 PDF") is not None


def test_every_character_of_the_forms_and_of_the_help_titles_has_its_letter() -> None:
    words = "".join(
        item.label
        for form in all_forms()
        for table in form.definition.tables
        for block in table.blocks
        for item in (*block.rows, *block.columns)
    ) + "".join(section.label for form in all_forms() for section in form.sections)
    words += text("help/topics.toml") + text("rules/texts.toml")
    characters = {one for one in words if "\u4e00" <= one <= "\u9fff"}

    assert len(characters) > 600
    assert sorted(one for one in characters if not initials(one)) == []


@pytest.mark.parametrize(
    ("character", "letters"),
    [
        ("啊", "a"), ("芭", "b"), ("擦", "c"), ("座", "z"), ("匝", "z"), ("压", "y"), ("昔", "x"),
        ("挖", "w"), ("塌", "t"), ("重", "zc"), ("行", "xh"), ("衢", "q"), ("x", ""), ("龘", ""), ("、", ""),
    ],
)  # fmt: skip
def test_letters_begin_where_the_order_of_pinyin_has_them(character: str, letters: str) -> None:
    assert initials(character) == letters
