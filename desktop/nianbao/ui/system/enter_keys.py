"""Enter, which a keyboard has twice: beside the letters and on the number pad."""

from PySide6.QtCore import Qt

ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
