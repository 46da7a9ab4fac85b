"""撤销 and 重做 show what they change: nothing changes out of the clerk's sight."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtGui import QUndoCommand

from nianbao.ui.session.edits import SetCells, SetFacts, SetText
from nianbao.ui.session.outline import FACTS

if TYPE_CHECKING:
    from nianbao.ui.shell.main_window import MainWindow

_TOTALS = "auto_totals"


def undo(window: "MainWindow", *, back: bool) -> None:
    """Undo or redo one step, go to where it was, and say which it was."""
    session = window.session
    if session is None:
        return
    stack = session.undo_stack
    if not (stack.canUndo() if back else stack.canRedo()):
        return
    words = stack.undoText() if back else stack.redoText()
    # Qt's stubs promise a command; beyond the ends of the stack it is None, which was asked above.
    steps = list(_steps(stack.command(stack.index() - (1 if back else 0))))
    (stack.undo if back else stack.redo)()
    _show(window, steps)
    window.say(f"已{'撤销' if back else '重做'}：{words}")


def _steps(command: QUndoCommand) -> Iterator[QUndoCommand]:
    """Yield a command's parts, or the command itself."""
    if not command.childCount():
        yield command
    for number in range(command.childCount()):
        yield from _steps(command.child(number))


def _show(window: "MainWindow", steps: list[QUndoCommand]) -> None:
    workspace = window.workspace
    if workspace is None:
        return
    cells = [key for step in steps if isinstance(step, SetCells) for key in step.keys]
    texts = [step.key for step in steps if isinstance(step, SetText)]
    facts = {name for step in steps if isinstance(step, SetFacts) for name in step.names}
    if cells:
        workspace.show_cells(cells)
    elif texts:
        workspace.show_text(texts[0])
    elif facts - {_TOTALS}:
        workspace.show_place(FACTS)
