"""What the dialogs before an export share: what is still open, the tick of 保密审查, the usual folder."""

import os

from PySide6.QtWidgets import QWidget

from nianbao.checks.remaining import Remaining
from nianbao.ui.dialogs.exporting.export_choices import archival_box, reviewed_box, wide_box
from nianbao.ui.dialogs.exporting.open_list import OpenList
from nianbao.ui.session.session import Session
from nianbao.ui.system import preferences
from nianbao.ui.widgets.dialog_frame import Dialog


class LastLook(Dialog):
    """A dialog before documents are written, which can also be left for what is still open."""

    def __init__(self, title: str, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self._session = session
        self.reviewed = reviewed_box(session)
        self.wide = wide_box()
        self.archival = archival_box()
        self.wish: Remaining | None = None
        """What the clerk wants to do first, instead of exporting."""
        self.open_list = OpenList(session)
        self.open_list.wished.connect(self._leave_for)
        self.reviewed.toggled.connect(lambda _on: self._show_open())

    def _show_open(self) -> None:
        self.open_list.show_open(reviewed=self.reviewed.isChecked())
        self.grow()

    def _leave_for(self, one: Remaining) -> None:
        self.wish = one
        self.reject()

    def _usual_folder(self, remembered: str) -> str:
        """The folder used last, by the name it is remembered by; else the report's own."""
        own = self._session.path
        beside = str(own.parent) if own is not None else preferences.folder()
        usual = preferences.text(remembered, beside)
        # A memory stick that was pulled out is no proposal.
        return usual if os.path.isdir(usual) else beside  # noqa: PTH112
