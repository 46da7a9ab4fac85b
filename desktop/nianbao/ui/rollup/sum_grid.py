"""A table of the sum: the official grid to look at, not to type into."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QWidget

from nianbao.ui.grid import block_actions
from nianbao.ui.grid.model import GridModel, Index
from nianbao.ui.grid.view import TableGrid
from nianbao.ui.system.enter_keys import ENTER

_EDITING = {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}


class SumModel(GridModel):
    """The sum's values; nothing can be entered."""

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every cell can be chosen, none edited."""
        return super().flags(index) & ~Qt.ItemFlag.ItemIsEditable


class SumGrid(TableGrid):
    """A cell is chosen, its addends are looked at."""

    entered = Signal()
    """Enter or a double click: the addends are wanted."""

    def __init__(self, model: SumModel, parent: QWidget | None = None) -> None:
        super().__init__(model, parent)
        self.setEditTriggers(self.EditTrigger.NoEditTriggers)
        self.setAccessibleName(f"{self.accessibleName()}，汇总数，只读")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Travel, copy, and go to the addends; the keys that would change a cell do nothing."""
        if event.key() in ENTER:
            self.entered.emit()
        elif event.matches(QKeySequence.StandardKey.Copy):
            block_actions.copy(self)
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.select_table()
        elif event.key() not in _EDITING:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Go to the addends."""
        self.entered.emit()
        event.accept()
