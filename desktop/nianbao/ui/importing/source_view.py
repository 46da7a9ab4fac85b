"""The source at the left: a click tells the place, and a place can be shown."""

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextBrowser, QTextEdit, QWidget

from nianbao.importers.document import Place
from nianbao.importers.review import ImportResult
from nianbao.ui import theme
from nianbao.ui.importing.source_page import anchor, place_of, shown_place, source_html


class SourceView(QTextBrowser):
    """A page with marked pieces."""

    chosen = Signal(object)
    """The Place that was clicked."""

    def __init__(self, result: ImportResult, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("资料原文")
        self._result = result
        self.setOpenLinks(False)
        self.setHtml(source_html(result))
        self._spans = self._collect()
        self.anchorClicked.connect(self._tell)

    def _collect(self) -> dict[str, tuple[int, int]]:
        """Return where each anchor's words stand in the page."""
        found: dict[str, tuple[int, int]] = {}
        block = self.document().begin()
        while block.isValid():
            iterator = block.begin()
            while not iterator.atEnd():
                piece = iterator.fragment()
                style = piece.charFormat()
                # Qt gives the name to the first character only, the link to all of them.
                for name in {*style.anchorNames(), style.anchorHref()} - {""}:
                    start, end = found.get(name, (piece.position(), 0))
                    found[name] = (start, max(end, piece.position() + piece.length()))
                iterator += 1
            block = block.next()
        return found

    def _tell(self, link: QUrl) -> None:
        place = place_of(link.toString())
        self.show_place(place)
        self.chosen.emit(place)

    def show_place(self, place: Place) -> None:
        """Scroll to a piece and frame its words."""
        shown = shown_place(self._result, place)
        span = self._spans.get(anchor(shown)) or self._spans.get(anchor(shown._replace(cell=0)))
        if span is None:
            self.setExtraSelections([])
            return
        cursor = QTextCursor(self.document())
        cursor.setPosition(span[0])
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        cursor.setPosition(span[1], QTextCursor.MoveMode.KeepAnchor)
        style = QTextCharFormat()
        style.setBackground(theme.color("accent"))
        style.setForeground(theme.color("on_accent"))
        selection = QTextEdit.ExtraSelection()
        selection.cursor = cursor
        selection.format = style
        self.setExtraSelections([selection])
