"""What all dialogs share: margins, a row of buttons in Chinese, a heading with a line of words."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from nianbao.ui.look import plain_text, theme
from nianbao.ui.widgets.buttons import keep_one_primary, press_with_enter

Role = QDialogButtonBox.ButtonRole
TITLE_BAR = 5 * theme.GAP
"""Room for the frame that the system draws above a window."""


class Dialog(QDialog):
    """A dialog with one column, and buttons below it."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._has_size = False
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(*[3 * theme.GAP] * 4)
        self.column.setSpacing(2 * theme.GAP)
        self.buttons = QDialogButtonBox()
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)

    def showEvent(self, event: QShowEvent) -> None:
        """Be as high as the words need: Qt guesses the height of wrapped words by a narrow width."""
        keep_one_primary(self)
        super().showEvent(event)
        if not self._has_size and self.column.hasHeightForWidth():
            self.resize(self.width(), self.column.totalHeightForWidth(self.width()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press the button that has the keyboard with Enter; else Qt presses the primary one."""
        if not press_with_enter(self, event):
            super().keyPressEvent(event)

    def grow(self) -> None:
        """Be as high as words need that came later; never lower than before."""
        if self.isVisible() and self.column.hasHeightForWidth():
            self.column.activate()
            needed = self.column.totalHeightForWidth(self.width())
            super().resize(self.width(), max(self.height(), needed))

    def resize(self, width: int, height: int) -> None:  # type: ignore[override]
        """Take a size of its own, within the screen; such a dialog is not fitted to its words."""
        self._has_size = True
        super().resize(within_screen(self, width, height))

    def add_heading(self, heading: str, words: str = "") -> None:
        """Begin with what this is about."""
        title = plain_text.label(heading, wraps=True)
        title.setFont(theme.font(13, bold=True))
        self.column.addWidget(title)
        if words:
            self.column.addWidget(muted(words))

    def add_buttons(self, accept: str, reject: str = "取消") -> QPushButton | None:
        """End with the buttons; an empty word leaves one out. Return the accepting one."""
        self.column.addWidget(self.buttons)
        made = None
        if accept:
            made = self.buttons.addButton(accept, Role.AcceptRole)
            made.setDefault(True)
        if reject:
            other = self.buttons.addButton(reject, Role.RejectRole)
            other.setDefault(made is None)  # Enter closes what only says something
        return made


class Scrolled(QScrollArea):
    """What is moved up and down where a low screen has no room for all of it.

    Pressed together its words would be cut. It is moved by wheel and bar: the keys are the dialog's.
    """

    def __init__(self, sheet: QWidget) -> None:
        super().__init__(widgetResizable=True)
        self.setWidget(sheet)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        bar = self.verticalScrollBar().sizeHint().width()
        self.setMinimumWidth(sheet.minimumSizeHint().width() + bar)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave every key to the dialog."""
        event.ignore()


def within_screen(widget: QWidget, width: int, height: int) -> QSize:
    """Return a size for a window, smaller where the screen has no room for it and its frame."""
    room = widget.screen().availableGeometry().size() - QSize(2 * theme.GAP, TITLE_BAR)
    return QSize(width, height).boundedTo(room)


def muted(words: str, parent: QWidget | None = None) -> QLabel:
    """Return a quiet line of words that wraps and can be copied."""
    label = plain_text.label(words, parent, wraps=True)
    label.setObjectName("muted")
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
