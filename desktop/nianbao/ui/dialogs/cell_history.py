"""What stood in a cell: since the report was opened, at the last saves, last year."""

from collections.abc import Sequence

from PySide6.QtWidgets import QListWidget, QWidget

from nianbao.ui.widgets.dialog_frame import Dialog


class CellHistoryDialog(Dialog):
    """A line for each value, the newest first."""

    def __init__(self, name: str, lines: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__("这一格的历史", parent)
        self.add_heading(name)
        self.lines = QListWidget()
        self.lines.setAccessibleName("这一格的历史")
        self.lines.addItems(list(lines))
        self.lines.setCurrentRow(0)
        self.column.addWidget(self.lines)
        self.add_buttons("", "关闭")
        self.setMinimumWidth(420)
