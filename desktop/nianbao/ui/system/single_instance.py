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
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from nianbao import user_folders
from nianbao.report.storage import oslock

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from nianbao.ui.system.own_door import Door

Visited = TypeVar("Visited")
LOCK_FILE = "window.lock"
LONGEST_MESSAGE = 65_536
PATIENCE = 8.0
"""Seconds that a second start waits for a first that is still opening its window."""
GLANCE = 0.1
"""Seconds after which a thread that waits for a visitor's words looks whether the door is still open."""
TAKEN = b"taken"


class Doorway(QObject):
    """What the first window holds; ``requested`` brings the file of a second start, or an empty string."""

    requested = Signal(str)

    def __init__(self, lock: oslock.HeldLock | None) -> None:
        super().__init__()
        self._lock = lock
        self._door: Door | None = None
        self._home = user_folders.user_data()
        self._threads: list[threading.Thread] = []

    def open(self) -> None:
        """Listen for second starts. Call it once the window is painted."""
        if self._lock is None or self._door is not None:
            return
        from nianbao.ui.system import own_door

        try:
            self._door = own_door.listen(self._home)
        except OSError:
            return  # a second start then opens a window of its own
        self._begin(self._serve, self._door)

    def close(self) -> None:
        """Stop listening, in all threads, and let the next start be the first."""
        if self._door is not None:
            door, self._door = self._door, None
            self._end_waiting()
            with contextlib.suppress(OSError):  # its file may be gone with its folder
                door.close()
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def _begin(self, work: Callable[[Visited], None], visited: Visited) -> None:
        self._threads = [one for one in self._threads if one.is_alive()]
        # Not to be waited for where one hangs all the same: the program must be able to end.
        thread = threading.Thread(target=work, args=(visited,), daemon=True)
        self._threads.append(thread)
        thread.start()

    def _end_waiting(self) -> None:
        """Let no thread outlive the door: one that wakes while Python is being taken down crashes.

        Closing a door wakes nobody who waits at it, on no system; a visit does.
        """
        from nianbao.ui.system import own_door

        with contextlib.suppress(OSError):
            own_door.visit(self._home).close()
            for thread in self._threads:
                thread.join(1.0)

    def _serve(self, door: "Door") -> None:
        """Receive each visitor beside the others: one who stands and says nothing delays nobody."""
        while self._door is door:
            with contextlib.suppress(OSError, EOFError):
                visitor = door.accept()
                if self._door is not door:
                    visitor.close()  # the visit that ends the waiting
                    return
                self._begin(self._receive, visitor)

    def _receive(self, visitor: "Connection") -> None:
        from nianbao.ui.system import own_door

        with contextlib.suppress(OSError, EOFError), visitor:
            if not own_door.is_own_user(visitor):
                return
            visitor.send_bytes(str(os.getpid()).encode())
            if not self._has_said(visitor):
                return
            wanted = visitor.recv_bytes(LONGEST_MESSAGE).decode("utf-8", "replace")
            visitor.send_bytes(TAKEN)
            self.requested.emit(wanted)

    def _has_said(self, visitor: "Connection") -> bool:
        """Wait for a visitor's words as long as the door is open."""
        end = time.monotonic() + PATIENCE
        while self._door is not None and time.monotonic() < end:
            if visitor.poll(GLANCE):
                return True
        return False


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
