"""A state's mark as a small widget, and the large plate that says how the whole report stands."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from nianbao.checks.catalogue import catalogue
from nianbao.checks.findings import Finding, Severity, count
from nianbao.checks.outline import State
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
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFont(theme.font(13, bold=True))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip("到审核与导出")

    @property
    def words(self) -> str:
        """What it says."""
        return self._words

    def judge(self, findings: Sequence[Finding], *, unwritten: bool) -> None:
        """Say how a report with these findings stands, and that texts are still to be written."""
        errors = count(findings, Severity.ERROR)
        warnings = count(findings, Severity.WARNING)
        if errors:
            words = f"还有 {errors} 处错误" + (f"　{warnings} 处提醒" if warnings else "")
            self.say(State.ERROR, words)
        elif any(catalogue()[one.rule].about_blanks for one in findings):
            self.say(State.PARTIAL, f"还没填完　{warnings} 处提醒")
        elif unwritten:
            words = "文字还没写完" + (f"　{warnings} 处提醒" if warnings else "")
            self.say(State.PARTIAL, words)
        elif warnings:
            self.say(State.WARNING, f"没有错误　{warnings} 处提醒")
        else:
            self.say(State.OK, "表内平衡")

    def say(self, state: State, words: str) -> None:
        """Show a state and its words."""
        if (state, words) == (self._state, self._words):
            return
        self._state, self._words = state, words
        self.setAccessibleName(words)
        self.setVisible(bool(words))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Mark and words."""
        width = self.fontMetrics().horizontalAdvance(self._words)
        return QSize(width + 56 if self._words else 0, 36)

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
            self.rect().adjusted(42, 0, -12, 0), int(Qt.AlignmentFlag.AlignVCenter), self._words
        )
