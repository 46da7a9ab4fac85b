"""From the window to 对照校对, and back to the cell where it was left."""

from nianbao.ui.proofreading.dialog import ProofreadingDialog
from nianbao.ui.session.desk import Desk, OpenReport


def proofread(desk: Desk, shown: OpenReport) -> None:
    """Go through the cells, and stand at the last one afterwards."""
    dialog = ProofreadingDialog(shown.session, desk.widget)
    dialog.exec()
    here, count = dialog.sitting.here, dialog.progress.value()
    dialog.deleteLater()
    shown.show_cells([here])
    desk.say(f"已对照 {count} 格，共 {len(shown.session.form.cells)} 格。")
