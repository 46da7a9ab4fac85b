"""A request to end: Ctrl+C, or a system that shuts down. Without it a file could stay half written."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

SIGNALS = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def asked_to_end() -> Iterator[list[signal.Signals]]:
    """Raise KeyboardInterrupt in the work where one is asked to end; tell by which signal."""
    asked: list[signal.Signals] = []

    def end(number: int, _frame: object) -> None:
        asked.append(signal.Signals(number))
        raise KeyboardInterrupt

    if threading.current_thread() is not threading.main_thread():
        yield asked
        return
    before = {one: signal.signal(one, end) for one in SIGNALS}
    try:
        yield asked
    finally:
        for one, handler in before.items():
            signal.signal(one, handler if handler is not None else signal.SIG_DFL)
