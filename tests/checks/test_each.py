"""行政复议、行政诉讼各2件: one number said of each name before it."""

import pytest

from tests.checks.town import said, town

CELLS = {"table_4.suit_direct_upheld": 2}
"""Two reviews, one upheld and one corrected, and two suits; two granted in part, two not held."""
TRUE = (
    "因政府信息公开引发行政复议、行政诉讼各2件。",
    "因政府信息公开引发的行政复议和行政诉讼均为2件。",
    "部分公开、无法提供各2件。",
    "不予公开和不予处理各1件。",
    "因政府信息公开被申请行政复议2件，维持、纠正各1件。",
    "其中予以公开6件，部分公开、无法提供各2件，不予公开1件。",
    "公开、解读类培训各9场。",
    "自然人和企业申请占比各异。",
    "各村各收到咨询9件。",
)
FALSE = (
    ("因政府信息公开引发行政复议、行政诉讼各3件。", {"TX-REVIEW", "TX-SUIT"}),
    ("因政府信息公开引发的行政复议和行政诉讼均为1件。", {"TX-REVIEW", "TX-SUIT"}),
    ("部分公开、无法提供各3件。", {"TX-APPLICANT"}),
    ("不予公开和不予处理各4件。", {"TX-APPLICANT"}),
    ("部分公开、不予公开各2件。", {"TX-APPLICANT"}),
    ("因政府信息公开被申请行政复议2件，维持、纠正各2件。", {"TX-REVIEW"}),
)


@pytest.mark.parametrize("text", TRUE)
def test_what_is_said_of_each_and_true_is_not_doubted(text: str) -> None:
    assert said(town(CELLS), text) == []


@pytest.mark.parametrize(("text", "rules"), FALSE)
def test_what_is_said_of_each_is_held_against_each_of_them(text: str, rules: set[str]) -> None:
    assert set(said(town(CELLS), text)) == rules
