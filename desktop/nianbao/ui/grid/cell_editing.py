"""The editor of a grid's active cell: how it opens, what it begins with, how it ends."""

from collections.abc import Callable

from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QApplication, QLineEdit

from nianbao.ui.grid.delegate import GridDelegate

Trigger = QAbstractItemView.EditTrigger


class CellEditing:
    """Editing as in Excel: typing replaces what is there, F2 goes on with it."""

    def __init__(self, view: QAbstractItemView, delegate: GridDelegate) -> None:
        self._view = view
        self._delegate = delegate

    def editor(self) -> QLineEdit | None:
        """Return the editor that is open, if one is."""
        widget = self._view.indexWidget(self._view.currentIndex())
        return widget if isinstance(widget, QLineEdit) else None

    def opens_by(self, trigger: Trigger) -> None:
        """Remember whether typing opens the editor: arrows then leave it."""
        self._delegate.typed = trigger == Trigger.AnyKeyPressed

    def go_to_end(self) -> None:
        """Of an editor that was not opened by typing Qt selects everything; F2 is to go on writing."""
        editor = self.editor()
        if editor is not None and not self._delegate.typed:
            editor.end(False)

    def begin_blank(self) -> None:
        """Empty the editor that was just opened; Esc still brings the old value back."""
        editor = self.editor()
        if editor is not None:
            editor.clear()
            editor.setModified(True)

    def finish(self) -> None:
        """Enter what stands in the open editor, as clicking elsewhere does."""
        editor = self.editor()
        if editor is not None:
            self._view.commitData(editor)
            self._view.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def compose(self, event: QInputMethodEvent, by_qt: Callable[[QInputMethodEvent], None]) -> None:
        """Let an input method begin an edit without losing what it gives first.

        Qt carries a composition over into the editor, but drops text that comes at once, such as
        a full-width digit: there it opens the editor and hands it only the following events.
        """
        was_open = self.editor() is not None
        by_qt(event)
        editor = self.editor()
        dropped = editor is not None and not was_open and not editor.isModified()
        if editor is not None and dropped and event.commitString():
            QApplication.sendEvent(editor, event)
