"""What was chosen, dropped or copied as files: a report is opened, any other source is read."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from nianbao.importers.readers.folder import files_in
from nianbao.report.errors import UserError
from nianbao.ui.dialogs.choose_source import ChooseSourceDialog
from nianbao.ui.system.source_kinds import REPORT, SOURCES, kinds, kinds_or_any
from nianbao.ui.widgets.choose_file import file_to_open
from nianbao.ui.widgets.messages import tell_error
from nianbao.ui.widgets.progress import work_beside

if TYPE_CHECKING:
    from nianbao.ui.shell.main_window import MainWindow


def choose(window: "MainWindow") -> None:
    """打开: ask for a report, or for anything that a report can be read from."""
    offered = f"{kinds_or_any('报告和可以读入的资料')};;{kinds('公开年报的报告', (REPORT,))}"
    path = file_to_open(window, "打开报告", offered)
    if path is not None:
        open_path(window, path)


def open_paths(window: "MainWindow", paths: Sequence[Path]) -> None:
    """Open one of several files or of a folder's: a window has one report."""
    if len(paths) == 1 and not paths[0].is_dir():
        open_path(window, paths[0])
        return
    try:
        found = work_beside(window, "正在找可以读的文件…", lambda: _sources(paths))
    except UserError as error:
        tell_error(window, error)
        return
    if found is None:
        return
    if not found:
        advice = "可以读的有 Word、网页、PDF、Excel、文本和公开年报的报告。"
        tell_error(window, UserError(f"“{paths[0].name}”里没有可以读的文件。", advice))
    elif len(found) == 1:
        open_path(window, found[0])
    else:
        dialog = ChooseSourceDialog(found, window)
        if dialog.exec() and dialog.path is not None:
            open_path(window, dialog.path)


def _sources(paths: Sequence[Path]) -> list[Path]:
    found: list[Path] = []
    for path in paths:
        found += files_in(path) if path.is_dir() else [path]
    return [path for path in found if path.suffix.lower() in {REPORT, *SOURCES}]


def open_path(window: "MainWindow", path: Path) -> None:
    """Open a report file, or read any other source."""
    if path.is_dir():
        open_paths(window, [path])
    elif path.suffix.lower() == REPORT:
        window.documents.open_path(path)
    else:
        from nianbao.ui.workflows import import_report

        import_report.import_file(window, path)
