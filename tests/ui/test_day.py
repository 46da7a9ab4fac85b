"""A clerk's day, the whole way: from last year's Word file to a folder with every document.

Once with the mouse on a small screen, once with keys alone on a large one. Steps are counted, and no
part of the way may come to need more of them.
"""

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from nianbao import resources
from nianbao.exporters.printed.describe import describe
from nianbao.formats.registry import load_form
from nianbao.importers.registry import read_source
from nianbao.report.storage.files import load_report
from nianbao.ui.dialogs.exporting.export_all import ExportAllDialog
from nianbao.ui.dialogs.exporting.exported import AllExportedDialog
from nianbao.ui.dialogs.paste import PasteDialog
from nianbao.ui.findings.card import FindingCard
from nianbao.ui.pages.compare_page import ComparePage
from nianbao.ui.pages.review_page import ReviewPage
from nianbao.ui.proofreading.dialog import ProofreadingDialog
from nianbao.ui.session.session import Session
from nianbao.ui.shell.main_window import MainWindow
from nianbao.ui.shell.workspace import Workspace
from nianbao.ui.workflows import last_year_dialog
from nianbao.ui.workflows.last_year_dialog import LastYearDialog
from tests.exporters.formats import DOCX
from tests.ui.modal import when_asked
from tests.ui.settled import settle

Key = Qt.Key
Button = Qt.MouseButton.LeftButton
CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
PLAIN = Qt.KeyboardModifier.NoModifier
FORM = load_form("gb_2021_30")
PEOPLE = {
    "received_new": 300, "carried_in": 118, "granted": 200, "granted_partly": 50,
    "deny_law_forbids": 5, "deny_third_party": 10, "unable_not_held": 80, "reject_petition": 20,
    "reject_repeat": 3, "other_other": 30, "result_total": 398, "carried_out": 20,
}  # fmt: skip
FIRMS = {
    "received_new": 10, "carried_in": 3, "granted": 9, "granted_partly": 4, "result_total": 13,
}  # fmt: skip
WRONG = "table_3.granted_partly.total"
NUMBERED = (
    "facts", "overview", "proactive", "applications", "review_litigation", "problems", "other",
    "review",
)  # fmt: skip
"""The places that Ctrl and a digit go to."""


def block() -> str:
    """Table 3 as it is copied from a workbook: one of its totals is wrong by 2."""
    lines: dict[str, list[str]] = {}
    for key in FORM.table_cells["table_3"]:
        row, column = FORM.cells[key].row.id, FORM.cells[key].column.id
        people, firms = PEOPLE.get(row, 0), FIRMS.get(row, 0)
        values = {"natural_person": people, "org_business": firms, "total": people + firms}
        value = values.get(column, 0) + (2 if key == WRONG else 0)
        lines.setdefault(row, []).append(str(value))
    return "\n".join("\t".join(line) for line in lines.values())


def holder() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


