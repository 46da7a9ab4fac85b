"""Files and folders that come from the file manager: dragged over a window, dropped, or copied."""

from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QDropEvent


def local_files(data: QMimeData) -> list[Path]:
    """Return the files and folders that were copied or are dragged."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def take_copy(event: QDropEvent) -> None:
    """Accept as a copy: after a move, the file manager would delete what was dragged."""
    from PySide6.QtCore import Qt  # its first use takes longer than the first window may

    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()
