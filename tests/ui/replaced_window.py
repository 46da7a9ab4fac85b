"""The whole program with an open report, its files exchanged under it; prints what then went on.

Called with the program's folder (its mark), a report, and the file of an export that must not come.
"""

import json
import os
import sys
import time
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from nianbao import installation, startup
from nianbao.ui import app
from nianbao.ui.pages.table_page import TablePage
from nianbao.ui.shell.main_window import MainWindow
from nianbao.ui.system import replaced, single_instance
from tests.ui.settled import settle, wait_until

KEY = "table_3.received_new.natural_person"


class Trial:
    """A clerk who types, turns pages, saves, tries to export, and closes."""

    def __init__(self, window: MainWindow, folder: Path) -> None:
        self.window, self.folder = window, folder
        self.said: list[str] = []
        self.pages: list[str] = []
        self._answers = QTimer(window, interval=50)
        self._answers.timeout.connect(self._answer)
        self._answers.start()

    def run(self) -> None:
        """Do all of it, and end the program."""
        assert self.window.workspace is not None
        self.window.workspace.show_place("applications")
        self.window.settled.emit()
        wait_until(lambda: set(replaced.modules()) <= sys.modules.keys())
        (self.folder / "new").write_text("another")
        (self.folder / "new").rename(self.folder / installation.MARK)
        self._come_back()
        self._turn_pages()
        self._type("777")
        self.window.actions_by_id["save"].trigger()
        self.window.actions_by_id["export"].trigger()
        self._type("778")
        self.window.close()
        found = {"said": self.said, "pages": self.pages, "closed": not self.window.isVisible()}
        print(json.dumps(found))
        QCoreApplication.quit()

    def _come_back(self) -> None:
        """The clerk was in the installer's window."""
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
        wait_until(lambda: bool(self.said))
        told = time.monotonic()
        wait_until(
            lambda: time.monotonic() - told > replaced.BURST
        )  # what comes later is said again

    def _turn_pages(self) -> None:
        workspace, session = self.window.workspace, self.window.session
        assert workspace is not None
        assert session is not None
        for section in session.form.sections:
            workspace.show_place(section.id)
            settle()
            self.pages.append(section.id)

    def _type(self, digits: str) -> None:
        workspace = self.window.workspace
        assert workspace is not None
        workspace.show_place("applications")
        page = workspace.page
        assert isinstance(page, TablePage)
        self.window.activateWindow()
        page.grid.setFocus()
        wait_until(page.grid.hasFocus)
        page.grid.go_to(KEY)
        for digit in digits:
            QTest.keyClicks(_keyboard(), digit)
        QTest.keyClick(_keyboard(), Qt.Key.Key_Return)
        settle()  # a pause of typing: the whole report is checked

    def _answer(self) -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is None:
            return
        self.said.append("".join(label.text() for label in dialog.findChildren(QLabel)))
        buttons = {button.text(): button for button in dialog.findChildren(QPushButton)}
        known = [buttons[words] for words in ("保存", "知道了") if words in buttons]
        if not known:
            print(json.dumps(self.said), file=sys.stderr)
            os._exit(1)
        known[0].click()


def _keyboard() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def main(folder: Path, report: Path) -> int:
    """Start as the program does, with a trial in the place of a clerk."""
    startup.hasten()
    startup.hasten_window()
    installation.watch(folder)
    begin = app._begin

    def begin_trial(window: MainWindow, path: str | None, doorway: single_instance.Doorway) -> None:
        begin(window, path, doorway)
        QTimer.singleShot(0, window, Trial(window, folder).run)

    app._begin = begin_trial
    return app.main(str(report))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
