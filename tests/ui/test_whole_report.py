"""A whole published report typed by keyboard, cell by cell, and exported as a Word document."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from nianbao.exporters.registry import export_report
from nianbao.formats.registry import load_form
from nianbao.importers.registry import read_source
from nianbao.report.book import blank_report
from nianbao.report.numbers import format_number
from tests.cases import load_case
from tests.ui.grid_keys import open_window, show_table, type_text


def test_two_hundred_cells_typed_and_exported(qtbot: QtBot, tmp_path: Path) -> None:
    case = load_case("04-suqian-2023")
    form = load_form("gb_2021_30")
    blank = blank_report(form.id, form.cells, case.year)
    window = open_window(qtbot, blank, tmp_path)
    session = window.session
    assert session is not None
    session.edit.set_facts(auto_totals=False)  # else Enter passes the totals
    typed = 0
    for table in form.definition.tables:
        grid = show_table(window, table.section)
        grid.enter_goes = "right"
        keys = [key for key, cell in form.cells.items() if cell.table == table.id]
        grid.go_to(keys[0])
        for key in keys:
            assert grid.current_key == key
            type_text(format_number(case.cells[key]))
            typed += 1
    assert typed == 200
    assert session.report.cells == case.cells
    assert not [finding for finding in session.findings if finding.identities]
    target = tmp_path / "报告.docx"
    session.edit.set_facts(unit=case.unit or "")
    export_report(session.report, target)
    assert case.differences(read_source(target).report.cells) == {}
