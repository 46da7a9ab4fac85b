"""Loads modules while nobody waits: one after another, whenever the window has nothing to do."""

from collections.abc import Sequence
from importlib import import_module

from PySide6.QtCore import QObject, QTimer, Signal

from nianbao import installation

PAUSE = 30
"""Milliseconds between two modules, in which keys and clicks are answered."""


class IdleLoader(QObject):
    """Loads modules by name, in their order; what is asked for earlier is simply there already."""

    loaded = Signal()

    def __init__(self, modules: Sequence[str], owner: QObject) -> None:
        super().__init__(owner)
        self._left = list(modules)
        self._timer = QTimer(self, interval=PAUSE)
        self._timer.timeout.connect(self._load_one)

    def start(self) -> None:
        """Begin with the next pause."""
        self._timer.start()

    def _load_one(self) -> None:
        if not self._left or installation.is_replaced():
            self._timer.stop()
            self.loaded.emit()
            return
        import_module(self._left.pop(0))
