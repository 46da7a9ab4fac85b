"""Notices that the clerk comes back to a window from another program."""

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from nianbao.ui.system import at_rest


class ComingBack(QObject):
    """Says so once the window is the active one and nothing else is going on.

    Told by a signal: for the first event of ``changeEvent`` every kind of event that Qt has is
    made, which takes 6 ms of the first window.
    """

    back = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusWindowChanged.connect(self._look_soon)

    def _look_soon(self) -> None:
        QTimer.singleShot(0, self, self._look)

    def _look(self) -> None:
        if self._window.isActiveWindow() and at_rest.is_at_rest():
            self.back.emit()
