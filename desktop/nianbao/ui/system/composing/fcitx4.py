"""The input method of older 统信 and 麒麟, fcitx 4, which answers on no interface that Qt 6 speaks.

Keys of the widget that has the keyboard are offered to fcitx before the widget sees them; what fcitx
composes and commits comes to the widget as it would from an input method of Qt's own.
"""

import contextlib
import os
import re
from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSocketNotifier, Qt
from PySide6.QtGui import (
    QGuiApplication,
    QInputMethodEvent,
    QInputMethodQueryEvent,
    QKeyEvent,
    QTextCharFormat,
)

from nianbao.ui.system.composing.session_bus import SIGNAL, Message, SessionBus

_INTERFACE = "org.fcitx.Fcitx.InputMethod"
_CONTEXT = "org.fcitx.Fcitx.InputContext"
_COMPOSES_HERE = 1 << 1
_PRESSED, _RELEASED = 0, 1
_KEYS = {
    QEvent.Type.ShortcutOverride: _PRESSED,
    QEvent.Type.KeyPress: _PRESSED,
    QEvent.Type.KeyRelease: _RELEASED,
}


def bus_address(environment: Mapping[str, str]) -> str:
    """Where the session's bus is."""
    running = environment.get("XDG_RUNTIME_DIR", "")
    return environment.get("DBUS_SESSION_BUS_ADDRESS") or f"unix:path={running}/bus"


def service(environment: Mapping[str, str]) -> str:
    """The name of fcitx on the bus: each display has its own."""
    number = re.search(r":(\d+)", environment.get("DISPLAY", ""))
    return f"org.fcitx.Fcitx-{number[1] if number else 0}"


