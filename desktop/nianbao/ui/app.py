"""Builds the program's window; imports nothing that the first paint can do without."""

import os
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from nianbao import installation, resources, startup, user_folders
from nianbao.ui.look import style, system_look, theme
from nianbao.ui.shell.main_window import MainWindow
from nianbao.ui.shell.title_and_status import TITLE
from nianbao.ui.system import at_rest, crash, idle, preferences, single_instance

ROOMY = 1600
"""Width of a screen, in its own points, on which a window beside others has room for every table."""

NAME = "nianbao"
_NO_INPUT_METHOD_SAID = "no_input_method_said"
FOR_A_REPORT = (
    "nianbao.checks.engine",
    "nianbao.ui.session.session",
    "nianbao.ui.workflows.documents",
    "nianbao.ui.grid.view",
    "nianbao.ui.findings.panel",
    "nianbao.ui.shell.workspace",
    "nianbao.ui.pages.table_page",
    "nianbao.ui.pages.text_page",
    "nianbao.ui.widgets.calendar_list",
)
"""What an open report needs, in pieces that load within a blink, the deepest first."""


def build_application(options: Sequence[str] = ()) -> QApplication:
    """Return the QApplication with the program's name, font, words and colours."""
    # The style as an argument: setStyle() would load the style classes before the first paint.
    # The name first: X11 and Wayland find the menu's entry and its icon by it.
    app = QApplication([NAME, *options, "-style", "fusion"])
    app.setApplicationName(NAME)
    app.setDesktopFileName(NAME)
    app.setApplicationDisplayName(TITLE)
    app.setWindowIcon(QIcon(str(resources.path("icons/window.ico"))))
    app.setFont(theme.font())
    QLocale.setDefault(QLocale("zh_CN"))
    _speak_chinese(app)
    theme.use(system_look.chosen())
    style.apply(app)
    return app


class QtWords(QTranslator):
    """Qt's Chinese words, which file kinds no longer have under the name that Qt asks by now."""

    def translate(
        self, context: str, text: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        """Return Qt's words; those for kinds of files stand where Qt had them before."""
        if context == "QAbstractFileIconProvider":
            context = "QFileDialog"
        return (
            super().translate(context, text, disambiguation, n) or None
        )  # an empty one would show


def _speak_chinese(app: QApplication) -> None:
    """Qt's own dialogs and menus."""
    translator = QtWords(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load("qtbase_zh_CN", folder):
        app.installTranslator(translator)


def main(path: str | None = None) -> int:
    """Show the window, on a report where one is given, and return the exit code."""
    doorway = single_instance.enter(Path(path) if path else None)
    if doorway is None:
        return 0
    _prepare_input_methods()
    app = build_application()
    watch = crash.CrashWatch(crash.tell_clerk)
    watch.start()
    window = MainWindow(for_a_file=path is not None)
    geometry = preferences.bytes_of("geometry")
    if not geometry.isEmpty():
        window.restoreGeometry(geometry)
    # What a report needs is loaded after the window is on the screen.
    window.settled.connect(startup.is_loaded)
    window.painted.connect(lambda: _look_after_files(app, window, watch))
    window.painted.connect(lambda: _use_plain_keys(app))
    window.painted.connect(lambda: _begin(window, path, doorway))
    if geometry.isEmpty() and app.primaryScreen().availableGeometry().width() < ROOMY:
        window.showMaximized()  # 表三 needs a small screen's whole width
    else:
        window.show()
    code = app.exec()
    doorway.close()
    watch.stop()
    return code


def _prepare_input_methods() -> None:
    """On Linux; elsewhere Qt speaks with the system's own input methods."""
    if sys.platform != "linux":
        return
    from nianbao.ui.system.composing import input_methods

    folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath))
    input_methods.choose(os.environ, input_methods.plugins_in(folder))


def _use_plain_keys(app: QApplication) -> None:
    if sys.platform == "linux":
        from nianbao.ui.widgets.plain_keys import use_plain_keys

        use_plain_keys(app)


def _join_input_method(window: MainWindow) -> None:
    """Say once on each computer that none answers; who types no Chinese is not told again."""
    if sys.platform != "linux" or QApplication.platformName() not in {"xcb", "wayland"}:
        return
    from nianbao.ui.system.composing import input_methods

    if not input_methods.is_expected(os.environ):
        return
    newer_answers = partial(input_methods.answers, input_methods.settings_folder())
    if newer_answers():
        return
    from nianbao.ui.system.composing.fcitx4 import Fcitx4

    older = Fcitx4(newer_answers, window)
    input_methods.commits_with(older.commit)

    def tell() -> None:
        # Whoever was still starting with the desktop may be there by now.
        if not (newer_answers() or older.meet() or preferences.text(_NO_INPUT_METHOD_SAID)):
            from nianbao.report.errors import UserError
            from nianbao.ui.widgets.messages import tell_error

            preferences.remember(_NO_INPUT_METHOD_SAID, 1)
            tell_error(window, UserError(input_methods.NONE_FOUND, input_methods.HELP))

    at_rest.when_at_rest(tell, window)


def _look_after_files(app: QApplication, window: MainWindow, watch: crash.CrashWatch) -> None:
    """A package may be upgraded under an open window; an installer of Windows waits."""
    if installation.watch():
        from nianbao.report.errors import UserError
        from nianbao.ui.system.replaced import Replaced
        from nianbao.ui.widgets.messages import tell_error

        said = UserError(installation.MESSAGE, installation.ADVICE)
        replaced = Replaced(lambda: tell_error(app.activeWindow() or window, said), window)
        watch.tell_replaced = replaced.tell
        window.settled.connect(replaced.load_ahead)


def _begin(window: MainWindow, path: str | None, doorway: single_instance.Doorway) -> None:
    from nianbao import logs

    logs.start()
    system_look.follow(window.use_theme)
    doorway.requested.connect(lambda wanted: _open_wanted(window, wanted))
    doorway.open()
    open_at_start(window, path)
    if window.session is None:
        loader = idle.IdleLoader(FOR_A_REPORT, window)
        loader.loaded.connect(window.start.show_calendar)
        loader.start()
    _look_for_update(window)
    _join_input_method(window)


def open_at_start(window: MainWindow, path: str | None) -> None:
    """Open the file of a double click and what a crash left; the start page where nothing opens."""
    from nianbao.ui.workflows import open_report
    from nianbao.ui.workflows.recover import offer_recovery

    if path is not None:
        open_report.open_paths(window, [Path(path)])
    offer_recovery(window, window.documents)
    if path is None:
        return
    if window.workspace is None:
        window.go_home()
    else:
        window.workspace.take_keyboard()


def _look_for_update(window: MainWindow) -> None:
    """Few computers have a policy; the others load nothing for it."""
    if not user_folders.has_machine_policy():
        return
    from importlib.metadata import version

    from nianbao.ui.workflows.offer_update import UpdateSearch, offer

    search = UpdateSearch(version("nianbao"), window)
    search.found.connect(lambda update: at_rest.when_at_rest(lambda: offer(window, update), window))
    search.start()


def _open_wanted(window: MainWindow, wanted: str) -> None:
    """A second start: this window comes forward, with the file if one was named.

    Where it was closed and others keep the program running, another one takes its place.
    """
    if not window.isVisible():
        from nianbao.ui.shell import beside

        another = beside.open_another(MainWindow)
        assert isinstance(another, MainWindow)  # noqa: S101 - what it was told to make
        window = another
    single_instance.bring_forward(window)
    if wanted:
        at_rest.when_at_rest(lambda: window.open_files([Path(wanted)]), window)
