"""设置: changed in a dialog, used at once."""

from nianbao.ui.dialogs.settings import SettingsDialog
from nianbao.ui.session.desk import Desk


def change(desk: Desk) -> None:
    """Ask, and let the window follow."""
    if SettingsDialog(desk.widget).exec():
        desk.use_settings()
