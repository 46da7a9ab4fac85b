"""One window per user: a second start hands its file to the first and ends.

Without QtNetwork, which is not shipped. A locked file says who is first; it costs nothing at
start-up and the system frees it whatever happens to the process. The first then listens at a
door of its own (see ``own_door``), which is opened after the window has been painted.
"""

import contextlib
import os
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from nianbao import user_folders
from nianbao.report.storage import oslock

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from nianbao.ui.system.own_door import Door

LOCK_FILE = "window.lock"
LONGEST_MESSAGE = 65_536
PATIENCE = 8.0
"""Seconds that a second start waits for a first that is still opening its window."""
TAKEN = b"taken"


class Doorway(QObject):
    """What the first window holds; ``requested`` brings the file of a second start, or an empty string."""

    requested = Signal(str)

    def __init__(self, lock: oslock.HeldLock | None) -> None:
        super().__init__()
        self._lock = lock
        self._door: Door | None = None

    def open(self) -> None:
        """Listen for second starts. Call it once the window is painted."""
        if self._lock is None or self._door is not None:
            return
        from nianbao.ui.system import own_door

        try:
            self._door = own_door.listen(user_folders.user_data())
        except OSError:
            return  # a second start then opens a window of its own
        threading.Thread(target=self._serve, args=(self._door,), daemon=True).start()

    def close(self) -> None:
        """Stop listening and let the next start be the first."""
        if self._door is not None:
            door, self._door = self._door, None
            with contextlib.suppress(OSError):  # its file may be gone with its folder
                door.close()
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def _serve(self, door: "Door") -> None:
        """Receive each visitor beside the others: one who stands and says nothing delays nobody."""
        while self._door is door:
            with contextlib.suppress(OSError, EOFError):
                visitor = door.accept()
                threading.Thread(target=self._receive, args=(visitor,), daemon=True).start()

    def _receive(self, visitor: "Connection") -> None:
        from nianbao.ui.system import own_door

        with contextlib.suppress(OSError, EOFError), visitor:
            if not own_door.is_own_user(visitor):
                return
            visitor.send_bytes(str(os.getpid()).encode())
            if not visitor.poll(PATIENCE):
                return
            wanted = visitor.recv_bytes(LONGEST_MESSAGE).decode("utf-8", "replace")
            visitor.send_bytes(TAKEN)
            self.requested.emit(wanted)


def enter(file: Path | None) -> Doorway | None:
    """Become the first window, or hand the file to it: then None is returned and the process ends."""
    lock = _take_lock()
    if lock is None and _hand_over(file):
        return None
    # Without a lock (a silent first window, a folder that cannot be written) it is just one more.
    return Doorway(lock)


def bring_forward(window: QWidget) -> None:
    """Show a window above all others, wherever it was."""
    from PySide6.QtCore import Qt

    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()


def _take_lock() -> oslock.HeldLock | None:
    """The lock, or None where another process holds it."""
    folder = user_folders.user_data()
    try:
        user_folders.make_private(folder)
        return oslock.take(folder / LOCK_FILE)
    except OSError:
        return None


if sys.platform == "win32":

    def _let_come_forward(process: int) -> None:
        """Windows allows only the program that the user has just started to pass the focus on."""
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(process)

else:

    def _let_come_forward(process: int) -> None:
        """Nothing to do: window managers decide by themselves."""


def _hand_over(file: Path | None) -> bool:
    from nianbao.ui.system import own_door

    def visit() -> bool:
        with own_door.visit(user_folders.user_data()) as door:
            return _tell(door, str(file.absolute()) if file else "")

    return _try_until(visit, time.monotonic() + PATIENCE)


def _try_until(visit: Callable[[], bool], end: float) -> bool:
    while True:
        with contextlib.suppress(OSError, EOFError, ValueError):
            return visit()
        if time.monotonic() > end:
            return False
        time.sleep(0.1)


def _tell(door: "Connection", wanted: str) -> bool:
    if not door.poll(PATIENCE):
        return False
    _let_come_forward(int(door.recv_bytes(LONGEST_MESSAGE)))
    door.send_bytes(wanted.encode("utf-8", "surrogatepass"))
    return door.poll(PATIENCE) and door.recv_bytes(LONGEST_MESSAGE) == TAKEN
