"""The table 收报情况 as a model: thousands of lines, filtered, searched and sorted in one pass.

Roles are compared as plain ints, as in ``grid.model``: ``data`` is asked some thousand times a second.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from nianbao.report.numbers import format_number
from nianbao.rollup.model import Collection
from nianbao.ui.look import plain_text
from nianbao.ui.look.alignment import AT_LEFT, AT_RIGHT
from nianbao.ui.rollup.lines import FILTERS, Filter, Line, lines_of

Index = QModelIndex | QPersistentModelIndex
DISPLAY, TOOL_TIP, ALIGNMENT, ACCESSIBLE_TEXT = 0, 3, 7, 11
UNIT, STATE = 0, 1
"""The columns that the delegate paints."""


@dataclass(frozen=True)
class Column:
    """One column: its head, its words, what it is sorted by."""

    title: str
    words: Callable[[Line], str]
    order: Callable[[Line], int | Decimal | datetime | str | None]
    width: int
    """In characters of the head's font."""
    is_number: bool = False


@dataclass(frozen=True)
class KeyFigure:
    """A cell that is worth a column, by its key and a short name."""

    key: str
    title: str


class UnitsModel(QAbstractTableModel):
    """The lines of a collection, those that the filter and the search let through."""

    def __init__(self, figures: Sequence[KeyFigure] = (), parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._figures = tuple(figures)
        self._collection: Collection | None = None
        self._values: Mapping[tuple[str, str], Decimal | None] = {}
        self._last: Mapping[str, int] = {}
        self._filter = FILTERS[0]
        self._wanted = ""
        self._sorted_by, self._down = -1, False
        self.lines: tuple[Line, ...] = ()
        self.shown: list[Line] = []
        self._texts: dict[int, tuple[str, ...]] = {}
        """The words of the rows that were looked at: scrolling asks for them again and again."""
        self.fresh: frozenset[str] = frozenset()
        """Places of files that were read anew since the folder was opened."""
        self.columns = self._build_columns()

    # What is shown

    def take(self, collection: Collection, fresh: frozenset[str] = frozenset()) -> None:
        """Show a collection; what is filtered, searched and sorted stays so."""
        self.beginResetModel()
        self._collection, self.fresh = collection, fresh
        self.lines = lines_of(collection)
        last = collection.last_year
        rows = last.units if last is not None else ()
        self._last = {unit.name: unit.file.row for unit in rows if unit.file is not None}
        self.columns = self._build_columns()
        self._choose()
        self.endResetModel()

    def set_figures(self, figures: Sequence[KeyFigure]) -> None:
        """Give other cells a column, with the next lines that are taken."""
        self._figures = tuple(figures)

    def use_filter(self, chosen: Filter) -> None:
        """Show some of the lines."""
        self._filter = chosen
        self._again()

    def search(self, words: str) -> None:
        """Show the lines that say some words: in the unit's name, the file's, or its folder's."""
        self._wanted = "".join(words.split()).lower()
        self._again()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; by -1, in the order of the roster."""
        self._sorted_by, self._down = column, order == Qt.SortOrder.DescendingOrder
        self._again()

    def counts(self) -> dict[str, int]:
        """Return how many lines are behind each filter."""
        return {one.id: sum(map(one.takes, self.lines)) for one in FILTERS}

    def texts(self, row: int) -> tuple[str, ...]:
        """Return the words of a shown row, column by column."""
        found = self._texts.get(row)
        if found is None:
            line = self.shown[row]
            found = self._texts[row] = tuple(column.words(line) for column in self.columns)
        return found

    def line(self, row: int) -> Line | None:
        """Return a shown line; None beyond the last."""
        return self.shown[row] if 0 <= row < len(self.shown) else None

    def row_of(self, key: str) -> int:
        """Return where a line is shown; -1 where it is not."""
        return next((row for row, line in enumerate(self.shown) if line.key == key), -1)

    def _again(self) -> None:
        self.beginResetModel()
        self._choose()
        self.endResetModel()

    def _choose(self) -> None:
        shown = [line for line in self.lines if self._filter.takes(line) and self._says(line)]
        if 0 <= self._sorted_by < len(self.columns):
            key = self.columns[self._sorted_by].order
            known = [line for line in shown if key(line) is not None]
            known.sort(key=key, reverse=self._down)  # type: ignore[arg-type]
            shown = known + [line for line in shown if key(line) is None]
        self.shown = shown
        self._texts = {}

    def _says(self, line: Line) -> bool:
        if not self._wanted:
            return True
        said = f"{line.name}{line.place}"
        return self._wanted in "".join(said.split()).lower()

    # Columns

    def _build_columns(self) -> tuple[Column, ...]:
        return (
            Column("单位", lambda line: line.name, lambda line: line.number, 22),
            Column("状态", lambda line: line.words, lambda line: line.words, 10),
            Column(
                "收到时间", _received, lambda line: line.file.modified if line.file else None, 11
            ),
            Column("迟报", lambda line: "迟报" if line.is_late else "", _late, 4),
            _number("错误", lambda line: line.file.errors if line.file else None),
            _number("提醒", lambda line: line.file.warnings if line.file else None),
            _number("空白", lambda line: line.file.blanks if line.file else None),
            *(self._figure_column(one) for one in self._figures),
            Column("文件", lambda line: line.place, lambda line: line.place or None, 34),
        )

    def _figure_column(self, figure: KeyFigure) -> Column:
        both = bool(self._last)
        title = f"{figure.title}（上年）" if both else figure.title

        def value(line: Line) -> Decimal | None:
            return self._value(line, figure.key)

        def words(line: Line) -> str:
            now = value(line)
            before = self._last_value(line, figure.key) if both else None
            if now is None and before is None:
                return ""
            shown = "—" if now is None else format_number(now)
            return (
                f"{shown}（{'—' if before is None else format_number(before)}）" if both else shown
            )

        return Column(title, words, value, 12 if both else 8, is_number=True)

    def _value(self, line: Line, key: str) -> Decimal | None:
        if self._collection is None or line.file is None or line.file.row < 0:
            return None
        return self._collection.numbers.value(line.file.row, key)

    def _last_value(self, line: Line, key: str) -> Decimal | None:
        last = self._collection.last_year if self._collection is not None else None
        row = self._last.get(line.name, -1)
        return None if last is None or row < 0 else last.numbers.value(row, key)

    # What Qt asks

    def rowCount(self, parent: Index | None = None) -> int:
        """Lines that are shown."""
        return 0 if parent is not None and parent.isValid() else len(self.shown)

    def columnCount(self, parent: Index | None = None) -> int:
        """Columns, those of the key figures too."""
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = DISPLAY) -> object:
        """Return a cell's words."""
        role = int(role)
        if role == DISPLAY:
            return self.texts(index.row())[index.column()]
        if role == ALIGNMENT:
            return AT_RIGHT if self.columns[index.column()].is_number else AT_LEFT
        if role == TOOL_TIP:
            return plain_text.tip(self._tip(self.shown[index.row()]))
        if role == ACCESSIBLE_TEXT:
            return self._spoken(self.shown[index.row()], index.column())
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> object:
        """Return a column's head, or a line's number."""
        if int(role) == ALIGNMENT and orientation == Qt.Orientation.Horizontal:
            return AT_RIGHT if self.columns[section].is_number else AT_LEFT
        if int(role) not in {DISPLAY, ACCESSIBLE_TEXT}:
            return None
        if orientation == Qt.Orientation.Horizontal:
            return self.columns[section].title
        return str(section + 1)

    def _tip(self, line: Line) -> str:
        reason = line.file.reason if line.file is not None else "名单上有，文件夹里没有。"
        fresh = "刚刚有改动，已重新读入。" if line.place in self.fresh else ""
        return "\n".join(part for part in (line.name, line.words, reason, fresh) if part)

    def _spoken(self, line: Line, column: int) -> str:
        words = self.columns[column].words(line) or "空白"
        if column == UNIT:
            fresh = "，刚重新读入" if line.place in self.fresh else ""
            return f"{words}，{line.words}{fresh}"
        return f"{self.columns[column].title} {words}"


def _number(title: str, value: Callable[[Line], int | None]) -> Column:
    def words(line: Line) -> str:
        found = value(line)
        return "" if not found else str(found)

    return Column(title, words, value, 4, is_number=True)


def _received(line: Line) -> str:
    """Day and hour; of another year's file the year, for 01-06 alone would say little."""
    came = line.file.modified if line.file is not None else None
    if came is None:
        return ""
    is_this_year = came.year == date.today().year  # noqa: DTZ011 - the clock on the wall
    return f"{came:%m-%d %H:%M}" if is_this_year else f"{came:%Y-%m-%d}"


def _late(line: Line) -> int | None:
    return 0 if line.is_late else None
