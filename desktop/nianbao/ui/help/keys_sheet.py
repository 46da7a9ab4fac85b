"""All keys on one sheet, menu by menu in columns: to be looked at, or copied and pinned to a wall."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from nianbao.ui.help.content import keys_page
from nianbao.ui.help.pages import Entry
from nianbao.ui.look import plain_text, theme
from nianbao.ui.session.desk import Desk
from nianbao.ui.widgets.dialog_frame import Dialog

COLUMNS = 3
KEYS_WIDTH = 120
SIZE = (980, 600)
BETWEEN = "\u3000"


class KeysSheet(Dialog):
    """Every key with what it does."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("全部按键", parent)
        inner = QWidget()
        inner.setObjectName("sheet")
        columns = QHBoxLayout(inner)
        columns.setContentsMargins(*[2 * theme.GAP] * 4)
        columns.setSpacing(3 * theme.GAP)
        for entries in in_columns(keys_page().entries, COLUMNS):
            column = QVBoxLayout()
            column.setSpacing(theme.GAP)
            for entry in entries:
                column.addLayout(_block(entry))
            column.addStretch(1)
            columns.addLayout(column, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        area.setAccessibleName("全部按键")
        area.setWidget(inner)
        self.column.addWidget(area, 1)
        self.add_buttons("", "关闭")
        room = parent.size() if parent is not None else area.sizeHint()
        self.resize(min(SIZE[0], room.width()), min(SIZE[1], room.height()))


def in_columns(entries: tuple[Entry, ...], count: int) -> list[list[Entry]]:
    """Return entries in their order, in columns as equal as they can be."""
    sizes = [len(entry.parts[0].said) + 1 for entry in entries]
    share, columns, filled = sum(sizes) / count, [[]], 0  # type: ignore[var-annotated]
    for entry, size in zip(entries, sizes, strict=True):
        if columns[-1] and len(columns) < count and filled + size / 2 > share * len(columns):
            columns.append([])
        columns[-1].append(entry)
        filled += size
    return columns


def _block(entry: Entry) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.GAP)
    grid.setVerticalSpacing(2)
    grid.setColumnStretch(1, 1)
    heading = plain_text.label(entry.title)
    heading.setFont(theme.font(10.5, bold=True))
    grid.addWidget(heading, 0, 0, 1, 2)
    for row, (statement,) in enumerate(entry.parts[0].said, 1):
        keys, _, words = statement.text.partition(BETWEEN)
        key = plain_text.label(keys, wraps=True)
        key.setObjectName("muted")
        key.setFixedWidth(KEYS_WIDTH)
        grid.addWidget(key, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(plain_text.label(words, wraps=True), row, 1)
    return grid


def show_keys(desk: Desk) -> None:
    """Show it over the window."""
    KeysSheet(desk.widget).exec()
