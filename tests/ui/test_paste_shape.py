"""The paste's preview has the shape of the table, and what changes is tinted."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from nianbao.importers.paste.blocks import read_document
from nianbao.importers.paste.plan import plan_paste
from nianbao.ui.dialogs.paste import PasteDialog
from nianbao.ui.look import theme
from nianbao.ui.session.session import Session
from nianbao.ui.shell.main_window import MainWindow
from tests.ui.grid_keys import show_table

FIRST = "table_3.received_new.natural_person"
Role = Qt.ItemDataRole


def preview(window: MainWindow, session: Session, copied: str) -> PasteDialog:
    """The preview of a block that begins at the table's first cell."""
    grid = show_table(window, "applications")
    plan = plan_paste(session.form, grid.sheet_model.body, read_document("", copied), (0, 0))
    return PasteDialog(session, plan, window)


def tint(dialog: PasteDialog, row: int, column: int) -> object:
    found = dialog.shape.data(dialog.shape.index(row, column), Role.BackgroundRole)
    assert isinstance(found, QColor)
    return found.name()


def test_rows_and_columns_have_the_names_of_the_form(window: MainWindow, session: Session) -> None:
    dialog = preview(window, session, "1\t2\n3\t4")
    shape = dialog.shape
    down, across = Qt.Orientation.Vertical, Qt.Orientation.Horizontal

    assert [shape.headerData(n, across) for n in range(shape.columnCount())] == [
        "自然人", "商业企业",
    ]  # fmt: skip
    assert [shape.headerData(n, down) for n in range(shape.rowCount())] == ["新收", "上年结转"]
    assert [shape.data(shape.index(1, n)) for n in (0, 1)] == ["3", "4"]
    dialog.close()


def test_new_changed_same_and_refused_cells_are_told_apart(
    window: MainWindow, session: Session
) -> None:
    session.edit.enter(FIRST, "1")
    session.edit.enter("table_3.received_new.org_business", "5")
    dialog = preview(window, session, "1\t2\t7\t甲")
    names = ("sheet", "warning_soft", "accent_soft", "error_soft")

    assert [tint(dialog, 0, n) for n in range(4)] == [theme.color(one).name() for one in names]
    assert dialog.refused.count() == 1
    assert "“甲”不填" in dialog.refused.item(0).text()
    spoken = dialog.shape.data(dialog.shape.index(0, 1), Role.AccessibleTextRole)
    assert spoken == "新收／商业企业：5 改为 2"
    dialog.close()


def test_dashes_are_shown_as_what_they_become(window: MainWindow, session: Session) -> None:
    dialog = preview(window, session, "1\t-")
    cell = dialog.shape.index(0, 1)
    assert dialog.shape.data(cell) == "-"
    dialog.dashes.setChecked(True)

    assert dialog.shape.data(cell) == "0"
    assert dialog.refused.count() == 0
    dialog.close()
