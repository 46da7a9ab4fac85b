"""Undo, the clipboard, sums, scrolling and zooming in one table."""

from decimal import Decimal

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QPaintEvent, QRegion, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from nianbao.formats.registry import load_form
from nianbao.report.book import blank_report
from nianbao.ui.grid.view import TableGrid
from nianbao.ui.session.session import Session
from nianbao.ui.shell.main_window import MainWindow
from tests.ui.grid_keys import Key, press, show_table, type_text
from tests.ui.named_cells import CARRIED, NEW

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


# Undo shows what it does


def test_undo_goes_to_what_it_changes(window: MainWindow, grid: TableGrid) -> None:
    assert window.workspace is not None
    assert window.status is not None
    type_text("60")
    assert grid.current_key == CARRIED
    window.workspace.show_place("problems")
    window.actions_by_id["undo"].trigger()

    assert window.workspace.place == "applications"
    assert grid.current_key == NEW
    assert window.status.currentMessage().startswith("已撤销：填写“")
    window.workspace.show_place("review_litigation")
    press(Key.Key_Y, modifier=CONTROL)
    assert window.workspace.place == "applications"
    assert window.status.currentMessage().startswith("已重做：填写“")


# The clipboard


def test_a_number_from_excel_goes_into_an_open_cell_without_its_line_end(
    grid: TableGrid, session: Session
) -> None:
    assert grid.current_key == NEW
    QGuiApplication.clipboard().setText("60\r\n")
    press(Key.Key_F2)
    press(Key.Key_V, modifier=CONTROL)
    press(Key.Key_Return)

    assert session.report.cell(NEW) == 60


def test_one_copied_number_fills_the_selection(grid: TableGrid, session: Session) -> None:
    data = QMimeData()
    data.setText("3\r\n")
    data.setHtml("<table><tr><td>3</td></tr></table>")
    QGuiApplication.clipboard().setMimeData(data)
    press(Key.Key_Down, modifier=SHIFT)
    press(Key.Key_V, modifier=CONTROL)

    assert session.report.cell(NEW) == session.report.cell(CARRIED) == 3
    assert grid.selected_keys() == [NEW, CARRIED]
    press(Key.Key_Z, modifier=CONTROL)
    assert session.report.cell(NEW) is None


def test_a_single_value_that_is_refused_changes_nothing(grid: TableGrid, session: Session) -> None:
    QGuiApplication.clipboard().setText("12件")
    press(Key.Key_V, modifier=CONTROL)

    assert "不用写“件”" in grid.notice.text
    assert not session.is_dirty


def test_a_note_comes_along_within_the_program_but_not_into_excel(
    grid: TableGrid, session: Session
) -> None:
    type_text("22（其中修订16件）")
    grid.go_to(NEW)
    press(Key.Key_X, modifier=CONTROL)
    assert QGuiApplication.clipboard().text() == "22"
    assert session.report.cell_notes == {}
    grid.go_to(CARRIED)
    press(Key.Key_V, modifier=CONTROL)

    assert session.report.cell(CARRIED) == 22
    assert session.report.cell_notes == {CARRIED: "其中修订16件"}


def test_a_note_goes_with_the_number_that_is_replaced(grid: TableGrid, session: Session) -> None:
    session.edit.set_cells({NEW: Decimal(22)}, "填写", {NEW: "其中修订16件", CARRIED: "旧"})
    QGuiApplication.clipboard().setText("30")
    press(Key.Key_V, modifier=CONTROL)
    assert session.report.cell_notes == {CARRIED: "旧"}
    press(Key.Key_Down, modifier=SHIFT)
    press(Key.Key_D, modifier=CONTROL)

    assert session.report.cell(CARRIED) == 30
    assert session.report.cell_notes == {}
    press(Key.Key_Z, modifier=CONTROL)
    assert session.report.cell_notes == {CARRIED: "旧"}
    assert grid.selected_keys() == [CARRIED]


def test_filling_puts_no_value_where_its_kind_does_not_fit(window: MainWindow) -> None:
    trial = load_form("gb_2019_60_trial")
    assert window.session is not None
    changes = [key for key, cell in trial.cells.items() if cell.value_type == "change"]
    report = blank_report(trial.id, trial.cells, 2020)
    report.cells[changes[0]] = Decimal(-3)
    window.session.replace(report, "换成试行格式")
    grid = show_table(window, "proactive")
    grid.go_to(changes[0])
    beside = grid.sheet_model.body.keys[grid.travel.step(grid.place, 0, 1)]
    assert trial.cells[beside].value_type == "count"
    press(Key.Key_Right, modifier=SHIFT)
    press(Key.Key_R, modifier=CONTROL)

    assert window.session.report.cell(beside) is None
    assert "不能是负数" in grid.notice.text


def test_the_sum_follows_the_numbers_and_the_table_that_is_shown(
    window: MainWindow, grid: TableGrid
) -> None:
    assert window.workspace is not None
    assert window.status is not None
    press(Key.Key_Down, modifier=SHIFT)
    assert window.status.sums.text() == "选中 2 格"
    type_text("60")
    assert window.status.sums.text() == "选中 2 格（1 格有数）　合计 60　平均 60.0"
    press(Key.Key_5, modifier=CONTROL)
    assert window.status.sums.text() == ""
    press(Key.Key_4, modifier=CONTROL)
    assert window.status.sums.text().startswith("选中 2 格")
    assert len(grid.selected_keys()) == 2


# Scrolling, zooming


def test_scrolling_draws_the_side_s_labels_anew(window: MainWindow, grid: TableGrid) -> None:
    window.resize(1280, 720)
    QApplication.processEvents()
    side = grid.verticalHeader().viewport()
    painted = _Painted(side)
    grid.verticalScrollBar().setValue(40)
    QApplication.sendEvent(window, QEvent(QEvent.Type.UpdateRequest))

    assert painted.region.boundingRect() == side.rect()


class _Painted(QObject):
    """What was painted of a widget since."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.region = QRegion()
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if isinstance(event, QPaintEvent):
            self.region += event.region()
        return False


def test_a_touchpad_zooms_by_whole_notches(window: MainWindow, grid: TableGrid) -> None:
    middle = QPointF(grid.viewport().rect().center())
    for _ in range(8):
        event = QWheelEvent(
            middle, grid.viewport().mapToGlobal(middle), QPoint(), QPoint(0, 15),
            Qt.MouseButton.NoButton, CONTROL, Qt.ScrollPhase.ScrollUpdate, False,  # noqa: FBT003 - Qt asks for it so
        )  # fmt: skip
        QApplication.sendEvent(grid.viewport(), event)

    assert window.status is not None
    assert window.status.zoom.value() == 110
