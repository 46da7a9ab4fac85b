"""The field for the unit's name: one line of words, and no place to drop a file on."""

from PySide6.QtWidgets import QLineEdit


class UnitField(QLineEdit):
    """What is dropped on it belongs to the window, which opens it."""

    def __init__(self, unit: str = "", example: str = "") -> None:
        super().__init__(unit)
        self.setAccessibleName("单位名称")
        self.setPlaceholderText(f"例如：{example}" if example else "")
        self.setCursorPosition(0)  # a long name is read from its beginning
        self.setAcceptDrops(False)

    @property
    def name(self) -> str:
        """The unit's name; a pasted one may be broken over lines."""
        return "".join(self.text().splitlines()).strip()

    def show_name(self, unit: str) -> None:
        """Show a name that was changed elsewhere; what is just being typed stays as it is."""
        if self.name != unit:
            self.setText(unit)
            self.setCursorPosition(0)
