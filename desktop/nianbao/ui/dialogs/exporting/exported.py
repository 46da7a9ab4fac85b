"""After the export: the document is there; open it, or its folder."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

from PySide6.QtWidgets import QWidget

from nianbao.report.errors import UserError
from nianbao.ui.look import plain_text
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


class AllExportedDialog(Dialog):
    """Says which files are in the folder, and which could not be written and why."""

    def __init__(
        self,
        folder: Path,
        written: Sequence[str],
        failed: Mapping[str, UserError],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("导出完成" if not failed else "有文件没有导出", parent)
        self.wants_folder = False
        heading = f"已导出 {len(written)} 个文件" if written else "没有导出文件"
        self.add_heading(heading, "\n".join((*written, str(folder))))
        for name, error in failed.items():
            line = plain_text.label(f"“{name}”没有导出：{error}", wraps=True)
            line.setObjectName("doubt")
            self.column.addWidget(line)
        self.add_buttons("", "")
        opening = self.buttons.addButton("打开文件夹", Role.ActionRole)
        opening.setDefault(True)
        opening.setEnabled(bool(written))
        opening.clicked.connect(self._open)
        close = self.buttons.addButton("完成", Role.RejectRole)
        close.setAutoDefault(False)
        self.setMinimumWidth(520)

    def _open(self) -> None:
        self.wants_folder = True
        self.accept()
