"""The browser, and the editors of websites, where `make test-web` has installed them."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT

PACKAGES = ROOT / "packaging" / "setup" / "web"
HERE = Path(__file__).parent
Run = Callable[..., dict[str, object]]


@pytest.fixture(scope="session")
def in_browser() -> Run:
    """Run a script beside this file with its arguments; returns what it prints."""
    browser = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    node = shutil.which("node")
    if browser is None or node is None or not (PACKAGES / "node_modules").is_dir():
        pytest.skip("`make test-web` installs the browser and the editors")

    def run(script: str, *arguments: str | Path) -> dict[str, object]:
        command = [node, HERE / script, PACKAGES, browser, *arguments]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
        assert done.returncode == 0, done.stderr
        found = json.loads(done.stdout)
        assert isinstance(found, dict)
        return found

    return run
