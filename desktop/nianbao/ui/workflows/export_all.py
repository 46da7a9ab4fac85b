"""导出全部: every format and the 审核情况表 into one folder of the report's name."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog

from nianbao.checks.engine import check_report
from nianbao.checks.remaining import Remaining
from nianbao.exporters.audit_record import ENDINGS, record_name, write_audit_record
from nianbao.exporters.names import suggested_name
from nianbao.report.book import Report
from nianbao.report.errors import UserError
from nianbao.ui.dialogs.archival_box import remember_choice
from nianbao.ui.dialogs.export_all import ExportAllDialog
from nianbao.ui.dialogs.exported import AllExportedDialog
from nianbao.ui.paper.formats_out import formats, write
from nianbao.ui.session.desk import Desk, OpenReport
from nianbao.ui.system import preferences
from nianbao.ui.system.local_rules import local_rules
from nianbao.ui.widgets.messages import tell_error
from nianbao.ui.widgets.progress import work_beside

Writer = Callable[[Path], None]


def export_all(desk: Desk, shown: OpenReport) -> None:
    """Show what is still open, write everything, and say what was written."""
    session = shown.session
    session.recheck()  # what was typed a moment ago counts too
    names = [*file_names(session.report)]
    dialog = ExportAllDialog(session, names, desk.widget)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        if dialog.wish is not None:
            go_to(shown, dialog.wish)
        return
    session.edit.set_facts("保密审查", secrecy_reviewed=dialog.reviewed.isChecked())
    folder, wide = dialog.folder(), dialog.wide.isChecked()
    archival = dialog.archival.isChecked()
    report = session.report.model_copy(deep=True)
    words = f"正在导出 {len(names)} 个文件…"

    def work() -> dict[str, UserError]:
        return write_all(report, folder, wide=wide, archival=archival)

    try:
        failed = work_beside(desk.widget, words, work)
    except UserError as error:
        tell_error(desk.widget, error)
        return
    if failed is None:
        return
    preferences.remember("export_all_folder", folder.parent)
    remember_choice(archival=archival)
    _tell(desk, folder, names, failed)


def file_names(report: Report) -> tuple[str, ...]:
    """Return the names of all files, the documents first."""
    documents = (suggested_name(report, one.ending) for one in formats())
    return (*documents, record_name(report, ENDINGS[0]))


def write_all(
    report: Report, folder: Path, *, wide: bool, archival: bool = False
) -> dict[str, UserError]:
    """Write every file and read it back; return by name why any was not written.

    Raises UserError where there can be no such folder.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = f"不能建立文件夹“{folder.name}”。"
        raise UserError(message, "请换一个位置，或者看看有没有写入的权限。") from error
    failed = {}
    for name in file_names(report):
        try:
            _writer(report, name, wide=wide, archival=archival)(folder / name)
        except UserError as error:
            failed[name] = error
    return failed


def _writer(report: Report, name: str, *, wide: bool, archival: bool) -> Writer:
    """What writes the file of a name."""
    if name != record_name(report, ENDINGS[0]):
        return lambda path: write(report, path, wide=wide, archival=archival)
    today = datetime.now().astimezone().date()
    result = check_report(report, report.previous, local_rules())
    return lambda path: write_audit_record(report, result, path, today)


def _tell(desk: Desk, folder: Path, names: list[str], failed: dict[str, UserError]) -> None:
    written = [name for name in names if name not in failed]
    dialog = AllExportedDialog(folder, written, failed, desk.widget)
    dialog.exec()
    if dialog.wants_folder:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def go_to(shown: OpenReport, one: Remaining) -> None:
    """Go to where something is still open."""
    if one.cells:
        shown.show_cells(one.cells[:1])
    else:
        shown.show_place(one.place)
