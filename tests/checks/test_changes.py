"""What is said of this year beside last year, each change of the number that it belongs to."""

import pytest

from nianbao.checks.engine import check_report
from tests.checks.town import findings, town

ENDED = {"table_4.review_upheld": 4, "table_4.review_corrected": 2, "table_4.suit_direct_upheld": 5}
LAST = {"table_4.review_upheld": 1, "table_4.review_corrected": 2, "table_4.suit_direct_upheld": 1}
COUNTED = "因政府信息公开引起的行政复议6件、行政诉讼5件，"


def said(text: str) -> list[str]:
    report, last = town(ENDED), town(LAST, year=2022)
    report.texts["overview.on_request"] = text
    return [
        one.message for one in check_report(report, [last]).findings if one.rule == "TX-PERCENT"
    ]


@pytest.mark.parametrize(
    "change", ["较上年分别增加3件、4件。", "较上年分别增加3件和4件。", "同比分别增长100%、400%。"]
)
def test_changes_in_a_row_are_of_the_numbers_in_a_row(change: str) -> None:
    assert said(COUNTED + change) == []


@pytest.mark.parametrize(
    ("change", "right"),
    [("较上年分别增加3件、5件。", "应为增加 4"), ("较上年分别增加2件、4件。", "应为增加 3")],
)
def test_the_wrong_one_of_a_row_is_named(change: str, right: str) -> None:
    (message,) = said(COUNTED + change)

    assert right in message


def test_a_row_that_does_not_match_its_numbers_says_nothing() -> None:
    assert said(COUNTED + "较上年分别增加3件、4件、8件。") == []


@pytest.mark.parametrize(
    ("times", "found"),
    [("为上年的2倍", 0), ("约为上年的2.0倍", 0), ("为上年的2.5倍", 1), ("为上年的3倍", 1)],
)
def test_how_many_times_is_as_exact_as_it_is_printed(times: str, found: int) -> None:
    assert len(said(f"因政府信息公开引起的行政复议6件，{times}。")) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("收到申请12件，较上年的15件减少3件。", []),
        ("收到申请12件，较上年的15件减少2件。", ["应为减少 3"]),
        ("上年新收15件，今年新收12件，两年相比减少2件。", ["应为减少 3"]),
        ("收到申请12件，比上年的9件增加2件。", ["应为增加 3"]),
    ],
)
def test_a_difference_is_held_against_the_two_numbers_of_its_sentence(
    text: str, found: list[str]
) -> None:
    report = town()
    report.texts["overview.on_request"] = text

    messages = [one.message for one in findings(report, "TX-PERCENT")]

    assert len(messages) == len(found)
    assert all(says in message for says, message in zip(found, messages, strict=True))
