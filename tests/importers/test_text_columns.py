"""Texts that keep a page's layout (pdftotext -layout): blank cells leave room, and nothing is guessed."""

from collections.abc import Callable
from contextlib import suppress
from decimal import Decimal
from random import Random

import pytest

from nianbao.importers.errors import UnknownSourceError
from nianbao.importers.registry import read_bytes
from nianbao.report.contract import Reading
from tests.importers.damage import DAMAGES, UNNOTICED, Damage
from tests.importers.layouts import laid_out
from tests.importers.printed import Writer

HEAD = "某县2023年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n"


def line(label: str, *cells: str) -> str:
    """A row of a page: each number in the middle of its column."""
    return label.ljust(36) + "".join(cell.center(8) for cell in cells)


ROWS = (
    line(" 一、本年新收政府信息公开申请数量", "12", "1", "0", "0", "0", "0", "13"),
    line(" 二、上年结转政府信息公开申请数量", "3", "", "0", "", "", "", "3"),
    line("     （一）予以公开", "9", "1", "", "", "", "", "10"),
    line("           1.属于国家秘密", "", "", "0", "", "0"),
    line("     （七）总计", "15", "", "", "", "", "0", "13"),
)
PAGE = "\n".join(ROWS) + "\n四、政府信息公开行政复议、行政诉讼情况\n无。"


def read(text: str) -> Reading:
    return read_bytes((HEAD + text).encode(), "页.txt")


def row(reading: Reading, name: str) -> list[str]:
    """The cells of a row, blank ones as a dash; nothing where the row was declined."""
    found = [value for key, value in reading.report.cells.items() if f".{name}." in key]
    return ["-" if value is None else str(value) for value in found]


def test_numbers_stand_in_the_column_of_those_above_them() -> None:
    reading = read(PAGE)

    assert row(reading, "received_new") == ["12", "1", "0", "0", "0", "0", "13"]
    assert row(reading, "carried_in") == ["3", "-", "0", "-", "-", "-", "3"]
    assert row(reading, "granted") == ["9", "1", "-", "-", "-", "-", "10"]
    assert row(reading, "deny_state_secret") == ["-", "-", "0", "-", "0", "-", "-"]
    assert row(reading, "result_total") == ["15", "-", "-", "-", "-", "0", "13"]


def test_a_number_that_two_columns_fit_is_declined_with_its_row() -> None:
    lines = PAGE.replace("12      1       0 ", "12      1         ").replace(
        "3              0", "3               "
    )
    reading = read(lines)

    assert row(reading, "deny_state_secret") == []
    assert any("国家秘密" in one["text"] for one in reading.unread)


def test_a_head_names_no_column_as_heads_drift_against_the_numbers() -> None:
    """Of a page of which no row is complete; 其他 stands above a number of the column before it."""
    reading = read(
        """\
                                       自然人                                           总计
                                               商业企业   机构      组织    机构    其他
 一、本年新收政府信息公开申请数量       8583         74360               85979
 二、上年结转政府信息公开申请数量                      0
     （一）予以公开                    51996                    6
"""
    )

    assert {*row(reading, "received_new")} <= {"-"}


def test_a_page_has_columns_of_its_own() -> None:
    """The columns of the second page stand elsewhere; its only row fits none of them for sure."""
    *first, second = ROWS

    reading = read("\n".join(first) + "\f" + second)

    assert row(reading, "granted") == ["9", "1", "-", "-", "-", "-", "10"]
    assert row(reading, "result_total") == []


def test_a_number_that_may_be_those_of_two_cells_that_touch_is_declined() -> None:
    """13 and 0 stand nearer to each other than numbers do."""
    reading = read(
        """\
 一、本年新收政府信息公开申请数量     12      1       0       0      0    130   13
 二、上年结转政府信息公开申请数量      3      0       0       0      0    13 0   3
     （一）予以公开                    9      1                             10
"""
    )

    assert row(reading, "granted") == []


def _without_indents(text: str) -> str:
    return "\n".join(line.lstrip() for line in text.split("\n"))


def _with_even_gaps(text: str) -> str:
    lines = (line.split() for line in text.split("\n"))
    return "\n".join("    ".join(words) for words in lines)


def _with_wide_blanks(text: str) -> str:
    return text.replace("    ", "\u3000")


@pytest.mark.parametrize("change", [_without_indents, _with_even_gaps, _with_wide_blanks])
def test_a_text_that_lost_its_layout_places_nothing(change: Callable[[str], str]) -> None:
    reading = read(change(PAGE))

    assert row(reading, "received_new") == ["12", "1", "0", "0", "0", "0", "13"]
    assert row(reading, "carried_in") == []
    assert row(reading, "granted") == []


@pytest.mark.long
@pytest.mark.parametrize("often", [0.1, 0.3, 0.6])
def test_most_of_a_page_with_blank_cells_is_read_and_nothing_wrongly(often: float) -> None:
    right = printed = 0
    for seed in range(6):
        writer = Writer(seed)
        writer.damage, writer.traditional, writer.headings, writer.marks = 0.0, False, True, [""]
        dice = Random(seed)  # noqa: S311 - a test's dice
        for key in writer.cells:
            number = Decimal(dice.choice([0, 0, 0, 4, 37, 512]))
            writer.cells[key] = None if dice.random() < often else number
        text = writer.document(laid_out(dice), str)

        found = read_bytes(text.encode(), "页.txt").report.cells

        wrong = {key: n for key, n in found.items() if n is not None and n != writer.cells[key]}
        assert wrong == {}
        numbers = [
            key for key, n in writer.cells.items() if n is not None and key.startswith("table_3")
        ]
        printed += len(numbers)
        right += sum(found.get(key) is not None for key in numbers)
    assert right >= 0.6 * printed


def _lose_an_indent(text: str, dice: Random) -> str:
    lines = text.split("\n")
    return "\n".join(one.lstrip(" ") if dice.random() < 0.1 else one for one in lines)


def _lose_page_ends(text: str, _: Random) -> str:
    return text.replace("\f", "\n")


DAMAGED = [one for one in DAMAGES if one not in UNNOTICED]


@pytest.mark.long(cases=2)
@pytest.mark.parametrize("damage", [*DAMAGED, _lose_an_indent, _lose_page_ends])
def test_no_number_of_a_damaged_page_is_placed_wrongly(damage: Damage) -> None:
    for seed in range(12):
        writer = Writer(seed)
        dice = Random(seed)  # noqa: S311 - a test's dice
        for key in dice.sample(sorted(writer.cells), len(writer.cells) // 3):
            writer.cells[key] = None
        text = damage(writer.document(laid_out(dice), str), dice)

        with suppress(UnknownSourceError):  # broken off before its second table
            found = read_bytes(text.encode(), "页.txt").report.cells
            assert {
                k: n for k, n in found.items() if n is not None and n != writer.cells[k]
            } == {}, seed
