"""The window: bars around a start page or a workspace, and the wiring between them.

Nothing here knows forms or reports before one is open: those modules load pydantic, and the first
window must not wait for that.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QMainWindow,
    QPushButton,
    QStackedWidget,
)

from nianbao import ui
from nianbao.ui.look import style, theme
from nianbao.ui.session import last_session
from nianbao.ui.shell import commands, menus, table_commands
from nianbao.ui.shell.start_page import StartPage
from nianbao.ui.shell.title_and_status import TITLE, Showing
from nianbao.ui.system import preferences
from nianbao.ui.widgets.actions import ACTIONS, build_actions, draw_icons, give_keys

if TYPE_CHECKING:
    from nianbao.ui.pages.table_page import TablePage
    from nianbao.ui.session.session import Session
    from nianbao.ui.shell.status_bar import StatusBar
    from nianbao.ui.shell.workspace import Workspace
    from nianbao.ui.widgets.state_badge import StatePlate
    from nianbao.ui.workflows.documents import Documents

PLACES = 8
A_WHILE = 3000
"""Milliseconds after which a report on the screen is no longer being loaded."""


class MainWindow(QMainWindow):
    """One window, one report."""

    painted = Signal()
    """The window is on the screen for the first time."""

    def __init__(self) -> None:
        super().__init__()
        self.actions_by_id: dict[str, QAction] = build_actions(self)
        self.start = StartPage()
        self.middle = QStackedWidget()
        self.workspace: Workspace | None = None
        self._documents: Documents | None = None
        self._was_painted = False
        self.showing = Showing(self)
        draw_icons(self.actions_by_id, bar_only=True)
        menus.build_menus(self.menuBar(), self.actions_by_id)
        self.bar = menus.build_bar(self.actions_by_id)
        self.addToolBar(self.bar)
        self.middle.addWidget(self.start)
        self.setCentralWidget(self.middle)
        self.setWindowTitle(TITLE)
        self.resize(1280, 800)
        self.setAcceptDrops(True)
        self.start.asked.connect(self._begin)
        self.start.file_asked.connect(lambda name: self.documents.open_path(Path(name)))
        self._connect_actions()
        self._enable_actions()

    # Building

    def _connect_actions(self) -> None:
        does = {
            "new": lambda: self.documents.new(),  # noqa: PLW0108 - made when first used
            "save": lambda: self.documents.save(),  # noqa: PLW0108 - made when first used
            "save_as": lambda: self.documents.save_as(),  # noqa: PLW0108 - made when first used
            "export": self.export,
            "quit": self.close,
            "undo": lambda: self._undo(back=True),
            "redo": lambda: self._undo(back=False),
            "previous_finding": lambda: self._step_finding(-1),
            "next_finding": lambda: self._step_finding(1),
            "next_pane": lambda: self._step_pane(1),
            "previous_pane": lambda: self._step_pane(-1),
            "zoom_in": lambda: self._zoom_by(1),
            "zoom_out": lambda: self._zoom_by(-1),
            "zoom_normal": lambda: self._zoom_to(100),
        }
        for action in self.actions_by_id.values():
            action.triggered.connect(lambda _checked=False: self._finish_typing())
        commands.connect(self)
        table_commands.connect(self)
        for name, act in does.items():
            self.actions_by_id[name].triggered.connect(lambda _checked=False, do=act: do())
        for number in range(PLACES):
            jump = QAction(self)
            give_keys(jump, f"Ctrl+{number + 1}")
            jump.triggered.connect(lambda _checked=False, n=number: self._go_to_number(n))
            self.addAction(jump)

    # The report

    @property
    def documents(self) -> "Documents":
        """The reports as files; made when it is first needed."""
        if self._documents is None:
            from nianbao.ui.workflows.documents import Documents

            self._documents = Documents(self)
            self._documents.opened.connect(self.show_session)
            self._documents.kept.connect(self.showing.show_kept)
        return self._documents

    @property
    def session(self) -> "Session | None":
        """The open report."""
        return self._documents.session if self._documents is not None else None

    def _begin(self, way: str) -> None:
        if way in {"sample", "practice"}:
            self.documents.open_sample(way)
        else:
            self.actions_by_id[way].trigger()

    def show_session(self, session: "Session") -> None:
        """Show a report that was just opened."""
        self.showing.follow(session)
        session.replaced.connect(lambda: self._build_workspace(session))
        session.undo_stack.canUndoChanged.connect(self.actions_by_id["undo"].setEnabled)
        session.undo_stack.canRedoChanged.connect(self.actions_by_id["redo"].setEnabled)
        self._build_workspace(session)
        QTimer.singleShot(A_WHILE, ui.loaded)

    def _build_workspace(self, session: "Session") -> None:
        from nianbao.ui.shell.workspace import Workspace

        place = self.workspace.place if self.workspace is not None else ""
        if self.workspace is not None:
            self.middle.removeWidget(self.workspace)
            self.workspace.deleteLater()
        self.showing.build(self.bar, self._set_zoom)
        self.workspace = Workspace(session)
        self.workspace.page_built.connect(self._connect_page)
        self.workspace.place_changed.connect(self._on_place)
        self.workspace.place_changed.connect(lambda to: last_session.remember_place(session, to))
        self.workspace.export_asked.connect(self.export)
        self.workspace.record_asked.connect(self.actions_by_id["audit_record"].trigger)
        self.workspace.findings.aside_asked.connect(lambda _one: commands.set_aside(self))
        self.middle.addWidget(self.workspace)
        self.middle.setCurrentWidget(self.workspace)
        self.workspace.show_place(place or last_session.place_of(session) or "facts")
        self.showing.show_all()
        self._enable_actions()

    def _connect_page(self, page: object) -> None:
        from nianbao.ui.pages.table_page import TablePage

        if not isinstance(page, TablePage) or self.status is None:
            return
        status = self.status
        page.set_zoom(status.zoom.value() / 100)
        menus.add_context_menu(page.grid, self.actions_by_id)
        page.grid.where_changed.connect(self.showing.show_where)
        page.grid.selection_moved.connect(self.showing.sum_up)
        page.grid.grid.dataChanged.connect(self.showing.sum_up)
        page.grid.zoom_asked.connect(status.zoom_by)
        page.asked.connect(lambda name: self.actions_by_id[name].trigger())

    # What the bars show

    @property
    def status(self) -> "StatusBar | None":
        """The status bar, once a report is open."""
        return self.showing.status

    @property
    def plate(self) -> "StatePlate | None":
        """The plate with the report's state, once a report is open."""
        return self.showing.plate

    def _on_place(self, _place: str) -> None:
        self.showing.show_where("")
        self._enable_actions()

    def say(self, words: str) -> None:
        """Say in the status bar what was done."""
        if self.status is not None:
            self.status.say(words)

    def show_last_year(self, *, shown: bool) -> None:
        """Show or hide last year's values in all tables."""
        if self.workspace is not None:
            self.workspace.show_last_year(shown=shown)

    def _enable_actions(self) -> None:
        session = self.session
        table = session is not None and self.table_page() is not None
        for spec in ACTIONS:
            if spec.needs_table:
                self.actions_by_id[spec.id].setEnabled(table)
            elif spec.needs_report:
                self.actions_by_id[spec.id].setEnabled(session is not None)
        if session is not None:
            self.actions_by_id["undo"].setEnabled(session.undo_stack.canUndo())
            self.actions_by_id["redo"].setEnabled(session.undo_stack.canRedo())

    # Commands

    def _undo(self, *, back: bool) -> None:
        from nianbao.ui.shell import undo_and_show

        undo_and_show.undo(self, back=back)

    def _finish_typing(self) -> None:
        """Enter what is still being typed, before a command looks at the report."""
        if self.workspace is not None:
            from nianbao.ui.shell import pending_input

            pending_input.finish(self)

    def _step_finding(self, by: int) -> None:
        if self.workspace is not None:
            self.workspace.findings.step(by)

    def _step_pane(self, by: int) -> None:
        if self.workspace is not None:
            self.workspace.step_pane(by)

    def table_page(self) -> "TablePage | None":
        """Return the table that is shown, None on other pages."""
        from nianbao.ui.pages.table_page import TablePage

        page = self.workspace.page if self.workspace is not None else None
        return page if isinstance(page, TablePage) else None

    def _zoom_by(self, steps: int) -> None:
        if self.status is not None:
            self.status.zoom_by(steps)

    def _zoom_to(self, percent: int) -> None:
        if self.status is not None:
            self.status.zoom.setValue(percent)

    def _set_zoom(self, zoom: float) -> None:
        page = self.table_page()
        if page is not None:
            page.set_zoom(zoom)

    def _go_to_number(self, number: int) -> None:
        if self.workspace is not None:
            place = self.workspace.navigation.place_at(number)
            if place is not None:
                self.workspace.show_place(place)
                self.workspace.take_keyboard()

    def export(self) -> None:
        """Export the report."""
        if self.session is not None:
            from nianbao.ui.workflows.export_report import export_report

            export_report(self, self.session)

    def changeEvent(self, event: QEvent) -> None:
        """Look at the file when the clerk comes back from another program."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            QTimer.singleShot(0, self._look_outside)

    def _look_outside(self) -> None:
        if self._documents is not None and QApplication.activeModalWidget() is None:
            self._documents.look_outside()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files from the file manager; never so that it would move them away."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            _take_copy(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Open a report, read any other source; after the drag has ended."""
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        _take_copy(event)
        QTimer.singleShot(0, lambda: commands.open_any(self, *files))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell when the first painting, children included, is done."""
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self._after_first_paint)

    def _after_first_paint(self) -> None:
        draw_icons(self.actions_by_id)
        self.painted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press the button that has the keyboard with Enter too, as clerks expect."""
        from PySide6.QtCore import Qt

        button = self.focusWidget()
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and isinstance(button, QPushButton) and button.hasFocus():
            button.click()
        else:
            super().keyPressEvent(event)

    def createPopupMenu(self) -> None:
        """Offer no menu that would hide the tool bar."""

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask where work would be lost; remember the window's place."""
        self._finish_typing()
        if self._documents is not None and not self._documents.may_leave():
            event.ignore()
            return
        if self._documents is not None:
            self._documents.close()
        preferences.remember_bytes("geometry", self.saveGeometry())
        event.accept()


def _take_copy(event: QDropEvent) -> None:
    """Accept as a copy: after a move, the file manager would delete what was dragged."""
    from PySide6.QtCore import Qt  # its first use takes longer than the first window may

    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()


def restyle(window: MainWindow, look: theme.Theme) -> None:
    """Use another theme in a window that is already open."""
    theme.use(look)
    app = QApplication.instance()
    if isinstance(app, QApplication):
        style.apply(app)
    draw_icons(window.actions_by_id)
    window.start.redraw()
