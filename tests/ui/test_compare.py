"""The year before beside this one: with mouse and keys, by eye and by ear."""

from copy import deepcopy
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from nianbao import resources
from nianbao.report.book import Report
from nianbao.report.comparison.changes import Change
from nianbao.report.comparison.charts import Chart
from nianbao.report.earlier import with_earlier
from nianbao.report.storage.files import load_report
from nianbao.ui.compare.chart import ChartView
from nianbao.ui.compare.year_table import BARS, NAME, SHARE, YearTable
from nianbao.ui.dialogs.exporting.export_all import ExportAllDialog
from nianbao.ui.grid.view import TableGrid
from nianbao.ui.look import theme
from nianbao.ui.pages.compare_page import ComparePage
from nianbao.ui.pages.review_page import ReviewPage
from nianbao.ui.pages.table_page import TablePage
from nianbao.ui.shell.main_window import MainWindow
from tests.ui.grid_keys import keyboard, open_window, press, type_text
from tests.ui.modal import when_asked
from tests.ui.scenes import LONG_NAME, place_names
from tests.ui.settled import settle
from tests.ui.test_accessible import nameless

GRANTED = "table_3.granted.natural_person"


@pytest.fixture
def sample() -> Report:
    """A report that is filled."""
    return load_report(resources.path("samples/sample-with-errors.nianbao"))


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, sample: Report) -> MainWindow:
    """A window on a report that has last year's beside it; one figure is very different."""
    old = deepcopy(sample)
    old.year -= 1
    old.cells[GRANTED] = Decimal(9)
    sample.previous = with_earlier((), old)
    return open_window(qtbot, sample, tmp_path)


def compare_page(window: MainWindow) -> ComparePage:
    window.actions_by_id["compare"].trigger()
    assert window.workspace is not None
    page = window.workspace.page
    assert isinstance(page, ComparePage)
    return page


def table_page(window: MainWindow, section: str) -> TablePage:
    assert window.workspace is not None
    window.workspace.show_place(section)
    page = window.workspace.page
    assert isinstance(page, TablePage)
    return page


def names(table: YearTable) -> list[str]:
    return [str(table.changes.index(row, NAME).data()) for row in range(table.changes.rowCount())]


def click_line(table: YearTable, row: int) -> None:
    point = table.visualRect(table.changes.index(row, NAME)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=point)
    QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=point)


def test_what_changed_most_comes_first_and_enter_goes_to_its_cell(window: MainWindow) -> None:
    page = compare_page(window)
    assert names(page.most)[0] == "予以公开／自然人"

    press(Qt.Key.Key_Return)

    table = window.table_page()
    assert table is not None
    assert table.grid.current_key == GRANTED
    assert isinstance(keyboard(), TableGrid)


def test_a_double_click_goes_to_the_cell(window: MainWindow) -> None:
    page = compare_page(window)

    click_line(page.most, 0)

    table = window.table_page()
    assert table is not None
    assert table.grid.current_key == GRANTED


def test_the_page_follows_what_is_typed_elsewhere(window: MainWindow) -> None:
    page = compare_page(window)
    press(Qt.Key.Key_Return)

    type_text("9")

    compare_page(window)
    assert names(page.most) == []
    assert page.most.isHidden()


def test_every_chart_is_reached_by_tab_and_says_all_of_it(window: MainWindow) -> None:
    page = compare_page(window)
    settle()
    reached = []
    for _ in range(40):
        holder = keyboard()
        if isinstance(holder, ChartView) and holder not in reached:
            reached.append(holder)
        QTest.keyClick(holder, Qt.Key.Key_Tab)

    assert reached == page.charts
    assert len(reached) == 6
    assert page.charts[2].accessibleName() == "图：办理结果"
    assert "不予公开：2022 年" in page.charts[2].accessibleDescription()
    assert nameless(window) == []


def strokes(image: QImage, at: QPoint) -> set[str]:
    """The colours in a small square."""
    return {QColor(image.pixel(at.x() + x, at.y() + y)).name() for x in range(12) for y in range(6)}


