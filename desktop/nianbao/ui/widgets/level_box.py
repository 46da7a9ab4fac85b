"""The choice of the organ's level: one that is chosen, or the one that its name tells."""

from PySide6.QtWidgets import QComboBox

from nianbao.formats.levels import NO_LEVEL, all_levels, level_of
from nianbao.ui.widgets.steady import steady

BY_NAME = "按单位名称判断"


def level_box() -> QComboBox:
    """Return a box with every level; the first line leaves it to the name of the unit."""
    box = steady(QComboBox())
    box.addItem(BY_NAME, NO_LEVEL)
    for level in all_levels():
        box.addItem(level.label, level.id)
    return box


def name_judged(box: QComboBox, unit: str) -> None:
    """Say in the first line which level the unit's name tells."""
    judged = level_of(NO_LEVEL, unit).label if unit.strip() else ""
    box.setItemText(0, f"{BY_NAME}（{judged}）" if judged else BY_NAME)
