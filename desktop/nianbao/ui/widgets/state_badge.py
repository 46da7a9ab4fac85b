"""A state's mark as a small widget, and the large plate that says how the whole report stands."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from nianbao.checks.findings import Finding
from nianbao.checks.outline import State
from nianbao.checks.remaining import BETWEEN, standing
from nianbao.ui.look import theme
from nianbao.ui.widgets import state_shapes


class StateMark(QWidget):
    """○ ● ▲ ◇ ✓ in 16 pixels."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(16, 16)
        self._state = State.EMPTY

    def set_state(self, state: State) -> None:
        """Show another state."""
        self._state = state
        self.setAccessibleName(state_shapes.WORDS[state])
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the mark."""
        state_shapes.draw(QPainter(self), self._state, QRectF(self.rect()))


class StatePlate(QAbstractButton):
    """The state of the whole report, to be read from two metres; a click leads to all of it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = State.EMPTY
        self._words = ""
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setFont(theme.font(13, bold=True))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip("到审核与导出")

    @property
    def words(self) -> str:
        """What it says."""
        return self._words

    def judge(self, findings: Sequence[Finding], *, unwritten: bool) -> None:
        """Say how a report with these findings stands, and that texts are still to be written."""
        self.say(*standing(findings, unwritten=unwritten))

    def say(self, state: State, words: str) -> None:
        """Show a state and its words."""
        if (state, words) == (self._state, self._words):
            return
        self._state, self._words = state, words
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Mark and words."""
        return self._size_of(self._words)

    def minimumSizeHint(self) -> QSize:
        """Mark and the gravest part of the words."""
        return self._size_of(self._words.partition(BETWEEN)[0])

    def _size_of(self, words: str) -> QSize:
        width = self.fontMetrics().horizontalAdvance(words)
        return QSize(width + 56 if words else 0, 36)

    def _seen(self) -> str:
        """The words, without what is less grave where there is no room for it."""
        fits = self.width() >= self.sizeHint().width()
        return self._words if fits else self._words.partition(BETWEEN)[0]

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the plate."""
        if not self._words:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        role = state_shapes.ROLES[self._state]
        soft = {"error": "error_soft", "warning": "warning_soft", "ok": "ok_soft"}
        painter.setBrush(theme.color(soft.get(role, "accent_soft")))
        edge = 2.0 if self.hasFocus() or self.underMouse() else 1.0
        painter.setPen(QPen(theme.color(role), edge))
        inset = edge / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 6, 6)
        state_shapes.draw(painter, self._state, QRectF(14, self.height() / 2 - 9, 18, 18))
        painter.setPen(theme.color(role))
        painter.setFont(self.font())
        painter.drawText(
            self.rect().adjusted(42, 0, -12, 0), int(Qt.AlignmentFlag.AlignVCenter), self._seen()
        )
