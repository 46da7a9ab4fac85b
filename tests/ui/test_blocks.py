"""Blocks of cells under keys and mouse: copy, cut, paste, fill, clear, notes, last year, sums."""

from decimal import Decimal

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from nianbao.formats.registry import load_form
from nianbao.report.book import blank_report
from nianbao.ui.dialogs.note import NoteDialog
from nianbao.ui.dialogs.paste import PasteDialog
from nianbao.ui.grid.view import TableGrid
from nianbao.ui.session.session import Session
from nianbao.ui.shell.main_window import MainWindow
from tests.ui.grid_keys import Key, press, type_text
from tests.ui.modal import click, when_asked

FORM = load_form("gb_2021_30")
NEW = "table_3.received_new.natural_person"
BUSINESS = "table_3.received_new.org_business"
CARRIED = "table_3.carried_in.natural_person"
GRANTED = "table_3.granted.natural_person"
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def put(*, html: str = "", text: str = "", image: bool = False) -> None:
    """Fill the clipboard with several formats at once, as Excel does."""
    data = QMimeData()
    if html:
        data.setHtml(html)
    if text:
        data.setText(text)
    if image:
        data.setData("image/png", b"\x89PNG")
    QGuiApplication.clipboard().setMimeData(data)


def accept_paste(seen: list[str] | None = None) -> None:
    """Press Enter in the preview, as soon as it is there."""

    def act(dialog: QWidget) -> None:
        assert isinstance(dialog, PasteDialog)
        if seen is not None:
            seen.append(dialog.windowTitle())
        QTest.keyClick(dialog, Key.Key_Return)

    when_asked(act)


def test_one_number_is_pasted_at_once(grid: TableGrid, session: Session) -> None:
    put(text="１,113\r\n")
    press(Key.Key_V, modifier=CONTROL)

    assert session.report.cell(NEW) == 1113
    assert grid.current_key == NEW


def test_a_block_is_shown_before_it_is_entered_and_undone_in_one_step(
    grid: TableGrid, session: Session
) -> None:
    seen: list[str] = []
    put(
        text="wrong",
        html="<table><tr><td>60</td><td>2</td></tr><tr><td>1</td><td>0</td></tr></table>",
        image=True,
    )
    accept_paste(seen)
    press(Key.Key_V, modifier=CONTROL)

    assert seen == ["粘贴"]
    assert session.report.cell(NEW) == 60
    assert session.report.cell(BUSINESS) == 2
    assert len(grid.selected_keys()) == 4
    session.undo_stack.undo()
    assert session.report.cell(NEW) is None
    assert not session.is_dirty


def test_a_paste_that_is_given_up_changes_nothing(grid: TableGrid, session: Session) -> None:
    assert grid.current_key == NEW
    put(text="1\t2\r\n3\t4\r\n")
    when_asked(lambda dialog: QTest.keyClick(dialog, Key.Key_Escape))
    press(Key.Key_V, modifier=CONTROL)

    assert not session.is_dirty


def test_a_dash_becomes_0_only_where_the_clerk_says_so(grid: TableGrid, session: Session) -> None:
    assert grid.current_key == NEW

    def act(dialog: QWidget) -> None:
        assert isinstance(dialog, PasteDialog)
        assert dialog.dashes.isVisible()
        dialog.dashes.click()
        click(dialog, "填入 2 格")

    put(text="5\t-\r\n")
    when_asked(act)
    press(Key.Key_V, modifier=CONTROL)

    assert session.report.cell(BUSINESS) == 0


def test_an_empty_clipboard_says_so(window: MainWindow, grid: TableGrid) -> None:
    assert grid.current_key == NEW
    QGuiApplication.clipboard().clear()
    press(Key.Key_V, modifier=CONTROL)

    assert window.status is not None
    assert "没有可以粘贴" in window.status.currentMessage()


def test_what_is_copied_is_text_and_table_at_once(grid: TableGrid, session: Session) -> None:
    session.edit.set_cells({NEW: Decimal(60), BUSINESS: Decimal(2)}, "填写")
    grid.go_to(NEW)
    press(Key.Key_Right, modifier=SHIFT)
    press(Key.Key_C, modifier=CONTROL)
    data = QGuiApplication.clipboard().mimeData()

    assert data.text() == "60\t2\r\n"
    assert "<td>60</td><td>2</td>" in data.html()


def test_cutting_leaves_blanks(grid: TableGrid, session: Session) -> None:
    session.edit.set_cells({NEW: Decimal(60)}, "填写")
    grid.go_to(NEW)
    press(Key.Key_X, modifier=CONTROL)

    assert QGuiApplication.clipboard().text() == "60"
    assert session.report.cell(NEW) is None


