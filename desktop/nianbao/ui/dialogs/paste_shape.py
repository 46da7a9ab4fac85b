"""A pasted block in the shape of the table: rows and columns by name, what changes tinted."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from nianbao.importers.paste.plan import PasteItem, PastePlan
from nianbao.report.numbers import format_number
from nianbao.ui.look import plain_text, theme
from nianbao.ui.session.session import Session

Index = QModelIndex | QPersistentModelIndex
_DISPLAY, _TOOL_TIP, _ALIGNMENT, _BACKGROUND, _FOREGROUND, _SPOKEN = 0, 3, 7, 8, 9, 11
_MIDDLE = int(Qt.AlignmentFlag.AlignCenter)


class ShapeModel(QAbstractTableModel):
    """The cells of a plan, where they stand in the form."""

    def __init__(self, session: Session, plan: PastePlan, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        cells, order = session.form.cells, session.form.order
        items = sorted(plan.items, key=lambda one: order[one.key])
        rows = {cells[one.key].row.id: cells[one.key].row.name for one in items}
        self._rows = list(rows)
        self._row_names = list(rows.values())
        columns = {cells[one.key].column.id: order[one.key] for one in reversed(items)}
        self._columns = sorted(columns, key=lambda one: columns[one])
        self._names = {cells[one.key].column.id: cells[one.key].column.name for one in items}
        self._items = {
            (self._rows.index(cells[one.key].row.id), self._place(one)): one for one in items
        }
        self.dash_is_zero = False

    def _place(self, item: PasteItem) -> int:
        return self._columns.index(self._session.form.cells[item.key].column.id)

    def show_dashes(self, *, as_zero: bool) -> None:
        """Show dashes as what they become."""
        self.dash_is_zero = as_zero
        last = self.index(self.rowCount() - 1, self.columnCount() - 1)
        self.dataChanged.emit(self.index(0, 0), last)

    def rowCount(self, parent: Index | None = None) -> int:
        """The rows of the form that the block meets."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """The columns of the form that the block meets."""
        return 0 if parent is not None and parent.isValid() else len(self._columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> object:
        """Return the name of a row or a column."""
        if int(role) not in {_DISPLAY, _SPOKEN}:
            return None
        if orientation == Qt.Orientation.Horizontal:
            return self._names[self._columns[section]]
        return self._row_names[section]

    def data(self, index: Index, role: int = _DISPLAY) -> object:
        """Return what a cell becomes, and how it is tinted."""
        item, role = self._items.get((index.row(), index.column())), int(role)
        if item is None:
            return theme.color("panel") if role == _BACKGROUND else None
        if role == _DISPLAY:
            return item.text if self._is_refused(item) else self._new(item)
        if role in {_TOOL_TIP, _SPOKEN}:
            said = self.words(item)
            return plain_text.tip(said) if role == _TOOL_TIP else said
        if role == _ALIGNMENT:
            return _MIDDLE
        if role == _FOREGROUND:
            return theme.color("error" if self._is_refused(item) else "text")
        return theme.color(self._tint(item)) if role == _BACKGROUND else None

    def _is_refused(self, item: PasteItem) -> bool:
        return bool(item.problem) and not (self.dash_is_zero and item.is_dash)

    def _new(self, item: PasteItem) -> str:
        return "0" if item.problem else format_number(item.value)

    def _tint(self, item: PasteItem) -> str:
        if self._is_refused(item):
            return "error_soft"
        old = self._session.report.cell(item.key)
        if format_number(old) == self._new(item):
            return "sheet"
        return "accent_soft" if old is None else "warning_soft"

    def words(self, item: PasteItem) -> str:
        """Say place, old and new value, and what is the matter."""
        name = self._session.form.cells[item.key].name
        old = format_number(self._session.report.cell(item.key)) or "空白"
        if self._is_refused(item):
            return f"{name}：“{item.text}”不填，{item.problem}；仍是 {old}"
        new = self._new(item)
        said = f"{name}：{old}，不变" if old == new else f"{name}：{old} 改为 {new}"
        return f"{said}；备注：{item.note}" if item.note else said

    def refused(self) -> list[str]:
        """Return what is said of each cell that cannot be entered, in the form's order."""
        return [self.words(one) for one in self._items.values() if self._is_refused(one)]
