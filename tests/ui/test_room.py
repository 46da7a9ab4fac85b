"""Panes that can be made wider and folded away, boxes that grow, and titles that say they are cut."""

from collections.abc import Iterator
from copy import deepcopy

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem, QWidget

from nianbao.checks.outline import REVIEW
from nianbao.ui.help.window import show_help
from nianbao.ui.look import style
from nianbao.ui.look.plain_text import ShortenedLabel
from nianbao.ui.pages.page import ScrolledPage
from nianbao.ui.pages.text_page import TextPage
from nianbao.ui.shell.main_window import MainWindow
from nianbao.ui.shell.panes import LEFT, RIGHT, WIDTHS
from tests.ui.grid_keys import Key, press, show_table
from tests.ui.scenes import DIALOGS, LONG_NAME, open_practice, place_names
from tests.ui.settled import settle

CONTROL = Qt.KeyboardModifier.ControlModifier


def colours(widget: QWidget) -> set[int]:
    picture = widget.grab().toImage()
    across = range(picture.width())
    return {picture.pixel(x, y) for x in across for y in range(0, picture.height(), 4)}


SECTIONS = ("proactive", "applications", "review_litigation")


def widths(window: MainWindow) -> list[int]:
    assert window.workspace is not None
    return window.workspace.panes.sizes()


@pytest.mark.parametrize("section", SECTIONS)
def test_a_small_screen_shows_a_table_s_last_column(window: MainWindow, section: str) -> None:
    window.resize(1024, 600)
    grid = show_table(window, section)
    settle()

    last = grid.sheet_model.body.n_columns - 1
    assert widths(window)[RIGHT] == 0
    assert grid.columnViewportPosition(last) + grid.columnWidth(last) <= grid.viewport().width() + 1


def test_on_a_usual_screen_the_findings_stand_beside_the_table(window: MainWindow) -> None:
    window.resize(1366, 728)
    show_table(window, "applications")
    settle()

    assert widths(window)[RIGHT] >= 280
    assert widths(window)[LEFT] >= 200


def test_a_pane_is_dragged_wider_and_stays_so_for_the_next_report(window: MainWindow) -> None:
    show_table(window, "applications")
    settle()
    assert window.workspace is not None
    before = widths(window)[RIGHT]
    handle = window.workspace.panes.handle(2)
    middle = handle.rect().center()
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(handle, left, pos=middle)
    QTest.mouseMove(handle, middle - QPoint(60, 0))
    QTest.mouseRelease(handle, left, pos=middle - QPoint(60, 0))
    dragged = widths(window)[RIGHT]
    assert dragged > before

    window.documents.open_sample()
    settle()
    assert abs(widths(window)[RIGHT] - dragged) <= 2


def test_ctrl_and_brackets_fold_the_outer_panes_and_open_them(window: MainWindow) -> None:
    grid = show_table(window, "applications")
    settle()
    press(Key.Key_BracketLeft, modifier=CONTROL)
    press(Key.Key_BracketRight, modifier=CONTROL)
    assert (widths(window)[LEFT], widths(window)[RIGHT]) == (0, 0)
    assert grid.hasFocus()

    press(Key.Key_BracketLeft, modifier=CONTROL)
    assert widths(window)[LEFT] > 100


def test_f6_opens_a_folded_pane(window: MainWindow) -> None:
    show_table(window, "applications")
    settle()
    press(Key.Key_BracketRight, modifier=CONTROL)
    press(Key.Key_F6)

    assert widths(window)[RIGHT] > 100


def test_a_text_s_box_grows_with_its_words(window: MainWindow) -> None:
    assert window.workspace is not None
    window.workspace.show_place("problems")
    settle()
    page = window.workspace.page
    assert isinstance(page, TextPage)
    editor = page.editors["problems"]
    before = editor.height()
    editor.setPlainText("存在的问题和改进的情况。" * 120)
    settle()

    assert editor.height() > before
    assert editor.verticalScrollBar().maximum() == 0
    editor.setPlainText("短。")
    settle()
    assert editor.minimumHeight() < before + 1


