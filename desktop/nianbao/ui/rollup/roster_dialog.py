"""The list of units as lines of text: pasted from Excel or Word, typed, put right."""

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from nianbao.report.errors import UserError
from nianbao.rollup.roster import Roster, parse_roster
from nianbao.ui.widgets.dialog_frame import Dialog
from nianbao.ui.widgets.messages import tell_error


class RosterDialog(Dialog):
    """One unit a line."""

    def __init__(self, units: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__("应报单位名单", parent)
        self.roster: Roster | None = None
        self.add_heading(
            "应报单位名单", "一行一个单位，按报送的顺序。可以从 Excel 或 Word 复制过来。"
        )
        self.lines = QPlainTextEdit("\n".join(units))
        self.lines.setAccessibleName("应报单位，一行一个")
        self.lines.setTabChangesFocus(True)
        self.lines.setMinimumSize(480, 360)
        self.column.addWidget(self.lines)
        self.add_buttons("用这份名单")

    def accept(self) -> None:
        """Take the list over; say what is wrong with it, and stay."""
        try:
            self.roster = parse_roster(self.lines.toPlainText())
        except UserError as error:
            tell_error(self, error)
            return
        super().accept()
