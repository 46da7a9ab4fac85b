"""A note on one cell: words that are printed in brackets behind its number."""

from PySide6.QtWidgets import QLineEdit, QWidget

from nianbao.ui.widgets.dialog_frame import Dialog

MAX_LENGTH = 60


class NoteDialog(Dialog):
    """Asks for the words."""

    def __init__(self, name: str, note: str, parent: QWidget | None = None) -> None:
        super().__init__("备注", parent)
        self.add_heading(
            name, "备注印在数字后面的括号里，例如：22（其中修订16件）。留空就是没有备注。"
        )
        self.words = QLineEdit(note, maxLength=MAX_LENGTH)
        self.words.setAccessibleName("备注")
        self.words.setPlaceholderText("其中修订16件")
        self.column.addWidget(self.words)
        self.add_buttons("确定")
        self.words.setFocus()
        self.setMinimumWidth(420)

    def note(self) -> str:
        """Return the words, without brackets that a clerk may have typed around them."""
        return self.words.text().strip().removeprefix("（").removesuffix("）").strip()
