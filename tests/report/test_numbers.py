"""What a clerk may type into a cell, and what is refused with a reason."""

from decimal import Decimal

import pytest

from nianbao.formats.schema import ValueType
from nianbao.report.numbers import NumberRefusedError, format_number, parse_number, split_note


@pytest.mark.parametrize(
    ("text", "value_type", "value"),
    [
        ("5", "count", "5"),
        ("1,113", "count", "1113"),
        ("１，１１３", "count", "1113"),
        ("\u3000 42 \t", "count", "42"),
        ("11,398,889", "count", "11398889"),
        ("007", "count", "7"),
        ("-0", "count", "0"),
        ("18.8710", "amount", "18.8710"),
        ("５９２３７．２４４９", "amount", "59237.2449"),
        ("0.000001", "amount", "0.000001"),
        ("-18", "change", "-18"),
        ("−15", "change", "-15"),
        ("+19", "change", "19"),
        ("减4", "change", "-4"),
        ("增 7", "change", "7"),
        ("减少12", "change", "-12"),
        ("\u200b8\ufeff", "count", "8"),
    ],
)
def test_a_number_is_understood(text: str, value_type: ValueType, value: str) -> None:
    assert parse_number(text, value_type) == Decimal(value)


@pytest.mark.parametrize("text", ["", " ", "\u3000", "\t\n"])
def test_a_blank_is_no_value_and_not_zero(text: str) -> None:
    assert parse_number(text, "count") is None


@pytest.mark.parametrize(
    ("text", "value_type", "reason"),
    [
        ("12abc", "count", "只能填数字"),
        ("1.5", "count", "只能填整数"),
        ("1.0", "count", "只能填整数"),
        ("-3", "count", "不能是负数"),
        ("-0.5", "amount", "不能是负数"),
        ("1,11", "count", "每三位一个"),
        ("1,1134", "count", "每三位一个"),
        ("1..5", "amount", "小数点"),
        (".5", "amount", "小数点"),
        ("/", "count", "没有发生的请填 0"),
        ("—", "count", "没有发生的请填 0"),
        ("1e5", "amount", "只能填数字"),
        ("NaN", "amount", "只能填数字"),
        ("5²", "count", "只能填数字"),
        ("②", "count", "只能填数字"),
        ("٣", "count", "只能填数字"),
        ("十二", "count", "只能填数字"),
        ("0.1234567", "amount", "最多 6 位"),
        ("1234567890123", "count", "位数太多"),
        ("12 34", "count", "只能填数字"),
        ("减4", "count", "只能填数字"),
    ],
)
def test_a_refusal_says_why_and_what(text: str, value_type: ValueType, reason: str) -> None:
    with pytest.raises(NumberRefusedError) as refused:
        parse_number(text, value_type)
    assert reason in refused.value.message
    assert f"“{text}”没有填进去" in refused.value.message


def test_a_long_text_is_not_repeated_whole() -> None:
    with pytest.raises(NumberRefusedError) as refused:
        parse_number("很长" * 500, "count")
    assert len(refused.value.message) < 60


@pytest.mark.parametrize("text", ["18.8710", "0", "316441", "0.000001"])
def test_a_value_is_printed_as_entered(text: str) -> None:
    assert format_number(parse_number(text, "amount")) == text


def test_a_large_value_is_printed_without_exponent() -> None:
    assert format_number(Decimal("1E+6")) == "1000000"


def test_a_blank_is_printed_as_nothing() -> None:
    assert format_number(None) == ""


@pytest.mark.parametrize(
    ("text", "number", "note"),
    [
        ("22（其中修订16件）", "22", "其中修订16件"),
        ("22 (其中修订 16 件)", "22", "其中修订 16 件"),
        ("22", "22", ""),
        ("（无）", "（无）", ""),
    ],
)
def test_a_note_is_split_from_its_number(text: str, number: str, note: str) -> None:
    assert split_note(text) == (number, note)
