"""The keys of Emacs, which Qt gives to fields on Linux, are commands here, or nothing."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from nianbao.ui.commands.keys import keys_of
from nianbao.ui.widgets.plain_keys import EMACS_KEYS, PlainKeys

CONTROL = Qt.KeyboardModifier.ControlModifier


class EmacsLine(QLineEdit):
    """A field as Qt has it on Linux: it asks for these keys, and cuts the line with them."""

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.key() in EMACS_KEYS:
            if event.type() == QEvent.Type.KeyPress:
                self.setText("")
            event.accept()
            return True
        return super().event(event)


@pytest.fixture
def held(qapp: QApplication) -> Iterator[PlainKeys]:
    keys = PlainKeys(qapp)
    yield keys
    qapp.focusChanged.disconnect()
    keys.deleteLater()


@pytest.mark.usefixtures("held")
@pytest.mark.parametrize("key", list(EMACS_KEYS))
def test_a_field_neither_asks_for_them_nor_acts_on_them(qtbot: QtBot, key: Qt.Key) -> None:
    field = EmacsLine("公开年报")
    qtbot.addWidget(field)
    field.show()
    field.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    asked = QKeyEvent(QEvent.Type.ShortcutOverride, key, CONTROL)
    asked.accept()

    QCoreApplication.sendEvent(field, asked)
    QTest.keyClick(field, key, CONTROL)

    assert not asked.isAccepted()
    assert field.text() == "公开年报"


@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit, QSpinBox])
def test_every_kind_of_field_is_looked_at_and_other_keys_are_its_own(
    qtbot: QtBot, held: PlainKeys, kind: type[QWidget]
) -> None:
    field = kind()
    qtbot.addWidget(field)
    held.hold_back_from(field)
    copy = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_C, CONTROL)
    export = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_E, CONTROL)
    for one in (copy, export):
        one.accept()
        QCoreApplication.sendEvent(field, one)

    assert copy.isAccepted()
    assert not export.isAccepted()


def test_three_of_them_are_commands() -> None:
    assert {keys_of(name) for name in ("fill_down", "export", "finder")} == {
        "Ctrl+D",
        "Ctrl+E",
        "Ctrl+K",
    }
