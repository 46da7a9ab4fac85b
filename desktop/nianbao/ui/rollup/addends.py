"""What the units add to one cell: sorted, each with its share, last year's value and a bar."""

from decimal import Decimal

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from nianbao.report.numbers import format_number
from nianbao.rollup.names import home_of
from nianbao.rollup.sums import Addend
from nianbao.ui.look import plain_text, theme
from nianbao.ui.look.alignment import AT_LEFT, AT_RIGHT
from nianbao.ui.system.enter_keys import ENTER

Index = QModelIndex | QPersistentModelIndex
DISPLAY, TOOL_TIP, ALIGNMENT, ACCESSIBLE_TEXT = 0, 3, 7, 11
UNIT, VALUE, SHARE, LAST = range(4)
_HEADS = ("单位", "数", "占比", "上年")
ROW = 26
BAR = 5
"""Pixels for a bar and the gap below it."""
ENOUGH = 100
"""So many names tell what all begin with."""


class AddendsModel(QAbstractTableModel):
    """The addends of one cell."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.addends: tuple[Addend, ...] = ()
        self.most = Decimal(0)
        self.broken: frozenset[str] = frozenset()
        """Units that break an identity of this cell."""
        self._home = ""

    def take(self, addends: tuple[Addend, ...], broken: frozenset[str] = frozenset()) -> None:
        """Show the addends of another cell."""
        self.beginResetModel()
        self.addends, self.broken = addends, broken
        self._home = home_of(one.unit for one in addends[:ENOUGH])
        self.most = max((abs(one.value) for one in addends), default=Decimal(0))
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Units that have a number there."""
        return 0 if parent is not None and parent.isValid() else len(self.addends)

    def columnCount(self, parent: Index | None = None) -> int:
        """Unit, value, share, last year."""
        return 0 if parent is not None and parent.isValid() else len(_HEADS)

    def data(self, index: Index, role: int = DISPLAY) -> object:
        """Return a cell's words."""
        role = int(role)
        if role == ALIGNMENT:
            return AT_LEFT if index.column() == UNIT else AT_RIGHT
        if role not in {DISPLAY, TOOL_TIP, ACCESSIBLE_TEXT}:
            return None
        one = self.addends[index.row()]
        if role == TOOL_TIP:
            broken = "\n这个单位的这一组数对不上。" if one.unit in self.broken else ""
            return plain_text.tip(f"{one.unit}{broken}")
        words = self._words(one, index.column())
        if role == ACCESSIBLE_TEXT:
            broken = (
                "，勾稽关系不成立" if index.column() == UNIT and one.unit in self.broken else ""
            )
            return f"{_HEADS[index.column()]} {words or '没有'}{broken}"
        return words

    def telling(self, unit: str) -> str:
        """Return a unit's name without the county that most of the names begin with."""
        return unit.removeprefix(self._home)

    def _words(self, one: Addend, column: int) -> str:
        if column == UNIT:
            return one.unit
        if column == VALUE:
            return format_number(one.value)
        if column == SHARE:
            return "" if one.share is None else f"{one.share}%"
        return "" if one.last_year is None else format_number(one.last_year)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> object:
        """Return a column's head, or a rank."""
        if int(role) == ALIGNMENT and orientation == Qt.Orientation.Horizontal:
            return AT_LEFT if section == UNIT else AT_RIGHT
        if int(role) not in {DISPLAY, ACCESSIBLE_TEXT}:
            return None
        return _HEADS[section] if orientation == Qt.Orientation.Horizontal else str(section + 1)


class AddendsTable(QTableView):
    """The addends, the largest first."""

    unit_asked = Signal(str)

    def __init__(self, model: AddendsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.addends = model
        self.setModel(model)
        self.setItemDelegate(_BarDelegate(model, self))
        self.setAccessibleName("各单位的数")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().setDefaultSectionSize(ROW)
        self.verticalHeader().setAccessibleName("名次")
        head = self.horizontalHeader()
        head.setAccessibleName("表头")
        head.setHighlightSections(False)
        head.setSectionResizeMode(UNIT, QHeaderView.ResizeMode.Stretch)
        for column in (VALUE, SHARE, LAST):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.doubleClicked.connect(lambda index: self._ask(index.row()))
        model.modelReset.connect(self._leave_room)

    def _leave_room(self) -> None:
        """Without reports of last year their column leaves its room to the names."""
        self.setColumnHidden(LAST, all(one.last_year is None for one in self.addends.addends))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the unit."""
        if event.key() in ENTER:
            self._ask(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def _ask(self, row: int) -> None:
        if 0 <= row < len(self.addends.addends):
            self.unit_asked.emit(self.addends.addends[row].unit)


class _BarDelegate(QStyledItemDelegate):
    """A bar below each unit's name, as long as its share of the largest."""

    def __init__(self, model: AddendsModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the words, and below a unit's name its bar."""
        one = self._model.addends[index.row()]
        box = option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, theme.color("accent_soft"))
        if index.column() == UNIT and self._model.most:
            share = float(abs(one.value) / self._model.most)
            length = max(2.0, (box.width() - theme.GAP) * share) if one.value else 0.0
            bar = QRectF(box.left() + 4, box.bottom() - BAR, length, BAR - 2)
            painter.fillRect(bar, theme.color("accent"))
        broken = one.unit in self._model.broken
        painter.setPen(theme.color("error" if broken else "text"))
        painter.setFont(option.font)
        # Numbers stand on the line of their name, above its bar.
        room = box.adjusted(4, 0, -4, -BAR if self._model.most else 0)
        words = str(self._model.data(index) or "")
        if index.column() == UNIT:
            mark = "▲ " if broken else ""
            words = self._fitting(mark, words, option.fontMetrics, room.width())
        # At the right: the middle is where 清河县城关镇人民政府 differs from the others.
        cut = option.fontMetrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        side = AT_LEFT if index.column() == UNIT else AT_RIGHT
        painter.drawText(room, side, cut)

    def _fitting(self, mark: str, unit: str, metrics: QFontMetrics, width: int) -> str:
        """What all names begin with gives way first, where one does not fit."""
        fits = metrics.horizontalAdvance(mark + unit) <= width
        return mark + (unit if fits else self._model.telling(unit))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """A number is wanted whole, with the room beside it."""
        found = super().sizeHint(option, index)
        words = str(self._model.data(index) or "")
        wide = option.fontMetrics.horizontalAdvance(words) + 3 * theme.GAP
        return QSize(max(found.width(), wide), found.height())
