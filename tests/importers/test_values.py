"""A cell's text as a number: what clerks write, and what is refused rather than guessed."""

from decimal import Decimal

import pytest

from nianbao.formats.registry import all_forms
from nianbao.importers.vocabulary.values import UnreadableError, read_value

CELLS = {key: cell for form in all_forms() for key, cell in form.cells.items()}
COUNT = CELLS["table_3.received_new.total"]
FEE = next(cell for cell in CELLS.values() if cell.unit == "万元")
CHANGE = next(cell for cell in CELLS.values() if cell.value_type == "change")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1,113", 1113), ("１，１１３", 1113), ("１１３", 113), ("12件", 12), ("12 件", 12), ("\xa05", 5),
        ("0.00", 0), ("12.0", 12), ("22（其中修订16件）", 22), ("0", 0),
    ],
)  # fmt: skip
def test_a_count_as_clerks_write_it(text: str, number: int) -> None:
    assert read_value(text, COUNT).number == number


@pytest.mark.parametrize("text", ["", "/", "／", "-", "—", "——", "－", "无", "　"])
def test_a_mark_for_nothing_is_a_blank_and_no_nought(text: str) -> None:
    assert read_value(text, COUNT).number is None


@pytest.mark.parametrize(
    "text", ["1 113", "012", "3.5", "-4", "约12", "12*", "十二", "O", "5\n6", "1,11", "<5", "12/3"]
)
def test_what_may_be_another_number_is_refused(text: str) -> None:
    with pytest.raises(UnreadableError):
        read_value(text, COUNT)


def test_a_note_in_a_cell_is_kept() -> None:
    assert read_value("22（其中修订16件）", COUNT).note == "其中修订16件"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("减4", -4),
        ("-15", -15),
        ("－１５", -15),
        ("+19", 19),
        ("增加3", 3),
        ("下降2", -2),
        ("0", 0),
    ],
)
def test_a_change_has_its_sign(text: str, number: int) -> None:
    assert read_value(text, CHANGE).number == number


@pytest.mark.parametrize(
    ("text", "number", "said"),
    [
        ("18.8710", "18.8710", False), ("0.00", "0.00", False), ("240万元", "240", False),
        ("251000元", "25.1", True), ("1.2亿元", "12000", True),
    ],
)  # fmt: skip
def test_an_amount_is_converted_only_from_a_unit_that_it_names(
    text: str, number: str, *, said: bool
) -> None:
    value = read_value(text, FEE)

    assert value.number == Decimal(number)
    assert bool(value.said) == said


def test_every_cell_that_holds_a_count_refuses_an_amount() -> None:
    counts = [cell for cell in CELLS.values() if cell.value_type == "count"]

    for cell in counts[:20]:
        with pytest.raises(UnreadableError):
            read_value("240万元", cell)
