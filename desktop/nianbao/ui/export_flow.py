"""From the window to a document: where to, how far it is, and a word when it is done."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from nianbao.report.errors import UserError
from nianbao.ui import preferences
from nianbao.ui.dialogs.messages import tell_error
from nianbao.ui.session import Session


def export_report(window: QWidget, session: Session) -> None:
    """Ask for a file and write the document."""
    report = session.report
    proposed = f"{report.unit or '未命名单位'}{report.year}年政府信息公开工作年度报告.docx"
    name, _filter = QFileDialog.getSaveFileName(
        window, "导出", str(Path(preferences.folder()) / proposed), "Word 文档 (*.docx)"
    )
    if not name:
        return
    try:
        _write(session, Path(name))
    except UserError as error:
        tell_error(window, error)


def _write(_session: Session, _path: Path) -> None:
    raise UserError("导出功能还没有准备好。")
