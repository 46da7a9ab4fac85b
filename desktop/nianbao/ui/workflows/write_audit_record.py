"""From the window to the 审核情况表: where to, checked once more, written, and opened if wanted."""

from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QWidget

from nianbao.checks.engine import check_report
from nianbao.exporters.audit_record import ENDINGS, record_name, write_audit_record
from nianbao.report.errors import UserError
from nianbao.ui.session.desk import Desk, OpenReport
from nianbao.ui.session.session import Session
from nianbao.ui.system import preferences
from nianbao.ui.system.local_rules import local_rules
from nianbao.ui.widgets.choose_file import file_to_save
from nianbao.ui.widgets.messages import tell_error
from nianbao.ui.workflows.export_report import offer_to_open

_KINDS = "Word 文档 (*.docx);;网页 (*.html)"


def write_record(desk: Desk, shown: OpenReport) -> None:
    """Ask where to, write the record of this moment, and offer to open it."""
    window, session = desk.widget, shown.session
    path = _ask_place(window, session)
    if path is None:
        return
    report = session.report
    result = check_report(report, session.previous, local_rules())
    try:
        write_audit_record(report, result, path, datetime.now().astimezone().date())
    except UserError as error:
        tell_error(window, error)
        return
    preferences.remember("export_folder", path.parent)
    offer_to_open(window, path)


def _ask_place(window: QWidget, session: Session) -> Path | None:
    folder = preferences.text("export_folder", preferences.folder())
    proposed = Path(folder) / record_name(session.report, ENDINGS[0])
    path = file_to_save(window, "审核情况表存到哪里", _KINDS, proposed)
    if path is None or path.suffix.lower() in ENDINGS:
        return path
    return path.with_name(path.name + ENDINGS[0])
