"""情况说明: from a finding that is right as it stands to a decision kept in the report."""

from datetime import datetime

from PySide6.QtWidgets import QDialog, QWidget

from nianbao.checks.decisions import decide, with_decision
from nianbao.checks.findings import Finding
from nianbao.report.errors import UserError
from nianbao.report.totals import values_in_force
from nianbao.ui.dialogs.set_aside import SetAsideDialog
from nianbao.ui.session.desk import Desk, OpenReport
from nianbao.ui.session.session import Session
from nianbao.ui.widgets.messages import tell_error


def set_aside(desk: Desk, shown: OpenReport) -> None:
    """Settle the finding that is chosen."""
    if shown.finding is None:
        desk.say("先选中右边的一条提示。")
    else:
        settle(desk.widget, shown.session, shown.finding)


def settle(window: QWidget, session: Session, finding: Finding) -> None:
    """Ask for the reason, and keep it as one undo step."""
    report = session.report
    values = values_in_force(session.form, report)
    today = datetime.now().astimezone().date()
    try:
        decide(finding, "试", report, values)  # a strict error is refused before any question
        dialog = SetAsideDialog(finding, window)
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return
        decision = decide(finding, dialog.reason(), report, values, today)
    except UserError as error:
        tell_error(window, error)
        return
    decisions = with_decision(report, decision, session.set_aside)
    session.edit.set_facts("写明情况", decisions=decisions)
