"""The window: bars around a start page or a workspace, and the wiring between them.

Nothing here knows forms or reports before one is open: those modules load pydantic, and the first
window must not wait for that.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QMainWindow,
    QStackedWidget,
    QWidget,
)

from nianbao.ui.commands.table import COMMANDS, Command, Needs
from nianbao.ui.look import style, system_look, theme
from nianbao.ui.session import last_session
from nianbao.ui.shell import dispatch, menus
from nianbao.ui.shell.actions import build_actions, draw_icons, hear_number_pad
from nianbao.ui.shell.coming_back import ComingBack
from nianbao.ui.shell.recent_menu import RecentMenu
from nianbao.ui.shell.title_and_status import TITLE, Showing
from nianbao.ui.system import preferences
from nianbao.ui.system.mime_data import local_files, take_copy

if TYPE_CHECKING:
    from nianbao.ui.pages.table_page import TablePage
    from nianbao.ui.session.desk import Reads
    from nianbao.ui.session.session import Session
    from nianbao.ui.shell.side import Side
    from nianbao.ui.shell.start_page import StartPage
    from nianbao.ui.shell.status_bar import StatusBar
    from nianbao.ui.shell.workspace import Workspace
    from nianbao.ui.widgets.state_badge import StatePlate
    from nianbao.ui.workflows.documents import Documents

ROOMY = 1700
"""Pixels of a window in which table, findings and help have room beside each other."""
A_MOMENT = 200
"""Milliseconds after the first painting until what nobody sees yet is drawn."""
A_WHILE = 3000
"""Milliseconds after which a report on the screen is no longer being loaded."""


class MainWindow(QMainWindow):
    """One window, one report."""

    painted = Signal()
    """The window is on the screen for the first time."""
    settled = Signal()
    """A report has been on the screen for a while."""

    def __init__(self, *, for_a_file: bool = False) -> None:
        """Show the start page, unless ``for_a_file``: then one is opened at once."""
        super().__init__()
        self.actions_by_id = build_actions(self, self.perform)
        self._start: StartPage | None = None
        self.middle = QStackedWidget()
        self.workspace: Workspace | None = None
        self._documents: Documents | None = None
        self._side: Side | None = None
        self._was_painted = False
        self.showing = Showing(self, self, self.table_page, self.actions_by_id)
        draw_icons(self.actions_by_id, bar=True)
        menus.build_menus(self.menuBar(), self.actions_by_id)
        self.bar = menus.build_bar(self.actions_by_id)
        self.addToolBar(self.bar)
        self.addActions([self.actions_by_id[one.id] for one in COMMANDS if not one.menu])
        if not for_a_file:
            self.middle.setCurrentWidget(self.start)
        self.setCentralWidget(self.middle)
        self.setWindowTitle(TITLE)
        self.resize(1280, 800)
        self.setAcceptDrops(True)
        menus.add_recent(self.actions_by_id["home"], RecentMenu(self._open_recent, self))
        self._enable_actions()
        ComingBack(self).back.connect(self._look_outside)

    # Building

    def perform(self, command: Command) -> None:
        """Carry a command out, after what is still being typed has been entered."""
        self._finish_typing()
        if command.needs is not Needs.NOTHING and command.id != "home":
            self.back_to_report()
        dispatch.perform(command, self, self.table_page())

    def ask(self, name: str) -> None:
        """Carry out a command by its id: a button on a page stands for it, or it was looked for."""
        self.actions_by_id[name].trigger()

    def can(self, name: str) -> bool:
        """Whether a command can be carried out now."""
        return self.actions_by_id[name].isEnabled()

    # The start page

    @property
    def start(self) -> "StartPage":
        """The start page; made when it is first needed, which is not where a file is opened."""
        if self._start is None:
            from nianbao.ui.shell.start_page import StartPage

            self._start = StartPage()
            self._start.asked.connect(self.ask)
            self._start.file_asked.connect(self._open_recent)
            self._start.back_asked.connect(self.back_to_report)
            self.middle.addWidget(self._start)
        return self._start

    @property
    def is_home(self) -> bool:
        """Whether the start page is shown, before a report is open or over it."""
        return self._start is not None and self.middle.currentWidget() is self._start

    def go_home(self) -> None:
        """Show the start page; the report stays open behind it."""
        if self._documents is not None:
            self._documents.note_standing()
        self.start.refresh(self.session)
        self.start.show_calendar()
        self.middle.setCurrentWidget(self.start)
        self.start.take_keyboard()
        self.showing.show_where("")
        if self.status is not None:
            self.status.clearMessage()  # it spoke of the place that was left
        self._enable_actions()

    def back_to_report(self) -> None:
        """Show the open report again, where it was left."""
        if self.workspace is not None and self.is_home:
            self.middle.setCurrentWidget(self.workspace)
            self._on_place("")
            self.workspace.take_keyboard()

    # What stands beside the report

    def stand_beside(self, widget: QWidget) -> None:
        """Show a widget at the right of the work, with room of its own, until it is closed."""
        from nianbao.ui.shell.side import Side

        if self._side is None:
            self._side = Side(self)
            self._side.changed.connect(self._make_room)
        self._side.show_widget(widget)

    def _make_room(self) -> None:
        """On a small screen the findings leave their place to what stands beside the report."""
        if self.workspace is not None and self._side is not None:
            taken = self._side.is_open and self.width() < ROOMY
            self.workspace.make_room(wanted=taken)
            if not self._side.is_open and not self.is_home:
                self.workspace.take_keyboard()

    def _open_recent(self, name: str) -> None:
        """Open a report of the list; the one that is open is only brought forward."""
        path = Path(name)
        if self.session is not None and self.session.path == path:
            self.back_to_report()
        else:
            self.documents.open_path(path)

    @property
    def widget(self) -> QWidget:
        """What dialogs stand over."""
        return self

    # The report

    @property
    def documents(self) -> "Documents":
        """The reports as files; made when it is first needed."""
        if self._documents is None:
            from nianbao.ui.workflows.documents import Documents

            self._documents = Documents(self)
            self._documents.opened.connect(self.show_session)
            self._documents.kept.connect(self.showing.show_kept)
            self._documents.came_forward.connect(self._come_forward)
        return self._documents

    @property
    def session(self) -> "Session | None":
        """The open report."""
        return self._documents.session if self._documents is not None else None

    def show_session(self, session: "Session") -> None:
        """Show a report that was just opened."""
        self.showing.follow(session)
        session.replaced.connect(lambda: self._stay_at_place(session))
        session.undo_stack.canUndoChanged.connect(self.actions_by_id["undo"].setEnabled)
        session.undo_stack.canRedoChanged.connect(self.actions_by_id["redo"].setEnabled)
        session.facts_changed.connect(self._on_facts)
        self._build_workspace(session, last_session.place_of(session))
        self.showing.begin(session)
        QTimer.singleShot(A_WHILE, self, self.settled.emit)

    def _come_forward(self) -> None:
        """Show the report that is open: its file was asked for once more."""
        if self.workspace is not None:
            self.middle.setCurrentWidget(self.workspace)
            self.say("这份报告已经打开，就在这个窗口里。")

    def _stay_at_place(self, session: "Session") -> None:
        """The report was read anew, or another version of it: the clerk stays where he is."""
        self._build_workspace(session, self.workspace.place if self.workspace is not None else "")

    def _build_workspace(self, session: "Session", place: str) -> None:
        from nianbao.ui.shell.workspace import Workspace

        if self.workspace is not None:
            self.middle.removeWidget(self.workspace)
            self.workspace.deleteLater()
        self.showing.build(self.bar, self._set_zoom)
        self.workspace = Workspace(session)
        self.workspace.table_built.connect(self._connect_table)
        self.workspace.place_changed.connect(self._on_place)
        self.workspace.place_changed.connect(lambda to: last_session.remember_place(session, to))
        self.workspace.asked.connect(self.ask)
        self.workspace.show_last_year(shown=self.actions_by_id["last_year"].isChecked())
        self.middle.addWidget(self.workspace)
        self.middle.setCurrentWidget(self.workspace)
        self._make_room()
        self.workspace.show_place(place or "facts")
        self.workspace.take_keyboard()  # which the one before took with it
        self.showing.show_all()
        self._enable_actions()

    def _connect_table(self, page: "TablePage") -> None:
        if self.status is None:
            return
        status = self.status
        page.set_zoom(status.zoom.value() / 100)
        menus.add_context_menu(page.grid, self.actions_by_id)
        page.grid.where_changed.connect(self.showing.show_where)
        page.grid.selection_moved.connect(self.showing.sum_up)
        page.grid.sheet_model.dataChanged.connect(self.showing.sum_up)
        page.grid.zoom_asked.connect(status.zoom_by)

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

    def _on_facts(self, facts: "frozenset[str]") -> None:
        if facts & {"previous", "year", "auto_totals"}:
            self._enable_actions()

    def say(self, words: str) -> None:
        """Say in the status bar what was done."""
        if self.status is not None:
            self.status.say(words)

    def show_last_year(self, *, shown: bool) -> None:
        """Show or hide last year's values in all tables."""
        self.actions_by_id["last_year"].setChecked(shown)
        if self.workspace is not None:
            self.workspace.show_last_year(shown=shown)

    def _enable_actions(self) -> None:
        shown, table = self.workspace, self.table_page()
        for command in COMMANDS:
            possible = dispatch.needed(command.needs, shown, table) is not None
            self.actions_by_id[command.id].setEnabled(possible)

    # Commands

    def _finish_typing(self) -> None:
        """Enter what is still being typed, before a command looks at the report."""
        if self.workspace is not None:
            from nianbao.ui.shell import pending_input

            pending_input.finish(self.workspace.page, self)

    def table_page(self) -> "TablePage | None":
        """Return the table that is shown, None on other pages."""
        return None if self.workspace is None or self.is_home else self.workspace.table

    def zoom_by(self, steps: int) -> None:
        """Show tables larger or smaller."""
        if self.status is not None:
            self.status.zoom_by(steps)

    def zoom_to(self, percent: int) -> None:
        """Show tables in a size."""
        if self.status is not None:
            self.status.zoom.setValue(percent)

    def _set_zoom(self, zoom: float) -> None:
        page = self.table_page()
        if page is not None:
            page.set_zoom(zoom)

    def use_theme(self, look: theme.Theme) -> None:
        """Use another theme in the window that is already open."""
        theme.use(look)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            style.apply(app)
        draw_icons(self.actions_by_id)
        if self._start is not None:
            self._start.redraw()

    def use_settings(self) -> None:
        """Follow a change of the settings."""
        self.use_theme(system_look.chosen())
        if self.workspace is not None:
            self.workspace.use_settings()
            self.workspace.session.recheck()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the tool bar use the width that there is."""
        super().resizeEvent(event)
        menus.fit_bar(self.bar, self.actions_by_id)

    def _look_outside(self) -> None:
        """See whether somebody else changed the file."""
        if self._documents is not None:
            self._documents.look_outside()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files from the file manager; never so that it would move them away."""
        if local_files(event.mimeData()):
            take_copy(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Open a report, read any other source; after the drag has ended."""
        files = local_files(event.mimeData())
        take_copy(event)
        QTimer.singleShot(0, lambda: self.open_files(files))

    def open_files(self, files: list[Path]) -> None:
        """Open what was dropped here, or named by another start, after what is being typed."""
        from nianbao.ui.workflows import open_report

        self._finish_typing()
        open_report.open_paths(self, files)

    def open_beside(self, path: Path, read: "Reads | None" = None) -> None:
        """Open a file in a window of its own; ``read`` gets at one that only it can, out of a zip."""
        from nianbao.ui.shell import beside

        beside.open_beside(type(self), path, read, (self,))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell when the first painting, children included, is done."""
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self._after_first_paint)

    def _after_first_paint(self) -> None:
        hear_number_pad(self.actions_by_id)
        self.painted.emit()
        # What only menus show waits for the report that a double click has asked for.
        QTimer.singleShot(A_MOMENT, self, lambda: draw_icons(self.actions_by_id, bar=False))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press the button that has the keyboard with Enter too, as clerks expect."""
        from nianbao.ui.widgets.buttons import press_with_enter

        if not press_with_enter(self, event, QAbstractButton):
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
