"""What the window's bars and title say of the report: its name, its state, where one stands."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow, QToolBar

from nianbao.ui.commands.keys import tip_of
from nianbao.ui.look import plain_text
from nianbao.ui.session import last_session, undo_memory
from nianbao.ui.system.debounce import Debounced

if TYPE_CHECKING:
    from nianbao.ui.pages.table_page import TablePage
    from nianbao.ui.session.desk import Desk
    from nianbao.ui.session.session import Session
    from nianbao.ui.shell.status_bar import StatusBar
    from nianbao.ui.widgets.state_badge import StatePlate
    from nianbao.ui.widgets.to_do import StateCorner, ToDo

TITLE = "公开年报"
NEVER_SAVED = "还没有保存"
BAR_DELAY = 50
TO_DO_DELAY = 300
"""Milliseconds after an edit in which the bars follow."""


class Showing(QObject):
    """Keeps title, plate, status bar and the names of undo and redo up to date."""

    def __init__(
        self,
        window: QMainWindow,
        desk: "Desk",
        table: Callable[[], "TablePage | None"],
        actions: Mapping[str, QAction],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._table = table
        self._actions = actions
        self.status: StatusBar | None = None
        self.plate: StatePlate | None = None
        self.todo: ToDo | None = None
        self._corner: StateCorner | None = None
        # A changed tool tip lays the tool bar out anew: not while somebody types.
        self._bar = Debounced(self._follow_edit, self, BAR_DELAY)
        # What counts loads guides and levels: not before one can type.
        self._to_do = Debounced(self._show_to_do, self, TO_DO_DELAY)

    def build(self, bar: QToolBar, set_zoom: Callable[[float], None]) -> None:
        """Put plate and status bar into the window, with its first report."""
        if self.status is not None:
            return
        from nianbao.ui.shell.status_bar import StatusBar
        from nianbao.ui.widgets.to_do import StateCorner

        self._corner = StateCorner()
        self.todo, self.plate = self._corner.todo, self._corner.plate
        bar.addWidget(self._corner)
        self.todo.clicked.connect(self._actions["next_blank"].trigger)
        self.plate.clicked.connect(self._actions["to_review"].trigger)
        self.status = StatusBar()
        self._window.setStatusBar(self.status)
        self.status.zoom.setValue(last_session.zoom_percent())
        self.status.zoom_changed.connect(set_zoom)
        self.status.zoom_changed.connect(last_session.remember_zoom)

    def follow(self, session: "Session") -> None:
        """Say what happens in a report."""
        session.findings_changed.connect(self._show_state)
        session.facts_changed.connect(self._show_title)
        session.facts_changed.connect(self._bar.soon)
        session.dirty_changed.connect(self._show_title)
        session.path_changed.connect(self._show_title)
        session.texts_followed.connect(self._say_followed)
        session.said.connect(self._desk.say)
        session.undo_memory.reached.connect(lambda: self._desk.say(undo_memory.TOLD))
        session.undo_stack.indexChanged.connect(self._bar.soon)
        # What was said of a step is not left standing over the next one.
        session.undo_stack.indexChanged.connect(self._say_nothing)

    def show_all(self) -> None:
        """Show title and state of the report that is open now."""
        self._show_title()
        self._show_state()
        self._to_do.soon()

    def _show_title(self, _changed: object = None) -> None:
        session = self._desk.session
        if session is None:
            return
        star = " *" if session.is_dirty else ""
        self._window.setWindowTitle(f"{session.title}{star} — {TITLE}")

    def _show_state(self) -> None:
        session = self._desk.session
        if session is not None and self.plate is not None:
            from nianbao.checks.outline import unwritten

            self.plate.judge(session.findings, unwritten=bool(unwritten(session)))

    def _show_to_do(self) -> None:
        """Say what is missing and how far the last day is."""
        from datetime import datetime

        from nianbao.checks.remaining import missing
        from nianbao.formats.levels import level_of
        from nianbao.ui.system.local_rules import local_rules

        session = self._desk.session
        if self._corner is not None and session is not None:
            report = session.report
            level = level_of(report.level, report.unit)
            day = local_rules().deadlines.for_level(level, report.year)
            self._corner.todo.show_missing(
                missing(session), day, datetime.now().astimezone().date()
            )
            self._corner.fit()

    def begin(self, session: "Session") -> None:
        """Begin with a report that was just opened: nothing that was said before is about it."""
        if self.status is not None:
            self.status.clearMessage()
            is_in_file = session.path is not None and not session.is_dirty
            self.status.saved.setText("" if is_in_file else NEVER_SAVED)

    def show_kept(self, words: str) -> None:
        """Say when the work was last kept; what no file holds yet is not taken for saved."""
        session = self._desk.session
        if self.status is not None and session is not None:
            never = session.path is None
            self.status.saved.setText(f"{words}，{NEVER_SAVED}" if never else words)

    def show_where(self, key: str) -> None:
        """Say what the current cell is."""
        page = self._table()
        if self.status is not None and self._desk.session is not None:
            current = key or (page.grid.current_key if page else "")
            self.status.show_place(self._desk.session, current)
            self.sum_up()

    def sum_up(self) -> None:
        """Add up the selection of the table that is shown."""
        page = self._table()
        if self.status is not None:
            self.status.show_selection(page.grid if page is not None else None)

    def _say_nothing(self) -> None:
        if self.status is not None:
            self.status.clearMessage()

    def _say_followed(self, keys: frozenset[str]) -> None:
        self._desk.say(texts_followed(keys))

    def _follow_edit(self) -> None:
        """Name what undo and redo would do; a text may just have been begun or emptied."""
        session, actions = self._desk.session, self._actions
        if session is None:
            return
        self._show_state()
        self._show_to_do()
        undo = tip_of("undo", f"撤销{session.undo_stack.undoText()}")
        redo = tip_of("redo", f"重做{session.undo_stack.redoText()}")
        actions["undo"].setToolTip(plain_text.tip(undo))
        actions["redo"].setToolTip(plain_text.tip(redo))


def texts_followed(keys: frozenset[str]) -> str:
    """Say which texts took over numbers of the tables."""
    from nianbao.report.guide import load_guide

    guide = load_guide()
    texts = (guide.text(key) for key in sorted(keys))
    return f"文字里的数已跟着更新：{'、'.join(text.title for text in texts if text is not None)}"
