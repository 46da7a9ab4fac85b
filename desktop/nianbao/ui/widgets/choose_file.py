"""Asks for a file to open or a name to save under; begins in the folder used last.

On Windows this is the system's own dialog. Elsewhere it is Qt's, whose Chinese lacks two words.
"""

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QWidget

from nianbao.ui.system import preferences
from nianbao.ui.widgets.steady import steady_everywhere

Label = QFileDialog.DialogLabel


def file_to_open(parent: QWidget, title: str, kinds: str) -> Path | None:
    """Return the file that was chosen, None where nothing was."""
    dialog = _dialog(parent, title, kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return _chosen(dialog)


def file_to_save(
    parent: QWidget, title: str, kinds: str, proposed: Path, *, asks: bool = True
) -> Path | None:
    """Return the name that was given; ``asks`` says whether the dialog asks before replacing."""
    dialog = _dialog(parent, title, kinds)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite, not asks)
    if proposed.parent.is_dir():
        dialog.setDirectory(str(proposed.parent))
    dialog.selectFile(proposed.name)
    own = (kind for kind in kinds.split(";;") if f"*{proposed.suffix})" in kind)
    dialog.selectNameFilter(next(own, ""))
    if sys.platform != "win32":
        dialog.setLabelText(Label.Accept, "保存(&S)")
    return _chosen(dialog)


def choose_folder(parent: QWidget, title: str, begin: Path) -> Path | None:
    """Return the folder that was chosen, None where none was."""
    dialog = _dialog(parent, title, "")
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    if begin.is_dir():
        dialog.setDirectory(str(begin))
    if sys.platform != "win32":
        dialog.setLabelText(Label.Accept, "选择(&S)")
    return _chosen(dialog)


def with_button(field: QLineEdit, ask: Callable[[], object], words: str = "选择…") -> QHBoxLayout:
    """Return a row: a field with a place in it, and beside it the button that asks for one."""
    button = QPushButton(words)
    button.setAutoDefault(False)
    button.clicked.connect(lambda _checked=False: ask())
    row = QHBoxLayout()
    row.addWidget(field, 1)
    row.addWidget(button)
    return row


def _dialog(parent: QWidget, title: str, kinds: str) -> QFileDialog:
    dialog = QFileDialog(parent, title, preferences.folder(), kinds)
    if sys.platform != "win32":
        dialog.setLabelText(Label.LookIn, "位置：")
        dialog.setLabelText(Label.FileType, "文件类型：")
    return dialog


def _chosen(dialog: QFileDialog) -> Path | None:
    with steady_everywhere():
        accepted = bool(dialog.exec())
    files = dialog.selectedFiles()
    dialog.deleteLater()
    return Path(files[0]) if accepted and files else None
