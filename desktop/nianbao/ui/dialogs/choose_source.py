"""Several files were given, or a folder: which one is to be read?"""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QWidget

from nianbao.ui.look import plain_text
from nianbao.ui.widgets.dialog_frame import Dialog

MOST = 500
"""Files that a list is still of use for."""


class ChooseSourceDialog(Dialog):
    """A list of files, the one chosen in ``path``."""

    def __init__(self, paths: Sequence[Path], parent: QWidget | None = None) -> None:
        super().__init__("选择一份资料", parent)
        self._paths = paths[:MOST]
        words = f"这里有 {len(paths)} 个可以读的文件，一次打开一份。"
        if len(paths) > MOST:
            words += f"下面列出前 {MOST} 个；要找的不在里面的，请把那个文件单独拖进来。"
        self.add_heading("打开哪一份？", words)
        self.list = QListWidget()
        self.list.setAccessibleName("可以读的文件")
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.addItems([f"{one.name}　　在“{one.parent.name}”里" for one in self._paths])
        for row, path in enumerate(self._paths):
            self.list.item(row).setToolTip(plain_text.tip(str(path)))
        self.list.setCurrentRow(0)
        self.list.itemDoubleClicked.connect(lambda _item: self.accept())
        self.column.addWidget(self.list, 1)
        self.add_buttons("打开")
        self.resize(560, 420)

    @property
    def path(self) -> Path | None:
        """The file that was chosen."""
        row = self.list.currentRow()
        return self._paths[row] if row >= 0 else None
