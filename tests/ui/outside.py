"""One report in a window whose process may die, and other people who change its file."""

from decimal import Decimal
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from nianbao.report.storage.files import load_report, save_report
from nianbao.ui.workflows.documents import Documents
from tests.ui.grid_keys import Key
from tests.ui.modal import when_asked

CELL = "table_3.received_new.natural_person"


def edit(documents: Documents, value: int) -> None:
    assert documents.session is not None
    documents.session.edit.set_cells({CELL: Decimal(value)}, "填写")


def die(documents: Documents) -> None:
    """What remains of a window whose process was killed: the files, but no lock."""
    keeper = documents.keeper
    assert keeper is not None
    for held in (keeper.journal._lock, keeper._mark._lock):
        if held is not None:
            held._stream.close()
    documents.keeper = None
    documents.session = None


def change_outside(file: Path) -> None:
    theirs = load_report(file)
    theirs.change(texts={"problems": "别人写的"})
    save_report(theirs, file)


def choose_name(path: Path) -> None:
    """Type a name into the next file dialog, and press Enter."""

    def act(dialog: QWidget) -> None:
        field = dialog.findChild(QLineEdit, "fileNameEdit")
        assert isinstance(field, QLineEdit)
        field.setText(str(path))
        QTest.keyClick(field, Key.Key_Return)

    when_asked(act, QFileDialog)
