"""A report takes another's place: the pages of the one before hear nothing any more."""

import re
from copy import deepcopy
from decimal import Decimal
from pathlib import Path

from nianbao import ui
from nianbao.ui.session.session import Session
from nianbao.ui.shell.main_window import MainWindow
from tests.ui.scenes import place_names
from tests.ui.settled import settle

UI = Path(ui.__file__).parent
LASTING = {"shell/main_window.py"}
"""What outlives every report that it shows."""


def test_what_may_end_before_the_session_listens_with_methods_of_its_own() -> None:
    """Qt ends the connection of a widget's method together with the widget, but not a lambda's."""
    found = {
        path.relative_to(UI).as_posix()
        for path in UI.rglob("*.py")
        if re.search(r"session\.\w+\.connect\(\s*lambda", path.read_text(encoding="utf-8"))
    }

    assert found == LASTING


def test_pages_that_are_gone_hear_of_no_change(window: MainWindow, session: Session) -> None:
    """Were one still connected, Qt would tell of a widget that is already deleted."""
    for time in range(2):
        for place in place_names(session):
            assert window.workspace is not None
            window.workspace.show_place(place)
            if window.workspace.page is not None:
                window.actions_by_id["find"].trigger()
        session.replace(deepcopy(session.report), "读入")
        settle()
        session.edit.set_facts(unit=f"城关镇人民政府{time}")
        session.edit.set_cells({next(iter(session.form.cells)): Decimal(time + 1)}, "改一格")
        session.edit.set_texts({"overview.lead": f"写了第 {time} 次。"}, "写一段")
        settle()

    assert session.report.unit == "城关镇人民政府1"
