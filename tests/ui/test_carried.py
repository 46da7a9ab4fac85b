"""填入上年结转: whenever last year's report is known, in one undo step."""

from decimal import Decimal

from PySide6.QtCore import Qt

from nianbao.formats.registry import load_form
from nianbao.report.book import Report, blank_report
from nianbao.ui.grid.view import TableGrid
from nianbao.ui.session.session import Session
from nianbao.ui.shell.main_window import MainWindow
from tests.ui.grid_keys import Key, press, type_text
from tests.ui.modal import answer

FORM = load_form("gb_2021_30")
IN, OUT = "table_3.carried_in.", "table_3.carried_out."
ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


def last_year(year: int = 2023) -> Report:
    """A report that carries 3 over of natural persons, and 0 of everybody else."""
    report = blank_report(FORM.id, FORM.cells, year)
    report.auto_totals = True
    columns = [key for key in FORM.cells if key.startswith(OUT) and not FORM.cells[key].is_total]
    report.change(cells=dict.fromkeys(columns, Decimal(0)))
    report.change(cells={f"{OUT}natural_person": Decimal(3)})
    return report


def carried_in(session: Session) -> list[Decimal | None]:
    return [session.value(key) for key in FORM.cells if key.startswith(IN)]


def test_it_is_filled_after_last_year_s_report_was_added_and_undone_in_one_step(
    window: MainWindow, grid: TableGrid, session: Session
) -> None:
    session.edit.set_facts(previous=(last_year(),), auto_totals=True)
    press(Key.Key_J, modifier=ALT)

    assert carried_in(session) == [3, 0, 0, 0, 0, 0, 3]
    assert session.report.cell(f"{IN}total") is None
    assert window.status is not None
    assert window.status.currentMessage() == "已填入上年结转 6 格。"
    assert session.value(grid.current_key) is None
    press(Key.Key_Z, modifier=CONTROL)
    assert carried_in(session) == [None] * 7


def test_it_is_filled_after_the_year_was_corrected(
    window: MainWindow, grid: TableGrid, session: Session
) -> None:
    session.edit.set_facts(previous=(last_year(2024),), year=2026, auto_totals=True)
    session.edit.set_facts(year=2025)
    grid.setFocus()
    press(Key.Key_J, modifier=ALT)

    assert carried_in(session)[0] == 3
    assert window.session is session


def test_what_was_typed_changes_only_after_a_question(
    window: MainWindow, grid: TableGrid, session: Session
) -> None:
    session.edit.set_facts(previous=(last_year(),), auto_totals=True)
    grid.go_to(f"{IN}natural_person")
    type_text("5")
    asked: list[str] = []

    answer("只填空着的", asked)
    press(Key.Key_J, modifier=ALT)
    assert carried_in(session)[:2] == [5, 0]
    assert "自然人" in asked[0]

    answer("都改成上年的数")
    window.actions_by_id["carried"].trigger()
    assert carried_in(session)[:2] == [3, 0]


def test_a_card_offers_it_as_long_as_cells_are_blank(session: Session, window: MainWindow) -> None:
    session.edit.set_facts(previous=(last_year(),), auto_totals=True)
    session.recheck()
    assert [one.message for one in session.findings if one.rule == "X-BRING"] == [
        "2023年报告结转下年 3 件，本年的上年结转还有 6 格空着。"
    ]

    window.actions_by_id["carried"].trigger()
    session.recheck()
    assert "X-BRING" not in [one.rule for one in session.findings]


def test_from_the_report_of_two_years_ago_nothing_is_filled(
    window: MainWindow, grid: TableGrid, session: Session
) -> None:
    session.edit.set_facts(previous=(last_year(2022),), auto_totals=True)
    session.recheck()
    grid.go_to(f"{OUT}natural_person")

    assert "X-BRING" not in [one.rule for one in session.findings]
    assert window.status is not None
    assert "2022 年 3" in window.status.where.text()
    assert "上年" not in window.status.where.text()
