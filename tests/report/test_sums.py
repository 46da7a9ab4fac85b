"""Sums typed into a cell become their value; what is no sum is left to be read as a number."""

import pytest

from nianbao.report.sums import worked_out


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("=1+1", "2"),
        ("319+1", "320"),
        ("56-2", "54"),
        ("＝３＋４", "7"),
        ("１２－２", "10"),
        ("= 12 + 3 - 5", "10"),
        ("0.1+0.2", "0.3"),
        ("1.50+2.25", "3.75"),
        ("=5", "5"),
        ("-3+5", "2"),
        ("2-5", "-3"),
        ("1+1+1+1", "4"),
    ],
)
def test_a_sum_is_worked_out_exactly(typed: str, value: str) -> None:
    assert worked_out(typed) == value


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "5",
        "-5",
        "+5",
        "1+",
        "=",
        "=+",
        "1++2",
        "1*2",
        "3/4",
        "3－－5",
        "甲+乙",
        "1e3+1",
        "9" * 40 + "+1",
    ],
)
def test_what_is_no_sum_is_left_alone(typed: str) -> None:
    assert worked_out(typed) == ""
