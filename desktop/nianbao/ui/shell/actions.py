"""The table of commands as Qt's actions, with icons and keys."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence

from nianbao.ui.commands.keys import in_words, tip_of
from nianbao.ui.commands.table import COMMANDS, Command
from nianbao.ui.look import icons


def build_actions(parent: QObject, perform: Callable[[Command], None]) -> dict[str, QAction]:
    """Return an action for every command, by its id."""
    return {command.id: _build(command, parent, perform) for command in COMMANDS}


def _build(command: Command, parent: QObject, perform: Callable[[Command], None]) -> QAction:
    action = QAction(_in_menu(command), parent)
    action.setCheckable(command.checkable)
    if command.keys:
        # setShortcut would build all of Qt's enums before it looks at the keys.
        action.setProperty("shortcut", command.keys)
    action.setToolTip(tip_of(command.id))
    action.triggered.connect(lambda _checked=False: perform(command))
    return action


def _in_menu(command: Command) -> str:
    """Return its words, and behind a tab its keys where Qt would write them as no keyboard has them."""
    shown = in_words(command.keys)
    return command.text if shown == command.keys else f"{command.text}\t{shown}"


def hear_number_pad(actions: Mapping[str, QAction]) -> None:
    """Let the Enter of the number pad do what the other one does; after the first paint."""
    for command in COMMANDS:
        held, key, rest = command.keys.partition("Return")
        if key:
            keys = (command.keys, f"{held}Enter{rest}")
            actions[command.id].setShortcuts([QKeySequence(one) for one in keys])


def draw_icons(actions: Mapping[str, QAction], *, bar: bool | None = None) -> None:
    """Give the actions their icons in the theme's colours: those of the bar, the others, or all."""
    for command in COMMANDS:
        if command.icon and bar in {None, command.bar}:
            actions[command.id].setIcon(icons.icon(command.icon))
