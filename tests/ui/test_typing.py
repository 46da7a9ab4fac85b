"""What clerks type into a cell, what it becomes, and the tools at a table's head."""

from decimal import Decimal

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from nianbao.ui.grid.view import TableGrid
from nianbao.ui.session.session import Session
from nianbao.ui.shell.main_window import MainWindow
from tests.ui.grid_keys import Key, press, show_table, type_text
from tests.ui.modal import click
from tests.ui.named_cells import NEW


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("1.5", "这一格只能填整数，“1.5”没有填进去。"),
        ("-3", "这一格不能是负数，“-3”没有填进去。"),
        ("12件", "这一格只填数字，不用写“件”，“12件”没有填进去。"),
        ("/", "这不是数字；没有发生的请填 0，不清楚的请留空，“/”没有填进去。"),
        ("-", "这不是数字；没有发生的请填 0，不清楚的请留空，“-”没有填进去。"),
        ("1234567890123", "位数太多，最多 12 位，“1234567890123”没有填进去。"),
        ("11,13", "千分位的逗号应当每三位一个，“11,13”没有填进去。"),
    ],
)
def test_what_cannot_be_entered_is_said_in_one_sentence(
    grid: TableGrid, session: Session, text: str, why: str
) -> None:
    type_text(text)

    assert grid.notice.text.startswith(why)
    assert session.report.cell(NEW) is None
    assert not session.is_dirty
    assert grid.current_key == NEW


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,113", 1113),
        ("０", 0),
        ("+7", 7),
        ("-0", 0),
        ("007", 7),
        ("　12 ", 12),
        ("123456789012", 123456789012),
    ],
)
def test_what_can_be_entered_is_shown_as_it_is_stored(
    grid: TableGrid, session: Session, text: str, value: int
) -> None:
    assert grid.current_key == NEW
    type_text(text)

    assert session.report.cell(NEW) == value
    assert grid.sheet_model.text(NEW) == str(value)


def test_an_emptied_cell_is_blank_and_not_zero(grid: TableGrid, session: Session) -> None:
    session.edit.set_cells({NEW: Decimal(5)}, "填写")
    press(Key.Key_F2, Key.Key_Backspace, Key.Key_Return)

    assert session.report.cell(NEW) is None
    assert grid.sheet_model.text(NEW) == ""


@pytest.mark.parametrize(
    ("section", "words"), [("proactive", "按上年推算"), ("applications", "零申请")]
)
def test_a_table_s_own_tool_appears_at_its_head(
    window: MainWindow, qtbot: QtBot, section: str, words: str
) -> None:
    asked: list[str] = []
    show_table(window, section)
    page = window.table_page()
    assert page is not None
    page.asked.disconnect()
    page.asked.connect(asked.append)

    def is_there() -> bool:
        return any(one.text().startswith(words) for one in page.findChildren(QPushButton))

    qtbot.waitUntil(is_there)
    click(page, words)
    assert asked == ["in_force" if section == "proactive" else "zero_applications"]
