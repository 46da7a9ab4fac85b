"""导出全部: every format and the 审核情况表 into one folder of the report's name."""

from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog

from nianbao.checks.engine import check_report
from nianbao.exporters.against_last_year import comparison_name, write_comparison
from nianbao.exporters.audit_record import ENDINGS, record_name, write_audit_record
from nianbao.exporters.names import suggested_name
from nianbao.exporters.poster.formats import write_picture
from nianbao.exporters.poster.layout import picture_of
from nianbao.report.book import Report
from nianbao.report.earlier import last_report
from nianbao.report.errors import UserError
from nianbao.ui.dialogs.exporting.export_all import ExportAllDialog
from nianbao.ui.dialogs.exporting.export_choices import Extras, remember_choice
from nianbao.ui.dialogs.exporting.exported import AllExportedDialog
from nianbao.ui.dialogs.exporting.open_list import go_to
from nianbao.ui.paper.formats_out import formats, write
from nianbao.ui.session.desk import Desk, OpenReport
from nianbao.ui.system import preferences
from nianbao.ui.system.local_rules import local_rules
from nianbao.ui.widgets.messages import tell_error
from nianbao.ui.widgets.progress import work_beside
from nianbao.ui.workflows.export_poster import last_choice, picture_name

Writer = Callable[[Path], None]
_NO_EXTRAS = Extras()


@dataclass(frozen=True)
class Looks:
    """How the documents are to be."""

    wide: bool = False
    archival: bool = False


def export_all(desk: Desk, shown: OpenReport) -> None:
    """Show what is still open, write everything, and say what was written."""
    session = shown.session
    session.recheck()  # what was typed a moment ago counts too
    dialog = ExportAllDialog(
        session, lambda extras: file_names(session.report, extras), desk.widget
    )
    if dialog.exec() != QDialog.DialogCode.Accepted:
        if dialog.wish is not None:
            go_to(shown, dialog.wish)
        return
    session.edit.set_facts("保密审查", secrecy_reviewed=dialog.reviewed.isChecked())
    folder, names, extras = dialog.folder(), dialog.names, dialog.extras.extras
    looks = Looks(dialog.wide.isChecked(), dialog.archival.isChecked())
    report = deepcopy(session.report)
    words = f"正在导出 {len(names)} 个文件…"

    def work() -> dict[str, UserError]:
        return write_all(report, folder, looks, extras)

    try:
        failed = work_beside(desk.widget, words, work)
    except UserError as error:
        tell_error(desk.widget, error)
        return
    if failed is None:
        return
    preferences.remember("export_all_folder", folder.parent)
    remember_choice(archival=looks.archival)
    extras.remember(dialog.extras)
    _tell(desk, folder, names, failed)


def file_names(report: Report, extras: Extras = _NO_EXTRAS) -> tuple[str, ...]:
    """Return the names of all files, the documents first."""
    return tuple(_writers(report, Looks(), extras))


def write_all(
    report: Report, folder: Path, looks: Looks, extras: Extras = _NO_EXTRAS
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
    for name, write_file in _writers(report, looks, extras).items():
        try:
            write_file(folder / name)
        except UserError as error:
            failed[name] = error
    return failed


def _writers(report: Report, looks: Looks, extras: Extras) -> dict[str, Writer]:
    """What writes each file, by its name."""
    document = partial(write, report, wide=looks.wide, archival=looks.archival)
    writers: dict[str, Writer] = {suggested_name(report, one.ending): document for one in formats()}
    writers[record_name(report, ENDINGS[0])] = partial(_write_record, report)
    if extras.picture:
        form, options = last_choice()
        writers[picture_name(report, form)] = lambda path: write_picture(
            form, picture_of(report, options), path
        )
    earlier = last_report(report)
    if extras.changes and earlier is not None:
        writers[comparison_name(report, earlier)] = partial(write_comparison, report, earlier)
    return writers


def _write_record(report: Report, path: Path) -> None:
    today = datetime.now().astimezone().date()
    result = check_report(report, report.previous, local_rules())
    write_audit_record(report, result, path, today)


def _tell(desk: Desk, folder: Path, names: Sequence[str], failed: dict[str, UserError]) -> None:
    written = [name for name in names if name not in failed]
    dialog = AllExportedDialog(folder, written, failed, desk.widget)
    dialog.exec()
    if dialog.wants_folder:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
