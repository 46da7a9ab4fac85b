"""撤销 and 重做 show what they change: nothing changes out of the clerk's sight."""

from collections.abc import Iterator

from PySide6.QtGui import QUndoCommand

from nianbao.ui.session.desk import Desk, OpenReport
from nianbao.ui.session.edits import SetCells, SetFacts, SetText
from nianbao.ui.session.outline import FACTS

_TOTALS = "auto_totals"


def undo(desk: Desk, shown: OpenReport) -> None:
    """Take one step back, go to where it was, and say which it was."""
    stack = shown.session.undo_stack
    words, steps = stack.undoText(), list(_steps(stack.command(stack.index() - 1)))
    stack.undo()
    _show(desk.workspace, steps)
    desk.say(f"已撤销：{words}")


def redo(desk: Desk, shown: OpenReport) -> None:
    """Do one step again, go to where it is, and say which it is."""
    stack = shown.session.undo_stack
    words, steps = stack.redoText(), list(_steps(stack.command(stack.index())))
    stack.redo()
    _show(desk.workspace, steps)
    desk.say(f"已重做：{words}")


def _steps(command: QUndoCommand) -> Iterator[QUndoCommand]:
    """Yield a command's parts, or the command itself."""
    if not command.childCount():
        yield command
    for number in range(command.childCount()):
        yield from _steps(command.child(number))


def _show(shown: OpenReport | None, steps: list[QUndoCommand]) -> None:
    """Show the cells, the text or the facts; another report as a whole is shown already."""
    if shown is None:
        return
    cells = [key for step in steps if isinstance(step, SetCells) for key in step.keys]
    texts = [step.key for step in steps if isinstance(step, SetText)]
    facts = {name for step in steps if isinstance(step, SetFacts) for name in step.names}
    if cells:
        shown.show_cells(cells)
    elif texts:
        shown.show_text(texts[0])
    elif facts - {_TOTALS}:
        shown.show_place(FACTS)
