"""What a screen reader hears: every control of every screen has a name, every cell says itself."""

from collections.abc import Iterator
from copy import deepcopy
from importlib import import_module
from pkgutil import walk_packages

import pytest
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from nianbao import ui
from nianbao.checks.outline import places
from nianbao.formats.registry import Form, all_forms, load_form
from nianbao.report.book import blank_report
from nianbao.report.earlier import with_earlier
from nianbao.ui.grid.cell_marks import CellMarks
from nianbao.ui.grid.model import GridModel
from nianbao.ui.grid.view import TableGrid
from nianbao.ui.session.session import Session
from nianbao.ui.shell.main_window import MainWindow
from tests.ui.scenes import DIALOGS, open_practice, place_names
from tests.ui.settled import settle

Role = QAccessible.Role
Text = QAccessible.Text
CELLS = {Role.Cell, Role.ColumnHeader, Role.RowHeader}
FORMS = pytest.mark.parametrize("form", all_forms(), ids=lambda form: form.id)
PLACES = tuple(one.id for one in places(load_form("gb_2021_30")) if not one.depth)
ELSEWHERE = {"AlikeDialog"}
"""What needs a county's reports is looked at in tests/ui/rollup."""


def heard(widget: QWidget) -> Iterator[QAccessibleInterface]:
    """Yield what a screen reader can come to below a widget, cells of tables left out."""
    waiting: list[QAccessibleInterface | None] = [QAccessible.queryAccessibleInterface(widget)]
    while waiting:
        here = waiting.pop()
        if here is None or not here.isValid() or here.state().invisible or here.role() in CELLS:
            continue
        yield here
        if here.role() is not Role.Table:
            waiting.extend(here.child(number) for number in range(here.childCount()))


def nameless(widget: QWidget) -> list[str]:
    """Return the controls without a name, by what they are and where they stand."""
    return [
        f"{one.role().name} at {one.rect().getRect()}"
        for one in heard(widget)
        if one.state().focusable and not one.text(Text.Name).strip()
    ]


def test_the_walk_finds_a_control_without_a_name(start_window: MainWindow) -> None:
    session = open_practice(start_window)
    dialog = DIALOGS["note"](session, start_window)
    dialog.show()
    assert nameless(dialog) == []
    field = next(one for one in heard(dialog) if one.role() is Role.EditableText)
    object_heard = field.object()
    assert isinstance(object_heard, QWidget)
    object_heard.setAccessibleName("")

    assert len(nameless(dialog)) == 1


def test_every_control_of_the_start_page_has_a_name(start_window: MainWindow) -> None:
    assert len(list(heard(start_window))) > 20
    assert nameless(start_window) == []


@pytest.mark.parametrize("place", PLACES)
def test_every_control_of_a_section_has_a_name(start_window: MainWindow, place: str) -> None:
    session = open_practice(start_window)
    assert list(PLACES) == place_names(session)
    assert start_window.workspace is not None
    start_window.workspace.show_place(place)
    settle()

    assert nameless(start_window) == []


@pytest.mark.parametrize(
    ("place", "commands"),
    [
        ("applications", ("compare_table",)),
        ("review_litigation", ("last_year",)),
        ("compare", ()),
        ("overview", ("find",)),
        ("applications", ("help",)),
        ("applications", ("next_finding",)),
        ("review", ("home",)),
    ],
)
def test_every_control_of_what_a_command_shows_has_a_name(
    start_window: MainWindow, place: str, commands: tuple[str, ...]
) -> None:
    session = open_practice(start_window)
    last = deepcopy(session.report)
    last.year -= 1
    session.edit.set_facts(previous=with_earlier((), last))
    assert start_window.workspace is not None
    start_window.workspace.show_place(place)
    for name in commands:
        start_window.actions_by_id[name].trigger()
    settle()

    assert nameless(start_window) == []


@pytest.mark.parametrize("name", DIALOGS)
def test_every_control_of_a_dialog_has_a_name(start_window: MainWindow, name: str) -> None:
    dialog = DIALOGS[name](open_practice(start_window), start_window)
    dialog.show()
    try:
        assert any(one.state().focusable for one in heard(dialog))
        assert nameless(dialog) == []
    finally:
        dialog.close()


