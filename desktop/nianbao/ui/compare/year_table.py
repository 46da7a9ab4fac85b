"""A table of changes: last year, this year, by how much, and a pair of bars for each figure."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from nianbao.report.comparison.changes import Change, longest
from nianbao.report.numbers import format_number
from nianbao.ui.compare.bars import Kind, draw_kinds, draw_last, draw_now, draw_pair
from nianbao.ui.look import plain_text, theme
from nianbao.ui.look.alignment import AT_LEFT, AT_RIGHT
from nianbao.ui.system.enter_keys import ENTER

Index = QModelIndex | QPersistentModelIndex
NAME, LAST, NOW, DIFFERENCE, SHARE, BARS = range(6)
ROW, FRAME = 26, 1
NAME_LEAST, BARS_LEAST = 150, 150
_DISPLAY, _TOOL_TIP, _ALIGN, _SPOKEN = 0, 3, 7, 11


class ChangesModel(QAbstractTableModel):
    """Changes, one a row."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.changes: tuple[Change, ...] = ()
        self.longest = longest(())
        self._years = (0, 0)

    def show(self, changes: Sequence[Change], years: tuple[int, int]) -> None:
        """Show other changes between two years."""
        self.beginResetModel()
        self.changes, self._years = tuple(changes), years
        self.longest = longest(self.changes)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """One row a change."""
        return 0 if parent is not None and parent.isValid() else len(self.changes)

    def columnCount(self, parent: Index | None = None) -> int:
        """Name, both years, the difference twice, bars."""
        return 0 if parent is not None and parent.isValid() else BARS + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> object:
        """Name the columns by their years: the report beside this one may be an older one."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if int(role) == _ALIGN:
            return AT_LEFT if section in {NAME, BARS} else AT_RIGHT
        last, now = self._years
        heads = ("项目", f"{last} 年", f"{now} 年", "增减", "增减幅度", "")
        if int(role) == _SPOKEN and section == BARS:
            return f"{last} 年和 {now} 年的长条"
        return heads[section] if int(role) == _DISPLAY else None

    @property
    def kinds(self) -> tuple[Kind, Kind]:
        """Each year's words with what draws its bars."""
        last, now = self._years
        return ((f"{last} 年", draw_last), (f"{now} 年", draw_now))

    def data(self, index: Index, role: int = _DISPLAY) -> object:
        """Return a figure; for screen readers the whole line with each of its cells."""
        one = self.changes[index.row()]
        if int(role) == _DISPLAY:
            texts = (
                one.name,
                "—" if one.last is None else format_number(one.last),
                "—" if one.now is None else format_number(one.now),
                one.signed,
                one.share,
                "",
            )
            return texts[index.column()]
        if int(role) == _ALIGN:
            return AT_LEFT if index.column() == NAME else AT_RIGHT
        if int(role) == _SPOKEN:
            return one.spoken(*self._years)
        return plain_text.tip(one.spoken(*self._years)) if int(role) == _TOOL_TIP else None


class _Heads(QHeaderView):
    """Says above the bars which is whose by a piece of each: a letter's square has the words' colour."""

    def __init__(self, model: ChangesModel, parent: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._model = model

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Draw a head, and in that of the bars their kinds."""
        painter.save()
        super().paintSection(painter, rect, section)
        painter.restore()
        if section == BARS:
            painter.save()
            draw_kinds(painter, QRectF(rect).adjusted(theme.GAP, 0, 0, 0), self._model.kinds)
            painter.restore()


class _BarsDelegate(QStyledItemDelegate):
    """Draws the pair of bars."""

    def __init__(self, model: ChangesModel, parent: QTableView) -> None:
        super().__init__(parent)
        self._model = model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the bars of a line."""
        super().paint(painter, option, index)
        one = self._model.changes[index.row()]
        box = QRectF(option.rect).adjusted(theme.GAP, 4, -theme.GAP, -4)
        draw_pair(painter, box, (one.last, one.now), self._model.longest[one.scale])


class YearTable(QTableView):
    """The changes; Enter or a double click goes to the cell."""

    chosen = Signal(str)
    """The key of the cell of a line."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.changes = ChangesModel(self)
        self.setModel(self.changes)
        self.setAccessibleName(name)
        self.setObjectName("changes")
        self.setItemDelegateForColumn(BARS, _BarsDelegate(self.changes, self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setAlternatingRowColors(True)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW)
        self.verticalHeader().setMinimumSectionSize(ROW)
        head = _Heads(self.changes, self)
        self.setHorizontalHeader(head)
        head.setSectionsClickable(False)
        head.setHighlightSections(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setMinimumSectionSize(0)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.doubleClicked.connect(self._choose)

    def show_changes(self, changes: Sequence[Change], years: tuple[int, int]) -> None:
        """Show other changes; the line that was chosen stays so."""
        row = self.currentIndex().row()
        self.changes.show(changes, years)
        if 0 <= row < len(changes):
            self.setCurrentIndex(self.changes.index(row, NAME))
        self._fit()
        self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use the width that there is."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Names give way first, then the percentage: the bars are what one reads at a glance."""
        head, room = self.horizontalHeader(), self.viewport().width()
        wanted = [max(self.sizeHintForColumn(n), head.sectionSizeHint(n)) for n in range(BARS)]
        figures = sum(wanted[LAST:SHARE]) + BARS_LEAST
        shows_share = figures + wanted[SHARE] + NAME_LEAST <= room
        figures += wanted[SHARE] if shows_share else 0
        self.setColumnHidden(SHARE, not shows_share)
        wanted[NAME] = max(NAME_LEAST // 2, min(wanted[NAME], room - figures))
        for column, width in enumerate(wanted):
            if column != SHARE or shows_share:
                self.setColumnWidth(column, width)
        taken = sum(wanted) - (0 if shows_share else wanted[SHARE])
        self.setColumnWidth(BARS, max(BARS_LEAST // 2, room - taken))

    @property
    def whole_height(self) -> int:
        """The height at which nothing scrolls."""
        return (
            self.horizontalHeader().sizeHint().height() + ROW * self.changes.rowCount() + 2 * FRAME
        )

    def sizeHint(self) -> QSize:
        """As high as its lines."""
        return QSize(super().sizeHint().width(), self.whole_height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the cell."""
        if event.key() in ENTER:
            self._choose(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _choose(self, index: Index) -> None:
        if index.isValid() and self.changes.changes[index.row()].key:
            self.chosen.emit(self.changes.changes[index.row()].key)
