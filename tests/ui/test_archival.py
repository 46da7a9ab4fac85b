"""PDF/A, asked for in the export, in 导出全部 and on the command line."""

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QWidget

from nianbao import resources
from nianbao.__main__ import main
from nianbao.ui.dialogs.exporting.export import ExportDialog
from nianbao.ui.dialogs.exporting.export_all import ExportAllDialog
from nianbao.ui.dialogs.exporting.export_choices import archival_box
from nianbao.ui.dialogs.exporting.exported import AllExportedDialog, ExportedDialog
from nianbao.ui.session.session import Session
from nianbao.ui.shell.main_window import MainWindow
from tests.ui.modal import click, when_asked

SAMPLE = resources.path("samples/sample-report.nianbao")


def is_archival(path: Path) -> bool:
    xmp = PdfReader(path).xmp_metadata
    return xmp is not None and xmp.pdfaid_part == "1"


def choose(dialog: ExportDialog, ending: str) -> None:
    dialog.format.setCurrentIndex(dialog.format.findData(ending))


def tick(box: QCheckBox) -> None:
    """By the keyboard."""
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)


@pytest.mark.usefixtures("session")
@pytest.mark.parametrize("wanted", [True, False])
def test_a_tick_makes_the_pdf_one_for_the_archive(
    window: MainWindow, tmp_path: Path, *, wanted: bool
) -> None:
    target = tmp_path / "年报.pdf"

    def export(dialog: QWidget) -> None:
        assert isinstance(dialog, ExportDialog)
        choose(dialog, ".pdf")
        dialog.place.setText(str(target))
        if wanted:
            tick(dialog.archival)
        when_asked(lambda done: click(done, "完成"), ExportedDialog)
        click(dialog, "导出")

    when_asked(export, ExportDialog)
    window.actions_by_id["export"].trigger()

    assert is_archival(target) == wanted
    assert archival_box().isChecked() == wanted


def test_only_a_pdf_can_be_one_for_the_archive(window: MainWindow, session: Session) -> None:
    dialog = ExportDialog(session, window)

    choose(dialog, ".pdf")
    assert dialog.archival.isEnabled()
    choose(dialog, ".docx")
    assert not dialog.archival.isEnabled()


@pytest.mark.usefixtures("session")
def test_all_documents_take_the_same_tick(window: MainWindow, tmp_path: Path) -> None:
    folder = tmp_path / "全部"

    def export(dialog: QWidget) -> None:
        assert isinstance(dialog, ExportAllDialog)
        dialog.place.setText(str(folder))
        tick(dialog.archival)
        when_asked(lambda done: click(done, "完成"), AllExportedDialog)
        click(dialog, "导出全部")

    when_asked(export, ExportAllDialog)
    window.actions_by_id["export_all"].trigger()

    (pdf,) = folder.glob("*.pdf")
    assert is_archival(pdf)


@pytest.mark.usefixtures("qapp")
def test_the_command_line_makes_them_one_by_one_and_by_the_folder(tmp_path: Path) -> None:
    target, sources, out = tmp_path / "年报.pdf", tmp_path / "来", tmp_path / "去"
    sources.mkdir()
    out.mkdir()
    (sources / SAMPLE.name).write_bytes(SAMPLE.read_bytes())

    assert main(["export", str(SAMPLE), "-o", str(target), "--pdfa"]) == 0
    assert main(["export", str(SAMPLE), "-o", str(out), "--to", "pdf", "--pdfa"]) == 0
    assert main(["export", str(sources), "-o", str(out), "--to", "pdf", "--pdfa"]) == 0

    made = [target, *out.glob("*.pdf")]
    assert len(made) > 1
    assert all(is_archival(path) for path in made)


@pytest.mark.parametrize("folder", [False, True])
def test_what_is_no_pdf_cannot_be_pdf_a(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], *, folder: bool
) -> None:
    source = tmp_path if folder else SAMPLE
    target = tmp_path if folder else tmp_path / "年报.docx"

    assert main(["export", str(source), "-o", str(target), "--to", "docx", "--pdfa"]) == 2

    assert "--pdfa 只用于导出 PDF" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
