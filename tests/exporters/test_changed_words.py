"""Two versions of a text in one: read without what is new it is the old one, and the other way round."""

import random

import pytest

from nianbao.exporters.printed.changed_words import Piece, changed_words


def without(fate: str, pieces: tuple[Piece, ...]) -> str:
    return "".join(piece.text for piece in pieces if piece.fate != fate)


def shown(old: str, new: str) -> str:
    """The pieces as a reader sees them: [gone] {new}."""
    marks = {"same": "{}", "gone": "[{}]", "new": "{{{}}}"}
    return "".join(marks[piece.fate].format(piece.text) for piece in changed_words(old, new))


@pytest.mark.parametrize(
    ("old", "new", "reads"),
    [
        ("2023年收到3件", "2024年收到3件", "[2023]{2024}年收到3件"),
        ("收费1.25万元", "收费1.5万元", "收费[1.25]{1.5}万元"),
        ("共1,234件", "共1,235件", "共[1,234]{1,235}件"),
        ("更新OA系统", "更新OB系统", "更新[OA]{OB}系统"),
        ("一行\n两行", "一行", "一行[\n两行]"),
        ("相同", "相同", "相同"),
        ("", "新写的", "{新写的}"),
        ("划掉的", "", "[划掉的]"),
        ("", "", ""),
    ],
)
def test_numbers_and_words_change_as_a_whole(old: str, new: str, reads: str) -> None:
    assert shown(old, new) == reads


def test_a_word_that_both_sentences_happen_to_have_does_not_cut_the_change_up() -> None:
    assert shown("加强领导的责任。", "完善制度的落实。") == "[加强领导的责任]{完善制度的落实}。"


def test_both_texts_come_back_letter_by_letter() -> None:
    chance = random.Random(20)  # noqa: S311 - texts, no secrets
    for _ in range(300):
        old, new = ("".join(chance.choices("公开12.，件a\n", k=chance.randrange(30))) for _ in "ab")
        pieces = changed_words(old, new)
        assert (without("new", pieces), without("gone", pieces)) == (old, new)
        assert all(piece.text for piece in pieces)


def test_a_heading_run_into_its_text_keeps_its_length_on_both_sides() -> None:
    pieces = changed_words("（一）做法。定人。", "（一）主要做法。定岗。", 6, 8)

    leads = [(piece.fate, piece.text) for piece in pieces if piece.lead]
    assert "".join(text for fate, text in leads if fate != "new") == "（一）做法。"
    assert "".join(text for fate, text in leads if fate != "gone") == "（一）主要做法。"
