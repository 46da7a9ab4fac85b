"""Edits cells; the editor keeps the first character of an input method."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import (
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from nianbao.ui.grid.model import GridModel
from nianbao.ui.system.enter_keys import ENTER

Index = QModelIndex | QPersistentModelIndex
_LEAVING = ENTER | {Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Up, Qt.Key.Key_Down}
_ARROWS_ASIDE = {Qt.Key.Key_Left, Qt.Key.Key_Right}


class GridDelegate(QStyledItemDelegate):
    """Makes and reads the editors of one table's cells."""

    left_with = Signal(int, bool)
    """The key that ended an edit whose text was accepted, and whether Shift was held."""

    def __init__(
        self,
        model: GridModel,
        font: QFont,
        selected: Callable[[], Sequence[str]],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._selected = selected
        self._everywhere = False
        """Whether Ctrl+Enter ends the edit: the text goes into every selected cell."""
        self.font = font
        self.typed = False
        """Whether the editor was opened by typing, so that arrows leave it."""
        self._accepted = True
        self._only_composed = False
        """Whether nothing came yet but a composition: given up, it leaves the cell as it was."""

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Return the one-line editor of a cell."""
        editor = QLineEdit(parent, alignment=Qt.AlignmentFlag.AlignCenter, frame=False)
        editor.setFont(self.font)
        editor.setAccessibleName(str(index.data(11) or ""))
        self._accepted, self._only_composed = True, False
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Begin with the entered value; typing replaces it, F2 edits it."""
        assert isinstance(editor, QLineEdit)  # noqa: S101 - createEditor made it
        if not editor.isModified():
            editor.setText(str(index.data(2)))
            if not editor.text():  # a computed total stays in sight until something is typed
                editor.setPlaceholderText(str(index.data(0)))

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, _index: Index
    ) -> None:
        """Let the editor cover its cell, within the frame."""
        editor.setGeometry(option.rect.adjusted(2, 2, -3, -3))

    def setModelData(self, editor: QWidget, _model: object, index: Index) -> None:
        """Hand over what was typed, if anything was."""
        assert isinstance(editor, QLineEdit)  # noqa: S101 - createEditor made it
        given_up = self._only_composed and not editor.text()
        if given_up or (not editor.isModified() and not self._everywhere):
            return
        key = self._model.body.keys[index.row(), index.column()]
        session, text = self._model.session, editor.text()
        if self._everywhere:
            self._accepted = session.edit.enter_everywhere(
                self._selected() or [key], text, typed=True
            )
        else:
            self._accepted = session.edit.enter(key, text, keep_note=self.typed)
        editor.setModified(False)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Leave the editor with Enter, Tab and arrows, and go on from there."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = event.key()
            if key in _LEAVING or (self.typed and key in _ARROWS_ASIDE):
                assert isinstance(editor, QWidget)  # noqa: S101 - Qt filters the editor
                self._leave(editor, event)
                return True
            self._only_composed = False
        elif isinstance(event, QInputMethodEvent):
            assert isinstance(editor, QLineEdit)  # noqa: S101 - createEditor made it
            self._note_composition(editor, event)
        return super().eventFilter(editor, event)

    def _note_composition(self, editor: QLineEdit, event: QInputMethodEvent) -> None:
        """What is committed is entered like what is typed; letters that only stood there are not."""
        if event.commitString():
            self._only_composed = False
        elif event.preeditString() and self.typed and not editor.isModified():
            self._only_composed = True

    def _leave(self, editor: QWidget, event: QKeyEvent) -> None:
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        self._everywhere = control and event.key() in ENTER
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
        stays, self._everywhere = self._everywhere, False
        if self._accepted and not stays:
            self.left_with.emit(int(event.key()), shift)
