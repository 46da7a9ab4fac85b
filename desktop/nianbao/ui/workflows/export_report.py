"""From the window to a document: what still stands open, where to, and a word when it is done."""

from copy import deepcopy
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QWidget

from nianbao.report.errors import UserError
from nianbao.ui.dialogs.exporting.export import ExportDialog
from nianbao.ui.dialogs.exporting.export_choices import remember_choice
from nianbao.ui.dialogs.exporting.exported import ExportedDialog
from nianbao.ui.dialogs.exporting.open_list import go_to
from nianbao.ui.paper.formats_out import write
from nianbao.ui.session.desk import Desk, OpenReport
from nianbao.ui.session.session import Session
from nianbao.ui.system import preferences
from nianbao.ui.widgets.messages import tell_error
from nianbao.ui.widgets.progress import work_beside


def export_report(desk: Desk, shown: OpenReport) -> None:
    """Ask, write the document, and offer to open it."""
    window, session = desk.widget, shown.session
    session.recheck()  # what was typed a moment ago counts too
    dialog = ExportDialog(session, window)
    while dialog.exec() == QDialog.DialogCode.Accepted:
        session.edit.set_facts("保密审查", secrecy_reviewed=dialog.reviewed.isChecked())
        try:
            done = _write_chosen(window, session, dialog)
        except UserError as error:
            tell_error(window, error)  # and the dialog again, where another place is chosen
            continue
        if done:
            offer_to_open(window, dialog.path())
        return
    if dialog.wish is not None:
        go_to(shown, dialog.wish)


def _write_chosen(window: QWidget, session: Session, dialog: ExportDialog) -> bool:
    """Write what the dialog says, and remember where and how."""
    path, archival = dialog.path(), dialog.archival.isEnabled() and dialog.archival.isChecked()
    if not write_document(window, session, path, wide=dialog.wide.isChecked(), archival=archival):
        return False
    preferences.remember("export_folder", path.parent)
    preferences.remember("export_ending", path.suffix)
    if dialog.archival.isEnabled():
        remember_choice(archival=archival)
    return True


def write_document(
    window: QWidget, session: Session, path: Path, *, wide: bool, archival: bool = False
) -> bool:
    """Write the document; False where the clerk gave up, UserError where it fails."""
    report = deepcopy(session.report)

    def work() -> bool:
        write(report, path, wide=wide, archival=archival)
        return True

    return work_beside(window, f"正在导出“{path.name}”…", work) is not None


def offer_to_open(window: QWidget, path: Path) -> None:
    """Open the document or its folder, where the clerk wants that."""
    dialog = ExportedDialog(path, window)
    dialog.exec()
    if dialog.wish is not None:
        target = path if dialog.wish == "file" else path.parent
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(target)))
