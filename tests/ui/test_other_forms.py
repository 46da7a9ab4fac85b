"""The window, its exports and the self-test with other forms than the shipped ones."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from nianbao.checks import outline
from nianbao.cli import self_test
from nianbao.exporters.exporter import Exporter
from nianbao.exporters.registry import export_report
from nianbao.formats.registry import load_form
from nianbao.importers.registry import read_source
from nianbao.report.book import Report, blank_report
from nianbao.ui.commands.keys import keys_of
from nianbao.ui.dialogs.new_report import NewReportDialog
from nianbao.ui.help.window import HelpWindow
from nianbao.ui.pages.table_page import TablePage
from nianbao.ui.pages.text_page import TextPage
from nianbao.ui.paper.formats import FORMATS
from nianbao.ui.shell.main_window import MainWindow
from nianbao.ui.workflows.last_year_dialog import LastYearDialog
from tests.other_forms.registered import (
    FUTURE,
    PRINTED,
    STATUTORY,
    THIRD,
    YEAR,
    Register,
    five_sections,
    printed_report,
    seven_sections,
)
from tests.ui.grid_keys import open_window, show_table, type_text


def opened(qtbot: QtBot, report: Report, folder: Path) -> MainWindow:
    """A window on a report, all of whose pages have been looked at."""
    window = open_window(qtbot, report, folder)
    assert window.session is not None
    assert window.workspace is not None
    for place in outline.places(window.session.form):
        window.workspace.show_place(place.id)
    return window


@pytest.mark.usefixtures("third")
def test_a_new_report_is_typed_checked_and_exported(qtbot: QtBot, tmp_path: Path) -> None:
    form = load_form(THIRD)
    window = opened(qtbot, blank_report(THIRD, form.cells, YEAR), tmp_path)
    session = window.session
    assert session is not None
    session.edit.set_facts(auto_totals=False)  # else Enter passes the totals
    for table in form.definition.tables:
        grid = show_table(window, table.section)
        grid.enter_goes = "right"
        grid.go_to(form.table_cells[table.id][0])
        for key in form.table_cells[table.id]:
            assert grid.current_key == key
            type_text(PRINTED[key])

    assert session.report.cells == printed_report().cells
    assert not [one for one in session.findings if one.cells]
    session.edit.set_cells({"t_penalty.total": Decimal(108165)}, "合计")
    assert [one.rule for one in session.findings if one.identities] == ["E1-SUM"]


@pytest.mark.usefixtures("third")
def test_the_kind_of_report_is_asked_where_there_are_several(qtbot: QtBot) -> None:
    dialog = NewReportDialog()
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.year.setValue(YEAR)

    assert dialog.kind.isVisible()
    assert dialog.report().form == STATUTORY
    QTest.keyClick(dialog.kind, Qt.Key.Key_Down)
    assert dialog.report().form == THIRD


def test_the_kind_of_report_is_not_asked_where_there_is_one(qtbot: QtBot) -> None:
    dialog = NewReportDialog()
    qtbot.addWidget(dialog)
    dialog.show()

    assert not dialog.kind.isVisible()
    assert dialog.report().form == STATUTORY


@pytest.mark.usefixtures("third")
def test_nothing_is_advised_about_a_text_of_another_report(qtbot: QtBot, tmp_path: Path) -> None:
    window = opened(qtbot, printed_report(), tmp_path)
    assert window.workspace is not None
    window.workspace.show_place("situation")
    page = window.workspace.page
    assert isinstance(page, TextPage)

    assert page.guide.words.text() == page.guide.more.text() == ""
    assert not page.guide.skeleton.isVisible()
    assert page.guide.count.text().startswith("已写")


@pytest.mark.usefixtures("third")
def test_from_last_year_nothing_is_said_of_figures_that_the_form_has_not(qtbot: QtBot) -> None:
    dialog = LastYearDialog(opened=printed_report())
    qtbot.addWidget(dialog)
    dialog.show()

    assert "结转" not in dialog._says.text()
    assert not dialog._computed.isVisible()
    assert dialog.report().form == THIRD


@pytest.mark.usefixtures("third")
@pytest.mark.parametrize("key", ["t_penalty.warn", "t_penalty.other", "t_licence.granted"])
def test_help_says_of_a_cell_what_its_own_form_says(qtbot: QtBot, tmp_path: Path, key: str) -> None:
    window = opened(qtbot, printed_report(), tmp_path)
    form = load_form(THIRD)
    grid = show_table(window, form.section_of(key))
    grid.go_to(key)

    QTest.keyClick(grid, Qt.Key.Key_F1)

    shown = window.findChildren(HelpWindow)[0].page.toPlainText()
    assert form.cells[key].name in shown
    assert form.definition.law in shown
    assert "条例" not in shown


@pytest.mark.usefixtures("third")
def test_a_blank_total_is_computed_while_parts_are_typed(qtbot: QtBot, tmp_path: Path) -> None:
    window = opened(qtbot, blank_report(THIRD, load_form(THIRD).cells, YEAR), tmp_path)
    session = window.session
    assert session is not None
    parts = {key: Decimal(value) for key, value in PRINTED.items() if key != "t_penalty.total"}

    session.edit.set_cells(parts, "填数")

    assert session.value("t_penalty.total") == Decimal(PRINTED["t_penalty.total"])


@pytest.mark.usefixtures("third", "qtbot")
@pytest.mark.parametrize("exporter", FORMATS, ids=lambda one: one.ending)
def test_all_four_exports_are_read_back_equal(exporter: Exporter, tmp_path: Path) -> None:
    report = printed_report()
    target = tmp_path / f"统计年报{exporter.ending}"
    export_report(report, target, exporters=FORMATS)

    reading = read_source(target)

    assert reading.report.form == THIRD
    assert reading.report.cells == report.cells
    assert not reading.unread


@pytest.mark.parametrize(("make", "count"), [(five_sections, 5), (seven_sections, 7)])
def test_every_section_of_a_later_form_has_its_page(
    register: Register, qtbot: QtBot, tmp_path: Path, make: Callable[[], str], count: int
) -> None:
    text = make()
    register(text)
    form = load_form(text.split('id = "', 1)[1].split('"', 1)[0])
    window = opened(qtbot, blank_report(form.id, form.cells, FUTURE), tmp_path)
    workspace = window.workspace
    assert workspace is not None

    pages = []
    for section in form.sections:
        workspace.show_place(section.id)
        pages.append(workspace.page)

    assert len(pages) == count
    for section, page in zip(form.sections, pages, strict=True):
        assert isinstance(page, TablePage if section.table else TextPage)
    assert all(keys_of(f"place_{one.number}") for one in outline.places(form) if one.number)


@pytest.mark.usefixtures("third", "qtbot")
@pytest.mark.parametrize("title", ["表样", "审核", "导出"])
def test_the_self_test_passes_over_every_form_there_is(title: str, tmp_path: Path) -> None:
    assert "3 个表样" in dict(self_test.STEPS)[title](tmp_path)


@pytest.mark.usefixtures("qtbot")
@pytest.mark.parametrize("make", [five_sections, seven_sections])
def test_the_self_test_passes_over_a_later_form_too(
    register: Register, tmp_path: Path, make: Callable[[], str]
) -> None:
    register(make())
    steps = dict(self_test.STEPS)

    for title in ("表样", "审核", "导出"):
        assert "3 个表样" in steps[title](tmp_path)


@pytest.mark.usefixtures("qtbot")
@pytest.mark.parametrize("make", [five_sections, seven_sections])
@pytest.mark.parametrize("exporter", FORMATS, ids=lambda one: one.ending)
def test_all_four_exports_of_a_later_form_are_read_back_equal(
    register: Register, tmp_path: Path, make: Callable[[], str], exporter: Exporter
) -> None:
    text = make()
    register(text)
    form = load_form(text.split('id = "', 1)[1].split('"', 1)[0])
    report = Report(form=form.id, year=FUTURE, unit="庆元县人民政府", secrecy_reviewed=True)
    inputs = [key for key, cell in form.cells.items() if not cell.is_total]
    report.change(cells={key: Decimal(number) for number, key in enumerate(inputs, 1)})
    target = tmp_path / f"年报{exporter.ending}"
    export_report(report, target, exporters=FORMATS)

    reading = read_source(target)

    assert reading.report.form == form.id
    assert {key: reading.report.cell(key) for key in inputs} == report.cells
    assert not reading.unread
