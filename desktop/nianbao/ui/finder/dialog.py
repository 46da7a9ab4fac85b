"""The field and its list, over the middle of the window; Esc and a click beside it close it."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
)

from nianbao.ui.finder.entries import IN_REPORT, Entry, all_entries, search, words_within
from nianbao.ui.look import plain_text, theme
from nianbao.ui.session.desk import Desk

Index = QModelIndex | QPersistentModelIndex
LINE, WIDTH, SHOWN = 32, 600, 11
_DISPLAY, _SPOKEN = 0, 11
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
HINT = "输入汉字或拼音首字母，例如：部分公开、bfgk、导出"
NOTHING = "没有找到。换一个说法，或者只输入一两个字。"


class EntriesModel(QAbstractListModel):
    """What was found."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.entries: Sequence[Entry] = ()

    def show(self, entries: Sequence[Entry]) -> None:
        """List other entries."""
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """One row an entry."""
        return 0 if parent is not None and parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = _DISPLAY) -> object:
        """Return the title; for screen readers all that is shown."""
        one = self.entries[index.row()]
        if int(role) == _DISPLAY:
            return one.title
        if int(role) == _SPOKEN:
            parts = (one.title, one.detail, one.kind, "" if one.is_enabled else "现在不能用")
            return "，".join(part for part in parts if part)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """What cannot be done now is seen, and cannot be chosen."""
        enabled = self.entries[index.row()].is_enabled
        both = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return both if enabled else Qt.ItemFlag.NoItemFlags


class _EntryDelegate(QStyledItemDelegate):
    """Title, detail, kind."""

    def __init__(self, model: EntriesModel, parent: QListView) -> None:
        super().__init__(parent)
        self._model = model
        self._view = parent

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """A line."""
        return QSize(WIDTH - 40, LINE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a line."""
        one, box = self._model.entries[index.row()], option.rect
        if self._view.currentIndex() == index:
            painter.fillRect(box, theme.color("accent_soft"))
            painter.fillRect(box.left(), box.top(), 3, box.height(), theme.color("accent"))
        inner = box.adjusted(12, 0, -10, 0)
        painter.setFont(theme.font(9))
        painter.setPen(theme.color("muted"))
        painter.drawText(inner, _RIGHT, one.kind)
        room = inner.width() - 44
        painter.setFont(theme.font(10))
        painter.setPen(theme.color("text" if one.is_enabled else "faint"))
        title = _elided(painter.font(), one.title, room)
        painter.drawText(inner, _LEFT, title)
        used = QFontMetrics(painter.font()).horizontalAdvance(title) + 2 * theme.GAP
        painter.setFont(theme.font(9))
        painter.setPen(theme.color("muted"))
        rest = QRect(inner.left() + used, inner.top(), room - used, inner.height())
        if rest.width() > 2 * LINE:
            painter.drawText(rest, _LEFT, _elided(painter.font(), one.detail, rest.width()))


def _elided(font: "object", words: str, room: int) -> str:
    metrics = QFontMetrics(font)  # type: ignore[call-overload]
    return str(metrics.elidedText(words, Qt.TextElideMode.ElideRight, room))


_MOVES = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: SHOWN,
    Qt.Key.Key_PageUp: -SHOWN,
}


class _Field(QLineEdit):
    """Arrows and pages go through the list without leaving the field."""

    def __init__(self, view: QListView) -> None:
        super().__init__()
        self._view = view

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, or type."""
        step = _MOVES.get(Qt.Key(event.key()), 0)
        if not step:
            super().keyPressEvent(event)
            return
        model = self._view.model()
        row = self._view.currentIndex().row() + step
        self._view.setCurrentIndex(model.index(max(0, min(row, model.rowCount() - 1)), 0))


class FinderDialog(QDialog):
    """One field that finds everything."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.widget)
        self.setWindowTitle("快速查找")
        self._desk = desk
        self._all = all_entries(desk)
        self.chosen: Entry | None = None
        self.found = EntriesModel(self)
        self.list = QListView()
        self.list.setAccessibleName("找到的")
        self.list.setModel(self.found)
        self.list.setItemDelegate(_EntryDelegate(self.found, self.list))
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFixedHeight(LINE * SHOWN + 4)
        self.list.clicked.connect(self._take)
        self.list.activated.connect(self._take)
        self.field = _Field(self.list)
        self.field.setAccessibleName("查找行、文字、命令、问题和说明")
        self.field.setPlaceholderText(HINT)
        self.field.setFont(theme.font(12))
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(self._search)
        self.field.returnPressed.connect(lambda: self._take(self.list.currentIndex()))
        self._says = plain_text.label(NOTHING)
        self._says.setObjectName("muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(*[2 * theme.GAP] * 4)
        column.setSpacing(theme.GAP)
        for widget in (self.field, self.list, self._says):
            column.addWidget(widget)
        self.setFixedWidth(WIDTH)
        self._search("")

    def _search(self, typed: str) -> None:
        session = self._desk.session
        found = search(self._all, typed) if typed.strip() else ()
        within = () if session is None else tuple(words_within(session, typed))
        self.found.show((*found, *within))
        self.list.setCurrentIndex(self.found.index(0, 0))
        self._says.setVisible(bool(typed.strip()) and not self.found.entries)

    def _take(self, index: Index) -> None:
        if index.isValid() and self.found.entries[index.row()].is_enabled:
            self.chosen = self.found.entries[index.row()]
            self.accept()


def find(desk: Desk) -> None:
    """Ask, and go there or do it."""
    dialog = FinderDialog(desk)
    over = desk.widget.frameGeometry()
    dialog.move(over.center().x() - WIDTH // 2, over.top() + 12 * theme.GAP)
    dialog.exec()
    chosen = dialog.chosen
    dialog.deleteLater()
    if chosen is not None:
        if chosen.kind in IN_REPORT:
            desk.back_to_report()
        chosen.act(desk)
