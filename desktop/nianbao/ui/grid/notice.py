"""A calm strip beside a cell that says why something was not entered."""

from PySide6.QtCore import QModelIndex, QRect, Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHBoxLayout, QWidget

from nianbao.ui.look import plain_text, theme

WIDTH = 320


class Notice(QFrame):
    """Stands below its cell until the clerk goes on."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._around = parent
        self.setObjectName("notice")
        self._label = plain_text.label(parent=self, wraps=True)
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.GAP, theme.GAP // 2, theme.GAP, theme.GAP // 2)
        row.addWidget(self._label)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._label.text()

    def put_away(self) -> bool:
        """Say nothing any more; return whether something was said."""
        said = self.isVisible()
        self.hide()
        return said

    def show_beside(self, view: QAbstractItemView, index: QModelIndex, text: str) -> None:
        """Say something below a cell of a view, or above it where there is no room.

        The view stands in what this is a part of: below a table's last row is room there.
        """
        self._label.setText(text)
        self.setAccessibleName(text)
        seen = view.visualRect(index)
        cell = QRect(view.viewport().mapTo(self._around, seen.topLeft()), seen.size())
        room = self._around.rect()
        self.setFixedWidth(min(WIDTH, room.width()))
        self.adjustSize()
        top = cell.bottom() + 4
        if top + self.height() > room.bottom():
            top = cell.top() - self.height() - 4
        left = min(cell.left(), room.right() - self.width())
        self.move(max(0, left), max(0, top))
        self.show()
        self.raise_()
