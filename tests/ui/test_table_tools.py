"""Totals, filling, undo, the clipboard, and what clerks type into one table."""

from decimal import Decimal

import pytest
from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QPaintEvent, QRegion, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from nianbao.formats.registry import load_form
from nianbao.report.book import blank_report
from nianbao.report.files import load_report
from nianbao.ui.dialogs.new_report import NewReportDialog
from nianbao.ui.grid.view import TableGrid
from nianbao.ui.main_window import MainWindow
from nianbao.ui.session import Session
from tests.ui.grid_keys import Key, press, show_table, type_text
from tests.ui.modal import click

FORM = load_form("gb_2021_30")
NEW = "table_3.received_new.natural_person"
BUSINESS = "table_3.received_new.org_business"
CARRIED = "table_3.carried_in.natural_person"
RULES_IN_FORCE = "table_2.regulation.in_force"
DOCUMENTS_IN_FORCE = "table_2.normative_doc.in_force"
TOTAL = "table_3.received_new.total"
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
    session.set_cells({NEW: Decimal(22)}, "填写", {NEW: "其中修订16件", CARRIED: "旧"})
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
    beside = grid.grid.body.keys[grid.travel.step(grid.place, 0, 1)]
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


# Totals


def test_no_switch_and_no_fill_overwrites_a_typed_total(
    window: MainWindow, grid: TableGrid, session: Session
) -> None:
    type_text("60")
    grid.go_to(TOTAL)
    type_text("61")
    page = window.table_page()
    assert page is not None
    QTest.mouseClick(page.auto, Qt.MouseButton.LeftButton)
    switched_off = session.report.auto_totals
    window.actions_by_id["fill_zeros"].trigger()
    window.actions_by_id["fill_totals"].trigger()
    QTest.mouseClick(page.auto, Qt.MouseButton.LeftButton)

    assert (switched_off, session.report.auto_totals) == (False, True)
    assert session.report.cell(TOTAL) == 61
    assert grid.grid.differing_total(TOTAL) == 60


def test_a_deleted_total_is_computed_again(grid: TableGrid, session: Session) -> None:
    others = [key for key in FORM.cells if key.startswith("table_3.received_new.")]
    session.set_cells({key: Decimal(2) for key in others}, "填写")
    grid.go_to(TOTAL)
    press(Key.Key_Delete)

    assert session.report.cell(TOTAL) is None
    assert grid.grid.text(TOTAL) == "12"
    assert "自动合计" in grid.grid.spoken(TOTAL)


def test_f2_on_a_computed_total_keeps_it_in_sight(grid: TableGrid, session: Session) -> None:
    others = [key for key in FORM.cells if key.startswith("table_3.received_new.")]
    session.set_cells({key: Decimal(2) for key in others if key != TOTAL}, "填写")
    grid.go_to(TOTAL)
    press(Key.Key_F2)
    editor = grid.editor()
    assert editor is not None
    assert editor.placeholderText() == "12"
    press(Key.Key_Return)

    assert session.report.cell(TOTAL) is None


def test_the_switch_is_remembered_with_the_report(
    window: MainWindow, grid: TableGrid, session: Session
) -> None:
    page = window.table_page()
    assert page is not None
    QTest.mouseClick(page.auto, Qt.MouseButton.LeftButton)
    others = [key for key in FORM.cells if key.startswith("table_3.received_new.")]
    session.set_cells({key: Decimal(2) for key in others if key != TOTAL}, "填写")
    assert grid.grid.text(TOTAL) == ""
    press(Key.Key_S, modifier=CONTROL)

    assert session.path is not None
    assert not load_report(session.path).auto_totals
    assert not NewReportDialog(window).report().auto_totals


# From last year's figures


def test_documents_in_force_follow_from_last_year(window: MainWindow, session: Session) -> None:
    grid = show_table(window, "proactive")
    last = blank_report(FORM.id, FORM.cells, 2023)
    last.cells["table_2.normative_doc.in_force"] = Decimal(12)
    session.set_previous((last,))
    grid.go_to("table_2.normative_doc.in_force")
    assert window.status is not None
    assert "上年是 12，加上本年制发、减去本年废止" in window.status.where.text()
    grid.go_to("table_2.normative_doc.issued")
    type_text("3", Key.Key_Tab)
    type_text("1", Key.Key_Tab)
    press(Key.Key_L, modifier=Qt.KeyboardModifier.AltModifier)

    assert session.report.cell("table_2.normative_doc.in_force") == 14
    assert session.report.cell("table_2.regulation.in_force") is None
    press(Key.Key_Z, modifier=CONTROL)
    assert session.report.cell("table_2.normative_doc.in_force") is None


# Filling, scrolling, zooming


def test_zeros_make_a_blank_total_0_only_where_its_parts_add_up_to_0(
    window: MainWindow, grid: TableGrid, session: Session
) -> None:
    assert grid.current_key == NEW
    session.set_facts(auto_totals=False)
    type_text("60")
    window.actions_by_id["fill_zeros"].trigger()

    assert session.report.cell(TOTAL) is None
    assert session.report.cell("table_3.carried_in.total") == 0
    assert session.report.cell(BUSINESS) == 0
    assert window.status is not None
    filled = [key for key in FORM.cells if session.report.cell(key) == 0]
    assert window.status.currentMessage() == f"已把 {len(filled)} 格空白填为 0。"


def test_documents_in_force_last_year_are_not_made_0_with_the_rest(
    window: MainWindow, session: Session
) -> None:
    last = blank_report(FORM.id, FORM.cells, session.report.year - 1)
    last.set_cells({RULES_IN_FORCE: Decimal(0), DOCUMENTS_IN_FORCE: Decimal(5)})
    session.set_previous((last,))
    show_table(window, "proactive")
    page = window.table_page()
    assert page is not None
    click(page, "其余填 0")

    assert window.status is not None
    said = "已把 9 格空白填为 0；现行有效 1 格上年不是 0，请点“按上年推算”。"
    assert window.status.currentMessage() == said
    assert session.report.cell(RULES_IN_FORCE) == 0
    assert session.report.cell(DOCUMENTS_IN_FORCE) is None
    window.actions_by_id["in_force"].trigger()
    assert session.report.cell(DOCUMENTS_IN_FORCE) == 5


def test_the_buttons_above_a_table_say_what_they_did(window: MainWindow, grid: TableGrid) -> None:
    assert grid.current_key == NEW
    page = window.table_page()
    assert page is not None
    assert window.status is not None
    click(page, "其余填 0")
    assert window.status.currentMessage() == "已把 144 格空白填为 0。"
    click(page, "填入合计")
    assert window.status.currentMessage() == "已填入 31 格合计。"


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


# What clerks type


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
    assert grid.grid.text(NEW) == str(value)


def test_an_emptied_cell_is_blank_and_not_zero(grid: TableGrid, session: Session) -> None:
    session.set_cells({NEW: Decimal(5)}, "填写")
    press(Key.Key_F2, Key.Key_Backspace, Key.Key_Return)

    assert session.report.cell(NEW) is None
    assert grid.grid.text(NEW) == ""


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
