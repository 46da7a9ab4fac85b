"""Pages of markup that the program itself wrote: help, licences, a source that is looked through."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QTextBrowser


class OwnPages(QTextBrowser):
    """Shows the program's own markup, and loads nothing that it names."""

    def loadResource(self, _kind: int, _name: QUrl | str) -> QImage:
        """Give an empty picture for whatever a page names; for less Qt looks at the disk itself."""
        return QImage(1, 1, QImage.Format.Format_ARGB32)
