"""Chinese can be typed on Linux desktops: the right plugin is chosen, silence is told once."""

import re
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import MagicMock

import pytest
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nianbao.ui.app import _join_input_method
from nianbao.ui.shell.main_window import MainWindow
from nianbao.ui.system.composing import input_methods, session_bus
from nianbao.ui.system.composing.fcitx4 import Fcitx4
from nianbao.ui.widgets.words_edit import WordsEdit
from tests.ui.fcitx_stand_in import StandIn

OURS = ["libcomposeplatforminputcontextplugin.so", "libibusplatforminputcontextplugin.so"]
WITH_FCITX = [*OURS, "libfcitx5platforminputcontextplugin.so"]


@pytest.mark.parametrize(
    "asked",
    [
        {"QT_IM_MODULE": "fcitx"},
        {"QT_IM_MODULE": "fcitx5"},
        {"QT_IM_MODULES": "fcitx;ibus"},
        {"XMODIFIERS": "@im=fcitx"},
        {"XMODIFIERS": "@im=ibus"},
    ],
)
def test_where_fcitx_is_asked_for_or_nothing_but_x11_says_so_ibus_is_chosen(
    asked: dict[str, str],
) -> None:
    environment = dict(asked)

    input_methods.choose(environment, OURS)

    assert environment["QT_IM_MODULE"] == "ibus"
    assert input_methods.wanted(environment) == "ibus"


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"QT_IM_MODULE": "ibus", "LANG": "C"}, True),
        ({"LANG": "zh_CN.UTF-8"}, True),
        ({"LC_ALL": "zh_CN.GB18030", "LANG": "C"}, True),
        ({"LC_CTYPE": "zh_CN.UTF-8"}, True),
        ({"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}, False),
        ({"QT_IM_MODULE": "compose", "LANG": "zh_CN.UTF-8"}, False),
        ({"LANG": "de_DE.UTF-8"}, False),
        ({}, False),
    ],
)
def test_chinese_is_expected_where_the_session_is_chinese(
    environment: dict[str, str], *, expected: bool
) -> None:
    assert input_methods.is_expected(environment) is expected


@pytest.fixture
def told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, start_window: MainWindow
) -> Iterator[list[str]]:
    """A Chinese desktop on which no input method runs, and what the window says there."""
    said: list[str] = []
    monkeypatch.setattr(session_bus, "PATIENCE", 60.0)  # the stand-in shares a busy machine
    monkeypatch.setattr(QApplication, "platformName", lambda: "xcb")
    monkeypatch.setattr(
        "nianbao.ui.widgets.messages.tell_error", lambda _window, error: said.append(str(error))
    )
    monkeypatch.setattr("nianbao.ui.app.at_rest.when_at_rest", lambda tell, _window: tell())
    for name in ("QT_IM_MODULE", "QT_IM_MODULES", "XMODIFIERS", "LC_ALL", "LC_CTYPE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path / 'bus'}")
    yield said
    for one in start_window.findChildren(Fcitx4):
        one.leave()


@pytest.mark.skipif(sys.platform != "linux", reason="of Linux desktops")
def test_the_window_says_once_that_no_input_method_answers(
    told: list[str], start_window: MainWindow
) -> None:
    for _start in range(2):
        _join_input_method(start_window)

    assert len(told) == 1
    assert input_methods.NONE_FOUND in told[0]


@pytest.mark.skipif(sys.platform != "linux", reason="of Linux desktops")
@pytest.mark.parametrize("has_keyboard", [True, False])
def test_nothing_is_said_where_fcitx_4_answers(
    told: list[str],
    start_window: MainWindow,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    *,
    has_keyboard: bool,
) -> None:
    if not has_keyboard:  # the desktop gives it to a new window a moment later
        monkeypatch.setattr(QGuiApplication, "focusObject", lambda: None)
    fcitx = StandIn(tmp_path / "bus")

    _join_input_method(start_window)

    assert told == []
    assert "CreateICv3" in fcitx.names()
    fcitx.die()


@pytest.mark.skipif(sys.platform != "linux", reason="of Linux desktops")
def test_nothing_is_said_where_fcitx_starts_while_the_window_does(
    told: list[str],
    start_window: MainWindow,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    waits = MagicMock()
    monkeypatch.setattr("nianbao.ui.app.at_rest.when_at_rest", waits)
    _join_input_method(start_window)
    fcitx = StandIn(tmp_path / "bus")

    tell, _owner = waits.call_args.args
    tell()

    assert told == []
    assert "CreateICv3" in fcitx.names()
    fcitx.die()


@pytest.mark.parametrize(
    ("asked", "plugins"),
    [
        ({"QT_IM_MODULE": "fcitx"}, WITH_FCITX),
        ({"QT_IM_MODULE": "ibus"}, OURS),
        ({"QT_IM_MODULE": "compose", "XMODIFIERS": "@im=fcitx"}, OURS),
        ({}, OURS),
    ],
)
def test_what_the_desktop_asks_for_stays_where_it_can_be_had(
    asked: dict[str, str], plugins: list[str]
) -> None:
    environment = dict(asked)

    input_methods.choose(environment, plugins)

    assert environment == asked


@pytest.mark.parametrize("kind", ["path", "abstract"])
def test_an_input_method_that_listens_is_found(kind: str, tmp_path: Path) -> None:
    place = str(tmp_path / "ibus-socket")
    note = tmp_path / "ibus" / "bus" / "0123-unix-0"
    note.parent.mkdir(parents=True)
    note.write_text(f"# from ibus\nIBUS_ADDRESS=unix:{kind}={place},guid=1\nIBUS_DAEMON_PID=1\n")
    assert not input_methods.answers(tmp_path)

    with socket.socket(socket.AF_UNIX) as door:
        door.bind(place if kind == "path" else f"\0{place}")
        door.listen()

        assert input_methods.answers(tmp_path)


def test_a_folder_without_an_address_answers_nothing(tmp_path: Path) -> None:
    assert not input_methods.answers(tmp_path)


def test_a_hint_disappears_while_letters_are_composed(qtbot: QtBot) -> None:
    editor = WordsEdit(placeholderText="在这里写；右边有写作提示和常用句。")
    qtbot.addWidget(editor)

    QApplication.sendEvent(editor, QInputMethodEvent("zhengfu", []))

    assert editor.placeholderText() == ""


def test_the_hint_comes_back_where_the_composition_is_given_up(qtbot: QtBot) -> None:
    editor = WordsEdit(placeholderText="在这里写")
    qtbot.addWidget(editor)

    QApplication.sendEvent(editor, QInputMethodEvent("zheng", []))
    QApplication.sendEvent(editor, QInputMethodEvent("zhengf", []))
    QApplication.sendEvent(editor, QInputMethodEvent("", []))

    assert editor.placeholderText() == "在这里写"


def test_a_field_of_qt_s_own_for_several_lines_has_no_hint() -> None:
    ui = Path(input_methods.__file__).parents[2]
    sources = {path.stem: path.read_text(encoding="utf-8") for path in ui.rglob("*.py")}
    makers = [name for name, source in sources.items() if "QPlainTextEdit(" in source]

    assert "last_year_words" in makers
    assert [
        name for name in makers if re.search("setPlaceholderText|placeholderText=", sources[name])
    ] == []
