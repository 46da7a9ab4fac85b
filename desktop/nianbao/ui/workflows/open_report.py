"""What was chosen, dropped or copied as files: a report is opened, any other source is read.

A double click on a report waits for this module; what reads other sources is loaded for them alone.
"""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtGui import QGuiApplication

from nianbao.report.errors import UserError
from nianbao.ui.session.desk import Desk
from nianbao.ui.system.mime_data import local_files
from nianbao.ui.system.source_kinds import REPORT, SOURCES, kinds, kinds_or_any
from nianbao.ui.widgets.messages import tell_error


def choose(desk: Desk) -> None:
    """打开: ask for a report, or for anything that a report can be read from."""
    from nianbao.ui.widgets.choose_file import file_to_open

    offered = f"{kinds_or_any('报告和可以读入的资料')};;{kinds('公开年报的报告', (REPORT,))}"
    path = file_to_open(desk.widget, "打开报告", offered)
    if path is not None:
        open_path(desk, path)


def paste_as_report(desk: Desk) -> None:
    """粘贴为报告: open the files that were copied in the file manager, or read what was copied."""
    data = QGuiApplication.clipboard().mimeData()
    # An empty clipboard is None on some systems, whatever the annotation says.
    files = local_files(data) if data else []  # type: ignore[truthy-bool]
    if files:
        open_paths(desk, files)
    else:
        from nianbao.ui.workflows.import_report import import_clipboard

        import_clipboard(desk)


def open_paths(desk: Desk, paths: Sequence[Path]) -> None:
    """Open one of several files or of a folder's: a window has one report."""
    if len(paths) == 1 and not paths[0].is_dir():
        open_path(desk, paths[0])
        return
    from nianbao.ui.widgets.progress import work_beside

    try:
        found = work_beside(desk.widget, "正在找可以读的文件…", lambda: _sources(paths))
    except UserError as error:
        tell_error(desk.widget, error)
        return
    if found is None:
        return
    if not found:
        advice = "可以读的有 Word、网页、PDF、Excel、文本和公开年报的报告。"
        tell_error(desk.widget, UserError(f"“{paths[0].name}”里没有可以读的文件。", advice))
    elif len(found) == 1:
        open_path(desk, found[0])
    else:
        from nianbao.ui.dialogs.choose_source import ChooseSourceDialog

        dialog = ChooseSourceDialog(found, desk.widget)
        if dialog.exec() and dialog.path is not None:
            open_path(desk, dialog.path)


def _sources(paths: Sequence[Path]) -> list[Path]:
    from nianbao.importers.readers.folder import files_in

    found: list[Path] = []
    for path in paths:
        found += files_in(path) if path.is_dir() else [path]
    return [path for path in found if path.suffix.lower() in {REPORT, *SOURCES}]


def open_path(desk: Desk, path: Path) -> None:
    """Open a report file, or read any other source."""
    if path.is_dir():
        open_paths(desk, [path])
    elif path.suffix.lower() == REPORT:
        desk.documents.open_path(path)
    else:
        from nianbao.ui.workflows.import_report import import_file

        import_file(desk, path)
