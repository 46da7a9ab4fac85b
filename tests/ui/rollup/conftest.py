"""A small county's folder and the window over it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from nianbao.rollup.decisions import Decisions, save_decisions
from nianbao.ui.rollup.window import RollupWindow
from nianbao.ui.shell import beside
from nianbao.ui.shell.main_window import MainWindow
from tests.rollup.county import Folder, unit_report
from tests.ui.rollup.small_county import (
    LATE,
    LATE_DAY,
    OK,
    TOWN,
    TWICE,
    UNITS,
    Wait,
    failing_report,
)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Seven units: one in order, one failing, one twice, one as .docx, one missing, one misspelt, one late."""
    made = Folder(tmp_path / "清河县2024年报")
    made.report("教育局.nianbao", unit_report(OK))
    made.report("部门/公安局.nianbao", failing_report())
    made.report("部门/民政局.nianbao", unit_report(TWICE))
    made.report("部门/民政局（修改）.nianbao", unit_report(TWICE, seed="again"))
    made.report("乡镇/城关镇年报.docx", unit_report(TOWN))
    made.report("部门/财正局.nianbao", unit_report("清河县财正局"))
    made.report("审计局.nianbao", unit_report(LATE), LATE_DAY)
    made.report("全县汇总.nianbao", unit_report("清河县汇总"))
    made.put("照片.jpg", b"\xff\xd8\xff\xe0nothing")
    decided = Decisions().prepared(
        roster=UNITS, year=2024, own_unit="清河县人民政府", deadline="2025-01-31"
    )
    save_decisions(made.path, Decisions(), decided)
    return made


@pytest.fixture
def rollup(qtbot: QtBot, start_window: MainWindow) -> Iterator[RollupWindow]:
    """The window, before a folder is chosen."""
    window = RollupWindow(start_window)
    window.setWindowState(window.windowState().WindowNoState)
    window.resize(1366, 740)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    yield window
    window.county.close()
    window.close()
    for desk in (*beside._desks,):
        if desk.session is not None:
            desk.session.undo_stack.setClean()
        desk.widget.close()


@pytest.fixture
def wait(qtbot: QtBot, rollup: RollupWindow) -> Wait:
    """Waits until everything that was asked for has been read."""

    def until_read() -> None:
        county = rollup.county

        def is_quiet() -> bool:
            return county.collection is not None and not (county.is_reading or county.is_writing)

        qtbot.waitUntil(is_quiet, timeout=30_000)

    return until_read


@pytest.fixture
def county(rollup: RollupWindow, folder: Folder, wait: Wait) -> RollupWindow:
    """The window over that folder, read."""
    rollup.prepare.open(folder.path)
    wait()
    return rollup
