"""With fcitx 4, of which Qt knows nothing, Chinese is typed into texts, cells and notes."""

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from nianbao.ui.grid.view import TableGrid
from nianbao.ui.shell.main_window import MainWindow
from nianbao.ui.system.composing import input_methods, session_bus
from nianbao.ui.system.composing.fcitx4 import Fcitx4, bus_address, service
from nianbao.ui.widgets.words_edit import WordsEdit
from tests.ui.fcitx_stand_in import StandIn

KEYSYMS = {" ": 0x20, "\x1b": 0xFF1B, "\r": 0xFF0D}
KEYS = {" ": Qt.Key.Key_Space, "\x1b": Qt.Key.Key_Escape, "\r": Qt.Key.Key_Return}
NONE = Qt.KeyboardModifier.NoModifier
HINT = "在这里写"


@pytest.fixture
def fcitx(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[StandIn]:
    monkeypatch.setattr(session_bus, "PATIENCE", 60.0)  # the stand-in shares a busy machine
    place = tmp_path / "bus"
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={place}")
    stand_in = StandIn(place)
    yield stand_in
    stand_in.die()


@pytest.fixture
def text(qtbot: QtBot) -> WordsEdit:
    editor = WordsEdit(placeholderText=HINT)
    qtbot.addWidget(editor)
    editor.show()
    editor.activateWindow()
    qtbot.waitActive(editor)
    editor.setFocus()
    return editor


@pytest.fixture
def joined(fcitx: StandIn, text: WordsEdit) -> Iterator[Fcitx4]:
    assert fcitx.asked == []
    joined = Fcitx4(lambda: False, text)
    yield joined
    joined.leave()


moments = itertools.count(1)


def press(letters: str) -> None:
    """Press keys as X11 gives them to Qt: first as a shortcut perhaps, then as a press."""
    for letter in letters:
        moment = next(moments)
        key = KEYS.get(letter, Qt.Key(ord(letter.upper())))
        for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            symbol = KEYSYMS.get(letter, ord(letter))
            event = QKeyEvent(kind, key, NONE, 38, symbol, 0, letter)
            event.setTimestamp(moment)
            widget = QApplication.focusWidget()
            assert widget is not None
            QApplication.sendEvent(widget, event)


def test_pinyin_becomes_the_word_that_fcitx_commits(joined: Fcitx4, text: WordsEdit) -> None:
    assert joined.meet()

    press("zhengfu")
    assert text.toPlainText() == ""
    assert text.placeholderText() == ""
    press(" ")

    assert text.toPlainText() == "政府"


@pytest.mark.usefixtures("joined")
def test_keys_that_fcitx_does_not_take_are_typed_once(text: WordsEdit) -> None:
    press("12 3")

    assert text.toPlainText() == "12 3"


@pytest.mark.usefixtures("joined")
def test_each_press_is_asked_about_once(fcitx: StandIn) -> None:
    press("zh5")

    asked = [one.values for one in fcitx.asked if one.member == "ProcessKeyEvent"]
    assert [(chr(int(one[0])), one[3]) for one in asked] == [
        (letter, released) for letter in "zh5" for released in (0, 1)
    ]


@pytest.mark.usefixtures("joined")
def test_what_is_given_up_leaves_nothing_and_brings_the_hint_back(text: WordsEdit) -> None:
    press("zheng\x1b")

    assert text.toPlainText() == ""
    assert text.placeholderText() == HINT


def test_fcitx_is_met_before_any_widget_waits_for_keys(
    fcitx: StandIn, text: WordsEdit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A window that was only just shown has no keyboard yet."""
    monkeypatch.setattr(QGuiApplication, "focusObject", lambda: None)
    joined = Fcitx4(lambda: False, text)

    assert joined.meet()
    assert "FocusIn" not in fcitx.names()
    text.clearFocus()
    text.setFocus()
    press("zhengfu ")

    assert text.toPlainText() == "政府"
    joined.leave()


def test_what_is_composed_is_entered_before_a_save(joined: Fcitx4, text: WordsEdit) -> None:
    press("zheng")

    joined.commit()

    assert text.toPlainText() == "zheng"


def test_keys_go_on_as_they_are_where_fcitx_ends(
    joined: Fcitx4, fcitx: StandIn, text: WordsEdit
) -> None:
    fcitx.die()

    press("12")

    assert text.toPlainText() == "12"
    assert not joined.meet()


def test_where_ibus_or_fcitx_5_answers_fcitx_4_is_left_alone(
    fcitx: StandIn, text: WordsEdit
) -> None:
    other = Fcitx4(lambda: True, text)

    press("zhengfu")

    assert not other.meet()
    assert fcitx.asked == []
    assert text.toPlainText() == "zhengfu"
    other.leave()


def test_without_a_bus_nothing_is_taken(
    text: WordsEdit, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path / 'none'}")
    other = Fcitx4(lambda: False, text)

    press("zhengfu")

    assert not other.meet()
    assert text.toPlainText() == "zhengfu"
    other.leave()


def test_a_word_composed_on_a_cell_goes_on_in_its_field(
    fcitx: StandIn, window: MainWindow, grid: TableGrid
) -> None:
    joined = Fcitx4(lambda: False, window)
    assert joined.meet()

    press("zhengfu ")

    field = grid.editor()
    assert isinstance(field, QLineEdit)
    assert field.text() == "政府"
    assert fcitx.names().count("FocusOut") == 0
    joined.leave()


@pytest.mark.usefixtures("joined")
def test_leaving_a_field_enters_what_was_composed(fcitx: StandIn, text: WordsEdit) -> None:
    other = QLineEdit(text)
    other.show()
    press("zheng")

    other.setFocus()
    press("fu ")

    assert text.toPlainText() == "zheng"
    assert "FocusOut" in fcitx.names()


def test_the_bus_and_the_name_follow_the_session() -> None:
    assert bus_address({"XDG_RUNTIME_DIR": "/run/user/1000"}) == "unix:path=/run/user/1000/bus"
    assert service({"DISPLAY": ":0"}) == "org.fcitx.Fcitx-0"
    assert service({"DISPLAY": "localhost:12.0"}) == "org.fcitx.Fcitx-12"
    assert service({}) == "org.fcitx.Fcitx-0"


@pytest.mark.usefixtures("qapp")
def test_saving_asks_whoever_composes(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(input_methods, "_compositions", [])
    input_methods.commits_with(lambda: said.append("entered"))

    input_methods.commit()

    assert said == ["entered"]
