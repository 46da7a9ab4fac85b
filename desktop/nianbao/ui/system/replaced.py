"""Sees that the clerk is told when the program's files were exchanged under an open window.

What one types, checks, saves and closes with is loaded in the pauses before: that goes on. All else
(exports, other reports, the county's window) is refused with one sentence rather than mixed with the new.
"""

import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication

import nianbao
from nianbao import installation, resources
from nianbao.ui.system import at_rest
from nianbao.ui.system.idle import IdleLoader

_GOES_ON = (
    "ui/shell",
    "ui/workflows/documents.py",
    "exporters/names.py",
    "ui/session",
    "report",
    "ui/widgets",
    "checks",
    "formats",
    "ui/commands",
    "ui/findings",
    "ui/grid",
    "ui/look",
    "ui/pages",
    "ui/system",
    "ui/text",
)
"""Folders and modules of the program, what a save needs first; 12 MB more than an open report has
loaded anyway."""
_CODECS = ("encodings.utf_16_le",)
"""What reading a text's length loads of the library."""
BURST = 1.0
"""Seconds after the sentence was read in which it is not said again: one step may fail twice."""


def modules() -> Iterator[str]:
    """The names of what goes on after an exchange, a save first."""
    yield from _CODECS
    package = Path(nianbao.__file__).parent
    for place in _GOES_ON:
        found = [package / place] if place.endswith(".py") else (package / place).rglob("*.py")
        for path in sorted(found):
            parts = path.relative_to(package.parent).with_suffix("").parts
            yield ".".join(part for part in parts if part != "__init__")


class Replaced(QObject):
    """Says it once when the clerk comes back to the window, and at each step that cannot be done."""

    def __init__(self, say: Callable[[], object], owner: QObject) -> None:
        super().__init__(owner)
        self._say = say
        self._is_telling = False
        self._told = -BURST
        self._has_told = False
        self._has_loaded = False
        QGuiApplication.instance().applicationStateChanged.connect(self._look)  # type: ignore[union-attr]

    def load_ahead(self) -> None:
        """Load in pauses what goes on after an exchange."""
        if self._has_loaded:
            return
        self._has_loaded = True
        resources.hold()
        IdleLoader([name for name in modules() if name not in sys.modules], self).start()

    def tell(self) -> None:
        """Say it now."""
        if self._is_telling or time.monotonic() - self._told < BURST:
            return
        self._is_telling = self._has_told = True
        self._say()
        self._told = time.monotonic()
        self._is_telling = False

    def _look(self, state: Qt.ApplicationState) -> None:
        if state is not Qt.ApplicationState.ApplicationActive or self._has_told:
            return
        if installation.is_replaced():
            at_rest.when_at_rest(self.tell, self)
