"""What the window shows before a report is open: the ways to begin, and the files used last."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from nianbao.ui import icons, preferences, theme

_WAYS = (
    ("new", "new", "新建报告", "填好单位和年度，从空白的表开始"),
    ("open", "open", "打开报告", "打开保存过的 .nianbao 文件"),
    ("sample", "sample", "示例报告", "用一份填好的报告试一试"),
)
SHOWN_RECENT = 6


class StartPage(QFrame):
    """The first thing a clerk sees."""

    asked = Signal(str)
    """The id of the way chosen."""
    file_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("start")
        self._recent = QVBoxLayout()
        self._recent.setSpacing(theme.GAP // 2)
        column = QVBoxLayout()
        column.setSpacing(2 * theme.GAP)
        title = QLabel("政府信息公开工作年度报告")
        title.setFont(theme.font(20, bold=True))
        column.addWidget(title)
        column.addLayout(self._build_ways())
        column.addLayout(self._recent)
        column.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(6 * theme.GAP, 6 * theme.GAP, 6 * theme.GAP, 3 * theme.GAP)
        row.addLayout(column)
        row.addStretch(1)
        self.refresh()

    def _build_ways(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(2 * theme.GAP)
        for way, picture, label, words in _WAYS:
            button = QPushButton(icons.icon(picture), f"{label}\n{words}")
            button.setAccessibleName(label)
            button.setMinimumSize(232, 72)
            button.clicked.connect(lambda _checked=False, chosen=way: self.asked.emit(chosen))
            row.addWidget(button)
        row.addStretch(1)
        return row

    def refresh(self) -> None:
        """List the recent files."""
        while (item := self._recent.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        files = preferences.recent_files()[:SHOWN_RECENT]
        if files:
            label = QLabel("最近的报告")
            label.setFont(theme.font(12, bold=True))
            self._recent.addWidget(label)
        for path in files:
            self._recent.addWidget(self._file_button(path), 0, Qt.AlignmentFlag.AlignLeft)

    def _file_button(self, path: Path) -> QPushButton:
        button = QPushButton(f"{path.stem}　　{path.parent}")
        button.setFlat(True)
        button.setObjectName("link")
        button.clicked.connect(lambda: self.file_asked.emit(str(path)))
        return button
