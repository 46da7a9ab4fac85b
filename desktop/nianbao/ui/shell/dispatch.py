"""From a command of the table to its handler, with what the command needs."""

from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from nianbao.ui.commands.table import Command, Needs

if TYPE_CHECKING:
    from nianbao.ui.pages.table_page import TablePage
    from nianbao.ui.session.desk import Desk, OpenReport
    from nianbao.ui.session.session import Session

_ROOT = "nianbao.ui."


@cache
def handler(command: Command) -> Callable[..., None]:
    """Return what carries a command out; its module is loaded now if it is not yet."""
    module, _, function = command.does.partition(":")
    found: Callable[..., None] = getattr(import_module(_ROOT + module), function)
    return found


def needed(
    needs: Needs, shown: "OpenReport | None", table: "TablePage | None"
) -> tuple[object, ...] | None:
    """Return what a handler takes besides the desk; None where that is not there now."""
    if needs is Needs.NOTHING:
        return ()
    if needs is Needs.TABLE:
        return None if table is None else (table,)
    if needs is Needs.TYPED_TOTALS:
        return None if table is None or not table.has_typed_totals else (table,)
    if shown is None:
        return None
    return (shown,) if _is_there(needs, shown.session) else None


def _is_there(needs: Needs, session: "Session") -> bool:
    if needs is Needs.UNDO:
        return session.undo_stack.canUndo()
    if needs is Needs.REDO:
        return session.undo_stack.canRedo()
    if needs is Needs.POSTER:
        return session.form.has_picture
    return needs is not Needs.EARLIER or session.last_report() is not None


def perform(command: Command, desk: "Desk", table: "TablePage | None") -> None:
    """Carry a command out where what it needs is there."""
    takes = needed(command.needs, desk.workspace, table)
    if takes is not None:
        handler(command)(desk, *takes, *command.given)