class Hand:
    """What both ways share: the steps are counted, by the part of the day."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.steps: Counter[str] = Counter()
        self._part = ""

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        self._part = name
        self.wake()
        yield
        settle()  # what follows a rest in typing

    def wake(self) -> None:
        """Off screen nobody makes the window the active one when a dialog is closed."""
        if QApplication.activeModalWidget() is None:
            self.window.activateWindow()
            assert QTest.qWaitForWindowActive(self.window)

    @property
    def session(self) -> Session:
        assert self.window.session is not None
        return self.window.session

    @property
    def workspace(self) -> Workspace:
        assert self.window.workspace is not None
        return self.window.workspace

    def press(self, key: Key, modifiers: Qt.KeyboardModifier = PLAIN) -> None:
        self.steps[self._part] += 1
        self.wake()
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifiers)

    def type(self, words: str) -> None:
        """Numbers are no steps: they must be typed whatever the program is like."""
        for word in words:
            QTest.keyClicks(holder(), word)

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        assert widget.isVisible()
        self.steps[self._part] += 1
        QTest.mouseClick(widget, Button, pos=at or widget.rect().center())

    def begin(self) -> None:
        raise NotImplementedError

    def accept(self, dialog: QWidget) -> None:
        raise NotImplementedError

    def go(self, place: str) -> None:
        raise NotImplementedError

    def order(self, words: str) -> None:
        """Carry out what a button on the page, or a key, stands for."""
        raise NotImplementedError

    def mend(self) -> None:
        raise NotImplementedError


class WithMouse(Hand):
    """Everything but the numbers is clicked."""

    def button(self, parent: QWidget, words: str) -> QPushButton:
        return next(
            one
            for one in parent.findChildren(QPushButton)
            if one.isVisible() and words in (one.text() or one.accessibleName())
        )

    def begin(self) -> None:
        way = next(
            one
            for one in self.window.start.findChildren(QPushButton)
            if one.accessibleName() == "从上年报告新建"
        )
        self.click(way)

    def accept(self, dialog: QWidget) -> None:
        self.click(
            next(
                one
                for one in dialog.findChildren(QPushButton)
                if one.isDefault() and one.isVisible()
            )
        )

    def go(self, place: str) -> None:
        places = self.workspace.navigation
        names = [one.id for one in places._places.places]
        line = places.visualRect(places.model().index(names.index(place), 0))
        self.click(places.viewport(), line.center())

    def order(self, words: str) -> None:
        settle()  # some buttons come a moment after their page
        self.click(self.button(self.workspace.stack, words))

    def mend(self) -> None:
        panel = self.workspace.findings
        cards = panel.list.itemDelegate()
        assert isinstance(cards, FindingCard)
        for row in range(panel.model.rowCount()):
            index = panel.model.index(row)
            box = panel.list.visualRect(index)
            for y in range(box.top(), box.bottom(), 4):
                at = QPoint(box.left() + 50, y)
                if cards.offer_at(index, box, at) is not None:
                    self.click(panel.list.viewport(), at)
                    return
        raise AssertionError("no card offers anything")


ORDERS = {
    "按上年推算": (Key.Key_L, ALT),
    "其余填 0": (Key.Key_0, CONTROL),
    "空着的各段都放入": (Key.Key_W, ALT),
    "对照校对": (Key.Key_F7, PLAIN),
    "导出全部": (Key.Key_E, CONTROL | SHIFT),
}
"""What the buttons stand for."""


class WithKeys(Hand):
    """Nothing is clicked."""

    def begin(self) -> None:
        while holder().accessibleName() != "从上年报告新建":
            self.press(Key.Key_Tab)
        self.press(Key.Key_Return)

    def accept(self, dialog: QWidget) -> None:
        assert dialog.isActiveWindow()
        self.press(Key.Key_Return)

    def go(self, place: str) -> None:
        if place in NUMBERED:
            self.press(Key(Key.Key_1 + NUMBERED.index(place)), CONTROL)
        else:
            self.press(Key.Key_L, CONTROL | ALT)

    def order(self, words: str) -> None:
        self.press(*ORDERS[words])

    def mend(self) -> None:
        self.press(Key.Key_F8)
        self.press(Key.Key_Return, ALT)


@pytest.fixture
def last_year(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Last year's report as a Word file, which the dialog for files gives at once."""
    report = load_report(resources.path("samples/sample-with-errors.nianbao"))
    report.change(
        cells={"table_3.granted.natural_person": Decimal(1175)}, facts={"unit": "昆明市人民政府"}
    )
    path = tmp_path / "2023年年报.docx"
    path.write_bytes(DOCX.render(describe(report)))
    monkeypatch.setattr(last_year_dialog, "file_to_open", lambda *_asked: path)
    return path


def in_dialog(kind: type[QWidget], act: Callable[[QWidget], None]) -> None:
    """Do something in the next dialog of a kind, once it has read what it reads."""

    def look(dialog: QWidget) -> None:
        if isinstance(dialog, LastYearDialog) and dialog.old is None:
            QTimer.singleShot(10, lambda: when_asked(look, kind))
        else:
            act(dialog)

    when_asked(look, kind)


def begin(hand: Hand) -> None:
    in_dialog(LastYearDialog, hand.accept)
    hand.begin()
    assert hand.session.report.year == 2024
    assert hand.session.value("table_3.carried_in.natural_person") == 118


def fill_table_2(hand: Hand) -> None:
    hand.go("proactive")
    for row in (("0", "0"), ("95", "12")):
        hand.type(row[0])
        hand.press(Key.Key_Tab)
        hand.type(row[1])
        hand.press(Key.Key_Return)
    for number in ("120000", "3000", "120", "880.5"):
        hand.type(number)
        hand.press(Key.Key_Return)
    hand.order("按上年推算")
    assert hand.session.value("table_2.normative_doc.in_force") == 680


def fill_table_3(hand: Hand) -> None:
    hand.go("applications")
    QApplication.clipboard().setText(block())
    in_dialog(PasteDialog, hand.accept)
    hand.press(Key.Key_V, CONTROL)
    settle()
    assert hand.session.value(WRONG) == 56
    hand.mend()
    assert hand.session.value(WRONG) == 54


def fill_table_4(hand: Hand) -> None:
    hand.go("review_litigation")
    for number in ("10", "2", "1", "3"):
        hand.type(number)
        hand.press(Key.Key_Tab)
    hand.order("其余填 0")
    assert hand.session.value("table_4.suit_after_review_total") == 0