class Fcitx4(QObject):
    """Joins the widget that has the keyboard to fcitx; made once, for the whole program."""

    def __init__(self, is_spoken_with_otherwise: Callable[[], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._is_spoken_with_otherwise = is_spoken_with_otherwise
        self._bus: SessionBus | None = None
        self._notifier: QSocketNotifier | None = None
        self._context = ("", "", _CONTEXT)
        self._focus: QObject | None = None
        """What has the keyboard."""
        self._composed = ""
        self._is_giving = False
        self._last: QKeyEvent | None = None
        self._asked = (0, -1, False)
        """Key and moment of the press that fcitx was asked about, and whether it was taken."""
        self._listens_to = (
            (QGuiApplication.instance().focusObjectChanged, self._follow),  # type: ignore[union-attr]
            (QGuiApplication.inputMethod().cursorRectangleChanged, self._tell_place),
        )
        for signal, slot in self._listens_to:
            signal.connect(slot)
        self._follow(QGuiApplication.focusObject())

    def meet(self) -> bool:
        """Join fcitx 4 where it runs, be a widget waiting for keys yet or not; return whether it does."""
        if self._bus is None:
            with contextlib.suppress(OSError):
                self._enter()
        return self._bus is not None

    def leave(self) -> None:
        """Let go of fcitx and of the keyboard for good."""
        for signal, slot in self._listens_to:
            signal.disconnect(slot)
        self._follow(None)
        self._part()

    def commit(self) -> None:
        """Enter what is being composed as it stands, before something is saved."""
        if self._focus is not None and self._composed:
            composed, self._composed = self._composed, ""
            _give(self._focus, commit=composed)
            self._tell("Reset")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Offer a key to fcitx; what it takes, neither a shortcut nor the widget ever sees."""
        if self._bus is None or watched is not self._focus or self._is_giving:
            return False
        kind = _KEYS.get(event.type())
        if kind is None or not isinstance(event, QKeyEvent) or not _takes_words(watched):
            return False
        if kind == _RELEASED:
            return self._offer(event, kind)
        # A press comes twice, the first time for shortcuts: there fcitx is asked, before the program's.
        if self._asked[:2] != _which(event):
            self._asked = (*_which(event), self._offer(event, kind))
        if self._asked[2]:
            event.accept()
        return self._asked[2]

    def _offer(self, event: QKeyEvent, kind: int) -> bool:
        key = (event.nativeVirtualKey(), event.nativeScanCode(), event.nativeModifiers())
        if self._bus is None or not key[0]:
            return False
        self._last = event.clone()
        moment = event.timestamp() & 0xFFFFFFFF
        try:
            (taken,) = self._bus.call(self._context, "ProcessKeyEvent", "uuuiu", *key, kind, moment)
            self._hear()
        except OSError:
            self._part()
            return False
        return bool(taken)

    def _follow(self, focus: QObject | None) -> None:
        """The keyboard goes to another widget."""
        before, self._focus = self._focus, focus
        if before is not None:
            with contextlib.suppress(RuntimeError):  # the widget is gone
                before.removeEventFilter(self)
        if focus is not None:
            focus.installEventFilter(self)
        if self._is_giving and focus is not None:
            return  # what was composed on a cell has opened the field that it goes on in
        if before is not None:
            self._leave(before)
        if focus is not None and self._bus is not None:
            self._tell("FocusIn")
        elif focus is not None:
            self.meet()  # it may have been started after the program

    def _leave(self, widget: QObject) -> None:
        composed, self._composed = self._composed, ""
        if composed:
            with contextlib.suppress(RuntimeError):
                _give(widget, commit=composed)
        self._tell("FocusOut")
        self._tell("Reset")

    def _enter(self) -> None:
        """Find fcitx, and tell it of the widget that waits for keys, where there is one."""
        if self._is_spoken_with_otherwise():
            return
        name = service(os.environ)
        bus = SessionBus(bus_address(os.environ))
        whom = (name, "/inputmethod", _INTERFACE)
        try:
            number = bus.call(whom, "CreateICv3", "si", "nianbao", os.getpid())[0]
        except OSError:
            bus.close()
            raise
        self._context = (name, f"/inputcontext_{number}", _CONTEXT)
        rule = f"type='signal',interface='{_CONTEXT}',path='{self._context[1]}'"
        daemon = ("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus")
        bus.tell(daemon, "AddMatch", "s", rule)
        bus.tell(self._context, "SetCapacity", "u", _COMPOSES_HERE)
        self._bus = bus
        self._notifier = QSocketNotifier(bus.socket.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(lambda *_: self._listen())
        if self._focus is not None:
            self._tell("FocusIn")

    def _listen(self) -> None:
        try:
            self._hear()
        except OSError:
            self._part()

    def _hear(self) -> None:
        for message in [] if self._bus is None else self._bus.take():
            if message.kind == SIGNAL and message.path == self._context[1]:
                self._obey(message)

    def _obey(self, message: Message) -> None:
        if self._focus is None:
            return
        self._is_giving = True
        try:
            self._pass_on(self._focus, message)
        finally:
            self._is_giving = False

    def _pass_on(self, widget: QObject, message: Message) -> None:
        if message.member == "CommitString" and message.values:
            self._composed = ""
            _give(widget, commit=str(message.values[0]))
        elif message.member == "UpdatePreedit" and message.values:
            self._composed, place = str(message.values[0]), int(message.values[1])
            _give(widget, self._composed, _characters(self._composed, place))
        elif message.member == "ForwardKey" and self._last is not None:
            kind = (
                QEvent.Type.KeyRelease
                if message.values[2:] == (_RELEASED,)
                else QEvent.Type.KeyPress
            )
            QCoreApplication.sendEvent(widget, _again(self._last, kind))

    def _tell(self, what: str, signature: str = "", *values: int) -> None:
        if self._bus is None:
            return
        try:
            self._bus.tell(self._context, what, signature, *values)
        except OSError:
            self._part()

    def _tell_place(self) -> None:
        """Where the candidates are to be shown, in the screen's own pixels."""
        window = QGuiApplication.focusWindow()
        if self._bus is None or window is None:
            return
        box = QGuiApplication.inputMethod().cursorRectangle()
        corner, scale = window.mapToGlobal(box.topLeft().toPoint()), window.devicePixelRatio()
        numbers = (corner.x(), corner.y(), box.width(), box.height())
        self._tell("SetCursorRect", "iiii", *(round(one * scale) for one in numbers))

    def _part(self) -> None:
        """Without fcitx keys are typed as they are, until it is met again."""
        if self._notifier is not None:
            self._notifier.setEnabled(False)
            self._notifier.deleteLater()
        if self._bus is not None:
            self._bus.close()
        self._bus = self._notifier = None
        self._composed = ""


def _which(event: QKeyEvent) -> tuple[int, int]:
    return event.key(), event.timestamp()


def _again(event: QKeyEvent, kind: QEvent.Type) -> QKeyEvent:
    return QKeyEvent(kind, event.key(), event.modifiers(), event.text())


def _takes_words(widget: QObject) -> bool:
    query = QInputMethodQueryEvent(Qt.InputMethodQuery.ImEnabled)
    QCoreApplication.sendEvent(widget, query)
    return bool(query.value(Qt.InputMethodQuery.ImEnabled))


def _give(widget: QObject, composed: str = "", place: int = 0, *, commit: str = "") -> None:
    kinds = QInputMethodEvent.AttributeType
    looks = QTextCharFormat()
    looks.setFontUnderline(True)
    marks = [
        QInputMethodEvent.Attribute(kinds.TextFormat, 0, len(composed), looks),
        QInputMethodEvent.Attribute(kinds.Cursor, place, 1, None),
    ]
    event = QInputMethodEvent(composed, marks if composed else [])
    if commit:
        event.setCommitString(commit)
    QCoreApplication.sendEvent(widget, event)


def _characters(text: str, octets: int) -> int:
    """A place in the text; fcitx counts the bytes of UTF-8."""
    return len(text.encode()[: max(octets, 0)].decode(errors="ignore"))
