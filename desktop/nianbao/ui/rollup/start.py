"""The command 汇总: opens the coordinator's window, or brings the one forward that is there."""

from nianbao.ui.rollup.window import RollupWindow
from nianbao.ui.session.desk import Desk
from nianbao.ui.system import single_instance

_windows: list[RollupWindow] = []
"""It stands for itself: the report's window may be closed meanwhile."""


def show(desk: Desk) -> None:
    """Open the window."""
    if not _windows:
        window = RollupWindow(desk)
        window.destroyed.connect(_windows.clear)
        _windows.append(window)
        window.prepare.take_keyboard()
    single_instance.bring_forward(_windows[0])
