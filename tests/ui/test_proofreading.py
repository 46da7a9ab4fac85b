"""对照校对 with keys and mouse: one cell at a time, beside the source and last year."""

from collections.abc import Callable
from copy import deepcopy
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from nianbao import resources
from nianbao.checks.engine import check_report
from nianbao.exporters.audit_record import audit_html
from nianbao.report.earlier import with_earlier
from nianbao.report.storage.files import load_report
from nianbao.ui.proofreading.dialog import ProofreadingDialog
from nianbao.ui.session.session import ReadFrom, Session
from nianbao.ui.shell.main_window import MainWindow
from tests.ui.grid_keys import open_window
from tests.ui.modal import click, when_asked

Key = Qt.Key
Use = Callable[[ProofreadingDialog], None]
FIRST, SECOND, THIRD = (
    "table_2.regulation.issued",
    "table_2.regulation.repealed",
    "table_2.regulation.in_force",
)


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> MainWindow:
    """A window on a filled report with last year's beside it."""
    report = load_report(resources.path("samples/sample-with-errors.nianbao"))
    old = deepcopy(report)
    old.year -= 1
    old.cells[FIRST] = Decimal(1)
    report.previous = with_earlier((), old)
    return open_window(qtbot, report, tmp_path)


def sit(window: MainWindow, use: Use) -> None:
    """Press F7 and do something in the dialog."""

    def act(dialog: QWidget) -> None:
        assert isinstance(dialog, ProofreadingDialog)
        use(dialog)
        if dialog.isVisible():
            QTest.keyClick(dialog, Key.Key_Escape)

    when_asked(act, ProofreadingDialog)
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    QTest.keyClick(window, Key.Key_F7)


def press(*keys: Key) -> None:
    for key in keys:
        holder = QApplication.focusWidget()
        assert holder is not None
        QTest.keyClick(holder, key)


def said(dialog: QWidget) -> str:
    return "\n".join(one.text() for one in dialog.findChildren(QLabel) if one.isVisible())


def test_a_key_ticks_and_goes_on_and_the_ticks_are_one_step(
    window: MainWindow, session: Session
) -> None:
    def use(dialog: ProofreadingDialog) -> None:
        assert dialog.sitting.here == FIRST
        press(Key.Key_Space, Key.Key_Return)
        assert dialog.sitting.here == THIRD
        assert dialog.progress.value() == 2
        assert session.report.proofread == {}

    sit(window, use)

    assert list(session.report.proofread) == [FIRST, SECOND]
    assert session.undo_stack.count() == 1
    table = window.table_page()
    assert table is not None
    assert table.grid.current_key == THIRD


def test_the_next_sitting_begins_at_the_first_cell_without_a_tick(
    window: MainWindow, session: Session
) -> None:
    sit(window, lambda _dialog: press(Key.Key_Space))
    found: list[str] = []
    sit(window, lambda dialog: found.append(dialog.sitting.here))

    assert found == [SECOND]
    session.edit.set_cells({FIRST: Decimal(99)}, "改")
    sit(window, lambda dialog: found.append(dialog.sitting.here))
    assert found == [SECOND, FIRST]


def test_source_and_last_year_stand_beside_with_same_or_not(
    window: MainWindow, session: Session
) -> None:
    session.read = ReadFrom("上报稿.docx", {FIRST: session.value(FIRST)})

    def use(dialog: ProofreadingDialog) -> None:
        words = said(dialog)
        assert "上报稿.docx" in words
        assert f"{session.report.year - 1} 年" in words
        assert "＝ 相同" in words
        assert "≠ 不同" in words
        press(Key.Key_Right)
        assert "没有数" in said(dialog)

    sit(window, use)


def test_a_digit_begins_to_correct_and_the_new_number_waits_for_its_tick(
    window: MainWindow, session: Session
) -> None:
    def use(dialog: ProofreadingDialog) -> None:
        press(Key.Key_Space, Key.Key_Left)
        assert "✓" in dialog.state.text()
        press(Key.Key_1, Key.Key_2, Key.Key_Return)
        assert session.value(FIRST) == 12
        assert dialog.sitting.here == FIRST
        assert "✓" not in dialog.state.text()
        assert dialog.value.text() == "12"

    sit(window, use)


def test_what_is_refused_is_said_and_escape_leaves_the_old_number(
    window: MainWindow, session: Session
) -> None:
    before = session.value(FIRST)

    def use(dialog: ProofreadingDialog) -> None:
        press(Key.Key_1)
        QTest.keyClicks(dialog.field, ".5")
        press(Key.Key_Return)
        assert "只能填整数" in said(dialog)
        assert dialog.field.isVisible()
        press(Key.Key_Escape)
        assert dialog.isVisible()
        assert not dialog.field.isVisible()

    sit(window, use)
    assert session.value(FIRST) == before


def test_backspace_takes_a_tick_back_and_the_mouse_does_the_same_as_the_keys(
    window: MainWindow, session: Session
) -> None:
    def use(dialog: ProofreadingDialog) -> None:
        click(dialog, "对，下一格")
        click(dialog, "对，下一格")
        click(dialog, "上一格")
        assert dialog.sitting.here == SECOND
        press(Key.Key_Backspace)
        assert dialog.progress.value() == 1
        click(dialog, "关闭")

    sit(window, use)
    assert list(session.report.proofread) == [FIRST]


def test_when_all_are_ticked_it_says_so(window: MainWindow, session: Session) -> None:
    everything = {key: session.value(key) for key in session.form.cells}
    del everything[THIRD]
    session.edit.set_facts(proofread=everything)

    def use(dialog: ProofreadingDialog) -> None:
        assert dialog.sitting.here == THIRD
        press(Key.Key_Space)
        assert "全部对照过了" in dialog.state.text()

    sit(window, use)
    assert len(session.report.proofread) == len(session.form.cells)


def test_the_card_is_heard_whole_after_each_key(window: MainWindow) -> None:
    def use(dialog: ProofreadingDialog) -> None:
        heard = QAccessible.queryAccessibleInterface(dialog.card)
        assert "规章／本年制发件数" in heard.text(QAccessible.Text.Name)
        press(Key.Key_Space)
        assert "规章／本年废止件数" in heard.text(QAccessible.Text.Name)
        assert "还没有对照" in heard.text(QAccessible.Text.Name)

    sit(window, use)


def test_the_record_says_how_many_were_compared(window: MainWindow, session: Session) -> None:
    sit(window, lambda _dialog: press(Key.Key_Space, Key.Key_Space))

    report = session.report
    page = audit_html(report, check_report(report), (), date(2025, 1, 20))

    assert f"对照校对：已逐格对照 2 格，共 {len(session.form.cells)} 格" in page
