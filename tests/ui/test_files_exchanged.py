"""An upgrade under an open window: one sentence, and what was typed is saved by the old program."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from nianbao import installation
from nianbao.report.storage.files import load_report
from tests.ui.replaced_window import KEY

pytestmark = pytest.mark.slow

SAMPLE = "resources/samples/sample-report.nianbao"
SENTENCE = installation.MESSAGE + installation.ADVICE


def test_an_upgrade_under_an_open_window_loses_nothing_and_is_told(
    repository: Path, tmp_path: Path
) -> None:
    report, folder = tmp_path / "年报.nianbao", tmp_path / "program"
    shutil.copyfile(repository / SAMPLE, report)
    folder.mkdir()
    (folder / installation.MARK).write_text("one")

    done = subprocess.run(
        [sys.executable, "-m", "tests.ui.replaced_window", str(folder), str(report)],
        cwd=repository,
        env=os.environ
        | {
            "PYTHONPATH": os.pathsep.join(sys.path),
            "QT_QPA_PLATFORM": "offscreen",
            "NIANBAO_DATA": str(tmp_path / "data"),
            "XDG_RUNTIME_DIR": str(tmp_path),
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )

    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.splitlines()[-1])
    # Once when the clerk came back, once for the export; turning pages and typing said nothing.
    assert found["said"][:2] == [SENTENCE, SENTENCE]
    assert len(found["pages"]) > 5
    # The number typed after the export was saved when the window asked before it closed.
    assert found["closed"]
    assert "要先保存吗" in found["said"][2]
    assert len(found["said"]) == 3
    assert load_report(report).cells[KEY] == 778
    assert not list((tmp_path / "data").rglob("故障记录-*"))