@pytest.mark.parametrize("scale", [1, 1.5, 3])
def test_last_years_bars_are_hatched_and_this_years_solid_at_every_scale(
    window: MainWindow, scale: float
) -> None:
    view = compare_page(window).charts[0]
    image = QImage(view.size() * scale, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(scale)
    view.render(image)
    y = round((34 + 3) * scale)
    x = round(120 * scale)

    last, now = (strokes(image, QPoint(x, at)) for at in (y, y + round(12 * scale)))

    assert now == {theme.color("accent").name()}
    assert len(last) > 1
    assert theme.color("accent").name() not in last


@pytest.mark.parametrize("wide", [1024, 1100, 1366, 1920])
def test_charts_are_never_pressed_together(window: MainWindow, wide: int) -> None:
    window.resize(wide, 640)
    page = compare_page(window)
    for _ in range(3):
        window.actions_by_id["home"].trigger()
        window.resize(window.width() + 1, 640)
        page = compare_page(window)
        page._show()
        settle()

        assert [one.height() for one in page.charts] == [
            one.sizeHint().height() for one in page.charts
        ]
        sheet = page.widget()
        assert sheet is not None
        assert sheet.height() >= sheet.minimumSizeHint().height()
        assert page.verticalScrollBar().isVisible()


@pytest.mark.parametrize("size", [(1024, 640), (1366, 728), (1920, 1060), (2560, 1400)])
def test_no_page_makes_the_window_grow(window: MainWindow, size: tuple[int, int]) -> None:
    window.resize(*size)
    assert window.workspace is not None
    session = window.workspace.session
    (last,) = session.previous
    session.edit.set_facts(unit=LONG_NAME, previous=(replace(last, unit=LONG_NAME),))
    for place in place_names(window.workspace.session):
        window.workspace.show_place(place)
        settle()
        QTest.keyClick(window, Qt.Key.Key_F8)
        window.workspace.show_place(place)
        settle()

        assert (window.width(), window.height()) == size, place


def test_short_tables_use_their_empty_room_for_the_year_before(window: MainWindow) -> None:
    for section, lines in (("proactive", 10), ("review_litigation", 15)):
        page = table_page(window, section)
        settle()
        assert page.years.isVisible()
        assert len(names(page.years.lines)) == lines
        assert page.grid.isVisible()
        assert page.grid.height() == page.grid.maximumHeight()
    long = table_page(window, "applications")
    assert long.grid.isVisible()
    assert not long.years.isVisible()


def test_the_long_table_changes_places_with_its_comparison_and_back(window: MainWindow) -> None:
    page = table_page(window, "applications")
    page.grid.setFocus()

    QTest.keyClick(keyboard(), Qt.Key.Key_C, Qt.KeyboardModifier.AltModifier)

    lines = page.years.lines
    assert keyboard() is lines
    assert not page.grid.isVisible()
    assert len(names(lines)) == 25
    assert page.years.column.currentText() == "总计"
    page.years.column.setFocus()
    QTest.keyClick(page.years.column, Qt.Key.Key_Down)
    assert lines.changes.changes[2].key == GRANTED
    click_line(lines, 2)
    assert page.grid.isVisible()
    assert not page.years.isVisible()
    assert page.grid.current_key == GRANTED


@pytest.mark.parametrize("width", [1366, 1024, 640, 480])
def test_a_narrow_table_leaves_out_the_percentage_never_the_bars(
    window: MainWindow, width: int
) -> None:
    table = compare_page(window).most
    table.setParent(None)
    table.resize(width, 300)
    table.show()

    widths = [table.columnWidth(column) for column in range(6)]

    assert table.isColumnHidden(SHARE) is (width < 640)
    assert sum(widths) <= table.viewport().width()
    assert widths[-1] >= 100
    table.close()


def test_without_last_year_the_page_offers_to_add_it(
    qtbot: QtBot, tmp_path: Path, sample: Report
) -> None:
    window = open_window(qtbot, sample, tmp_path)
    page = compare_page(window)
    asked: list[str] = []
    page.asked.disconnect()
    page.asked.connect(asked.append)

    assert keyboard() is page.add
    press(Qt.Key.Key_Space)

    assert asked == ["earlier_report"]
    assert page.charts == []
    short = table_page(window, "review_litigation")
    assert not short.years.isVisible()
    short.compare_years(shown=True)
    assert keyboard() is short.years.add


def test_what_changed_most_is_shown_once_more_before_the_export(window: MainWindow) -> None:
    assert window.workspace is not None
    window.workspace.show_place("review")
    page = window.workspace.page
    assert isinstance(page, ReviewPage)

    assert names(page.moved)[0] == "予以公开／自然人"
    assert page.moved.isVisible()
    click_line(page.moved, 0)
    table = window.table_page()
    assert table is not None
    assert table.grid.current_key == GRANTED


def test_the_last_list_before_the_export_names_what_changed_most(window: MainWindow) -> None:
    said: list[str] = []

    def look(dialog: QWidget) -> None:
        said.extend(one.text() for one in dialog.findChildren(QLabel))
        dialog.close()

    when_asked(look, ExportAllDialog)
    window.actions_by_id["export_all"].trigger()

    assert any("变化最大的：予以公开／自然人多 1148" in words for words in said)


def test_the_navigation_says_no_state_of_what_nobody_fills(window: MainWindow) -> None:
    assert window.workspace is not None
    model = window.workspace.navigation.model()
    spoken = [str(model.index(row, 0).data(11)) for row in range(model.rowCount())]

    assert next(one for one in spoken if one.startswith("与上年对比")) == "与上年对比（Ctrl+Alt+L）"


@pytest.mark.parametrize("high", [600, 728, 900, 1000, 1040, 1080, 1200])
@pytest.mark.parametrize("section", ["proactive", "applications", "review_litigation"])
def test_below_a_table_the_year_before_has_room_for_a_handful_of_lines_or_is_not_there(
    window: MainWindow, section: str, high: int
) -> None:
    window.resize(1920, high)
    page = table_page(window, section)
    settle()

    shown = page.years.lines
    if page.years.isVisible():
        lines = [shown.rowViewportPosition(row) for row in range(shown.changes.rowCount())]
        assert sum(1 for top in lines if top < shown.viewport().height()) >= 4


@pytest.mark.parametrize(
    ("last", "drawn"),
    [((8, None), (2023, 2024)), ((0, None), (2023, 2024)), ((None, None), (2024,))],
)
def test_a_year_of_which_a_chart_knows_nothing_is_not_drawn(
    qtbot: QtBot, last: tuple[int | None, ...], drawn: tuple[int, ...]
) -> None:
    known = [None if number is None else Decimal(number) for number in last]
    view = ChartView(
        Chart("申请", tuple(Change("新收", one, Decimal(12), "件") for one in known), 2023, 2024)
    )
    qtbot.addWidget(view)
    view.resize(view.sizeHint())
    seen = view.grab().toImage()
    muted = theme.color("muted").name()
    head = [seen.pixelColor(x, 8).name() == muted for x in range(seen.width() // 2, seen.width())]

    assert view.years == drawn
    assert any(head) == (2023 in drawn)  # the frame of the hatched bar that stands for it


@pytest.mark.parametrize("name", ["light", "dark", "contrast"])
def test_the_head_of_the_bars_shows_each_year_as_its_bars_are_drawn(
    window: MainWindow, name: str
) -> None:
    window.use_theme(theme.by_name(name))
    table = compare_page(window).most
    head = table.horizontalHeader()
    image = head.viewport().grab().toImage()
    left, high = head.sectionViewportPosition(BARS), head.height() // 2
    bars = {image.pixelColor(x, high).name() for x in range(left, image.width())}

    assert theme.color("accent").name() in bars
    assert theme.color("muted").name() in bars
    spoken = table.changes.headerData(
        BARS, Qt.Orientation.Horizontal, Qt.ItemDataRole.AccessibleTextRole
    )
    assert spoken == "2022 年和 2023 年的长条"
