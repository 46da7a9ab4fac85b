"""The right edge of the window: what stands beside the report, as wide as the clerk makes it."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDockWidget, QMainWindow, QWidget

from nianbao.ui.system import preferences

USUAL_WIDTH = 380
_NAME = "side_width"


class Side(QObject):
    """Gives a widget a place of its own, and takes the place away when it is closed."""

    changed = Signal()
    """Something stands there now, or nothing any more."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._dock = QDockWidget(window)
        self._dock.setFeatures(QDockWidget.DockWidgetFeature.NoDockWidgetFeatures)
        self._dock.setTitleBarWidget(QWidget())  # what stands there has a head of its own
        window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self._dock)
        self._dock.hide()
        self._is_open = False
        self._held: QWidget | None = None

    @property
    def is_open(self) -> bool:
        """Whether something stands there."""
        return self._is_open

    def show_widget(self, widget: QWidget) -> None:
        """Show a widget there; it says by its signal ``left`` that it was closed."""
        if widget is not self._held:
            self._held = widget
            self._dock.setWidget(widget)
            widget.left.connect(self._leave)  # type: ignore[attr-defined]
        widget.show()
        if not self.is_open:
            self._is_open = True
            self.changed.emit()  # whoever makes room does so first: else the window would grow
            self._dock.show()
            width = round(preferences.number(_NAME, USUAL_WIDTH))
            self._window.resizeDocks([self._dock], [width], Qt.Orientation.Horizontal)

    def _leave(self) -> None:
        if self.is_open:
            self._is_open = False
            preferences.remember(_NAME, self._dock.width())
            self._dock.hide()
            self.changed.emit()
