"""汇总表: the official grid to look at, each cell down to what the units add."""

from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHeaderView

from nianbao.ui.look import theme
from nianbao.ui.rollup.addends import BAR, LAST, ROW
from nianbao.ui.rollup.sum_grid import SumGrid
from nianbao.ui.rollup.window import RollupWindow
from tests.rollup.county import independent_sum, unit_report
from tests.ui.rollup.small_county import FAILING, GRANTED, LATE, OK, TOWN, Wait, failing_report
from tests.ui.settled import settle

Key, Modifier = Qt.Key, Qt.KeyboardModifier
LICENCES = "table_2.licence.decisions"


@pytest.fixture
def sums(county: RollupWindow) -> RollupWindow:
    """The window with the sum, the keyboard in its first table."""
    QTest.keyClick(county, Key.Key_4, Modifier.ControlModifier)
    return county


def grid(window: RollupWindow) -> SumGrid:
    holder = QApplication.focusWidget()
    assert isinstance(holder, SumGrid)
    assert window.sum.isAncestorOf(holder)
    return holder


def test_the_grid_shows_an_independent_sum(sums: RollupWindow) -> None:
    wanted = independent_sum(
        [unit_report(OK), failing_report(), unit_report(TOWN), unit_report(LATE)]
    )
    shown = {
        key: one.sheet_model.text(key)
        for one in sums.sum.grids.values()
        for key in one.sheet_model.body.keys.values()
    }

    assert {key: text for key, text in shown.items() if text} == wanted


def test_nothing_can_be_typed_cut_or_cleared(sums: RollupWindow) -> None:
    here = grid(sums)
    here.go_to(LICENCES)
    before = here.sheet_model.text(LICENCES)
    QTest.keyClicks(here, "77")
    for key in (Key.Key_Delete, Key.Key_Backspace, Key.Key_F2):
        QTest.keyClick(here, key)
    QTest.keyClick(here, Key.Key_X, Modifier.ControlModifier)

    assert here.editor() is None
    assert here.sheet_model.text(LICENCES) == before


def test_a_cell_opens_its_addends_the_largest_first(sums: RollupWindow) -> None:
    here = grid(sums)
    here.go_to(LICENCES)
    QTest.keyClick(here, Key.Key_Return)

    addends = sums.sum.model.addends
    values = [one.value for one in addends]
    assert sums.sum.addends.hasFocus()
    assert {one.unit for one in addends} == {OK, FAILING, TOWN, LATE}
    assert values == sorted(values, reverse=True)
    assert here.sheet_model.text(LICENCES) == str(sum(values, Decimal(0)))
    assert "合计" in sums.sum.total.text()


def test_a_number_stands_on_the_line_of_its_units_name(sums: RollupWindow) -> None:
    here = grid(sums)
    here.go_to(LICENCES)
    table = sums.sum.addends
    settle()
    image = table.viewport().grab().toImage()
    row = table.visualRect(sums.sum.model.index(0, 0))
    name, number = (table.visualRect(sums.sum.model.index(0, column)) for column in (0, 1))
    words = [_middle(image, box.adjusted(4, 0, -4, -BAR)) for box in (name, number)]

    assert row.height() == ROW
    assert abs(words[0] - words[1]) <= 1


def test_a_name_that_does_not_fit_keeps_what_tells_it_from_the_others(
    sums: RollupWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []
    model, table = sums.sum.model, sums.sum.addends
    like = replace(model.addends[0], last_year=Decimal(1234))
    names = ("清河县乡村振兴局", "清河县文化和旅游局", "清河县教育局", "双河镇人民政府")
    model.take(tuple(replace(like, unit=name) for name in names))
    metrics = table.fontMetrics()
    table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
    table.setColumnWidth(0, metrics.horizontalAdvance("双河镇人民政府") + 12)
    drawn.clear()
    monkeypatch.setattr(
        QPainter, "drawText", lambda _painter, _box, _side, words: drawn.append(words)
    )

    table.viewport().grab()

    assert drawn[::4] == ["乡村振兴局", "文化和旅游局", "清河县教育局", "双河镇人民政府"]


def _middle(image: QImage, box: QRect) -> float:
    """Return the middle line of what is written in a box."""
    ground = image.pixel(box.topLeft())
    lines = [
        y
        for y in range(box.top(), box.bottom())
        if any(image.pixel(x, y) != ground for x in range(box.left(), box.right()))
    ]
    return (lines[0] + lines[-1]) / 2


def test_a_table_stands_right_below_what_is_said_of_it(sums: RollupWindow) -> None:
    """In the middle of a large sheet a short table floats, away from its own words."""
    sums.resize(1366, 1400)
    settle()
    here, said = grid(sums), sums.sum.words
    above = said if sums.sum.broken.isHidden() else sums.sum.broken
    gap = here.mapTo(sums.sum, QPoint()).y() - above.mapTo(sums.sum, QPoint(0, above.height())).y()

    assert here.height() < sums.sum.stack.height()
    assert 0 <= gap <= 2 * theme.GAP


def test_without_last_years_reports_the_names_have_their_columns_room(sums: RollupWindow) -> None:
    table, model = sums.sum.addends, sums.sum.model
    grid(sums).go_to(LICENCES)
    settle()
    assert model.addends
    assert table.isColumnHidden(LAST)

    model.take(tuple(replace(one, last_year=Decimal(1)) for one in model.addends))
    assert not table.isColumnHidden(LAST)


def test_enter_on_an_addend_goes_to_the_unit(sums: RollupWindow) -> None:
    here = grid(sums)
    here.go_to(LICENCES)
    QTest.keyClick(here, Key.Key_Return)
    first = sums.sum.model.addends[0].unit
    QTest.keyClick(sums.sum.addends, Key.Key_Return)

    line = sums.receipt.table.line()
    assert line is not None
    assert line.name == first
    assert sums.receipt.table.hasFocus()


def test_where_an_identity_breaks_the_unit_is_named_and_marked(sums: RollupWindow) -> None:
    sums.sum.show_cells((GRANTED,))
    here = grid(sums)
    QTest.keyClick(here, Key.Key_Return)

    assert FAILING in sums.sum.broken.text()
    assert sums.sum.model.broken == {FAILING}


def test_reports_with_errors_are_named_on_the_sheet(sums: RollupWindow) -> None:
    assert "已计入" in sums.sum.words.text()
    assert FAILING in sums.sum.words.text()


def test_failing_reports_can_be_left_out_and_the_sheet_says_so(
    sums: RollupWindow, wait: Wait
) -> None:
    QTest.keyClick(sums, Key.Key_1, Modifier.ControlModifier)
    sums.prepare.leave_out.setFocus()
    QTest.keyClick(sums.prepare.leave_out, Key.Key_Space)
    wait()
    QTest.keyClick(sums, Key.Key_4, Modifier.ControlModifier)

    assert "没有计入" in sums.sum.words.text()
    assert not sums.sum.broken.isVisible()


def test_a_selection_is_copied(sums: RollupWindow) -> None:
    here = grid(sums)
    here.go_to(LICENCES)
    QTest.keyClick(here, Key.Key_C, Modifier.ControlModifier)

    assert QGuiApplication.clipboard().text() == here.sheet_model.text(LICENCES)
