"""The adapter between a session and a table view; holds no value of its own.

Roles are compared as plain ints: ``data`` is called some thousand times a second, and an enum of
Qt costs more than the answer.
"""

from collections.abc import Iterable
from decimal import Decimal

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from nianbao.formats.body import Body, Place
from nianbao.formats.layout import CellDef
from nianbao.report.numbers import format_number
from nianbao.ui.grid.cell_marks import CellMarks, Mark
from nianbao.ui.look import plain_text
from nianbao.ui.session.session import Session

DISPLAY, EDIT, TOOL_TIP, ACCESSIBLE_TEXT, ACCESSIBLE_DESCRIPTION = 0, 2, 3, 11, 12
Index = QModelIndex | QPersistentModelIndex
MANY = 12
"""More changed cells than this are told as one rectangle."""

_WORDS = {
    Mark.NONE: "",
    Mark.READ: "",
    Mark.WARNING: "有提醒",
    Mark.ERROR: "对不上",
    Mark.SUSPECT: "可能是这一格有错",
    Mark.INFERRED: "按勾稽关系推断，请核对",
    Mark.UNREAD: "资料里有，没有读出",
}


class GridModel(QAbstractTableModel):
    """One statutory table of the open report."""

    def __init__(
        self, session: Session, marks: CellMarks, table: str, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.session = session
        self.marks = marks
        self.table = table
        self.body = Body(session.form.layouts[table])
        self._cells = session.form.cells
        session.cells_changed.connect(self._show)
        marks.changed.connect(self._show)

    # What Qt asks

    def rowCount(self, parent: Index | None = None) -> int:
        """Rows below the head."""
        return 0 if parent is not None and parent.isValid() else self.body.n_rows

    def columnCount(self, parent: Index | None = None) -> int:
        """Columns right of the labels."""
        return 0 if parent is not None and parent.isValid() else self.body.n_columns

    def data(self, index: Index, role: int = DISPLAY) -> object:
        """Return a cell's text, or its words for a screen reader."""
        role = int(role)
        if role not in {DISPLAY, EDIT, TOOL_TIP, ACCESSIBLE_TEXT, ACCESSIBLE_DESCRIPTION}:
            return None
        key = self.body.keys.get((index.row(), index.column()))
        if key is None:
            cell = self.body.cells.get((index.row(), index.column()))
            return cell.printed if cell is not None and role == DISPLAY else None
        if role == DISPLAY:
            return self.text(key)
        if role == EDIT:
            return self.edit_text(key)
        if role == ACCESSIBLE_TEXT:
            return self.spoken(key)
        found = "\n".join(self._found(key))
        whole = f"{self.spoken(key)}\n{found}".strip()
        return found if role == ACCESSIBLE_DESCRIPTION else plain_text.tip(whole)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> object:
        """Return a row's or a column's full name, for screen readers."""
        if int(role) not in {DISPLAY, ACCESSIBLE_TEXT}:
            return None
        across = orientation == Qt.Orientation.Horizontal
        for (row, col), key in self.body.keys.items():
            if (col if across else row) == section:
                cell = self._cells[key]
                return "／".join(part for part in self._labels(cell, across=across) if part)
        return None

    def _labels(self, cell: CellDef, *, across: bool) -> tuple[str, ...]:
        return cell.column_labels if across else cell.row_labels

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Inputs can be edited; printed cells can only be looked at."""
        if not index.isValid():
            return _NOTHING
        if (index.row(), index.column()) in self.body.keys:
            return _INPUT
        return _PRINTED

    # What the delegate asks

    def text(self, key: str) -> str:
        """Return the value in force as printed."""
        return format_number(self.session.value(key))

    def edit_text(self, key: str) -> str:
        """Return what the editor begins with: the sum that was typed, or the value; with its note."""
        text = self.session.edit.typed_sum(key) or format_number(self.session.report.cell(key))
        note = self.session.report.cell_notes.get(key)
        return f"{text}（{note}）" if note else text

    def is_computed(self, key: str) -> bool:
        """Whether the value shown was computed, not entered."""
        return self.session.report.cell(key) is None and self.session.value(key) is not None

    def differing_total(self, key: str) -> Decimal | None:
        """Return the computed total where a typed one differs from it."""
        entered = self.session.report.cell(key)
        computed = self.session.totals.get(key)
        return computed if entered is not None and computed not in (None, entered) else None

    def is_total(self, key: str) -> bool:
        """Whether the form prints this cell as a total."""
        return self._cells[key].is_total

    def is_passed(self, place: Place) -> bool:
        """Whether Tab and Enter pass over a cell: a total that the program adds up itself."""
        key, report = self.body.keys[place], self.session.report
        return report.auto_totals and self._cells[key].is_total and report.cell(key) is None

    def note(self, key: str) -> str:
        """Return a cell's note."""
        return self.session.report.cell_notes.get(key, "")

    def spoken(self, key: str) -> str:
        """Say row, column, value and state."""
        cell = self._cells[key]
        value = self.text(key)
        words = [cell.name, f"{value}{cell.unit}" if value else "空白"]
        if self.is_computed(key):
            words.append("自动合计")
        differs = self.differing_total(key)
        if differs is not None:
            words.append(f"计算值 {format_number(differs)}")
        words += [_WORDS[self.marks.of(key)], self.note(key)]
        return "，".join(word for word in words if word)

    def _found(self, key: str) -> list[str]:
        """What is said of a cell, the gravest first."""
        return [one.message for one in self.session.findings if key in one.cells][:3]

    # What the session tells

    def _show(self, keys: Iterable[str]) -> None:
        places = [self.body.places[key] for key in keys if key in self.body.places]
        if not places:
            return
        if len(places) > MANY:
            rows, columns = [row for row, _ in places], [col for _, col in places]
            first = self.index(min(rows), min(columns))
            self.dataChanged.emit(first, self.index(max(rows), max(columns)))
            return
        for row, col in places:
            index = self.index(row, col)
            self.dataChanged.emit(index, index)


_INPUT = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable
_PRINTED = Qt.ItemFlag.ItemIsEnabled
_NOTHING = Qt.ItemFlag.NoItemFlags
