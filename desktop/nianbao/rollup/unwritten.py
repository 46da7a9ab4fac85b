"""What the clerk has just said and the disk does not hold yet: a share may hang, the window must not."""

from collections import deque
from collections.abc import Callable
from pathlib import Path
from threading import Lock

from nianbao.rollup.decisions import Decisions, save_decisions

Answer = Callable[[Decisions], Decisions]
"""What a clerk says, as a change of all that is decided by then: two answers in a row are both kept."""


class Unwritten:
    """Answers on their way to the disk, in their order, handed from the window's thread to the writer's."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = Lock()
        self._waiting: deque[tuple[Decisions, Decisions]] = deque()
        self.is_writing = False

    def add(self, before: Decisions, now: Decisions) -> bool:
        """Take an answer; return whether a writer must be sent, because none is at work."""
        with self._lock:
            self._waiting.append((before, now))
            is_first, self.is_writing = not self.is_writing, True
            return is_first

    def write(self) -> Decisions:
        """Write all that waits; return what is decided then. After a UserError nothing waits any more."""
        try:
            while True:
                before, now = self._waiting[0]
                joined = save_decisions(self._folder, before, now)
                with self._lock:
                    self._waiting.popleft()
                    if not self._waiting:
                        self.is_writing = False
                        return joined
        except BaseException:
            with self._lock:
                self._waiting.clear()
                self.is_writing = False
            raise
