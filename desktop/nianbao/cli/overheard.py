"""Exceptions that nobody catches, for whoever must not pass them over."""

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def overhear() -> Iterator[list[BaseException]]:
    """Collect what Python would only print: failures in Qt's callbacks, threads and finalisers.

    Qt calls slots, painting and timers from C++, which no exception can cross; the event loop goes
    on, and a program that looks at its results alone never knows.
    """
    heard: list[BaseException] = []

    def hear(error: BaseException | None) -> None:
        if error is not None:
            heard.append(error)

    before = sys.excepthook, threading.excepthook, sys.unraisablehook
    sys.excepthook = lambda _kind, error, _trace: hear(error)
    threading.excepthook = lambda given: hear(given.exc_value)
    sys.unraisablehook = lambda given: hear(given.exc_value)
    try:
        yield heard
    finally:
        sys.excepthook, threading.excepthook, sys.unraisablehook = before