def test_a_title_without_room_ends_in_dots_and_is_whole_in_its_tip(window: MainWindow) -> None:
    show_table(window, "applications")
    assert window.workspace is not None
    title = window.workspace.findChildren(ShortenedLabel)[0]
    title.resize(120, 30)

    assert title.shown.endswith("…")
    assert title.toolTip() == title.text()
    title.resize(2000, 30)
    assert title.shown == title.text()


@pytest.mark.parametrize("high", [480, 600, 900])
def test_every_place_s_line_is_as_high_as_its_words(window: MainWindow, high: int) -> None:
    window.resize(1024, high)
    show_table(window, "applications")
    assert window.workspace is not None
    places = window.workspace.navigation
    for width in (240, 213, 180, 150, 140, 130, 213):
        window.workspace.panes.setSizes([width, 800, 0])
        settle()
        for row in range(places.model().rowCount()):
            index = places.model().index(row, 0)
            needed = places.itemDelegate().sizeHint(QStyleOptionViewItem(), index).height()
            assert places.visualRect(index).height() >= needed, width


def test_a_long_name_of_last_year_s_report_takes_no_room_from_the_panes(
    window: MainWindow,
) -> None:
    window.resize(1366, 728)
    session, workspace = window.session, window.workspace
    assert session is not None
    assert workspace is not None
    session.edit.set_facts(unit=LONG_NAME)
    last = deepcopy(session.report)
    last.year -= 1
    session.edit.set_facts(previous=(last,))
    workspace.show_place("facts")
    settle()
    assert [widths(window)[pane] for pane in (LEFT, RIGHT)] == [WIDTHS[LEFT], WIDTHS[RIGHT]]

    workspace.panes.setSizes([130, 900, 220])  # as a page that needs more would
    workspace.show_place("overview")

    assert [widths(window)[pane] for pane in (LEFT, RIGHT)] == [WIDTHS[LEFT], WIDTHS[RIGHT]]


def test_no_page_makes_the_window_wider_than_a_small_screen(window: MainWindow) -> None:
    window.resize(1024, 640)
    assert window.session is not None
    assert window.workspace is not None
    window.session.edit.set_facts(unit=LONG_NAME)
    for place in place_names(window.session):
        window.workspace.show_place(place)
        settle()
        assert (place, window.width()) == (place, 1024)
    window.workspace.show_place("facts")
    show_help(window)
    settle()
    assert window.width() == 1024


@pytest.fixture
def dressed(qapp: QApplication) -> Iterator[None]:
    before = qapp.styleSheet()
    style.apply(qapp)
    yield
    qapp.setStyleSheet(before)


@pytest.mark.usefixtures("dressed")
def test_a_page_that_is_shown_whole_draws_nothing_to_scroll_with(window: MainWindow) -> None:
    """Its bar always has its room, so that the sheet does not grow narrow with a line more."""
    assert window.workspace is not None
    window.resize(1366, 900)
    window.workspace.show_place(REVIEW)
    settle()
    page = window.workspace.page
    assert isinstance(page, ScrolledPage)
    bar = page.verticalScrollBar()

    assert bar.maximum() == 0
    assert len(colours(bar)) == 1
    window.resize(1366, 420)
    settle()
    assert bar.maximum() > 0
    assert len(colours(bar)) > 1


def test_the_guide_gives_its_room_to_the_text_where_there_is_little(window: MainWindow) -> None:
    assert window.workspace is not None
    window.workspace.show_place("overview")
    page = window.workspace.page
    assert isinstance(page, TextPage)
    seen = []
    for width in (1366, 760, 1366):
        window.resize(width, 640)
        settle()
        seen.append(page.guide.isVisible())

    assert seen == [True, False, True]


@pytest.mark.parametrize("name", DIALOGS)
def test_every_dialog_has_room_on_its_screen(start_window: MainWindow, name: str) -> None:
    dialog = DIALOGS[name](open_practice(start_window), start_window)
    dialog.show()
    screen = dialog.screen().availableGeometry().size()
    room = screen.expandedTo(dialog.minimumSizeHint())
    size = dialog.size()
    dialog.close()

    assert size.boundedTo(room) == size
