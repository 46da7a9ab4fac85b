"""Blocks from Excel, WPS, Chromium and Word, several formats at once, pasted with Ctrl+V."""

from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from nianbao import resources
from nianbao.formats.registry import Form, load_form
from nianbao.report.book import blank_report
from nianbao.report.numbers import format_number
from nianbao.report.storage.files import load_report
from nianbao.report.totals import values_in_force
from nianbao.ui.dialogs.paste import PasteDialog
from nianbao.ui.session.session import Session
from nianbao.ui.shell.main_window import MainWindow
from tests.ui.clipboards import SOURCES, block, printed
from tests.ui.grid_keys import Key, open_window, press, show_table
from tests.ui.modal import answer, click, when_asked
from tests.ui.test_blocks import CONTROL

FORMS = ("gb_2021_30", "gb_2019_60_trial")
SECTIONS = {"table_2": "proactive", "table_3": "applications", "table_4": "review_litigation"}


def open_blank(
    qtbot: QtBot, folder: Path, form: Form, year: int = 2024
) -> tuple[MainWindow, Session]:
    window = open_window(qtbot, blank_report(form.id, form.cells, year), folder)
    assert window.session is not None
    return window, window.session


def paste(said: list[str] | None = None) -> None:
    def act(dialog: QWidget) -> None:
        assert isinstance(dialog, PasteDialog)
        if said is not None:
            said.extend(label.text() for label in dialog.findChildren(QLabel))
        QTest.keyClick(dialog, Key.Key_Return)

    when_asked(act, PasteDialog)
    press(Key.Key_V, modifier=CONTROL)


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("table", SECTIONS)
@pytest.mark.parametrize("form_id", FORMS)
def test_a_whole_table_goes_to_its_place_wherever_the_cursor_stands(
    qtbot: QtBot, tmp_path: Path, source: str, table: str, form_id: str
) -> None:
    form = load_form(form_id)
    window, session = open_blank(qtbot, tmp_path, form, 2024 if form_id == FORMS[0] else 2020)
    keys = [key for key, cell in form.cells.items() if cell.table == table]
    numbers = {key: str(number) for number, key in enumerate(keys)}
    grid = show_table(window, SECTIONS[table])
    press(Key.Key_Down, Key.Key_Right)
    QGuiApplication.clipboard().setMimeData(SOURCES[source](printed(form.layouts[table], numbers)))
    said: list[str] = []
    paste(said)

    assert {key: session.report.cell(key) for key in keys} == {
        key: Decimal(number) for key, number in numbers.items()
    }
    assert f"将填入 {len(keys)} 格" in said
    assert set(grid.selected_keys()) == set(keys)
    window.actions_by_id["undo"].trigger()
    assert not session.is_dirty


@pytest.mark.parametrize("source", SOURCES)
def test_a_block_of_numbers_as_people_write_them(qtbot: QtBot, tmp_path: Path, source: str) -> None:
    window, session = open_blank(qtbot, tmp_path, load_form(FORMS[0]))
    show_table(window, "applications")
    cells = block([["１２", "1,113", "22（其中修订16件）"], ["-", "", "0"], ["5", "abc", "1.5"]])
    QGuiApplication.clipboard().setMimeData(SOURCES[source](cells))
    said: list[str] = []
    paste(said)

    row, carried, granted = (
        [session.report.cell(f"table_3.{name}.{column}") for column in COLUMNS]
        for name in ("received_new", "carried_in", "granted")
    )
    assert row == [12, 1113, 22]
    assert carried == [None, None, 0]
    assert granted == [5, None, None]
    assert session.report.cell_notes == {"table_3.received_new.org_research": "其中修订16件"}
    assert any("有 3 格不是这里能填的数" in words for words in said)


COLUMNS = ("natural_person", "org_business", "org_research")