def test_every_dialog_of_the_program_is_walked_through(start_window: MainWindow) -> None:
    for module in walk_packages(ui.__path__, f"{ui.__name__}."):
        import_module(module.name)
    waiting: list[type[QDialog]] = [QDialog]
    declared = set()
    while waiting:
        for kind in waiting.pop().__subclasses__():
            waiting.append(kind)
            if kind.__module__.startswith(ui.__name__) and not kind.__name__.startswith("_"):
                declared.add(kind.__name__)
    session = open_practice(start_window)
    walked = set()
    for make in DIALOGS.values():
        dialog = make(session, start_window)
        walked |= {kind.__name__ for kind in type(dialog).__mro__}
        dialog.close()

    assert declared - walked == ELSEWHERE


@FORMS
def test_every_cell_says_row_column_value_and_state(form: Form, qapp: QApplication) -> None:
    session = Session(blank_report(form.id, form.cells, 2020))
    marks = CellMarks(session, session)
    for table in form.definition.tables:
        model = GridModel(session, marks, table.id)
        for (row, column), key in model.body.keys.items():
            cell = form.cells[key]
            spoken = model.data(model.index(row, column), 11)
            assert isinstance(spoken, str)
            assert cell.row.name in spoken
            assert cell.column.name in spoken
            assert "空白" in spoken
            assert cell.name not in str(model.data(model.index(row, column), 12))  # not twice
    session.deleteLater()
    assert isinstance(qapp, QApplication)


def said(grid: TableGrid, key: str) -> str:
    """Return the name of a cell, as Qt's accessibility interface gives it."""
    place = grid.sheet_model.body.places[key]
    whole = QAccessible.queryAccessibleInterface(grid)
    rect = grid.visualRect(grid.sheet_model.index(*place)).center()
    point = grid.viewport().mapToGlobal(rect)
    return whole.childAt(point.x(), point.y()).text(Text.Name)


def test_a_cell_is_heard_with_what_is_wrong_with_it(start_window: MainWindow) -> None:
    session = open_practice(start_window)
    assert start_window.workspace is not None
    start_window.workspace.go_to_cell("table_3.granted.natural_person")
    page = start_window.table_page()
    assert page is not None

    words = said(page.grid, "table_3.granted.natural_person")
    assert words == "予以公开／自然人，1157件，可能是这一格有错"
    session.edit.enter("table_3.granted.natural_person", "1175（其中2件补正）")
    session.recheck()
    assert (
        said(page.grid, "table_3.granted.natural_person") == "予以公开／自然人，1175件，其中2件补正"
    )
    session.edit.enter("table_3.granted.natural_person", "")
    assert said(page.grid, "table_3.granted.natural_person").startswith("予以公开／自然人，空白")


def test_a_computed_total_is_heard_as_computed(start_window: MainWindow) -> None:
    session = open_practice(start_window)
    session.edit.set_facts(auto_totals=True)
    key = "table_3.granted.total"
    session.edit.set_cells({key: None}, "清除")
    assert start_window.workspace is not None
    start_window.workspace.go_to_cell(key)
    page = start_window.table_page()
    assert page is not None

    assert "自动合计" in said(page.grid, key)


def test_heads_are_heard_by_their_full_names(start_window: MainWindow) -> None:
    open_practice(start_window)
    assert start_window.workspace is not None
    start_window.workspace.show_place("applications")
    page = start_window.table_page()
    assert page is not None
    whole = QAccessible.queryAccessibleInterface(page.grid)
    children = [whole.child(number) for number in range(whole.childCount())]
    heads = [one.text(Text.Name) for one in children if one.role() is Role.ColumnHeader]
    sides = [one.text(Text.Name) for one in children if one.role() is Role.RowHeader]

    assert heads[1] == "申请人情况／法人或其他组织／商业企业"
    assert len(heads) == 7
    assert len(sides) == page.grid.sheet_model.body.n_rows
    assert all(heads)
    assert all(sides)


def test_the_state_of_the_report_and_of_a_place_are_heard(start_window: MainWindow) -> None:
    open_practice(start_window)
    assert start_window.workspace is not None
    names = [one.text(Text.Name) for one in heard(start_window)]

    assert "还有 1 处错误" in names
    assert "三、收到和处理政府信息公开申请情况：有错误 1 处（Ctrl+4）" in names
    assert any(name.startswith("错误。自然人列：") for name in names)
