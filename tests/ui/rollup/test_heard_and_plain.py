"""The window to a screen reader, and under names that try to be markup."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from nianbao.rollup.decisions import Decisions, save_decisions
from nianbao.ui.look import plain_text, style, theme
from nianbao.ui.rollup.view import sheet_in_scroll
from nianbao.ui.rollup.window import RollupWindow
from tests.rollup.county import Folder, unit_report
from tests.ui import foreign
from tests.ui.rollup.small_county import FAILING, OK, UNITS, Wait, failing_report
from tests.ui.settled import settle
from tests.ui.test_accessible import nameless
from tests.ui.test_cut_words import cut
from tests.ui.test_cut_words import foreign as foreign_words

Key, Modifier = Qt.Key, Qt.KeyboardModifier
VIEWS = ("准备", "收报情况", "待处理", "汇总表", "图表", "输出")


def show(window: RollupWindow, view: str) -> None:
    QTest.keyClick(window, Key(Key.Key_1 + VIEWS.index(view)), Modifier.ControlModifier)
    settle()


def test_every_control_of_every_view_has_a_name(county: RollupWindow) -> None:
    assert tuple(county.pages) == VIEWS
    nameless_in = {}
    for view in VIEWS:
        show(county, view)
        nameless_in[view] = nameless(county)

    assert {view: found for view, found in nameless_in.items() if found} == {}


def test_a_line_is_heard_with_its_state(county: RollupWindow) -> None:
    show(county, "收报情况")
    table = county.receipt.table
    county.show_unit(FAILING)
    whole = QAccessible.queryAccessibleInterface(table)
    point = table.viewport().mapToGlobal(table.visualRect(table.currentIndex()).center())

    heard = whole.childAt(point.x(), point.y()).text(QAccessible.Text.Name)
    assert heard == f"{FAILING}，有错误"


def test_the_views_are_heard_with_what_waits_in_them(county: RollupWindow) -> None:
    item = county.views.item(VIEWS.index("待处理"))

    heard = str(item.data(Qt.ItemDataRole.AccessibleTextRole))
    assert heard == f"待处理，{county.to_do.count()} 项"
    assert county.to_do.count() > 0


@pytest.fixture
def hostile(rollup: RollupWindow, tmp_path: Path, wait: Wait) -> RollupWindow:
    """A folder in which every name tries to be markup."""
    said = foreign.words(tmp_path)
    folder = Folder(tmp_path / f"{foreign.NAME.replace('/', '')}县")
    folder.report(f"{foreign.NAME}1.nianbao", failing_report(FAILING))
    folder.report(f"{foreign.NAME}2.nianbao", unit_report(FAILING))
    folder.report("b.nianbao", unit_report(f"{OK}{said}"))
    folder.report(f"{foreign.NAME}汇总.nianbao", unit_report(f"清河县汇总{said}"))
    folder.put(f"{foreign.NAME}.jpg", b"nothing")
    decided = Decisions().prepared(roster=(*UNITS, said), own_unit=said, year=2024)
    save_decisions(folder.path, Decisions(), decided)
    rollup.prepare.open(folder.path)
    wait()
    return rollup


def test_no_name_of_others_is_markup(hostile: RollupWindow) -> None:
    shown = {}
    for view in VIEWS:
        show(hostile, view)
        shown[view] = foreign.markup_shown(hostile)

    assert {view: found for view, found in shown.items() if found} == {}
    tables = [one for one in hostile.findChildren(QAbstractItemView) if one.model() is not None]
    assert len(tables) > 2


@pytest.fixture(params=[theme.LIGHT, theme.DARK], ids=lambda one: one.name)
def look(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[theme.Theme]:
    """The program in one of its looks."""
    theme.use(request.param)
    style.apply(qapp)
    yield request.param
    theme.use(theme.LIGHT)
    qapp.setStyleSheet("")


def squeezed(window: RollupWindow) -> list[str]:
    """Buttons that a layout gave less height than they have elsewhere: their words lose their feet."""
    return [
        f"{one.text()} has {one.height()} of {one.sizeHint().height()}"
        for one in window.findChildren(QPushButton)
        if one.isVisible() and one.height() < one.sizeHint().height()
    ]


@pytest.mark.parametrize("size", [(1280, 700), (1366, 728), (1920, 1040)])
def test_no_word_is_cut_on_a_usual_screen(
    county: RollupWindow,
    look: theme.Theme,
    size: tuple[int, int],
    request: pytest.FixtureRequest,
) -> None:
    county.resize(*size)
    pictures = request.config.getoption("--pictures")
    cut_in, foreign_in = {}, {}
    for view in VIEWS:
        show(county, view)
        if pictures:
            county.grab().save(
                f"{pictures}/rollup-{VIEWS.index(view) + 1}-{size[0]}-{look.name}.png"
            )
        cut_in[view] = [*cut(county), *squeezed(county)]
        own = str(county.county.folder)  # its name is the clerk's, not the program's
        foreign_in[view] = [words for words in foreign_words(county) if own not in words]

    assert {view: found for view, found in cut_in.items() if found} == {}
    assert {view: found for view, found in foreign_in.items() if found} == {}


def test_a_sheet_is_as_high_as_its_words_are_at_its_own_width(qtbot: QtBot) -> None:
    view, inner = QWidget(), QFrame()
    column = QVBoxLayout(inner)
    for letters in range(20, 90):  # some of them wrap on the sheet and not on the whole view
        column.addWidget(plain_text.label("国" * letters, wraps=True))
    qtbot.addWidget(view)
    sheet_in_scroll(view, inner, 1000)
    view.resize(1240, 700)
    with qtbot.waitExposed(view):
        view.show()

    assert inner.width() == 1000
    assert inner.height() >= inner.heightForWidth(1000)
