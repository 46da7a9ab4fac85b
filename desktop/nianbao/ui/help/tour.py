"""The five steps as a dialog, for those who want to see them again."""

from PySide6.QtWidgets import QWidget

from nianbao.ui.help.first_steps import FirstSteps
from nianbao.ui.session.desk import Desk
from nianbao.ui.widgets.dialog_frame import Dialog


class TourDialog(Dialog):
    """The same steps as on the start page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("五步入门", parent)
        self.steps = FirstSteps(always=True)
        self.steps.finished.connect(self.accept)
        self.column.addWidget(self.steps)
        self.setMinimumWidth(520)


def show_tour(desk: Desk) -> None:
    """Show it over the window."""
    TourDialog(desk.widget).exec()
