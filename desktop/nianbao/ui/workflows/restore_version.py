"""历史版本: look at earlier saves, and go back to one as an undo step."""

from nianbao.ui.dialogs.versions import VersionsDialog
from nianbao.ui.session.desk import Desk, OpenReport


def choose(desk: Desk, shown: OpenReport) -> None:
    """Let the clerk choose, and put that version in the place of the report."""
    session = shown.session
    dialog = VersionsDialog(session, session.path, desk.widget)
    if dialog.exec() and dialog.report is not None:
        session.replace(dialog.report, "恢复历史版本")
