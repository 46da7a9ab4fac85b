"""Find and replace in all texts of the report, whatever section they stand in."""

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QWidget,
)

from nianbao.report.book import PREAMBLE
from nianbao.ui.look import plain_text, theme
from nianbao.ui.session.session import Session

Place = tuple[str, int]
"""Text key and the character at which the words begin."""


class FindBar(QFrame):
    """A bar below the texts."""

    found = Signal(str, int, int)
    """Text key, first character, character behind the last."""
    closed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._at: Place | None = None
        self.setObjectName("find")
        self.words = _field("查找")
        self.other = _field("替换为")
        self.says = plain_text.label()
        self.says.setObjectName("muted")
        self.says.setMinimumWidth(96)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * theme.GAP, theme.GAP, 2 * theme.GAP, theme.GAP)
        row.setSpacing(theme.GAP)
        row.addWidget(self.words, 2)
        self._add_buttons(row, ("上一个", lambda: self.step(-1)), ("下一个", lambda: self.step(1)))
        row.addWidget(self.says)
        row.addWidget(self.other, 2)
        self._add_buttons(
            row, ("替换", self.replace_one), ("全部替换", self.replace_all), ("关闭", self.leave)
        )
        self.words.textChanged.connect(self._begin)
        self.words.returnPressed.connect(lambda: self.step(1))
        self.other.returnPressed.connect(self.replace_one)
        session.texts_changed.connect(self._say)

    def _add_buttons(self, row: QHBoxLayout, *buttons: tuple[str, object]) -> None:
        for label, act in buttons:
            button = QPushButton(label)
            button.setAutoDefault(False)
            button.clicked.connect(act)
            row.addWidget(button)

    def begin(self, selected: str = "") -> None:
        """Show the bar and take the keyboard; what is selected is what to look for."""
        self.show()
        if selected and "\n" not in selected:
            self.words.setText(selected)
        self.words.setFocus()
        self.words.selectAll()
        self._say()

    def leave(self) -> None:
        """Close the bar."""
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the bar."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    # Finding

    def places(self) -> list[Place]:
        """Return where the words stand, in the order of the report."""
        words = self.words.text()
        return list(self._places(words)) if words else []

    def _keys(self) -> tuple[str, ...]:
        return (PREAMBLE, *self._session.form.text_keys)

    def _places(self, words: str) -> Iterator[Place]:
        for key in self._keys():
            text = self._session.report.text(key)
            start = text.find(words)
            while start >= 0:
                yield key, start
                start = text.find(words, start + len(words))

    def _order(self, place: Place) -> tuple[int, int]:
        return self._keys().index(place[0]), place[1]

    def _begin(self) -> None:
        self._at = None
        self._say()

    def step(self, by: int) -> None:
        """Go to the next or the previous place, around the end of the report."""
        places = self.places()
        if not places:
            self._at = None
            self._say()
            return
        if self._at is None:
            self._at = places[0] if by > 0 else places[-1]
        else:
            here = self._order(self._at)
            beyond = [
                p for p in places if (self._order(p) > here if by > 0 else self._order(p) < here)
            ]
            ahead = beyond or places
            self._at = ahead[0] if by > 0 else ahead[-1]
        key, start = self._at
        holder = QApplication.focusWidget()
        self.found.emit(key, start, start + len(self.words.text()))
        if holder is not None and self.isAncestorOf(holder):
            holder.setFocus()  # Enter goes on finding, it must not reach the text
        self._say()

    # Replacing

    def replace_one(self) -> None:
        """Replace the words that are found now, and go to the next."""
        if self._at is None or self._at not in self.places():
            self.step(1)
            return
        key, start = self._at
        text, words = self._session.report.text(key), self.words.text()
        changed = text[:start] + self.other.text() + text[start + len(words) :]
        self._session.edit.set_texts({key: changed}, "替换")
        self._at = (key, start + len(self.other.text()) - 1)
        self.step(1)

    def replace_all(self) -> int:
        """Replace everywhere in one undo step; return how many."""
        words, places = self.words.text(), self.places()
        if not places:
            self._say()
            return 0
        report, other = self._session.report, self.other.text()
        texts = {key: report.text(key).replace(words, other) for key, _start in places}
        self._session.edit.set_texts(texts, f"全部替换 {len(places)} 处")
        self._at = None
        self.says.setText(f"已替换 {len(places)} 处")
        return len(places)

    def _say(self) -> None:
        if not self.isVisible():
            return
        places = self.places()
        if not self.words.text():
            self.says.setText("")
        elif not places:
            self.says.setText("没有找到")
        elif self._at in places:
            self.says.setText(f"第 {places.index(self._at) + 1} 处，共 {len(places)} 处")
        else:
            self.says.setText(f"共 {len(places)} 处")


def _field(label: str) -> QLineEdit:
    field = QLineEdit()
    field.setAcceptDrops(False)  # a file belongs to the window
    field.setPlaceholderText(label)
    field.setAccessibleName(label)
    field.setClearButtonEnabled(True)
    return field
