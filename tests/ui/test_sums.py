"""A sum typed into a cell: its value stands there, and the sum is seen again while it is edited."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from nianbao.ui.grid.view import TableGrid
from nianbao.ui.session.session import Session
from nianbao.ui.shell.main_window import MainWindow
from tests.ui.grid_keys import Key, keyboard, press, type_text

FIRST = "table_3.received_new.natural_person"


def edited(grid: TableGrid) -> str:
    """What the editor begins with."""
    grid.go_to(FIRST)
    press(Key.Key_F2)
    editor = keyboard()
    assert isinstance(editor, QLineEdit)
    text = editor.text()
    QTest.keyClick(editor, Key.Key_Escape)
    return text


def test_a_typed_sum_becomes_its_value_and_is_seen_again_with_f2(
    window: MainWindow, grid: TableGrid, session: Session
) -> None:
    type_text("319+1")

    assert session.value(FIRST) == 320
    assert grid.sheet_model.text(FIRST) == "320"
    assert window.status is not None
    assert window.status.currentMessage() == "319+1 ＝ 320"
    assert edited(grid) == "319+1"
    assert session.value(FIRST) == 320


def test_a_sum_is_forgotten_when_another_number_stands_there(
    grid: TableGrid, session: Session
) -> None:
    type_text("=56-2")
    assert edited(grid) == "=56-2"
    grid.go_to(FIRST)
    type_text("60")

    assert edited(grid) == "60"
    assert session.value(FIRST) == 60


def test_a_sum_below_nothing_is_refused_with_a_sentence(grid: TableGrid, session: Session) -> None:
    type_text("2-5")

    assert session.value(FIRST) is None
    assert grid.notice.isVisible()


def test_ctrl_enter_fills_the_selection_with_the_value_of_a_sum(
    grid: TableGrid, session: Session
) -> None:
    grid.go_to(FIRST)
    press(Key.Key_Down, modifier=Qt.KeyboardModifier.ShiftModifier)
    for character in "1+1":
        QTest.keyClicks(keyboard(), character)
    QTest.keyClick(keyboard(), Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert session.value(FIRST) == 2
    assert session.value("table_3.carried_in.natural_person") == 2


def test_what_is_pasted_as_a_range_is_no_sum(
    window: MainWindow, grid: TableGrid, session: Session
) -> None:
    QApplication.clipboard().setText("3-5")
    grid.go_to(FIRST)
    window.actions_by_id["paste"].trigger()

    assert session.value(FIRST) is None
