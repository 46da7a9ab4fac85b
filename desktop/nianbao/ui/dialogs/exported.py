"""After the export: the document is there; open it, or its folder."""

from pathlib import Path
from typing import Literal

from PySide6.QtWidgets import QWidget

from nianbao.ui.widgets.dialog_frame import Dialog, Role


class ExportedDialog(Dialog):
    """Says where the document is."""

    def __init__(self, path: Path, parent: QWidget | None = None) -> None:
        super().__init__("导出完成", parent)
        self.wish: Literal["file", "folder"] | None = None
        self.add_heading("已导出", f"{path.name}\n{path.parent}")
        self.add_buttons("", "")
        opening = self.buttons.addButton("打开文件", Role.ActionRole)
        opening.setDefault(True)
        opening.clicked.connect(lambda: self._leave("file"))
        folder = self.buttons.addButton("打开文件夹", Role.ActionRole)
        folder.setAutoDefault(False)
        folder.clicked.connect(lambda: self._leave("folder"))
        close = self.buttons.addButton("完成", Role.RejectRole)
        close.setAutoDefault(False)
        self.setMinimumWidth(460)

    def _leave(self, wish: Literal["file", "folder"]) -> None:
        self.wish = wish
        self.accept()
