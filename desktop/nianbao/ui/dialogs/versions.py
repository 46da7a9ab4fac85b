"""历史版本: earlier saves of this report, and the way back to one of them."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QListWidget, QWidget

from nianbao import user_folders
from nianbao.report.difference import Difference, compare_reports
from nianbao.report.errors import UserError
from nianbao.report.storage.versions import Version, list_versions
from nianbao.ui.dialogs.differences import named_cells
from nianbao.ui.dialogs.times import spoken_time
from nianbao.ui.session.session import Session
from nianbao.ui.widgets.dialog_frame import Dialog, muted

if TYPE_CHECKING:
    from nianbao.report.book import Report


class VersionsDialog(Dialog):
    """A list of saves; the chosen one is compared with the report as it is now."""

    def __init__(self, session: Session, path: Path | None, parent: QWidget | None = None) -> None:
        super().__init__("历史版本", parent)
        self._session = session
        self._versions = () if path is None else list_versions(user_folders.versions(), path)
        self.report: Report | None = None
        self.list = QListWidget()
        self.list.setAccessibleName("历史版本")
        self.list.addItems([spoken_time(one.saved_at) for one in self._versions])
        self._details = muted("")
        self.add_heading("历史版本", _explain(path, self._versions))
        self.column.addWidget(self.list, 1)
        self.column.addWidget(self._details)
        some = bool(self._versions)
        self.list.setVisible(some)
        self._details.setVisible(some)
        self._restore = self.add_buttons("恢复到这个版本") if some else self.add_buttons("", "关闭")
        self.list.currentRowChanged.connect(self._compare)
        self._set_possible(possible=False)
        self.list.setCurrentRow(0)
        if some:
            self.resize(520, 440)
        else:
            self.setMinimumWidth(520)

    def _set_possible(self, *, possible: bool) -> None:
        if self._restore is not None:
            self._restore.setEnabled(possible)

    def _compare(self, row: int) -> None:
        self.report = None
        self._set_possible(possible=False)
        if not 0 <= row < len(self._versions):
            return
        try:
            report = self._versions[row].load()
        except UserError as error:
            self._details.setText(str(error))
            return
        difference = compare_reports(report, self._session.report)
        self._details.setText(describe(difference, self._session))
        self.report = report if difference else None
        self._set_possible(possible=bool(difference))


def _explain(path: Path | None, versions: tuple[Version, ...]) -> str:
    if path is None:
        return "这份报告还没有保存过，保存以后才有历史版本。"
    if not versions:
        return "这份报告还没有历史版本，以后每次保存都会留一份。"
    return "每次保存都会留一份：最近 20 次全部保留，更早的每天一份。恢复以后可以撤销。"


def describe(difference: Difference, session: Session) -> str:
    """Say what is not as it was then, by name."""
    if not difference:
        return "与现在的内容相同。"
    words = f"与现在相比：{difference.summary()}不同。\n{named_cells(difference, session.form)}"
    return words.strip()
