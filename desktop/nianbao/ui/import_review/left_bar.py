"""Below the source: what a click there means, and the way back for a piece that was left out."""

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from nianbao.importers.review import ImportResult
from nianbao.ui.import_review.left_pieces import home_of, may_come_back, name_of, with_piece
from nianbao.ui.look import plain_text, theme
from nianbao.ui.session.session import Session
from nianbao.ui.widgets.dialog_frame import muted

WHY = "这一处没有收入：{}。"
HOW = "要的话，点右边收回。"
BACK = "已经收进“{}”，可以撤销。"
PART = "已经在“{}”里了。"
TAKE_BACK = "收回到正文"
_LINES = 2


class LeftPiecesTaken(QObject):
    """Which pieces were taken back; what is undone counts no more."""

    changed = Signal()

    def __init__(self, session: Session, result: ImportResult, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._result = result
        self._taken: dict[int, str] = {}
        session.texts_changed.connect(self._tell)

    def _tell(self) -> None:
        self.changed.emit()

    def home(self, number: int) -> str:
        """Return the text that a piece goes back to; empty where it is no part of a text."""
        piece = self._result.left_out[number]
        if not may_come_back(piece):
            return ""
        return self._taken.get(number) or home_of(piece, self._result)

    def take_back(self, number: int) -> str:
        """Put a piece into the text it stands near, in one undo step; return that text's key."""
        key, piece = self.home(number), self._result.left_out[number]
        text = with_piece(self._session.report.text(key), key, piece, self._result)
        self._taken[number] = key
        self._session.edit.set_texts({key: text}, "收回没有收入的内容")
        return key

    def is_taken(self, number: int) -> bool:
        """Whether a piece was taken back and stands in the text now."""
        key = self._taken.get(number)
        text = self._session.report.text(key) if key else ""
        return bool(key) and self._result.left_out[number].text.strip() in text.split("\n")

    def all(self) -> Iterator[int]:
        """Yield the pieces that were ever taken back."""
        yield from self._taken


class LeftBar(QWidget):
    """A line of words with a button that is there only where a piece can be taken back."""

    asked = Signal(int)
    """The number of the piece that is wanted back."""

    def __init__(self, taken: LeftPiecesTaken, session: Session, result: ImportResult) -> None:
        super().__init__()
        self._taken = taken
        self._form = session.form
        self._result = result
        self._number = -1
        self.hint = muted("")
        self.hint.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.button = QPushButton(TAKE_BACK)
        self.button.clicked.connect(lambda: self.asked.emit(self._number))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP)
        row.addWidget(self.hint, 1)
        row.addWidget(self.button)
        policy = self.button.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # else the source moves under the mouse
        self.button.setSizePolicy(policy)
        self.button.hide()

    def event(self, event: QEvent) -> bool:
        """Keep room for two lines: growing and shrinking, it moved the source above it."""
        if event.type() in {QEvent.Type.Polish, QEvent.Type.FontChange}:
            self.hint.setMinimumHeight(_LINES * self.hint.fontMetrics().lineSpacing())
        return super().event(event)

    def say(self, words: str) -> None:
        """Say what was done, or what a click means."""
        self._number = -1
        self.hint.setText(words)
        self.button.hide()

    def show_piece(self, number: int) -> None:
        """Say why a piece was left out, and offer the way back."""
        piece, home = self._result.left_out[number], self._taken.home(number)
        name = name_of(home, self._form) if home else ""
        if self._taken.is_taken(number):
            self.say(PART.format(name))
            return
        self.say(WHY.format(piece.reason) + (HOW if home else ""))
        self._number = number
        self.button.setToolTip(plain_text.tip(f"放进“{name}”，可以撤销") if home else "")
        self.button.setVisible(bool(home))