@pytest.mark.parametrize("source", SOURCES)
def test_dashes_of_a_whole_table_become_0_where_the_clerk_says_so(
    qtbot: QtBot, tmp_path: Path, source: str
) -> None:
    form = load_form(FORMS[0])
    window, session = open_blank(qtbot, tmp_path, form)
    keys = [key for key, cell in form.cells.items() if cell.table == "table_3"]
    numbers = {key: ("-", "/", "3")[number % 3] for number, key in enumerate(keys)}
    show_table(window, "applications")
    QGuiApplication.clipboard().setMimeData(
        SOURCES[source](printed(form.layouts["table_3"], numbers))
    )

    def act(dialog: QWidget) -> None:
        assert isinstance(dialog, PasteDialog)
        dialog.dashes.click()
        click(dialog, "填入 175 格")

    when_asked(act, PasteDialog)
    press(Key.Key_V, modifier=CONTROL)

    wanted = {"-": 0, "/": 0, "3": 3}
    assert {key: session.report.cell(key) for key in keys} == {
        key: wanted[number] for key, number in numbers.items()
    }


@pytest.mark.parametrize("source", SOURCES)
def test_a_block_that_is_too_large_fills_what_there_is_and_says_so(
    qtbot: QtBot, tmp_path: Path, source: str
) -> None:
    window, session = open_blank(qtbot, tmp_path, load_form(FORMS[0]))
    show_table(window, "applications")
    rows = [[str(row * 9 + column) for column in range(9)] for row in range(30)]
    QGuiApplication.clipboard().setMimeData(SOURCES[source](block(rows)))
    said: list[str] = []
    paste(said)

    assert session.report.cell("table_3.received_new.total") == 6
    assert session.report.cell("table_3.carried_out.total") == 24 * 9 + 6
    assert any(f"有 {30 * 9 - 175} 格超出了表格" in words for words in said)


@pytest.mark.parametrize("filled_before", [False, True])
def test_the_dialog_says_how_many_of_the_pasted_cells_change(
    qtbot: QtBot, tmp_path: Path, *, filled_before: bool
) -> None:
    report = load_report(resources.path("samples/sample-report.nianbao"))
    form = load_form(report.form)
    cells = values_in_force(form, report)
    shown = {key: format_number(cells[key]) for key in form.table_cells["table_3"]}
    window, session = open_blank(qtbot, tmp_path, form)
    if filled_before:
        session.edit.set_cells(report.cells, "填好")
    before = dict(session.report.cells)
    show_table(window, "applications")
    QGuiApplication.clipboard().setMimeData(
        SOURCES["excel"](printed(form.layouts["table_3"], shown))
    )
    said: list[str] = []

    paste(said)

    changed = sum(session.report.cells[key] != old for key, old in before.items())
    assert f"将填入 {len(shown)} 格" in said
    assert f"实际改动 {changed} 格" in "".join(said)
    assert "仍由程序自动合计" in "".join(said)
    assert ("与原来的数一样" in "".join(said)) == filled_before


def with_rich_text(said: str, *, html: bool) -> QMimeData:
    data = QMimeData()
    data.setText("121\t30")
    data.setData("text/rtf", b"{\\rtf1\\ansi " + said.encode() + b"}")
    if html:
        data.setHtml("<table><tr><td>12<sup>1</sup></td><td>30</td></tr></table>")
    return data


def test_a_raised_digit_that_only_rich_text_shows_is_not_pasted(
    qtbot: QtBot, tmp_path: Path
) -> None:
    window, session = open_blank(qtbot, tmp_path, load_form(FORMS[0]))
    show_table(window, "applications")
    QGuiApplication.clipboard().setMimeData(with_rich_text(r"12{\super 1}\tab 30", html=False))
    before, said = dict(session.report.cells), list[str]()

    answer("知道了", said)
    press(Key.Key_V, modifier=CONTROL)

    assert "上标" in said[0]
    assert session.report.cells == before


@pytest.mark.parametrize(
    ("said", "html"),
    [(r"121\tab 30", False), (r"12{\super 1}\tab 30", True)],
    ids=["plain", "html"],
)
def test_rich_text_without_such_marks_or_beside_html_is_pasted(
    qtbot: QtBot, tmp_path: Path, said: str, *, html: bool
) -> None:
    window, session = open_blank(qtbot, tmp_path, load_form(FORMS[0]))
    show_table(window, "applications")
    QGuiApplication.clipboard().setMimeData(with_rich_text(said, html=html))

    paste()

    assert session.report.cell("table_3.received_new.org_business") == 30
