"""The steps that the chosen card offers, as buttons that the keyboard reaches too."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from nianbao.checks.remedies import Remedy
from nianbao.ui.look import theme


class Steps(QWidget):
    """One button a step; hidden where there is none."""

    taken = Signal(object)
    """The Remedy whose button was pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offers: tuple[Remedy, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(theme.GAP, 0, theme.GAP, 0)
        self._column.setSpacing(theme.GAP // 2)
        self.buttons: list[QPushButton] = []

    def show_offers(self, offers: Sequence[Remedy]) -> None:
        """Show other steps; what is offered as before keeps its button, and the keyboard."""
        if tuple(offers) == self._offers:
            return
        self._offers = tuple(offers)
        for button in self.buttons:
            button.hide()
            self._column.removeWidget(button)
            button.deleteLater()
        self.buttons = []
        for one in offers:
            button = QPushButton(one.label)
            button.clicked.connect(partial(self._take, one))
            self._column.addWidget(button)
            self.buttons.append(button)
        self.setVisible(bool(offers))

    def _take(self, remedy: Remedy, _checked: bool = False) -> None:
        self.taken.emit(remedy)
