"""What other programs bring: files dragged over a window or copied, and the formats of a copied text."""

from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QDropEvent

RICH_TEXT = (
    "text/rtf",
    "application/rtf",
    "text/richtext",
    'application/x-qt-windows-mime;value="Rich Text Format"',
)
"""As programs of X11, and Qt on Windows, name it."""


def local_files(data: QMimeData) -> list[Path]:
    """Return the files and folders that were copied or are dragged."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def take_copy(event: QDropEvent) -> None:
    """Accept as a copy: after a move, the file manager would delete what was dragged."""
    from PySide6.QtCore import Qt  # its first use takes longer than the first window may

    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()


def refuse_what_text_alone_would_lose(data: QMimeData) -> None:
    """Refuse numbers that would come otherwise than the clerk saw them; raises `SourceError`."""
    name = next((name for name in RICH_TEXT if data.hasFormat(name)), None)
    if name is not None and not data.hasHtml():
        from nianbao.importers.paste.rich_text import refuse_lost_marks

        refuse_lost_marks(bytes(data.data(name).data()))
