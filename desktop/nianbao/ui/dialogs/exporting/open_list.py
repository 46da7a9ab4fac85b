"""What is still open, a line each, and beside each the way there: before anything is exported."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from nianbao.checks.outline import State
from nianbao.checks.remaining import SECRECY, Kind, Remaining, remaining
from nianbao.ui.look import plain_text, theme
from nianbao.ui.session.desk import OpenReport
from nianbao.ui.session.session import Session
from nianbao.ui.widgets.state_badge import StateMark

_MARKS = {Kind.ERRORS: State.ERROR}


class OpenList(QWidget):
    """The lines, anew whenever the tick of 保密审查 changes."""

    wished = Signal(object)
    """The Remaining that the clerk wants to do first."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.links: list[QPushButton] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.GAP)
        self._grid.setVerticalSpacing(theme.GAP // 2)
        self._grid.setColumnStretch(1, 1)

    def show_open(self, *, reviewed: bool) -> None:
        """Show what is open, as if the tick were saved already."""
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.links = []
        lines = self._open(reviewed=reviewed)
        if not lines:
            self._add_line(0, State.OK, "没有错误，没有空白，可以导出了。")
        for row, one in enumerate(lines):
            self._add_line(row, _MARKS.get(one.kind, State.WARNING), f"{one.words}。")
            if one.kind is not Kind.SECRECY:
                self._add_link(row, one)

    def _open(self, *, reviewed: bool) -> list[Remaining]:
        found = remaining(self._session, self._session.unread)
        others = [one for one in found if one.kind is not Kind.SECRECY]
        return others if reviewed else [*others, SECRECY]

    def _add_line(self, row: int, state: State, words: str) -> None:
        mark = StateMark()
        mark.set_state(state)
        self._grid.addWidget(mark, row, 0)
        self._grid.addWidget(plain_text.label(words, wraps=True), row, 1)

    def _add_link(self, row: int, one: Remaining) -> None:
        link = QPushButton("去看")
        link.setAccessibleName(f"去看：{one.words}")
        link.setAutoDefault(False)
        link.clicked.connect(lambda: self.wished.emit(one))
        self._grid.addWidget(link, row, 2, Qt.AlignmentFlag.AlignRight)
        self.links.append(link)


def go_to(shown: OpenReport, one: Remaining) -> None:
    """Go to where something is still open."""
    if one.cells:
        shown.show_cells(one.cells[:1])
    else:
        shown.show_place(one.place)
