"""A cell tells its own history: this session's values, those of the last saves, last year's."""

from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from nianbao.report.book import blank_report
from nianbao.ui.dialogs.cell_history import CellHistoryDialog
from nianbao.ui.grid.view import TableGrid
from nianbao.ui.session.session import Session
from nianbao.ui.shell.main_window import MainWindow
from nianbao.ui.workflows.show_cell_history import history_lines
from tests.ui.grid_keys import Key, press, type_text
from tests.ui.modal import when_asked

FIRST = "table_3.received_new.natural_person"
BOTH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def test_ctrl_shift_h_lists_what_stood_there_and_enter_closes_it(
    window: MainWindow, grid: TableGrid, session: Session
) -> None:
    last = blank_report(session.form.id, session.form.cells, 2023)
    last.change(cells={FIRST: Decimal(9)})
    session.edit.set_facts(previous=(last,))
    type_text("6")
    window.documents.save()
    grid.go_to(FIRST)
    type_text("8")
    grid.go_to(FIRST)
    seen: list[str] = []

    def read(dialog: QWidget) -> None:
        assert isinstance(dialog, CellHistoryDialog)
        seen.extend(dialog.lines.item(row).text() for row in range(dialog.lines.count()))
        QTest.keyClick(dialog, Key.Key_Return)

    when_asked(read, CellHistoryDialog)
    press(Key.Key_H, modifier=BOTH)

    assert seen[0] == "现在：8"
    assert [one.partition("：")[2] for one in seen[1:4]] == [
        "由 6 改为 8", "由 空白 改为 6", "6",
    ]  # fmt: skip
    assert seen[-1] == "2023 年报告：9"


def test_an_undo_is_told_as_well(session: Session) -> None:
    session.edit.enter(FIRST, "6")
    session.undo_stack.undo()

    assert history_lines(session, FIRST)[1].endswith("由 6 改为 空白")
