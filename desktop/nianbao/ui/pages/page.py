"""What every page answers, so that whoever turns the pages need not know their kinds."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from nianbao.ui.system.debounce import Debounced


class PageAnswers:
    """The answers of a page that has nothing of its own to say; see ``session.desk.Page``."""

    asked = Signal(str)
    """The id of a command that a button on the page stands for."""

    @property
    def about(self) -> str:
        """The page as a whole."""
        return ""

    def finish_typing(self) -> bool:
        """Leave it to whoever asks: nothing but fields is typed into here."""
        return False

    def selected_words(self) -> str:
        """No words can be selected."""
        return ""

    def use_settings(self) -> None:
        """No setting changes the page."""

    def show_last_year(self, *, shown: bool) -> None:
        """There is no place for last year's values."""

    def select_cells(self, keys: Sequence[str]) -> None:
        """There are no cells."""


class ScrolledPage(PageAnswers, QScrollArea):
    """A page of one sheet that scrolls as a whole; the keyboard goes to what stands on it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # Shown and hidden as needed, it comes late where the sheet grows, and leaves it too wide.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        bar = self.verticalScrollBar()
        bar.setEnabled(False)
        bar.rangeChanged.connect(lambda least, most: bar.setEnabled(most > least))
        self._fitting = Debounced(self._fit, self, 0)

    def fit_soon(self) -> None:
        """Give the sheet the height that it needs, once all that was changed on it is laid out.

        Qt measures it as soon as the first of several layouts is done, and then presses the rest
        together.
        """
        self._fitting.soon()

    def _fit(self) -> None:
        sheet = self.widget()
        layout = sheet.layout() if sheet is not None else None
        if layout is not None:
            layout.activate()
        self.setWidgetResizable(True)
