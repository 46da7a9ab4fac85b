"""撤销 and 重做 show what they change: nothing changes out of the clerk's sight."""

from nianbao.checks.outline import FACTS
from nianbao.report.book import Parts
from nianbao.ui.session.desk import Desk, OpenReport
from nianbao.ui.session.edits import Edit

_TOTALS = "auto_totals"


def undo(desk: Desk, shown: OpenReport) -> None:
    """Take one step back, go to where it was, and say which it was."""
    stack = shown.session.undo_stack
    words, step = stack.undoText(), stack.command(stack.index() - 1)
    stack.undo()
    if isinstance(step, Edit):
        _show(shown, step.parts)
    desk.say(f"已撤销：{words}")


def redo(desk: Desk, shown: OpenReport) -> None:
    """Do one step again, go to where it is, and say which it is."""
    stack = shown.session.undo_stack
    words, step = stack.redoText(), stack.command(stack.index())
    stack.redo()
    if isinstance(step, Edit):
        _show(shown, step.parts)
    desk.say(f"已重做：{words}")


def _show(shown: OpenReport, parts: Parts) -> None:
    """Show the cells, the text or the facts that a step is about."""
    cells = [*parts.cells, *parts.notes]
    if cells:
        shown.show_cells(list(dict.fromkeys(cells)))
    elif parts.texts:
        shown.show_text(next(iter(parts.texts)))
    elif parts.facts.keys() - {_TOTALS}:
        shown.show_place(FACTS)
