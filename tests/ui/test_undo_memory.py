"""What undo remembers has a bound in megabytes; beyond it the oldest steps are given up, and said."""

import pytest
from PySide6.QtCore import SIGNAL
from PySide6.QtWidgets import QApplication

from nianbao.formats.registry import load_form
from nianbao.report.book import blank_report
from nianbao.ui.session.session import Session
from nianbao.ui.session.undo_memory import UndoMemory

FORM = load_form("gb_2021_30")


def a_session_with_long_steps(steps: int) -> Session:
    session = Session(blank_report(FORM.id, FORM.cells, 2023))
    for number in range(steps):
        session.edit.set_texts({"problems": f"第{number}稿" + "长" * 100_000}, "改写")
    return session


def test_the_oldest_steps_are_given_up_and_said(qapp: QApplication) -> None:
    assert qapp is not None
    session = a_session_with_long_steps(10)
    bound = UndoMemory(session.undo_stack, most=1_000_000)
    told: list[bool] = []
    bound.reached.connect(lambda: told.append(True))
    bound.look()

    for _step in range(10):
        session.undo_stack.undo()
    assert told
    assert 0 < int(session.report.text("problems")[1]) < 9, "the later steps were undone"
    assert session.is_dirty, "what the file holds can no longer be gone back to"


def test_what_fits_can_all_be_undone(qapp: QApplication) -> None:
    assert qapp is not None
    session = a_session_with_long_steps(10)
    bound = UndoMemory(session.undo_stack, most=10_000_000)
    bound.reached.connect(lambda: pytest.fail("nothing had to be given up"))
    bound.look()
    for _step in range(10):
        session.undo_stack.undo()

    assert session.report.text("problems") == ""
    assert not session.is_dirty


def test_a_session_looks_by_itself(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    assert qapp is not None
    monkeypatch.setattr("nianbao.ui.session.undo_memory.LOOK_EVERY", 2)
    session = a_session_with_long_steps(1)
    session.undo_memory._most = 500_000
    told: list[bool] = []
    session.undo_memory.reached.connect(lambda: told.append(True))
    for number in range(6):
        session.edit.set_texts({"problems": f"再{number}" + "长" * 100_000}, "改写")

    assert told


def held_anew(session: Session) -> tuple[int, ...]:
    """What the steps hold, asked of each of them."""
    return UndoMemory(session.undo_stack).held()


def test_what_is_held_is_known_when_steps_are_undone_replaced_and_joined(
    qapp: QApplication,
) -> None:
    assert qapp is not None
    session = a_session_with_long_steps(5)
    assert session.undo_memory.held() == held_anew(session)

    for undone in (1, 3, 0):
        for _step in range(undone):
            session.undo_stack.undo()
        session.edit.set_texts({"problems": "短"}, "改写")
        assert session.undo_memory.held() == held_anew(session)
    for length in (10, 1000):
        session.edit.type_text("problems", "写" * length)
        assert session.undo_memory.held() == held_anew(session)


def test_what_was_given_up_is_held_no_more(qapp: QApplication) -> None:
    assert qapp is not None
    session = a_session_with_long_steps(10)
    session.undo_memory._most = 1_000_000
    session.undo_memory.look()

    assert sum(session.undo_memory.held()) <= 1_000_000
    assert session.undo_memory.held() == held_anew(session)
    for _step in range(10):
        session.undo_stack.undo()
    session.edit.set_texts({"problems": "短"}, "改写")
    assert session.undo_memory.held() == held_anew(session)


def test_a_stack_that_is_taken_down_finds_nobody_half_gone_listening(qapp: QApplication) -> None:
    assert qapp is not None
    session = a_session_with_long_steps(2)

    assert session.undo_stack.receivers(SIGNAL("indexChanged(int)")) == 0
