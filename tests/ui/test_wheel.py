"""The wheel over a field that has not the keyboard changes nothing, on any page and in any dialog."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QScrollArea,
    QScrollBar,
    QTabBar,
    QWidget,
)

from nianbao.exporters.printed.page_setup import load_setup
from nianbao.ui.paper.preview import new_printer
from nianbao.ui.shell.main_window import MainWindow
from nianbao.ui.widgets.steady import TURNED_BY_WHEEL, steady_everywhere
from nianbao.ui.widgets.year_box import year_box
from tests.sources import nodes
from tests.ui.scenes import DIALOGS, open_practice, place_names
from tests.ui.settled import settle
from tests.ui.wheel import turn

UI = Path(__file__).parents[2] / "desktop" / "nianbao" / "ui"
MADE_BY_QT = {
    "QComboBox", "QFontComboBox", "QSpinBox", "QDoubleSpinBox", "QDateEdit", "QTimeEdit",
    "QDateTimeEdit", "QSlider", "QDial", "QTabBar",
}  # fmt: skip


def fields(of: QWidget) -> list[QWidget]:
    """Return the visible fields that Qt lets the wheel turn."""
    return [
        one
        for one in of.findChildren(QWidget)
        if isinstance(one, TURNED_BY_WHEEL) and not isinstance(one, QScrollBar) and one.isVisible()
    ]


def said(field: QWidget) -> object:
    """What a field says now."""
    if isinstance(field, QComboBox | QTabBar):
        return field.currentIndex()
    if isinstance(field, QAbstractSpinBox):
        return field.text()
    assert isinstance(field, QAbstractSlider)
    return field.value()


def turned(of: QWidget) -> list[str]:
    """Turn the wheel both ways over every field without the keyboard; name those that changed."""
    found = []
    for field in fields(of):
        field.clearFocus()
        before = said(field)
        for notches in (-1, 1, 1):
            turn(field, notches)
            if said(field) != before or field.hasFocus():
                found.append(f"{type(field).__name__} {field.accessibleName()}")
                break
    return found


@pytest.fixture
def practice(start_window: MainWindow) -> MainWindow:
    """A window on a report with findings, active."""
    open_practice(start_window)
    return start_window


def test_no_page_has_a_field_that_the_wheel_changes(practice: MainWindow) -> None:
    assert practice.workspace is not None
    assert practice.session is not None
    seen = 0
    for place in place_names(practice.session):
        practice.workspace.show_place(place)
        settle()
        seen += len(fields(practice))

        assert turned(practice) == [], place
    assert seen > 16


@pytest.mark.parametrize("name", DIALOGS)
def test_no_dialog_has_a_field_that_the_wheel_changes(practice: MainWindow, name: str) -> None:
    assert practice.session is not None
    dialog = DIALOGS[name](practice.session, practice)
    dialog.show()
    try:
        QTest.qWaitForWindowExposed(dialog)

        assert turned(dialog) == []
    finally:
        dialog.close()


def test_the_wheel_changes_a_field_with_the_keyboard(practice: MainWindow) -> None:
    section = next(one for one in fields(practice) if "审核结果" in one.accessibleName())
    section.setFocus()
    before = said(section)

    turn(section)

    assert said(section) != before


@pytest.mark.usefixtures("qapp")
def test_the_wheel_over_a_field_scrolls_the_page_behind_it() -> None:
    area, inside = QScrollArea(), QWidget()
    inside.setFixedSize(200, 2000)
    year = year_box()
    year.setParent(inside)
    area.setWidget(inside)
    area.resize(240, 200)
    area.show()
    QTest.qWaitForWindowExposed(area)
    inside.setFocus()

    turn(year, -1)

    assert area.verticalScrollBar().value() > 0
    assert year.value() == year.minimum()
    area.close()


def test_the_fields_of_qts_own_dialogs_are_held_too(practice: MainWindow) -> None:
    printer = new_printer("报告", load_setup().page)  # the dialog only borrows it
    dialog = QPrintDialog(printer, practice)
    with steady_everywhere():
        dialog.show()
        QTest.qWaitForWindowExposed(dialog)
        found = fields(dialog)
        result = turned(dialog)
        policies = {one.focusPolicy() for one in found}
    dialog.close()

    assert found
    assert result == []
    assert Qt.FocusPolicy.WheelFocus not in policies


def called(node: ast.Call) -> str:
    """The dotted name of what is called; empty where it has none."""
    if isinstance(node.func, ast.Name):
        return node.func.id
    return ast.unparse(node.func) if isinstance(node.func, ast.Attribute) else ""


def bare_fields() -> Iterator[str]:
    """Yield where a field is made that nobody holds still."""
    for path in UI.rglob("*.py"):
        found = nodes(path)
        held = {
            id(node.args[0])
            for node in found
            if isinstance(node, ast.Call) and called(node) == "steady" and node.args
        }
        for node in found:
            if isinstance(node, ast.Call) and called(node) in MADE_BY_QT and id(node) not in held:
                yield f"{path.name}:{node.lineno}"


def test_every_field_is_made_steady() -> None:
    assert list(bare_fields()) == []
