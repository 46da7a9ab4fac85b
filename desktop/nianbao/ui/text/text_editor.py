"""One text of the report: plain words, undone on the session's stack, with quiet marks in them."""

from math import ceil

from PySide6.QtCore import QEvent, QMimeData, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QMenu, QToolTip, QWidget

from nianbao.ui.look import plain_text, theme
from nianbao.ui.session.session import Session
from nianbao.ui.system.debounce import Debounced
from nianbao.ui.text.pasted_words import pasted_text
from nianbao.ui.text.text_marks import TextMark, marks_of, selections, units
from nianbao.ui.widgets.words_edit import WordsEdit

MOST_SELECTED = 40
"""Characters of a text that are selected where it is gone to."""
MARK_DELAY = 120
"""Milliseconds of rest after which the marks are drawn anew."""


class TextEditor(WordsEdit):
    """One text. The report holds it; undo and redo are the session's."""

    entered = Signal(str)
    """The key of the text that now has the keyboard."""
    marked = Signal(str)
    """The key of the text whose marks were worked out anew."""

    def __init__(
        self, session: Session, key: str, label: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self.key = key
        self.marks: list[TextMark] = []
        self._least = 0
        self.setUndoRedoEnabled(False)
        self.setAccessibleName(label)
        self.setTabChangesFocus(True)
        self.setFont(theme.font(11))
        self.setPlainText(session.report.text(key))
        self._marking = Debounced(self.refresh_marks, self, MARK_DELAY)
        self.textChanged.connect(self._push)
        session.texts_changed.connect(self._follow)
        for signal in (session.findings_changed, session.cells_changed):
            signal.connect(self._marking.soon)
        self.refresh_marks()

    def grows_from(self, height: int) -> None:
        """Be as high as the words, and never lower than this: the page scrolls, not the box."""
        self._least = height
        self.setMinimumHeight(height)
        self.textChanged.connect(self._grow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew, and be as high as they are."""
        super().resizeEvent(event)
        self._grow()

    def _grow(self) -> None:
        if not self._least:
            return
        block, words = self.document().firstBlock(), 0.0
        while block.isValid():
            words += self.blockBoundingRect(block).height()
            block = block.next()
        needed = max(self._least, ceil(words) + 2 * self.fontMetrics().lineSpacing())
        if needed != self.minimumHeight():
            self.setMinimumHeight(needed)

    def _push(self) -> None:
        self._session.edit.type_text(self.key, self.toPlainText())
        self._marking.soon()

    def _follow(self, keys: frozenset[str]) -> None:
        """Show a change from elsewhere by replacing only what differs."""
        text = self._session.report.text(self.key)
        old = self.toPlainText()
        if self.key not in keys or text == old:
            return
        start, end = _common_ends(old, text)
        cursor = self.textCursor()
        cursor.setPosition(units(old[:start]))
        cursor.setPosition(units(old[: len(old) - end]), QTextCursor.MoveMode.KeepAnchor)
        self.blockSignals(True)
        cursor.insertText(text[start : len(text) - end])
        self.blockSignals(False)
        self.setTextCursor(cursor)
        self._marking.soon()

    # Marks

    def refresh_marks(self) -> None:
        """Mark what findings speak of, and numbers that differ from the tables."""
        self._marking.cancel()
        self.marks = marks_of(self._session, self.key, self.toPlainText())
        self.setExtraSelections(selections(self, self.marks))
        self.marked.emit(self.key)

    def _mark_at(self, position: int) -> TextMark | None:
        text = self.toPlainText()
        return next(
            (m for m in self.marks if units(text[: m.start]) <= position <= units(text[: m.end])),
            None,
        )

    def event(self, event: QEvent) -> bool:
        """Explain a mark where the mouse rests on it."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            place = self.viewport().mapFromGlobal(event.globalPos())
            mark = self._mark_at(self.cursorForPosition(place).position())
            QToolTip.showText(event.globalPos(), plain_text.tip(mark.words) if mark else "", self)
            return True
        return super().event(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer the table's number where another one was written."""
        menu = self.createStandardContextMenu(event.pos())
        self._lead_to_session(menu)
        mark = self._mark_at(self.cursorForPosition(event.pos()).position())
        if mark is not None and mark.replacement:
            menu.addSeparator()
            action = menu.addAction(f"改为表格中的数 {mark.replacement}")
            action.triggered.connect(lambda: self.take_table_number(mark))
        menu.exec(event.globalPos())

    def _lead_to_session(self, menu: QMenu) -> None:
        """Let the menu's undo and redo be the session's, not those that are off in the editor."""
        stack = self._session.undo_stack
        ways = {
            "edit-undo": (stack.undo, stack.canUndo()),
            "edit-redo": (stack.redo, stack.canRedo()),
        }
        for action in menu.actions():
            act, possible = ways.get(action.objectName(), (None, False))
            if act is not None:
                action.triggered.disconnect()
                action.triggered.connect(act)
                action.setEnabled(possible)

    def take_table_number(self, mark: TextMark) -> None:
        """Put the table's number in the place of the clerk's."""
        text = self.toPlainText()
        changed = text[: mark.start] + mark.replacement + text[mark.end :]
        self._session.edit.set_texts({self.key: changed}, "改为表格中的数")

    # Keyboard and clipboard

    def begin_with(self, words: str) -> None:
        """Put in a whole text to start from, where nothing is written, and go to its first gap."""
        if self.toPlainText().strip():
            return
        self._session.edit.begin_texts({self.key: words}, "放入写作框架")
        words = self._session.report.text(self.key)
        opened = words.find("【")
        if opened >= 0:
            self.select(opened, words.find("】", opened) + 1)
        self.setFocus()

    def selected_words(self) -> str:
        """Return what is selected."""
        return self.textCursor().selectedText().replace("\u2029", "\n")

    def insert(self, words: str) -> None:
        """Put words in at the cursor, in the place of what is selected."""
        self.textCursor().insertText(words)
        self.setFocus()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Words only; a file that is dropped here belongs to the window."""
        if any(url.isLocalFile() for url in source.urls()):
            return False
        return source.hasText() or source.hasHtml()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Keep paragraphs, drop formats."""
        words = pasted_text(source)
        if words:
            self.insert(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave undo and redo to the session."""
        if event.matches(QKeySequence.StandardKey.Undo):
            self._session.undo_stack.undo()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self._session.undo_stack.redo()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell the window where the clerk is."""
        super().focusInEvent(event)
        self.entered.emit(self.key)

    def show_words(self, start: int, end: int) -> None:
        """Select a few words that are spoken of; of more only the beginning: a key would replace them."""
        if end > start:
            self.select(start, end if end - start <= MOST_SELECTED else start)

    def select(self, start: int, end: int) -> None:
        """Select the characters from ``start`` to ``end``."""
        text = self.toPlainText()
        cursor = self.textCursor()
        cursor.setPosition(units(text[:start]))
        cursor.setPosition(units(text[:end]), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)


def _common_ends(old: str, new: str) -> tuple[int, int]:
    """Return how many characters two texts share at the beginning and at the end."""
    limit = min(len(old), len(new))
    start = next((n for n in range(limit) if old[n] != new[n]), limit)
    rest = limit - start
    end = next((n for n in range(rest) if old[-1 - n] != new[-1 - n]), rest)
    return start, end
