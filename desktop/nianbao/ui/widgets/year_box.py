"""The field for a year, as it looks everywhere."""

from PySide6.QtWidgets import QSpinBox

from nianbao.ui.widgets.steady import steady

FIRST_YEAR = 2019
"""The first year of the statutory form's first version."""
LAST_YEAR = 2100
MARGIN = 4
"""A style sheet's padding does not reach the words of a spin box."""


def year_box(first: int = FIRST_YEAR, last: int = LAST_YEAR) -> QSpinBox:
    """Return a field for a year between two, these included."""
    box = steady(QSpinBox(minimum=first, maximum=last))
    box.setSuffix(" 年")
    box.setAccessibleName("报告年度")
    box.lineEdit().setTextMargins(MARGIN, 0, 0, 0)
    box.lineEdit().setAcceptDrops(False)  # a file belongs to the window
    return box
