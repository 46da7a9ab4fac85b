"""The table of commands as Qt's actions, with icons and keys."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from nianbao.ui.commands.keys import tip_of
from nianbao.ui.commands.table import COMMANDS, Command
from nianbao.ui.look import icons


def build_actions(parent: QObject, perform: Callable[[Command], None]) -> dict[str, QAction]:
    """Return an action for every command, by its id."""
    return {command.id: _build(command, parent, perform) for command in COMMANDS}


def _build(command: Command, parent: QObject, perform: Callable[[Command], None]) -> QAction:
    action = QAction(command.text, parent)
    action.setCheckable(command.checkable)
    if command.keys:
        # setShortcut would build all of Qt's enums before it looks at the keys.
        action.setProperty("shortcut", command.keys)
    action.setToolTip(tip_of(command.id))
    action.triggered.connect(lambda _checked=False: perform(command))
    return action


def draw_icons(actions: Mapping[str, QAction], *, bar_only: bool = False) -> None:
    """Give the actions their icons in the theme's colours; those of the menus can wait."""
    for command in COMMANDS:
        if command.icon and (command.bar or not bar_only):
            actions[command.id].setIcon(icons.icon(command.icon))