def test_filling_down_and_right_copies_the_first_of_the_selection(
    grid: TableGrid, session: Session
) -> None:
    session.edit.set_cells({NEW: Decimal(3)}, "填写")
    grid.go_to(NEW)
    press(Key.Key_Down, Key.Key_Down, modifier=SHIFT)
    press(Key.Key_D, modifier=CONTROL)
    assert session.report.cell(CARRIED) == session.report.cell(GRANTED) == 3

    grid.go_to(NEW)
    press(Key.Key_Right, modifier=SHIFT)
    press(Key.Key_R, modifier=CONTROL)
    assert session.report.cell(BUSINESS) == 3


def test_one_cell_is_filled_with_what_stands_above_it(grid: TableGrid, session: Session) -> None:
    session.edit.set_cells({NEW: Decimal(3)}, "填写")
    grid.go_to(CARRIED)
    press(Key.Key_D, modifier=CONTROL)

    assert session.report.cell(CARRIED) == 3


def test_a_click_on_a_group_of_columns_selects_all_of_them(grid: TableGrid) -> None:
    head = grid.horizontalHeader()
    layout = FORM.layouts["table_3"]
    group = next(cell for cell in layout.cells if cell.text == "法人或其他组织")
    first = group.col - layout.label_columns
    x = head.sectionViewportPosition(first) + head.sectionSize(first)
    top = sum(grid.sheet.metrics.row_heights[: group.row]) + 4
    QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x, top))

    assert len(grid.selected_keys()) == 5 * 25


def test_a_click_on_a_row_s_label_selects_the_row(grid: TableGrid) -> None:
    side = grid.verticalHeader()
    middle = side.sectionViewportPosition(1) + side.sectionSize(1) // 2
    QTest.mouseClick(side.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, middle))

    assert grid.selected_keys()[0] == CARRIED
    assert len(grid.selected_keys()) == 7


def test_the_status_bar_adds_the_selection_up(
    window: MainWindow, grid: TableGrid, session: Session
) -> None:
    session.edit.set_cells({NEW: Decimal(60), BUSINESS: Decimal(3)}, "填写")
    grid.go_to(NEW)
    press(Key.Key_Right, modifier=SHIFT)

    assert window.status is not None
    assert window.status.sums.text() == "选中 2 格　合计 63　平均 31.5"


def test_a_note_is_written_beside_a_number(grid: TableGrid, session: Session) -> None:
    type_text("22")
    grid.go_to(NEW)

    def act(dialog: QWidget) -> None:
        assert isinstance(dialog, NoteDialog)
        dialog.words.setText("（其中修订16件）")
        QTest.keyClick(dialog.words, Key.Key_Return)

    when_asked(act)
    press(Key.Key_F2, modifier=SHIFT)

    assert session.report.cell_notes[NEW] == "其中修订16件"
    assert "其中修订16件" in grid.sheet_model.spoken(NEW)


def test_last_year_s_value_stands_beside_the_cell_on_demand(
    window: MainWindow, grid: TableGrid, session: Session
) -> None:
    last = blank_report(FORM.id, FORM.cells, 2023)
    last.cells[NEW] = Decimal(54)
    session.edit.set_facts(previous=(last,))
    grid.go_to(CARRIED)
    grid.go_to(NEW)
    press(Key.Key_L, modifier=CONTROL)

    assert grid.sheet.shows_last_year
    assert session.last_year(NEW) == 54
    assert window.status is not None
    assert "上年 54" in window.status.where.text()


def test_last_year_s_trial_form_is_read_through_its_crosswalk(session: Session) -> None:
    trial = load_form("gb_2019_60_trial")
    last = blank_report(trial.id, trial.cells, 2020)
    last.cells["table_3.received_new.natural_person"] = Decimal(7)
    session.edit.set_facts(previous=(last,))

    assert session.last_year(NEW) == 7


def test_ctrl_and_the_wheel_zoom(window: MainWindow, grid: TableGrid) -> None:
    before = grid.columnWidth(0)
    centre = QPointF(grid.viewport().rect().center())
    event = QWheelEvent(
        centre, grid.viewport().mapToGlobal(centre), QPoint(), QPoint(0, 120),
        Qt.MouseButton.NoButton, CONTROL, Qt.ScrollPhase.NoScrollPhase, False,  # noqa: FBT003 - Qt asks for it so
    )  # fmt: skip
    for _ in range(5):
        QApplication.sendEvent(grid.viewport(), event)

    assert window.status is not None
    assert window.status.zoom.value() == 150
    assert grid.columnWidth(0) > before


def test_commands_on_tables_are_grey_on_other_pages(window: MainWindow, grid: TableGrid) -> None:
    assert grid.current_key == NEW
    assert window.actions_by_id["fill_down"].isEnabled()
    assert window.workspace is not None
    window.workspace.show_place("problems")

    assert not window.actions_by_id["fill_down"].isEnabled()
