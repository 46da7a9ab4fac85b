"""What the views of the window 汇总 have in common."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from nianbao.ui.look import plain_text, theme
from nianbao.ui.rollup.county import County


class View(QFrame):
    """One step of the work; it follows the county, and shows only while it is seen."""

    asked = Signal(str)
    """The name of another view to go to."""
    said = Signal(str)
    """A sentence about what was done."""

    def __init__(self, county: County, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.county = county
        self._is_stale = True
        self.setObjectName("page")
        for signal in (county.opened, county.gathered):
            signal.connect(self.follow)

    def follow(self) -> None:
        """Something changed: show it now, or when the view is turned to."""
        self._is_stale = True
        if self.isVisible():
            self.show_now()

    def show_now(self) -> None:
        """Show what there is, if that was not done yet."""
        if self._is_stale:
            self._is_stale = False
            self.refresh()

    def refresh(self) -> None:
        """Show what the county holds now."""

    def take_keyboard(self) -> None:
        """Let the clerk work at once."""

    def panes(self) -> Sequence[QWidget]:
        """What the keys to the next pane go round."""
        return ()


def sheet_in_scroll(view: QWidget, inner: QWidget, width: int = theme.TEXT_WIDTH) -> QScrollArea:
    """Fill a view with a sheet of words that scrolls where it is too long."""
    inner.setObjectName("sheet")
    inner.setMaximumWidth(width)
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    around = QWidget()
    around.setObjectName("page")
    column = QVBoxLayout(around)
    column.setContentsMargins(*[2 * theme.GAP] * 4)
    # In a row of its own: a column asks how high it is at the whole width, where fewer words wrap.
    row = QHBoxLayout()
    row.addWidget(inner, 1)
    row.addStretch(0)
    column.addLayout(row)
    column.addStretch(1)
    scroll.setWidget(around)
    outer = QVBoxLayout(view)
    outer.setContentsMargins(0, 0, 0, 0)
    outer.addWidget(scroll)
    return scroll


def heading(words: str, points: float = 13) -> QLabel:
    """Return a heading."""
    label = plain_text.label(words, wraps=True)
    label.setFont(theme.font(points, bold=True))
    return label


def button(words: str, act: Callable[[], object], *, name: str = "", tip: str = "") -> QPushButton:
    """Return a button; ``name`` says to a screen reader what the words alone do not."""
    made = QPushButton(words)
    made.setAutoDefault(False)
    if name:
        made.setAccessibleName(name)
    if tip:
        made.setToolTip(plain_text.tip(tip))
    made.clicked.connect(lambda _checked=False: act())
    return made


def clear(layout: QVBoxLayout) -> None:
    """Take everything out of a column."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
