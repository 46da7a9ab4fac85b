"""A clerk's whole session in one process, for a test that watches what it asks of the system.

Reads a Word document in the review window, types, writes every format, saves, opens every dialog and the
help, and sums up a county's folder in its window.
``preview`` as the second argument shows the pages as well: then the system's print service is asked.
"""

import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from nianbao import resources
from nianbao.exporters.printed.describe import describe
from nianbao.importers.registry import read_source
from nianbao.ui.app import build_application
from nianbao.ui.dialogs.exporting.export import ExportDialog
from nianbao.ui.dialogs.exporting.exported import ExportedDialog
from nianbao.ui.import_review.dialog import ImportReview
from nianbao.ui.pages.table_page import TablePage
from nianbao.ui.paper.formats_out import formats
from nianbao.ui.rollup.window import RollupWindow
from nianbao.ui.shell.main_window import MainWindow
from nianbao.ui.workflows.import_report import import_file
from tests.exporters.formats import DOCX, XLSX
from tests.ui import scenes
from tests.ui.modal import click, when_asked
from tests.ui.settled import settle, wait_until

PREVIEW = "preview"
DONE = "session ended"


def _sources(folder: Path) -> tuple[Path, Path]:
    sample = resources.path("samples/sample-report.nianbao")
    own = folder / "年报.nianbao"
    own.write_bytes(sample.read_bytes())
    source = folder / "资料.docx"
    source.write_bytes(DOCX.render(describe(read_source(own).report)))
    book = folder / "资料.xlsx"
    book.write_bytes(XLSX.render(describe(read_source(own).report)))
    return own, source


def _import(window: MainWindow, source: Path) -> None:
    def look_through(review: QWidget) -> None:
        review.close()

    when_asked(look_through, ImportReview)
    import_file(window, source)


def _export(window: MainWindow, target: Path) -> None:
    def export(dialog: QWidget) -> None:
        assert isinstance(dialog, ExportDialog)
        dialog.format.setCurrentIndex(dialog.format.findData(target.suffix))
        dialog.place.setText(str(target))
        when_asked(lambda done: click(done, "完成"), ExportedDialog)
        click(dialog, "导出")

    when_asked(export, ExportDialog)
    window.actions_by_id["export"].trigger()
    assert target.stat().st_size > 1000


def _type(window: MainWindow) -> None:
    assert window.workspace is not None
    window.workspace.show_place("applications")
    page = window.workspace.page
    assert isinstance(page, TablePage)
    QTest.keyClicks(page.grid, "12")
    QTest.keyClick(page.grid, Qt.Key.Key_Return)


def _dialogs(window: MainWindow, *, preview: bool) -> None:
    assert window.session is not None
    for name, build in scenes.DIALOGS.items():
        if (name == PREVIEW) == preview:
            dialog = build(window.session, window)
            dialog.show()
            settle()
            dialog.close()


def _sum_up(window: MainWindow, own: Path) -> None:
    """Read a folder of reports, look at every page and write the sum."""
    county = own.parent / "各单位"
    county.mkdir()
    for kind in (own, own.with_name("资料.docx"), own.with_name("资料.xlsx")):
        (county / kind.name).write_bytes(kind.read_bytes())
    rollup = RollupWindow(window)
    rollup.show()
    rollup.prepare.open(county)
    wait_until(lambda: rollup.county.collection is not None and not rollup.county.is_reading)
    assert rollup.county.collection is not None
    assert len(rollup.county.collection.files) == 3
    for name in rollup.pages:
        rollup.go_to(name)
        settle()
        rollup.grab()
    rollup.county.close()
    rollup.close()


def main(folder: Path, *, preview: bool) -> None:
    """Work through a session."""
    window = MainWindow()
    window.show()
    own, source = _sources(folder)
    _import(window, source)
    _import(window, source.with_suffix(".xlsx"))
    assert window.documents.open_path(own)
    _type(window)
    for one in formats():
        _export(window, folder / f"导出{one.ending}")
    assert window.documents.save()
    _dialogs(window, preview=False)
    if preview:
        _dialogs(window, preview=True)
    _sum_up(window, own)
    # Some dialogs change the report: closing would ask what to do, and wait for ever.
    assert window.documents.save()
    window.close()
    print(DONE)


if __name__ == "__main__":
    application = build_application()
    main(Path(sys.argv[1]), preview=PREVIEW in sys.argv)
