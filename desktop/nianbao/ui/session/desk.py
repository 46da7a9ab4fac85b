"""What the window's parts need of the window: small interfaces, so that none of them names it.

``MainWindow`` is a ``Desk``; the workspace in it is an ``OpenReport`` that turns ``Page``s. Commands,
workflows and the help take a ``Desk`` and can be read, and tried, without knowing how it is built.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from nianbao.checks.findings import Finding
    from nianbao.importers.review import ImportResult
    from nianbao.report.book import Report
    from nianbao.ui.session.session import Session

    Reads = Callable[[], ImportResult]


class Page(Protocol):
    """A page of the open report: its facts, a table, a text, the review."""

    @property
    def about(self) -> str:
        """The key of the cell or text where the clerk is; empty where it is the page as a whole."""

    def go_to(self, key: str, start: int = 0, end: int = 0, /) -> None:
        """Show a cell or a text with the keyboard in it, and select words in a text."""

    def take_keyboard(self) -> None:
        """Let a clerk type at once."""

    def finish_typing(self) -> bool:
        """Enter what is being typed; return whether the page does that itself."""

    def selected_words(self) -> str:
        """Return the words that are selected in a text."""

    def use_settings(self) -> None:
        """Follow a change of the settings."""


class OpenReport(Protocol):
    """The report that is open, as it is shown."""

    session: "Session"
    place: str

    @property
    def page(self) -> Page | None:
        """The page in the middle."""

    @property
    def finding(self) -> "Finding | None":
        """The finding that is chosen in the panel."""

    def show_place(self, place: str, /) -> None:
        """Go to a place by its id."""

    def show_number(self, number: int, /) -> None:
        """Go to the n-th place of the upper level, counted from 1, ready to type."""

    def show_cells(self, keys: Sequence[str], /) -> None:
        """Show cells and select them."""

    def show_text(self, key: str, /) -> None:
        """Show a text."""

    def show_finding(self, finding: "Finding", /) -> None:
        """Choose a finding, and go to what it is about."""

    def fold_pane(self, pane: int, /) -> None:
        """Fold an outer pane away, or open it again."""

    def mend_finding(self) -> bool:
        """Take the first step that the chosen finding's card offers."""

    def make_room(self, *, wanted: bool) -> None:
        """Leave out the findings where something else stands in their place."""

    def step_finding(self, by: int, /) -> None:
        """Go to the next or the previous finding."""

    def step_pane(self, by: int, /) -> None:
        """Give the keyboard to the next or the previous pane."""

    def find_words(self) -> None:
        """Open the bar to find and replace."""


class ReportFiles(Protocol):
    """Reports as files: each asks before work would be lost."""

    def new(self) -> None:
        """Ask for unit, level and year, and begin."""

    def begin_with(self, report: "Report", /) -> bool:
        """Go on with a report that no file holds yet; return whether the clerk wants that."""

    def open_path(self, path: Path, /) -> bool:
        """Open a file; say why where that fails."""

    def open_sample(self, which: str, /) -> None:
        """Open a shipped report, as one that no file holds."""

    def save(self) -> bool:
        """Save the report; return whether that was done."""

    def save_as(self) -> bool:
        """Save the report under another name; return whether that was done."""


class Desk(Protocol):
    """The window, as far as its parts need it."""

    @property
    def widget(self) -> QWidget:
        """What dialogs stand over."""

    @property
    def session(self) -> "Session | None":
        """The report that is open."""

    @property
    def workspace(self) -> OpenReport | None:
        """The report that is open, as it is shown."""

    @property
    def documents(self) -> ReportFiles:
        """Reports as files."""

    def open_beside(self, path: Path, read: "Reads | None" = None, /) -> None:
        """Open a file in a window of its own; ``read`` gets at one that only it can, out of a zip."""

    def say(self, words: str, /) -> None:
        """Say in the status bar what was done."""

    def show_last_year(self, *, shown: bool) -> None:
        """Show or hide last year's values in all tables."""

    def ask(self, name: str, /) -> None:
        """Carry out a command by its id, where that is possible now."""

    def can(self, name: str, /) -> bool:
        """Whether a command can be carried out now."""

    def back_to_report(self) -> None:
        """Show the open report again, where the start page stands over it."""

    def stand_beside(self, widget: QWidget, /) -> None:
        """Show a widget at the right of the work, with room of its own, until it is closed."""

    def go_home(self) -> None:
        """Show the start page; the report stays open behind it."""

    def zoom_by(self, steps: int, /) -> None:
        """Show tables larger or smaller."""

    def zoom_to(self, percent: int, /) -> None:
        """Show tables in a size."""

    def use_settings(self) -> None:
        """Follow a change of the settings."""
