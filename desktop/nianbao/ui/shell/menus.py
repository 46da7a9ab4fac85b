"""Menus, the tool bar and the tables' context menu, built from the table of commands."""

from collections.abc import Mapping

from PySide6.QtCore import QSize
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar, QToolBar, QWidget

from nianbao.ui.commands.table import BAR_END, COMMANDS, CONTEXT_MENU, MENUS
from nianbao.ui.look import icons

TEXT_BESIDE_ICON = 2
"""Qt.ToolButtonStyle by its number: the first use of ``Qt`` builds a hundred enums, which the
window's first paint does not wait for. No module that is loaded before it may import ``Qt``."""
NO_FOCUS = 0
ICON_ONLY = 0
_FITTED = "fitted"
NARROW = 1200
"""Pixels of a window in which not all words have room beside the state of the report."""
WELL_KNOWN = ("save", "undo", "redo")


def build_menus(bar: QMenuBar, actions: Mapping[str, QAction]) -> None:
    """Fill the menu bar."""
    for name, label in MENUS.items():
        menu = bar.addMenu(label)
        for command in COMMANDS:
            if command.menu != name:
                continue
            if command.break_before:
                menu.addSeparator()
            menu.addAction(actions[command.id])


def add_recent(before: QAction, recent: QMenu) -> None:
    """Put the list of recent reports into the menu of an action, after it."""
    menu = next(one for one in before.associatedObjects() if isinstance(one, QMenu))
    actions = menu.actions()
    menu.insertMenu(actions[actions.index(before) + 1], recent)


def build_bar(actions: Mapping[str, QAction]) -> QToolBar:
    """Return the tool bar, with room for the report's state at its end."""
    bar = QToolBar("工具栏")
    bar.setMovable(False)
    bar.setIconSize(QSize(icons.SIZE, icons.SIZE))
    bar.setProperty("toolButtonStyle", TEXT_BESIDE_ICON)
    group = ""
    for command in COMMANDS:
        if not command.bar:
            continue
        if group and command.menu != group:
            bar.addSeparator()
        group = command.menu
        bar.addAction(actions[command.id])
    for last in BAR_END:
        bar.addAction(actions[last])
    return bar


def fit_bar(bar: QToolBar, actions: Mapping[str, QAction]) -> None:
    """Leave out the words of the best known buttons where the window is narrow."""
    style = ICON_ONLY if bar.window().width() < NARROW else TEXT_BESIDE_ICON
    # The bar remembers it as a number: reading a button's own would need the enums of ``Qt``.
    if bar.property(_FITTED) == style:
        return
    bar.setProperty(_FITTED, style)
    for name in WELL_KNOWN:
        bar.widgetForAction(actions[name]).setProperty("toolButtonStyle", style)


def add_context_menu(widget: QWidget, actions: Mapping[str, QAction]) -> None:
    """Offer what can be done with cells at the right mouse button and the menu key."""
    from PySide6.QtCore import Qt

    widget.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
    for group in CONTEXT_MENU:
        for name in group:
            widget.addAction(actions[name])
        separator = QAction(widget)
        separator.setSeparator(True)
        widget.addAction(separator)
