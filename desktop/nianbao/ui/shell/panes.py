"""The three panes of an open report: their widths can be changed, the outer ones folded away.

What the clerk chose is remembered. Until then a narrow window folds the findings by itself, so that
a table's last column is in sight; the plate above still tells how many there are.
"""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from nianbao.ui.system import preferences

LEFT, RIGHT = 0, 2
NARROW = 1180
"""Width of a window that has no room for a whole table between both outer panes."""
LEAST_PAGE = 360
"""Width to which the page in the middle may be pressed together."""
LEAST = 560
"""Width of the window below which the panes are not pressed together any more."""
REMEMBERED = "panes"
WIDTHS = {LEFT: 213, RIGHT: 288}
"""The usual widths of the outer panes."""


class Panes(QSplitter):
    """Places at the left, the page, findings at the right."""

    def __init__(self, left: QWidget, middle: QWidget, right: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setObjectName("panes")
        self.setHandleWidth(5)
        for pane in (left, middle, right):
            self.addWidget(pane)
        middle.setMinimumWidth(LEAST_PAGE)  # not what the widest page wants: see minimumSizeHint
        self.setStretchFactor(1, 1)
        self.setCollapsible(1, False)
        self._chosen = _remembered()
        self.splitterMoved.connect(lambda _at, _handle: self._remember())

    def minimumSizeHint(self) -> QSize:
        """Be no wider than a small screen, whatever page is shown, and with help at the side."""
        return QSize(LEAST, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the outer panes as wide as they are wanted; the page takes the rest."""
        super().resizeEvent(event)
        if event.oldSize().width() != self.width():
            self._lay_out()

    def is_folded(self, pane: int) -> bool:
        """Whether an outer pane is folded away."""
        return self.sizes()[pane] == 0

    def fold(self, pane: int, *, folded: bool) -> None:
        """Fold an outer pane away, or open it again."""
        left, _middle, right = self.sizes()
        wanted = {LEFT: left, RIGHT: right, pane: 0 if folded else WIDTHS[pane]}
        self._use(wanted[LEFT], wanted[RIGHT])
        self._remember()

    def settle(self) -> None:
        """Give the outer panes their widths again, which a wide page may have taken from them."""
        left, _middle, right = self.sizes()
        findings = self.widget(RIGHT)
        if findings and findings.isVisible() and (left, right) != self._wanted:
            self._lay_out()

    @property
    def _wanted(self) -> tuple[int, int]:
        return self._chosen or (WIDTHS[LEFT], WIDTHS[RIGHT] if self._is_roomy else 0)

    def _lay_out(self) -> None:
        self._use(*self._wanted)

    @property
    def _is_roomy(self) -> bool:
        return self.width() >= NARROW

    def _use(self, left: int, right: int) -> None:
        self.setSizes([left, max(1, self.width() - left - right - 2 * self.handleWidth()), right])

    def _remember(self) -> None:
        left, _middle, right = self.sizes()
        self._chosen = left, right
        preferences.remember(REMEMBERED, f"{left} {right}")


def _remembered() -> tuple[int, int] | None:
    """What was chosen last; None where nothing was, or the settings hold nonsense."""
    widths = preferences.text(REMEMBERED).split()
    if len(widths) != len(WIDTHS) or not all(one.isdecimal() for one in widths):
        return None
    left, right = map(int, widths)
    return min(left, 600), min(right, 600)
