"""Keeps what undo remembers within bounds: a window may stay open for weeks, with large texts in it."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

MOST_BYTES = 64_000_000
LOOK_EVERY = 20
"""Steps between two looks: each adds up what all of them hold, and measures those that are new."""
FORGOTTEN = "（较早的步骤，不能再撤销）"
TOLD = "撤销记下的内容超过 64 MB，最早的步骤不能再撤销了"


class Forgetful(QUndoCommand):
    """A step that can let go of what it holds."""

    def held_bytes(self) -> int:
        """Return about how much memory it holds."""
        raise NotImplementedError

    def forget(self) -> None:
        """Hold nothing any more; it goes from the stack when somebody undoes it."""
        self.setText(FORGOTTEN)
        self.setObsolete(True)


class UndoMemory(QObject):
    """Lets the oldest steps forget what they held once all of them hold too much."""

    reached = Signal()
    """The oldest steps can no longer be undone; told once."""

    def __init__(self, stack: QUndoStack, most: int = MOST_BYTES) -> None:
        super().__init__(stack)
        self._stack, self._most = stack, most
        self._steps = 0
        self._sizes: list[int] = []
        self._unmeasured = 0
        self._was_told = False

    def count(self) -> None:
        """Hear of a step more, and look now and then."""
        self._steps += 1
        # The new step is the last one: it took the place of those that had been undone, or joined one.
        self._unmeasured = min(self._unmeasured, max(0, self._stack.count() - 1))
        if self._steps % LOOK_EVERY == 0:
            self.look()

    def look(self) -> None:
        """Add up, and forget as many of the oldest steps as are too much; never the last one."""
        held = self.held()
        too_much = sum(held) - self._most
        if too_much <= 0:
            return
        last = self._stack.index() - 1
        for number, size in enumerate(held[: max(0, last)]):
            if too_much <= 0:
                break
            self._forget(number)
            too_much -= size
        if not self._was_told:
            self._was_told = True
            self.reached.emit()

    def held(self) -> tuple[int, ...]:
        """Return about how much memory each step holds."""
        count = self._stack.count()
        first = min(self._unmeasured, count)
        self._sizes[first:] = [self._held(number) for number in range(first, count)]
        self._unmeasured = count
        return tuple(self._sizes)

    def _held(self, number: int) -> int:
        step = self._stack.command(number)
        return step.held_bytes() if isinstance(step, Forgetful) else 0

    def _forget(self, number: int) -> None:
        step = self._stack.command(number)
        if isinstance(step, Forgetful):
            step.forget()
            self._sizes[number] = 0
        if self._stack.cleanIndex() <= number:
            self._stack.resetClean()  # going back to there no longer gives what the file holds


class BoundedStack(QUndoStack):
    """An undo stack that looks after what its steps hold.

    When one is pushed, and not by the stack's own signal: that is sent once more while the stack is
    taken down, when whoever listened may be half gone.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.memory = UndoMemory(self)

    def push(self, step: QUndoCommand) -> None:
        """Do a step and remember it."""
        super().push(step)
        self.memory.count()
