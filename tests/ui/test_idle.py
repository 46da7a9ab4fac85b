"""What a report needs is loaded on the start page, while nobody waits."""

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from nianbao.ui.app import FOR_A_REPORT

START = """
import sys
from PySide6.QtCore import QTimer
from nianbao.ui.app import FOR_A_REPORT, build_application
from nianbao.ui.system.idle import IdleLoader
app = build_application()
IdleLoader(FOR_A_REPORT, app).start()
def look():
    if set(FOR_A_REPORT) <= set(sys.modules):
        print("all")
        app.quit()
every = QTimer(interval=5)
every.timeout.connect(look)
every.start()
app.exec()
"""


@pytest.mark.parametrize("module", FOR_A_REPORT)
def test_what_is_loaded_early_is_there(module: str) -> None:
    assert find_spec(module) is not None


@pytest.mark.long
def test_all_of_it_is_loaded_between_the_events_of_a_window(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-c", START],
        env={**os.environ, "NIANBAO_DATA": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )

    assert run.stdout.split() == ["all"]
