"""The choice of the organ's level: one that is chosen, or the one that its name tells."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QComboBox

from nianbao.formats.levels import NO_LEVEL, all_levels, level_of
from nianbao.ui.widgets.steady import steady

BY_NAME = "按名称判断"


class LevelBox(QComboBox):
    """As wide as the longest that its first line may ever say: a name is typed while it is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.addItem(BY_NAME, NO_LEVEL)
        for level in all_levels():
            self.addItem(level.label, level.id)

    def sizeHint(self) -> QSize:
        """The room of the longest words, whatever the first line says now."""
        return self._with_room(super().sizeHint())

    def minimumSizeHint(self) -> QSize:
        """The same: words that are cut would not tell one level from another."""
        return self._with_room(super().minimumSizeHint())

    def _with_room(self, found: QSize) -> QSize:
        shown = max(self._width(self.itemText(row)) for row in range(self.count()))
        longest = max(self._width(_judged(level.label)) for level in all_levels())
        return QSize(found.width() - shown + longest, found.height())

    def _width(self, words: str) -> int:
        """As Qt measures them: by their ink, which ends before a closing bracket's own width does."""
        return self.fontMetrics().boundingRect(words).width()


def level_box() -> LevelBox:
    """Return a box with every level; the first line leaves it to the name of the unit."""
    return steady(LevelBox())


def name_judged(box: QComboBox, unit: str) -> None:
    """Say in the first line which level the unit's name tells."""
    box.setItemText(0, _judged(level_of(NO_LEVEL, unit).label if unit.strip() else ""))


def _judged(level: str) -> str:
    return f"{BY_NAME}（{level}）" if level else BY_NAME
