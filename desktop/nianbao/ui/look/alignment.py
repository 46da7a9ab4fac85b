"""Where words and numbers stand in a line of a table: as numbers, as models and painters give them to Qt."""

from PySide6.QtCore import Qt

AT_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
AT_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
