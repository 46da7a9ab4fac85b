"""Work in another thread that can be watched and ended; what it tells arrives in the window's thread."""

import contextlib
import time
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, SignalInstance

Result = TypeVar("Result")
REST = 0.0005
"""Seconds that work in the background sleeps at each look; only then the window gets its turn at once."""
LOOKS = 0.05
"""Seconds between two tellings of the progress: the window has other things to do as well."""


class Voice(QObject):
    """What a job says. Connect methods of QObjects: a bare function would be called in the other thread."""

    progressed = Signal(int, int)
    done = Signal(object, object)
    """The job and its result."""
    failed = Signal(object, object)
    """The job and what it raised: to be told where it is a UserError, else to be raised again."""


class Job(QRunnable, Generic[Result]):
    """One piece of work. It gets values and returns values, and touches no widget."""

    def __init__(self, work: Callable[["Job[Result]"], Result]) -> None:
        super().__init__()
        self.setAutoDelete(False)
        self.voice = Voice()
        self._work = work
        self._told = 0.0
        self._is_stopped = False
        self.is_over = False

    def start(self) -> None:
        """Begin, in the other thread."""
        _known[:] = [one for one in _known if not one.is_over]
        _known.append(self)
        QThreadPool.globalInstance().start(self)

    def stop(self) -> None:
        """Ask the work to end early; what it has by then is its result."""
        self._is_stopped = True

    def is_stopped(self) -> bool:
        """Whether the work is asked to end; it looks here between two files."""
        return self._is_stopped

    def is_stopped_or_rests(self) -> bool:
        """The same for work that nobody waits for: it also leaves the processor to who does."""
        time.sleep(REST)
        return self._is_stopped

    def tell(self, number: int, of: int) -> None:
        """Say how far it is, not more often than anybody can look."""
        now = time.monotonic()
        if number >= of or now - self._told > LOOKS:
            self._told = now
            self._say(self.voice.progressed, number, of)

    def run(self) -> None:
        """Work, in the other thread."""
        try:
            result = self._work(self)
        except BaseException as problem:  # noqa: BLE001 - raised again in the window's thread
            self._say(self.voice.failed, self, problem)
        else:
            self._say(self.voice.done, self, result)
        finally:
            self.is_over = True

    def _say(self, signal: SignalInstance, *words: object) -> None:
        """Say something; when the program ends meanwhile, Qt has taken the voice down already."""
        with contextlib.suppress(RuntimeError):
            signal.emit(*words)


_known: list[Job[Any]] = []
"""Work that nobody waits for any more must not be destroyed while it runs, nor in its own thread."""
