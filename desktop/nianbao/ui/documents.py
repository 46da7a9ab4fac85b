"""Reports as files: new, open, save, save as, export, and the question before work would be lost."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from nianbao import resources
from nianbao.report.errors import UserError
from nianbao.ui import preferences
from nianbao.ui.dialogs.messages import ask, tell_error
from nianbao.ui.dialogs.new_report import NewReportDialog
from nianbao.ui.session import Session

ENDING = ".nianbao"
FILTER = f"公开年报的报告 (*{ENDING})"


class Documents(QObject):
    """The window's one session and the file it lives in."""

    opened = Signal(object)
    """The new Session."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.session: Session | None = None

    def adopt(self, session: Session) -> None:
        """Make a session the window's own."""
        old, self.session = self.session, session
        self.opened.emit(session)
        if old is not None:
            old.deleteLater()

    def new(self) -> None:
        """Ask for unit, level and year, and begin."""
        dialog = NewReportDialog(self._window)
        if dialog.exec() == QDialog.DialogCode.Accepted and self.may_leave():
            self.adopt(Session(dialog.report(), parent=self))

    def open(self) -> None:
        """Ask for a file."""
        name, _filter = QFileDialog.getOpenFileName(
            self._window, "打开报告", preferences.folder(), FILTER
        )
        if name:
            self.open_path(Path(name))

    def open_path(self, path: Path) -> bool:
        """Open a file; say why where that fails."""
        try:
            session = Session.open(path, self)
        except UserError as error:
            tell_error(self._window, error)
            return False
        if not self.may_leave():
            session.deleteLater()
            return False
        preferences.add_recent(path)
        preferences.remember_folder(path)
        self.adopt(session)
        return True

    def open_sample(self) -> None:
        """Open the sample as a new report, so that the shipped file stays as it is."""
        names = resources.names("samples", ENDING)
        if names and self.may_leave():
            session = Session.open(resources.path(names[0]), self)
            session.path = None
            self.adopt(session)

    def save(self) -> bool:
        """Save to the report's own file; ask for one where there is none yet."""
        if self.session is None:
            return True
        if self.session.path is None:
            return self.save_as()
        return self._save_to(self.session.path)

    def save_as(self) -> bool:
        """Ask for a file and save to it."""
        if self.session is None:
            return True
        name, _filter = QFileDialog.getSaveFileName(
            self._window, "另存为", str(Path(preferences.folder()) / self._proposed_name()), FILTER
        )
        if not name:
            return False
        path = Path(name)
        return self._save_to(path if path.suffix else path.with_suffix(ENDING))

    def _proposed_name(self) -> str:
        assert self.session is not None  # noqa: S101 - only asked with a report
        report = self.session.report
        return f"{report.unit or '未命名单位'}{report.year}年政府信息公开工作年度报告{ENDING}"

    def _save_to(self, path: Path) -> bool:
        assert self.session is not None  # noqa: S101 - only asked with a report
        try:
            self.session.save(path)
        except UserError as error:
            tell_error(self._window, error)
            return False
        preferences.add_recent(path)
        preferences.remember_folder(path)
        return True

    def may_leave(self) -> bool:
        """Whether the present report may go; asks where it has work that no file holds."""
        if self.session is None or not self.session.is_dirty:
            return True
        answer = ask(
            self._window,
            f"“{self.session.title}”有还没有保存的修改。",
            "要先保存吗？",
            {"save": "保存", "discard": "不保存", "cancel": "取消"},
        )
        return self.save() if answer == "save" else answer == "discard"
