"""The source at the left: a click tells the place, and a place can be shown."""

from bisect import bisect_right

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QMouseEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from nianbao.importers.document import Place
from nianbao.importers.review import ImportResult
from nianbao.ui.import_review.left_pieces import LEFT
from nianbao.ui.import_review.source_page import (
    LEFT_ROLE,
    UNREAD,
    anchor,
    place_of,
    shown_place,
    source_html,
)
from nianbao.ui.look import theme
from nianbao.ui.look.own_pages import OwnPages


class SourceView(OwnPages):
    """A page with marked pieces."""

    chosen = Signal(object)
    """The Place that was clicked."""
    left_chosen = Signal(int)
    """The number of the left-out piece that was clicked."""
    unread_chosen = Signal(int)
    """The number of the unread words of a line that were clicked."""

    def __init__(self, result: ImportResult, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("资料原文")
        self._result = result
        self.setOpenLinks(False)
        self.setHtml(source_html(result))
        self._starts = sorted((start, name) for name, start in self._collect().items())
        self.anchorClicked.connect(self._tell)

    def _collect(self) -> dict[str, int]:
        """Return where each anchor's words begin in the page."""
        found: dict[str, int] = {}
        block = self.document().begin()
        while block.isValid():
            iterator = block.begin()
            while not iterator.atEnd():
                piece = iterator.fragment()
                for name in piece.charFormat().anchorNames():
                    found.setdefault(name, piece.position())
                iterator += 1
            block = block.next()
        return found

    def _span(self, name: str) -> tuple[int, int] | None:
        """Return where a piece begins and ends: before the next one, and within its block.

        Selecting from the last cell of a table out of it would select the whole table.
        """
        at = next((n for n, (_start, one) in enumerate(self._starts) if one == name), None)
        if at is None:
            return None
        start = self._starts[at][0]
        block = self.document().findBlock(start)
        ends = [one - 1 for one, _name in self._starts[at + 1 : at + 2]]
        end = min([*ends, block.position() + block.length() - 1])
        return start, max(start, end)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click anywhere means the piece that stands there, not only one that is a link."""
        point = event.position().toPoint()
        # Asked first: what follows on a link scrolls the page away from under the mouse.
        is_link, position = self.anchorAt(point), self.cursorForPosition(point).position()
        super().mouseReleaseEvent(event)
        if is_link or self.textCursor().hasSelection() or not self._starts:
            return
        at = bisect_right(self._starts, position, key=lambda one: one[0])
        self._choose_name(self._starts[max(0, at - 1)][1])

    def _tell(self, link: QUrl) -> None:
        self._choose_name(link.toString())

    def _choose_name(self, name: str) -> None:
        kind, _, number = name.partition(",")
        if kind == LEFT:
            self._frame(self._span(name))
            self.left_chosen.emit(int(number))
        elif kind == UNREAD:
            self.show_unread(int(number))
            self.unread_chosen.emit(int(number))
        else:
            self._choose(place_of(name))

    def mark_taken(self, number: int, *, taken: bool) -> None:
        """Show a left-out piece as read where it was taken back, else as left out."""
        span = self._span(f"{LEFT},{number}")
        if span is not None:
            style = QTextCharFormat()
            style.setBackground(theme.color("ok_soft" if taken else LEFT_ROLE))
            style.setForeground(theme.color("text" if taken else "muted"))
            cursor = QTextCursor(self.document())
            cursor.setPosition(span[0])
            cursor.setPosition(span[1], QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeCharFormat(style)

    def _choose(self, place: Place) -> None:
        self.show_place(place)
        self.chosen.emit(place)

    def _bring_into_middle(self) -> None:
        """Scroll where the cursor stands at an edge, so that what is around it is seen as well."""
        line, height = self.cursorRect(), self.viewport().height()
        if line.top() < height // 8 or line.bottom() > height * 7 // 8:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + line.top() - height // 3)

    def show_place(self, place: Place) -> None:
        """Scroll to a piece and frame its words."""
        shown = shown_place(self._result, place)
        self._frame(self._span(anchor(shown)) or self._span(anchor(shown._replace(cell=0))))

    def show_unread(self, number: int) -> None:
        """Scroll to what could not be read: its words in a line, its cell, its row."""
        words = self._span(f"{UNREAD},{number}")
        if words is not None:
            self._frame(words)
        else:
            self.show_place(self._result.unread[number].place)

    def _frame(self, span: tuple[int, int] | None) -> None:
        if span is None:
            self.setExtraSelections([])
            return
        cursor = QTextCursor(self.document())
        cursor.setPosition(span[0])
        self.setTextCursor(cursor)
        self._bring_into_middle()
        cursor.setPosition(span[1], QTextCursor.MoveMode.KeepAnchor)
        style = QTextCharFormat()
        style.setBackground(theme.color("accent"))
        style.setForeground(theme.color("on_accent"))
        selection = QTextEdit.ExtraSelection()
        selection.cursor = cursor
        selection.format = style
        self.setExtraSelections([selection])
