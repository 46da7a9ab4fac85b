"""The texts of a section: one plain-text editor for each key, undone on the session's stack."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QTextCursor
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from nianbao.report.texts import part_heading
from nianbao.ui import theme
from nianbao.ui.session import Session


class TextEditor(QPlainTextEdit):
    """One text. The report holds it; undo and redo are the session's."""

    entered = Signal(str)
    """The key of the text that now has the keyboard."""

    def __init__(
        self, session: Session, key: str, label: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self.key = key
        self.setUndoRedoEnabled(False)
        self.setAccessibleName(label)
        self.setTabChangesFocus(True)
        self.setFont(theme.font(11))
        self.setPlainText(session.report.text(key))
        self.textChanged.connect(self._push)
        session.texts_changed.connect(self._follow)

    def _push(self) -> None:
        self._session.set_text(self.key, self.toPlainText())

    def _follow(self, keys: frozenset[str]) -> None:
        """Show a change from elsewhere by replacing only what differs."""
        text = self._session.report.text(self.key)
        old = self.toPlainText()
        if self.key not in keys or text == old:
            return
        start, end = _common_ends(old, text)
        cursor = self.textCursor()
        cursor.setPosition(_units(old[:start]))
        cursor.setPosition(_units(old[: len(old) - end]), QTextCursor.MoveMode.KeepAnchor)
        self.blockSignals(True)
        cursor.insertText(text[start : len(text) - end])
        self.blockSignals(False)
        self.setTextCursor(cursor)

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


def _common_ends(old: str, new: str) -> tuple[int, int]:
    """Return how many characters two texts share at the beginning and at the end."""
    limit = min(len(old), len(new))
    start = next((n for n in range(limit) if old[n] != new[n]), limit)
    rest = limit - start
    end = next((n for n in range(rest) if old[-1 - n] != new[-1 - n]), rest)
    return start, end


def _units(text: str) -> int:
    """Return a length in UTF-16 units, as QTextCursor counts."""
    return len(text.encode("utf-16-le")) // 2


class TextPage(QScrollArea):
    """A section's texts below each other, under their headings."""

    entered = Signal(str)

    def __init__(self, session: Session, section_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._section = session.form.section(section_id)
        self.editors: dict[str, TextEditor] = {}
        self.setObjectName("page")
        self.setWidgetResizable(True)
        sheet = QWidget()
        sheet.setObjectName("sheet")
        self._column = QVBoxLayout(sheet)
        self._column.setContentsMargins(*[3 * theme.GAP] * 4)
        self._column.setSpacing(theme.GAP)
        self._add_heading(self._section.label, 14)
        self._add_editors()
        self.setWidget(sheet)

    def _add_heading(self, text: str, points: float) -> None:
        label = QLabel(text)
        label.setFont(theme.font(points, bold=True))
        self._column.addWidget(label)

    def _add_editors(self) -> None:
        section = self._section
        if not section.parts:
            self._add_editor(section.id, section.label, 320)
            return
        self._add_editor(f"{section.id}.lead", f"{section.label}，开头的话", 80)
        for number, part in enumerate(section.parts, 1):
            heading = part_heading(number, part.label)
            self._add_heading(heading, 11)
            self._add_editor(f"{section.id}.{part.id}", heading, 140)

    def _add_editor(self, key: str, label: str, height: int) -> None:
        editor = TextEditor(self._session, key, label)
        editor.setMinimumHeight(height)
        editor.entered.connect(self.entered)
        self.editors[key] = editor
        self._column.addWidget(editor, 1)

    def go_to(self, key: str, start: int = 0, end: int = 0) -> None:
        """Put the cursor into a text, and select the words from ``start`` to ``end``."""
        editor = self.editors.get(key) or next(iter(self.editors.values()))
        text = editor.toPlainText()
        cursor = editor.textCursor()
        if end > start:
            cursor.setPosition(_units(text[:start]))
            cursor.setPosition(_units(text[:end]), QTextCursor.MoveMode.KeepAnchor)
            editor.setTextCursor(cursor)
        editor.setFocus()
        self.ensureWidgetVisible(editor)
