"""Builds the program's window; imports nothing that the first paint can do without."""

import sys
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from nianbao.ui import preferences, theme
from nianbao.ui.main_window import TITLE, MainWindow


def build_application(arguments: list[str] | None = None) -> QApplication:
    """Return the QApplication with the program's name, font, words and colours."""
    app = QApplication(arguments if arguments is not None else sys.argv[:1])
    app.setApplicationName("nianbao")
    app.setApplicationDisplayName(TITLE)
    app.setStyle("Fusion")
    app.setFont(theme.font())
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    _speak_chinese(app)
    theme.use(theme.by_name(preferences.text("theme", "light")))
    theme.apply(app)
    return app


def _speak_chinese(app: QApplication) -> None:
    """Qt's own dialogs and menus."""
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load("qtbase_zh_CN", folder):
        app.installTranslator(translator)


def main(path: str | None = None) -> int:
    """Show the window, on a report where one is given, and return the exit code."""
    app = build_application()
    window = MainWindow()
    geometry = preferences.bytes_of("geometry")
    if not geometry.isEmpty():
        window.restoreGeometry(geometry)
    window.show()
    # What a report needs is loaded after the window is on the screen.
    QTimer.singleShot(0, lambda: _begin(window, path))
    return app.exec()


def _begin(window: MainWindow, path: str | None) -> None:
    documents = window.documents
    if path is not None:
        documents.open_path(Path(path))
    from nianbao.ui.recovery_flow import offer_recovery

    offer_recovery(window, documents)
