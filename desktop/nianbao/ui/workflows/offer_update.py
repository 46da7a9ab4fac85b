"""Offers a newer version that the office has laid down in its folder; installs nothing unasked."""

import os
import sys
import threading
from contextlib import suppress

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from nianbao.report.errors import UserError
from nianbao.ui.system import preferences
from nianbao.ui.system.policy import policy
from nianbao.ui.system.updates import Update, has_right_sum, newest_in
from nianbao.ui.widgets.messages import ask, tell_error

_DECLINED = "declined_update"
IS_OFFERED = sys.platform == "win32"
"""The installers are programs of Windows; 统信 and 麒麟 get packages from whoever looks after them."""


class UpdateSearch(QObject):
    """Looks through the office's folder beside the work; ``found`` comes back to the window."""

    found = Signal(object)

    def __init__(self, version: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._version = version

    def start(self) -> None:
        """Begin, where the policy names a folder; a share that hangs delays nobody."""
        if IS_OFFERED and policy().update_folder is not None:
            threading.Thread(target=self._look, daemon=True).start()

    def _look(self) -> None:
        folder = policy().update_folder
        assert folder is not None  # noqa: S101 - start has looked
        with suppress(OSError, RuntimeError):  # the folder is away, or the window is gone
            update = newest_in(folder, self._version)
            if update is not None:
                self.found.emit(update)


def offer(parent: QWidget, update: Update) -> None:
    """Ask once for each version; start its installer where the clerk wants it."""
    if preferences.text(_DECLINED) == update.version:
        return
    answer = ask(
        parent,
        f"单位提供了新版本 {update.version}。",
        f"安装程序在“{update.path.parent}”，校验值相符。安装前请先保存报告并关闭程序；"
        "报告、设置和备份都会保留。",
        {"install": "现在安装", "later": "下次再问", "never": "不装这个版本"},
        default="later",
    )
    if answer == "never":
        preferences.remember(_DECLINED, update.version)
    elif answer == "install":
        _install(parent, update)


def _install(parent: QWidget, update: Update) -> None:
    """The file may have changed since it was found: its sum is held against it once more."""
    if not has_right_sum(update.path):
        tell_error(parent, UserError("安装程序已经变动，没有安装。", "请告诉管理员。"))
        return
    if sys.platform == "win32":
        os.startfile(update.path)  # noqa: S606 - what the clerk has asked for
    else:
        tell_error(
            parent, UserError("这台电脑上不能直接安装。", f"新版本在“{update.path.parent}”。")
        )