def write_texts(hand: Hand) -> None:
    """Last year's words, then a number for each place that is left open, in the paper's order."""
    hand.go("overview")
    hand.order("空着的各段都放入")
    report = hand.session.report
    (last,) = report.previous
    keys = [key for key in hand.session.form.text_keys if last.text(key)]
    for _place in range(sum(report.text(key).count("【") for key in keys)):
        hand.press(Key.Key_F8)
        hand.type("7")
    assert "【" not in "".join(report.text(key) for key in keys)
    assert all(report.text(key) for key in keys)


def proofread(hand: Hand) -> None:
    def tick(dialog: QWidget) -> None:
        for _cell in range(3):
            hand.press(Key.Key_Space)
        assert isinstance(dialog, ProofreadingDialog)
        hand.press(Key.Key_Escape)

    in_dialog(ProofreadingDialog, tick)
    hand.go("review")
    hand.order("对照校对")
    assert len(hand.session.report.proofread) == 3


def compare(hand: Hand) -> None:
    hand.go("compare")
    page = hand.workspace.page
    assert isinstance(page, ComparePage)
    assert page.most.model().rowCount() > 3


def export(hand: Hand, folder: Path) -> None:
    def fill(dialog: QWidget) -> None:
        assert isinstance(dialog, ExportAllDialog)
        dialog.place.setText(str(folder))  # what is proposed is not a test's own folder
        if not dialog.reviewed.isChecked():
            hand.press(Key.Key_S, ALT)
        in_dialog(AllExportedDialog, lambda _done: hand.press(Key.Key_Escape))
        hand.accept(dialog)

    in_dialog(ExportAllDialog, fill)
    hand.go("review")
    assert isinstance(hand.workspace.page, ReviewPage)
    hand.order("导出全部")


DAY: dict[str, Callable[[Hand], None]] = {
    "从上年报告新建": begin,
    "表二": fill_table_2,
    "表三": fill_table_3,
    "表四": fill_table_4,
    "文字": write_texts,
    "校对": proofread,
    "对比": compare,
}


def work_through(hand: Hand, folder: Path) -> None:
    for name, act in DAY.items():
        with hand.part(name):
            act(hand)
    with hand.part("导出"):
        export(hand, folder)


def assert_done(hand: Hand, folder: Path) -> None:
    """Every document is there, and the Word file says what the window says."""
    endings = sorted(path.suffix for path in folder.iterdir())
    assert endings == [".docx", ".docx", ".html", ".pdf", ".xlsx"]
    word = next(path for path in folder.glob("*.docx") if "审核" not in path.name)
    read, session = read_source(word).report, hand.session
    assert {key: read.cell(key) for key in session.form.cells} == {
        key: session.value(key) for key in session.form.cells
    }
    assert (read.year, read.text("problems")) == (2024, session.report.text("problems"))


@pytest.fixture
def opened(start_window: MainWindow, qtbot: QtBot) -> MainWindow:
    with qtbot.waitActive(start_window):
        start_window.activateWindow()
    start_window.start.take_keyboard()
    return start_window


MOUSE = {
    "从上年报告新建": 2, "表二": 10, "表三": 4, "表四": 6, "文字": 10, "校对": 6, "对比": 1, "导出": 5,
}  # fmt: skip
KEYS = {
    "从上年报告新建": 2, "表二": 10, "表三": 5, "表四": 6, "文字": 10, "校对": 6, "对比": 1, "导出": 5,
}  # fmt: skip
"""Steps that each part may take at most; typed numbers are none."""


@pytest.mark.usefixtures("last_year")
def test_a_day_with_the_mouse_on_a_small_screen(opened: MainWindow, tmp_path: Path) -> None:
    opened.resize(1366, 728)
    hand = WithMouse(opened)

    work_through(hand, tmp_path / "导出")

    assert_done(hand, tmp_path / "导出")
    assert {name: hand.steps[name] for name in MOUSE if hand.steps[name] > MOUSE[name]} == {}


@pytest.mark.usefixtures("last_year")
def test_a_day_with_keys_alone_on_a_large_screen(opened: MainWindow, tmp_path: Path) -> None:
    opened.resize(1920, 1040)
    hand = WithKeys(opened)

    work_through(hand, tmp_path / "导出")

    assert_done(hand, tmp_path / "导出")
    assert {name: hand.steps[name] for name in KEYS if hand.steps[name] > KEYS[name]} == {}


@pytest.mark.slow
def test_a_day_with_keys_alone_at_200_percent() -> None:
    if os.environ.get("QT_SCALE_FACTOR"):
        pytest.skip("is worked through by the process that set the scale")
    name = f"{__file__}::{test_a_day_with_keys_alone_on_a_large_screen.__name__}"
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", name],
        env={**os.environ, "QT_SCALE_FACTOR": "2"},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout[-3000:]
