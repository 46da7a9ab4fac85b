"""One step of the clerk is one change: checked once, kept once, undone to what stood there."""

from collections.abc import Callable
from dataclasses import asdict
from decimal import Decimal

import pytest

from nianbao import user_folders
from nianbao.checks.engine import CheckResult
from nianbao.formats.registry import load_form
from nianbao.report.book import Report, blank_report
from nianbao.report.storage.journal import read_records
from nianbao.report.storage.recovery import find_drafts
from nianbao.ui.session import checking
from nianbao.ui.session.session import Session
from nianbao.ui.shell.main_window import MainWindow
from nianbao.ui.workflows.documents import Documents
from tests.ui.outside import die

FORM = load_form("gb_2021_30")
SEVEN = [key for key, cell in FORM.cells.items() if key.startswith("table_3.received_new.")]
NEW, CARRIED = SEVEN[0], "table_3.carried_in.natural_person"
SENTENCE = "2024年，本机关新收政府信息公开申请{}件，上年结转政府信息公开申请3件。"
TEXT = "overview.on_request"


@pytest.fixture
def hold(start_window: MainWindow) -> Callable[[Report], Documents]:
    """A window's documents with a report in them, kept by a journal."""

    def begin(report: Report) -> Documents:
        start_window.documents.adopt(Session(report))
        return start_window.documents

    return begin


@pytest.fixture
def table_checks(monkeypatch: pytest.MonkeyPatch) -> list[CheckResult]:
    """What each check of the tables alone found, and each whole check that checked them too."""
    found: list[CheckResult] = []
    for name in ("check_tables", "check_report"):
        monkeypatch.setattr(checking, name, _counted(getattr(checking, name), found))
    return found


def _counted(
    check: Callable[..., CheckResult], found: list[CheckResult]
) -> Callable[..., CheckResult]:
    def counting(*given: object) -> CheckResult:
        result = check(*given)
        if not any(result.tables is one.tables for one in found):
            found.append(result)
        return result

    return counting


def blank() -> Report:
    return blank_report(FORM.id, FORM.cells, 2024)


def opened(documents: Documents) -> Session:
    assert documents.session is not None
    return documents.session


def journal_lines(documents: Documents) -> int:
    assert documents.keeper is not None
    return len(read_records(documents.keeper.journal.path.read_bytes()).whole)


def enter_seven(session: Session) -> None:
    values = {key: Decimal(number) for number, key in enumerate(SEVEN, 10)}
    session.edit.set_cells(values, "粘贴 7 格", dict.fromkeys(SEVEN, "其中网上1件"))


def recovered(documents: Documents) -> Report:
    die(documents)
    (draft,) = find_drafts(user_folders.recovery())
    draft.discard()
    return draft.report


def test_seven_cells_with_notes_are_checked_once_and_kept_in_one_line(
    hold: Callable[[Report], Documents], table_checks: list[CheckResult]
) -> None:
    documents = hold(blank())
    session = opened(documents)
    session.recheck()
    table_checks.clear()
    lines = journal_lines(documents)

    enter_seven(session)
    session.recheck()

    assert len(SEVEN) == 7
    assert len(table_checks) == 1
    assert journal_lines(documents) == lines + 1
    assert recovered(documents).cell_notes == dict.fromkeys(SEVEN, "其中网上1件")


def test_a_number_and_the_sentence_that_follows_it_are_one_change(
    hold: Callable[[Report], Documents], table_checks: list[CheckResult]
) -> None:
    inputs = {key: Decimal(0) for key, cell in FORM.cells.items() if not cell.is_total}
    report = Report(form=FORM.id, year=2024, cells={**inputs, NEW: Decimal(5), CARRIED: Decimal(3)})
    report.change(texts={TEXT: SENTENCE.format(5)})
    before = asdict(report)
    documents = hold(report)
    session, heard = opened(documents), list[frozenset[str]]()
    report.listen(heard.append)
    table_checks.clear()
    lines = journal_lines(documents)

    session.edit.enter(NEW, "6")

    assert report.text(TEXT) == SENTENCE.format(6)
    assert heard == [frozenset({NEW, TEXT})]
    assert (len(table_checks), journal_lines(documents)) == (1, lines + 1)
    session.undo_stack.undo()
    assert asdict(report) == before


@pytest.mark.parametrize("cells", [{}, {NEW: None}, {NEW: Decimal(5)}])
def test_an_undo_leaves_what_stood_there_in_the_window_and_after_a_crash(
    cells: dict[str, Decimal | None], hold: Callable[[Report], Documents]
) -> None:
    documents = hold(Report(form=FORM.id, year=2024, cells=cells))
    session, before = opened(documents), asdict(opened(documents).report)
    heard: list[dict[str, object]] = []
    enter_seven(session)
    session.edit.type_text(TEXT, "写了")
    session.report.listen(lambda _keys: heard.append(asdict(session.report)))

    session.undo_stack.undo()
    session.undo_stack.undo()

    assert asdict(session.report) == before
    assert heard[-1] == before
    assert asdict(recovered(documents)) == before


def test_a_note_beside_an_absent_cell_does_not_make_it_blank(
    hold: Callable[[Report], Documents],
) -> None:
    documents = hold(Report(form=FORM.id, year=2024))

    opened(documents).edit.set_note(NEW, "资料里没有这一格")

    assert NEW not in recovered(documents).cells


def test_undo_and_redo_of_typing_that_was_joined_bring_back_both_ends(
    hold: Callable[[Report], Documents],
) -> None:
    session = opened(hold(blank()))
    session.edit.type_text(TEXT, "一")
    session.edit.type_text(TEXT, "一二")
    session.edit.type_text(TEXT, "一二三")

    session.undo_stack.undo()
    assert session.report.text(TEXT) == ""
    session.undo_stack.redo()
    assert session.report.text(TEXT) == "一二三"
    session.undo_stack.undo()
    assert TEXT not in session.report.texts


def test_another_report_is_followed_and_the_one_before_no_more(
    hold: Callable[[Report], Documents],
) -> None:
    first, second = blank(), blank()
    session = opened(hold(first))
    session.replace(second, "读入")
    changed: list[frozenset[str]] = []
    session.cells_changed.connect(changed.append)

    first.change(cells={NEW: Decimal(1)})
    assert changed == []
    session.edit.enter(NEW, "2")
    assert second.cell(NEW) == session.value(NEW) == 2
    session.undo_stack.undo()
    session.undo_stack.undo()
    assert session.report is first
    assert session.value(NEW) == 1
